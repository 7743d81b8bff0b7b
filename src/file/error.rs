//! Why a file could not be opened.

use std::fmt;

use super::{MAX_BYTES, migrate};

/// Why a file could not be opened. Its `Display` is Swedish: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Nothing in it.
    Empty,
    /// Above the limit; refused before reading.
    TooLarge {
        /// The file's size.
        bytes: usize,
    },
    /// A zip archive, which Word and Excel files are too.
    Zip,
    /// A PDF.
    Pdf,
    /// Not UTF-8, and nothing proves that another reading is right.
    Encoding,
    /// Not JSON, or JSON that ends too early.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What should have stood there.
        expected: &'static str,
    },
    /// JSON of another kind.
    NotOurs,
    /// The envelope holds no year.
    NoContent,
    /// A newer format that cannot even be read.
    TooNew {
        /// The file's version.
        found: u32,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const UNCHANGED: &str = "Inget i webbläsaren är ändrat.";
        match self {
            Self::Empty => {
                write!(f, "Filen är tom. Be avsändaren skicka den igen. {UNCHANGED}")
            }
            Self::TooLarge { bytes } => write!(
                f,
                "Filen är {} MB, och gränsen är {} MB. Den har inte lästs. Kontrollera att det är \
                 rätt fil. {UNCHANGED}",
                bytes.div_ceil(1024 * 1024),
                MAX_BYTES / (1024 * 1024)
            ),
            Self::Zip => write!(
                f,
                "Det här är en zip-, Word- eller Excel-fil, inte ett verksamhetsår. Packa upp den \
                 och välj filen som slutar på .tertial.json. {UNCHANGED}"
            ),
            Self::Pdf => write!(
                f,
                "Det här är en PDF, inte ett verksamhetsår. Välj filen som slutar på \
                 .tertial.json. {UNCHANGED}"
            ),
            Self::Encoding => write!(
                f,
                "Filens tecken går inte att läsa säkert: den är inte sparad som UTF-8. Öppna den i \
                 programmet som sparade den, välj kodningen UTF-8 och spara igen. {UNCHANGED}"
            ),
            Self::Syntax { line, column, expected } => write!(
                f,
                "Filen går inte att läsa från rad {line}, tecken {column}: där skulle det stå \
                 {expected}. Den kan vara avbruten eller ändrad för hand. Be avsändaren skicka den \
                 igen. {UNCHANGED}"
            ),
            Self::NotOurs => write!(
                f,
                "Filen är inte ett verksamhetsår från Tertial. Välj en fil som slutar på \
                 .tertial.json. {UNCHANGED}"
            ),
            Self::NoContent => write!(
                f,
                "Filen är från Tertial men har inget innehåll. Be avsändaren skicka den igen. \
                 {UNCHANGED}"
            ),
            Self::TooNew { found } => write!(
                f,
                "Filen har format {found}, och den här versionen läser till och med format {}. \
                 Uppdatera Tertial och öppna filen igen. {UNCHANGED}",
                migrate::CURRENT
            ),
        }
    }
}
