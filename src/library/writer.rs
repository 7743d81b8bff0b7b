//! The session of a tab that writes a year.

use std::cell::RefCell;

use super::draft::{self, Draft};
use super::generation::{self, Generation};
use super::journal::{Journal, JournalEntry};
use super::lease::{Lease, Standing};
use super::mark::{Mark, Seen};
use super::recover::{Recovered, recover};
use super::room;
use super::session::{forget_old_sessions, last_epoch};
use super::store::{Notes, Store, StoreError};

/// When and how a tab begins to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The browser's clock, in milliseconds.
    pub now: u64,
    /// The version of the program: [`super::PROGRAM`].
    pub program: u32,
    /// Whether the user has chosen to write here, whoever wrote before.
    pub takes_over: bool,
}

/// A tab's right to write a year, and where it stands. All methods take it shared, so that steps
/// can be acknowledged while a generation is being written.
#[derive(Debug)]
pub struct Writer {
    id: String,
    lease: Lease,
    place: RefCell<Place>,
}

#[derive(Debug)]
struct Place {
    tip: Mark,
    seen: Seen,
    /// The number of the last generation begun.
    number: u32,
    /// The last step that could not be noted, and why. Until a generation contains it no later step
    /// counts as kept: replaying would stop at the gap. A year that was never stored is a gap
    /// before its first step.
    gap: Option<(Mark, StoreError)>,
    /// The last entry that a stored generation contains.
    stored: Option<Mark>,
    /// Why the last generation could not be stored.
    failed: Option<StoreError>,
}

/// How long to wait before what could not be stored is tried again, in milliseconds.
pub fn again_ms(tries: u32) -> u64 {
    (5_000 << tries.min(4)).min(60_000)
}

impl Writer {
    /// Begins to write a year, and recovers what is there of it.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another tab writes and this one does not take over: then
    /// [`recover`] shows the year and [`Journal::following`] follows it. What the store says when
    /// it cannot be read.
    pub async fn begin<S: Store + Notes>(
        store: &S,
        id: &str,
        begin: Begin,
    ) -> Result<(Self, Recovered), StoreError> {
        let epoch = last_epoch(store, id).await?;
        // From here to the lease nothing waits: no tab of this process comes between.
        let there = Lease::read(store, id).ok().flatten();
        let epoch = epoch.max(there.as_ref().map_or(0, |lease| lease.epoch)).saturating_add(1);
        let Begin { now, program, takes_over } = begin;
        let lease = Lease { tab: store.tab(), epoch, program, beat: now };
        match Lease::standing(there.as_ref(), now, &lease) {
            Standing::NewerProgram => return Err(StoreError::NewerProgram),
            // What this very tab had before it goes on with.
            Standing::MustFollow if !takes_over && !is_same_tab(there.as_ref(), &lease) => {
                return Err(StoreError::Taken);
            }
            _ => {}
        }
        let is_held = Lease::standing(there.as_ref(), now, &lease) == Standing::MustFollow
            && !is_same_tab(there.as_ref(), &lease);
        // Without notes there is no lease; keys of one's own keep tabs apart all the same.
        if let Err(StoreError::Full) = lease.take(store, id, is_held) {
            return Err(StoreError::Full);
        }
        let mut recovered = recover(store, id).await?;
        forget_old_sessions(store, id, &mut recovered).await?;
        lease.check(store, id)?;
        let number = generation::names(store, id).await?.iter().map(|name| name.number).max();
        let old = recovered.generation.as_ref().map_or(0, |generation| generation.number);
        let stored = recovered.generation.as_ref().map(|generation| generation.base.clone());
        let place = RefCell::new(Place {
            tip: recovered.tip.clone(),
            seen: recovered.seen.clone(),
            number: number.unwrap_or(0).max(old),
            gap: stored.is_none().then(|| (Mark::default(), StoreError::Unstored)),
            stored,
            failed: None,
        });
        Ok((Self { id: id.to_owned(), lease, place }, recovered))
    }

    /// The year.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The last step taken here.
    pub fn tip(&self) -> Mark {
        self.place.borrow().tip.clone()
    }

    /// Whether all that was done is in a generation that is stored.
    pub fn is_whole(&self) -> bool {
        let place = self.place.borrow();
        place.gap.is_none() && place.stored.as_ref() == Some(&place.tip)
    }

    /// Why not all that was done here is stored as it should be; `None` when it is.
    pub fn trouble(&self) -> Option<StoreError> {
        let place = self.place.borrow();
        place.gap.as_ref().map(|(_, error)| error).or(place.failed.as_ref()).cloned()
    }

    /// Whether a step was taken here that is stored nowhere.
    pub fn has_gap(&self) -> bool {
        self.place.borrow().gap.is_some()
    }

    /// The key of the draft of a place.
    pub fn draft_key(&self, at: &str) -> String {
        draft::slot(&self.id, &self.lease.tab, at)
    }

