//! Going from the open year to another: not before all of it is stored, or the user says so.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::Saved;
use crate::ui::platform;
use crate::ui::shell::Shell;

thread_local! {
    /// The question while it is open: who asks meanwhile hears the same answer.
    static ASKED: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

impl Shell {
    /// Whether the open year may be left in this tab. What is stored nowhere is tried once more, and
    /// then the user is asked.
    pub(in crate::ui) async fn may_leave(self) -> bool {
        if !self.is_unkept() {
            return true;
        }
        self.keep_all().await;
        if !self.is_unkept() {
            return true;
        }
        let ask = || Promise::new(&mut |resolve, _| self.write.leaves.set(Some(resolve)));
        let answer = ASKED.take().unwrap_or_else(ask);
        ASKED.set(Some(answer.clone()));
        platform::set_ready();
        JsFuture::from(answer).await.is_ok_and(|yes| yes.is_truthy())
    }

    /// The answer to that.
    pub(in crate::ui) fn leave(self, yes: bool) {
        ASKED.take();
        if let Some(resolve) = self.write.leaves.try_update(Option::take).flatten() {
            let _ = resolve.call1(&JsValue::NULL, &yes.into());
        }
    }

    /// The open year is another: what was known of the keeping of the last one is not of this.
    pub(in crate::ui) fn forget_kept(self) {
        self.let_go();
        self.write.prints.set_value(None);
        self.write.kept.set_value(None);
        self.show_saved();
        // What stood of its keeping is told with these.
        self.notices.update(|all| all.retain(|own| !own.standing || own.acts.is_empty()));
        self.write.saved.set(Saved::Unchanged);
        self.write.steps.set(super::Steps::default());
        self.write.turn(false);
    }

    /// This tab writes in a year no more, and keeps nothing of it: it is removed or replaced.
    pub(in crate::ui) fn forget_pen(self, id: &str) {
        if self.is_open_id(id) {
            self.forget_kept();
        }
    }
}
