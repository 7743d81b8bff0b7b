//! From what a cell shows to where it stands: the addresses of the page name things as readers do
//! (`t2/hvb-dygn/outcome`), the model has them in a part of a part (`outcome.value`).

use super::place::{OF, Path, index_of, reach};
use super::several;
use crate::json::{Field, Reader};
use crate::json::{Member, Shape, is_text, string_of, text_of};
use crate::model::Target as Aim;
use crate::number::Unit;

/// The path of what an element shows in a field; `None` when it is shown and not edited.
pub(super) fn path(root: &dyn Member, at: &[String], within: &[String]) -> Option<Path> {
    let element = reach(root, at)?;
    let keys: Vec<&str> = within.iter().map(String::as_str).collect();
    let record = kind(element)?;
    if let Some(paths) = several::shared(element, &keys) {
        return paths.into_iter().next();
    }
    if let Some(members) = figure_or_words(root, at, element, &keys) {
        let is_set = |path: &&Path| reach(element, path).is_some_and(|part| !part.is_left_out());
        return members.iter().find(is_set).or(members.first()).cloned();
    }
    let path: Vec<&str> = match (record, keys.as_slice()) {
        (_, []) => vec![main_text(element)?],
        ("Row", [column]) if element.part(column).is_none() => {
            has_column(root, at, column).then(|| vec!["cells", column])?
        }
        // Several in one cell have a place each.
        ("Indicator", ["earlier"]) => return None,
        ("AreaResult", ["outcome"]) => vec!["value"],
        ("Risk", ["risk"]) => vec!["text"],
        ("Risk", ["actions"]) => vec!["measures"],
        ("Trend", _) => return None,
        (_, ["status"]) if is_assessment(element, "status") => vec!["status", "status"],
        (_, ["expected"]) => vec!["expected", "status"],
        (_, ["effect"]) => vec!["effect", "status"],
        ("Indicator", ["trend"]) => vec!["trend", "meaning"],
        ("OverviewRow", [goal]) if element.part(goal).is_none() => {
            return overview_cell(element, goal);
        }
        ("VolumeSeries", [measure, block @ ("actual" | "budget"), month]) => {
            let month: usize = month.parse().ok()?;
            let path = ["measures", measure, block, &month.checked_sub(1)?.to_string()];
            return Some(path.map(str::to_owned).to_vec());
        }
        (_, keys) => keys.to_vec(),
    };
    Some(path.into_iter().map(str::to_owned).collect())
}

/// The record's name; a block's is that of its kind.
pub(super) fn kind(element: &dyn Member) -> Option<&'static str> {
    match element.shape() {
        Shape::Record(name) => Some(name),
        Shape::Union(name, _) => Some(name),
        _ => None,
    }
}

/// The text that an element shows where no field is named: a heading's title, a block's text.
fn main_text(element: &dyn Member) -> Option<&'static str> {
    ["title", "name", "label", "text", "alt"].into_iter().find(|key| element.part(key).is_some())
}

fn is_assessment(element: &dyn Member, key: &str) -> bool {
    element.part(key).is_some_and(|part| part.shape() == Shape::Record("Assessment"))
}

/// Whether the table around a row has a column of this id.
fn has_column(root: &dyn Member, row: &[String], column: &str) -> bool {
    // …/blocks/3/rows/7: the table is two steps up.
    let table = row.len().checked_sub(2).and_then(|end| reach(root, &row[..end]));
    let Some(columns) = table.and_then(|table| table.part("columns")) else { return false };
    // As a key a number would be an index.
    if column.parse::<usize>().is_err() {
        return columns.part(column).is_some();
    }
    let mut is_there = false;
    columns.each_part(&mut |_, item| {
        is_there |= item.part("id").is_some_and(|id| is_text(id, column));
    });
    is_there
}

