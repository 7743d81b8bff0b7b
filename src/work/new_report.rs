//! The next report, from the plan and the latest report.

mod base;
mod figures;
mod shape;

use super::blank::Blank;
use super::carry::{self, Done};
use super::names;
use super::said::{Fate, Journal, Said, Thing};
use crate::model::{Front, Id, Period, Report, ReportKind, Year};
use base::Base;

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
    let base = base::of(year, choice);
    let Some(Base { report: before, earlier }) = base else {
        return (empty(choice), journal.said());
    };
    journal.note(Fate::Base, Thing::Report, &before.title);
    let mut report = start(before, choice);
    Done::of(&earlier).drop_from(&mut report, false, &mut journal);
    // Forecasts and strips read what the emptying takes away.
    figures::turn(&mut report, before, choice, &mut journal);
    shape::turn(&mut report, before, choice, &mut journal);
    let (texts, comments) = (choice.carry_texts, choice.carry_texts);
    let mut blank = Blank { texts, comments, later: true, journal: &mut journal };
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
