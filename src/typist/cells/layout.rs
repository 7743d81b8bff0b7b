//! A table as rows and columns, whatever its cells span, and the ways through it.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTableRowElement};

use super::dom;
use crate::typist::browser::document;

thread_local! {
    /// The table that was asked about last.
    static LAST: RefCell<Option<(Element, Rc<Layout>)>> = const { RefCell::new(None) };
}

/// Where one goes from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::typist) enum Direction {
    Up,
    Down,
    Left,
    Right,
    RowStart,
    RowEnd,
    Start,
    End,
    /// To the next place of the page, or back, whatever stands between.
    Next,
    Back,
}

/// A row and a column.
pub(super) type At = (usize, usize);

/// A cell in its row: its first column, and how many it has.
struct Slot {
    column: usize,
    width: usize,
    cell: Element,
}

/// A table, its heads first.
pub(super) struct Layout {
    pub(super) rows: Vec<Element>,
    /// What each row has, found when it is asked for: large tables have thousands of cells.
    slots: Vec<OnceCell<Vec<Slot>>>,
    /// How many rows are heads.
    pub(super) heads: usize,
    /// How many columns there are.
    pub(super) columns: usize,
}

/// The page shows something else.
pub(in crate::typist) fn has_changed() {
    LAST.take();
}

impl Layout {
    /// The table a cell stands in.
    pub(super) fn around(cell: &Element) -> Option<Rc<Self>> {
        table_of(cell).map(|table| Self::of(&table))
    }

    /// A table.
    pub(super) fn of(table: &Element) -> Rc<Self> {
        let known = LAST.with_borrow(Clone::clone).filter(|(last, _)| last == table);
        if let Some((_, layout)) = known {
            return layout;
        }
        let layout = Rc::new(Self::read(table));
        LAST.set(Some((table.clone(), layout.clone())));
        layout
    }

    fn read(table: &Element) -> Self {
        let rows = dom::all(table, "tr");
        let is_head = |row: &&Element| row.closest("thead").ok().flatten().is_some();
        let heads = rows.iter().take_while(is_head).count();
        // For each column, how many rows a cell above still covers.
        let mut covered: Vec<usize> = Vec::new();
        let are_covered = table.query_selector("tbody [rowspan]").ok().flatten().is_some();
        // The first row tells how many columns there are where no head does.
        let read = if are_covered { rows.len() } else { heads + 1 };
        let first = rows.iter().take(read).map(|row| slots(row, &mut covered).into());
        let mut slots: Vec<OnceCell<Vec<Slot>>> = first.collect();
        slots.resize_with(rows.len(), OnceCell::new);
        Self { rows, slots, heads, columns: covered.len() }
    }

    fn slots(&self, row: usize) -> &[Slot] {
        let (Some(own), Some(element)) = (self.slots.get(row), self.rows.get(row)) else {
            return &[];
        };
        own.get_or_init(|| slots(element, &mut vec![0; self.columns]))
    }

    /// Where a cell is.
    pub(super) fn find(&self, cell: &Element) -> Option<At> {
        let row: HtmlTableRowElement = cell.closest("tr").ok()??.dyn_into().ok()?;
        let row = usize::try_from(row.row_index()).ok()?;
        let slot = self.slots(row).iter().find(|slot| slot.cell == *cell)?;
        Some((row, slot.column))
    }

    /// The cell at a place.
    pub(super) fn cell(&self, (row, column): At) -> Option<&Element> {
        let mut slots = self.slots(row).iter();
        let found = slots.find(|slot| (slot.column..slot.column + slot.width).contains(&column));
        found.map(|slot| &slot.cell)
    }

    /// A cell that can be typed in.
    pub(super) fn place(&self, at: At) -> Option<&Element> {
        self.cell(at).filter(|cell| dom::KIND.with(|kind| kind.is_on(cell)))
    }

    /// The name of a row: its head, else its first cell with a text.
    pub(super) fn row_name(&self, row: usize) -> String {
        let Some(element) = self.rows.get(row) else { return String::new() };
        let head = element.query_selector("th").ok().flatten();
        let cells = self.slots(row).iter().map(|slot| &slot.cell);
        let texts = head.iter().chain(cells).map(dom::text);
        let mut named = texts.filter(|text| text.chars().any(char::is_alphabetic));
        named.next().unwrap_or_default()
    }

