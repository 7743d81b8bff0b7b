//! Reports and follow-up pages, sent in parts: what is seen first before the rest is rendered.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::years::Years;
use super::{answer, list, text};
use crate::compose::compose;
use crate::document::{Body, ContentsEntry, Document, Piece};
use crate::draw;
use crate::explain::Explainer;
use crate::follow::Desk;
use crate::html::{self, Renderer};
use crate::model::{Address, Date};
use crate::paper::hook_over;
use crate::route::{Route, ViewPlace};

/// Cells of a report that come first, and in each part after that.
const FIRST: usize = 250;
const GO: usize = 2500;
/// Cells of a follow-up page that fill a screen and more, and its panels in each part after that.
const SCREENFUL: usize = 300;
const PANELS: usize = 12;
/// Pieces of a report for writing that come first.
const AT_ONCE: usize = 40;

/// The page or report at a hash, as it is composed now.
pub(super) fn page(years: &mut Years, message: &Array) {
    let is_narrow = message.get(4).is_truthy();
    let is_writing = message.get(5).is_truthy();
    let route = Route::parse(&text(message, 2));
    years.written = None;
    if let Route::Report(at) = &route
        && is_writing
        && at.file == years.studio.editor.year.id
    {
        return paper(years, at, message.get(1), is_narrow);
    }
    years.studio.put_away();
    years.bring_up_to_date();
    let desk = &years.desk;
    let hooks = |at: &Address| hook_over(&years.studio.editor, at);
    let mut renderer = Renderer::new(&draw::drawing).narrow(is_narrow);
    let today = Date::parse(&text(message, 3));
    if let Route::View(place) = &route
        && is_writing
        && place.file == years.studio.editor.year.id
    {
        renderer = renderer.writing_over(&hooks);
        years.written = Some(Written { place: place.clone(), today, is_narrow });
    }
    let sheet = Sheet { serial: message.get(1), renderer };
    match route {
        Route::Report(at) => match report(desk, &at) {
            Some(document) => sheet.report(&document),
            None => sheet.lacks(),
        },
        Route::View(place) => match desk.page(&place, today) {
            Some(document) => sheet.view(&document, &place),
            None => sheet.lacks(),
        },
        _ => sheet.lacks(),
    }
}

/// A follow-up page that is written in: what stands on it is composed anew with every step.
pub(super) struct Written {
    place: ViewPlace,
    today: Option<Date>,
    is_narrow: bool,
}

/// The follow-up page that is written in, as it is now: its contents and its panels.
pub(super) fn renewed(years: &mut Years) -> Option<(Array, Array)> {
    let Written { place, today, is_narrow } = years.written.as_ref()?;
    // The search is told when it is asked.
    years.desk.put(years.studio.editor.year.clone());
    let document = years.desk.page(place, *today)?;
    let hooks = |at: &Address| hook_over(&years.studio.editor, at);
    let renderer = Renderer::new(&draw::drawing).narrow(*is_narrow).writing_over(&hooks);
    let panels = Sheet { serial: JsValue::NULL, renderer }.panels(&document.panels());
    Some((contents(&document, |entry| entry_hash(entry, place)), panels))
}

/// `explain` serial address: how a value came about; nothing where none is computed.
pub(super) fn explain(years: &mut Years, message: &Array) {
    years.bring_up_to_date();
    let at = Address::parse(&text(message, 2)).unwrap_or_default();
    let told = years.desk.year(&at.file).and_then(|year| {
        // A count and an end of a bridge are typed in a field, and known by their element.
        let explainer = Explainer::new(year);
        explainer.explain(&at).or_else(|| explainer.explain(&at.field("")))
    });
    let html = told.as_ref().map(html::explanation).unwrap_or_default();
    answer(&["explained".into(), message.get(1), html.into()]);
}

/// The charts of a report: the one asked for, or those that stand open.
pub(super) fn draw(years: &mut Years, message: &Array) {
    years.bring_up_to_date();
    let desk = &years.desk;
    let wanted = text(message, 2);
    let at = Address::parse(&text(message, 1)).unwrap_or_default();
    let document = report(desk, &at).unwrap_or_default();
    let drawn = document.pieces.iter().filter_map(|piece| {
        let Body::Chart(chart) = &piece.body else { return None };
        let anchor = piece.address.anchor();
        let is_wanted = if wanted.is_empty() { !chart.folded } else { anchor == wanted };
        let svg = if is_wanted { draw::svg(chart).ok() } else { None };
        svg.map(|svg| list(&[&anchor, &svg]))
    });
    answer(&["drawn".into(), message.get(3), drawn.collect::<Array>().into()]);
}

