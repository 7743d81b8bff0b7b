//! Columns of a block and the columns they go to.

use super::head::{Concept, Head, Scope};
use super::{Destination, rows};
use crate::clip::Grid;
use crate::model::Month;

const LABELS: &str = "radernas namn";
const PLACE: &str = "efter plats";
const NO_ROOM: &str = "ryms inte";
const SAME: &str = "samma rubrik";
const MEANS: &str = "rubriken betyder detsamma";
const NONE_HERE: &str = "tabellen har ingen sådan kolumn";
const UNKNOWN: &str = "okänd rubrik";

/// Where each column goes, and why.
type Columns = Vec<(usize, Option<usize>, &'static str)>;

/// Columns by place, the labels left out.
pub(super) fn by_place(grid: &Grid, labels: Option<usize>, to: &Destination<'_>) -> Columns {
    let mut next = to.start.1;
    let columns = (0..grid.width()).map(|column| {
        if labels == Some(column) {
            return (column, None, LABELS);
        }
        next += 1;
        match next <= to.columns.len() {
            true => (column, Some(next - 1), PLACE),
            false => (column, None, NO_ROOM),
        }
    });
    columns.collect()
}

/// Whether a column of the block is by its head a column of words inside our table, and so no names of rows.
pub(super) fn is_inner(grid: &Grid, heads: usize, column: usize, to: &Destination<'_>) -> bool {
    let titles = (0..heads).rev().map(|row| rows::plain(grid.cell(row, column)));
    let title = titles.into_iter().find(|title| !title.is_empty());
    let mut inner = to.columns.iter().skip(1).filter(|target| target.is_text);
    title.is_some_and(|title| inner.any(|target| rows::plain(&target.title) == title))
}

/// A column of the block with its head.
struct Column {
    at: usize,
    title: String,
    group: String,
    head: Head,
    /// Roles it may have, best first.
    roles: Vec<&'static str>,
}

/// Columns by their heads: a title of ours first, then what it means.
pub(super) fn by_head(
    grid: &Grid,
    heads: usize,
    labels: Option<usize>,
    to: &Destination<'_>,
) -> Columns {
    let others = (0..grid.width()).filter(|column| labels != Some(*column));
    let mut columns: Vec<Column> = others.map(|at| column(grid, heads, labels, at)).collect();
    give_scopes(&mut columns, to);
    let has_months = to.columns.iter().any(|target| Head::read(target.role).month.is_some());
    tell_years_apart(&mut columns);
    tell_forecasts_apart(&mut columns, to, has_months);
    columns.iter_mut().for_each(|column| column.roles = roles(&column.head, has_months));

    let mut found: Vec<Option<(usize, &'static str)>> = vec![None; grid.width()];
    let mut taken = vec![false; to.columns.len()];
    for (why, matches) in PASSES {
        for column in columns.iter().filter(|column| !column.title.is_empty()) {
            let free = (0..to.columns.len()).find(|at| !taken[*at] && matches(column, *at, to));
            if let (None, Some(at)) = (found[column.at], free) {
                found[column.at] = Some((at, why));
                taken[at] = true;
            }
        }
    }
    let outcome = |at: usize| match found[at] {
        Some((target, why)) => (at, Some(target), why),
        None if labels == Some(at) => (at, None, LABELS),
        None if columns.iter().any(|c| c.at == at && c.head.is_known()) => (at, None, NONE_HERE),
        None => (at, None, UNKNOWN),
    };
    (0..grid.width()).map(outcome).collect()
}

type Match = fn(&Column, usize, &Destination<'_>) -> bool;

/// What makes a column one of ours, the surest first.
const PASSES: [(&str, Match); 3] = [(SAME, is_same_head), (SAME, is_same_title), (MEANS, has_role)];

/// The same head under the same group, or the same head with a year in it.
fn is_same_head(column: &Column, at: usize, to: &Destination<'_>) -> bool {
    let target = &to.columns[at];
    let is_dated = column.head.year.is_some();
    let is_same_group = rows::plain(&target.group) == rows::plain(&column.group);
    is_title(column, at, to) && (is_dated || (is_same_group && !column.group.is_empty()))
}

/// The same head, where it does not mean another column.
fn is_same_title(column: &Column, at: usize, to: &Destination<'_>) -> bool {
    let role = to.columns[at].role;
    let agrees = role.is_empty() || column.roles.is_empty() || column.roles.contains(&role);
    is_title(column, at, to) && agrees
}

fn has_role(column: &Column, at: usize, to: &Destination<'_>) -> bool {
    let role = to.columns[at].role;
    !role.is_empty() && column.roles.contains(&role)
}

fn is_title(column: &Column, at: usize, to: &Destination<'_>) -> bool {
    rows::plain(&to.columns[at].title) == rows::plain(&column.title)
        && !rows::plain(&column.title).is_empty()
}

fn column(grid: &Grid, heads: usize, labels: Option<usize>, at: usize) -> Column {
    let own = (0..heads).rev().find(|row| !grid.cell(*row, at).trim().is_empty());
    let title = own.map_or("", |row| grid.cell(row, at)).to_owned();
    let group = own.and_then(|row| row.checked_sub(1)).map_or("", |row| {
        let mut left = (0..=at).rev().take_while(|column| labels != Some(*column));
        left.find(|column| !grid.cell(row, *column).trim().is_empty())
            .map_or("", |column| grid.cell(row, column))
    });
    let (mut head, above) = (Head::read(&title), Head::read(group));
    // *Prognos* over *Avvikelse* says that the deviation is the year's.
    head.concept = head.concept.or(above.concept);
    let names_time = above.scope.is_some() && head.concept != Some(Concept::Forecast);
    if names_time && (head.scope.is_none() || Head::read(group).concept.is_none()) {
        head.scope = above.scope;
    }
    Column { at, title, group: group.to_owned(), head, roles: Vec::new() }
}

/// Budget and deviation of the period or of the year, where the head does not say: as the column
/// before, a first one as the column after.
fn give_scopes(columns: &mut [Column], to: &Destination<'_>) {
    for concept in [Concept::Budget, Concept::Deviation] {
        let unsaid = |c: &&Column| c.head.concept == Some(concept) && c.head.scope.is_none();
        let alone = columns.iter().filter(|c| c.head.concept == Some(concept)).count() == 1
            && columns.iter().filter(unsaid).count() == 1;
        let has = |scope| {
            let head = Head { concept: Some(concept), scope: Some(scope), ..Head::default() };
            to.columns.iter().any(|target| roles(&head, false).contains(&target.role))
        };
        // Where the table has but one of the two, there is nothing to guess.
        let only = match (has(Scope::Period), has(Scope::Year)) {
            (true, false) => Some(Scope::Period),
            (false, true) => Some(Scope::Year),
            _ => None,
        };
        let column = columns.iter_mut().find(|c| c.head.concept == Some(concept));
        if let (Some(column), true, Some(_)) = (column, alone, only) {
            column.head.scope = only;
        }
    }
    let later = |at: usize| columns[at..].iter().find_map(|column| column.head.scope);
    let mut current = later(0);
    let mut scopes: Vec<Option<Scope>> = Vec::new();
    for column in columns.iter() {
        current = column.head.scope.or(current);
        scopes.push(current);
    }
    correct_single_budget(columns, &mut scopes);
    for (column, scope) in columns.iter_mut().zip(scopes) {
        column.head.scope = column.head.scope.or(scope);
    }
}

/// *Budget, Utfall, Prognos, Avvikelse*: a single budget beside a forecast is the year's, unless
/// the period has a deviation of its own.
fn correct_single_budget(columns: &[Column], scopes: &mut [Option<Scope>]) {
    let is = |concept| move |column: &Column| column.head.concept == Some(concept);
    let budgets: Vec<usize> =
        (0..columns.len()).filter(|at| is(Concept::Budget)(&columns[*at])).collect();
    let has_forecast = columns.iter().any(is(Concept::Forecast));
    let period_deviates = columns
        .iter()
        .zip(scopes.iter())
        .any(|(column, scope)| is(Concept::Deviation)(column) && *scope == Some(Scope::Period));
    if let ([at], true, false) = (budgets.as_slice(), has_forecast, period_deviates) {
        scopes[*at] = Some(Scope::Year);
    }
}

/// Of two outcomes the one with an earlier year, or with a year at all, is last year's.
fn tell_years_apart(columns: &mut [Column]) {
    let actuals = columns.iter().filter(|c| c.head.concept == Some(Concept::Actual));
    let years: Vec<Option<u16>> = actuals.map(|column| column.head.year).collect();
    let latest = columns.iter().filter_map(|column| column.head.year).max();
    let has_undated = years.contains(&None);
    for head in columns.iter_mut().map(|column| &mut column.head) {
        let is_actual = head.concept == Some(Concept::Actual);
        let is_earlier = head.year.is_some() && (head.year < latest || has_undated);
        if is_actual && is_earlier && head.month.is_none() {
            head.concept = Some(Concept::LastYear);
        }
    }
}

/// Of two forecasts the one made earlier in the year is the one before, and so is one that is dated
/// beside one that is not: *Prognos T1* beside *Prognos T2*, or beside *Prognos*. In a table that has
/// such a column its head says when that was made, or after which the forecast is.
fn tell_forecasts_apart(columns: &mut [Column], to: &Destination<'_>, has_months: bool) {
    let made = |head: &Head| {
        let month = head.month.filter(|_| !has_months).map(Month::number);
        head.tertial.map(|tertial| tertial * 4).or(month)
    };
    let of_role = |role: &'static str| {
        let targets = to.columns.iter().filter(move |target| target.role == role);
        targets.map(move |target| made(&Head::read(&target.title)))
    };
    let before: Vec<Option<u8>> = of_role("previous-forecast").collect();
    let forecasts: Vec<Option<u8>> = columns
        .iter()
        .filter(|column| column.head.concept == Some(Concept::Forecast))
        .map(|column| made(&column.head))
        .collect();
    let ours = of_role("forecast").filter(|_| !before.is_empty());
    let latest = forecasts.iter().copied().chain(ours).flatten().max();
    for head in columns.iter_mut().map(|column| &mut column.head) {
        let own = made(head);
        let is_earlier = own < latest || forecasts.contains(&None) || before.contains(&own);
        if head.concept == Some(Concept::Forecast) && own.is_some() && is_earlier {
            head.concept = Some(Concept::PreviousForecast);
        }
    }
}

/// The roles a head may stand for, as the model words them.
fn roles(head: &Head, has_months: bool) -> Vec<&'static str> {
    if let Some(month) = head.month.filter(|_| has_months) {
        return vec![month.name()];
    }
    let by_time = |period, year| match head.scope {
        Some(Scope::Year) => vec![year],
        Some(Scope::Period) => vec![period],
        None => vec![period, year],
    };
    match head.concept {
        None => Vec::new(),
        Some(Concept::PreviousForecast) => vec!["previous-forecast"],
        Some(Concept::Actual) => vec!["actual", "outcome"],
        Some(Concept::LastYear) => vec!["last-year", "earlier"],
        Some(Concept::Budget) => by_time("budget", "year-budget"),
        Some(Concept::Deviation) => by_time("deviation", "year-deviation"),
        Some(Concept::Forecast) => vec!["forecast"],
        Some(Concept::DeviationPercent) => vec!["deviation-percent"],
        Some(Concept::ForecastChange) => vec!["forecast-change"],
        Some(Concept::AgainstLastYear) => vec!["against-last-year"],
        Some(Concept::Percent) => vec!["share", "deviation-percent"],
        Some(Concept::Role(role)) => vec![role],
    }
}
