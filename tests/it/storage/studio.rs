//! The open year and its storage together: a step that was acknowledged is in the year that is
//! recovered, whatever goes wrong.

use std::sync::Arc;

use proptest::prelude::*;
use tertial::edit::{Pen, Wish};
use tertial::file;
use tertial::library::{Fault, Kind, replace};
use tertial::model::Address;
use tertial::studio::Studio;

use super::tabs::fault;
use super::*;
use crate::common::{newest_frozen, opened};

/// What a person does, or what happens to the storage.
#[derive(Clone, Copy, Debug)]
enum Act {
    Type(u8),
    Undo,
    Redo,
    Keep,
    Fault(Fault, u8),
    /// The browser is started anew, with or without what it had not put on the disk.
    Restart,
    LoseNotes,
}

/// A tab in which the year is written.
struct Tab {
    store: Memory,
    studio: Studio,
    writer: Option<Writer>,
}

impl Tab {
    /// Opens the year as the page does: its file, the steps it was kept with, and those since.
    fn open(store: &Memory, number: usize) -> Self {
        let store = store.tab_named(&format!("t{number}"));
        let begun = now(Writer::begin(&store, ID, take_over(number as u64)));
        let (writer, there) = match begun {
            Ok((writer, there)) => (Some(writer), there),
            Err(_) => (None, now(recover(&store, ID)).unwrap_or_default()),
        };
        let generation = there.generation.unwrap_or_default();
        let file = opened(&String::from_utf8(generation.bytes).unwrap());
        let history = String::from_utf8(generation.history).unwrap();
        let mut studio = Studio::new(Arc::new(file.year), file.log, &history);
        for entry in &there.entries {
            studio.replay(&entry.text).unwrap();
        }
        Self { store, studio, writer }
    }

    /// Keeps what a step left in the journal; whether the year as it is now is stored.
    fn took(&mut self, entry: Option<String>) -> bool {
        let (Some(entry), Some(writer)) = (entry, &self.writer) else { return false };
        match writer.acknowledge(&self.store, &entry) {
            Ok(noted) => {
                let _ = now(noted.copy(&self.store, ID));
                true
            }
            Err(_) => self.keep(),
        }
    }

    fn keep(&mut self) -> bool {
        let Some(writer) = &self.writer else { return false };
        let history = self.studio.editor.history.text().into_bytes();
        let bytes = self.studio.file(true).into_bytes();
        let generation = writer.generation("n".into(), WHEN.into(), bytes, history);
        now(writer.keep(&self.store, &generation)).is_ok()
    }
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => any::<u8>().prop_map(Act::Type),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => Just(Act::Keep),
        2 => (fault(), 0..12_u8).prop_map(|(fault, step)| Act::Fault(fault, step)),
        1 => Just(Act::Restart),
        1 => Just(Act::LoseNotes),
    ]
}

fn wish(number: u8) -> Wish {
    let places = ["//title", "//front.subtitle", "//front.sender"];
    let place = places[usize::from(number) % places.len()];
    let at = Address::parse(&format!("kfn-2021/plan-2021{place}")).unwrap();
    Wish::Type { at, text: format!("Text {number}") }
}

fn play(acts: &[Act]) -> Result<(), TestCaseError> {
    let store = Memory::default();
    let mut year = newest_frozen("kfn-2021");
    year.reports.iter_mut().for_each(|report| Arc::make_mut(report).stages.clear());
    let stored = Stored { bytes: file::save(&year).into_bytes(), ..super::year(&[]) };
    now(replace(&store, Kind::Replaced, &stored, b"", begin(0))).unwrap();
    let mut tab = Tab::open(&store, 0);
    // What the year may be after a restart: as it was when something was last told to be stored, or later.
    let mut told = vec![tab.studio.file(false)];
    for (number, act) in acts.iter().enumerate() {
        let pen = Pen { by: "Eva Ek".into(), at: WHEN.into(), seed: number as u64 };
        let done = tab.studio.editor.history.done;
        let stored = match *act {
            Act::Type(text) => {
                let entry = tab.studio.fulfil(wish(text), &pen).unwrap();
                tab.took(entry)
            }
            Act::Undo | Act::Redo => {
                let to = if matches!(act, Act::Undo) { done.saturating_sub(1) } else { done + 1 };
                let entry = tab.studio.go_to(to, &pen).unwrap_or_default();
                tab.took(entry)
            }
            Act::Keep => tab.keep(),
            Act::Fault(fault, step) => {
                store.fail_also_at(usize::from(step), fault);
                false
            }
            Act::LoseNotes => {
                // Each step is in the store too, unless its copy was refused: then it is stored anew.
                let is_kept = tab.keep();
                if is_kept {
                    store.lose_notes();
                }
                is_kept
            }
            Act::Restart => {
                store.heal();
                tab = Tab::open(&store, number + 1);
                let now = tab.studio.file(false);
                prop_assert!(told.contains(&now), "{acts:?} at {number}");
                told.clear();
                true
            }
        };
        if stored {
            told.clear();
        }
        told.push(tab.studio.file(false));
    }
    store.heal();
    let tab = Tab::open(&store, acts.len() + 1);
    prop_assert!(told.contains(&tab.studio.file(false)), "{acts:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_step_that_was_acknowledged_is_in_the_recovered_year(
        acts in prop::collection::vec(act(), 0..40)
    ) {
        play(&acts)?;
    }
}
