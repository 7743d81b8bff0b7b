//! How a value came about.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::{Address, Better, Comparison, Meaning, Reading, Status};

/// A computed value with its formula and inputs. Recomputing the formula from the inputs gives the
/// value, always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The value.
    pub value: Value,
    /// How it is computed.
    pub formula: Formula,
    /// What it is computed from, in the formula's order.
    pub inputs: Vec<Input>,
    /// Whether the value is the one kept when the report was made ready, not today's.
    pub frozen: bool,
}

/// A value that can be computed or go into a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// A status.
    Status(Status),
    /// What a trend means.
    Trend(Meaning),
}

/// A value that went into a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What it is called where it stands.
    pub label: String,
    /// Where it stands; `None` for constants of the calendar or a setting.
    pub at: Option<Address>,
    /// The value.
    pub value: Value,
}

impl Input {
    /// A number that stands somewhere.
    pub fn number(label: impl Into<String>, at: Address, value: Decimal) -> Self {
        Self { label: label.into(), at: Some(at), value: Value::Number(value) }
    }

    /// A number from the calendar or the settings.
    pub fn constant(label: impl Into<String>, value: impl Into<Decimal>) -> Self {
        Self { label: label.into(), at: None, value: Value::Number(value.into()) }
    }

    /// A status that stands somewhere.
    pub fn status(label: impl Into<String>, at: Address, value: Status) -> Self {
        Self { label: label.into(), at: Some(at), value: Value::Status(value) }
    }
}

/// The formulas. All of them are in the domain's own rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// None: the value was kept when the report was made ready, and its inputs are gone.
    Kept,
    /// First − second.
    Difference,
    /// The sum of all; empty cells count as 0 and are not among the inputs.
    Sum,
    /// First in percent of the second's size, to this many decimals.
    PercentOf(u32),
    /// The product of all.
    Product,
    /// First / second, to this many decimals.
    Quotient(u32),
    /// First × second / 12: the share of a year's target that belongs to some months.
    PeriodShare,
    /// How many inputs have this status.
    CountOf(Status),
    /// How many inputs there are.
    Count,
    /// The sum of price × placements × days, in thousands: triples of inputs.
    Cost,
    /// The sum of placements × days: pairs of inputs.
    CareDays,
    /// The size of first − second in percent of the third's size, one decimal: how far a forecast
    /// lay from the outcome. The denominator is ours; the target in the reports is ±1,0 %.
    ForecastMiss,
    /// The sum of (price − budget price) × placements × days, in thousands: fours of inputs.
    PriceEffect,
    /// The sum of (placements − budget placements) × days × budget price, in thousands: fours.
    VolumeEffect,
    /// The status of an outcome (first) against a target (second, and third for a band).
    StatusByDeviation {
        /// The target's sign.
        comparison: Comparison,
        /// Which way is better, where the sign does not say.
        better: Better,
        /// Percent (or points) on the wrong side that still are yellow.
        limit: Decimal,
        /// How the percent are counted.
        reading: Reading,
    },
    /// The status on an ordinal scale: outcome (first), target (second), then the scale's steps.
    StatusByScale,
    /// Better, same or worse: the value now (first) and before (second).
    TrendTo(Better),
    /// The worst colour that at least half of the coloured inputs have, or worse; yellow at least where a
    /// third is red.
    RollUp,
}

