//! A value of the file as a part that can be reached, looked at and changed without knowing its type.
//!
//! The declarations of the model give reading, writing and schema; they also give this, so that every
//! place of the format can be edited by its path and none needs code of its own.

use super::{Field, Reader, Stop, Writer};

/// What kind of value stands in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Running text.
    Text,
    /// A line of text.
    Line,
    /// A figure as somebody wrote it.
    Figure,
    /// A decimal.
    Decimal,
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
    /// A day.
    Date,
    /// A month of the year, 1 to 12.
    Month,
    /// A limit with its sign.
    Bound,
    /// An id.
    Id,
    /// One of a few words: the name of the choice, and the words.
    Choice(&'static str, &'static [&'static str]),
    /// An object: the name of the record.
    Record(&'static str),
    /// An object of one of several kinds: the name of the union, and the kinds.
    Union(&'static str, &'static [&'static str]),
    /// A list, of values of a shape.
    List(&'static Shape),
    /// Figures by column.
    Cells,
    /// Kept word for word.
    Raw,
}

/// A value of the file, whatever its type.
pub trait Member {
    /// Whether it is left out of its object.
    fn is_left_out(&self) -> bool;

    /// Writes its value.
    fn write_value(&self, out: &mut Writer);

    /// The text of a value that is nothing but a text.
    fn plain(&self) -> Option<&str>;

    /// What kind of value it is.
    fn shape(&self) -> Shape;

    /// Whether there is a difference between no value and the first or least one.
    fn is_optional(&self) -> bool;

    /// The part under a key: a member of a record, an item of a list by its index or id.
    fn part(&self, key: &str) -> Option<&dyn Member>;

    /// The same part, to be changed.
    fn part_mut(&mut self, key: &str) -> Option<&mut dyn Member>;

    /// Calls `visit` for every part with its key.
    fn each_part(&self, visit: &mut dyn FnMut(&str, &dyn Member));

    /// Begins a value that is absent, so that it has parts.
    fn start(&mut self);

    /// Replaces the value; no text is the default.
    ///
    /// # Errors
    /// When the text is no value of this kind; then nothing is changed.
    fn set(&mut self, json: &str) -> Result<(), Stop>;

    /// Puts an item into a list, before the one at an index.
    ///
    /// # Errors
    /// When it is no list, has no such index, or the item cannot be read.
    fn insert(&mut self, at: usize, json: &str) -> Result<(), Stop>;

    /// Takes an item out of a list; its JSON.
    fn remove(&mut self, at: usize) -> Option<String>;
}

impl<T: Field> Member for T {
    fn is_left_out(&self) -> bool {
        self.is_absent()
    }

    fn write_value(&self, out: &mut Writer) {
        self.write(out);
    }

    fn plain(&self) -> Option<&str> {
        Field::plain(self)
    }

    fn shape(&self) -> Shape {
        T::SHAPE
    }

    fn is_optional(&self) -> bool {
        T::OPTIONAL
    }

    fn part(&self, key: &str) -> Option<&dyn Member> {
        self.inner(key)
    }

    fn part_mut(&mut self, key: &str) -> Option<&mut dyn Member> {
        self.inner_mut(key)
    }

    fn each_part(&self, visit: &mut dyn FnMut(&str, &dyn Member)) {
        self.each_inner(visit);
    }

    fn start(&mut self) {
        self.begin();
    }

    fn set(&mut self, json: &str) -> Result<(), Stop> {
        *self = if json.is_empty() { T::default() } else { super::values::read_whole(json)? };
        Ok(())
    }

    fn insert(&mut self, at: usize, json: &str) -> Result<(), Stop> {
        self.put_item(at, json)
    }

    fn remove(&mut self, at: usize) -> Option<String> {
        self.take_item(at)
    }
}

/// The JSON of a value; empty when it is left out.
pub fn text_of(member: &dyn Member) -> String {
    if member.is_left_out() {
        return String::new();
    }
    let mut out = Writer::default();
    member.write_value(&mut out);
    out.into_string()
}

/// The text of a value that is a JSON string; empty for anything else.
pub fn string_of(member: &dyn Member) -> String {
    if let Some(text) = member.plain() {
        return text.to_owned();
    }
    let json = text_of(member);
    Reader::new(&json).string().map(|text| text.into_owned()).unwrap_or_default()
}

/// Whether a value is this text: what is asked of all columns for each cell of a table.
pub fn is_text(member: &dyn Member, text: &str) -> bool {
    member.plain().map_or_else(|| string_of(member) == text, |own| own == text)
}

/// A string as JSON.
pub fn json_string(text: &str) -> String {
    let mut out = Writer::default();
    out.string(text);
    out.into_string()
}
