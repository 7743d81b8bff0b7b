//! The store's twin in memory: for browsers that give no storage, and for tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::Poll;

use super::store::{Entry, Notes, Store, StoreError, Stored};

/// What goes wrong at one step of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The step is refused for a reason of the browser's own.
    Fail,
    /// Half of it is written, and nobody says so; a removal does not happen.
    Truncate,
    /// The storage is full.
    Refuse,
    /// The tab is killed before the step: it and all after it fail.
    Stop,
    /// The tab is killed in the middle of the step: half of it is written.
    Tear,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Fail, Self::Truncate, Self::Refuse, Self::Stop, Self::Tear];
}

/// Years in memory. They are gone with the page. A clone is another handle to the same storage.
#[derive(Clone, Debug)]
pub struct Memory {
    shared: Rc<Shared>,
    tab: String,
}

#[derive(Debug, Default)]
struct Shared {
    records: RefCell<BTreeMap<String, Vec<u8>>>,
    notes: RefCell<BTreeMap<String, String>>,
    old: RefCell<BTreeMap<String, Stored>>,
    index: RefCell<Vec<Entry>>,
    /// The writing steps at which something goes wrong, counted from 0, and what.
    faults: RefCell<Vec<(usize, Fault)>>,
    /// Writing steps so far.
    steps: Cell<usize>,
    stopped: Cell<bool>,
    /// Whether reading is refused too.
    unreadable: Cell<bool>,
    /// Whether all writing is refused because the storage is full; removing is not.
    full: Cell<bool>,
    /// Whether each step lets others run first, as a browser does.
    waits: Cell<bool>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { shared: Rc::default(), tab: "a".to_owned() }
    }
}

/// What a step is to do.
enum Step {
    All,
    Half,
    Nothing,
}

impl Memory {
    /// The same storage as another tab sees it.
    pub fn tab_named(&self, tab: &str) -> Self {
        Self { shared: self.shared.clone(), tab: tab.to_owned() }
    }

    /// Lets one step of writing, counted from 0 from now on, go wrong.
    pub fn fail_at(&self, step: usize, fault: Fault) {
        self.shared.steps.set(0);
        self.shared.faults.replace(vec![(step, fault)]);
    }

    /// Lets another step go wrong besides, counted from 0 from now on.
    pub fn fail_also_at(&self, step: usize, fault: Fault) {
        self.shared.faults.borrow_mut().push((self.steps() + step, fault));
    }

    /// Nothing goes wrong any more: the next start of the browser.
    pub fn heal(&self) {
        self.shared.faults.take();
        self.shared.stopped.set(false);
        self.shared.unreadable.set(false);
        self.shared.steps.set(0);
    }

    /// Refuses all writing but removals, until there is room again.
    pub fn set_full(&self, is_full: bool) {
        self.shared.full.set(is_full);
    }

    /// Lets all reading and writing fail.
    pub fn forbid(&self) {
        self.shared.stopped.set(true);
        self.shared.unreadable.set(true);
    }

    /// Steps of writing since the last [`Memory::heal`] or [`Memory::fail_at`].
    pub fn steps(&self) -> usize {
        self.shared.steps.get()
    }

    /// Lets every step wait once before it is done, so that tabs come between each other's.
    pub fn wait_at_steps(&self, waits: bool) {
        self.shared.waits.set(waits);
    }

    /// Puts a year there as the first layout kept it.
    pub fn put_old(&self, stored: Stored) {
        self.shared.old.borrow_mut().insert(stored.id.clone(), stored);
    }

    /// Changes the bytes of a record, as a failing disk would; tells whether there is one.
    pub fn damage(&self, key: &str) -> bool {
        let mut records = self.shared.records.borrow_mut();
        let byte = records.get_mut(key).and_then(|bytes| bytes.last_mut());
        byte.map(|byte| *byte ^= 1).is_some()
    }

    /// Forgets all notes: the user has cleared them, or the browser did not put them on the disk.
    pub fn lose_notes(&self) {
        self.shared.notes.borrow_mut().clear();
    }

