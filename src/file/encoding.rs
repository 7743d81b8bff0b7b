//! From bytes to text, where that is safe.

use std::borrow::Cow;

use super::OpenError;

/// A file's text.
pub(super) struct Text<'a> {
    pub(super) content: Cow<'a, str>,
    /// The bytes were not UTF-8: only a checksum that holds proves that the guess was right.
    pub(super) needs_proof: bool,
}

/// Decodes UTF-8 with or without a byte order mark, UTF-16 with one, and, on proof, windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Result<Text<'_>, OpenError> {
    let certain = |content| Text { content, needs_proof: false };
    match bytes {
        [] => Err(OpenError::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => Err(OpenError::Zip),
        [b'%', b'P', b'D', b'F', ..] => Err(OpenError::Pdf),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(certain),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(certain),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Ok(certain(Cow::Borrowed(text))),
                Err(_) => windows_1252(bytes)
                    .map(|text| Text { content: Cow::Owned(text), needs_proof: true })
                    .ok_or(OpenError::Encoding),
            }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, OpenError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let decoded: Result<String, _> =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match decoded {
        Ok(text) if rest.is_empty() => Ok(Cow::Owned(text)),
        _ => Err(OpenError::Encoding),
    }
}

/// The characters of windows-1252 from 0x80 to 0x9f; the five bytes without one are 0.
const HIGH: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let character = |byte: u8| match byte {
        0x80..=0x9f => char::from_u32(HIGH[usize::from(byte - 0x80)].into()).filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    };
    bytes.iter().map(|byte| character(*byte)).collect()
}
