//! Writing in the open year: what the user does goes to the worker as a wish, comes back as a step,
//! is kept in the journal, and changes what stands on the page.

mod drafts;
mod filed;
mod keep;
mod keys;
mod leave;
mod panel;
mod patch;
mod pen;
mod print;
mod ready;
mod recall;
mod saved;
mod tabs;
mod typist;

use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Array, Function};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::shell::Shell;
use super::spot::Spot;
use super::year::{OpenYear, YearSummary, number, text};
use super::{Page, platform};

pub(super) use keep::{Kept, Shared, begin};
pub(super) use panel::Panel;
pub(super) use patch::{PagePatch, apply, morph};
pub(super) use saved::Saved;
pub(super) use typist::has_patched;

/// The note in which this browser's user is called by name.
const NAME: &str = "tertial.namn";

const NAME_LOST: &str = "Webbläsaren kunde inte spara namnet. Det står vid dina ändringar nu, men frågas efter nästa gång.";

/// Where the steps stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps {
    /// How many hold.
    pub(super) done: u32,
    /// How many there are.
    pub(super) count: u32,
    /// What would be undone.
    pub(super) undo: String,
    /// What would be done again.
    pub(super) redo: String,
    /// Whether the year has a log of its changes.
    pub(super) has_log: bool,
}

/// The state of writing; a handle that can be copied.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// *Skriv*, not *Läs*.
    pub(super) is_on: RwSignal<bool>,
    pub(super) steps: RwSignal<Steps>,
    pub(super) saved: RwSignal<Saved>,
    /// What the worker says has changed on the page.
    pub(super) patch: RwSignal<Option<Rc<PagePatch>>, LocalStorage>,
    /// The element in the panel: its address.
    pub(super) chosen: RwSignal<String>,
    /// Whether the panel stands open.
    pub(super) has_panel: RwSignal<bool>,
    /// Whether the list of steps stands open.
    pub(super) has_steps: RwSignal<bool>,
    /// Who writes; empty until it was asked.
    pub(super) name: RwSignal<String>,
    /// The page that is asked for to be printed, and written in again after.
    prints: StoredValue<Option<print::Printing>>,
    /// Where one was when the page last turned from reading to writing or back.
    spot: StoredValue<Option<Spot>>,
    /// Whether the program one writes with runs.
    has_typist: StoredValue<bool>,
    /// Hears whether this tab takes over, while that is asked.
    pub(super) take_over: RwSignal<Option<Function>, LocalStorage>,
    /// Hears whether the user leaves a year that is not stored, while that is asked.
    pub(super) leaves: RwSignal<Option<Function>, LocalStorage>,
    /// What was told of what is not stored.
    told: StoredValue<Option<String>>,
    /// The year as it is kept.
    pub(super) kept: StoredValue<Option<Shared>, LocalStorage>,
}

impl Writing {
    pub(super) fn new() -> Self {
        Self {
            is_on: RwSignal::new(false),
            steps: RwSignal::new(Steps::default()),
            saved: RwSignal::new(Saved::Unchanged),
            patch: RwSignal::new_local(None),
            chosen: RwSignal::new(String::new()),
            has_panel: RwSignal::new(false),
            has_steps: RwSignal::new(false),
            name: RwSignal::new(platform::note(NAME).unwrap_or_default()),
            prints: StoredValue::new(None),
            spot: StoredValue::new(None),
            has_typist: StoredValue::new(false),
            take_over: RwSignal::new_local(None),
            leaves: RwSignal::new_local(None),
            told: StoredValue::new(None),
            kept: StoredValue::new_local(None),
        }
    }

    /// The page turns from reading to writing, or back. All of it is laid out anew: where one is is
    /// noted before.
    pub(super) fn turn(self, is_on: bool) {
        self.spot.set_value(Spot::here());
        self.is_on.set(is_on);
    }

    /// Where one is on the page that is painted anew.
    pub(super) fn take_spot(self) -> Option<Spot> {
        self.spot.try_update_value(Option::take).flatten().or_else(Spot::here)
    }
}

impl Shell {
    /// Remembers who writes here.
    pub(super) fn set_name(self, name: &str) {
        if self.set_note(NAME, name.trim()).is_err() {
            self.notice(NAME_LOST.to_owned(), true, false);
        }
        self.write.name.set(name.trim().to_owned());
    }

