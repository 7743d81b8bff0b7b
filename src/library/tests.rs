use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

/// Runs a future that never waits, as those of the memory store.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory store never waits"),
    }
}

fn year(id: &str, text: &str) -> Stored {
    Stored {
        id: id.to_owned(),
        name: id.to_uppercase(),
        changed: "2026-01-01T00:00".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// Stores a year and the list, as the page does.
fn put(library: &mut Library, store: &Memory, stored: &Stored) -> Result<(), StoreError> {
    now(library.save(store, stored))?;
    library.note(stored);
    now(library.write_index(store))
}

#[test]
fn what_is_put_is_there_after_reading_anew() {
    let store = Memory::default();
    let mut library = now(Library::read(&store)).unwrap();
    put(&mut library, &store, &year("asn-2020", "a")).unwrap();
    put(&mut library, &store, &year("asn-2023", "b")).unwrap();
    let again = now(Library::read(&store)).unwrap();
    assert_eq!(again, library);
    assert!(again.has(&Id::new("asn-2020").unwrap()));
}

#[test]
fn a_lost_index_is_made_anew() {
    let store = Memory::default();
    let mut library = now(Library::read(&store)).unwrap();
    put(&mut library, &store, &year("asn-2020", "a")).unwrap();
    now(store.set_index(&[])).unwrap();
    assert_eq!(now(Library::read(&store)).unwrap(), library);
    assert_eq!(now(store.index()).unwrap(), library.entries());
}

#[test]
fn an_import_says_what_it_would_do() {
    let store = Memory::default();
    let mut library = now(Library::read(&store)).unwrap();
    let id = Id::new("asn-2020").unwrap();
    assert_eq!(now(library.preview(&store, &id, b"a")), Ok(Import::New));
    put(&mut library, &store, &year("asn-2020", "a")).unwrap();
    assert_eq!(now(library.preview(&store, &id, b"a")), Ok(Import::Same));
    assert_eq!(now(library.preview(&store, &id, b"b")), Ok(Import::Differs));
    let free = now(library.free_id(&store, &id)).unwrap();
    assert_eq!(free.as_str(), "asn-2020-2");
    // Another tab's list knows nothing of it and asks all the same.
    let other = Library::default();
    assert_eq!(now(other.preview(&store, &id, b"b")), Ok(Import::Differs));
}

#[test]
fn a_fault_at_any_step_loses_no_stored_year() {
    for fault in Fault::ALL {
        for step in 0..24 {
            let store = Memory::default();
            let mut library = now(Library::read(&store)).unwrap();
            put(&mut library, &store, &year("asn-2020", "old")).unwrap();
            store.fail_at(step, fault);
            let saved = put(&mut library, &store, &year("asn-2020", "new"));
            let _ = put(&mut library, &store, &year("asn-2023", "x"));
            store.heal();
            let again = now(Library::read(&store)).unwrap();
            let kept = now(store.load("asn-2020")).unwrap().unwrap();
            let is_new = kept.bytes == b"new";
            assert!(is_new || kept.bytes == b"old", "{fault:?} at {step}");
            assert!(is_new || saved.is_err(), "{fault:?} at {step}");
            assert!(again.has(&Id::new("asn-2020").unwrap()), "{fault:?} at {step}");
        }
    }
}

#[test]
fn a_store_that_cannot_be_read_gives_no_library_to_write_with() {
    let store = Memory::default();
    store.forbid();
    assert!(now(Library::read(&store)).is_err());
}
