//! Risks over the reports: the matrix with movement, the register, also below the threshold.

use super::timeline::{Spot, Track, find_block};
use super::{Pen, computed_cell, figure_cell, plain_cell, status_cell, text_cell, words};
use crate::compute::risk_value;
use crate::document::markdown;
use crate::document::{Align, Body, Cell, Head, Mark, RiskMatrix, Table, TableRow, TextLook};
use crate::model::{Address, Block, Risk, RisksBlock, Status, walk};

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_risk(report, &mut |risk| add(&risk.id, risk));
    });
    let (own, other): (Vec<_>, Vec<_>) =
        tracks.into_iter().partition(|track| track.is_in(line, line.year));
    if own.is_empty() {
        pen.panel("Risker");
        pen.text(TextLook::Body, "Året har inga risker än.");
    } else {
        let threshold = threshold(pen);
        filters(pen, &own, threshold);
        // A risk keeps its number whatever is chosen.
        let numbered = own.iter().enumerate().map(|(index, track)| (index + 1, track));
        let shown: Vec<Numbered<'_, '_>> =
            numbered.filter(|(_, track)| is_chosen(pen, track)).collect();
        matrix(pen, &shown, threshold);
        register(pen, &shown, own.len(), threshold);
    }
    elsewhere(pen, &other);
}

/// A risk with its number in the register.
type Numbered<'t, 'a> = (usize, &'t Track<'a, Risk>);

/// The value from which risks are reported: the latest table's, else the year's setting.
pub(super) fn threshold(pen: &Pen<'_>) -> Option<u8> {
    let latest = pen.line.latest_with(|spot| block_of(spot));
    let own = latest.and_then(|(_, block)| block.threshold);
    own.or(pen.line.year.settings.risk_threshold)
}

pub(super) fn block_of<'a>(spot: &Spot<'a>) -> Option<&'a RisksBlock> {
    find_block(spot.report, |block| match block {
        Block::Risks(block) => Some(block),
        _ => None,
    })
}

/// The value that holds: computed from the factors, else as printed.
pub(super) fn value(spot: &Spot<'_>, risk: &Risk) -> Option<u8> {
    let computed = risk_value(&spot.context, risk).and_then(|value| value.number());
    computed.and_then(|value| value.try_into().ok()).or(risk.value)
}

/// The latest value that any report up to the page's year gives a risk, and its cell: a report that
/// follows a risk up does not always value it again.
pub(super) fn known_value(pen: &Pen<'_>, track: &Track<'_, Risk>) -> Option<(u8, Cell)> {
    known_among(pen, track.past())
}

fn known_among(pen: &Pen<'_>, stands: &[(usize, &Risk)]) -> Option<(u8, Cell)> {
    stands.iter().rev().find_map(|(spot, risk)| {
        let place = &pen.line.spots[*spot];
        Some((value(place, risk)?, value_cell(place, risk)?))
    })
}

/// The value that holds; only one that no factors give is typed.
fn value_cell(place: &Spot<'_>, risk: &Risk) -> Option<Cell> {
    let text = value(place, risk)?.to_string();
    let at = place.at(&risk.id).field("value");
    Some(match factors_given(risk) {
        true => computed_cell(text, at),
        false => figure_cell(text, at),
    })
}

fn factors_given(risk: &Risk) -> bool {
    risk.likelihood.is_some() && risk.consequence.is_some()
}

fn filters(pen: &mut Pen<'_>, own: &[Track<'_, Risk>], threshold: Option<u8>) {
    let mut groups = Vec::new();
    let mut types: Vec<&str> = Vec::new();
    for (_, risk) in own.iter().filter_map(Track::last) {
        if !risk.category.is_empty() && !types.contains(&risk.category.as_str()) {
            types.push(&risk.category);
        }
    }
    if types.len() > 1 {
        let values = types.iter().map(|name| ((*name).to_owned(), words::slug(name))).collect();
        groups.push(pen.choices("Typ", "typ", values));
    }
    let statuses = [Status::Red, Status::Yellow, Status::Green].into_iter();
    let statuses =
        statuses.map(|s| (crate::compose::lower_first(s.label()), s.word().to_owned())).collect();
    groups.push(pen.choices("Åtgärdernas status", "status", statuses));
    if let Some(threshold) = threshold {
        let values = vec![
            (format!("{threshold} och över"), "over".to_owned()),
            (format!("under {threshold}"), "under".to_owned()),
        ];
        groups.push(pen.choices("Riskvärde", "varde", values));
    }
    pen.push(Address::default(), Body::Filter(groups));
}

