//! Mutants drawn by seed over every number, status, date, id, row, table and sentence of a report.

use serde_json::{Map, Value};

use super::operators::{self, Operator};
use super::sites::{self, Site};
use crate::common::Random;

/// A report, or a section of one, with one thing changed.
pub struct Mutant {
    pub operator: Operator,
    /// The report's place in the year.
    pub report: usize,
    /// Element and field, for people.
    pub at: String,
    /// What became of it.
    pub what: String,
    /// The report as it would be written.
    pub json: Value,
}

/// At most so many mutants of each operator, over all reports of a year.
pub fn draw(reports: &[Value], each: usize, random: &mut Random) -> Vec<Mutant> {
    let all: Vec<Vec<Site>> = reports.iter().map(sites::of).collect();
    let mut mutants = Vec::new();
    for operator in Operator::ALL {
        let mut places: Vec<(usize, &Site)> = Vec::new();
        for (report, sites) in all.iter().enumerate() {
            let own = sites.iter().filter(|site| operator.is_for(site.kind));
            places.extend(own.map(|site| (report, site)));
        }
        for _ in 0..each.min(places.len()) {
            let (report, site) = places.swap_remove(random.below(places.len()));
            let before = report.checked_sub(1).map(|before| &reports[before]);
            let mut json = reports[report].clone();
            let what = operators::apply(operator, &mut json, before, site, random);
            let Some(what) = what.filter(|_| json != reports[report]) else { continue };
            let at = format!("{}/{}", text(&reports[report], "id"), site.at);
            mutants.push(Mutant { operator, report, at, what, json });
        }
    }
    mutants
}

/// A text of an object.
pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// An object that is known to be one.
pub fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().unwrap()
}
