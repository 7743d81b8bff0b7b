//! The year's work on the page: forms and pages that the worker makes are shown, what stands in
//! them is sent back, and what comes of it is told.

mod form;
mod send;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

pub(super) use form::{Folded, WorkForm};
pub(super) use send::{UNIT, pairs};

use super::platform;

/// A form or page of the year's work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Job {
    /// `report`, `stage`, `missing`, `review`, `year`, `month`, `units`, `log` or `storage`.
    pub(super) what: &'static str,
    /// What is known of it from the start.
    pub(super) fields: Vec<(String, String)>,
    /// Files with their names.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Job {
    /// Of this kind, with what is known of it.
    pub(super) fn new(what: &'static str, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { what, fields: fields.collect(), files: Vec::new() }
    }

    /// Its files for a message.
    fn given(&self) -> JsValue {
        let pair = |(name, bytes): &(String, Vec<u8>)| {
            Array::of2(&name.as_str().into(), &Uint8Array::from(bytes.as_slice()))
        };
        self.files.iter().map(pair).collect::<Array>().into()
    }

    /// What is known and what stands in the form, for a message; the later holds.
    fn with(&self, fields: &[(String, String)]) -> JsValue {
        let all = self.fields.iter().chain(fields);
        let pairs =
            all.map(|(name, value)| Array::of2(&name.as_str().into(), &value.as_str().into()));
        pairs.collect::<Array>().into()
    }

    /// The message that asks for it as it first is.
    pub(super) fn message(&self) -> [JsValue; 4] {
        [self.what.into(), self.with(&[]), self.given(), platform::now()[..10].into()]
    }

    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}
