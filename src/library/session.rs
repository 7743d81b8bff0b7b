//! The sessions that have written a year, as far as anything of them is left.

use super::draft::Draft;
use super::generation;
use super::mark::Mark;
use super::recover::Recovered;
use super::store::{Notes, Store, StoreError};

/// Forgets the sessions that have neither an entry nor a generation left: nobody will ask for them.
///
/// # Errors
/// When the store cannot be read.
pub async fn forget_old_sessions<S: Store + Notes>(
    store: &S,
    id: &str,
    recovered: &mut Recovered,
) -> Result<(), StoreError> {
    let mut asked = last_marks(store, id).await?;
    for (_, head) in generation::heads(store, id).await? {
        asked.extend(head.and_then(|head| Mark::parse(&head.base)));
    }
    asked.push(recovered.tip.clone());
    recovered.seen.keep_only(&asked);
    Ok(())
}

/// The marks of all entries, in notes and copies.
async fn last_marks<S: Store + Notes>(store: &S, id: &str) -> Result<Vec<Mark>, StoreError> {
    let mut marks = Vec::new();
    for key in store.keys(&format!("journal/{id}/")).await? {
        marks.extend(key.rsplit('/').next().and_then(Mark::parse));
    }
    let prefix = format!("tertial.journal.{id}.");
    for key in store.note_keys(&prefix).unwrap_or_default() {
        marks.extend(Mark::parse(&key[prefix.len()..]));
    }
    Ok(marks)
}

/// The highest epoch that left anything of the year.
///
/// # Errors
/// When the store cannot be read.
pub async fn last_epoch<S: Store + Notes>(store: &S, id: &str) -> Result<u32, StoreError> {
    let mut epoch = generation::names(store, id).await?.last().map_or(0, |name| name.epoch);
    let drafts = Draft::read(store, id).into_iter().map(|draft| draft.mark);
    for mark in last_marks(store, id).await?.into_iter().chain(drafts) {
        epoch = epoch.max(mark.epoch);
    }
    Ok(epoch)
}
