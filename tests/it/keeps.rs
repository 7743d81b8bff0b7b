//! What cannot be placed is listed with its place and survives opening and saving word for word.

mod everywhere;

use tertial::file::{self, Opened, migrate};
use tertial::json::{Problem, ProblemKind};

use crate::common::{enveloped, opened};

/// Opens a content that is wrong in one way. The problem must be listed, with the line and column
/// of `at` in the text, and `kept` must stand in the file after it is saved, opened and saved again.
fn keeps(content: &str, is_meant: impl Fn(&ProblemKind) -> bool, path: &str, at: &str, kept: &str) {
    let text = enveloped(migrate::CURRENT, content);
    let Opened { year, problems, .. } = opened(&text);
    let problem = problems.iter().find(|problem| is_meant(&problem.kind));
    let problem = problem.unwrap_or_else(|| panic!("{content} is not listed: {problems:?}"));
    assert_eq!(problem.place.path, path, "{content}");
    assert!(text[problem.place.offset..].starts_with(at), "{problem} is not at {at} in {text}");
    check_place(&text, problem);
    survives(&year, kept);
}

fn survives(year: &tertial::model::Year, kept: &str) {
    let saved = file::save(year);
    assert!(saved.contains(kept), "{kept} is lost: {saved}");
    let again = opened(&saved);
    assert!(!again.problems.is_empty(), "{kept} is not listed the second time");
    assert_eq!(again.year, *year, "{kept}");
    assert_eq!(file::save(&again.year), saved, "{kept}");
}

fn check_place(text: &str, problem: &Problem) {
    let place = &problem.place;
    let before = &text[..place.offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    assert_eq!(place.line, before.matches('\n').count() + 1);
    assert_eq!(place.column, before[line_start..].chars().count() + 1);
    let message = problem.to_string();
    assert!(message.contains(&format!("Rad {}, tecken {}", place.line, place.column)), "{message}");
}

/// A report with one section, which holds this block, on a line of its own.
fn with_block(block: &str) -> String {
    let section = format!("{{\"id\": \"s\", \"blocks\": [\n{block}]}}");
    format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{section}]}}]}}"#)
}

#[test]
fn unknown_fields() {
    let unknown = |kind: &ProblemKind| matches!(kind, ProblemKind::UnknownField(key) if key == "x");
    keeps(
        r#"{"id": "a", "x": {"å": [1, 2.50]}}"#,
        unknown,
        "a",
        "\"x\"",
        r#""x": {"å": [1, 2.50]}"#,
    );
    let report = "{\"id\": \"a\", \"reports\": [{\"id\": \"r\",\n\"x\" :  0.10}]}";
    keeps(report, unknown, "a/reports/r", "\"x\"", "\"x\": 0.10");
    let row = r#"{"kind": "figures", "id": "f", "rows": [{"id": "q", "x": [ ] }]}"#;
    keeps(
        &with_block(row),
        unknown,
        "a/reports/r/sections/s/blocks/f/rows/q",
        "\"x\"",
        "\"x\": [ ]",
    );
}

#[test]
fn unknown_kinds() {
    let block = r#"{"kind": "hologram", "id": "h",  "depth": 3.0}"#;
    let unknown = |kind: &ProblemKind| matches!(kind, ProblemKind::UnknownKind(_));
    let place = "a/reports/r/sections/s/blocks";
    keeps(&with_block(block), unknown, place, "{\"kind\"", block);
    for block in [r#"{"id": "h"}"#, r#"{"kind": 5, "id": "h"}"#, r#"{"kind": "Text"}"#, "{}"] {
        keeps(&with_block(block), unknown, place, block, block);
    }
    let choice = r#"{"id": "a", "reports": [{"id": "r", "kind": "t9"}]}"#;
    keeps(choice, unknown, "a/reports/r", "\"t9\"", "\"kind\": \"t9\"");
}

