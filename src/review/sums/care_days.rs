//! Care days, placement-years and costs against each other and against the series of volumes.

use rust_decimal::Decimal;

use super::cells;
use super::names::Words;
use crate::compute::{Context, Derivation, Formula, Input, SeriesFigures, series_figures};
use crate::model::{
    Block, Bound, Column, ColumnRole, FigureTable, Indicator, OutcomeKind, ReportKind, Row,
    VolumeSeries, walk,
};
use crate::number::{Figure, Unit, format_decimal};
use crate::review::{Findings, Group, Limit, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "vardygn",
    title: "Vårddygn och helårsplaceringar går inte ihop",
    why: "Vårddygn delade med årets dagar ska bli helårsplaceringarna, och en tabells vårddygn och \
          kostnader ska ligga nära det som volymserien ger.",
    group: Group::Sums,
    severity: Severity::Warning,
    limit: Some(Limit { usual: Decimal::TEN, says: "procent mellan tabell och volymserie" }),
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    look_at_pairs(context, found);
    let mut series: Vec<&VolumeSeries> = Vec::new();
    walk::each_block(context.report, &mut |block| {
        if let Block::Volumes(block) = block {
            series.extend(&block.series);
        }
    });
    if series.is_empty() {
        return;
    }
    let series: Vec<(Words, &VolumeSeries)> =
        series.into_iter().map(|own| (Words::of(&own.name), own)).collect();
    walk::each_block(context.report, &mut |block| {
        if let Block::Figures(table) = block {
            look_at_table(context, table, &series, found);
        }
    });
}

/// Indicators of the same thing, one in care days and one in placement-years.
fn look_at_pairs(context: &Context<'_>, found: &mut Findings<'_>) {
    let (mut days, mut years) = (Vec::new(), Vec::new());
    walk::each_indicator(context.report, &mut |own| {
        if own.same_as.is_none() {
            match own.unit {
                Unit::CareDays => days.push((thing_of(own), own)),
                Unit::Placements if own.name.to_lowercase().contains("helårsplacering") => {
                    years.push((thing_of(own), own));
                }
                _ => {}
            }
        }
    });
    for (thing, own) in &days {
        let mut same = years.iter().filter(|(other, _)| other.match_all(thing));
        if let (Some((_, other)), None) = (same.next(), same.next()) {
            look_at_pair(context, own, other, found);
        }
    }
}

fn thing_of(indicator: &Indicator) -> Words {
    let is_measure = |word: &str| word.contains("dygn") || word.starts_with("helårsplacering");
    Words::of(&indicator.name).without(is_measure)
}

fn look_at_pair(
    context: &Context<'_>,
    days: &Indicator,
    years: &Indicator,
    found: &mut Findings<'_>,
) {
    let limit = |bound: &Option<Bound>| {
        bound.as_ref().filter(|bound| bound.upper.is_none()).map(|bound| bound.value)
    };
    let targets = limit(&days.target.year).zip(limit(&years.target.year));
    hold(context, (days, years), "target", "målet", targets, found);
    let value = |figure: &Option<Figure>| match figure {
        Some(Figure::Exact(number)) => Some(*number),
        _ => None,
    };
    if context.report.kind == ReportKind::Annual {
        let outcomes = value(&days.outcome.value).zip(value(&years.outcome.value));
        hold(context, (days, years), "outcome", "utfallet", outcomes, found);
    }
    for own in &days.earlier {
        let is_same = |kind: OutcomeKind, label: &str| kind == own.kind && label == own.label;
        let other = years.earlier.iter().find(|other| is_same(other.kind, &other.label));
        let earlier = other.and_then(|other| value(&own.value).zip(value(&other.value)));
        hold(context, (days, years), "earlier", "det tidigare utfallet", earlier, found);
    }
}

fn hold(
    context: &Context<'_>,
    (days_of, years_of): (&Indicator, &Indicator),
    field: &str,
    what: &str,
    pair: Option<(Decimal, Decimal)>,
    found: &mut Findings<'_>,
) {
    let Some((days, years)) = pair else { return };
    let at = context.at(&days_of.id).field(field);
    let inputs = vec![
        Input::number(&days_of.name, at.clone(), days),
        Input::constant("Dagar på ett år", context.settings.year_days()),
    ];
    let quotient = Derivation::new(Formula::Quotient(years.scale() + 1), inputs);
    let Some(quotient) = quotient.and_then(|quotient| quotient.number()) else { return };
    if quotient.saturating_sub(years).abs() <= Decimal::new(1, years.scale()) {
        return;
    }
    let (own, other) = (format_decimal(days), format_decimal(years));
    let message = format!(
        "{}: {what} är {own}, vilket är {} helårsplaceringar, men {what} för {} är {other}.",
        days_of.name,
        format_decimal(quotient),
        years_of.name
    );
    let finding = found.add(at, format!("{own} | {other}"), message);
    finding.hint("Kontrollera båda talen.");
    finding.also(context.at(&years_of.id).field(field));
}

