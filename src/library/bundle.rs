//! Something large in parts: written part by part, each read back, and the head last.
//!
//! The head names the checksum of every part and bears its own, so a bundle is whole when its head
//! is there and all sums hold. A tab killed in the middle leaves parts without a head, which count
//! as nothing.

use super::store::{Store, StoreError, checksum, delete_all, put_checked};
use crate::json::{Field, Reader, Writer};
use crate::record;

/// Bytes of one part: small enough to be copied and compared in a few milliseconds.
pub const PART: usize = 1 << 20;

record! {
    /// What is known of a bundle before its parts are read.
    pub struct Head {
        /// Why a snapshot was taken; empty in a generation.
        pub kind: String,
        /// The year's id.
        pub id: String,
        /// The name shown.
        pub name: String,
        /// When it was written, as the clock's owner writes it.
        pub changed: String,
        /// The last journal entry it contains, as a mark.
        pub base: String,
        /// The last entry of each session it contains, as marks.
        pub seen: Vec<String>,
        /// The file's size in bytes; its parts come first.
        pub size: u32,
        /// The history's size in bytes.
        pub history: u32,
        /// The checksum of each part.
        pub parts: Vec<String>,
        /// The texts of journal entries that are to be replayed on it; only in snapshots.
        pub entries: Vec<String>,
    }
}

/// What reading a bundle found.
#[derive(Debug)]
pub enum Found {
    /// All of it, and every sum holds: head, file and history.
    Whole(Box<Head>, Vec<u8>, Vec<u8>),
    /// There is something, and it is not whole.
    Damaged,
    /// There is no head.
    None,
}

impl Head {
    /// The record: the checksum's sixteen digits, a line break, the rest as JSON.
    fn record(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.write(&mut out);
        let text = out.into_string();
        format!("{}\n{text}", checksum(text.as_bytes())).into_bytes()
    }

    /// Reads a record; `None` when it is damaged.
    fn parse(record: &[u8]) -> Option<Self> {
        let (sum, text) = std::str::from_utf8(record).ok()?.split_once('\n')?;
        let head = Self::read(&mut Reader::new(text)).ok()?;
        (sum == checksum(text.as_bytes())).then_some(head)
    }

    /// File and history in bytes, for the meter.
    pub fn total(&self) -> u64 {
        u64::from(self.size) + u64::from(self.history)
    }
}

fn part_key(name: &str, number: usize) -> String {
    format!("part/{name}/{number:04}")
}

/// Writes a bundle and reads it back. Sizes and sums are entered in the head here.
///
/// # Errors
/// What the store says; then nothing of it counts, and what was written is taken away again.
pub async fn write(
    store: &impl Store,
    name: &str,
    mut head: Head,
    bytes: &[u8],
    history: &[u8],
) -> Result<(), StoreError> {
    head.size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    head.history = u32::try_from(history.len()).unwrap_or(u32::MAX);
    head.parts.clear();
    let mut written = Ok(());
    for (number, part) in bytes.chunks(PART).chain(history.chunks(PART)).enumerate() {
        written = put_checked(store, &part_key(name, number), part).await;
        if written.is_err() {
            break;
        }
        head.parts.push(checksum(part));
    }
    if written.is_ok() {
        written = put_checked(store, name, &head.record()).await;
    }
    if written.is_err() {
        // A full storage needs the room at once. What remains counts as nothing.
        let _ = remove(store, name).await;
    }
    written
}

/// The heads whose names begin so, in order; damaged ones are `None`.
///
/// # Errors
/// When the store cannot be read.
pub async fn heads(
    store: &impl Store,
    prefix: &str,
) -> Result<Vec<(String, Option<Head>)>, StoreError> {
    let records = store.records(prefix).await?;
    Ok(records.into_iter().map(|(name, record)| (name, Head::parse(&record))).collect())
}

/// Reads a head alone; damaged ones are `None` like those that are not there.
///
/// # Errors
/// When the store cannot be read.
pub async fn head(store: &impl Store, name: &str) -> Result<Option<Head>, StoreError> {
    Ok(store.get(name).await?.as_deref().and_then(Head::parse))
}

/// Reads a bundle and checks all its sums.
///
/// # Errors
/// When the store cannot be read; what is damaged is no error.
pub async fn read(store: &impl Store, name: &str) -> Result<Found, StoreError> {
    let Some(record) = store.get(name).await? else { return Ok(Found::None) };
    let Some(head) = Head::parse(&record) else { return Ok(Found::Damaged) };
    let (mut bytes, mut history) = (Vec::with_capacity(head.size as usize), Vec::new());
    for (number, sum) in head.parts.iter().enumerate() {
        let part = store.get(&part_key(name, number)).await?;
        let Some(part) = part.filter(|part| checksum(part) == *sum) else {
            return Ok(Found::Damaged);
        };
        let is_file = bytes.len() < head.size as usize;
        if is_file { &mut bytes } else { &mut history }.extend_from_slice(&part);
    }
    let fits = bytes.len() == head.size as usize && history.len() == head.history as usize;
    Ok(if fits { Found::Whole(Box::new(head), bytes, history) } else { Found::Damaged })
}

/// Whether all sums of a bundle hold, without keeping it in memory.
///
/// # Errors
/// When the store cannot be read.
pub async fn is_whole(store: &impl Store, name: &str) -> Result<bool, StoreError> {
    let Some(head) = head(store, name).await? else { return Ok(false) };
    for (number, sum) in head.parts.iter().enumerate() {
        let part = store.get(&part_key(name, number)).await?;
        if part.is_none_or(|part| checksum(&part) != *sum) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes a bundle, its head first: from then on it is none.
///
/// # Errors
/// When the store refuses; what is left counts as nothing.
pub async fn remove(store: &impl Store, name: &str) -> Result<(), StoreError> {
    store.delete(name).await?;
    delete_all(store, store.keys(&format!("part/{name}/")).await?).await
}

/// Moves the head of a damaged bundle away, so that it is listed for rescue and no longer read.
///
/// # Errors
/// When the store refuses; then it stays where it was.
pub async fn set_aside(store: &impl Store, name: &str) -> Result<(), StoreError> {
    let Some(record) = store.get(name).await? else { return Ok(()) };
    put_checked(store, &format!("damaged/{name}"), &record).await?;
    store.delete(name).await
}

/// The file of a bundle that was kept aside, or what can still be read of it: its parts as they are. A file whose
/// checksum fails opens all the same, with a remark.
///
/// # Errors
/// When the store cannot be read.
pub async fn rescue(store: &impl Store, name: &str) -> Result<Vec<u8>, StoreError> {
    let name = name.strip_prefix("damaged/").unwrap_or(name);
    let moved = head(store, &format!("damaged/{name}")).await?;
    let there = if moved.is_some() { moved } else { head(store, name).await? };
    let size = there.map(|head| head.size as usize);
    let mut bytes = Vec::new();
    for (_, part) in store.records(&format!("part/{name}/")).await? {
        bytes.extend(part);
    }
    bytes.truncate(size.unwrap_or(usize::MAX));
    Ok(bytes)
}