    /// What all cells of a row stand in, as its attribute says; `None` where some stand in something
    /// of their own.
    pub(super) fn around_row(&self, row: usize) -> Option<String> {
        let row = self.rows.get(row)?;
        if row.query_selector("[data-el]").ok()?.is_some() {
            return None;
        }
        row.closest("[data-el]").ok()??.get_attribute("data-el")
    }

    /// A column's own head, if it has one.
    pub(super) fn head(&self, column: usize) -> Option<&Element> {
        (0..self.heads).rev().find_map(|row| self.cell((row, column)))
    }

    /// The head above that one.
    pub(super) fn group(&self, column: usize) -> Option<&Element> {
        let own = self.head(column)?;
        let mut above = (0..self.heads).rev().filter_map(|row| self.cell((row, column)));
        above.find(|head| *head != own)
    }

    /// The next place in a direction, over cells that are none.
    pub(super) fn step(&self, from: At, direction: Direction) -> Option<&Element> {
        let (row, column) = from;
        let here = self.cell(from);
        let other = |at: At| self.place(at).filter(|cell| Some(*cell) != here);
        let (rows, columns) = (self.rows.len(), self.columns);
        match direction {
            Direction::Up => (0..row).rev().find_map(|row| other((row, column))),
            Direction::Down => (row + 1..rows).find_map(|row| other((row, column))),
            Direction::Left => (0..column).rev().find_map(|column| other((row, column))),
            Direction::Right => (column + 1..columns).find_map(|column| other((row, column))),
            Direction::RowStart => (0..columns).find_map(|column| self.place((row, column))),
            Direction::RowEnd => (0..columns).rev().find_map(|column| self.place((row, column))),
            Direction::Start => {
                (self.heads..rows).find_map(|row| self.step((row, 0), Direction::RowStart))
            }
            Direction::End => {
                (self.heads..rows).rev().find_map(|row| self.step((row, 0), Direction::RowEnd))
            }
            Direction::Next | Direction::Back => None,
        }
    }
}

/// The cells of a row, put beside those that reach into it from above.
fn slots(row: &Element, covered: &mut Vec<usize>) -> Vec<Slot> {
    let cells = row.children();
    let mut out = Vec::new();
    let mut column = 0;
    let above = covered.clone();
    covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    for cell in (0..cells.length()).filter_map(|index| cells.item(index)) {
        while above.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        let (width, rows) = dom::spans(&cell);
        if covered.len() < column + width {
            covered.resize(column + width, 0);
        }
        covered[column..column + width].fill(rows - 1);
        out.push(Slot { column, width, cell });
        column += width;
    }
    out
}

/// The table whose cell this is.
pub(super) fn table_of(cell: &Element) -> Option<Element> {
    match cell.tag_name().as_str() {
        "TD" | "TH" => cell.closest("table").ok().flatten(),
        _ => None,
    }
}

/// The place one comes to from another.
pub(super) fn next_from(cell: &Element, direction: Direction) -> Option<Element> {
    if matches!(direction, Direction::Next | Direction::Back) {
        return neighbour(cell, direction == Direction::Next);
    }
    let layout = Layout::around(cell)?;
    let from = layout.find(cell)?;
    layout.step(from, direction).cloned()
}

/// The nearest place after a cell in the page, or before it.
fn neighbour(cell: &Element, is_after: bool) -> Option<Element> {
    const ELEMENTS: u32 = 1;
    let main = cell.closest("main").ok()??;
    let walker = document().create_tree_walker_with_what_to_show(&main, ELEMENTS).ok()?;
    walker.set_current_node(cell);
    loop {
        let node = if is_after { walker.next_node() } else { walker.previous_node() };
        let found: Element = node.ok()??.dyn_into().ok()?;
        if found.has_attribute("data-k") {
            return Some(found);
        }
    }
}

/// Goes on from a cell, or stays in it where nothing lies in that direction.
pub(super) fn move_from(cell: &Element, direction: Direction) {
    dom::focus(&next_from(cell, direction).unwrap_or_else(|| cell.clone()));
}
