//! What placements cost: estimates from price, placements and days. Placements may be heads, so
//! the figures are always shown as estimates.

use rust_decimal::Decimal;

use super::{Context, Derivation, Formula, Input};
use crate::model::{Measure, MeasureRole, Month, MonthKind, VolumeSeries};
use crate::number::Figure;

/// Computed figures of a series with price and count. Costs are positive and in tkr.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesFigures {
    /// Cost of the closed months.
    pub cost: Derivation,
    /// Budgeted cost of the closed months.
    pub budget: Derivation,
    /// Cost − budget of the closed months.
    pub deviation: Derivation,
    /// The part of the deviation that is due to price.
    pub price_effect: Derivation,
    /// The part of the deviation that is due to volume.
    pub volume_effect: Derivation,
    /// Care days of the closed months.
    pub care_days: Derivation,
    /// Budgeted care days of the closed months.
    pub budget_days: Derivation,
    /// Cost of the whole year: closed months and forecast.
    pub year_cost: Derivation,
    /// Budgeted cost of the whole year.
    pub year_budget: Derivation,
    /// Care days of the whole year.
    pub year_days: Derivation,
    /// Placement-years: care days of the whole year / days of a placement-year.
    pub placement_years: Derivation,
}

/// One month of a series.
struct MonthInputs {
    price: Input,
    count: Input,
    budget_price: Input,
    budget_count: Input,
    days: Input,
}

/// The figures of a series; `None` for shares, or when a month lacks a number.
pub fn series_figures(context: &Context<'_>, series: &VolumeSeries) -> Option<SeriesFigures> {
    let all: Option<Vec<MonthInputs>> =
        Month::all().map(|month| month_inputs(context, series, month)).collect();
    let all = all?;
    let is_closed = |index: &usize| series.months.get(*index) == Some(&MonthKind::Actual);
    let closed: Vec<&MonthInputs> =
        all.iter().enumerate().filter(|(i, _)| is_closed(i)).map(|(_, m)| m).collect();
    let all: Vec<&MonthInputs> = all.iter().collect();
    let at = context.at(&series.id);
    let derive =
        |name: &str, formula, months: &[&MonthInputs], pick: fn(&MonthInputs) -> Vec<Input>| {
            let inputs = months.iter().flat_map(|month| pick(month)).collect();
            context.settle(&at.field(name), Derivation::new(formula, inputs))
        };
    let cost = derive("cost", Formula::Cost, &closed, actual_cost)?;
    let budget = derive("budget", Formula::Cost, &closed, budget_cost)?;
    let year_days = derive("year-days", Formula::CareDays, &all, actual_days)?;
    let between = |name: &str, formula, first: Input, second: Input| {
        context.settle(&at.field(name), Derivation::new(formula, vec![first, second]))
    };
    let deviation = between(
        "deviation",
        Formula::Difference,
        Input::number("Kostnad", at.field("cost"), cost.number()?),
        Input::number("Budget", at.field("budget"), budget.number()?),
    )?;
    let placement_years = between(
        "placement-years",
        Formula::Quotient(1),
        Input::number("Vårddygn på året", at.field("year-days"), year_days.number()?),
        Input::constant("Dagar på ett år", context.settings.year_days()),
    )?;
    Some(SeriesFigures {
        price_effect: derive("price-effect", Formula::PriceEffect, &closed, price_terms)?,
        volume_effect: derive("volume-effect", Formula::VolumeEffect, &closed, volume_terms)?,
        care_days: derive("care-days", Formula::CareDays, &closed, actual_days)?,
        budget_days: derive("budget-days", Formula::CareDays, &closed, |month| {
            vec![month.budget_count.clone(), month.days.clone()]
        })?,
        year_cost: derive("year-cost", Formula::Cost, &all, actual_cost)?,
        year_budget: derive("year-budget", Formula::Cost, &all, budget_cost)?,
        cost,
        budget,
        deviation,
        year_days,
        placement_years,
    })
}

/// The estimated cost of one month in tkr.
pub fn month_cost(
    context: &Context<'_>,
    series: &VolumeSeries,
    month: Month,
) -> Option<Derivation> {
    Derivation::new(Formula::Cost, actual_cost(&month_inputs(context, series, month)?))
}

/// The estimated cost from January to a month, in thousands of kronor: of outcomes and forecasts,
/// or of the budget.
pub fn accumulated_cost(
    context: &Context<'_>,
    series: &VolumeSeries,
    to: Month,
    is_budget: bool,
) -> Option<Derivation> {
    let terms = if is_budget { budget_cost } else { actual_cost };
    let mut inputs = Vec::new();
    for month in Month::all().filter(|month| *month <= to) {
        inputs.extend(terms(&month_inputs(context, series, month)?));
    }
    Derivation::new(Formula::Cost, inputs)
}

fn actual_cost(month: &MonthInputs) -> Vec<Input> {
    vec![month.price.clone(), month.count.clone(), month.days.clone()]
}

fn budget_cost(month: &MonthInputs) -> Vec<Input> {
    vec![month.budget_price.clone(), month.budget_count.clone(), month.days.clone()]
}

fn actual_days(month: &MonthInputs) -> Vec<Input> {
    vec![month.count.clone(), month.days.clone()]
}

fn price_terms(month: &MonthInputs) -> Vec<Input> {
    vec![month.price.clone(), month.budget_price.clone(), month.count.clone(), month.days.clone()]
}

fn volume_terms(month: &MonthInputs) -> Vec<Input> {
    vec![
        month.count.clone(),
        month.budget_count.clone(),
        month.days.clone(),
        month.budget_price.clone(),
    ]
}

fn month_inputs(context: &Context<'_>, series: &VolumeSeries, month: Month) -> Option<MonthInputs> {
    let measure = |role| series.measures.iter().find(|measure| measure.role == role);
    let (price, count) = (measure(MeasureRole::Price)?, measure(MeasureRole::Count)?);
    let pick = |measure: &Measure, figures: &[Figure], block: &str| {
        let value = figures.get(month.index())?.value()?;
        let at = context.at(&series.id).field(format!("{}.{block}.{}", measure.id, month.number()));
        Some(Input::number(format!("{} {}", measure.label, month.short()), at, value))
    };
    Some(MonthInputs {
        price: pick(price, &price.actual, "actual")?,
        count: pick(count, &count.actual, "actual")?,
        budget_price: pick(price, &price.budget, "budget")?,
        budget_count: pick(count, &count.budget, "budget")?,
        days: Input::constant(
            format!("Dagar i {}", month.name()),
            Decimal::from(month.days(context.year.year)),
        ),
    })
}
