//! Parts of every page.

use leptos::prelude::*;

mod bar;
mod dialog;
mod explainer;
mod files;
mod finder;
mod notices;
mod writing;

pub(super) use bar::Bar;
pub(super) use dialog::{LeaveDialog, QuestionDialog, TakeOverDialog};
pub(super) use explainer::Explainer;
pub(super) use files::{DropZone, FileButton};
pub(super) use finder::{Finder, FinderButton};
pub(super) use notices::{Notices, Problems};
pub(super) use writing::{WritingBar, WritingTools};

/// A part of a view that changes. All of them have one type, so that the machinery of changing views
/// is in the program once and not once per place.
pub(super) fn changing(
    view: impl Fn() -> AnyView + Send + 'static,
) -> Box<dyn Fn() -> AnyView + Send> {
    Box::new(view)
}
