//! What the storage holds: removing and replacing with a way back, and making room.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Act, Shell};
use crate::library::{
    self, Begin, Cleanable, Kind, Library, PROGRAM, Reason, StoreError, Stored, Usage,
};
use crate::ui::browser_store::PageStore;
use crate::ui::platform;

const NOT_READY: &str = "Tertial läser fortfarande det som är sparat. Försök igen om en stund.";

fn begin() -> Begin {
    Begin { now: platform::millis(), program: PROGRAM, takes_over: true }
}

impl Shell {
    /// Removes a year from this browser, and offers it back.
    pub(in crate::ui) fn remove(self, id: String) {
        self.answered();
        spawn_local(async move {
            if let Err(sentence) = self.remove_now(&id).await {
                self.error(sentence);
            }
        });
    }

    /// The same, told when it is done.
    pub(super) async fn remove_now(self, id: &str) -> Result<(), String> {
        let store = self.store().ok_or(NOT_READY)?;
        self.forget_pen(id);
        let deleted = library::delete(&*store, id, &platform::now(), begin()).await;
        deleted.map_err(|error| error.to_string())?;
        self.relist(&store, |library| library.forget(id)).await;
        self.open.update(|open| {
            if open.as_ref().is_some_and(|open| open.summary.id.as_str() == id) {
                *open = None;
            }
        });
        let kept = library::snapshots(&*store).await.unwrap_or_default();
        let of_it = kept.into_iter().filter(|own| own.id == id);
        let key = of_it.max_by(|a, b| a.key.cmp(&b.key)).map(|own| own.key);
        let acts = key.into_iter().map(Act::Restore).collect();
        self.offer(format!("{id} är borttaget ur webbläsaren."), acts);
        self.measure();
        Ok(())
    }

    /// Another file takes a year's place.
    pub(super) async fn put_in_place(
        self,
        store: &PageStore,
        stored: &Stored,
    ) -> Result<(), StoreError> {
        self.forget_pen(&stored.id);
        let writer = library::replace(store, Kind::Replaced, stored, &[], begin()).await?;
        writer.release(store);
        Ok(())
    }

    /// Brings back what was removed or replaced.
    pub(in crate::ui) async fn restore_snapshot(self, key: String) -> Result<(), String> {
        let store = self.store().ok_or(NOT_READY)?;
        let restored = library::restore(&*store, &key, &platform::now(), begin()).await;
        let id = restored.map_err(|error| error.to_string())?;
        self.forget_pen(&id);
        if let Ok(library) = Library::read(&*store).await {
            self.library.set(Some(library));
        }
        self.missing.set(None);
        // Read anew when it is gone to.
        self.open.update(|open| {
            if open.as_ref().is_some_and(|open| open.summary.id.as_str() == id) {
                *open = None;
            }
        });
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
            self.room.set(fields(&usage, kept));
        });
    }
}

fn fields(usage: &Usage, kept: Vec<Cleanable>) -> Vec<(String, String)> {
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
    let kept = kept.into_iter().map(|own| {
        let name = if own.reason == Reason::Damaged { "damaged" } else { "snapshot" };
        (name.to_owned(), [own.key, own.name, own.when, own.bytes.to_string()].join("\n"))
    });
    numbers.into_iter().chain(kept).collect()
}
