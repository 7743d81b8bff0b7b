//! Years in IndexedDB, notes and the index through gloo-storage, or all of it in memory where the
//! browser gives no storage.

mod base;

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use idb::Database;

use super::platform;
use crate::library::{self, Entry, Memory, Notes, Store, StoreError, Stored};

pub(super) use base::NEWER;

const INDEX: &str = "tertial.index";

/// Where this page keeps its years.
pub(super) enum PageStore {
    /// In the browser.
    Browser(Base),
    /// In memory, because the browser refused; why, for whoever helps.
    Memory(Memory),
}

/// The database, and what tells this page from others.
pub(super) struct Base {
    database: RefCell<Rc<Database>>,
    tab: String,
}

/// What is being done with the database. On the heap: each kind of it would be a program of its own.
type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T, idb::Error>> + 'a>>;

impl Base {
    /// Does something with the database. One that the browser has closed is opened anew.
    async fn run<'a, T>(
        &self,
        act: &dyn Fn(Rc<Database>) -> Doing<'a, T>,
    ) -> Result<T, StoreError> {
        if base::is_closed() {
            return Err(StoreError::NewerProgram);
        }
        let database = self.database.borrow().clone();
        match act(database).await {
            Err(error) if base::is_lost(&error) && !base::is_closed() => {
                let database = Rc::new(base::open().await.map_err(base::failed)?);
                self.database.replace(database.clone());
                act(database).await.map_err(base::failed)
            }
            done => done.map_err(base::failed),
        }
    }
}

impl PageStore {
    /// Opens the browser's storage, or falls back to memory with the reason.
    pub(super) async fn open() -> (Self, Option<StoreError>) {
        match base::open().await {
            Ok(database) => {
                let (database, tab) = (RefCell::new(Rc::new(database)), base::new_tab());
                (Self::Browser(Base { database, tab }), None)
            }
            Err(error) => {
                let name = base::name_of(&error);
                let error = match base::failed(error) {
                    StoreError::NewerLayout => StoreError::NewerLayout,
                    _ => StoreError::Unavailable(name),
                };
                (Self::Memory(Memory::default()), Some(error))
            }
        }
    }

    /// Whether all is gone with the page.
    pub(super) fn is_memory(&self) -> bool {
        matches!(self, Self::Memory(_))
    }

    /// Asks the browser to keep what is stored also when its disk is full.
    pub(super) async fn persist(&self) {
        if !self.is_memory() {
            base::persist().await;
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

/// Browsers can forbid it while IndexedDB works, and the library then gives up altogether.
fn local_storage() -> Result<web_sys::Storage, StoreError> {
    match leptos::prelude::window().local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        _ => Err(StoreError::Unavailable("localStorage".to_owned())),
    }
}

impl Store for PageStore {
    fn tab(&self) -> String {
        match self {
            Self::Browser(base) => base.tab.clone(),
            Self::Memory(memory) => memory.tab(),
        }
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Browser(base) => {
                base.run(&|to| Box::pin(async move { base::keys(&to, prefix).await })).await
            }
            Self::Memory(memory) => memory.keys(prefix).await,
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Browser(base) => {
                base.run(&|to| Box::pin(async move { base::get(&to, key).await })).await
            }
            Self::Memory(memory) => memory.get(key).await,
        }
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        is_alive()?;
        match self {
            Self::Browser(base) => {
                base.run(&|to| Box::pin(async move { base::put(&to, key, bytes).await })).await
            }
            Self::Memory(memory) => memory.put(key, bytes).await,
        }
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        is_alive()?;
        match self {
            Self::Browser(base) => {
                let act = |to: Rc<Database>| -> Doing<'_, ()> {
                    Box::pin(async move { base::delete(&to, base::RECORDS, key).await })
                };
                base.run(&act).await
            }
            Self::Memory(memory) => memory.delete(key).await,
        }
    }

    async fn old_ids(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Browser(base) => {
                base.run(&|to| Box::pin(async move { base::old_ids(&to).await })).await
            }
            Self::Memory(memory) => memory.old_ids().await,
        }
    }

    async fn old(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        match self {
            Self::Browser(base) => {
                base.run(&|to| Box::pin(async move { base::old(&to, id).await })).await
            }
            Self::Memory(memory) => memory.old(id).await,
        }
    }

    async fn delete_old(&self, id: &str) -> Result<(), StoreError> {
        is_alive()?;
        match self {
            Self::Browser(base) => {
                let act = |to: Rc<Database>| -> Doing<'_, ()> {
                    Box::pin(async move { base::delete(&to, base::OLD_YEARS, id).await })
                };
                base.run(&act).await
            }
            Self::Memory(memory) => memory.delete_old(id).await,
        }
    }

    async fn index(&self) -> Result<Vec<Entry>, StoreError> {
        match self {
            Self::Memory(memory) => memory.index().await,
            // A damaged or forbidden index is made anew from the years.
            Self::Browser(..) => {
                let text = self.note(INDEX).ok().flatten();
                Ok(library::read_index(&text.unwrap_or_default()))
            }
        }
    }

    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => memory.set_index(entries).await,
            Self::Browser(..) if local_storage().is_err() => Ok(()),
            Self::Browser(..) => self.set_note(INDEX, &library::index_text(entries)),
        }
    }

    async fn estimate(&self) -> Option<(u64, u64)> {
        match self {
            Self::Browser(..) => base::estimate().await,
            Self::Memory(_) => None,
        }
    }
}

impl Notes for PageStore {
    fn note(&self, key: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Memory(memory) => memory.note(key),
            Self::Browser(..) => {
                local_storage()?.get_item(key).map_err(|error| base::refused(&error))
            }
        }
    }

    fn set_note(&self, key: &str, text: &str) -> Result<(), StoreError> {
        is_alive()?;
        match self {
            Self::Memory(memory) => memory.set_note(key, text),
            Self::Browser(..) => {
                local_storage()?.set_item(key, text).map_err(|error| base::refused(&error))
            }
        }
    }

    fn remove_note(&self, key: &str) -> Result<(), StoreError> {
        is_alive()?;
        match self {
            Self::Memory(memory) => memory.remove_note(key),
            Self::Browser(..) => {
                local_storage()?.remove_item(key).map_err(|error| base::refused(&error))
            }
        }
    }

    fn note_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        if let Self::Memory(memory) = self {
            return memory.note_keys(prefix);
        }
        let storage = local_storage()?;
        let count = storage.length().map_err(|error| base::refused(&error))?;
        let keys = (0..count).filter_map(|at| storage.key(at).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }
}
