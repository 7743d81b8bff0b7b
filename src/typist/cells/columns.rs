//! Long tables in which one writes: each column keeps the width it has, so that a row is laid out by
//! itself, and blocks of rows far from the view not at all.

use std::cell::RefCell;
use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::dom;
use super::layout::{Layout, table_of};
use crate::typist::browser::{document, request_animation_frame, set_timeout};

/// The class of a table whose columns are fixed.
const FIXED: &str = "fixed";
/// How long after its columns have grown a table is laid out as a whole again, when nobody types.
const LATER: Duration = Duration::from_secs(2);

thread_local! {
    /// Tells that a table has another width.
    static OBSERVER: Option<ResizeObserver> = observer();
    /// The tables whose columns are fixed.
    static TABLES: RefCell<Vec<Fixed>> = const { RefCell::new(Vec::new()) };
}

/// A table whose columns are fixed.
#[derive(Clone)]
struct Fixed {
    table: Element,
    /// How wide what holds it was, in pixels.
    holder: i32,
    /// How wide its columns are.
    columns: Vec<f64>,
    /// How wide it is itself.
    width: f64,
    /// Whether it is to be laid out as a whole.
    is_due: bool,
}

/// The focus has come to this cell, or something has changed around it; `true` when the columns have
/// other widths now.
pub(super) fn fix_around(cell: &Element) -> bool {
    // Only a long table comes in blocks.
    let Some(table) = table_of(cell).filter(|table| blocks(table).len() > 1) else { return false };
    match is_fixed(&table) {
        true => grow(&table).is_some(),
        false => fix(&table).is_some(),
    }
}

/// A block of rows comes into the view or leaves it.
pub(super) fn shown(block: &Element) {
    if let Some(table) = block.parent_element().filter(is_fixed) {
        grow(&table);
    }
}

fn blocks(table: &Element) -> Vec<Element> {
    children(table).into_iter().filter(|part| part.tag_name() == "TBODY").collect()
}

fn children(of: &Element) -> Vec<Element> {
    let children = of.children();
    (0..children.length()).filter_map(|index| children.item(index)).collect()
}

fn is_fixed(table: &Element) -> bool {
    table.class_list().contains(FIXED)
}

/// Whether a row of a block needs more room than its columns have. Of one that waits nothing is known.
fn is_outgrown(block: &Element) -> bool {
    block.scroll_width() > block.client_width() + 1
}

/// Rows become as wide as what stands in them needs; their columns follow. Only rows in view are looked
/// at: to lay all of a table out takes long, and is done when nobody types.
fn grow(table: &Element) -> Option<()> {
    let blocks: Vec<Element> = blocks(table).into_iter().filter(is_outgrown).collect();
    let mut fixed = TABLES.with_borrow(|tables| {
        tables.iter().find(|fixed| fixed.table == *table).filter(|_| !blocks.is_empty()).cloned()
    })?;
    for row in blocks.iter().flat_map(children) {
        let cells = children(&row);
        if cells.len() == fixed.columns.len() {
            let widths = cells.iter().map(|cell| cell.get_bounding_client_rect().width());
            fixed.columns.iter_mut().zip(widths).for_each(|(own, width)| *own = own.max(width));
        }
    }
    let width = fixed.columns.iter().sum::<f64>().max(fixed.width);
    // It had room, and now has not: other columns may have some to spare.
    let holder = f64::from(fixed.holder) + 1.0;
    if !fixed.is_due && fixed.width <= holder && width > holder {
        fixed.is_due = true;
        fix_later(table.clone());
    }
    fixed.width = width;
    show(&fixed);
    note(fixed);
    Some(())
}

fn fix_later(table: Element) {
    set_timeout(
        move || {
            let is_typed_in =
                document().query_selector("[data-typing]").is_ok_and(|at| at.is_some());
            let is_due = TABLES.with_borrow(|tables| {
                tables.iter().any(|fixed| fixed.is_due && fixed.table == table)
            });
            match is_due && table.is_connected() {
                true if is_typed_in => fix_later(table),
                true => drop(fix_again(&table)),
                false => {}
            }
        },
        LATER,
    );
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
    let width = |element: &Element| element.get_bounding_client_rect().width();
    let columns = children(row).iter().map(width).collect();
    let (table, width) = (table.clone(), width(table));
    let fixed = Fixed { table, holder: holder.client_width(), columns, width, is_due: false };
    let blocks = blocks(&fixed.table);
    let heights: Vec<i32> = blocks.iter().map(Element::client_height).collect();
    for (block, height) in blocks.iter().zip(heights) {
        set(block, "--height", &format!("{height}px"));
    }
    for head in dom::all(&fixed.table, "thead > tr > *") {
        let (columns, rows) = dom::spans(&head);
        set(&head, "grid-column", &format!("span {columns}"));
        set(&head, "grid-row", &format!("span {rows}"));
    }
    show(&fixed);
    fixed.table.class_list().add_1(FIXED).ok()?;
    note(fixed);
    OBSERVER.with(|observer| observer.as_ref().map(|observer| observer.observe(&holder)));
    Some(())
}

/// Gives a table and its columns their widths.
fn show(fixed: &Fixed) {
    let columns = fixed.columns.iter();
    let columns: String =
        columns.map(|width| format!("minmax(min-content, {width:.2}px) ")).collect();
    set(&fixed.table, "--columns", &columns);
    set(&fixed.table, "--width", &format!("{:.2}px", fixed.width));
}

fn note(fixed: Fixed) {
    TABLES.with_borrow_mut(|tables| {
        tables.retain(|other| other.table != fixed.table && other.table.is_connected());
        tables.push(fixed);
    });
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
    for Fixed { table, holder, .. } in tables {
        let now = table.parent_element().filter(|_| table.is_connected());
        if now.is_some_and(|now| now.client_width() != holder) {
            fix_again(&table);
        }
    }
}
