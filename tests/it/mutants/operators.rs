//! What goes wrong when people write reports.

use serde_json::{Value, json};

use super::draw::{object, text};
use super::sites::{Kind, Site, Step, at};
use crate::common::Random;

/// A general way to make a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    Digit,
    Swap,
    Sign,
    Scale,
    ShiftRow,
    ShiftColumn,
    CopyRow,
    CopyTable,
    Drop,
    Duplicate,
    Rename,
    Status,
    Date,
    Time,
    Reference,
    Word,
    BlankFigure,
    BlankText,
    Person,
    Mail,
}

use Operator as O;

impl Operator {
    pub const ALL: [Self; 20] = [
        O::Digit,
        O::Swap,
        O::Sign,
        O::Scale,
        O::ShiftRow,
        O::ShiftColumn,
        O::CopyRow,
        O::CopyTable,
        O::Drop,
        O::Duplicate,
        O::Rename,
        O::Status,
        O::Date,
        O::Time,
        O::Reference,
        O::Word,
        O::BlankFigure,
        O::BlankText,
        O::Person,
        O::Mail,
    ];

    /// Its name, and when the year's own data says that what it makes is wrong.
    pub fn says(self) -> (&'static str, &'static str) {
        match self {
            O::Digit => {
                ("change a digit", "a relation the figure stands in breaks by more than rounding")
            }
            O::Swap => ("swap two digits", "as for a digit"),
            O::Sign => {
                ("flip the sign", "as for a digit; or the row's other amounts have the other sign")
            }
            O::Scale => {
                ("scale by 10 or 100", "as for a digit; or out of scale with its own history")
            }
            O::ShiftRow => ("shift a row one column", "a relation of the row breaks"),
            O::ShiftColumn => ("shift a column one row", "a relation of one of its cells breaks"),
            O::CopyRow => ("copy a row over another", "a relation breaks, or two rows are alike"),
            O::CopyTable => {
                ("copy a table over another", "a relation breaks, or two tables are alike")
            }
            O::Drop => ("drop an item", "a sum, count, reference or later report still has it"),
            O::Duplicate => {
                ("duplicate an item", "a sum or count is without it, or two items are alike")
            }
            O::Rename => ("rename", "other reports have another name under the same id"),
            O::Status => {
                ("change a status", "rule, overview, strip, tally, or a missing comment says so")
            }
            O::Date => {
                ("change a date", "another report, the kind of report or the status says so")
            }
            O::Time => {
                ("change a year or month in words", "it cannot be, or other reports say other")
            }
            O::Reference => ("change a reference", "it leads nowhere, or what it gives breaks"),
            O::Word => (
                "change a cited figure",
                "the text beside a name, or a count, differs from the data",
            ),
            O::BlankFigure => {
                ("blank a figure or target", "a relation or a required place is left empty")
            }
            O::BlankText => ("blank a text", "it is required where it stands"),
            O::Person => ("insert a person number", "always"),
            O::Mail => ("insert a private e-mail", "always"),
        }
    }

    /// Whether it can be done in such a place.
    pub fn is_for(self, kind: Kind) -> bool {
        match self {
            O::Digit | O::Swap | O::Scale => {
                matches!(kind, Kind::Figure | Kind::Bound | Kind::Factor)
            }
            O::Sign => kind == Kind::Figure,
            O::ShiftRow => kind == Kind::Row,
            O::ShiftColumn | O::CopyTable => kind == Kind::Table,
            O::CopyRow | O::Drop | O::Duplicate => kind == Kind::Item,
            O::Rename => kind == Kind::Name,
            O::Status => kind == Kind::Status,
            O::Date => kind == Kind::Date,
            O::Time => matches!(kind, Kind::Text | Kind::Name),
            O::Reference => kind == Kind::Reference,
            O::Word | O::Person | O::Mail | O::BlankText => kind == Kind::Text,
            O::BlankFigure => matches!(kind, Kind::Figure | Kind::Bound | Kind::Status),
        }
    }
}

