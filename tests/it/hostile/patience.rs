//! Files that would keep a careless program busy for ever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tertial::file::migrate::CURRENT;

use super::survive_whole;
use crate::common::enveloped;

/// Runs something that takes a moment. Given up on after half a minute, so that a program that
/// never ends fails the test instead of never ending it.
fn ends(what: &str, work: impl FnOnce() + Send + 'static) {
    let (done, wait) = mpsc::channel();
    thread::spawn(move || {
        work();
        done.send(()).unwrap();
    });
    let result = wait.recv_timeout(Duration::from_secs(30));
    assert!(result.is_ok(), "{what} does not end, or ended in a panic");
}

fn with_block(block: &str) -> String {
    let section = format!(r#"{{"id": "s", "blocks": [{block}]}}"#);
    enveloped(
        CURRENT,
        &format!(r#"{{"id": "a", "reports": [{{"id": "r", "sections": [{section}]}}]}}"#),
    )
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

/// Each row is the sum of all rows, itself among them.
#[test]
fn sums_in_a_circle() {
    let ids = list(12, |index| format!("\"r{index}\""));
    let rows = list(12, |index| format!(r#"{{"id": "r{index}", "sum": [{ids}]}}"#));
    let columns = r#"[{"id": "c"}, {"id": "d", "role": "deviation", "of": ["d", "c"]}]"#;
    let table =
        format!(r#"{{"kind": "figures", "id": "f", "columns": {columns}, "rows": [{rows}]}}"#);
    let effects = list(12, |index| format!(r#"{{"id": "e{index}", "sum": [{ids}]}}"#));
    let effects = format!(r#"{{"kind": "effects", "id": "g", "effects": [{effects}]}}"#);
    let text = with_block(&format!("{table}, {effects}"));
    ends("a circle of sums", move || survive_whole(text.as_bytes()));
}

/// Markup that opens and never closes.
#[test]
fn text_that_opens_and_never_closes() {
    for piece in ["[", "[a](", "*", "**a", "- ", "1. a\\n  ", "\\n\\n", "  - a\\n", "### ", "\\\\"]
    {
        let text = piece.repeat(300_000 / piece.len());
        let file = with_block(&format!(r#"{{"kind": "text", "id": "t", "text": "{text}"}}"#));
        ends(piece, move || survive_whole(file.as_bytes()));
    }
}
