//! The paper: paints a document piece by piece, what one sees first.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use super::platform;
use crate::document::{Body, ChartSpec, Document, Piece};
use crate::draw;
use crate::html::Renderer;
use crate::model::Address;

/// Cells painted before the page is first shown, and in each go after that.
const FIRST: usize = 250;
const GO: usize = 2500;
/// From this many cells on the browser lays out only what is near the view.
const LARGE: usize = 10_000;

/// A composed document. Two are the same when they are the same one: comparing all their cells
/// would cost more than painting.
#[derive(Clone)]
pub(super) struct Composed(pub(super) Arc<Document>);

impl PartialEq for Composed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Shows a document and goes to an element of it.
#[component]
pub(super) fn Paper(
    /// The document.
    document: Memo<Option<Composed>>,
    /// The element to go to.
    target: Signal<Address>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let painter: StoredValue<Option<Rc<RefCell<Painter>>>, LocalStorage> =
        StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some((document, place)) = document.get().zip(place.get()) else { return };
        place.set_inner_html("");
        let is_large = document.0.pieces.iter().map(weight).sum::<usize>() > LARGE;
        place.set_class_name(if is_large { "large" } else { "" });
        let new = Rc::new(RefCell::new(Painter::new(document.0, place.into())));
        painter.set_value(Some(new.clone()));
        let target = target.get_untracked();
        new.borrow_mut().begin(&target);
        reveal(&target);
        platform::mark("tertial-first");
        go_on(new, painter);
    });
    Effect::new(move |_| {
        let target = target.get();
        let Some((painter, document)) = painter.get_value().zip(document.get_untracked()) else {
            return;
        };
        // Of another report: painting it will go to the element.
        if !Arc::ptr_eq(&painter.borrow().document, &document.0) {
            return;
        }
        painter.borrow_mut().until(&target);
        reveal(&target);
        if painter.borrow().is_done() {
            platform::set_ready();
        }
    });
    let before_print =
        window_event_listener(ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| {
            if let Some(painter) = painter.get_value() {
                painter.borrow_mut().paint(usize::MAX);
            }
        });
    on_cleanup(move || before_print.remove());
    view! { <div node_ref=place></div> }
}

/// Paints the rest while the user reads, unless another document has taken the place.
fn go_on(
    painter: Rc<RefCell<Painter>>,
    current: StoredValue<Option<Rc<RefCell<Painter>>>, LocalStorage>,
) {
    set_timeout(
        move || {
            let is_current = current
                .try_get_value()
                .flatten()
                .is_some_and(|current| Rc::ptr_eq(&current, &painter));
            if !is_current {
                return;
            }
            let is_done = painter.borrow_mut().paint(GO);
            if is_done {
                platform::mark("tertial-done");
                platform::set_ready();
            } else {
                go_on(painter, current);
            }
        },
        Duration::ZERO,
    );
}

/// A document on its way to the page.
struct Painter {
    document: Arc<Document>,
    renderer: Renderer<'static>,
    place: Element,
    next: usize,
}

impl Painter {
    fn new(document: Arc<Document>, place: Element) -> Self {
        let renderer = Renderer::new(&draw_chart).narrow(platform::is_narrow());
        Self { document, renderer, place, next: 0 }
    }

    /// The front, what is seen first, and all up to the element to go to.
    fn begin(&mut self, target: &Address) {
        let front = self.renderer.front(&self.document);
        self.insert(&front);
        self.paint(FIRST);
        self.until(target);
    }

    /// Paints at least up to an element.
    fn until(&mut self, target: &Address) {
        let is_there = || match target.field.as_str() {
            "" => platform::has(target.element.as_str()),
            field => {
                platform::has(&target.anchor())
                    || platform::has_field(target.element.as_str(), field)
            }
        };
        while !target.element.is_missing() && !is_there() && !self.paint(GO) {}
    }

    /// Paints about this many cells; `true` when all is painted.
    fn paint(&mut self, cells: usize) -> bool {
        let mut html = String::new();
        let mut painted = 0;
        let document = self.document.clone();
        while let Some(piece) = document.pieces.get(self.next).filter(|_| painted < cells) {
            html.push_str(&self.renderer.piece(piece));
            painted += weight(piece);
            self.next += 1;
        }
        if !html.is_empty() {
            self.insert(&html);
        }
        self.is_done()
    }

    fn is_done(&self) -> bool {
        self.next >= self.document.pieces.len()
    }

    fn insert(&self, html: &str) {
        let _ = self.place.insert_adjacent_html("beforeend", html);
    }
}

/// How much there is to paint, in cells.
fn weight(piece: &Piece) -> usize {
    match &piece.body {
        Body::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        Body::Chart(_) => 60,
        Body::Matrix(_) => 40,
        _ => 4,
    }
}

fn draw_chart(chart: &ChartSpec) -> Option<String> {
    draw::svg(chart).ok()
}

/// Goes to the element the address names; to the title when it names none, or one that is gone.
fn reveal(target: &Address) {
    if target.element.is_missing() {
        platform::reveal("_titel");
        return;
    }
    let element = target.element.as_str();
    let found = platform::reveal(&target.anchor())
        || platform::reveal_field(element, &target.field)
        || platform::reveal(element);
    if !found {
        platform::reveal("_titel");
    }
}
