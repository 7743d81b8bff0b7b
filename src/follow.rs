//! Follow-up pages: the same data as the documents, seen the way each reader needs it, over all
//! reports of all years at hand.
//!
//! A page is a [`Document`] like a report, laid out in panels instead of on paper. Each figure on it
//! leads to its place in the report it comes from.

mod assignments;
mod economy;
mod goals;
mod governing;
mod overview;
mod risks;
mod staff;
mod timeline;
mod units;
mod volumes;
mod wheel;

use std::sync::Arc;

use crate::document::markdown::{self, TextNode};
use crate::document::text;
use crate::document::words;
use crate::document::{
    Body, Cell, ChartSpec, ContentsEntry, Document, FigureView, FilterGroup, Piece, StatusView,
    Table, TableRow, TextLook, View,
};
use crate::model::{Address, Date, Id, Status, Year};
use crate::route::ViewPlace;
use timeline::Timeline;

/// The years at hand.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    years: Vec<Arc<Year>>,
}

impl Desk {
    /// Puts a year on the desk, in place of the one with the same id.
    pub fn put(&mut self, year: Arc<Year>) {
        self.forget(year.id.as_str());
        self.years.push(year);
    }

    /// Takes a year off the desk.
    pub fn forget(&mut self, id: &str) {
        self.years.retain(|year| year.id.as_str() != id);
    }

    /// A year on the desk.
    pub fn year(&self, id: &Id) -> Option<&Arc<Year>> {
        self.years.iter().find(|year| year.id == *id)
    }

    /// The same committee's year before.
    pub fn year_before(&self, year: &Year) -> Option<&Arc<Year>> {
        let is_before = |own: &&Arc<Year>| {
            own.year.checked_add(1) == Some(year.year)
                && own.committee.id == year.committee.id
                && !year.committee.id.is_missing()
        };
        self.years.iter().find(is_before)
    }

    /// Composes a page; `None` when its year is not on the desk. Only years of the same committee
    /// are followed together. `today` is what the annual wheel marks.
    pub fn page(&self, place: &ViewPlace, today: Option<Date>) -> Option<Document> {
        let year = self.year(&place.file)?;
        let line = Timeline::new(&self.years, year);
        let mut pen = Pen::new(place, &line, today);
        match place.view {
            View::Overview => overview::compose(&mut pen),
            View::Goals => goals::compose(&mut pen),
            View::Risks => risks::compose(&mut pen),
            View::Economy => economy::compose(&mut pen),
            View::Volumes => volumes::compose(&mut pen),
            View::Staff => staff::compose(&mut pen),
            View::Assignments => assignments::compose(&mut pen),
            View::Wheel => wheel::compose(&mut pen),
            View::Governing => governing::compose(&mut pen),
        }
        Some(pen.document)
    }
}

/// The page under construction.
struct Pen<'a> {
    place: &'a ViewPlace,
    line: &'a Timeline<'a>,
    today: Option<Date>,
    document: Document,
    /// Panels so far, to give each an id.
    panels: usize,
}

impl<'a> Pen<'a> {
    fn new(place: &'a ViewPlace, line: &'a Timeline<'a>, today: Option<Date>) -> Self {
        let year = line.year;
        let own = match place.view {
            View::Overview => vec![year.committee.municipality.clone()],
            _ => vec![year.committee.name.clone(), year.year.to_string()],
        };
        let mut kicker: Vec<String> = own.into_iter().filter(|part| !part.is_empty()).collect();
        kicker.extend(line.latest().map(|spot| format!("läget efter {}", spot.short())));
        let document = Document {
            address: Address { file: year.id.clone(), ..Address::default() },
            title: place.view.title().to_owned(),
            kicker,
            ..Document::default()
        };
        Self { place, line, today, document, panels: 0 }
    }

    /// Begins a panel: a heading, entered in the list of contents.
    fn panel(&mut self, title: &str) {
        self.panels += 1;
        let id = Id::new(&format!("del-{}", self.panels)).unwrap_or_default();
        self.panel_at(&id, title, "");
    }

    /// Begins a panel about an element, whose title stands in a report.
    fn panel_of(&mut self, id: &Id, title: &str, kicker: &str, place: Address) {
        self.panel_at(id, title, kicker);
        self.stands_at(place);
    }

    /// The heading just written stands in a report.
    fn stands_at(&mut self, place: Address) {
        if let Some(piece) = self.document.pieces.last_mut() {
            piece.place = Some(place);
        }
    }

    /// Begins a panel about an element.
    fn panel_at(&mut self, id: &Id, title: &str, kicker: &str) {
        let address = self.at(id);
        self.document.contents.push(ContentsEntry {
            address: address.clone(),
            level: 1,
            number: String::new(),
            title: title.to_owned(),
        });
        self.heading(address, 2, title, kicker);
    }

    /// One question of a filter: all, or one of these, each a text and its word in the address.
    fn choices(&self, title: &str, key: &str, values: Vec<(String, String)>) -> FilterGroup {
        let now = self.place.choice(key);
        let values = [("alla".to_owned(), String::new())].into_iter().chain(values);
        let choices = values.map(|(text, value)| {
            let is_on = value == now;
            (text, self.place.choose(key, &value).to_hash(), is_on)
        });
        FilterGroup { title: title.to_owned(), choices: choices.collect() }
    }