/// The members that one cell shows one of: the figure, then words, then what else may stand there.
pub(super) fn figure_or_words(
    root: &dyn Member,
    at: &[String],
    element: &dyn Member,
    keys: &[&str],
) -> Option<Vec<Path>> {
    let of = |part: &[&str], members: &[&str]| {
        let path =
            |member: &&str| part.iter().chain([member]).map(|key| (*key).to_owned()).collect();
        members.iter().map(path).collect()
    };
    Some(match (kind(element)?, keys) {
        ("Indicator", ["outcome"]) => of(&["outcome"], &["value", "text", "later"]),
        ("Indicator", ["outcome", "second"]) => of(&["outcome", "second"], &["value", "text"]),
        ("Indicator", ["earlier"]) if length(element.part("earlier")?) < 2 => {
            of(&["earlier", "0"], &["value", "text"])
        }
        ("Indicator", ["earlier", index]) => of(&["earlier", index], &["value", "text"]),
        ("StaffMeasure", ["values", index]) => {
            of(&["values", index], &["figure", "text", "status"])
        }
        ("StaffMeasure", ["columns", column]) => {
            let key = staff_value(root, at, column)?;
            of(&["values", &key], &["figure", "text", "status"])
        }
        _ => return None,
    })
}

fn length(list: &dyn Member) -> usize {
    let mut count = 0;
    list.each_part(&mut |_, _| count += 1);
    count
}

/// The cell of an overview's row for a goal; one that is to be begun where it has none.
fn overview_cell(row: &dyn Member, goal: &str) -> Option<Path> {
    let key = key_of(row.part("cells")?, "OverviewCell", goal);
    Some(["cells", &key, "status", "status"].map(str::to_owned).to_vec())
}

/// The key of the item that is of something: its index, or while there is none, what it would be of.
fn key_of(list: &dyn Member, record: &str, of: &str) -> String {
    match index_of(list, record, of) {
        (index, true) => index.to_string(),
        (_, false) => format!("{OF}{of}"),
    }
}

/// The key of the value that a measure has none of, in a column that others have: the column's title says
/// which.
fn staff_value(root: &dyn Member, measure: &[String], column: &str) -> Option<String> {
    let titles = staff_titles(reach(root, measure.split_last()?.1)?);
    let title = titles.get(column.parse::<usize>().ok()?)?;
    Some(key_of(reach(root, measure)?.part("values")?, "StaffValue", title))
}

/// The titles of the columns that measures have values in, in order.
pub(super) fn staff_titles(measures: &dyn Member) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    measures.each_part(&mut |_, measure| {
        let Some(values) = measure.part("values") else { return };
        values.each_part(&mut |_, value| {
            let title = value.part("label").map(string_of).unwrap_or_default();
            if !titles.contains(&title) {
                titles.push(title);
            }
        });
    });
    titles
}

/// How a place is shown when it is edited: figures, dates and limits as people type them, texts as
/// they stand.
pub fn show(place: &dyn Member) -> String {
    match place.shape() {
        Shape::Record("Target") => show_target(place),
        Shape::Figure | Shape::Decimal => shown_number(&string_of(place)),
        Shape::Flag => if text_of(place) == "true" { "ja" } else { "" }.to_owned(),
        Shape::Whole | Shape::Month => text_of(place),
        Shape::List(Shape::Line) => items(place).join("\n"),
        Shape::List(_) => items(place).join("; "),
        Shape::Bound => shown_bound(&string_of(place)),
        Shape::Choice(name, words) => super::choice_label(name, word_of(place, words)).to_owned(),
        _ => string_of(place),
    }
}

/// The word of a choice; the first where none is written.
pub(super) fn word_of(place: &dyn Member, words: &'static [&'static str]) -> &'static str {
    let word = string_of(place);
    words.iter().find(|known| **known == word).or(words.first()).copied().unwrap_or_default()
}

fn items(list: &dyn Member) -> Vec<String> {
    let mut items = Vec::new();
    list.each_part(&mut |_, item| items.push(show(item)));
    items
}

/// A canonical decimal with a comma and U+2212; anything else as it is.
fn shown_number(canonical: &str) -> String {
    crate::number::Figure::from_canonical(canonical).show(Unit::Number)
}

fn shown_bound(canonical: &str) -> String {
    let bound = crate::model::Bound::parse(canonical);
    bound.map(|bound| bound.show(Unit::Number)).unwrap_or_else(|| canonical.to_owned())
}

fn show_target(place: &dyn Member) -> String {
    let Ok(target) = Aim::read(&mut Reader::new(&text_of(place))) else { return String::new() };
    let year = target.year.map(|bound| bound.show(Unit::Number));
    let period = target.period.map(|bound| format!("{} period", bound.show(Unit::Number)));
    let text = (!target.text.is_empty()).then_some(target.text);
    let parts: Vec<String> = text.into_iter().chain(year).chain(period).collect();
    parts.join("; ")
}
