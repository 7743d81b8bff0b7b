//! What a sum of a table is most likely of.

use crate::model::{Id, Row, RowKind};

/// The rows that a sum would be of: a subtotal of the rows since the last one, a total of the subtotals
/// and of what is in none of them. A subtotal right below another is a total of its group.
pub(super) fn proposed(rows: &[Row], at: usize) -> Vec<&Id> {
    let Some((above, row)) = rows.get(at).map(|row| (&rows[..at], row)) else { return Vec::new() };
    let is_item = |kind| kind == RowKind::Item;
    let is_part = |kind| matches!(kind, RowKind::Item | RowKind::Subtotal | RowKind::Buffer);
    match row.kind {
        RowKind::Subtotal => {
            let group = since(above, |kind| kind != RowKind::Item && kind != RowKind::OfWhich);
            let parts = unsummed(group, above, is_item);
            match parts.is_empty() {
                true => unsummed(since(above, is_break), above, is_part),
                false => parts,
            }
        }
        RowKind::Total => unsummed(since(above, |kind| kind == RowKind::Total), above, is_part),
        _ => Vec::new(),
    }
}

fn is_break(kind: RowKind) -> bool {
    matches!(kind, RowKind::Head | RowKind::Group | RowKind::Total)
}

/// The last rows, after the last that ends what is before.
fn since(rows: &[Row], is_end: impl Fn(RowKind) -> bool) -> &[Row] {
    let end = rows.iter().rposition(|row| is_end(row.kind));
    &rows[end.map_or(0, |end| end + 1)..]
}

/// The rows that are parts and in no sum so far.
fn unsummed<'r>(rows: &'r [Row], all: &[Row], is_part: impl Fn(RowKind) -> bool) -> Vec<&'r Id> {
    let is_summed = |row: &Row| all.iter().any(|sum| sum.sum.contains(&row.id));
    let parts = rows.iter().filter(|row| is_part(row.kind) && !is_summed(row));
    parts.map(|row| &row.id).filter(|id| !id.is_missing()).collect()
}
