//! Everything an element has, as a form: what more there is to it than its place on the page.

use super::alias::{show, word_of};
use super::choice_label;
use super::labels::{kind_label, label};
use super::parents::Parent;
use super::place::{own_id, reach, title_of};
use crate::json::{Member, Shape, string_of};
use crate::model::{Address, Id, Year};

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The element.
    pub address: Address,
    /// What it is called.
    pub title: String,
    /// What it is, for instance *risken*.
    pub kind: &'static str,
    /// What it stands in, from the year on: addresses and names.
    pub around: Vec<(Address, String)>,
    /// What can be changed.
    pub parts: Vec<FormPart>,
    /// Where else it can stand.
    pub parents: Vec<Parent>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormPart {
    /// One value.
    Field(FormField),
    /// Several values that belong together.
    Group {
        /// What they are.
        label: &'static str,
        /// The values.
        parts: Vec<FormPart>,
    },
    /// A list.
    List {
        /// What stands in it.
        label: &'static str,
        /// The list.
        address: Address,
        /// The kinds of items that can be added: word and name; one without a word where all are alike.
        kinds: Vec<(&'static str, &'static str)>,
        /// The items.
        items: Vec<FormItem>,
    },
}

/// One value of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Where it stands.
    pub address: Address,
    /// What it is.
    pub label: &'static str,
    /// How it is typed: `text`, `line`, `lines`, `figure`, `flag`, `date`, `choice` …
    pub kind: &'static str,
    /// As it is typed.
    pub value: String,
    /// The words of a choice with their names.
    pub choices: Vec<(&'static str, &'static str)>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormItem {
    /// The item.
    pub address: Address,
    /// What it is called.
    pub title: String,
    /// The id by which its table knows it, where it has no address of its own: columns.
    pub id: String,
    /// Its own values, where it is no element with a form of its own.
    pub parts: Vec<FormPart>,
}

/// The form of an element.
pub fn form(element: &dyn Member, address: &Address) -> Form {
    Form {
        address: address.clone(),
        title: title_of(element),
        kind: kind_label(element),
        around: Vec::new(),
        parts: parts(element, address, record_name(element)),
        parents: Vec::new(),
    }
}

/// What an element stands in, from the year on; `path` leads to it from the year.
pub fn around(year: &Year, at: &Address, path: &[String]) -> Vec<(Address, String)> {
    let within = (0..path.len()).filter_map(|end| {
        let element = reach(year, &path[..end])?;
        let address = match (end, element.shape()) {
            (0, _) => {
                return Some((
                    Address { file: at.file.clone(), ..Address::default() },
                    year.name(),
                ));
            }
            (_, Shape::Record("Report")) => Address { element: Id::default(), ..at.clone() },
            _ => at.element(&Id::new(&own_id(element)?)?),
        };
        let title = title_of(element);
        let title = if title.is_empty() { kind_label(element).to_owned() } else { title };
        Some((Address { field: String::new(), ..address }, title))
    });
    within.collect()
}

fn record_name(member: &dyn Member) -> &'static str {
    match member.shape() {
        Shape::Record(name) | Shape::Union(name, _) => name,
        _ => "",
    }
}

fn parts(record: &dyn Member, at: &Address, name: &str) -> Vec<FormPart> {
    let mut parts = Vec::new();
    record.each_part(&mut |key, member| {
        if is_hidden(name, key) {
            return;
        }
        let field =
            if at.field.is_empty() { key.to_owned() } else { format!("{}.{key}", at.field) };
        parts.extend(part(member, &at.field(field), label(name, key)));
    });
    parts
}

/// What is no one's to type: ids, what the program notes by itself, figures that are typed in their
/// table, and what has a way of its own (stages are reached, sections are marked ready).
fn is_hidden(record: &str, key: &str) -> bool {
    match (record, key) {
        (_, "id" | "frozen" | "changed") => true,
        ("Report", "stages") | ("Section", "ready") => true,
        (record, "cells") => record != "TableRow",
        _ => false,
    }
}

fn part(member: &dyn Member, at: &Address, label: &'static str) -> Option<FormPart> {
    Some(match member.shape() {
        Shape::List(item) if is_inline(*item) => FormPart::Field(field(member, at, label)),
        Shape::List(item) => list(member, at, label, *item),
        // Its members are shown also while it is absent: typing in one begins it.
        Shape::Record(name) => FormPart::Group { label, parts: group(member, at, name) },
        Shape::Union(..) | Shape::Cells | Shape::Raw => return None,
        _ => FormPart::Field(field(member, at, label)),
    })
}

/// The values of a part; those of an absent one are as the default has them.
fn group(member: &dyn Member, at: &Address, name: &'static str) -> Vec<FormPart> {
    let own = parts(member, at, name);
    if !own.is_empty() {
        return own;
    }
    let blank = super::blanks::record(name);
    blank.map(|blank| parts(&*blank, at, name)).unwrap_or_default()
}

/// Lists of short values are typed on one line.
fn is_inline(item: Shape) -> bool {
    !matches!(item, Shape::Record(_) | Shape::Union(..) | Shape::Text)
}

fn field(member: &dyn Member, at: &Address, label: &'static str) -> FormField {
    let shape = member.shape();
    let value = match shape {
        Shape::Choice(..) if member.is_optional() && member.is_left_out() => String::new(),
        Shape::Choice(_, words) => word_of(member, words).to_owned(),
        _ => show(member),
    };
    let none = member.is_optional().then_some(("", "–")).into_iter();
    let choices = match choices(shape) {
        choices if choices.is_empty() => choices,
        choices => none.chain(choices).collect(),
    };
    FormField { address: at.clone(), label, kind: kind(shape), value, choices }
}

/// How a value of a shape is typed.
pub(super) fn kind(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Figure | Shape::Decimal | Shape::Whole => "figure",
        Shape::Flag => "flag",
        Shape::Date => "date",
        Shape::Choice("Status", _) => "status",
        Shape::Choice(..) => "choice",
        Shape::List(Shape::Line) => "lines",
        _ => "line",
    }
}

/// The words of a choice with their names.
pub(super) fn choices(shape: Shape) -> Vec<(&'static str, &'static str)> {
    match shape {
        Shape::Choice(name, words) => {
            words.iter().map(|word| (*word, choice_label(name, word))).collect()
        }
        _ => Vec::new(),
    }
}

fn list(member: &dyn Member, at: &Address, label: &'static str, item: Shape) -> FormPart {
    let mut items = Vec::new();
    member.each_part(&mut |key, item| items.push(list_item(key, item, at)));
    let kinds = match item {
        Shape::Union(name, words) => {
            words.iter().map(|word| (*word, choice_label(name, word))).collect()
        }
        _ => vec![("", "")],
    };
    FormPart::List { label, address: at.clone(), kinds, items }
}

fn list_item(key: &str, item: &dyn Member, list: &Address) -> FormItem {
    let title = title_of(item);
    if let Some(id) = own_id(item).and_then(|id| Id::new(&id)) {
        let address = match item.shape() {
            Shape::Record("Report") => Address::new(&list.file, &id, &Id::default()),
            _ => list.element(&id),
        };
        return FormItem { address, title, ..FormItem::default() };
    }
    let address = list.field(format!("{}.{key}", list.field));
    let parts = match item.shape() {
        Shape::Text => vec![FormPart::Field(field(item, &address, "Text"))],
        _ => parts(item, &address, record_name(item)),
    };
    let id = item.part("id").map(string_of).unwrap_or_default();
    FormItem { address, title, id, parts }
}
