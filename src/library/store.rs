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
    /// Another tab writes this year now; this one follows.
    Taken,
    /// A newer Tertial writes this year in another tab; the tab's program is too old to go on.
    NewerProgram,
    /// Another tab has deleted this year.
    Deleted,
    /// The storage is laid out by a newer Tertial than this one.
    NewerLayout,
    /// The year itself was never stored, so a step that was kept hangs on nothing.
    Unstored,
    /// What should be there is gone or damaged: a snapshot that has expired, for one.
    Missing,
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
            Self::Taken => write!(
                f,
                "Året redigeras i en annan flik. Skriv vidare där, eller välj att ta över här. Det \
                 du skrev senast här är lagt åt sidan och går att hämta."
            ),
            Self::NewerProgram => write!(
                f,
                "Ett nyare Tertial är öppet i en annan flik. Den här fliken har slutat spara: \
                 ladda om sidan för att fortsätta."
            ),
            Self::Deleted => write!(
                f,
                "Året är borttaget i en annan flik. Det som visas här finns bara i den här fliken: \
                 hämta det som fil, eller ta tillbaka året under Lagring på startsidan."
            ),
            Self::NewerLayout => write!(
                f,
                "Åren i webbläsaren är sparade av en nyare Tertial, som den här sidan inte kan läsa. \
                 Ladda om sidan för att få den nya. Året ligger bara i minnet: hämta det som fil \
                 innan du stänger sidan."
            ),
            Self::Unstored => write!(
                f,
                "Året självt är inte sparat i webbläsaren. Hämta det som fil innan du stänger sidan."
            ),
            Self::Missing => write!(
                f,
                "Det som skulle läsas finns inte kvar i webbläsaren eller är skadat. Ladda om \
                 sidan och se vad som finns att återställa."
            ),
            Self::Failed(_) => write!(
                f,
                "Webbläsaren kunde inte läsa eller spara. Hämta året som fil, ladda om sidan och \
                 försök igen."
            ),
        }
    }
}

/// Where years are kept: records of bytes under keys. The browser's IndexedDB is one,
/// [`super::Memory`] its twin.
///
/// A browser or a test gives the first ten; how years lie in them is said once, in
/// [`super::generation`], for both. Keys are ASCII; a record is at most [`super::PART`] bytes and a
/// little, so that no step holds up the page.
#[expect(async_fn_in_trait, reason = "all callers are single-threaded: a page or a test")]
pub trait Store {
    /// What tells this tab from others that share the storage: letters and digits.
    fn tab(&self) -> String;
    /// The keys that begin so, in order.
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
    /// The records that begin so, in order, with their keys.
    async fn records(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;
    /// A record; `None` when there is none.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Writes a record. It is not read back: see [`put_checked`].
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError>;
    /// Removes a record, if it is there.
    async fn delete(&self, key: &str) -> Result<(), StoreError>;
    /// The ids of the years as the first layout kept them, one record each.
    async fn old_ids(&self) -> Result<Vec<String>, StoreError>;
    /// A year of the first layout.
    async fn old(&self, id: &str) -> Result<Option<Stored>, StoreError>;
    /// Removes a year of the first layout.
    async fn delete_old(&self, id: &str) -> Result<(), StoreError>;
    /// The index, a copy of what lists show.
    async fn index(&self) -> Result<Vec<Entry>, StoreError>;
    /// Replaces the index.
    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError>;

    /// Bytes used and granted, where the browser tells.
    async fn estimate(&self) -> Option<(u64, u64)> {
        None
    }

    /// The ids of all years.
    async fn ids(&self) -> Result<Vec<String>, StoreError>
    where
        Self: Sized,
    {
        super::generation::ids(self).await
    }

    /// A year as its latest whole generation has it; `None` when there is none. What the journal
    /// has beyond that is for [`super::recover`].
    async fn load(&self, id: &str) -> Result<Option<Stored>, StoreError>
    where
        Self: Sized,
    {
        let latest = super::generation::latest(self, id).await?;
        Ok(latest.generation.map(super::Generation::into_stored))
    }

    /// Keeps a year as a generation of its own without history, and has read it back when it is
    /// done. Nobody is asked who writes the year: [`super::replace`] does.
    async fn save(&self, stored: &Stored) -> Result<(), StoreError>
    where
        Self: Sized,
    {
        super::generation::save(self, stored).await
    }

    /// Forgets a year's generations. [`super::delete`] takes a snapshot first.
    async fn remove(&self, id: &str) -> Result<(), StoreError>
    where
        Self: Sized,
    {
        super::room::remove(self, id).await
    }
}

/// Writes a record and compares what can be read back.
///
/// # Errors
/// [`StoreError::NotKept`] when it differs; what the store says when it refuses.
pub async fn put_checked(store: &impl Store, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
    store.put(key, bytes).await?;
    let kept = store.get(key).await?;
    if kept.as_deref() == Some(bytes) { Ok(()) } else { Err(StoreError::NotKept) }
}

/// Removes records, in this order.
///
/// # Errors
/// When the store refuses; then those that follow are still there.
pub async fn delete_all(store: &impl Store, keys: Vec<String>) -> Result<(), StoreError> {
    for key in keys {
        store.delete(&key).await?;
    }
    Ok(())
}

/// The synchronous half of the storage: short texts that are kept the moment they are written.
/// The browser's localStorage is one, [`super::Memory`] its twin.
pub trait Notes {
    /// A note.
    fn note(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Writes a note. It is not read back: see [`set_checked`].
    fn set_note(&self, key: &str, text: &str) -> Result<(), StoreError>;
    /// Removes a note, if it is there.
    fn remove_note(&self, key: &str) -> Result<(), StoreError>;
    /// The keys that begin so, in any order.
    fn note_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError>;
}

/// Writes a note and compares what can be read back.
///
/// # Errors
/// [`StoreError::NotKept`] when it differs; what the store says when it refuses.
pub fn set_checked(notes: &impl Notes, key: &str, text: &str) -> Result<(), StoreError> {
    notes.set_note(key, text)?;
    if notes.note(key)?.as_deref() == Some(text) { Ok(()) } else { Err(StoreError::NotKept) }
}

/// The checksum of everything kept: xxh64 as sixteen hexadecimal digits.
pub fn checksum(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh64::xxh64(bytes, 0))
}
