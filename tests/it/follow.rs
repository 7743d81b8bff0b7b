//! Follow-up pages: what they show is true, leads to where it stands, and is led to.

mod build;
mod choices;
mod edges;
mod figures;
mod links;
mod pages;
mod picture;
mod wheel;
mod writing;
mod years;

use std::sync::{Arc, OnceLock};

use tertial::document::{Body, Cell, Document, Piece, Table, View, text};
use tertial::follow::Desk;
use tertial::generate::{Size, generate};
use tertial::model::{Date, Id, Year};
use tertial::route::{Route, ViewPlace};

use crate::common::examples;

/// The three example years on one desk.
fn example_desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| desk(examples().iter().map(|example| example.year.clone())))
}

fn desk(years: impl IntoIterator<Item = Year>) -> Desk {
    let mut desk = Desk::default();
    years.into_iter().for_each(|year| desk.put(Arc::new(year)));
    desk
}

/// The example years together and one by one, and made ones: each desk with the ids of its years.
fn desks() -> Vec<(Desk, Vec<Id>)> {
    let ids: Vec<Id> = examples().iter().map(|example| example.year.id.clone()).collect();
    let examples = examples().iter().map(|example| example.year.clone());
    let made = [generate(1, Size::SMALL), generate(2, Size::USUAL)];
    let alone = examples.chain(made).map(|year| (desk([year.clone()]), vec![year.id]));
    [(example_desk().clone(), ids)].into_iter().chain(alone).collect()
}

/// A page by its hash without `#/`: `asn-2020/sida.risker?status=red`.
fn page(desk: &Desk, hash: &str) -> Document {
    page_on(desk, hash, None).unwrap_or_else(|| panic!("{hash} has no year"))
}

/// The page as it is on a day.
fn page_on(desk: &Desk, hash: &str, today: Option<&str>) -> Option<Document> {
    let Route::View(place) = Route::parse(hash) else { panic!("{hash} is no page") };
    desk.page(&place, today.map(|today| Date::parse(today).unwrap()))
}

/// All pages of a year.
fn pages<'a>(desk: &'a Desk, file: &'a Id) -> impl Iterator<Item = (View, Document)> + 'a {
    View::ALL.into_iter().map(move |view| {
        (view, desk.page(&ViewPlace::new(file, view), None).expect("the year is on the desk"))
    })
}

/// What a page says, with plain spaces.
fn says(document: &Document) -> String {
    plain(&text::render(document))
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// The part of a page under a heading, up to the next panel.
fn panel(document: &Document, title: &str) -> Document {
    let heads = |piece: &Piece| matches!(piece.body, Body::Heading { level: 2, .. });
    let is_it = |piece: &&Piece| matches!(&piece.body, Body::Heading { text, .. } if text == title);
    let below = document.pieces.iter().skip_while(|piece| !is_it(piece));
    let pieces: Vec<Piece> = below
        .enumerate()
        .take_while(|(index, piece)| *index == 0 || !heads(piece))
        .map(|(_, piece)| piece.clone())
        .collect();
    assert!(!pieces.is_empty(), "no panel {title:?} in {:?}", titles(document));
    Document { pieces, ..Document::default() }
}

/// The titles of a page's panels.
fn titles(document: &Document) -> Vec<&str> {
    document.contents.iter().map(|entry| entry.title.as_str()).collect()
}

/// The tables of a page, not those of its charts.
fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Table(table) => Some(table),
        _ => None,
    })
}

/// The cells of the only row of a page's tables that begins with this text.
fn row<'a>(document: &'a Document, label: &str) -> &'a [Cell] {
    let rows: Vec<_> = tables(document).flat_map(|table| &table.rows).collect();
    let mut found = rows.iter().filter(|row| cells(&row.cells)[0] == label);
    let (row, other) = (found.next(), found.next());
    assert!(other.is_none(), "{label:?} stands twice");
    &row.unwrap_or_else(|| panic!("no row {label:?}")).cells
}

/// Cells as text.
fn cells(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| plain(&text::cell_text(cell))).collect()
}
