//! What the ten-minute page shows.

use super::{Place, UnitMonth, UnitMonthResult};
use crate::document::words::folded;
use crate::model::{
    Block, Date, Goal, Id, Markdown, Month, Report, ReportKind, Status, UnitResult, Year, walk,
};

/// One unit's page for one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The year's file.
    pub year: Id,
    /// The report.
    pub report: Id,
    /// The report's title.
    pub title: String,
    /// The report's last month.
    pub month: Month,
    /// The unit.
    pub unit: Id,
    /// Its name.
    pub name: String,
    /// Its goals.
    pub goals: Vec<SheetGoal>,
}

/// A goal on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetGoal {
    /// The goal.
    pub goal: Id,
    /// A short name, the area's where it has none.
    pub short: String,
    /// Its title.
    pub title: String,
    /// Definitions and policy.
    pub description: Markdown,
    /// The unit's row; `None` where the report has none yet.
    pub result: Option<UnitResult>,
    /// The row as it stood before anything was typed on the page.
    pub stood: Option<UnitResult>,
    /// How the unit stood in the report before.
    pub before: Option<Before>,
}

/// How a unit stood in the report before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// That report's short name.
    pub report: String,
    /// The status then.
    pub status: Status,
    /// The status it expected for the year.
    pub expected: Status,
    /// Its words.
    pub comment: Markdown,
}

/// The page of a unit: every goal that units are asked about. The year before, where it is at hand,
/// says how January's unit stood last.
pub fn sheet(year: &Year, last: Option<&Year>, report: &Report, unit: &Id) -> Sheet {
    let known = year.committee.units.iter().find(|own| own.id == *unit);
    let name = known.map(|own| own.name.clone()).unwrap_or_default();
    let years = [Some(year), last].into_iter().flatten();
    let mut earlier: Vec<&Report> =
        years.flat_map(|year| &year.reports).map(|report| &**report).collect();
    earlier.retain(|own| own.kind != ReportKind::Plan && own.period.to < report.period.to);
    earlier.sort_by_key(|report| std::cmp::Reverse(report.period.to));
    let mut goals = Vec::new();
    asked(report, &mut |goal, above| {
        let result = row_of(goal, unit, &name).cloned();
        let short = if goal.short.is_empty() { above.map(|above| &above.short) } else { None };
        goals.push(SheetGoal {
            goal: goal.id.clone(),
            short: short.unwrap_or(&goal.short).clone(),
            title: goal.title.clone(),
            description: goal.description.clone(),
            stood: result.clone(),
            result,
            before: earlier.iter().find_map(|own| {
                let is_last = own.period.to.year() < report.period.to.year();
                before(own, is_last, &goal.id, unit, &name)
            }),
        });
    });
    Sheet {
        year: year.id.clone(),
        report: report.id.clone(),
        title: report.title.clone(),
        month: report.period.to.month(),
        unit: unit.clone(),
        name,
        goals,
    }
}

/// Calls `visit` for every goal with rows of units, and the goal above it.
fn asked<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Goal, Option<&'a Goal>)) {
    fn down<'a>(
        goals: &'a [Goal],
        above: Option<&'a Goal>,
        visit: &mut dyn FnMut(&'a Goal, Option<&'a Goal>),
    ) {
        for goal in goals {
            if !goal.units.is_empty() {
                visit(goal, above);
            }
            down(&goal.goals, Some(goal), visit);
        }
    }
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            down(&block.goals, None, visit);
        }
    });
}

fn before(report: &Report, is_last: bool, goal: &Id, unit: &Id, name: &str) -> Option<Before> {
    let mut found = None;
    asked(report, &mut |own, _| {
        if own.id == *goal && found.is_none() {
            found = row_of(own, unit, name);
        }
    });
    let row = found.filter(|row| row.status.status != Status::Unset)?;
    Some(Before {
        report: match is_last {
            true => format!("{} {}", walk::short_title(report), report.period.to.year()),
            false => walk::short_title(report),
        },
        status: row.status.status,
        expected: row.expected.status,
        comment: row.comment.clone(),
    })
}

/// The unit's row under a goal: by id, else by name where the row names no unit.
pub(super) fn row_of<'a>(goal: &'a Goal, unit: &Id, name: &str) -> Option<&'a UnitResult> {
    let by_id = goal.units.iter().find(|row| row.units.contains(unit));
    by_id.or_else(|| goal.units.iter().find(|row| row.units.is_empty() && is_named(row, name)))
}

/// Whether a row is this unit's.
pub(super) fn is_row_of(row: &UnitResult, unit: &Id, name: &str) -> bool {
    row.units.contains(unit) || (row.units.is_empty() && is_named(row, name))
}

/// Reports write *Resultat* before a unit's name, and the name with and without marks.
fn is_named(row: &UnitResult, name: &str) -> bool {
    let label = row.label.strip_prefix("Resultat ").unwrap_or(&row.label);
    !name.trim().is_empty() && folded(label) == folded(name)
}

/// What stood in a row and is blank now.
fn cleared(stood: &UnitResult, now: &UnitResult) -> Vec<Place> {
    let is_set = |row: &UnitResult, place: Place| match place {
        Place::Status => row.status.status != Status::Unset,
        Place::Expected => row.expected.status != Status::Unset,
        Place::Comment => !row.comment.is_empty(),
    };
    let places = Place::ALL.iter().copied();
    places.filter(|place| is_set(stood, *place) && !is_set(now, *place)).collect()
}

impl Sheet {
    /// What the page says, to be sent.
    pub fn month_of(&self, by: &str, date: Option<Date>, time: &str) -> UnitMonth {
        let results = self.goals.iter().map(|goal| {
            let row = goal.result.clone().unwrap_or_default();
            let stood = goal.stood.clone().unwrap_or_default();
            UnitMonthResult {
                cleared: cleared(&stood, &row),
                goal: goal.goal.clone(),
                title: goal.title.clone(),
                result: row.id,
                status: row.status.status,
                expected: row.expected.status,
                comment: row.comment,
                ..UnitMonthResult::default()
            }
        });
        UnitMonth {
            year: self.year.clone(),
            report: self.report.clone(),
            unit: self.unit.clone(),
            unit_name: self.name.clone(),
            month: self.month,
            by: by.to_owned(),
            date,
            time: time.to_owned(),
            results: results.collect(),
            ..UnitMonth::default()
        }
    }
}
