//! The journal: every step of editing, kept the moment it is taken.
//!
//! One note per entry, `tertial.journal.<year>.<epoch>.<tab>.<serial>`, so that no writer ever
//! overwrites another's. An entry names the one before it; where two name the same, two tabs wrote
//! at once, and one of the branches is kept aside. A copy of each goes to the store as
//! `journal/<year>/<mark>`, because browsers put notes on the disk seconds late.

use super::mark::{Mark, Seen};
use super::order;
use super::store::{Notes, Store, StoreError, checksum, delete_all, put_checked, set_checked};

const JOURNAL: &str = "tertial.journal.";

/// The key of an entry's note.
pub(super) fn note_key(id: &str, mark: &str) -> String {
    format!("{JOURNAL}{id}.{mark}")
}

/// The key of its copy.
pub(super) fn store_key(id: &str, mark: &str) -> String {
    format!("journal/{id}/{mark}")
}

/// The year that a note's key names.
pub(super) fn year_of(key: &str) -> Option<&str> {
    key.strip_prefix(JOURNAL)?.split('.').next()
}

/// One step of editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its place.
    pub mark: Mark,
    /// The entry, or the state, it came after.
    pub after: Mark,
    /// What the editor wrote: one line.
    pub text: String,
}

/// All that was found of a year's journal.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The entries that are whole, by mark.
    pub entries: Vec<JournalEntry>,
    /// What is no whole entry, or differs between note and copy.
    pub damaged: Vec<Damaged>,
}

/// Something in the journal that cannot be replayed.
#[derive(Clone, Debug)]
pub struct Damaged {
    /// Where it lies.
    pub key: String,
    /// Its place, as its key says.
    pub mark: Option<Mark>,
    /// What is there.
    pub text: String,
    /// Whether it is whole, and differs from the other one that bears its mark.
    pub differs: bool,
}

impl JournalEntry {
    fn note_key(&self, id: &str) -> String {
        note_key(id, &self.mark.to_string())
    }

    fn store_key(&self, id: &str) -> String {
        store_key(id, &self.mark.to_string())
    }

    /// The checksum over place and text, the entry before, the text.
    fn value(&self) -> String {
        let rest = format!("{} {}", self.after, self.text);
        format!("{} {rest}", checksum(format!("{} {rest}", self.mark).as_bytes()))
    }

    fn parse(mark: &str, value: &str) -> Option<Self> {
        let (sum, rest) = value.split_once(' ')?;
        let (after, text) = rest.split_once(' ')?;
        let is_whole = sum == checksum(format!("{mark} {rest}").as_bytes());
        let (mark, after) = (Mark::parse(mark)?, Mark::parse(after)?);
        is_whole.then(|| Self { mark, after, text: text.to_owned() })
    }

    /// Writes the note and reads it back.
    ///
    /// # Errors
    /// What the browser says; the entry may or may not be there.
    pub fn note(&self, notes: &impl Notes, id: &str) -> Result<(), StoreError> {
        set_checked(notes, &self.note_key(id), &self.value())
    }

    /// Writes the copy in the store and reads it back.
    ///
    /// # Errors
    /// What the store says.
    pub async fn copy(&self, store: &impl Store, id: &str) -> Result<(), StoreError> {
        put_checked(store, &self.store_key(id), self.value().as_bytes()).await
    }
}

impl Journal {
    /// Reads the notes alone: what a tab that follows does. Forbidden notes are as good as none.
    pub fn of_notes(notes: &impl Notes, id: &str) -> Self {
        let mut journal = Self::default();
        let prefix = format!("{JOURNAL}{id}.");
        for key in notes.note_keys(&prefix).unwrap_or_default() {
            let value = notes.note(&key).ok().flatten().unwrap_or_default();
            journal.add(&key, &key[prefix.len()..], &value);
        }
        journal.sort();
        journal
    }

