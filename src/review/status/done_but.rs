//! Done by its colour, and not by its words.

use super::words::{called, first_phrase, is_done, meaning, word};
use crate::compute::Context;
use crate::model::{Assessment, Block, Id, Legend, Markdown, Section, Status, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "klar-men",
    title: "Klart enligt bedömningen, men inte enligt kommentaren",
    why: "Grönt som betyder genomfört, eller enligt plan, går inte ihop med en kommentar som säger \
          att något är försenat eller inte har börjat.",
    group: Group::Status,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

/// What nobody writes of something that is done or goes to plan.
const NOT_SO: [&str; 26] = [
    "inte i fas",
    "ej i fas",
    "inte riktigt i fas",
    "är försenad",
    "är försenat",
    "är försenade",
    "blivit försenad",
    "blivit försenat",
    "har försenats",
    "försenar",
    "ej påbörja",
    "inte påbörja",
    "inte börjat",
    "ännu inte kunnat",
    "inte kunnat genomför",
    "inte hunnit",
    "ej genomför",
    "inte genomför",
    "inte klar",
    "ej klar",
    "skjuts upp",
    "skjuts fram",
    "skjutits upp",
    "skjutits fram",
    "har pausats",
    "är pausad",
];

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    let mut each = |legend: Option<&Legend>, item: Item<'_>| look_at(context, legend, &item, found);
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            // The goals' legend is not that of their actions; *Klar* needs none.
            for own in &goal.actions {
                each(None, Item::new(&own.id, &own.text, &own.status, &own.comment));
            }
        }),
        Block::Actions(block) => {
            for own in &block.actions {
                let item = Item::new(&own.id, &own.text, &own.status, &own.comment);
                each(block.legend.as_ref(), item);
            }
        }
        Block::Assignments(block) => {
            for own in block.groups.iter().flat_map(|group| &group.assignments) {
                let item = Item::new(&own.id, &own.text, &own.status, &own.comment);
                each(block.legend.as_ref(), item);
            }
        }
        Block::Risks(block) => {
            let legend = block.legend.as_ref();
            for own in &block.risks {
                each(legend, Item::new(&own.id, &own.text, &own.status, &own.comment));
                for own in &own.actions {
                    each(legend, Item::new(&own.id, &own.text, &own.status, &own.comment));
                }
            }
        }
        _ => {}
    });
}

struct Item<'a> {
    id: &'a Id,
    name: &'a Markdown,
    status: &'a Assessment,
    comment: &'a Markdown,
}

impl<'a> Item<'a> {
    fn new(id: &'a Id, name: &'a Markdown, status: &'a Assessment, comment: &'a Markdown) -> Self {
        Self { id, name, status, comment }
    }
}

fn look_at(
    context: &Context<'_>,
    legend: Option<&Legend>,
    item: &Item<'_>,
    found: &mut Findings<'_>,
) {
    let status = item.status.status;
    if !matches!(status, Status::Green | Status::Done) || !item.status.reason.is_empty() {
        return;
    }
    let Some(phrase) = first_phrase(item.comment, &NOT_SO) else { return };
    let means = if is_done(status, legend) {
        "att det är genomfört"
    } else if meaning(legend, status).is_some_and(|text| text.contains("plan")) {
        "att det går enligt plan"
    } else {
        return;
    };
    let message = format!(
        "{} är {}, vilket här betyder {means}, men i kommentaren står det ”{phrase}”.",
        called(&item.name.0),
        word(status),
    );
    let at = context.at(item.id);
    found
        .add(at.field("status"), format!("{} | {phrase}", word(status)), message)
        .hint("Kontrollera bedömningen mot kommentaren.")
        .also(at.field("comment"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LegendEntry, Risk, RisksBlock};
    use crate::review::tests::{found, id, t2, told};

    fn risk(status: Status, means: &str, comment: &str) -> Block {
        let entry =
            LegendEntry { status: Status::Green, text: means.into(), ..LegendEntry::default() };
        let risk = Risk {
            id: id("risk"),
            text: "Hög arbetsbelastning".into(),
            status: Assessment { status, ..Assessment::default() },
            comment: comment.into(),
            ..Risk::default()
        };
        Block::Risks(RisksBlock {
            legend: Some(Legend { entries: vec![entry], ..Legend::default() }),
            risks: vec![risk],
            ..RisksBlock::default()
        })
    }

    #[test]
    fn done_and_not_in_phase() {
        let year = t2(vec![risk(Status::Green, "Åtgärden är genomförd.", "Vi är inte i fas.")]);
        let says = "risk/status: ”Hög arbetsbelastning” är grön, vilket här betyder att det är \
                    genomfört, men i kommentaren står det ”inte i fas”.";
        assert_eq!(told(&RULE, &year), [says]);
        let plan = risk(Status::Green, "Följer planen.", "Starten har skjutits upp.");
        assert_eq!(found(&RULE, &t2(vec![plan])).len(), 1);
    }

    #[test]
    fn other_colours_legends_and_comments_are_right() {
        let done = "Åtgärden är genomförd.";
        let right = [
            risk(Status::Yellow, done, "Vi är inte i fas."),
            risk(Status::Green, done, "Allt är klart, trots att starten var sen."),
            risk(Status::Green, "Risken är låg.", "Vi är inte i fas."),
            risk(Status::Green, done, ""),
        ];
        for block in right {
            assert!(found(&RULE, &t2(vec![block])).is_empty());
        }
    }
}
