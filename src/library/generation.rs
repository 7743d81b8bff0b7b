//! How a year lies in the store: generations, each the whole file with its history.
//!
//! `year/<id>/<epoch>.<number>.<tab>` is the head of one, its parts lie beside it. A new one never
//! touches those before it, and two whole ones always stay.

use super::bundle::{self, Found, Head};
use super::mark::{Mark, Seen};
use super::order;
use super::room;
use super::store::{Entry, Store, StoreError, Stored};

/// A year as it was at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generation {
    /// The year's id.
    pub id: String,
    /// Rises by one from generation to generation; 1 is the first.
    pub number: u32,
    /// The epoch of the session that wrote it.
    pub epoch: u32,
    /// The tab that wrote it.
    pub tab: String,
    /// The name shown.
    pub name: String,
    /// When it was written, as the clock's owner writes it.
    pub changed: String,
    /// The last journal entry it contains.
    pub base: Mark,
    /// The last entry of each session it contains.
    pub seen: Seen,
    /// The file, byte for byte.
    pub bytes: Vec<u8>,
    /// What the editor keeps to undo; nobody else reads it.
    pub history: Vec<u8>,
}

/// What orders generations: those of a later session come after, whatever their number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The epoch of the session that wrote it.
    pub epoch: u32,
    /// Its number.
    pub number: u32,
    /// The tab that wrote it.
    pub tab: String,
}

/// The latest whole generation and what was found on the way.
#[derive(Debug, Default)]
pub struct Latest {
    /// `None` when there is none that is whole.
    pub generation: Option<Generation>,
    /// Keys of damaged ones that were later; they lie under `damaged/` now.
    pub damaged: Vec<String>,
}

impl Generation {
    /// The year alone.
    pub fn into_stored(self) -> Stored {
        Stored { id: self.id, name: self.name, changed: self.changed, bytes: self.bytes }
    }

    /// What orders it among the others.
    pub fn order(&self) -> Name {
        Name { epoch: self.epoch, number: self.number, tab: self.tab.clone() }
    }

    fn from_old(stored: Stored) -> Self {
        let Stored { id, name, changed, bytes } = stored;
        Self { id, number: 1, name, changed, bytes, ..Self::default() }
    }

    fn from_parts(name: Name, head: Head, bytes: Vec<u8>, history: Vec<u8>) -> Self {
        let Name { epoch, number, tab } = name;
        let base = Mark::parse(&head.base).unwrap_or_default();
        let seen = Seen::from_texts(&head.seen);
        let Head { id, name, changed, .. } = head;
        Self { id, number, epoch, tab, name, changed, base, seen, bytes, history }
    }
}

impl Name {
    /// The key of the generation's head.
    pub fn key(&self, id: &str) -> String {
        format!("year/{id}/{:08x}.{:08x}.{}", self.epoch, self.number, self.tab)
    }

    /// Reads the key of a head.
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.rsplit('/').next()?.splitn(3, '.');
        let mut number = || u32::from_str_radix(parts.next()?, 16).ok();
        let (epoch, number) = (number()?, number()?);
        Some(Self { epoch, number, tab: parts.next()?.to_owned() })
    }
}

/// The generations of a year, the earliest first. That of the first layout is not among them.
///
/// # Errors
/// When the store cannot be read.
pub async fn names(store: &impl Store, id: &str) -> Result<Vec<Name>, StoreError> {
    let keys = store.keys(&format!("year/{id}/")).await?;
    let mut names: Vec<_> = keys.iter().filter_map(|key| Name::parse(key)).collect();
    order::sort(&mut names, Name::cmp);
    Ok(names)
}

/// The same with their heads; those that are damaged have none.
///
/// # Errors
/// When the store cannot be read.
pub async fn heads(store: &impl Store, id: &str) -> Result<Vec<(Name, Option<Head>)>, StoreError> {
    let heads = bundle::heads(store, &format!("year/{id}/")).await?.into_iter();
    let mut heads: Vec<_> =
        heads.filter_map(|(key, head)| Some((Name::parse(&key)?, head))).collect();
    order::sort(&mut heads, |a, b| a.0.cmp(&b.0));
    Ok(heads)
}

