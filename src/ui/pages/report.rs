//! A plan or report: contents at the left, the paper in the middle.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::desk::{PageEntry, PageHtml};
use crate::ui::marks::Margin;
use crate::ui::painter::{Painter, page_hash};
use crate::ui::parts::{Problems, changing, effect};
use crate::ui::platform;
use crate::ui::shell::{Shell, shell};
use crate::ui::write::Panel;

/// The report the address names.
#[component]
pub(in crate::ui) fn ReportPage() -> impl IntoView {
    let shell = shell();
    let place = Signal::derive(move || {
        Some(shell.route.get()).filter(|route| matches!(route, Route::Report(_)))
    });
    let wanted = Memo::new(move |_| place.get().as_ref().and_then(page_hash));
    let page = move || shell.desk.page_at(wanted.get());
    effect(move || {
        let Some((page, open)) = page().zip(shell.open.get()) else { return };
        platform::set_title(&format!("{} – {}", page.title, open.summary.name));
        platform::set_running_head(&format!("{} · {}", page.head, &platform::now()[..10]));
    });
    let problems =
        changing(move || shell.open.get().map(|open| view! { <Problems open=open /> }).into_any());
    let index = changing(move || {
        shell.desk.contents.track();
        page().map(|page| contents(shell, &page)).into_any()
    });
    view! {
        <div class="frame" class:writing=move || shell.write.is_on.get() class:remarked=move || shell.marks.has_remarks()>
            {index}
            <main class="paper doc">
                {problems}
                <Painter place=place wanted=wanted takes_focus=true />
            </main>
            <Margin />
            <Panel />
        </div>
    }
}

fn contents(shell: Shell, page: &PageHtml) -> impl IntoView + use<> {
    let items =
        page.contents.borrow().iter().map(|entry| contents_item(shell, entry)).collect_view();
    let title = page.title.clone();
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

fn contents_item(shell: Shell, entry: &PageEntry) -> impl IntoView + use<> {
    let href = entry.href.clone();
    let is_here = move || (shell.route.get().to_hash() == href).then_some("location");
    let is_sub = entry.level > 1;
    view! {
        <li class:sub=is_sub>
            <a href=entry.href.clone() aria-current=is_here>{entry.title.clone()}</a>
        </li>
    }
}
