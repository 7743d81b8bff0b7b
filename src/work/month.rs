//! A unit's month: a page that takes ten minutes, a small file, and its way into the year.
//!
//! The file itself is read and written in [`crate::file::unit`].

mod merge;
mod sheet;
mod write;

pub use merge::{Choices, Conflict, Fill, Merge, MergedFile, Refusal, Value, apply, merge};
pub use sheet::{Before, Sheet, SheetGoal, sheet};
pub use write::write;

use crate::model::{Date, Id, Markdown, Month, Status};
use crate::{choice, record};

choice! {
    /// The part of a unit's row that its month says.
    pub enum Place {
        /// The status now.
        Status = "status",
        /// The status expected for the year.
        Expected = "expected",
        /// The unit's words.
        Comment = "comment",
    }
}

record! {
    /// One unit's month, as the unit sends it to whoever keeps the year.
    pub struct UnitMonth {
        /// The year's file.
        pub year: Id,
        /// The report.
        pub report: Id,
        /// The unit.
        pub unit: Id,
        /// The unit's name, for people and for years that lack the id.
        pub unit_name: String,
        /// The last month of the report.
        pub month: Month,
        /// Who wrote it.
        pub by: String,
        /// When it was sent.
        pub date: Option<Date>,
        /// The time of day, `14:05`: of two files from one day the later holds.
        pub time: String,
        /// The unit's result for each goal.
        pub results: Vec<UnitMonthResult>,
    }

    /// A unit's result for a goal.
    pub struct UnitMonthResult {
        /// The goal.
        pub goal: Id,
        /// Its title, for people.
        pub title: String,
        /// The row in the report, where it had one.
        pub result: Id,
        /// The status now.
        pub status: Status,
        /// The status expected for the year.
        pub expected: Status,
        /// The unit's words.
        pub comment: Markdown,
        /// What the unit had in its own copy and took away: blank elsewhere says nothing.
        pub cleared: Vec<Place>,
    }
}
