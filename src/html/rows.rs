//! Rows of a table rendered by themselves, so that a change in one does not cost all of them.

use std::sync::Arc;

use super::{Html, Own, Renderer, table};
use crate::document::{Body, Piece, Table, TableRow};

/// Rows of a piece's table: their numbers among all its rows, heads too, and their markup one after the
/// other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SomeRows {
    /// The numbers, the least first.
    pub numbers: Vec<u32>,
    /// The markup.
    pub html: String,
}

impl Renderer<'_> {
    /// These rows of a table in its document once more. `None` when the piece has no table.
    pub fn rows_under(&mut self, piece: &Piece, rows: &[usize], own: &Own) -> Option<SomeRows> {
        let Body::Table(table) = &piece.body else { return None };
        // What the rows have is free for them, and everything is the piece's again afterwards.
        self.release(own);
        let heads = table::head_rows(self, table);
        let columns = table::width(table);
        let mut out = Html { html: String::new(), taken: std::mem::take(&mut self.taken) };
        for index in rows {
            table::row(self, &mut out, table, &table.rows[*index], columns);
        }
        self.taken = out.taken;
        self.take_back(own);
        let numbers = rows.iter().map(|index| (heads + index) as u32).collect();
        Some(SomeRows { numbers, html: out.html })
    }
}

/// The rows of a table that are others than before or show what was touched; `None` when more than rows
/// are.
pub fn changed(
    before: &Piece,
    now: &Piece,
    is_touched: impl Fn(&crate::model::Address) -> bool,
) -> Option<Vec<usize>> {
    let (Body::Table(old), Body::Table(new)) = (&before.body, &now.body) else { return None };
    let is_same = before.address == now.address
        && before.also == now.also
        && old.rows.len() == new.rows.len()
        && !is_touched(&now.address)
        && is_same_around(old, new)
        // The piece takes its ids before its rows.
        && new.rows.iter().all(|row| row.address != now.address && !now.also.contains(&row.address));
    let rows = old.rows.iter().zip(new.rows.iter()).enumerate();
    let is_other =
        |(old, new): (&Arc<TableRow>, &Arc<TableRow>)| old != new || is_touched(&new.address);
    let changed = rows.filter(|(_, pair)| is_other(*pair)).map(|(index, _)| index);
    is_same.then(|| changed.collect())
}

/// Whether two tables are one but for their rows, each of which has an address of its own.
fn is_same_around(old: &Table, new: &Table) -> bool {
    let Table { caption, caption_at, rest, rest_at, heads, rows, notes, notes_at, row_heads } = new;
    let mut addresses: Vec<_> = rows.iter().map(|row| &row.address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let titles = (&old.caption, &old.caption_at, &old.rest, &old.rest_at);
    (caption, caption_at, rest, rest_at) == titles
        && (heads, notes, notes_at, row_heads)
            == (&old.heads, &old.notes, &old.notes_at, &old.row_heads)
        && addresses.len() == rows.len()
        && table::width(old) == table::width(new)
        && table::is_any_rounded(old) == table::is_any_rounded(new)
}

/// Puts rows in the place of those with their numbers in the markup of a piece.
pub fn put(html: &mut String, rows: &SomeRows) {
    let mut out = String::with_capacity(html.len() + rows.html.len());
    let mut rest = html.as_str();
    let mut new = rows.html.as_str();
    let mut numbers = rows.numbers.iter().peekable();
    let mut number = 0;
    while let Some(start) = rest.find("<tr").filter(|_| numbers.peek().is_some()) {
        out.push_str(&rest[..start]);
        let (old, after) = rest[start..].split_at(end_of_row(&rest[start..]));
        if numbers.next_if_eq(&&number).is_some() {
            let (own, following) = new.split_at(end_of_row(new));
            out.push_str(own);
            new = following;
        } else {
            out.push_str(old);
        }
        rest = after;
        number += 1;
    }
    out.push_str(rest);
    *html = out;
}

fn end_of_row(html: &str) -> usize {
    const END: &str = "</tr>";
    html.find(END).map_or(html.len(), |end| end + END.len())
}
