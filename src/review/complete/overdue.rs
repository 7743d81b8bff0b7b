//! Actions and assignments past their day.

use crate::compute::Context;
use crate::model::{
    Action, Assessment, Block, Date, Id, Legend, ReportKind, Section, Status, walk,
};
use crate::review::status::words::{called, is_done, word};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "atgard-forsenad",
    title: "Slutdatum passerat",
    why: "En åtgärd eller ett uppdrag som skulle ha varit klart när perioden tar slut ska vara klart, \
          eller ha fått ett nytt datum.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

/// What has a last day.
struct Item<'a> {
    id: &'a Id,
    name: &'a str,
    /// Which of its members is the day.
    field: &'static str,
    day: Date,
    status: &'a Assessment,
    has_comment: bool,
}

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    if context.report.kind == ReportKind::Plan {
        return;
    }
    let mut each = |legend: Option<&Legend>, item: Option<Item<'_>>| {
        if let Some(item) = item {
            look_at(context, legend, &item, found);
        }
    };
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            goal.actions.iter().for_each(|own| each(None, action(own)));
        }),
        Block::Actions(block) => {
            block.actions.iter().for_each(|own| each(block.legend.as_ref(), action(own)));
        }
        Block::Risks(block) => {
            let actions = block.risks.iter().flat_map(|risk| &risk.actions);
            actions.for_each(|own| each(block.legend.as_ref(), action(own)));
        }
        Block::Assignments(block) => {
            for own in block.groups.iter().flat_map(|group| &group.assignments) {
                let item = own.due.map(|day| Item {
                    id: &own.id,
                    name: &own.text.0,
                    field: "due",
                    day,
                    status: &own.status,
                    has_comment: !own.comment.is_empty(),
                });
                each(block.legend.as_ref(), item);
            }
        }
        _ => {}
    });
}

fn action(own: &Action) -> Option<Item<'_>> {
    Some(Item {
        id: &own.id,
        name: &own.text.0,
        field: "end",
        day: own.end?,
        status: &own.status,
        has_comment: !own.comment.is_empty(),
    })
}

fn look_at(
    context: &Context<'_>,
    legend: Option<&Legend>,
    item: &Item<'_>,
    found: &mut Findings<'_>,
) {
    let (status, end) = (item.status.status, context.report.period.to);
    // Green without a legend may be done. Red with words has told that it is late.
    let may_be_done = is_done(status, legend) || (status == Status::Green && legend.is_none());
    let is_told = !item.status.reason.is_empty() || (status == Status::Red && item.has_comment);
    if item.day >= end || may_be_done || is_told {
        return;
    }
    let stands = match status {
        Status::Unset => "är inte bedömd".to_owned(),
        status => format!("är {}", word(status)),
    };
    let message = format!(
        "{} skulle vara klar den {} men {stands} när perioden tar slut den {}.",
        called(item.name),
        item.day.in_text(),
        end.in_text(),
    );
    let values = format!("{} | {}", item.day, word(status));
    // Nobody has said how it went: it may well be done.
    let is_sure = status != Status::Unset;
    let severity = if is_sure { Severity::Warning } else { Severity::Question };
    let at = context.at(item.id);
    found
        .add_as(severity, at.field("status"), values, message)
        .hint("Ändra bedömningen, eller skriv ett nytt datum och vad förseningen beror på.")
        .also(at.field(item.field));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActionsBlock, LegendEntry};
    use crate::review::tests::{id, t2, told};

    fn with(day: &str, status: Status, means: Option<&str>) -> Vec<String> {
        let legend = means.map(|text| Legend {
            entries: vec![LegendEntry {
                status: Status::Green,
                text: text.into(),
                ..LegendEntry::default()
            }],
            ..Legend::default()
        });
        let action = Action {
            id: id("kurs"),
            text: "Kurs för alla".into(),
            end: Date::parse(day),
            status: Assessment { status, ..Assessment::default() },
            ..Action::default()
        };
        let block = ActionsBlock { legend, actions: vec![action], ..ActionsBlock::default() };
        told(&RULE, &t2(vec![Block::Actions(block)]))
    }

    #[test]
    fn past_its_day_and_not_done() {
        let says = "kurs/status: ”Kurs för alla” skulle vara klar den 30\u{a0}juni 2026 men är gul när \
                    perioden tar slut den 31\u{a0}augusti 2026.";
        assert_eq!(with("2026-06-30", Status::Yellow, None), [says]);
        assert_eq!(with("2026-06-30", Status::Green, Some("Följer planen.")).len(), 1);
        assert_eq!(with("2026-06-30", Status::Unset, None).len(), 1);
    }

    #[test]
    fn done_or_not_yet_due() {
        assert!(with("2026-06-30", Status::Done, None).is_empty());
        assert!(with("2026-06-30", Status::Green, None).is_empty());
        assert!(with("2026-06-30", Status::Green, Some("Åtgärden är genomförd.")).is_empty());
        assert!(with("2026-08-31", Status::Yellow, None).is_empty());
        assert!(with("2026-12-31", Status::Ongoing, None).is_empty());
    }
}
