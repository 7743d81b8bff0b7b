//! Running text.

use serde_json::{Value, json};

use crate::json::{Field, Reader, Schemas, Shape, Stop, Writer};

/// Running text in a small Markdown subset: paragraphs, lists, bold, italic, links and
/// sub-headings. Everything else is plain text; see [`crate::document::markdown`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown(pub String);

impl Markdown {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Markdown {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Field for Markdown {
    const SHAPE: Shape = Shape::Text;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        String::read(reader).map(Self)
    }

    fn write(&self, out: &mut Writer) {
        out.string(&self.0);
    }

    fn plain(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Markdown", |_| {
            json!({
                "description": "Text with paragraphs, lists, bold, italic, links, sub-headings.",
                "type": "string",
            })
        })
    }
}
