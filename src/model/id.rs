//! Ids.

use std::fmt;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::json::{Field, Reader, Schemas, Shape, Stop, Writer};

/// The name by which an element is known in every report and year, given once and untouched by
/// renaming or moving: small letters, digits and hyphens, at most 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Longest id in characters.
    pub const MAX_LENGTH: usize = 80;

    /// An id, if the text can be one.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_LENGTH).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.into()))
    }

    /// The id's text; empty for an element that lacks one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the element lacks an id.
    pub fn is_missing(&self) -> bool {
        self.0.is_empty()
    }
}

impl Default for Id {
    fn default() -> Self {
        thread_local! {
            // Every element starts without an id: one shared empty text instead of one each.
            static EMPTY: Arc<str> = Arc::from("");
        }
        EMPTY.with(|empty| Self(empty.clone()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for Id {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Id;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        Self::new(&text)
            .ok_or(Stop::Impossible("ett id av små bokstäver a–z, siffror och bindestreck"))
    }

    fn write(&self, out: &mut Writer) {
        out.string(&self.0);
    }

    fn plain(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Id", |_| {
            json!({
                "description": "The same element has the same id in every report and year.",
                "type": "string",
                "pattern": "^[a-z0-9-]{1,80}$",
            })
        })
    }

    fn is_absent(&self) -> bool {
        self.is_missing()
    }
}
