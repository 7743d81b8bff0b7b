//! The state of the page: where one is, what is open, what is said and asked.

mod acts;
mod export;
mod files;
mod notes;
mod storage;
mod units;
mod years;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser_store::PageStore;
use super::desk::Desk;
use super::marks::Marks;
use super::write::Writing;
use super::year::OpenYear;
use super::{Page, platform};
use crate::library::{self, Lease, Library};
use crate::model::Id;
use crate::route::Route;
use crate::ui::parts::effect;
use crate::ui::work::Job;
pub(super) use acts::Act;

/// So long the browser's storage may be silent before the user hears of it.
const SILENCE: Duration = Duration::from_secs(8);
const SILENT: &str = "Webbläsarens lagring svarar inte. Vänta en stund, eller stäng andra flikar med \
                      Tertial och ladda om sidan.";

/// Something the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) is_error: bool,
    /// Stays until what it says is no longer so.
    pub(super) standing: bool,
    /// What is offered with it.
    pub(super) acts: Vec<Act>,
}

/// Something the user must decide.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// A year with this id is there already.
    Replace(Arc<OpenYear>),
    /// Remove a year: id and name.
    Remove(String, String),
    /// The same, without room for a way back.
    RemoveForGood(String, String),
    /// Who writes?
    Name,
    /// A form of the year's work.
    Work(Arc<Job>),
}

/// The state of the page; a handle that can be copied.
#[derive(Clone, Copy)]
pub(super) struct Shell {
    pub(super) route: RwSignal<Route>,
    pub(super) page_kind: RwSignal<Page>,
    /// The years in this browser; `None` until they are read.
    pub(super) library: RwSignal<Option<Library>>,
    pub(super) open: RwSignal<Option<Arc<OpenYear>>>,
    /// A year the address names and this browser lacks.
    pub(super) missing: RwSignal<Option<Id>>,
    /// A year that could not be opened because the worker is dead.
    pub(super) stuck: RwSignal<Option<Id>>,
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// Whether the search is open.
    pub(super) finding: RwSignal<bool>,
    /// Open questions; the first is asked.
    pub(super) questions: RwSignal<Vec<Question>>,
    /// The worker: years opened, pages, search.
    pub(super) desk: Desk,
    /// Writing in the open year.
    pub(super) write: Writing,
    /// What the checks found.
    pub(super) marks: Marks,
    /// What the storage holds, as fields for the worker; empty until it was measured.
    pub(super) room: RwSignal<Vec<(String, String)>>,
    /// How many years were just opened and are being stored or read.
    storing: StoredValue<u32>,
    /// Where in the open year one was last.
    last_hash: StoredValue<String>,
    /// The year that is being opened because the address names it.
    loading: StoredValue<String>,
    /// How often the open year was asked to be read anew since that began.
    readings: StoredValue<u32>,
    /// Units' files whose year is being opened.
    waiting: StoredValue<Vec<(String, Vec<u8>)>>,
    store: StoredValue<Option<Rc<PageStore>>, LocalStorage>,
}

impl Shell {
    /// Reads the address and the store, and follows the address from then on.
    pub(super) fn start() -> Self {
        let shell = Self {
            route: RwSignal::new(Route::parse(&platform::hash())),
            page_kind: RwSignal::new(Page::Opening),
            library: RwSignal::new(None),
            open: RwSignal::new(None),
            missing: RwSignal::new(None),
            stuck: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            finding: RwSignal::new(false),
            questions: RwSignal::new(Vec::new()),
            desk: Desk::new(),
            write: Writing::new(),
            marks: Marks::new(),
            room: RwSignal::new(Vec::new()),
            storing: StoredValue::new(0),
            last_hash: StoredValue::default(),
            loading: StoredValue::default(),
            readings: StoredValue::new(0),
            waiting: StoredValue::default(),
            store: StoredValue::new_local(None),
        };
        shell.desk.is_of(shell);
        let listener = window_event_listener(leptos::ev::hashchange, move |_| {
            platform::unset_ready();
            shell.route.set(Route::parse(&platform::hash()));
            shell.finding.set(false);
            shell.clear_notices();
        });
        on_cleanup(move || listener.remove());
        shell.listen();
        let page = Memo::new(move |_| shell.page_now());
        effect(move || shell.page_kind.set(page.get()));
        effect(move || shell.follow());
        effect(move || shell.take_waiting());
        shell.keep_marked();
        spawn_local(shell.read_store());
        shell
    }

