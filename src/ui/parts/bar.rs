//! The bar at the top.

use leptos::prelude::*;

use crate::document::View;
use crate::model::Id;
use crate::route::{Route, Task, ViewPlace, WorkPlace};
use crate::ui::parts::{FinderButton, WritingBar, changing, click, wording};
use crate::ui::platform;
use crate::ui::shell::shell;
use crate::ui::year::OpenYear;

/// Where one is, and where one can go.
#[component]
pub(in crate::ui) fn Bar() -> impl IntoView {
    let shell = shell();
    let current = move || {
        let route = shell.route.get();
        let open = shell.open.get()?;
        (route.file() == Some(&open.summary.id)).then_some((open, route))
    };
    view! {
        <header class="bar">
            <a class="home" href="#/">"Tertial"</a>
            {changing(move || current().map(|(open, route)| year_links(&open, &route)).into_any())}
            <div class="deeds">
                {changing(move || current().map(|(open, route)| year_deeds(&open, &route)).into_any())}
                <FinderButton />
            </div>
        </header>
    }
}

fn year_links(open: &OpenYear, route: &Route) -> impl IntoView + use<> {
    let id = open.summary.id.clone();
    let home = format!("#/{id}");
    let is_home = matches!(route, Route::Year(_));
    let views = View::ALL.into_iter().skip(1).map(|view| {
        let is_here = matches!(route, Route::View(place) if place.view == view);
        let href = ViewPlace::new(&id, view).to_hash();
        view! { <a href=href aria-current=is_here.then_some("page")>{view.title()}</a> }
    });
    let views = views.collect_view();
    let is_review = matches!(route, Route::Work(WorkPlace { task: Task::Review, .. }));
    let review = Route::Work(WorkPlace {
        file: id.clone(),
        task: Task::Review,
        report: Id::default(),
        unit: Id::default(),
    });
    let shell = shell();
    let found = shell.marks.total;
    view! {
        <nav aria-label="Året">
            <a href=home aria-current=is_home.then_some("page")>{open.summary.name.clone()}</a>
            {documents(open, route)}
            {views}
            <a href=review.to_hash() aria-current=is_review.then_some("page")>
                "Granskning" {wording(move || match found.get() {
                    Some(count @ 1..) => format!(" {count}"),
                    _ => String::new(),
                })}
            </a>
        </nav>
    }
}

/// What can be done with what is shown.
fn year_deeds(open: &OpenYear, route: &Route) -> impl IntoView + use<> {
    let id = open.summary.id.clone();
    let can_write = matches!(route, Route::Report(_) | Route::Year(_) | Route::View(_));
    let can_print = can_write || matches!(route, Route::Work(_));
    let shell = shell();
    view! {
        <WritingBar can_write=can_write && open.summary.newer.is_none() />
        <span class="files">
            <button type="button" on:click=click(move || shell.export(id.to_string()))>"Hämta fil"</button>
            {without_log()}
        </span>
        {can_print.then(|| view! {
            <button type="button" on:click=click(move || shell.print())>"Skriv ut"</button>
        })}
    }
}

/// The other way to hand out the file, where the year has a log of its changes.
fn without_log() -> impl IntoView {
    let shell = shell();
    let has_log = Memo::new(move |_| shell.write.steps.with(|steps| steps.has_log));
    let take = move |_| {
        platform::close_menu();
        shell.export_now(false);
    };
    changing(move || {
        let menu = || {
            view! {
                <details class="menu" on:keydown=leave on:focusout=blur>
                    <summary aria-label="Hämta fil på annat sätt" title="Hämta fil på annat sätt">"▾"</summary>
                    <ul>
                        <li><button type="button" on:click=take>"Utan ändringslogg"</button></li>
                    </ul>
                </details>
            }
        };
        has_log.get().then(menu).into_any()
    })
}

/// Escape folds a menu.
fn leave(event: leptos::ev::KeyboardEvent) {
    if event.key() == "Escape" && platform::close_menu() {
        event.stop_propagation();
    }
}

/// A menu goes with the focus when that goes elsewhere.
fn blur(event: leptos::ev::FocusEvent) {
    if event.related_target().is_some_and(|to| !platform::is_in_menu(&to)) {
        platform::fold_menu();
    }
}

/// The plan and the reports, folded: a year can have sixteen.
fn documents(open: &OpenYear, route: &Route) -> impl IntoView + use<> {
    let here = match route {
        Route::Report(at) => open.summary.report(&at.report),
        _ => None,
    };
    let items: Vec<_> = open
        .summary
        .reports
        .iter()
        .map(|report| {
            let is_here = here.is_some_and(|here| here.id == report.id);
            let href = format!("#/{}/{}", open.summary.id, report.id);
            let name = report.name.clone();
            view! { <li><a href=href aria-current=is_here.then_some("page")>{name}</a></li> }
        })
        .collect();
    let name = here.map_or_else(|| "Dokument".to_owned(), |report| report.name.clone());
    // The menu goes with the choice.
    let choose = move |_| {
        platform::fold_menu();
    };
    view! {
        <details class="menu" on:keydown=leave on:focusout=blur class:here=here.is_some()>
            <summary>{name}</summary>
            <ul on:click=choose>{items}</ul>
        </details>
    }
}
