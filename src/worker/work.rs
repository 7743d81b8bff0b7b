//! The year's work: its forms and pages, and what is done with them.

mod month;
mod report;
mod review;
mod storage;
mod units;

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use super::fields::{Fields, files};
use super::years::{Years, refuse};
use super::{answer, edit, list, make, text};
use crate::edit::{Pen, Wish};
use crate::file::LogEntry;
use crate::html::work as html;
use crate::model::{Date, Id, Report, Year};
use crate::work;

const NO_REPORT: &str = "Rapporten finns inte längre i året. Välj en annan.";
const UNKNOWN: &str = "Det går inte att göra här. Ladda om sidan och försök igen.";

/// What the page is shown.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) html: String,
    /// The part that follows what is chosen.
    pub(super) live: String,
    /// What stands in fields from now on.
    pub(super) values: Vec<(&'static str, String)>,
}

/// What the year becomes.
#[derive(Default)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) year: Year,
    pub(super) unlocks: bool,
    /// A sentence for the page.
    pub(super) says: String,
    /// Where what was made is.
    pub(super) href: String,
    /// What others did that it takes in, for the log.
    pub(super) log: Vec<LogEntry>,
}

/// `work` serial what fields files today.
pub(super) fn work(years: &mut Years, message: &Array) {
    let fields = Fields::read(message.get(3));
    match show(years, message, &fields) {
        Ok(Shown { html, live, values }) => {
            let values: Array = values.iter().map(|(name, value)| list(&[name, value])).collect();
            let parts: [JsValue; 3] = [html.into(), live.into(), values.into()];
            answer(&[&["work".into(), message.get(1)][..], &parts].concat());
        }
        Err(sentence) => refuse(message.get(1), &sentence),
    }
}

fn show(years: &mut Years, message: &Array, fields: &Fields) -> Result<Shown, String> {
    let year = &years.studio.editor.year;
    let inspector = &mut years.inspector;
    let (today, by) = (text(message, 5), fields.get("by"));
    let page = |html| Ok(Shown { html, ..Shown::default() });
    match text(message, 2).as_str() {
        "report" => Ok(report::shown(year, fields, &today)),
        "stage" => {
            let report = report_of(year, fields)?;
            let review = inspector.review(year);
            let own = review.open().filter(|finding| finding.at.report == report.id);
            page(html::stage(year, report, &html::tally(own), by, &today))
        }
        "review" => Ok(review::shown(inspector, year, fields)),
        "missing" => {
            let report = report_of(year, fields)?;
            page(html::missing(year, report, &work::missing(year, report), by))
        }
        "month" => month::shown(year, years.desk.year_before(year).map(|last| &**last), fields),
        "units" => Ok(units::shown(year, &files(message.get(4)), by)),
        "log" => page(html::log(years.studio.log(), fields.get("shown").parse().ok())),
        "storage" => Ok(storage::shown(fields)),
        "year" => Ok(make::shown(&files(message.get(4)), fields)),
        _ => Err(UNKNOWN.to_owned()),
    }
}

/// `do` serial what fields files by now seed narrow.
pub(super) fn done(years: &mut Years, message: &Array) {
    let fields = Fields::read(message.get(3));
    let pen = Pen {
        by: text(message, 5),
        at: text(message, 6),
        seed: message.get(7).as_f64().unwrap_or_default() as u64,
    };
    let year = years.studio.editor.year.clone();
    let made = match text(message, 2).as_str() {
        "report" => report::made(&year, &fields, &pen.at),
        "stage" => report::staged(&year, &fields, &pen),
        "missing" => report::marked(&year, &fields, &pen),
        "month" => month::made(&year, &fields, &pen),
        "review" => review::made(&mut years.inspector, &year, &fields, &pen),
        "units" => Ok(units::made(&year, &files(message.get(4)), &fields, &pen)),
        _ => Err(UNKNOWN.to_owned()),
    };
    match made {
        Err(sentence) => refuse(message.get(1), &sentence),
        Ok(Made { name, year, unlocks, says, href, log }) => {
            let wish = Wish::Become { name, year: Box::new(year), unlocks };
            let done = years.studio.fulfil_with(wish, &pen, log);
            edit::tell_of(years, message, done, 8, &[says.into(), href.into()]);
        }
    }
}

/// `send` serial fields by now.
pub(super) fn send(years: &Years, message: &Array) {
    let (fields, now) = (Fields::read(message.get(2)), text(message, 4));
    match month::file(&years.studio.editor.year, &fields, &text(message, 3), &now) {
        Ok((name, text)) => {
            let bytes = Uint8Array::from(text.as_bytes());
            answer(&["file".into(), message.get(1), bytes.into(), name.into()]);
        }
        Err(sentence) => refuse(message.get(1), &sentence),
    }
}

/// The report that a form is about.
fn report_of<'a>(year: &'a Year, fields: &Fields) -> Result<&'a Report, String> {
    let id: Id = fields.id("report");
    year.report(&id).map(|report| report as &Report).ok_or_else(|| NO_REPORT.to_owned())
}

/// The year with a report as it is now.
fn with(year: &Year, report: Report) -> Year {
    let mut year = year.clone();
    if let Some(own) = year.reports.iter_mut().find(|own| own.id == report.id) {
        *own = Arc::new(report);
    }
    year
}

/// The day of a moment, `2020-08-31 14.32`.
fn day(now: &str) -> Option<Date> {
    Date::parse(now.get(..10)?)
}