/// The ids of all years, of either layout.
///
/// # Errors
/// When the store cannot be read.
pub async fn ids(store: &impl Store) -> Result<Vec<String>, StoreError> {
    let keys = store.keys("year/").await?;
    let mut ids: Vec<_> =
        keys.iter().filter_map(|key| Some(key.split('/').nth(1)?.to_owned())).collect();
    ids.extend(store.old_ids().await?);
    order::sort(&mut ids, String::cmp);
    ids.dedup();
    Ok(ids)
}

/// What lists show of a year; only the latest head is read, unless it is damaged.
///
/// # Errors
/// When the store cannot be read.
pub async fn entry(store: &impl Store, id: &str) -> Result<Option<Entry>, StoreError> {
    if let Some((_, Some(head))) = heads(store, id).await?.pop() {
        let Head { id, name, changed, size, .. } = head;
        return Ok(Some(Entry { id, name, changed, size, ..Entry::default() }));
    }
    Ok(store.load(id).await?.map(|stored| stored.entry()))
}

/// The latest whole generation. Damaged ones after it are set aside, never removed.
///
/// # Errors
/// When the store cannot be read. A store that cannot be read is not taken for an empty one.
pub async fn latest(store: &impl Store, id: &str) -> Result<Latest, StoreError> {
    let mut latest = Latest::default();
    for name in names(store, id).await?.into_iter().rev() {
        let key = name.key(id);
        match bundle::read(store, &key).await? {
            Found::Whole(head, bytes, history) => {
                latest.generation = Some(Generation::from_parts(name, *head, bytes, history));
                return Ok(latest);
            }
            Found::Damaged => {
                // Where even that is refused it stays, and is passed by again.
                let _ = bundle::set_aside(store, &key).await;
                latest.damaged.push(key);
            }
            Found::None => {}
        }
    }
    latest.generation = store.old(id).await?.map(Generation::from_old);
    Ok(latest)
}

/// The latest generation whose head is whole, without its file and history.
///
/// # Errors
/// When the store cannot be read.
pub async fn newest(store: &impl Store, id: &str) -> Result<Option<Generation>, StoreError> {
    for (name, head) in heads(store, id).await?.into_iter().rev() {
        if let Some(head) = head {
            return Ok(Some(Generation::from_parts(name, head, Vec::new(), Vec::new())));
        }
    }
    Ok(store.old(id).await?.map(Generation::from_old))
}

/// Writes a generation under a key of its own and reads it back.
///
/// # Errors
/// What the store says; those before it are still there.
pub async fn write(store: &impl Store, generation: &Generation) -> Result<(), StoreError> {
    let head = Head {
        id: generation.id.clone(),
        name: generation.name.clone(),
        changed: generation.changed.clone(),
        base: generation.base.to_string(),
        seen: generation.seen.texts(),
        ..Head::default()
    };
    let key = generation.order().key(&generation.id);
    bundle::write(store, &key, head, &generation.bytes, &generation.history).await
}

/// Keeps a year without history and without asking who writes it.
///
/// # Errors
/// What the store says; what was there is still there.
pub async fn save(store: &impl Store, stored: &Stored) -> Result<(), StoreError> {
    let Stored { id, name, changed, bytes } = stored.clone();
    let mut heads = heads(store, &id).await?;
    let mut seen = Seen::default();
    for head in heads.iter().filter_map(|(_, head)| head.as_ref()) {
        Mark::parse(&head.base).iter().for_each(|base| seen.add(base));
    }
    let last = heads.pop().map(|(name, _)| name);
    let old = u32::from(last.is_none() && store.old_ids().await?.contains(&id));
    let (epoch, number) = last.map_or((0, old), |last| (last.epoch, last.number));
    let (epoch, number) = (epoch.saturating_add(1), number.saturating_add(1));
    let base = Mark { epoch, tab: store.tab(), serial: 0 };
    seen.add(&base);
    let tab = store.tab();
    let generation = Generation {
        id,
        number,
        epoch,
        tab,
        name,
        changed,
        base,
        seen,
        bytes,
        ..Generation::default()
    };
    write(store, &generation).await?;
    // The new one is whole: what follows only makes room.
    let _ = room::tidy(store, &generation).await;
    Ok(())
}
