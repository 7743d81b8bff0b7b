//! What writing needs to know of a place: what it is, and the text as it is typed.
//!
//! A place that can be edited has `data-k` (how it is typed), `data-v` (what is typed there now, where
//! it is not what is shown) and `data-f` (the field); the element is the nearest `data-el` around it,
//! a dot for the report itself. All of them can have the focus. A column's head says in `data-role` what
//! it holds, for pasting. A page over many reports has no element around: there each place has a whole
//! address of its own in `data-el`.

use super::{Html, Renderer};
use crate::document::{Cell, Piece};
use crate::model::Address;

/// A place that can be edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hook {
    /// Its element, where that is not the one around; its whole address where the page is over many reports.
    pub element: String,
    /// How it is typed: `text`, `line`, `figure`, `status` …
    pub kind: &'static str,
    /// What is typed there now.
    pub value: String,
    /// What it is, for whoever cannot see the column: *Kommentar*.
    pub label: &'static str,
}

/// Tells what can be edited; `None` for what is computed or locked.
pub type Hooks<'a> = &'a dyn Fn(&Address) -> Option<Hook>;

/// Opens the box of a piece, which says which element it shows. While writing each piece is one element
/// of the page, so that it can be exchanged.
pub(super) fn open_box(renderer: &Renderer<'_>, out: &mut Html, piece: &Piece) {
    out.open("div", &[("class", "bit"), ("data-el", renderer.element(&piece.address))]);
}

impl Renderer<'_> {
    /// The element a piece or row shows, for writing only.
    pub(super) fn element<'s>(&self, at: &'s Address) -> &'s str {
        match (self.hooks, at.element.as_str()) {
            (None, _) => "",
            _ if self.is_over_reports => "",
            (_, "") => ".",
            (_, element) => element,
        }
    }

    /// What can be edited in a place.
    pub(super) fn hook(&self, at: &Address) -> Option<Hook> {
        self.hooks.and_then(|hooks| hooks(at))
    }

    /// What can be edited in a cell of a row, and in which field.
    pub(super) fn cell_hook<'s>(&self, row: &Address, cell: &'s Cell) -> Option<(Hook, &'s str)> {
        self.hooks?;
        if let Some(place) = &cell.place {
            let mut hook = self.hook(place)?;
            if hook.element.is_empty() {
                self.element(place).clone_into(&mut hook.element);
            }
            return Some((hook, &place.field));
        }
        if cell.field.is_empty() || row.element.is_missing() {
            return None;
        }
        let at = Address { field: cell.field.clone(), ..row.clone() };
        Some((self.hook(&at)?, &cell.field))
    }

    /// An element with a short text that can be edited where it stands.
    pub(super) fn hooked(
        &self,
        out: &mut Html,
        name: &str,
        attributes: &[(&str, &str)],
        at: &Address,
        text: &str,
    ) {
        match self.hook(at) {
            Some(hook) => {
                let own = hook.attributes(&at.field);
                out.element(name, &[attributes, &own].concat(), text);
            }
            None => out.element(name, attributes, text),
        }
    }
}

impl Hook {
    /// As attributes of an element that shows this field.
    pub(super) fn attributes<'s>(&'s self, field: &'s str) -> [(&'s str, &'s str); 6] {
        [
            ("data-el", &self.element),
            ("data-f", field),
            ("data-k", self.kind),
            ("data-v", &self.value),
            ("data-label", self.label),
            ("tabindex", "0"),
        ]
    }
}
