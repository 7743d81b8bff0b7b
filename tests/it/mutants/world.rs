//! A clean year that is changed in one place again and again.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;
use tertial::generate::{Size, generate};
use tertial::json::{Field, Reader, Writer};
use tertial::model::{Accepted, Report, Year};
use tertial::review::{Finding, Inspector};

use super::draw::Mutant;
use super::operators::Operator;
use super::oracle::{self, Broken};
use crate::common::examples;

/// A clean year with what is known of it.
pub struct World {
    pub name: String,
    pub year: Year,
    /// Its reports as they are written.
    pub reports: Vec<Value>,
    inspector: Inspector,
    broken: Broken,
}

/// What became of a mutant.
pub struct Verdict {
    /// What its own data says is wrong; empty where nothing does.
    pub breaks: Vec<String>,
    /// What the rules found that was not there before.
    pub found: Vec<String>,
}

impl World {
    /// Generated years of these seeds, and the three examples with all their findings accepted.
    pub fn all(seeds: std::ops::RangeInclusive<u64>) -> Vec<Self> {
        let generated =
            seeds.map(|seed| Self::new(format!("generated {seed}"), generate(seed, Size::STATED)));
        let examples =
            examples().iter().map(|own| Self::new(own.year.id.to_string(), own.year.clone()));
        generated.chain(examples).collect()
    }

    pub fn new(name: String, mut year: Year) -> Self {
        let mut inspector = Inspector::default();
        let review = inspector.review(&year);
        let accepted = review.open().map(|finding| Accepted {
            rule: finding.rule.code.to_owned(),
            at: finding.at.to_string(),
            values: finding.values.clone(),
            reason: "Så står det.".into(),
            ..Accepted::default()
        });
        year.review.accepted.extend(accepted.collect::<Vec<_>>());
        let reports = year.reports.iter().map(|report| json_of(report)).collect();
        let broken = oracle::broken(&year);
        Self { name, year, reports, inspector, broken }
    }

    /// What the rules find and nobody has accepted.
    pub fn open(&mut self, year: &Year) -> Vec<String> {
        self.inspector.review(year).open().map(tell).collect()
    }

    /// The year with the mutant's report; `None` where no such report can be read.
    pub fn mutated(&self, mutant: &Mutant) -> Option<Year> {
        let mut year = self.year.clone();
        let slot = &mut year.reports[mutant.report];
        let before = &self.reports[mutant.report];
        let mut report: Report = read(&mutant.json)?;
        // What is the same stays shared, as it does when somebody edits.
        let sections =
            before["sections"].as_array()?.iter().zip(mutant.json["sections"].as_array()?);
        for (index, (old, new)) in sections.enumerate() {
            if old == new {
                report.sections[index] = slot.sections[index].clone();
            }
        }
        *slot = Arc::new(report);
        Some(year)
    }

    pub fn judge(&mut self, operator: Operator, year: &Year) -> Verdict {
        let broken = oracle::broken(year);
        let mut breaks: Vec<String> = broken.difference(&self.broken).cloned().collect();
        breaks.sort();
        if matches!(operator, Operator::Person | Operator::Mail) {
            breaks.push("no such thing belongs in a report".to_owned());
        }
        Verdict { breaks, found: self.open(year) }
    }
}

fn tell(finding: &Finding) -> String {
    format!("{} {}: {}", finding.rule.code, finding.at, finding.message)
}

fn json_of(report: &Report) -> Value {
    let mut out = Writer::default();
    report.write(&mut out);
    serde_json::from_str(&out.into_string()).unwrap()
}

fn read(json: &Value) -> Option<Report> {
    let text = json.to_string();
    let mut reader = Reader::new(&text);
    let report = Report::read(&mut reader).ok()?;
    reader.into_problems().is_empty().then_some(report)
}

/// Which of some texts are new.
pub fn new_ones<'t>(now: &'t [String], before: &HashSet<&str>) -> Vec<&'t String> {
    now.iter().filter(|own| !before.contains(own.as_str())).collect()
}
