//! The economy of a year that states everything: two tables with one total, a bridge and effects.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Maker;
use super::chance::{exact, id, thousandths};
use super::economy::{Amounts, column};
use super::indicators::{Measured, with_target};
use crate::compute::{Derivation, Formula, Input};
use crate::model::{
    Block, Bridge, BridgeEnd, BridgeStep, ColumnRole, Comparison, Effect, EffectsBlock,
    FigureTable, Id, Indicator, Row, RowKind, Section, Subject,
};
use crate::number::Unit;

const LABELS: [&str; 16] = [
    "Nämndadministration",
    "Ledning och stab",
    "Mottagning",
    "Utredning",
    "Öppenvård",
    "Boendestöd",
    "Familjerätt",
    "Försörjningsstöd",
    "Arbetsmarknad",
    "Vuxenutbildning",
    "Budgetrådgivning",
    "Konsumentvägledning",
    "Flyktingmottagande",
    "Socialjour",
    "Daglig verksamhet",
    "Fältverksamhet",
];

/// The two sums that the total is made of.
const HALVES: [&str; 2] = ["Individ och familj", "Arbete och försörjning"];

/// What a row is called.
pub(super) fn label(maker: &Maker, row: usize) -> String {
    match LABELS.get(row - 1).filter(|_| maker.size.stated) {
        Some(label) => (*label).to_owned(),
        None => format!("Verksamhet {row}"),
    }
}

/// What the sum of all is called.
pub(super) fn total_label(maker: &Maker) -> &'static str {
    if maker.size.stated { "Summa nettokostnad" } else { "Summa" }
}

const MAIN: [(&str, &str, &str, ColumnRole); 11] = [
    ("utfall", "Period", "Utfall", ColumnRole::Actual),
    ("budget", "Period", "Budget", ColumnRole::Budget),
    ("avvikelse", "Period", "Avvikelse", ColumnRole::Deviation),
    ("prognos", "Helår", "Prognos", ColumnRole::Forecast),
    ("helarsbudget", "Helår", "Budget", ColumnRole::YearBudget),
    ("helarsavvikelse", "Helår", "Avvikelse", ColumnRole::YearDeviation),
    ("procent", "Helår", "Avvikelse i procent", ColumnRole::DeviationPercent),
    ("foregaende", "Prognos", "Föregående prognos", ColumnRole::PreviousForecast),
    ("forandring", "Prognos", "Prognosförändring", ColumnRole::ForecastChange),
    ("fjol", "Fjolåret", "Utfall 2025", ColumnRole::LastYear),
    ("motfjol", "Fjolåret", "Prognos mot utfall 2025", ColumnRole::AgainstLastYear),
];

/// The columns of the second table: the first of the main one.
const SECOND: usize = 6;

impl Maker {
    pub(super) fn stated_economy(&self, report: usize) -> Arc<Section> {
        let blocks = vec![
            Block::Figures(self.main_table(report)),
            Block::Figures(self.second_table(report)),
            Block::Effects(self.effects(report)),
            Block::Bridge(self.bridge(report)),
        ];
        self.section(report, "ekonomi", "Ekonomi", &self.told_of_economy(report), blocks)
    }

    fn halves(&self) -> [std::ops::RangeInclusive<usize>; 2] {
        let half = self.size.rows / 2;
        [1..=half, half + 1..=self.size.rows]
    }

    /// All rows together.
    fn whole(&self, month: u8) -> Amounts {
        (1..=self.size.rows).fold(Amounts::default(), |sum, row| sum.plus(self.amounts(row, month)))
    }

    fn half(&self, half: usize, month: u8) -> Amounts {
        let rows = self.halves()[half].clone();
        rows.fold(Amounts::default(), |sum, row| sum.plus(self.amounts(row, month)))
    }

