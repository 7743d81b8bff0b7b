//! What is being typed, kept once a second until it is a step that is stored. Each place has a slot of
//! its own.

use wasm_bindgen::JsValue;

use super::keep::Shared;
use crate::edit::many;
use crate::library::{self, StoreError};
use crate::ui::shell::Shell;

impl Shell {
    /// Keeps what is being typed in a place and is not yet a step; to be called once a second at most.
    pub(in crate::ui) fn draft(self, at: &str, text: &str) {
        // What was refused may be of a year that was left meanwhile.
        let is_here = at.split('/').next().is_some_and(|id| self.is_open_id(id));
        let Some(kept) = self.kept().filter(|_| is_here) else { return };
        kept.borrow_mut().is_touched = true;
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            // A step of the same place may not be stored yet: this is later.
            let key = writer.draft_key(at);
            {
                let mut kept = kept.borrow_mut();
                kept.due.retain(|due| *due != key);
                if !kept.drafted.contains(&key) {
                    kept.drafted.push(key);
                }
            }
            let kept_so = writer.draft(&*store, at, text);
            if let Err(
                error @ (StoreError::Taken | StoreError::NewerProgram | StoreError::Deleted),
            ) = &kept_so
            {
                return self.has_lost(error);
            }
            kept.borrow_mut().draft_trouble = kept_so.err().map(|error| error.to_string());
        }
        self.show_saved();
    }

    /// What was being typed in a place is let go of.
    pub(in crate::ui) fn drop_draft(self, at: &str) {
        if let (Some(writer), Some(store)) = (self.writer(), self.store()) {
            writer.drop_draft(&*store, at);
        }
        if let Some(kept) = self.kept() {
            kept.borrow_mut().draft_trouble = None;
        }
        self.show_saved();
    }

    /// What was being typed in these places is a step now: the drafts go when it is stored.
    pub(super) fn have_become_steps(self, kept: &Shared, places: &[String]) {
        let Some(writer) = kept.borrow().writer.clone() else { return };
        {
            let mut kept = kept.borrow_mut();
            // A block may have thousands of places, and nothing was being typed in most.
            for key in places.iter().map(|at| writer.draft_key(at)) {
                if let Some(at) = kept.drafted.iter().position(|drafted| *drafted == key) {
                    kept.drafted.swap_remove(at);
                    kept.due.push(key);
                }
            }
            kept.draft_trouble = None;
        }
        self.drop_due(kept);
        self.show_saved();
    }

    /// Removes the drafts of what is stored by now.
    pub(super) fn drop_due(self, kept: &Shared) {
        let Some(store) = self.store() else { return };
        if kept.borrow().why_not().is_some() {
            return;
        }
        let due = std::mem::take(&mut kept.borrow_mut().due);
        due.iter().for_each(|key| library::forget_draft(&*store, key));
    }

    /// What was being typed when the last tab ended becomes steps.
    pub(super) async fn take_drafts(self) {
        let Some(kept) = self.kept() else { return };
        let drafts = std::mem::take(&mut kept.borrow_mut().drafts);
        for draft in drafts {
            match self.wish("type", draft.at.as_str().into(), draft.text).await {
                Ok(()) => kept.borrow_mut().due.push(draft.key),
                Err(sentence) => self.error(sentence),
            }
            self.drop_due(&kept);
        }
        self.is_put_in();
    }
}

/// The places that a wish types in.
pub(super) fn typed_in(verb: &str, at: &JsValue) -> Vec<String> {
    let Some(at) = at.as_string() else { return Vec::new() };
    match verb {
        "type" => vec![at],
        "many" => many::pairs(&at).map(|(place, _)| place.to_owned()).collect(),
        _ => Vec::new(),
    }
}
