//! What holds without any fault.

use tertial::file;
use tertial::html::work as html;
use tertial::library::{
    Fault, Filed, Journal, Kind, Lease, PART, Reason, STALE_MS, Standing, StoreError,
    bytes_to_store, clean, cleanable, delete, expire, replace, restore, snapshots, usage,
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

/// What was being typed, by its places.
fn typed(recovered: &Recovered) -> Vec<(&str, &str)> {
    recovered.drafts.iter().map(|draft| (draft.at.as_str(), draft.text.as_str())).collect()
}

#[test]
fn what_was_being_typed_is_there_until_it_is_let_go_of() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.draft(&store, "t2/text", "ha").unwrap();
    writer.draft(&store, "t2/text", "hal två").unwrap();
    writer.draft(&store, "t2/title", "Del").unwrap();
    let recovered = now(recover(&store, ID)).unwrap();
    let mut both = typed(&recovered);
    both.sort_unstable();
    assert_eq!(both, [("t2/text", "hal två"), ("t2/title", "Del")]);
    assert_eq!(recovered.said().unwrap(), "Året är återställt: texten som just skrevs finns kvar.");
    // A step elsewhere takes no draft with it, and one of this place only when it is stored.
    writer.acknowledge(&store, "{\"at\":\"2026-03-01 10.00\"}").unwrap();
    assert_eq!(now(recover(&store, ID)).unwrap().drafts.len(), 2);
    writer.drop_draft(&store, "t2/text");
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(typed(&recovered), [("t2/title", "Del")]);
    library::forget_draft(&store, &recovered.drafts[0].key);
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(recovered.drafts, []);
    let said = "Året är återställt: 1 ändring ur journalen från 2026-03-01 10.00.";
    assert_eq!(recovered.said().unwrap(), said);
}

#[test]
fn a_draft_that_cannot_be_removed_is_none_all_the_same() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.draft(&store, "t2/text", "halv").unwrap();
    store.fail_at(0, Fault::Truncate);
    writer.drop_draft(&store, "t2/text");
    assert_eq!(now(recover(&store, ID)).unwrap().drafts, []);
}

#[test]
fn a_draft_that_others_have_written_after_is_kept_aside() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.draft(&store, "t2/text", "halv").unwrap();
    let b = store.tab_named("b");
    // Another file in its place: what was being typed is not of this one.
    now(replace(&b, Kind::Replaced, &year(&["1".into()]), b"", begin(1))).unwrap();
    let recovered = now(recover(&store, ID)).unwrap();
    assert_eq!(recovered.drafts, []);
    let aside = &recovered.aside[0];
    assert_eq!((aside.why, aside.text.as_str()), (Why::Draft, "halv"));
    assert_eq!(now(library::rescue(&store, &aside.key)).unwrap(), b"halv");
    now(library::dismiss(&store, &aside.key)).unwrap();
    assert_eq!(now(recover(&store, ID)).unwrap().aside, []);
}

#[test]
fn steps_that_could_not_be_noted_are_a_gap_until_the_last_of_them_is_stored() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    let all = ["0", "1", "2", "3"].map(str::to_owned);
    keep(&store, &writer, &all[..1]).unwrap();
    store.fail_at(0, Fault::Refuse);
    assert_eq!(writer.acknowledge(&store, "1"), Err(StoreError::Full));
    let Stored { name, changed, bytes, .. } = year(&all[..2]);
    let generation = writer.generation(name, changed, bytes, Vec::new());
    store.fail_at(0, Fault::Refuse);
    assert_eq!(writer.acknowledge(&store, "2"), Err(StoreError::Full));
    now(writer.keep(&store, &generation)).unwrap();
    // The generation holds 1 alone: what comes after 2 does not count, and replaying stops before it.
    assert_eq!(writer.acknowledge(&store, "3"), Err(StoreError::Full));
    assert!(!writer.is_whole() && writer.trouble() == Some(StoreError::Full));
    assert_eq!(Findable::after_restart(&store).year, all[..2]);
    keep(&store, &writer, &all).unwrap();
    assert!(writer.is_whole() && writer.trouble().is_none());
    assert_eq!(Findable::after_restart(&store).year, all);
}

