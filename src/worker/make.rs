//! A new year: what it starts from, what it would have, and the year itself.

use js_sys::Array;

use super::bytes;
use super::fields::Fields;
use super::work::Shown;
use super::years::{Years, refuse};
use crate::document::words::slug;
use crate::file::{self, LogEntry};
use crate::html::work::{self as html, YearForm};
use crate::model::{Committee, Id, Year};
use crate::work::{Source, TEMPLATES, new_year, preview_year, units_of};

const NO_YEAR: &str = "Skriv vilket år det gäller, till exempel 2026.";
const NO_NAME: &str = "Skriv vad nämnden heter.";
const NO_SOURCE: &str = "Det som året ska börja från gick inte att läsa. Välj något annat.";

/// The form with what would be done. `years` of the browser are fields `ar:id`.
pub(super) fn shown(files: &[(String, Vec<u8>)], fields: &Fields) -> Shown {
    let templates = TEMPLATES.iter();
    let templates =
        templates.map(|own| (format!("mall:{}", own.name), format!("Mall: {}", own.title)));
    let last = fields.under("ar:");
    let last = last.map(|(id, name)| (format!("ar:{id}"), format!("Planen i {name}")));
    let empty = ("tomt".to_owned(), "Tomt år".to_owned());
    let sources: Vec<_> = last.chain(templates).chain([empty]).collect();
    let source = sources.iter().find(|(value, _)| value == fields.get("source"));
    let source = source.or(sources.first()).map(|(value, _)| value.clone()).unwrap_or_default();
    let given = files.first().map(|(_, bytes)| &**bytes).unwrap_or_default();
    let opened = file::open(given).ok().map(|opened| opened.year);
    let is_last = source.starts_with("ar:");
    let next = opened.as_ref().filter(|_| is_last).map(|last| last.year + 1);
    // The year after last year's stands there until another is typed.
    let has_changed = fields.get("source") != fields.get("seen");
    let typed = fields.get("year").trim().parse().ok().filter(|_| !(has_changed && is_last));
    let year = typed.or(next).or_else(|| fields.get("today").get(..4)?.parse().ok()).unwrap_or(0);
    let live = live(&source, fields, opened.as_ref(), year);
    let [name, short, units, by] = ["name", "short", "units", "by"].map(|name| fields.get(name));
    let html = html::year(YearForm {
        sources: &sources,
        source: &source,
        year,
        name,
        short,
        units,
        by,
        live: &live,
    });
    let mut values = vec![("seen", source)];
    if has_changed {
        values.push(("year", year.to_string()));
    }
    Shown { html, live, values }
}

fn live(source: &str, fields: &Fields, given: Option<&Year>, year: u16) -> String {
    let about = source
        .strip_prefix("mall:")
        .and_then(|name| TEMPLATES.iter().find(|own| own.name == name).map(|own| own.says));
    let said = self::source(source, fields, given)
        .map(|source| preview_year(&source, year, Id::default()))
        .unwrap_or_default();
    let list = html::said("", &said);
    match about {
        Some(about) => format!("<p>{about}</p>{list}"),
        None => list,
    }
}

fn source<'a>(word: &str, fields: &Fields, given: Option<&'a Year>) -> Option<Source<'a>> {
    let committee = committee(fields);
    if word == "tomt" {
        return Some(Source::Empty { committee });
    }
    let given = given?;
    Some(match word.starts_with("mall:") {
        true => Source::Template { template: given, committee },
        false => Source::LastYear(given),
    })
}

fn committee(fields: &Fields) -> Committee {
    let name = fields.get("name").trim().to_owned();
    let short = fields.get("short").trim().to_owned();
    let id = Id::new(&slug(if short.is_empty() { &name } else { &short })).unwrap_or_default();
    let units = units_of(fields.get("units"));
    Committee { id, name, short, units, ..Committee::default() }
}

/// `make` serial bytes fields.
pub(super) fn make(years: &mut Years, message: &Array) {
    let fields = Fields::read(message.get(3));
    match made(&bytes(message, 2), &fields) {
        Ok(year) => {
            let (at, by) = (fields.get("now").to_owned(), fields.get("by").to_owned());
            let did = format!("Nytt år {}", year.name());
            let log = [LogEntry { at, by, did, ..LogEntry::default() }];
            years.made(message.get(1), &year, &log);
        }
        Err(sentence) => refuse(message.get(1), sentence),
    }
}

fn made(given: &[u8], fields: &Fields) -> Result<Year, &'static str> {
    let word = fields.get("source");
    let number: u16 = fields.get("year").trim().parse().map_err(|_| NO_YEAR)?;
    if !(1900..=2200).contains(&number) {
        return Err(NO_YEAR);
    }
    let opened = file::open(given).ok().map(|opened| opened.year);
    let source = source(word, fields, opened.as_ref()).ok_or(NO_SOURCE)?;
    let committee = match &source {
        Source::LastYear(last) => &last.committee,
        Source::Empty { committee } | Source::Template { committee, .. } => committee,
    };
    if committee.name.is_empty() && committee.short.is_empty() {
        return Err(NO_NAME);
    }
    let stem = if committee.short.is_empty() { &committee.name } else { &committee.short };
    let id = free_id(&format!("{}-{number}", slug(stem)), fields).ok_or(NO_NAME)?;
    Ok(new_year(&source, number, id))
}

/// An id that no year of the browser has.
fn free_id(wanted: &str, fields: &Fields) -> Option<Id> {
    let is_free = |id: &String| fields.under("ar:").all(|(own, _)| own != id);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let id = [wanted.to_owned()].into_iter().chain(numbered).find(is_free)?;
    Id::new(&id)
}
