//! Whatever the bytes are, opening them ends in a year or in a message, never in a panic.

mod damage;
mod encodings;
mod messages;
mod nesting;
mod patience;
mod syntax;

use std::sync::OnceLock;

use proptest::prelude::{Strategy, any, prop_oneof};
use tertial::compose::compose;
use tertial::file::{self, OpenError};
use tertial::html::Renderer;

use crate::common;

/// Opens bytes and uses what comes out. Gives the error, whose message must help.
fn survive(bytes: &[u8]) -> Option<OpenError> {
    match file::open(bytes) {
        Ok(opened) => {
            opened.problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
            assert!(!file::save(&opened.year).is_empty());
            None
        }
        Err(error) => {
            messages::check(&error);
            Some(error)
        }
    }
}

/// The same, and composes and shows every report.
fn survive_whole(bytes: &[u8]) {
    survive(bytes);
    let Ok(opened) = file::open(bytes) else { return };
    for report in &opened.year.reports {
        let document = compose(&opened.year, report);
        tertial::document::text::render(&document);
        let mut renderer = Renderer::new(&|_| None);
        document.pieces.iter().for_each(|piece| drop(renderer.piece(piece)));
    }
}

/// A file with everything in it and a tenth of the example's size, for what is done often.
fn small_file() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let version = file::migrate::CURRENT;
        common::read(&format!("tests/fixtures/v{version}/kfn-2021.tertial.json"))
    })
}

/// Text that is nearly JSON.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 34] = [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"id\"", "\"kind\"", "\\", "\\u00e5",
        "\\ud83d", "\\ude00", "null", "true", "false", "nul", "0", "-", "-1", "01", "1.5", "1.",
        "1e9", "1E+400", "\n", " ", "\t", "\0", "\u{feff}", "å", "😀", "{}",
    ];
    let pieces = (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned());
    let piece = prop_oneof![9 => pieces, 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
