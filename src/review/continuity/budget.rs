//! Budgets that changed during the year.

use std::collections::HashSet;

use super::amounts::{differ, same_unit, stated};
use crate::model::{ColumnRole, FigureTable, Id, Row, VolumeSeries};
use crate::number::{Figure, format_with_unit};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "budget-andrad",
    title: "Årets budget har ändrats",
    why: "Årets budget är densamma i alla rapporter, om ingen har beslutat om en ny.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    if standing.is_plan() {
        return;
    }
    // Rows before the sums of them: a sum that changed with its rows is not another finding.
    let mut changed: HashSet<&str> = HashSet::new();
    let mut sums = Vec::new();
    for (id, item) in standing.items() {
        match item {
            Item::Row(table, row) if !row.sum.is_empty() => sums.push((table, row)),
            Item::Row(table, row) => {
                let is_changed = look_at_row(line, index, (table, row), found);
                changed.extend(is_changed.then_some(id.as_str()));
            }
            Item::Series(series) => look_at_series(line, index, series, found),
            _ => {}
        }
    }
    for (table, row) in sums {
        let is_told = row.sum.iter().any(|part| changed.contains(part.as_str()));
        if is_told || look_at_row(line, index, (table, row), found) {
            changed.insert(row.id.as_str());
        }
    }
}

fn look_at_row(
    line: &Line<'_>,
    index: usize,
    (table, row): (&FigureTable, &Row),
    found: &mut Findings<'_>,
) -> bool {
    let Some((column, now)) = stated(table, row, ColumnRole::YearBudget) else { return false };
    let before = line.before(index, &row.id).find_map(|(standing, item)| match item {
        Item::Row(other, row) if !standing.is_plan() && same_unit(table, other) => {
            let (column, then) = stated(other, row, ColumnRole::YearBudget)?;
            Some((standing, column, then))
        }
        _ => None,
    });
    let Some((earlier, other, then)) = before.filter(|(.., then)| differ(now, *then)) else {
        return false;
    };
    let unit = row.unit.unwrap_or(table.unit);
    let message = format!(
        "{}: årets budget är {}, men var {} i {}. Har den ändrats?",
        row.label,
        format_with_unit(now, unit),
        format_with_unit(then, unit),
        earlier.short()
    );
    found
        .add(at(&line.reports[index], &row.id, &column.id), format!("{then} | {now}"), message)
        .hint("Rätta budgeten, eller skriv vem som ändrade den och när.")
        .also(at(earlier, &row.id, &other.id));
    true
}

fn at(standing: &Standing<'_>, row: &Id, column: &Id) -> crate::model::Address {
    standing.context.at(row).field(column.as_str())
}

/// A series' budget by month: one finding per measure.
fn look_at_series(line: &Line<'_>, index: usize, series: &VolumeSeries, found: &mut Findings<'_>) {
    let Some((earlier, Item::Series(other))) = line.before(index, &series.id).next() else {
        return;
    };
    for measure in &series.measures {
        let Some(then) = other.measures.iter().find(|other| other.id == measure.id) else {
            continue;
        };
        let pairs = measure.budget.iter().zip(&then.budget).enumerate();
        let mut changed = pairs.filter(|(_, pair)| is_changed(*pair));
        let Some((month, (now, before))) = changed.next() else { continue };
        let more = match changed.count() {
            0 => String::new(),
            more => format!(" (och {more} månader till)"),
        };
        let message = format!(
            "{}: budgeten för {} är {} i månad {}{more}, men var {} i {}. Har den ändrats?",
            called(&series.name),
            called(&measure.label),
            now.show(measure.unit),
            month + 1,
            before.show(measure.unit),
            earlier.short()
        );
        let field = format!("{}.budget.{}", measure.id, month + 1);
        let values = format!("{} | {}", before.show(measure.unit), now.show(measure.unit));
        found
            .add(line.reports[index].context.at(&series.id).field(field.clone()), values, message)
            .hint("Rätta budgeten, eller skriv vem som ändrade den och när.")
            .also(earlier.context.at(&series.id).field(field));
    }
}

fn is_changed((now, then): (&Figure, &Figure)) -> bool {
    match (now, then) {
        (Figure::Exact(now), Figure::Exact(then)) => now != then,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Cells, Column, Report, ReportKind};
    use crate::review::tests::{figure, found, id, report, told, year};

    fn with(own: &str, kind: ReportKind, adults: &str, total: &str) -> Report {
        let row = |own: &str, amount: &str, sum: &[&str]| {
            let mut cells = Cells::default();
            cells.set(&id("budget"), figure(amount));
            let sum = sum.iter().map(|part| id(part)).collect();
            Row { id: id(own), label: own.into(), cells, sum, ..Row::default() }
        };
        let column = Column { id: id("budget"), role: ColumnRole::YearBudget, ..Column::default() };
        let table = FigureTable {
            id: id("tabell"),
            columns: vec![column],
            rows: vec![row("summa", total, &["vuxna"]), row("vuxna", adults, &[])],
            ..FigureTable::default()
        };
        report(own, kind, vec![Block::Figures(table)])
    }

    #[test]
    fn a_budget_is_for_the_year() {
        let t1 = || with("t1", ReportKind::T1, "-1200", "-1200");
        let with = |adults, total| year(vec![t1(), with("t2", ReportKind::T2, adults, total)]);
        let says = "vuxna/budget: vuxna: årets budget är −1\u{a0}300, men var −1\u{a0}200 i T1. Har den \
                    ändrats?";
        assert_eq!(told(&RULE, &with("-1300", "-1300")), [says]);
        assert_eq!(found(&RULE, &with("-1200", "-1300")).len(), 1, "the sum alone");
        assert!(found(&RULE, &with("-1201", "-1200")).is_empty());
        assert!(found(&RULE, &with("", "")).is_empty());
    }
}
