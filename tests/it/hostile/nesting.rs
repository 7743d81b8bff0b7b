//! Nesting, numbers and keys that have broken other programs.

use tertial::file::migrate::CURRENT;
use tertial::file::{self, OpenError};
use tertial::json::{Field, MAX_DEPTH, Reader, Stop};

use super::{survive, survive_whole};
use crate::common::{enveloped, opened};

/// A value inside a hundred thousand others.
fn deep(open: &str, close: &str) -> String {
    format!("{}1{}", open.repeat(100_000), close.repeat(100_000))
}

#[test]
fn a_hundred_thousand_levels_are_refused() {
    for deep in [deep("[", "]"), deep("{\"a\": ", "}"), "[".repeat(100_000), "{\"a\":".repeat(9999)]
    {
        assert!(survive(deep.as_bytes()).is_some());
        for version in [1, 2, 999] {
            assert!(survive(enveloped(version, &deep).as_bytes()).is_some());
            let inside = format!(r#"{{"id": "a", "x": {deep}}}"#);
            let error = survive(enveloped(version, &inside).as_bytes());
            assert!(matches!(error, Some(OpenError::Syntax { .. })), "{error:?}");
        }
    }
}

/// Sections in sections and goals in goals, as deep as they go, do not use up the stack.
#[test]
fn the_deepest_year_is_composed() {
    let levels = (MAX_DEPTH - 12) / 2;
    let goal = |inner: String| format!(r#"{{"id": "g", "title": "G", "goals": [{inner}]}}"#);
    let goals = (0..levels).fold(String::new(), |inner, _| goal(inner));
    for layout in ["", "table", "list"] {
        let block = format!(r#"{{"kind": "goals", "layout": "{layout}", "goals": [{goals}]}}"#);
        let report = format!(r#"{{"id": "r", "sections": [{{"id": "s", "blocks": [{block}]}}]}}"#);
        let content = format!(r#"{{"id": "a", "reports": [{report}]}}"#);
        let text = enveloped(CURRENT, &content);
        assert_eq!(opened(&text).year.reports.len(), 1);
        survive_whole(text.as_bytes());
    }
    let section = |inner: String| format!(r#"{{"id": "s", "title": "S", "sections": [{inner}]}}"#);
    let sections = (0..levels).fold(String::new(), |inner, _| section(inner));
    let content = format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{sections}]}}]}}"#);
    survive_whole(enveloped(CURRENT, &content).as_bytes());
}

#[test]
fn the_limit_is_what_it_says() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Reader::new(&nested(MAX_DEPTH)).raw().is_ok());
    assert!(matches!(Reader::new(&nested(MAX_DEPTH + 1)).raw(), Err(Stop::Syntax(..))));
}

#[test]
fn numbers_too_large_for_anything_are_kept() {
    let huge = format!("1{}", "0".repeat(999));
    for number in ["1e999", "-1E+999", "1e-999", &huge, "0.1e1", "-0"] {
        let content = format!(r#"{{"id": "a", "year": {number}, "settings": {{"x": {number}}}}}"#);
        let first = opened(&enveloped(CURRENT, &content));
        let saved = file::save(&first.year);
        assert!(saved.matches(number).count() >= 2, "{number} is not kept: {saved}");
        assert!(first.problems.len() > 2, "{number} is not noted");
    }
    let cell = |figure: &str| {
        let row = format!(r#"{{"id": "r", "cells": {{"c": "{figure}"}}}}"#);
        let block =
            format!(r#"{{"kind": "figures", "columns": [{{"id": "c"}}], "rows": [{row}]}}"#);
        let section = format!(r#"{{"id": "s", "blocks": [{block}]}}"#);
        enveloped(
            CURRENT,
            &format!(r#"{{"id": "a", "reports": [{{"id": "t", "sections": [{section}]}}]}}"#),
        )
    };
    for figure in ["10^999", "1e999", &huge, "NaN", "-Infinity", "0x10", "٣"] {
        survive_whole(cell(figure).as_bytes());
        assert!(file::save(&opened(&cell(figure)).year).contains(figure), "{figure}");
    }
}

#[test]
fn keys_with_a_meaning_elsewhere_are_plain_keys() {
    for key in ["__proto__", "constructor", "toString", "", "\\u0000", "<script>", "kind", "kept"] {
        let content = format!(r#"{{"id": "a", "{key}": {{"polluted": true}}}}"#);
        let first = opened(&enveloped(CURRENT, &content));
        let saved = file::save(&first.year);
        assert!(saved.contains(&format!(r#""{key}": {{"polluted": true}}"#)), "{saved}");
        assert_eq!(opened(&saved).year, first.year);
    }
}

#[test]
fn lone_surrogates_are_kept_and_listed() {
    for text in [r"\ud800", r"\udc00", r"\ud800x", r"\ud800\ud800", r"\ude00\ud83d"] {
        let content = format!(r#"{{"id": "a", "committee": {{"name": "Å{text}"}}, "{text}": 1}}"#);
        let first = opened(&enveloped(CURRENT, &content));
        assert!(first.problems.len() >= 3, "{text}: {:?}", first.problems);
        let saved = file::save(&first.year);
        assert!(saved.contains(&format!(r#""name": "Å{text}""#)), "{saved}");
        assert_eq!(opened(&saved).year, first.year);
    }
    assert_eq!(String::read(&mut Reader::new(r#""\ud83d\ude00""#)), Ok("😀".to_owned()));
}
