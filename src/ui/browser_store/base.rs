//! The database itself: two object stores, and what the browser tells of its room.

use std::cell::Cell;

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction,
    TransactionMode,
};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::library::{StoreError, Stored};
use crate::ui::platform;

thread_local! {
    /// When a newer program asked for the database.
    static CLOSED: Cell<Option<u64>> = const { Cell::new(None) };
}

/// The event by which the page hears of that.
pub(in crate::ui) const NEWER: &str = "tertial-newer";
/// So long what stands in an open field may still be noted, in milliseconds.
const LAST_NOTES: u64 = 3_000;

const DATABASE: &str = "tertial";
/// 1 had the years alone, 2 has the records beside them.
const VERSION: u32 = 2;
/// Records of bytes under keys of text: generations, snapshots, the journal's copies.
pub(super) const RECORDS: &str = "records";
/// The years of the first layout, one object each. Each stays until two generations have taken
/// its place, so that bringing the layout up to date moves nothing.
pub(super) const OLD_YEARS: &str = "years";

/// Opens the database and brings an earlier one up to date.
pub(super) async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        let there = database.store_names();
        if !there.iter().any(|name| name == OLD_YEARS) {
            let mut parameters = ObjectStoreParams::new();
            parameters.key_path(Some(idb::KeyPath::new_single("id")));
            let _ = database.create_object_store(OLD_YEARS, parameters);
        }
        if !there.iter().any(|name| name == RECORDS) {
            let _ = database.create_object_store(RECORDS, ObjectStoreParams::new());
        }
    });
    let mut database = request.await?;
    // Another page with a newer layout must not wait for this one for ever. From then on all this
    // page writes is refused.
    database.on_version_change(|event| {
        CLOSED.set(Some(platform::millis()));
        platform::dispatch(NEWER);
        if let Ok(database) = event.database() {
            database.close();
        }
    });
    Ok(database)
}

/// Whether a newer program has asked for the database, and this one may write no more.
pub(super) fn is_closed() -> bool {
    CLOSED.get().is_some()
}

/// Whether nothing more may be noted either.
pub(super) fn is_over() -> bool {
    CLOSED.get().is_some_and(|at| platform::millis().saturating_sub(at) > LAST_NOTES)
}

/// Whether the browser has closed the database: it does so when site data are cleared.
pub(super) fn is_lost(error: &idb::Error) -> bool {
    name_of(error) == "InvalidStateError"
}

/// Asks the browser to keep what is stored also when its disk is full.
pub(super) async fn persist() {
    ask("persist").await;
}

/// What tells this page from all others: 52 random bits.
#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "a whole number in range"
)]
pub(super) fn new_tab() -> String {
    format!("{:x}", (js_sys::Math::random() * (1_u64 << 52) as f64) as u64)
}

/// The library's error for one of the database.
pub(super) fn failed(error: idb::Error) -> StoreError {
    by_name(name_of(&error))
}

/// The library's error for what localStorage throws.
pub(super) fn refused(error: &JsValue) -> StoreError {
    by_name(name_in(error))
}

fn by_name(name: String) -> StoreError {
    match name {
        name if name == "VersionError" => StoreError::NewerLayout,
        name if name.contains("Quota") || name.contains("QUOTA") => StoreError::Full,
        name => StoreError::Failed(name),
    }
}

/// The browser's own name for what went wrong; the library's sentences are English and long.
pub(super) fn name_of(error: &idb::Error) -> String {
    match error {
        idb::Error::DomException(exception) => exception.name(),
        idb::Error::UpdateFailed(error)
        | idb::Error::TransactionOpenFailed(error)
        | idb::Error::TransactionCommitError(error)
        | idb::Error::TransactionAbortError(error) => name_in(error),
        _ => String::new(),
    }
}

fn name_in(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok();
    name.and_then(|name| name.as_string()).unwrap_or_default()
}

// Every transaction is committed as soon as its one request is placed: it then ends by itself. WebKit
// lets one that waits for the page's answer stand for ever when the user leaves the page meanwhile,
// and the next page's wait behind it.

