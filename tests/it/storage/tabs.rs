//! Two tabs on one year, in any interleaving, without Web Locks.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;

use proptest::prelude::*;
use tertial::library::{Fault, Kind, StoreError, delete, replace, restore, snapshots};

use super::*;

/// What happens next, and in which tab.
#[derive(Clone, Copy, Debug)]
enum Act {
    Type,
    Draft,
    Keep,
    Open,
    TakeOver,
    Kill,
    Beat,
    /// What the tab has begun goes on by so many steps.
    Go(u8),
    /// Time passes, in seconds.
    Pass(u8),
    /// A step of writing will go wrong, besides others that may.
    Fault(Fault, u8),
    /// All of the browser is started anew.
    Restart,
    /// The pen is laid down.
    Release,
    /// The year is deleted, replaced by a file, brought back.
    Delete,
    Replace,
    Restore,
    DropDraft,
}

type Job = Pin<Box<dyn Future<Output = Option<(Writer, Recovered)>>>>;

struct Tab {
    store: Memory,
    writer: Option<Rc<Writer>>,
    lines: Vec<String>,
    job: Option<Job>,
}

impl Tab {
    fn new(store: &Memory, name: usize) -> Self {
        let store = store.tab_named(&format!("t{name}"));
        Self { store, writer: None, lines: Vec::new(), job: None }
    }

    fn open(&mut self, begin: Begin) {
        self.writer = None;
        let store = self.store.clone();
        self.job = Some(Box::pin(async move { Writer::begin(&store, ID, begin).await.ok() }));
    }

    fn keep(&mut self) {
        let Some(writer) = self.writer.clone().filter(|_| self.job.is_none()) else { return };
        let store = self.store.clone();
        let Stored { name, changed, bytes, .. } = year(&self.lines);
        let generation = writer.generation(name, changed, bytes, Vec::new());
        self.job = Some(Box::pin(async move {
            let _ = writer.keep(&store, &generation).await;
            None
        }));
    }

    /// What is done to the year as a whole, by whoever.
    fn act_on_year(&mut self, act: Act, number: usize, clock: u64) {
        self.writer = None;
        let store = self.store.clone();
        self.job = Some(Box::pin(async move {
            match act {
                Act::Delete => drop(delete(&store, ID, WHEN, begin(clock)).await),
                Act::Replace => {
                    let file = year(&[format!("file {number}")]);
                    let placed = replace(&store, Kind::Replaced, &file, b"", begin(clock)).await;
                    placed.iter().for_each(|writer| writer.release(&store));
                }
                _ => {
                    let list = snapshots(&store).await.unwrap_or_default();
                    if let Some(snapshot) = list.first() {
                        drop(restore(&store, &snapshot.key, WHEN, begin(clock)).await);
                    }
                }
            }
            None
        }));
    }

    fn go(&mut self, steps: u8) {
        for _ in 0..steps {
            let Some(job) = &mut self.job else { return };
            let polled = job.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            if let Poll::Ready(done) = polled {
                self.job = None;
                if let Some((writer, recovered)) = done {
                    self.lines = shown(&recovered);
                    self.writer = Some(Rc::new(writer));
                }
            }
        }
    }
}

/// Plays the acts and gives the storage with the lines that were acknowledged.
fn play(acts: &[(bool, Act)]) -> (Memory, BTreeSet<String>) {
    let store = Memory::default();
    store.wait_at_steps(true);
    let mut tabs = [Tab::new(&store, 0), Tab::new(&store, 1)];
    let (mut clock, mut names, mut acknowledged) = (0_u64, 2, BTreeSet::new());
    for (number, (which, act)) in acts.iter().enumerate() {
        let tab = &mut tabs[usize::from(*which)];
        match *act {
            Act::Open => tab.open(begin(clock)),
            Act::TakeOver => tab.open(take_over(clock)),
            Act::Keep => tab.keep(),
            Act::Go(steps) => tab.go(steps),
            Act::Pass(seconds) => clock += u64::from(seconds) * 1000,
            Act::Fault(fault, step) => store.fail_also_at(usize::from(step), fault),
            Act::Restart => {
                store.heal();
                tabs = [Tab::new(&store, names), Tab::new(&store, names + 1)];
                names += 2;
            }
            Act::Release => {
                let writer = tab.writer.take();
                writer.iter().for_each(|writer| writer.release(&tab.store));
            }
            Act::Delete | Act::Replace | Act::Restore => tab.act_on_year(*act, number, clock),
            Act::Kill => {
                *tab = Tab::new(&store, names);
                names += 1;
            }
            Act::DropDraft => {
                tab.writer.iter().for_each(|writer| writer.drop_draft(&tab.store, "t2/text"));
            }
            Act::Type | Act::Draft | Act::Beat => {
                let Some(writer) = tab.writer.clone() else { continue };
                let text = format!("line {number}");
                let done = match act {
                    Act::Beat => writer.beat(&tab.store, clock),
                    Act::Draft => writer.draft(&tab.store, "t2/text", &text),
                    _ => {
                        tab.lines.push(text.clone());
                        let entry = writer.acknowledge(&tab.store, &text);
                        entry.map(|_| {
                            acknowledged.insert(text);
                        })
                    }
                };
                match done {
                    // From now on it follows.
                    Err(StoreError::Taken | StoreError::Deleted) => tab.writer = None,
                    Err(_) => tab.keep(),
                    Ok(()) => {}
                }
            }
        }
    }
    store.wait_at_steps(false);
    (store, acknowledged)
}

