//! A new year: made by the worker, kept and shown here.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{Act, Question, Shell};
use crate::library;
use crate::ui::desk::handed;
use crate::ui::platform;
use crate::ui::work::Job;
use crate::ui::year::OpenYear;

const DEAD: &str =
    "Programmet bakom sidan svarar inte. Ladda om sidan: det som är sparat finns kvar.";

impl Shell {
    /// *Nytt år*: empty, from a template, or from the plan of a year in this browser.
    pub(in crate::ui) fn ask_year(self) {
        let years = self.library.get_untracked().unwrap_or_default();
        let first =
            years.entries().first().map_or("tomt".to_owned(), |own| format!("ar:{}", own.id));
        let today = platform::now();
        let mut job = Job::new("year", &[("source", &first), ("today", &today)]);
        let years = years.entries().iter().map(|own| (format!("ar:{}", own.id), own.name.clone()));
        job.fields.extend(years);
        self.ask(Question::Work(Arc::new(job)));
    }

    /// The bytes of what a new year starts from; none for an empty one, or when it cannot be had.
    pub(in crate::ui) async fn source(self, word: &str) -> Vec<u8> {
        let fetched = match word.split_once(':') {
            Some(("mall", name)) => platform::fetch(&format!("mallar/{name}.tertial.json")).await,
            Some(("ar", id)) => self.bytes_of(id).await,
            _ => return Vec::new(),
        };
        fetched.unwrap_or_else(|sentence| {
            self.error(sentence);
            Vec::new()
        })
    }

    async fn bytes_of(self, id: &str) -> Result<Vec<u8>, String> {
        let is_open = self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| open.summary.id.as_str() == id)
        });
        if is_open && let Some((bytes, _)) = self.file(false).await {
            return Ok(bytes);
        }
        Ok(self.stored_bytes(id, false).await?.unwrap_or_default())
    }

    /// The file of a year that is not open, with the steps since it was kept whole; `None` where there
    /// is no such year.
    pub(super) async fn stored_bytes(
        self,
        id: &str,
        with_log: bool,
    ) -> Result<Option<Vec<u8>>, String> {
        let store = self.store().ok_or(DEAD)?;
        let recovered = library::recover(&*store, id).await.map_err(|error| error.to_string())?;
        if recovered.entries.is_empty() {
            return Ok(recovered.generation.map(|generation| generation.bytes));
        }
        let kept = recovered.generation.as_ref().map(|generation| generation.bytes.clone());
        let Some([bytes, history, entries]) = handed(recovered) else { return Ok(None) };
        let message = [bytes, history, entries, with_log.into()];
        let answer = self.desk.request("replay", &message).await;
        let bytes = answer.and_then(|answer| answer.get(2).dyn_into::<Uint8Array>().ok());
        Ok(bytes.map(|bytes| bytes.to_vec()).or(kept))
    }

    /// Has the year made, keeps it and goes to it.
    pub(in crate::ui) async fn begin_year(
        self,
        bytes: Vec<u8>,
        how: JsValue,
    ) -> Result<(), String> {
        let made = self.desk.make(bytes, how).await;
        let open = made.map_err(|sentence| sentence.unwrap_or_else(|| DEAD.to_owned()))?;
        let (id, name) = (open.summary.id.to_string(), open.summary.name.clone());
        self.keep(Arc::new(open), false).await;
        self.offer(format!("{name} är skapat och sparat."), vec![Act::Unmake(id)]);
        Ok(())
    }

    /// What the store has of a year besides its file, once it is stored and shown.
    pub(super) async fn recall(self, open: &OpenYear) {
        let Some(store) = self.store() else { return };
        let recovered = library::recover(&*store, open.summary.id.as_str()).await;
        if let Ok(recovered) = recovered
            && self.is_open(&open.summary.id)
        {
            self.restore(recovered).await;
        }
    }
}
