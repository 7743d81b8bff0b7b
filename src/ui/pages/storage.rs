//! What the storage holds.

use leptos::prelude::*;

use crate::ui::parts::{changing, effect};
use crate::ui::shell::shell;
use crate::ui::work::{Job, WorkForm};

/// The meter, once it is measured.
#[component]
pub(in crate::ui) fn StorageMeter() -> impl IntoView {
    let shell = shell();
    effect(move || {
        if shell.library.with(Option::is_some) {
            shell.measure();
        }
    });
    changing(move || {
        let fields = shell.room.get();
        let job = (!fields.is_empty()).then(|| Job { fields, ..Job::new("storage", &[]) });
        job.map(|job| view! { <WorkForm job=job is_asked=false /> }).into_any()
    })
}
