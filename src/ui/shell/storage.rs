//! What the storage holds: removing and replacing with a way back, and making room.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Act, Question, Shell};
use crate::library::{self, Aside, Cleanable, Library, Reason, StoreError, Usage, Why};
use crate::ui::browser_store::PageStore;
use crate::ui::platform;
use crate::ui::write::{Shared, begin};

const NOT_READY: &str = "Tertial läser fortfarande det som är sparat. Försök igen om en stund.";

impl Shell {
    /// Removes a year from this browser, and offers it back.
    pub(in crate::ui) fn remove(self, id: String, name: String) {
        self.answered();
        spawn_local(async move {
            match self.remove_now(&id).await {
                // Without room for a way back it is asked once more.
                Err(StoreError::Full) => self.ask(Question::RemoveForGood(id, name)),
                Err(error) => self.error(error.to_string()),
                Ok(()) => {}
            }
        });
    }

    /// Removes a year without a way back.
    pub(in crate::ui) fn remove_for_good(self, id: String) {
        self.answered();
        spawn_local(async move {
            let Some(store) = self.store() else { return };
            self.forget_pen(&id);
            match library::delete_for_good(&*store, &id, begin()).await {
                Ok(()) => {
                    self.has_removed(&store, &id).await;
                    self.notice(format!("{id} är borttaget ur webbläsaren."), false, false);
                }
                Err(error) => {
                    self.show_as_it_is(&id).await;
                    self.error(error.to_string());
                }
            }
        });
    }

    /// The same as [`Shell::remove`], told when it is done.
    pub(super) async fn remove_now(self, id: &str) -> Result<(), StoreError> {
        let store = self.store().ok_or(StoreError::Unavailable(String::new()))?;
        if self.is_open_id(id) && !self.may_leave().await {
            return Ok(());
        }
        self.forget_pen(id);
        if let Err(error) = library::delete(&*store, id, &platform::now(), begin()).await {
            self.show_as_it_is(id).await;
            return Err(error);
        }
        self.has_removed(&store, id).await;
        let kept = library::snapshots(&*store).await.unwrap_or_default();
        let of_it = kept.into_iter().filter(|own| own.id == id);
        let key = of_it.max_by(|a, b| a.key.cmp(&b.key)).map(|own| own.key);
        let acts = key.into_iter().map(Act::Restore).collect();
        self.offer(format!("{id} är borttaget ur webbläsaren."), acts);
        Ok(())
    }

    /// A year could not be removed or replaced: if it is open it is read anew, and can be written in.
    async fn show_as_it_is(self, id: &str) {
        if !self.is_open_id(id) {
            return;
        }
        self.reopen().await;
        if self.kept().is_none() {
            // What cannot be read now is read before anybody writes.
            self.write.kept.set_value(Some(Shared::default()));
        }
    }

    async fn has_removed(self, store: &PageStore, id: &str) {
        self.forget_filed(id);
        self.relist(store, |library| library.forget(id)).await;
        self.close_year(id);
        self.measure();
    }

    /// The open year is open no more, if it is this.
    fn close_year(self, id: &str) {
        if self.is_open_id(id) {
            self.open.set(None);
        }
    }

    /// Brings back what was removed or replaced.
    pub(in crate::ui) async fn restore_snapshot(self, key: String) -> Result<(), String> {
        let store = self.store().ok_or(NOT_READY)?;
        let id = library::year_of(&key);
        if self.is_open_id(id) && !self.may_leave().await {
            return Ok(());
        }
        // This tab is one of those that what is restored takes over from.
        self.forget_pen(id);
        if let Err(error) = library::restore(&*store, &key, &platform::now(), begin()).await {
            self.show_as_it_is(id).await;
            return Err(error.to_string());
        }
        if let Ok(library) = Library::read(&*store).await {
            self.library.set(Some(library));
        }
        self.missing.set(None);
        self.forget_filed(id);
        // Read anew when it is gone to.
        self.close_year(id);
        let to = format!("#/{id}");
        self.offer(format!("{id} är återställt."), vec![Act::Open(to)]);
        self.measure();
        Ok(())
    }

    /// Lets go of something for good.
    pub(in crate::ui) async fn clean(self, key: String) -> Result<(), String> {
        let store = self.store().ok_or(NOT_READY)?;
        library::clean(&*store, &key).await.map_err(|error| error.to_string())?;
        self.measure();
        Ok(())
    }

    /// Measures what the storage holds, for the worker to show.
    pub(in crate::ui) fn measure(self) {
        spawn_local(async move {
            let Some(store) = self.store() else { return };
            let Ok(usage) = library::usage(&*store).await else { return };
            let today = &platform::now()[..10];
            let kept = library::cleanable(&*store, today).await.unwrap_or_default();
            let asides = library::asides(&*store).await.unwrap_or_default();
            let room = fields(&usage, kept, asides);
            // What is as it was is not put anew under somebody's hand.
            if self.room.with_untracked(|own| *own != room) {
                self.room.set(room);
            }
        });
    }
}

fn fields(usage: &Usage, kept: Vec<Cleanable>, asides: Vec<Aside>) -> Vec<(String, String)> {
    let years = usage.years.iter().map(|(_, bytes)| bytes).sum();
    let (used, granted) = usage.quota.unwrap_or_default();
    let numbers = [
        ("used", used),
        ("granted", granted),
        ("years", years),
        ("kept", usage.snapshots),
        ("lost", usage.damaged),
        ("journal", usage.journal),
    ];
    let numbers = numbers.map(|(name, bytes)| (name.to_owned(), bytes.to_string()));
    // What is damaged is among what lies aside.
    let kept = kept.into_iter().filter(|own| own.reason != Reason::Damaged).map(|own| {
        let line = [own.key, own.name, own.when, own.bytes.to_string()].join("\n");
        ("snapshot".to_owned(), line)
    });
    let asides = asides.into_iter().map(|own| {
        let name = match own.why {
            Why::Damaged => "damaged",
            Why::Conflict => "conflict",
            Why::Unfit => "unfit",
            Why::Draft => "draft",
        };
        let year = library::year_of(&own.key).to_owned();
        let text = own.text.replace('\n', " ");
        let line = [own.key, year, own.when, own.bytes.to_string(), text].join("\n");
        (name.to_owned(), line)
    });
    numbers.into_iter().chain(kept).chain(asides).collect()
}
