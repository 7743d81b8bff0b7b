//! What a year was before it was replaced or deleted, restorable for thirty days.

use super::bundle::{self, Found, Head};
use super::draft;
use super::generation;
use super::journal::Journal;
use super::lease::Lease;
use super::order;
use super::recover::Recovered;
use super::store::{Notes, Store, StoreError, Stored};
use super::writer::{Begin, Writer};
use crate::model::Date;

/// Days a snapshot can be restored.
pub const DAYS: u32 = 30;

/// Why a snapshot was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another file with the same id took the year's place.
    Replaced,
    /// The year was deleted.
    Deleted,
    /// Another file was merged into the year.
    Merged,
    /// An earlier snapshot was restored over the year.
    Restored,
}

/// A snapshot in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Where it lies; for [`restore`].
    pub key: String,
    /// Why it was taken; `None` when a later program took it.
    pub kind: Option<Kind>,
    /// The year's id.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// When it was taken, as the clock's owner writes it: the date first.
    pub when: String,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Kind {
    const ALL: [(Self, &str); 4] = [
        (Self::Replaced, "replaced"),
        (Self::Deleted, "deleted"),
        (Self::Merged, "merged"),
        (Self::Restored, "restored"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word)| *word == text).map(|(kind, _)| *kind)
    }
}

/// Keeps a year as it is, with the steps that are not yet in a generation.
///
/// # Errors
/// What the store says. Then nothing may be destroyed.
pub async fn snapshot(
    store: &impl Store,
    kind: Kind,
    recovered: &Recovered,
    when: &str,
) -> Result<(), StoreError> {
    let Some(generation) = &recovered.generation else { return Ok(()) };
    let prefix = format!("snapshot/{}/", generation.id);
    let last = store.keys(&prefix).await?.pop();
    let number =
        last.and_then(|key| u32::from_str_radix(key.get(prefix.len()..)?.get(..8)?, 16).ok());
    let number = number.unwrap_or(0).saturating_add(1);
    let head = Head {
        kind: kind.word().to_owned(),
        id: generation.id.clone(),
        name: generation.name.clone(),
        changed: when.to_owned(),
        entries: recovered.entries.iter().map(|entry| entry.text.clone()).collect(),
        ..Head::default()
    };
    let key = format!("{prefix}{number:08x}.{}", store.tab());
    bundle::write(store, &key, head, &generation.bytes, &generation.history).await
}

/// All snapshots, the last taken first.
///
/// # Errors
/// When the store cannot be read.
pub async fn snapshots(store: &impl Store) -> Result<Vec<Snapshot>, StoreError> {
    let mut list = Vec::new();
    for (key, head) in bundle::heads(store, "snapshot/").await? {
        let Some(head) = head else { continue };
        let (kind, bytes) = (Kind::parse(&head.kind), head.total());
        let Head { id, name, changed: when, .. } = head;
        list.push(Snapshot { key, kind, id, name, when, bytes });
    }
    order::sort(&mut list, |a, b| b.when.cmp(&a.when).then_with(|| b.key.cmp(&a.key)));
    Ok(list)
}

/// Whether a snapshot is older than [`DAYS`]; one without a readable date never is.
pub fn has_expired(snapshot: &Snapshot, today: &str) -> bool {
    let day = |text: &str| Some(days(Date::parse(text.get(..10)?)?));
    match (day(&snapshot.when), day(today)) {
        (Some(taken), Some(today)) => today.saturating_sub(taken) > DAYS,
        _ => false,
    }
}

/// Days since 1 March of year 0, as the calendar counts.
fn days(date: Date) -> u32 {
    let (month, day) = (u32::from(date.month().number()), u32::from(date.day()));
    let year = u32::from(date.year()) - u32::from(month < 3);
    let since_march = (month + 9) % 12;
    365 * year + year / 4 - year / 100 + year / 400 + (153 * since_march + 2) / 5 + day
}

