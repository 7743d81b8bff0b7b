//! The same for every object and every member of a file that holds everything.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tertial::file::{self, migrate};
use tertial::json::ProblemKind;

use crate::common::{self, enveloped, opened};

fn whole_year() -> Value {
    let path = format!("tests/fixtures/v{}/kfn-2021.tertial.json", migrate::CURRENT);
    let mut file: Value = serde_json::from_str(&common::read(&path)).unwrap();
    file["content"].take()
}

#[test]
fn every_object_keeps_an_unknown_member() {
    let mut content = whole_year();
    let count = add_member(&mut content);
    let first = opened(&enveloped(migrate::CURRENT, &content.to_string()));
    let is_ours = |kind: &ProblemKind| *kind == ProblemKind::UnknownField("okänt".to_owned());
    let listed = first.problems.iter().filter(|problem| is_ours(&problem.kind));
    assert_eq!(listed.clone().count(), count);
    assert_eq!(first.problems.len(), count + 1, "the missing checksum, and nothing else");
    let paths: BTreeSet<&str> = listed.map(|problem| problem.place.path.as_str()).collect();
    assert!(
        paths
            .contains("kfn-2021/reports/t1-2021/sections/risker/blocks/risk-tabell/risks/risk-tak")
    );
    let saved = file::save(&first.year);
    assert_eq!(saved.matches(r#""okänt": {"a":[1,"å"]}"#).count(), count);
    assert_eq!(opened(&saved).year, first.year);
}

/// Adds a member to every object but those whose members are named freely.
fn add_member(value: &mut Value) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(add_member).sum(),
        Value::Object(members) => {
            let inner = members.iter_mut().filter(|(key, _)| *key != "cells");
            let count: usize = inner.map(|(_, value)| add_member(value)).sum();
            members.insert("okänt".to_owned(), json!({ "a": [1, "å"] }));
            count + 1
        }
        _ => 0,
    }
}

#[test]
fn every_member_keeps_a_value_of_another_type() {
    let year = whole_year();
    let mut places = Vec::new();
    collect(&year, String::new(), &mut BTreeSet::new(), &mut places);
    assert!(places.len() > 150, "only {}", places.len());
    for place in places {
        let mut content = year.clone();
        *content.pointer_mut(&place).unwrap() = json!([{ "fel": [1.5] }]);
        let text = enveloped(migrate::CURRENT, &content.to_string());
        let first = opened(&text);
        let new = first.problems.iter().filter(|problem| {
            use ProblemKind::{Dangling, MissingId, NoChecksum};
            !matches!(problem.kind, NoChecksum | Dangling(_) | MissingId)
        });
        assert!(new.count() > 0, "{place} is not listed");
        let saved = file::save(&first.year);
        // Where a list of objects is meant, the object is one with an unknown member.
        let flat: String = saved.split_whitespace().collect();
        assert!(flat.contains(r#""fel":[1.5]"#), "{place} is lost");
        assert_eq!(opened(&saved).year, first.year, "{place}");
    }
}

/// The first member of every name under every name.
fn collect(value: &Value, path: String, seen: &mut BTreeSet<String>, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{path}/{index}"), seen, places);
            }
        }
        Value::Object(members) => {
            let mut names = path.split('/').filter(|name| name.parse::<usize>().is_err());
            let last = names.next_back().unwrap_or_default().to_owned();
            for (key, value) in members {
                let path = format!("{path}/{key}");
                if seen.insert(format!("{last}/{key}")) {
                    places.push(path.clone());
                }
                collect(value, path, seen, places);
            }
        }
        _ => {}
    }
}
