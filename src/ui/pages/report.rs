//! A plan or report: contents at the left, the paper in the middle.

use std::sync::Arc;

use leptos::prelude::*;

use crate::compose::compose;
use crate::document::{ContentsEntry, Document};
use crate::model::{Address, Id};
use crate::route::Route;
use crate::ui::paper::{Composed, Paper};
use crate::ui::parts::{Problems, changing};
use crate::ui::platform;
use crate::ui::shell::{Shell, shell};

/// The report the address names.
#[component]
pub(in crate::ui) fn ReportPage() -> impl IntoView {
    let shell = shell();
    let report = Memo::new(move |_| shell.report_id());
    let document = Memo::new(move |_| {
        let open = shell.open.get()?;
        let report = open.year.report(&report.get()?)?.clone();
        Some(Composed(Arc::new(compose(&open.year, &report))))
    });
    Effect::new(move |_| {
        let Some((document, open)) = document.get().zip(shell.open.get()) else { return };
        platform::set_title(&format!("{} – {}", document.0.title, open.year.name()));
        platform::set_running_head(&format!(
            "{} · {}",
            document.0.running_head(),
            &platform::now()[..10]
        ));
    });
    let problems =
        changing(move || shell.open.get().map(|open| view! { <Problems open=open /> }).into_any());
    let index =
        changing(move || document.get().map(|document| contents(shell, &document.0)).into_any());
    view! {
        <div class="frame">
            {index}
            <main class="paper doc">
                {problems}
                <Paper document=document target=Signal::derive(move || shell.target()) />
            </main>
        </div>
    }
}

impl Shell {
    fn report_id(self) -> Option<Id> {
        match self.route.get() {
            Route::Report(address) => Some(address.report),
            _ => None,
        }
    }

    /// The element the address names within the report.
    fn target(self) -> Address {
        match self.route.get() {
            Route::Report(address) => address,
            _ => Address::default(),
        }
    }
}

fn contents(shell: Shell, document: &Arc<Document>) -> impl IntoView + use<> {
    let items = document.contents.iter().map(|entry| contents_item(shell, entry)).collect_view();
    let title = document.title.clone();
    let is_open = platform::is_wide();
    view! {
        <nav class="index" aria-label="Innehåll">
            <details open=is_open>
                <summary>{title}</summary>
                <ol>{items}</ol>
            </details>
        </nav>
    }
}

fn contents_item(shell: Shell, entry: &ContentsEntry) -> impl IntoView + use<> {
    let at = entry.address.clone();
    let is_here = move || (shell.target() == at).then_some("location");
    let href = crate::html::href(&entry.address);
    let text = format!("{} {}", entry.number, entry.title);
    let is_sub = entry.level > 1;
    view! {
        <li class:sub=is_sub>
            <a href=href aria-current=is_here>{text.trim().to_owned()}</a>
        </li>
    }
}
