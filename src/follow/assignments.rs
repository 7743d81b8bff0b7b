//! Assignments over the reports, with tallies by giver and status; and other actions.

use super::timeline::Track;
use super::{Pen, plain_cell, status_cell, text_cell, words};
use crate::compute::{Derivation, Formula, Input};
use crate::document::markdown;
use crate::document::{Align, Body, Cell, FigureView, Head, RowKind, Table, TableRow, TextLook};
use crate::model::{Address, Assignment, Block, Markdown, Status, walk};
use crate::number::format_decimal;

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_assignment(report, &mut |item| add(&item.id, item));
    });
    let own: Vec<_> = tracks.iter().filter(|track| track.is_in(line, line.year)).collect();
    if own.is_empty() {
        pen.panel("Uppdrag");
        pen.text(TextLook::Body, "Året har inga uppdrag än.");
    } else {
        tally(pen, &own);
        filters(pen, &own);
        list(pen, &own);
    }
    actions(pen);
}

/// The latest status that any report gives.
pub(super) fn status(track: &Track<'_, Assignment>) -> Status {
    let set = track.past().iter().rev().map(|(_, item)| item.status.status);
    set.into_iter().find(|status| *status != Status::Unset).unwrap_or_default()
}

/// Who gave it: what the assignment says, else the group it stands in; and where that stands.
fn giver_at(pen: &Pen<'_>, track: &Track<'_, Assignment>) -> (String, Option<Address>) {
    let said = track.past().iter().rev().find(|(_, item)| !item.giver.is_empty());
    if let Some((spot, item)) = said {
        return (item.giver.clone(), Some(pen.line.spots[*spot].at(track.id).field("giver")));
    }
    let mut found = (String::new(), None);
    if let Some((spot, _)) = track.last() {
        let place = &pen.line.spots[spot];
        walk::each_block(place.report, &mut |block| {
            let Block::Assignments(block) = block else { return };
            let group = block
                .groups
                .iter()
                .find(|group| group.assignments.iter().any(|item| item.id == *track.id));
            if let Some(group) = group {
                found = (group.title.clone(), Some(place.at(&group.id).field("title")));
            }
        });
    }
    match found.0.is_empty() {
        true => ("Utan uppdragsgivare".to_owned(), None),
        false => found,
    }
}

fn giver(pen: &Pen<'_>, track: &Track<'_, Assignment>) -> String {
    giver_at(pen, track).0
}

/// Statuses that occur, in the order of the scale.
fn statuses(own: &[&Track<'_, Assignment>]) -> Vec<Status> {
    let occurs = |wanted: &Status| own.iter().any(|track| status(track) == *wanted);
    Status::ALL.iter().copied().filter(occurs).collect()
}

fn status_name(status: Status) -> &'static str {
    if status == Status::Unset { "Utan bedömning" } else { status.label() }
}

/// How many of which status each giver has; a count leads to nothing but is counted from the list.
fn tally(pen: &mut Pen<'_>, own: &[&Track<'_, Assignment>]) {
    pen.panel("Uppdrag per uppdragsgivare och bedömning");
    let statuses = statuses(own);
    let mut heads = vec![Head::new("Uppdragsgivare", Align::Start)];
    heads.extend(statuses.iter().map(|status| Head::new(status_name(*status), Align::End)));
    heads.push(Head::new("Totalt", Align::End));
    let mut givers: Vec<String> = Vec::new();
    for track in own {
        let giver = giver(pen, track);
        if !givers.contains(&giver) {
            givers.push(giver);
        }
    }
    let mut rows: Vec<TableRow> = Vec::new();
    for name in &givers {
        let of: Vec<_> = own.iter().filter(|track| giver(pen, track) == *name).copied().collect();
        let link = pen.place.choose("givare", &words::slug(name)).to_hash();
        let label = vec![markdown::TextNode::Paragraph(vec![markdown::Span {
            text: name.clone(),
            link: Some(link),
            ..markdown::Span::default()
        }])];
        rows.push(tally_row(pen, Cell::text(label), &statuses, &of, RowKind::Item));
    }
    rows.push(tally_row(pen, Cell::plain("Totalt"), &statuses, own, RowKind::Total));
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}

