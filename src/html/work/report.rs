//! A new report.

use super::super::Html;
use super::{buttons, check, field, name_field, select};
use crate::model::{Month, ReportKind};
use crate::work::{Choice, Fate, Said};

/// The form of a new report as it is suggested.
pub fn report(choice: &Choice, by: &str, live: &str) -> String {
    let mut out = Html::default();
    out.open("form", &[]);
    out.element("h2", &[("id", "_fraga")], "Ny rapport");
    let kinds = ReportKind::ALL.iter().map(|kind| (kind.word(), kind.label()));
    select(&mut out, "Slag", "kind", kinds, choice.kind.word());
    let months: Vec<String> = Month::all().map(|month| month.number().to_string()).collect();
    let named = months.iter().zip(Month::all()).map(|(number, month)| (&**number, month.name()));
    let chosen = choice.period.to.month().number().to_string();
    select(&mut out, "Månad, för månadsrapport och fri rapport", "month", named, &chosen);
    field(&mut out, "Titel", "title", &choice.title);
    let suggested = [("type", "hidden"), ("name", "suggested"), ("value", &choice.title)];
    out.open("input", &suggested);
    let carry = "Behåll texter och kommentarer att skriva vidare på";
    check(&mut out, carry, "texts", "ja", choice.carry_texts);
    let previous = "Lägg till kolumnen Föregående prognos där den saknas";
    check(&mut out, previous, "previous", "ja", choice.add_previous);
    name_field(&mut out, by);
    out.open("div", &[("class", "live"), ("aria-live", "polite")]);
    out.html.push_str(live);
    out.close("div");
    buttons(&mut out, "Skapa");
    out.close("form");
    out.html
}

/// What would be done, a sentence each.
pub fn said(period: &str, all: &[Said]) -> String {
    let mut out = Html::default();
    if !period.is_empty() {
        out.element("p", &[], &format!("Avser {period}."));
    }
    if all.is_empty() {
        out.element("p", &[("class", "quiet")], "Börjar tomt.");
        return out.html;
    }
    out.open("ul", &[]);
    for said in all {
        // What is there already is a warning, not a part of what is done.
        let class = if said.fate == Fate::There { "refused" } else { "" };
        out.element("li", &[("class", class)], &said.to_string());
    }
    out.close("ul");
    out.html
}
