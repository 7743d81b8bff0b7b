//! Years of any shape, made from the JSON Schema itself: every kind of block and every field is in
//! them, also those that nobody has thought of here.
//!
//! A year is made from a list of bytes, each of which decides something. The property tests make
//! and shorten the list; an empty one gives an empty year.

mod weight;
mod words;

use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tertial::file;

/// The content of a year as JSON.
pub fn content() -> impl Strategy<Value = Value> {
    // Long lists make deep years, short ones years that can be read when a test fails.
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        proptest::collection::vec(any::<u8>(), 2000..6000),
    ];
    bytes.prop_map(|bytes| {
        let mut bytes = Bytes(&bytes);
        from_schema(&schema()["properties"]["content"], &mut bytes)
    })
}

/// Text as people and machines write it.
pub fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<u8>(), 0..12).prop_map(|bytes| words::text(&mut Bytes(&bytes)))
}

/// A decimal as the file writes it.
pub fn decimal() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<u8>(), 0..9).prop_map(|b| words::decimal(&mut Bytes(&b)))
}

pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(file::schema)
}

/// What is left of the bytes that decide.
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below the limit; 0 when the bytes are used up.
    pub fn below(&mut self, limit: usize) -> usize {
        let high = if limit > 256 { usize::from(self.next()) << 8 } else { 0 };
        (high + usize::from(self.next())) % limit
    }

    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Takes a share of the bytes away, so that the first child does not use them all.
    fn share(&mut self, weight: usize, of: usize) -> Self {
        let (own, rest) = self.0.split_at(self.0.len() * weight / of);
        self.0 = rest;
        Self(own)
    }
}

fn from_schema(schema: &Value, bytes: &mut Bytes<'_>) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/$defs/").unwrap();
        let special = words::of_type(name, bytes);
        return special.unwrap_or_else(|| from_schema(&self::schema()["$defs"][name], bytes));
    }
    if let Some(choices) = schema["enum"].as_array() {
        return choices[bytes.below(choices.len())].clone();
    }
    if let Some(kinds) = schema["oneOf"].as_array() {
        return from_schema(&kinds[bytes.below(kinds.len())], bytes);
    }
    match schema["type"].as_str() {
        Some("object") => object(schema, bytes),
        Some("array") => array(&schema["items"], bytes),
        Some("boolean") => json!(bytes.below(2) == 1),
        Some("integer") => integer(schema, bytes),
        Some("string") if schema.get("pattern").is_some() => json!(words::decimal(bytes)),
        Some("string") => json!(words::text(bytes)),
        _ => panic!("no way to make {schema}"),
    }
}

fn object(schema: &Value, bytes: &mut Bytes<'_>) -> Value {
    let Some(properties) = schema["properties"].as_object() else {
        return map(&schema["additionalProperties"], bytes);
    };
    let mut members = Map::new();
    let mut present: Vec<(&String, &Value)> = Vec::new();
    for (name, schema) in properties {
        match schema.get("const") {
            Some(tag) => drop(members.insert(name.clone(), tag.clone())),
            None if bytes.below(3) > 0 => present.push((name, schema)),
            None => {}
        }
    }
    let mut left: usize = present.iter().map(|(_, schema)| weight::of(schema)).sum();
    for (name, schema) in present {
        let weight = weight::of(schema);
        let mut share = bytes.share(weight, left);
        left -= weight;
        members.insert(name.clone(), from_schema(schema, &mut share));
    }
    Value::Object(members)
}

/// An object whose members are named by ids, as the cells of a row are.
fn map(schema: &Value, bytes: &mut Bytes<'_>) -> Value {
    let count = bytes.below(5);
    let member = |bytes: &mut Bytes<'_>| (words::id(bytes), from_schema(schema, bytes));
    Value::Object((0..count).map(|_| member(bytes)).collect())
}

fn array(items: &Value, bytes: &mut Bytes<'_>) -> Value {
    let count = bytes.below(5);
    (0..count).map(|index| from_schema(items, &mut bytes.share(1, count - index))).collect()
}

fn integer(schema: &Value, bytes: &mut Bytes<'_>) -> Value {
    let (low, high) = (schema["minimum"].as_u64().unwrap(), schema["maximum"].as_u64().unwrap());
    let span = high - low;
    let at = match bytes.below(4) {
        0 => bytes.below(6) as u64,
        1 => span,
        _ => bytes.below(65536) as u64,
    };
    json!(low + at.min(span))
}
