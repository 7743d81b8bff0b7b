//! Follow-up pages.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::desk::PageHtml;
use crate::ui::painter::{Painter, page_hash};
use crate::ui::parts::{changing, effect, wording};
use crate::ui::platform;
use crate::ui::shell::{Shell, shell};
use crate::ui::write::Panel;

/// From this many panels on the page lists them.
const MANY: usize = 7;

/// A follow-up page of the open year.
#[component]
pub(in crate::ui) fn FollowPage() -> impl IntoView {
    let shell = shell();
    let view = move || match shell.route.get() {
        Route::View(place) => Some(place.view),
        _ => None,
    };
    let place = Signal::derive(move || view().map(|_| shell.route.get()));
    let title = move || view().map_or("", |view| view.title()).to_owned();
    let kicker = move || shell.kicker(place.get());
    effect(move || {
        if let Some((view, open)) = view().zip(shell.open.get()) {
            let title = format!("{} – {}", view.title(), open.summary.name);
            platform::set_title(&title);
            platform::set_running_head(&format!("{title} · {}", &platform::now()[..10]));
        }
    });
    view! {
        <main class="desk" class:writing=move || shell.write.is_on.get()>
            <header class="head">
                <p class="kicker">{wording(kicker)}</p>
                <h1 id="_titel" tabindex="-1">{wording(title)}</h1>
            </header>
            <Panels place=place takes_focus=true />
        </main>
        <Panel />
    }
}

impl Shell {
    /// What stands over the page's title: whose it is and how far it goes; empty until it has come.
    pub(in crate::ui) fn kicker(self, place: Option<Route>) -> String {
        let page = self.desk.page_at(place.as_ref().and_then(page_hash));
        page.map(|page| page.kicker.clone()).unwrap_or_default()
    }
}

/// The panels of a page, with the list of them where they are many.
#[component]
pub(in crate::ui) fn Panels(
    /// The page.
    place: Signal<Option<Route>>,
    /// Whether the focus goes to what the address names when it is painted.
    takes_focus: bool,
) -> impl IntoView {
    let desk = shell().desk;
    let wanted = Memo::new(move |_| place.get().as_ref().and_then(page_hash));
    let list = changing(move || {
        desk.contents.track();
        let page = desk.page_at(wanted.get());
        page.filter(|page| page.contents.borrow().len() >= MANY)
            .map(|page| contents(&page))
            .into_any()
    });
    view! {
        {list}
        <Painter place=place wanted=wanted takes_focus=takes_focus />
    }
}

fn contents(page: &PageHtml) -> impl IntoView + use<> {
    let contents = page.contents.borrow();
    let items = contents.iter().map(|entry| {
        view! { <li><a href=entry.href.clone()>{entry.title.clone()}</a></li> }
    });
    let items = items.collect_view();
    view! {
        <nav class="toc" aria-label="På sidan">
            <details>
                <summary>{format!("På sidan: {} delar", contents.len())}</summary>
                <ul>{items}</ul>
            </details>
        </nav>
    }
}
