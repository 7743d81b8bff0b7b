//! Rows of a table rendered by themselves, so that a change in one does not cost all of them.

use super::{Html, Own, Renderer, table};
use crate::document::{Body, Piece, Table, TableRow};

impl Renderer<'_> {
    /// These rows of a table in its document once more: their numbers among all rows of the piece, heads
    /// too, and their markup. `None` when the piece has no table.
    pub fn rows_under(
        &mut self,
        piece: &Piece,
        rows: &[usize],
        own: &Own,
    ) -> Option<Vec<(usize, String)>> {
        let Body::Table(table) = &piece.body else { return None };
        // What the rows have is free for them, and everything is the piece's again afterwards.
        self.release(own);
        let heads = table::head_rows(self, table);
        let columns = table::width(table);
        let row = |index: &usize| {
            let mut out = Html { html: String::new(), taken: std::mem::take(&mut self.taken) };
            table::row(self, &mut out, table, &table.rows[*index], columns);
            self.taken = out.taken;
            (heads + index, out.html)
        };
        let rendered = rows.iter().map(row).collect();
        self.take_back(own);
        Some(rendered)
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
    let rows = old.rows.iter().zip(&new.rows).enumerate();
    let is_other = |(old, new): (&TableRow, &TableRow)| old != new || is_touched(&new.address);
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
}

/// Puts rows in the place of those with their numbers in the markup of a piece.
pub fn put(html: &mut String, rows: &[(usize, String)]) {
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    let mut rows = rows.iter().peekable();
    let mut number = 0;
    while let Some(start) = rest.find("<tr").filter(|_| rows.peek().is_some()) {
        let end = rest.find("</tr>").map_or(rest.len(), |end| end + "</tr>".len());
        let own = rows.next_if(|(wanted, _)| *wanted == number);
        out.push_str(&rest[..start]);
        out.push_str(own.map_or(&rest[start..end], |(_, row)| row));
        rest = &rest[end..];
        number += 1;
    }
    out.push_str(rest);
    *html = out;
}