/// Any fault.
pub fn fault() -> impl Strategy<Value = Fault> {
    (0..Fault::ALL.len()).prop_map(|at| Fault::ALL[at])
}

/// What is done to the year as a whole.
fn whole() -> impl Strategy<Value = Act> {
    prop_oneof![Just(Act::Delete), Just(Act::Replace), Just(Act::Restore), Just(Act::Release)]
}

/// What goes wrong.
fn faulty() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (fault(), 0..8_u8).prop_map(|(fault, step)| Act::Fault(fault, step)),
        1 => Just(Act::Restart),
        2 => whole(),
    ]
}

fn calm() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => Just(Act::Type),
        2 => prop_oneof![Just(Act::Draft), Just(Act::DropDraft)],
        4 => Just(Act::Keep),
        3 => Just(Act::Open),
        2 => Just(Act::TakeOver),
        1 => Just(Act::Kill),
        1 => Just(Act::Beat),
        12 => (1..40_u8).prop_map(Act::Go),
        2 => (1..15_u8).prop_map(Act::Pass),
    ]
}

fn act(with_faults: bool) -> BoxedStrategy<Act> {
    match with_faults {
        true => prop_oneof![34 => calm(), 6 => faulty()].boxed(),
        false => calm().boxed(),
    }
}

fn acts(with_faults: bool) -> impl Strategy<Value = Vec<(bool, Act)>> {
    prop::collection::vec((any::<bool>(), act(with_faults)), 0..120)
}

/// All that was acknowledged is in the year or listed beside it, and nothing is there twice.
fn check(acts: &[(bool, Act)], without_faults: bool) -> Result<(), TestCaseError> {
    let (store, acknowledged) = play(acts);
    let found = Findable::after_restart(&store);
    for line in &acknowledged {
        prop_assert!(found.has(line), "{line} of {acknowledged:?} is gone: {found:?}");
        // Without faults a lease is enough: what counts as kept is in the year itself.
        let is_in_year = found.year.contains(line);
        prop_assert!(is_in_year || !without_faults, "{line} is aside: {found:?}");
    }
    let once: BTreeSet<_> = found.year.iter().collect();
    prop_assert_eq!(once.len(), found.year.len(), "{:?}", found.year);
    // Another start finds the same, and what it writes leads on from it.
    let last = store.tab_named("last");
    let (writer, recovered) = now(Writer::begin(&last, ID, take_over(1 << 40))).unwrap();
    prop_assert_eq!(shown(&recovered), found.year.clone());
    let mut all = found.year;
    all.push("last".to_owned());
    // Where the year was never stored, its first step counts with the first generation.
    let _ = writer.acknowledge(&last, "last");
    for _ in 0..3 {
        keep(&last, &writer, &all).unwrap();
    }
    let found = Findable::after_restart(&store);
    prop_assert_eq!(&found.year, &all);
    for line in &acknowledged {
        prop_assert!(found.has(line), "{line} is gone after the last start: {found:?}");
    }
    Ok(())
}

#[test]
fn a_generation_of_another_branch_stays_until_the_user_has_seen_it() {
    let a = Memory::default();
    let b = a.tab_named("b");
    let (first, _) = now(Writer::begin(&a, ID, begin(0))).unwrap();
    keep(&a, &first, &["0".to_owned()]).unwrap();
    let (second, _) = now(Writer::begin(&b, ID, take_over(1))).unwrap();
    // The user clears the notes: neither tab knows of the other any more.
    a.lose_notes();
    for number in 0..4 {
        first.acknowledge(&a, &format!("a{number}")).unwrap();
        keep(&a, &first, &["0".to_owned(), "of a".to_owned()]).unwrap();
        second.acknowledge(&b, &format!("b{number}")).unwrap();
        keep(&b, &second, &["0".to_owned(), "of b".to_owned()]).unwrap();
    }
    let found = Findable::after_restart(&a);
    assert_eq!(found.year, ["0", "of b"]);
    assert!(found.aside.contains(&"of a".to_owned()) && found.aside.contains(&"a3".to_owned()));
    let recovered = now(recover(&b, ID)).unwrap();
    for aside in &recovered.aside {
        now(library::dismiss(&b, &aside.key)).unwrap();
    }
    assert!(now(recover(&b, ID)).unwrap().aside.is_empty());
    assert_eq!(Findable::after_restart(&a).year, ["0", "of b"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_tabs_in_any_interleaving_never_lose_an_acknowledged_edit(acts in acts(false)) {
        check(&acts, true)?;
    }

    #[test]
    fn nor_when_writing_goes_wrong_besides(acts in acts(true)) {
        check(&acts, false)?;
    }
}
