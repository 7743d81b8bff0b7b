//! What an indicator has been through its reports.

use rust_decimal::Decimal;

use super::Context;
use super::context::Earlier;
use crate::model::{Address, Indicator, OutcomeKind, walk};

/// One value in an indicator's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The report or year it is of.
    pub label: String,
    /// The value.
    pub value: Decimal,
    /// Measured, or a forecast made at the time.
    pub kind: OutcomeKind,
    /// Where it stands.
    pub at: Address,
}

/// The indicator's numeric values up to this report: the outcomes from before the year as its first
/// document gives them, then one per report, in order of time.
pub fn indicator_history(context: &Context<'_>, indicator: &Indicator) -> Vec<Point> {
    let earlier = context.before(indicator.identity()).iter().filter_map(|(report, earlier)| {
        let Earlier::Indicator(indicator) = earlier else { return None };
        let at = Address::new(&context.year.id, &report.id, &indicator.id);
        Some((at, walk::short_title(report), *indicator))
    });
    let mut documents: Vec<(Address, String, &Indicator)> = earlier.collect();
    // The latest stands first, the plan last: time runs the other way.
    documents.reverse();
    let report = context.report;
    documents.push((context.at(&indicator.id), walk::short_title(report), indicator));
    let from_before = documents.iter().find(|(.., indicator)| !indicator.earlier.is_empty());
    let mut points: Vec<Point> = Vec::new();
    if let Some((at, _, indicator)) = from_before {
        points.extend(indicator.earlier.iter().filter_map(|earlier| {
            let label = if earlier.label.is_empty() {
                format!("{}", context.year.year.saturating_sub(1))
            } else {
                earlier.label.clone()
            };
            let (value, kind) = (earlier.value.as_ref()?.value()?, earlier.kind);
            let label = match kind {
                OutcomeKind::Actual => label,
                OutcomeKind::Forecast => format!("{label} (prognos)"),
            };
            Some(Point { label, value, kind, at: at.field("earlier") })
        }));
    }
    points.extend(documents.into_iter().filter_map(|(at, label, indicator)| {
        let value = indicator.outcome.value.as_ref()?.value()?;
        Some(Point { label, value, kind: OutcomeKind::Actual, at: at.field("outcome") })
    }));
    points
}
