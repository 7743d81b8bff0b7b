//! What belongs together in several lists: columns and their cells, sums and their rows, elements and
//! what refers to them. What comes, moves or goes takes the rest with it, in the same step.

mod referring;

use super::{Editor, whole};
use crate::edit::lists;
use crate::edit::place::{Path, reach, reach_mut};
use crate::edit::references::{ids_of, items_name, within};
use crate::edit::step::Change;
use crate::json::{Field, Reader, Tree, Writer, json_string, string_of, text_of};
use crate::model::{Address, Cells, Id, Year};

/// Changes of places around an item, each made where the item still or not yet stands.
pub(super) struct Bonds<'e> {
    editor: &'e Editor,
    /// The year with the changes so far.
    scratch: Year,
    base: Address,
    changes: Vec<Change>,
}

impl Editor {
    /// What goes with an item that is taken out of its list.
    pub(super) fn leaving(&self, at: &Address, list: &[String], index: usize) -> Vec<Change> {
        let mut bonds = Bonds::new(self, at);
        match bonds.items(list) {
            "Column" => bonds.column_goes(list, index),
            "TableHead" => bonds.head_cells(list, &|cells| {
                if index < cells.len() {
                    cells.remove(index);
                }
            }),
            "OverviewGoal" => bonds.goal_goes(list, index),
            _ => {}
        }
        bonds.element_goes(&within(list, &index.to_string()));
        bonds.changes
    }

    /// What goes with an item that is put into its list; `of` is the one it is a copy of.
    pub(super) fn coming(
        &self,
        at: &Address,
        list: &[String],
        index: usize,
        item: &str,
        of: Option<usize>,
    ) -> Vec<Change> {
        let mut bonds = Bonds::new(self, at);
        match bonds.items(list) {
            "Column" => bonds.column_comes(list, item, of),
            "TableHead" => bonds.head_cells(list, &|cells| {
                if index <= cells.len() {
                    let copy = of.and_then(|of| cells.get(of)).cloned();
                    cells.insert(index, copy.unwrap_or(Tree::Object(Vec::new())));
                }
            }),
            _ => {}
        }
        bonds.changes
    }

    /// The cells of an overview's column are told by its goal: they go along when it is of another.
    pub(super) fn renaming(&self, at: &Address, path: &[String], goal: &str) -> Vec<Change> {
        let own = path.split_last().filter(|(key, _)| *key == "goal");
        let Some((list, _)) = own.and_then(|(_, column)| lists::split(column)) else {
            return Vec::new();
        };
        let mut bonds = Bonds::new(self, at);
        if bonds.items(&list) != "OverviewGoal" {
            return Vec::new();
        }
        let Some(new) = Reader::new(goal).string().ok().filter(|new| !new.is_empty()) else {
            return Vec::new();
        };
        let of = |column: &Path| bonds.text(&within(column, "goal"));
        let goals: Vec<String> = bonds.each(&list).iter().map(of).collect();
        let old = bonds.text(path);
        let is_alone = goals.iter().filter(|goal| **goal == old).count() == 1;
        if !is_alone || goals.iter().any(|known| *known == new) {
            return Vec::new();
        }
        let left = if old.is_empty() { bonds.left_by(&list, &goals) } else { Some(old) };
        let cells = left.map(|old| bonds.cells_of(&list, &old)).unwrap_or_default();
        cells.iter().for_each(|cell| bonds.set(&within(cell, "goal"), goal));
        bonds.changes
    }

    /// What goes with an item that changes places with others of its list.
    pub(super) fn shifting(
        &self,
        at: &Address,
        list: &[String],
        from: usize,
        to: usize,
    ) -> Vec<Change> {
        let mut bonds = Bonds::new(self, at);
        if bonds.items(list) == "TableHead" {
            bonds.head_cells(list, &|cells| {
                if from < cells.len() || to < cells.len() {
                    let most = cells.len().max(from + 1).max(to + 1);
                    cells.resize(most, Tree::Object(Vec::new()));
                    let cell = cells.remove(from);
                    cells.insert(to, cell);
                }
            });
        }
        bonds.changes
    }

