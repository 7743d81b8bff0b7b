//! Choosing one of several words: a status by one key or from a list, other choices from theirs.

use std::cell::RefCell;

use crate::typist::browser::{request_animation_frame, spawn_local};
use crate::typist::page;
use web_sys::Element;

use super::{Place, act, dom, input, range, tools};
use crate::edit::choice_label;
use crate::model::{MonthKind, Status};

thread_local! {
    static OPEN: RefCell<Option<Pick>> = const { RefCell::new(None) };
}

/// A list that stands open.
#[derive(Clone)]
struct Pick {
    place: Place,
    list: Element,
    words: Vec<(String, String)>,
    at: usize,
}

/// The status of a key: as in the field, or its first letter.
pub(super) fn word_of_key(key: &str) -> Option<&'static str> {
    let status = match key {
        "1" | "g" | "G" => Status::Green,
        "2" | "a" | "A" => Status::Yellow,
        "3" | "r" | "R" => Status::Red,
        "0" => Status::NotMeasured,
        _ => return None,
    };
    Some(status.word())
}

/// Opens the list of a place.
pub(super) fn open(place: Place) {
    if place.kind == "status" {
        let word = |status: &Status| {
            let word = status.word();
            (word.to_owned(), choice_label("Status", word).to_owned())
        };
        return show(place, Status::ALL.iter().map(word).collect());
    }
    // The element's form has the words of every choice.
    let Some(element) = super::place::address(&place.element, "") else { return };
    spawn_local(async move {
        let Some(html) = page::form(element).await else { return };
        let Some(form) = dom::element("div", &[], "") else { return };
        form.set_inner_html(&html);
        // A place may show one choice of several that belong together.
        let selects =
            [format!("[data-at=\"{}\"]", place.at), format!("[data-at^=\"{}.\"]", place.at)];
        let mut selects = selects.iter().flat_map(|at| dom::all(&form, &format!("select{at}")));
        let select = selects.find(|select| {
            let options = dom::all(select, "option");
            options
                .iter()
                .any(|option| option.get_attribute("value").as_ref() == Some(&place.value))
        });
        let options = select.map(|select| dom::all(&select, "option")).unwrap_or_default();
        let word = |option: &Element| {
            (option.get_attribute("value").unwrap_or_default(), dom::text(option))
        };
        let words: Vec<_> = options.iter().map(word).collect();
        // A choice in a list of them has no field of its own in the form.
        let words = if words.is_empty() { kinds_of_months(&place) } else { words };
        match words.is_empty() {
            true => input::open(place, None),
            false => show(place, words),
        }
    });
}

/// Outcome or forecast, where one of them stands.
fn kinds_of_months(place: &Place) -> Vec<(String, String)> {
    let word = |kind: &MonthKind| {
        let word = kind.word();
        (word.to_owned(), choice_label("MonthKind", word).to_owned())
    };
    let words: Vec<_> = MonthKind::ALL.iter().map(word).collect();
    if words.iter().any(|(word, _)| *word == place.value) { words } else { Vec::new() }
}

fn show(place: Place, words: Vec<(String, String)>) {
    close();
    let name = input::full_name(&place);
    let about = [("class", "pick"), ("role", "listbox"), ("tabindex", "0"), ("aria-label", &name)];
    let list = dom::element("ul", &about.map(|(key, value)| (key, value as &str)), "");
    let (Some(list), Some(host)) = (list, tools::host()) else { return };
    for (index, (word, name)) in words.iter().enumerate() {
        let id = option_id(index);
        let class =
            if place.kind == "status" { format!("st {}", class_of(word)) } else { String::new() };
        let item = dom::element("li", &[("role", "option"), ("id", &id)], "");
        let name = dom::element("span", &[("class", &class)], name);
        if let (Some(item), Some(name)) = (item, name) {
            let _ = item.append_child(&name);
            let _ = list.append_child(&item);
        }
    }
    let _ = host.append_child(&list);
    tools::stand_below(&list, &place.element);
    let at = words.iter().position(|(word, _)| *word == place.value).unwrap_or_default();
    dom::focus(&list);
    OPEN.set(Some(Pick { place, list, words, at }));
    walk(at);
}

fn option_id(index: usize) -> String {
    format!("_val-{index}")
}

