//! What goes by itself: generations beyond the two latest, and what broken writings left.

use super::bundle::{self, Head};
use super::generation::{Generation, Name, heads, names};
use super::mark::Mark;
use super::store::{Store, StoreError, delete_all};

/// Whole generations that are kept of each year.
pub const KEPT: usize = 2;

/// Removes the generations beyond the two latest whole ones, and what broken writings left. Gives
/// the head of the older of the two, up to which the journal is no longer needed; `None` while
/// there are not two.
///
/// # Errors
/// When the store refuses; more is kept than is needed, and the next time makes up for it.
pub async fn tidy(store: &impl Store, newest: &Generation) -> Result<Option<Head>, StoreError> {
    let id = &newest.id;
    let order = newest.order();
    let mut whole = 1;
    let mut second = None;
    for (name, head) in heads(store, id).await?.into_iter().rev().filter(|own| own.0 < order) {
        let key = name.key(id);
        let Some(head) = head else {
            bundle::set_aside(store, &key).await?;
            continue;
        };
        // One whose entries are not in the newest is somebody's work: it is shown, not removed.
        if !Mark::parse(&head.base).is_some_and(|base| newest.seen.contains(&base)) {
            continue;
        }
        if whole >= KEPT {
            bundle::remove(store, &key).await?;
        } else if bundle::is_whole(store, &key).await? {
            whole += 1;
            second = Some(head);
        } else {
            bundle::set_aside(store, &key).await?;
        }
    }
    if whole >= KEPT {
        store.delete_old(id).await?;
    }
    sweep(store, newest).await?;
    Ok(second)
}

/// Removes parts without a head, as a tab leaves that is killed while it writes. Those of a later
/// writing may still get theirs.
async fn sweep(store: &impl Store, newest: &Generation) -> Result<(), StoreError> {
    let id = &newest.id;
    let order = newest.order();
    let mut heads = store.keys(&format!("year/{id}/")).await?;
    heads.extend(store.keys(&format!("damaged/year/{id}/")).await?);
    let mut parts = store.keys(&format!("part/year/{id}/")).await?;
    parts.retain(|key| {
        let owner = key.strip_prefix("part/").and_then(|rest| rest.rsplit_once('/'));
        let Some((owner, _)) = owner else { return false };
        let has_head =
            heads.iter().any(|head| head.strip_prefix("damaged/").unwrap_or(head) == owner);
        !has_head && Name::parse(owner).is_some_and(|name| name < order)
    });
    delete_all(store, parts).await
}

/// Removes a year's generations; what is damaged and what is in the journal stays.
///
/// # Errors
/// When the store refuses; then some of it may still be there.
pub async fn remove(store: &impl Store, id: &str) -> Result<(), StoreError> {
    // The oldest first: were it stopped, the latest would be there still.
    store.delete_old(id).await?;
    for name in names(store, id).await? {
        bundle::remove(store, &name.key(id)).await?;
    }
    Ok(())
}
