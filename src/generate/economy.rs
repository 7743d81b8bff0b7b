//! Tables of money.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Maker;
use super::chance::{exact, id, thousandths};
use super::sheet::{label, total_label};
use super::words::written;
use crate::model::{
    Block, ChartChoice, Column, ColumnRole, FigureTable, Id, Row, RowKind, Section, Subject,
};
use crate::number::Unit;

/// What a row amounts to at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Amounts {
    pub(super) actual: Decimal,
    pub(super) budget: Decimal,
    pub(super) forecast: Decimal,
    pub(super) year_budget: Decimal,
    pub(super) last_year: Decimal,
}

impl Maker {
    /// A row at a month: costs are negative, and all are near the budget.
    pub(super) fn amounts(&self, row: usize, month: u8) -> Amounts {
        let mut chance = self.chance("rad", &[row]);
        let year_budget = -Decimal::from(chance.between(2_000, 90_000));
        let last_year = thousandths(year_budget, chance.between(960, 1010), 0);
        let base = chance.between(975, 1030);
        let drift: i64 = (0..month).map(|_| chance.between(-3, 3)).sum();
        let share = (year_budget * Decimal::from(month) / Decimal::from(12)).round_dp(0);
        let noise = self.chance("utfall", &[row, month.into()]).between(-8, 8);
        Amounts {
            actual: thousandths(share, base + drift + noise, 0),
            budget: share,
            forecast: thousandths(year_budget, base + drift, 0),
            year_budget,
            last_year,
        }
    }

    pub(super) fn economy_section(&self, report: usize) -> Arc<Section> {
        if self.size.stated && !self.stop(report).is_plan() {
            return self.stated_economy(report);
        }
        let table = self.plain_table(report);
        self.section(report, "ekonomi", "Ekonomi", &[], vec![Block::Figures(table)])
    }

    /// A table whose sums and deviations are computed.
    fn plain_table(&self, report: usize) -> FigureTable {
        let stop = self.stop(report);
        let columns = [
            ("utfall", "Period", "Utfall", ColumnRole::Actual),
            ("budget", "Period", "Budget", ColumnRole::Budget),
            ("avvikelse", "Period", "Avvikelse", ColumnRole::Deviation),
            ("prognos", "Helår", "Prognos", ColumnRole::Forecast),
            ("helarsbudget", "Helår", "Budget", ColumnRole::YearBudget),
            ("helarsavvikelse", "Helår", "Avvikelse", ColumnRole::YearDeviation),
            ("forandring", "", "Prognosförändring", ColumnRole::ForecastChange),
        ];
        let columns = columns.map(column);
        let is_planned = |column: &Column| column.role == ColumnRole::YearBudget;
        let columns = columns.into_iter().filter(|own| !stop.is_plan() || is_planned(own));
        let row = |number: usize| {
            let amounts = self.amounts(number, stop.month);
            let mut row =
                Row { id: id("rad", number), label: label(self, number), ..Row::default() };
            for (column, amount) in [
                ("utfall", amounts.actual),
                ("budget", amounts.budget),
                ("prognos", amounts.forecast),
                ("helarsbudget", amounts.year_budget),
            ] {
                if !stop.is_plan() || column == "helarsbudget" {
                    row.cells.set(&Id::new(column).unwrap_or_default(), exact(amount));
                }
            }
            row
        };
        let mut rows: Vec<Row> = (1..=self.size.rows).map(row).collect();
        rows.push(Row {
            id: id("summa", 1),
            label: total_label(self).into(),
            kind: RowKind::Total,
            sum: rows.iter().map(|row| row.id.clone()).collect(),
            ..Row::default()
        });
        let is_charted = self.size.rows <= 100;
        FigureTable {
            id: id("nettokostnad", 1),
            caption: "Nettokostnad per verksamhet".into(),
            subject: Subject::NetCost,
            unit: Unit::Tkr,
            columns: columns.collect(),
            rows,
            chart: if is_charted { ChartChoice::ForecastAgainstBudget } else { ChartChoice::None },
            ..FigureTable::default()
        }
    }

    /// Sentences that cite rows.
    pub(super) fn told_of_economy(&self, report: usize) -> Vec<String> {
        let month = self.stop(report).month;
        let tell = |row: usize| {
            let amounts = self.amounts(row, month);
            format!(
                "Prognosen för {} är {} och årets budget är {}.",
                label(self, row),
                written(amounts.forecast, Unit::Tkr),
                written(amounts.year_budget, Unit::Tkr)
            )
        };
        let mut chance = self.chance("citat", &[report]);
        let first = 1 + chance.below(self.size.rows / 2);
        vec![tell(first), tell(first + self.size.rows / 2)]
    }
}

/// A column by its id, the head above it, its title and role.
pub(super) fn column((name, group, title, role): (&str, &str, &str, ColumnRole)) -> Column {
    Column {
        id: Id::new(name).unwrap_or_default(),
        group: group.to_owned(),
        title: title.to_owned(),
        role,
        ..Column::default()
    }
}
