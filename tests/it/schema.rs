//! The JSON Schema beside the format's description is today's, and what we write follows it.

mod checker;

use std::{env, fs};

use proptest::prelude::*;
use serde_json::{Value, json};
use tertial::file;

use crate::arbitrary;
use crate::common::{self, enveloped, examples, opened};

const PATH: &str = "docs/format.schema.json";

/// `UPDATE=1 cargo test` writes the file anew.
#[test]
fn the_documented_schema_is_current() {
    let current = format!("{:#}\n", file::schema());
    if env::var_os("UPDATE").is_some() {
        let path = common::path(PATH);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &current).unwrap();
    }
    let documented = common::read(PATH);
    assert!(documented == current, "{PATH} is out of date: run the tests once with UPDATE=1");
}

#[test]
fn the_examples_follow_the_schema() {
    for example in examples() {
        let file: Value = serde_json::from_str(&example.text).unwrap();
        assert_eq!(check(&file), Vec::<String>::new(), "{}", example.year.id);
    }
}

#[test]
fn the_schema_refuses_what_reading_notes() {
    let wrong = [
        (json!({ "id": "a", "nonsense": 1 }), "content/nonsense"),
        (json!({ "id": 5 }), "content/id"),
        (json!({ "year": 70000 }), "content/year"),
        (json!({ "reports": [{ "kind": "t9" }] }), "content/reports/0/kind"),
        (
            json!({ "reports": [{ "sections": [{ "blocks": [{ "kind": "chart" }] }] }] }),
            "content/reports/0/sections/0/blocks/0",
        ),
        (json!({ "settings": { "yellow_limit": 10 } }), "content/settings/yellow_limit"),
    ];
    for (content, place) in wrong {
        let text = enveloped(file::migrate::CURRENT, &content.to_string());
        let found = check(&serde_json::from_str(&text).unwrap());
        assert!(found.iter().any(|error| error.starts_with(place)), "{place}: {found:?}");
        assert!(opened(&text).problems.len() > 1, "{content} opens as if nothing were wrong");
    }
}

fn check(file: &Value) -> Vec<String> {
    let schema = file::schema();
    checker::Checker::new(&schema).check(file)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_saved_follows_the_schema(content in arbitrary::content()) {
        let year = opened(&enveloped(file::migrate::CURRENT, &content.to_string())).year;
        let saved: Value = serde_json::from_str(&file::save(&year)).unwrap();
        prop_assert_eq!(check(&saved), Vec::<String>::new());
    }
}
