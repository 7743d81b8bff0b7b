//! Writing: what a person wants becomes a step of the open year, and the page is told what changed.

use std::sync::Arc;

use js_sys::{Array, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

use super::years::{Years, refuse};
use super::{answer, bytes, hand_over, list, pages, scope, text, years};
use crate::edit::{NewRow, Pen, Refused, Wish, many};
use crate::explain;
use crate::file::{self, Opened};
use crate::html::{self, rows::SomeRows};
use crate::model::Address;
use crate::paper::Patch;
use crate::studio::Studio;

/// `restore` serial history entries: the steps that the open year was kept with, and those since.
pub(super) fn restore(years: &mut Years, message: &Array) {
    let entries: Array = message.get(3).unchecked_into();
    years.studio.remember(&text(message, 2));
    let left = replay_on(&mut years.studio, &entries);
    years.has_changed();
    answer(&["restored".into(), message.get(1), state(years), left.into(), years.summary()]);
}

/// `replay` serial bytes history entries with-log: how many steps do not fit, and the file of a year
/// that is not open, after those that do and that its bytes have not.
pub(super) fn replay(message: &Array) {
    let opened = match file::open(&bytes(message, 2)) {
        Ok(opened) => opened,
        Err(error) => return refuse(message.get(1), &error.to_string()),
    };
    let (studio, left) = replayed(opened, message, 3);
    let file = studio.file(message.get(5).is_truthy());
    let parts = ["file".into(), message.get(1), left.into()];
    hand_over(&parts, &Uint8Array::from(file.as_bytes()));
}

/// A year that is not open, after the history and entries at a place of the message; and how many of
/// them do not fit.
pub(super) fn replayed(opened: Opened, message: &Array, at: u32) -> (Studio, u32) {
    let mut studio = Studio::new(Arc::new(opened.year), opened.log, &text(message, at));
    let entries = message.get(at + 1).dyn_into::<Array>().unwrap_or_default();
    let left = replay_on(&mut studio, &entries);
    (studio, left)
}

/// Does entries again, and tells how many do not fit: what follows one that does not was made on it.
fn replay_on(studio: &mut Studio, entries: &Array) -> u32 {
    let mut left = 0;
    for entry in entries.iter().filter_map(|entry| entry.as_string()) {
        if left > 0 || studio.replay(&entry).is_err() {
            left += 1;
        }
    }
    left
}

/// `edit` serial verb place argument by now seed narrow.
pub(super) fn edit(years: &mut Years, message: &Array) {
    let seed = message.get(7).as_f64().unwrap_or_default() as u64;
    let pen = Pen { by: text(message, 5), at: text(message, 6), seed };
    let done = match wish(message) {
        Some(wish) => years.studio.fulfil(wish, &pen),
        None => Err(Refused::Gone),
    };
    tell(years, message, done, 8);
}

/// `go` serial done by now narrow.
pub(super) fn go(years: &mut Years, message: &Array) {
    let done = message.get(2).as_f64().unwrap_or_default() as u32;
    let pen = Pen { by: text(message, 3), at: text(message, 4), seed: 0 };
    let result = years.studio.go_to(done, &pen);
    tell(years, message, result, 5);
}

/// `follow` serial entries narrow: what another tab did.
pub(super) fn follow(years: &mut Years, message: &Array) {
    let entries: Array = message.get(2).unchecked_into();
    let mut entries = entries.iter().filter_map(|entry| entry.as_string());
    let result = entries.try_for_each(|entry| years.studio.replay(&entry));
    tell(years, message, result.map(|()| None), 3);
}

fn wish(message: &Array) -> Option<Wish> {
    let at = Address::parse(&text(message, 3)).ok();
    let argument = text(message, 4);
    Some(match text(message, 2).as_str() {
        "type" => Wish::Type { at: at?, text: argument },
        "many" => {
            let (cells, rows) = cells(&text(message, 3));
            Wish::TypeMany { name: argument, cells, rows }
        }
        "add" => {
            let (kind, index) = argument.split_once(' ').unwrap_or((&argument, ""));
            Wish::Add { list: at?, index: index.parse().ok(), kind: kind.to_owned() }
        }
        "below" => return Some(Wish::AddBelow { at: at? }),
        "remove" => Wish::Remove { at: at? },
        "up" => Wish::Shift { at: at?, by: -1 },
        "down" => Wish::Shift { at: at?, by: 1 },
        "copy" => Wish::Duplicate { at: at? },
        "note" => Wish::Note { about: at? },
        "move" => Wish::Move { at: at?, to: Address::parse(&argument).ok()? },
        _ => return None,
    })
}

/// The places of a wish with what is typed there, and the new rows.
fn cells(joined: &str) -> (Vec<(Address, String)>, Vec<NewRow>) {
    let (mut cells, mut rows) = (Vec::new(), Vec::new());
    let mut last = "";
    for (place, text) in many::pairs(joined) {
        let (at, new) = match many::new_row(place) {
            Some((below, number, field)) => (below, Some((number, field))),
            None => (place, None),
        };
        let Ok(at) = Address::parse(at) else { continue };
        let Some((number, field)) = new else {
            cells.push((at, text.to_owned()));
            continue;
        };
        if number != last {
            rows.push(NewRow { below: at, cells: Vec::new() });
            last = number;
        }
        let row = rows.last_mut();
        row.into_iter().for_each(|row| row.cells.push((field.to_owned(), text.to_owned())));
    }
    (cells, rows)
}

/// What came of it: the journal's entry, where the steps stand, what has changed on the paper.
fn tell(years: &mut Years, message: &Array, done: Result<Option<String>, Refused>, narrow: u32) {
    tell_of(years, message, done, narrow, &[]);
}

/// The same with more that the page should know.
pub(super) fn tell_of(
    years: &mut Years,
    message: &Array,
    done: Result<Option<String>, Refused>,
    narrow: u32,
    more: &[JsValue],
) {
    let entry = match done {
        Ok(entry) => entry,
        Err(refused) => {
            return answer(&["refused".into(), message.get(1), refused.to_string().into()]);
        }
    };
    years.has_changed();
    let patch = years.studio.patch(message.get(narrow).is_truthy());
    let patch = patch.map(|(patch, paper)| {
        let contents = patch
            .contents
            .then(|| pages::contents(&paper.document, |entry| html::href(&entry.address)));
        told(&patch, contents, None)
    });
    let patch = patch.or_else(|| {
        let (contents, panels) = pages::renewed(years)?;
        Some(told(&Patch::default(), Some(contents), Some(panels)))
    });
    let parts = [
        "edited".into(),
        message.get(1),
        entry.map_or(JsValue::NULL, JsValue::from),
        state(years),
        patch.unwrap_or(JsValue::NULL),
        years.summary(),
    ];
    answer(&[&parts, more].concat());
    years.studio.tidy();
}

/// A patch: front, changed pieces, splice, contents, all panels of a follow-up page, and rows of tables;
/// `null` for what stays.
fn told(patch: &Patch, contents: Option<Array>, panels: Option<Array>) -> JsValue {
    let front = patch.front.as_deref().map_or(JsValue::NULL, JsValue::from);
    let changed = patch
        .changed
        .iter()
        .map(|(index, html)| Array::of2(&(*index as u32).into(), &html.as_str().into()));
    let rows = patch.rows.iter().map(|(index, SomeRows { numbers, html })| {
        let numbers = Uint32Array::from(numbers.as_slice());
        Array::of3(&(*index as u32).into(), &numbers, &html.as_str().into())
    });
    let spliced = patch.spliced.as_ref().map(|(from, count, pieces)| {
        let pieces: Array = pieces.iter().map(|piece| JsValue::from(piece.as_str())).collect();
        Array::of3(&(*from as u32).into(), &(*count as u32).into(), &pieces)
    });
    let parts = [
        front,
        changed.collect::<Array>().into(),
        spliced.map_or(JsValue::NULL, JsValue::from),
        contents.map_or(JsValue::NULL, JsValue::from),
        panels.map_or(JsValue::NULL, JsValue::from),
        rows.collect::<Array>().into(),
    ];
    parts.iter().collect::<Array>().into()
}

/// Where the steps stand: how many hold, how many there are, what would be undone and redone; whether
/// there is a log.
fn state(years: &Years) -> JsValue {
    let history = &years.studio.editor.history;
    let name = |step: Option<&crate::edit::Step>| {
        JsValue::from(step.map_or("", |step| step.name.as_str()))
    };
    let parts: [JsValue; 5] = [
        history.done.into(),
        (history.steps.len() as u32).into(),
        name(history.last()),
        name(history.next()),
        (!years.studio.log().is_empty()).into(),
    ];
    parts.iter().collect::<Array>().into()
}

/// `steps` serial: the steps by name.
pub(super) fn steps(years: &Years, message: &Array) {
    let history = &years.studio.editor.history;
    let steps = history.steps.iter();
    let steps: Array =
        steps.map(|step| list(&[&step.name, &step.by, &step.at, &step.place])).collect();
    answer(&["steps".into(), message.get(1), history.done.into(), steps.into()]);
}

/// `form` serial place: the panel of an element, and what of it is computed.
pub(super) fn form(years: &Years, message: &Array) {
    let at = Address::parse(&text(message, 2)).unwrap_or_default();
    let form = years.studio.form(&at);
    let html = form.as_ref().map(html::form).unwrap_or_default();
    let html = html + &html::explain_buttons(&computed(years, &at));
    let title = form.map(|form| form.title).unwrap_or_default();
    answer(&["form".into(), message.get(1), html.into(), title.into()]);
}

/// What of an element the report on show computes.
fn computed(years: &Years, at: &Address) -> Vec<(Address, String)> {
    let paper = years.studio.shown().filter(|paper| paper.report == at.report);
    let report = years.studio.editor.year.report(&at.report);
    let Some((paper, report)) = paper.zip(report).filter(|_| !at.element.is_missing()) else {
        return Vec::new();
    };
    explain::computed_of(report, &paper.document, &at.element)
}

/// `file` serial with-log: the file and its history as they are now.
pub(super) fn file(years: &Years, message: &Array) {
    // An empty year would be stored in place of the one that this worker has not got.
    if years.studio.editor.year.id.is_missing() {
        return refuse(message.get(1), &Refused::Gone.to_string());
    }
    let file = years.studio.file(message.get(2).is_truthy());
    let history = years.studio.editor.history.text();
    let (file, history) = (Uint8Array::from(file.as_bytes()), Uint8Array::from(history.as_bytes()));
    let parts: [JsValue; 4] =
        ["file".into(), message.get(1), file.clone().into(), history.clone().into()];
    let moved = Array::of2(&file.buffer(), &history.buffer());
    let _ = scope().post_message_with_transfer(&parts.iter().collect::<Array>(), &moved);
}

impl Years {
    /// The year is another than before: the other pages and the search are told when they are asked.
    pub(super) fn has_changed(&mut self) {
        self.is_changed = true;
    }

    /// What lists show of the open year.
    fn summary(&self) -> JsValue {
        years::told_of(&self.studio.editor.year)
    }
}
