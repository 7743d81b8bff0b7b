//! What could not be placed, kept word for word with the record it stood in, where it can be looked at
//! and let go of.

use serde_json::{Value, json};

use super::values::read_whole;
use super::{Field, Member, Raw, Reader, Schemas, Shape, Stop, Writer};

/// The key under which a record has what was kept. It is no member of the file, and no id.
pub const KEPT: &str = "_kept";

/// Members of an object that could not be placed, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept(
    // Every record has one and hardly any uses it: one word instead of three.
    #[expect(clippy::box_collection, reason = "an empty list would be three times as large")]
    Option<Box<Vec<Stray>>>,
);

/// A member that could not be placed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stray {
    key: String,
    raw: Raw,
    /// Whether its key stood there before, with a value that holds.
    again: bool,
}

impl Kept {
    /// Keeps a member.
    pub fn push(&mut self, key: String, raw: &str) {
        self.0.get_or_insert_default().push(Stray { key, raw: Raw(raw.into()), again: false });
    }

    /// Keeps a member whose key stood there before.
    pub fn push_again(&mut self, key: String, raw: &str) {
        let again = !self.iter().any(|(kept, _)| kept == key);
        self.0.get_or_insert_default().push(Stray { key, raw: Raw(raw.into()), again });
    }

    /// Whether a member must be written even if it is the default: what was kept under its key is
    /// only the second value.
    pub(super) fn needs_first(&self, key: &str) -> bool {
        self.0.iter().any(|strays| strays.iter().any(|stray| stray.again && stray.key == key))
    }

    /// Whether everything could be placed.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The members kept.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Raw)> {
        self.0.iter().flat_map(|strays| strays.iter().map(|s| (s.key.as_str(), &s.raw)))
    }
}

/// A list, so that a step can let go of what was kept, and have it back.
impl Field for Kept {
    const SHAPE: Shape = Shape::List(&Shape::Raw);

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let strays = Vec::read(reader)?;
        Ok(Self((!strays.is_empty()).then(|| Box::new(strays))))
    }

    fn write(&self, out: &mut Writer) {
        match &self.0 {
            Some(strays) => strays.write(out),
            None => out.raw("[]"),
        }
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({})
    }

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        self.0.as_ref()?.get(key.parse::<usize>().ok()?).map(|stray| stray as &dyn Member)
    }

    fn each_inner(&self, visit: &mut dyn FnMut(&str, &dyn Member)) {
        self.0.iter().for_each(|strays| strays.each_inner(visit));
    }

    fn put_item(&mut self, at: usize, json: &str) -> Result<(), Stop> {
        let mut strays = self.0.take().unwrap_or_default();
        let put = strays.put_item(at, json);
        self.0 = (!strays.is_empty()).then_some(strays);
        put
    }

    fn take_item(&mut self, at: usize) -> Option<String> {
        let mut strays = self.0.take()?;
        let taken = strays.take_item(at);
        self.0 = (!strays.is_empty()).then_some(strays);
        taken
    }
}

/// Three texts: the name, the value, and whether it is a second one.
impl Field for Stray {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Raw;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let [key, raw, again] = <[String; 3]>::try_from(Vec::<String>::read(reader)?)
            .map_err(|_| Stop::Impossible("ett namn, ett värde och om det är ett till"))?;
        let raw: Raw = read_whole(&raw)?;
        Ok(Self { key, raw, again: !again.is_empty() })
    }

    fn write(&self, out: &mut Writer) {
        let again = if self.again { "again" } else { "" };
        out.inline(&[self.key.as_str(), &self.raw.0, again], |out, text| out.string(text));
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({})
    }

    fn inner(&self, key: &str) -> Option<&dyn Member> {
        match key {
            "name" => Some(&self.key),
            "raw" => Some(&self.raw),
            "again" => Some(&self.again),
            _ => None,
        }
    }
}

impl Field for Raw {
    const SHAPE: Shape = Shape::Raw;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.raw().map(|raw| Self(raw.into()))
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&self.0);
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({})
    }
}
