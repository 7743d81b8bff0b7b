//! The previous forecast as stated against the last report's.

use super::amounts::{differ, same_unit};
use crate::compute::{Value, forecast_before};
use crate::model::{ColumnRole, Id, RowKind};
use crate::number::{Figure, format_with_unit};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "foregaende-prognos",
    title: "Föregående prognos är inte förra rapportens",
    why: "Den prognos som en rapport jämför med ska vara den som den förra rapporten gav.",
    group: Group::Continuity,
    severity: Severity::Error,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    let Item::Row(table, row) = item else { return };
    let is_previous = |column: &&crate::model::Column| {
        column.role == ColumnRole::PreviousForecast && column.period.is_none()
    };
    let is_own = row.kind != RowKind::ForecastChange;
    let Some(column) = table.columns.iter().find(is_previous).filter(|_| is_own) else { return };
    let Some(Figure::Exact(stated)) = row.cells.get(&column.id) else { return };
    let is_of_report = line.before(index, id).next().is_some_and(|(standing, item)| match item {
        Item::Row(other, _) => !standing.is_plan() && same_unit(table, other),
        _ => false,
    });
    let context = &line.reports[index].context;
    let Some(then) = forecast_before(context, row).filter(|_| is_of_report) else { return };
    let Value::Number(value) = then.value else { return };
    if !differ(*stated, value) {
        return;
    }
    let unit = row.unit.unwrap_or(table.unit);
    let message = format!(
        "{}: föregående prognos anges som {}, men var {} i förra rapporten.",
        row.label,
        format_with_unit(*stated, unit),
        format_with_unit(value, unit),
    );
    let at = context.at(id).field(column.id.as_str());
    let finding = found.add(at, format!("{stated} | {value}"), message);
    finding.hint("Skriv den förra rapportens prognos, eller rätta den om den var fel.");
    finding.also.extend(then.at);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Cells, Column, FigureTable, Report, ReportKind, Row};
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
