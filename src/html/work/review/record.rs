//! The review record: what was checked, what was found, what was accepted and by whom.

use super::super::super::Html;
use super::{Reviewed, counted};
use crate::model::RuleSeverity;
use crate::review::{Rule, rules};

/// The record of the whole year, whatever is shown above.
pub(super) fn record(out: &mut Html, of: Reviewed<'_>) {
    out.open("section", &[("class", "record")]);
    out.element("h2", &[], "Granskningsprotokoll");
    let is_off = |rule: &&Rule| {
        let choices = &of.year.review.rules;
        choices.iter().any(|own| own.rule == rule.code && own.severity == RuleSeverity::Off)
    };
    let off: Vec<&str> = rules().filter(is_off).map(|rule| rule.title).collect();
    let on = rules().count() - off.len();
    let documents = of.year.reports.len();
    let text = format!(
        "{} granskades med {on} regler: {documents} {}.",
        of.year.name(),
        if documents == 1 { "dokument" } else { "dokument i följd" }
    );
    out.element("p", &[], &text);
    if !off.is_empty() {
        out.element("p", &[], &format!("Avstängda regler: {}.", off.join(", ")));
    }
    table(out, of);
    accepted(out, of);
    out.close("section");
}

/// A row for every document.
fn table(out: &mut Html, of: Reviewed<'_>) {
    out.open("table", &[("class", "years")]);
    out.html.push_str("<thead><tr>");
    for head in ["Dokument", "Kvar att ta ställning till", "Godtagna"] {
        out.element("th", &[("scope", "col")], head);
    }
    out.html.push_str("</tr></thead><tbody>");
    for report in &of.year.reports {
        let mut counts = [0; 3];
        let mut accepted = 0;
        let all = of.review.findings.iter().zip(&of.review.accepted);
        for (finding, own) in all.filter(|(finding, _)| finding.at.report == report.id) {
            match own {
                Some(_) => accepted += 1,
                None => counts[finding.severity as usize] += 1,
            }
        }
        out.open("tr", &[]);
        out.element("th", &[("scope", "row")], &of.report_title(&report.id));
        out.element("td", &[], &counted(counts));
        out.element("td", &[], &accepted.to_string());
        out.close("tr");
    }
    out.html.push_str("</tbody></table>");
}

/// What was accepted, by whom and why, also where the finding is gone since.
fn accepted(out: &mut Html, of: Reviewed<'_>) {
    let all = &of.year.review.accepted;
    if all.is_empty() {
        return;
    }
    out.element("h3", &[], "Godtaget");
    out.open("ul", &[]);
    for (index, own) in all.iter().enumerate() {
        let found = of.review.accepted.iter().position(|at| *at == Some(index));
        let what = found.and_then(|at| of.review.findings.get(at));
        let what = what.map_or_else(
            || format!("{} ({}): värdena är inte längre desamma", own.rule, own.at),
            |finding| format!("{}: {}", of.report_title(&finding.at.report), finding.message),
        );
        let date = own.date.map(|date| date.to_string()).unwrap_or_default();
        let text = format!("{what} Godtaget av {} {date}: {}", own.by, own.reason.0);
        out.element("li", &[], &text);
    }
    out.close("ul");
}