    /// Does something and tells the user if it cannot be done.
    pub(super) fn act(self, verb: &'static str, at: String, argument: String) {
        spawn_local(async move {
            if let Err(sentence) = self.wish(verb, at.into(), argument).await {
                self.error(sentence);
            }
        });
    }

    /// Has a wish fulfilled: `type`, `many`, `add`, `below`, `remove`, `up`, `down`, `copy`, `move`, `note`.
    /// The error is a sentence; what was typed is then still in the hands of who typed it. The worker is
    /// told at once: it works while the page goes on.
    pub(super) fn wish(
        self,
        verb: &str,
        at: JsValue,
        argument: String,
    ) -> impl Future<Output = Result<(), String>> + use<> {
        let by = self.write.name.get_untracked();
        let places = drafts::typed_in(verb, &at);
        let seed = js_sys::Math::random() * 9e15;
        let message = [
            verb.into(),
            at,
            argument.into(),
            by.into(),
            platform::now().into(),
            seed.into(),
            platform::is_narrow().into(),
        ];
        let kept = self.kept();
        let change = self.change("edit", &message);
        async move {
            change.await?;
            kept.iter().for_each(|kept| self.have_become_steps(kept, &places));
            Ok(())
        }
    }

    /// Goes to where this many steps hold.
    pub(super) fn go_to_step(self, done: u32) {
        spawn_local(async move {
            if let Err(sentence) = self.walk_to(done).await {
                self.error(sentence);
            }
        });
    }

    /// The same, told when it is done.
    pub(super) async fn walk_to(self, done: u32) -> Result<(), String> {
        let by = self.write.name.get_untracked();
        let message =
            [done.into(), by.into(), platform::now().into(), platform::is_narrow().into()];
        self.change("go", &message).await.map(drop)
    }

    /// Takes the last step back.
    pub(super) fn undo(self) {
        if let Some(done) = self.write.steps.with_untracked(|steps| steps.done.checked_sub(1)) {
            self.go_to_step(done);
        }
    }

    /// Does the next step again.
    pub(super) fn redo(self) {
        let (done, count) = self.write.steps.with_untracked(|steps| (steps.done, steps.count));
        if done < count {
            self.go_to_step(done + 1);
        }
    }

    /// Sends what changes the year, and keeps and shows what came of it. Gives the answer.
    pub(super) fn change(
        self,
        word: &str,
        message: &[JsValue],
    ) -> impl Future<Output = Result<Array, String>> + use<> {
        let answer = self.desk.request(word, message);
        let kept = self.kept();
        async move { self.has_changed(answer.await, kept) }
    }

    fn has_changed(self, answer: Option<Array>, kept: Option<Shared>) -> Result<Array, String> {
        const DEAD: &str = "Programmet bakom sidan svarar inte, så inget ändrades. Ladda om sidan: det \
                            som är sparat finns kvar.";
        let answer = answer.ok_or(DEAD)?;
        if text(&answer, 0) == "refused" {
            return Err(text(&answer, 2));
        }
        if let Some((entry, kept)) = answer.get(2).as_string().zip(kept) {
            self.keep_entry(&kept, &entry);
            // The user has gone on to another year meanwhile: what is shown is not of this one.
            if !self.is_current(&kept) {
                return Ok(answer);
            }
        }
        self.show_state(&answer.get(3).unchecked_into());
        self.remind();
        self.show_summary(YearSummary::read(&answer.get(5).unchecked_into()));
        let is_shown =
            matches!(self.page_kind.get_untracked(), Page::Report | Page::View | Page::Year);
        match answer.get(4).dyn_into::<Array>() {
            Ok(patch) if is_shown => {
                self.write.patch.set(Some(Rc::new(PagePatch::read(&patch))));
            }
            // What is gone to next is composed as the year is then.
            _ => self.desk.has_changed(),
        }
        Ok(answer)
    }

    fn show_state(self, state: &Array) {
        self.write.steps.set(Steps {
            done: number(state, 0),
            count: number(state, 1),
            undo: text(state, 2),
            redo: text(state, 3),
            has_log: state.get(4).is_truthy(),
        });
    }

    /// Names and reports of the year may have changed.
    fn show_summary(self, summary: YearSummary) {
        let Some(open) = self.open.get_untracked() else { return };
        if open.summary.is_shown_as(&summary) {
            return;
        }
        let newer = open.summary.newer.clone();
        let summary = YearSummary { newer, ..summary };
        let (bytes, serial) = (open.bytes.clone(), open.serial);
        self.open.set(Some(Arc::new(OpenYear { summary, bytes, serial })));
    }
}
