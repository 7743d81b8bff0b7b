//! The page that is written on, as a function that it has put up: a word and what belongs to it.
//!
//! | word | | answer |
//! | --- | --- | --- |
//! | `wish` | verb, place (of `many` places and texts, joined), argument | a promise of the sentence why not, or of nothing |
//! | `form` | element | a promise of the HTML of its form |
//! | `error` | sentence | |
//! | `draft` | place, text: what is being typed | |
//! | `drop` | place: what was being typed there is let go of | |
//! | `choose` | element: it is the one the panel shows | |
//! | `panel` | the panel is opened | |
//!
//! The page says by an attribute of the root, `data-writing`, that one writes, and by the events
//! `tertial-writing` and `tertial-patched` that this, or what it shows, has changed.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::browser::{document, spawn_local, window};
use crate::edit::many;

/// The page's function. The number changes when its words do, so that a page never meets a typist of
/// another age.
const PAGE_FUNCTION: &str = "tertialPage3";
/// What the root of the page has while one writes.
const WRITING: &str = "data-writing";

thread_local! {
    static PAGE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes the function that the page has put up, which tells the page so; `false` where there is none.
pub(super) fn take() -> bool {
    let function = Reflect::get(&window(), &PAGE_FUNCTION.into()).ok();
    let function = function.and_then(|function| function.dyn_into().ok());
    let is_there = function.is_some();
    PAGE.set(function);
    let _ = Reflect::delete_property(&window(), &PAGE_FUNCTION.into());
    is_there
}

fn tell(word: &str, rest: &[JsValue]) -> JsValue {
    let message: Array = [JsValue::from_str(word)].iter().chain(rest).collect();
    let page = PAGE.with_borrow(Clone::clone);
    let answer = page.and_then(|page| page.apply(&JsValue::NULL, &message).ok());
    answer.unwrap_or(JsValue::UNDEFINED)
}

fn ask(word: &str, rest: &[JsValue]) -> impl Future<Output = Option<JsValue>> + use<> {
    let promise = tell(word, rest).dyn_into::<Promise>();
    async move { JsFuture::from(promise.ok()?).await.ok() }
}

/// Whether one writes.
pub(super) fn is_on() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(WRITING))
}

/// Has a wish fulfilled: `type`, `many`, `below`, `remove`, `up`, `down`, `copy`. The error is a
/// sentence; what was typed is then still in the hands of who typed it.
/// It goes out at once.
pub(super) fn wish(
    verb: &str,
    at: JsValue,
    argument: String,
) -> impl Future<Output = Result<(), String>> + use<> {
    let answer = ask("wish", &[verb.into(), at, argument.into()]);
    async move {
        match answer.await.and_then(|answer| answer.as_string()) {
            Some(sentence) => Err(sentence),
            None => Ok(()),
        }
    }
}

/// What is typed as one step: places that are there with their texts, and rows that come with them.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) cells: Vec<(String, String)>,
    pub(super) rows: Vec<NewRow>,
}

/// A row that comes below another: the address of that, and the fields of the new one with their texts.
#[derive(Clone, Debug)]
pub(super) struct NewRow {
    pub(super) below: String,
    pub(super) cells: Vec<(String, String)>,
}

/// Places and texts, typed as one step.
pub(super) async fn type_many(name: &str, typed: &Typed) -> Result<(), String> {
    let new = typed.rows.iter().enumerate().flat_map(|(number, row)| {
        let place = move |field: &String| many::in_new_row(&row.below, number, field);
        row.cells.iter().map(move |(field, text)| (place(field), text.clone()))
    });
    let all: Vec<(String, String)> = typed.cells.iter().cloned().chain(new).collect();
    let pairs = all.iter().map(|(at, text)| (at.as_str(), text.as_str()));
    wish("many", many::joined(pairs).into(), name.to_owned()).await
}

/// Does something and tells the user if it cannot be done.
pub(super) fn act(verb: &'static str, at: String, argument: String) {
    spawn_local(async move {
        if let Err(sentence) = wish(verb, at.into(), argument).await {
            error(sentence);
        }
    });
}

/// The form of an element, as HTML.
pub(super) async fn form(element: String) -> Option<String> {
    ask("form", &[element.into()]).await?.as_string()
}

/// Tells the user why something could not be done.
pub(super) fn error(sentence: String) {
    tell("error", &[sentence.into()]);
}

/// Keeps what is being typed and is not yet a step; to be called once a second at most.
pub(super) fn draft(at: &str, text: &str) {
    tell("draft", &[at.into(), text.into()]);
}

/// What was being typed in a place is let go of. The draft of what becomes a step goes by itself,
/// when that is stored.
pub(super) fn drop_draft(at: &str) {
    tell("drop", &[at.into()]);
}

/// The panel shows this element.
pub(super) fn choose(element: String) {
    tell("choose", &[element.into()]);
}

/// The panel is opened.
pub(super) fn open_panel() {
    tell("panel", &[]);
}

/// Tells the rescue page that this program has died.
pub(super) fn has_died(why: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&JsValue::from_str(why));
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("tertial-panic", &init) {
        let _ = window().dispatch_event(&event);
    }
}
