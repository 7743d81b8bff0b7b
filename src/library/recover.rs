//! What is there of a year: the latest whole generation, the journal after it, and what was kept
//! aside.

use super::aside::{self, Aside, Why, written};
use super::bundle;
use super::draft::{self, Draft};
use super::generation::{self, Generation, Latest};
use super::journal::{self, Damaged, Journal, JournalEntry};
use super::mark::{Mark, Seen};
use super::order;
use super::store::{Notes, Store, StoreError};

/// How often reading begins anew when another tab writes meanwhile.
const ATTEMPTS: usize = 3;

/// A year as it can be had again.
#[derive(Clone, Debug, Default)]
pub struct Recovered {
    /// The latest whole generation; `None` when there is none.
    pub generation: Option<Generation>,
    /// The steps to replay on it, in order.
    pub entries: Vec<JournalEntry>,
    /// What was being typed when the tab ended.
    pub drafts: Vec<Draft>,
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
        let last = self.entries.last().and_then(|entry| written(&entry.text));
        let from = last.map(|last| format!(", den senaste från {last}")).unwrap_or_default();
        match self.entries.len() {
            0 => {}
            1 => said.push(format!("1 ändring ur journalen{}", from.replace(", den senaste", ""))),
            count => said.push(format!("{count} ändringar ur journalen{from}")),
        }
        if !self.drafts.is_empty() {
            said.push("texten som just skrevs finns kvar".to_owned());
        }
        match self.aside.len() {
            0 => {}
            1 => said.push("1 del kunde inte fogas in och ligger åt sidan".to_owned()),
            count => said.push(format!("{count} delar kunde inte fogas in och ligger åt sidan")),
        }
        (!said.is_empty()).then(|| format!("Året är återställt: {}.", said.join("; ")))
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
    let mut aside = aside::unfit_steps(store, id).await?;
    for Damaged { key, mark, text, differs } in journal.damaged {
        // A step that could not be noted, and is in a generation instead, is no loss.
        if differs || mark.is_none_or(|mark| !seen.contains(&mark)) {
            aside.push(Aside::text(Why::Damaged, key, text));
        }
    }
    for entry in journal.entries.iter().filter(|entry| !seen.contains(&entry.mark)) {
        let key = format!("entry/{id}/{}", entry.mark);
        aside.push(Aside::text(Why::Conflict, key, entry.text.clone()));
    }
    let stands_at = generation.as_ref().map(|_| &tip);
    let drafts = draft::pick(Draft::read(store, id), stands_at, &mut aside);
    for (key, head) in bundle::heads(store, &format!("damaged/year/{id}/")).await? {
        aside.push(Aside::generation(Why::Damaged, key, head));
    }
    let here = generation.as_ref().map(Generation::order);
    for (name, head) in generation::heads(store, id).await? {
        if Some(&name) == here.as_ref() {
            continue;
        }
        let key = name.key(id);
        let base = head.as_ref().and_then(|head| Mark::parse(&head.base));
        if base.is_none_or(|base| !seen.contains(&base)) {
            let why = if head.is_some() { Why::Conflict } else { Why::Damaged };
            aside.push(Aside::generation(why, key, head));
        }
    }
    Ok(Recovered { generation, entries, drafts, aside, tip, seen })
}

/// What is kept aside of all years, also of those that are gone. Of generations only heads are read.
///
/// # Errors
/// When the store cannot be read.
pub async fn asides<S: Store + Notes>(store: &S) -> Result<Vec<Aside>, StoreError> {
    let mut all = Vec::new();
    for id in left_of(store).await? {
        let latest = Latest { generation: generation::newest(store, &id).await?, damaged: vec![] };
        let journal = Journal::read(store, &id).await?;
        all.extend(gather(store, &id, latest, journal).await?.aside);
    }
    Ok(all)
}

/// The years of which anything is left.
async fn left_of<S: Store + Notes>(store: &S) -> Result<Vec<String>, StoreError> {
    let mut ids = generation::ids(store).await?;
    for prefix in ["damaged/year/", "journal/", "aside/"] {
        let keys = store.keys(prefix).await?;
        ids.extend(keys.iter().map(|key| aside::year_of(key).to_owned()));
    }
    for key in store.note_keys("tertial.").unwrap_or_default() {
        ids.extend(journal::year_of(&key).or_else(|| draft::year_of(&key)).map(str::to_owned));
    }
    order::sort(&mut ids, String::cmp);
    ids.dedup();
    Ok(ids)
}
