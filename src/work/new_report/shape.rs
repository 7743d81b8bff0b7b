//! What moves on with the period: strips, overviews, titles, and a plan that is first followed up.

use super::Choice;
use super::base::Base;
use super::newest::Newest;
use crate::document::words;
use crate::model::{
    AssignmentColumn, AssignmentField, Block, Goal, GoalsBlock, IndicatorColumn, IndicatorField,
    Month, OverviewBlock, OverviewCell, OverviewRow, Report, ReportKind, RiskColumn, RiskField,
    walk,
};
use crate::work::names::{Names, id_of};
use crate::work::said::{Fate, Journal, Thing};
use crate::work::{each, shift};

/// The names of the old report and its last month, and what stands for them now.
pub(super) struct Renamed {
    old: (String, Month),
    new: (String, Month),
}

impl Renamed {
    pub(super) fn new(before: &Report, choice: &Choice) -> Self {
        let named = Report {
            kind: choice.kind,
            title: choice.title.clone(),
            period: choice.period.clone(),
            ..Report::default()
        };
        let name = |report: &Report| (walk::short_title(report), report.period.to.month());
        Self { old: name(before), new: name(&named) }
    }

    /// A short title such as *Status T1* or *Aug* moved on.
    pub(super) fn title(&self, text: &str) -> String {
        let (old, new) = (self.old.1, self.new.1);
        shift::words(text, &|word| {
            let small = word.to_lowercase();
            let moved = if word == self.old.0 && matches!(word, "T1" | "T2") {
                return Some(self.new.0.clone());
            } else if small == old.name() {
                new.name()
            } else if small == old.short() {
                new.short()
            } else {
                return None;
            };
            let is_capital = word.starts_with(char::is_uppercase);
            Some(if is_capital { words::capital(moved) } else { moved.to_owned() })
        })
    }
}

pub(super) fn turn(
    report: &mut Report,
    base: &Base<'_>,
    newest: &Newest<'_>,
    choice: &Choice,
    journal: &mut Journal,
) {
    let before = base.report;
    let renamed = Renamed::new(before, choice);
    let mut names = Names::of(report);
    let is_first = before.kind == ReportKind::Plan && choice.kind != ReportKind::Plan;
    each::block(report, &mut |block| match block {
        Block::Goals(block) => {
            if is_first {
                goal_columns(block);
            }
            each::goal(&mut block.goals, &mut |goal| {
                goal_of_period(goal, before, choice);
                strip(goal, newest, choice, journal);
            });
        }
        Block::Overview(block) => {
            if base.is_later {
                block.rows.clear();
            }
            overview(block, &renamed, &mut names, journal);
        }
        Block::Assignments(block) => {
            if is_first && block.columns.is_empty() {
                block.columns = assignment_columns();
            }
            let titles = block.columns.iter_mut().map(|column| &mut column.title);
            titles.for_each(|title| *title = renamed.title(title));
        }
        Block::Actions(block) => {
            let titles = block.columns.iter_mut().map(|column| &mut column.title);
            titles.for_each(|title| *title = renamed.title(title));
        }
        Block::Risks(block) if is_first => add_risk_columns(&mut block.columns),
        Block::Accounts(block) => {
            for account in &mut block.accounts {
                if account.period.as_ref() == Some(&before.period) {
                    account.period = Some(choice.period.clone());
                }
            }
        }
        _ => {}
    });
}

/// A target for eight months is none for twelve.
fn goal_of_period(goal: &mut Goal, before: &Report, choice: &Choice) {
    if choice.period.months() != before.period.months() {
        goal.indicators.iter_mut().for_each(|indicator| indicator.target.period = None);
    }
}

/// The months that a report before has closed; the rest waits.
fn strip(goal: &mut Goal, newest: &Newest<'_>, choice: &Choice, journal: &mut Journal) {
    let Some(own) = &mut goal.strip else { return };
    let last = choice.period.to.month();
    let (months, closed) = newest
        .strip(&goal.id)
        .map_or((Vec::new(), last), |(strip, month)| (strip.months.clone(), month.min(last)));
    own.months = months;
    own.months.truncate(closed.number().into());
    own.last = Some(last);
    journal.note(Fate::Became, Thing::Strip, &goal.title);
}

/// The rows of earlier reports stay; the last is the new report's own, as everywhere.
fn overview(
    block: &mut OverviewBlock,
    renamed: &Renamed,
    names: &mut Names,
    journal: &mut Journal,
) {
    let slug = |name: &str| id_of(name).to_string();
    let last = block.rows.last().map(|row| row.id.to_string()).unwrap_or_default();
    let stem = last.strip_suffix(&format!("-{}", slug(&renamed.old.0)));
    let stem = stem.unwrap_or(block.id.as_str());
    let cells = block
        .goals
        .iter()
        .map(|column| OverviewCell { goal: column.goal.clone(), ..OverviewCell::default() });
    let title = words::capital(&renamed.new.0);
    journal.note(Fate::Added, Thing::OverviewRow, &title);
    block.rows.push(OverviewRow {
        id: names.fresh(&format!("{stem}-{}", slug(&renamed.new.0))),
        title,
        cells: cells.collect(),
        ..OverviewRow::default()
    });
}

/// A plan lists indicators without saying what came of them.
fn goal_columns(block: &mut GoalsBlock) {
    const COLUMNS: [(IndicatorField, &str); 5] = [
        (IndicatorField::Outcome, "Utfall"),
        (IndicatorField::Target, "Målnivå"),
        (IndicatorField::Status, "Bedömning"),
        (IndicatorField::Trend, "Förändring"),
        (IndicatorField::Comment, "Kommentar"),
    ];
    let has_status = |columns: &[IndicatorColumn]| {
        columns.iter().any(|column| column.field == IndicatorField::Status)
    };
    let followed = || {
        let columns = COLUMNS.iter().map(|(field, title)| IndicatorColumn {
            field: *field,
            title: (*title).to_owned(),
            ..IndicatorColumn::default()
        });
        columns.collect::<Vec<_>>()
    };
    if !has_status(&block.columns) {
        block.columns = followed();
    }
    each::goal(&mut block.goals, &mut |goal| {
        if !has_status(&goal.columns) {
            goal.columns.clear();
        }
    });
}

fn assignment_columns() -> Vec<AssignmentColumn> {
    let columns = [
        (AssignmentField::Giver, "Uppdragsgivare"),
        (AssignmentField::Status, "Status"),
        (AssignmentField::Comment, "Kommentar"),
    ];
    let column = |(field, title): (AssignmentField, &str)| AssignmentColumn {
        field,
        title: title.to_owned(),
        ..AssignmentColumn::default()
    };
    columns.map(column).to_vec()
}

fn add_risk_columns(columns: &mut Vec<RiskColumn>) {
    for (field, title) in [(RiskField::Status, "Bedömning"), (RiskField::Comment, "Kommentar")] {
        if columns.iter().all(|column| column.field != field) {
            columns.push(RiskColumn { field, title: title.to_owned(), ..RiskColumn::default() });
        }
    }
}
