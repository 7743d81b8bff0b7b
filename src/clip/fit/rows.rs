//! Rows of a block and the rows they go to.

use std::collections::HashSet;

use super::Destination;
use crate::clip::Grid;
use crate::number::Figure;

/// A column of row labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels {
    pub(super) column: usize,
    /// How many of its cells are labels of ours.
    pub(super) matches: usize,
}

/// A text without what differs between two ways to write one name: case, spaces, punctuation.
pub(super) fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('&', " och ");
    let text = text.trim_end_matches(['*', '¹', '²', '³', '⁴', '⁵', ' ', '\u{a0}']);
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same without a footnote's number, as in *Buffert 1)* or, raised, *Buffert1*.
fn without_mark(text: &str) -> String {
    let text = plain(text);
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    // A number alone is no name with a mark.
    let has_mark = !name.is_empty() && text.len() - name.len() == 1;
    if has_mark { name.to_owned() } else { text }
}

/// A name as it is compared: whole, and without a footnote's number.
struct Name {
    plain: String,
    unmarked: String,
}

impl Name {
    fn of(text: &str) -> Self {
        Self { plain: plain(text), unmarked: without_mark(text) }
    }

    fn is(&self, other: &Self) -> bool {
        !self.plain.is_empty() && (self.plain == other.plain || self.unmarked == other.unmarked)
    }
}

/// Whether two names are one, however they are written.
pub fn is_same_name(one: &str, other: &str) -> bool {
    Name::of(one).is(&Name::of(other))
}

/// Whether a cell is a figure, or a dash that stands for one.
pub(super) fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    let value = cell.trim_start_matches(['<', '>', '≤', '≥', '=']);
    matches!(cell, "-" | "–" | "—" | "−") || Figure::from_typed(value).value().is_some()
}

/// The column of labels: the one with most labels of ours, or a first one of words beside figures.
pub(super) fn label_column(grid: &Grid, from: usize, to: &Destination<'_>) -> Option<Labels> {
    let filled = |column: usize| {
        let rows = from..grid.rows.len();
        rows.map(move |row| grid.cell(row, column).trim()).filter(|cell| !cell.is_empty())
    };
    let labels = to.rows.iter().map(|row| Name::of(&row.label));
    let labels: HashSet<String> = labels.flat_map(|name| [name.plain, name.unmarked]).collect();
    let is_label = |cell: &&str| {
        let name = Name::of(cell);
        !name.plain.is_empty() && (labels.contains(&name.plain) || labels.contains(&name.unmarked))
    };
    let found = (0..grid.width())
        .map(|column| Labels { column, matches: filled(column).filter(is_label).count() });
    // Rows that have no name yet take one of those that are not ours.
    let nameless = to.rows.iter().filter(|row| row.label.is_empty()).count();
    let found = found.filter(|labels| {
        labels.matches * 2 >= filled(labels.column).count().saturating_sub(nameless)
    });
    // Of equals the leftmost.
    let best = found.filter(|l| l.matches > 0).rev().max_by_key(|labels| labels.matches);
    best.or_else(|| {
        let words = filled(0).filter(|cell| !is_figure(cell)).count();
        let all_words = words * 2 > filled(0).count() && words > 0;
        let figures = (1..grid.width()).any(|column| filled(column).any(is_figure));
        let starts_in_text = to.columns.get(to.start.1).is_some_and(|target| target.is_text);
        let may = all_words && figures && (from > 0 || !starts_in_text);
        may.then(|| Labels { column: 0, matches: filled(0).filter(is_label).count() })
    })
}

/// Rows by their labels. Of two rows of one name the next one down is meant; a name that no row has goes
/// to the first row that has none.
pub(super) fn by_label(
    grid: &Grid,
    from: usize,
    column: usize,
    to: &Destination<'_>,
) -> Vec<(usize, Option<usize>)> {
    let labels: Vec<Name> = to.rows.iter().map(|row| Name::of(&row.label)).collect();
    let mut taken = vec![false; labels.len()];
    let mut next = 0;
    let rows = from..grid.rows.len();
    rows.map(|row| {
        let cell = Name::of(grid.cell(row, column));
        let free = || (next..labels.len()).chain(0..next).filter(|at| !taken[*at]);
        let is_cell = |at: &usize| cell.is(&labels[*at]);
        let exact = free().find(|at| labels[*at].plain == cell.plain).filter(is_cell);
        let nameless = || free().find(|at| !cell.plain.is_empty() && labels[*at].plain.is_empty());
        let found = exact.or_else(|| free().find(is_cell)).or_else(nameless);
        if let Some(at) = found {
            taken[at] = true;
            next = at + 1;
        }
        (row, found)
    })
    .collect()
}

/// Rows by place.
pub(super) fn by_place(
    grid: &Grid,
    from: usize,
    start: usize,
    to: &Destination<'_>,
) -> Vec<(usize, Option<usize>)> {
    let rows = (from..grid.rows.len()).zip(start..);
    rows.map(|(row, at)| (row, Some(at).filter(|at| *at < to.rows.len()))).collect()
}

/// How many rows there are from where the paste starts, sums at the end not among them.
pub(super) fn room(to: &Destination<'_>) -> usize {
    let end = to.rows.iter().rposition(|row| !row.is_sum).map_or(0, |last| last + 1);
    end.saturating_sub(to.start.0)
}

/// The rows of a block that have no row here and can come as new ones: each below the one that the row
/// before it goes to, else below the last that is no sum. A sum is computed, and no row of its own.
pub(super) fn new_ones(
    grid: &Grid,
    rows: &[(usize, Option<usize>)],
    labels: Option<usize>,
    to: &Destination<'_>,
) -> Vec<(usize, usize)> {
    let Some(last) = to.rows.iter().rposition(|row| !row.is_sum) else { return Vec::new() };
    // By place, what is below the last row has gone over the sum.
    if labels.is_none() && last + 1 < to.rows.len() {
        return Vec::new();
    }
    let mut above = None;
    let mut out = Vec::new();
    for (row, place) in rows {
        above = place.or(above);
        let says = |column| !grid.cell(*row, column).trim().is_empty();
        let is_sum = labels.is_some_and(|column| is_sum_name(grid.cell(*row, column)));
        if place.is_none() && !is_sum && (0..grid.width()).any(says) {
            out.push((*row, above.unwrap_or(last)));
        }
    }
    out
}

/// *Summa*, *Totalt*, *Delsumma intäkter*.
fn is_sum_name(label: &str) -> bool {
    let first = label.split_whitespace().next().map(plain).unwrap_or_default();
    ["summa", "total", "delsumma"].iter().any(|word| first.starts_with(word))
}