    /// Reads notes and copies: each is there in one of them at least.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn read<S: Store + Notes>(store: &S, id: &str) -> Result<Self, StoreError> {
        let mut journal = Self::default();
        let prefix = format!("journal/{id}/");
        for (key, value) in store.records(&prefix).await? {
            journal.add(&key, &key[prefix.len()..], &String::from_utf8_lossy(&value));
        }
        // The notes last: whatever was trimmed meanwhile is in a later generation.
        let notes = Self::of_notes(store, id);
        for entry in notes.entries {
            let (key, value) = (entry.note_key(id), entry.value());
            journal.add(&key, &entry.mark.to_string(), &value);
        }
        journal.damaged.extend(notes.damaged);
        journal.sort();
        Ok(journal)
    }

    fn add(&mut self, key: &str, mark: &str, value: &str) {
        let found = JournalEntry::parse(mark, value);
        let known = found.as_ref().and_then(|f| self.entries.iter().find(|e| e.mark == f.mark));
        match (found, known) {
            (Some(entry), None) => self.entries.push(entry),
            (Some(entry), Some(known)) if entry == *known => {}
            (found, _) => self.damaged.push(Damaged {
                key: key.to_owned(),
                mark: Mark::parse(mark),
                text: value.to_owned(),
                differs: found.is_some(),
            }),
        }
    }

    fn sort(&mut self) {
        order::sort(&mut self.entries, |a, b| {
            a.mark.serial.cmp(&b.mark.serial).then(a.mark.cmp(&b.mark))
        });
        // A damaged note whose copy is whole is no loss.
        let entries = &self.entries;
        let has =
            |mark: &Option<Mark>| entries.iter().any(|entry| Some(&entry.mark) == mark.as_ref());
        self.damaged.retain(|damaged| damaged.differs || !has(&damaged.mark));
    }

    /// The entries to replay on a state, in order. Where two tabs wrote at once, the branch counts
    /// that ends with the latest session.
    pub fn chain(&self, tip: &Mark) -> Vec<JournalEntry> {
        // By serial, so that each entry's forerunner has been looked at before.
        let mut reached: Vec<&JournalEntry> = Vec::new();
        for entry in &self.entries {
            let follows = entry.after == *tip || reached.iter().any(|r| r.mark == entry.after);
            if follows {
                reached.push(entry);
            }
        }
        let mut chain = Vec::new();
        let mut at = reached.iter().max_by(|a, b| a.mark.cmp(&b.mark)).copied();
        while let Some(entry) = at {
            chain.push(entry.clone());
            at = reached.iter().find(|before| before.mark == entry.after).copied();
        }
        chain.reverse();
        chain
    }

    /// What a tab that follows has yet to replay; `None` when it must be opened anew, because the
    /// entries it needs are gone or are another branch's.
    pub fn following(&self, tip: &Mark) -> Option<Vec<JournalEntry>> {
        let chain = self.chain(tip);
        let last = chain.last().map_or(tip, |entry| &entry.mark);
        let is_behind = self.entries.iter().any(|entry| entry.mark > *last);
        (!is_behind).then_some(chain)
    }

    /// Removes the notes of entries that a state contains, the oldest first.
    pub fn trim_notes(&self, notes: &impl Notes, id: &str, seen: &Seen) {
        for entry in self.entries.iter().filter(|entry| seen.contains(&entry.mark)) {
            // What stays is known to be contained and does no harm.
            let _ = notes.remove_note(&entry.note_key(id));
        }
        // A step that could not be noted is in a generation by now.
        let is_in =
            |damaged: &&Damaged| damaged.mark.as_ref().is_some_and(|mark| seen.contains(mark));
        for damaged in self.damaged.iter().filter(is_in) {
            let _ = notes.remove_note(&damaged.key);
        }
    }

    /// Removes the copies of entries that a state contains.
    ///
    /// # Errors
    /// When the store refuses; what stays does no harm.
    pub async fn trim_copies(store: &impl Store, id: &str, seen: &Seen) -> Result<(), StoreError> {
        let prefix = format!("journal/{id}/");
        let mut keys = store.keys(&prefix).await?;
        let is_in = |key: &str| Mark::parse(key).is_some_and(|mark| seen.contains(&mark));
        keys.retain(|key| is_in(&key[prefix.len()..]));
        delete_all(store, keys).await
    }
}
