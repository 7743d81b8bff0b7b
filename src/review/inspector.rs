//! Runs the rules, and after an edit only those that look at what changed.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Finding, Findings, Line, Look, Rule, rules, texts};
use crate::compute::Context;
use crate::model::{Address, Id, Report, RuleChoice, Section, Settings, Year, walk};

/// What was found in a year, and what of it somebody accepted.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The findings, in the order of the reports and their pages.
    pub findings: Vec<Finding>,
    /// For each finding the index of its acceptance in the year, if it was accepted.
    pub accepted: Vec<Option<usize>>,
}

impl Review {
    /// Those that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        let all = self.findings.iter().zip(&self.accepted);
        all.filter(|(_, accepted)| accepted.is_none()).map(|(finding, _)| finding)
    }
}

/// Looks through a year again and again, and remembers what it found where nothing has changed.
#[derive(Debug, Default)]
pub struct Inspector {
    reports: HashMap<Id, Looked>,
    /// What else decides what is found.
    basis: Basis,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Basis {
    settings: Settings,
    rules: Vec<RuleChoice>,
    id: Id,
    year: u16,
}

/// What was found in a report, with what it was found in.
#[derive(Debug, Default)]
struct Looked {
    /// Those before it, and the report itself.
    line: Vec<Arc<Report>>,
    /// By the section's place in memory; it is kept, so that no other can come to lie there.
    sections: HashMap<usize, (Arc<Section>, Vec<Finding>)>,
    within: Vec<Finding>,
    onward: Vec<Finding>,
}

impl Inspector {
    /// Everything that the rules find in the year as it is now.
    pub fn review(&mut self, year: &Year) -> Review {
        let basis = Basis {
            settings: year.settings.clone(),
            rules: year.review.rules.clone(),
            id: year.id.clone(),
            year: year.year,
        };
        if basis != self.basis {
            *self = Self { basis, ..Self::default() };
        }
        let line = Line::new(year);
        let mut before = std::mem::take(&mut self.reports);
        let mut findings = Vec::new();
        let mut reports: Vec<Arc<Report>> = Vec::new();
        for (index, standing) in line.reports.iter().enumerate() {
            let report = standing.report();
            reports.extend(year.reports.iter().find(|own| std::ptr::eq(&***own, report)).cloned());
            let looked = before.remove(&report.id).unwrap_or_default();
            let looked = looked.again(&line, index, &reports);
            looked.tell(&mut findings);
            self.reports.insert(report.id.clone(), looked);
        }
        run(year, &mut findings, |look, found| {
            if let Look::Year(look) = look {
                look(&line, found);
            }
        });
        sort(&line, &mut findings);
        let accepted = accepted(year, &findings);
        Review { findings, accepted }
    }
}

impl Looked {
    /// Looks again where something has changed since.
    fn again(mut self, line: &Line<'_>, index: usize, reports: &[Arc<Report>]) -> Self {
        let context = &line.reports[index].context;
        let same = |(a, b): (&Arc<Report>, &Arc<Report>)| Arc::ptr_eq(a, b);
        let is_same = self.line.last().zip(reports.last()).is_some_and(same);
        let is_line_same =
            self.line.len() == reports.len() && self.line.iter().zip(reports).all(same);
        if !is_same {
            self.look_within(context);
        }
        if !is_line_same {
            self.onward = found(line.year, |look, found| {
                if let Look::Onward(look) = look {
                    look(line, index, found);
                }
            });
            self.line = reports.to_vec();
        }
        self
    }

    fn look_within(&mut self, context: &Context<'_>) {
        let report = context.report;
        let is_head_same = self.line.last().is_some_and(|before| has_same_head(before, report));
        let mut before = std::mem::take(&mut self.sections);
        walk::each_shared_section(&report.sections, &mut |section| {
            let key = Arc::as_ptr(section) as usize;
            let known = before.remove(&key).filter(|_| is_head_same);
            let known =
                known.unwrap_or_else(|| (section.clone(), look_at_section(context, section)));
            self.sections.insert(key, known);
        });
        self.within = found(context.year, |look, found| {
            if let Look::Report(look) = look {
                look(context, found);
            }
        });
    }

    fn tell(&self, findings: &mut Vec<Finding>) {
        let in_sections = self.sections.values().flat_map(|(_, found)| found);
        findings.extend(in_sections.chain(&self.within).chain(&self.onward).cloned());
    }
}

/// Whether what decides how sections are read is the same in both.
fn has_same_head(a: &Report, b: &Report) -> bool {
    let is_same = a.kind == b.kind && a.period == b.period && a.settings == b.settings;
    is_same && a.is_locked() == b.is_locked() && a.frozen == b.frozen
}

fn look_at_section(context: &Context<'_>, section: &Section) -> Vec<Finding> {
    let mut list = found(context.year, |look, found| {
        if let Look::Section(look) = look {
            look(context, section, found);
        }
    });
    let choices = &context.year.review.rules;
    let text_rules: Vec<(&'static Rule, _)> = rules()
        .filter_map(|rule| match rule.look {
            Look::Text(look) => Some((rule, look)),
            _ => None,
        })
        .collect();
    texts::each(context, section, &mut |place| {
        for (rule, look) in &text_rules {
            if let Some(mut found) = Findings::of(rule, choices, &mut list) {
                look(place, &mut found);
            }
        }
    });
    list
}

fn found(year: &Year, each: impl FnMut(Look, &mut Findings<'_>)) -> Vec<Finding> {
    let mut list = Vec::new();
    run(year, &mut list, each);
    list
}

/// Calls `each` for every rule that is on.
fn run(year: &Year, list: &mut Vec<Finding>, mut each: impl FnMut(Look, &mut Findings<'_>)) {
    for rule in rules() {
        if let Some(mut found) = Findings::of(rule, &year.review.rules, list) {
            each(rule.look, &mut found);
        }
    }
}

/// After all others.
const UNKNOWN: (usize, usize) = (usize::MAX, usize::MAX);

/// By report and place on its page; at one place the gravest first.
fn sort(line: &Line<'_>, findings: &mut [Finding]) {
    let mut places: HashMap<(Id, Id), (usize, usize)> = HashMap::new();
    for finding in findings.iter() {
        places.insert((finding.at.report.clone(), finding.at.element.clone()), UNKNOWN);
    }
    for (index, standing) in line.reports.iter().enumerate() {
        let report = standing.report();
        let mut count = 0;
        let mut note = |element: &Id| {
            let place = places.get_mut(&(report.id.clone(), element.clone()));
            if let Some(place) = place.filter(|place| **place == UNKNOWN) {
                *place = (index, count);
            }
            count += 1;
        };
        note(&Id::default());
        walk::elements(report, &mut |element| note(element.id));
    }
    let place = |at: &Address| {
        let key = (at.report.clone(), at.element.clone());
        places.get(&key).copied().unwrap_or(UNKNOWN)
    };
    findings.sort_by_cached_key(|finding| {
        (place(&finding.at), finding.severity, finding.rule.code, finding.at.field.clone())
    });
}

fn accepted(year: &Year, findings: &[Finding]) -> Vec<Option<usize>> {
    let accepted = &year.review.accepted;
    let of = |finding: &Finding| {
        accepted.iter().position(|own| finding.is(&own.rule, &own.at, &own.values))
    };
    findings.iter().map(of).collect()
}