    /// Rows below others, each with the index of the row above it and its JSON, are added to the sums that
    /// those are in, as in a spreadsheet.
    pub(super) fn joining(
        &self,
        at: &Address,
        list: &[String],
        rows: &[(usize, String)],
    ) -> Vec<Change> {
        let mut bonds = Bonds::new(self, at);
        if !bonds.has_sums(list) {
            return Vec::new();
        }
        let ids = rows.iter().filter_map(|(beside, item)| {
            let beside = bonds.own_id(&within(list, &beside.to_string()));
            Some((beside, id_in(item)?)).filter(|(beside, _)| !beside.is_empty())
        });
        let ids: Vec<(String, String)> = ids.collect();
        bonds.each_sum(list, &|sum| {
            // The last first: each comes right below its own.
            for (beside, new) in ids.iter().rev() {
                let place = sum.iter().position(|id| id == beside);
                place.iter().for_each(|place| sum.insert(place + 1, new.clone()));
            }
        });
        bonds.changes
    }

    /// A row that moves to another table leaves the sums of its own, and sums no rows it left.
    pub(super) fn parting(
        &self,
        at: &Address,
        list: &[String],
        index: usize,
    ) -> (Vec<Change>, Option<String>) {
        let mut bonds = Bonds::new(self, at);
        if !bonds.has_sums(list) {
            return (Vec::new(), None);
        }
        let own = within(list, &index.to_string());
        let id = bonds.own_id(&own);
        bonds.each_sum(list, &|sum| sum.retain(|part| *part != id));
        bonds.set(&within(&own, "sum"), "");
        let item = reach(&bonds.scratch, &own).map(lists::written);
        (bonds.changes, item)
    }
}

impl<'e> Bonds<'e> {
    fn new(editor: &'e Editor, at: &Address) -> Self {
        let (scratch, base) = (Year::clone(&editor.year), whole(at));
        Self { editor, scratch, base, changes: Vec::new() }
    }

