//! What holds without any fault.

use tertial::file;
use tertial::library::{
    Journal, Kind, Lease, PART, Reason, STALE_MS, Standing, StoreError, bytes_to_store, clean,
    cleanable, delete, expire, replace, restore, snapshots, usage,
};

use super::*;

fn lease(tab: &str, epoch: u32, program: u32, beat: u64) -> Lease {
    Lease { tab: tab.into(), epoch, program, beat }
}

#[test]
fn a_lease_says_who_writes() {
    let me = lease("a", 1, 2, 0);
    let standing = |there: &Lease, now| Lease::standing(Some(there), now, &me);
    assert_eq!(Lease::standing(None, 0, &me), Standing::MayWrite);
    assert_eq!(standing(&me, 1_000_000), Standing::MayWrite);
    let other = lease("b", 2, 2, 1000);
    assert_eq!(standing(&other, 1000 + STALE_MS - 1), Standing::MustFollow);
    assert_eq!(standing(&other, 1000 + STALE_MS), Standing::CanTakeOver);
    // A clock that was set back.
    assert_eq!(standing(&other, 0), Standing::MustFollow);
    let newer = lease("b", 2, 3, 1000);
    assert_eq!(standing(&newer, 1000 + STALE_MS), Standing::NewerProgram);
    assert_eq!(standing(&newer, 1000 + 86_400_000), Standing::CanTakeOver);
    let older = lease("b", 2, 1, 1000);
    assert_eq!(standing(&older, 1000), Standing::MustFollow);
}

#[test]
fn one_tab_writes_and_the_other_follows_and_takes_over() {
    let a = Memory::default();
    let b = a.tab_named("b");
    let (first, _) = now(Writer::begin(&a, ID, begin(0))).unwrap();
    keep(&a, &first, &["0".to_owned()]).unwrap();
    assert_eq!(now(Writer::begin(&b, ID, begin(1))).unwrap_err(), StoreError::Taken);
    let followed = now(recover(&b, ID)).unwrap();
    first.acknowledge(&a, "1").unwrap();
    let news = Journal::of_notes(&b, ID).following(&followed.tip).unwrap();
    assert_eq!(news.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["1"]);
    let (second, recovered) = now(Writer::begin(&b, ID, take_over(2))).unwrap();
    assert_eq!(shown(&recovered), ["0", "1"]);
    second.acknowledge(&b, "2").unwrap();
    // The first learns it before it counts anything as kept, and its step is not lost.
    assert_eq!(first.acknowledge(&a, "mine"), Err(StoreError::Taken));
    assert_eq!(first.beat(&a, 3), Err(StoreError::Taken));
    let found = Findable::after_restart(&a);
    assert_eq!(found.year, ["0", "1", "2"]);
    assert_eq!(found.aside, ["mine"]);
    // A tab that closes makes way at once, also when it beats once more.
    second.release(&b);
    second.beat(&b, 3).unwrap();
    now(Writer::begin(&a, ID, begin(3))).unwrap();
}

#[test]
fn a_newer_program_stops_an_older_one() {
    let a = Memory::default();
    let b = a.tab_named("b");
    let (old, _) = now(Writer::begin(&a, ID, begin(0))).unwrap();
    let newer = Begin { program: PROGRAM + 1, ..take_over(1) };
    now(Writer::begin(&b, ID, newer)).unwrap();
    assert_eq!(old.acknowledge(&a, "x"), Err(StoreError::NewerProgram));
    let again = now(Writer::begin(&a, ID, take_over(2)));
    assert_eq!(again.unwrap_err(), StoreError::NewerProgram);
}

#[test]
fn what_was_being_typed_is_there_until_it_is_a_step() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.draft(&store, "t2/text ha").unwrap();
    writer.draft(&store, "t2/text hal").unwrap();
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(recovered.draft.as_deref(), Some("t2/text hal"));
    assert_eq!(recovered.said().unwrap(), "Året är återställt: texten som just skrevs finns kvar.");
    writer.acknowledge(&store, "halv").unwrap();
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(recovered.draft, None);
    assert_eq!(recovered.said().unwrap(), "Året är återställt: 1 ändring lades till ur journalen.");
}

