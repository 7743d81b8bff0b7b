//! Files cut off, changed in single bytes, or with something pushed in.

use std::thread;

use proptest::prelude::*;
use tertial::file::OpenError;
use tertial::file::migrate::CURRENT;

use super::{small_file, soup, survive, survive_whole};
use crate::common::{Random, enveloped, example_text};

/// Every length at the beginning and at the end, and some between.
#[test]
fn every_prefix() {
    let bytes = example_text().as_bytes();
    let is_tried = |length: &usize| {
        *length < 4096 || bytes.len() - *length < 2048 || length.is_multiple_of(97)
    };
    let lengths: Vec<usize> = (0..bytes.len()).filter(is_tried).collect();
    let cut = |length: usize| {
        let error = survive(&bytes[..length]);
        // All but the final line break is needed.
        let whole = length + 1 == bytes.len();
        let is_cut = matches!(error, Some(OpenError::Syntax { .. } | OpenError::Empty));
        // Half a character makes the whole file another encoding, and that one needs proof.
        let is_split = std::str::from_utf8(&bytes[..length]).is_err();
        assert!(is_cut || whole || is_split, "{length}: {error:?}");
    };
    let half = lengths.len() / 2;
    thread::scope(|scope| {
        for part in [&lengths[..half], &lengths[half..]] {
            scope.spawn(|| part.iter().copied().for_each(cut));
        }
    });
}

#[test]
fn changed_bytes() {
    let mut random = Random(1);
    for _ in 0..2000 {
        let mut bytes = small_file().as_bytes().to_vec();
        for _ in 0..1 + random.below(3) {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        survive(&bytes);
    }
}

/// Changed within ASCII, so that the file stays text and its content is reached.
#[test]
fn changed_characters() {
    let mut random = Random(2);
    for _ in 0..400 {
        let mut bytes = small_file().as_bytes().to_vec();
        for _ in 0..1 + random.below(40) {
            let at = random.below(bytes.len());
            let is_inside_text = bytes[at].is_ascii_alphanumeric();
            bytes[at] = if is_inside_text { b'0' + random.next() as u8 % 75 } else { bytes[at] };
        }
        survive_whole(&bytes);
    }
}

#[test]
fn junk_pushed_in() {
    const JUNK: [&[u8]; 16] = [
        b"\"",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\\",
        b"\0",
        b"null",
        b"1e999",
        b"\xff\xfe",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"\"__proto__\": {},",
        b"\\ud800",
    ];
    let mut random = Random(3);
    for _ in 0..1500 {
        let mut bytes = small_file().as_bytes().to_vec();
        let at = random.below(bytes.len() + 1);
        bytes.splice(at..at, JUNK[random.below(JUNK.len())].iter().copied());
        survive(&bytes);
    }
}

#[test]
fn pieces_taken_out_or_moved() {
    let mut random = Random(4);
    for _ in 0..1000 {
        let mut bytes = small_file().as_bytes().to_vec();
        let from = random.below(bytes.len());
        let to = bytes.len().min(from + random.below(200));
        let piece: Vec<u8> = bytes.drain(from..to).collect();
        if random.below(2) == 0 {
            let at = random.below(bytes.len());
            bytes.splice(at..at, piece);
        }
        survive(&bytes);
    }
}

/// The lines of the file in another order, twice or not at all: mostly sound, never as we write.
#[test]
fn lines_taken_out_or_doubled() {
    let lines: Vec<&str> = small_file().lines().collect();
    let mut random = Random(5);
    for _ in 0..600 {
        let mut changed = lines.clone();
        let at = random.below(changed.len());
        if random.below(2) == 0 {
            changed.remove(at);
        } else {
            changed.insert(at, lines[at]);
        }
        survive_whole(changed.join("\n").as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survive(&bytes);
    }

    #[test]
    fn random_text(text in any::<String>()) {
        survive(text.as_bytes());
    }

    #[test]
    fn random_json(text in soup()) {
        survive(text.as_bytes());
        survive_whole(enveloped(CURRENT, &text).as_bytes());
        survive_whole(crate::common::enveloped(1, &text).as_bytes());
        let unknown = format!(r#"{{"id": "a", "x": {text}}}"#);
        survive_whole(enveloped(CURRENT, &unknown).as_bytes());
    }
}
