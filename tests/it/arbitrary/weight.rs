//! How much of the bytes a part of a year gets: as many as types can stand in it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

/// The weight of what a schema describes.
pub fn of(schema: &Value) -> usize {
    let names = references(schema);
    1 + names.iter().map(|name| weights()[*name]).max().unwrap_or(0)
}

/// How many types can be reached from each type.
fn weights() -> &'static HashMap<String, usize> {
    static WEIGHTS: OnceLock<HashMap<String, usize>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let names = super::schema()["$defs"].as_object().unwrap().keys();
        names.map(|name| (name.clone(), reachable(name))).collect()
    })
}

fn reachable(from: &str) -> usize {
    let mut seen = HashSet::new();
    let mut next = vec![from];
    while let Some(name) = next.pop() {
        if seen.insert(name) {
            next.extend(references(&super::schema()["$defs"][name]));
        }
    }
    seen.len()
}

fn references(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|text| text.strip_prefix("#/$defs/"));
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
