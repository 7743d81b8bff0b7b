//! A figure as someone wrote it.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{format_with_unit, parse_canonical, parse_decimal, quantity::Unit};
use crate::json::{Field, Reader, Schemas, Shape, Stop, Writer};

/// One figure of a report. What could not be read as a number stays as it was typed: it is shown
/// and marked, never dropped and never turned into 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// An exact decimal, with the number of decimals it was printed with.
    Exact(Decimal),
    /// A number with a word that says it is not exact, such as *drygt 10*.
    About(Box<str>, Decimal),
    /// Anything else, word for word.
    Text(Box<str>),
}

/// Words that make a number approximate.
const ABOUT: [&str; 8] = ["drygt", "knappt", "cirka", "ca", "omkring", "ungefär", "över", "nära"];

impl Figure {
    /// Reads a figure as people type or paste it; see [`parse_decimal`] for what is understood.
    pub fn from_typed(text: &str) -> Self {
        if let Some(value) = parse_decimal(text) {
            return Self::Exact(value);
        }
        let about = text.trim().split_once(' ').and_then(|(word, rest)| {
            let known = ABOUT.contains(&word.trim_end_matches('.'));
            parse_decimal(rest).filter(|_| known).map(|value| Self::About(word.into(), value))
        });
        about.unwrap_or_else(|| Self::Text(text.into()))
    }

    /// Reads a figure as the file writes it: only a canonical decimal is a number there.
    pub fn from_canonical(text: &str) -> Self {
        if let Some(value) = parse_canonical(text) {
            return Self::Exact(value);
        }
        let about = text.split_once(' ').and_then(|(word, rest)| {
            let known = ABOUT.contains(&word.trim_end_matches('.'));
            parse_canonical(rest).filter(|_| known).map(|value| Self::About(word.into(), value))
        });
        about.unwrap_or_else(|| Self::Text(text.into()))
    }

    /// The number, exact or not; `None` for text.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Self::Exact(value) | Self::About(_, value) => Some(*value),
            Self::Text(_) => None,
        }
    }

    /// The figure in Swedish typography, with its unit where one is written after the number.
    pub fn show(&self, unit: Unit) -> String {
        match self {
            Self::Exact(value) => format_with_unit(*value, unit),
            Self::About(word, value) => format!("{word} {}", format_with_unit(*value, unit)),
            Self::Text(text) => text.to_string(),
        }
    }

    fn to_canonical(&self) -> String {
        match self {
            Self::Exact(value) => value.to_string(),
            Self::About(word, value) => format!("{word} {value}"),
            Self::Text(text) => text.to_string(),
        }
    }
}

impl Default for Figure {
    fn default() -> Self {
        Self::Text("".into())
    }
}

impl From<Decimal> for Figure {
    fn from(value: Decimal) -> Self {
        Self::Exact(value)
    }
}

impl Field for Figure {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Figure;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        match reader.string() {
            Ok(text) => Ok(Self::from_canonical(&text)),
            Err(Stop::Mismatch(_)) => Err(Stop::Mismatch("ett tal inom citattecken")),
            Err(stop) => Err(stop),
        }
    }

    fn write(&self, out: &mut Writer) {
        out.string(&self.to_canonical());
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Figure", |_| {
            json!({
                "description": "A decimal such as \"-15706\" or \"7.75\", an approximate one such \
                    as \"drygt 10\", or text that could not be read as a number.",
                "type": "string",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_stays_as_typed() {
        for text in ["", "—", "se not", "12 av 14", "1 2 3,4,5", "10^999"] {
            assert_eq!(Figure::from_typed(text), Figure::Text(text.into()), "{text:?}");
        }
    }

    #[test]
    fn approximate_figures_keep_their_word() {
        let figure = Figure::from_typed("drygt 10");
        assert_eq!(figure, Figure::About("drygt".into(), Decimal::TEN));
        assert_eq!(Figure::from_canonical(&figure.to_canonical()), figure);
    }

    #[test]
    fn the_file_holds_canonical_decimals_only() {
        assert_eq!(Figure::from_canonical("1 293,5"), Figure::Text("1 293,5".into()));
        assert_eq!(Figure::from_typed("1 293,5"), Figure::Exact(Decimal::new(12_935, 1)));
    }
}
