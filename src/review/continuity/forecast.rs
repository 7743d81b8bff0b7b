//! The previous forecast as stated against the last report's.

use super::amounts::{differ, same_unit};
use crate::compute::forecast_before;
use crate::model::{Block, ColumnRole, FigureTable, RowKind, walk};
use crate::number::{Figure, format_with_unit};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "foregaende-prognos",
    title: "Föregående prognos är inte förra rapportens",
    why: "Den prognos som en rapport jämför med ska vara den som den förra rapporten gav.",
    group: Group::Continuity,
    severity: Severity::Error,
    limit: None,
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    walk::each_block(line.reports[index].report(), &mut |block| {
        if let Block::Figures(table) = block {
            look_at(line, index, table, found);
        }
    });
}

fn look_at(line: &Line<'_>, index: usize, table: &FigureTable, found: &mut Findings<'_>) {
    let is_previous = |column: &&crate::model::Column| {
        column.role == ColumnRole::PreviousForecast && column.period.is_none()
    };
    let Some(column) = table.columns.iter().find(is_previous) else { return };
    let context = &line.reports[index].context;
    for row in table.rows.iter().filter(|row| row.kind != RowKind::ForecastChange) {
        let Some(Figure::Exact(stated)) = row.cells.get(&column.id) else { continue };
        let mut before = line.before(index, &row.id);
        let is_of_report = before.next().is_some_and(|(standing, item)| match item {
            Item::Row(other, _) => !standing.is_plan() && same_unit(table, other),
            _ => false,
        });
        let Some(then) = forecast_before(context, row).filter(|_| is_of_report) else { continue };
        let crate::compute::Value::Number(value) = then.value else { continue };
        if !differ(*stated, value) {
            continue;
        }
        let unit = row.unit.unwrap_or(table.unit);
        let message = format!(
            "{}: föregående prognos anges som {}, men var {} i förra rapporten.",
            row.label,
            format_with_unit(*stated, unit),
            format_with_unit(value, unit),
        );
        let at = context.at(&row.id).field(column.id.as_str());
        let finding = found.add(at, format!("{stated} | {value}"), message);
        finding.hint("Skriv den förra rapportens prognos, eller rätta den om den var fel.");
        if let Some(place) = then.at {
            finding.also(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cells, Column, Report, ReportKind, Row};
    use crate::number::Unit;
    use crate::review::tests::{figure, id, report, told, year};

    fn with(own: &str, kind: ReportKind, role: ColumnRole, amount: &str, unit: Unit) -> Report {
        let mut cells = Cells::default();
        cells.set(&id("prognos"), figure(amount));
        let row = Row { id: id("vuxna"), label: "Vuxna".into(), cells, ..Row::default() };
        let column = Column { id: id("prognos"), role, ..Column::default() };
        let table = FigureTable {
            id: id("tabell"),
            unit,
            columns: vec![column],
            rows: vec![row],
            ..FigureTable::default()
        };
        report(own, kind, vec![Block::Figures(table)])
    }

    #[test]
    fn another_forecast_than_the_last_report_gave() {
        let told = |stated: &str, unit| {
            let t1 = with("t1", ReportKind::T1, ColumnRole::Forecast, "-1200", Unit::Tkr);
            let t2 = with("t2", ReportKind::T2, ColumnRole::PreviousForecast, stated, unit);
            told(&RULE, &year(vec![t1, t2]))
        };
        let says = "vuxna/prognos: Vuxna: föregående prognos anges som −1\u{a0}210, men var \
                    −1\u{a0}200 i förra rapporten.";
        assert_eq!(told("-1210", Unit::Tkr), [says]);
        assert!(told("-1201", Unit::Tkr).is_empty(), "rounded");
        assert!(told("", Unit::Tkr).is_empty());
        assert!(told("-1.2", Unit::Mnkr).is_empty(), "another unit");
    }
}
