//! Units that changed since the last report.

use crate::model::{Address, Id};
use crate::number::Unit;
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "enhet-andrad",
    title: "Måttenheten har ändrats",
    why: "Samma sak ska räknas i samma enhet i alla rapporter. Annars kan siffrorna inte jämföras.",
    group: Group::Continuity,
    severity: Severity::Warning,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    let Some((unit, name)) = unit_of(item) else { return };
    let before = line.before(index, id).find_map(|(standing, item)| match item {
        Item::Row(table, own) => Some((standing, own.unit.unwrap_or(table.unit))),
        item => unit_of(item).map(|(unit, _)| (standing, unit)),
    });
    let Some((earlier, before)) = before.filter(|(_, before)| *before != unit) else { return };
    let at = line.reports[index].context.at(id);
    let also = earlier.context.at(id);
    tell(found, (name, at, unit), (&earlier.short(), also, before));
}

/// Tells that what stands in one place counts something else than it did in another.
pub(super) fn tell(
    found: &mut Findings<'_>,
    (name, at, unit): (&str, Address, Unit),
    (earlier, also, before): (&str, Address, Unit),
) {
    let message = format!(
        "{} räknas i {}, men räknades i {} i {earlier}.",
        called(name),
        word(unit),
        word(before),
    );
    // A plain number may just not have been said to be anything else.
    let is_sure = unit != Unit::Number && before != Unit::Number;
    let severity = if is_sure { Severity::Warning } else { Severity::Question };
    let values = format!("{} | {}", word(before), word(unit));
    found
        .add_as(severity, at.field("unit"), values, message)
        .hint("Använd samma enhet i båda, eller skriv att den har ändrats.")
        .also(also.field("unit"));
}

/// What a thing counts, with its name. Rows that count what their table does are of another rule.
fn unit_of(item: Item<'_>) -> Option<(Unit, &str)> {
    Some(match item {
        Item::Indicator(own, _) => (own.unit, &own.name),
        Item::Row(_, own) => (own.unit?, &own.label),
        Item::Staff(own) => (own.unit, &own.label),
        Item::Account(own) => (own.unit, &own.title),
        _ => return None,
    })
}

fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Number => "antal",
        Unit::Index => "index",
        Unit::Percent => "procent",
        unit => unit.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, FigureTable, Goal, GoalsBlock, Report, ReportKind, Row};
    use crate::review::tests::{id, indicator, report, told, year};

    fn measured(own: &str, kind: ReportKind, unit: Unit) -> Report {
        let mut measure = indicator("andel", "Andel i arbete", "", "");
        measure.unit = unit;
        let goal = Goal { id: id("mal"), indicators: vec![measure], ..Goal::default() };
        let block = GoalsBlock { goals: vec![goal], ..GoalsBlock::default() };
        report(own, kind, vec![Block::Goals(block)])
    }

    #[test]
    fn an_indicator_in_another_unit() {
        let with = |unit| {
            let plan = measured("plan", ReportKind::Plan, Unit::Percent);
            told(&RULE, &year(vec![plan, measured("t2", ReportKind::T2, unit)]))
        };
        let says =
            "andel/unit: ”Andel i arbete” räknas i personer, men räknades i procent i planen.";
        assert_eq!(with(Unit::Persons), [says]);
        assert!(with(Unit::Percent).is_empty());
    }

    #[test]
    fn a_row_that_gets_a_unit_of_its_own() {
        let with = |own, kind, unit| {
            let rows = vec![Row { id: id("vuxna"), unit, ..Row::default() }];
            let table =
                FigureTable { id: id("tabell"), unit: Unit::Tkr, rows, ..FigureTable::default() };
            report(own, kind, vec![Block::Figures(table)])
        };
        let count = |unit| {
            let t1 = with("t1", ReportKind::T1, None);
            told(&RULE, &year(vec![t1, with("t2", ReportKind::T2, unit)])).len()
        };
        assert_eq!(count(Some(Unit::Mnkr)), 1);
        assert_eq!(count(Some(Unit::Tkr)), 0);
        assert_eq!(count(None), 0);
    }
}
