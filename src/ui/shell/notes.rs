//! Short notes of this browser, through the same seam as all that is kept.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shell;
use crate::library::{Notes, StoreError, set_checked};
use crate::ui::platform;
use crate::ui::year::OpenYear;

/// Says that the browser was asked to keep what is stored.
const PERSIST: &str = "tertial.bestar";

impl Shell {
    /// A note of this browser; `None` where there is none.
    pub(in crate::ui) fn note(self, key: &str) -> Option<String> {
        match self.store() {
            Some(store) => store.note(key).ok().flatten(),
            None => platform::note(key),
        }
    }

    /// Keeps a note, read back when this returns.
    pub(in crate::ui) fn set_note(self, key: &str, text: &str) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Unavailable(String::new()))?;
        set_checked(&*store, key, text)
    }

    /// Takes a note away.
    pub(in crate::ui) fn remove_note(self, key: &str) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Unavailable(String::new()))?;
        store.remove_note(key)
    }

    /// Whether all is gone with the page.
    pub(in crate::ui) fn is_in_memory(self) -> bool {
        self.store().is_some_and(|store| store.is_memory())
    }

    /// Asks the browser, once, to keep what is stored also when its disk is full.
    pub(in crate::ui) fn ask_to_persist(self) {
        let Some(store) = self.store() else { return };
        if self.note(PERSIST).is_some() || self.set_note(PERSIST, &platform::now()).is_err() {
            return;
        }
        spawn_local(async move { store.persist().await });
    }

    /// The id of the open year.
    pub(in crate::ui) fn open_year_id(self) -> Option<String> {
        self.open.with_untracked(|open| open.as_ref().map(|open| open.summary.id.to_string()))
    }

    /// Whether this is the open year.
    pub(in crate::ui) fn is_open_id(self, id: &str) -> bool {
        let is_it = |open: &OpenYear| open.summary.id.as_str() == id;
        self.open.with_untracked(|open| open.as_deref().is_some_and(is_it))
    }
}