/// A report for writing: kept as it was sent, so that later only what changed is sent.
fn paper(years: &mut Years, at: &Address, serial: JsValue, is_narrow: bool) {
    let Some(paper) = years.studio.show(&at.report, true, is_narrow) else {
        return answer(&["lacks".into(), serial]);
    };
    let entry = |entry: &ContentsEntry| html::href(&entry.address);
    let strings =
        |from: &[String]| from.iter().map(|part| JsValue::from(part.as_str())).collect::<Array>();
    let (first, rest) = paper.pieces.split_at(paper.pieces.len().min(AT_ONCE));
    let parts: Array =
        [paper.front.as_str().into()].into_iter().chain(strings(first).iter()).collect();
    let head = &paper.document;
    begin(&serial, head, &head.running_head(), entry, (weight(head), parts, rest.is_empty()));
    if !rest.is_empty() {
        let parts = strings(rest);
        answer(&["more".into(), serial, parts.into(), true.into()]);
    }
}

fn report(desk: &Desk, at: &Address) -> Option<Document> {
    let year = desk.year(&at.file)?;
    Some(compose(year, year.report(&at.report)?))
}

/// A page on its way out.
struct Sheet<'a> {
    serial: JsValue,
    renderer: Renderer<'a>,
}

impl Sheet<'_> {
    fn lacks(self) {
        answer(&["lacks".into(), self.serial]);
    }

    /// A report: its front, then piece by piece, one string each.
    fn report(mut self, document: &Document) {
        self.renderer = self.renderer.folded_later().explaining(document);
        let front = self.renderer.front(document);
        let entry = |entry: &ContentsEntry| html::href(&entry.address);
        let pieces = &document.pieces;
        let (first, mut rest) = pieces.split_at(fill(pieces, FIRST, Piece::weight));
        let parts: Array = [front.into()].into_iter().chain(self.pieces(first)).collect();
        self.begin(document, &document.running_head(), entry, parts, rest.is_empty());
        // The rest is written while the page paints what has come.
        while !rest.is_empty() {
            let (go, later) = rest.split_at(fill(rest, GO, Piece::weight));
            let parts = self.pieces(go).collect();
            rest = later;
            self.more(parts, rest.is_empty());
        }
    }

    fn pieces<'s>(&'s mut self, pieces: &'s [Piece]) -> impl Iterator<Item = JsValue> + 's {
        pieces.iter().map(|piece| self.renderer.piece(piece).into())
    }

    /// A follow-up page: panel by panel, one string each.
    fn view(mut self, document: &Document, place: &ViewPlace) {
        let entry = |entry: &ContentsEntry| entry_hash(entry, place);
        let panels = document.panels();
        let weight = |panel: &&[Piece]| panel.iter().map(Piece::weight).sum();
        let (first, rest) = panels.split_at(fill(&panels, SCREENFUL, weight));
        let parts = self.panels(first);
        self.begin(document, "", entry, parts, rest.is_empty());
        let goes = rest.chunks(PANELS);
        let last = goes.len();
        for (index, go) in goes.enumerate() {
            let parts = self.panels(go);
            self.more(parts, index + 1 == last);
        }
    }

    fn panels(&mut self, panels: &[&[Piece]]) -> Array {
        panels.iter().map(|panel| JsValue::from(self.renderer.panel(panel))).collect()
    }

    fn begin(
        &self,
        document: &Document,
        head: &str,
        href: impl Fn(&ContentsEntry) -> String,
        parts: Array,
        is_last: bool,
    ) {
        begin(&self.serial, document, head, href, (weight(document), parts, is_last));
    }

    fn more(&self, parts: Array, is_last: bool) {
        answer(&["more".into(), self.serial.clone(), parts.into(), is_last.into()]);
    }
}

/// Where an entry of a follow-up page's contents leads.
fn entry_hash(entry: &ContentsEntry, place: &ViewPlace) -> String {
    let element = entry.address.element.clone();
    ViewPlace { element, ..ViewPlace::new(&place.file, place.view) }.to_hash()
}

fn begin(
    serial: &JsValue,
    document: &Document,
    head: &str,
    href: impl Fn(&ContentsEntry) -> String,
    (cells, parts, is_last): (u32, Array, bool),
) {
    answer(&[
        "page".into(),
        serial.clone(),
        document.title.as_str().into(),
        document.kicker.join(" · ").into(),
        head.into(),
        contents(document, href).into(),
        cells.into(),
        parts.into(),
        is_last.into(),
    ]);
}

/// The list of contents: link, level, number, title.
pub(super) fn contents(document: &Document, href: impl Fn(&ContentsEntry) -> String) -> Array {
    let entries = document.contents.iter().map(|entry| {
        let parts: [JsValue; 4] = [
            href(entry).into(),
            entry.level.into(),
            entry.number.as_str().into(),
            entry.title.as_str().into(),
        ];
        parts.iter().collect::<Array>()
    });
    entries.collect()
}

/// How much there is of a document, in cells.
fn weight(document: &Document) -> u32 {
    document.pieces.iter().map(Piece::weight).sum::<usize>() as u32
}

/// How many of these reach a weight.
fn fill<T>(list: &[T], enough: usize, weight: impl Fn(&T) -> usize) -> usize {
    let mut sum = 0;
    let is_enough = |item: &T| {
        sum += weight(item);
        sum >= enough
    };
    list.iter().position(is_enough).map_or(list.len(), |at| at + 1)
}
