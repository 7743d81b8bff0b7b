//! One tab, one fault, at every step.

use tertial::library::{Fault, Kind, StoreError, delete, replace, restore, snapshots};

use super::*;

/// What a scenario has been told is kept.
#[derive(Default)]
struct Told {
    /// The year as it must be shown, unless a later step got further.
    year: Vec<String>,
    /// What must be found somewhere.
    anywhere: Vec<String>,
}

impl Told {
    /// A step is taken; when it is acknowledged it counts, and so does all before it.
    fn step(&mut self, store: &Memory, writer: &Writer, all: &mut Vec<String>) {
        all.push(format!("line {}", all.len()));
        match writer.acknowledge(store, all.last().unwrap()) {
            Ok(entry) => {
                self.year.clone_from(all);
                let _ = now(entry.copy(store, ID));
            }
            // As the page does: what could not be noted goes into a generation at once.
            Err(StoreError::Taken | StoreError::NewerProgram) => {}
            Err(_) => self.keep(store, writer, all),
        }
    }

    fn keep(&mut self, store: &Memory, writer: &Writer, all: &[String]) {
        if keep(store, writer, all).is_ok() {
            self.year = all.to_vec();
        }
    }
}

/// A year with two generations and two steps after them, told so.
fn prepared(store: &Memory) -> Told {
    let mut told = Told::default();
    let mut all = vec!["line 0".to_owned()];
    now(replace(store, Kind::Replaced, &year(&all), b"h", begin(0))).unwrap().release(store);
    let (writer, _) = now(Writer::begin(store, ID, begin(0))).unwrap();
    told.step(store, &writer, &mut all);
    told.keep(store, &writer, &all);
    told.step(store, &writer, &mut all);
    told.step(store, &writer, &mut all);
    writer.release(store);
    told.anywhere.clone_from(&all);
    told
}

fn edit(store: &Memory, told: &mut Told) {
    let Ok((writer, recovered)) = now(Writer::begin(store, ID, begin(1))) else { return };
    let mut all = shown(&recovered);
    for _ in 0..4 {
        let _ = writer.draft(store, "t2/text", "typed");
        told.step(store, &writer, &mut all);
        told.keep(store, &writer, &all);
        told.step(store, &writer, &mut all);
        let _ = writer.beat(store, 2);
        writer.drop_draft(store, "t2/text");
    }
    writer.release(store);
}

fn first_save(store: &Memory, told: &mut Told) {
    // A year of its own: there is nothing before it.
    let stored = Stored { id: "new".into(), ..year(&["new".to_owned()]) };
    let saved = now(replace(store, Kind::Replaced, &stored, b"", begin(1)));
    if saved.is_ok() {
        assert_eq!(now(store.load("new")).unwrap(), Some(stored));
    }
    let _ = told;
}

fn put_over(store: &Memory, told: &mut Told) {
    let lines = ["other".to_owned()];
    let put = now(replace(store, Kind::Replaced, &year(&lines), b"", begin(1)));
    if put.is_ok() {
        told.year = lines.to_vec();
    } else {
        told.year.clear();
    }
}

fn remove(store: &Memory, told: &mut Told) {
    let _ = now(delete(store, ID, WHEN, begin(1)));
    told.year.clear();
}

fn bring_back(store: &Memory, told: &mut Told) {
    put_over(store, told);
    let Ok(list) = now(snapshots(store)) else { return told.year.clear() };
    let Some(first) = list.first() else { return told.year.clear() };
    let restored = now(restore(store, &first.key, WHEN, begin(1)));
    told.year.clear();
    if restored.is_ok() {
        told.year.clone_from(&told.anywhere);
    }
}

