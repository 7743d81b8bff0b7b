//! The tools of the row or element with the focus, in the margin beside it, and what is said aloud.
//!
//! Alt+F10 leads to them from a cell, the arrows from one to another, Escape back.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MouseEvent, ResizeObserver};

use super::browser::document;
use super::cells::{act, element, find, focus, text as dom_text};
use super::{page, place};

/// What the buttons do: word, sign, name, key; for a column another sign and name. The signs are those that
/// the page's own font has.
const TOOLS: [(&str, &str, &str, &str); 6] = [
    ("below", "+", "Lägg till under", "Control+Enter"),
    ("up", "↑", "Flytta upp", "Alt+ArrowUp"),
    ("down", "↓", "Flytta ner", "Alt+ArrowDown"),
    ("copy", "++", "Kopiera", ""),
    ("remove", "×", "Ta bort", ""),
    ("more", "…", "Mer", ""),
];

/// The same for a column.
const OF_COLUMN: [(&str, &str, &str); 3] = [
    ("below", "+", "Lägg till en kolumn efter"),
    ("up", "‹", "Flytta åt vänster"),
    ("down", "›", "Flytta åt höger"),
];

thread_local! {
    /// The cell the tools stand at.
    static AT: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// Tells that the paper has another size.
    static OBSERVER: Option<ResizeObserver> = observer();
}

/// The place of all that floats above the paper while one writes, and what is said there.
const HOLDER: &str = "<div class=\"rowtools\" role=\"toolbar\" aria-orientation=\"vertical\" hidden></div>\
     <p class=\"said\" role=\"status\"></p>";

/// While one writes the paper has a place for what floats above it; otherwise none.
pub(super) fn set_up() {
    let there = find("#_skriv");
    match (page::is_on(), there) {
        (true, None) => drop(build()),
        (false, Some(holder)) => holder.remove(),
        _ => {}
    }
}

fn build() -> Option<Element> {
    let holder = element("div", &[("id", "_skriv")], "")?;
    holder.set_inner_html(HOLDER);
    let bar = holder.first_element_child()?;
    for (what, sign, name, keys) in TOOLS {
        let tab = if what == "below" { "0" } else { "-1" };
        let about = [
            ("type", "button"),
            ("data-tool", what),
            ("tabindex", tab),
            ("title", name),
            ("aria-label", name),
            ("aria-keyshortcuts", keys),
        ];
        let button = element("button", &about, sign)?;
        bar.append_child(&button).ok()?;
    }
    let paper = find("main:is(.paper, .desk)")?;
    paper.append_child(&holder).ok()?;
    OBSERVER.with(|observer| {
        if let Some(observer) = observer {
            observer.disconnect();
            observer.observe(&paper);
        }
    });
    Some(holder)
}

fn observer() -> Option<ResizeObserver> {
    let moved = Closure::<dyn Fn()>::new(stand_again).into_js_value();
    ResizeObserver::new(moved.unchecked_ref()).ok()
}

/// What the tools stand at may have moved: the panel takes room, a chart was drawn above.
fn stand_again() {
    let shown = find(".rowtools:not([hidden])");
    let at = AT.with_borrow(Clone::clone).filter(|at| at.is_connected());
    if let Some((tools, at)) = shown.zip(at) {
        put(&tools, at.get_bounding_client_rect().top(), None);
    }
}

/// The button was pressed down: the focus stays where it is.
pub(super) fn down(event: &MouseEvent, on: &Element) {
    if tool(on).is_some() {
        event.prevent_default();
    }
}

/// A click; `false` when it was elsewhere.
pub(super) fn click(on: &Element) -> bool {
    let Some(what) = tool(on) else { return false };
    let verb = TOOLS.iter().find(|(own, ..)| *own == what).map(|(own, ..)| *own);
    match (verb, AT.with_borrow(Clone::clone)) {
        (Some("more"), _) => page::open_panel(),
        (Some(verb), Some(cell)) => {
            focus(&cell);
            act(verb, &cell);
        }
        _ => {}
    }
    true
}

fn tool(on: &Element) -> Option<String> {
    on.closest("[data-tool]").ok()??.get_attribute("data-tool")
}

/// What holds all that floats.
pub(super) fn host() -> Option<Element> {
    // Another report has another paper.
    set_up();
    find("#_skriv")
}

/// Says something to those who listen.
pub(super) fn say(text: &str) {
    if let Some(said) = find("#_skriv > .said") {
        said.set_text_content(Some(text));
    }
}

/// Says what now stands in a place; in a cell that only its heads name, the text alone.
pub(super) fn say_of(label: &str, text: &str) {
    match label {
        "" => say(text),
        label => say(&format!("{label}: {text}")),
    }
}

