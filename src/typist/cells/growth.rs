//! How a table grows when what is pasted is longer: what a new row of it has where.

use web_sys::Element;

use super::layout::Layout;
use super::{dom, place};

/// Most rows that are looked at for one that shows what rows have: those of a table are alike.
const LOOKED_AT: usize = 20;

/// Where in a new row of a table what is pasted in each of its columns stands.
pub(super) struct Growth {
    fields: Vec<Option<String>>,
}

impl Growth {
    /// By the row that has most places; `None` where rows have none of their own.
    pub(super) fn of(layout: &Layout) -> Option<Self> {
        let rows = (layout.heads..layout.rows.len()).filter(|row| !is_sum(&layout.rows[*row]));
        let rows = rows.take(LOOKED_AT).map(|row| fields(layout, row));
        let best = rows.max_by_key(|fields| fields.iter().flatten().count())?;
        best.iter().any(Option::is_some).then_some(Self { fields: best })
    }

    /// The first column in which a row has a place.
    pub(super) fn first(&self) -> usize {
        self.fields.iter().position(Option::is_some).unwrap_or_default()
    }

    /// The field of a new row that a column shows.
    pub(super) fn field(&self, column: usize) -> Option<&str> {
        self.fields.get(column)?.as_deref()
    }
}

/// Whether a row is computed of others.
pub(super) fn is_sum(row: &Element) -> bool {
    row.class_list().contains("sum")
}

/// The fields of a row that its cells show; none for cells of something else, as a goal beside several
/// indicators.
fn fields(layout: &Layout, row: usize) -> Vec<Option<String>> {
    let item = place::item(&layout.rows[row]);
    let field = |column| {
        let cell = layout.place((row, column))?;
        let field = dom::FIELD.with(|name| name.of(cell)).unwrap_or_default();
        let rest = place::address(cell, &field)?;
        let rest = rest.strip_prefix(item.as_deref()?)?.to_owned();
        rest.strip_prefix(['/', '.']).map(str::to_owned).or(rest.is_empty().then_some(rest))
    };
    (0..layout.columns).map(field).collect()
}