    async fn read_store(self) {
        let is_silent = move || self.library.with_untracked(Option::is_none);
        let tell = move || {
            if is_silent() {
                self.notice(SILENT.to_owned(), true, true);
            }
        };
        set_timeout(tell, SILENCE);
        let (mut store, mut trouble) = PageStore::open().await;
        let mut library = Library::read(&store).await;
        if let Err(error) = &library {
            // Storage that opens and cannot be read is no storage.
            trouble = Some(error.clone());
            store = PageStore::in_memory();
            library = Library::read(&store).await;
        }
        if let Some(error) = trouble {
            self.notice(error.to_string(), true, true);
        }
        // What could be restored for thirty days and was not. What fails is tried next time.
        let _ = library::expire(&store, &platform::now()[..10]).await;
        self.store.set_value(Some(Rc::new(store)));
        self.notices.update(|notices| notices.retain(|notice| notice.text != SILENT));
        self.library.set(Some(library.unwrap_or_default()));
    }

    /// Where years are kept; `None` until it is open.
    pub(super) fn store(self) -> Option<Rc<PageStore>> {
        self.store.get_value()
    }

    /// The report on show, if it is locked: its name.
    pub(super) fn locked_report(self) -> Option<String> {
        let Route::Report(at) = self.route.get() else { return None };
        let open = self.open.get()?;
        let report = open.summary.report(&at.report)?;
        (report.stage != "utkast").then(|| report.name.clone())
    }

    /// Opens the year the address names.
    fn follow(self) {
        let route = self.route.get();
        if self.library.with(Option::is_none) {
            return;
        }
        let Some(id) = route.file().cloned() else {
            platform::set_title("Start");
            return;
        };
        if self.is_open_id(id.as_str()) {
            return self.last_hash.set_value(platform::hash());
        }
        let is_loading = self.loading.with_value(|loading| loading == id.as_str());
        if is_loading || self.missing.with_untracked(|missing| missing.as_ref() == Some(&id)) {
            return;
        }
        self.loading.set_value(id.to_string());
        spawn_local(async move {
            self.load(id.clone()).await;
            self.loading.update_value(|loading| {
                if loading == id.as_str() {
                    loading.clear();
                }
            });
        });
    }

    /// Whether a year that was just opened is being stored or read.
    pub(super) fn is_storing(self) -> bool {
        self.storing.get_value() > 0
    }

    /// Whether the address names a year that is not open. The user may have gone on to another one
    /// while it was read.
    fn waits_for(self, id: &Id) -> bool {
        self.route.with_untracked(|route| route.file() == Some(id)) && !self.is_open_id(id.as_str())
    }

    async fn load(self, id: Id) {
        let Some(store) = self.store.get_value() else { return };
        if !self.may_leave().await {
            if self.waits_for(&id) {
                platform::go(&self.last_hash.get_value());
            }
            return;
        }
        self.stuck.set(None);
        let is_news = !Lease::is_released(&*store, id.as_str());
        let recovered = match library::recover(&*store, id.as_str()).await {
            Ok(recovered) => recovered,
            Err(error) if self.waits_for(&id) => {
                self.missing.set(Some(id));
                return self.error(error.to_string());
            }
            Err(_) => return,
        };
        if !self.waits_for(&id) {
            return;
        }
        let Some(generation) = &recovered.generation else { return self.missing.set(Some(id)) };
        match self.desk.open(generation.bytes.clone(), true).await {
            Ok(open) if self.waits_for(&id) => {
                self.forget_kept();
                self.desk.take(&open);
                // Until it is shown nobody writes in it.
                self.storing.update_value(|count| *count += 1);
                let now = self.restore(recovered, is_news).await;
                self.storing.update_value(|count| *count -= 1);
                self.show(Arc::new(open.with(now)));
            }
            Ok(open) => self.desk.leave(&open),
            Err(_) if !self.waits_for(&id) => {}
            Err(Some(sentence)) => {
                self.missing.set(Some(id));
                self.error(sentence);
            }
            Err(None) => self.stuck.set(Some(id)),
        }
    }

