//! The page: a thin shell. It keeps the years, shows what the worker composed of them, and passes on
//! what the user does.

mod browser_store;
mod desk;
mod marks;
mod pages;
mod painter;
mod parts;
mod places;
mod platform;
mod shell;
mod spot;
mod work;
mod write;
mod year;

use leptos::prelude::*;

use crate::route::Route;
use pages::{FollowPage, MissingPage, ReportPage, StartPage, StuckPage, WorkPage, YearPage};
use parts::{
    Bar, DropZone, Explainer, Finder, LeaveDialog, Notices, QuestionDialog, TakeOverDialog,
    WritingTools, changing,
};
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
        Page::View => view! { <FollowPage /> }.into_any(),
        Page::Work => view! { <WorkPage /> }.into_any(),
        Page::Report => view! { <ReportPage /> }.into_any(),
        Page::Missing => view! { <MissingPage /> }.into_any(),
        Page::Stuck => view! { <StuckPage /> }.into_any(),
        Page::Opening => view! { <main class="wait"><p>"Öppnar året …"</p></main> }.into_any(),
    });
    view! {
        <Bar />
        <WritingTools />
        <Notices />
        {page}
        <DropZone />
        <TakeOverDialog />
        <LeaveDialog />
        <QuestionDialog />
        <Finder />
        <Explainer />
    }
}

/// Which page is shown: the route, and whether what it names is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Start,
    Year,
    View,
    Work,
    Report,
    Missing,
    Stuck,
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
        let Some(open) = open.filter(|open| open.summary.id == *file) else {
            let is_stuck = self.stuck.get().as_ref() == Some(file);
            return if is_stuck { Page::Stuck } else { Page::Opening };
        };
        match &route {
            Route::Report(address) if open.summary.report(&address.report).is_some() => {
                Page::Report
            }
            Route::Report(_) => Page::Missing,
            Route::View(_) => Page::View,
            Route::Work(_) => Page::Work,
            _ => Page::Year,
        }
    }
}
