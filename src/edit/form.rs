//! Everything an element has, as a form: what more there is to it than its place on the page.

mod sheet;

use std::borrow::Cow;

use super::Editor;
use super::labels::kind_label;
use super::parents::Parent;
use super::place::{own_id, reach, title_of};
use super::references::record_name;
use crate::json::Shape;
use crate::model::{Address, Id, Year};
pub(super) use sheet::kind;
use sheet::{Sheet, field, kept};

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
        /// What is said of them.
        says: &'static str,
        /// Where they stand, when they are there and need not be: they can be taken away.
        optional: Option<Address>,
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
    /// What is of the element elsewhere: places that can be opened, with what is said of them.
    Links {
        /// What they are.
        label: &'static str,
        /// The places.
        links: Vec<(Address, String)>,
    },
    /// What the element was in each report.
    Past {
        /// The titles after the first, which is the report's.
        heads: &'static [&'static str],
        /// The reports, each with its place there, its name and what stood there.
        rows: Vec<(Address, Vec<String>)>,
    },
    /// The internal notes on an element.
    Notes {
        /// The element.
        about: Address,
        /// The notes: a text each, titled with who wrote it and when.
        notes: Vec<FormItem>,
    },
    /// What could not be read.
    Kept(Vec<FormKept>),
}

/// One value of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormField {
    /// Where it stands.
    pub address: Address,
    /// What it is.
    pub label: &'static str,
    /// How it is typed: `text`, `line`, `lines`, `figure`, `flag`, `date`, `choice`, `several`, `pair` …
    pub kind: &'static str,
    /// As it is typed.
    pub value: String,
    /// The words of a choice with their names.
    pub choices: Vec<Choice>,
    /// What could be typed instead, where that can be told.
    pub proposal: Option<String>,
    /// Why a status wants a reason: what the rule says instead.
    pub overrules: String,
}

/// A word of a choice, with its name.
pub type Choice = (Cow<'static, str>, Cow<'static, str>);

/// A value that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKept {
    /// Where it is kept.
    pub address: Address,
    /// Its name in the file.
    pub name: String,
    /// As it stands in the file.
    pub text: String,
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

impl Editor {
    /// The form of an element.
    pub fn form(&self, at: &Address) -> Option<Form> {
        let target = self.locate(at)?;
        let element = reach(&*self.year, &target.element)?;
        let at = Address { field: String::new(), ..at.clone() };
        let mut parts = Sheet::new(self).members(element, &at, record_name(element));
        parts.extend(self.notes_on(&at));
        parts.extend(kept(element, &at));
        Some(Form {
            title: title_of(element),
            kind: kind_label(element),
            around: around(&self.year, &at, &target.element),
            parts,
            parents: self.parents(&at),
            address: at,
        })
    }

    /// The internal notes on an element; a report has its own in a list.
    fn notes_on(&self, at: &Address) -> Option<FormPart> {
        let about = (!at.element.is_missing()).then_some(&at.element)?;
        let all = match self.year.report(&at.report) {
            Some(report) => &report.notes,
            None => &self.year.notes,
        };
        let of = all.iter().filter(|note| note.about.as_ref() == Some(about));
        let notes = of.map(|note| {
            let address = at.element(&note.id);
            let signature = note.signature.clone().unwrap_or_default();
            let date = signature.date.map(|date| date.in_text()).unwrap_or_default();
            let title = [signature.by, date].into_iter().filter(|part| !part.is_empty());
            let title = title.collect::<Vec<_>>().join(", ");
            let text = field(&note.text, &address.field("text"), "Anteckning");
            FormItem { address, title, parts: vec![FormPart::Field(text)], ..FormItem::default() }
        });
        Some(FormPart::Notes { about: at.clone(), notes: notes.collect() })
    }
}

/// What an element stands in, from the year on; `path` leads to it from the year.
fn around(year: &Year, at: &Address, path: &[String]) -> Vec<(Address, String)> {
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
