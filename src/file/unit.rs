//! The file of a unit's month: small, with an envelope of its own so that nobody opens it as a year.

use std::fmt;

use super::OpenError;
use super::encoding;
use super::envelope::{checksum, lenient};
use crate::json::{Field, Reader, Stop, Writer};
use crate::work::month::UnitMonth;

/// The format's name in the envelope.
pub const UNIT_FORMAT: &str = "tertial-unit";

/// The newest version of the format.
pub const UNIT_VERSION: u32 = 1;

/// Largest file that is read, in bytes: a unit's month is a few thousand.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Why a unit's file could not be read. Nothing is half read: it is small and sent again in a minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitMonthError {
    /// It cannot be read as text at all.
    Unreadable(OpenError),
    /// Much too large to be a unit's month.
    TooLarge,
    /// Something else, for instance a whole year.
    NotOurs,
    /// A year's file.
    IsYear,
    /// It ends too early.
    CutOff,
    /// What it says is not what was sent.
    Damaged,
    /// A newer program wrote it.
    TooNew(u32),
}

impl fmt::Display for UnitMonthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Unreadable(error) => return error.fmt(f),
            Self::TooLarge => {
                "Filen är för stor för att vara en enhets månad. Kontrollera att det är rätt fil."
            }
            Self::NotOurs => {
                "Filen är inte en enhets månad från Tertial. Be enheten trycka på Skicka igen och \
                 mejla filen den får."
            }
            Self::IsYear => {
                "Filen är ett helt verksamhetsår, inte en enhets månad. Öppna den som ett år."
            }
            Self::CutOff => "Filen är avbruten. Be enheten skicka den igen. Inget är ändrat.",
            Self::Damaged => {
                "Filen är skadad eller ändrad för hand, och det går inte att lita på vad som står \
                 i den. Be enheten skicka den igen. Inget är ändrat."
            }
            Self::TooNew(version) => {
                return write!(
                    f,
                    "Filen har format {version}, och den här versionen läser format \
                     {UNIT_VERSION}. Uppdatera Tertial och släpp filen igen."
                );
            }
        };
        f.write_str(text)
    }
}

impl std::error::Error for UnitMonthError {}

/// Writes a unit's month.
pub fn save_unit(month: &UnitMonth) -> String {
    let mut content = Writer::at_level(1);
    month.write(&mut content);
    let content = content.into_string();
    let mut out = Writer::default();
    out.object(&mut |out| {
        out.key("format");
        out.string(UNIT_FORMAT);
        out.key("version");
        UNIT_VERSION.write(out);
        out.key("length");
        out.raw(&content.len().to_string());
        out.key("checksum");
        out.string(&checksum(&content));
        out.key("content");
        out.raw(&content);
    });
    let mut text = out.into_string();
    text.push('\n');
    text
}

#[derive(Default)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
    length: Option<u32>,
    checksum: Option<String>,
}

/// Reads a unit's month.
///
/// # Errors
/// When it is something else, cut off or damaged.
pub fn open_unit(bytes: &[u8]) -> Result<UnitMonth, UnitMonthError> {
    if bytes.len() > MAX_BYTES {
        return Err(UnitMonthError::TooLarge);
    }
    let text = encoding::decode(bytes).map_err(UnitMonthError::Unreadable)?;
    let text = text.content.as_ref();
    let mut head = Head::default();
    let mut content = None;
    let mut reader = Reader::new(text);
    let result = reader.object(&mut |reader, key, _| {
        match key.as_ref() {
            "format" => head.format = lenient(reader)?,
            "version" => head.version = lenient(reader)?,
            "length" => head.length = lenient(reader)?,
            "checksum" => head.checksum = lenient(reader)?,
            "content" => content = Some(reader.raw()?),
            _ => drop(reader.raw()?),
        }
        Ok(())
    });
    match head.format.as_deref() {
        Some(UNIT_FORMAT) => {}
        Some(super::FORMAT) => return Err(UnitMonthError::IsYear),
        _ => return Err(UnitMonthError::NotOurs),
    }
    match head.version {
        Some(version) if version > UNIT_VERSION => return Err(UnitMonthError::TooNew(version)),
        _ => {}
    }
    if matches!(result, Err(Stop::Syntax(..))) {
        return Err(UnitMonthError::CutOff);
    }
    let content = content.ok_or(UnitMonthError::CutOff)?;
    let holds = head.length.is_some_and(|length| length as usize == content.len())
        && head.checksum.as_ref().is_some_and(|stated| *stated == checksum(content));
    if !holds {
        return Err(UnitMonthError::Damaged);
    }
    let mut reader = Reader::new(content);
    UnitMonth::read(&mut reader).map_err(|_| UnitMonthError::Damaged)
}
