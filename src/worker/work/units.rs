//! Units' files into the year.

use super::{Made, Shown};
use crate::edit::Pen;
use crate::file::LogEntry;
use crate::file::unit::open_unit;
use crate::html::work::{self as html, GivenFile};
use crate::model::{Address, Year};
use crate::work::month::{Choices, Merge, UnitMonth, apply, merge};
use crate::worker::fields::Fields;

/// What could be read, and of each file where that is or why not.
type Read = (Vec<UnitMonth>, Vec<Result<usize, String>>);

fn read(files: &[(String, Vec<u8>)]) -> Read {
    let mut months = Vec::new();
    let of_file = |(_, bytes): &(String, Vec<u8>)| {
        let month = open_unit(bytes).map_err(|error| error.to_string())?;
        months.push(month);
        Ok(months.len() - 1)
    };
    let each = files.iter().map(of_file).collect();
    (months, each)
}

/// The preview, and the year that the files name.
pub(super) fn shown(year: &Year, files: &[(String, Vec<u8>)], by: &str) -> Shown {
    let (months, each) = read(files);
    let plan = merge(year, &months);
    let given: Vec<GivenFile<'_>> = files
        .iter()
        .zip(&each)
        .map(|((name, _), read)| GivenFile { name, does: does(&plan, read) })
        .collect();
    let html = html::units(&given, by);
    let named = months.first().map(|month| month.year.to_string());
    Shown { html, values: named.map(|id| ("year", id)).into_iter().collect(), ..Shown::default() }
}

fn does<'a>(
    plan: &'a Merge,
    read: &'a Result<usize, String>,
) -> Result<&'a crate::work::month::MergedFile, &'a str> {
    let at = read.as_ref().map_err(String::as_str)?;
    plan.files.get(*at).ok_or("")
}

/// The year with what the files fill, and what was chosen where something else stood.
pub(super) fn made(year: &Year, files: &[(String, Vec<u8>)], fields: &Fields, pen: &Pen) -> Made {
    let (months, _) = read(files);
    let plan = merge(year, &months);
    let take = fields.all("take").filter_map(|at| Address::parse(at).ok()).collect();
    let choices = Choices { take };
    let new = apply(year, &plan, &choices);
    let log = plan.files.iter().filter_map(|file| {
        let (did, report) = file.told(&choices)?;
        let by = if file.by.is_empty() { &file.name } else { &file.by };
        let (at, by, place) = (pen.at.clone(), by.clone(), report.to_string());
        Some(LogEntry { at, by, did, place, ..LogEntry::default() })
    });
    let has_filled = |file: &&crate::work::month::MergedFile| {
        !file.fills.is_empty() || !file.conflicts.is_empty()
    };
    let names: Vec<&str> = plan.files.iter().filter(has_filled).map(|file| &*file.name).collect();
    let (name, says) = match names.as_slice() {
        [one] => (format!("Läste in {one}"), format!("{one} är inläst i året.")),
        many => {
            let count = many.len();
            (format!("Läste in {count} enheter"), format!("{count} enheter är inlästa i året."))
        }
    };
    Made { name, year: new, says, log: log.collect(), ..Made::default() }
}
