//! A checker for the part of JSON Schema that our own schema uses. Words it does not know make it
//! panic, so that the schema cannot grow past what is checked.

use serde_json::{Map, Value};

/// Words that say nothing about validity, or whose check is the reader's own: patterns.
const SILENT: [&str; 5] = ["$schema", "$defs", "title", "description", "pattern"];

/// Checks values against a schema.
pub struct Checker<'a> {
    root: &'a Value,
    errors: Vec<String>,
}

impl<'a> Checker<'a> {
    pub fn new(root: &'a Value) -> Self {
        Self { root, errors: Vec::new() }
    }

    /// What is wrong with a value, each with its path.
    pub fn check(mut self, value: &Value) -> Vec<String> {
        self.value(value, self.root, "");
        self.errors
    }

    fn error(&mut self, path: &str, what: &str) {
        self.errors.push(format!("{}: {what}", path.trim_start_matches('/')));
    }

    fn value(&mut self, value: &Value, schema: &'a Value, path: &str) {
        let words = schema.as_object().unwrap_or_else(|| panic!("{schema} is no schema"));
        for (word, rule) in words {
            match word.as_str() {
                "$ref" => self.value(value, self.definition(rule), path),
                "type" => self.kind(value, rule, path),
                "const" if value != rule => self.error(path, &format!("is not {rule}")),
                "enum" if !rule.as_array().unwrap().contains(value) => {
                    self.error(path, &format!("{value} is not among {rule}"));
                }
                "oneOf" => self.one_of(value, rule, path),
                "properties" => self.members(value, words, path),
                "required" => self.required(value, rule, path),
                "items" => self.items(value, rule, path),
                "additionalProperties" if !words.contains_key("properties") => {
                    self.members(value, words, path);
                }
                "minimum" if value.as_i64() < rule.as_i64() => self.error(path, "is too small"),
                "maximum" if value.as_i64() > rule.as_i64() => self.error(path, "is too large"),
                "const" | "enum" | "minimum" | "maximum" | "additionalProperties" => {}
                silent if SILENT.contains(&silent) => {}
                unknown => panic!("the checker does not know {unknown:?}"),
            }
        }
    }

    fn definition(&self, reference: &Value) -> &'a Value {
        let pointer = reference.as_str().and_then(|text| text.strip_prefix('#')).unwrap();
        self.root.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"))
    }

    fn kind(&mut self, value: &Value, kind: &Value, path: &str) {
        let fits = match kind.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("the checker does not know the type {other:?}"),
        };
        if !fits {
            self.error(path, &format!("{value} is not of type {kind}"));
        }
    }

    /// One of the alternatives, told by the tag: so that what is wrong inside it can be said.
    fn one_of(&mut self, value: &Value, alternatives: &'a Value, path: &str) {
        let tag = |schema: &Value| schema["properties"]["kind"]["const"].clone();
        let alternatives = alternatives.as_array().unwrap();
        let fitting: Vec<_> = alternatives.iter().filter(|a| tag(a) == value["kind"]).collect();
        match fitting[..] {
            [one] => self.value(value, one, path),
            _ => self.error(path, "has no known kind"),
        }
    }

    fn members(&mut self, value: &Value, words: &'a Map<String, Value>, path: &str) {
        let none = Map::new();
        for (name, member) in value.as_object().unwrap_or(&none) {
            let path = format!("{path}/{name}");
            let known = words.get("properties").and_then(|properties| properties.get(name));
            match known.or(words.get("additionalProperties")) {
                Some(Value::Bool(false)) => self.error(&path, "is not a known member"),
                Some(schema) => self.value(member, schema, &path),
                None => {}
            }
        }
    }

    fn required(&mut self, value: &Value, names: &Value, path: &str) {
        for name in names.as_array().unwrap().iter().filter_map(Value::as_str) {
            if value.get(name).is_none() {
                self.error(path, &format!("lacks {name}"));
            }
        }
    }

    fn items(&mut self, value: &Value, schema: &'a Value, path: &str) {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            self.value(item, schema, &format!("{path}/{index}"));
        }
    }
}
