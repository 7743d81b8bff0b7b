//! The year with what files fill.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::Place;
use super::{Conflict, Fill, Merge, MergedFile, Value};
use crate::model::{Address, Goal, Id, Report, UnitResult, Year};
use crate::work::each;

/// What somebody chose where something else stands already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The cells that take what the file says; the others keep what stands there.
    pub take: BTreeSet<Address>,
}

impl Choices {
    /// Every conflict goes to the files.
    pub fn take_all(merge: &Merge) -> Self {
        let conflicts = merge.files.iter().flat_map(|file| &file.conflicts);
        Self { take: conflicts.map(|conflict| conflict.cell.at.clone()).collect() }
    }
}

impl MergedFile {
    /// The cells that take what the file says.
    pub fn taken<'a>(&'a self, choices: &'a Choices) -> impl Iterator<Item = &'a Fill> {
        let taken = self.conflicts.iter().map(|Conflict { cell, .. }| cell);
        self.fills.iter().chain(taken.filter(|cell| choices.take.contains(&cell.at)))
    }

    /// What the unit said, for the log, and the report it is said in; nothing where no cell takes it.
    pub fn told(&self, choices: &Choices) -> Option<(String, Id)> {
        let report = self.taken(choices).next()?.at.report.clone();
        let cells = self.taken(choices).count();
        let goals: BTreeSet<&Id> = self.taken(choices).map(|cell| &cell.goal).collect();
        let boxes = if cells == 1 { "1 ruta".to_owned() } else { format!("{cells} rutor") };
        Some((format!("Skickade {}: {boxes} i {} mål", self.name, goals.len()), report))
    }
}

/// The year with the cells filled; nothing else is touched, and reports without a cell to fill stay
/// the very same.
pub fn apply(year: &Year, merge: &Merge, choices: &Choices) -> Year {
    let mut year = year.clone();
    for file in &merge.files {
        for cell in file.taken(choices) {
            if let Some(report) = year.reports.iter_mut().find(|own| own.id == cell.at.report) {
                fill(Arc::make_mut(report), file, cell);
            }
        }
    }
    year
}

fn fill(report: &mut Report, file: &MergedFile, cell: &Fill) {
    each::goal_of(report, &mut |goal| {
        if goal.id == cell.goal {
            set(row(goal, &cell.at.element, file), cell);
        }
    });
}

fn row<'g>(goal: &'g mut Goal, id: &Id, file: &MergedFile) -> &'g mut UnitResult {
    let found = goal.units.iter().position(|row| row.id == *id);
    let at = found.unwrap_or(goal.units.len());
    if at == goal.units.len() {
        goal.units.push(UnitResult {
            id: id.clone(),
            units: vec![file.unit.clone()],
            label: file.name.clone(),
            ..UnitResult::default()
        });
    }
    &mut goal.units[at]
}

fn set(row: &mut UnitResult, cell: &Fill) {
    match (cell.place, &cell.after) {
        (Place::Status, Value::Status(status)) => row.status.status = *status,
        (Place::Expected, Value::Status(status)) => row.expected.status = *status,
        (Place::Comment, Value::Text(text)) => row.comment = text.clone(),
        _ => {}
    }
}
