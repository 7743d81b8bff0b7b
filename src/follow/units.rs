//! Units and their results: who reported what for which goal.

use super::{Pen, explained_cell, goals, status_cell};
use crate::compose::lower_first;
use crate::compute::{Formula, unit_count};
use crate::document::{Align, Body, Cell, FilterGroup, Head, Table, TableRow, TextLook};
use crate::model::{Address, Goal, Status, UnitQuestion, UnitResult};
use crate::number::{Unit, format_decimal};

use super::timeline::Spot;
use super::words;

/// `Grön 6, gul 5 av 11 enheter`; counted from the list, else as stated.
fn count_text(place: &Spot<'_>, goal: &Goal) -> Option<String> {
    if goal.units.is_empty() {
        return stated(goal);
    }
    let number =
        |formula| unit_count(&place.context, goal, formula).and_then(|count| count.number());
    let all = number(Formula::Count)?;
    let mut parts = Vec::new();
    for status in Status::ALL {
        let count = number(Formula::CountOf(*status)).filter(|count| !count.is_zero());
        let name = match status {
            Status::Unset => "saknas".to_owned(),
            status => lower_first(status.label()),
        };
        parts.extend(count.map(|count| format!("{name} {}", format_decimal(count))));
    }
    // What is missing is said last.
    parts.sort_by_key(|part| part.starts_with("saknas"));
    let text = format!("{} av {} enheter", parts.join(", "), format_decimal(all));
    Some(words::capital(&text))
}

/// The same as a cell. What is counted shows, pressed, which status the units speak for.
pub(super) fn count_cell(place: &Spot<'_>, goal: &Goal) -> Option<Cell> {
    let (text, at) = (count_text(place, goal)?, place.at(&goal.id));
    Some(match goal.units.is_empty() {
        true => Cell::plain(text).link(at),
        false => Cell { align: Align::Start, ..explained_cell(text, at.field("status")) },
    })
}

fn stated(goal: &Goal) -> Option<String> {
    let parts: Vec<String> = goal
        .unit_counts
        .iter()
        .filter_map(|count| {
            let show = |figure: &Option<crate::number::Figure>| {
                figure.as_ref().map(|figure| figure.show(Unit::Number))
            };
            let reached = show(&count.reached)?;
            let of = show(&count.of).map(|of| format!(" av {of} enheter")).unwrap_or_default();
            let label = lower_first(count.status.label());
            let what = match (count.question, count.status) {
                (UnitQuestion::Year, Status::Unset | Status::Green) => {
                    "väntas nå målet under året".to_owned()
                }
                (UnitQuestion::Year, _) => format!("väntas få bedömningen {label}"),
                (_, Status::Unset) => "når målet".to_owned(),
                _ => format!("har bedömningen {label}"),
            };
            Some(format!("{reached}{of} {what}"))
        })
        .collect();
    if parts.is_empty() { None } else { Some(parts.join(", ")) }
}

/// Units × goals for one month; which month is chosen.
pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let spots: Vec<&Spot<'_>> = line
        .own()
        .map(|(_, spot)| spot)
        .filter(|spot| goals::stands(spot.report).iter().any(|s| !s.goal.units.is_empty()))
        .collect();
    let wanted = pen.place.choice("rapport");
    let chosen = spots.iter().find(|spot| spot.report.id.as_str() == wanted);
    let Some(spot) = chosen.or(spots.last()) else { return };
    pen.panel("Enheter och mål");
    if spots.len() > 1 {
        let choices = spots.iter().map(|other| {
            let link = pen.place.choose("rapport", other.report.id.as_str()).to_hash();
            (other.short(), link, other.report.id == spot.report.id)
        });
        let group = FilterGroup { title: "Rapport".to_owned(), choices: choices.collect() };
        pen.push(Address::default(), Body::Filter(vec![group]));
    }
    let text = format!(
        "Enheternas egen bedömning i {}. Tomt betyder att enheten inte svarat.",
        spot.short()
    );
    pen.text(TextLook::Small, text);
    pen.table(grid(spot));
}

fn grid(spot: &Spot<'_>) -> Table {
    let stands = goals::stands(spot.report);
    let with_units: Vec<&Goal> =
        stands.iter().map(|stand| stand.goal).filter(|goal| !goal.units.is_empty()).collect();
    // A goal under an area goes by the area's short name, which fits a column.
    let short = |goal: &Goal| {
        let parent = stands.iter().find(|s| s.goal.goals.iter().any(|below| below.id == goal.id));
        let named = [Some(goal), parent.map(|stand| stand.goal)].into_iter().flatten();
        let mut names = named.filter(|goal| !goal.short.is_empty());
        names.next().map_or_else(
            || goals::title(goal),
            |goal| format!("{} {}", goal.number, goal.short).trim().to_owned(),
        )
    };
    let mut heads = vec![Head::new("Enhet", Align::Start)];
    heads.extend(with_units.iter().map(|goal| Head::new(short(goal), Align::Start)));
    let mut rows: Vec<(&UnitResult, Vec<Cell>)> = Vec::new();
    for (column, goal) in with_units.iter().enumerate() {
        for unit in &goal.units {
            let at = rows.iter().position(|(known, _)| is_same(known, unit));
            let at = at.unwrap_or_else(|| {
                rows.push((unit, vec![Cell::default(); with_units.len()]));
                rows.len() - 1
            });
            let link = spot.at(&unit.id).field("status");
            rows[at].1[column] = status_cell(unit.status.status, link);
        }
    }
    let rows = rows.into_iter().map(|(unit, statuses)| {
        let label = unit.label.strip_prefix("Resultat ").unwrap_or(&unit.label);
        let cells = [Cell::plain(label)].into_iter().chain(statuses).collect();
        TableRow { cells, ..TableRow::default() }
    });
    Table { heads: vec![heads], rows: rows.collect(), row_heads: true, ..Table::default() }
}

/// Units are the same by their ids; where a report gives none, by their label.
fn is_same(a: &UnitResult, b: &UnitResult) -> bool {
    if a.units.is_empty() || b.units.is_empty() {
        return words::folded(&a.label) == words::folded(&b.label);
    }
    a.units == b.units
}
