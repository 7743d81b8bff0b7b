//! The file: bytes in, a year and all its problems out; a year in, the same bytes every time out.

mod encoding;
mod envelope;
mod error;
mod log;
pub mod migrate;
mod schema;
pub mod unit;
mod validate;

pub use error::OpenError;
pub use log::LogEntry;
pub use schema::schema;

use crate::json::{Field, Problem, Writer};
use crate::model::Year;

/// The format's name in the envelope.
pub const FORMAT: &str = "tertial";

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A file that could be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The year.
    pub year: Year,
    /// Everything that could not be taken as it stood, in the order of the file.
    pub problems: Vec<Problem>,
    /// The format version the file was written in.
    pub version: u32,
    /// Who changed what, the oldest first; empty where the file was handed out without it.
    pub log: Vec<LogEntry>,
}

impl Opened {
    /// What the reader of a newer file should know, with both versions named.
    pub fn newer(&self) -> Option<String> {
        self.is_read_only().then(|| {
            format!(
                "Filen har format {}, och den här versionen av Tertial kan format {}. Den går att \
                 läsa men inte att ändra, och hämtas precis som den kom.",
                self.version,
                migrate::CURRENT
            )
        })
    }

    /// Whether a newer Tertial wrote the file. It can be read, not changed: its bytes are kept.
    pub fn is_read_only(&self) -> bool {
        self.version > migrate::CURRENT
    }
}

/// Opens a file.
///
/// # Errors
/// When nothing can be made of the bytes. Everything less than that is among the problems.
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    if bytes.len() > MAX_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len() });
    }
    let text = encoding::decode(bytes)?;
    let mut opened = envelope::read(&text.content)?;
    if text.needs_proof && !opened.checksum_holds {
        return Err(OpenError::Encoding);
    }
    opened.problems.extend(validate::validate(&opened.year));
    let envelope::Read { year, problems, version, log, .. } = opened;
    Ok(Opened { year, problems, version, log })
}

/// Writes a year in canonical form, without a log. The same content gives the same bytes.
pub fn save(year: &Year) -> String {
    envelope::write(year, &[])
}

/// Writes a year in canonical form with the log of its changes.
pub fn save_logged(year: &Year, log: &[LogEntry]) -> String {
    envelope::write(year, log)
}

/// The year's content without the envelope, in canonical form.
pub fn content(year: &Year) -> String {
    let mut out = Writer::at_level(1);
    year.write(&mut out);
    out.into_string()
}
