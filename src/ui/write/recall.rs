//! What the store has of a year besides its file: steps, history, what was being typed, what lies
//! aside.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::keep::{Kept, Shared};
use crate::library::{self, Generation, Recovered, StoreError};
use crate::ui::shell::{Act, Shell};
use crate::ui::year::{YearSummary, number};

const UNDER_WAY: &str = " Det som just skrevs sätts in när du väljer Skriv.";

impl Shell {
    /// What the store has of a year besides its file is handed to the worker, and told when that is
    /// news.
    pub(in crate::ui) async fn restore(
        self,
        recovered: Recovered,
        is_news: bool,
    ) -> Option<YearSummary> {
        self.tell_recovered(&recovered, is_news);
        let Recovered { generation, mut entries, tip, drafts, .. } = recovered;
        let Generation { id, history, .. } = generation.unwrap_or_default();
        let kept = Rc::new(RefCell::new(Kept {
            id,
            tip,
            drafts,
            since: entries.iter().map(|entry| entry.text.clone()).collect(),
            history: String::from_utf8(history).unwrap_or_default(),
            ..Kept::default()
        }));
        self.write.kept.set_value(Some(kept.clone()));
        self.show_saved();
        let answer = self.give_steps().await?;
        let left = number(&answer, 3) as usize;
        if left > 0 {
            kept.borrow_mut().unfit = entries.split_off(entries.len().saturating_sub(left));
            kept.borrow_mut().since.truncate(entries.len());
            match self.put_aside(&kept).await {
                Ok(()) => self.offer(unfit(left), vec![Act::Storage]),
                // It is tried again before anybody writes.
                Err(error) => self.tell_standing(error.to_string()),
            }
        }
        Some(YearSummary::read(&answer.get(4).unchecked_into()))
    }

    /// Hands the worker the steps that the open year was kept with and those since, and shows where they
    /// stand. Gives its answer.
    pub(in crate::ui) async fn give_steps(self) -> Option<Array> {
        let answer = self.desk.request("restore", &self.steps_kept()?).await?;
        self.show_state(&answer.get(2).unchecked_into());
        Some(answer)
    }

    fn tell_recovered(self, recovered: &Recovered, is_news: bool) {
        let is_news = is_news || !recovered.drafts.is_empty() || !recovered.aside.is_empty();
        let Some(said) = recovered.said().filter(|_| is_news) else { return };
        let how = if recovered.drafts.is_empty() { "" } else { UNDER_WAY };
        let acts = if recovered.aside.is_empty() { vec![] } else { vec![Act::Storage] };
        self.offer(format!("{said}{how}"), acts);
    }

    /// What was being typed is put in: it is not told any longer that it will be.
    pub(super) fn is_put_in(self) {
        self.notices.update(|notices| notices.retain(|notice| !notice.text.ends_with(UNDER_WAY)));
    }

    /// Keeps the steps aside that do not fit the year.
    pub(super) async fn put_aside(self, kept: &Shared) -> Result<(), StoreError> {
        let Some(store) = self.store() else { return Ok(()) };
        let (id, unfit) = (kept.borrow().id.clone(), kept.borrow().unfit.clone());
        library::set_aside(&*store, &id, &unfit).await?;
        kept.borrow_mut().unfit.clear();
        Ok(())
    }

    /// What a worker needs beside the open year's bytes: the history that belongs to them, and the steps
    /// since.
    pub(in crate::ui) fn steps_kept(self) -> Option<[JsValue; 2]> {
        let kept = self.kept()?;
        let kept = kept.borrow();
        let entries = kept.since.iter().map(JsValue::from).collect::<Array>();
        Some([JsValue::from(kept.history.as_str()), entries.into()])
    }
}

/// How many steps did not fit.
fn unfit(count: usize) -> String {
    match count {
        1 => "1 sparad ändring passar inte längre i året och är lagd åt sidan.".to_owned(),
        count => {
            format!("{count} sparade ändringar passar inte längre i året och är lagda åt sidan.")
        }
    }
}
