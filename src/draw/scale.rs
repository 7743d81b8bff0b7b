//! Value axes: round steps that people would choose.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A value axis from its lowest to its highest tick.
#[derive(Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) ticks: Vec<Decimal>,
}

/// Values beyond this, or closer together than its inverse, are not drawn: no report has them, and
/// the arithmetic of an axis would leave the decimals' range.
const LIMIT: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

impl Axis {
    /// An axis over these values, `None` when they are out of reach. It includes zero unless all
    /// values lie far from it.
    pub(super) fn over(values: impl Iterator<Item = Decimal>, from_zero: bool) -> Option<Self> {
        let (mut low, mut high) = (None::<Decimal>, None::<Decimal>);
        for value in values {
            low = Some(low.map_or(value, |low| low.min(value)));
            high = Some(high.map_or(value, |high| high.max(value)));
        }
        let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
        if low.abs() > LIMIT || high.abs() > LIMIT {
            return None;
        }
        let spread = high - low;
        let near_zero = from_zero || low <= spread * Decimal::from(3);
        let low = if near_zero { low.min(Decimal::ZERO) } else { low };
        let high = if near_zero { high.max(Decimal::ZERO) } else { high };
        let step = step(high - low)?;
        let first = (low / step).floor();
        let last = (high / step).ceil().max(first + Decimal::ONE);
        let count = (last - first).to_u32().unwrap_or(1).min(12);
        let ticks = (0..=count).map(|index| ((first + Decimal::from(index)) * step).normalize());
        Some(Self { ticks: ticks.collect() })
    }

    pub(super) fn low(&self) -> f64 {
        float(self.ticks.first().copied().unwrap_or_default())
    }

    pub(super) fn high(&self) -> f64 {
        float(self.ticks.last().copied().unwrap_or(Decimal::ONE))
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, so that there are three to six steps.
fn step(span: Decimal) -> Option<Decimal> {
    if span.is_zero() {
        return Some(Decimal::ONE);
    }
    let rough = span / Decimal::from(4);
    let mut size = LIMIT;
    // Each step of the search is a tenth of the one before, down to the inverse of the limit.
    for _ in 0..=18 {
        if size <= rough {
            let factors = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5)];
            let steps = factors.into_iter().map(|factor| factor * size);
            return steps.into_iter().find(|step| *step >= rough).or(Some(size * Decimal::TEN));
        }
        size /= Decimal::TEN;
    }
    None
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
        assert_eq!(Axis::over([tiny, tiny + tiny].into_iter(), false), None);
    }
}
