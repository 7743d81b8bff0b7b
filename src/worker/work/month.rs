//! A unit's month: the page, what is typed in it, the file that is sent.

use super::{Made, Shown, day};
use crate::edit::Pen;
use crate::file::unit::save_unit;
use crate::html::work::{self as html, MonthPage};
use crate::model::{Block, Id, Markdown, Report, ReportKind, Status, Year, walk};
use crate::work::month::{Sheet, UnitMonth, sheet, write};
use crate::worker::fields::Fields;

const NO_UNIT: &str = "Nämnden har inga enheter i det här året, så det finns ingen månad att fylla i. De \
                       läggs till på årets sida: välj Skriv och sedan Mer.";
const NONE_ASKS: &str = "Ingen rapport i året frågar enheterna. Lägg till Enheternas resultat vid ett mål i \
                         nämndplanen eller i en månadsrapport: ställ dig på målet i Skriv och välj Mer. Nya \
                         rapporter får dem med sig.";

/// The page; the latest report that asks units and the first unit, where none is chosen.
pub(super) fn shown(year: &Year, last: Option<&Year>, fields: &Fields) -> Result<Shown, String> {
    let (report, sheet) = match sheet_of(year, last, fields) {
        Ok(found) => found,
        Err(why) => return Ok(Shown { html: html::no_month(year, &why), ..Shown::default() }),
    };
    let reports = asking(year);
    let by = fields.get("by");
    let html = html::month(MonthPage { year, report, sheet: &sheet, reports: &reports, by });
    let values = vec![
        ("report", report.id.to_string()),
        ("unit", sheet.unit.to_string()),
        ("unit-name", sheet.name),
    ];
    Ok(Shown { html, values, ..Shown::default() })
}

/// Reports that ask units, in the order of the year.
fn asking(year: &Year) -> Vec<&Report> {
    let reports = year.reports.iter().map(|report| report as &Report);
    reports.filter(|report| report.kind != ReportKind::Plan && asks(report)).collect()
}

fn asks(report: &Report) -> bool {
    let mut asks = false;
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| asks |= !goal.units.is_empty());
        }
    });
    asks
}

fn sheet_of<'a>(
    year: &'a Year,
    last: Option<&Year>,
    fields: &Fields,
) -> Result<(&'a Report, Sheet), String> {
    let all = asking(year);
    let wanted: Id = fields.id("report");
    let chosen = year.report(&wanted).map(|report| report as &Report);
    let latest = || {
        let months = all.iter().filter(|report| report.kind == ReportKind::Month);
        months.max_by_key(|report| report.period.to).or_else(|| all.last()).copied()
    };
    let report = chosen.or_else(latest).ok_or(NONE_ASKS)?;
    let units = &year.committee.units;
    let unit = units.iter().find(|unit| unit.id == fields.id("unit")).or_else(|| units.first());
    Ok((report, sheet(year, last, report, &unit.ok_or(NO_UNIT)?.id)))
}

/// The unit's month as the form says it.
fn month(year: &Year, fields: &Fields, by: &str, now: &str) -> Result<UnitMonth, String> {
    let (_, mut sheet) = sheet_of(year, None, fields)?;
    for goal in &mut sheet.goals {
        let row = goal.result.get_or_insert_default();
        let status = |kind: &str| {
            let word = fields.get(&format!("{kind}.{}", goal.goal));
            if word == html::NONE {
                return Some(Status::Unset);
            }
            Status::ALL.iter().copied().find(|own| !word.is_empty() && own.word() == word)
        };
        row.status.status = status("s").unwrap_or(row.status.status);
        row.expected.status = status("e").unwrap_or(row.expected.status);
        let comment = format!("c.{}", goal.goal);
        if fields.has(&comment) {
            row.comment = Markdown(fields.get(&comment).trim().to_owned());
        }
    }
    let time = now.get(11..).unwrap_or_default().replace('.', ":");
    Ok(sheet.month_of(by, day(now), &time))
}

/// The year with the unit's month.
pub(super) fn made(year: &Year, fields: &Fields, pen: &Pen) -> Result<Made, String> {
    let month = month(year, fields, &pen.by, &pen.at)?;
    let year = write(year, &month).map_err(|refusal| refusal.to_string())?;
    let name = format!("{}: {}", month.unit_name, month.month.name());
    let says = format!("{} för {} är sparat i året.", month.unit_name, month.month.name());
    Ok(Made { name, year, says, ..Made::default() })
}

/// The file that is sent: its name and text.
pub(super) fn file(
    year: &Year,
    fields: &Fields,
    by: &str,
    now: &str,
) -> Result<(String, String), String> {
    let month = month(year, fields, by, now)?;
    let is_said = |status: &Status| *status != Status::Unset;
    let has_any = month
        .results
        .iter()
        .any(|own| is_said(&own.status) || !own.comment.is_empty() || !own.cleared.is_empty());
    if !has_any {
        return Err("Fyll i något mål innan du skickar.".to_owned());
    }
    let name = format!("{}-{}-{}.enhet.json", month.year, month.report, month.unit);
    Ok((name, save_unit(&month)))
}
