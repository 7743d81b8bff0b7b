//! Keeping: each step in the journal at once, and the whole year when the user pauses. What could not
//! be stored is tried again until it is.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::library::{
    self, Begin, Draft, JournalEntry, Kind, Mark, PROGRAM, StoreError, Stored, Writer, again_ms,
};
use crate::ui::platform;
use crate::ui::shell::Shell;
use crate::ui::year::OpenYear;

/// How long the user must have paused before the whole year is written.
const PAUSE: Duration = Duration::from_millis(2500);
/// How long it waits at most for a pause, in milliseconds.
const MOST_MS: u64 = 30_000;
const DEAD: &str = "the worker does not answer";

/// The year as it is kept.
#[derive(Default)]
pub(in crate::ui) struct Kept {
    /// This tab's right to write; `None` while it reads.
    pub(super) writer: Option<Rc<Writer>>,
    /// The last step that is on the page and in the journal.
    pub(super) tip: Mark,
    /// The steps since the bytes of the open year were made.
    pub(super) since: Vec<String>,
    /// The history that belongs to those bytes.
    pub(super) history: String,
    /// Counts the steps, so that a pause can be told.
    pub(super) count: u32,
    /// What was being typed when the last tab ended, as it was when this one took the pen.
    pub(super) drafts: Vec<Draft>,
    /// Drafts that were written here and are not due.
    pub(super) drafted: Vec<String>,
    /// Drafts of what is steps by now, until those are stored.
    pub(super) due: Vec<String>,
    /// How many things outside *Skriv* are being written.
    pub(super) hands: u32,
    /// Whether the year itself is stored nowhere.
    pub(super) stray: bool,
    /// Whether the user deleted it in another tab.
    pub(super) is_deleted: bool,
    /// Steps that no journal has.
    pub(super) loose: u32,
    /// The year's id, where steps of its journal were replayed.
    pub(super) id: String,
    /// Steps of the journal that do not fit the year, until they are kept aside.
    pub(super) unfit: Vec<JournalEntry>,
    /// Why something could not be stored.
    pub(super) trouble: Option<StoreError>,
    pub(super) draft_trouble: Option<String>,
    /// Whether anything was typed or made here.
    pub(super) is_touched: bool,
    /// When something was stored last: `14.32`.
    pub(super) saved_at: String,
    /// When the first step was done that no stored generation has.
    pub(super) first: Option<u64>,
    /// How often storing was tried in vain.
    pub(super) tries: u32,
    /// Whether the year is just being stored.
    pub(in crate::ui) is_keeping: bool,
    /// How often the user was reminded of the file.
    pub(super) reminded: u32,
}

/// As it is shared with what waits.
pub(in crate::ui) type Shared = Rc<RefCell<Kept>>;

impl Kept {
    /// Of a year that is stored nowhere yet.
    pub(in crate::ui) fn stray(is_made: bool) -> Self {
        Self { stray: true, is_touched: is_made, ..Self::default() }
    }

    /// The last step of the year on the page, counting those that no journal has.
    pub(super) fn here(&self) -> Mark {
        let tip = self.writer.as_ref().map_or(self.tip.clone(), |writer| writer.tip());
        Mark { serial: tip.serial.saturating_add(self.loose), ..tip }
    }

    /// Whether nothing is left to be stored.
    pub(super) fn is_settled(&self) -> bool {
        let is_whole = self.writer.as_ref().is_none_or(|writer| writer.is_whole());
        self.is_deleted || (is_whole && !self.stray && self.loose == 0)
    }
}

impl Shell {
    /// Whether this is how the open year is kept; it may be another one since.
    pub(super) fn is_current(self, kept: &Shared) -> bool {
        self.kept().is_some_and(|own| Rc::ptr_eq(&own, kept))
    }

    pub(in crate::ui) fn kept(self) -> Option<Shared> {
        self.write.kept.get_value()
    }

    pub(super) fn writer(self) -> Option<Rc<Writer>> {
        self.kept().and_then(|kept| kept.borrow().writer.clone())
    }

