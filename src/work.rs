//! The year's work: a new year, a new report, a unit's month, ready and decided, what is missing.
//!
//! Pure functions on the model that give new values. Whoever calls them compares before and after,
//! which makes each of them one step that can be undone; nothing here knows a clock or a file.

mod blank;
mod carry;
mod each;
mod missing;
pub mod month;
mod names;
mod new_report;
mod new_year;
mod open;
mod said;
mod shift;
mod skeleton;
mod stage;
mod suggest;

pub use missing::{Missing, MissingItem, SectionShare, Share, UnitShare, What, missing};
pub use new_report::{Choice, new_report, preview as preview_report};
pub use new_year::{Source, new_year, preview as preview_year, units_of};
pub use said::{Fate, Said, Thing};
pub use skeleton::{TEMPLATES, Template, skeleton, template};
pub use stage::{StageError, advance, is_ready, mark_section, unlock};
pub use suggest::{choice_of, report_id, suggest};
