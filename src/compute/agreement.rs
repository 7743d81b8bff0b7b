//! How a stated number goes with the computed one.

use rust_decimal::Decimal;

use super::{Derivation, Formula};

/// How a stated number goes with the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The same.
    Equal,
    /// Off by no more than the printed rounding of the inputs allows (*avrundning*).
    Rounding,
    /// Off by more.
    Differs,
}

/// How a stated number goes with a computed one. Published rows are rounded from kronor: a sum of n
/// rows may miss by n/2 of the last printed digit, a difference of two by 1. Counts are exact.
pub fn agreement(stated: Decimal, computed: &Derivation) -> Option<Agreement> {
    let value = computed.number()?;
    let miss = stated.checked_sub(value)?.abs();
    let halves = match computed.formula {
        Formula::Count | Formula::CountOf(_) | Formula::Product | Formula::CareDays => 0,
        Formula::Sum => computed.inputs.iter().filter(|input| input.at.is_some()).count().max(2),
        _ => 2,
    };
    let half = Decimal::try_new(5, stated.scale() + 1).unwrap_or_default();
    let tolerance = half.checked_mul(Decimal::from(halves))?;
    Some(if miss.is_zero() {
        Agreement::Equal
    } else if miss <= tolerance {
        Agreement::Rounding
    } else {
        Agreement::Differs
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::Input;
    use crate::model::{Address, Status};

    fn agrees(formula: Formula, inputs: &[i64], stated: i64) -> Option<Agreement> {
        let at = Address::default();
        let inputs = inputs.iter().map(|n| Input::number("", at.clone(), (*n).into())).collect();
        agreement(stated.into(), &Derivation::new(formula, inputs)?)
    }

    #[test]
    fn sums_may_miss_by_rounding_and_counts_may_not() {
        let (equal, rounding, differs) =
            (Some(Agreement::Equal), Some(Agreement::Rounding), Some(Agreement::Differs));
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 10), equal);
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 12), rounding);
        assert_eq!(agrees(Formula::Sum, &[1, 2, 3, 4], 13), differs);
        assert_eq!(agrees(Formula::Difference, &[47_057, 44_265], 2_793), rounding);
        assert_eq!(agrees(Formula::Difference, &[47_057, 44_265], 2_794), differs);
        let none_green = Formula::CountOf(Status::Green);
        assert_eq!(agrees(none_green, &[1, 2, 3, 4, 5, 6], 1), differs);
    }
}
