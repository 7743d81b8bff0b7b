//! The status of an indicator, by the rule of 2020: met or better is green, on the wrong side by
//! at most ten percent yellow, more red. The source leaves exactly ten open; here it is yellow.

use rust_decimal::Decimal;

use super::derivation::round;
use super::{Context, Derivation, Formula, Input};
use crate::model::{Address, Better, Bound, Comparison, Indicator, Legend, Reading, Rule, Status};
use crate::number::Unit;

/// The status the rule gives; `None` without a rule, a numeric outcome or a target that says which
/// way is better.
pub fn indicator_status(
    context: &Context<'_>,
    indicator: &Indicator,
    legend: Option<&Legend>,
) -> Option<Derivation> {
    let legend = legend.filter(|legend| legend.rule == Rule::Deviation)?;
    let at = context.at(&indicator.id);
    let outcome = indicator.outcome.value.as_ref()?.value()?;
    let outcome = Input::number("Utfall", at.field("outcome"), outcome);
    let bound = indicator.target.period.as_ref().or(indicator.target.year.as_ref())?;
    let is_share_of_year = indicator.target.period.is_none() && indicator.target.flow;
    let target = target_input(context, indicator)?;
    if !indicator.scale.is_empty() {
        let steps = indicator.scale.iter().filter_map(|step| {
            step.value.value().map(|value| Input::constant(step.label.clone(), value))
        });
        let inputs = [outcome, target].into_iter().chain(steps).collect();
        return context
            .settle(&at.field("status"), Derivation::new(Formula::StatusByScale, inputs));
    }
    let upper = bound.upper.and_then(|upper| {
        let upper = if is_share_of_year { share_of_year(context, &at, upper)? } else { upper };
        Some(Input::number("Övre mål", at.field("target"), upper))
    });
    let is_share = indicator.unit == Unit::Percent;
    let formula = Formula::StatusByDeviation {
        comparison: bound.comparison,
        better: indicator.target.better,
        limit: legend.limit.unwrap_or(context.settings.yellow_limit()),
        reading: if is_share { context.settings.reading } else { Reading::Relative },
    };
    let inputs = [outcome, target].into_iter().chain(upper).collect();
    context.settle(&at.field("status"), Derivation::new(formula, inputs))
}

/// The target that holds for the report's period: the stated one, else a flow's share of the year's.
fn target_input(context: &Context<'_>, indicator: &Indicator) -> Option<Input> {
    let at = context.at(&indicator.id).field("target");
    let target = &indicator.target;
    if let Some(Bound { value, .. }) = &target.period {
        return Some(Input::number("Mål för perioden", at, *value));
    }
    let year = target.year.as_ref()?.value;
    if !target.flow {
        return Some(Input::number("Mål", at, year));
    }
    let share = share_of_year(context, &context.at(&indicator.id), year)?;
    Some(Input::number("Mål för perioden, beräknat", at, share))
}

/// What of a year's target belongs to the report's months.
fn share_of_year(context: &Context<'_>, at: &Address, year: Decimal) -> Option<Decimal> {
    period_share(context, at, year)?.number()
}

fn period_share(context: &Context<'_>, at: &Address, year: Decimal) -> Option<Derivation> {
    let months = Input::constant("Månader i perioden", context.report.period.months());
    let inputs = vec![Input::number("Mål för året", at.field("target.year"), year), months];
    Derivation::new(Formula::PeriodShare, inputs)
}

/// The target for the report's period, where it is the year's share; `None` where one is stated, or the
/// outcome does not grow through the year.
pub fn period_target(context: &Context<'_>, indicator: &Indicator) -> Option<Derivation> {
    let target = &indicator.target;
    let year = target.year.as_ref().filter(|_| target.flow && target.period.is_none())?;
    period_share(context, &context.at(&indicator.id), year.value)
}

/// Evaluates the two status formulas.
pub(super) fn judge(formula: &Formula, numbers: &[Decimal]) -> Option<Status> {
    let (outcome, target) = (*numbers.first()?, *numbers.get(1)?);
    match formula {
        Formula::StatusByScale => Some(by_scale(outcome, target, &numbers[2..])),
        Formula::StatusByDeviation { comparison, better, limit, reading } => {
            let upper = numbers.get(2).copied();
            let wrong = match upper {
                Some(upper) => outside_band(outcome, target, upper),
                None => wrong_side(outcome, target, *comparison, *better)?,
            };
            by_deviation(wrong, upper.filter(|u| outcome > *u).unwrap_or(target), *limit, *reading)
        }
        _ => None,
    }
}

/// How far an outcome lies on the wrong side of its target, as the rule counts it: in percent of the
/// target, or in points. `None` when the target is met, is 0, or is not held against by deviation.
pub fn miss(derivation: &Derivation) -> Option<Decimal> {
    let Formula::StatusByDeviation { comparison, better, reading, .. } = &derivation.formula else {
        return None;
    };
    let numbers: Vec<Decimal> = derivation.inputs.iter().filter_map(Input::as_number).collect();
    let (outcome, target) = (*numbers.first()?, *numbers.get(1)?);
    let upper = numbers.get(2).copied();
    let wrong = match upper {
        Some(upper) => outside_band(outcome, target, upper),
        None => wrong_side(outcome, target, *comparison, *better)?,
    }?;
    if *reading == Reading::Points {
        return Some(wrong);
    }
    let target = upper.filter(|upper| outcome > *upper).unwrap_or(target);
    let share = wrong.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target.abs())?;
    Some(round(share, 1))
}

