//! What reading found wrong, and where.

use std::fmt;

/// One thing in a file that could not be taken as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// A place in a file: the line and column of its text and the path of keys and ids that leads there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Byte offset in the file's text, from 0.
    pub offset: usize,
    /// Line, from 1; 0 when the problem was found in the model, not in the text.
    pub line: usize,
    /// Column in characters, from 1; 0 as for the line.
    pub column: usize,
    /// Ids and keys from the outside in, joined by `/`: `t2-2020/hvb-dygn/outcome`.
    pub path: String,
}

/// The kinds of problem. Their `Display` is one Swedish sentence that says what and what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A key the format does not have.
    UnknownField(String),
    /// A section part or choice of a kind the format does not have.
    UnknownKind(String),
    /// The same key twice in one object.
    DuplicateKey(String),
    /// A value of another type than the format expects; holds key and expectation.
    WrongType(String, &'static str),
    /// A value of the right type that cannot be, such as 31 February; holds key and expectation.
    Impossible(String, &'static str),
    /// The same id on two elements of one report.
    DuplicateId(String),
    /// An element that must have an id lacks one.
    MissingId,
    /// A reference to an id that is nowhere in the year.
    Dangling(String),
    /// A sum that is part of itself; holds the row's id.
    Circle(String),
    /// The checksum or length in the envelope does not fit the content.
    Checksum {
        /// What the envelope says.
        stated: String,
        /// What the content gives.
        found: String,
    },
    /// The envelope lacks its length or checksum.
    NoChecksum,
    /// Something is written after the end of the year.
    TrailingText,
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField(key) => {
                write!(f, "Fältet ”{key}” är okänt. Det sparas ordagrant men visas inte.")
            }
            Self::UnknownKind(kind) => {
                write!(f, "Sorten ”{kind}” är okänd. Innehållet sparas ordagrant men visas inte.")
            }
            Self::DuplicateKey(key) => {
                write!(
                    f,
                    "Fältet ”{key}” står två gånger. Det första gäller, det andra sparas ordagrant."
                )
            }
            Self::WrongType(key, expected) => {
                write!(f, "Fältet ”{key}” ska vara {expected}. Det som står där sparas ordagrant.")
            }
            Self::Impossible(key, expected) => {
                write!(f, "Värdet i ”{key}” är inte {expected}. Det sparas ordagrant.")
            }
            Self::DuplicateId(id) => {
                write!(f, "Id ”{id}” finns på två ställen i samma rapport. Ge det ena ett nytt id.")
            }
            Self::MissingId => write!(f, "Elementet saknar id, så inget kan länka till det."),
            Self::Dangling(id) => {
                write!(f, "Hänvisningen till ”{id}” leder ingenstans. Rätta den eller ta bort den.")
            }
            Self::Circle(id) => {
                write!(f, "Raden ”{id}” är summan av sig själv. Rätta vilka rader som summeras.")
            }
            Self::Checksum { stated, found } => write!(
                f,
                "Kontrollsumman stämmer inte: filen säger {stated}, innehållet ger {found}. \
                 Filen kan vara skadad eller ändrad för hand."
            ),
            Self::NoChecksum => write!(
                f,
                "Filen saknar längd eller kontrollsumma, så det går inte att se om den är hel."
            ),
            Self::TrailingText => {
                write!(f, "Efter årets slut står mer text. Den är inte med.")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, path, .. } = &self.place;
        match (line, path.is_empty()) {
            (0, true) => write!(f, "{}", self.kind),
            (0, false) => write!(f, "{path}: {}", self.kind),
            (_, true) => write!(f, "Rad {line}, tecken {column}: {}", self.kind),
            (_, false) => write!(f, "Rad {line}, tecken {column} ({path}): {}", self.kind),
        }
    }
}
