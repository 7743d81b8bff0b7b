//! Ready and decided: the stages of a report, unlocking, and sections marked ready.

use std::fmt;

use super::each;
use crate::compose::make_ready;
use crate::model::{Date, Id, Report, Section, Signature, Stage, State, Year, walk};

/// Why a report or section does not change its stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageError {
    /// Stages are reached one after the other.
    NotNext {
        /// The stage it is in.
        from: Stage,
        /// The stage that was asked for.
        to: Stage,
    },
    /// A decision or dispatch without a date.
    NoDate(Stage),
    /// A decision without its paragraph.
    NoParagraph,
    /// A dispatch to nobody.
    NoRecipient,
    /// Unlocking without a reason.
    NoReason,
    /// Marked by nobody.
    NoName,
    /// Nothing to unlock.
    NotLocked,
    /// The content is locked.
    Locked(Stage),
    /// No such section in the report.
    NoSection(Id),
}

impl fmt::Display for StageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotNext { from: Stage::Dispatched, .. } => {
                f.write_str("Rapporten är redan expedierad. Lås upp den om något ska ändras.")
            }
            Self::NotNext { from, to } => write!(
                f,
                "Rapporten är {} och kan inte bli {} direkt. Den blir {} först.",
                from.label(),
                to.label(),
                next(*from).unwrap_or_default().label()
            ),
            Self::NoDate(stage) => {
                write!(f, "Skriv vilken dag rapporten blev {}.", stage.label())
            }
            Self::NoParagraph => f.write_str("Skriv beslutets paragraf, till exempel § 91."),
            Self::NoRecipient => f.write_str("Skriv vart rapporten skickades."),
            Self::NoReason => f.write_str(
                "Skriv varför rapporten låses upp. Skälet sparas tillsammans med namn och dag.",
            ),
            Self::NoName => {
                f.write_str("Skriv vem som markerar avsnittet som klart, och vilken dag.")
            }
            Self::NotLocked => f.write_str("Rapporten är ett utkast och är inte låst."),
            Self::Locked(stage) => {
                write!(f, "Rapporten är {} och låst. Lås upp den innan den ändras.", stage.label())
            }
            Self::NoSection(id) => {
                write!(f, "Avsnittet ”{id}” finns inte i rapporten. Det kan ha tagits bort.")
            }
        }
    }
}

impl std::error::Error for StageError {}

fn next(stage: Stage) -> Option<Stage> {
    match stage {
        Stage::Draft => Some(Stage::Ready),
        Stage::Ready => Some(Stage::Decided),
        Stage::Decided => Some(Stage::Dispatched),
        Stage::Dispatched => None,
    }
}

/// The report one stage further. From *klar* on it keeps the settings it used and what it shows.
///
/// # Errors
/// When the stage is not the next, or lacks what it is recorded with.
pub fn advance(year: &Year, report: &Report, state: State) -> Result<Report, StageError> {
    let (from, to) = (report.stage(), state.stage);
    if next(from) != Some(to) {
        return Err(StageError::NotNext { from, to });
    }
    let is_blank = |text: &str| text.trim().is_empty();
    match to {
        Stage::Decided | Stage::Dispatched if state.date.is_none() => {
            return Err(StageError::NoDate(to));
        }
        Stage::Decided if is_blank(&state.paragraph) => return Err(StageError::NoParagraph),
        Stage::Dispatched if is_blank(&state.to) => return Err(StageError::NoRecipient),
        Stage::Ready => return Ok(make_ready(year, report, state)),
        _ => {}
    }
    let mut report = report.clone();
    report.stages.push(state);
    Ok(report)
}

/// The report as a draft again. The stages it went through remain, and who unlocked it and why is
/// one more; its values follow today's figures and settings, unless it had settings of its own.
///
/// # Errors
/// When it is a draft already, or without a reason.
pub fn unlock(
    report: &Report,
    by: &str,
    date: Option<Date>,
    reason: &str,
) -> Result<Report, StageError> {
    if !report.is_locked() {
        return Err(StageError::NotLocked);
    }
    if reason.trim().is_empty() {
        return Err(StageError::NoReason);
    }
    let draft = State {
        stage: Stage::Draft,
        date,
        by: by.trim().to_owned(),
        reason: reason.trim().to_owned(),
        ..State::default()
    };
    let stages = report.stages.iter().cloned().chain([draft]).collect();
    let settings = report.settings.clone().filter(|_| report.has_own_settings());
    Ok(Report { stages, frozen: Vec::new(), settings, ..report.clone() })
}

/// The report with a section marked ready by somebody, or with the mark taken away.
///
/// # Errors
/// When the report is locked, the section is not there, or the mark has no name or day.
pub fn mark_section(
    report: &Report,
    section: &Id,
    mark: Option<Signature>,
) -> Result<Report, StageError> {
    if report.is_locked() {
        return Err(StageError::Locked(report.stage()));
    }
    let is_signed = |mark: &Signature| !mark.by.trim().is_empty() && mark.date.is_some();
    if mark.as_ref().is_some_and(|mark| !is_signed(mark)) {
        return Err(StageError::NoName);
    }
    let mut is_there = false;
    walk::each_section(&report.sections, &mut |own| is_there |= own.id == *section);
    if !is_there {
        return Err(StageError::NoSection(section.clone()));
    }
    let mut report = report.clone();
    each::section(&mut report.sections, &mut |own| {
        if own.id == *section {
            own.ready = mark.clone();
        }
    });
    Ok(report)
}

/// Who marked a section ready: itself, or one it stands under.
pub fn is_ready<'a>(report: &'a Report, section: &Id) -> Option<&'a Signature> {
    report.sections.iter().find_map(|own| within(own, section, None)).flatten()
}

/// The mark that holds for a section; an outer `None` where it is not below this one.
#[expect(clippy::option_option, reason = "two questions: is it here, and is it marked")]
fn within<'a>(
    own: &'a Section,
    section: &Id,
    above: Option<&'a Signature>,
) -> Option<Option<&'a Signature>> {
    let mark = above.or(own.ready.as_ref());
    if own.id == *section {
        return Some(mark);
    }
    own.sections.iter().find_map(|below| within(below, section, mark))
}
