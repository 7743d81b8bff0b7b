//! Every status that July 2023 prints stands so in the file and on the page: per goal and unit, per
//! month of each strip, and in the overview.

use std::collections::BTreeMap;

use tertial::compose::compose;
use tertial::document::{Body, Content, Document, RowKind, Table};
use tertial::model::{Block, Goal, Month, OverviewCell, Report, Status, walk};

use crate::common;

/// Statuses by goal and by what stands in its table: a row, a month, or nothing for the goal itself.
type Statuses = BTreeMap<(String, String), Status>;

#[test]
fn every_status_of_july_2023() {
    let printed = printed("tests/figures/2023-07-statuses.tsv");
    assert_eq!(printed.len(), 97);
    let (year, report) = common::report_in_year("juli-2023");
    assert_eq!(of_model(report), printed);
    let printed: Statuses = printed.into_iter().filter(|(_, s)| *s != Status::Unset).collect();
    assert_eq!(of_page(&compose(year, report)), printed, "on the page");
}

/// A line per status: goal, row or month, and the status' word; no word for an empty cell.
fn printed(path: &str) -> Statuses {
    let text = common::read(path);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [goal, row, status] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{path}: {line}")
            };
            let of_word = |known: &Status| known.word() == status;
            let status = Status::ALL.iter().copied().find(of_word);
            let status = status.unwrap_or_else(|| panic!("{path}: {line}"));
            ((goal.to_owned(), row.to_owned()), status)
        })
        .collect()
}

fn of_model(report: &Report) -> Statuses {
    let mut found = Statuses::new();
    walk::each_block(report, &mut |block| match block {
        Block::Goals(block) => {
            walk::each_goal(&block.goals, &mut |goal| of_goal(goal, &mut found));
        }
        Block::Overview(block) => {
            for row in &block.rows {
                let status = |cell: &OverviewCell| {
                    (key(cell.goal.as_str(), row.id.as_str()), cell.status.status)
                };
                found.extend(row.cells.iter().map(status));
            }
        }
        _ => {}
    });
    found
}

fn of_goal(goal: &Goal, found: &mut Statuses) {
    let id = goal.id.as_str();
    // The areas have theirs in the overview only.
    if goal.status.status != Status::Unset {
        found.insert(key(id, ""), goal.status.status);
    }
    found.extend(goal.units.iter().map(|unit| (key(id, unit.id.as_str()), unit.status.status)));
    let indicators = goal.indicators.iter();
    found.extend(indicators.map(|i| (key(id, i.id.as_str()), i.status.status)));
    if let Some(strip) = &goal.strip {
        found.extend(of_strip(id, &strip.months));
    }
}

/// Twelve months; those that are not yet set have no status.
fn of_strip(goal: &str, months: &[Status]) -> Statuses {
    let month = |number: u8| {
        let status = months.get(usize::from(number) - 1).copied().unwrap_or_default();
        (key(goal, Month::new(number).unwrap().short()), status)
    };
    (1..=12).map(month).collect()
}

/// What the composed page shows; an empty cell shows nothing.
fn of_page(document: &Document) -> Statuses {
    let mut found = Statuses::new();
    for piece in &document.pieces {
        match &piece.body {
            Body::Strip { months, .. } => {
                let strip = of_strip(piece.address.element.as_str(), months);
                found.extend(strip.into_iter().filter(|(_, status)| *status != Status::Unset));
            }
            Body::Table(table) => of_table(table, &mut found),
            _ => {}
        }
    }
    found
}

/// A goal's rows stand below its own; an overview has goals as columns.
fn of_table(table: &Table, found: &mut Statuses) {
    let mut goal = None;
    for row in &table.rows {
        let id = row.address.element.as_str();
        let is_goal = row.kind == RowKind::Head;
        goal = if is_goal { Some(id) } else { goal };
        for cell in &row.cells {
            let statuses = cell.contents.iter().filter_map(|content| match content {
                Content::Status(view) => Some(view.status),
                _ => None,
            });
            let key = key(goal.unwrap_or(&cell.field), if is_goal { "" } else { id });
            found.extend(statuses.map(|status| (key.clone(), status)));
        }
    }
}

fn key(goal: &str, row: &str) -> (String, String) {
    (goal.to_owned(), row.to_owned())
}
