//! Messages, and the list of what was wrong with a file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::parts::{changing, click};
use crate::ui::shell::{Notice, shell};
use crate::ui::year::OpenYear;

/// What cannot be done without a worker, and how to get on.
const NO_WORKER: &str = "Den del av Tertial som öppnar år och gör sidor fungerar inte här just nu. \
                         Åren finns kvar i webbläsaren och går att hämta som filer på startsidan. Ladda \
                         om sidan, eller prova en annan webbläsare.";

/// Messages below the bar. Errors are read out at once, others in time.
#[component]
pub(in crate::ui) fn Notices() -> impl IntoView {
    let shell = shell();
    let list = move |errors: bool| {
        let notices = shell.notices.get().into_iter().filter(|notice| notice.is_error == errors);
        notices.map(one).collect_view().into_any()
    };
    let failed = move || shell.desk.failed.get().then(|| view! { <p>{NO_WORKER}</p> }).into_any();
    view! {
        <div class="messages">
            <div class="notices errors" role="alert">{changing(failed)}{changing(move || list(true))}</div>
            <div class="notices" role="status">{changing(move || list(false))}</div>
        </div>
    }
}

fn one(notice: Notice) -> impl IntoView {
    let shell = shell();
    let acts = notice.acts.into_iter().map(|act| {
        let words = act.words();
        view! { " " <button type="button" on:click=click(move || shell.act_on(act.clone()))>{words}</button> }
    });
    view! { <p>{notice.text}{acts.collect_view()}</p> }
}

/// What was wrong with the open file, folded.
#[component]
pub(in crate::ui) fn Problems(open: Arc<OpenYear>) -> impl IntoView {
    let open = &open.summary;
    let newer = open.newer.clone();
    let (count, shown) = (open.problem_count, open.problems.len());
    let items = open.problems.iter().map(|problem| view! { <li>{problem.clone()}</li> });
    let items = items.collect_view();
    let summary = match count {
        1 => "1 sak i filen gick inte att läsa som den stod".to_owned(),
        count => format!("{count} saker i filen gick inte att läsa som de stod"),
    };
    let more = (count > shown).then(|| view! { <p>{format!("… och {} till.", count - shown)}</p> });
    view! {
        {newer.map(|text| view! { <p class="newer">{text}</p> })}
        {(count > 0).then(|| view! {
            <details class="problems">
                <summary>{summary}</summary>
                <ul>{items}</ul>
                {more}
            </details>
        })}
    }
}
