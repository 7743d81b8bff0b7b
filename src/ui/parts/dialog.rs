//! Questions the user must answer.

use std::sync::Arc;

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::ui::parts::changing;
use crate::ui::shell::{OpenYear, Question, shell};

/// The open question, if there is one. Escape answers "no".
#[component]
pub(in crate::ui) fn QuestionDialog() -> impl IntoView {
    let shell = shell();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let has_question = shell.questions.with(|questions| !questions.is_empty());
        match (has_question, dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let cancel = move |event: web_sys::Event| {
        event.prevent_default();
        shell.answered();
    };
    // Browsers close a dialog on a second Escape whatever the page says.
    let closed = move |_: web_sys::Event| {
        let is_closed = dialog.get_untracked().is_some_and(|dialog| !dialog.open());
        if is_closed && shell.questions.with_untracked(|questions| !questions.is_empty()) {
            shell.answered();
        }
    };
    let content =
        changing(move || match shell.questions.with(|questions| questions.first().cloned()) {
            Some(Question::Replace(open)) => replace(open).into_any(),
            Some(Question::Remove(id, name)) => remove(id, name).into_any(),
            None => ().into_any(),
        });
    view! {
        <dialog node_ref=dialog aria-labelledby="_fraga" on:cancel=cancel on:close=closed>
            {content}
        </dialog>
    }
}

fn replace(open: Arc<OpenYear>) -> impl IntoView {
    let shell = shell();
    let name = open.year.name();
    let other = open.clone();
    // A newer format is kept byte for byte, so it cannot be given another id.
    let both = open.newer.is_none().then(|| {
        view! {
            <button type="button" on:click=move |_| shell.keep_both(other.clone())>"Behåll båda"</button>
        }
    });
    view! {
        <h2 id="_fraga">{format!("{name} finns redan här")}</h2>
        <p>"Filen skiljer sig från det som är sparat i webbläsaren. Vill du ersätta det, eller ha båda?"</p>
        <div class="buttons">
            <button type="button" on:click=move |_| shell.replace(open.clone())>"Ersätt"</button>
            {both}
            <button type="button" autofocus on:click=move |_| shell.answered()>"Avbryt"</button>
        </div>
    }
}

fn remove(id: String, name: String) -> impl IntoView {
    let shell = shell();
    let file = id.clone();
    view! {
        <h2 id="_fraga">{format!("Ta bort {name} ur webbläsaren?")}</h2>
        <p>"Hämta gärna filen först. Det som bara finns i webbläsaren går annars förlorat."</p>
        <div class="buttons">
            <button type="button" on:click=move |_| shell.export(file.clone())>"Hämta fil"</button>
            <button type="button" class="danger" on:click=move |_| shell.remove(id.clone())>"Ta bort"</button>
            <button type="button" autofocus on:click=move |_| shell.answered()>"Avbryt"</button>
        </div>
    }
}
