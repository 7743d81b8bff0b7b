//! Months of a series of volumes that stand far from its other months.

use rust_decimal::Decimal;

use super::jump::range;
use super::scale_row::is_power_of_ten;
use crate::compute::Context;
use crate::model::{Measure, MeasureRole, Month, VolumeSeries};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Severity};

/// Looks at every month of a series.
pub(super) fn look_at(context: &Context<'_>, series: &VolumeSeries, found: &mut Findings<'_>) {
    for measure in &series.measures {
        for (block, figures) in [("actual", &measure.actual), ("budget", &measure.budget)] {
            let numbers: Option<Vec<Decimal>> = figures
                .iter()
                .map(|figure| match figure {
                    Figure::Exact(number) => Some(*number),
                    _ => None,
                })
                .collect();
            let Some(numbers) = numbers.filter(|numbers| numbers.len() > 3) else { continue };
            for (index, month) in Month::all().enumerate().take(numbers.len()) {
                if let Some((beside, severity)) = jump_of(measure, &numbers, index, block) {
                    let place = (series, measure, block, month);
                    tell_month(context, place, (numbers[index], beside), severity, found);
                }
            }
        }
    }
}

/// What a month stands far from, if it does.
fn jump_of(
    measure: &Measure,
    numbers: &[Decimal],
    index: usize,
    block: &str,
) -> Option<(Decimal, Severity)> {
    let own = numbers[index];
    let others = || numbers.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, own)| *own);
    let (least, most) = range(others())?;
    // A budget that is the same in all other months.
    if block == "budget" && least == most && own != most {
        return Some((most, Severity::Question));
    }
    let least_room = match measure.role {
        MeasureRole::Price => most / Decimal::from(4),
        // A few placements come and go.
        MeasureRole::Count => (most / Decimal::TWO).max(Decimal::from(3)),
        MeasureRole::Share => Decimal::from(20),
    };
    let room = most.saturating_sub(least).max(least_room);
    if own > most.saturating_add(room) || own < least.saturating_sub(room) {
        let beside = if own > most { most } else { least };
        let is_shifted = !own.is_zero() && !beside.is_zero() && is_power_of_ten(own, beside);
        let severity = if is_shifted { Severity::Warning } else { Severity::Question };
        return Some((beside, severity));
    }
    None
}

fn tell_month(
    context: &Context<'_>,
    (series, measure, block, month): (&VolumeSeries, &Measure, &str, Month),
    (own, beside): (Decimal, Decimal),
    severity: Severity,
    found: &mut Findings<'_>,
) {
    let (own, beside) = (format_decimal(own), format_decimal(beside));
    let budget = if block == "budget" { " i budgeten" } else { "" };
    let message = format!(
        "{}, {}: {}{budget} är {own}, men närmast av de andra månaderna är {beside}.",
        series.name,
        measure.label,
        month.name()
    );
    let field = format!("{}.{block}.{}", measure.id, month.number());
    let at = context.at(&series.id).field(field);
    found
        .add_as(severity, at, format!("{own} | {beside}"), message)
        .hint("Kontrollera månadens tal.");
}

#[cfg(test)]
mod tests {
    use super::super::jump::RULE;
    use super::*;
    use crate::model::{Block, VolumesBlock, Year};
    use crate::review::tests::{id, t2, told};

    fn prices(month: i64, budget: i64) -> Year {
        let mut actual =
            vec![4452, 4477, 4471, 4208, 4340, 4308, 4448, 4372, 4386, 4511, 4564, 4614];
        let mut planned = vec![4509; 12];
        (actual[2], planned[5]) = (month, budget);
        let figures = |own: Vec<i64>| own.into_iter().map(|n| Figure::Exact(n.into())).collect();
        let measure = Measure {
            id: id("pris"),
            label: "Pris".into(),
            role: MeasureRole::Price,
            actual: figures(actual),
            budget: figures(planned),
            ..Measure::default()
        };
        let series = VolumeSeries {
            id: id("hvb"),
            name: "HVB".into(),
            measures: vec![measure],
            ..VolumeSeries::default()
        };
        t2(vec![Block::Volumes(VolumesBlock { series: vec![series], ..VolumesBlock::default() })])
    }

    #[test]
    fn a_month_far_from_the_others() {
        let says = "hvb/pris.actual.3: HVB, Pris: mars är 44\u{a0}710, men närmast av de andra \
                    månaderna är 4\u{a0}614.";
        assert_eq!(told(&RULE, &prices(44_710, 4509)), [says]);
        assert_eq!(told(&RULE, &prices(4471, 4590)).len(), 1, "a budget that is level else");
        assert!(told(&RULE, &prices(4471, 4509)).is_empty());
        assert!(told(&RULE, &prices(5100, 4509)).is_empty());
    }
}
