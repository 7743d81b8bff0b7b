//! Editing: everything a person does to a year is a [`Step`] of small invertible changes.
//!
//! A place is told by its [`Address`](crate::model::Address): the element by its id, so that moving
//! and renaming change nothing, and the path within it. The declarations of the model say what may
//! stand there ([`Shape`](crate::json::Shape)), so that every place of the format can be edited and
//! none needs code of its own.

mod alias;
mod besides;
mod blanks;
mod candidates;
mod diff;
mod editor;
mod form;
mod history;
mod hook;
mod labels;
mod lists;
pub mod many;
mod names;
mod parents;
mod place;
mod presets;
mod references;
mod several;
mod step;
mod sums;
mod typed;
mod words;

pub use alias::show;
pub use diff::changes_between;
pub use editor::{Editor, NewRow, Pen, Refused, Wish};
pub use form::{Choice, Form, FormField, FormItem, FormKept, FormPart};
pub use history::History;
pub use hook::Typing;
pub use labels::{kind_label, label};
pub use parents::Parent;
pub use place::{Map, Target, locate, title_of};
pub use step::{Change, Deed, Step, StepError};
pub use typed::parse_date;
pub use words::choice_label;