/// Runs a scenario with a fault at its n-th step for every n, and checks after each that a browser
/// started anew has all that was told to be kept. Gives the number of steps.
fn every_step(fault: Fault, scenario: fn(&Memory, &mut Told)) -> usize {
    for step in 0.. {
        let store = Memory::default();
        let mut told = prepared(&store);
        store.fail_at(step, fault);
        scenario(&store, &mut told);
        let steps = store.steps();
        let found = Findable::after_restart(&store);
        let at = format!("{fault:?} at step {step}: {found:?}");
        assert!(told.anywhere.iter().all(|line| found.has(line)), "{at}");
        assert!(found.year.starts_with(&told.year), "{at}, told {:?}", told.year);
        // Life goes on: another start can write, and its writing is there at the next.
        let store = store.tab_named("later");
        let (writer, recovered) = now(Writer::begin(&store, ID, take_over(60_000))).unwrap();
        let mut all = shown(&recovered);
        let mut later = Told::default();
        later.step(&store, &writer, &mut all);
        later.keep(&store, &writer, &all);
        later.step(&store, &writer, &mut all);
        let found = Findable::after_restart(&store);
        assert_eq!(found.year, all, "{at}");
        assert!(told.anywhere.iter().all(|line| found.has(line)), "later, {at}");
        if step >= steps {
            return steps;
        }
    }
    0
}

#[test]
fn every_fault_at_every_step_of_editing() {
    for fault in Fault::ALL {
        assert!(every_step(fault, edit) > 30);
    }
}

#[test]
fn every_fault_at_every_step_of_a_first_save() {
    for fault in Fault::ALL {
        assert!(every_step(fault, first_save) >= 3);
    }
}

#[test]
fn every_fault_at_every_step_of_replacing() {
    for fault in Fault::ALL {
        assert!(every_step(fault, put_over) >= 5);
    }
}

#[test]
fn every_fault_at_every_step_of_deleting() {
    for fault in Fault::ALL {
        assert!(every_step(fault, remove) >= 6);
    }
}

#[test]
fn every_fault_at_every_step_of_restoring() {
    for fault in Fault::ALL {
        assert!(every_step(fault, bring_back) >= 10);
    }
}

#[test]
fn a_damaged_generation_is_set_aside_and_the_journal_leads_on_from_the_one_before() {
    for part in [false, true] {
        let store = Memory::default();
        let told = prepared(&store);
        let head = heads(&store).pop().unwrap();
        let key = if part { format!("part/{head}/0000") } else { head.clone() };
        assert!(store.damage(&key));
        let recovered = now(recover(&store, ID)).unwrap();
        assert_eq!(shown(&recovered), told.year);
        assert_eq!(recovered.aside.len(), 1);
        assert_eq!(recovered.aside[0].key, format!("damaged/{head}"));
        // It is listed until it is let go of, and it does not come back.
        assert_eq!(now(recover(&store, ID)).unwrap().aside, recovered.aside);
        now(library::dismiss(&store, &recovered.aside[0].key)).unwrap();
        assert!(is_clean(&now(recover(&store, ID)).unwrap()));
        assert_eq!(now(store.keys("damaged/")).unwrap().len(), 0);
    }
}

#[test]
fn notes_that_never_reached_the_disk_are_in_the_store() {
    let store = Memory::default();
    let told = prepared(&store);
    store.lose_notes();
    assert_eq!(Findable::after_restart(&store).year, told.year);
    let mut told = told;
    edit(&store.tab_named("later"), &mut told);
    assert_eq!(Findable::after_restart(&store).year, told.year);
}

#[test]
fn a_generation_that_is_no_longer_whole_does_not_count_as_one_of_two() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    let all = ["0", "1", "2"].map(str::to_owned);
    keep(&store, &writer, &all[..1]).unwrap();
    writer.acknowledge(&store, "1").unwrap();
    keep(&store, &writer, &all[..2]).unwrap();
    assert!(store.damage(&format!("part/{}/0000", heads(&store)[1])));
    writer.acknowledge(&store, "2").unwrap();
    keep(&store, &writer, &all).unwrap();
    assert_eq!((heads(&store).len(), now(store.keys("damaged/")).unwrap().len()), (2, 1));
    assert!(store.damage(&heads(&store)[1]));
    assert_eq!(shown(&now(recover(&store, ID)).unwrap()), all);
}
