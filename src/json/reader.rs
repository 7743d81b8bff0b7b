//! A pull reader over JSON text that never panics, never recurses without bound and keeps track of
//! where it is.

use std::borrow::Cow;

use super::{Place, Problem, ProblemKind};

/// Deepest nesting that is read. Our own files reach about 30.
pub const MAX_DEPTH: usize = 128;

/// Why a value could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The value is sound JSON of another type; holds what was expected, in Swedish.
    Mismatch(&'static str),
    /// The value has the right type and an impossible content; holds what was expected.
    Impossible(&'static str),
    /// The value is sound and of a kind this version does not know.
    Unknown(String),
    /// The text is not JSON from here on; holds what was expected, in Swedish.
    Syntax(usize, &'static str),
}

/// A step on the way from the file's outside to the place being read.
#[derive(Clone, Debug)]
enum Step {
    Key(&'static str),
    Id(String),
}

/// What is done at each member of an object: reader, key, the key's offset.
pub type OnMember<'f, 'a> =
    &'f mut dyn FnMut(&mut Reader<'a>, Cow<'a, str>, usize) -> Result<(), Stop>;

/// Reads one JSON text from front to back.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) position: usize,
    depth: usize,
    path: Vec<Step>,
    problems: Vec<(usize, String, ProblemKind)>,
    /// Set when the next object is a union's record: its tag is no unknown field.
    tagged: bool,
    /// Items of the list just read that could not be placed, with their index.
    strays: Vec<(usize, String)>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of the text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            position: 0,
            depth: 0,
            path: Vec::new(),
            problems: Vec::new(),
            tagged: false,
            strays: Vec::new(),
        }
    }

    /// Byte offset of the next unread character.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Goes back to an offset got from [`Reader::position`] at the same depth.
    pub fn rewind(&mut self, position: usize) {
        self.position = position;
    }

    /// Notes a problem at an offset, with the present path and, if given, a last key.
    pub fn note(&mut self, offset: usize, key: Option<&str>, kind: ProblemKind) {
        let mut path = String::new();
        for step in &self.path {
            let name = match step {
                Step::Key(key) => key,
                Step::Id(id) => id.as_str(),
            };
            push_step(&mut path, name);
        }
        if let Some(key) = key {
            push_step(&mut path, key);
        }
        self.problems.push((offset, path, kind));
    }

    /// All problems noted so far, with lines and columns, in the order of the text.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems;
        // No two problems are at one place, so the order of equals does not matter.
        problems.sort_unstable_by_key(|(offset, ..)| *offset);
        let mut lines = super::place::Lines::new(self.text);
        problems
            .into_iter()
            .map(|(offset, path, kind)| {
                let (line, column) = lines.locate(offset);
                Problem { place: Place { offset, line, column, path }, kind }
            })
            .collect()
    }

    /// Enters the value of a key.
    pub(super) fn enter(&mut self, key: &'static str) {
        self.path.push(Step::Key(key));
    }

    /// Says that the element being read has the id that was read from this offset on.
    pub(super) fn identify_by_value_from(&mut self, start: usize) {
        let id = self.text[start..self.position].trim_matches('"');
        self.path.push(Step::Id(id.to_owned()));
    }

    pub(super) fn path_length(&self) -> usize {
        self.path.len()
    }

    pub(super) fn truncate_path(&mut self, length: usize) {
        self.path.truncate(length);
    }

    /// The next byte after white space, unread; `None` at the end.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.position) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.position += 1;
        }
        None
    }

    fn syntax<T>(&self, expected: &'static str) -> Result<T, Stop> {
        Err(Stop::Syntax(self.position, expected))
    }

    fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), Stop> {
        if self.peek() == Some(byte) {
            self.position += 1;
            Ok(())
        } else {
            self.syntax(expected)
        }
    }

    /// Reads a JSON number as it is written.
    pub fn number(&mut self) -> Result<&'a str, Stop> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number_text(),
            _ => self.mismatch("ett tal"),
        }
    }

    fn number_text(&mut self) -> Result<&'a str, Stop> {
        let start = self.position;
        let mut at = start + usize::from(self.bytes[start] == b'-');
        let whole = self.digits(at)?;
        if self.bytes[at] == b'0' && whole > at + 1 {
            return Err(Stop::Syntax(at, "ett tal utan inledande nolla"));
        }
        at = whole;
        if self.bytes.get(at) == Some(&b'.') {
            at = self.digits(at + 1)?;
        }
        if matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            at += 1 + usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            at = self.digits(at)?;
        }
        self.position = at;
        Ok(&self.text[start..at])
    }

    fn digits(&self, from: usize) -> Result<usize, Stop> {
        let rest = self.bytes.get(from..).unwrap_or_default();
        match rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len()) {
            0 => Err(Stop::Syntax(from, "en siffra")),
            count => Ok(from + count),
        }
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => self.mismatch("ja eller nej (true eller false)"),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Stop> {
        if self.bytes[self.position..].starts_with(word.as_bytes()) {
            self.position += word.len();
            Ok(())
        } else {
            self.syntax("ett värde")
        }
    }

    /// A mismatch where a value starts, a syntax error where none does.
    pub fn mismatch<T>(&mut self, expected: &'static str) -> Result<T, Stop> {
        match self.peek() {
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                Err(Stop::Mismatch(expected))
            }
            Some(_) => self.syntax("ett värde"),
            None => self.syntax("mer text: filen tar slut för tidigt"),
        }
    }

    fn deeper(&mut self) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.syntax("mindre djup: för många nivåer")
        } else {
            Ok(())
        }
    }

    /// Reads an object, calling `member` at each value with its key and the key's offset.
    pub fn object(&mut self, member: OnMember<'_, 'a>) -> Result<(), Stop> {
        if self.peek() != Some(b'{') {
            return self.mismatch("ett objekt {…}");
        }
        self.position += 1;
        self.deeper()?;
        if self.peek() == Some(b'}') {
            self.position += 1;
        } else {
            loop {
                self.peek();
                let at = self.position;
                let key = match self.string() {
                    Ok(key) => key,
                    Err(Stop::Impossible(_)) => Cow::Borrowed("\u{fffd}"),
                    Err(Stop::Mismatch(_)) => return self.syntax("ett fältnamn"),
                    Err(stop) => return Err(stop),
                };
                self.expect(b':', "ett kolon")?;
                self.peek();
                member(self, key, at)?;
                if !self.comma_or(b'}', "ett komma eller }")? {
                    break;
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an array, calling `item` at each value with its index.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Self, usize) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.peek() != Some(b'[') {
            return self.mismatch("en lista […]");
        }
        self.position += 1;
        self.deeper()?;
        if self.peek() == Some(b']') {
            self.position += 1;
        } else {
            for index in 0.. {
                self.peek();
                item(self, index)?;
                if !self.comma_or(b']', "ett komma eller ]")? {
                    break;
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a comma (more follows) or the closing byte (done).
    fn comma_or(&mut self, close: u8, expected: &'static str) -> Result<bool, Stop> {
        match self.peek() {
            Some(b',') => {
                self.position += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.position += 1;
                Ok(false)
            }
            Some(_) => self.syntax(expected),
            None => self.syntax("mer text: filen tar slut för tidigt"),
        }
    }

    /// Skips any value and gives its text word for word.
    pub fn raw(&mut self) -> Result<&'a str, Stop> {
        self.peek();
        let start = self.position;
        let depth = self.depth;
        self.skip()?;
        self.depth = depth;
        Ok(&self.text[start..self.position])
    }

    fn skip(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b'"') => match self.string() {
                Ok(_) | Err(Stop::Impossible(_)) => Ok(()),
                Err(stop) => Err(stop),
            },
            Some(b'{') => self.object(&mut |reader, _, _| reader.skip()),
            Some(b'[') => self.array(&mut |reader, _| reader.skip()),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number_text().map(|_| ()),
            Some(_) => self.syntax("ett värde"),
            None => self.syntax("mer text: filen tar slut för tidigt"),
        }
    }

    /// Reads `null` if that is next.
    pub fn null(&mut self) -> Result<bool, Stop> {
        if self.peek() == Some(b'n') { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// The string under `key` in the object that starts here, without moving on.
    pub fn peek_member(&mut self, key: &str) -> Result<Option<String>, Stop> {
        self.peek();
        let (start, depth) = (self.position, self.depth);
        let is_object = self.peek() == Some(b'{');
        let mut found = None;
        let result = self.object(&mut |reader, name, _| {
            let value = reader.raw()?;
            if name == key {
                found = Reader::new(value).string().ok().map(Cow::into_owned);
                // The tag comes first in a canonical file: no need to look at the rest.
                return Err(Stop::Mismatch("klart"));
            }
            Ok(())
        });
        self.position = start;
        self.depth = depth;
        match result {
            Err(stop @ Stop::Syntax(..)) => Err(stop),
            Err(stop @ Stop::Mismatch(_)) if !is_object => Err(stop),
            _ => Ok(found),
        }
    }

    pub(super) fn set_tag(&mut self) {
        self.tagged = true;
    }

    pub(super) fn take_tag(&mut self) -> bool {
        std::mem::take(&mut self.tagged)
    }

    /// The text from an offset to the reader's place.
    pub(crate) fn text_from(&self, start: usize) -> &'a str {
        &self.text[start..self.position]
    }

    /// Leaves parts of the value just read for the record it stands in to keep.
    pub(crate) fn put_strays(&mut self, strays: Vec<(usize, String)>) {
        self.strays = strays;
    }

    pub(super) fn take_strays(&mut self) -> Vec<(usize, String)> {
        std::mem::take(&mut self.strays)
    }

    pub(super) fn restore_depth(&mut self, depth: usize) {
        self.depth = depth;
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

fn push_step(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
}
