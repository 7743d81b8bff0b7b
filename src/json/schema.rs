//! The JSON Schema, gathered from the declarations themselves.

use serde_json::{Map, Value, json};

/// The definitions gathered so far.
#[derive(Default)]
pub struct Schemas {
    definitions: Map<String, Value>,
}

impl Schemas {
    /// Defines a type once and gives the reference to it.
    pub fn define(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            // Types may contain themselves: the place is taken before the content is known.
            self.definitions.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.definitions.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// All definitions, by name.
    pub fn into_definitions(self) -> Value {
        let mut sorted: Vec<_> = self.definitions.into_iter().collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        Value::Object(sorted.into_iter().collect())
    }
}

/// The schema of an object with these members: name, description, schema.
pub fn object_schema<const N: usize>(doc: &str, members: [(&str, &str, Value); N]) -> Value {
    let properties: Map<String, Value> = members
        .into_iter()
        .map(|(name, doc, mut schema)| {
            if let Value::Object(schema) = &mut schema {
                schema.insert("description".to_owned(), Value::String(doc.trim().to_owned()));
            }
            (name.to_owned(), schema)
        })
        .collect();
    json!({
        "description": doc.trim(),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// An object's schema with the tag of its union.
pub fn tagged_schema(tag: &str, mut schema: Value) -> Value {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let mut tagged = Map::new();
        tagged.insert("kind".to_owned(), json!({ "const": tag }));
        tagged.append(properties);
        *properties = tagged;
    }
    schema["required"] = json!(["kind"]);
    schema
}
