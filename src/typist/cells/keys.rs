//! Keys on a place that is not being typed in.

use web_sys::{Element, KeyboardEvent};

use super::layout::{Direction, next_from, table_of};
use super::{Place, act, current, dom, edit, input, is_ours, pick, range, target, toggle, tools};

/// A key was pressed.
pub(super) fn down(event: &KeyboardEvent) {
    let Some(on) = target(event.target()).filter(|_| !event.is_composing()) else { return };
    let key = event.key();
    let is_done = if on.matches(".typing").unwrap_or(false) {
        input::key(&on, &key, event.shift_key())
    } else if on.matches("[role=listbox].pick").unwrap_or(false) {
        pick::key(&key)
    } else if on.closest(".rowtools").ok().flatten().is_some() {
        tools::key(&on, &key)
    } else {
        match current().filter(|place| *place.element == on && is_ours(&on)) {
            Some(place) => on_place(place, event),
            None => false,
        }
    };
    if is_done {
        event.prevent_default();
    }
}

fn on_place(place: Place, event: &KeyboardEvent) -> bool {
    let key = event.key();
    let is_command = event.ctrl_key() || event.meta_key();
    match (is_command, event.alt_key()) {
        (false, false) => plain(place, &key, event.shift_key()),
        (true, false) => command(place, &key, event.shift_key()),
        (false, true) => with_alt(&place, &key),
        // AltGr types letters.
        (true, true) => types(&key) && plain(place, &key, false),
    }
}

fn plain(place: Place, key: &str, is_shift: bool) -> bool {
    let direction = match key {
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        "Home" => Direction::RowStart,
        "End" => Direction::RowEnd,
        "Enter" | "F2" => {
            edit(place, None);
            return true;
        }
        "Escape" => {
            range::clear();
            return true;
        }
        "Delete" | "Backspace" => {
            clear(place);
            return true;
        }
        " " if place.kind == "flag" => {
            toggle(&place);
            return true;
        }
        _ => return letter(place, key),
    };
    go(&place.element, direction, is_shift)
}

/// Goes within the table, or selects as far; `false` outside tables, where the page scrolls.
fn go(cell: &Element, direction: Direction, is_shift: bool) -> bool {
    if table_of(cell).is_none() {
        return false;
    }
    if let Some(to) = next_from(cell, direction) {
        if is_shift {
            range::extend(cell, &to);
        } else {
            dom::focus(&to);
        }
    }
    true
}

fn command(place: Place, key: &str, is_shift: bool) -> bool {
    match key {
        "Home" => go(&place.element, Direction::Start, is_shift),
        "End" => go(&place.element, Direction::End, is_shift),
        "Enter" => {
            act::act("below", &place.element);
            true
        }
        "d" | "D" if !is_shift => {
            act::fill_down(&place);
            true
        }
        "a" if table_of(&place.element).is_some() => {
            let ends = [Direction::Start, Direction::End].map(|end| next_from(&place.element, end));
            if let [Some(first), Some(last)] = ends {
                range::select(&first, &last);
            }
            true
        }
        _ => false,
    }
}

fn with_alt(place: &Place, key: &str) -> bool {
    match key {
        "ArrowUp" => act::act("up", &place.element),
        "ArrowDown" => act::act("down", &place.element),
        "F10" => tools::enter(),
        _ => return false,
    }
    true
}

/// A key that types: the place is typed in, or its status set.
fn letter(place: Place, key: &str) -> bool {
    if let Some(word) = pick::word_of_key(key).filter(|_| place.kind == "status") {
        pick::set(place, word);
        return true;
    }
    match key {
        // Their letter is still to come: the field takes it.
        "Dead" | "Process" => {
            edit(place, Some(String::new()));
            false
        }
        key if types(key) && key != " " => {
            edit(place, Some(key.to_owned()));
            true
        }
        _ => false,
    }
}

fn types(key: &str) -> bool {
    key.chars().count() == 1
}

/// Empties what is selected, in one step.
pub(super) fn clear(place: Place) {
    let places = range::places(place);
    let filled = places.into_iter().filter(|place| !place.value.is_empty());
    let cells = filled.map(|place| (place.at, String::new())).collect();
    act::type_all("Tömde", cells);
}
