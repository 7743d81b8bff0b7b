//! What is selected in a table: a block of cells from one to another.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::rc::Rc;

use crate::typist::browser::document;
use web_sys::Element;

use super::layout::{At, Layout, table_of};
use super::{Place, dom, tools};

thread_local! {
    /// The cell it begins with, and the one with the focus.
    static RANGE: RefCell<Option<(Element, Element)>> = const { RefCell::new(None) };
}

/// Cells of one table.
pub(super) struct Block {
    pub(super) layout: Rc<Layout>,
    pub(super) rows: RangeInclusive<usize>,
    pub(super) columns: RangeInclusive<usize>,
}

impl Block {
    /// What is selected: the range around a cell, else the cell alone.
    pub(super) fn of(cell: &Element) -> Option<Self> {
        let layout = Layout::around(cell)?;
        let ends = RANGE.with_borrow(Clone::clone).filter(|(_, to)| to == cell);
        let (from, to) = ends.unwrap_or_else(|| (cell.clone(), cell.clone()));
        let (from, to) = (layout.find(&from)?, layout.find(&to)?);
        let rows = from.0.min(to.0)..=from.0.max(to.0);
        let columns = from.1.min(to.1)..=from.1.max(to.1);
        Some(Self { layout, rows, columns })
    }

    /// Whether it is more than one cell.
    pub(super) fn is_range(&self) -> bool {
        self.rows.start() < self.rows.end() || self.columns.start() < self.columns.end()
    }

    /// Where it begins.
    pub(super) fn start(&self) -> At {
        (*self.rows.start(), *self.columns.start())
    }

    /// Its cells, each once.
    pub(super) fn cells(&self) -> Vec<Element> {
        let mut cells: Vec<Element> = Vec::new();
        for row in self.rows.clone() {
            for cell in self.columns.clone().filter_map(|column| self.layout.cell((row, column))) {
                if cells.last() != Some(cell) {
                    cells.push(cell.clone());
                }
            }
        }
        cells
    }

    /// Those that can be typed in.
    pub(super) fn places(&self) -> Vec<Place> {
        self.cells().into_iter().filter_map(Place::of).collect()
    }
}

/// The places that are selected: of a range, or the one.
pub(super) fn places(place: Place) -> Vec<Place> {
    match Block::of(&place.element) {
        Some(block) => block.places(),
        None => vec![place],
    }
}

/// The focus has come to a cell: what was selected elsewhere no longer is.
pub(super) fn entered(cell: &Element) {
    let is_end = RANGE.with_borrow(|range| range.as_ref().is_some_and(|(_, to)| to == cell));
    if !is_end {
        clear();
    }
}

/// Nothing but the cell with the focus is selected.
pub(super) fn clear() {
    RANGE.take();
    mark();
}

/// Selects as far as another cell of the same table, and goes there.
pub(super) fn extend(from: &Element, to: &Element) {
    let anchor = RANGE.with_borrow(|range| {
        let range = range.as_ref().filter(|(_, end)| end == from);
        range.map_or_else(|| from.clone(), |(anchor, _)| anchor.clone())
    });
    select(&anchor, to);
}

/// Selects from one cell to another.
pub(super) fn select(from: &Element, to: &Element) {
    if table_of(from).is_none() || table_of(from) != table_of(to) {
        return;
    }
    RANGE.set(Some((from.clone(), to.clone())));
    dom::focus(to);
    mark();
    if let Some(block) = Block::of(to).filter(Block::is_range) {
        let count = |range: &RangeInclusive<usize>| range.end() - range.start() + 1;
        let named = |count, one, more| format!("{count} {}", if count == 1 { one } else { more });
        let rows = named(count(&block.rows), "rad", "rader");
        let columns = named(count(&block.columns), "kolumn", "kolumner");
        tools::say(&format!("{rows}, {columns}"));
    }
}

/// Shows what is selected. What a patch has painted anew is shown again.
pub(super) fn mark() {
    let Some(body) = document().body() else { return };
    for cell in dom::all(&body, ".in[aria-selected]") {
        let _ = cell.remove_attribute("aria-selected");
        dom::drop_class(&cell, "in");
    }
    let Some((_, to)) = RANGE.with_borrow(Clone::clone) else { return };
    for cell in Block::of(&to).filter(Block::is_range).iter().flat_map(Block::cells) {
        let _ = cell.set_attribute("aria-selected", "true");
        let _ = cell.class_list().add_1("in");
    }
}
