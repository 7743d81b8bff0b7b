//! Questions the user must answer.

use std::sync::Arc;

use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::ui::parts::changing;
use crate::ui::shell::{Question, shell};
use crate::ui::work::{Job, WorkForm};
use crate::ui::write::Saved;
use crate::ui::year::OpenYear;

/// The open question, if there is one. Escape answers "no".
#[component]
pub(in crate::ui) fn QuestionDialog() -> impl IntoView {
    let shell = shell();
    let dialog =
        shown_when(Box::new(move || shell.questions.with(|questions| !questions.is_empty())));
    let cancel = move |event: web_sys::Event| {
        event.prevent_default();
        shell.decline();
    };
    // Browsers close a dialog on a second Escape whatever the page says.
    let closed = move |_: web_sys::Event| {
        let is_closed = dialog.get_untracked().is_some_and(|dialog| !dialog.open());
        if is_closed && shell.questions.with_untracked(|questions| !questions.is_empty()) {
            shell.decline();
        }
    };
    let content =
        changing(move || match shell.questions.with(|questions| questions.first().cloned()) {
            Some(Question::Replace(open)) => replace(open).into_any(),
            Some(Question::Remove(id, name)) => remove(id, name).into_any(),
            Some(Question::RemoveForGood(id, name)) => remove_for_good(id, name).into_any(),
            Some(Question::Name) => name().into_any(),
            Some(Question::Work(job)) => {
                let job = Job::clone(&job);
                view! { <WorkForm job=job is_asked=true /> }.into_any()
            }
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
    let name = &open.summary.name;
    let other = open.clone();
    // A newer format is kept byte for byte, so it cannot be given another id.
    let both = open.summary.newer.is_none().then(|| {
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
            <button type="button" autofocus on:click=move |_| shell.decline()>"Avbryt"</button>
        </div>
    }
}

fn name() -> impl IntoView {
    let shell = shell();
    let field = NodeRef::<Input>::new();
    let done = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        if !name.trim().is_empty() {
            shell.set_name(&name);
            shell.answered();
            shell.begin_writing(false);
        }
    };
    view! {
        <form on:submit=done>
            <h2 id="_fraga">"Vem är det som skriver?"</h2>
            <p>"Namnet står vid dina ändringar. Det sparas i den här webbläsaren och frågas bara en gång."</p>
            <p>
                <label for="_namn">"Namn"</label>
                <input id="_namn" type="text" node_ref=field autocomplete="name" autofocus required />
            </p>
            <div class="buttons">
                <button type="submit">"Börja skriva"</button>
                <button type="button" on:click=move |_| shell.decline()>"Avbryt"</button>
            </div>
        </form>
    }
}

/// The open year is stored nowhere: leave it? It can be asked in the middle of a form.
#[component]
pub(in crate::ui) fn LeaveDialog() -> impl IntoView {
    let shell = shell();
    let is_asked = move || shell.write.leaves.with(Option::is_some);
    let dialog = shown_when(Box::new(is_asked));
    let content = changing(move || is_asked().then(leave).into_any());
    // It may stand open again when it is heard of that it was closed.
    let closed = move |_| {
        if dialog.get_untracked().is_some_and(|dialog| !dialog.open()) {
            shell.leave(false);
        }
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="_lamna" on:close=closed>
            {content}
        </dialog>
    }
}

fn leave() -> impl IntoView {
    let shell = shell();
    let name = shell.open.with_untracked(|open| open.as_ref().map(|o| o.summary.name.clone()));
    let why = match shell.write.saved.get_untracked() {
        Saved::Not(why) => why,
        _ => String::new(),
    };
    view! {
        <h2 id="_lamna">{format!("{} är inte sparat", name.unwrap_or_default())}</h2>
        <p>{why}</p>
        <p>"Det som bara finns här går förlorat om du lämnar året utan att hämta filen."</p>
        <div class="buttons">
            <button type="button" on:click=move |_| shell.export_now(true)>"Hämta filen"</button>
            <button type="button" autofocus on:click=move |_| shell.leave(false)>"Stanna"</button>
            <button type="button" class="danger" on:click=move |_| shell.leave(true)>"Lämna ändå"</button>
        </div>
    }
}

/// A dialog that stands open as long as something is asked.
fn shown_when(is_asked: Box<dyn Fn() -> bool>) -> NodeRef<Dialog> {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (is_asked(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    dialog
}

/// Another tab writes: take over? It can be asked in the middle of a form, which stays open below it.
#[component]
pub(in crate::ui) fn TakeOverDialog() -> impl IntoView {
    let shell = shell();
    let is_asked = move || shell.write.take_over.with(Option::is_some);
    let dialog = shown_when(Box::new(is_asked));
    let content = changing(move || is_asked().then(take_over).into_any());
    view! {
        <dialog node_ref=dialog aria-labelledby="_ta-over" on:close=move |_| shell.take_over(false)>
            {content}
        </dialog>
    }
}

fn take_over() -> impl IntoView {
    let shell = shell();
    view! {
        <h2 id="_ta-over">"Året redigeras i en annan flik"</h2>
        <p>
            "Skriv vidare i den fliken, eller ta över här. Tar du över slutar den andra fliken att spara, och visar \
             det du skriver här."
        </p>
        <div class="buttons">
            <button type="button" on:click=move |_| shell.take_over(true)>"Ta över här"</button>
            <button type="button" autofocus on:click=move |_| shell.take_over(false)>"Avbryt"</button>
        </div>
    }
}

fn remove(id: String, name: String) -> impl IntoView {
    let shell = shell();
    let file = id.clone();
    let title = format!("Ta bort {name} ur webbläsaren?");
    view! {
        <h2 id="_fraga">{title}</h2>
        <p>"Hämta gärna filen först. Året går att återställa här i 30 dagar."</p>
        <div class="buttons">
            <button type="button" on:click=move |_| shell.export(file.clone())>"Hämta fil"</button>
            <button type="button" class="danger" on:click=move |_| shell.remove(id.clone(), name.clone())>"Ta bort"</button>
            <button type="button" autofocus on:click=move |_| shell.decline()>"Avbryt"</button>
        </div>
    }
}

/// Without room for a way back the file comes first.
fn remove_for_good(id: String, name: String) -> impl IntoView {
    let shell = shell();
    let file = id.clone();
    view! {
        <h2 id="_fraga">{format!("Ta bort {name} för gott?")}</h2>
        <p>
            "Webbläsarens lagring är full, så året kan inte läggas undan och går inte att återställa efteråt. Hämta \
             filen först, eller gör plats under Lagring."
        </p>
        <div class="buttons">
            <button type="button" autofocus on:click=move |_| shell.export(file.clone())>"Hämta fil"</button>
            <button type="button" class="danger" on:click=move |_| shell.remove_for_good(id.clone())>
                "Ta bort för gott"
            </button>
            <button type="button" on:click=move |_| shell.decline()>"Avbryt"</button>
        </div>
    }
}
