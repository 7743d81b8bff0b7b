//! The making of a form from what the declarations say of an element.

use super::{Choice, FormField, FormItem, FormKept, FormPart};
use crate::edit::alias::{show, word_of};
use crate::edit::candidates::Candidates;
use crate::edit::labels::label;
use crate::edit::place::{own_id, title_of};
use crate::edit::references::{ids_of, record_name};
use crate::edit::{Editor, blanks, choice_label, lists, sums};
use crate::json::{KEPT, Member, Reader, Shape, Tree, string_of, text_of};
use crate::model::{Address, Block, Id, walk};

/// A form under construction.
pub(super) struct Sheet<'e> {
    editor: &'e Editor,
    candidates: Candidates,
}

impl<'e> Sheet<'e> {
    pub(super) fn new(editor: &'e Editor) -> Self {
        Self { editor, candidates: Candidates::default() }
    }

    /// What a record holds, and at its end what could not be read in it.
    fn parts(&self, record: &dyn Member, at: &Address, name: &'static str) -> Vec<FormPart> {
        let mut parts = self.members(record, at, name);
        parts.extend(kept(record, at));
        parts
    }

    pub(super) fn members(
        &self,
        record: &dyn Member,
        at: &Address,
        name: &'static str,
    ) -> Vec<FormPart> {
        let mut parts = Vec::new();
        record.each_part(&mut |key, member| {
            if !is_hidden(name, key) && (key != "sum" || has_sum(record)) {
                parts.extend(self.part(member, &inner(at, key), name, key));
            }
        });
        parts
    }

    fn part(
        &self,
        member: &dyn Member,
        at: &Address,
        record: &'static str,
        key: &str,
    ) -> Option<FormPart> {
        let label = label(record, key);
        Some(match member.shape() {
            Shape::Id | Shape::List(Shape::Id) => {
                FormPart::Field(self.reference(member, at, record, key))
            }
            Shape::List(item) if is_inline(*item) => FormPart::Field(field(member, at, label)),
            Shape::List(item) => self.list(member, at, label, *item),
            Shape::Record(name) => self.group(member, at, label, name),
            Shape::Union(..) | Shape::Cells | Shape::Raw => return None,
            _ => FormPart::Field(field(member, at, label)),
        })
    }

    /// Its members are shown also while it is absent: typing in one begins it.
    fn group(
        &self,
        member: &dyn Member,
        at: &Address,
        label: &'static str,
        name: &'static str,
    ) -> FormPart {
        let is_there = !member.is_left_out();
        let optional = (member.is_optional() && is_there).then(|| at.clone());
        // A report without settings of its own has the year's.
        if name == "Settings" && member.is_optional() && !is_there {
            let parts = self.members(&self.editor.year.settings, at, name);
            return FormPart::Group { label, says: INHERITED, optional, parts };
        }
        let own = self.parts(member, at, name);
        let blank = || blanks::record(name).map(|blank| self.members(&*blank, at, name));
        let parts = if own.is_empty() { blank().unwrap_or_default() } else { own };
        FormPart::Group { label, says: "", optional, parts }
    }

    /// A reference is chosen among what it can refer to.
    fn reference(
        &self,
        member: &dyn Member,
        at: &Address,
        record: &'static str,
        key: &str,
    ) -> FormField {
        let own = Address { field: parent_field(&at.field), ..at.clone() };
        let mut choices = self.candidates.of(self.editor, &own, record, key);
        let is_list = matches!(member.shape(), Shape::List(_));
        let ids = if is_list { ids_of(member) } else { vec![string_of(member)] };
        for id in ids.iter().filter(|id| !id.is_empty()) {
            if !choices.iter().any(|(known, _)| known == id) {
                choices.push((id.clone().into(), format!("(finns inte: {id})").into()));
            }
        }
        let kind = match (record, is_list) {
            ("Column", _) => "pair",
            (_, true) => "several",
            (_, false) => {
                choices.insert(0, ("".into(), "–".into()));
                "choice"
            }
        };
        let proposal = (record == "Row").then(|| self.proposed_sum(&own, &ids)).flatten();
        let (address, value) = (at.clone(), ids.join("; "));
        FormField {
            address,
            label: label(record, key),
            kind,
            value,
            choices,
            proposal,
            ..FormField::default()
        }
    }

    /// The rows that a sum would be of, where it is of others.
    fn proposed_sum(&self, row: &Address, now: &[String]) -> Option<String> {
        let report = self.editor.year.report(&row.report)?;
        let mut rows = None;
        walk::each_block(report, &mut |block| {
            if let Block::Figures(table) = block
                && let Some(at) = table.rows.iter().position(|own| own.id == row.element)
            {
                rows.get_or_insert((&table.rows, at));
            }
        });
        let (rows, at) = rows?;
        let ids: Vec<&str> = sums::proposed(rows, at).iter().map(|id| id.as_str()).collect();
        (!ids.is_empty() && ids != now).then(|| ids.join("; "))
    }