/// The tools stand beside this place from now on.
pub(super) fn stand_at(cell: &Element) {
    let Some(tools) = host().and_then(|host| host.first_element_child()) else { return };
    let Some(owner) = cell.closest("[data-el]").ok().flatten() else { return };
    if owner.get_attribute("data-el").as_deref() == Some(".") {
        return stand_nowhere();
    }
    let is_first = AT.replace(Some(cell.clone())).is_none();
    let stands = Stands::of(cell);
    let _ = tools.set_attribute("aria-label", &stands.name(cell));
    stands.show(&tools);
    let _ = tools.remove_attribute("hidden");
    put(&tools, cell.get_bounding_client_rect().top(), None);
    if is_first {
        say("F2 eller Enter skriver. Alt F10 leder till verktygen.");
    }
}

/// What the tools stand at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// A row, or an element of the page.
    Item,
    /// A column's head.
    Column,
    /// Nothing that can be moved or taken out by itself.
    Nothing,
}

impl Stands {
    fn of(cell: &Element) -> Self {
        match place::item(cell) {
            None => Self::Nothing,
            Some(_) if is_head(cell) => Self::Column,
            Some(_) => Self::Item,
        }
    }

    fn name(self, cell: &Element) -> String {
        let label = cell.get_attribute("data-label").unwrap_or_default();
        let is_in_row = matches!(cell.tag_name().as_str(), "TD" | "TH");
        match self {
            Self::Column => {
                format!("Verktyg för kolumnen {}", dom_text(cell)).trim_end().to_owned()
            }
            Self::Item if is_in_row => "Verktyg för raden".to_owned(),
            _ if label.is_empty() => "Verktyg för delen".to_owned(),
            _ => format!("Verktyg för {label}"),
        }
    }

    /// Shows the buttons that there is something for; the first of them is where the tab key comes to.
    fn show(self, tools: &Element) {
        let mut is_first = true;
        let buttons = tools.children();
        for button in (0..buttons.length()).filter_map(|index| buttons.item(index)) {
            let what = button.get_attribute("data-tool").unwrap_or_default();
            let Some((_, sign, name, _)) = TOOLS.iter().find(|(own, ..)| *own == what) else {
                continue;
            };
            let own = OF_COLUMN.iter().find(|(own, ..)| self == Self::Column && *own == what);
            let (sign, name) = own.map_or((*sign, *name), |(_, sign, name)| (*sign, *name));
            button.set_text_content(Some(sign));
            let is_shown = what == "more" || self != Self::Nothing;
            let _ = button.toggle_attribute_with_force("hidden", !is_shown);
            let stop = if is_shown && is_first { "0" } else { "-1" };
            is_first &= !is_shown;
            for (attribute, value) in [("title", name), ("aria-label", name), ("tabindex", stop)] {
                let _ = button.set_attribute(attribute, value);
            }
        }
    }
}

/// Whether a cell is a head of columns.
pub(super) fn is_head(cell: &Element) -> bool {
    cell.closest("thead").ok().flatten().is_some()
}

/// Whether they stand at this very place.
pub(super) fn is_at(cell: &Element) -> bool {
    AT.with_borrow(|at| at.as_ref() == Some(cell))
}

/// Nothing has the focus that they could stand at.
pub(super) fn stand_nowhere() {
    let has_focus = document()
        .active_element()
        .is_some_and(|at| at.closest(".rowtools").ok().flatten().is_some());
    if let Some(tools) = find(".rowtools").filter(|_| !has_focus) {
        let _ = tools.set_attribute("hidden", "");
    }
}

/// Puts a list right below a cell.
pub(super) fn stand_below(list: &Element, cell: &Element) {
    let place = cell.get_bounding_client_rect();
    put(list, place.bottom(), Some(place.left()));
}

/// Places something in the holder, by where things stand in the window.
fn put(floating: &Element, top: f64, left: Option<f64>) {
    let (Some(host), Some(floating)) = (host(), floating.dyn_ref::<HtmlElement>()) else { return };
    let origin = host.get_bounding_client_rect();
    let style = floating.style();
    let _ = style.set_property("top", &format!("{}px", top - origin.top()));
    if let Some(left) = left {
        let _ = style.set_property("left", &format!("{}px", left - origin.left()));
    }
}

/// From the cell to its tools.
pub(super) fn enter() {
    if let Some(button) = find(".rowtools:not([hidden]) button:not([hidden])") {
        focus(&button);
    }
}

/// A key among the tools.
pub(super) fn key(on: &Element, key: &str) -> bool {
    let other = match key {
        "ArrowDown" | "ArrowRight" => shown(on.next_element_sibling(), true),
        "ArrowUp" | "ArrowLeft" => shown(on.previous_element_sibling(), false),
        "Home" => shown(on.parent_element().and_then(|bar| bar.first_element_child()), true),
        "End" => shown(on.parent_element().and_then(|bar| bar.last_element_child()), false),
        "Escape" => AT.with_borrow(Clone::clone),
        _ => return false,
    };
    other.iter().for_each(focus);
    true
}

/// A button, or the next one in a direction that is shown.
fn shown(from: Option<Element>, is_on: bool) -> Option<Element> {
    let mut at = from;
    while let Some(button) = at.take_if(|button| button.has_attribute("hidden")) {
        at = match is_on {
            true => button.next_element_sibling(),
            false => button.previous_element_sibling(),
        };
    }
    at
}
