//! A new report, its stages, and its sections marked ready.

use std::sync::Arc;

use super::{Made, Shown, day, report_of, with};
use crate::compose::report_name;
use crate::edit::{Pen, parse_date};
use crate::html::work as html;
use crate::model::{Date, Period, Report, ReportKind, Signature, Stage, State, Year, walk};
use crate::work::{self, Choice};
use crate::worker::fields::Fields;

/// The form; when it has been filled in, what follows from that.
pub(super) fn shown(year: &Year, fields: &Fields, today: &str) -> Shown {
    let choice = choice(year, fields, today);
    let said = work::preview_report(year, &choice);
    let live = html::said(&choice.period.in_text(), &said);
    // A title of one's own stays.
    let is_own = fields.has("title") && fields.get("title") != fields.get("suggested");
    let values = match is_own {
        true => Vec::new(),
        false => vec![("title", choice.title.clone()), ("suggested", choice.title.clone())],
    };
    Shown { html: html::report(&choice, fields.get("by"), &live), live, values }
}

/// What is chosen, or suggested until then.
fn choice(year: &Year, fields: &Fields, today: &str) -> Choice {
    let kind = ReportKind::ALL.iter().find(|kind| kind.word() == fields.get("kind"));
    let Some(kind) = kind.copied() else {
        let today = day(today).or_else(|| Date::new(year.year, 1, 1)).unwrap_or_default();
        return work::suggest(year, today);
    };
    let month = fields.get("month").parse().unwrap_or(12);
    let usual = work::choice_of(year.year, kind, month);
    let (carry_texts, add_previous) = (fields.has("texts"), fields.has("previous"));
    let usual = Choice { carry_texts, add_previous, ..usual };
    match kind {
        ReportKind::Free => {
            let to = work::choice_of(year.year, ReportKind::Month, month).period.to;
            let period = Period { to, ..usual.period };
            let title = format!("{} {}", kind.label(), period.in_text());
            Choice { id: work::report_id(kind, &period), period, title, ..usual }
        }
        _ => usual,
    }
}

/// The year with the new report in its place.
pub(super) fn made(year: &Year, fields: &Fields, now: &str) -> Result<Made, String> {
    let usual = choice(year, fields, now);
    let title = fields.get("title").trim();
    if title.is_empty() {
        return Err("Skriv vad rapporten ska heta.".to_owned());
    }
    let choice = Choice { title: title.to_owned(), ..usual };
    let report = work::new_report(year, &choice);
    let says = format!("{} är skapad.", report_name(&report));
    let name = format!("Skapade {}", report_name(&report));
    let href = format!("#/{}/{}", year.id, report.id);
    let mut year = year.clone();
    let is_later =
        |own: &Arc<Report>| own.kind != ReportKind::Plan && own.period.to > report.period.to;
    let at = match report.kind {
        ReportKind::Plan => 0,
        _ => year.reports.iter().position(is_later).unwrap_or(year.reports.len()),
    };
    year.reports.insert(at, Arc::new(report));
    Ok(Made { name, year, says, href, ..Made::default() })
}

/// The report one stage further, or unlocked.
pub(super) fn staged(year: &Year, fields: &Fields, pen: &Pen) -> Result<Made, String> {
    let report = report_of(year, fields)?;
    let new = match Stage::ALL.iter().find(|stage| stage.word() == fields.get("stage")) {
        Some(stage) => work::advance(year, report, state(*stage, fields, pen)?),
        None => work::unlock(report, &pen.by, day(&pen.at), fields.get("reason")),
    };
    let new = new.map_err(|error| error.to_string())?;
    let (title, label) = (report_name(report), new.stage().label());
    let (name, says) = match new.stage() {
        Stage::Draft => (format!("Låste upp {title}"), format!("{title} är upplåst.")),
        _ => (format!("{title}: {label}"), format!("{title} är {label}.")),
    };
    Ok(Made { name, says, year: with(year, new), unlocks: true, ..Made::default() })
}

fn state(stage: Stage, fields: &Fields, pen: &Pen) -> Result<State, String> {
    let typed = fields.get("date").trim();
    let date = parse_date(typed);
    if date.is_none() && !typed.is_empty() {
        return Err(format!(
            "”{typed}” går inte att läsa som en dag. Skriv till exempel 2025-09-30."
        ));
    }
    let paragraph = fields.get("paragraph").trim().to_owned();
    let to = fields.get("to").trim().to_owned();
    Ok(State { stage, date, by: pen.by.clone(), paragraph, to, ..State::default() })
}

/// The report with a section marked ready, or not any more.
pub(super) fn marked(year: &Year, fields: &Fields, pen: &Pen) -> Result<Made, String> {
    let report = report_of(year, fields)?;
    let is_ready = fields.has("ready");
    let section = fields.id(if is_ready { "ready" } else { "unready" });
    let mark = Signature { by: pen.by.clone(), date: day(&pen.at), ..Signature::default() };
    let mark = is_ready.then_some(mark);
    let new = work::mark_section(report, &section, mark).map_err(|error| error.to_string())?;
    let mut title = String::new();
    walk::each_section(&report.sections, &mut |own| {
        if own.id == section {
            title.clone_from(&own.title);
        }
    });
    let word = if is_ready { "klart" } else { "inte klart" };
    let name = format!("Markerade {title} som {word}");
    let says = format!("{title} är markerat som {word}.");
    Ok(Made { name, says, year: with(year, new), ..Made::default() })
}
