//! Parts of every page.

mod bar;
mod dialog;
mod files;
mod notices;

pub(super) use bar::Bar;
pub(super) use dialog::QuestionDialog;
pub(super) use files::{DropZone, FileButton};
pub(super) use notices::{Notices, Problems};
