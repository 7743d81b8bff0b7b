//! What the tests share: the example years and the folders of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tertial::file::{self, Opened};
use tertial::model::{Report, Year};

/// A path from the top of the repository.
pub fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The text of a file of the repository.
pub fn read(relative: &str) -> String {
    let path = path(relative);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An example year with its text.
pub struct Example {
    pub text: String,
    pub year: Year,
}

/// The example years: 2020, 2023 and 2025.
pub fn examples() -> &'static [Example; 3] {
    static EXAMPLES: OnceLock<[Example; 3]> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        ["asn-2020", "asn-2023", "asn-2025"].map(|name| {
            let text = read(&format!("public/exempel/{name}.tertial.json"));
            let year = opened(&text).year;
            Example { text, year }
        })
    })
}

/// The reports of all example years, each with its year.
pub fn reports() -> impl Iterator<Item = (&'static Year, &'static Report)> {
    let of_year =
        |example: &'static Example| example.year.reports.iter().map(|r| (&example.year, &**r));
    examples().iter().flat_map(of_year)
}

/// The text of the example year 2020.
pub fn example_text() -> &'static str {
    &examples()[0].text
}

/// The example year 2020.
pub fn example() -> &'static Year {
    &examples()[0].year
}

/// A report of an example year with that year.
pub fn report_in_year(id: &str) -> (&'static Year, &'static Report) {
    let found = reports().find(|(_, report)| report.id.as_str() == id);
    found.unwrap_or_else(|| panic!("no report {id}"))
}

/// A report of an example year.
pub fn report(id: &str) -> &'static Report {
    report_in_year(id).1
}

/// A frozen year of the newest version.
pub fn newest_frozen(id: &str) -> Year {
    let version = file::migrate::CURRENT;
    opened(&read(&format!("tests/fixtures/v{version}/{id}.tertial.json"))).year
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
