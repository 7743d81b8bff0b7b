//! The next report, from the plan and the latest report.

mod base;
mod figures;
mod newest;
mod shape;

use super::blank::Blank;
use super::carry::{self, Done};
use super::names;
use super::open;
use super::said::{Fate, Journal, Said, Thing};
use crate::model::{Front, Id, Period, Report, ReportKind, Year};
use base::Base;
pub(super) use base::is_form;
use newest::Newest;

/// What kind of report somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its kind.
    pub kind: ReportKind,
    /// What it covers.
    pub period: Period,
    /// Its title.
    pub title: String,
    /// Whether texts and comments are kept as a start.
    pub carry_texts: bool,
    /// Whether tables with a forecast and nothing to compare it with get the one before beside it.
    pub add_previous: bool,
    /// Its id.
    pub id: Id,
}

/// The next report: the form of the latest of its sort, with what goes on and places for the rest.
/// The year is not changed; the report is the caller's to put into it. Where another report has the
/// id already, it gets a number.
pub fn new_report(year: &Year, choice: &Choice) -> Report {
    make(year, choice).0
}

/// What [`new_report`] would carry, empty and leave.
pub fn preview(year: &Year, choice: &Choice) -> Vec<Said> {
    make(year, choice).1
}

fn make(year: &Year, choice: &Choice) -> (Report, Vec<Said>) {
    let choice = &Choice { id: names::free(year, &choice.id), ..choice.clone() };
    let mut journal = Journal::default();
    let is_same =
        |own: &&std::sync::Arc<Report>| (own.kind, &own.period) == (choice.kind, &choice.period);
    for own in year.reports.iter().filter(is_same) {
        journal.note(Fate::There, Thing::Report, &own.title);
    }
    let Some(base) = base::of(year, choice) else {
        return (empty(choice), journal.said());
    };
    let Base { report: before, ref earlier, .. } = base;
    journal.note(Fate::Base, Thing::Report, &before.title);
    let mut report = start(before, choice);
    let done = Done::of(earlier);
    done.drop_from(&mut report, false, &mut journal);
    open::carry_on(&mut report, year, (before, earlier), &done, &mut journal);
    // Forecasts and strips read what the emptying takes away.
    let newest = Newest::of(earlier, choice);
    figures::turn(&mut report, &base, &newest, choice, &mut journal);
    shape::turn(&mut report, &base, &newest, choice, &mut journal);
    let (texts, comments) = (choice.carry_texts, choice.carry_texts);
    // The annual report is when it is due, unless it names another year.
    let later = (choice.kind == ReportKind::Annual).then_some(choice.period.to.year());
    let mut blank = Blank { texts, comments, later, journal: &mut journal };
    super::each::block(&mut report, &mut |block| blank.block(block));
    journal.carried(&report);
    base::add_from_plan(year, &mut report, &mut journal);
    carry::cut_loose(&mut report, &carry::known(year));
    (report, journal.said())
}

fn empty(choice: &Choice) -> Report {
    Report {
        id: choice.id.clone(),
        kind: choice.kind,
        title: choice.title.clone(),
        period: choice.period.clone(),
        ..Report::default()
    }
}

/// The report before with the new one's name and period, and nothing of its course.
fn start(before: &Report, choice: &Choice) -> Report {
    let front = Front { date: None, record_number: String::new(), ..before.front.clone() };
    let mut report = Report {
        front,
        numbering: before.numbering,
        sections: before.sections.clone(),
        ..empty(choice)
    };
    let renamed = shape::Renamed::new(before, choice);
    report.front.subtitle = renamed.title(&report.front.subtitle);
    super::each::section(&mut report.sections, &mut |section| {
        section.ready = None;
        if section.period.as_ref() == Some(&before.period) {
            section.period = Some(choice.period.clone());
        }
    });
    report
}