    /// Keeps a step: when this returns it is noted and read back, or the user is told that it is not.
    pub(super) fn keep_entry(self, kept: &Shared, entry: &str) {
        let writer = {
            let mut kept = kept.borrow_mut();
            kept.since.push(entry.to_owned());
            kept.count += 1;
            kept.is_touched = true;
            kept.first.get_or_insert(platform::millis());
            kept.writer.clone()
        };
        let Some((writer, store)) = writer.zip(self.store()) else {
            kept.borrow_mut().loose += 1;
            return self.is_kept_later(kept);
        };
        match writer.acknowledge(&*store, entry) {
            Ok(noted) => {
                let mut kept = kept.borrow_mut();
                kept.tip = writer.tip();
                platform::now()[11..].clone_into(&mut kept.saved_at);
                let id = writer.id().to_owned();
                spawn_local(async move {
                    let _ = noted.copy(&*store, &id).await;
                });
            }
            Err(error @ (StoreError::Taken | StoreError::NewerProgram | StoreError::Deleted)) => {
                kept.borrow_mut().loose += u32::from(error == StoreError::Deleted);
                if self.is_current(kept) {
                    self.has_lost(&error);
                }
                return;
            }
            // The journal is no help: the year is written whole at once.
            Err(_) => return self.is_kept_later(kept),
        }
        self.show_saved();
        self.keep_after_pause(kept);
    }

    /// A step is only here: the year is written whole as soon as that can be.
    fn is_kept_later(self, kept: &Shared) {
        if self.is_current(kept) {
            self.show_saved();
            spawn_local(self.keep_all());
        } else {
            self.error(TOO_LATE.to_owned());
        }
    }

    /// Writes the year whole when the user pauses, or has not paused for long.
    fn keep_after_pause(self, kept: &Shared) {
        let (count, first) = (kept.borrow().count, kept.borrow().first);
        if first.is_some_and(|first| platform::millis().saturating_sub(first) > MOST_MS) {
            return spawn_local(self.keep_all());
        }
        let kept = kept.clone();
        set_timeout(
            move || {
                if self.is_current(&kept) && kept.borrow().count == count {
                    spawn_local(self.keep_all());
                }
            },
            PAUSE,
        );
    }

    /// Tries again in a while to store what could not be stored.
    pub(super) fn try_again(self, kept: &Shared) {
        let tries = {
            let mut kept = kept.borrow_mut();
            kept.tries += 1;
            kept.tries
        };
        let kept = kept.clone();
        set_timeout(
            move || {
                if self.is_current(&kept) && kept.borrow().tries == tries {
                    spawn_local(self.lay_down_pen());
                }
            },
            Duration::from_millis(again_ms(tries - 1)),
        );
    }

    /// Writes the year whole, if there is anything of it that is stored nowhere whole.
    pub(in crate::ui) async fn keep_all(self) {
        let Some(kept) = self.kept() else { return };
        while kept.borrow().is_keeping {
            platform::pause(Duration::from_millis(20)).await;
        }
        if !self.is_current(&kept) || kept.borrow().is_settled() {
            return;
        }
        kept.borrow_mut().is_keeping = true;
        let done = self.keep_now(&kept).await;
        kept.borrow_mut().is_keeping = false;
        match done {
            Ok(()) => {
                let mut kept = kept.borrow_mut();
                (kept.tries, kept.first, kept.trouble) = (0, None, None);
                platform::now()[11..].clone_into(&mut kept.saved_at);
            }
            Err(error @ (StoreError::Taken | StoreError::NewerProgram | StoreError::Deleted))
                // Where the user has removed or replaced the year it was this tab that took over.
                if kept.borrow().writer.is_some() && self.is_current(&kept) =>
            {
                return self.has_lost(&error);
            }
            Err(error) => return self.has_failed(&kept, error),
        }
        self.show_saved();
        self.drop_due(&kept);
        self.rest_pen();
    }