    fn list(
        &self,
        member: &dyn Member,
        at: &Address,
        label: &'static str,
        item: Shape,
    ) -> FormPart {
        let mut items = Vec::new();
        member.each_part(&mut |key, item| items.push(self.list_item(key, item, at)));
        let kinds = match item {
            Shape::Union(name, words) => {
                words.iter().map(|word| (*word, choice_label(name, word))).collect()
            }
            _ => vec![("", "")],
        };
        FormPart::List { label, address: at.clone(), kinds, items }
    }

    fn list_item(&self, key: &str, item: &dyn Member, list: &Address) -> FormItem {
        let title = title_of(item);
        if let Some(id) = own_id(item).and_then(|id| Id::new(&id)) {
            let address = match item.shape() {
                Shape::Record("Report") => Address::new(&list.file, &id, &Id::default()),
                _ => list.element(&id),
            };
            return FormItem { address, title, ..FormItem::default() };
        }
        let address = inner(list, key);
        if let (Shape::Union(..), None) = (item.shape(), item.part("id")) {
            return FormItem { address, title: unknown_kind(item), ..FormItem::default() };
        }
        let parts = match item.shape() {
            Shape::Text => vec![FormPart::Field(field(item, &address, "Text"))],
            _ => self.parts(item, &address, record_name(item)),
        };
        let id = item.part("id").map(string_of).unwrap_or_default();
        FormItem { address, title, id, parts }
    }
}

/// What the form says of settings that are not the report's own.
const INHERITED: &str = "Året bestämmer. Skriver du här får rapporten egna inställningar, som börjar \
                         som årets.";

/// What could not be read in a record.
pub(super) fn kept(record: &dyn Member, at: &Address) -> Option<FormPart> {
    let list = record.part(KEPT).filter(|kept| !kept.is_left_out())?;
    let at = inner(at, KEPT);
    let mut kept = Vec::new();
    list.each_part(&mut |key, stray| {
        let name = stray.part("name").map(string_of).unwrap_or_default();
        let text = stray.part("raw").map(text_of).unwrap_or_default();
        kept.push(FormKept { address: inner(&at, key), name, text });
    });
    Some(FormPart::Kept(kept))
}

/// What a block of a kind that this version does not know is called.
fn unknown_kind(block: &dyn Member) -> String {
    let tree = Tree::read(&mut Reader::new(&lists::written(block))).ok();
    let kind = tree.and_then(|mut block| Some(block.get("kind")?.clone()));
    match kind {
        Some(Tree::Leaf(word)) => format!("Okänd sort: {}", word.trim_matches('"')),
        _ => "Okänd sort".to_owned(),
    }
}

/// The address of a part.
fn inner(at: &Address, key: &str) -> Address {
    let field = if at.field.is_empty() { key.to_owned() } else { format!("{}.{key}", at.field) };
    at.field(field)
}

/// The path of what a part is of.
fn parent_field(field: &str) -> String {
    field.rsplit_once('.').map(|(around, _)| around.to_owned()).unwrap_or_default()
}

/// Whether a row or effect is a sum, or may be one.
fn has_sum(record: &dyn Member) -> bool {
    let kind = record.part("kind").map(string_of).unwrap_or_default();
    let is_sum = matches!(kind.as_str(), "subtotal" | "total");
    is_sum
        || record
            .part("sum")
            .is_some_and(|sum| !sum.is_left_out() || record.part("level").is_some())
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

/// Lists of short values are typed on one line.
fn is_inline(item: Shape) -> bool {
    !matches!(item, Shape::Record(_) | Shape::Union(..) | Shape::Text)
}

pub(super) fn field(member: &dyn Member, at: &Address, label: &'static str) -> FormField {
    let shape = member.shape();
    let value = match shape {
        Shape::Choice(..) if member.is_optional() && member.is_left_out() => String::new(),
        Shape::Choice(_, words) => word_of(member, words).to_owned(),
        _ => show(member),
    };
    let none = member.is_optional().then_some(("", "–")).into_iter();
    let choices = match choices(shape) {
        choices if choices.is_empty() => Vec::<Choice>::new(),
        choices => none.chain(choices).map(|(word, name)| (word.into(), name.into())).collect(),
    };
    FormField {
        address: at.clone(),
        label,
        kind: kind(shape),
        value,
        choices,
        ..FormField::default()
    }
}

/// How a value of a shape is typed.
pub(in crate::edit) fn kind(shape: Shape) -> &'static str {
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
fn choices(shape: Shape) -> Vec<(&'static str, &'static str)> {
    match shape {
        Shape::Choice(name, words) => {
            words.iter().map(|word| (*word, choice_label(name, word))).collect()
        }
        _ => Vec::new(),
    }
}
