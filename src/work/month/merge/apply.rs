//! The year with what files fill.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Conflict, Fill, Merge, MergedFile, Place, Value};
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

/// The year with the cells filled; nothing else is touched, and reports without a cell to fill stay
/// the very same.
pub fn apply(year: &Year, merge: &Merge, choices: &Choices) -> Year {
    let mut year = year.clone();
    for file in &merge.files {
        let taken = file.conflicts.iter().map(|Conflict { cell, .. }| cell);
        let taken = taken.filter(|cell| choices.take.contains(&cell.at));
        for cell in file.fills.iter().chain(taken) {
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
