//! A page of the year's work: what a report lacks, a unit's month.

use leptos::prelude::*;

use crate::route::{Route, Task, WorkPlace};
use crate::ui::parts::changing;
use crate::ui::platform;
use crate::ui::shell::shell;
use crate::ui::work::{Job, UNIT, WorkForm};

/// The page that the address names.
#[component]
pub(in crate::ui) fn WorkPage() -> impl IntoView {
    let shell = shell();
    let place = Memo::new(move |_| match shell.route.get() {
        Route::Work(place) => Some(place),
        _ => None,
    });
    changing(move || {
        let page = place.get().map(|place| {
            let (title, job) = job(&place);
            let open = shell.open.get_untracked();
            let name = open.map(|open| open.summary.name.clone()).unwrap_or_default();
            let title = format!("{title} – {name}");
            platform::set_title(&title);
            platform::set_running_head(&format!("{title} · {}", &platform::now()[..10]));
            view! { <main class="paper task"><WorkForm job=job is_asked=false /></main> }
        });
        page.into_any()
    })
}

fn job(place: &WorkPlace) -> (&'static str, Job) {
    let (file, report) = (place.file.as_str(), place.report.as_str());
    match place.task {
        Task::Missing => ("Vad saknas", Job::new("missing", &[("file", file), ("report", report)])),
        Task::Review => {
            let fields = [("file", file), ("report", report), ("unit", place.unit.as_str())];
            ("Granskning", Job::new("review", &fields))
        }
        Task::Month => {
            // The unit of last time, where the address names none.
            let noted = platform::note(UNIT).unwrap_or_default();
            let unit = if place.unit.is_missing() { &noted } else { place.unit.as_str() };
            let fields = [("file", file), ("report", report), ("unit", unit)];
            ("Månaden på tio minuter", Job::new("month", &fields))
        }
    }
}