/// Makes the mistake, and tells what became of what; `None` where it cannot be made.
pub fn apply(
    operator: Operator,
    report: &mut Value,
    before: Option<&Value>,
    site: &Site,
    random: &mut Random,
) -> Option<String> {
    match operator {
        O::ShiftRow => shift_row(report, site),
        O::ShiftColumn => shift_column(report, site, random),
        O::CopyRow => copy_row(report, site, random),
        O::CopyTable => copy_table(report, before, site, random),
        O::Drop => list_of(report, site).map(|(list, index)| {
            let gone = list.remove(index);
            format!("{} is gone", name_of(&gone))
        }),
        O::Duplicate => list_of(report, site).map(|(list, index)| {
            let mut copy = list[index].clone();
            fresh_ids(&mut copy);
            let name = name_of(&copy);
            list.insert(index + 1, copy);
            format!("{name} stands twice")
        }),
        O::BlankFigure | O::BlankText => {
            let (last, path) = site.path.split_last()?;
            let parent = at(report, path)?;
            let Step::Key(key) = last else { return None };
            let old = object(parent).remove(key)?;
            Some(format!("{old} → nothing"))
        }
        O::Reference => {
            let ids = ids_of(report);
            let value = at(report, &site.path)?;
            let old = value.as_str()?.to_owned();
            let other = &ids[random.below(ids.len())];
            let other = if random.below(2) == 0 { "finns-inte" } else { other };
            *value = json!(other);
            Some(format!("{old} → {other}"))
        }
        _ => {
            let value = at(report, &site.path)?;
            let old = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let new = super::letters::changed(operator, &old, random)?;
            *value = match value {
                Value::Number(_) => json!(new.parse::<u8>().ok()?),
                _ => json!(new),
            };
            Some(format!("{} → {}", short(&old, &new), short(&new, &old)))
        }
    }
}

/// A text around where it differs from another.
fn short(text: &str, other: &str) -> String {
    let same = text.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b).count();
    text.chars().skip(same.saturating_sub(25)).take(60).collect()
}

/// The list that an item stands in, with its place there.
fn list_of<'v>(report: &'v mut Value, site: &Site) -> Option<(&'v mut Vec<Value>, usize)> {
    let (last, path) = site.path.split_last()?;
    let Step::Index(index) = last else { return None };
    Some((at(report, path)?.as_array_mut()?, *index))
}

fn name_of(value: &Value) -> String {
    ["name", "label", "title", "text", "id"]
        .iter()
        .map(|key| text(value, key))
        .find(|own| !own.is_empty())
        .unwrap_or_default()
        .chars()
        .take(50)
        .collect()
}

fn fresh_ids(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(id) if key == "id" => id.push_str("-kopia"),
                    _ => fresh_ids(value),
                }
            }
        }
        Value::Array(array) => array.iter_mut().for_each(fresh_ids),
        _ => {}
    }
}

fn ids_of(value: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    fn gather(value: &Value, ids: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                ids.extend(object.get("id").and_then(Value::as_str).map(str::to_owned));
                object.values().for_each(|value| gather(value, ids));
            }
            Value::Array(array) => array.iter().for_each(|value| gather(value, ids)),
            _ => {}
        }
    }
    gather(value, &mut ids);
    ids
}

fn column_ids(table: &Value) -> Vec<String> {
    let columns = table.get("columns").and_then(Value::as_array);
    columns.into_iter().flatten().map(|column| text(column, "id").to_owned()).collect()
}

fn shift_row(report: &mut Value, site: &Site) -> Option<String> {
    let table = at(report, &site.path[..site.path.len() - 2])?;
    let columns = column_ids(table);
    let cells = at(report, &site.path)?.get_mut("cells")?;
    let old = cells.clone();
    let mut new = serde_json::Map::new();
    for pair in columns.windows(2) {
        if let Some(figure) = old.get(&pair[0]) {
            new.insert(pair[1].clone(), figure.clone());
        }
    }
    *cells = Value::Object(new);
    Some(format!("{old} one column to the right"))
}

