//! An indicator's care days against the series of volumes that its name speaks of.

use rust_decimal::Decimal;

use crate::compute::{Context, series_figures};
use crate::model::{Block, Indicator, MonthKind, ReportKind, VolumeSeries, walk};
use crate::number::{Figure, Unit, format_decimal};
use crate::review::sums::names::Words;
use crate::review::{Findings, Group, Limit, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "indikator-mot-volym",
    title: "Indikatorn och volymserien skiljer sig",
    why: "Vårddygnen i en indikator ska ligga nära de vårddygn som volymserien för samma sak ger: \
          placeringar gånger dagar.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: Some(Limit { usual: Decimal::from_parts(5, 0, 0, false, 0), says: "procent" }),
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut series: Vec<(Words, &VolumeSeries)> = Vec::new();
    walk::each_block(context.report, &mut |block| {
        if let Block::Volumes(block) = block {
            series.extend(block.series.iter().map(|own| (Words::of(&own.name), own)));
        }
    });
    if series.is_empty() {
        return;
    }
    walk::each_indicator(context.report, &mut |indicator| {
        let is_counted = matches!(indicator.unit, Unit::CareDays | Unit::Placements);
        if is_counted && indicator.same_as.is_none() {
            look_at(context, indicator, &series, found);
        }
    });
}

fn look_at(
    context: &Context<'_>,
    indicator: &Indicator,
    series: &[(Words, &VolumeSeries)],
    found: &mut Findings<'_>,
) {
    let Some(Figure::Exact(stated)) = indicator.outcome.value else { return };
    let Some(own) = series_of(indicator, series) else { return };
    let Some(figures) = series_figures(context, own) else { return };
    // The closed months are those of the report, or the two are not of the same time.
    let closed = own.months.iter().filter(|month| **month == MonthKind::Actual).count();
    if closed != usize::from(context.report.period.months()) {
        return;
    }
    let is_of_year = context.report.kind == ReportKind::Annual;
    let computed = match indicator.unit {
        Unit::CareDays => figures.care_days.number(),
        _ if is_of_year => figures.placement_years.number(),
        _ => None,
    };
    let Some(computed) = computed.filter(|number| !number.is_zero()) else { return };
    let miss = stated.saturating_sub(computed).abs();
    if miss.saturating_mul(Decimal::ONE_HUNDRED) <= found.limit().saturating_mul(computed.abs()) {
        return;
    }
    let (own_text, other) = (format_decimal(stated), format_decimal(computed));
    let message = format!(
        "{} är {own_text}, men placeringarna i volymserien {} ger {other}.",
        indicator.name, own.name
    );
    let at = context.at(&indicator.id).field("outcome");
    let finding = found.add(at, format!("{own_text} | {other}"), message);
    finding.hint("Kontrollera om båda avser samma placeringar och samma månader.");
    finding.also(context.at(&own.id));
}

/// The one series whose name stands in the indicator's; the longest such name, when no other is as
/// long.
fn series_of<'s>(
    indicator: &Indicator,
    series: &[(Words, &'s VolumeSeries)],
) -> Option<&'s VolumeSeries> {
    let name = Words::of(&indicator.name);
    let held = || series.iter().filter(|(words, _)| name.hold(words));
    let longest = held().map(|(words, _)| words.count()).max()?;
    let mut best = held().filter(|(words, _)| words.count() == longest && longest > 1);
    let (_, own) = best.next()?;
    if best.next().is_some() { None } else { Some(own) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Goal, GoalsBlock, Measure, MeasureRole, VolumesBlock, Year};
    use crate::review::tests::{id, indicator, t2, told};

    fn year(name: &str, outcome: &str) -> Year {
        let measure = |own: &str, role, each: i64| Measure {
            id: id(own),
            role,
            actual: vec![Figure::Exact(each.into()); 12],
            budget: vec![Figure::Exact(each.into()); 12],
            ..Measure::default()
        };
        let series = |own: &str, name: &str, count| VolumeSeries {
            id: id(own),
            name: name.into(),
            months: vec![MonthKind::Actual; 8],
            measures: vec![
                measure("pris", MeasureRole::Price, 4500),
                measure("antal", MeasureRole::Count, count),
            ],
            ..VolumeSeries::default()
        };
        let series = vec![series("barn", "HVB barn", 1), series("unga", "HVB 13–20 år", 10)];
        let mut own = indicator("dygn", name, outcome, "");
        own.unit = Unit::CareDays;
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![
            Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() }),
            Block::Volumes(VolumesBlock { series, ..VolumesBlock::default() }),
        ])
    }

    #[test]
    fn days_that_the_series_does_not_give() {
        let said = told(&RULE, &year("Dygn på HVB-hem för barn och unga 13-20 år", "2017"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("HVB 13–20 år ger 2\u{a0}430"), "{}", said[0]);
    }

    #[test]
    fn days_that_are_near_or_of_something_else() {
        assert!(
            told(&RULE, &year("Dygn på HVB-hem för barn och unga 13-20 år", "2400")).is_empty()
        );
        assert!(told(&RULE, &year("Dygn i jourhem", "17")).is_empty());
        assert!(told(&RULE, &year("Dygn på HVB-hem för barn och unga 13-20 år", "")).is_empty());
    }
}
