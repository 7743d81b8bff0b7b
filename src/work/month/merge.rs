//! Units' files into the year: what they fill, where they collide, and what has no place.

mod apply;
mod plan;

pub use apply::{Choices, apply};
pub use plan::merge;

use std::fmt;

use super::Place;
use crate::model::{Address, Id, Markdown, Stage, Status};

/// What files would do to a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    /// One per file, in the order given.
    pub files: Vec<MergedFile>,
}

/// What one file would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergedFile {
    /// The unit.
    pub unit: Id,
    /// Its name, as the year has it, else as the file.
    pub name: String,
    /// Who sent it.
    pub by: String,
    /// Empty cells that it fills.
    pub fills: Vec<Fill>,
    /// Cells in which something else stands, also where the file takes it away.
    pub conflicts: Vec<Conflict>,
    /// Cells in which the same stands already.
    pub same: usize,
    /// What of it has no place.
    pub refused: Vec<Refusal>,
}

impl Place {
    /// The field in an address.
    pub fn field(self) -> &'static str {
        self.word()
    }

    /// The Swedish word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Status => "bedömning",
            Self::Expected => "bedömning för helåret",
            Self::Comment => "kommentar",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A status.
    Status(Status),
    /// Words.
    Text(Markdown),
}

impl Value {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Status(status) => *status == Status::Unset,
            Self::Text(text) => text.is_empty(),
        }
    }
}

/// A cell with what stands there and what the file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The cell.
    pub at: Address,
    /// The goal.
    pub goal: Id,
    /// The goal's title.
    pub title: String,
    /// Which part of the row.
    pub place: Place,
    /// What stands there.
    pub before: Value,
    /// What the file says.
    pub after: Value,
    /// Whether the row is not there yet.
    pub is_new_row: bool,
}

/// A cell in which something else stands, and who wrote it where that is another file.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The cell.
    pub cell: Fill,
    /// The unit of the file that filled it before this one.
    pub with: Option<String>,
}

/// Why a file, or a part of it, has no place in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is of another year.
    OtherYear(Id),
    /// The year has no such report.
    NoReport(Id),
    /// The report is locked.
    Locked(String, Stage),
    /// The committee has no such unit.
    NoUnit(String),
    /// The report has no such goal, or asks no units about it.
    NoGoal(String),
    /// The same unit sent a later file.
    Superseded(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherYear(id) => write!(
                f,
                "Filen hör till ett annat verksamhetsår ({id}). Öppna det året och släpp den där."
            ),
            Self::NoReport(id) => write!(
                f,
                "Året har ingen rapport ”{id}”. Skapa rapporten först och släpp filen igen."
            ),
            Self::Locked(title, stage) => write!(
                f,
                "{title} är {} och låst. Lås upp rapporten om filen ska in.",
                stage.label()
            ),
            Self::NoUnit(name) => write!(
                f,
                "Nämnden har ingen enhet ”{name}”. Lägg till enheten och släpp filen igen."
            ),
            Self::NoGoal(title) => write!(
                f,
                "Rapporten har inget mål ”{title}” med enheters resultat. Den raden kommer inte \
                 med."
            ),
            Self::Superseded(name) => write!(
                f,
                "{name} har skickat en senare fil. Den senare gäller och den här läses inte in."
            ),
        }
    }
}

impl Merge {
    /// Whether there is nothing to fill and nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.fills.is_empty() && file.conflicts.is_empty())
    }
}