    fn step(&self) -> Result<Step, StoreError> {
        let shared = &self.shared;
        if shared.stopped.get() {
            return Err(stopped());
        }
        let number = shared.steps.replace(shared.steps.get() + 1);
        let faults = shared.faults.borrow();
        match faults.iter().find(|(at, _)| *at == number).map(|(_, fault)| fault) {
            None => Ok(Step::All),
            Some(Fault::Fail) => Err(StoreError::Failed("fault".to_owned())),
            Some(Fault::Refuse) => Err(StoreError::Full),
            Some(Fault::Truncate) => Ok(Step::Half),
            Some(Fault::Stop) => {
                shared.stopped.set(true);
                Ok(Step::Nothing)
            }
            Some(Fault::Tear) => {
                shared.stopped.set(true);
                Ok(Step::Half)
            }
        }
    }

    /// A step that needs room.
    fn writing_step(&self) -> Result<Step, StoreError> {
        if self.shared.full.get() { Err(StoreError::Full) } else { self.step() }
    }

    /// What a step that was begun says of itself.
    fn done(&self) -> Result<(), StoreError> {
        if self.shared.stopped.get() { Err(stopped()) } else { Ok(()) }
    }

    fn read(&self) -> Result<(), StoreError> {
        if self.shared.unreadable.get() || self.shared.stopped.get() {
            return Err(StoreError::Unavailable(String::new()));
        }
        Ok(())
    }

    /// Lets others run, where that is asked for.
    async fn wait(&self) {
        let mut waited = !self.shared.waits.get();
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

fn stopped() -> StoreError {
    StoreError::Failed("stopped".to_owned())
}

fn starting<T>(map: &BTreeMap<String, T>, prefix: &str) -> Vec<String> {
    map.keys().filter(|key| key.starts_with(prefix)).cloned().collect()
}

impl Store for Memory {
    fn tab(&self) -> String {
        self.tab.clone()
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.wait().await;
        self.read()?;
        Ok(starting(&self.shared.records.borrow(), prefix))
    }

    async fn records(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.wait().await;
        self.read()?;
        let records = self.shared.records.borrow();
        let begins = records.iter().filter(|(key, _)| key.starts_with(prefix));
        Ok(begins.map(|(key, bytes)| (key.clone(), bytes.clone())).collect())
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.wait().await;
        self.read()?;
        Ok(self.shared.records.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.wait().await;
        let bytes = match self.writing_step()? {
            Step::All => bytes,
            Step::Half => &bytes[..bytes.len() / 2],
            Step::Nothing => return Err(stopped()),
        };
        self.shared.records.borrow_mut().insert(key.to_owned(), bytes.to_vec());
        self.done()
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.wait().await;
        if matches!(self.step()?, Step::All) {
            self.shared.records.borrow_mut().remove(key);
        }
        self.done()
    }

    async fn old_ids(&self) -> Result<Vec<String>, StoreError> {
        self.read()?;
        Ok(self.shared.old.borrow().keys().cloned().collect())
    }

    async fn old(&self, id: &str) -> Result<Option<Stored>, StoreError> {
        self.read()?;
        Ok(self.shared.old.borrow().get(id).cloned())
    }

    async fn delete_old(&self, id: &str) -> Result<(), StoreError> {
        self.wait().await;
        if matches!(self.step()?, Step::All) {
            self.shared.old.borrow_mut().remove(id);
        }
        self.done()
    }

    async fn index(&self) -> Result<Vec<Entry>, StoreError> {
        self.read()?;
        Ok(self.shared.index.borrow().clone())
    }

    async fn set_index(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let entries = match self.writing_step()? {
            Step::All => entries,
            Step::Half => &entries[..entries.len() / 2],
            Step::Nothing => return Err(stopped()),
        };
        *self.shared.index.borrow_mut() = entries.to_vec();
        self.done()
    }
}

impl Notes for Memory {
    fn note(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read()?;
        Ok(self.shared.notes.borrow().get(key).cloned())
    }

    fn set_note(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let text = match self.writing_step()? {
            Step::All => text,
            Step::Half => &text[..text.floor_char_boundary(text.len() / 2)],
            Step::Nothing => return Err(stopped()),
        };
        self.shared.notes.borrow_mut().insert(key.to_owned(), text.to_owned());
        self.done()
    }

    fn remove_note(&self, key: &str) -> Result<(), StoreError> {
        if matches!(self.step()?, Step::All) {
            self.shared.notes.borrow_mut().remove(key);
        }
        self.done()
    }

    fn note_keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.read()?;
        Ok(starting(&self.shared.notes.borrow(), prefix))
    }
}