#[test]
fn a_step_counts_as_kept_only_when_its_year_is_stored() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    assert_eq!(writer.acknowledge(&store, "0"), Err(StoreError::Unstored));
    store.set_full(true);
    assert_eq!(keep(&store, &writer, &["0".to_owned()]), Err(StoreError::Full));
    assert_eq!(writer.trouble(), Some(StoreError::Unstored));
    store.set_full(false);
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.acknowledge(&store, "1").unwrap();
    assert_eq!(Findable::after_restart(&store).year, ["0", "1"]);
}

#[test]
fn a_generation_that_failed_is_trouble_until_one_is_stored() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.acknowledge(&store, "1").unwrap();
    store.fail_at(0, Fault::Refuse);
    let all = ["0", "1"].map(str::to_owned);
    assert_eq!(keep(&store, &writer, &all), Err(StoreError::Full));
    assert_eq!(writer.trouble(), Some(StoreError::Full));
    keep(&store, &writer, &all).unwrap();
    assert!(writer.trouble().is_none() && writer.is_whole());
    // Tried again soon at first, and never less than once a minute.
    let waits: Vec<_> = (0..6).map(library::again_ms).collect();
    assert_eq!(waits, [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
}

#[test]
fn steps_that_do_not_fit_are_kept_aside_before_the_year_goes_on() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.acknowledge(&store, "fits").unwrap();
    writer.acknowledge(&store, "fits not").unwrap();
    let there = now(recover(&store, ID)).unwrap();
    now(library::set_aside(&store, ID, &there.entries[1..])).unwrap();
    let (writer, _) = now(Writer::begin(&store, ID, begin(1))).unwrap();
    for _ in 0..3 {
        writer.acknowledge(&store, "later").unwrap();
        keep(&store, &writer, &["0".to_owned(), "fits".to_owned()]).unwrap();
    }
    let all = now(library::asides(&store)).unwrap();
    assert_eq!((all.len(), all[0].why, all[0].text.as_str()), (1, Why::Unfit, "fits not"));
    assert_eq!(library::year_of(&all[0].key), ID);
    assert_eq!(now(library::rescue(&store, &all[0].key)).unwrap(), b"fits not");
    now(library::dismiss(&store, &all[0].key)).unwrap();
    assert_eq!(now(library::asides(&store)).unwrap(), []);
}

#[test]
fn a_tab_that_has_a_deleted_year_open_hears_so_and_leaves_no_orphans() {
    let a = Memory::default();
    let b = a.tab_named("b");
    let (first, _) = now(Writer::begin(&a, ID, begin(0))).unwrap();
    keep(&a, &first, &["0".to_owned()]).unwrap();
    first.draft(&a, "t2/text", "halv").unwrap();
    now(delete(&b, ID, WHEN, begin(1))).unwrap();
    assert_eq!(first.beat(&a, 2), Err(StoreError::Deleted));
    assert_eq!(first.acknowledge(&a, "1"), Err(StoreError::Deleted));
    assert_eq!(keep(&a, &first, &["0".to_owned()]), Err(StoreError::Deleted));
    assert_eq!(now(a.ids()).unwrap().len(), 0);
    assert_eq!(Journal::of_notes(&a, ID).entries.len(), 0);
    // Its draft is its own; it is listed although the year is gone.
    let left = now(library::asides(&b)).unwrap();
    assert_eq!((left.len(), left[0].why), (1, Why::Draft));
    // Stored again, it is no longer deleted.
    now(replace(&b, Kind::Replaced, &year(&["1".into()]), b"", begin(3))).unwrap();
    let (again, _) = now(Writer::begin(&a, ID, take_over(4))).unwrap();
    again.acknowledge(&a, "2").unwrap();
    assert_eq!(Findable::after_restart(&a).year, ["1", "2"]);
}

#[test]
fn a_year_can_be_deleted_without_room_for_a_snapshot() {
    let store = Memory::default();
    now(replace(&store, Kind::Replaced, &year(&["0".into()]), b"", begin(0))).unwrap();
    store.set_full(true);
    assert_eq!(now(delete(&store, ID, WHEN, begin(1))), Err(StoreError::Full));
    assert_eq!(now(store.ids()).unwrap(), [ID]);
    now(library::delete_for_good(&store, ID, begin(2))).unwrap();
    assert_eq!(now(store.ids()).unwrap().len(), 0);
}

