//! Indicators: what they are to reach, what they reach month by month, and what that amounts to.

use rust_decimal::Decimal;

use super::chance::{exact, id, thousandths};
use super::words::{name_of, sentence, written};
use super::{Maker, YEAR};
use crate::compute::{Derivation, Formula, Input};
use crate::model::{
    Assessment, Better, Bound, Comparison, Earlier, Indicator, Markdown, Meaning, Outcome,
    OutcomeKind, Reading, ReportKind, Status, Target, Trend, TrendDirection,
};
use crate::number::Unit;

/// What an indicator is at a time.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    /// What it is to reach in the year.
    pub(super) target: Decimal,
    pub(super) comparison: Comparison,
    /// Whether it grows through the year.
    pub(super) flow: bool,
    pub(super) outcome: Decimal,
}

impl Measured {
    /// The status that the rule gives.
    pub(super) fn status(self, month: u8) -> Status {
        let months = Decimal::from(month);
        let share = vec![Input::constant("", self.target), Input::constant("", months)];
        let share = Derivation::new(Formula::PeriodShare, share).filter(|_| self.flow);
        let target = share.and_then(|share| share.number()).unwrap_or(self.target);
        let formula = Formula::StatusByDeviation {
            comparison: self.comparison,
            better: Better::Unsaid,
            limit: Decimal::TEN,
            reading: Reading::Relative,
        };
        let inputs = vec![Input::constant("", self.outcome), Input::constant("", target)];
        Derivation::new(formula, inputs).and_then(|status| status.status()).unwrap_or_default()
    }
}

impl Maker {
    /// An indicator of the usual kind at a month.
    pub(super) fn measured(&self, number: usize, month: u8) -> Measured {
        let target = Decimal::from(number % 90 + 5);
        let mut chance = self.chance("indikator", &[number]);
        let base = match chance.below(10) {
            0..7 => chance.between(1010, 1200),
            7..9 => chance.between(930, 985),
            _ => chance.between(820, 885),
        };
        let drift: i64 = (0..month).map(|_| chance.between(-4, 4)).sum();
        let mut outcome = thousandths(target, base + drift, 1);
        if unit_of(number) == Unit::Percent {
            outcome = outcome.min(Decimal::new(1000, 1));
        }
        Measured { target, comparison: Comparison::AtLeast, flow: false, outcome }
    }

    pub(super) fn indicator(&self, number: usize, report: usize) -> Indicator {
        let stop = self.stop(report);
        let name = format!("Indikator {number}: {}", name_of("indikator", number, 5));
        let own = Indicator { id: id("indikator", number), name, ..Indicator::default() };
        let unit = unit_of(number);
        if stop.is_plan() {
            return Indicator { unit, ..with_target(own, self.measured(number, 0)) };
        }
        let mut chance = self.chance("kommentar", &[number, report]);
        let measured = self.measured(number, stop.month);
        let mut own =
            self.followed(own, unit, measured, report, |month| self.measured(number, month));
        if self.size.stated && unit == Unit::Percent {
            let (outcome, target) = (measured.outcome, measured.target);
            own.comment.0 = format!(
                "Utfallet är {} och målet är {}. ",
                written(outcome, unit),
                written(target, unit)
            );
        }
        own.comment.0.push_str(&sentence(&mut chance, 7));
        if self.size.stated {
            let before = thousandths(measured.target, chance_of_before(self, number), 1);
            own.earlier.insert(0, earlier(format!("{}", YEAR - 1), before));
        }
        own
    }

    /// An indicator with its outcome in a report, and what is stated of it there.
    pub(super) fn followed(
        &self,
        own: Indicator,
        unit: Unit,
        measured: Measured,
        report: usize,
        at: impl Fn(u8) -> Measured,
    ) -> Indicator {
        let stop = self.stop(report);
        let mut own = Indicator {
            unit,
            outcome: Outcome { value: exact(measured.outcome), ..Outcome::default() },
            status: Assessment { status: measured.status(stop.month), ..Assessment::default() },
            ..with_target(own, measured)
        };
        if !self.size.stated {
            return own;
        }
        let first = self.stops[..report].iter().find(|stop| stop.kind == ReportKind::T1);
        own.earlier.extend(first.map(|stop| earlier(stop.short(), at(stop.month).outcome)));
        if let Some(before) = self.before(report).filter(|_| !measured.flow) {
            own.trend = trend(measured.outcome, at(before.month).outcome);
        }
        own
    }
}

fn chance_of_before(maker: &Maker, number: usize) -> i64 {
    maker.chance("i-fjol", &[number]).between(930, 1060)
}

fn earlier(label: String, value: Decimal) -> Earlier {
    Earlier { label, kind: OutcomeKind::Actual, value: exact(value), ..Earlier::default() }
}

/// More is better for all that have one.
fn trend(now: Decimal, before: Decimal) -> Trend {
    let (direction, meaning) = match now.cmp(&before) {
        std::cmp::Ordering::Greater => (TrendDirection::Up, Meaning::Better),
        std::cmp::Ordering::Equal => (TrendDirection::Level, Meaning::Same),
        std::cmp::Ordering::Less => (TrendDirection::Down, Meaning::Worse),
    };
    Trend { direction, meaning, ..Trend::default() }
}

/// The same with what it is to reach.
pub(super) fn with_target(own: Indicator, measured: Measured) -> Indicator {
    let Measured { target: value, comparison, flow, .. } = measured;
    let bound = Bound { comparison, value, upper: None };
    Indicator { target: Target { year: Some(bound), flow, ..Target::default() }, ..own }
}

fn unit_of(number: usize) -> Unit {
    if number.is_multiple_of(3) { Unit::Percent } else { Unit::Number }
}

/// What is said of an indicator that has nothing but its figures.
pub(super) fn told(maker: &Maker, kind: &str, number: usize, report: usize) -> Markdown {
    Markdown(sentence(&mut maker.chance(kind, &[number, report]), 7))
}
