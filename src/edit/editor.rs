//! The editor of one year: what a person wishes becomes a step, and the step becomes the year.

mod bonds;
mod items;
mod kept;
mod rows;
mod typing;

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use super::history::History;
use super::lists;
use super::place::{Map, Places, REPORTS, Target, locate, reach};
use super::step::{Change, Deed, Step, StepError};
use super::{alias, diff};
use crate::json::Member;
use crate::model::{Address, Id, Report, Year};

/// What a person wants done.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Types a text in a place, as people type.
    Type {
        /// The place.
        at: Address,
        /// What was typed.
        text: String,
    },
    /// Types in many places at once: pasting, filling down, clearing.
    TypeMany {
        /// What it is called, for instance *Klistrade in*; the count is added.
        name: String,
        /// The places with what is typed there.
        cells: Vec<(Address, String)>,
        /// The rows that come with it.
        rows: Vec<NewRow>,
    },
    /// Puts a new item into a list.
    Add {
        /// The list.
        list: Address,
        /// Before which item; at the end when not given.
        index: Option<usize>,
        /// The kind, for blocks.
        kind: String,
    },
    /// Puts a new item of the same kind after an item.
    AddBelow {
        /// The item.
        at: Address,
    },
    /// Takes an item out of its list.
    Remove {
        /// The item: an element, or a part of one by its index.
        at: Address,
    },
    /// Moves an item within its list.
    Shift {
        /// The item.
        at: Address,
        /// How many places, towards the end when positive.
        by: i32,
    },
    /// Moves an item to another list of the same kind.
    Move {
        /// The item.
        at: Address,
        /// The list.
        to: Address,
    },
    /// Puts a copy of an item after it.
    Duplicate {
        /// The item.
        at: Address,
    },
    /// Writes an internal note on an element.
    Note {
        /// The element.
        about: Address,
    },
    /// Makes the year another, by whatever changes that takes.
    Become {
        /// What was done.
        name: String,
        /// The year as it shall be.
        year: Box<Year>,
        /// Whether this may change what is locked: reaching a stage, unlocking.
        unlocks: bool,
    },
}

/// A row that comes below another, in the order they are given.
#[derive(Clone, Debug, Default)]
pub struct NewRow {
    /// The row above it.
    pub below: Address,
    /// Fields of the new row, with what is typed there.
    pub cells: Vec<(String, String)>,
}

/// Who writes, and when; new ids come from the seed.
#[derive(Clone, Debug, Default)]
pub struct Pen {
    /// The name.
    pub by: String,
    /// The time as the clock's owner writes it.
    pub at: String,
    /// Different for every step.
    pub seed: u64,
}

/// Why a wish was not done; a Swedish sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The report is locked.
    Locked(String),
    /// Another step would change a report that is locked.
    Passed(String),
    /// What was typed cannot stand there.
    Unfit {
        /// What was typed.
        typed: String,
        /// What could stand there.
        expected: &'static str,
    },
    /// One of several texts cannot stand where it would be.
    UnfitAmong {
        /// The text.
        typed: String,
        /// What could stand there.
        expected: &'static str,
    },
    /// The place is no longer there.
    Gone,
    /// The step does not fit.
    Step(StepError),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked(title) => write!(
                f,
                "{title} är låst sedan den blev klar, så inget ändrades. Lås upp den under Läge om den \
                 ska ändras."
            ),
            Self::Passed(title) => write!(
                f,
                "{title} är låst: lås upp den under Läge innan du ångrar eller gör om det som ändrar den."
            ),
            Self::Unfit { typed, expected } => write!(
                f,
                "”{typed}” går inte att läsa här, där det ska stå {expected}. Det du skrev står kvar: \
                 rätta det eller tryck Esc."
            ),
            Self::UnfitAmong { typed, expected } => write!(
                f,
                "”{typed}” går inte att läsa där det ska stå {expected}, så ingenting ändrades. Rätta \
                 det och försök igen, eller välj färre celler."
            ),
            Self::Gone => {
                f.write_str("Stället finns inte längre, så inget ändrades. Välj det på nytt.")
            }
            Self::Step(error) => error.fmt(f),
        }
    }
}

impl Refused {
    /// The same of one text among several: none of them is in a field any more.
    fn among(self) -> Self {
        match self {
            Self::Unfit { typed, expected } => Self::UnfitAmong { typed, expected },
            other => other,
        }
    }
}

/// What a wish makes: the step's name, its place, its changes.
type Made = (String, String, Vec<Change>);

/// A year being edited, with its steps.
#[derive(Debug, Default)]
pub struct Editor {
    /// The year as it is now.
    pub year: Arc<Year>,
    /// The steps.
    pub history: History,
    places: RefCell<Places>,
}

impl Editor {
    /// Begins with a year and the steps that were done to it before.
    pub fn new(year: Arc<Year>, history: History) -> Self {
        Self { year, history, places: RefCell::default() }
    }

    /// Does what a person wants. `None` when nothing changes by it.
    ///
    /// # Errors
    /// When it cannot be done; the year is as it was.
    pub fn fulfil(&mut self, wish: Wish, pen: &Pen) -> Result<Option<Step>, Refused> {
        let may_unlock = matches!(wish, Wish::Become { unlocks: true, .. });
        let is_typed = !matches!(wish, Wish::Become { .. });
        let (name, place, mut changes) = self.changes(wish, pen)?;
        if is_typed {
            changes.extend(self.outdone(&changes));
        }
        if changes.iter().all(|change| change.deed == Deed::Set && change.before == change.after) {
            return Ok(None);
        }
        if !may_unlock {
            self.check_locks(&changes)?;
        }
        let (by, at) = (pen.by.clone(), pen.at.clone());
        let step = Step { name, by, at, place, changes, ..Step::default() };
        self.take(step.clone())?;
        Ok(Some(step))
    }

