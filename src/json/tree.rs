//! JSON as a tree, for the steps that bring old files up to date.
//!
//! Leaves stay word for word, and an object keeps its order and even a key that stands twice: a
//! step touches what it knows and nothing else.

use super::{Reader, Stop, Writer};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// An object's members in their order.
    Object(Vec<(String, Tree)>),
    /// A list.
    Array(Vec<Tree>),
    /// A string, number or word as it was written.
    Leaf(String),
}

impl Tree {
    /// Reads a value.
    ///
    /// # Errors
    /// [`Stop::Syntax`] where the text is not JSON.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        match reader.peek() {
            Some(b'{') => {
                let mut members = Vec::new();
                reader.object(&mut |reader, key, _| {
                    members.push((key.into_owned(), Self::read(reader)?));
                    Ok(())
                })?;
                Ok(Self::Object(members))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                reader.array(&mut |reader, _| {
                    items.push(Self::read(reader)?);
                    Ok(())
                })?;
                Ok(Self::Array(items))
            }
            _ => reader.raw().map(|raw| Self::Leaf(raw.to_owned())),
        }
    }

    /// Writes the value.
    pub fn write(&self, out: &mut Writer) {
        match self {
            Self::Object(members) => out.object(&mut |out| {
                for (key, value) in members {
                    out.key(key);
                    value.write(out);
                }
            }),
            Self::Array(items) => out.array(&mut |out| {
                for item in items {
                    out.item();
                    item.write(out);
                }
            }),
            Self::Leaf(raw) => out.raw(raw),
        }
    }

    /// The members of an object; none of anything else.
    pub fn members(&mut self) -> &mut [(String, Tree)] {
        match self {
            Self::Object(members) => members,
            _ => &mut [],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&mut self) -> &mut [Tree] {
        match self {
            Self::Array(items) => items,
            _ => &mut [],
        }
    }

    /// The first value under a key.
    pub fn get(&mut self, key: &str) -> Option<&mut Tree> {
        self.members().iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Replaces the first member under a key, by another or by nothing.
    pub fn replace(&mut self, key: &str, by: Option<(&str, Tree)>) {
        let Self::Object(members) = self else { return };
        let Some(at) = members.iter().position(|(name, _)| name == key) else { return };
        match by {
            Some((name, value)) => members[at] = (name.to_owned(), value),
            None => drop(members.remove(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_word_for_word() {
        let text = "{\n \"a\": 1.50,\n \"a\": [\n  \"\\ud800\",\n  1e999\n ],\n \"b\": {}\n}";
        let tree = Tree::read(&mut Reader::new(text)).unwrap();
        let mut out = Writer::default();
        tree.write(&mut out);
        assert_eq!(out.into_string(), text);
    }
}