#[test]
fn wrong_types() {
    let wrong = |kind: &ProblemKind| matches!(kind, ProblemKind::WrongType(..));
    keeps(r#"{"id": "a", "year": "2020"}"#, wrong, "a", "\"2020\"", r#""year": "2020""#);
    keeps(r#"{"id": "a", "reports": {"r": 1}}"#, wrong, "a", "{\"r\"", r#""reports": {"r": 1}"#);
    keeps(r#"{"id": "a", "committee": []}"#, wrong, "a", "[]", r#""committee": []"#);
    keeps(r#"{"id": "a", "committee": null}"#, wrong, "a", "null", r#""committee": null"#);
    // One bad cell does not take the others from the row.
    let figures =
        r#"{"kind": "figures", "id": "f", "rows": [{"id": "q", "cells": {"a": "1", "c": 12.50}}]}"#;
    let row = "a/reports/r/sections/s/blocks/f/rows/q/cells";
    let kept = r#""cells[0]": {"c": 12.50}"#;
    keeps(&with_block(figures), wrong, row, "\"c\": 12.50", kept);
    survives(&opened(&enveloped(migrate::CURRENT, &with_block(figures))).year, r#""a": "1""#);
}

#[test]
fn impossible_values() {
    let impossible = |kind: &ProblemKind| matches!(kind, ProblemKind::Impossible(..));
    let changed = |date: &str| format!(r#"{{"id": "a", "changed": {{"date": "{date}"}}}}"#);
    for date in ["2020-02-31", "2019-02-29", "2020-13-01", "31 augusti", "", "2020-8-31"] {
        let kept = format!(r#""date": "{date}""#);
        keeps(&changed(date), impossible, "a/changed", &format!("\"{date}\""), &kept);
    }
    keeps(r#"{"id": "a", "year": 70000}"#, impossible, "a", "70000", "\"year\": 70000");
    keeps(r#"{"id": "a", "year": -1}"#, impossible, "a", "-1", "\"year\": -1");
    keeps(r#"{"id": "a", "year": 2020.0}"#, impossible, "a", "2020.0", "\"year\": 2020.0");
    keeps(r#"{"id": "Å B"}"#, impossible, "", "\"Å B\"", r#""id": "Å B""#);
    let limit = r#"{"id": "a", "settings": {"yellow_limit": "tio"}}"#;
    keeps(limit, impossible, "a/settings", "\"tio\"", r#""yellow_limit": "tio""#);
    let wheel = r#"{"kind": "wheel", "id": "w", "slots": [{"id": "v", "months": [1, 13, 2]}]}"#;
    let slot = "a/reports/r/sections/s/blocks/w/slots/v/months";
    keeps(&with_block(wheel), impossible, slot, "13", "\"months[1]\": 13");
}

#[test]
fn keys_that_stand_twice() {
    let twice = |kind: &ProblemKind| matches!(kind, ProblemKind::DuplicateKey(_));
    keeps(
        r#"{"id": "a", "year": 2020, "year": 2021}"#,
        twice,
        "a",
        "\"year\": 2021",
        "\"year\": 2021",
    );
    keeps(r#"{"id": "a", "id": "b"}"#, twice, "a", "\"id\": \"b\"", "\"id\": \"b\"");
    let cells =
        r#"{"kind": "figures", "id": "f", "rows": [{"id": "q", "cells": {"c": "1", "c": "2"}}]}"#;
    let row = "a/reports/r/sections/s/blocks/f/rows/q/cells";
    keeps(&with_block(cells), twice, row, "\"c\": \"2\"", r#""cells[0]": {"c": "2"}"#);
    let kind = r#"{"kind": "text", "id": "t", "kind": "picture"}"#;
    let block = "a/reports/r/sections/s/blocks/t";
    keeps(&with_block(kind), twice, block, "\"kind\": \"picture\"", "\"kind\": \"picture\"");
}

#[test]
fn strays_in_lists() {
    let wrong = |kind: &ProblemKind| matches!(kind, ProblemKind::WrongType(..));
    let content = r#"{"id": "a", "reports": [{"id": "r"}, "och mer", {"id": "q"}]}"#;
    keeps(content, wrong, "a/reports", "\"och mer\"", "\"reports[1]\": \"och mer\"");
    let year = opened(&enveloped(migrate::CURRENT, content)).year;
    assert_eq!(year.reports.len(), 2, "the others stay");
    let list = r#"{"kind": "figures", "id": "f", "rows": [[ 1,2 ]]}"#;
    let rows = "a/reports/r/sections/s/blocks/f/rows";
    keeps(&with_block(list), wrong, rows, "[ 1,2 ]", "\"rows[0]\": [ 1,2 ]");
}

#[test]
fn meanings_that_do_not_hold_together() {
    let block = r#"{"kind": "tally", "id": "t", "of": "nowhere"},
        {"kind": "text", "id": "t"}, {"kind": "text"},
        {"kind": "figures", "id": "f", "rows": [{"id": "q", "sum": ["gone"], "cells": {"c": "1"}}]}"#;
    let Opened { year, problems, .. } = opened(&enveloped(migrate::CURRENT, &with_block(block)));
    let dangling = |id: &str| ProblemKind::Dangling(id.to_owned());
    let expected = [
        (dangling("nowhere"), "a/r"),
        (dangling("gone"), "a/r"),
        (dangling("c"), "a/r/q/c"),
        (ProblemKind::DuplicateId("t".to_owned()), "a/r/t"),
        (ProblemKind::MissingId, "a/r"),
    ];
    for (kind, path) in expected {
        let found = problems.iter().find(|problem| problem.kind == kind);
        let found = found.unwrap_or_else(|| panic!("{kind:?} is not listed: {problems:?}"));
        assert!(found.place.path.starts_with(path), "{found:?}");
    }
    assert_eq!(opened(&file::save(&year)).year, year);
}

#[test]
fn a_broken_envelope() {
    let saved = file::save(crate::common::example());
    let listed = |text: &str, is_meant: fn(&ProblemKind) -> bool| {
        let problems = opened(text).problems;
        assert!(problems.iter().any(|problem| is_meant(&problem.kind)), "{problems:?}");
    };
    let checksum = |kind: &ProblemKind| matches!(kind, ProblemKind::Checksum { .. });
    listed(&saved.replacen("Tyresö", "Tyreso", 1), checksum);
    listed(&saved.replacen("\"length\": 1", "\"length\": 2", 1), checksum);
    let missing = |kind: &ProblemKind| matches!(kind, ProblemKind::NoChecksum);
    listed(&saved.replacen("\"length\"", "\"lengd\"", 1), missing);
    listed(&format!("{saved}slut"), |kind| matches!(kind, ProblemKind::TrailingText));
    listed(&saved.replacen("\"version\"", "\"year\": 1, \"version\"", 1), |kind| {
        matches!(kind, ProblemKind::DuplicateKey(_))
    });
}

/// Members of the envelope that nobody knows are kept as those of the year are.
#[test]
fn unknown_members_of_the_envelope() {
    let text = enveloped(migrate::CURRENT, r#"{"id": "a"}"#);
    let text = text.replacen("\"content\"", r#""sender": {"name": "Å"}, "content""#, 1);
    let year = opened(&text).year;
    let saved = file::save(&year);
    assert!(saved.contains(r#""sender": {"name": "Å"}"#), "{saved}");
}

/// The version may stand last: then the content is read once it is known.
#[test]
fn an_envelope_in_another_order() {
    let version = migrate::CURRENT;
    let text = format!(
        r#"{{"content": {{"id": "a", "x": 1}}, "version": {version}, "format": "tertial"}}"#
    );
    let Opened { year, problems, version, .. } = opened(&text);
    assert_eq!((year.id.as_str(), version), ("a", migrate::CURRENT));
    assert!(problems.iter().any(|p| p.kind == ProblemKind::UnknownField("x".to_owned())));
    survives(&year, "\"x\": 1");
}

#[test]
fn old_files_keep_what_they_cannot_place() {
    for kept in [
        r#""x": {"å": 1.50, "å": 2}"#,
        r#""x": 1e999"#,
        r#""x": "\ud800""#,
        r#""year": 2021"#,
        r#""x": {"$serde_json::private::Number": "12"}"#,
        r#""unnumbered": "ja""#,
    ] {
        let report = format!(r#"{{"id": "r", "unnumbered": true, {kept}}}"#);
        let content = format!(r#"{{"id": "a", "year": 2020, "reports": [{report}], {kept}}}"#);
        let Opened { year, problems, .. } = opened(&enveloped(1, &content));
        assert!(problems.len() > 2, "{kept}: {problems:?}");
        let saved = file::save(&year);
        let flat: String = saved.split_whitespace().collect();
        let wanted: String = kept.split_whitespace().collect();
        assert_eq!(flat.matches(&wanted).count(), 2, "{kept} is lost: {saved}");
        assert_eq!(opened(&saved).year, year);
    }
}
