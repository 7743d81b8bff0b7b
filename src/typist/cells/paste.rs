//! A block on its way into a table: what is typed where.

use std::collections::HashSet;

use web_sys::Element;

use super::clipboard::plain;
use super::growth::Growth;
use super::layout::Layout;
use super::{dom, place};
use crate::clip::{self, Fit, Grid, Target};
use crate::typist::page::{NewRow, Typed};

/// A block on its way into a table.
pub(super) struct Paste {
    pub(super) grid: Grid,
    pub(super) fit: Fit,
    pub(super) columns: Vec<Target>,
    /// Rows of the block that do not come as new ones, though they could.
    pub(super) left_out: HashSet<usize>,
    table: Element,
    growth: Option<Growth>,
}

impl Paste {
    pub(super) fn new(
        grid: Grid,
        fit: Fit,
        columns: Vec<Target>,
        table: Element,
        growth: Option<Growth>,
    ) -> Self {
        Self { grid, fit, columns, left_out: HashSet::new(), table, growth }
    }

    /// What is typed where, and how many cells of the block have no place.
    pub(super) fn typed(&self) -> (Typed, usize) {
        let layout = Layout::of(&self.table);
        let mut cells = self.names(&layout);
        let (mut here, mut around) = (None, None);
        let placements = self.fit.placements(&self.grid);
        // Rows that go nowhere are told by name, and new ones counted below.
        let rows = self.fit.rows.iter().filter(|(_, to)| to.is_some());
        let placed: HashSet<usize> = rows.map(|(row, _)| *row).collect();
        let mut left = placements.left.iter().filter(|(row, _)| placed.contains(row)).count();
        for (from, (row, column)) in placements.placed {
            let (row, text) = (row + layout.heads, self.grid.cell(from.0, from.1));
            // A block may have thousands of cells: what is around a row is asked for once.
            if here.replace(row) != Some(row) {
                around = layout.around_row(row);
            }
            match layout.place((row, column)).and_then(|cell| typed_in(cell, around.as_deref())) {
                Some((_, value)) if plain(&value) == plain(text) => {}
                Some((at, _)) => cells.push((at, text.to_owned())),
                None if text.trim().is_empty() => {}
                None => left += 1,
            }
        }
        let (rows, homeless) = self.rows(&layout);
        (Typed { cells, rows }, left + homeless)
    }

    /// The rows of the block that come as new ones, each with the row it comes below.
    fn new_rows(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.fit.new_rows.iter().copied();
        all.filter(|(row, _)| !self.left_out.contains(row))
    }

    /// Rows that have no name yet are given those of the block.
    fn names(&self, layout: &Layout) -> Vec<(String, String)> {
        let Some(column) = self.fit.label_column else { return Vec::new() };
        let name = |(from, to): &(usize, Option<usize>)| {
            let row = to.map(|row| row + layout.heads);
            let row = row.filter(|row| layout.row_name(*row).is_empty())?;
            let name = self.grid.cell(*from, column);
            let head = layout.place((row, self.name_column()));
            let (at, _) = head.and_then(|head| typed_in(head, None))?;
            (!name.is_empty()).then(|| (at, name.to_owned()))
        };
        self.fit.rows.iter().filter_map(name).collect()
    }

    /// The new rows, and how many of their cells have no place in one.
    fn rows(&self, layout: &Layout) -> (Vec<NewRow>, usize) {
        let Some(growth) = &self.growth else { return (Vec::new(), 0) };
        let names = self.name_column();
        let mut homeless = 0;
        let rows = self.new_rows().filter_map(|(row, above)| {
            let mut cells = Vec::new();
            for (column, to, _) in &self.fit.columns {
                let text = self.grid.cell(row, *column).trim();
                let is_name = self.fit.label_column == Some(*column);
                let to = if is_name { Some(names) } else { *to };
                match to.and_then(|to| growth.field(to)) {
                    _ if text.is_empty() => {}
                    Some(field) => cells.push((field.to_owned(), text.to_owned())),
                    None => homeless += 1,
                }
            }
            let below = place::item(layout.rows.get(above + layout.heads)?)?;
            Some(NewRow { below, cells })
        });
        (rows.collect(), homeless)
    }

    /// Where the names of rows go: under their own head, else into the first place of a row.
    fn name_column(&self) -> usize {
        let head =
            self.fit.label_column.and_then(|column| self.head(column)).map(str::to_lowercase);
        let is_it = |target: &Target| Some(target.title.to_lowercase()) == head && target.is_text;
        let own = self.columns.iter().position(is_it);
        own.unwrap_or_else(|| self.growth.as_ref().map_or(0, Growth::first))
    }

    pub(super) fn column_name(&self, column: usize) -> String {
        let Some(target) = self.columns.get(column) else { return String::new() };
        let name = match (target.title.is_empty(), target.group.is_empty()) {
            (true, _) => format!("Kolumn {}", column + 1),
            (_, true) => target.title.clone(),
            _ => format!("{}: {}", target.group, target.title),
        };
        name.trim().to_owned()
    }

    /// What the block says above a column, else its number.
    pub(super) fn source_name(&self, column: usize) -> String {
        self.head(column).map_or_else(|| format!("Kolumn {}", column + 1), str::to_owned)
    }

    /// What the block says above a column.
    fn head(&self, column: usize) -> Option<&str> {
        let mut heads =
            (0..self.fit.header_rows).rev().map(|row| self.grid.cell(row, column).trim());
        heads.find(|text| !text.is_empty())
    }

    /// What a row of the block is told by: its name, else the first that it says.
    pub(super) fn row_name(&self, row: usize) -> &str {
        let name = self.fit.label_column.map(|column| self.grid.cell(row, column).trim());
        let cells = (0..self.grid.width()).map(|column| self.grid.cell(row, column).trim());
        name.into_iter().chain(cells).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The name of a row of the table, if it is another than a block's row that goes there has.
    pub(super) fn other_name(&self, name: &str, row: usize) -> Option<String> {
        let layout = Layout::of(&self.table);
        let own = layout.row_name(row + layout.heads);
        (!own.is_empty() && !clip::is_same_name(&own, name)).then_some(own)
    }

    /// Rows of the block that go nowhere.
    pub(super) fn homeless(&self) -> impl Iterator<Item = usize> {
        let new: HashSet<usize> = self.new_rows().map(|(row, _)| row).collect();
        let left = self.fit.rows.iter().filter(|(_, to)| to.is_none()).map(|(row, _)| *row);
        left.filter(move |row| !new.contains(row) && !self.row_name(*row).is_empty())
    }
}

/// The address of a cell and what is typed there now.
fn typed_in(cell: &Element, around: Option<&str>) -> Option<(String, String)> {
    let field = dom::FIELD.with(|name| name.of(cell)).unwrap_or_default();
    let at = match around {
        Some(around) => place::address_in(around, &field),
        None => place::address(cell, &field),
    };
    Some((at?, dom::VALUE.with(|name| name.of(cell)).unwrap_or_default()))
}
