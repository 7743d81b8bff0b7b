//! Cells and short texts, typed where they stand: tables as in a spreadsheet.
//!
//! Nothing here is a component. The page's markup tells what can be edited, a handful of listeners on
//! the window hear what is done to it, and what is done becomes wishes. Enter or F2 types in a place,
//! a letter replaces what is there; Alt+F10 leads to the tools of the row.

mod act;
mod clipboard;
mod columns;
mod dom;
mod growth;
mod input;
mod keys;
mod layout;
mod mouse;
mod paste;
mod pick;
mod preview;
mod range;

use wasm_bindgen::convert::FromWasmAbi;
use web_sys::{ClipboardEvent, Element, Event, EventTarget, FocusEvent, KeyboardEvent, MouseEvent};

use super::browser::{document, listen as hear};
use super::{Place, page, place, tools};
pub(super) use act::{act, follow};
use dom::target;
pub(super) use dom::{element, find, focus, text};
pub(super) use layout::has_changed;

/// Listens as long as the page lives.
pub(super) fn listen() {
    while_writing("keydown", |event: KeyboardEvent| keys::down(&event));
    while_writing("mousedown", |event: MouseEvent| mouse::down(&event));
    while_writing("mouseover", |event: MouseEvent| mouse::over(&event));
    while_writing("click", |event: MouseEvent| mouse::click(&event));
    while_writing("focusin", |event: FocusEvent| entered(event.target()));
    while_writing("copy", |event: ClipboardEvent| clipboard::copy(&event, false));
    while_writing("cut", |event: ClipboardEvent| clipboard::copy(&event, true));
    while_writing("paste", |event: ClipboardEvent| {
        let is_typed = target(event.target()).is_some_and(|field| input::paste(&event, &field));
        if !is_typed {
            clipboard::paste(&event);
        }
    });
    // What was begun while one wrote is ended as well.
    hear("focusout", |event: FocusEvent| left(event.target()));
    hear("contentvisibilityautostatechange", |event: Event| {
        target(event.target()).iter().for_each(columns::shown);
    });
    hear("input", |event: Event| {
        if let Some(field) = target(event.target()) {
            input::changed(&field);
            preview::changed(&field);
        }
    });
}

fn while_writing<E: FromWasmAbi + 'static>(name: &str, then: impl Fn(E) + 'static) {
    hear(name, move |event: E| {
        if page::is_on() {
            then(event);
        }
    });
}

/// The place that has the focus, when nothing is being typed in it.
fn current() -> Option<Place> {
    let active = document().active_element()?;
    let is_free = active.has_attribute("data-k") && !active.matches(".typing").unwrap_or(false);
    if is_free { Place::of(active) } else { None }
}

/// The focus has come: the panel and the tools follow.
fn entered(to: Option<EventTarget>) {
    let Some(on) = target(to) else { return };
    let Some(cell) = on.closest("[data-k]").ok().flatten() else { return };
    // From the place to the field in it.
    if on != cell && tools::is_at(&cell) {
        return;
    }
    range::entered(&cell);
    if let Some(at) = place::address(&cell, "") {
        page::choose(at);
        columns::fix_around(&cell);
        tools::stand_at(&cell);
    }
}

/// The focus has gone: what was typed is kept.
fn left(from: Option<EventTarget>) {
    let Some(field) = target(from) else { return };
    // Another window, not another place.
    if document().has_focus().unwrap_or(true) {
        input::left(&field);
        pick::left(&field);
    }
}

/// Edits a place in the way of its kind; `typed` replaces what stands there.
fn edit(place: Place, typed: Option<String>) {
    match place.kind.as_str() {
        "text" => super::rich::edit(place, typed),
        "status" | "choice" => pick::open(place),
        "flag" => toggle(&place),
        _ => input::open(place, typed),
    }
}

/// Turns a yes to a no.
fn toggle(place: &Place) {
    let text = if place.value.is_empty() { "ja" } else { "" };
    page::act("type", place.at.clone(), text.to_owned());
    tools::say(&format!("{}: {}", place.label, if text.is_empty() { "nej" } else { text }));
}

/// Whether an element is a place of a kind that belongs to this module.
fn is_ours(cell: &Element) -> bool {
    let is_text = cell.get_attribute("data-k").as_deref() == Some("text");
    !is_text || layout::table_of(cell).is_some()
}