/// The keys of the records that begin so, in order.
pub(super) async fn keys(database: &Database, prefix: &str) -> Result<Vec<String>, idb::Error> {
    let end = format!("{prefix}\u{ffff}");
    let range = KeyRange::bound(&prefix.into(), &end.as_str().into(), None, None)?;
    let (transaction, store) = begin(database, RECORDS, TransactionMode::ReadOnly)?;
    let request = store.get_all_keys(Some(Query::KeyRange(range)), None)?;
    let _committed = transaction.commit()?;
    let keys = request.await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// A record.
pub(super) async fn get(database: &Database, key: &str) -> Result<Option<Vec<u8>>, idb::Error> {
    let value = read(database, RECORDS, key).await?;
    Ok(value.and_then(|value| value.dyn_into::<Uint8Array>().ok()).map(|bytes| bytes.to_vec()))
}

/// Writes a record.
pub(super) async fn put(database: &Database, key: &str, bytes: &[u8]) -> Result<(), idb::Error> {
    let (transaction, store) = begin(database, RECORDS, TransactionMode::ReadWrite)?;
    let value = Uint8Array::from(bytes).into();
    let request = store.put(&value, Some(&key.into()))?;
    let transaction = transaction.commit()?;
    request.await?;
    end(transaction, &store).await
}

/// Removes a record or a year of the first layout.
pub(super) async fn delete(database: &Database, from: &str, key: &str) -> Result<(), idb::Error> {
    let (transaction, store) = begin(database, from, TransactionMode::ReadWrite)?;
    let request = store.delete(Query::Key(key.into()))?;
    let transaction = transaction.commit()?;
    request.await?;
    end(transaction, &store).await
}

/// The ids of the years of the first layout.
pub(super) async fn old_ids(database: &Database) -> Result<Vec<String>, idb::Error> {
    let (transaction, store) = begin(database, OLD_YEARS, TransactionMode::ReadOnly)?;
    let request = store.get_all_keys(None, None)?;
    let _committed = transaction.commit()?;
    let keys = request.await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// A year of the first layout.
pub(super) async fn old(database: &Database, id: &str) -> Result<Option<Stored>, idb::Error> {
    let value = read(database, OLD_YEARS, id).await?;
    Ok(value.as_ref().and_then(from_js))
}

fn begin(
    database: &Database,
    store: &str,
    mode: TransactionMode,
) -> Result<(Transaction, ObjectStore), idb::Error> {
    let transaction = database.transaction(&[store], mode)?;
    let store = transaction.object_store(store)?;
    Ok((transaction, store))
}

async fn read(database: &Database, from: &str, key: &str) -> Result<Option<JsValue>, idb::Error> {
    let (transaction, store) = begin(database, from, TransactionMode::ReadOnly)?;
    let request = store.get(Query::Key(key.into()))?;
    let _committed = transaction.commit()?;
    request.await
}

/// Only a finished transaction is on its way to the disk. One that finds no room while it ends is
/// aborted, and tells why only when asked.
async fn end(transaction: Transaction, store: &ObjectStore) -> Result<(), idb::Error> {
    if transaction.await?.is_committed() {
        return Ok(());
    }
    let why = store.transaction().error().map(idb::Error::DomException);
    Err(why.unwrap_or(idb::Error::TransactionAbortError(JsValue::NULL)))
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

/// Bytes used and granted; `None` where the browser does not tell, as on plain http.
pub(super) async fn estimate() -> Option<(u64, u64)> {
    let told = ask("estimate").await?;
    let number = |key: &str| Reflect::get(&told, &key.into()).ok()?.as_f64();
    #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "counts of bytes")]
    let whole = |number: f64| number as u64;
    Some((whole(number("usage")?), whole(number("quota")?)))
}

/// Calls a method of `navigator.storage`, which is not there everywhere.
async fn ask(method: &str) -> Option<JsValue> {
    let navigator = Reflect::get(&leptos::prelude::window(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    if storage.is_undefined() {
        return None;
    }
    let method = Reflect::get(&storage, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    let promise = method.call0(&storage).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()
}
