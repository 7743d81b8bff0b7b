//! How a text comes to be opened.

use crate::typist::page;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::{command, edit, open_at};
use crate::typist::Place;

/// A click on a text outside of tables opens it; one on a link in it goes where that leads.
pub(super) fn click(target: &web_sys::Node) {
    let Some(element) = target.dyn_ref::<Element>() else { return };
    let is_link = element.closest("a, button, summary").ok().flatten().is_some();
    if let Some(place) = Place::around(element).filter(|_| !is_link)
        && is_text(&place)
        && !place.is_cell()
    {
        open_at(place);
    }
}

fn is_text(place: &Place) -> bool {
    page::is_on() && place.kind == "text"
}

/// Enter, F2 or a letter on a text that has the focus opens it; the letter comes at its end.
pub(super) fn open_by_key(target: &web_sys::Node, event: &Event) {
    let (Some(event), Some(element)) =
        (event.dyn_ref::<KeyboardEvent>(), target.dyn_ref::<Element>())
    else {
        return;
    };
    let key = event.key();
    let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
    let is_letter = key.chars().count() == 1 && key != " ";
    if is_command || !(is_letter || matches!(key.as_str(), "Enter" | "F2")) {
        return;
    }
    let Some(place) = Place::of(element.clone()) else { return };
    // A letter on a cell is the table's.
    if !is_text(&place) || (is_letter && place.is_cell()) {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    edit(place, None);
    if is_letter {
        command::exec("insertText", &key);
    }
}
