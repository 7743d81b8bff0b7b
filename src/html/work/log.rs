//! Who changed what.

use super::super::Html;
use super::submit;
use crate::file::LogEntry;

/// Entries shown at first, and how many more each time.
const STEP: usize = 100;

/// The latest entries, the last first: as many as are asked for, and a button for older ones.
pub fn log(entries: &[LogEntry], shown: Option<usize>) -> String {
    let shown = shown.unwrap_or(STEP);
    let mut out = Html::default();
    if entries.is_empty() {
        out.element("p", &[("class", "quiet")], "Inget är ändrat sedan året skapades här.");
        return out.html;
    }
    let is_more = entries.len() > shown;
    let text = match is_more {
        true => format!("De senaste {shown} av {} ändringar.", entries.len()),
        false => format!("Alla {} ändringar.", entries.len()),
    };
    if entries.len() > STEP {
        out.element("p", &[("id", "_antal"), ("tabindex", "-1"), ("class", "quiet")], &text);
    }
    let region = [("class", "scroll"), ("role", "region"), ("tabindex", "0")];
    out.open("div", &[&region[..], &[("aria-label", "Ändringslogg")]].concat());
    out.html.push_str("<table class=\"years\"><thead><tr>");
    for column in ["När", "Vem", "Vad"] {
        out.element("th", &[("scope", "col")], column);
    }
    out.html.push_str("</tr></thead><tbody>");
    for entry in entries.iter().rev().take(shown) {
        out.open("tr", &[]);
        out.element("td", &[], &entry.at);
        out.element("td", &[], &entry.by);
        out.open("td", &[]);
        match entry.place.is_empty() {
            true => out.text(&entry.did),
            false => out.element("a", &[("href", &format!("#/{}", entry.place))], &entry.did),
        }
        out.close("td");
        out.close("tr");
    }
    out.html.push_str("</tbody></table></div>");
    if is_more {
        out.open("form", &[]);
        let next = (shown + STEP).to_string();
        out.element("button", &submit("show", "shown", &next), "Visa äldre");
        out.close("form");
    }
    out.html
}
