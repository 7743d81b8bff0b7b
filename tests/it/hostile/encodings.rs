//! Files saved by other programs in other encodings.

use tertial::file::{self, OpenError, migrate};

use super::survive;
use crate::common::{enveloped, example, example_text};

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// Windows-1252 of a text, with a question mark for what it lacks, as other programs write it.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        '\u{201d}' => 0x94,
        '\u{2019}' => 0x92,
        '\u{2026}' => 0x85,
        '\u{20ac}' => 0x80,
        c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

/// The example with only characters that windows-1252 has.
fn western() -> String {
    let mut year = example().clone();
    year.reports.clear();
    year.committee.name = "Nämnden för ”åtgärder” – och mer…".into();
    file::save(&year)
}

#[test]
fn a_byte_order_mark_is_no_character() {
    let bytes = [b"\xef\xbb\xbf", example_text().as_bytes()].concat();
    let opened = file::open(&bytes).unwrap();
    assert_eq!((&opened.year, opened.problems), (example(), Vec::new()));
    assert!(matches!(survive(b"\xef\xbb\xbf"), Some(OpenError::Syntax { .. })));
}

#[test]
fn utf_16_is_read_both_ways_round() {
    for bytes in [utf16(example_text(), u16::to_le_bytes), utf16(example_text(), u16::to_be_bytes)]
    {
        let opened = file::open(&bytes).unwrap();
        assert_eq!((&opened.year, opened.problems), (example(), Vec::new()));
        assert_eq!(file::open(&bytes[..bytes.len() - 1]), Err(OpenError::Encoding));
        survive(&bytes[..bytes.len() / 2]);
    }
    // Half a surrogate pair.
    assert_eq!(file::open(b"\xff\xfe\x3d\xd8"), Err(OpenError::Encoding));
}

#[test]
fn windows_1252_is_read_where_the_checksum_proves_it() {
    let bytes = windows_1252(&western());
    assert!(std::str::from_utf8(&bytes).is_err());
    let opened = file::open(&bytes).unwrap();
    assert_eq!(opened.year.committee.name, "Nämnden för ”åtgärder” – och mer…");
    assert_eq!(opened.problems, []);
}

#[test]
fn windows_1252_without_proof_is_refused() {
    let lossy = windows_1252(&western().replace('å', "😀"));
    assert_eq!(file::open(&lossy), Err(OpenError::Encoding));
    let changed = windows_1252(&western().replace("åtgärder", "ätgärder"));
    assert_eq!(file::open(&changed), Err(OpenError::Encoding));
    let unsigned = windows_1252(&enveloped(migrate::CURRENT, r#"{"id": "a", "x": "å"}"#));
    assert_eq!(file::open(&unsigned), Err(OpenError::Encoding));
    // A byte that windows-1252 does not have either.
    assert_eq!(file::open(b"{\"format\": \"\x81\"}"), Err(OpenError::Encoding));
}
