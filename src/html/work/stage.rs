//! How far a report has come.

use super::super::Html;
use super::{alert, cancel, field, name_field, submit};
use crate::compose::{lower_first, report_name};
use crate::model::{Report, Stage, State, Year};

/// The stages so far, what the checks found, the next one with what it is recorded with, and unlocking.
pub fn stage(year: &Year, report: &Report, findings: &str, by: &str, today: &str) -> String {
    let mut out = Html::default();
    out.open("form", &[]);
    out.element("h2", &[("id", "_fraga")], &format!("Läge: {}", report_name(report)));
    history(&mut out, &report.stages);
    out.open("p", &[("class", "tally")]);
    out.element(
        "a",
        &[("href", &format!("#/{}/granskning.{}", year.id, report.id))],
        "Granskningen",
    );
    out.text(&format!(": {}", lower_first(findings)));
    out.close("p");
    name_field(&mut out, by);
    if let Some(next) = next(report.stage()) {
        out.open("fieldset", &[]);
        out.element("legend", &[], &format!("Nästa läge: {}", next.label()));
        field(&mut out, "Dag", "date", today);
        match next {
            Stage::Decided => field(&mut out, "Paragraf, till exempel § 91", "paragraph", ""),
            Stage::Dispatched => field(&mut out, "Skickad till", "to", ""),
            _ => {
                let text = "Innehållet låses. Det går att låsa upp igen, med ett skäl.";
                out.element("p", &[("class", "quiet small")], text);
            }
        }
        let text = format!("Markera som {}", next.label());
        out.element("button", &submit("do", "stage", next.word()), &text);
        out.close("fieldset");
    }
    if report.is_locked() {
        out.open("fieldset", &[]);
        out.element("legend", &[], "Lås upp");
        field(&mut out, "Skäl", "reason", "");
        out.element("button", &submit("do", "stage", "unlock"), "Lås upp");
        out.close("fieldset");
    }
    alert(&mut out);
    out.open("div", &[("class", "buttons last")]);
    cancel(&mut out, "Stäng");
    out.close("div");
    out.close("form");
    out.html
}

fn next(stage: Stage) -> Option<Stage> {
    let at = Stage::ALL.iter().position(|own| *own == stage)?;
    Stage::ALL.get(at + 1).copied()
}

fn history(out: &mut Html, stages: &[State]) {
    if stages.is_empty() {
        return out.element("p", &[], "Rapporten är ett utkast.");
    }
    out.open("ol", &[("class", "stages")]);
    for state in stages {
        out.open("li", &[]);
        out.element("strong", &[], state.stage.label());
        let date = state.date.map(|date| date.to_string()).unwrap_or_default();
        let rest = [&date, &state.by, &state.paragraph, &state.to, &state.reason];
        for part in rest.into_iter().filter(|part| !part.is_empty()) {
            out.text(" · ");
            out.text(part);
        }
        out.close("li");
    }
    out.close("ol");
}