fn tally_row(
    pen: &mut Pen<'_>,
    label: Cell,
    statuses: &[Status],
    tracks: &[&Track<'_, Assignment>],
    kind: RowKind,
) -> TableRow {
    let inputs: Vec<Input> = tracks
        .iter()
        .filter_map(|track| {
            let (spot, item) = track.last()?;
            let at = pen.line.spots[spot].at(track.id).field("status");
            Some(Input::status(item.text.0.clone(), at, status(track)))
        })
        .collect();
    let count = |formula| {
        let number = Derivation::new(formula, inputs.clone()).and_then(|count| count.number());
        let text = number.map(format_decimal).unwrap_or_default();
        Cell::figure(FigureView { text, ..FigureView::default() })
    };
    let mut cells = vec![label];
    cells.extend(statuses.iter().map(|status| count(Formula::CountOf(*status))));
    cells.push(count(Formula::Count));
    TableRow { kind, cells, ..TableRow::default() }
}

fn filters(pen: &mut Pen<'_>, own: &[&Track<'_, Assignment>]) {
    let mut givers: Vec<(String, String)> = Vec::new();
    for track in own {
        let name = giver(pen, track);
        let entry = (name.clone(), words::slug(&name));
        if !givers.contains(&entry) {
            givers.push(entry);
        }
    }
    let statuses = statuses(own).into_iter().map(|status| {
        let word = if status == Status::Unset { "ingen" } else { status.word() };
        (crate::compose::lower_first(status_name(status)), word.to_owned())
    });
    let groups = vec![
        pen.choices("Bedömning", "status", statuses.collect()),
        pen.choices("Uppdragsgivare", "givare", givers),
    ];
    pen.panel("Uppdragen");
    pen.push(Address::default(), Body::Filter(groups));
}

fn is_chosen(pen: &Pen<'_>, track: &Track<'_, Assignment>) -> bool {
    let (wanted, from) = (pen.place.choice("status"), pen.place.choice("givare"));
    let word = match status(track) {
        Status::Unset => "ingen",
        status => status.word(),
    };
    (wanted.is_empty() || word == wanted)
        && (from.is_empty() || words::slug(&giver(pen, track)) == from)
}

fn list(pen: &mut Pen<'_>, own: &[&Track<'_, Assignment>]) {
    let line = pen.line;
    let shown: Vec<_> = own.iter().filter(|track| is_chosen(pen, track)).collect();
    if shown.len() < own.len() {
        let text = format!("{} av {} uppdrag visas.", shown.len(), own.len());
        pen.text(TextLook::Small, text);
    }
    let spots: Vec<usize> = (0..line.spots.len())
        .filter(|spot| {
            shown.iter().any(|track| {
                track.at(*spot).is_some_and(|item| item.status.status != Status::Unset)
            })
        })
        .collect();
    let mut heads = vec![Head::new("Uppdrag", Align::Start), Head::new("Från", Align::Start)];
    heads.extend(spots.iter().map(|spot| Head::new(line.spots[*spot].short(), Align::Start)));
    heads.push(Head::new("Senaste kommentar", Align::Start));
    let mut rows = Vec::new();
    for track in shown {
        let Some((last, item)) = track.last() else { continue };
        let place = &line.spots[last];
        let text = text_cell(&item.text.0, place.at(track.id));
        let (giver, giver_at) = giver_at(pen, track);
        let mut cells = vec![text, Cell { place: giver_at, ..Cell::plain(giver) }];
        for spot in &spots {
            let at = line.spots[*spot].at(track.id).field("status");
            let cell = track.at(*spot).map(|item| status_cell(item.status.status, at));
            cells.push(cell.unwrap_or_default());
        }
        cells.push(comment_cell(&item.comment, place.at(track.id)));
        rows.push(TableRow { address: pen.at(track.id), cells, ..TableRow::default() });
    }
    if !rows.is_empty() {
        pen.table(Table {
            heads: vec![heads],
            rows: rows.into(),
            row_heads: true,
            ..Table::default()
        });
    }
}

fn comment_cell(comment: &Markdown, at: Address) -> Cell {
    Cell::text(markdown::parse(&comment.0)).shows(at.field("comment"))
}

/// Actions of plans and goals, each list as the latest report that has it shows it.
fn actions(pen: &mut Pen<'_>) {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_block(report, &mut |block| match block {
            Block::Actions(block) => {
                block.actions.iter().for_each(|action| add(&action.id, action));
            }
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                goal.actions.iter().for_each(|action| add(&action.id, action));
            }),
            _ => {}
        });
    });
    let own: Vec<_> = tracks.iter().filter(|track| track.is_in(line, line.year)).collect();
    if own.is_empty() {
        return;
    }
    pen.panel("Åtgärder och aktiviteter");
    let mut rows = Vec::new();
    for track in own {
        let Some((last, action)) = track.last() else { continue };
        let place = &line.spots[last];
        let cells = vec![
            text_cell(&action.text.0, place.at(track.id)),
            Cell::plain(place.short()),
            status_cell(action.status.status, place.at(track.id).field("status")),
            plain_cell(&action.responsible, place.at(track.id).field("responsible")),
            comment_cell(&action.comment, place.at(track.id)),
        ];
        rows.push(TableRow { address: pen.at(track.id), cells, ..TableRow::default() });
    }
    let heads = ["Åtgärd", "Senast i", "Status", "Ansvarig", "Kommentar"];
    let heads = heads.map(|title| Head::new(title, Align::Start)).to_vec();
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}
