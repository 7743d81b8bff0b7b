//! The pen: this tab writes in the open year, in *Skriv* or for one thing outside it.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::keep::{Shared, begin};
use crate::library::{Begin, Lease, Recovered, StoreError, Writer};
use crate::ui::platform;
use crate::ui::shell::{Question, Shell};
use crate::ui::year::OpenYear;

const TAKEN: &str = "Året redigeras i en annan flik, så inget ändrades. Gå till den fliken, eller gör om \
                     det här och ta över.";
const NOT_OPEN: &str = "Året är inte öppet, så inget ändrades. Öppna det och försök igen.";

impl Shell {
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
                    let taken = StoreError::Taken.to_string();
                    self.notices.update(|all| all.retain(|own| own.text != taken));
                    self.write.turn(true);
                    self.desk.ask_again();
                    self.take_drafts().await;
                }
                Err(StoreError::Taken) => {
                    if self.may_take_over().await {
                        self.begin_writing(true);
                    }
                }
                Err(error) => self.write_without(error),
            }
        });
    }

    /// Without storage one can write all the same, and is told so. Not where another program or tab
    /// says that the year is not to be written in.
    fn write_without(self, error: StoreError) {
        if matches!(error, StoreError::NewerProgram | StoreError::Deleted) {
            return self.tell_standing(error.to_string());
        }
        if let Some(kept) = self.kept() {
            self.has_failed(&kept, error);
        }
        self.write.turn(true);
        self.desk.ask_again();
    }

    /// *Läs*: what was written is kept whole, and another tab may write.
    pub(in crate::ui) fn end_writing(self) {
        self.write.turn(false);
        self.write.has_panel.set(false);
        self.desk.ask_again();
        spawn_local(async move {
            // What stood in the field that was left is a step in a moment.
            let _ = self.desk.request("steps", &[]).await;
            platform::pause(Duration::ZERO).await;
            self.lay_down_pen().await;
        });
    }

    /// This tab may write from now on; `false` where no year is open.
    pub(super) async fn take_pen(self, takes_over: bool) -> Result<bool, StoreError> {
        // A year that was just opened is being stored.
        while self.is_storing() {
            platform::pause(Duration::from_millis(10)).await;
        }
        let Some(kept) = self.kept() else { return Ok(false) };
        while kept.borrow().is_keeping {
            platform::pause(Duration::from_millis(20)).await;
        }
        kept.borrow_mut().is_keeping = true;
        let taken = self.take_pen_for(&kept, takes_over).await;
        kept.borrow_mut().is_keeping = false;
        taken.map(|()| self.writer().is_some())
    }

    /// The same for the year that is kept so, unless another is open by then.
    pub(super) async fn take_pen_for(
        self,
        kept: &Shared,
        takes_over: bool,
    ) -> Result<(), StoreError> {
        let (Some(store), Some(open)) = (self.store(), self.open.get_untracked()) else {
            return Ok(());
        };
        // It is still in hand while what was written is kept: a second one would take it from the first.
        if !self.is_current(kept) || kept.borrow().writer.is_some() {
            return Ok(());
        }
        if kept.borrow().is_deleted {
            return Err(StoreError::Deleted);
        }
        self.put_aside(kept).await?;
        if kept.borrow().stray {
            return self.place(kept).await;
        }
        let begin = Begin { takes_over, ..begin() };
        let (writer, mut recovered) =
            Writer::begin(&*store, open.summary.id.as_str(), begin).await?;
        let drafts = std::mem::take(&mut recovered.drafts);
        let met = self.meet(kept, &open, &writer, recovered).await;
        if met != Ok(true) {
            writer.release(&*store);
            return met.map(drop);
        }
        if let Some(kept) = self.kept() {
            let mut kept = kept.borrow_mut();
            kept.writer = Some(Rc::new(writer));
            // As they are now: what was read before may be older than what is written by now, and one
            // who writes already types on.
            kept.drafts = if self.write.is_on.get_untracked() { Vec::new() } else { drafts };
        }
        Ok(())
    }

    /// What is on the page and what is stored are made one: another tab may have written since the
    /// year was opened. Nobody writes on where that fails; `false` where the pen is not needed.
    async fn meet(
        self,
        kept: &Shared,
        open: &OpenYear,
        writer: &Writer,
        recovered: Recovered,
    ) -> Result<bool, StoreError> {
        if recovered.generation.is_none() {
            if self.store().is_some_and(|store| Lease::is_deleted(&*store, writer.id())) {
                kept.borrow_mut().is_deleted = true;
                return Err(StoreError::Deleted);
            }
            // The browser's storage was cleared: the year is only here.
            kept.borrow_mut().stray = true;
            self.place(kept).await?;
            return Ok(false);
        }
        if kept.borrow().tip != recovered.tip {
            if kept.borrow().loose > 0 {
                // Reading it anew would lose what only this tab has.
                return Err(StoreError::Failed("others have written since".to_owned()));
            }
            self.reopen().await;
        }
        let is_open = self.is_open_id(open.summary.id.as_str());
        let stands = self.kept().is_some_and(|kept| kept.borrow().tip == writer.tip());
        match (is_open, stands) {
            (true, true) => Ok(true),
            (true, false) => Err(StoreError::Failed("not read anew".to_owned())),
            (false, _) => Ok(false),
        }
    }

    /// What was written is kept whole, and another tab may write. What could not be stored stays in
    /// hand, and is tried again.
    pub(in crate::ui) async fn lay_down_pen(self) {
        self.keep_all().await;
        self.rest_pen();
    }

    /// Another tab may write, unless somebody writes here or something is left to be stored.
    pub(super) fn rest_pen(self) {
        // Keeping takes a while: who has begun to write meanwhile lays the pen down.
        let Some(kept) = self.kept() else { return };
        // What is only printed is written in again.
        let is_on =
            self.write.is_on.get_untracked() || self.write.prints.with_value(Option::is_some);
        let is_needed = is_on || kept.borrow().hands > 0;
        if is_needed || !kept.borrow().is_settled() || kept.borrow().why_not().is_some() {
            return;
        }
        self.let_go();
        kept.borrow_mut().writer = None;
    }

    /// Asks whether this tab takes over from the one that writes.
    pub(super) async fn may_take_over(self) -> bool {
        let answer = Promise::new(&mut |resolve, _| self.write.take_over.set(Some(resolve)));
        platform::set_ready();
        JsFuture::from(answer).await.is_ok_and(|yes| yes.is_truthy())
    }

    /// The answer to that.
    pub(in crate::ui) fn take_over(self, yes: bool) {
        if let Some(resolve) = self.write.take_over.try_update(Option::take).flatten() {
            let _ = resolve.call1(&JsValue::NULL, &yes.into());
        }
    }

    /// This tab may change the open year, once. Where another one writes, the user is asked.
    pub(in crate::ui) async fn ready_to_write(self) -> Result<(), String> {
        let newer = self.open_newer();
        if let Some(newer) = newer {
            return Err(newer);
        }
        if self.writer().is_some() {
            self.hold(1);
            return Ok(());
        }
        let mut taken = self.take_pen(false).await;
        if taken == Err(StoreError::Taken) && self.may_take_over().await {
            taken = self.take_pen(true).await;
        }
        match taken {
            Ok(true) => self.hold(1),
            Ok(false) => return Err(NOT_OPEN.to_owned()),
            Err(StoreError::Taken) => return Err(TAKEN.to_owned()),
            Err(error @ (StoreError::NewerProgram | StoreError::Deleted)) => {
                return Err(error.to_string());
            }
            // Without storage one can write all the same; the standing message says so.
            Err(error) => {
                self.hold(1);
                self.kept().iter().for_each(|kept| self.has_failed(kept, error.clone()));
            }
        }
        Ok(())
    }

    /// It is written: unless *Skriv* is on, another tab may write.
    pub(in crate::ui) async fn has_written(self) {
        self.hold(-1);
        // What *Skriv* shows was patched.
        if !self.write.is_on.get_untracked() {
            self.lay_down_pen().await;
            self.desk.ask_again();
        }
    }

    /// What was being typed when the last tab ended is to be in the year's file too; `false` where it
    /// cannot be put in now.
    pub(in crate::ui) async fn has_taken_drafts(self) -> bool {
        let is_left =
            |kept: Shared| kept.borrow().writer.is_none() && !kept.borrow().drafts.is_empty();
        if !self.kept().is_some_and(is_left) {
            return true;
        }
        if self.take_pen(false).await != Ok(true) {
            return false;
        }
        self.hold(1);
        self.take_drafts().await;
        self.has_written().await;
        true
    }

    /// Counts the hands on the pen.
    fn hold(self, more: i32) {
        if let Some(kept) = self.kept() {
            let hands = &mut kept.borrow_mut().hands;
            *hands = hands.saturating_add_signed(more);
        }
    }

    fn open_newer(self) -> Option<String> {
        self.open.get_untracked()?.summary.newer.clone()
    }

    /// Takes the last step back, if it is still the one that was meant.
    pub(in crate::ui) async fn take_back(self, done: u32) -> Result<(), String> {
        const OTHER: &str =
            "Något annat har ändrats sedan dess. Ångra under Steg i rapporten i stället.";
        self.ready_to_write().await?;
        let result = match self.write.steps.with_untracked(|steps| steps.done) {
            now if now == done && done > 0 => self.walk_to(done - 1).await,
            _ => Err(OTHER.to_owned()),
        };
        self.has_written().await;
        result
    }
}
