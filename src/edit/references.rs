//! What refers to what: every member that holds an id and is not the element's own.

use std::collections::HashSet;

use super::place::{Path, REPORTS, own_id};
use crate::json::{Member, Shape, string_of};

/// Among what a reference's ids are to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// The items of the list it stands in: columns.
    Table,
    /// The parts of the organisation.
    Committee,
    /// The elements of the report.
    Report,
}

/// Among what the ids in a member of a record are to be found.
pub(super) fn among(record: &str, key: &str) -> Among {
    match (record, key) {
        ("Column", "of") => Among::Table,
        ("UnitResult", "units") | ("OrgUnit", "parent") => Among::Committee,
        _ => Among::Report,
    }
}

/// The name of a record, or of a union.
pub(super) fn record_name(member: &dyn Member) -> &'static str {
    match member.shape() {
        Shape::Record(name) | Shape::Union(name, _) => name,
        _ => "",
    }
}

/// The name of the records of a list.
pub(super) fn items_name(list: &dyn Member) -> &'static str {
    match list.shape() {
        Shape::List(Shape::Record(name)) => name,
        _ => "",
    }
}

/// The ids of a list of them.
pub(super) fn ids_of(list: &dyn Member) -> Vec<String> {
    let mut ids = Vec::new();
    list.each_part(&mut |_, id| ids.push(string_of(id)));
    ids
}

/// The ids of an element and of all that stand in it.
pub(super) fn ids_within(member: &dyn Member, ids: &mut HashSet<String>) {
    ids.extend(own_id(member).filter(|id| !id.is_empty()));
    member.each_part(&mut |_, part| ids_within(part, ids));
}

/// A reference, or a list of them.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it stands.
    pub(super) path: Path,
    /// The record it is a member of.
    pub(super) record: &'static str,
    /// What it refers to.
    pub(super) ids: Vec<String>,
    /// Whether it may refer to several.
    pub(super) is_list: bool,
}

/// The path of a part.
pub(super) fn within(path: &[String], key: &str) -> Path {
    [path, &[key.to_owned()]].concat()
}

/// A walk through what refers to elements.
pub(super) struct Walk<'w> {
    /// Among what the references meant are.
    pub(super) among: Among,
    /// What is not entered: what is taken out.
    pub(super) skip: &'w [String],
    /// The references to any of these.
    pub(super) wanted: HashSet<String>,
    /// What was found.
    pub(super) found: Vec<Found>,
}

impl Walk<'_> {
    /// Walks through what stands at a path. An id that is met as an element's own is no longer wanted:
    /// in a damaged file another may have it too.
    pub(super) fn enter(&mut self, member: &dyn Member, path: &mut Path) {
        let record = record_name(member);
        if let Some(id) = own_id(member).filter(|id| self.wanted.contains(id)) {
            self.wanted.remove(&id);
        }
        member.each_part(&mut |key, part| {
            if part.is_left_out() {
                return;
            }
            let is_reference = key != "id" && among(record, key) == self.among;
            match part.shape() {
                Shape::Id if is_reference => {
                    self.note(record, (path, key), vec![string_of(part)], false);
                }
                Shape::List(Shape::Id) if is_reference => {
                    self.note(record, (path, key), ids_of(part), true);
                }
                shape if super::place::has_parts(shape) => {
                    path.push(key.to_owned());
                    if key != REPORTS && path.as_slice() != self.skip {
                        self.enter(part, path);
                    }
                    path.pop();
                }
                _ => {}
            }
        });
    }

    fn note(
        &mut self,
        record: &'static str,
        (around, key): (&[String], &str),
        ids: Vec<String>,
        is_list: bool,
    ) {
        if ids.iter().any(|id| self.wanted.contains(id)) {
            let path = within(around, key);
            self.found.push(Found { path, record, ids, is_list });
        }
    }
}