/// Rows that are called as one series.
fn look_at_table(
    context: &Context<'_>,
    table: &FigureTable,
    series: &[(Words, &VolumeSeries)],
    found: &mut Findings<'_>,
) {
    for row in table.rows.iter().filter(|row| row.sum.is_empty()) {
        let name = Words::of(&row.label);
        let mut same = series.iter().filter(|(words, _)| words.match_all(&name));
        let (Some((_, own)), None) = (same.next(), same.next()) else { continue };
        let Some(figures) = series_figures(context, own) else { continue };
        for column in &table.columns {
            look_at_cell(context, (table, row, column), (own, &figures), found);
        }
    }
}

fn look_at_cell(
    context: &Context<'_>,
    (table, row, column): (&FigureTable, &Row, &Column),
    (series, figures): (&VolumeSeries, &SeriesFigures),
    found: &mut Findings<'_>,
) {
    let Some(&Figure::Exact(stated)) = row.cells.get(&column.id) else { return };
    let unit = cells::unit_of(table, row, column);
    let computed = match (unit, column.role) {
        (Unit::CareDays, ColumnRole::Actual) => &figures.care_days,
        (Unit::CareDays, ColumnRole::Budget) => &figures.budget_days,
        (Unit::CareDays, ColumnRole::Forecast) => &figures.year_days,
        (Unit::Placements, ColumnRole::Forecast) => &figures.placement_years,
        (Unit::Tkr, ColumnRole::Actual) => &figures.cost,
        (Unit::Tkr, ColumnRole::Budget) => &figures.budget,
        (Unit::Tkr, ColumnRole::Forecast) => &figures.year_cost,
        (Unit::Tkr, ColumnRole::YearBudget) => &figures.year_budget,
        _ => return,
    };
    let Some(number) = computed.number() else { return };
    // In tables costs are mostly negative, in series they never are.
    let miss = stated.abs().saturating_sub(number).abs();
    let allowed = found.limit().saturating_mul(number.abs());
    let allowed = allowed.saturating_add(Decimal::ONE_HUNDRED);
    if miss.saturating_mul(Decimal::ONE_HUNDRED) <= allowed {
        return;
    }
    let (own, other) = (format_decimal(stated), format_decimal(number));
    let message = format!(
        "{} är {own}, men priserna och placeringarna i volymserien {} ger {other}.",
        cells::name_of(row, column),
        series.name
    );
    let at = context.at(&row.id).field(column.id.as_str());
    let finding = found.add_as(Severity::Question, at, format!("{own} | {other}"), message);
    finding.hint("Avser de samma sak? Kontrollera tabellen och serien.");
    finding.also(context.at(&series.id));
}

#[cfg(test)]
mod tests {
    use super::super::samples::{column, row, table};
    use super::*;
    use crate::model::{Goal, GoalsBlock, Measure, MeasureRole, MonthKind, VolumesBlock, Year};
    use crate::review::tests::{id, indicator, t2, told};

    fn pair(days: &str, years: &str) -> Year {
        let own = |own: &str, name: &str, unit, target: &str| Indicator {
            unit,
            ..indicator(own, name, "", target)
        };
        let indicators = vec![
            own("dygn", "Antal dygn på HVB för unga", Unit::CareDays, days),
            own("helar", "Antal helårsplaceringar på HVB för unga", Unit::Placements, years),
            own("andra", "Antal helårsplaceringar på HVB för vuxna", Unit::Placements, "20"),
        ];
        let goal = Goal { id: id("mal"), indicators, ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn targets_that_do_not_go_together() {
        let said = told(&RULE, &pair("<2555", "<9"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("är 7 helårsplaceringar"));
        assert!(told(&RULE, &pair("<2555", "<7")).is_empty());
        assert!(told(&RULE, &pair("<2600", "<7")).is_empty(), "rounded");
    }

    fn cost(actual: &str) -> Year {
        let measure = |own: &str, role, each: i64| Measure {
            id: id(own),
            role,
            actual: vec![Figure::Exact(each.into()); 12],
            budget: vec![Figure::Exact(each.into()); 12],
            ..Measure::default()
        };
        let series = VolumeSeries {
            id: id("serie"),
            name: "HVB vuxen".into(),
            months: vec![MonthKind::Actual; 8],
            measures: vec![
                measure("pris", MeasureRole::Price, 2000),
                measure("antal", MeasureRole::Count, 5),
            ],
            ..VolumeSeries::default()
        };
        let volumes = VolumesBlock { series: vec![series], ..VolumesBlock::default() };
        let mut row = row("vuxen", &[("utfall", actual)]);
        row.label = "HVB vuxen".into();
        let columns = vec![column("utfall", ColumnRole::Actual)];
        t2(vec![Block::Volumes(volumes), table("tabell", columns, vec![row])])
    }

    #[test]
    fn a_cost_far_from_the_series() {
        let said = told(&RULE, &cost("-3430"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("ger 2\u{a0}430"));
        assert!(told(&RULE, &cost("-2430")).is_empty() && told(&RULE, &cost("-2600")).is_empty());
    }
}
