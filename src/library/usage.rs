//! What the storage holds, for the meter, and what could be cleaned.

use super::bundle;
use super::generation;
use super::order;
use super::snapshot::{has_expired, snapshots};
use super::store::{Notes, Store, StoreError};

/// What takes room, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Each year's id with all its generations.
    pub years: Vec<(String, u64)>,
    /// The snapshots.
    pub snapshots: u64,
    /// Damaged generations kept for rescue, as far as their size is known.
    pub damaged: u64,
    /// The journal and drafts, in characters of notes.
    pub journal: u64,
    /// Used and granted by the browser, where it tells.
    pub quota: Option<(u64, u64)>,
}

/// Why something can be cleaned, in the order in which to offer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A snapshot older than thirty days.
    Expired,
    /// A snapshot that can still be restored.
    Snapshot,
    /// A damaged generation.
    Damaged,
}

/// Something the user can let go of. Generations beyond two go by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleanable {
    /// Why.
    pub reason: Reason,
    /// Where it lies; for [`clean`].
    pub key: String,
    /// The name shown.
    pub name: String,
    /// When it was written.
    pub when: String,
    /// Bytes that would be free.
    pub bytes: u64,
}

/// Measures what is there. Only heads are read.
///
/// # Errors
/// When the store cannot be read.
pub async fn usage<S: Store + Notes>(store: &S) -> Result<Usage, StoreError> {
    let mut usage = Usage { quota: store.estimate().await, ..Usage::default() };
    for id in generation::ids(store).await? {
        let mut bytes = total(&bundle::heads(store, &format!("year/{id}/")).await?);
        if bytes == 0 {
            bytes = store.old(&id).await?.map_or(0, |stored| stored.bytes.len() as u64);
        }
        usage.years.push((id, bytes));
    }
    usage.snapshots = snapshots(store).await?.iter().map(|snapshot| snapshot.bytes).sum();
    usage.damaged = total(&bundle::heads(store, "damaged/").await?);
    usage.journal = notes_size(store);
    Ok(usage)
}

/// What could be cleaned: expired snapshots, then other snapshots and what is damaged by size.
///
/// # Errors
/// When the store cannot be read.
pub async fn cleanable(store: &impl Store, today: &str) -> Result<Vec<Cleanable>, StoreError> {
    let mut list = Vec::new();
    for snapshot in snapshots(store).await? {
        let expired = has_expired(&snapshot, today);
        let reason = if expired { Reason::Expired } else { Reason::Snapshot };
        let super::Snapshot { key, name, when, bytes, .. } = snapshot;
        list.push(Cleanable { reason, key, name, when, bytes });
    }
    for (key, head) in bundle::heads(store, "damaged/").await? {
        let head = head.unwrap_or_default();
        let (bytes, reason) = (head.total(), Reason::Damaged);
        list.push(Cleanable { reason, key, name: head.name, when: head.changed, bytes });
    }
    order::sort(&mut list, |a, b| {
        let by_size = a.reason.cmp(&b.reason).then(b.bytes.cmp(&a.bytes));
        by_size.then_with(|| b.when.cmp(&a.when)).then_with(|| b.key.cmp(&a.key))
    });
    Ok(list)
}

fn total(heads: &[(String, Option<bundle::Head>)]) -> u64 {
    heads.iter().filter_map(|(_, head)| head.as_ref()).map(bundle::Head::total).sum()
}

/// Removes what the user chose to clean.
///
/// # Errors
/// When the store refuses.
pub async fn clean<S: Store + Notes>(store: &S, key: &str) -> Result<(), StoreError> {
    if key.starts_with("snapshot/") {
        bundle::remove(store, key).await
    } else {
        super::aside::dismiss(store, key).await
    }
}

/// Characters the notes of all years take, keys included.
fn notes_size(notes: &impl Notes) -> u64 {
    let keys = notes.note_keys("tertial.").unwrap_or_default();
    let size = |key: &String| key.len() + notes.note(key).ok().flatten().map_or(0, |n| n.len());
    keys.iter().map(|key| size(key) as u64).sum()
}
