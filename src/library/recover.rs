//! What is there of a year: the latest whole generation, the journal after it, and what was kept
//! aside.

use super::bundle;
use super::draft::Draft;
use super::generation::{self, Generation, Latest};
use super::journal::{Damaged, Journal, JournalEntry};
use super::mark::{Mark, Seen};
use super::store::{Notes, Store, StoreError};

/// How often reading begins anew when another tab writes meanwhile.
const ATTEMPTS: usize = 3;

/// Why something is not part of the year and is kept all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its checksum does not hold.
    Damaged,
    /// Another tab wrote at the same time, and its branch counts.
    Conflict,
}

/// Something kept aside until the user has seen it: see [`dismiss`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Why it is not part of the year.
    pub why: Why,
    /// Where it lies; a generation's is for [`bundle::rescue`].
    pub key: String,
    /// The entry's or draft's text; empty for a generation.
    pub text: String,
}

/// A year as it can be had again.
#[derive(Clone, Debug, Default)]
pub struct Recovered {
    /// The latest whole generation; `None` when there is none.
    pub generation: Option<Generation>,
    /// The steps to replay on it, in order.
    pub entries: Vec<JournalEntry>,
    /// What was being typed when the tab ended.
    pub draft: Option<String>,
    /// What is not part of it.
    pub aside: Vec<Aside>,
    /// The last step it contains.
    pub tip: Mark,
    /// The last step of each session it contains.
    pub seen: Seen,
}

impl Recovered {
    /// What to tell the user; `None` when the year is simply there.
    pub fn said(&self) -> Option<String> {
        let mut said = Vec::new();
        match self.entries.len() {
            0 => {}
            1 => said.push("1 ändring lades till ur journalen".to_owned()),
            count => said.push(format!("{count} ändringar lades till ur journalen")),
        }
        if self.draft.is_some() {
            said.push("texten som just skrevs finns kvar".to_owned());
        }
        match self.aside.len() {
            0 => {}
            1 => said.push("1 del kunde inte fogas in och ligger åt sidan".to_owned()),
            count => said.push(format!("{count} delar kunde inte fogas in och ligger åt sidan")),
        }
        (!said.is_empty()).then(|| format!("Året är återställt: {}.", said.join(", ")))
    }
}

/// Reads what is there of a year. Nothing is removed; damaged generations are moved aside.
///
/// # Errors
/// When the store cannot be read: it is then not known what is there, and nothing may be written.
pub async fn recover<S: Store + Notes>(store: &S, id: &str) -> Result<Recovered, StoreError> {
    let mut attempt = 1;
    loop {
        let latest = generation::latest(store, id).await?;
        let journal = Journal::read(store, id).await?;
        // A tab that wrote and trimmed meanwhile may have taken away what was to be read.
        let order = latest.generation.as_ref().map(Generation::order);
        let newest = generation::names(store, id).await?.pop();
        if attempt == ATTEMPTS || newest.is_none() || newest == order {
            return gather(store, id, latest, journal).await;
        }
        attempt += 1;
    }
}

async fn gather<S: Store + Notes>(
    store: &S,
    id: &str,
    latest: Latest,
    journal: Journal,
) -> Result<Recovered, StoreError> {
    let generation = latest.generation;
    let (mut tip, mut seen) = match &generation {
        Some(generation) => (generation.base.clone(), generation.seen.clone()),
        None => (Mark::default(), Seen::default()),
    };
    let entries = journal.chain(&tip);
    for entry in &entries {
        seen.add(&entry.mark);
        tip = entry.mark.clone();
    }
    let mut aside = Vec::new();
    for Damaged { key, mark, text, differs } in journal.damaged {
        // A step that could not be noted, and is in a generation instead, is no loss.
        if differs || mark.is_none_or(|mark| !seen.contains(&mark)) {
            aside.push(Aside { why: Why::Damaged, key, text });
        }
    }
    for entry in journal.entries.iter().filter(|entry| !seen.contains(&entry.mark)) {
        let key = format!("entry/{id}/{}", entry.mark);
        aside.push(Aside { why: Why::Conflict, key, text: entry.text.clone() });
    }
    let draft = pick_draft(Draft::read(store, id), id, &seen, &mut aside);
    for key in store.keys(&format!("damaged/year/{id}/")).await? {
        aside.push(Aside { why: Why::Damaged, key, text: String::new() });
    }
    let here = generation.as_ref().map(Generation::order);
    for name in generation::names(store, id).await?.into_iter().filter(|n| Some(n) != here.as_ref())
    {
        let key = name.key(id);
        let head = bundle::head(store, &key).await?;
        let base = head.as_ref().and_then(|head| Mark::parse(&head.base));
        if base.is_none_or(|base| !seen.contains(&base)) {
            let why = if head.is_some() { Why::Conflict } else { Why::Damaged };
            aside.push(Aside { why, key, text: String::new() });
        }
    }
    Ok(Recovered { generation, entries, draft, aside, tip, seen })
}

/// The latest draft that has not become a step; earlier sessions' are kept aside.
fn pick_draft(
    mut drafts: Vec<Draft>,
    id: &str,
    seen: &Seen,
    aside: &mut Vec<Aside>,
) -> Option<String> {
    drafts.retain(|draft| !seen.contains(&draft.mark));
    let draft = drafts.pop();
    for Draft { mark, text } in drafts {
        aside.push(Aside { why: Why::Conflict, key: format!("draft/{id}/{mark}"), text });
    }
    draft.map(|draft| draft.text)
}

/// Removes something kept aside, because the user has seen it and lets go of it.
///
/// # Errors
/// When the store refuses; then it is still there.
pub async fn dismiss<S: Store + Notes>(store: &S, key: &str) -> Result<(), StoreError> {
    if let Some(name) = key.strip_prefix("damaged/") {
        // Its parts first: without its head nobody would find them.
        for part in store.keys(&format!("part/{name}/")).await? {
            store.delete(&part).await?;
        }
        return store.delete(key).await;
    }
    if key.starts_with("year/") {
        return bundle::remove(store, key).await;
    }
    if let Some((id, mark)) = key.strip_prefix("entry/").and_then(|rest| rest.split_once('/')) {
        store.delete(&format!("journal/{id}/{mark}")).await?;
        return store.remove_note(&format!("tertial.journal.{id}.{mark}"));
    }
    if let Some((id, mark)) = key.strip_prefix("draft/").and_then(|rest| rest.split_once('/')) {
        let tab = mark.split('.').nth(1).unwrap_or_default();
        return store.remove_note(&format!("tertial.draft.{id}.{tab}"));
    }
    if key.starts_with("tertial.") { store.remove_note(key) } else { store.delete(key).await }
}
