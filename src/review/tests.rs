//! What the tests of rules share: small years, and what one rule finds in them.

use std::sync::Arc;

use super::{Finding, Inspector, Rule};
use crate::model::{Block, Bound, Date, Id, Indicator, Period, Report, ReportKind, Section, Year};
use crate::number::Figure;

/// An id.
pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A figure as people type it; none for an empty text.
pub(crate) fn figure(text: &str) -> Option<Figure> {
    Some(Figure::from_typed(text)).filter(|_| !text.is_empty())
}

/// A target, for instance `<2555`.
pub(crate) fn bound(text: &str) -> Option<Bound> {
    Bound::from_typed(text)
}

/// An indicator with a name, an outcome and a year's target.
pub(crate) fn indicator(own: &str, name: &str, outcome: &str, target: &str) -> Indicator {
    let mut indicator = Indicator { id: id(own), name: name.into(), ..Indicator::default() };
    indicator.outcome.value = figure(outcome);
    indicator.target.year = bound(target);
    indicator
}

/// A report of a kind with one section `avsnitt` of these blocks; plans cover the year, other reports
/// go from January to their usual month.
pub(crate) fn report(own: &str, kind: ReportKind, blocks: Vec<Block>) -> Report {
    let to = match kind {
        ReportKind::T1 => "2026-04-30",
        ReportKind::T2 => "2026-08-31",
        ReportKind::Month => "2026-07-31",
        ReportKind::Plan | ReportKind::Annual | ReportKind::Free => "2026-12-31",
    };
    let date = |text| Date::parse(text).unwrap();
    let period = Period { from: date("2026-01-01"), to: date(to), ..Period::default() };
    let section =
        Section { id: id("avsnitt"), title: "Avsnitt".into(), blocks, ..Section::default() };
    Report { id: id(own), kind, period, sections: vec![Arc::new(section)], ..Report::default() }
}

/// The year 2026 of these reports.
pub(crate) fn year(reports: Vec<Report>) -> Year {
    let reports = reports.into_iter().map(Arc::new).collect();
    Year { id: id("prov-2026"), year: 2026, reports, ..Year::default() }
}

/// The year 2026 with one T2 of these blocks.
pub(crate) fn t2(blocks: Vec<Block>) -> Year {
    year(vec![report("t2", ReportKind::T2, blocks)])
}

/// What one rule finds in a year.
pub(crate) fn found(rule: &Rule, year: &Year) -> Vec<Finding> {
    let review = Inspector::default().review(year);
    review.findings.into_iter().filter(|finding| finding.rule.code == rule.code).collect()
}

/// What one rule finds, as `element/field: message`.
pub(crate) fn told(rule: &Rule, year: &Year) -> Vec<String> {
    let tell = |finding: &Finding| format!("{}: {}", finding.at.anchor(), finding.message);
    found(rule, year).iter().map(tell).collect()
}