fn is_chosen(pen: &Pen<'_>, track: &Track<'_, Risk>) -> bool {
    let Some((_, risk)) = track.last() else { return false };
    let (kind, status, size) =
        (pen.place.choice("typ"), pen.place.choice("status"), pen.place.choice("varde"));
    let value = known_value(pen, track).map(|(value, _)| value);
    let is_over = threshold(pen).zip(value).is_some_and(|(threshold, value)| value >= threshold);
    (kind.is_empty() || words::slug(&risk.category) == kind)
        && (status.is_empty() || risk.status.status.word() == status)
        && match size {
            "over" => is_over,
            "under" => value.is_some() && !is_over,
            _ => true,
        }
}

/// The matrix: where each risk stands by the report that valued it last, and where it stood before.
fn matrix(pen: &mut Pen<'_>, tracks: &[Numbered<'_, '_>], threshold: Option<u8>) {
    if tracks.is_empty() {
        return;
    }
    let mut matrix = RiskMatrix {
        title: format!("Riskmatris {}", pen.line.year.year),
        threshold,
        ..RiskMatrix::default()
    };
    for (number, track) in tracks {
        let mark = mark(pen, *number, track, &mut matrix.source);
        let is_placed = mark.at != (0, 0);
        if is_placed { matrix.marks.push(mark) } else { matrix.unplaced.push(mark) }
    }
    pen.panel("Läget i matrisen");
    if matrix.marks.is_empty() {
        let text = "Ingen av riskerna har både sannolikhet och konsekvens, så de kan inte placeras \
                    i matrisen.";
        return pen.text(TextLook::Body, text);
    }
    pen.push(Address::default(), Body::Matrix(matrix));
}

fn mark(pen: &Pen<'_>, number: usize, track: &Track<'_, Risk>, source: &mut String) -> Mark {
    let line = pen.line;
    // A value without factors says that older factors no longer hold.
    let valued = track.past().iter().rev().filter(|(spot, risk)| {
        value(&line.spots[*spot], risk).is_some() || factors(risk).is_some()
    });
    let mut valued = valued.map(|(spot, risk)| (*spot, factors(risk)));
    let now = valued.next();
    let at = now.and_then(|(_, factors)| factors);
    let before = valued.find_map(|(spot, factors)| Some((spot, factors?)));
    let before = before.filter(|(_, before)| at.is_some_and(|at| at != *before));
    if let Some((spot, _)) = now.filter(|(spot, _)| Some(*spot) != track.last().map(|l| l.0)) {
        *source = line.spots[spot].short();
    }
    let text = track.last().map(|(_, risk)| markdown::parse(&risk.text.0)).unwrap_or_default();
    Mark {
        number,
        link: super::at_hash(pen, track.id),
        text,
        at: at.unwrap_or_default(),
        since: before.map(|(spot, _)| line.spots[spot].short()).unwrap_or_default(),
        before: before.map(|(_, factors)| factors),
    }
}

fn factors(risk: &Risk) -> Option<(u8, u8)> {
    let pair = risk.likelihood.zip(risk.consequence)?;
    let scale = 1..=5;
    (scale.contains(&pair.0) && scale.contains(&pair.1)).then_some(pair)
}

