//! The program one writes with: fetched when *Skriv* is chosen for the first time, and served with
//! what only this page can do. `crate::typist::page` lists the words.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::ui::platform;
use crate::ui::shell::Shell;
use crate::ui::year::text;

const FUNCTION: &str = "tertialPage3";
const NOT_FETCHED: &str =
    "Det man skriver med gick inte att hämta. Kontrollera nätet och välj Skriv igen.";
const NEWER: &str =
    "Tertial har fått en ny version på webbplatsen. Ladda om sidan och välj Skriv igen.";

impl Shell {
    /// Has the program run that one writes with.
    pub(super) async fn fetch_typist(self) -> Result<(), String> {
        if self.write.has_typist.get_value() {
            return Ok(());
        }
        let serve = Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> JsValue>::new(
            move |word: JsValue, a, b, c| {
                self.serve(&word.as_string().unwrap_or_default(), a, b, c)
            },
        );
        let _ = Reflect::set(&window(), &FUNCTION.into(), &serve.into_js_value());
        let start = Reflect::get(&window(), &"tertialTypist".into()).ok();
        let start = start.and_then(|start| start.dyn_into::<Function>().ok()).ok_or(NOT_FETCHED)?;
        let started = start.call0(&JsValue::NULL).ok().and_then(|made| made.dyn_into().ok());
        JsFuture::from(started.unwrap_or_else(|| Promise::reject(&JsValue::NULL)))
            .await
            .map_err(|_| NOT_FETCHED)?;
        // The program takes the function away when it knows it.
        if Reflect::has(&window(), &FUNCTION.into()).unwrap_or(true) {
            return Err(NEWER.to_owned());
        }
        self.write.has_typist.set_value(true);
        Ok(())
    }

    fn serve(self, word: &str, a: JsValue, b: JsValue, c: JsValue) -> JsValue {
        let said = |value: &JsValue| value.as_string().unwrap_or_default();
        match word {
            "wish" => return self.serve_wish(said(&a), b, said(&c)).into(),
            "form" => return self.serve_form(a).into(),
            "error" => self.error(said(&a)),
            "draft" => self.draft(&said(&a), &said(&b)),
            "drop" => self.drop_draft(&said(&a)),
            "choose" => {
                let element = said(&a);
                if self.write.chosen.with_untracked(|chosen| *chosen != element) {
                    self.write.chosen.set(element);
                }
            }
            "panel" => self.write.has_panel.set(true),
            _ => {}
        }
        JsValue::UNDEFINED
    }

    fn serve_wish(self, verb: String, at: JsValue, argument: String) -> Promise {
        let done = self.wish(&verb, at, argument);
        future_to_promise(async move {
            Ok(match done.await {
                Ok(()) => JsValue::NULL,
                Err(sentence) => sentence.into(),
            })
        })
    }

    fn serve_form(self, element: JsValue) -> Promise {
        future_to_promise(async move {
            let answer = self.desk.request("form", &[element]).await;
            Ok(answer.map_or(JsValue::NULL, |answer: Array| text(&answer, 2).into()))
        })
    }

    /// Tells who listens, as the root's attribute, whether one writes.
    pub(super) fn show_writing(self) {
        platform::set_root("data-writing", self.write.is_on.get());
        platform::dispatch("tertial-writing");
    }
}

/// What the page shows has changed.
pub(in crate::ui) fn has_patched() {
    platform::dispatch("tertial-patched");
}
