//! What a sum of a table is most likely of.

use crate::model::{Id, Row, RowKind};

/// The rows that a sum would be of: a subtotal of the rows since the last one, a total of the subtotals
/// and of what is in none of them.
pub(super) fn proposed(rows: &[Row], at: usize) -> Vec<&Id> {
    let Some((above, row)) = rows.get(at).map(|row| (&rows[..at], row)) else { return Vec::new() };
    let since = |is_end: fn(RowKind) -> bool| {
        let end = above.iter().rposition(|row| is_end(row.kind));
        &above[end.map_or(0, |end| end + 1)..]
    };
    let (part, is_part): (&[Row], fn(RowKind) -> bool) = match row.kind {
        RowKind::Subtotal => {
            let is_end = |kind| matches!(kind, RowKind::Subtotal | RowKind::Total);
            (since(is_end), |kind| kind == RowKind::Item)
        }
        RowKind::Total => (since(|kind| kind == RowKind::Total), |kind| {
            matches!(kind, RowKind::Item | RowKind::Subtotal | RowKind::Buffer)
        }),
        _ => return Vec::new(),
    };
    let is_summed = |row: &Row| above.iter().any(|sum| sum.sum.contains(&row.id));
    let parts = part.iter().filter(|row| is_part(row.kind) && !is_summed(row));
    parts.map(|row| &row.id).filter(|id| !id.is_missing()).collect()
}
