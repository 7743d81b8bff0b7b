//! What a step is called in the list of steps.

use super::labels::{kind_label, place_label};
use super::place::{Path, reach, title_of};
use crate::json::{Member, Shape, string_of};
use crate::model::Year;

/// *Ändrade prognos för Socialpsykiatri*.
pub(super) fn typed(year: &Year, element: &[String], within: &[String]) -> String {
    let what = field_name(year, element, within);
    let whose = reach(year, element).map(title_of).unwrap_or_default();
    match (what.as_str(), whose.as_str()) {
        ("", "") => "Ändrade en uppgift".to_owned(),
        ("", whose) => format!("Ändrade {whose}"),
        (what, "") => format!("Ändrade {what}"),
        (what, whose) => format!("Ändrade {what} för {whose}"),
    }
}

/// *Tog bort måluppfyllelse per månad för Nöjda invånare*.
pub(super) fn absent(year: &Year, element: &[String], within: &[String]) -> String {
    typed(year, element, within).replacen("Ändrade", "Tog bort", 1)
}

/// What is done to an item: *Tog bort raden Övrigt*.
pub(super) fn done(verb: &str, item: &dyn Member) -> String {
    let title = title_of(item);
    format!("{verb} {} {title}", kind_label(item)).trim_end().to_owned()
}

/// The field as a person names it, in small letters: the column's title, or the label.
fn field_name(year: &Year, element: &[String], within: &[String]) -> String {
    let Some(item) = reach(year, element) else { return String::new() };
    if let (Shape::Record("Row"), [cells, column]) = (item.shape(), within)
        && cells == "cells"
        && let Some(title) = column_title(year, element, column)
    {
        return title;
    }
    // The innermost member that has a name of its own says what it is: outcome.value is the outcome.
    let record = match item.shape() {
        Shape::Record(name) | Shape::Union(name, _) => name,
        _ => "",
    };
    lower(place_label(record, within))
}

/// The title of a column of the table that a row stands in.
fn column_title(year: &Year, row: &[String], column: &str) -> Option<String> {
    // …/blocks/3/rows/7: the table is two steps up.
    let table: Path = row.get(..row.len().checked_sub(2)?)?.to_vec();
    let columns = reach(year, &table)?.part("columns")?;
    let mut title = None;
    columns.each_part(&mut |_, item| {
        let id = item.part("id").map(string_of);
        if id.as_deref() == Some(column) {
            title = item.part("title").map(string_of);
        }
    });
    title.filter(|title| !title.is_empty()).map(|title| lower(&title))
}

fn lower(text: &str) -> String {
    // Abbreviations keep their capitals.
    let is_word = text.chars().nth(1).is_some_and(char::is_lowercase);
    let mut chars = text.chars();
    match chars.next().filter(|_| is_word) {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => text.to_owned(),
    }
}
