//! What is not part of a year and is kept all the same, until the user has seen it.

use super::bundle;
use super::draft;
use super::journal::{self, JournalEntry};
use super::store::{Notes, Store, StoreError, delete_all, put_checked};

/// Why something is not part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its checksum does not hold.
    Damaged,
    /// Another tab wrote at the same time, and its branch counts.
    Conflict,
    /// A step that does not fit the year it was kept for.
    Unfit,
    /// What was typed and never became a step, and others have written since.
    Draft,
}

/// Something kept aside until the user lets go of it: see [`dismiss`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Why it is not part of the year.
    pub why: Why,
    /// Where it lies; for [`rescue`].
    pub key: String,
    /// The entry's or draft's text; empty for a generation.
    pub text: String,
    /// When it was written, as far as that is known.
    pub when: String,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Aside {
    /// A text.
    pub fn text(why: Why, key: String, text: String) -> Self {
        let when = written(&text).unwrap_or_default().to_owned();
        Self { why, key, when, bytes: text.len() as u64, text }
    }

    /// A generation, whose head may be damaged.
    pub fn generation(why: Why, key: String, head: Option<bundle::Head>) -> Self {
        let bytes = head.as_ref().map_or(0, bundle::Head::total);
        let when = head.map(|head| head.changed).unwrap_or_default();
        Self { why, key, text: String::new(), when, bytes }
    }
}

/// The last moment that a step names: `2020-08-31 14.32`.
pub fn written(step: &str) -> Option<&str> {
    const SHAPE: &[u8] = b"\"0000-00-00 00.00\"";
    let is_moment = |part: &[u8]| {
        let fits = |(byte, shape): (&u8, &u8)| match shape {
            b'0' => byte.is_ascii_digit(),
            _ => byte == shape,
        };
        part.iter().zip(SHAPE).all(fits)
    };
    let at = step.as_bytes().windows(SHAPE.len()).rposition(is_moment)?;
    step.get(at + 1..at + SHAPE.len() - 1)
}

fn unfit(id: &str) -> String {
    format!("aside/{id}/")
}

/// Keeps steps aside that do not fit the year, before it goes on without them.
///
/// # Errors
/// What the store says. Then nobody may write in the year: the next generation would be taken for
/// containing them.
pub async fn set_aside(
    store: &impl Store,
    id: &str,
    entries: &[JournalEntry],
) -> Result<(), StoreError> {
    for entry in entries {
        let key = format!("{}{}", unfit(id), entry.mark);
        put_checked(store, &key, entry.text.as_bytes()).await?;
    }
    Ok(())
}

/// The steps of a year that were kept aside because they do not fit it.
pub(super) async fn unfit_steps(store: &impl Store, id: &str) -> Result<Vec<Aside>, StoreError> {
    let kept = store.records(&unfit(id)).await?.into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(kept.map(|(key, bytes)| Aside::text(Why::Unfit, key, text(bytes))).collect())
}

/// What was kept aside, to be handed out: a year's file as far as it can be read, or a text.
///
/// # Errors
/// When the store cannot be read.
pub async fn rescue<S: Store + Notes>(store: &S, key: &str) -> Result<Vec<u8>, StoreError> {
    if is_year(key) {
        return bundle::rescue(store, key).await;
    }
    let (note, record) = match entry_keys(key) {
        Some((note, record)) => (note, record),
        None => (key.to_owned(), key.to_owned()),
    };
    Ok(match store.note(&note).ok().flatten() {
        Some(text) if draft::year_of(key).is_some() => draft::typed(&text).into(),
        Some(text) => text.into_bytes(),
        None => store.get(&record).await?.unwrap_or_default(),
    })
}

/// Whether what lies there is a year's file, and not a text.
pub fn is_year(key: &str) -> bool {
    key.starts_with("year/") || key.starts_with("damaged/year/")
}

/// The year that something kept is of, by its key.
pub fn year_of(key: &str) -> &str {
    let mut parts = key.split(['/', '.']);
    let skipped = if key.starts_with("damaged/") || key.starts_with("tertial.") { 2 } else { 1 };
    parts.nth(skipped).unwrap_or_default()
}

/// Removes something kept aside, because the user has seen it and lets go of it.
///
/// # Errors
/// When the store refuses; then it is still there.
pub async fn dismiss<S: Store + Notes>(store: &S, key: &str) -> Result<(), StoreError> {
    if let Some(name) = key.strip_prefix("damaged/") {
        // Its parts first: without its head nobody would find them.
        let mut keys = store.keys(&format!("part/{name}/")).await?;
        keys.push(key.to_owned());
        return delete_all(store, keys).await;
    }
    if key.starts_with("year/") {
        return bundle::remove(store, key).await;
    }
    if let Some((note, record)) = entry_keys(key) {
        store.delete(&record).await?;
        return store.remove_note(&note);
    }
    if key.starts_with("tertial.") { store.remove_note(key) } else { store.delete(key).await }
}

/// An entry lies in a note and in its copy.
fn entry_keys(key: &str) -> Option<(String, String)> {
    let (id, mark) = key.strip_prefix("entry/")?.split_once('/')?;
    Some((journal::note_key(id, mark), journal::store_key(id, mark)))
}
