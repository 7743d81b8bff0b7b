//! What is done to cells and rows as a whole.

use std::cell::RefCell;
use std::collections::HashSet;

use crate::typist::browser::{after_paint, document, spawn_local};
use crate::typist::page;
use web_sys::Element;

use super::layout::{At, Layout};
use super::range::{self, Block};
use super::{Place, columns, dom, place, tools};

thread_local! {
    /// Where the focus goes when the page shows what was done.
    static AFTER: RefCell<Option<After>> = const { RefCell::new(None) };
}

/// Where to go after a change.
pub(in crate::typist) enum After {
    /// To the same field of the same element, or to its main text, wherever that is then.
    Same(String, Option<String>),
    /// To the first of what is new, else where one was.
    New(HashSet<String>, Box<Self>),
    /// To a place in the table: the row below, or what came in place of what went.
    At(Element, At),
}

/// Does something to the row, column or element a place belongs to: `below`, `up`, `down`, `copy`, `remove`.
pub(in crate::typist) fn act(verb: &'static str, cell: &Element) {
    let Some(at) = place::item(cell) else {
        let none = "Här finns ingen rad eller kolumn att flytta. Mer visar vad stället hör till.";
        return tools::say(none);
    };
    let after = after(verb, cell);
    let said = match verb {
        "below" if tools::is_head(cell) => "Lade till en kolumn efter",
        "up" if tools::is_head(cell) => "Flyttade åt vänster",
        "down" if tools::is_head(cell) => "Flyttade åt höger",
        "below" if Layout::around(cell).is_none() => "Lade till en ny efter",
        "below" => "Lade till en rad under",
        "up" => "Flyttade upp",
        "down" => "Flyttade ner",
        "copy" => "Kopierade",
        _ => "Tog bort",
    };
    spawn_local(async move {
        AFTER.set(after);
        match page::wish(verb, at.into(), String::new()).await {
            Ok(()) => tools::say(said),
            Err(sentence) => {
                AFTER.take();
                page::error(sentence);
            }
        }
    });
}

fn after(verb: &str, cell: &Element) -> Option<After> {
    let own = cell.closest("[data-el]").ok()??;
    let same = After::Same(own.get_attribute("data-el")?, cell.get_attribute("data-f"));
    let Some(layout) = Layout::around(cell) else {
        return Some(match verb {
            "below" | "copy" => After::New(elements().map(|(id, _)| id).collect(), same.into()),
            _ => same,
        });
    };
    let (row, column) = layout.find(cell)?;
    let table = cell.closest("table").ok()??;
    if tools::is_head(cell) {
        let column = match verb {
            "below" | "copy" | "down" => column + 1,
            "up" => column.saturating_sub(1),
            _ => column,
        };
        return Some(After::At(table, (row, column)));
    }
    Some(match verb {
        "below" | "copy" => After::At(table, (row + 1, if verb == "below" { 0 } else { column })),
        "remove" => After::At(table, (row, column)),
        _ => same,
    })
}

/// What is on the page, by id.
fn elements() -> impl Iterator<Item = (String, Element)> {
    let main = dom::find("main").into_iter();
    let all = main.flat_map(|main| dom::all(&main, "[data-el]"));
    all.filter_map(|element| Some((element.get_attribute("data-el")?, element)))
}

/// The first place of what was not there before.
fn first_new(known: &HashSet<String>) -> Option<Element> {
    let mut new = elements().filter(|(id, _)| !known.contains(id));
    new.find_map(|(_, element)| match element.has_attribute("data-k") {
        true => Some(element),
        false => element.query_selector("[data-k]").ok().flatten(),
    })
}

/// The page shows a change: the focus is where one expects it, and so are the marks.
pub(in crate::typist) fn follow() {
    let after = match AFTER.take() {
        Some(After::New(known, other)) => match first_new(&known) {
            Some(place) => {
                dom::focus(&place);
                None
            }
            None => Some(*other),
        },
        after => after,
    };
    match after {
        Some(After::Same(element, field)) => {
            let field = field.map_or("[data-k]:not([data-f])".to_owned(), |field| {
                format!("[data-f=\"{field}\"]")
            });
            let element = format!("main [data-el=\"{element}\"]");
            let found = dom::find(&format!("{element} {field}, {element}{field}"));
            found.iter().for_each(dom::focus);
        }
        Some(After::At(table, (row, column))) => {
            let layout = Layout::of(&table);
            let rows = [row, row.saturating_sub(1)].into_iter();
            let mut cells = rows.filter_map(|row| {
                let columns = (column..layout.columns).chain(0..column);
                let mut found = columns.filter_map(|column| layout.place((row, column)));
                found.next()
            });
            cells.next().into_iter().for_each(dom::focus);
        }
        Some(After::New(..)) | None => {}
    }
    range::mark();
    match active_place() {
        Some(cell) => {
            tools::stand_at(&cell);
            // To find new widths takes longer than all else: the change is painted first.
            after_paint(|| {
                if let Some(cell) = active_place().filter(columns::fix_around) {
                    tools::stand_at(&cell);
                }
            });
        }
        None => tools::stand_nowhere(),
    }
}

fn active_place() -> Option<Element> {
    document().active_element()?.closest("[data-k]").ok()?
}

/// Types in many places as one step.
pub(super) fn type_all(name: &'static str, cells: Vec<(String, String)>) {
    put(name, page::Typed { cells, rows: Vec::new() });
}

/// The same with rows that come with it.
pub(super) fn put(name: &'static str, typed: page::Typed) {
    if typed.cells.is_empty() && typed.rows.is_empty() {
        return;
    }
    spawn_local(async move {
        match page::type_many(name, &typed).await {
            Ok(()) => tools::say(&format!("{name} {}", counted(&typed))),
            Err(sentence) => page::error(sentence),
        }
    });
}

/// *24 celler*, *24 celler och 3 nya rader*.
fn counted(typed: &page::Typed) -> String {
    let cells = |count| format!("{count} {}", if count == 1 { "cell" } else { "celler" });
    let rows = |count| format!("{count} {}", if count == 1 { "ny rad" } else { "nya rader" });
    match (typed.cells.len(), typed.rows.len()) {
        (count, 0) => cells(count),
        (0, count) => rows(count),
        (some, more) => format!("{} och {}", cells(some), rows(more)),
    }
}

/// Fills the selected rows with what stands in the first; a single cell with what stands above it.
pub(super) fn fill_down(place: &Place) {
    let Some(block) = Block::of(&place.element) else { return };
    let first = *block.rows.start();
    let source = match block.is_range() {
        true => first,
        false => {
            let above = block.layout.step(block.start(), super::layout::Direction::Up);
            match above.and_then(|cell| block.layout.find(cell)) {
                Some((row, _)) if row >= block.layout.heads => row,
                _ => return,
            }
        }
    };
    let mut cells = Vec::new();
    for column in block.columns.clone() {
        let of = |row| Place::of(block.layout.place((row, column))?.clone());
        let Some(from) = of(source) else { continue };
        let below = block.rows.clone().filter(|row| *row != source).filter_map(of);
        let below = below.filter(|place| place.value != from.value);
        cells.extend(below.map(|place| (place.at, from.value.clone())));
    }
    type_all("Fyllde nedåt", cells);
}