fn shift_column(report: &mut Value, site: &Site, random: &mut Random) -> Option<String> {
    let table = at(report, &site.path)?;
    let columns = column_ids(table);
    if columns.is_empty() {
        return shift_months(table, random);
    }
    let column = columns[random.below(columns.len())].clone();
    let rows = table.get_mut("rows")?.as_array_mut()?;
    let mut carried = None;
    for row in rows.iter_mut().filter(|row| row.get("cells").is_some()) {
        let cells = object(row.get_mut("cells")?);
        let own = cells.remove(&column);
        if let Some(figure) = carried {
            cells.insert(column.clone(), figure);
        }
        carried = own;
    }
    Some(format!("{column} one row down"))
}

/// A series' months one month on.
fn shift_months(series: &mut Value, random: &mut Random) -> Option<String> {
    let measures = series.get_mut("measures")?.as_array_mut()?;
    let count = measures.len();
    let measure = measures.get_mut(random.below(count))?;
    measure.get_mut("actual")?.as_array_mut()?.rotate_right(1);
    Some(format!("{} one month on", text(measure, "id")))
}

/// What an item tells besides its name.
const CONTENT: [&str; 11] = [
    "cells",
    "outcome",
    "likelihood",
    "consequence",
    "value",
    "amount",
    "count",
    "measures",
    "values",
    "status",
    "actual",
];

fn copy_row(report: &mut Value, site: &Site, random: &mut Random) -> Option<String> {
    let (list, index) = list_of(report, site)?;
    let other = random.below(list.len());
    let from = list[index].clone();
    let to = object(&mut list[other]);
    for key in CONTENT {
        if to.contains_key(key)
            && from.get(key).is_some_and(|value| !value.is_string() || key != "measures")
        {
            to.insert(key.to_owned(), from[key].clone());
        }
    }
    Some(format!("over {}", name_of(&list[other])))
}

/// Another table of the shape, or the same table as it was in the report before.
fn copy_table(
    report: &mut Value,
    before: Option<&Value>,
    site: &Site,
    random: &mut Random,
) -> Option<String> {
    let own = at(report, &site.path)?.clone();
    let mut tables = Vec::new();
    tables_of(report, &mut tables);
    let mut like: Vec<(Value, &str)> = tables
        .into_iter()
        .filter(|other| other["id"] != own["id"] && shape(other) == shape(&own))
        .map(|other| (other, "another"))
        .collect();
    let mut earlier = Vec::new();
    before.into_iter().for_each(|before| tables_of(before, &mut earlier));
    let same = earlier.into_iter().filter(|other| other["id"] == own["id"]);
    like.extend(
        same.filter(|other| shape(other) == shape(&own)).map(|other| (other, "the report before")),
    );
    if like.is_empty() {
        return None;
    }
    let (other, whose) = &like[random.below(like.len())];
    let table = at(report, &site.path)?;
    let name = text(other, "id").to_owned();
    if let Some(rows) = table.get_mut("rows").and_then(Value::as_array_mut) {
        for (row, from) in rows.iter_mut().zip(other["rows"].as_array()?) {
            if let Some(cells) = from.get("cells") {
                row["cells"] = cells.clone();
            }
        }
    } else {
        table["measures"] = other["measures"].clone();
    }
    Some(format!("as {name} of {whose}"))
}

fn tables_of(value: &Value, tables: &mut Vec<Value>) {
    match value {
        Value::Object(object) => {
            let is_table = object.contains_key("columns") && object.contains_key("rows");
            if is_table || object.contains_key("months") && object.contains_key("measures") {
                tables.push(value.clone());
            }
            object.values().for_each(|value| tables_of(value, tables));
        }
        Value::Array(array) => array.iter().for_each(|value| tables_of(value, tables)),
        _ => {}
    }
}

/// Columns and how many rows, or the measures of a series.
fn shape(table: &Value) -> (Vec<String>, usize) {
    let list = |key: &str| table.get(key).and_then(Value::as_array);
    let of = list("columns").or(list("measures"));
    let heads = of.into_iter().flatten().map(|own| text(own, "id").to_owned());
    (heads.collect(), list("rows").map_or(0, Vec::len))
}
