//! The page: the only code that knows of browsers. It shows what the core composed and passes on
//! what the user does.

mod browser_store;
mod pages;
mod paper;
mod parts;
mod platform;
mod shell;

use leptos::prelude::*;

use crate::route::Route;
use pages::{MissingPage, ReportPage, StartPage, YearPage};
use parts::{Bar, DropZone, Notices, QuestionDialog, changing};
use shell::Shell;

/// Starts the app in the page's body.
pub fn start() {
    platform::report_panics();
    platform::remove_loading_text();
    mount_to_body(App);
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let shell = Shell::start();
    provide_context(shell);
    let page = changing(move || match shell.page() {
        Page::Start => view! { <StartPage /> }.into_any(),
        Page::Year => view! { <YearPage /> }.into_any(),
        Page::Report => view! { <ReportPage /> }.into_any(),
        Page::Missing => view! { <MissingPage /> }.into_any(),
        Page::Opening => view! { <main class="wait"><p>"Öppnar året …"</p></main> }.into_any(),
    });
    view! {
        <Bar />
        <Notices />
        {page}
        <DropZone />
        <QuestionDialog />
    }
}

/// Which page is shown: the route, and whether what it names is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Start,
    Year,
    Report,
    Missing,
    Opening,
}

impl Shell {
    /// The page to show. Only its kind: another element of the same report is the same page.
    fn page(self) -> Page {
        self.page_kind.get()
    }

    fn page_now(self) -> Page {
        let route = self.route.get();
        let Some(file) = route.file() else {
            return if route == Route::Start { Page::Start } else { Page::Missing };
        };
        if self.missing.get().as_ref() == Some(file) {
            return Page::Missing;
        }
        let open = self.open.get();
        let Some(open) = open.filter(|open| open.year.id == *file) else { return Page::Opening };
        match &route {
            Route::Report(address) if open.year.report(&address.report).is_some() => Page::Report,
            Route::Report(_) => Page::Missing,
            _ => Page::Year,
        }
    }
}
