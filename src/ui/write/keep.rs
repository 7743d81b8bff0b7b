//! Keeping: each step in the journal at once, the whole year when the user pauses, and one tab at a
//! time.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use crate::library::{self, Begin, Journal, Mark, PROGRAM, StoreError, Writer};
use crate::ui::platform;
use crate::ui::shell::{Question, Shell};
use crate::ui::year::{OpenYear, YearSummary};

/// How long the user must have paused before the whole year is written.
const PAUSE: Duration = Duration::from_millis(2500);

/// What is known of the year's keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Saved {
    /// Nothing was changed here.
    Unchanged,
    /// Read back and compared, at this time: `14.32`.
    At(String),
    /// It is only in this tab; why.
    Not(String),
}

/// The year as it is kept.
pub(in crate::ui) struct Kept {
    /// This tab's right to write; `None` while it reads.
    pub(in crate::ui) writer: Option<Rc<Writer>>,
    /// The last step that is on the page.
    tip: Mark,
    /// The steps since the bytes of the open year were made.
    pub(in crate::ui) since: Vec<String>,
    /// The history that belongs to those bytes.
    history: String,
    /// Counts the steps, so that a pause can be told.
    count: u32,
    /// What was being typed when the last tab ended: place and text.
    draft: Option<String>,
    /// How many things outside *Skriv* are being written.
    pub(super) hands: u32,
}

impl Shell {
    /// What the store has of a year besides its file is handed to the worker, and told.
    pub(in crate::ui) async fn restore(self, recovered: library::Recovered) -> Option<YearSummary> {
        let history = recovered.generation.as_ref().map(|g| g.history.clone()).unwrap_or_default();
        let history = String::from_utf8(history).unwrap_or_default();
        let entries: Vec<String> = recovered.entries.iter().map(|e| e.text.clone()).collect();
        let is_news = recovered.draft.is_some() || !recovered.aside.is_empty();
        if let Some(said) = recovered.said().filter(|_| is_news) {
            let how = if recovered.draft.is_some() { UNDER_WAY } else { "" };
            self.notice(format!("{said}{how}"), false, false);
        }
        let (tip, draft) = (recovered.tip, recovered.draft);
        let kept = Kept { writer: None, tip, since: entries, history, count: 0, draft, hands: 0 };
        self.write.kept.set_value(Some(Rc::new(RefCell::new(kept))));
        self.give_steps().await
    }

    /// Hands the worker the steps that the open year was kept with and those since.
    /// Gives what lists show of the year with them.
    async fn give_steps(self) -> Option<YearSummary> {
        let answer = self.desk.request("restore", &self.steps_kept()?).await?;
        self.show_state(&answer.get(2).unchecked_into());
        Some(YearSummary::read(&answer.get(4).unchecked_into()))
    }

    /// What a worker needs beside the open year's bytes: the history that belongs to them, and the steps
    /// since.
    pub(in crate::ui) fn steps_kept(self) -> Option<[JsValue; 2]> {
        let kept = self.kept()?;
        let kept = kept.borrow();
        let entries = kept.since.iter().map(JsValue::from).collect::<js_sys::Array>();
        Some([JsValue::from(kept.history.as_str()), entries.into()])
    }

    pub(in crate::ui) fn kept(self) -> Option<Rc<RefCell<Kept>>> {
        self.write.kept.get_value()
    }

    pub(super) fn writer(self) -> Option<Rc<Writer>> {
        self.kept().and_then(|kept| kept.borrow().writer.clone())
    }

    /// *Skriv*: this tab writes from now on, unless another does.
    pub(in crate::ui) fn begin_writing(self, takes_over: bool) {
        self.write.prints.set_value(None);
        if self.write.name.with_untracked(String::is_empty) {
            return self.ask(Question::Name);
        }
        spawn_local(async move {
            if let Err(sentence) = self.fetch_typist().await {
                return self.error(sentence);
            }
            match self.take_pen(takes_over).await {
                Ok(false) => {}
                Ok(true) => {
                    self.write.is_on.set(true);
                    self.desk.ask_again();
                    self.take_draft().await;
                }
                Err(StoreError::Taken) => {
                    if self.may_take_over().await {
                        self.begin_writing(true);
                    }
                }
                Err(error) => {
                    // Without storage one can write all the same; the standing message says so.
                    self.notice(error.to_string(), true, true);
                    if error != StoreError::NewerProgram {
                        self.write.is_on.set(true);
                        self.desk.ask_again();
                    }
                }
            }
        });
    }

    /// Keeps what is being typed and is not yet a step; to be called once a second at most.
    pub(in crate::ui) fn draft(self, at: &str, text: &str) {
        let (Some(writer), Some(store)) = (self.writer(), self.store()) else { return };
        match writer.draft(&*store, &format!("{at} {text}")) {
            Ok(()) => {}
            Err(error @ (StoreError::Taken | StoreError::NewerProgram)) => self.has_lost(&error),
            Err(error) => self.write.saved.set(Saved::Not(error.to_string())),
        }
    }

