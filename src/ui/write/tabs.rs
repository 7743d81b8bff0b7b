//! Other tabs and other programs: one writes, and the others follow.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::library::{Journal, Library, StoreError};
use crate::ui::shell::Shell;
use crate::ui::{places, platform};

/// How long what stands in an open field has to become a step.
const LAST_WORDS: Duration = Duration::from_millis(400);

impl Shell {
    /// Another tab writes, or has deleted the year: this one goes on reading. What only it has stays
    /// here to be taken out.
    pub(super) fn has_lost(self, error: &StoreError) {
        self.write.turn(false);
        let Some(kept) = self.kept() else { return self.tell_standing(error.to_string()) };
        let has_own = {
            let mut kept = kept.borrow_mut();
            let has_gap = kept.writer.take().is_some_and(|writer| writer.has_gap());
            kept.loose += u32::from(has_gap && kept.loose == 0);
            kept.is_deleted = *error == StoreError::Deleted;
            kept.trouble = Some(error.clone());
            kept.saved_at.clear();
            kept.loose > 0 || kept.stray
        };
        self.show_saved();
        self.desk.ask_again();
        if !has_own {
            self.tell_standing(error.to_string());
        }
        if !has_own && *error != StoreError::Deleted {
            spawn_local(self.reopen());
        }
    }

    /// Says that this tab is alive and writes.
    pub(super) fn beat(self) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store())
            && let Err(error) = writer.beat(&*store, platform::millis())
        {
            self.has_lost(&error);
        }
    }

    /// The tab goes: another may write at once.
    pub(super) fn let_go(self) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            writer.release(&*store);
        }
    }

    /// The page is back as it was left: what it gave back it takes anew, and reads what others wrote.
    pub(super) fn come_back(self) {
        let Some(kept) = self.kept() else { return };
        let Some(writer) = kept.borrow_mut().writer.take() else {
            let id = self.open_year_id().unwrap_or_default();
            return self.follow_tab(&format!("tertial.journal.{id}."));
        };
        kept.borrow_mut().loose += u32::from(writer.has_gap());
        spawn_local(async move {
            match self.take_pen(false).await {
                Ok(_) => self.keep_all().await,
                Err(error) => self.has_lost(&error),
            }
        });
    }

    /// A newer program needs the storage: what stands in a field is noted, and then this one stops.
    pub(super) fn make_way(self) {
        places::leave_field();
        spawn_local(async move {
            platform::pause(LAST_WORDS).await;
            self.has_lost(&StoreError::NewerProgram);
        });
    }

    /// Another tab has written: its steps are done here too.
    pub(in crate::ui) fn follow_tab(self, key: &str) {
        if key == "tertial.index" {
            return spawn_local(self.list_anew());
        }
        let (Some(kept), Some(store), Some(id)) = (self.kept(), self.store(), self.open_year_id())
        else {
            return;
        };
        let is_ours = key.starts_with(&format!("tertial.journal.{id}."));
        if is_ours && self.is_reading_again() {
            // What is read now may lack it.
            return spawn_local(self.reopen());
        }
        let is_own = kept.borrow().writer.is_some() || kept.borrow().loose > 0;
        if !is_ours || is_own {
            return;
        }
        let following = Journal::of_notes(&*store, &id).following(&kept.borrow().tip);
        spawn_local(async move {
            let Some(entries) = following else { return self.reopen().await };
            let Some(last) = entries.last().map(|entry| entry.mark.clone()) else { return };
            let texts: Vec<String> = entries.into_iter().map(|entry| entry.text).collect();
            let list = texts.iter().map(JsValue::from).collect::<js_sys::Array>();
            {
                let mut kept = kept.borrow_mut();
                kept.tip = last;
                kept.since.extend(texts);
            }
            let message = [list.into(), platform::is_narrow().into()];
            if self.change("follow", &message).await.is_err() {
                return self.reopen().await;
            }
            self.desk.ask_again();
        });
    }

    /// Another tab has stored or deleted a year.
    async fn list_anew(self) {
        let Some(store) = self.store() else { return };
        if let Ok(library) = Library::read(&*store).await {
            self.library.set(Some(library));
        }
    }
}