    fn main_table(&self, report: usize) -> FigureTable {
        let months = (self.stop(report).month, self.before(report).map(|stop| stop.month));
        let mut rows = Vec::new();
        for (index, half) in self.halves().into_iter().enumerate() {
            let parts: Vec<Id> = half.clone().map(|row| id("rad", row)).collect();
            for row in half {
                let label = label(self, row);
                let amounts = (self.amounts(row, months.0), months.1.map(|m| self.amounts(row, m)));
                rows.push(stated(id("rad", row), label, amounts));
                if row % 5 == 1 {
                    let part = |own: Amounts| own.times(400);
                    let amounts = (part(amounts.0), amounts.1.map(part));
                    let own = stated(id("varav", row), "varav personal".into(), amounts);
                    rows.push(Row { kind: RowKind::OfWhich, ..own });
                }
            }
            let amounts = (self.half(index, months.0), months.1.map(|m| self.half(index, m)));
            let own = stated(id("delsumma", index + 1), HALVES[index].into(), amounts);
            rows.push(Row { kind: RowKind::Subtotal, sum: parts, ..own });
        }
        let amounts = (self.whole(months.0), months.1.map(|m| self.whole(m)));
        let own = stated(id("summa", 1), total_label(self).into(), amounts);
        let sum = vec![id("delsumma", 1), id("delsumma", 2)];
        rows.push(Row { kind: RowKind::Total, sum, ..own });
        FigureTable {
            id: id("nettokostnad", 1),
            caption: "Nettokostnad per verksamhet".into(),
            subject: Subject::NetCost,
            unit: Unit::Tkr,
            columns: MAIN.map(column).to_vec(),
            rows,
            ..FigureTable::default()
        }
    }

    fn second_table(&self, report: usize) -> FigureTable {
        let month = self.stop(report).month;
        let row = |id, label: &str, amounts| {
            let full = stated(id, label.to_owned(), (amounts, None));
            let mut row = Row { cells: crate::model::Cells::default(), ..full.clone() };
            for (name, ..) in &MAIN[..SECOND] {
                let column = Id::new(name).unwrap_or_default();
                row.cells.set(&column, full.cells.get(&column).cloned());
            }
            row
        };
        let mut rows: Vec<Row> = (0..2)
            .map(|half| row(id("omrade", half + 1), HALVES[half], self.half(half, month)))
            .collect();
        let sum = rows.iter().map(|row| row.id.clone()).collect();
        let total = row(id("omradessumma", 1), total_label(self), self.whole(month));
        rows.push(Row { kind: RowKind::Total, sum, ..total });
        FigureTable {
            id: id("omraden", 1),
            caption: "Nettokostnad per område".into(),
            unit: Unit::Tkr,
            columns: MAIN[..SECOND].iter().copied().map(column).collect(),
            rows,
            ..FigureTable::default()
        }
    }

    fn effects(&self, report: usize) -> EffectsBlock {
        let month = usize::from(self.stop(report).month);
        let labels = ["Färre köpta platser", "Lägre hyror", "Senare tillsättningar"];
        let mut sum = Decimal::ZERO;
        let mut effects = Vec::new();
        for (index, label) in labels.into_iter().enumerate() {
            let amount =
                Decimal::from(self.chance("effekt", &[index]).between(300, 900) * month as i64);
            sum += amount;
            effects.push(Effect {
                id: id("effekt", index + 1),
                label: label.into(),
                level: 1,
                amount: exact(amount),
                ..Effect::default()
            });
        }
        let parts = effects.iter().map(|effect| effect.id.clone()).collect();
        effects.push(Effect {
            id: id("effektsumma", 1),
            label: "Summa effekter".into(),
            sum: parts,
            amount: exact(sum),
            ..Effect::default()
        });
        EffectsBlock {
            id: id("effekter", 1),
            caption: "Effekter av beslutade åtgärder".into(),
            head: "Åtgärd".into(),
            amount_head: "Effekt".into(),
            unit: Unit::Tkr,
            effects,
            ..EffectsBlock::default()
        }
    }