    fn items(&self, list: &[String]) -> &'static str {
        reach(&*self.editor.year, list).map(items_name).unwrap_or_default()
    }

    fn has_sums(&self, list: &[String]) -> bool {
        matches!(self.items(list), "Row" | "Effect")
    }

    fn own_id(&self, path: &[String]) -> String {
        self.text(&within(path, "id"))
    }

    fn text(&self, path: &[String]) -> String {
        reach(&*self.editor.year, path).map(string_of).unwrap_or_default()
    }

    /// Sets a place, as it is written there.
    fn set(&mut self, path: &[String], json: &str) {
        let Some(place) = reach_mut(&mut self.scratch, path) else { return };
        let before = text_of(place);
        if before == json || place.set(json).is_err() {
            return;
        }
        let after = text_of(place);
        if before != after {
            let at = self.editor.address_of(&self.base, path).to_string();
            self.changes.push(Change { at, before, after, ..Change::default() });
        }
    }

    /// Takes an item out of its list. What stands after it is taken out before.
    fn take(&mut self, path: &[String]) {
        let item = reach(&*self.editor.year, path).map(lists::written);
        if let Some((json, (list, index))) = item.zip(lists::split(path)) {
            let list = self.editor.address_of(&self.base, &list);
            self.changes.push(lists::remove(&list, index, json));
        }
    }

    /// The paths of a list's items.
    fn each(&self, list: &[String]) -> Vec<Path> {
        let length = lists::length(&*self.editor.year, list);
        (0..length).map(|index| within(list, &index.to_string())).collect()
    }

    /// The paths of the rows of the table that a list belongs to.
    fn rows(&self, list: &[String]) -> Vec<Path> {
        let table = list.split_last().map(|(_, table)| table).unwrap_or_default();
        self.each(&within(table, "rows"))
    }

    fn figures(&mut self, row: &[String], change: &dyn Fn(&mut Cells)) {
        let path = within(row, "cells");
        let json = reach(&self.scratch, &path).map(text_of).unwrap_or_default();
        let Ok(mut cells) = Cells::read(&mut Reader::new(&json)) else { return };
        change(&mut cells);
        self.set(&path, &text_of(&cells));
    }

    /// The cells of a free table's rows, which follow the columns by place.
    fn head_cells(&mut self, list: &[String], change: &dyn Fn(&mut Vec<Tree>)) {
        for row in self.rows(list) {
            let path = within(&row, "cells");
            let json = reach(&self.scratch, &path).map(lists::written).unwrap_or_default();
            let Ok(Tree::Array(mut cells)) = Tree::read(&mut Reader::new(&json)) else { continue };
            change(&mut cells);
            let mut out = Writer::default();
            Tree::Array(cells).write(&mut out);
            self.set(&path, &out.into_string());
        }
    }

    fn each_sum(&mut self, list: &[String], change: &dyn Fn(&mut Vec<String>)) {
        for row in self.each(list) {
            let path = within(&row, "sum");
            let mut ids = reach(&*self.editor.year, &path).map(ids_of).unwrap_or_default();
            if !ids.is_empty() {
                change(&mut ids);
                self.set(&path, &list_of(&ids));
            }
        }
    }

    fn column_goes(&mut self, list: &[String], index: usize) {
        let columns = self.each(list);
        let ids: Vec<String> = columns.iter().map(|column| self.own_id(column)).collect();
        let Some(id) = ids.get(index).and_then(|id| Id::new(id)) else { return };
        if ids.iter().filter(|other| *other == id.as_str()).count() > 1 {
            return;
        }
        for row in self.rows(list) {
            self.figures(&row, &|cells| cells.set(&id, None));
        }
        for (_, column) in columns.iter().enumerate().filter(|(at, _)| *at != index) {
            let of = within(column, "of");
            let refers = |list| ids_of(list).iter().any(|other| other == id.as_str());
            // A difference of one column is none.
            if reach(&*self.editor.year, &of).is_some_and(refers) {
                self.set(&of, "");
            }
        }
    }

    fn column_comes(&mut self, list: &[String], item: &str, of: Option<usize>) {
        let old = of.map(|of| self.own_id(&within(list, &of.to_string())));
        let old = old.and_then(|old| Id::new(&old));
        let Some((old, new)) = old.zip(id_in(item).and_then(|id| Id::new(&id))) else { return };
        for row in self.rows(list) {
            self.figures(&row, &|cells| {
                let figure = cells.get(&old).cloned();
                cells.set(&new, figure);
            });
        }
    }

    /// A column of an overview, whose cells are told by its goal.
    fn goal_goes(&mut self, list: &[String], index: usize) {
        let goal = |path: &Path| self.text(&within(path, "goal"));
        let goals: Vec<String> = self.each(list).iter().map(goal).collect();
        let own = goals.get(index).filter(|own| !own.is_empty());
        let Some(own) = own.filter(|own| goals.iter().filter(|goal| goal == own).count() == 1)
        else {
            return;
        };
        let cells = self.cells_of(list, own);
        cells.iter().rev().for_each(|cell| self.take(cell));
    }

    /// The goal of cells whose column is of no goal any longer; `None` where it cannot be told.
    fn left_by(&self, list: &[String], goals: &[String]) -> Option<String> {
        let cells = self.rows(list).into_iter().flat_map(|row| self.each(&within(&row, "cells")));
        let mut left = cells.map(|cell| self.text(&within(&cell, "goal")));
        let own = left.find(|goal| !goals.contains(goal))?;
        left.all(|goal| goal == own || goals.contains(&goal)).then_some(own)
    }

    /// The cells of a goal in an overview.
    fn cells_of(&self, list: &[String], goal: &str) -> Vec<Path> {
        let cells = self.rows(list).into_iter().flat_map(|row| self.each(&within(&row, "cells")));
        cells.filter(|cell| self.text(&within(cell, "goal")) == goal).collect()
    }
}

/// The id that an item's JSON has.
fn id_in(item: &str) -> Option<String> {
    let mut item = Tree::read(&mut Reader::new(item)).ok()?;
    match item.get("id")? {
        Tree::Leaf(id) => Reader::new(id).string().ok().map(|id| id.into_owned()),
        _ => None,
    }
}

fn list_of(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| json_string(id)).collect();
    if ids.is_empty() { String::new() } else { format!("[{}]", ids.join(", ")) }
}