    fn heading(&mut self, address: Address, level: u8, title: &str, kicker: &str) {
        let body = Body::Heading {
            level,
            number: String::new(),
            text: title.to_owned(),
            kicker: kicker.to_owned(),
            places: Vec::new(),
            follow: None,
        };
        self.push(address, body);
    }

    /// The place of an element on this page: its own, not a report's.
    fn at(&self, id: &Id) -> Address {
        Address::new(&self.line.year.id, &Id::default(), id)
    }

    fn push(&mut self, address: Address, body: Body) {
        let piece =
            Piece { address, also: Vec::new(), place: None, page: Default::default(), body };
        self.document.pieces.push(piece);
    }

    fn text(&mut self, look: TextLook, text: impl Into<String>) {
        self.push(Address::default(), Body::Text(look, markdown::paragraph(text)));
    }

    fn nodes(&mut self, nodes: Vec<TextNode>) {
        self.push(Address::default(), Body::Text(TextLook::Body, nodes));
    }

    /// A table without the columns that nothing stands in.
    fn table(&mut self, mut table: Table) {
        if let [heads] = table.heads.as_mut_slice() {
            let is_blank = |row: &TableRow, column: usize| {
                row.cells.get(column).is_none_or(|cell| text::cell_text(cell).trim().is_empty())
            };
            let is_empty = |column: &usize| table.rows.iter().all(|row| is_blank(row, *column));
            let empty: Vec<usize> = (1..heads.len()).rev().filter(is_empty).collect();
            for column in empty {
                heads.remove(column);
                for row in table.rows.each_mut().filter(|row| row.cells.len() > column) {
                    row.cells.remove(column);
                }
            }
        }
        self.push(Address::default(), Body::Table(table));
    }

    /// A piece of a report: its figures lead to where they stand there.
    fn linked(&mut self, mut piece: Piece) {
        let tables = match &mut piece.body {
            Body::Table(table) => Some(table),
            Body::Chart(chart) => Some(&mut chart.table),
            _ => None,
        };
        for row in tables.into_iter().flat_map(|table| table.rows.each_mut()) {
            row.follow = None;
            let is_element = !row.address.element.is_missing();
            let fields = row.cells.iter_mut().enumerate();
            for (index, cell) in fields.filter(|(_, cell)| is_element && !cell.field.is_empty()) {
                let at = row.address.field(cell.field.clone());
                let leads = index > 0 && !text::cell_text(cell).trim().is_empty();
                cell.link = leads.then(|| at.clone());
                cell.place = Some(at);
            }
        }
        if let Body::Table(_) = piece.body {
            piece.also.clear();
        }
        self.document.pieces.push(piece);
    }

    fn chart(&mut self, id: &str, chart: ChartSpec) {
        let address = Id::new(id).map(|id| self.at(&id)).unwrap_or_default();
        self.push(address, Body::Chart(chart));
    }
}

/// The hash of an element on this page.
fn at_hash(pen: &Pen<'_>, id: &Id) -> String {
    ViewPlace { element: id.clone(), ..ViewPlace::new(&pen.line.year.id, pen.place.view) }.to_hash()
}

/// A name that is a link.
fn link_text(text: &str, link: String) -> Vec<TextNode> {
    let span = markdown::Span { text: text.to_owned(), link: Some(link), ..Default::default() };
    vec![TextNode::Paragraph(vec![span])]
}

/// A figure as it is stated in a place, leading there.
fn figure_cell(text: String, at: Address) -> Cell {
    computed_cell(text, at.clone()).shows(at)
}

/// A computed figure, leading to a place it comes from.
fn computed_cell(text: String, at: Address) -> Cell {
    let view = FigureView { text, ..FigureView::default() };
    Cell::figure(view).link(at)
}

/// A figure that is computed at an address: pressed, it shows how.
fn explained_cell(text: String, at: Address) -> Cell {
    let view = FigureView { text, computed: true, ..FigureView::default() };
    Cell::figure(view).link(at)
}

/// A short text as it stands in a place of a report.
fn plain_cell(text: &str, at: Address) -> Cell {
    Cell::plain(text).shows(at)
}

/// The running text of an element, leading to it; links of its own would stand within that one.
fn text_cell(text: &str, at: Address) -> Cell {
    let place = at.field("text");
    Cell::text(without_links(markdown::parse(text))).link(at).shows(place)
}

fn without_links(mut nodes: Vec<TextNode>) -> Vec<TextNode> {
    for node in &mut nodes {
        match node {
            TextNode::Paragraph(spans) | TextNode::Heading(spans) => {
                spans.iter_mut().for_each(|span| span.link = None);
            }
            TextNode::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = without_links(std::mem::take(item)));
            }
            TextNode::Elements(items) => {
                items.iter_mut().for_each(|(_, item)| *item = without_links(std::mem::take(item)));
            }
        }
    }
    nodes
}

fn status_cell(status: Status, at: Address) -> Cell {
    let view = StatusView { status, ..StatusView::default() };
    Cell::status(view).link(at.clone()).shows(at)
}