    /// Reads the open year anew: another tab has written it. One reading at a time; what is asked for
    /// meanwhile is read after it.
    pub(super) async fn reopen(self) {
        if self.readings.try_update_value(|count| std::mem::replace(count, *count + 1)) != Some(0) {
            while self.is_reading_again() {
                platform::pause(Duration::from_millis(10)).await;
            }
            return;
        }
        loop {
            let asked = self.readings.get_value();
            self.read_again().await;
            if self.readings.get_value() == asked {
                return self.readings.set_value(0);
            }
        }
    }

    /// Whether the open year is being read anew.
    pub(super) fn is_reading_again(self) -> bool {
        self.readings.get_value() > 0
    }

    async fn read_again(self) {
        let Some(open) = self.open.get_untracked() else { return };
        let Some(store) = self.store() else { return };
        let Ok(recovered) = library::recover(&*store, open.summary.id.as_str()).await else {
            return;
        };
        let Some(generation) = &recovered.generation else { return };
        if let Ok(open) = self.desk.open(generation.bytes.clone(), true).await {
            self.desk.take(&open);
            let now = self.restore(recovered, false).await;
            self.show(Arc::new(open.with(now)));
            self.desk.ask_again();
        }
    }

    fn show(self, open: Arc<OpenYear>) {
        self.missing.set(None);
        self.stuck.set(None);
        self.open.set(Some(open));
        self.count_reminders();
    }

    /// Asks a question after those that are open.
    pub(super) fn ask(self, question: Question) {
        self.questions.update(|questions| {
            // While one form is open another of its kind is not asked for.
            let is_open = |own: &Question| match (own, &question) {
                (Question::Work(own), Question::Work(new)) => own == new,
                _ => false,
            };
            if !questions.iter().any(is_open) {
                questions.push(question);
            }
        });
        platform::set_ready();
    }

    /// Takes away the question that is answered.
    pub(super) fn answered(self) {
        self.questions.update(|questions| {
            if !questions.is_empty() {
                questions.remove(0);
            }
        });
    }

    /// What was said of the last thing the user did is over with the next.
    pub(super) fn clear_notices(self) {
        self.notices.update(|notices| notices.retain(|notice| notice.standing));
    }

    pub(super) fn error(self, text: String) {
        self.notice(text, true, false);
    }

    pub(super) fn notice(self, text: String, is_error: bool, standing: bool) {
        self.tell(Notice { text, is_error, standing, acts: Vec::new() });
    }

    /// Says what was done, and offers something with it.
    pub(super) fn offer(self, text: String, acts: Vec<Act>) {
        self.tell(Notice { text, is_error: false, standing: false, acts });
    }

    pub(super) fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            notices.retain(|own| own.text != notice.text);
            notices.push(notice);
        });
        // What is said while another year is fetched says nothing of that year's page.
        let is_on_its_way = self.route.with_untracked(|route| {
            let of = |id: &Id| self.missing.with_untracked(|missing| missing.as_ref() == Some(id));
            route.file().is_some_and(|id| !self.is_open_id(id.as_str()) && !of(id))
        });
        if !is_on_its_way {
            platform::set_ready();
        }
    }
}

/// The handle, from any component.
pub(super) fn shell() -> Shell {
    expect_context()
}
