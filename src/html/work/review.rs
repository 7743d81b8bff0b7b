//! *Granskning*: what the checks found, what was accepted, and the rules.

mod findings;
mod margin;
mod record;
mod settings;

pub use margin::margin;

use std::collections::HashMap;

use super::super::Html;
use super::{alert, name_field, select};
use crate::compose::report_name;
use crate::model::{Address, Id, Year, walk};
use crate::review::{Finding, Group, Review, Rule, Severity, rules};

/// What of the findings is shown.
#[derive(Clone, Debug, Default)]
pub struct ReviewFilter {
    /// The report; all when missing.
    pub report: Id,
    /// The element; all when missing.
    pub element: Id,
    /// The word of a severity; all when empty.
    pub severity: String,
    /// The word of a group; all when empty.
    pub group: String,
    /// The code of a rule; all when empty.
    pub rule: String,
}

/// The year with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed<'a> {
    /// The year.
    pub year: &'a Year,
    /// What was found.
    pub review: &'a Review,
    /// What is shown.
    pub filter: &'a ReviewFilter,
}

/// A finding with the index of its acceptance, if it was accepted.
type Shown<'a> = (&'a Finding, Option<usize>);

impl Reviewed<'_> {
    fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        let all = self.review.findings.iter().zip(self.review.accepted.iter().copied());
        all.filter(|(finding, _)| self.filter.shows(finding))
    }

    /// The headings that elements stand under, by report and element.
    fn sections(&self) -> HashMap<(&Id, &Id), &str> {
        let mut sections = HashMap::new();
        for report in &self.year.reports {
            let mut heading = "";
            walk::elements(report, &mut |element| {
                if element.kind == walk::Kind::Section {
                    heading = element.title;
                }
                sections.entry((&report.id, element.id)).or_insert(heading);
            });
        }
        sections
    }

    fn report_title(&self, report: &Id) -> String {
        let own = self.year.report(report);
        own.map_or_else(|| self.year.name(), |own| report_name(own))
    }
}

impl ReviewFilter {
    fn shows(&self, finding: &Finding) -> bool {
        let Address { report, element, .. } = &finding.at;
        (self.report.is_missing() || self.report == *report)
            && (self.element.is_missing() || self.element == *element)
            && (self.severity.is_empty() || self.severity == finding.severity.word())
            && (self.group.is_empty() || self.group == finding.rule.group.word())
            && (self.rule.is_empty() || self.rule == finding.rule.code)
    }
}

/// A finding's own name: rule, place and values. It comes back when something is done with it.
pub fn finding_key(finding: &Finding) -> String {
    [finding.rule.code, &finding.at.to_string(), &finding.values].join("\u{1f}")
}

/// Whether this is the finding of that name.
pub fn is_finding(finding: &Finding, key: &str) -> bool {
    finding_key(finding) == key
}

/// The name of the field that says why a finding is accepted.
pub fn reason_name(key: &str) -> String {
    format!("skal {key}")
}

/// The page, and the part of it that follows what is chosen.
pub fn review(of: Reviewed<'_>, by: &str) -> (String, String) {
    let live = findings::findings(of);
    let mut out = Html::default();
    out.element("p", &[("class", "kicker")], &of.year.name());
    out.element("h1", &[("id", "_titel"), ("tabindex", "-1")], "Granskning");
    out.element("p", &[("class", "lead")], &tally(of.review.open()));
    out.open("form", &[("class", "review")]);
    choices(&mut out, of);
    name_field(&mut out, by);
    alert(&mut out);
    out.open("div", &[("class", "live")]);
    out.html.push_str(&live);
    out.close("div");
    settings::settings(&mut out, of.year);
    record::record(&mut out, of);
    out.close("form");
    (out.html, live)
}

/// The value of a choice that leaves nothing out. An option without a value would have its words for one.
pub const ALL: &str = "alla";

/// How many of each: *3 fel, 1 varning och 12 frågor.*
pub fn tally<'f>(open: impl Iterator<Item = &'f Finding>) -> String {
    let mut counts = [0_usize; 3];
    for finding in open {
        counts[finding.severity as usize] += 1;
    }
    match counts {
        [0, 0, 0] => "Inga fynd att ta ställning till.".to_owned(),
        counts => format!("{}.", counted(counts)),
    }
}

/// `3 fel, 1 varning och 12 frågor`; those of which there are none are left out.
pub fn counted([errors, warnings, questions]: [usize; 3]) -> String {
    let words = [
        (errors, "fel", "fel"),
        (warnings, "varning", "varningar"),
        (questions, "fråga", "frågor"),
    ];
    let parts = words.into_iter().filter(|(count, ..)| *count > 0);
    let parts = parts
        .map(|(count, one, many)| format!("{count}\u{a0}{}", if count == 1 { one } else { many }));
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [] => "inga fynd".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

fn choices(out: &mut Html, of: Reviewed<'_>) {
    out.open("fieldset", &[("class", "choices")]);
    out.element("legend", &[], "Visa");
    let names: Vec<(String, String)> =
        of.year.reports.iter().map(|report| (report.id.to_string(), report_name(report))).collect();
    let reports = names.iter().map(|(id, name)| (id.as_str(), name.as_str()));
    let all = |words: &'static str| [(ALL, words)].into_iter();
    select(
        out,
        "Dokument",
        "report",
        all("Alla dokument").chain(reports),
        of.filter.report.as_str(),
    );
    let severities = Severity::ALL.iter().map(|own| (own.word(), own.label()));
    select(out, "Allvar", "severity", all("Allt").chain(severities), &of.filter.severity);
    let groups = Group::ALL.iter().map(|own| (own.word(), own.label()));
    select(out, "Slag", "group", all("Alla slag").chain(groups), &of.filter.group);
    let has_found = |rule: &&Rule| {
        let is_own = |finding: &Finding| finding.rule.code == rule.code;
        rule.code == of.filter.rule || of.review.findings.iter().any(is_own)
    };
    let rules = rules().filter(has_found).map(|rule| (rule.code, rule.title));
    select(out, "Regel", "rule", all("Alla regler").chain(rules), &of.filter.rule);
    out.close("fieldset");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_words() {
        assert_eq!(counted([1, 2, 0]), "1\u{a0}fel och 2\u{a0}varningar");
        assert_eq!(counted([0, 0, 1]), "1\u{a0}fråga");
        assert_eq!(counted([3, 1, 12]), "3\u{a0}fel, 1\u{a0}varning och 12\u{a0}frågor");
        assert_eq!(counted([0, 0, 0]), "inga fynd");
    }
}