    /// Keeps a step: noted, read back and compared when this returns. The copy in the store is for
    /// [`JournalEntry::copy`], in the page's own time.
    ///
    /// # Errors
    /// The step is then only in this tab. After [`StoreError::Taken`] it lies aside for the user;
    /// after any other a generation has to be written at once, and keeps it. After
    /// [`StoreError::Deleted`] nothing is noted: there is no year that it would belong to.
    pub fn acknowledge<S: Store + Notes>(
        &self,
        store: &S,
        text: &str,
    ) -> Result<JournalEntry, StoreError> {
        let before = self.lease.check(store, &self.id);
        if before == Err(StoreError::Deleted) {
            return Err(StoreError::Deleted);
        }
        let mut place = self.place.borrow_mut();
        let mark = place.tip.next(self.lease.epoch, &self.lease.tab);
        let text = text.replace('\n', " ");
        let entry = JournalEntry { mark: mark.clone(), after: place.tip.clone(), text };
        let noted = entry.note(store, &self.id);
        place.tip = mark.clone();
        place.seen.add(&mark);
        if let Err(error) = noted {
            place.gap = Some((mark, error));
        }
        before?;
        self.lease.check(store, &self.id)?;
        if let Some((_, error)) = &place.gap {
            return Err(error.clone());
        }
        Ok(entry)
    }

    /// Keeps what is being typed in a place and is not yet a step, in place of what was kept so
    /// before.
    ///
    /// # Errors
    /// What the browser says; what was typed is then only in this tab.
    pub fn draft<S: Store + Notes>(
        &self,
        store: &S,
        at: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        let mark = Mark { serial: self.tip().serial, ..self.session() };
        Draft::new(&self.id, mark, at, text).write(store)?;
        self.lease.check(store, &self.id)
    }

    /// Lets go of what was being typed in a place: it is a step that is stored, or Escape.
    pub fn drop_draft<S: Store + Notes>(&self, store: &S, at: &str) {
        draft::forget(store, &self.draft_key(at));
    }

    /// The mark before all of this session.
    fn session(&self) -> Mark {
        Mark { epoch: self.lease.epoch, tab: self.lease.tab.clone(), serial: 0 }
    }

    /// Says that the tab is alive, every [`super::BEAT_MS`].
    ///
    /// # Errors
    /// [`StoreError::Taken`] or [`StoreError::NewerProgram`]: from now on the tab follows.
    pub fn beat<S: Store + Notes>(&self, store: &S, now: u64) -> Result<(), StoreError> {
        self.lease.check(store, &self.id)?;
        // A page that is going away beats once more at times: what it gave back stays so.
        if !Lease::is_released(store, &self.id) {
            let _ = Lease { beat: now, ..self.lease.clone() }.write(store, &self.id);
        }
        Ok(())
    }

    /// Lets another tab write at once: the tab closes, or goes to another year.
    pub fn release<S: Store + Notes>(&self, store: &S) {
        self.lease.release(store, &self.id);
    }

    /// A generation of the year as it is after the last step taken: call it in the same breath as
    /// the file is written out, before anything waits.
    pub fn generation(
        &self,
        name: String,
        changed: String,
        bytes: Vec<u8>,
        history: Vec<u8>,
    ) -> Generation {
        let mut place = self.place.borrow_mut();
        place.number = place.number.saturating_add(1);
        Generation {
            id: self.id.clone(),
            number: place.number,
            epoch: self.lease.epoch,
            tab: self.lease.tab.clone(),
            name,
            changed,
            base: place.tip.clone(),
            seen: place.seen.clone(),
            bytes,
            history,
        }
    }

    /// Keeps a generation: written, read back and compared when this is done. Then earlier ones
    /// and the journal they contain make room, but for the two latest.
    ///
    /// # Errors
    /// What the store says; the generations before it are still there, and so is the journal.
    pub async fn keep<S: Store + Notes>(
        &self,
        store: &S,
        generation: &Generation,
    ) -> Result<(), StoreError> {
        let written = self.write(store, generation).await;
        self.enter(generation, &written);
        written?;
        Lease::set_deleted(store, &self.id, false);
        // It is whole: what follows only makes room.
        let _ = self.make_room(store, generation).await;
        Ok(())
    }

    async fn write<S: Store + Notes>(
        &self,
        store: &S,
        generation: &Generation,
    ) -> Result<(), StoreError> {
        self.lease.check(store, &self.id)?;
        generation::write(store, generation).await?;
        self.lease.check(store, &self.id)
    }

    /// Enters what came of writing a generation.
    fn enter(&self, generation: &Generation, written: &Result<(), StoreError>) {
        let mut place = self.place.borrow_mut();
        place.failed = written.clone().err();
        if written.is_err() {
            return;
        }
        place.gap.take_if(|(mark, _)| generation.seen.contains(mark));
        let is_later = |stored: &Mark| stored.serial <= generation.base.serial;
        if place.stored.as_ref().is_none_or(is_later) {
            place.stored = Some(generation.base.clone());
        }
    }

    /// Begins anew: what comes next is not a continuation of the steps so far but stands in their
    /// place. A generation must be kept before the next step.
    pub(super) fn start_over(&self) {
        let mut place = self.place.borrow_mut();
        place.tip = place.tip.next(self.lease.epoch, &self.lease.tab);
        let tip = place.tip.clone();
        place.seen.add(&tip);
    }

    async fn make_room<S: Store + Notes>(
        &self,
        store: &S,
        generation: &Generation,
    ) -> Result<(), StoreError> {
        let Some(second) = room::tidy(store, generation).await? else { return Ok(()) };
        self.lease.check(store, &self.id)?;
        // Up to the older of the two: were the newer damaged, the journal would lead on from it.
        let seen = Seen::from_texts(&second.seen);
        Journal::of_notes(store, &self.id).trim_notes(store, &self.id, &seen);
        Journal::trim_copies(store, &self.id, &seen).await
    }
}

/// A page that is loaded anew in the same tab has another id, so this is the same page.
fn is_same_tab(there: Option<&Lease>, me: &Lease) -> bool {
    there.is_some_and(|there| there.tab == me.tab)
}