/// Removes the snapshots that have expired. At every start, and when room is needed. A clock that is
/// far ahead expires nothing: no later day counts than the last on which anything was written.
///
/// # Errors
/// When the store refuses.
pub async fn expire(store: &impl Store, today: &str) -> Result<(), StoreError> {
    let all = snapshots(store).await?;
    let mut last = all.first().map(|snapshot| snapshot.when.clone()).unwrap_or_default();
    for id in store.ids().await? {
        last = last.max(generation::newest(store, &id).await?.map_or(String::new(), |g| g.changed));
    }
    let today = today.min(last.get(..10).unwrap_or_default());
    for old in all.iter().filter(|snapshot| has_expired(snapshot, today)) {
        bundle::remove(store, &old.key).await?;
    }
    Ok(())
}

/// Puts a year in the place of the one with the same id, or beside the others if there is none. A
/// snapshot of what is there comes first, so that nothing is lost when any step fails. Takes over
/// from whichever tab writes the year. Its `changed` is when the snapshot was taken.
///
/// # Errors
/// What the store says; what was there is still there.
pub async fn replace<S: Store + Notes>(
    store: &S,
    kind: Kind,
    stored: &Stored,
    history: &[u8],
    begin: Begin,
) -> Result<Writer, StoreError> {
    let (writer, there) = take_from_all(store, &stored.id, begin).await?;
    snapshot(store, kind, &there, &stored.changed).await?;
    writer.start_over();
    let Stored { name, changed, bytes, .. } = stored.clone();
    let generation = writer.generation(name, changed, bytes, history.to_vec());
    writer.keep(store, &generation).await?;
    Ok(writer)
}

/// Deletes a year, after a snapshot of it.
///
/// # Errors
/// What the store says; the year or its snapshot is still there.
pub async fn delete<S: Store + Notes>(
    store: &S,
    id: &str,
    when: &str,
    begin: Begin,
) -> Result<(), StoreError> {
    let (writer, there) = take_from_all(store, id, begin).await?;
    snapshot(store, Kind::Deleted, &there, when).await?;
    let_go_of(store, &writer, &there).await
}

/// Deletes a year for good, where there is no room for a snapshot and the user has its file.
///
/// # Errors
/// What the store says; some of the year may still be there.
pub async fn delete_for_good<S: Store + Notes>(
    store: &S,
    id: &str,
    begin: Begin,
) -> Result<(), StoreError> {
    let (writer, there) = take_from_all(store, id, begin).await?;
    let_go_of(store, &writer, &there).await
}

async fn take_from_all<S: Store + Notes>(
    store: &S,
    id: &str,
    begin: Begin,
) -> Result<(Writer, Recovered), StoreError> {
    Writer::begin(store, id, Begin { takes_over: true, ..begin }).await
}

async fn let_go_of<S: Store + Notes>(
    store: &S,
    writer: &Writer,
    there: &Recovered,
) -> Result<(), StoreError> {
    let id = writer.id();
    store.remove(id).await?;
    Lease::set_deleted(store, id, true);
    // What another tab wrote in the same moment, or has in hand, is in no snapshot, and stays.
    Journal::of_notes(store, id).trim_notes(store, id, &there.seen);
    Journal::trim_copies(store, id, &there.seen).await?;
    draft::remove_all(store, id, &store.tab());
    writer.release(store);
    Ok(())
}

/// Restores a snapshot in the place of what is there now, which becomes a snapshot itself. Gives
/// the year's id; [`super::recover`] has the year.
///
/// # Errors
/// [`StoreError::Missing`] when it is gone or damaged; what the store says. The snapshot stays.
pub async fn restore<S: Store + Notes>(
    store: &S,
    key: &str,
    when: &str,
    begin: Begin,
) -> Result<String, StoreError> {
    let Found::Whole(head, bytes, history) = bundle::read(store, key).await? else {
        return Err(StoreError::Missing);
    };
    let Head { id, name, entries, .. } = *head;
    let stored = Stored { id: id.clone(), name, changed: when.to_owned(), bytes };
    let writer = replace(store, Kind::Restored, &stored, &history, begin).await?;
    for text in entries {
        writer.acknowledge(store, &text)?;
    }
    writer.release(store);
    Ok(id)
}
