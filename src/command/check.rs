//! `tertial check`: what is wrong with files, and with the years in them.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::{open, print};
use crate::file::Opened;
use crate::model::Year;
use crate::review::{Finding, Inspector, Review, Severity};

/// A file that was looked through.
struct Checked {
    path: String,
    opened: Opened,
    review: Review,
}

/// Checks one file after the other, also when one cannot be opened. Exit code 0: nothing grave; 1: problems in a file, or errors in a
/// year that nobody has accepted; 2: a file could not be opened.
pub(super) fn check(arguments: &[&str]) -> Result<ExitCode, String> {
    let is_json = arguments.contains(&"--json");
    let paths: Vec<&str> = arguments.iter().copied().filter(|word| *word != "--json").collect();
    let (mut checked, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        match open(path) {
            Ok(opened) => {
                let review = Inspector::default().review(&opened.year);
                checked.push(Checked { path: path.to_owned(), opened, review });
            }
            Err(message) => failures.push(message),
        }
    }
    if is_json {
        print(&format!("{:#}\n", as_json(&checked, &failures)));
    } else {
        checked.iter().for_each(|file| {
            print(&as_text(file));
        });
    }
    if !failures.is_empty() {
        return Err(failures.join("\n"));
    }
    Ok(ExitCode::from(u8::from(checked.iter().any(Checked::is_grave))))
}

impl Checked {
    fn is_grave(&self) -> bool {
        let has_errors = self.review.open().any(|finding| finding.severity == Severity::Error);
        has_errors || !self.opened.problems.is_empty()
    }

    fn count(&self, severity: Severity) -> usize {
        self.review.open().filter(|finding| finding.severity == severity).count()
    }
}

fn as_text(file: &Checked) -> String {
    let Checked { path, opened, review } = file;
    let mut out = String::new();
    if let Some(newer) = opened.newer() {
        out.push_str(&format!("{path}: {newer}\n"));
    }
    for problem in &opened.problems {
        out.push_str(&format!("{problem}\n"));
    }
    for finding in review.open() {
        let Finding { rule, at, message, hint, .. } = finding;
        let severity = finding.severity.label();
        out.push_str(&format!("{severity} [{}] {at}\n  {message}\n", rule.code));
        if !hint.is_empty() {
            out.push_str(&format!("  {hint}\n"));
        }
    }
    let year = &opened.year;
    out.push_str(&format!(
        "{path}: {} ({}), {} problem i filen, {} fel, {} varningar, {} frågor, {} godtagna\n",
        year.name(),
        year.id,
        opened.problems.len(),
        file.count(Severity::Error),
        file.count(Severity::Warning),
        file.count(Severity::Question),
        review.accepted.iter().flatten().count(),
    ));
    out
}

fn as_json(checked: &[Checked], failures: &[String]) -> Value {
    let file = |file: &Checked| {
        let year = &file.opened.year;
        let problems: Vec<String> = file.opened.problems.iter().map(ToString::to_string).collect();
        let all = file.review.findings.iter().zip(&file.review.accepted);
        let findings: Vec<Value> =
            all.map(|(finding, accepted)| finding_json(year, finding, *accepted)).collect();
        json!({
            "path": file.path,
            "year": year.id.as_str(),
            "problems": problems,
            "errors": file.count(Severity::Error),
            "warnings": file.count(Severity::Warning),
            "questions": file.count(Severity::Question),
            "findings": findings,
        })
    };
    json!({ "files": checked.iter().map(file).collect::<Vec<_>>(), "failures": failures })
}

fn finding_json(year: &Year, finding: &Finding, accepted: Option<usize>) -> Value {
    let accepted = accepted.and_then(|index| year.review.accepted.get(index)).map(|accepted| {
        let date = accepted.date.map(|date| date.to_string());
        json!({ "by": accepted.by, "date": date, "reason": accepted.reason.0 })
    });
    let also: Vec<String> = finding.also.iter().map(ToString::to_string).collect();
    json!({
        "rule": finding.rule.code,
        "severity": finding.severity.word(),
        "at": finding.at.to_string(),
        "also": also,
        "message": finding.message,
        "hint": finding.hint,
        "values": finding.values,
        "mend": finding.mend.as_ref().map(|mend| mend.says.as_str()),
        "accepted": accepted,
    })
}