#[test]
fn a_year_of_the_first_layout_is_the_first_generation() {
    let store = Memory::default();
    let old = year(&["0".to_owned()]);
    store.put_old(old.clone());
    assert_eq!(now(store.ids()).unwrap(), [ID]);
    assert_eq!(now(store.load(ID)).unwrap(), Some(old));
    let (writer, recovered) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    assert_eq!(recovered.generation.unwrap().number, 1);
    writer.acknowledge(&store, "1").unwrap();
    assert_eq!(Findable::after_restart(&store).year, ["0", "1"]);
    keep(&store, &writer, &["0".to_owned(), "1".to_owned()]).unwrap();
    // It stays as long as it is one of two.
    assert_eq!(now(store.old_ids()).unwrap(), [ID]);
    keep(&store, &writer, &["0".to_owned(), "1".to_owned()]).unwrap();
    assert_eq!(now(store.old_ids()).unwrap().len(), 0);
    assert_eq!(heads(&store).len(), 2);
    assert_eq!(Findable::after_restart(&store).year, ["0", "1"]);
}

#[test]
fn generations_and_journal_do_not_pile_up() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    let mut all = Vec::new();
    for number in 0..40 {
        all.push(number.to_string());
        let entry = writer.acknowledge(&store, &all[number]).unwrap();
        now(entry.copy(&store, ID)).unwrap();
        keep(&store, &writer, &all).unwrap();
    }
    assert_eq!(heads(&store).len(), 2);
    assert_eq!(now(store.keys("part/")).unwrap().len(), 4);
    assert_eq!(Journal::of_notes(&store, ID).entries.len(), 1);
    assert_eq!(now(store.keys("journal/")).unwrap().len(), 1);
    // One session after the other leaves no trace either.
    for time in 1..40 {
        let (writer, recovered) = now(Writer::begin(&store, ID, take_over(time))).unwrap();
        assert!(is_clean(&recovered));
        writer.acknowledge(&store, "x").unwrap();
        all.push("x".to_owned());
        keep(&store, &writer, &all).unwrap();
    }
    let recovered = now(recover(&store, ID)).unwrap();
    assert!(recovered.seen.texts().len() <= 4, "{:?}", recovered.seen);
    assert_eq!(shown(&recovered), all);
}

#[test]
fn a_large_year_lies_in_small_records() {
    let store = Memory::default();
    let bytes: Vec<u8> = (0..PART * 2 + 5).map(|at| (at % 251) as u8).collect();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    let history = vec![7; PART + 1];
    let generation = writer.generation("n".into(), WHEN.into(), bytes.clone(), history.clone());
    now(writer.keep(&store, &generation)).unwrap();
    assert_eq!(now(store.keys("part/")).unwrap().len(), 5);
    assert_eq!(now(recover(&store, ID)).unwrap().generation, Some(generation));
    let usage = now(usage(&store)).unwrap();
    assert_eq!(usage.years, [(ID.to_owned(), (bytes.len() + history.len()) as u64)]);
}

#[test]
fn a_deleted_year_can_be_restored_for_thirty_days() {
    let store = Memory::default();
    let put = now(replace(&store, Kind::Replaced, &year(&["0".into()]), b"h", begin(0))).unwrap();
    put.acknowledge(&store, "1").unwrap();
    now(delete(&store, ID, WHEN, begin(1))).unwrap();
    assert_eq!(now(store.ids()).unwrap().len(), 0);
    assert!(is_clean(&now(recover(&store, ID)).unwrap()));
    let list = now(snapshots(&store)).unwrap();
    assert_eq!((list.len(), list[0].kind), (1, Some(Kind::Deleted)));
    assert!(now(usage(&store)).unwrap().snapshots > 0);
    now(expire(&store, "2026-03-31")).unwrap();
    assert_eq!(now(restore(&store, &list[0].key, WHEN, begin(2))).unwrap(), ID);
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(shown(&recovered), ["0", "1"]);
    assert_eq!(recovered.generation.unwrap().history, b"h");
    let offered = now(cleanable(&store, "2026-04-01")).unwrap();
    assert_eq!((offered.len(), offered[0].reason), (1, Reason::Expired));
    now(expire(&store, "2026-04-01")).unwrap();
    assert_eq!(now(snapshots(&store)).unwrap(), []);
    let gone = now(restore(&store, &list[0].key, WHEN, begin(3)));
    assert_eq!(gone, Err(StoreError::Missing));
    assert_eq!(Findable::after_restart(&store).year, ["0", "1"]);
}