    /// Does a step that was made before, here or in another tab.
    ///
    /// # Errors
    /// When it does not fit the year as it is now.
    pub fn take(&mut self, step: Step) -> Result<(), Refused> {
        let places = self.places.get_mut();
        self.history.apply(Arc::make_mut(&mut self.year), places, step).map_err(Refused::Step)
    }

    /// Goes to where this many steps hold, as a person does: a report that is locked now stays as it is.
    ///
    /// # Errors
    /// When a step cannot be gone past, or a locked report would be another; the year is as it was.
    pub fn go_to(&mut self, done: u32) -> Result<(), Refused> {
        let (year, was) = (self.year.clone(), self.history.done);
        let went = self.follow_to(done);
        // In a damaged file several reports may have one id.
        let stays = |report: &Arc<Report>| {
            self.year.reports.iter().any(|now| now.id == report.id && is_kept(report, now))
        };
        let changed = year.reports.iter().find(|report| report.is_locked() && !stays(report));
        let refused = match (went, changed) {
            (Err(refused), _) => refused,
            (Ok(()), Some(report)) => Refused::Passed(report_title(report)),
            (Ok(()), None) => return Ok(()),
        };
        (self.year, self.history.done) = (year, was);
        self.places.get_mut().forget();
        Err(refused)
    }

    /// Goes to where this many steps hold, as somebody went before: here, or in another tab.
    ///
    /// # Errors
    /// When a step cannot be gone past.
    pub fn follow_to(&mut self, done: u32) -> Result<(), Refused> {
        let places = self.places.get_mut();
        self.history.go_to(Arc::make_mut(&mut self.year), places, done).map_err(Refused::Step)
    }

    /// The place of an address as shown on the page; `None` for what is not edited there.
    pub fn target(&self, at: &Address) -> Option<Target> {
        let plain = self.locate(at)?;
        let within = alias::path(&*self.year, &plain.element, &plain.within)?;
        Some(Target { within, ..plain })
    }

    /// The value of a place; absent ones have none.
    pub fn value(&self, target: &Target) -> Option<&dyn Member> {
        reach(&*self.year, &target.path())
    }

    /// The place of an address as it is written.
    pub fn locate(&self, at: &Address) -> Option<Target> {
        let map = self.map(&at.report)?;
        locate(&self.year, &map, at)
    }

    /// Where the elements of a report stand; without a report, those of the committee.
    fn map(&self, report: &Id) -> Option<Rc<Map>> {
        self.places.borrow_mut().map(&self.year, report)
    }

    /// The address of what stands at a path.
    pub(super) fn address_of(&self, base: &Address, path: &[String]) -> Address {
        let map = self.map(&base.report).unwrap_or_default();
        lists::address_of(&self.year, &map, base, path)
    }

    fn changes(&self, wish: Wish, pen: &Pen) -> Result<Made, Refused> {
        match wish {
            Wish::Type { at, text } => self.typed(&at, &text),
            Wish::TypeMany { name, cells, rows } => self.typed_many(&name, cells, &rows, pen),
            Wish::Add { list, index, kind } => self.added(&list, index, &kind, pen),
            Wish::AddBelow { at } => self.added_below(&at, pen),
            Wish::Remove { at } => self.removed(&at),
            Wish::Shift { at, by } => self.shifted(&at, by),
            Wish::Move { at, to } => self.moved(&at, &to),
            Wish::Duplicate { at } => self.duplicated(&at, pen),
            Wish::Note { about } => self.noted(&about, pen),
            Wish::Become { name, year, .. } => {
                let changes = diff::changes_between(&self.year, &year);
                Ok((name, self.year.id.to_string(), changes))
            }
        }
    }

    /// From *klar* on only stages and internal notes change.
    fn check_locks(&self, changes: &[Change]) -> Result<(), Refused> {
        for change in changes {
            let Ok(at) = Address::parse(&change.at) else { continue };
            let report = self.year.report(&at.report).or_else(|| self.taken(&at, change, changes));
            if let Some(report) = report.filter(|report| report.is_locked() && !self.is_note(&at)) {
                return Err(Refused::Locked(report_title(report)));
            }
        }
        Ok(())
    }

    /// Whether a place is in the internal notes of a report.
    fn is_note(&self, at: &Address) -> bool {
        let path = self.locate(at).map(|target| target.path()).unwrap_or_default();
        path.get(2).is_some_and(|key| key == "notes")
    }

    /// The report that a change takes out of the year, unless it is only moved.
    fn taken(&self, at: &Address, change: &Change, all: &[Change]) -> Option<&Arc<Report>> {
        let is_put_back = || all.iter().any(|other| other.after == change.before);
        let is_taken = change.deed == Deed::Remove && at.field == REPORTS && !is_put_back();
        self.year.reports.get(change.index as usize).filter(|_| is_taken)
    }
}

/// Whether a report is the same but for its internal notes.
fn is_kept(report: &Arc<Report>, now: &Arc<Report>) -> bool {
    let bare = |report: &Report| Report { notes: Vec::new(), ..report.clone() };
    Arc::ptr_eq(report, now) || bare(report) == bare(now)
}

fn report_title(report: &Report) -> String {
    let title = if report.title.is_empty() { report.kind.label() } else { &report.title };
    title.to_owned()
}

/// The address of the report itself.
fn whole(at: &Address) -> Address {
    Address { element: Id::default(), field: String::new(), ..at.clone() }
}

/// Where a step leads: the element.
fn place_of(at: &Address) -> String {
    Address { field: String::new(), ..at.clone() }.to_string()
}
