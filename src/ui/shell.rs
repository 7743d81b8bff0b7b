//! The state of the page and what the user can do to it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::browser_store::PageStore;
use super::{Page, platform};
use crate::file::{self, MAX_BYTES, OpenError, Opened};
use crate::json::Problem;
use crate::library::{self, Import, Library, Store};
use crate::model::{Id, Year};
use crate::route::Route;

const NO_ID: &str = "Året i filen saknar id och kan inte sparas. Be avsändaren skicka filen igen. \
                     Inget i webbläsaren är ändrat.";
const NOT_READY: &str =
    "Tertial läser fortfarande det som är sparat. Öppna filen igen om en stund.";

/// The open year.
#[derive(Debug)]
pub(super) struct OpenYear {
    pub(super) year: Arc<Year>,
    pub(super) problems: Vec<Problem>,
    /// What to know of a file that a newer Tertial wrote; it is read-only.
    pub(super) newer: Option<String>,
    /// The file as it is stored and handed out.
    pub(super) bytes: Vec<u8>,
}

/// Something the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) text: String,
    pub(super) is_error: bool,
    /// Stays until what it says is no longer so.
    pub(super) standing: bool,
}

/// Something the user must decide.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// A year with this id is there already.
    Replace(Arc<OpenYear>),
    /// Remove a year: id and name.
    Remove(String, String),
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
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// Open questions; the first is asked.
    pub(super) questions: RwSignal<Vec<Question>>,
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
            notices: RwSignal::new(Vec::new()),
            questions: RwSignal::new(Vec::new()),
            store: StoredValue::new_local(None),
        };
        let listener = window_event_listener(leptos::ev::hashchange, move |_| {
            shell.route.set(Route::parse(&platform::hash()));
            shell.clear_notices();
        });
        on_cleanup(move || listener.remove());
        let page = Memo::new(move |_| shell.page_now());
        Effect::new(move |_| shell.page_kind.set(page.get()));
        Effect::new(move |_| shell.follow());
        spawn_local(shell.read_store());
        shell
    }

    async fn read_store(self) {
        let (mut store, mut trouble) = PageStore::open().await;
        let mut library = Library::read(&store).await;
        if let Err(error) = &library {
            // Storage that opens and cannot be read is no storage.
            trouble = Some(error.clone());
            store = PageStore::Memory(library::Memory::default());
            library = Library::read(&store).await;
        }
        if let Some(error) = trouble {
            self.notice(error.to_string(), true, true);
        }
        self.store.set_value(Some(Rc::new(store)));
        self.library.set(Some(library.unwrap_or_default()));
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
        let is_open =
            self.open.with_untracked(|open| open.as_ref().is_some_and(|open| open.year.id == id));
        if !is_open && self.missing.with_untracked(|missing| missing.as_ref() != Some(&id)) {
            spawn_local(self.load(id));
        }
    }

    async fn load(self, id: Id) {
        let Some(store) = self.store.get_value() else { return };
        let stored = store.load(id.as_str()).await;
        // The user may have gone on to another year meanwhile.
        if self.route.with_untracked(|route| route.file() != Some(&id)) {
            return;
        }
        let stored = match stored {
            Ok(stored) => stored,
            Err(error) => {
                self.missing.set(Some(id));
                return self.error(error.to_string());
            }
        };
        let opened = stored.map(|stored| (file::open(&stored.bytes), stored.bytes));
        match opened {
            Some((Ok(opened), bytes)) => self.show(Arc::new(open_year(opened, bytes))),
            Some((Err(error), _)) => {
                self.missing.set(Some(id));
                self.error(error.to_string());
            }
            None => self.missing.set(Some(id)),
        }
    }

    fn show(self, open: Arc<OpenYear>) {
        self.missing.set(None);
        self.open.set(Some(open));
    }

    /// Opens files the user gave, one after the other.
    pub(super) fn import_files(self, files: Vec<File>) {
        self.clear_notices();
        spawn_local(async move {
            for file in files {
                let size = file.size() as usize;
                let bytes = if size > MAX_BYTES {
                    Err(OpenError::TooLarge { bytes: size }.to_string())
                } else {
                    platform::read_file(&file).await
                };
                let imported = match bytes {
                    Ok(bytes) => self.import(bytes).await,
                    Err(message) => Err(message),
                };
                if let Err(message) = imported {
                    self.error(format!("{}: {message}", file.name()));
                }
            }
        });
    }

    /// Opens a year that was delivered with the app.
    pub(super) fn import_example(self, id: &'static str) {
        self.clear_notices();
        spawn_local(async move {
            let imported = match platform::fetch(&format!("exempel/{id}.tertial.json")).await {
                Ok(bytes) => self.import(bytes).await,
                Err(message) => Err(message),
            };
            if let Err(message) = imported {
                self.error(message);
            }
        });
    }

    /// Opens, stores and shows a year, or asks what to do with it. The error is a sentence.
    async fn import(self, original: Vec<u8>) -> Result<(), String> {
        platform::mark("tertial-read");
        let opened = file::open(&original);
        platform::mark("tertial-read-done");
        let opened = opened.map_err(|error| error.to_string())?;
        let bytes = library::bytes_to_store(&opened, &original);
        let open = Arc::new(open_year(opened, bytes));
        if open.year.id.is_missing() {
            return Err(NO_ID.to_owned());
        }
        let (Some(store), Some(library)) = (self.store.get_value(), self.library.get_untracked())
        else {
            return Err(NOT_READY.to_owned());
        };
        let preview = library.preview(&*store, &open.year.id, &open.bytes).await;
        match preview.map_err(|error| error.to_string())? {
            Import::Same => self.enter(open),
            Import::New => self.keep(open).await,
            Import::Differs => self.ask(Question::Replace(open)),
        }
        Ok(())
    }

    /// Stores a year, in place of one with the same id, and goes to it.
    async fn keep(self, open: Arc<OpenYear>) {
        // Shown even if storing fails: the message says that it is only in memory.
        self.enter(open.clone());
        let Some(store) = self.store.get_value() else { return };
        let Some(library) = self.library.get_untracked() else { return };
        let stored = library::stored(&open.year, open.bytes.clone(), platform::now());
        match library.save(&*store, &stored).await {
            Ok(()) => self.relist(&store, |library| library.note(&stored)).await,
            Err(error) => self.notice(error.to_string(), true, true),
        }
    }

    fn enter(self, open: Arc<OpenYear>) {
        let hash = Route::Year(open.year.id.clone()).to_hash();
        let stays = self.route.with_untracked(|route| route.file() == Some(&open.year.id));
        self.show(open);
        if !stays {
            platform::go(&hash);
        }
    }

    /// The answer to "replace or keep both?".
    pub(super) fn replace(self, open: Arc<OpenYear>) {
        self.answered();
        spawn_local(self.keep(open));
    }

    /// The other answer: the imported year gets an id of its own.
    pub(super) fn keep_both(self, open: Arc<OpenYear>) {
        self.answered();
        spawn_local(async move {
            let Some(store) = self.store.get_value() else { return };
            let library = self.library.get_untracked().unwrap_or_default();
            let mut year = Year::clone(&open.year);
            match library.free_id(&*store, &year.id).await {
                Ok(id) => year.id = id,
                Err(error) => return self.error(error.to_string()),
            }
            let bytes = file::save(&year).into_bytes();
            let copy = OpenYear {
                year: Arc::new(year),
                problems: open.problems.clone(),
                newer: None,
                bytes,
            };
            self.keep(Arc::new(copy)).await;
        });
    }

    /// Removes a year from this browser.
    pub(super) fn remove(self, id: String) {
        self.answered();
        spawn_local(async move {
            let Some(store) = self.store.get_value() else { return };
            let Some(library) = self.library.get_untracked() else { return };
            if let Err(error) = library.remove(&*store, &id).await {
                return self.error(error.to_string());
            }
            self.relist(&store, |library| library.forget(&id)).await;
            self.open.update(|open| {
                if open.as_ref().is_some_and(|open| open.year.id.as_str() == id) {
                    *open = None;
                }
            });
            self.notice(format!("{id} är borttaget ur webbläsaren."), false, false);
        });
    }

    /// Changes the list of years as it is now, and writes it.
    async fn relist(self, store: &PageStore, change: impl FnOnce(&mut Library)) {
        let mut library = self.library.get_untracked().unwrap_or_default();
        change(&mut library);
        self.library.set(Some(library.clone()));
        // Only a copy for speed: the years themselves are stored, and the list is made anew.
        let _ = library.write_index(store).await;
    }

    /// Hands out a year of the list as a file.
    pub(super) fn export(self, id: String) {
        let open = self.open.get_untracked().filter(|open| open.year.id.as_str() == id);
        if let Some(open) = open {
            return platform::download(&file_name(&id), &open.bytes);
        }
        spawn_local(async move {
            let Some(store) = self.store.get_value() else { return };
            match store.load(&id).await {
                Ok(Some(stored)) => platform::download(&file_name(&id), &stored.bytes),
                Ok(None) => {
                    self.error(format!("{id} finns inte kvar i webbläsaren. Ladda om sidan."))
                }
                Err(error) => self.error(error.to_string()),
            }
        });
    }

    /// Asks a question after those that are open.
    pub(super) fn ask(self, question: Question) {
        self.questions.update(|questions| questions.push(question));
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
    fn clear_notices(self) {
        self.notices.update(|notices| notices.retain(|notice| notice.standing));
    }

    fn error(self, text: String) {
        self.notice(text, true, false);
    }

    fn notice(self, text: String, is_error: bool, standing: bool) {
        self.notices.update(|notices| {
            notices.retain(|notice| notice.text != text);
            notices.push(Notice { text, is_error, standing });
        });
        platform::set_ready();
    }
}

fn open_year(opened: Opened, bytes: Vec<u8>) -> OpenYear {
    OpenYear {
        newer: opened.newer(),
        year: Arc::new(opened.year),
        problems: opened.problems,
        bytes,
    }
}

fn file_name(id: &str) -> String {
    format!("{id}.tertial.json")
}

/// The handle, from any component.
pub(super) fn shell() -> Shell {
    expect_context()
}
