//! What every value in the file can do: be read, be written, describe itself.

use serde_json::Value;

use super::{Kept, Member, ProblemKind, Reader, Schemas, Shape, Stop, Writer};

/// A value that may stand in the file.
pub trait Field: Sized + Default + PartialEq {
    /// Whether a list of these is written on one line.
    const INLINE: bool = false;

    /// What kind of value it is, for whoever edits it.
    const SHAPE: Shape;

    /// Whether there is a difference between no value and the first or least one.
    const OPTIONAL: bool = false;

    /// Reads the value that starts at the reader's place.
    ///
    /// # Errors
    /// A [`Stop`]; on anything but [`Stop::Syntax`] the caller rewinds and keeps the text.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop>;

    /// Writes the value canonically.
    fn write(&self, out: &mut Writer);

    /// The JSON Schema of the value.
    fn schema(schemas: &mut Schemas) -> Value;

    /// Whether the member is left out of its object: an absent value and the default are the same.
    fn is_absent(&self) -> bool {
        *self == Self::default()
    }

    /// The text of a value that is nothing but a text.
    fn plain(&self) -> Option<&str> {
        None
    }

    /// The part under a key: a member of a record, an item of a list by its index or id.
    fn inner(&self, _key: &str) -> Option<&dyn Member> {
        None
    }

    /// The same part, to be changed.
    fn inner_mut(&mut self, _key: &str) -> Option<&mut dyn Member> {
        None
    }

    /// Calls `visit` for every part with its key.
    fn each_inner(&self, _visit: &mut dyn FnMut(&str, &dyn Member)) {}

    /// Begins a value that is absent, so that it has parts.
    fn begin(&mut self) {}

    /// Puts an item into a list, before the one at an index.
    ///
    /// # Errors
    /// When it is no list, has no such index, or the item cannot be read.
    fn put_item(&mut self, _at: usize, _json: &str) -> Result<(), Stop> {
        Err(Stop::Mismatch("en lista"))
    }

    /// Takes an item out of a list; its JSON.
    fn take_item(&mut self, _at: usize) -> Option<String> {
        None
    }
}

