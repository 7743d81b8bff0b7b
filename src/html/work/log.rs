//! Who changed what.

use super::super::Html;
use crate::file::LogEntry;

/// Entries shown.
const SHOWN: usize = 100;

/// The latest entries, the last first.
pub fn log(entries: &[LogEntry]) -> String {
    let mut out = Html::default();
    if entries.is_empty() {
        out.element("p", &[("class", "quiet")], "Inget är ändrat sedan året skapades här.");
        return out.html;
    }
    if entries.len() > SHOWN {
        let text = format!("De senaste {SHOWN} av {} ändringar.", entries.len());
        out.element("p", &[("class", "quiet")], &text);
    }
    let region = [("class", "scroll"), ("role", "region"), ("tabindex", "0")];
    out.open("div", &[&region[..], &[("aria-label", "Ändringslogg")]].concat());
    out.html.push_str("<table class=\"years\"><thead><tr>");
    for column in ["När", "Vem", "Vad"] {
        out.element("th", &[("scope", "col")], column);
    }
    out.html.push_str("</tr></thead><tbody>");
    for entry in entries.iter().rev().take(SHOWN) {
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
    out.html
}
