//! The page's side of the worker: hands it the years, asks it for pages and searches.

mod answers;
mod link;

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

use super::platform;
use super::shell::Shell;
use super::year::{OpenYear, YearSummary, number, text, texts};
use crate::library::Entry;
pub(super) use answers::{Entry as PageEntry, Found, PageHtml};
pub(super) use link::handed;
use link::{Link, Question, next};

/// After so many deaths the worker is not started again.
pub(super) const DEATHS: u32 = 3;

/// What the worker said last; a handle that can be copied.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) page: RwSignal<Option<Rc<PageHtml>>, LocalStorage>,
    /// Changes when more of the page has come.
    pub(super) more: RwSignal<u32>,
    /// The last answer of the search, with its query.
    pub(super) found: RwSignal<Option<(String, Vec<Found>)>>,
    /// Whether what was asked last has no answer, because the worker died or cannot start.
    pub(super) failed: RwSignal<bool>,
    /// Changes when the page on show must be asked for anew.
    pub(super) renew: RwSignal<u32>,
    /// Changes when a page's list of contents has.
    pub(super) contents: RwSignal<u32>,
    /// Changes when a page that has not come must be asked for again.
    pub(super) again: RwSignal<u32>,
    /// How often the worker has died.
    deaths: StoredValue<u32>,
    link: StoredValue<Option<Rc<Link>>, LocalStorage>,
    /// Whose desk it is: a worker that has lived for no time is handed the open year.
    shell: StoredValue<Option<Shell>>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            page: RwSignal::new_local(None),
            more: RwSignal::new(0),
            found: RwSignal::new(None),
            failed: RwSignal::new(false),
            renew: RwSignal::new(0),
            contents: RwSignal::new(0),
            again: RwSignal::new(0),
            deaths: StoredValue::new(0),
            link: StoredValue::new_local(None),
            shell: StoredValue::new(None),
        }
    }

    /// Whose desk it is.
    pub(super) fn is_of(self, shell: Shell) {
        self.shell.set_value(Some(shell));
    }

    // ---- Years --------------------------------------------------------------------------

    /// Has a file opened; one that is stored stays as it is. The error is a sentence; none when there
    /// is no worker to ask, which the page says by itself.
    pub(super) async fn open(
        self,
        bytes: Vec<u8>,
        is_stored: bool,
    ) -> Result<OpenYear, Option<String>> {
        self.ask_year("open", bytes, is_stored.into()).await
    }

    /// The same year under another id.
    pub(super) async fn copy(self, bytes: Vec<u8>, id: &str) -> Result<OpenYear, Option<String>> {
        self.ask_year("copy", bytes, id.into()).await
    }

    /// Has a new year made, from a template's or last year's bytes.
    pub(super) async fn make(
        self,
        bytes: Vec<u8>,
        how: JsValue,
    ) -> Result<OpenYear, Option<String>> {
        self.ask_year("make", bytes, how).await
    }

    async fn ask_year(
        self,
        word: &str,
        bytes: Vec<u8>,
        how: JsValue,
    ) -> Result<OpenYear, Option<String>> {
        loop {
            let Some(link) = self.link() else { return Err(None) };
            let serial = next();
            let given = Uint8Array::from(bytes.as_slice());
            let message: [JsValue; 4] =
                [word.into(), serial.into(), given.clone().into(), how.clone()];
            let answer = link.request(serial, message.iter().collect(), &given).await;
            let Some(answer) = answer else {
                // What never ran can be tried again; what these bytes have killed cannot.
                if link.is_ready.get() || self.deaths.get_value() >= DEATHS {
                    return Err(None);
                }
                continue;
            };
            if text(&answer, 0) != "opened" {
                return Err(Some(text(&answer, 2)));
            }
            let kept = answer.get(3).dyn_into::<Uint8Array>().ok();
            return Ok(OpenYear {
                summary: YearSummary::read(&answer.get(2).unchecked_into()),
                bytes: kept.map_or(bytes, |kept| kept.to_vec()),
                serial,
            });
        }
    }

    /// A year that was opened is the open one: what the worker has of it is old.
    pub(super) fn take(self, open: &OpenYear) {
        if let Some(link) = self.link.get_value() {
            link.take(open);
        }
    }

    /// Nothing comes of a year that was opened.
    pub(super) fn leave(self, open: &OpenYear) {
        if let Some(link) = self.link.get_value() {
            link.settle("leave", open.serial);
        }
    }

    /// The open year was stored as it is: what the worker has of it stays true.
    pub(super) fn is_kept(self, open: &OpenYear, entry: &Entry) {
        if let Some((link, shell)) = self.link.get_value().zip(self.shell.get_value()) {
            link.is_kept(shell, open.serial, entry);
        }
    }

    // ---- Writing ------------------------------------------------------------------------

    /// Asks something of the open year and waits for the answer; `None` when the worker dies before.
    /// The question goes out at once.
    pub(super) fn request(
        self,
        word: &str,
        rest: &[JsValue],
    ) -> impl Future<Output = Option<Array>> + use<> {
        let serial = next();
        let head: [JsValue; 2] = [word.into(), serial.into()];
        let message = head.iter().chain(rest).collect();
        let link = self.link();
        // These two bring a year themselves.
        if let Some((link, shell)) = link.as_ref().zip(self.shell.get_value())
            && !matches!(word, "restore" | "replay")
        {
            link.hand_first(shell);
        }
        let answer = link.map(|link| link.answered(serial, message, Array::new()));
        async move { answer?.await }
    }

    /// The page is asked for anew: it is to be written in, or read, or another tab changed it.
    pub(super) fn ask_again(self) {
        self.has_changed();
        self.renew.update(|count| *count += 1);
    }

    /// Pages that have come are no longer how the year is.
    pub(super) fn has_changed(self) {
        if let Some(link) = self.link.get_value() {
            link.is_changed();
        }
    }

    // ---- Questions ----------------------------------------------------------------------

    /// Asks for a page; it comes in `page`. A report needs no other year than its own, and does not
    /// wait for them.
    pub(super) fn ask_page(self, shell: Shell, hash: String, is_report: bool) {
        let Some(link) = self.link() else { return };
        link.wanted.replace(hash.clone());
        if is_report {
            link.hand_open(shell);
            return link.ask_page(hash, shell.write.is_on.get_untracked());
        }
        self.send(
            shell,
            Box::new(move |link| link.ask_page(hash, shell.write.is_on.get_untracked())),
        );
    }

    /// Asks for a chart of the report on show.
    pub(super) fn ask_chart(self, shell: Shell, anchor: String) {
        let page = self.page.get_untracked();
        let Some((link, page)) = self.link().zip(page) else { return };
        link.hand_open(shell);
        let report = page.hash.trim_start_matches("#/").into();
        link.post(&["draw".into(), report, anchor.into(), page.serial.into()]);
    }

    /// Searches all years; hits come in `found`.
    pub(super) fn find(self, shell: Shell, query: String) {
        let question: Question = Box::new(move |link| {
            let year = shell.route.with_untracked(|route| route.file().map(ToString::to_string));
            let serial = next();
            link.found_asked.replace((serial, query.clone()));
            let year = year.unwrap_or_default().into();
            link.post(&["find".into(), serial.into(), query.into(), year]);
        });
        self.send(shell, question);
    }

    /// Asks once the worker has all years of this browser as they are now.
    fn send(self, shell: Shell, question: Question) {
        let Some(link) = self.link() else { return };
        link.questions.borrow_mut().push(question);
        if link.is_busy.replace(true) {
            return;
        }
        spawn_local(async move {
            // What is asked meanwhile waits for a look at the years of its own.
            while !link.questions.borrow().is_empty() {
                let questions = link.questions.take();
                link.bring_up_to_date(shell).await;
                questions.into_iter().for_each(|question| question(&link));
            }
            link.is_busy.set(false);
        });
    }

    // ---- The worker ---------------------------------------------------------------------

    /// The worker; started when there is none, and that can be.
    fn link(self) -> Option<Rc<Link>> {
        while self.link.with_value(Option::is_none) {
            if self.deaths.get_value() >= DEATHS || self.start().is_none() {
                self.give_up();
                return None;
            }
        }
        self.link.get_value()
    }

    /// Takes over the worker that boot.js has started, with what it has said so far, that it is dead
    /// perhaps; or starts another one.
    fn start(self) -> Option<()> {
        let (worker, heard) = match platform::first_worker() {
            Some(first) => first,
            None => {
                let worker = Worker::new(&format!("worker.js?{}", platform::version()));
                let lacks = |_| platform::report("kan inte startas");
                (worker.map_err(lacks).ok()?, Array::new())
            }
        };
        let link = Rc::new(Link::new(worker));
        self.link.set_value(Some(link.clone()));
        let listener = link.clone();
        let listen = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            match event.dyn_ref::<MessageEvent>() {
                Some(event) => self.hear(&listener, &event.data().unchecked_into()),
                None => {
                    event.prevent_default();
                    // A script that cannot be had has no message; one that throws has.
                    let what = js_sys::Reflect::get(&event, &"message".into()).ok();
                    let what = what.and_then(|what| what.as_string()).unwrap_or_default();
                    self.fail(&listener, format!("stannade: {what}").trim_end_matches([':', ' ']));
                }
            }
        });
        let function: &js_sys::Function = listen.as_ref().unchecked_ref();
        link.worker.set_onmessage(Some(function));
        link.worker.set_onerror(Some(function));
        for event in heard.iter() {
            let _ = function.call1(&JsValue::NULL, &event);
        }
        listen.forget();
        Some(())
    }

    /// The worker is dead or never lived. One that never ran is tried again at once, one that died
    /// of a question with the next.
    fn fail(self, link: &Rc<Link>, why: &str) {
        let is_current =
            self.link.with_value(|own| own.as_ref().is_some_and(|own| Rc::ptr_eq(own, link)));
        if !is_current {
            return;
        }
        platform::report(why);
        link.worker.terminate();
        self.link.set_value(None);
        self.deaths.update_value(|deaths| *deaths += 1);
        if link.is_ready.get() || self.deaths.get_value() >= DEATHS {
            self.give_up();
        } else {
            self.again.update(|count| *count += 1);
        }
        link.no_answers();
    }

    fn give_up(self) {
        self.failed.set(true);
        platform::open_chart_tables();
        platform::set_ready();
    }

    fn hear(self, link: &Rc<Link>, message: &Array) {
        let serial = number(message, 1);
        let is_page = |page: &Rc<PageHtml>| page.serial == serial;
        match text(message, 0).as_str() {
            "ready" => {
                link.is_ready();
                if self.failed.get_untracked() {
                    self.failed.set(false);
                    self.again.update(|count| *count += 1);
                }
            }
            "opened" => {
                link.has_opened(serial);
                link.answer(serial, message);
            }
            "refused" | "edited" | "restored" | "steps" | "form" | "file" | "work"
            | "explained" | "marks" => {
                link.answer(serial, message);
            }
            "page" => {
                if let Some(hash) = link.is_page(serial) {
                    self.page.set(Some(Rc::new(PageHtml::read(hash, message))));
                }
            }
            "more" => self.page.with_untracked(|page| {
                if let Some(page) = page.as_ref().filter(|page| is_page(page)) {
                    page.parts.borrow_mut().extend(texts(message.get(2)));
                    page.is_whole.set(message.get(3).is_truthy());
                    self.more.update(|count| *count += 1);
                }
            }),
            "found" => {
                let (asked, query) = link.found_asked.borrow().clone();
                if asked == serial {
                    self.found.set(Some((query, Found::read(message.get(2)))));
                }
            }
            "drawn" if self.page.with_untracked(|page| page.as_ref().is_some_and(is_page)) => {
                for chart in message.get(2).unchecked_into::<Array>().iter() {
                    let chart = chart.unchecked_into();
                    platform::put_drawing(&text(&chart, 0), &text(&chart, 1));
                }
            }
            "died" => self.fail(link, &text(message, 1)),
            "lacks" if link.is_page(serial).is_some() => {
                link.forget_page();
                self.give_up();
            }
            _ => {}
        }
    }
}
