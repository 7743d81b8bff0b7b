//! Messages, and the list of what was wrong with a file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::parts::changing;
use crate::ui::shell::{OpenYear, shell};

/// Messages below the bar. Errors are read out at once, others in time.
#[component]
pub(in crate::ui) fn Notices() -> impl IntoView {
    let shell = shell();
    let list = move |errors: bool| {
        let notices = shell.notices.get().into_iter().filter(|notice| notice.is_error == errors);
        notices.map(|notice| view! { <p>{notice.text}</p> }).collect_view().into_any()
    };
    view! {
        <div class="notices errors" role="alert">{changing(move || list(true))}</div>
        <div class="notices" role="status">{changing(move || list(false))}</div>
    }
}

/// Most problems that are listed; the rest are counted.
const SHOWN: usize = 200;

/// What was wrong with the open file, folded.
#[component]
pub(in crate::ui) fn Problems(open: Arc<OpenYear>) -> impl IntoView {
    let newer = open.newer.clone();
    let count = open.problems.len();
    let items = open.problems.iter().take(SHOWN);
    let items = items.map(|problem| view! { <li>{problem.to_string()}</li> }).collect_view();
    let summary = match count {
        1 => "1 sak i filen gick inte att läsa som den stod".to_owned(),
        count => format!("{count} saker i filen gick inte att läsa som de stod"),
    };
    let more = (count > SHOWN).then(|| view! { <p>{format!("… och {} till.", count - SHOWN)}</p> });
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
