//! Parts of every page.

use leptos::ev::MouseEvent;
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

/// Runs at once, and again whenever something changes that it reads: in the program once, as [`changing`].
pub(super) fn effect(run: impl FnMut() + 'static) {
    fn start(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    start(Box::new(run));
}

/// What a click does: of one type, as [`changing`].
pub(super) type Click = Box<dyn FnMut(MouseEvent)>;

/// What a click does, whatever it is that is clicked.
pub(super) fn click(act: impl Fn() + 'static) -> Click {
    Box::new(move |_| act())
}

/// A text that changes: of one type, as [`changing`].
pub(super) fn wording(
    text: impl Fn() -> String + Send + 'static,
) -> Box<dyn Fn() -> String + Send> {
    Box::new(text)
}