impl Derivation {
    /// Computes the formula; `None` where it has no value, as for a division by zero.
    pub fn new(formula: Formula, inputs: Vec<Input>) -> Option<Self> {
        let value = formula.evaluate(&inputs)?;
        Some(Self { value, formula, inputs, frozen: false })
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The status, if it is one.
    pub fn status(&self) -> Option<Status> {
        match self.value {
            Value::Status(status) => Some(status),
            _ => None,
        }
    }
}

impl Formula {
    /// The value of the formula for these inputs.
    pub fn evaluate(&self, inputs: &[Input]) -> Option<Value> {
        let numbers: Vec<Decimal> = inputs.iter().filter_map(Input::as_number).collect();
        let number = match self {
            Self::Kept => None,
            Self::Difference => first_two(&numbers).and_then(|(a, b)| minus(a, b)),
            Self::Sum => sum(&mut numbers.iter().copied().map(Some)),
            Self::PercentOf(decimals) => {
                let (part, whole) = first_two(&numbers)?;
                let hundred = times(part, Decimal::ONE_HUNDRED)?;
                over(hundred, whole.abs()).map(|share| round(share, *decimals))
            }
            Self::Product => numbers.iter().try_fold(Decimal::ONE, |product, n| times(product, *n)),
            Self::Quotient(decimals) => {
                let (a, b) = first_two(&numbers)?;
                over(a, b).map(|quotient| round(quotient, *decimals))
            }
            Self::PeriodShare => {
                let (target, months) = first_two(&numbers)?;
                // Small targets would round away: 1 a year is not 0 for four months.
                let decimals = self.decimals(inputs)?;
                over(times(target, months)?, Decimal::from(12)).map(|t| round(t, decimals))
            }
            Self::CountOf(status) => {
                let count = inputs.iter().filter(|input| input.is_status(*status)).count();
                Some(Decimal::from(count))
            }
            Self::Count => Some(Decimal::from(inputs.len())),
            Self::CareDays => self.sum_of_parts(inputs),
            Self::Cost | Self::PriceEffect | Self::VolumeEffect => {
                thousands(self.sum_of_parts(inputs))
            }
            Self::ForecastMiss => {
                let (forecast, actual) = first_two(&numbers)?;
                let hundred = times(minus(forecast, actual)?.abs(), Decimal::ONE_HUNDRED)?;
                over(hundred, numbers.get(2)?.abs()).map(|share| round(share, 1))
            }
            Self::StatusByDeviation { .. } | Self::StatusByScale => {
                return super::status::judge(self, &numbers).map(Value::Status);
            }
            Self::RollUp => return super::roll_up::weigh(inputs).map(Value::Status),
            Self::TrendTo(better) => {
                let (now, before) = first_two(&numbers)?;
                return super::trend::compare(now, before, *better).map(Value::Trend);
            }
        };
        number.map(Value::Number)
    }

    /// How many inputs make one part of it: a month of a cost has a price, a count and days. 1 where each
    /// input is a part of its own.
    pub fn group(&self) -> usize {
        match self {
            Self::CareDays => 2,
            Self::Cost => 3,
            Self::PriceEffect | Self::VolumeEffect => 4,
            _ => 1,
        }
    }

    /// What one part of it comes to, before thousands are taken and rounded.
    pub fn part(&self, inputs: &[Input]) -> Option<Decimal> {
        let numbers: Vec<Decimal> = inputs.iter().filter_map(Input::as_number).collect();
        match (self, numbers.as_slice()) {
            (Self::CareDays, [count, days]) => times(*count, *days),
            (Self::Cost, [price, count, days]) => times(times(*price, *count)?, *days),
            (Self::PriceEffect, [now, budget, count, days])
            | (Self::VolumeEffect, [now, budget, count, days]) => {
                times(times(minus(*now, *budget)?, *count)?, *days)
            }
            _ => None,
        }
    }

    fn sum_of_parts(&self, inputs: &[Input]) -> Option<Decimal> {
        sum(&mut inputs.chunks_exact(self.group()).map(|part| self.part(part)))
    }

    /// The decimals that its value is rounded to; `None` where nothing is rounded.
    pub fn decimals(&self, inputs: &[Input]) -> Option<u32> {
        match self {
            Self::PercentOf(decimals) | Self::Quotient(decimals) => Some(*decimals),
            Self::ForecastMiss => Some(1),
            Self::Cost | Self::PriceEffect | Self::VolumeEffect => Some(0),
            Self::PeriodShare => {
                let target = inputs.first().and_then(Input::as_number)?;
                Some(if target.abs() < Decimal::ONE_HUNDRED { 2 } else { 0 })
            }
            _ => None,
        }
    }
}

impl Input {
    /// Whether it is this status.
    pub fn is_status(&self, status: Status) -> bool {
        self.value == Value::Status(status)
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Rounds half away from zero, as Swedish accounts do.
pub(super) fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

// Decimal arithmetic is long when it is copied to each place that uses it.
#[inline(never)]
fn minus(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_sub(b)
}

#[inline(never)]
fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

#[inline(never)]
fn over(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}

fn first_two(numbers: &[Decimal]) -> Option<(Decimal, Decimal)> {
    Some((*numbers.first()?, *numbers.get(1)?))
}

fn sum(numbers: &mut dyn Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    let mut total = Decimal::ZERO;
    for number in numbers {
        total = total.checked_add(number?)?;
    }
    Some(total)
}

fn thousands(value: Option<Decimal>) -> Option<Decimal> {
    over(value?, Decimal::ONE_THOUSAND).map(|value| round(value, 0))
}
