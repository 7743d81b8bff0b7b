//! A new year.

use super::super::Html;
use super::{area, buttons, field, name_field, select};

/// What the form of a new year shows.
#[derive(Clone, Copy, Debug)]
pub struct YearForm<'a> {
    /// What it can start from: value and words.
    pub sources: &'a [(String, String)],
    /// What is chosen.
    pub source: &'a str,
    /// The year.
    pub year: u16,
    /// The committee's name.
    pub name: &'a str,
    /// Its short name.
    pub short: &'a str,
    /// Its units, one a line.
    pub units: &'a str,
    /// Who makes it, where that is known.
    pub by: &'a str,
    /// What would be done.
    pub live: &'a str,
}

/// The form.
pub fn year(form: YearForm<'_>) -> String {
    let mut out = Html::default();
    out.open("form", &[]);
    out.element("h2", &[("id", "_fraga")], "Nytt år");
    let sources = form.sources.iter().map(|(value, words)| (&**value, &**words));
    select(&mut out, "Börja från", "source", sources, form.source);
    field(&mut out, "År", "year", &form.year.to_string());
    out.open("div", &[("class", "committee")]);
    field(&mut out, "Nämndens namn", "name", form.name);
    field(&mut out, "Kort namn, till exempel ASN", "short", form.short);
    area(&mut out, "Enheter (en per rad)", "units", form.units);
    let text = "Namn och enheter behövs för ett tomt år och en mall. Från förra året följer \
                nämnden med sina enheter.";
    out.element("p", &[("class", "quiet small")], text);
    out.close("div");
    out.open("div", &[("class", "live"), ("aria-live", "polite")]);
    out.html.push_str(form.live);
    out.close("div");
    name_field(&mut out, form.by);
    buttons(&mut out, "Skapa");
    out.close("form");
    out.html
}
