//! Years in and out: imported, kept, removed, handed out as files.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::{Question, Shell};
use crate::file::{MAX_BYTES, OpenError};
use crate::library::{Import, Library, Stored};
use crate::route::Route;
use crate::ui::browser_store::PageStore;
use crate::ui::platform;
use crate::ui::write::Kept;
use crate::ui::year::OpenYear;

const NOT_READY: &str =
    "Tertial läser fortfarande det som är sparat. Öppna filen igen om en stund.";

impl Shell {
    /// Opens files the user gave, one after the other.
    pub(in crate::ui) fn import_files(self, files: Vec<File>) {
        self.clear_notices();
        spawn_local(async move {
            let mut units = Vec::new();
            for file in files {
                let size = file.size() as usize;
                let bytes = if size > MAX_BYTES {
                    Err(OpenError::TooLarge { bytes: size }.to_string())
                } else {
                    platform::read_file(&file).await
                };
                let imported = match bytes {
                    Ok(bytes) if is_units(&bytes) => {
                        units.push((file.name(), bytes));
                        Ok(())
                    }
                    Ok(bytes) => self.import(bytes).await,
                    Err(message) => Err(Some(message)),
                };
                if let Err(Some(message)) = imported {
                    self.error(format!("{}: {message}", file.name()));
                }
            }
            if !units.is_empty() {
                self.take_units(units).await;
            }
        });
    }

    /// Opens a year that was delivered with the app.
    pub(in crate::ui) fn import_example(self, id: &'static str) {
        self.clear_notices();
        spawn_local(async move {
            let imported = match platform::fetch(&format!("exempel/{id}.tertial.json")).await {
                Ok(bytes) => self.import(bytes).await,
                Err(message) => Err(Some(message)),
            };
            if let Err(Some(message)) = imported {
                self.error(message);
            }
        });
    }

    /// Opens, stores and shows a year, or asks what to do with it. The error is a sentence; none
    /// without a worker, which the page says by itself.
    async fn import(self, original: Vec<u8>) -> Result<(), Option<String>> {
        let open = Arc::new(self.desk.open(original, false).await?);
        platform::mark("tertial-opened");
        match self.preview(&open).await {
            Ok(Import::Same) => self.recall_same(open).await,
            Ok(Import::New) => drop(self.keep(open, Kept::stray(false)).await),
            Ok(Import::Differs) => self.ask(Question::Replace(open)),
            Err(message) => {
                self.desk.leave(&open);
                return Err(Some(message));
            }
        }
        Ok(())
    }

    async fn preview(self, open: &OpenYear) -> Result<Import, String> {
        let at_hand = self.store.get_value().zip(self.library.get_untracked());
        let (store, library) = at_hand.ok_or(NOT_READY)?;
        let preview = library.preview(&*store, &open.summary.id, &open.bytes).await;
        preview.map_err(|error| error.to_string())
    }

    /// Stores a year, in place of one with the same id, and goes to it. What it replaces can be
    /// restored. Tells whether it is stored; `false` also when the user stays with what is open.
    pub(super) async fn keep(self, open: Arc<OpenYear>, kept: Kept) -> bool {
        if !self.enter(open).await {
            return false;
        }
        // Shown even if storing fails: it is then tried again, and the message says that it is only here.
        let kept = Rc::new(RefCell::new(kept));
        self.write.kept.set_value(Some(kept.clone()));
        self.storing.update_value(|count| *count += 1);
        self.give_steps().await;
        let placed = self.place_new(&kept).await;
        self.storing.update_value(|count| *count -= 1);
        placed
    }

    /// Opens a file that is stored as it is: what is stored of it besides is recalled.
    async fn recall_same(self, open: Arc<OpenYear>) {
        if self.enter(open.clone()).await {
            self.storing.update_value(|count| *count += 1);
            self.recall(&open).await;
            self.storing.update_value(|count| *count -= 1);
        }
    }

    /// Goes to a year that was opened; `false` when the user stays with the one that is open.
    async fn enter(self, open: Arc<OpenYear>) -> bool {
        if !self.may_leave().await {
            self.desk.leave(&open);
            return false;
        }
        let id = open.summary.id.clone();
        self.forget_kept();
        self.desk.take(&open);
        self.show(open);
        if self.route.with_untracked(|route| route.file() != Some(&id)) {
            platform::go(&Route::Year(id).to_hash());
        }
        true
    }

    /// The answer to "replace or keep both?".
    pub(in crate::ui) fn replace(self, open: Arc<OpenYear>) {
        self.answered();
        spawn_local(async move {
            self.keep(open, Kept::stray(false)).await;
        });
    }

    /// The other answer: the imported year gets an id of its own.
    pub(in crate::ui) fn keep_both(self, open: Arc<OpenYear>) {
        self.answered();
        self.desk.leave(&open);
        spawn_local(async move {
            let Some(store) = self.store.get_value() else { return };
            let library = self.library.get_untracked().unwrap_or_default();
            let id = match library.free_id(&*store, &open.summary.id).await {
                Ok(id) => id,
                Err(error) => return self.error(error.to_string()),
            };
            match self.desk.copy(open.bytes.clone(), id.as_str()).await {
                Ok(copy) => drop(self.keep(Arc::new(copy), Kept::stray(true)).await),
                Err(sentence) => sentence.into_iter().for_each(|text| self.error(text)),
            }
        });
    }

    /// The question is answered with neither.
    pub(in crate::ui) fn decline(self) {
        let question = self.questions.with_untracked(|questions| questions.first().cloned());
        if let Some(Question::Replace(open)) = question {
            self.desk.leave(&open);
        }
        self.answered();
    }

    /// Enters the open year in the list, kept at this time.
    pub(in crate::ui) async fn is_listed(self, open: &OpenYear, changed: &str) {
        let Some(store) = self.store.get_value() else { return };
        let stored = Stored { changed: changed.to_owned(), ..open.stored() };
        self.desk.is_kept(open, &stored.entry());
        self.relist(&store, |library| library.note(&stored)).await;
    }

    /// Changes the list of years as it is now, and writes it.
    pub(super) async fn relist(self, store: &PageStore, change: impl FnOnce(&mut Library)) {
        let mut library = self.library.get_untracked().unwrap_or_default();
        change(&mut library);
        self.library.set(Some(library.clone()));
        // Only a copy for speed: the years themselves are stored, and the list is made anew.
        let _ = library.write_index(store).await;
    }
}

/// Whether a file says at its beginning that it is a unit's month.
fn is_units(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(400)];
    head.windows(14).any(|part| part == b"\"tertial-unit\"")
}
