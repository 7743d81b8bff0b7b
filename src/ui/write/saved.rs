//! Whether what was done is kept, as the bar says it, and what to do when it is not.

use leptos::prelude::*;

use super::keep::{Kept, Shared};
use crate::library::StoreError;
use crate::ui::shell::{Act, Notice, Shell};

/// What is known of the year's keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Saved {
    /// Nothing was changed here.
    Unchanged,
    /// Read back and compared, at this time: `14.32`.
    At(String),
    /// The browser gives no storage: all of it is gone with the page.
    Memory,
    /// It is only in this tab; why.
    Not(String),
}

impl Kept {
    /// Why something of the year is in this tab alone; `None` when all is stored.
    pub(super) fn why_not(&self) -> Option<String> {
        let is_only_here = self.stray || self.loose > 0;
        let trouble = self.writer.as_ref().and_then(|writer| writer.trouble());
        let here = is_only_here.then(|| self.trouble.clone().unwrap_or(StoreError::Unstored));
        here.or(trouble).map(|error| error.to_string()).or_else(|| self.draft_trouble.clone())
    }
}

impl Shell {
    /// Whether something here would be lost if the year were left.
    pub(in crate::ui) fn is_unkept(self) -> bool {
        matches!(self.saved_now(), Saved::Not(_))
    }

    /// Whether something here would be lost with the tab.
    pub(super) fn is_lost_with_tab(self) -> bool {
        matches!(self.saved_now(), Saved::Not(_) | Saved::Memory)
    }

    fn saved_now(self) -> Saved {
        let Some(kept) = self.kept() else { return Saved::Unchanged };
        let kept = kept.borrow();
        if self.is_in_memory() {
            return if kept.is_touched { Saved::Memory } else { Saved::Unchanged };
        }
        match kept.why_not() {
            Some(why) => Saved::Not(why),
            None if kept.saved_at.is_empty() => Saved::Unchanged,
            None => Saved::At(kept.saved_at.clone()),
        }
    }

    /// Says how it is. What is not kept is told with a way out as long as it is so.
    pub(in crate::ui) fn show_saved(self) {
        let saved = self.saved_now();
        let why = if let Saved::Not(why) = &saved { Some(why.clone()) } else { None };
        let told = self.write.told.get_value();
        if told != why {
            self.notices.update(|all| all.retain(|own| Some(&own.text) != told.as_ref()));
            self.write.told.set_value(why.clone());
            why.into_iter().for_each(|why| self.tell_standing(why));
        }
        if self.write.saved.with_untracked(|own| *own != saved) {
            self.write.saved.set(saved);
        }
    }

    /// Says something that stays so, with the file and the storage at hand.
    pub(super) fn tell_standing(self, text: String) {
        let acts = vec![Act::Take, Act::Storage];
        self.tell(Notice { text, is_error: true, standing: true, acts });
    }

    /// What could not be stored, and why.
    pub(in crate::ui) fn has_failed(self, kept: &Shared, error: StoreError) {
        kept.borrow_mut().trouble = Some(error);
        self.show_saved();
        self.try_again(kept);
    }
}
