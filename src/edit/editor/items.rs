//! What is done to the items of lists: adding, removing, moving and copying them.

use super::{Editor, Made, Pen, Refused, place_of, whole};
use crate::edit::lists::{self, Ids};
use crate::edit::names;
use crate::edit::place::{Path, make, reach};
use crate::edit::references::{items_name, within};
use crate::edit::step::Change;
use crate::json::{Field, Member, Reader, Tree, string_of, text_of};
use crate::model::{Address, Date, Note, Signature, Year};

impl Editor {
    /// A new item of the same kind, after an item.
    pub(super) fn added_below(&self, at: &Address, pen: &Pen) -> Result<Made, Refused> {
        let (list, index, item) = self.item(at)?;
        let to = self.address_of(&whole(at), &list);
        let (name, place, mut changes) = self.added(&to, Some(index + 1), &kind_of(&item), pen)?;
        let item = changes.last().map(|change| change.after.clone()).unwrap_or_default();
        let beside = self.whose_part(&list, index);
        changes.splice(..0, self.joining(at, &list, &[(beside, item)]));
        Ok((name, place, changes))
    }

    pub(super) fn added(
        &self,
        list: &Address,
        index: Option<usize>,
        kind: &str,
        pen: &Pen,
    ) -> Result<Made, Refused> {
        let path = self.locate(list).ok_or(Refused::Gone)?.path();
        let mut scratch = Year::clone(&self.year);
        let map = self.map(&list.report).ok_or(Refused::Gone)?;
        let json = lists::blank(&mut scratch, &path, kind, &mut Ids::new(&map, pen.seed));
        let json = json.ok_or(Refused::Gone)?;
        let last = lists::length(&*self.year, &path);
        let index = index.unwrap_or(last).min(last);
        let mut changes = self.begun(list, &path);
        changes.extend(self.coming(list, &path, index, &json, None));
        changes.push(lists::insert(&self.address_of(&whole(list), &path), index, json.clone()));
        let mut name = "Lade till en post".to_owned();
        if let Some(list) = make(&mut scratch, &path)
            && list.insert(index, &json).is_ok()
            && let Some(item) = list.part(&index.to_string())
        {
            name = names::done("Lade till", item);
        }
        Ok((name, place_of(list), changes))
    }

    /// The row that a row is part of, which is in the sums; itself where it is no part of one.
    pub(super) fn whose_part(&self, list: &[String], index: usize) -> usize {
        let is_part = |index: &usize| {
            let kind = within(&within(list, &index.to_string()), "kind");
            reach(&*self.year, &kind).is_some_and(|kind| string_of(kind) == "of-which")
        };
        (0..=index).rev().find(|index| !is_part(index)).unwrap_or(index)
    }

    /// A list in a part that is absent: the part begins first.
    fn begun(&self, list: &Address, path: &[String]) -> Vec<Change> {
        let there =
            (0..path.len()).take_while(|&n| reach(&*self.year, &path[..=n]).is_some()).count();
        if there == path.len() {
            return Vec::new();
        }
        let at = self.address_of(&whole(list), &path[..there]).to_string();
        vec![Change { at, after: "{}".to_owned(), ..Change::default() }]
    }

    /// An item with its list's path, its index and its JSON.
    pub(super) fn item(&self, at: &Address) -> Result<(Path, usize, String), Refused> {
        let path = self.locate(at).ok_or(Refused::Gone)?.path();
        let (list, index) = lists::split(&path).ok_or(Refused::Gone)?;
        let item = reach(&*self.year, &path).ok_or(Refused::Gone)?;
        Ok((list, index, lists::written(item)))
    }

    fn name(&self, verb: &str, at: &Address) -> String {
        let path = self.locate(at).map(|target| target.path()).unwrap_or_default();
        reach(&*self.year, &path).map(|item| names::done(verb, item)).unwrap_or_default()
    }

    pub(super) fn removed(&self, at: &Address) -> Result<Made, Refused> {
        let path = self.locate(at).ok_or(Refused::Gone)?.path();
        if lists::split(&path).is_none() {
            return self.made_absent(at, &path);
        }
        let (list, index, json) = self.item(at)?;
        let mut changes = self.leaving(at, &list, index);
        let list = self.address_of(&whole(at), &list);
        changes.push(lists::remove(&list, index, json));
        Ok((self.name("Tog bort", at), place_of(&list), changes))
    }