/// An object of the file, declared with [`record!`](crate::record).
pub trait Record {
    /// Calls `visit` for every member in canonical order.
    fn each_member(&self, visit: &mut dyn FnMut(&'static str, &dyn Member));

    /// What could not be placed.
    fn kept(&self) -> &Kept;

    /// The schema of the object itself, for a union to add its tag to.
    fn object_schema(schemas: &mut Schemas) -> Value
    where
        Self: Sized;
}

/// JSON kept word for word because it could not be placed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw(pub Box<str>);

/// Writes a record: the tag of its union if it has one, its members, and what was kept.
#[doc(hidden)]
pub fn write_record(tag: Option<&str>, record: &dyn Record, out: &mut Writer) {
    out.object(&mut |out| {
        if let Some(tag) = tag {
            out.key("kind");
            out.string(tag);
        }
        record.each_member(&mut |key, member| {
            if !member.is_left_out() || record.kept().needs_first(key) {
                out.key(key);
                member.write_value(out);
            }
        });
        for (key, raw) in record.kept().iter() {
            out.key(key);
            out.raw(&raw.0);
        }
    });
}

/// Whether nothing of a record would be written.
#[doc(hidden)]
pub fn is_empty_record(record: &dyn Record) -> bool {
    let mut is_empty = record.kept().is_empty();
    record.each_member(&mut |_, member| is_empty &= member.is_left_out());
    is_empty
}

/// The tag of the union's object that starts here.
#[doc(hidden)]
pub fn tag_of(reader: &mut Reader<'_>) -> Result<Option<String>, Stop> {
    let tag = reader.peek_member("kind")?;
    reader.set_tag();
    Ok(tag)
}

/// Keeps an object of a kind this version does not know.
#[doc(hidden)]
pub fn unknown_kind(reader: &mut Reader<'_>, kind: Option<&str>) -> Result<Raw, Stop> {
    reader.take_tag();
    let at = reader.position();
    reader.note(at, None, ProblemKind::UnknownKind(kind.unwrap_or("").to_owned()));
    reader.raw().map(|raw| Raw(raw.into()))
}

/// Reads a value into its place.
#[doc(hidden)]
pub fn read_into<T: Field>(reader: &mut Reader<'_>, slot: &mut T) -> Result<(), Stop> {
    *slot = T::read(reader)?;
    Ok(())
}

/// Reads the members of a record's object: `read` reads the value of the key with an index among
/// `keys`. Gives what could not be placed. Written once for all records, because sixty copies of it
/// would be most of the program.
#[doc(hidden)]
pub fn read_members(
    reader: &mut Reader<'_>,
    keys: &'static [&'static str],
    read: &mut dyn FnMut(&mut Reader<'_>, usize) -> Result<(), Stop>,
) -> Result<Kept, Stop> {
    let tagged = reader.take_tag();
    let mut tag_is_read = false;
    let mut kept = Kept::default();
    let mut seen = 0u64;
    let mut next = 0;
    reader.object(&mut |reader, key, at| {
        if tagged && key == "kind" {
            let raw = reader.raw()?;
            if std::mem::replace(&mut tag_is_read, true) {
                reader.note(at, None, ProblemKind::DuplicateKey(key.to_string()));
                kept.push(key.into_owned(), raw);
            }
            return Ok(());
        }
        let Some(index) = find(keys, next, &key) else {
            reader.note(at, None, ProblemKind::UnknownField(key.to_string()));
            kept.push(key.into_owned(), reader.raw()?);
            return Ok(());
        };
        if seen & (1 << index) != 0 {
            reader.note(at, None, ProblemKind::DuplicateKey(key.to_string()));
            kept.push_again(key.into_owned(), reader.raw()?);
            return Ok(());
        }
        seen |= 1 << index;
        next = index + 1;
        read_member(reader, keys[index], &mut kept, &mut |reader| read(reader, index))
    })?;
    Ok(kept)
}

/// The index of a key. In a canonical file it is the next one.
fn find(keys: &[&str], next: usize, key: &str) -> Option<usize> {
    let ahead = keys.iter().skip(next).position(|known| *known == key).map(|at| at + next);
    ahead.or_else(|| keys.iter().position(|known| *known == key))
}

/// Reads one member, or keeps it and notes why.
fn read_member(
    reader: &mut Reader<'_>,
    key: &'static str,
    kept: &mut Kept,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (start, depth, path) = (reader.position(), reader.depth(), reader.path_length());
    reader.enter(key);
    let result = read(reader);
    reader.truncate_path(path);
    match result {
        Ok(()) => {
            if key == "id" {
                reader.identify_by_value_from(start);
            }
            for (index, raw) in reader.take_strays() {
                kept.push(format!("{key}[{index}]"), &raw);
            }
            Ok(())
        }
        Err(stop @ Stop::Syntax(..)) => Err(stop),
        Err(stop) => {
            reader.take_strays();
            reader.rewind(start);
            reader.restore_depth(depth);
            reader.note(start, None, problem_of(key, stop));
            kept.push(key.to_owned(), reader.raw()?);
            Ok(())
        }
    }
}

/// Reads a list, calling `read` for each item; items that cannot be placed are kept as strays.
pub(super) fn read_items(
    reader: &mut Reader<'_>,
    read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut strays = Vec::new();
    reader.array(&mut |reader, index| {
        let (start, depth, path) = (reader.position(), reader.depth(), reader.path_length());
        let result = read(reader);
        reader.truncate_path(path);
        match result {
            Ok(()) => {}
            Err(stop @ Stop::Syntax(..)) => return Err(stop),
            Err(stop) => {
                reader.take_strays();
                reader.rewind(start);
                reader.restore_depth(depth);
                reader.note(start, None, problem_of(&index.to_string(), stop));
                strays.push((index, reader.raw()?.to_owned()));
            }
        }
        Ok(())
    })?;
    reader.put_strays(strays);
    Ok(())
}

fn problem_of(key: &str, stop: Stop) -> ProblemKind {
    match stop {
        Stop::Mismatch(expected) | Stop::Syntax(_, expected) => {
            ProblemKind::WrongType(key.to_owned(), expected)
        }
        Stop::Impossible(expected) => ProblemKind::Impossible(key.to_owned(), expected),
        Stop::Unknown(kind) => ProblemKind::UnknownKind(kind),
    }
}