#[test]
fn a_clock_far_ahead_expires_no_snapshot() {
    let store = Memory::default();
    now(replace(&store, Kind::Replaced, &year(&["0".into()]), b"", begin(0))).unwrap();
    now(replace(&store, Kind::Replaced, &year(&["1".into()]), b"", begin(1))).unwrap();
    now(expire(&store, "2036-03-01")).unwrap();
    assert_eq!(now(snapshots(&store)).unwrap().len(), 1);
}

#[test]
fn how_old_the_file_is_is_told_by_steps_and_not_by_their_number() {
    let store = Memory::default();
    let (writer, _) = now(Writer::begin(&store, ID, begin(0))).unwrap();
    keep(&store, &writer, &["0".to_owned()]).unwrap();
    writer.acknowledge(&store, "1").unwrap();
    let filed = Filed { mark: writer.tip(), when: WHEN.into() };
    assert_eq!(Filed::parse(&filed.note()).as_ref(), Some(&filed));
    assert_eq!(filed.since(&writer.tip()), 0);
    // Undone, and something else done: as many steps hold as before.
    writer.acknowledge(&store, "back").unwrap();
    writer.acknowledge(&store, "another").unwrap();
    assert_eq!(filed.since(&writer.tip()), 2);
    let (other, _) = now(Writer::begin(&store, ID, begin(1))).unwrap();
    other.acknowledge(&store, "3").unwrap();
    assert_eq!(filed.since(&other.tip()), 3);
    assert_eq!([59, 60, 61, 119, 125].map(library::reminders), [0, 1, 1, 1, 2]);
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
        if let Ok(entry) = writer.acknowledge(&store, &all[number]) {
            now(entry.copy(&store, ID)).unwrap();
        }
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
    // Something was written since: the clock is right.
    let (writer, _) = now(Writer::begin(&store, ID, begin(2))).unwrap();
    let changed = "2026-04-02 08.00".to_owned();
    let generation = writer.generation("n".into(), changed, b"0\n1".to_vec(), Vec::new());
    now(writer.keep(&store, &generation)).unwrap();
    now(expire(&store, "2026-04-02")).unwrap();
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
    keep(&store, &writer, &["base".to_owned()]).unwrap();
    let entry = writer.acknowledge(&store, "0").unwrap();
    now(entry.copy(&store, ID)).unwrap();
    store.lose_notes();
    // The lease went with them: the tab goes on, and another that begins gets a later epoch.
    writer.acknowledge(&store, "1").unwrap();
    let other = store.tab_named("b");
    let (second, recovered) = now(Writer::begin(&other, ID, begin(0))).unwrap();
    assert_eq!(shown(&recovered), ["base", "0", "1"]);
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

/// What lies aside is listed with what it is, and can be taken out or thrown away.
#[test]
fn what_lies_aside_can_be_taken_out() {
    let kept = ("entry/asn-2026/1.a.2", "asn-2026", WHEN, 1200);
    let aside = html::Aside { kept, what: "ändring från en annan flik: <b>".into() };
    let page = html::storage(html::Storage::default(), &[], &[aside]);
    assert!(page.contains("asn-2026: ändring från en annan flik: &lt;b&gt; 2026-03-01 10.00 (2"));
    for does in ["rescue", "clean"] {
        let button = format!("data-do=\"{does}\" name=\"key\" value=\"{}\"", kept.0);
        assert!(page.contains(&button), "{page}");
    }
    assert!(!html::storage(html::Storage::default(), &[], &[]).contains("Undanlagt"));
}

#[test]
fn full_notes_keep_nobody_from_writing_who_stands_in_nobodys_way() {
    let a = Memory::default();
    let b = a.tab_named("b");
    let (first, _) = now(Writer::begin(&a, ID, begin(0))).unwrap();
    keep(&a, &first, &["0".to_owned()]).unwrap();
    a.set_full(true);
    // Not from one who writes, even when told to: neither would know of the other.
    assert_eq!(now(Writer::begin(&b, ID, take_over(1))).unwrap_err(), StoreError::Full);
    first.beat(&a, 2).unwrap();
    first.release(&a);
    let (second, _) = now(Writer::begin(&b, ID, begin(3))).unwrap();
    assert_eq!(second.acknowledge(&b, "1"), Err(StoreError::Full));
    a.set_full(false);
    keep(&b, &second, &["0".to_owned(), "1".to_owned()]).unwrap();
    assert_eq!(Findable::after_restart(&a).year, ["0", "1"]);
}
