//! Every figure the source documents print stands in that table, row and column of the composed
//! document, or in that section where it stands in prose.

mod fixture;
mod numbers;
mod places;
mod statuses;

use std::collections::HashMap;

use fixture::Printed;
use tertial::compose::compose;
use tertial::document::Document;

use crate::common;

/// A figure that the composed document does not show where the source prints it, and why.
type Exception = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[test]
fn the_plan_of_2020() {
    check("tests/figures/2020-namndplan.tsv", "plan-2020", &[]);
}

#[test]
fn the_second_interim_report_of_2020() {
    check("tests/figures/2020-T2-delarsrapport.tsv", "t2-2020", &[]);
}

#[test]
fn the_first_interim_report_of_2023() {
    check("tests/figures/2023-T1-delarsrapport.tsv", "t1-2023", &[]);
}

#[test]
fn the_month_of_july_2023() {
    check("tests/figures/2023-07-manadsrapport.tsv", "juli-2023", &[]);
}

#[test]
fn the_second_interim_report_of_2025() {
    check("tests/figures/2025-T2-delarsrapport.tsv", "t2-2025", &[]);
}

fn check(fixture: &str, report: &str, exceptions: &[Exception]) {
    let printed = fixture::read(fixture);
    let (year, report) = common::report_in_year(report);
    let document = compose(year, report);
    let missing = missing(&document, &printed);
    let found = printed.len() - missing.len();
    let percent = found as f64 * 100.0 / printed.len() as f64;
    println!("{fixture}: {found} of {} figures found, {percent:.1} %", printed.len());
    let excused = |figure: &Printed| exceptions.iter().any(|exception| is(figure, exception));
    for figure in missing.iter().filter(|figure| !excused(figure)) {
        println!("missing: {figure:?}");
    }
    assert!(missing.iter().all(|figure| excused(figure)), "{fixture}: figures are missing");
    for exception in exceptions {
        let really = missing.iter().any(|figure| is(figure, exception));
        assert!(really, "{fixture}: {exception:?} is found and no exception any more");
    }
    assert!(found * 100 >= printed.len() * 99, "{fixture}: only {percent:.1} % found");
}

fn is(figure: &Printed, exception: &Exception) -> bool {
    let (place, row, column, text, _reason) = *exception;
    (figure.place.as_str(), figure.row.as_str(), figure.column.as_str(), figure.figure.as_str())
        == (place, row, column, text)
}

/// The figures that are not shown, or are shown less often than they are printed.
fn missing<'a>(document: &Document, printed: &'a [Printed]) -> Vec<&'a Printed> {
    let mut seen: HashMap<&Printed, usize> = HashMap::new();
    let mut missing = Vec::new();
    for figure in printed {
        let asked = seen.entry(figure).or_default();
        *asked += 1;
        if places::count(document, figure) < *asked {
            missing.push(figure);
        }
    }
    missing
}
