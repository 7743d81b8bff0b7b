//! Long tables in which one writes: each column keeps the width it has, so that a row is laid out by
//! itself, and blocks of rows far from the view not at all.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::dom;
use super::layout::{Layout, table_of};
use crate::typist::browser::request_animation_frame;

/// The class of a table whose columns are fixed.
const FIXED: &str = "fixed";

thread_local! {
    /// Tells that a table has another width.
    static OBSERVER: Option<ResizeObserver> = observer();
    /// The tables whose columns are fixed, and how wide what holds them was.
    static TABLES: RefCell<Vec<(Element, i32)>> = const { RefCell::new(Vec::new()) };
}

/// The focus has come to this cell, or something has changed around it; `true` when the columns have
/// other widths now.
pub(super) fn fix_around(cell: &Element) -> bool {
    // Only a long table comes in blocks.
    let Some(table) = table_of(cell).filter(|table| blocks(table).len() > 1) else { return false };
    let is_fixed = is_fixed(&table);
    if is_fixed && !blocks(&table).iter().any(is_outgrown) {
        return false;
    }
    match is_fixed {
        true => fix_again(&table).is_some(),
        false => fix(&table).is_some(),
    }
}

/// A block of rows comes into the view or leaves it.
pub(super) fn shown(block: &Element) {
    if let Some(table) =
        block.parent_element().filter(|table| is_fixed(table) && is_outgrown(block))
    {
        fix_again(&table);
    }
}

fn blocks(table: &Element) -> Vec<Element> {
    let parts = table.children();
    let parts = (0..parts.length()).filter_map(|index| parts.item(index));
    parts.filter(|part| part.tag_name() == "TBODY").collect()
}

fn is_fixed(table: &Element) -> bool {
    table.class_list().contains(FIXED)
}

/// Whether a row of a block needs more room than its columns have. Of one that waits nothing is known.
fn is_outgrown(block: &Element) -> bool {
    block.scroll_width() > block.client_width() + 1
}

fn fix(table: &Element) -> Option<()> {
    let layout = Layout::of(table);
    let is_whole = |row: &&Element| row.child_element_count() as usize == layout.columns;
    let row = layout.rows.get(layout.heads..)?.iter().find(is_whole)?;
    // Cells that span others in ways that a row by itself cannot tell.
    let odd = "tbody > :not(.group) > [colspan], tbody [rowspan]";
    let holder = table.parent_element()?;
    if table.query_selector(odd).ok()?.is_some() {
        return None;
    }
    let cells = row.children();
    let cells = (0..cells.length()).filter_map(|index| cells.item(index));
    let widths = cells.map(|cell| cell.get_bounding_client_rect().width());
    let columns: String =
        widths.map(|width| format!("minmax(min-content, {width:.2}px) ")).collect();
    let width = table.get_bounding_client_rect().width();
    let blocks = blocks(table);
    let heights: Vec<i32> = blocks.iter().map(Element::client_height).collect();
    for (block, height) in blocks.iter().zip(heights) {
        set(block, "--height", &format!("{height}px"));
    }
    for head in dom::all(table, "thead > tr > *") {
        set(&head, "grid-column", &format!("span {}", dom::span(&head, "colspan")));
        set(&head, "grid-row", &format!("span {}", dom::span(&head, "rowspan")));
    }
    set(table, "--columns", &columns);
    set(table, "--width", &format!("{width:.2}px"));
    table.class_list().add_1(FIXED).ok()?;
    TABLES.with_borrow_mut(|tables| {
        tables.retain(|(other, _)| other != table && other.is_connected());
        tables.push((table.clone(), holder.client_width()));
    });
    OBSERVER.with(|observer| observer.as_ref().map(|observer| observer.observe(&holder)));
    Some(())
}

fn set(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(name, value);
    }
}

/// The columns become as wide as what stands in them needs, and keep that.
fn fix_again(table: &Element) -> Option<()> {
    let _ = table.class_list().remove_1(FIXED);
    fix(table)
}

fn observer() -> Option<ResizeObserver> {
    // In the next frame: other widths while sizes are told would make them be told again.
    let changed = Closure::<dyn Fn()>::new(|| request_animation_frame(resized)).into_js_value();
    ResizeObserver::new(changed.unchecked_ref()).ok()
}

/// What holds the tables may have another width.
fn resized() {
    let tables = TABLES.with_borrow(Clone::clone);
    for (table, before) in tables {
        let now = table.parent_element().filter(|_| table.is_connected());
        if now.is_some_and(|holder| holder.client_width() != before) {
            fix_again(&table);
        }
    }
}
