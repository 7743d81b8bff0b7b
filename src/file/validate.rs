//! What is wrong with a year although every value in it could be read.

use std::collections::{HashMap, HashSet};

use crate::json::{Place, Problem, ProblemKind};
use crate::model::{FigureTable, Id, Report, Year, walk};

/// Missing and duplicate ids, references that lead nowhere, columns that do not exist.
pub(super) fn validate(year: &Year) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut known: HashSet<&str> =
        year.committee.units.iter().map(|unit| unit.id.as_str()).collect();
    let mut reports = HashSet::new();
    for report in &year.reports {
        check_id(&report.id, &mut reports, "reports", &mut problems);
        let mut own = HashSet::new();
        let path = format!("{}/{}", year.id, report.id);
        walk::elements(report, &mut |element| check_id(element.id, &mut own, &path, &mut problems));
        known.extend(own);
    }
    for report in &year.reports {
        check_references(year, report, &known, &mut problems);
    }
    problems
}

fn check_id<'a>(id: &'a Id, own: &mut HashSet<&'a str>, path: &str, problems: &mut Vec<Problem>) {
    if id.is_missing() {
        problems.push(at(path.to_owned(), ProblemKind::MissingId));
    } else if !own.insert(id.as_str()) {
        problems.push(at(format!("{path}/{id}"), ProblemKind::DuplicateId(id.to_string())));
    }
}

fn check_references(
    year: &Year,
    report: &Report,
    known: &HashSet<&str>,
    problems: &mut Vec<Problem>,
) {
    walk::references(report, &mut |id| {
        if !known.contains(id.as_str()) {
            let path = format!("{}/{}", year.id, report.id);
            problems.push(at(path, ProblemKind::Dangling(id.to_string())));
        }
    });
    walk::each_block(report, &mut |block| {
        let crate::model::Block::Figures(table) = block else { return };
        check_circles(year, report, table, problems);
        let columns: HashSet<&str> =
            table.columns.iter().map(|column| column.id.as_str()).collect();
        for row in &table.rows {
            for (column, _) in row.cells.iter().filter(|(id, _)| !columns.contains(id.as_str())) {
                let path = format!("{}/{}/{}/{column}", year.id, report.id, row.id);
                problems.push(at(path, ProblemKind::Dangling(column.to_string())));
            }
        }
    });
}

/// A row that can be reached from itself over the rows it sums.
fn check_circles(year: &Year, report: &Report, table: &FigureTable, problems: &mut Vec<Problem>) {
    let rows: HashMap<&str, usize> =
        table.rows.iter().enumerate().map(|(index, row)| (row.id.as_str(), index)).collect();
    for row in table.rows.iter().filter(|row| !row.sum.is_empty()) {
        let mut seen = HashSet::new();
        let mut ahead: Vec<&Id> = row.sum.iter().collect();
        while let Some(id) = ahead.pop() {
            if seen.insert(id.as_str()) {
                let row = rows.get(id.as_str()).and_then(|index| table.rows.get(*index));
                let terms = row.map(|row| row.sum.as_slice());
                ahead.extend(terms.unwrap_or_default());
            }
        }
        if seen.contains(row.id.as_str()) {
            let path = format!("{}/{}/{}", year.id, report.id, row.id);
            problems.push(at(path, ProblemKind::Circle(row.id.to_string())));
        }
    }
}

fn at(path: String, kind: ProblemKind) -> Problem {
    Problem { place: Place { path, ..Place::default() }, kind }
}
