//! Legends that changed since the last report without a word.

use super::same::is_same;
use crate::document::words::capital;
use crate::model::{Block, Id, Legend, LegendEntry, walk};
use crate::review::status::words::{called, word};
use crate::review::{Findings, Group, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "legend-andrad",
    title: "Färgerna betyder något annat än förut",
    why: "Betyder grönt *klart* i en rapport och *enligt plan* i nästa kan läsaren inte jämföra dem, \
          om rapporten inte säger det.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Onward(look),
};

/// What a legend is for.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Goals,
    Actions,
    Assignments,
    Risks,
}

struct Found<'a> {
    id: &'a Id,
    kind: Kind,
    legend: &'a Legend,
}

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    let own = legends(standing.report());
    if own.is_empty() {
        return;
    }
    for legend in &own {
        let is_only = own.iter().filter(|other| other.kind == legend.kind).count() == 1;
        for earlier in line.reports[..index].iter().rev() {
            let others = legends(earlier.report());
            let same = others.iter().find(|other| other.id == legend.id);
            // A table of another id is the same kind of table where each report has one.
            let mut alike = others.iter().filter(|other| other.kind == legend.kind);
            let only = alike.next().filter(|_| is_only && alike.next().is_none());
            let Some(other) = same.or(only) else { continue };
            if let Some((now, then)) = difference(legend.legend, other.legend) {
                let message = format!(
                    "{} betyder här {}, men betydde {} i {}.",
                    capital(&word(now.status)),
                    called(&now.text.0),
                    called(&then.text.0),
                    earlier.short()
                );
                let values = format!("{} | {}", then.text.0, now.text.0);
                found
                    .add(standing.context.at(legend.id).field("legend"), values, message)
                    .hint("Använd samma förklaring, eller skriv att den har ändrats.")
                    .also(earlier.context.at(other.id).field("legend"));
            }
            break;
        }
    }
}

/// The first status that means something else. A legend that says itself that it is new is right.
fn difference<'a>(now: &'a Legend, then: &'a Legend) -> Option<(&'a LegendEntry, &'a LegendEntry)> {
    let note = now.note.0.to_lowercase();
    if ["ändr", "nytt", "nya ", "tidigare"].iter().any(|word| note.contains(word)) {
        return None;
    }
    now.entries.iter().find_map(|entry| {
        let other = then.entries.iter().find(|other| other.status == entry.status)?;
        let is_there = !entry.text.is_empty() && !other.text.is_empty();
        (is_there && !is_same(&entry.text.0, &other.text.0)).then_some((entry, other))
    })
}

fn legends(report: &crate::model::Report) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    walk::each_block(report, &mut |block| {
        let (kind, id, legend) = match block {
            Block::Goals(block) => (Kind::Goals, &block.id, &block.legend),
            Block::Actions(block) => (Kind::Actions, &block.id, &block.legend),
            Block::Assignments(block) => (Kind::Assignments, &block.id, &block.legend),
            Block::Risks(block) => (Kind::Risks, &block.id, &block.legend),
            _ => return,
        };
        if let Some(legend) = legend.as_ref().filter(|legend| !legend.entries.is_empty()) {
            found.push(Found { id, kind, legend });
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AssignmentsBlock, Report, ReportKind, Status};
    use crate::review::tests::{id, report, told, year};

    fn with(own: &str, kind: ReportKind, means: &str, note: &str) -> Report {
        let entry =
            LegendEntry { status: Status::Green, text: means.into(), ..LegendEntry::default() };
        let legend = Legend { entries: vec![entry], note: note.into(), ..Legend::default() };
        let block = AssignmentsBlock {
            id: id("uppdrag"),
            legend: Some(legend),
            ..AssignmentsBlock::default()
        };
        report(own, kind, vec![Block::Assignments(block)])
    }

    #[test]
    fn green_is_another_thing() {
        let t1 = || with("t1", ReportKind::T1, "Uppdraget är genomfört.", "");
        let says = "uppdrag/legend: Grön betyder här ”Uppdraget går enligt plan”, men betydde \
                    ”Uppdraget är genomfört” i T1.";
        let t2 =
            |means, note| told(&RULE, &year(vec![t1(), with("t2", ReportKind::T2, means, note)]));
        assert_eq!(t2("Uppdraget går enligt plan.", ""), [says]);
        assert!(t2("uppdraget är genomfört", "").is_empty());
        assert!(t2("Uppdraget går enligt plan.", "Färgerna har ändrats.").is_empty());
    }
}
