//! The worker beside the page, and the only part of the app that holds the model. It opens files,
//! composes reports and follow-up pages, renders and draws them, and searches, so that none of that
//! weighs on the page or stops anyone's typing.
//!
//! Messages are lists whose first item is a word; answers to a numbered one carry its serial.
//!
//! | message | answer |
//! | --- | --- |
//! | `open` serial bytes is-stored | `opened` serial summary bytes, or `refused` serial sentence |
//! | `copy` serial bytes id: the same year under another id | as to `open` |
//! | `take` serial: the year opened under it is what the browser has now | |
//! | `leave` serial: nothing comes of it | |
//! | `hold` bytes history entries: the open year, which a worker before this one had | |
//! | `put` bytes history entries, `forget` id: the other years | |
//! | `page` serial hash today narrow writing | `page` serial title kicker head contents cells parts last, then `more` serial parts last; or `lacks` serial |
//! | `draw` report anchor serial | `drawn` serial charts |
//! | `find` serial query year | `found` serial hits |
//! | `restore` serial history entries: how the open year was kept | `restored` serial state left summary |
//! | `replay` serial bytes history entries with-log: a year that is not open, after these steps | `file` serial bytes |
//! | `edit` serial verb place argument by now seed narrow | `edited` serial entry state patch summary, or `refused` |
//! | `go` serial done by now narrow; `follow` serial entries narrow | as to `edit` |
//! | `steps` serial | `steps` serial done steps |
//! | `form` serial place | `form` serial html title |
//! | `file` serial with-log | `file` serial bytes history |
//! | `explain` serial address: *Så räknas talet* | `explained` serial html, empty where nothing is computed |
//!
//! | `work` serial what fields files today: a form or page of the year's work | `work` serial html live values |
//! | `do` serial what fields files by now seed narrow | as to `edit`, then a sentence and an address |
//! | `send` serial fields by now: a unit's month | `file` serial bytes name |
//! | `marks` serial report | `marks` serial total reports remarks: what the checks found in the open year, counted, and in one report |
//! | `make` serial bytes fields: a new year, from a template's or last year's bytes | as to `open` |
//!
//! `fields` are pairs of names and values, `files` pairs of names and bytes; `what` is `report`, `stage`,
//! `missing`, `review`, `year`, `month`, `units`, `log` or `storage`. `live` is the part of a form that follows what is chosen,
//! `values` what then stands in fields.
//! `bytes` in `opened` are what is to be stored, `null` when they are those that came or are stored. Unasked:
//! `ready`, `died` why.

mod edit;
mod fields;
mod make;
mod marks;
mod pages;
mod work;
mod years;

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::search::Hit;
use years::Years;

/// Most hits of a search.
const HITS: usize = 40;

/// Answers messages from then on.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        answer(&["died".into(), info.to_string().into()]);
    }));
    let years = RefCell::new(Years::default());
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        take(&mut years.borrow_mut(), &message);
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    answer(&["ready".into()]);
}

fn take(years: &mut Years, message: &Array) {
    match text(message, 0).as_str() {
        "open" => {
            years.open(message.get(1), &bytes(message, 2), message.get(3).is_truthy());
        }
        "copy" => years.copy(message.get(1), &bytes(message, 2), &text(message, 3)),
        "take" => years.take(&message.get(1)),
        "leave" => years.leave(&message.get(1)),
        "put" => years.put(message),
        "hold" => years.hold(message),
        "forget" => years.forget(&text(message, 1)),
        "page" => pages::page(years, message),
        "draw" => pages::draw(years, message),
        "explain" => pages::explain(years, message),
        "find" => find(years, message),
        "restore" => edit::restore(years, message),
        "replay" => edit::replay(message),
        "edit" => edit::edit(years, message),
        "go" => edit::go(years, message),
        "follow" => edit::follow(years, message),
        "steps" => edit::steps(years, message),
        "form" => edit::form(years, message),
        "file" => edit::file(years, message),
        "work" => work::work(years, message),
        "do" => work::done(years, message),
        "send" => work::send(years, message),
        "make" => make::make(years, message),
        "marks" => marks::marks(years, message),
        _ => {}
    }
}

fn find(years: &mut Years, message: &Array) {
    years.bring_up_to_date();
    let current = text(message, 3);
    let current = Some(current.as_str()).filter(|id| !id.is_empty());
    let hits = years.index.find(&text(message, 2), current, HITS);
    let hit = |hit: &Hit| list(&[&hit.href, &hit.title, hit.kind, &hit.place]);
    let hits: Array = hits.iter().map(hit).collect();
    answer(&["found".into(), message.get(1), hits.into()]);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn answer(parts: &[JsValue]) {
    // A page that has gone away needs no answer.
    let _ = scope().post_message(&parts.iter().collect::<Array>());
}

/// An answer whose last part is handed over instead of copied.
fn hand_over(parts: &[JsValue], bytes: &Uint8Array) {
    let message: Array = parts.iter().cloned().chain([bytes.into()]).collect();
    let _ = scope().post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
}

fn text(message: &Array, at: u32) -> String {
    message.get(at).as_string().unwrap_or_default()
}

fn bytes(message: &Array, at: u32) -> Vec<u8> {
    Uint8Array::new(&message.get(at)).to_vec()
}

fn list(parts: &[&str]) -> JsValue {
    parts.iter().map(|part| JsValue::from_str(part)).collect::<Array>().into()
}
