//! The envelope: format, version, year, length and checksum around the content.

use std::collections::HashSet;

use super::{FORMAT, LogEntry, OpenError, migrate};
use crate::json::{Field, Kept, Place, Problem, ProblemKind, Reader, Stop, Writer};
use crate::model::Year;

/// What an envelope held.
pub(super) struct Read {
    pub(super) year: Year,
    pub(super) problems: Vec<Problem>,
    pub(super) version: u32,
    pub(super) checksum_holds: bool,
    pub(super) log: Vec<LogEntry>,
}

/// The members around the content.
#[derive(Default)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
    length: Option<u32>,
    checksum: Option<String>,
}

/// Reads an envelope and the year in it.
pub(super) fn read(text: &str) -> Result<Read, OpenError> {
    let mut reader = Reader::new(text);
    let mut head = Head::default();
    let mut content = None;
    let mut log = None;
    let mut year = None;
    let mut seen: HashSet<String> = HashSet::new();
    let mut kept = Kept::default();
    let result = reader.object(&mut |reader, key, at| {
        if !seen.insert(key.to_string()) {
            reader.note(at, None, ProblemKind::DuplicateKey(key.to_string()));
            kept.push(format!("envelope.{key}"), reader.raw()?);
            return Ok(());
        }
        match key.as_ref() {
            "format" => head.format = lenient(reader)?,
            "version" => head.version = lenient(reader)?,
            "length" => head.length = lenient(reader)?,
            "checksum" => head.checksum = lenient(reader)?,
            "year" => drop(reader.raw()?),
            "log" => log = lenient(reader)?,
            "content" => {
                let start = reader.position();
                // Older files are migrated first, and a file that puts its version last is read
                // once its version is known.
                if head.version.is_some_and(|version| version >= migrate::CURRENT) {
                    year = Some(Year::read(reader)?);
                } else {
                    reader.raw()?;
                }
                content = Some(start..reader.position());
            }
            other => {
                reader.note(at, None, ProblemKind::UnknownField(other.to_owned()));
                kept.push(other.to_owned(), reader.raw()?);
            }
        }
        Ok(())
    });
    result.map_err(|stop| failure(text, &head, stop))?;
    let version = match (head.format.as_deref(), head.version) {
        (Some(FORMAT), Some(version)) if version > 0 => version,
        _ => return Err(OpenError::NotOurs),
    };
    let content = &text[content.ok_or(OpenError::NoContent)?];
    if reader.peek().is_some() {
        let at = reader.position();
        reader.note(at, None, ProblemKind::TrailingText);
    }
    let checksum_holds = check(&mut reader, &head, content);
    let (mut year, more) = match year {
        Some(year) => (year, Vec::new()),
        None => read_content(text, &head, content, version)?,
    };
    // What the envelope cannot place lives on in the year: the envelope is made anew.
    for (key, raw) in kept.iter() {
        year.kept.push(key.to_owned(), &raw.0);
    }
    let mut problems = reader.into_problems();
    problems.extend(more);
    Ok(Read { year, problems, version, checksum_holds, log: log.unwrap_or_default() })
}

/// Reads content that could not be read on the way: it is older, or stands before its version.
fn read_content(
    text: &str,
    head: &Head,
    content: &str,
    version: u32,
) -> Result<(Year, Vec<Problem>), OpenError> {
    let migrated = if version < migrate::CURRENT {
        // What the steps cannot work on is read as it stands: what is old in it counts as unknown.
        migrate::migrate(content, version).unwrap_or_else(|| content.to_owned())
    } else {
        content.to_owned()
    };
    let mut inner = Reader::new(&migrated);
    let year = Year::read(&mut inner).map_err(|stop| failure(text, head, stop))?;
    // Lines of a migrated text are not those of the file: the path alone says where.
    let problems = inner.into_problems().into_iter().map(|problem| Problem {
        place: Place { path: problem.place.path, ..Place::default() },
        kind: problem.kind,
    });
    Ok((year, problems.collect()))
}

/// Reads a member of the head; one of another type counts as missing.
pub(super) fn lenient<T: Field>(reader: &mut Reader<'_>) -> Result<Option<T>, Stop> {
    let start = reader.position();
    match T::read(reader) {
        Ok(value) => Ok(Some(value)),
        Err(stop @ Stop::Syntax(..)) => Err(stop),
        Err(_) => {
            reader.rewind(start);
            reader.raw().map(|_| None)
        }
    }
}

fn failure(text: &str, head: &Head, stop: Stop) -> OpenError {
    match stop {
        Stop::Syntax(offset, expected) => {
            let (line, column) = crate::json::locate(text, offset);
            OpenError::Syntax { line, column, expected }
        }
        _ => match head.version {
            Some(found) if found > migrate::CURRENT => OpenError::TooNew { found },
            Some(_) => OpenError::NoContent,
            None => OpenError::NotOurs,
        },
    }
}

fn check(reader: &mut Reader<'_>, head: &Head, content: &str) -> bool {
    let found = (content.len(), checksum(content));
    let (Some(length), Some(stated)) = (head.length, &head.checksum) else {
        reader.note(0, None, ProblemKind::NoChecksum);
        return false;
    };
    let holds = length as usize == found.0 && *stated == found.1;
    if !holds {
        let stated = format!("{stated} ({length} byte)");
        let found = format!("{} ({} byte)", found.1, found.0);
        reader.note(0, None, ProblemKind::Checksum { stated, found });
    }
    holds
}

/// A hash of the content's bytes: it finds damage, not malice. Fast, and without tables, which
/// would weigh more than the rest of the file's reading.
pub(super) fn checksum(content: &str) -> String {
    format!("xxh64:{:016x}", xxhash_rust::xxh64::xxh64(content.as_bytes(), 0))
}

/// Writes a year with its envelope.
pub(super) fn write(year: &Year, log: &[LogEntry]) -> String {
    let content = super::content(year);
    let mut out = Writer::default();
    out.object(&mut |out| {
        out.key("format");
        out.string(FORMAT);
        out.key("version");
        migrate::CURRENT.write(out);
        out.key("year");
        year.year.write(out);
        out.key("length");
        out.raw(&content.len().to_string());
        out.key("checksum");
        out.string(&checksum(&content));
        out.key("content");
        out.raw(&content);
        if !log.is_empty() {
            out.key("log");
            log.to_vec().write(out);
        }
    });
    let mut text = out.into_string();
    text.push('\n');
    text
}
