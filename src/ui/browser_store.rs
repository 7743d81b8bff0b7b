//! Years in IndexedDB, notes and the index through gloo-storage, or all of it in memory where the
//! browser gives no storage.

mod base;

use gloo_storage::{LocalStorage, Storage};

use self::base::{OLD_YEARS, RECORDS, answer, refused};
use super::platform;
use crate::library::{self, Entry, Notes, Store, StoreError, Stored};

pub(super) use base::NEWER;

const INDEX: &str = "tertial.index";

/// Where this page keeps its years.
pub(super) struct PageStore {
    /// What tells this page from others.
    tab: String,
    /// Where notes are kept when all is in memory, because the browser refused.
    memory: Option<web_sys::Storage>,
}

impl PageStore {
    /// Opens the browser's storage, or falls back to memory with the reason.
    pub(super) async fn open() -> (Self, Option<StoreError>) {
        match answer(base::open()).await {
            Ok(_) => (Self { tab: base::new_tab(), memory: None }, None),
            Err(StoreError::Failed(name)) => {
                (Self::in_memory(), Some(StoreError::Unavailable(name)))
            }
            Err(error) => (Self::in_memory(), Some(error)),
        }
    }

    /// One that is gone with the page.
    pub(super) fn in_memory() -> Self {
        Self { tab: base::new_tab(), memory: Some(base::use_memory()) }
    }

    /// Whether all is gone with the page.
    pub(super) fn is_memory(&self) -> bool {
        self.memory.is_some()
    }

    /// Asks the browser to keep what is stored also when its disk is full.
    pub(super) async fn persist(&self) {
        let _ = answer(base::persist()).await;
    }

    /// Browsers can forbid it while IndexedDB works, and the library then gives up altogether.
    fn notes(&self) -> Result<web_sys::Storage, StoreError> {
        if let Some(memory) = &self.memory {
            return Ok(memory.clone());
        }
        match leptos::prelude::window().local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            _ => Err(StoreError::Unavailable("localStorage".to_owned())),
        }
    }
}

/// Nothing is written by a program that has died and whose late events still come, nor by one that
/// a newer program has replaced in another tab.
fn is_alive() -> Result<(), StoreError> {
    if base::is_over() {
        return Err(StoreError::NewerProgram);
    }
    if platform::has_panicked() {
        return Err(StoreError::Failed("the program has died".to_owned()));
    }
    Ok(())
}

impl Store for PageStore {
    fn tab(&self) -> String {
        self.tab.clone()
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        answer(base::keys(RECORDS, prefix)).await.map(|keys| base::texts(&keys))
    }

    async fn records(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        answer(base::records(prefix)).await.map(|records| base::pairs(&records))
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        answer(base::get(RECORDS, key)).await.map(|record| base::bytes(&record))
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        is_alive()?;
        answer(base::put(key, bytes)).await.map(drop)
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        is_alive()?;
        answer(base::remove(RECORDS, key)).await.map(drop)
    }

    async fn old_ids(&self) -> Result<Vec<String>, StoreError> {
        answer(base::keys(OLD_YEARS, "")).await.map(|keys| base::texts(&keys))
    }

    async fn old(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        answer(base::get(OLD_YEARS, id)).await.map(|year| base::stored(&year))
    }

    async fn delete_old(&self, id: &str) -> Result<(), StoreError> {
        is_alive()?;
        answer(base::remove(OLD_YEARS, id)).await.map(drop)
    }

    async fn index(&self) -> Result<Vec<Entry>, StoreError> {
        // A damaged or forbidden index is made anew from the years.
        let text = self.note(INDEX).ok().flatten();
        Ok(library::read_index(&text.unwrap_or_default()))
    }

    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError> {
        match self.notes() {
            Ok(_) => self.set_note(INDEX, &library::index_text(entries)),
            Err(_) => Ok(()),
        }
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        answer(base::estimate()).await.ok().and_then(|told| base::room(&told))
    }
}

impl Notes for PageStore {
    fn note(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.notes()?.get_item(key).map_err(|error| refused(&error))
    }

    fn set_note(&self, key: &str, text: &str) -> Result<(), StoreError> {
        is_alive()?;
        self.notes()?.set_item(key, text).map_err(|error| refused(&error))
    }

    fn remove_note(&self, key: &str) -> Result<(), StoreError> {
        is_alive()?;
        self.notes()?.remove_item(key).map_err(|error| refused(&error))
    }

    fn note_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let notes = self.notes()?;
        let count = notes.length().map_err(|error| refused(&error))?;
        let keys = (0..count).filter_map(|at| notes.key(at).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }
}
