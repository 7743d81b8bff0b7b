//! What stands in a form, as the page sends it.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::text;
use crate::model::Id;

/// Names and values.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a list of pairs.
    pub(super) fn read(of: JsValue) -> Self {
        let pairs: Array = of.unchecked_into();
        let pairs = pairs.iter().map(|pair| {
            let pair: Array = pair.unchecked_into();
            (text(&pair, 0), text(&pair, 1))
        });
        Self(pairs.collect())
    }

    /// The value of a name, the last where it comes again; empty when there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.all(name).last().unwrap_or("")
    }

    /// Whether there is one, empty or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The names that begin so, without that beginning, and their values.
    pub(super) fn under(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(move |(own, value)| Some((own.strip_prefix(prefix)?, &**value)))
    }

    /// An id; missing when there is none.
    pub(super) fn id(&self, name: &str) -> Id {
        Id::new(self.get(name)).unwrap_or_default()
    }
}

/// Files with their names.
pub(super) fn files(of: JsValue) -> Vec<(String, Vec<u8>)> {
    let pairs: Array = of.unchecked_into();
    let pairs = pairs.iter().map(|pair| {
        let pair: Array = pair.unchecked_into();
        (text(&pair, 0), Uint8Array::new(&pair.get(1)).to_vec())
    });
    pairs.collect()
}
