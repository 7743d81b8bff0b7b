//! Value axes: round steps that people would choose.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A value axis from its lowest to its highest tick.
#[derive(Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) ticks: Vec<Decimal>,
}

/// Values beyond this, or closer together than its inverse, are not drawn: no report has them.
const LIMIT: f64 = 1e12;

impl Axis {
    /// An axis over these values, `None` when they are out of reach. It includes zero unless all
    /// values lie far from it.
    pub(super) fn over(values: impl Iterator<Item = Decimal>, from_zero: bool) -> Option<Self> {
        let (mut low, mut high) = bounds(values)?;
        if from_zero || low <= (high - low) * 3.0 {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        let step = Step::for_span(high - low)?;
        let first = (low / step.size()).floor() as i64;
        let last = ((high / step.size()).ceil() as i64).max(first + 1).min(first + 12);
        Some(Self { ticks: (first..=last).map(|count| step.times(count)).collect() })
    }

    pub(super) fn low(&self) -> f64 {
        float(self.ticks.first().copied().unwrap_or_default())
    }

    pub(super) fn high(&self) -> f64 {
        float(self.ticks.last().copied().unwrap_or(Decimal::ONE))
    }
}

/// The least and the greatest value, both 0 when there are none; `None` when they are out of reach.
pub(super) fn bounds(values: impl Iterator<Item = Decimal>) -> Option<(f64, f64)> {
    let values = values.map(float);
    let outer = values.fold(None, |outer: Option<(f64, f64)>, value| {
        let (low, high) = outer.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    });
    let (low, high) = outer.unwrap_or_default();
    (low.abs() <= LIMIT && high.abs() <= LIMIT).then_some((low, high))
}

/// The distance between two ticks: 1, 2, 2.5 or 5 times a power of ten. Exact, because ticks are
/// written out.
#[derive(Clone, Copy)]
struct Step {
    /// 10, 20, 25 or 50.
    tenths: i64,
    /// The power of ten that tenths are tenths of.
    power: i32,
}

impl Step {
    /// A step that gives three to six of them.
    fn for_span(span: f64) -> Option<Self> {
        let rough = if span > 0.0 { span / 4.0 } else { 1.0 };
        let powers = (-12..=12).map(|power| [10, 20, 25, 50].map(|tenths| Self { tenths, power }));
        powers.flatten().find(|step| step.size() >= rough)
    }

    fn size(self) -> f64 {
        self.tenths as f64 * 10f64.powi(self.power - 1)
    }

    fn times(self, count: i64) -> Decimal {
        let (tenths, power) = (count.saturating_mul(self.tenths), self.power - 1);
        let tick = match u32::try_from(power) {
            Ok(power) => Decimal::new(tenths.saturating_mul(10i64.saturating_pow(power)), 0),
            Err(_) => Decimal::new(tenths, power.unsigned_abs()),
        };
        tick.normalize()
    }
}

/// Drawing is where decimals become floats.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[i64]) -> Vec<String> {
        let axis = Axis::over(values.iter().map(|value| Decimal::from(*value)), false);
        axis.unwrap().ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn round_steps() {
        assert_eq!(ticks(&[9, 11, 6]), ["0", "5", "10", "15"]);
        assert_eq!(ticks(&[0, 0]), ["0", "1"]);
        assert_eq!(ticks(&[-3061, 2884]), ["-4000", "-2000", "0", "2000", "4000"]);
        assert_eq!(ticks(&[4208, 4614]).first().map(String::as_str), Some("4200"));
    }

    #[test]
    fn extreme_values_have_no_axis_and_no_panic() {
        for values in [[Decimal::MAX, Decimal::MIN], [Decimal::MAX, Decimal::ZERO]] {
            assert_eq!(Axis::over(values.into_iter(), false), None);
        }
        let tiny = Decimal::new(1, 28);
        assert!(Axis::over([tiny, Decimal::ZERO].into_iter(), false).is_some());
    }
}
