//! Findings as remarks in the margin of their report. The page puts each beside what it is about.

use super::super::super::Html;
use crate::model::Address;
use crate::review::Finding;
use crate::route::{Route, Task, WorkPlace};

/// A link for each, to where more is said of it; `data-about` and `data-at` tell element and field.
pub fn margin<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let mut out = Html::default();
    findings.for_each(|finding| remark(&mut out, finding));
    out.html
}

fn remark(out: &mut Html, own: &Finding) {
    let Address { file, report, element, field } = &own.at;
    let place = WorkPlace {
        file: file.clone(),
        task: Task::Review,
        report: report.clone(),
        unit: element.clone(),
    };
    let (title, message) = (own.rule.title, own.message.as_str());
    let attributes = [
        ("class", &*format!("remark {}", own.severity.word())),
        ("href", &Route::Work(place).to_hash()),
        ("data-about", if element.is_missing() { "_titel" } else { element.as_str() }),
        ("data-at", field),
        ("title", message),
        ("hidden", "hidden"),
    ];
    out.open("a", &attributes);
    out.element("span", &[("class", "hidden")], &format!("{}: ", own.severity.label()));
    out.element("strong", &[], title);
    out.html.push(' ');
    out.element("span", &[("class", "says")], message);
    out.close("a");
}
