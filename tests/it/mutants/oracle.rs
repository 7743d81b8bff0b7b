//! What is wrong by the year's own data, told from the model's structure and the domain's formulas
//! alone, without the rules: each relation that does not hold is one text. A mutant is detectable when
//! it breaks a relation that held before.

mod asked;
mod figures;
mod judged;
mod kept;
mod told;

use std::collections::HashSet;
use std::fmt::Display;

use rust_decimal::Decimal;
use tertial::model::{Report, ReportKind, Year};
use tertial::number::Figure;

/// The relations that do not hold.
pub type Broken = HashSet<String>;

/// Gathers what is broken in a report.
pub struct Gather<'b> {
    report: String,
    broken: &'b mut Broken,
}

impl Gather<'_> {
    /// Notes a relation that holds or not.
    pub fn holds(&mut self, relation: &str, at: impl Display, holds: bool) {
        if !holds {
            self.broken.insert(format!("{relation} {}/{at}", self.report));
        }
    }
}

/// All relations that do not hold in a year.
pub fn broken(year: &Year) -> Broken {
    let mut broken = Broken::new();
    let reports = in_order(year);
    for (index, report) in reports.iter().enumerate() {
        let mut gather = Gather { report: report.id.to_string(), broken: &mut broken };
        figures::look(year, report, &mut gather);
        judged::look(year, &reports, index, &mut gather);
        asked::look(report, &mut gather);
        told::look(year, report, &mut gather);
        kept::look(&reports, index, &mut gather);
    }
    broken
}

/// The reports in order of time, the plan first.
fn in_order(year: &Year) -> Vec<&Report> {
    let mut reports: Vec<&Report> = year.reports.iter().map(|report| &**report).collect();
    reports.sort_by_key(|report| (report.kind != ReportKind::Plan, report.period.to));
    reports
}

/// An exact number.
fn exact(figure: Option<&Figure>) -> Option<Decimal> {
    match figure {
        Some(Figure::Exact(number)) => Some(*number),
        _ => None,
    }
}

/// Whether two numbers are the same but for so many halves of the first's last digit.
fn is_near(stated: Decimal, computed: Decimal, halves: usize) -> bool {
    let half = Decimal::new(5, stated.scale() + 1);
    (stated - computed).abs() <= half * Decimal::from(halves)
}
