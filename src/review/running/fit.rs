//! Whether a number in a text is one of some figures, or follows from them.

use rust_decimal::Decimal;

use super::things::Known;
use crate::number::Unit;
use crate::review::reading::{About, Measure, Number};

/// How a number goes with some figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fit {
    /// It follows from them.
    Known,
    /// It is this one.
    Is(Known),
    /// It is none of them.
    No,
}

/// How a number goes with the figures wanted, or else follows from all of a thing.
pub(super) fn fits(number: &Number<'_>, wanted: &[Known], all: &[Known]) -> Fit {
    let is_own = |known: &&Known| is_of(number.measure, known.unit) || number.measure.is_none();
    let direct = wanted.iter().filter(is_own).find(|known| {
        scaled(number, known).is_some_and(|value| is_within(number, value, known.is_about))
    });
    if let Some(known) = direct {
        return Fit::Is(*known);
    }
    if derived(number, all) { Fit::Known } else { Fit::No }
}

/// The figure that is nearest to a number, by what it counts.
pub(super) fn nearest(number: &Number<'_>, wanted: &[Known]) -> Option<Known> {
    let distance = |known: &&Known| {
        let value = scaled(number, known).unwrap_or(known.value).abs();
        value.checked_sub(number.value.abs()).unwrap_or(Decimal::MAX).abs()
    };
    let is_own = |known: &&Known| is_of(number.measure, known.unit) || number.measure.is_none();
    let own = wanted.iter().filter(is_own).min_by_key(distance);
    own.or_else(|| wanted.iter().min_by_key(distance)).copied()
}

/// Whether what a number counts can be a figure's unit.
pub(super) fn is_of(measure: Option<Measure>, unit: Unit) -> bool {
    matches!(
        (measure, unit),
        (Some(Measure::Percent | Measure::Points), Unit::Percent)
            | (Some(Measure::Tkr | Measure::Mnkr), Unit::Tkr | Unit::Mnkr)
            | (Some(Measure::Kr), Unit::Kr | Unit::KrPerHour)
            | (Some(Measure::CareDays), Unit::CareDays)
            | (Some(Measure::Days), Unit::Days)
            | (Some(Measure::Placements), Unit::Placements)
            | (Some(Measure::Households), Unit::Households)
            | (Some(Measure::Persons), Unit::Persons)
    )
}

/// A figure in the unit of the number.
fn scaled(number: &Number<'_>, known: &Known) -> Option<Decimal> {
    let thousand = Decimal::ONE_THOUSAND;
    match (number.measure, known.unit) {
        (Some(Measure::Mnkr), Unit::Tkr) => known.value.checked_div(thousand),
        (Some(Measure::Tkr), Unit::Mnkr) => known.value.checked_mul(thousand),
        _ => Some(known.value),
    }
}

/// Whether a number is a value as printed, in whatever direction.
fn is_within(number: &Number<'_>, value: Decimal, is_about: bool) -> bool {
    let (printed, value) = (number.value.abs(), value.abs());
    let half = Decimal::try_new(5, number.decimals() + 1).unwrap_or_default();
    let Some(miss) = value.checked_sub(printed) else { return false };
    // "drygt 37" is up to a tenth more, or one.
    let loose = (printed / Decimal::TEN).max(Decimal::ONE);
    let is_loose = is_about || number.about == About::Around;
    let (below, above) = match number.about {
        _ if is_loose => (loose, loose),
        About::Above => (half, loose),
        About::Below => (loose, half),
        _ => (half, half),
    };
    -below <= miss && miss <= above
}

/// Whether a number is the difference of two figures, or one in percent of another.
fn derived(number: &Number<'_>, all: &[Known]) -> bool {
    let is_percent = matches!(number.measure, Some(Measure::Percent | Measure::Points));
    all.iter().enumerate().any(|(index, a)| {
        all.iter().skip(index + 1).any(|b| {
            let (Some(x), Some(y)) = (scaled(number, a), scaled(number, b)) else { return false };
            let has_unit = is_of(number.measure, a.unit) && is_of(number.measure, b.unit);
            let is_about = a.is_about || b.is_about;
            let is_difference = || {
                x.checked_sub(y).is_some_and(|difference| is_within(number, difference, is_about))
            };
            has_unit && is_difference() || is_percent && is_part(number, a.value, b.value)
        })
    })
}

/// Whether a number is one of two in percent of the other, or the change between them.
fn is_part(number: &Number<'_>, x: Decimal, y: Decimal) -> bool {
    let percent =
        |part: Decimal, whole: Decimal| part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED);
    let Some(difference) = x.checked_sub(y) else { return false };
    [percent(x, y), percent(y, x), percent(difference, y), percent(difference, x)]
        .into_iter()
        .flatten()
        .any(|value| is_within(number, value, false))
}
