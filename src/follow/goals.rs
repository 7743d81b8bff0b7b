//! Goals with their indicators over all reports of all years.

mod indicators;

use super::timeline::{Spot, Track};
use super::{Pen, status_cell, units};
use crate::document::markdown::{self, TextNode};
use crate::document::{Align, Body, Cell, Content, Head, RowKind, Table, TableRow, TextLook};
use crate::model::{
    Address, Block, Goal, GoalKind, Indicator, Legend, Report, Status, TextRole, walk,
};
use indicators::{Indicators, indicator_table, renamed};

/// A goal as one report has it, with the legend over it.
pub(super) struct Stand<'a> {
    pub(super) goal: &'a Goal,
    pub(super) legend: Option<&'a Legend>,
    pub(super) depth: u8,
}

/// All goals of a report, parents first.
pub(super) fn stands(report: &Report) -> Vec<Stand<'_>> {
    let mut all = Vec::new();
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            gather(&block.goals, block.legend.as_ref(), 0, &mut all);
        }
    });
    all
}

fn gather<'a>(goals: &'a [Goal], legend: Option<&'a Legend>, depth: u8, all: &mut Vec<Stand<'a>>) {
    for goal in goals {
        all.push(Stand { goal, legend, depth });
        gather(&goal.goals, legend, depth + 1, all);
    }
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let goals = line.tracks(|report, add| {
        walk::each_block(report, &mut |block| {
            if let Block::Goals(block) = block {
                walk::each_goal(&block.goals, &mut |goal| add(&goal.id, goal));
            }
        });
    });
    let (own, other): (Vec<_>, Vec<_>) =
        goals.into_iter().partition(|track| track.is_in(line, line.year));
    if own.is_empty() {
        pen.panel("Mål");
        pen.text(TextLook::Body, "Året har inga mål än.");
    } else {
        grid(pen, &own);
        units::compose(pen);
    }
    let indicators = Indicators::new(pen);
    for track in &own {
        goal(pen, &indicators, track);
    }
    elsewhere(pen, &other);
}

/// Every goal of the year with its status in each of the year's reports.
fn grid(pen: &mut Pen<'_>, goals: &[Track<'_, Goal>]) {
    let line = pen.line;
    let judged = |track: &Track<'_, Goal>, spot: usize| {
        let goal = track.at(spot);
        goal.is_some_and(|goal| judgement(&line.spots[spot], goal).0 != Status::Unset)
    };
    let spots: Vec<usize> = line
        .own()
        .map(|(index, _)| index)
        .filter(|index| goals.iter().any(|track| judged(track, *index)))
        .collect();
    pen.panel("Måluppfyllelse, rapport för rapport");
    let mut heads = vec![Head::new("Mål", Align::Start)];
    heads.extend(spots.iter().map(|spot| Head::new(line.spots[*spot].short(), Align::Start)));
    heads.push(Head::new("Månad för månad", Align::Start));
    let mut rows = Vec::new();
    for track in goals {
        let Some((last, latest)) = track.last() else { continue };
        let (address, link) = match has_panel(track) {
            true => (Address::default(), super::at_hash(pen, track.id)),
            // What has no panel of its own has its place here.
            false => (pen.at(track.id), format!("#/{}", line.spots[last].at(track.id))),
        };
        let mut cells = vec![Cell::text(super::link_text(&title(latest), link))];
        for spot in &spots {
            let found = track.at(*spot).map(|goal| judgement(&line.spots[*spot], goal));
            cells.push(found.map(|(status, at)| status_cell(status, at)).unwrap_or_default());
        }
        let strip = track.past().iter().rev().find_map(|(spot, goal)| {
            let strip = goal.strip.as_ref()?;
            Some((line.spots[*spot].at(&goal.id).field("strip"), strip))
        });
        cells.push(strip.map_or_else(Cell::default, |(at, strip)| {
            let contents = vec![Content::Strip(strip.months.clone())];
            Cell { contents, ..Cell::default() }.link(at.clone()).shows(at)
        }));
        rows.push(TableRow { address, cells, ..TableRow::default() });
    }
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}

/// Whether a goal has more to show than its name and status.
fn has_panel(track: &Track<'_, Goal>) -> bool {
    track.past().iter().any(|(_, goal)| {
        goal.kind == GoalKind::Committee
            || !goal.indicators.is_empty()
            || !goal.unit_counts.is_empty()
            || !goal.units.is_empty()
    })
}

/// A goal's status and where it stands: beside the goal, else in the report's overview.
pub(super) fn judgement(spot: &Spot<'_>, goal: &Goal) -> (Status, Address) {
    let own = (goal.status.status, spot.at(&goal.id).field("status"));
    if own.0 != Status::Unset {
        return own;
    }
    // The last row is the report's own; the others are of reports before it.
    let row = spot.overview.and_then(|block| block.rows.last());
    let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.goal == goal.id));
    row.zip(cell)
        .map_or(own, |(row, cell)| (cell.status.status, spot.at(&row.id).field(goal.id.as_str())))
}

