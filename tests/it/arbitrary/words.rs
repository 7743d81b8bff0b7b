//! What texts, numbers and ids are made of.

use serde_json::{Value, json};

use super::Bytes;

/// What breaks programs: Swedish letters, quotes, controls, markup, characters of many parts.
const FRAGMENTS: &[&str] = &[
    "Åtgärder för barn och unga",
    " ",
    "ö",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    "/",
    "\0",
    "\u{1f}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{200f}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "e\u{301}",
    "😀",
    "👩‍👩‍👧",
    "−15\u{a0}706",
    "2 017 dygn",
    "drygt 10",
    "12,5 %",
    "- ",
    "  - ",
    "1. ",
    "### ",
    "**",
    "*",
    "[länk](https://exempel.se)",
    "[x](javascript:alert(1))",
    "[",
    "](",
    ")",
    "<script>alert(1)</script>",
    "<b>",
    "&amp;",
    "]]>",
    "--",
    "__proto__",
    "../..",
    "asn-2020/t2-2020",
];

pub fn text(bytes: &mut Bytes<'_>) -> String {
    (0..bytes.below(7)).map(|_| bytes.of(FRAGMENTS)).collect()
}

/// Few ids, so that references often lead somewhere, sums run in circles and ids stand twice.
pub fn id(bytes: &mut Bytes<'_>) -> String {
    const IDS: &[&str] = &["a", "b", "c", "d", "e", "f", "rad-1", "-", "0", "utfall", "budget"];
    bytes.of(IDS).to_owned()
}

/// The largest, the smallest and the finest number, and usual ones.
pub fn decimal(bytes: &mut Bytes<'_>) -> String {
    const EXTREMES: &[&str] = &[
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "-0",
        "0.00",
        "0",
    ];
    let sign = ["", "-"][bytes.below(2)];
    match bytes.below(8) {
        0 => format!("{sign}{}", bytes.below(1000)),
        1 => format!("{sign}{}.{:02}", bytes.below(65536), bytes.below(100)),
        2 => bytes.of(EXTREMES).to_owned(),
        _ => format!("{sign}{}", bytes.below(65536)),
    }
}

/// Types that are strings of a shape of their own.
pub fn of_type(name: &str, bytes: &mut Bytes<'_>) -> Option<Value> {
    Some(match name {
        "Id" => json!(id(bytes)),
        "Date" => json!(date(bytes)),
        "Bound" => json!(bound(bytes)),
        "Figure" => json!(figure(bytes)),
        _ => return None,
    })
}

fn date(bytes: &mut Bytes<'_>) -> String {
    let year = [2020, 2023, 1, 9999][bytes.below(4)];
    format!("{year:04}-{:02}-{:02}", 1 + bytes.below(12), 1 + bytes.below(28))
}

fn bound(bytes: &mut Bytes<'_>) -> String {
    let sign = ["", "<", "<=", "=", ">=", ">"][bytes.below(6)];
    let upper = if bytes.below(4) == 3 { format!("..{}", decimal(bytes)) } else { String::new() };
    format!("{sign}{}{upper}", decimal(bytes))
}

fn figure(bytes: &mut Bytes<'_>) -> String {
    match bytes.below(8) {
        0 => text(bytes),
        1 => format!("drygt {}", decimal(bytes)),
        _ => decimal(bytes),
    }
}
