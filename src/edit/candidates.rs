//! What a reference can be chosen among.

use std::cell::RefCell;
use std::collections::HashMap;

use super::Editor;
use super::form::Choice;
use super::lists::split;
use super::place::{one_line, own_id, reach, title_of};
use super::references::within;
use crate::json::string_of;
use crate::model::walk::{self, Kind};
use crate::model::{Address, Block, Id, Report};

/// What the references of a form can be chosen among, found once for each kind.
#[derive(Default)]
pub(super) struct Candidates(RefCell<HashMap<&'static str, Vec<Choice>>>);

impl Candidates {
    /// The choices of a reference in the record at an address: ids with names.
    pub(super) fn of(&self, editor: &Editor, at: &Address, record: &str, key: &str) -> Vec<Choice> {
        let mut choices = match (record, key) {
            ("Column", "of") | ("Row" | "Effect", "sum") => siblings(editor, at),
            ("UnitResult", "units") => units(editor, &Id::default()),
            ("OrgUnit", "parent") => units(editor, &at.element),
            ("Indicator", "same_as") => alike(editor, at),
            _ => self.of_report(editor, at, record),
        };
        choices.retain(|(id, _)| at.element.is_missing() || id.as_ref() != at.element.as_str());
        choices
    }

    /// Of the report: they do not differ between the records of a form.
    fn of_report(&self, editor: &Editor, at: &Address, record: &str) -> Vec<Choice> {
        let Some(report) = editor.year.report(&at.report) else { return Vec::new() };
        let kind = match record {
            "Action" | "ControlGroup" => "risk",
            "OverviewGoal" | "OverviewCell" => "goal",
            "TallyBlock" => "assignments",
            _ => "",
        };
        let mut known = self.0.borrow_mut();
        known.entry(kind).or_insert_with(|| told_apart(elements(report, kind))).clone()
    }
}

/// The elements of a report that a kind of reference can be to: ids with titles.
fn elements(report: &Report, kind: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |id: &Id, title: &str| {
        if !id.is_missing() {
            found.push((id.to_string(), one_line(title)));
        }
    };
    match kind {
        "risk" => walk::each_risk(report, &mut |risk| add(&risk.id, &risk.text.0)),
        "assignments" => walk::each_block(report, &mut |block| {
            if let Block::Assignments(block) = block {
                add(&block.id, &block.caption);
            }
        }),
        _ => walk::elements(report, &mut |element| {
            let is_meant = match kind {
                "goal" => element.kind == Kind::Goal,
                _ => !element.title.trim().is_empty(),
            };
            if is_meant {
                add(element.id, element.title);
            }
        }),
    }
    found
}

/// The indicators that one can be the same as: those that are called so or are the same already. Of all
/// that a report has, each form would be as long as the report.
fn alike(editor: &Editor, at: &Address) -> Vec<Choice> {
    let path = editor.locate(&at.field("")).map(|target| target.path()).unwrap_or_default();
    let text = |key: &str| reach(&*editor.year, &within(&path, key)).map(string_of);
    let called = |name: &str| one_line(name).to_lowercase();
    let name = text("name").map(|name| called(&name)).unwrap_or_default();
    let first = text("same_as").and_then(|id| Id::new(&id));
    let mut found = Vec::new();
    let Some(report) = editor.year.report(&at.report) else { return Vec::new() };
    walk::each_indicator(report, &mut |own| {
        let is_same = Some(&own.id) == first.as_ref()
            || *own.identity() == at.element
            || first.as_ref().is_some_and(|first| own.identity() == first);
        if !own.id.is_missing() && (is_same || called(&own.name) == name) {
            found.push((own.id.to_string(), one_line(&own.name)));
        }
    });
    told_apart(found)
}

/// The items of the list that a record stands in.
fn siblings(editor: &Editor, at: &Address) -> Vec<Choice> {
    let path = editor.locate(at).map(|target| target.path()).unwrap_or_default();
    let mut items = Vec::new();
    let list = split(&path).and_then(|(list, _)| reach(&*editor.year, &list));
    list.into_iter().for_each(|list| {
        list.each_part(&mut |_, item| {
            // A column's id holds within its table, and is none elsewhere.
            let id = own_id(item).or_else(|| item.part("id").map(string_of));
            items.extend(id.filter(|id| !id.is_empty()).map(|id| (id, title_of(item))));
        });
    });
    told_apart(items)
}

/// The parts of the organisation, without one and what is below it.
fn units(editor: &Editor, without: &Id) -> Vec<Choice> {
    let units = &editor.year.committee.units;
    let above = |id: &Id| units.iter().find(|unit| unit.id == *id)?.parent.clone();
    let is_below = |id: &Id| {
        let mut up = Some(id.clone());
        // Parents in a circle end somewhere.
        for _ in 0..units.len() {
            match up {
                Some(id) if id == *without => return true,
                Some(id) => up = above(&id),
                None => return false,
            }
        }
        false
    };
    let rest = units.iter().filter(|unit| without.is_missing() || !is_below(&unit.id));
    told_apart(rest.map(|unit| (unit.id.to_string(), unit.name.clone())).collect())
}

/// Names that tell each from the others: with its id where two are called the same, or one nothing.
fn told_apart(items: Vec<(String, String)>) -> Vec<Choice> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    items.iter().for_each(|(_, title)| *counts.entry(title.clone()).or_default() += 1);
    let named = items.into_iter().map(|(id, title)| {
        let name = match (title.as_str(), counts.get(&title)) {
            ("", _) => id.clone(),
            (_, Some(1)) => title,
            _ => format!("{title} ({id})"),
        };
        (id.into(), name.into())
    });
    named.collect()
}
