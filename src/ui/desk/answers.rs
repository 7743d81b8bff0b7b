//! What the worker answers.

use std::cell::{Cell, RefCell};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::ui::year::{number, text, texts};

/// From this many cells on the browser lays out only what is near the view.
const LARGE: u32 = 5_000;
/// And of follow-up pages from this many panels.
const LARGE_PANELS: usize = 40;

/// A report or follow-up page: HTML from the worker's renderer, which escapes every text. Its parts
/// come one after the other.
#[derive(Debug)]
pub(in crate::ui) struct PageHtml {
    pub(in crate::ui) serial: u32,
    /// The hash it was asked for.
    pub(in crate::ui) hash: String,
    pub(in crate::ui) title: String,
    pub(in crate::ui) kicker: String,
    /// What stands at the head of printed sheets; empty on follow-up pages.
    pub(in crate::ui) head: String,
    pub(in crate::ui) contents: RefCell<Vec<Entry>>,
    /// How much there is of it, in cells.
    cells: u32,
    /// One for each piece of a report, its front first, or for each panel.
    pub(in crate::ui) parts: RefCell<Vec<String>>,
    /// How many of them make the first screenful.
    pub(in crate::ui) first: usize,
    /// Whether all parts have come.
    pub(in crate::ui) is_whole: Cell<bool>,
}

/// An entry of a page's list of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Entry {
    pub(in crate::ui) href: String,
    /// 1 for chapters.
    pub(in crate::ui) level: u32,
    pub(in crate::ui) title: String,
}

impl Entry {
    /// Reads a list of contents.
    pub(in crate::ui) fn list(of: JsValue) -> Vec<Self> {
        let list: Array = of.unchecked_into();
        list.iter().map(|entry| read_entry(&entry.unchecked_into())).collect()
    }
}

impl PageHtml {
    /// Reads the first answer.
    pub(super) fn read(hash: String, message: &Array) -> Self {
        let parts = texts(message.get(7));
        Self {
            serial: number(message, 1),
            hash,
            title: text(message, 2),
            kicker: text(message, 3),
            head: text(message, 4),
            contents: RefCell::new(Entry::list(message.get(5))),
            cells: number(message, 6),
            first: parts.len(),
            parts: RefCell::new(parts),
            is_whole: Cell::new(message.get(8).is_truthy()),
        }
    }

    /// Whether the browser should lay out only what is near the view.
    pub(in crate::ui) fn is_large(&self, is_report: bool) -> bool {
        if is_report { self.cells > LARGE } else { self.contents.borrow().len() > LARGE_PANELS }
    }
}

fn read_entry(of: &Array) -> Entry {
    let title = format!("{} {}", text(of, 2), text(of, 3)).trim().to_owned();
    Entry { href: text(of, 0), level: number(of, 1), title }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Found {
    pub(in crate::ui) href: String,
    pub(in crate::ui) title: String,
    pub(in crate::ui) kind: String,
    pub(in crate::ui) place: String,
}

impl Found {
    /// Reads the hits of a search.
    pub(super) fn read(hits: JsValue) -> Vec<Self> {
        let hits: Array = hits.unchecked_into();
        let hit = |hit: JsValue| {
            let hit: Array = hit.unchecked_into();
            Self {
                href: text(&hit, 0),
                title: text(&hit, 1),
                kind: text(&hit, 2),
                place: text(&hit, 3),
            }
        };
        hits.iter().map(hit).collect()
    }
}