    /// From last year's outcome to the forecast.
    fn bridge(&self, report: usize) -> Bridge {
        let whole = self.whole(self.stop(report).month);
        let change = whole.forecast - whole.last_year;
        let first = thousandths(change, self.chance("brygga", &[report]).between(300, 500), 0);
        let second = thousandths(change, 250, 0);
        let steps = [("Löner", first), ("Volymer", second), ("Övrigt", change - first - second)];
        let step = |(index, (label, amount)): (usize, (&str, Decimal))| BridgeStep {
            id: id("steg", index + 1),
            label: label.into(),
            amount: exact(amount),
            ..BridgeStep::default()
        };
        let end = |name, label: &str, amount: Decimal| BridgeEnd {
            id: id(name, 1),
            label: label.into(),
            amount: exact(amount),
            ..BridgeEnd::default()
        };
        Bridge {
            id: id("brygga", 1),
            caption: "Från fjolårets utfall till årets prognos".into(),
            unit: Unit::Tkr,
            from: end("bryggstart", "Utfall 2025", whole.last_year),
            steps: steps.into_iter().enumerate().map(step).collect(),
            to: end("bryggslut", "Prognos 2026", whole.forecast),
            ..Bridge::default()
        }
    }

    /// The indicator that is the share of the total's budget.
    pub(super) fn budget_indicator(&self, report: usize) -> Indicator {
        let at = |month: u8| {
            let whole = self.whole(month);
            let outcome = percent(whole.forecast - whole.year_budget, whole.year_budget);
            let target = -Decimal::ONE;
            Measured { target, comparison: Comparison::AtLeast, flow: false, outcome }
        };
        let own = Indicator {
            id: id("budgetavvikelse", 1),
            name: "Budgetavvikelse för nämnden".into(),
            ..Indicator::default()
        };
        let stop = self.stop(report);
        if stop.is_plan() {
            return Indicator { unit: Unit::Percent, ..with_target(own, at(1)) };
        }
        let own = self.followed(own, Unit::Percent, at(stop.month), report, at);
        let comment = super::indicators::told(self, "budgetavvikelse", 1, report);
        Indicator { comment, ..own }
    }
}

fn percent(part: Decimal, whole: Decimal) -> Decimal {
    let inputs = vec![Input::constant("", part), Input::constant("", whole)];
    let percent = Derivation::new(Formula::PercentOf(1), inputs);
    percent.and_then(|percent| percent.number()).unwrap_or_default()
}

/// A row with all that follows from its amounts now and in the report before.
fn stated(id: Id, label: String, (now, before): (Amounts, Option<Amounts>)) -> Row {
    let deviation = now.forecast - now.year_budget;
    let mut row = Row { id, label, ..Row::default() };
    for (column, amount) in [
        ("utfall", Some(now.actual)),
        ("budget", Some(now.budget)),
        ("avvikelse", Some(now.actual - now.budget)),
        ("prognos", Some(now.forecast)),
        ("helarsbudget", Some(now.year_budget)),
        ("helarsavvikelse", Some(deviation)),
        ("procent", Some(percent(deviation, now.year_budget))),
        ("foregaende", before.map(|before| before.forecast)),
        ("forandring", before.map(|before| now.forecast - before.forecast)),
        ("fjol", Some(now.last_year)),
        ("motfjol", Some(now.forecast - now.last_year)),
    ] {
        row.cells.set(&Id::new(column).unwrap_or_default(), amount.and_then(exact));
    }
    row
}

impl Amounts {
    fn plus(self, other: Self) -> Self {
        Self {
            actual: self.actual + other.actual,
            budget: self.budget + other.budget,
            forecast: self.forecast + other.forecast,
            year_budget: self.year_budget + other.year_budget,
            last_year: self.last_year + other.last_year,
        }
    }

    /// So many thousandths of all.
    fn times(self, share: i64) -> Self {
        let of = |number| thousandths(number, share, 0);
        Self {
            actual: of(self.actual),
            budget: of(self.budget),
            forecast: of(self.forecast),
            year_budget: of(self.year_budget),
            last_year: of(self.last_year),
        }
    }
}
