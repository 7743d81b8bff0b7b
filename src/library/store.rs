//! The seam between the app and where its years are kept.

use std::fmt;

use crate::json::{Field, Reader, Writer};
use crate::record;

/// A year as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The file's id.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// When it was put there, as the clock's owner writes it.
    pub changed: String,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
}

record! {
    /// What lists show of a year without opening it.
    pub struct Entry {
        /// The file's id.
        pub id: String,
        /// The name shown.
        pub name: String,
        /// When it was put there.
        pub changed: String,
        /// Its size in bytes.
        pub size: u32,
    }
}

/// The list of years as the index keeps it.
pub fn index_text(entries: &[Entry]) -> String {
    let mut out = Writer::default();
    entries.to_vec().write(&mut out);
    out.into_string()
}

/// Reads the index; what is damaged in it is made anew from the years.
pub fn read_index(text: &str) -> Vec<Entry> {
    Vec::read(&mut Reader::new(text)).unwrap_or_default()
}

impl Stored {
    /// Its entry in the index.
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            name: self.name.clone(),
            changed: self.changed.clone(),
            size: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            ..Entry::default()
        }
    }
}

/// Why a store did not do what it was asked. Its `Display` is Swedish: what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives no storage: private mode, blocked cookies, an old browser.
    Unavailable(String),
    /// The storage is full.
    Full,
    /// What was written could not be read back as it was.
    NotKept,
    /// Anything else the browser says.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable(_) => write!(
                f,
                "Webbläsaren låter inte Tertial spara här. Året ligger bara i minnet: hämta det \
                 som fil innan du stänger sidan."
            ),
            Self::Full => write!(
                f,
                "Webbläsarens lagring är full. Inget är skrivet över. Hämta året som fil och ta \
                 bort år som du inte behöver."
            ),
            Self::NotKept => write!(
                f,
                "Det som sparades gick inte att läsa tillbaka. Hämta året som fil innan du stänger \
                 sidan."
            ),
            Self::Failed(_) => write!(
                f,
                "Webbläsaren kunde inte läsa eller spara. Hämta året som fil, ladda om sidan och \
                 försök igen."
            ),
        }
    }
}

/// Where years are kept. The browser's IndexedDB is one, [`super::Memory`] its twin.
#[expect(async_fn_in_trait, reason = "all callers are single-threaded: a page or a test")]
pub trait Store {
    /// The ids of all years.
    async fn ids(&self) -> Result<Vec<String>, StoreError>;
    /// A year; `None` when there is none.
    async fn load(&self, id: &str) -> Result<Option<Stored>, StoreError>;
    /// Keeps a year, and has read it back when it is done.
    async fn save(&self, stored: &Stored) -> Result<(), StoreError>;
    /// Forgets a year.
    async fn remove(&self, id: &str) -> Result<(), StoreError>;
    /// The index, a copy of what lists show.
    async fn index(&self) -> Result<Vec<Entry>, StoreError>;
    /// Replaces the index.
    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError>;
}
