//! Better, same or worse than the last report that has the value.

use rust_decimal::Decimal;

use super::context::Earlier;
use super::{Context, Derivation, Formula, Input, Sheet};
use crate::model::{Address, Better, ColumnRole, Comparison, Indicator, Meaning, Row};

/// The trend of an indicator's outcome; `None` when no earlier report of the year has it.
pub fn trend(context: &Context<'_>, indicator: &Indicator) -> Option<Derivation> {
    let now = indicator.outcome.value.as_ref()?.value()?;
    let at = context.at(&indicator.id);
    let earlier = context.before(indicator.identity());
    let (report, before) = earlier.iter().find_map(|(report, earlier)| match earlier {
        Earlier::Indicator(other) => Some((report, other.outcome.value.as_ref()?.value()?)),
        _ => None,
    })?;
    let before_at = Address::new(&context.year.id, &report.id, &indicator.id).field("outcome");
    let inputs = vec![
        Input::number("Utfall", at.field("outcome"), now),
        Input::number("Utfall i förra rapporten", before_at, before),
    ];
    let derivation = Derivation::new(Formula::TrendTo(direction(indicator)), inputs);
    context.settle(&at.field("trend"), derivation)
}

/// Which way is better, by the target's sign or, without one, as said.
pub fn direction(indicator: &Indicator) -> Better {
    let bound = indicator.target.period.as_ref().or(indicator.target.year.as_ref());
    match bound.map(|bound| bound.comparison) {
        Some(Comparison::Less | Comparison::AtMost) => Better::Lower,
        Some(Comparison::More | Comparison::AtLeast) => Better::Higher,
        _ => indicator.target.better,
    }
}

/// Whether a value is better, same or worse than the one before; `None` when the goal has no
/// direction.
pub fn compare(now: Decimal, before: Decimal, better: Better) -> Option<Meaning> {
    if now == before {
        return Some(Meaning::Same);
    }
    match better {
        Better::Unsaid => None,
        Better::Higher if now > before => Some(Meaning::Better),
        Better::Lower if now < before => Some(Meaning::Better),
        _ => Some(Meaning::Worse),
    }
}

/// The forecast for a row in the last earlier report that has the row, stated or computed there.
pub fn forecast_before(context: &Context<'_>, row: &Row) -> Option<Input> {
    let mut earlier = context.before(&row.id).iter().filter_map(|(report, earlier)| {
        let Earlier::Row(table, other) = earlier else { return None };
        let column = table.columns.iter().find(|column| column.role == ColumnRole::Forecast)?;
        Some((*report, *table, *other, column))
    });
    let (report, table, other, column) = earlier.next()?;
    let value = match other.cells.get(&column.id) {
        Some(stated) => stated.value()?,
        None => {
            let context = Context::new(context.year, report);
            Sheet::new(&context, table).cell(other, column).number()?
        }
    };
    let at = Address::new(&context.year.id, &report.id, &row.id).field(column.id.as_str());
    Some(Input::number("Föregående prognos", at, value))
}
