//! What the worker has been told, and what it is asked.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::{GetUntracked, WithUntracked};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

use crate::library::{self, Entry, Generation, Journal, Notes, Recovered};
use crate::ui::platform;
use crate::ui::shell::Shell;
use crate::ui::year::OpenYear;

/// Asks something when the worker has all years.
pub(super) type Question = Box<dyn FnOnce(&Link)>;

/// The worker and what it has been told.
pub(super) struct Link {
    pub(super) worker: Worker,
    pub(super) is_ready: Cell<bool>,
    /// Messages, and what is handed over with each, until the worker is ready.
    waiting: RefCell<Vec<(Array, Array)>>,
    /// Years it is opening, by serial, with what the answer is given to.
    requests: RefCell<Vec<(u32, Function)>>,
    /// Years it has opened, until they are taken or left.
    opened: RefCell<Vec<u32>>,
    /// Questions asked while the years are brought up to date.
    pub(super) questions: RefCell<Vec<Question>>,
    pub(super) is_busy: Cell<bool>,
    /// The page that is wanted now; a question for another one may still wait for the years.
    pub(super) wanted: RefCell<String>,
    /// The last questions, numbered; answers to earlier ones are stale.
    page_asked: RefCell<(u32, String)>,
    pub(super) found_asked: RefCell<(u32, String)>,
    years: RefCell<Vec<Known>>,
    /// Whether the years have changed since the last page was asked for.
    is_stale: Cell<bool>,
}

/// A year the worker has, and in which state.
#[derive(Default)]
struct Known {
    id: String,
    /// What it was opened with, if it was the open one.
    serial: u32,
    /// What the list of years tells it by, if it is stored.
    mark: String,
}

impl Link {
    /// To a worker that has been told nothing yet.
    pub(super) fn new(worker: Worker) -> Self {
        Self {
            worker,
            is_ready: Cell::new(false),
            waiting: RefCell::default(),
            requests: RefCell::default(),
            opened: RefCell::default(),
            questions: RefCell::default(),
            is_busy: Cell::new(false),
            wanted: RefCell::default(),
            page_asked: RefCell::default(),
            found_asked: RefCell::default(),
            years: RefCell::default(),
            is_stale: Cell::new(true),
        }
    }

    // ---- Messages -----------------------------------------------------------------------

    pub(super) fn post(&self, message: &[JsValue]) {
        self.hand_over(message.iter().collect(), Array::new());
    }

    /// A message, and what of it is moved instead of copied.
    fn hand_over(&self, message: Array, moved: Array) {
        if self.is_ready.get() {
            let _ = self.worker.post_message_with_transfer(&message, &moved);
        } else {
            self.waiting.borrow_mut().push((message, moved));
        }
    }

    /// The worker listens from now on.
    pub(super) fn is_ready(&self) {
        self.is_ready.set(true);
        for (message, moved) in self.waiting.take() {
            self.hand_over(message, moved);
        }
    }

    /// Sends a message with bytes and waits for its answer; `None` when the worker dies before.
    pub(super) async fn request(
        &self,
        serial: u32,
        message: Array,
        bytes: &Uint8Array,
    ) -> Option<Array> {
        self.answered(serial, message, Array::of1(&bytes.buffer())).await
    }

    /// Sends a message at once; the answer comes later, `None` when the worker dies before.
    pub(super) fn answered(
        &self,
        serial: u32,
        message: Array,
        moved: Array,
    ) -> impl Future<Output = Option<Array>> + use<> {
        let answer = Promise::new(&mut |resolve, _| {
            self.requests.borrow_mut().push((serial, resolve));
        });
        self.hand_over(message, moved);
        async move { JsFuture::from(answer).await.ok()?.dyn_into().ok() }
    }

    /// A year was opened under this serial, and waits to be taken or left.
    pub(super) fn has_opened(&self, serial: u32) {
        self.opened.borrow_mut().push(serial);
    }

    /// What has come of pages is no longer how the year is.
    pub(super) fn is_changed(&self) {
        self.is_stale.set(true);
    }

    /// The answer to a request.
    pub(super) fn answer(&self, serial: u32, message: &Array) {
        let mut requests = self.requests.borrow_mut();
        if let Some(at) = requests.iter().position(|(own, _)| *own == serial) {
            let _ = requests.swap_remove(at).1.call1(&JsValue::NULL, message);
        }
    }

