//! Writing one thing outside *Skriv*: the pen is taken for it and laid down again.

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::library::StoreError;
use crate::ui::platform;
use crate::ui::shell::Shell;

const TAKEN: &str = "Året redigeras i en annan flik, så inget ändrades. Gå till den fliken, eller gör om \
                     det här och ta över.";
const NOT_OPEN: &str = "Året är inte öppet, så inget ändrades. Öppna det och försök igen.";

impl Shell {
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
            Ok(true) => {
                self.hold(1);
                Ok(())
            }
            Ok(false) => Err(NOT_OPEN.to_owned()),
            Err(StoreError::Taken) => Err(TAKEN.to_owned()),
            Err(error @ StoreError::NewerProgram) => Err(error.to_string()),
            // Without storage one can write all the same; the standing message says so.
            Err(error) => {
                self.notice(error.to_string(), true, true);
                Ok(())
            }
        }
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
