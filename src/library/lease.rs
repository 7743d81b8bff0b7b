//! Who writes a year, for browsers without Web Locks: on plain http there are none.
//!
//! A lease is advice: it keeps two tabs from writing at once in all but the rarest moments, and the
//! journal's keys keep them from overwriting each other in those.

use super::store::{Notes, StoreError, set_checked};

const WRITER: &str = "tertial.writer.";
/// Says that a year was deleted, until it is stored again.
const DELETED: &str = "tertial.deleted.";

/// How often a tab that writes says that it is alive, in milliseconds.
pub const BEAT_MS: u64 = 2_000;
/// A tab is taken for dead when it has said nothing for this long, in milliseconds. One that is in
/// the background says so rarely, and learns before its next write that another took over.
pub const STALE_MS: u64 = 10_000;
/// A newer program that has said nothing for this long, in milliseconds, stands no more in the
/// way: a day, for a site that went back to an older program.
pub const FORGOTTEN_MS: u64 = 86_400_000;
/// The version of the storage's layout and of the steps in the journal. It rises when an older
/// program would misread what this one writes.
pub const PROGRAM: u32 = 2;

/// The program of a lease that its tab gave back.
const RELEASED: u32 = 0;

/// The note in which a tab says that it writes a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The tab.
    pub tab: String,
    /// Its session, which rises by one at each take-over.
    pub epoch: u32,
    /// The version of its program: see [`PROGRAM`].
    pub program: u32,
    /// When it last said that it is alive, in milliseconds of the browser's clock.
    pub beat: u64,
}

/// What a tab may do with a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It writes, or nobody does.
    MayWrite,
    /// Another tab writes.
    MustFollow,
    /// The tab that wrote says nothing more.
    CanTakeOver,
    /// A newer program writes.
    NewerProgram,
}

impl Lease {
    /// What `me` may do at `now`, given the lease that is there. A session with the same epoch and
    /// tab is the very same; a clock that was set back makes a beat fresh, which is the careful way.
    pub fn standing(there: Option<&Self>, now: u64, me: &Self) -> Standing {
        let Some(there) = there else { return Standing::MayWrite };
        let age = now.saturating_sub(there.beat);
        if there.program == RELEASED {
            Standing::CanTakeOver
        } else if there.program > me.program && age < FORGOTTEN_MS {
            Standing::NewerProgram
        } else if there.is_of(me) {
            Standing::MayWrite
        } else if age < STALE_MS {
            Standing::MustFollow
        } else {
            Standing::CanTakeOver
        }
    }

    /// Whether both are of the same session.
    pub fn is_of(&self, other: &Self) -> bool {
        self.tab == other.tab && self.epoch == other.epoch
    }

    /// The lease on a year; a damaged one is as good as none.
    ///
    /// # Errors
    /// When the notes cannot be read.
    pub fn read(notes: &impl Notes, id: &str) -> Result<Option<Self>, StoreError> {
        let text = notes.note(&format!("{WRITER}{id}"))?.unwrap_or_default();
        let mut parts = text.split(' ');
        let tab = parts.next().unwrap_or_default().to_owned();
        let mut number = || parts.next()?.parse::<u64>().ok();
        let (epoch, program, beat) = (number(), number(), number());
        let small = |number: Option<u64>| u32::try_from(number?).ok();
        Ok(match (small(epoch), small(program), beat) {
            (Some(epoch), Some(program), Some(beat)) => Some(Self { tab, epoch, program, beat }),
            _ => None,
        })
    }

    /// Writes the lease.
    ///
    /// # Errors
    /// When the notes cannot be written.
    pub fn write(&self, notes: &impl Notes, id: &str) -> Result<(), StoreError> {
        let text = format!("{} {} {} {}", self.tab, self.epoch, self.program, self.beat);
        set_checked(notes, &format!("{WRITER}{id}"), &text)
    }

    /// Takes the lease on a year. Where notes have no room, what a session left there that writes no
    /// more is removed: a lease is only advice.
    ///
    /// # Errors
    /// What the browser says, when it is another's that writes.
    pub fn take(&self, notes: &impl Notes, id: &str, from_writer: bool) -> Result<(), StoreError> {
        match self.write(notes, id) {
            Err(error) if from_writer => Err(error),
            Err(_) => {
                let _ = notes.remove_note(&format!("{WRITER}{id}"));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Notes that a year was deleted, or that it is there again.
    pub fn set_deleted(notes: &impl Notes, id: &str, is_deleted: bool) {
        let key = format!("{DELETED}{id}");
        if is_deleted != Self::is_deleted(notes, id) {
            let _ = if is_deleted { notes.set_note(&key, "1") } else { notes.remove_note(&key) };
        }
    }

    /// Whether a year was deleted and is not there again.
    pub fn is_deleted(notes: &impl Notes, id: &str) -> bool {
        notes.note(&format!("{DELETED}{id}")).is_ok_and(|note| note.is_some())
    }

    /// Whether a session may go on writing: the lease is its own, or gone with the notes.
    ///
    /// # Errors
    /// [`StoreError::Taken`], [`StoreError::Deleted`] and [`StoreError::NewerProgram`].
    pub fn check(&self, notes: &impl Notes, id: &str) -> Result<(), StoreError> {
        // Notes that cannot be read tell nothing of other tabs; keys of one's own guard the rest.
        match Self::read(notes, id).ok().flatten() {
            Some(there) if there.is_of(self) => Ok(()),
            Some(there) if there.program > self.program => Err(StoreError::NewerProgram),
            _ if Self::is_deleted(notes, id) => Err(StoreError::Deleted),
            Some(_) => Err(StoreError::Taken),
            None => Ok(()),
        }
    }

    /// Whether the lease on a year was given back.
    pub fn is_released(notes: &impl Notes, id: &str) -> bool {
        Self::read(notes, id).ok().flatten().is_some_and(|there| there.program == RELEASED)
    }

    /// Gives the lease back, if it is this session's: the tab closes or goes to another year. The
    /// epoch stays, so that the next one is higher.
    pub fn release(&self, notes: &impl Notes, id: &str) {
        if Self::read(notes, id).ok().flatten().is_some_and(|there| there.is_of(self)) {
            let released = Self { program: RELEASED, ..self.clone() };
            let _ = released.take(notes, id, false);
        }
    }
}