#[test]
fn a_replaced_year_is_listed_and_can_be_cleaned() {
    let store = Memory::default();
    now(replace(&store, Kind::Replaced, &year(&["0".into()]), b"", begin(0))).unwrap();
    now(replace(&store, Kind::Replaced, &year(&["1".into()]), b"", begin(1))).unwrap();
    assert_eq!(Findable::after_restart(&store).year, ["1"]);
    let offered = now(cleanable(&store, "2026-03-02")).unwrap();
    assert_eq!((offered.len(), offered[0].reason), (1, Reason::Snapshot));
    now(clean(&store, &offered[0].key)).unwrap();
    assert_eq!(now(cleanable(&store, "2026-03-02")).unwrap(), []);
    assert_eq!(now(store.keys("part/snapshot/")).unwrap().len(), 0);
}

#[test]
fn a_full_storage_keeps_what_it_has_and_goes_on_when_there_is_room() {
    let store = Memory::default();
    now(replace(&store, Kind::Replaced, &year(&["a".into()]), b"", begin(0))).unwrap();
    let writer = now(replace(&store, Kind::Replaced, &year(&["0".into()]), b"", begin(1))).unwrap();
    writer.acknowledge(&store, "1").unwrap();
    store.set_full(true);
    let all = ["0", "1", "2", "3"].map(str::to_owned);
    let records = now(store.keys("")).unwrap();
    assert_eq!(writer.acknowledge(&store, "2"), Err(StoreError::Full));
    assert_eq!(keep(&store, &writer, &all[..3]), Err(StoreError::Full));
    assert_eq!(now(store.keys("")).unwrap(), records);
    // Nothing that comes after the gap counts as kept, although there is room again.
    store.set_full(false);
    assert_eq!(writer.acknowledge(&store, "3"), Err(StoreError::Full));
    assert_eq!(Findable::after_restart(&store).year, ["0", "1"]);
    let offered = now(cleanable(&store, "2026-03-02")).unwrap();
    now(clean(&store, &offered[0].key)).unwrap();
    keep(&store, &writer, &all).unwrap();
    writer.acknowledge(&store, "4").unwrap();
    assert_eq!(Findable::after_restart(&store).year, ["0", "1", "2", "3", "4"]);
    assert!(Findable::after_restart(&store).aside.is_empty());
}

#[test]
fn notes_that_are_cleared_under_way_take_no_step_along() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    let entry = writer.acknowledge(&store, "0").unwrap();
    now(entry.copy(&store, ID)).unwrap();
    store.lose_notes();
    // The lease went with them: the tab goes on, and another that begins gets a later epoch.
    writer.acknowledge(&store, "1").unwrap();
    let other = store.tab_named("b");
    let (second, recovered) = now(Writer::begin(&other, ID, begin(0))).unwrap();
    assert_eq!(shown(&recovered), ["0", "1"]);
    assert!(second.tip() == recovered.tip);
    assert_eq!(writer.acknowledge(&store, "2"), Err(StoreError::Taken));
}

/// What is stored of an opened file is all of it, also who changed what.
#[test]
fn the_log_of_a_file_is_stored_with_it() {
    let year = crate::common::example();
    let entry = file::LogEntry { by: "Eva Ek".into(), did: "Skrev".into(), ..Default::default() };
    let text = file::save_logged(year, &[entry]);
    let stored = bytes_to_store(&crate::common::opened(&text), text.as_bytes());
    assert_eq!(String::from_utf8(stored).unwrap(), text);
}
