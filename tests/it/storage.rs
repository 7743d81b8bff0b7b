//! Nothing is lost: the storage's twin in memory, with every fault at every step of writing.

mod faults;
mod rules;
mod studio;
mod tabs;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tertial::library::{
    self, Begin, Memory, PROGRAM, Recovered, Store, Stored, Why, Writer, bundle, recover,
};

const ID: &str = "asn-2026";
const WHEN: &str = "2026-03-01 10.00";

/// Runs a future of the memory store to its end.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(value) = polled {
            return value;
        }
    }
}

fn begin(time: u64) -> Begin {
    Begin { now: time, program: PROGRAM, takes_over: false }
}

fn take_over(time: u64) -> Begin {
    Begin { takes_over: true, ..begin(time) }
}

/// A year whose file is its lines, and each step one more line.
fn year(lines: &[String]) -> Stored {
    let bytes = lines.join("\n").into_bytes();
    Stored { id: ID.into(), name: "ASN 2026".into(), changed: WHEN.into(), bytes }
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

/// What an editor shows after recovery.
fn shown(recovered: &Recovered) -> Vec<String> {
    let bytes = recovered.generation.as_ref().map(|g| g.bytes.clone()).unwrap_or_default();
    let replayed = recovered.entries.iter().map(|entry| entry.text.clone());
    lines(&bytes).into_iter().chain(replayed).collect()
}

/// Keeps a generation of these lines.
fn keep(store: &Memory, writer: &Writer, lines: &[String]) -> Result<(), library::StoreError> {
    let Stored { name, changed, bytes, .. } = year(lines);
    let generation = writer.generation(name, changed, bytes, lines.concat().into_bytes());
    now(writer.keep(store, &generation))
}

/// What the user can find anywhere: in the year, beside it, or in a snapshot.
#[derive(Debug, Default)]
struct Findable {
    year: Vec<String>,
    aside: Vec<String>,
    snapshots: Vec<String>,
}

impl Findable {
    /// As a browser finds it that is started anew.
    fn after_restart(store: &Memory) -> Self {
        store.heal();
        let store = store.tab_named("restarted");
        let recovered = now(recover(&store, ID)).unwrap();
        let mut aside = Vec::new();
        for kept in &recovered.aside {
            aside.push(kept.text.clone());
            if kept.text.is_empty() {
                aside.extend(lines(&now(bundle::rescue(&store, &kept.key)).unwrap()));
            }
        }
        let mut snapshots = Vec::new();
        for snapshot in now(library::snapshots(&store)).unwrap() {
            if let bundle::Found::Whole(head, bytes, _) =
                now(bundle::read(&store, &snapshot.key)).unwrap()
            {
                snapshots.extend(lines(&bytes).into_iter().chain(head.entries));
            }
        }
        Self { year: shown(&recovered), aside, snapshots }
    }

    fn has(&self, line: &String) -> bool {
        [&self.year, &self.aside, &self.snapshots].iter().any(|place| place.contains(line))
    }
}

/// The keys of the heads of a year's generations.
fn heads(store: &Memory) -> Vec<String> {
    now(store.keys(&format!("year/{ID}/"))).unwrap()
}

/// Whether nothing was found damaged or doubled.
fn is_clean(recovered: &Recovered) -> bool {
    recovered.aside.iter().all(|aside| aside.why != Why::Damaged && aside.why != Why::Conflict)
}