/// As `html::pieces` has it.
fn class_of(word: &str) -> &'static str {
    match word {
        "green" | "done" => "g",
        "yellow" => "a",
        "red" => "r",
        "ongoing" => "go",
        "marked" => "m",
        _ => "n",
    }
}

/// Another option is the current one.
fn walk(to: usize) {
    OPEN.with_borrow_mut(|open| {
        let Some(pick) = open else { return };
        pick.at = to;
        let _ = pick.list.set_attribute("aria-activedescendant", &option_id(to));
        for (index, item) in dom::all(&pick.list, "li").iter().enumerate() {
            let _ = item.set_attribute("aria-selected", if index == to { "true" } else { "false" });
        }
    });
    dom::find(&format!("#{}", option_id(to))).iter().for_each(dom::show_nearest);
}

fn close() -> Option<Pick> {
    let pick = OPEN.take()?;
    pick.list.remove();
    Some(pick)
}

/// The focus has left the list.
pub(super) fn left(from: &Element) {
    if OPEN.with_borrow(|open| open.as_ref().is_some_and(|pick| pick.list == *from)) {
        close();
    }
}

/// A key in the list.
pub(super) fn key(key: &str) -> bool {
    let Some((at, last)) =
        OPEN.with_borrow(|open| open.as_ref().map(|p| (p.at, p.words.len() - 1)))
    else {
        return false;
    };
    match key {
        "ArrowDown" => walk(if at == last { 0 } else { at + 1 }),
        "ArrowUp" => walk(if at == 0 { last } else { at - 1 }),
        "Home" => walk(0),
        "End" => walk(last),
        "Enter" | " " => take(at),
        "Escape" | "Tab" => {
            if let Some(pick) = close() {
                dom::focus(&pick.place.element);
            }
        }
        _ => {
            let place = OPEN.with_borrow(|open| open.as_ref().map(|pick| pick.place.clone()));
            let Some((place, word)) = place.filter(|p| p.kind == "status").zip(word_of_key(key))
            else {
                return false;
            };
            close();
            dom::focus(&place.element);
            set(place, word);
        }
    }
    true
}

/// A click in the list; `false` when it was elsewhere.
pub(super) fn click(on: &Element) -> bool {
    let Some(item) = on.closest(".pick [role=option]").ok().flatten() else { return false };
    let list = OPEN.with_borrow(|open| open.as_ref().map(|pick| pick.list.clone()));
    let items = list.map(|list| dom::all(&list, "li")).unwrap_or_default();
    if let Some(index) = items.iter().position(|other| *other == item) {
        take(index);
    }
    true
}

fn take(index: usize) {
    let Some(pick) = close() else { return };
    dom::focus(&pick.place.element);
    if let Some((word, _)) = pick.words.get(index) {
        set(pick.place, word);
    }
}

/// Sets a choice, in all of a range; asks why where the rule says otherwise.
pub(super) fn set(place: Place, word: &str) {
    let all = range::places(place.clone());
    let all: Vec<Place> = all.into_iter().filter(|other| other.kind == place.kind).collect();
    if all.len() > 1 {
        let cells = all.into_iter().map(|place| (place.at, word.to_owned())).collect();
        return act::type_all("Satte status", cells);
    }
    let word = word.to_owned();
    spawn_local(async move {
        match page::wish("type", place.at.clone().into(), word.clone()).await {
            // The page shows it in the next frame.
            Ok(()) => request_animation_frame(move || {
                request_animation_frame(move || {
                    tools::say(&format!("{}: {}", place.label, dom::text(&place.element)));
                    ask_reason(place);
                });
            }),
            Err(sentence) => page::error(sentence),
        }
    });
}

/// A status that the rule would not have set wants a reason.
fn ask_reason(place: Place) {
    let mut said: Vec<String> = dom::all(&place.element, ".over").iter().map(dom::text).collect();
    // The place of a reason that is still to be given.
    said.retain(|text| !text.is_empty());
    let is_unsaid = said.len() == 1 && said.iter().all(|text| text.starts_with("beräknad"));
    let element = place.at.strip_suffix(".status").unwrap_or(&place.at).strip_suffix("/status");
    let Some(element) = element.filter(|_| is_unsaid) else { return };
    let at = format!("{element}/status.reason");
    let label = "Skäl till att du valde en annan status".to_owned();
    input::open_below(Place { at, kind: "line".to_owned(), value: String::new(), label, ..place });
}
