//! Days by which something is to be done that have changed since the last report.

use crate::model::{Date, Id};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "slutdatum-andrat",
    title: "Slutdatumet har ändrats",
    why: "När ett uppdrag eller en åtgärd får ett annat slutdatum vill läsaren veta varför.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    let Some((name, field, day)) = due(item) else { return };
    let before = line.before(index, id).find_map(|(standing, item)| Some((standing, due(item)?)));
    let Some((earlier, (_, _, then))) = before.filter(|(_, (_, _, then))| *then != day) else {
        return;
    };
    let message = format!(
        "{}: slutdatumet är {}, men var {} i {}. Har det ändrats?",
        called(name),
        day.in_text(),
        then.in_text(),
        earlier.short()
    );
    let at = line.reports[index].context.at(id).field(field);
    found
        .add(at, format!("{then} | {day}"), message)
        .hint("Rätta datumet, eller skriv i kommentaren varför det är ett annat.")
        .also(earlier.context.at(id).field(field));
}

fn due(item: Item<'_>) -> Option<(&str, &'static str, Date)> {
    match item {
        Item::Assignment(own) => Some((own.text.0.as_str(), "due", own.due?)),
        Item::Action(own) => Some((own.text.0.as_str(), "end", own.end?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, AssignmentGroup, AssignmentsBlock, Block, ReportKind};
    use crate::review::tests::{id, report, told, year};

    #[test]
    fn a_day_that_moved_and_one_that_did_not() {
        let list = |day: &str| {
            let own =
                Assignment { id: id("uppdrag"), due: Date::parse(day), ..Assignment::default() };
            let group = AssignmentGroup { assignments: vec![own], ..AssignmentGroup::default() };
            let block = AssignmentsBlock { groups: vec![group], ..AssignmentsBlock::default() };
            vec![Block::Assignments(block)]
        };
        let of = |day| {
            let t1 = report("t1", ReportKind::T1, list("2026-12-31"));
            told(&RULE, &year(vec![t1, report("t2", ReportKind::T2, list(day))]))
        };
        assert_eq!(of("2027-06-30").len(), 1);
        assert!(of("2026-12-31").is_empty());
    }
}
