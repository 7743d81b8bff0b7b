//! What files would do to a year, found without changing it.

use std::collections::HashMap;

use super::super::sheet::row_of;
use super::super::{Place, UnitMonth, UnitMonthResult};
use super::{Conflict, Fill, Merge, MergedFile, Refusal, Value};
use crate::document::words::folded;
use crate::model::{Address, Block, Goal, Id, Report, ReportKind, UnitResult, Year, walk};
use crate::work::names::Names;

/// What the files would fill. Of several from one unit for one report the latest is read.
pub fn merge(year: &Year, files: &[UnitMonth]) -> Merge {
    let mut planner = Planner { year, taken: HashMap::new(), names: HashMap::new() };
    let superseded: Vec<bool> = (0..files.len()).map(|at| is_superseded(files, at)).collect();
    let files = files.iter().zip(superseded);
    Merge { files: files.map(|(file, is_old)| planner.file(file, is_old)).collect() }
}

/// Whether a later file of the same unit is there; of two of one minute the last given is later.
fn is_superseded(files: &[UnitMonth], at: usize) -> bool {
    let file = &files[at];
    let when = |file: &UnitMonth| (file.date, file.time.clone());
    files.iter().enumerate().any(|(other_at, other)| {
        let is_same =
            is_same_unit(file, other) && (&file.year, &file.report) == (&other.year, &other.report);
        other_at != at && is_same && (when(other), other_at) > (when(file), at)
    })
}

fn is_same_unit(one: &UnitMonth, other: &UnitMonth) -> bool {
    match one.unit.is_missing() || other.unit.is_missing() {
        true => folded(&one.unit_name) == folded(&other.unit_name),
        false => one.unit == other.unit,
    }
}

struct Planner<'a> {
    year: &'a Year,
    /// What earlier files fill, and which unit's.
    taken: HashMap<Address, (Value, String)>,
    /// The ids of the reports that get rows.
    names: HashMap<Id, Names>,
}

impl<'a> Planner<'a> {
    fn file(&mut self, file: &UnitMonth, is_superseded: bool) -> MergedFile {
        let mut merged = MergedFile {
            unit: file.unit.clone(),
            name: file.unit_name.clone(),
            by: file.by.clone(),
            ..MergedFile::default()
        };
        let found = self.place_of(file, &mut merged);
        let refusal = match found {
            _ if is_superseded => Refusal::Superseded(merged.name.clone()),
            Err(refusal) => refusal,
            Ok(report) => {
                for result in &file.results {
                    self.result(report, result, &mut merged);
                }
                return merged;
            }
        };
        merged.refused.push(refusal);
        merged
    }

    /// The report a file belongs to; the unit's id and name become those of the year.
    fn place_of(&self, file: &UnitMonth, merged: &mut MergedFile) -> Result<&'a Report, Refusal> {
        if file.year != self.year.id {
            return Err(Refusal::OtherYear(file.year.clone()));
        }
        let report = self.report(file).ok_or_else(|| Refusal::NoReport(file.report.clone()))?;
        let units = &self.year.committee.units;
        let by_name = || units.iter().find(|u| folded(&u.name) == folded(&file.unit_name));
        let unit = units.iter().find(|unit| unit.id == file.unit).or_else(by_name);
        let unit = unit.ok_or_else(|| Refusal::NoUnit(file.unit_name.clone()))?;
        (merged.unit, merged.name) = (unit.id.clone(), unit.name.clone());
        if report.is_locked() {
            return Err(Refusal::Locked(report.title.clone(), report.stage()));
        }
        Ok(report)
    }

    /// The report by its id, else the month's.
    fn report(&self, file: &UnitMonth) -> Option<&'a Report> {
        let is_month = |report: &&Report| {
            report.kind == ReportKind::Month && report.period.to.month() == file.month
        };
        let mut reports = self.year.reports.iter().map(|report| &**report);
        let by_id = self.year.report(&file.report).map(|report| &**report);
        by_id.or_else(|| reports.find(is_month))
    }

    fn result(&mut self, report: &'a Report, result: &UnitMonthResult, merged: &mut MergedFile) {
        let goal = find_goal(report, &result.goal).filter(|goal| !goal.units.is_empty());
        let Some(goal) = goal else {
            return merged.refused.push(Refusal::NoGoal(result.title.clone()));
        };
        let row = row_of(goal, &merged.unit, &merged.name);
        let cells = [
            (Place::Status, Value::Status(result.status)),
            (Place::Expected, Value::Status(result.expected)),
            (Place::Comment, Value::Text(result.comment.clone())),
        ];
        // What a unit left blank takes nothing away, but for what it cleared itself.
        let is_said = |(place, value): &(Place, Value)| {
            !value.is_empty() || (row.is_some() && result.cleared.contains(place))
        };
        let said: Vec<_> = cells.into_iter().filter(is_said).collect();
        if said.is_empty() {
            return;
        }
        let id = match row {
            Some(row) => row.id.clone(),
            None => self.new_row(report, goal, result, &merged.unit),
        };
        for (place, after) in said {
            let fill = Fill {
                at: Address::new(&self.year.id, &report.id, &id).field(place.field()),
                goal: goal.id.clone(),
                title: goal.title.clone(),
                place,
                before: value_of(row, place),
                after,
                is_new_row: row.is_none(),
            };
            self.sort(fill, merged);
        }
    }

    /// Fills, keeps or collides: with what stands there, or with what an earlier file fills.
    fn sort(&mut self, mut cell: Fill, merged: &mut MergedFile) {
        let mut with = None;
        if let Some((value, unit)) = self.taken.get(&cell.at) {
            cell.before = value.clone();
            with = Some(unit.clone());
        }
        if cell.before == cell.after {
            merged.same += 1;
        } else if cell.before.is_empty() {
            self.taken.insert(cell.at.clone(), (cell.after.clone(), merged.name.clone()));
            merged.fills.push(cell);
        } else {
            merged.conflicts.push(Conflict { cell, with });
        }
    }

    /// The id of a row that is not there: the file's, where nothing else has it.
    fn new_row(&mut self, report: &Report, goal: &Goal, result: &UnitMonthResult, unit: &Id) -> Id {
        let names = self.names.entry(report.id.clone()).or_insert_with(|| Names::of(report));
        match result.result.is_missing() {
            true => names.fresh(&format!("{unit}-{}", goal.id)),
            false => names.fresh(result.result.as_str()),
        }
    }
}

fn value_of(row: Option<&UnitResult>, place: Place) -> Value {
    let row = row.cloned().unwrap_or_default();
    match place {
        Place::Status => Value::Status(row.status.status),
        Place::Expected => Value::Status(row.expected.status),
        Place::Comment => Value::Text(row.comment),
    }
}

fn find_goal<'a>(report: &'a Report, id: &Id) -> Option<&'a Goal> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| {
                if goal.id == *id && found.is_none() {
                    found = Some(goal);
                }
            });
        }
    });
    found
}
