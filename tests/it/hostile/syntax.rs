//! Our reader takes for JSON exactly what others take for JSON, apart from what is listed here.

use proptest::prelude::*;
use serde::de::IgnoredAny;
use tertial::json::{MAX_DEPTH, Reader};

use super::{small_file, soup};
use crate::arbitrary;
use crate::common::Random;

/// Whether the whole text is one value to our reader.
fn is_ours(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.raw().is_ok() && reader.peek().is_none()
}

/// Whether it is to another, which looks at the grammar alone: numbers of any size, a key twice
/// and half a character are sound to it as they are to us.
fn is_theirs(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Only we limit how deep values nest.
fn check(text: &str) {
    let levels = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let (ours, theirs) = (is_ours(text), is_theirs(text));
    assert!(ours == theirs || levels > MAX_DEPTH, "ours {ours}, theirs {theirs}: {text:?}");
    assert!(theirs || !ours, "only ours: {text:?}");
}

#[test]
fn the_corners_of_the_grammar() {
    let texts = [
        "",
        " ",
        "0",
        "-0",
        "-",
        "00",
        "01",
        "-01",
        "1.",
        ".1",
        "1.0",
        "1e",
        "1e+",
        "1e+1",
        "1E-1",
        "+1",
        "0x1",
        "Infinity",
        "NaN",
        "1_000",
        "1 2",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[",
        "]",
        "{}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\" : 1 }",
        "{\"a\":1,\"a\":2}",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\uD83D\\uDE00\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "\"\u{2028}\"",
        "\"\0\"",
        "nul",
        "nulll",
        "true1",
        "tru",
        "truefalse",
        "//x\n1",
        "/**/1",
        "1\u{a0}",
        "\u{feff}1",
        "\u{c}1",
        "1\r\n",
        "[1]]",
        "\"\\ud800\"",
        "{\"\\udc00\":1}",
        "\"å\"",
        "\"\\/\"",
        "[[]]",
        "{\"\":{}}",
        "1e400",
        "-1e-400",
    ];
    texts.iter().for_each(|text| check(text));
}

#[test]
fn a_file_with_one_character_changed() {
    let mut random = Random(11);
    let text = small_file();
    for _ in 0..400 {
        let at = text.floor_char_boundary(random.below(text.len()));
        let new = ["\"", "}", "]", ",", "\\", "0", "x", "\n", ""][random.below(9)];
        let width = text[at..].chars().next().map_or(0, char::len_utf8);
        check(&format!("{}{new}{}", &text[..at], &text[at + width..]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn nearly_json(text in soup()) {
        check(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn sound_json(content in arbitrary::content()) {
        prop_assert!(is_ours(&content.to_string()));
        let over_many_lines = format!("{content:#}");
        prop_assert!(is_ours(&over_many_lines));
    }

    #[test]
    fn any_text_in_quotes(text in any::<String>()) {
        check(&format!("\"{text}\""));
        check(&text);
    }
}
