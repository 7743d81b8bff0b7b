//! What is wrong with a year although every value in it could be read.

use std::collections::{HashMap, HashSet};

use crate::json::{Place, Problem, ProblemKind};
use crate::model::{Block, FigureTable, Id, Report, Year, walk};

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
        check_values(year, report, &mut problems);
    }
    if year.id.is_missing() {
        problems.push(at(String::new(), ProblemKind::MissingId));
    }
    problems
}

/// Values that can be read and cannot be: periods that run backwards, factors off the scale.
fn check_values(year: &Year, report: &Report, problems: &mut Vec<Problem>) {
    let path = format!("{}/{}", year.id, report.id);
    let mut note = |path: String, key: &str, expected| {
        problems.push(at(path, ProblemKind::Impossible(key.to_owned(), expected)));
    };
    let period = &report.period;
    let is_read = period.kept.is_empty() && report.kept.iter().all(|(key, _)| key != "period");
    if is_read && (period.from.year() == 0 || period.from > period.to) {
        note(path.clone(), "period", "en period som börjar före sitt slut");
    }
    walk::each_block(report, &mut |block| {
        let Block::Risks(block) = block else { return };
        for risk in &block.risks {
            let factors = [("likelihood", risk.likelihood), ("consequence", risk.consequence)];
            for (key, factor) in factors {
                if factor.is_some_and(|factor| !(1..=5).contains(&factor)) {
                    note(format!("{path}/{}", risk.id), key, "ett tal från 1 till 5");
                }
            }
        }
    });
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
    walk::references(report, &mut |owner, id| {
        if !known.contains(id.as_str()) {
            let path = format!("{}/{}/{owner}", year.id, report.id);
            problems.push(at(path, ProblemKind::Dangling(id.to_string())));
        }
    });
    walk::each_block(report, &mut |block| {
        let Block::Figures(table) = block else { return };
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

/// Rows that are part of their own sum.
fn check_circles(year: &Year, report: &Report, table: &FigureTable, problems: &mut Vec<Problem>) {
    let rows: HashMap<&str, usize> =
        table.rows.iter().enumerate().map(|(index, row)| (row.id.as_str(), index)).collect();
    let terms = |row: usize, term: usize| {
        table.rows[row].sum.get(term).map(|id| rows.get(id.as_str()).copied())
    };
    // Each row is entered once; one that is met again while it is under way closes a circle.
    let mut state = vec![Visit::New; table.rows.len()];
    for start in 0..table.rows.len() {
        let mut path = Vec::new();
        if state[start] == Visit::New {
            state[start] = Visit::UnderWay;
            path.push((start, 0));
        }
        while let Some((row, term)) = path.last_mut() {
            let next = terms(*row, *term);
            *term += 1;
            match next {
                None => {
                    state[*row] = Visit::Done;
                    path.pop();
                }
                Some(Some(next)) if state[next] == Visit::New => {
                    state[next] = Visit::UnderWay;
                    path.push((next, 0));
                }
                Some(Some(next)) if state[next] == Visit::UnderWay => {
                    let id = &table.rows[next].id;
                    let place = format!("{}/{}/{id}", year.id, report.id);
                    problems.push(at(place, ProblemKind::Circle(id.to_string())));
                }
                Some(_) => {}
            }
        }
    }
}

/// How far the search for circles has come with a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    UnderWay,
    Done,
}

fn at(path: String, kind: ProblemKind) -> Problem {
    Problem { place: Place { path, ..Place::default() }, kind }
}