/// One step short of the target on the scale is yellow. Higher is better on every scale we have met.
fn by_scale(outcome: Decimal, target: Decimal, steps: &[Decimal]) -> Status {
    let missing = steps.iter().filter(|step| **step > outcome && **step <= target).count();
    match missing {
        _ if outcome >= target => Status::Green,
        0 | 1 => Status::Yellow,
        _ => Status::Red,
    }
}

/// How far the outcome lies on the wrong side: `None` when met. An outer `None`: which way is
/// better is not said.
#[expect(clippy::option_option, reason = "two questions: is the side known, and is the target met")]
fn wrong_side(
    outcome: Decimal,
    target: Decimal,
    comparison: Comparison,
    better: Better,
) -> Option<Option<Decimal>> {
    let over = outcome.checked_sub(target)?;
    let met = match (comparison, better) {
        (Comparison::Less, _) => outcome < target,
        (Comparison::AtMost, _) | (Comparison::Unsaid, Better::Lower) => outcome <= target,
        (Comparison::Equal, _) => outcome == target,
        (Comparison::AtLeast, _) | (Comparison::Unsaid, Better::Higher) => outcome >= target,
        (Comparison::More, _) => outcome > target,
        (Comparison::Unsaid, Better::Unsaid) if outcome == target => true,
        (Comparison::Unsaid, Better::Unsaid) => return None,
    };
    Some((!met).then_some(over.abs()))
}

fn outside_band(outcome: Decimal, lower: Decimal, upper: Decimal) -> Option<Decimal> {
    let far = |a: Decimal, b: Decimal| a.checked_sub(b).unwrap_or(Decimal::MAX);
    if outcome < lower {
        Some(far(lower, outcome))
    } else if outcome > upper {
        Some(far(outcome, upper))
    } else {
        None
    }
}

fn by_deviation(
    wrong: Option<Decimal>,
    target: Decimal,
    limit: Decimal,
    reading: Reading,
) -> Option<Status> {
    let Some(wrong) = wrong else { return Some(Status::Green) };
    if reading == Reading::Points {
        return Some(if wrong <= limit { Status::Yellow } else { Status::Red });
    }
    // A target of 0 is met or missed: there is nothing to be ten percent of.
    if target.is_zero() {
        return Some(Status::Red);
    }
    let share = wrong.checked_mul(Decimal::ONE_HUNDRED)?;
    let allowed = limit.checked_mul(target.abs())?;
    Some(if share <= allowed { Status::Yellow } else { Status::Red })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_canonical;

    fn status(outcome: &str, bound: &str, better: Better) -> Option<Status> {
        let bound = Bound::parse(bound)?;
        let formula = Formula::StatusByDeviation {
            comparison: bound.comparison,
            better,
            limit: Decimal::TEN,
            reading: Reading::Relative,
        };
        let numbers: Vec<_> = [parse_canonical(outcome), Some(bound.value), bound.upper]
            .into_iter()
            .flatten()
            .collect();
        judge(&formula, &numbers)
    }

    #[test]
    fn the_rule_of_2020() {
        use Status::{Green, Red, Yellow};
        let unsaid = Better::Unsaid;
        assert_eq!(status("2017", "<1703", unsaid), Some(Red), "18,4 % over");
        assert_eq!(status("3.94", "4", Better::Lower), Some(Green));
        assert_eq!(status("7.75", "7", Better::Lower), Some(Red), "10,7 % over");
        assert_eq!(status("7.7", "7", Better::Lower), Some(Yellow), "exactly ten");
        assert_eq!(status("7", "<7", unsaid), Some(Yellow), "a strict sign is strict");
        assert_eq!(status("60", "100", Better::Higher), Some(Red));
        assert_eq!(status("0", "0", Better::Lower), Some(Green));
        assert_eq!(status("1", "0", Better::Lower), Some(Red), "target 0 is met or missed");
        assert_eq!(status("5", "4..6", unsaid), Some(Green));
        assert_eq!(status("6.6", "4..6", unsaid), Some(Yellow));
        assert_eq!(status("3", "4..6", unsaid), Some(Red));
        assert_eq!(status("3", "4", unsaid), None, "which way is better is not said");
    }

    #[test]
    fn one_step_short_is_yellow() {
        let scale = |outcome: i64, target: i64, steps: &[i64]| {
            let steps: Vec<_> = steps.iter().copied().map(Decimal::from).collect();
            by_scale(outcome.into(), target.into(), &steps)
        };
        assert_eq!(scale(1, 1, &[1, 0]), Status::Green);
        assert_eq!(scale(0, 1, &[1, 0]), Status::Yellow);
        assert_eq!(scale(1, 2, &[2, 1, 0]), Status::Yellow);
        assert_eq!(scale(0, 2, &[2, 1, 0]), Status::Red);
        assert_eq!(scale(1, 1, &[2, 1, 0]), Status::Green, "held against the target, not the top");
    }
}
