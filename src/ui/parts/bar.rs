//! The bar at the top.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::parts::changing;
use crate::ui::platform;
use crate::ui::shell::{OpenYear, shell};

/// Where one is, and where one can go.
#[component]
pub(in crate::ui) fn Bar() -> impl IntoView {
    let shell = shell();
    let current = move || {
        let route = shell.route.get();
        let open = shell.open.get()?;
        (route.file() == Some(&open.year.id)).then_some((open, route))
    };
    view! {
        <header class="bar">
            <a class="home" href="#/">"Tertial"</a>
            {changing(move || current().map(|(open, route)| year_links(&open, &route)).into_any())}
        </header>
    }
}

fn year_links(open: &OpenYear, route: &Route) -> impl IntoView + use<> {
    let id = open.year.id.clone();
    let links: Vec<_> = open
        .year
        .reports
        .iter()
        .map(|report| {
            let is_here = matches!(route, Route::Report(at) if at.report == report.id);
            let href = format!("#/{id}/{}", report.id);
            let name = if report.title.is_empty() {
                report.kind.label().to_owned()
            } else {
                report.title.clone()
            };
            view! { <a href=href aria-current=is_here.then_some("page")>{name}</a> }
        })
        .collect();
    let home = format!("#/{id}");
    let is_home = matches!(route, Route::Year(_));
    let in_report = matches!(route, Route::Report(_));
    let shell = shell();
    view! {
        <nav aria-label="Året">
            <a href=home aria-current=is_home.then_some("page")>{open.year.name()}</a>
            {links}
        </nav>
        <span class="push"></span>
        <button type="button" on:click=move |_| shell.export(id.to_string())>"Hämta fil"</button>
        {in_report.then(|| view! {
            <button type="button" on:click=|_| platform::print()>"Skriv ut"</button>
        })}
    }
}
