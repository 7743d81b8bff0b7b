//! Years in IndexedDB, the index through gloo-storage, or all of it in memory where the browser
//! gives no storage.

use gloo_storage::{LocalStorage, Storage};
use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::platform;
use crate::library::{self, Entry, Memory, Store, StoreError, Stored};

const DATABASE: &str = "tertial";
const YEARS: &str = "years";
const INDEX: &str = "tertial.index";

/// Where this page keeps its years.
pub(super) enum PageStore {
    /// In the browser.
    Browser(Database),
    /// In memory, because the browser refused; why, for whoever helps.
    Memory(Memory),
}

impl PageStore {
    /// Opens the browser's storage, or falls back to memory with the reason.
    pub(super) async fn open() -> (Self, Option<StoreError>) {
        match open_database().await {
            Ok(database) => (Self::Browser(database), None),
            Err(error) => {
                let error = StoreError::Unavailable(name_of(&error));
                (Self::Memory(Memory::default()), Some(error))
            }
        }
    }
}

async fn open_database() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        let mut parameters = ObjectStoreParams::new();
        parameters.key_path(Some(idb::KeyPath::new_single("id")));
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(YEARS, parameters);
        }
    });
    let mut database = request.await?;
    // Another page with a newer layout must not wait for this one for ever.
    database.on_version_change(|event| {
        if let Ok(database) = event.database() {
            database.close();
        }
    });
    Ok(database)
}

fn failed(error: idb::Error) -> StoreError {
    match name_of(&error) {
        name if name.contains("Quota") => StoreError::Full,
        name => StoreError::Failed(name),
    }
}

/// The browser's own name for what went wrong; the library's sentences are English and long.
fn name_of(error: &idb::Error) -> String {
    match error {
        idb::Error::DomException(exception) => exception.name(),
        idb::Error::UpdateFailed(error)
        | idb::Error::TransactionCommitError(error)
        | idb::Error::TransactionAbortError(error) => {
            let name = Reflect::get(error, &"name".into()).ok();
            name.and_then(|name| name.as_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn to_js(stored: &Stored) -> JsValue {
    let object = js_sys::Object::new();
    let set = |key: &str, value: JsValue| drop(Reflect::set(&object, &key.into(), &value));
    set("id", stored.id.as_str().into());
    set("name", stored.name.as_str().into());
    set("changed", stored.changed.as_str().into());
    set("bytes", Uint8Array::from(stored.bytes.as_slice()).into());
    object.into()
}

fn from_js(value: &JsValue) -> Option<Stored> {
    let text = |key: &str| Reflect::get(value, &key.into()).ok()?.as_string();
    let bytes = Reflect::get(value, &"bytes".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
    Some(Stored {
        id: text("id")?,
        name: text("name").unwrap_or_default(),
        changed: text("changed").unwrap_or_default(),
        bytes: bytes.to_vec(),
    })
}

async fn ids(database: &Database) -> Result<Vec<String>, idb::Error> {
    let transaction = database.transaction(&[YEARS], TransactionMode::ReadOnly)?;
    let keys = transaction.object_store(YEARS)?.get_all_keys(None, None)?.await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

async fn load(database: &Database, id: &str) -> Result<Option<Stored>, idb::Error> {
    let transaction = database.transaction(&[YEARS], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(YEARS)?.get(Query::Key(id.into()))?.await?;
    Ok(value.as_ref().and_then(from_js))
}

async fn save(database: &Database, stored: &Stored) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[YEARS], TransactionMode::ReadWrite)?;
    transaction.object_store(YEARS)?.put(&to_js(stored), None)?.await?;
    // Only a finished transaction is on its way to the disk.
    transaction.await.map(|_| ())
}

async fn remove(database: &Database, id: &str) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[YEARS], TransactionMode::ReadWrite)?;
    transaction.object_store(YEARS)?.delete(Query::Key(id.into()))?.await?;
    transaction.await.map(|_| ())
}

/// Browsers can forbid it while IndexedDB works, and the library then gives up altogether.
fn has_local_storage() -> bool {
    matches!(leptos::prelude::window().local_storage(), Ok(Some(_)))
}

impl Store for PageStore {
    async fn ids(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Browser(database) => ids(database).await.map_err(failed),
            Self::Memory(memory) => memory.ids().await,
        }
    }

    async fn load(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        match self {
            Self::Browser(database) => load(database, id).await.map_err(failed),
            Self::Memory(memory) => memory.load(id).await,
        }
    }

    async fn save(&self, stored: &Stored) -> Result<(), StoreError> {
        if platform::has_panicked() {
            return Err(StoreError::Failed("the program has died".to_owned()));
        }
        match self {
            Self::Memory(memory) => memory.save(stored).await,
            Self::Browser(database) => {
                save(database, stored).await.map_err(failed)?;
                let kept = load(database, &stored.id).await.map_err(failed)?;
                if kept.as_ref() == Some(stored) { Ok(()) } else { Err(StoreError::NotKept) }
            }
        }
    }

    async fn remove(&self, id: &str) -> Result<(), StoreError> {
        match self {
            Self::Browser(database) => remove(database, id).await.map_err(failed),
            Self::Memory(memory) => memory.remove(id).await,
        }
    }

    async fn index(&self) -> Result<Vec<Entry>, StoreError> {
        match self {
            Self::Memory(memory) => memory.index().await,
            // A damaged or forbidden index is made anew from the years.
            Self::Browser(_) if has_local_storage() => {
                let text = LocalStorage::raw().get_item(INDEX).ok().flatten();
                Ok(library::read_index(&text.unwrap_or_default()))
            }
            Self::Browser(_) => Ok(Vec::new()),
        }
    }

    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError> {
        match self {
            Self::Memory(memory) => memory.set_index(entries).await,
            Self::Browser(_) if !has_local_storage() => Ok(()),
            Self::Browser(_) => {
                let written = LocalStorage::raw().set_item(INDEX, &library::index_text(entries));
                written.map_err(|_| StoreError::Full)
            }
        }
    }
}
