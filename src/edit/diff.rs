//! What has changed between two states of a year, as changes of the smallest parts that tell it.

use super::place::own_id;
use super::step::{Change, Deed};
use crate::json::{Member, Shape, text_of};
use crate::model::{Address, Id, Year};

/// The changes from one state of a year to another.
pub fn changes_between(before: &Year, after: &Year) -> Vec<Change> {
    let top = Address { file: before.id.clone(), ..Address::default() };
    let mut changes = Vec::new();
    reports(before, after, &mut changes);
    before.each_part(&mut |key, part| {
        if key == "reports" {
            return;
        }
        if let Some(now) = after.part(key) {
            compare(&top.field(key), part, now, &mut changes);
        }
    });
    changes
}

/// Reports are compared by id; new ones are put in where they stand, others taken out.
fn reports(before: &Year, after: &Year, changes: &mut Vec<Change>) {
    let list = Address { file: before.id.clone(), ..Address::default() }.field("reports");
    let mut ids: Vec<Id> = before.reports.iter().map(|report| report.id.clone()).collect();
    for (index, report) in before.reports.iter().enumerate().rev() {
        if after.report(&report.id).is_none() {
            changes.push(item(&list, Deed::Remove, index, &written(report)));
            ids.remove(index);
        }
    }
    for (index, report) in after.reports.iter().enumerate() {
        match before.report(&report.id) {
            Some(old) => {
                let at = Address::new(&before.id, &report.id, &Id::default());
                record(&at, old, report, changes);
                if let Some(from) =
                    ids.iter().position(|id| *id == report.id).filter(|at| *at != index)
                {
                    let text = written(report);
                    changes.push(item(&list, Deed::Remove, from, &text));
                    changes.push(item(&list, Deed::Insert, index, &text));
                    let id = ids.remove(from);
                    ids.insert(index.min(ids.len()), id);
                }
            }
            None => {
                changes.push(item(&list, Deed::Insert, index, &written(report)));
                ids.insert(index.min(ids.len()), report.id.clone());
            }
        }
    }
}

/// The JSON of an item, also of one that would be left out as a member.
fn written(member: &dyn Member) -> String {
    let mut out = crate::json::Writer::default();
    member.write_value(&mut out);
    out.into_string()
}

fn item(list: &Address, deed: Deed, index: usize, json: &str) -> Change {
    let (before, after) = match deed {
        Deed::Insert => (String::new(), json.to_owned()),
        _ => (json.to_owned(), String::new()),
    };
    Change { at: list.to_string(), deed, index: index as u32, before, after, ..Change::default() }
}

fn compare(at: &Address, before: &dyn Member, after: &dyn Member, changes: &mut Vec<Change>) {
    let (old, new) = (text_of(before), text_of(after));
    if old == new {
        return;
    }
    match before.shape() {
        Shape::List(_) if is_same_list(before, after) => items(at, before, after, changes),
        Shape::Record(_) if !old.is_empty() && !new.is_empty() => {
            record(at, before, after, changes)
        }
        _ => changes.push(set(at, old, new)),
    }
}

fn set(at: &Address, before: String, after: String) -> Change {
    Change { at: at.to_string(), before, after, ..Change::default() }
}

/// Whether two lists hold the same elements in the same order.
fn is_same_list(before: &dyn Member, after: &dyn Member) -> bool {
    let ids = |list: &dyn Member| {
        let mut ids = Vec::new();
        list.each_part(&mut |_, item| ids.push(own_id(item)));
        ids
    };
    let (old, new) = (ids(before), ids(after));
    old == new && old.iter().all(|id| id.as_deref().is_some_and(|id| !id.is_empty()))
}

fn items(at: &Address, before: &dyn Member, after: &dyn Member, changes: &mut Vec<Change>) {
    before.each_part(&mut |key, old| {
        let id = own_id(old).and_then(|id| Id::new(&id));
        let element = id.map(|id| Address { element: id, field: String::new(), ..at.clone() });
        if let Some((element, new)) = element.zip(after.part(key)) {
            record(&element, old, new, changes);
        }
    });
}

fn record(at: &Address, before: &dyn Member, after: &dyn Member, changes: &mut Vec<Change>) {
    before.each_part(&mut |key, old| {
        if let Some(new) = after.part(key) {
            let field =
                if at.field.is_empty() { key.to_owned() } else { format!("{}.{key}", at.field) };
            compare(&at.field(field), old, new, changes);
        }
    });
}
