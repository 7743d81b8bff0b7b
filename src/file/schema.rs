//! The JSON Schema of a file.

use serde_json::{Value, json};

use super::{FORMAT, LogEntry, migrate};
use crate::json::{Field, Schemas};
use crate::model::Year;

/// The JSON Schema (2020-12) of a file in today's format, made from the model's declarations.
pub fn schema() -> Value {
    let mut schemas = Schemas::default();
    let content = Year::schema(&mut schemas);
    let log = Vec::<LogEntry>::schema(&mut schemas);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tertial: a committee's year",
        "type": "object",
        "properties": {
            "format": { "const": FORMAT },
            "version": { "const": migrate::CURRENT },
            "year": { "type": "integer", "description": "The calendar year." },
            "length": { "type": "integer", "description": "Bytes of the content." },
            "checksum": {
                "type": "string",
                "pattern": "^xxh64:[0-9a-f]{16}$",
                "description": "XXH64 (seed 0) of the content's bytes.",
            },
            "content": content,
            "log": log,
        },
        "required": ["format", "version", "content"],
        "additionalProperties": false,
        "$defs": schemas.into_definitions(),
    })
}
