//! The year's work on the real examples and on generated years.

mod carried;
mod missing;
mod month;
mod pages;
mod reports;
mod stages;
mod templates;
mod years;

use std::collections::HashSet;
use std::sync::Arc;

use tertial::file;
use tertial::generate::{Size, generate};
use tertial::model::{
    Action, Assessment, Block, Id, Indicator, Report, ReportKind, Status, Year, walk,
};
use tertial::work::{Said, choice_of, new_report};

/// A generated year with month reports after each other, as the program writes them.
fn generated(seed: u64) -> Year {
    generate(seed, Size::SMALL)
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// The year with a report more.
fn with(year: &Year, report: Report) -> Year {
    let mut year = year.clone();
    year.reports.push(Arc::new(report));
    year
}

/// The report that the year has next of a kind.
fn next(year: &Year, kind: ReportKind, month: u8) -> Report {
    new_report(year, &choice_of(year.year, kind, month))
}

/// Changes blocks of a report that stand in its sections.
fn change(report: &mut Report, visit: &mut dyn FnMut(&mut Block)) {
    fn down(sections: &mut [Arc<tertial::model::Section>], visit: &mut dyn FnMut(&mut Block)) {
        for section in sections {
            let section = Arc::make_mut(section);
            section.blocks.iter_mut().for_each(&mut *visit);
            down(&mut section.sections, visit);
        }
    }
    down(&mut report.sections, visit);
}

/// The problems that a year has when it is opened again.
fn problems(year: &Year) -> Vec<String> {
    let opened = file::open(file::save(year).as_bytes()).unwrap();
    opened.problems.iter().map(|problem| format!("{problem:?}")).collect()
}

/// Problems that are new.
fn new_problems(before: &Year, after: &Year) -> Vec<String> {
    let known: HashSet<String> = problems(before).into_iter().collect();
    problems(after).into_iter().filter(|problem| !known.contains(problem)).collect()
}

fn sentences(said: &[Said]) -> String {
    said.iter().map(|line| format!("{line}\n")).collect()
}

fn indicators(report: &Report) -> Vec<&Indicator> {
    let mut all = Vec::new();
    walk::each_indicator(report, &mut |indicator| all.push(indicator));
    all
}

fn indicator<'a>(report: &'a Report, id: &str) -> &'a Indicator {
    indicators(report).into_iter().find(|own| own.id.as_str() == id).unwrap()
}

fn blocks(report: &Report) -> Vec<&Block> {
    let mut all = Vec::new();
    walk::each_block(report, &mut |block| all.push(block));
    all
}

/// Every status a report states, but those of strips and of earlier rows of overviews.
fn statuses(report: &Report) -> Vec<Status> {
    let mut all: Vec<&Assessment> = Vec::new();
    let action = |action: &Action| action.status.status;
    let mut rest = Vec::new();
    walk::each_block(report, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            all.extend([&goal.status, &goal.expected]);
            all.extend(goal.units.iter().flat_map(|unit| [&unit.status, &unit.expected]));
            all.extend(goal.indicators.iter().flat_map(|own| [&own.status, &own.expected]));
            rest.extend(goal.actions.iter().map(action));
        }),
        Block::Overview(block) => {
            let cells = block.rows.last().into_iter().flat_map(|row| &row.cells);
            all.extend(cells.map(|cell| &cell.status));
        }
        Block::Risks(block) => all.extend(block.risks.iter().map(|risk| &risk.status)),
        Block::Assignments(block) => {
            let items = block.groups.iter().flat_map(|group| &group.assignments);
            all.extend(items.map(|item| &item.status));
        }
        Block::Controls(block) => {
            let items = block.groups.iter().flat_map(|group| &group.controls);
            all.extend(items.map(|item| &item.status));
        }
        Block::Actions(block) => rest.extend(block.actions.iter().map(action)),
        _ => {}
    });
    rest.retain(|status| *status != Status::Done);
    all.iter().map(|own| own.status).chain(rest).filter(|s| *s != Status::Unset).collect()
}