    async fn keep_now(self, kept: &Shared) -> Result<(), StoreError> {
        if kept.borrow().writer.is_none() {
            self.take_pen_for(kept, false).await?;
        }
        let (Some(writer), Some(store), Some(open)) =
            (kept.borrow().writer.clone(), self.store(), self.open.get_untracked())
        else {
            return Ok(());
        };
        if kept.borrow().is_settled() || open.summary.id.as_str() != writer.id() {
            return Ok(());
        }
        // What is asked for now is of this year, whichever is open when the answer comes.
        let file = self.file(true).await.ok_or(StoreError::Failed(DEAD.to_owned()));
        let (bytes, history) = file?;
        // In the same breath as the answer came: no step lies between.
        let (name, now) = (open.summary.name.clone(), platform::now());
        let generation = writer.generation(name, now.clone(), bytes.clone(), history.clone());
        let loose = kept.borrow().loose;
        self.has_file(kept, bytes, history);
        writer.keep(&*store, &generation).await?;
        {
            let mut kept = kept.borrow_mut();
            kept.loose -= loose;
            // Also steps that no journal has are stored now.
            if !writer.has_gap() {
                kept.tip = writer.tip();
            }
        }
        if let Some(open) = self.open.get_untracked().filter(|_| self.is_current(kept)) {
            self.is_listed(&open, &now).await;
        }
        Ok(())
    }

    /// Stores a year that is stored nowhere. What lies under its id can be restored.
    pub(in crate::ui) async fn place(self, kept: &Shared) -> Result<(), StoreError> {
        let (Some(store), Some(open)) = (self.store(), self.open.get_untracked()) else {
            return Ok(());
        };
        let mut stored = open.stored();
        let mut history = Vec::new();
        let loose = kept.borrow().loose;
        // One that nobody has written in is stored as it came.
        if !kept.borrow().since.is_empty() {
            let file = self.file(true).await.ok_or(StoreError::Failed(DEAD.to_owned()));
            (stored.bytes, history) = file?;
            self.has_file(kept, stored.bytes.clone(), history.clone());
        }
        let writer = library::replace(&*store, Kind::Replaced, &stored, &history, begin()).await?;
        {
            let mut kept = kept.borrow_mut();
            (kept.tip, kept.stray) = (writer.tip(), false);
            kept.loose -= loose;
            kept.writer = Some(Rc::new(writer));
        }
        self.is_stored_anew(&stored).await;
        Ok(())
    }

    /// A year lies in the store under this id that was not there, or another one.
    async fn is_stored_anew(self, stored: &Stored) {
        self.forget_filed(&stored.id);
        if let Some(open) = self.open.get_untracked().filter(|_| self.is_open_id(&stored.id)) {
            self.is_listed(&open, &stored.changed).await;
        }
        self.ask_to_persist();
    }

    /// The open year's file is another now. Nothing that is shown changes by it.
    fn has_file(self, kept: &Shared, bytes: Vec<u8>, history: Vec<u8>) {
        let Some(open) = self.open.get_untracked().filter(|_| self.is_current(kept)) else {
            return;
        };
        let (summary, serial) = (open.summary.clone(), open.serial);
        let open = Arc::new(OpenYear { summary, bytes, serial });
        self.open.update_untracked(|now| *now = Some(open));
        let mut kept = kept.borrow_mut();
        kept.since.clear();
        kept.history = String::from_utf8(history).unwrap_or_default();
    }

    /// The open year's file and history as the worker has them.
    pub(in crate::ui) async fn file(self, with_log: bool) -> Option<(Vec<u8>, Vec<u8>)> {
        let answer = self.desk.request("file", &[with_log.into()]).await?;
        let bytes = |at| answer.get(at).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
        Some((bytes(2)?, bytes(3)?))
    }

    /// How many steps the open year has that its bytes have not.
    pub(in crate::ui) fn steps_since(self) -> usize {
        self.kept().map_or(0, |kept| kept.borrow().since.len())
    }
}

/// This tab, now.
pub(in crate::ui) fn begin() -> Begin {
    Begin { now: platform::millis(), program: PROGRAM, takes_over: false }
}

const TOO_LATE: &str = "Den sista ändringen i året du lämnade hann inte sparas. Öppna året och se \
                        efter vad som saknas.";