fn register(pen: &mut Pen<'_>, tracks: &[Numbered<'_, '_>], all: usize, threshold: Option<u8>) {
    pen.panel("Register");
    if tracks.len() < all {
        let text = format!("{} av {all} risker visas.", tracks.len());
        pen.text(TextLook::Small, text);
    }
    if tracks.is_empty() {
        return;
    }
    let line = pen.line;
    let spots: Vec<usize> = (0..line.spots.len())
        .filter(|spot| tracks.iter().any(|(_, track)| track.at(*spot).is_some()))
        .collect();
    let mut heads = vec![
        Head::new("Nr", Align::End),
        Head::new("Risk", Align::Start),
        Head::new("Typ", Align::Start),
    ];
    heads.extend(spots.iter().map(|spot| Head::new(line.spots[*spot].short(), Align::End)));
    heads.extend(["Rörelse", "Åtgärdernas status"].map(|title| Head::new(title, Align::Start)));
    let mut rows = Vec::new();
    for (number, track) in tracks {
        let Some((last, risk)) = track.last() else { continue };
        let place = &line.spots[last];
        let number = Cell { align: Align::End, ..Cell::plain(number.to_string()) };
        let text = text_cell(&risk.text.0, place.at(track.id));
        let category = plain_cell(&risk.category, place.at(track.id).field("category"));
        let mut cells = vec![number, text, category];
        for spot in &spots {
            let risk = track.at(*spot);
            let cell = risk.and_then(|risk| value_cell(&line.spots[*spot], risk));
            cells.push(cell.unwrap_or_default());
        }
        cells.push(Cell::plain(movement(pen, track)));
        cells.push(status_cell(risk.status.status, place.at(track.id).field("status")));
        rows.push(TableRow { address: pen.at(track.id), cells, ..TableRow::default() });
    }
    pen.table(Table { heads: vec![heads], rows: rows.into(), ..Table::default() });
    if let Some(threshold) = threshold {
        let text = format!(
            "Risker från {threshold} redovisas i rapporten; de andra ligger kvar i registret."
        );
        pen.text(TextLook::Small, text);
    }
}

/// How a risk's value has moved since the report before that has it.
pub(super) fn movement(pen: &Pen<'_>, track: &Track<'_, Risk>) -> String {
    let line = pen.line;
    let values: Vec<(usize, u8)> = track
        .past()
        .iter()
        .filter_map(|(spot, risk)| Some((*spot, value(&line.spots[*spot], risk)?)))
        .collect();
    match values.as_slice() {
        [(spot, _)] if is_new(pen, track, *spot) => format!("ny i {}", line.spots[*spot].short()),
        [] | [_] => String::new(),
        [.., (spot, before), (_, now)] if before == now => {
            format!("oförändrad sedan {}", line.spots[*spot].short())
        }
        [.., (spot, before), (_, now)] => {
            let way = if now > before { "upp" } else { "ner" };
            format!("{way} från {before} i {}", line.spots[*spot].short())
        }
    }
}

/// New: an earlier report of the same year has risks, but not this one.
fn is_new(pen: &Pen<'_>, track: &Track<'_, Risk>, spot: usize) -> bool {
    let place = &pen.line.spots[spot];
    let same_year = pen.line.spots[..spot].iter().filter(|other| other.year.id == place.year.id);
    track.past().len() == 1
        && same_year.into_iter().any(|other| block_of(other).is_some_and(|b| !b.risks.is_empty()))
}

fn elsewhere(pen: &mut Pen<'_>, other: &[Track<'_, Risk>]) {
    if other.is_empty() {
        return;
    }
    pen.panel("Risker i andra år");
    let mut rows = Vec::new();
    for track in other {
        let Some((spot, risk)) = track.last() else { continue };
        let place = &pen.line.spots[spot];
        // A later year is asked only for what earlier ones do not have.
        let stands = if track.past().is_empty() { &track.stands[..] } else { track.past() };
        let known = known_among(pen, stands);
        let cells = vec![
            text_cell(&risk.text.0, place.at(track.id)),
            known.map(|(_, cell)| cell).unwrap_or_default(),
            Cell::plain(place.short()),
        ];
        rows.push(TableRow { address: pen.at(track.id), cells, ..TableRow::default() });
    }
    let heads = vec![
        Head::new("Risk", Align::Start),
        Head::new("Riskvärde", Align::End),
        Head::new("Senast i", Align::Start),
    ];
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}
