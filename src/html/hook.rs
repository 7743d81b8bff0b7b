//! What writing needs to know of a place: what it is, and the text as it is typed.
//!
//! A place that can be edited has `data-k` (how it is typed), `data-v` (what is typed there now, where
//! it is not what is shown) and `data-f` (the field); the element is the nearest `data-el` around it,
//! a dot for the report itself. All of them can have the focus. A column's head says in `data-role` what
//! it holds, for pasting. What the tools in the margin act on is said by `data-item`, on a row, a column's
//! head or a piece: an element, or a part of one, that can be moved, copied and taken out; where none is said,
//! there is none. A page over many reports has no element around: there each place has a whole address of its
//! own in `data-el`, and nothing is an item.

use super::{Html, Renderer};
use crate::document::{Body, Cell, Piece};
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
    let item = renderer.item(item_of(piece).as_ref());
    let element = renderer.element(&piece.address);
    out.open("div", &[("class", "bit"), ("data-el", element), ("data-item", &item)]);
}

/// What a piece is as a whole: the element that it shows by itself, or that it is the title of. What stands
/// in an element beside its title is no item.
fn item_of(piece: &Piece) -> Option<Address> {
    let at = &piece.address;
    match (&piece.body, at.field.as_str()) {
        (Body::Text(..), "title") | (_, "") => Some(at.field("")),
        _ => None,
    }
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

    /// An item as the tools are told of it: `element` or `element/field`.
    pub(super) fn item(&self, at: Option<&Address>) -> String {
        let is_told = self.hooks.is_some() && !self.is_over_reports;
        let at = at.filter(|at| is_told && !at.element.is_missing());
        at.map(Address::anchor).unwrap_or_default()
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
