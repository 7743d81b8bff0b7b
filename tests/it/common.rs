//! What the tests share: the example year and the folders of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tertial::file::{self, Opened};
use tertial::model::{Id, Report, Year};

/// A path from the top of the repository.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The text of a file of the repository.
pub fn read(relative: &str) -> String {
    let path = path(relative);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of the example year 2020.
pub fn example_text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| read("public/exempel/asn-2020.tertial.json"))
}

/// The example year 2020.
pub fn example() -> &'static Year {
    static YEAR: OnceLock<Year> = OnceLock::new();
    YEAR.get_or_init(|| opened(example_text()).year)
}

/// A report of the example.
pub fn report(id: &str) -> &'static Report {
    example().report(&Id::new(id).unwrap()).unwrap_or_else(|| panic!("no report {id}"))
}

/// A text that must open.
pub fn opened(text: &str) -> Opened {
    file::open(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// A year's content in an envelope that vouches for nothing, as someone writing by hand would.
pub fn enveloped(version: u32, content: &str) -> String {
    format!(r#"{{"format": "tertial", "version": {version}, "content": {content}}}"#)
}

/// A small generator of numbers (splitmix64): the same seed gives the same damage every time.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}
