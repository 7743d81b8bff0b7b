//! Tables whose unit changed since the last report: one finding, not one for each row.

use super::unit::tell;
use crate::model::{Block, FigureTable, Row, walk};
use crate::number::Unit;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "tabellenhet-andrad",
    title: "Tabellens enhet har ändrats",
    why: "Samma rader ska räknas i samma enhet i alla rapporter. Annars kan siffrorna inte jämföras.",
    group: Group::Continuity,
    severity: Severity::Warning,
    limit: None,
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let context = &line.reports[index].context;
    walk::each_block(context.report, &mut |block| {
        let Block::Figures(table) = block else { return };
        let other = table.rows.iter().find_map(|row| changed(line, index, table, row));
        if let Some((row, earlier, before)) = other {
            let now = (row.label.as_str(), context.at(&row.id), table.unit);
            tell(found, now, (&earlier.short(), earlier.context.at(&row.id), before));
        }
    });
}

/// A row that counts what its table does, and counted something else.
fn changed<'l, 'a, 't>(
    line: &'l Line<'a>,
    index: usize,
    table: &FigureTable,
    row: &'t Row,
) -> Option<(&'t Row, &'l Standing<'a>, Unit)> {
    if row.unit.is_some() {
        return None;
    }
    let mut earlier = line.reports[..index].iter().rev();
    let (standing, unit) = earlier.find_map(|standing| match standing.item(&row.id)? {
        Item::Row(table, row) => Some((standing, row.unit.unwrap_or(table.unit))),
        _ => None,
    })?;
    (unit != table.unit).then_some((row, standing, unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportKind;
    use crate::review::tests::{found, id, report, year};

    #[test]
    fn a_table_is_one_finding() {
        let with = |own, kind, unit| {
            let row = |own| Row { id: id(own), ..Row::default() };
            let rows = vec![row("vuxna"), row("unga")];
            let table = FigureTable { id: id("tabell"), unit, rows, ..FigureTable::default() };
            report(own, kind, vec![Block::Figures(table)])
        };
        let count = |unit| {
            let t1 = with("t1", ReportKind::T1, Unit::Tkr);
            found(&RULE, &year(vec![t1, with("t2", ReportKind::T2, unit)])).len()
        };
        assert_eq!(count(Unit::Mnkr), 1);
        assert_eq!(count(Unit::Tkr), 0);
    }
}
