//! A new year: made by the worker, kept and shown here.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{Act, Question, Shell};
use crate::library::{self, Mark};
use crate::ui::desk::handed;
use crate::ui::platform;
use crate::ui::work::Job;
use crate::ui::write;
use crate::ui::year::{OpenYear, number};

const STAYED: &str = "Året skapades inte. Det som är öppet är inte sparat än: spara det först, eller lämna \
                      det.";
const DEAD: &str =
    "Programmet bakom sidan svarar inte. Ladda om sidan: det som är sparat finns kvar.";

/// A year as it is stored, as a file.
pub(super) struct Kept {
    pub(super) bytes: Vec<u8>,
    /// The last step it contains.
    pub(super) tip: Mark,
    /// How many stored steps are not in it.
    pub(super) left: usize,
}

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
        if self.is_open_id(id)
            && let Some((bytes, _)) = self.file(false).await
        {
            return Ok(bytes);
        }
        Ok(self.stored_file(id, false).await?.map(|kept| kept.bytes).unwrap_or_default())
    }

    /// The file of a year that is not open, with the steps since it was kept whole; `None` where there
    /// is no such year.
    pub(super) async fn stored_file(
        self,
        id: &str,
        with_log: bool,
    ) -> Result<Option<Kept>, String> {
        let store = self.store().ok_or(DEAD)?;
        let recovered = library::recover(&*store, id).await.map_err(|error| error.to_string())?;
        let (tip, steps) = (recovered.tip.clone(), recovered.entries.len());
        let Some(generation) = &recovered.generation else { return Ok(None) };
        let bytes = generation.bytes.clone();
        if steps == 0 {
            return Ok(Some(Kept { bytes, tip, left: 0 }));
        }
        let Some([given, history, entries]) = handed(recovered) else { return Ok(None) };
        let message = [given, history, entries, with_log.into()];
        let answer = self.desk.request("replay", &message).await;
        let left = answer.as_ref().map_or(steps, |answer| number(answer, 2) as usize);
        let replayed = answer.and_then(|answer| answer.get(3).dyn_into::<Uint8Array>().ok());
        Ok(Some(match replayed {
            Some(replayed) => Kept { bytes: replayed.to_vec(), tip, left },
            None => Kept { bytes, tip, left: steps },
        }))
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
        let is_stored = self.keep(Arc::new(open), write::Kept::stray(true)).await;
        if !self.is_open_id(&id) {
            return Err(STAYED.to_owned());
        }
        let said = match (is_stored, self.is_in_memory()) {
            (true, false) => format!("{name} är skapat och sparat."),
            (_, true) => format!("{name} är skapat och ligger i minnet."),
            (false, _) => format!("{name} är skapat men inte sparat i webbläsaren."),
        };
        self.offer(said, vec![Act::Unmake(id)]);
        Ok(())
    }

    /// Stores a year that was just opened; what fails is told and tried again.
    pub(super) async fn place_new(self, kept: &write::Shared) -> bool {
        kept.borrow_mut().is_keeping = true;
        let placed = self.place(kept).await;
        kept.borrow_mut().is_keeping = false;
        if let Err(error) = placed {
            self.has_failed(kept, error);
            return false;
        }
        self.lay_down_pen().await;
        self.show_saved();
        true
    }

    /// What the store has of a year besides its file, once it is shown.
    pub(super) async fn recall(self, open: &OpenYear) {
        let Some(store) = self.store() else { return };
        let recovered = library::recover(&*store, open.summary.id.as_str()).await;
        let is_new = self.kept().is_none() && self.is_open_id(open.summary.id.as_str());
        match recovered {
            Ok(recovered) if is_new => drop(self.restore(recovered, false).await),
            Err(error) if is_new => {
                // Read anew before anybody writes.
                self.write.kept.set_value(Some(write::Shared::default()));
                self.error(error.to_string());
            }
            _ => {}
        }
    }
}