    /// A part that may be absent is so again.
    fn made_absent(&self, at: &Address, path: &[String]) -> Result<Made, Refused> {
        let part = reach(&*self.year, path).filter(|part| part.is_optional());
        let before = part.map(text_of).ok_or(Refused::Gone)?;
        let target = self.locate(at).ok_or(Refused::Gone)?;
        let name = names::absent(&self.year, &target.element, &target.within);
        let place = self.address_of(&whole(at), path).to_string();
        Ok((name, place_of(at), vec![Change { at: place, before, ..Change::default() }]))
    }

    /// An internal note on an element, signed.
    pub(super) fn noted(&self, about: &Address, pen: &Pen) -> Result<Made, Refused> {
        self.locate(about).filter(|_| !about.element.is_missing()).ok_or(Refused::Gone)?;
        let (_, place, mut changes) = self.added(&whole(about).field("notes"), None, "", pen)?;
        let change = changes.last_mut().ok_or(Refused::Gone)?;
        let mut note = Note::read(&mut Reader::new(&change.after)).map_err(|_| Refused::Gone)?;
        note.about = Some(about.element.clone());
        let date = pen.at.get(..10).and_then(Date::parse);
        note.signature = Some(Signature { by: pen.by.clone(), date, ..Signature::default() });
        change.after = lists::written(&note);
        let whose = Address { field: String::new(), ..about.clone() };
        Ok((self.name("Lade till en anteckning om", &whose), place, changes))
    }

    pub(super) fn shifted(&self, at: &Address, by: i32) -> Result<Made, Refused> {
        let (list, index, json) = self.item(at)?;
        let last = lists::length(&*self.year, &list).saturating_sub(1);
        let to = index.saturating_add_signed(by as isize).min(last);
        let beside = self.shifting(at, &list, index, to);
        let list = self.address_of(&whole(at), &list);
        if to == index {
            return Ok((String::new(), String::new(), Vec::new()));
        }
        let mut changes = beside;
        changes.extend([lists::remove(&list, index, json.clone()), lists::insert(&list, to, json)]);
        Ok((self.name("Flyttade", at), place_of(at), changes))
    }

    pub(super) fn moved(&self, at: &Address, to: &Address) -> Result<Made, Refused> {
        let (list, index, json) = self.item(at)?;
        let target = self.locate(to).ok_or(Refused::Gone)?.path();
        let is_inside = target.starts_with(&[list.as_slice(), &[index.to_string()]].concat());
        let shape = |path: &[String]| reach(&*self.year, path).map(Member::shape);
        let is_alike = target != list && shape(&target) == shape(&list);
        // Columns belong to their table's cells, and elements to what refers to them in their report.
        let is_bound = at.report != to.report || reach(&*self.year, &list).is_some_and(is_of_table);
        if is_inside || is_bound || !is_alike {
            return Err(Refused::Gone);
        }
        let (mut changes, alone) = self.parting(at, &list, index);
        let json = alone.unwrap_or(json);
        let end = lists::length(&*self.year, &target);
        let from = self.address_of(&whole(at), &list);
        let to = self.address_of(&whole(to), &target);
        changes.extend([lists::remove(&from, index, json.clone()), lists::insert(&to, end, json)]);
        Ok((self.name("Flyttade", at), place_of(at), changes))
    }

    pub(super) fn duplicated(&self, at: &Address, pen: &Pen) -> Result<Made, Refused> {
        let (list, index, json) = self.item(at)?;
        let mut scratch = Year::clone(&self.year);
        let map = self.map(&at.report).ok_or(Refused::Gone)?;
        let copy = lists::copy(&mut scratch, &list, &json, &mut Ids::new(&map, pen.seed));
        let copy = copy.ok_or(Refused::Gone)?;
        let mut changes = self.coming(at, &list, index + 1, &copy, Some(index));
        let own = within(&within(&list, &index.to_string()), "sum");
        // A copy of a sum is of the same rows: with both, they would count twice.
        if reach(&*self.year, &own).is_none_or(Member::is_left_out) {
            changes.extend(self.joining(at, &list, &[(index, copy.clone())]));
        }
        let list = self.address_of(&whole(at), &list);
        changes.push(lists::insert(&list, index + 1, copy));
        Ok((self.name("Kopierade", at), place_of(&list), changes))
    }
}

/// The kind that an item's JSON says, for blocks.
pub(super) fn kind_of(item: &str) -> String {
    let kind = Tree::read(&mut Reader::new(item)).ok();
    match kind.and_then(|mut item| Some(item.get("kind")?.clone())) {
        Some(Tree::Leaf(word)) => word.trim_matches('"').to_owned(),
        _ => String::new(),
    }
}

/// Whether a list's items hold within their table only.
fn is_of_table(list: &dyn Member) -> bool {
    matches!(items_name(list), "Column" | "Measure" | "TableHead" | "OverviewGoal")
}