    /// Nothing more is answered.
    pub(super) fn no_answers(&self) {
        for (_, resolve) in self.requests.take() {
            let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    }

    // ---- Pages --------------------------------------------------------------------------

    /// Asks for a page, unless another one is wanted by now, or it is coming as the years are.
    pub(super) fn ask_page(&self, hash: String, is_writing: bool) {
        let is_coming = self.page_asked.borrow().1 == hash;
        if *self.wanted.borrow() != hash || (!self.is_stale.replace(false) && is_coming) {
            return;
        }
        let serial = next();
        self.page_asked.replace((serial, hash.clone()));
        let today = platform::now()[..10].into();
        let is_narrow = platform::is_narrow().into();
        let is_writing = is_writing.into();
        self.post(&["page".into(), serial.into(), hash.into(), today, is_narrow, is_writing]);
    }

    /// The hash of the page with this serial, unless another one has been asked for since.
    pub(super) fn is_page(&self, serial: u32) -> Option<String> {
        let asked = self.page_asked.borrow();
        (asked.0 == serial).then(|| asked.1.clone())
    }

    /// The last page did not come: it can be asked for again.
    pub(super) fn forget_page(&self) {
        self.page_asked.take();
    }

    // ---- Years --------------------------------------------------------------------------

    /// The open year is one this worker opened, in place of what it had of it.
    pub(super) fn take(&self, open: &OpenYear) {
        if self.settle("take", open.serial) {
            self.is_stale.set(true);
            self.note(open.summary.id.as_str(), open.serial, "");
        }
    }

    /// Says what comes of a year, if it was this worker that opened it.
    pub(super) fn settle(&self, word: &str, serial: u32) -> bool {
        let at = self.opened.borrow().iter().position(|own| *own == serial);
        if let Some(at) = at {
            self.opened.borrow_mut().swap_remove(at);
            self.post(&[word.into(), serial.into()]);
        }
        at.is_some()
    }

    /// The open year was stored under this entry.
    pub(super) fn is_kept(&self, shell: Shell, serial: u32, entry: &Entry) {
        let Some(store) = shell.store() else { return };
        for known in self.years.borrow_mut().iter_mut().filter(|known| known.serial == serial) {
            known.mark = mark(&*store, entry);
        }
    }

    /// Hands over the open year, if this worker has none under its id: it has lived for no time. What is
    /// just being read anew is not handed over again.
    pub(super) fn hand_first(&self, shell: Shell) {
        let has = |id: &str| self.years.borrow().iter().any(|known| known.id == id);
        let id = shell.open.with_untracked(|open| Some(open.as_ref()?.summary.id.clone()));
        if id.is_some_and(|id| !has(id.as_str())) {
            self.hand_open(shell);
        }
    }

    /// Hands over the open year, if a worker before this one opened it.
    pub(super) fn hand_open(&self, shell: Shell) {
        let Some(open) = shell.open.get_untracked() else { return };
        if !self.years.borrow().iter().any(|known| known.serial == open.serial) {
            self.note(open.summary.id.as_str(), open.serial, "");
            let bytes = [Uint8Array::from(open.bytes.as_slice()).into()];
            let steps = shell.steps_kept().unwrap_or_default();
            self.put("hold", &[&bytes[..], &steps[..]].concat());
        }
    }

    /// Hands over the years that the worker lacks or has in an older state.
    pub(super) async fn bring_up_to_date(&self, shell: Shell) {
        self.hand_open(shell);
        let library = shell.library.get_untracked().unwrap_or_default();
        let Some(store) = shell.store() else { return };
        for entry in library.entries() {
            // What is open may be newer than what is stored.
            if shell.is_open_id(&entry.id) {
                continue;
            }
            let mark = mark(&*store, entry);
            if self.has(&entry.id, &mark) {
                continue;
            }
            let stored = library::recover(&*store, &entry.id).await.map(handed);
            match stored {
                // Unless it was opened meanwhile.
                Ok(Some(stored)) if !shell.is_open_id(&entry.id) => {
                    self.note(&entry.id, 0, &mark);
                    self.put("put", &stored);
                }
                Ok(Some(_)) => {}
                _ => self.forget(&entry.id),
            }
        }
        let is_wanted =
            |id: &str| shell.is_open_id(id) || library.entries().iter().any(|entry| entry.id == id);
        let known: Vec<String> = self.years.borrow().iter().map(|known| known.id.clone()).collect();
        known.iter().filter(|id| !is_wanted(id)).for_each(|id| self.forget(id));
    }

    fn has(&self, id: &str, mark: &str) -> bool {
        self.years.borrow().iter().any(|known| known.id == id && known.mark == mark)
    }

    /// Notes in which state the worker has a year.
    fn note(&self, id: &str, serial: u32, mark: &str) {
        let mut years = self.years.borrow_mut();
        years.retain(|known| known.id != id);
        years.push(Known { id: id.to_owned(), serial, mark: mark.to_owned() });
    }

    /// Hands over a year: its bytes, and what is [`handed`] with them.
    fn put(&self, word: &str, year: &[JsValue]) {
        self.is_stale.set(true);
        let moved = year.iter().filter_map(|part| part.dyn_ref::<Uint8Array>());
        let moved = moved.map(Uint8Array::buffer).collect();
        self.hand_over([word.into()].iter().chain(year).collect(), moved);
    }

    fn forget(&self, id: &str) {
        self.is_stale.set(true);
        self.years.borrow_mut().retain(|known| known.id != id);
        self.post(&["forget".into(), id.into()]);
    }
}

/// A year that is not open as the worker takes it: its bytes, the history they were kept with, and
/// the steps since. `None` when there is no such year.
pub(in crate::ui) fn handed(recovered: Recovered) -> Option<[JsValue; 3]> {
    let Generation { bytes, history, .. } = recovered.generation?;
    let steps = recovered.entries.iter().map(|entry| JsValue::from(entry.text.as_str()));
    let steps = steps.collect::<Array>();
    let history = String::from_utf8(history).unwrap_or_default();
    Some([Uint8Array::from(bytes.as_slice()).into(), history.into(), steps.into()])
}

/// What a stored year is told by. Steps that a tab has noted are not in what is stored whole.
fn mark(notes: &impl Notes, entry: &Entry) -> String {
    let journal = Journal::of_notes(notes, &entry.id);
    let last = journal.entries.last().map(|last| last.mark.to_string()).unwrap_or_default();
    format!("{} {} {last}", entry.changed, entry.size)
}

/// The next serial: no two questions of this page have the same.
pub(super) fn next() -> u32 {
    thread_local! {
        static LAST: Cell<u32> = const { Cell::new(0) };
    }
    LAST.set(LAST.get() + 1);
    LAST.get()
}
