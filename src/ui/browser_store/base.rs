//! What `public/store.js` does: the database, or records in memory.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::library::{StoreError, Stored};

/// The event by which the page hears that a newer program asked for the database, and the error's name
/// from then on.
pub(in crate::ui) const NEWER: &str = "tertial-newer";
/// So long what stands in an open field may still be noted, in milliseconds.
const LAST_NOTES: f64 = 3_000.0;

/// Records of bytes under keys of text.
pub(super) const RECORDS: &str = "records";
/// The years of the first layout.
pub(super) const OLD_YEARS: &str = "years";

#[wasm_bindgen(js_namespace = tertialStore)]
extern "C" {
    pub(super) fn open() -> Promise;
    pub(super) fn keys(store: &str, prefix: &str) -> Promise;
    pub(super) fn records(prefix: &str) -> Promise;
    pub(super) fn get(store: &str, key: &str) -> Promise;
    pub(super) fn put(key: &str, bytes: &[u8]) -> Promise;
    pub(super) fn remove(store: &str, key: &str) -> Promise;
    pub(super) fn persist() -> Promise;
    pub(super) fn estimate() -> Promise;
    /// When a newer program asked for the database; 0 if none has.
    fn closed() -> f64;
    /// From now on all is kept in memory; gives what takes the place of localStorage.
    #[wasm_bindgen(js_name = useMemory)]
    pub(super) fn use_memory() -> web_sys::Storage;
}

/// What comes of asking.
pub(super) async fn answer(asked: Promise) -> Result<JsValue, StoreError> {
    JsFuture::from(asked).await.map_err(|error| refused(&error))
}

/// Whether a newer program has asked for the database, and nothing more may be noted either.
pub(super) fn is_over() -> bool {
    let closed = closed();
    closed > 0.0 && js_sys::Date::now() - closed > LAST_NOTES
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

/// The library's error for what the browser throws, by its name: the browser's sentences are English
/// and long.
pub(super) fn refused(error: &JsValue) -> StoreError {
    match text(error, "name").unwrap_or_default() {
        name if name == NEWER => StoreError::NewerProgram,
        name if name == "VersionError" => StoreError::NewerLayout,
        name if name.contains("Quota") || name.contains("QUOTA") => StoreError::Full,
        name => StoreError::Failed(name),
    }
}

/// Texts in a list.
pub(super) fn texts(list: &JsValue) -> Vec<String> {
    list.unchecked_ref::<Array>().iter().filter_map(|text| text.as_string()).collect()
}

/// A list of keys and a list of records.
pub(super) fn pairs(lists: &JsValue) -> Vec<(String, Vec<u8>)> {
    let lists: &Array = lists.unchecked_ref();
    let records: Array = lists.get(1).unchecked_into();
    let pair = |(key, record): (String, JsValue)| Some((key, bytes(&record)?));
    texts(&lists.get(0)).into_iter().zip(records.iter()).filter_map(pair).collect()
}

/// Bytes, if that is what it is.
pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// A year of the first layout.
pub(super) fn stored(value: &JsValue) -> Option<Stored> {
    Some(Stored {
        id: text(value, "id")?,
        name: text(value, "name").unwrap_or_default(),
        changed: text(value, "changed").unwrap_or_default(),
        bytes: bytes(&member(value, "bytes"))?,
    })
}

/// Bytes used and granted; `None` where the browser does not tell.
pub(super) fn room(told: &JsValue) -> Option<(u64, u64)> {
    #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "counts of bytes")]
    let number = |name: &str| member(told, name).as_f64().map(|number| number as u64);
    Some((number("usage")?, number("quota")?))
}

fn text(of: &JsValue, name: &str) -> Option<String> {
    member(of, name).as_string()
}

fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}