    /// What was being typed is let go of.
    pub(in crate::ui) fn drop_draft(self) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            writer.drop_draft(&*store);
        }
    }

    /// What was being typed when the last tab ended becomes a step.
    async fn take_draft(self) {
        let (Some(kept), Some(store)) = (self.kept(), self.store()) else { return };
        let draft = kept.borrow_mut().draft.take();
        let Some((draft, open)) = draft.zip(self.open.get_untracked()) else { return };
        let Some((at, text)) = draft.split_once(' ') else { return };
        match self.wish("type", at.into(), text.to_owned()).await {
            Ok(()) => library::forget_draft(&*store, open.summary.id.as_str(), &draft),
            Err(sentence) => self.error(sentence),
        }
    }

    /// What is on the page and what is stored are made one: another tab may have written since the
    /// year was opened.
    async fn meet(self, open: &OpenYear, recovered: library::Recovered) {
        let stored = recovered.generation.as_ref();
        let is_as_opened = match self.kept() {
            Some(kept) => kept.borrow().tip == recovered.tip,
            // Just imported, or only in this tab.
            None => stored.is_none_or(|stored| stored.bytes == open.bytes),
        };
        match (is_as_opened, self.kept()) {
            (true, Some(_)) => {}
            (true, None) => drop(self.restore(recovered).await),
            (false, _) => self.reopen().await,
        }
    }

    /// The open year is another: what was known of the keeping of the last one is not of this.
    pub(in crate::ui) fn forget_kept(self) {
        self.let_go();
        self.write.prints.set_value(None);
        self.write.kept.set_value(None);
        self.write.saved.set(Saved::Unchanged);
        self.write.steps.set(super::Steps::default());
        self.write.is_on.set(false);
    }

    /// This tab may write from now on; `false` where no year is open.
    pub(super) async fn take_pen(self, takes_over: bool) -> Result<bool, StoreError> {
        let (Some(store), Some(open)) = (self.store(), self.open.get_untracked()) else {
            return Ok(false);
        };
        // It is still in hand while what was written is kept: a second one would take it from the first.
        if self.writer().is_some() {
            return Ok(true);
        }
        let begin = Begin { now: platform::millis(), program: PROGRAM, takes_over };
        let (writer, recovered) = Writer::begin(&*store, open.summary.id.as_str(), begin).await?;
        self.meet(&open, recovered).await;
        if let Some(kept) = self.kept() {
            kept.borrow_mut().writer = Some(Rc::new(writer));
        }
        Ok(true)
    }

    /// *Läs*: what was written is kept whole, and another tab may write.
    pub(in crate::ui) fn end_writing(self) {
        self.write.is_on.set(false);
        self.write.has_panel.set(false);
        self.desk.ask_again();
        spawn_local(self.lay_down_pen());
    }

    /// What was written is kept whole, and another tab may write.
    pub(super) async fn lay_down_pen(self) {
        self.keep_all().await;
        // Keeping takes a while: who has begun to write meanwhile lays the pen down.
        let is_needed = self.write.is_on.get_untracked()
            || self.kept().is_none_or(|kept| kept.borrow().hands > 0);
        if is_needed {
            return;
        }
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            writer.release(&*store);
        }
        if let Some(kept) = self.kept() {
            kept.borrow_mut().writer = None;
        }
    }

    /// This tab writes in a year no more, and keeps nothing of it: it is removed or replaced.
    pub(in crate::ui) fn forget_pen(self, id: &str) {
        let is_open = self.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| open.summary.id.as_str() == id)
        });
        if is_open {
            self.forget_kept();
        }
    }

    /// Keeps a step: when this returns it is noted and read back, or the user is told that it is not.
    pub(super) fn keep_entry(self, entry: String) {
        let Some(kept) = self.kept() else { return };
        let count = {
            let mut kept = kept.borrow_mut();
            kept.since.push(entry.clone());
            kept.count += 1;
            kept.count
        };
        let (Some(writer), Some(store)) = (self.writer(), self.store()) else {
            return self.write.saved.set(Saved::Not(NOT_HERE.to_owned()));
        };
        match writer.acknowledge(&*store, &entry) {
            Ok(noted) => {
                kept.borrow_mut().tip = writer.tip();
                self.write.saved.set(Saved::At(platform::now()[11..].to_owned()));
                let id = writer.id().to_owned();
                spawn_local(async move {
                    let _ = noted.copy(&*store, &id).await;
                });
                self.keep_after_pause(count);
            }
            Err(error @ (StoreError::Taken | StoreError::NewerProgram)) => self.has_lost(&error),
            Err(error) => {
                self.write.saved.set(Saved::Not(error.to_string()));
                // The journal is no help: the year is written whole at once.
                spawn_local(self.keep_all());
            }
        }
    }

    /// Another tab writes: this one shows what is there and goes on reading.
    fn has_lost(self, error: &StoreError) {
        self.write.is_on.set(false);
        self.write.saved.set(Saved::Unchanged);
        self.desk.ask_again();
        self.notice(error.to_string(), true, true);
        spawn_local(self.reopen());
    }

    fn keep_after_pause(self, count: u32) {
        set_timeout(
            move || {
                let is_pause = self.kept().is_some_and(|kept| kept.borrow().count == count);
                if is_pause {
                    spawn_local(self.keep_all());
                }
            },
            PAUSE,
        );
    }

    /// Writes the year whole, if anything was changed since it was.
    pub(in crate::ui) async fn keep_all(self) {
        let (Some(kept), Some(writer), Some(store)) = (self.kept(), self.writer(), self.store())
        else {
            return;
        };
        if kept.borrow().since.is_empty() {
            return;
        }
        let Some((bytes, history)) = self.file(true).await else { return };
        let Some(open) = self.open.get_untracked() else { return };
        // In the same breath as the answer came: no step lies between.
        let (name, now) = (open.summary.name.clone(), platform::now());
        let generation = writer.generation(name, now.clone(), bytes.clone(), history.clone());
        {
            let mut kept = kept.borrow_mut();
            kept.since.clear();
            kept.history = String::from_utf8(history).unwrap_or_default();
        }
        self.has_bytes(&open, bytes);
        match writer.keep(&*store, &generation).await {
            Ok(()) => {
                self.write.saved.set(Saved::At(now[11..].to_owned()));
                if let Some(open) = self.open.get_untracked() {
                    self.is_listed(&open, &now).await;
                }
            }
            Err(error @ (StoreError::Taken | StoreError::NewerProgram)) => self.has_lost(&error),
            Err(error) => {
                self.write.saved.set(Saved::Not(error.to_string()));
                self.notice(error.to_string(), true, true);
            }
        }
    }

    /// The open year's file is another now. Nothing that is shown changes by it.
    fn has_bytes(self, open: &OpenYear, bytes: Vec<u8>) {
        let (summary, serial) = (open.summary.clone(), open.serial);
        let open = Arc::new(OpenYear { summary, bytes, serial });
        self.open.update_untracked(|now| *now = Some(open));
    }

    /// The open year's file and history as the worker has them.
    pub(in crate::ui) async fn file(self, with_log: bool) -> Option<(Vec<u8>, Vec<u8>)> {
        let answer = self.desk.request("file", &[with_log.into()]).await?;
        let bytes = |at| answer.get(at).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
        Some((bytes(2)?, bytes(3)?))
    }

    /// Whether the open year has steps that its bytes have not.
    pub(in crate::ui) fn has_steps(self) -> bool {
        self.kept().is_some_and(|kept| !kept.borrow().since.is_empty())
    }

    /// Whether something here would be lost with the tab.
    pub(super) fn is_unkept(self) -> bool {
        matches!(self.write.saved.get_untracked(), Saved::Not(_))
    }

    /// Says that this tab is alive and writes.
    pub(super) fn beat(self) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store())
            && let Err(error) = writer.beat(&*store, platform::millis())
        {
            self.has_lost(&error);
        }
    }

    /// The tab goes: another may write at once.
    pub(super) fn let_go(self) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            writer.release(&*store);
        }
    }

    /// Another tab has written: its steps are done here too.
    pub(in crate::ui) fn follow_tab(self, key: &str) {
        let (Some(kept), Some(store), Some(open)) =
            (self.kept(), self.store(), self.open.get_untracked())
        else {
            return;
        };
        let id = open.summary.id.clone();
        let is_ours = key.starts_with(&format!("tertial.journal.{id}."));
        if is_ours && self.is_reading_again() {
            // What is read now may lack it.
            return spawn_local(self.reopen());
        }
        if !is_ours || kept.borrow().writer.is_some() {
            return;
        }
        let following = Journal::of_notes(&*store, id.as_str()).following(&kept.borrow().tip);
        spawn_local(async move {
            let Some(entries) = following else { return self.reopen().await };
            let Some(last) = entries.last().map(|entry| entry.mark.clone()) else { return };
            let texts: Vec<String> = entries.into_iter().map(|entry| entry.text).collect();
            let list = texts.iter().map(JsValue::from).collect::<js_sys::Array>();
            {
                let mut kept = kept.borrow_mut();
                kept.tip = last;
                kept.since.extend(texts);
            }
            let message = [list.into(), platform::is_narrow().into()];
            if self.change("follow", &message).await.is_err() {
                return self.reopen().await;
            }
            self.desk.ask_again();
        });
    }
}

const UNDER_WAY: &str = " Det som just skrevs sätts in när du väljer Skriv.";
const NOT_HERE: &str =
    "Ändringen finns bara i den här fliken. Hämta året som fil innan du stänger den.";
