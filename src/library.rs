//! The years kept in this browser, behind one asynchronous seam.
//!
//! A [`Library`] can only be had by reading first, and only a library writes: nothing is
//! overwritten by a program that has not seen what was there.
//!
//! A year lies in the store as generations, each the whole file; between them the journal keeps
//! every step of editing as a note of its own. [`recover`] puts both together, a [`Writer`] is a
//! tab's right to write, and [`snapshot()`] keeps what would be destroyed.

mod aside;
pub mod bundle;
mod draft;
mod filed;
pub mod generation;
mod journal;
mod lease;
mod mark;
mod memory;
mod order;
mod recover;
mod room;
mod session;
mod snapshot;
mod store;
mod usage;
mod writer;

pub use aside::{Aside, Why, dismiss, is_year, rescue, set_aside, written, year_of};
pub use bundle::PART;
pub use draft::{Draft, forget as forget_draft};
pub use filed::{Filed, MANY, reminders};
pub use generation::Generation;
pub use journal::{Journal, JournalEntry};
pub use lease::{BEAT_MS, Lease, PROGRAM, STALE_MS, Standing};
pub use mark::{Mark, Seen};
pub use memory::{Fault, Memory};
pub use recover::{Recovered, asides, recover};
pub use snapshot::{
    Kind, Snapshot, delete, delete_for_good, expire, replace, restore, snapshot, snapshots,
};
pub use store::{Entry, Notes, Store, StoreError, Stored, index_text, read_index, set_checked};
pub use usage::{Cleanable, Reason, Usage, clean, cleanable, usage};
pub use writer::{Begin, Writer, again_ms};

use crate::file::{self, Opened};
use crate::json::ProblemKind;
use crate::model::{Id, Year};

/// What is known of the years in the store. Reading comes first: see [`Library::read`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    entries: Vec<Entry>,
}

/// What importing a year would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    /// There is no such year yet.
    New,
    /// The very same bytes are there already.
    Same,
    /// Another version of the year is there: replace it or keep both?
    Differs,
}

impl Library {
    /// Reads what is in the store.
    ///
    /// # Errors
    /// When the store cannot be read; then nothing may be written either.
    pub async fn read(store: &impl Store) -> Result<Self, StoreError> {
        let ids = store.ids().await?;
        let index = store.index().await.unwrap_or_default();
        let mut entries = Vec::new();
        let mut is_whole = index.len() == ids.len();
        for id in ids {
            match index.iter().find(|entry| entry.id == id) {
                Some(entry) => entries.push(entry.clone()),
                None => {
                    // The index is a copy for speed; a year it lacks is read itself.
                    is_whole = false;
                    entries.extend(generation::entry(store, &id).await?);
                }
            }
        }
        let mut library = Self { entries };
        library.sort();
        if !is_whole {
            // The years are safe without it; the next reading will try again.
            let _ = store.set_index(&library.entries).await;
        }
        Ok(library)
    }

    /// The years, the last changed first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether a year is there.
    pub fn has(&self, id: &Id) -> bool {
        self.entries.iter().any(|entry| entry.id == id.as_str())
    }

    /// What importing these bytes under this id would do. The store is asked, not the list: another
    /// tab may have stored the year since the list was read.
    ///
    /// # Errors
    /// When the stored year cannot be read.
    pub async fn preview(
        &self,
        store: &impl Store,
        id: &Id,
        bytes: &[u8],
    ) -> Result<Import, StoreError> {
        Ok(match store.load(id.as_str()).await? {
            None => Import::New,
            Some(stored) if stored.bytes == bytes => Import::Same,
            Some(_) => Import::Differs,
        })
    }

    /// Stores a year, in place of the one with the same id if there is one. Several may be under
    /// way at once: the list is brought up to date with [`Library::note`] when each is done.
    ///
    /// # Errors
    /// When the store refuses; what was there is still there.
    pub async fn save(&self, store: &impl Store, stored: &Stored) -> Result<(), StoreError> {
        store.save(stored).await
    }

    /// Enters a stored year in the list.
    pub fn note(&mut self, stored: &Stored) {
        self.forget(&stored.id);
        self.entries.push(stored.entry());
        self.sort();
    }

    /// Removes a year from the store.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn remove(&self, store: &impl Store, id: &str) -> Result<(), StoreError> {
        store.remove(id).await
    }

    /// Takes a removed year off the list.
    pub fn forget(&mut self, id: &str) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// Writes the list as it is now.
    ///
    /// # Errors
    /// When the store refuses; the years are safe without it.
    pub async fn write_index(&self, store: &impl Store) -> Result<(), StoreError> {
        store.set_index(&self.entries).await
    }

    /// An id like this one that no year in the store has: `asn-2020-2`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn free_id(&self, store: &impl Store, id: &Id) -> Result<Id, StoreError> {
        let taken = store.ids().await?;
        let mut numbered = (2..).filter_map(|number| Id::new(&format!("{id}-{number}")));
        let free = numbered.find(|id| taken.iter().all(|taken| taken != id.as_str()));
        Ok(free.unwrap_or_else(|| id.clone()))
    }

    fn sort(&mut self) {
        order::sort(&mut self.entries, |a, b| b.changed.cmp(&a.changed).then(a.id.cmp(&b.id)));
    }
}

/// The bytes to store for an opened file: canonical when all of it could be read, with its log. A file of a newer
/// format, or one with problems, is kept as it came, so that the next visit tells the same of it.
pub fn bytes_to_store(opened: &Opened, original: &[u8]) -> Vec<u8> {
    let is_damaged = opened.problems.iter().any(|problem| problem.kind != ProblemKind::NoChecksum);
    if opened.is_read_only() || is_damaged {
        original.to_vec()
    } else {
        file::save_logged(&opened.year, &opened.log).into_bytes()
    }
}

/// A year ready to be stored.
pub fn stored(year: &Year, bytes: Vec<u8>, changed: String) -> Stored {
    Stored { id: year.id.to_string(), name: year.name(), changed, bytes }
}

#[cfg(test)]
mod tests;
