//! The pointer: selecting, and typing with a second click.

use std::cell::{Cell, RefCell};

use crate::typist::browser::document;
use web_sys::{Element, MouseEvent};

use super::layout::table_of;
use super::{Place, dom, edit, is_ours, pick, preview, range, target, tools};

thread_local! {
    /// The cell in which the button was pressed.
    static FROM: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// Whether it had the focus before.
    static WAS_ACTIVE: Cell<bool> = const { Cell::new(false) };
}

/// The cell an event is in, unless something in it is meant.
fn cell_of(event: &MouseEvent) -> Option<Element> {
    let on = target(event.target())?;
    if on.closest("a, button, input, textarea, select, .pick, .typing").ok()?.is_some() {
        return None;
    }
    on.closest("[data-k]").ok()?.filter(is_ours)
}

/// The button was pressed.
pub(super) fn down(event: &MouseEvent) {
    if let Some(on) = target(event.target()) {
        tools::down(event, &on);
    }
    FROM.take();
    let Some(cell) = cell_of(event).filter(|_| event.button() == 0) else { return };
    let active = document().active_element();
    WAS_ACTIVE.set(active.as_ref() == Some(&cell));
    let from = super::current().map(|place| Element::from(place.element));
    match from.filter(|_| event.shift_key()) {
        Some(from) => {
            event.prevent_default();
            range::extend(&from, &cell);
        }
        None => {
            if WAS_ACTIVE.get() {
                range::clear();
            }
            FROM.set(Some(cell));
        }
    }
}

/// The pointer has come to an element, perhaps with the button held.
pub(super) fn over(event: &MouseEvent) {
    if event.buttons() != 1 {
        return;
    }
    let Some(from) = FROM.with_borrow(Clone::clone) else { return };
    let to = target(event.target()).and_then(|on| on.closest("td, th").ok().flatten());
    let to = to.filter(|to| to.has_attribute("data-k") && *to != from || is_selected(to));
    if let Some(to) = to.filter(|to| table_of(to) == table_of(&from)) {
        range::select(&from, &to);
        WAS_ACTIVE.set(false);
        dom::drop_caret();
    }
}

fn is_selected(cell: &Element) -> bool {
    cell.class_list().contains("in")
}

/// The button was pressed and let go in one place.
pub(super) fn click(event: &MouseEvent) {
    let on = target(event.target());
    if on.as_ref().is_some_and(|on| tools::click(on) || pick::click(on) || preview::click(on)) {
        return;
    }
    let Some(cell) = cell_of(event).filter(|_| !event.shift_key()) else { return };
    if cell.class_list().contains("in") || FROM.with_borrow(|from| from.as_ref() != Some(&cell)) {
        return;
    }
    let Some(place) = Place::of(cell) else { return };
    let at_once = table_of(&place.element).is_none() || place.kind == "status";
    if at_once || WAS_ACTIVE.get() {
        edit(place, None);
    }
}
