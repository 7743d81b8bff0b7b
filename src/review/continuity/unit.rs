//! Units that changed since the last report.

use crate::model::Id;
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
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    // Rows of one table change together: that is one finding.
    let mut tables: Vec<&Id> = Vec::new();
    for (id, item) in standing.items() {
        let Some((unit, name)) = unit_of(item) else { continue };
        let before = line
            .before(index, id)
            .find_map(|(standing, item)| unit_of(item).map(|(unit, _)| (standing, unit)));
        let Some((earlier, before)) = before.filter(|(_, before)| *before != unit) else {
            continue;
        };
        if let Item::Row(table, row) = item
            && row.unit.is_none()
        {
            if tables.contains(&&table.id) {
                continue;
            }
            tables.push(&table.id);
        }
        let message = format!(
            "{} räknas i {}, men räknades i {} i {}.",
            called(name),
            word(unit),
            word(before),
            earlier.short()
        );
        // A plain number may just not have been said to be anything else.
        let is_sure = unit != Unit::Number && before != Unit::Number;
        let severity = if is_sure { Severity::Warning } else { Severity::Question };
        let values = format!("{} | {}", word(before), word(unit));
        found
            .add_as(severity, standing.context.at(id).field("unit"), values, message)
            .hint("Använd samma enhet i båda, eller skriv att den har ändrats.")
            .also(earlier.context.at(id).field("unit"));
    }
}

fn unit_of(item: Item<'_>) -> Option<(Unit, &str)> {
    Some(match item {
        Item::Indicator(own, _) => (own.unit, &own.name),
        Item::Row(table, own) => (own.unit.unwrap_or(table.unit), &own.label),
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
    use crate::review::tests::{found, id, indicator, report, told, year};

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
    fn a_table_is_one_finding() {
        let with = |own, kind, unit| {
            let row = |own| Row { id: id(own), ..Row::default() };
            let rows = vec![row("vuxna"), row("unga")];
            let table = FigureTable { id: id("tabell"), unit, rows, ..FigureTable::default() };
            report(own, kind, vec![Block::Figures(table)])
        };
        let t1 = with("t1", ReportKind::T1, Unit::Tkr);
        let t2 = with("t2", ReportKind::T2, Unit::Mnkr);
        assert_eq!(found(&RULE, &year(vec![t1, t2])).len(), 1);
    }
}