/// One goal: its words, its indicators over the reports.
fn goal<'a>(pen: &mut Pen<'a>, indicators: &Indicators<'a>, track: &Track<'a, Goal>) {
    let line = pen.line;
    // All indicators it ever had, the latest report's first.
    let mut own: Vec<&Track<'a, Indicator>> = Vec::new();
    for (_, goal) in track.past().iter().rev() {
        for indicator in goal.indicators.iter().filter(|indicator| indicator.same_as.is_none()) {
            let found = indicators.track(&indicator.id);
            own.extend(found.filter(|found| !own.iter().any(|known| known.id == found.id)));
        }
    }
    let Some((spot, latest)) = track.last() else { return };
    let place = &line.spots[spot];
    let kind = if latest.label.is_empty() { latest.kind.label() } else { &latest.label };
    if !has_panel(track) {
        return;
    }
    let place_of_title = place.at(track.id).field("title");
    pen.panel_of(track.id, &title(latest), kind, place_of_title);
    pen.table(standing(pen, track, place, latest));
    if !own.is_empty() {
        pen.table(indicator_table(pen, indicators, &own));
    }
    for track in &own {
        renamed(pen, track);
    }
    words_of(pen, place, latest);
}

/// The judgement in short and what it means to those who live there, as the latest report has them.
fn words_of(pen: &mut Pen<'_>, place: &Spot<'_>, goal: &Goal) {
    let texts = goal.texts.iter().chain(&goal.closing);
    for text in texts.filter(|text| text.role != TextRole::Other) {
        let link = Some(format!("#/{}", place.at(&text.id)));
        let title = format!("{}, {}", text.title, place.short());
        let heading = markdown::Span { text: title, link, ..Default::default() };
        pen.nodes(vec![TextNode::Heading(vec![heading])]);
        let nodes = markdown::parse(&text.text.0);
        pen.push(place.at(&text.id).field("text"), Body::Text(TextLook::Body, nodes));
    }
}

pub(super) fn title(goal: &Goal) -> String {
    let number = if goal.number.is_empty() { String::new() } else { format!("{}. ", goal.number) };
    format!("{number}{}", goal.title)
}

/// How a goal stands: its status in each report, and its units.
fn standing(pen: &Pen<'_>, track: &Track<'_, Goal>, place: &Spot<'_>, latest: &Goal) -> Table {
    let mut heads = Vec::new();
    let mut cells = Vec::new();
    for (spot, goal) in track.past() {
        let spot = &pen.line.spots[*spot];
        let (status, at) = judgement(spot, goal);
        if status != Status::Unset {
            heads.push(Head::new(spot.short(), Align::Start));
            cells.push(status_cell(status, at));
        }
    }
    if cells.is_empty() {
        let says = if latest.later.is_empty() { "ingen bedömning" } else { &latest.later };
        heads.push(Head::new(place.short(), Align::Start));
        cells.push(Cell::plain(says).link(place.at(&latest.id)));
    }
    if let Some(count) = units::count_cell(place, latest) {
        heads.push(Head::new("Enheter", Align::Start));
        cells.push(count);
    }
    let rows = vec![TableRow { cells, ..TableRow::default() }];
    Table { heads: vec![heads], rows: rows.into(), ..Table::default() }
}

/// Goals of other years only, by year, leading to their own pages.
fn elsewhere(pen: &mut Pen<'_>, other: &[Track<'_, Goal>]) {
    let line = pen.line;
    let mut rows = Vec::new();
    for track in other {
        let Some((spot, goal)) = track.last() else { continue };
        if !matches!(goal.kind, GoalKind::Committee | GoalKind::Area | GoalKind::Municipal) {
            continue;
        }
        let place = &line.spots[spot];
        let (status, at) = judgement(place, goal);
        let cells = vec![
            Cell::plain(title(goal))
                .link(place.at(&goal.id))
                .shows(place.at(&goal.id).field("title")),
            Cell::plain(place.short()),
            status_cell(status, at),
        ];
        let address = pen.at(track.id);
        rows.push(TableRow { address, kind: RowKind::Item, cells, ..TableRow::default() });
    }
    if rows.is_empty() {
        return;
    }
    pen.panel("Mål i andra år");
    pen.text(TextLook::Body, "De här målen finns bara i andra år. Ingen linje dras till dem.");
    let heads = ["Mål", "Rapport", "Bedömning"].map(|title| Head::new(title, Align::Start));
    pen.table(Table {
        heads: vec![heads.to_vec()],
        rows: rows.into(),
        row_heads: true,
        ..Table::default()
    });
}
