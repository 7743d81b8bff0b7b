//! Questions the user must answer.

use std::sync::Arc;

use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::ui::parts::{Click, changing, click, effect};
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
            Some(Question::Replace(open)) => replace(open),
            Some(Question::Remove(id, name)) => remove(id, name),
            Some(Question::RemoveForGood(id, name)) => remove_for_good(id, name),
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

fn replace(open: Arc<OpenYear>) -> AnyView {
    let shell = shell();
    let title = format!("{} finns redan här", open.summary.name);
    let (this, other, is_newer) = (open.clone(), open.clone(), open.summary.newer.is_some());
    let mut answers = vec![answer(Kind::Plain, "Ersätt", move || shell.replace(this.clone()))];
    // A newer format is kept byte for byte, so it cannot be given another id.
    if !is_newer {
        answers.push(answer(Kind::Plain, "Behåll båda", move || shell.keep_both(other.clone())));
    }
    answers.push(answer(Kind::Safe, "Avbryt", move || shell.decline()));
    let text = "Filen skiljer sig från det som är sparat i webbläsaren. Vill du ersätta det, eller ha båda?";
    question("_fraga", title, &[text], answers)
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
                <button type="button" on:click=click(move || shell.decline())>"Avbryt"</button>
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

fn leave() -> AnyView {
    let shell = shell();
    let name = shell.open.with_untracked(|open| open.as_ref().map(|o| o.summary.name.clone()));
    let title = format!("{} är inte sparat", name.unwrap_or_default());
    let why = match shell.write.saved.get_untracked() {
        Saved::Not(why) => why,
        _ => String::new(),
    };
    let lost = "Det som bara finns här går förlorat om du lämnar året utan att hämta filen.";
    let answers = vec![
        answer(Kind::Plain, "Hämta filen", move || shell.export_now(true)),
        answer(Kind::Safe, "Stanna", move || shell.leave(false)),
        answer(Kind::Danger, "Lämna ändå", move || shell.leave(true)),
    ];
    question("_lamna", title, &[&why, lost], answers)
}

/// A dialog that stands open as long as something is asked.
fn shown_when(is_asked: Box<dyn Fn() -> bool>) -> NodeRef<Dialog> {
    let dialog = NodeRef::<Dialog>::new();
    effect(move || {
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

fn take_over() -> AnyView {
    let shell = shell();
    let text = "Skriv vidare i den fliken, eller ta över här. Tar du över slutar den andra fliken att spara, och visar \
                det du skriver här.";
    let answers = vec![
        answer(Kind::Plain, "Ta över här", move || shell.take_over(true)),
        answer(Kind::Safe, "Avbryt", move || shell.take_over(false)),
    ];
    question("_ta-over", "Året redigeras i en annan flik".to_owned(), &[text], answers)
}

fn remove(id: String, name: String) -> AnyView {
    let shell = shell();
    let file = id.clone();
    let title = format!("Ta bort {name} ur webbläsaren?");
    let text = "Hämta gärna filen först. Året går att återställa här i 30 dagar.";
    let answers = vec![
        answer(Kind::Plain, "Hämta fil", move || shell.export(file.clone())),
        answer(Kind::Danger, "Ta bort", move || shell.remove(id.clone(), name.clone())),
        answer(Kind::Safe, "Avbryt", move || shell.decline()),
    ];
    question("_fraga", title, &[text], answers)
}

/// Without room for a way back the file comes first.
fn remove_for_good(id: String, name: String) -> AnyView {
    let shell = shell();
    let file = id.clone();
    let title = format!("Ta bort {name} för gott?");
    let text = "Webbläsarens lagring är full, så året kan inte läggas undan och går inte att återställa efteråt. Hämta \
                filen först, eller gör plats under Lagring.";
    let answers = vec![
        answer(Kind::Safe, "Hämta fil", move || shell.export(file.clone())),
        answer(Kind::Danger, "Ta bort för gott", move || shell.remove_for_good(id.clone())),
        answer(Kind::Plain, "Avbryt", move || shell.decline()),
    ];
    question("_fraga", title, &[text], answers)
}

/// What an answer does: one that destroys is marked, and one that is safe has the focus.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Safe,
    Danger,
}

/// What is asked, and the answers to it.
fn question(id: &'static str, title: String, texts: &[&str], answers: Vec<AnyView>) -> AnyView {
    let texts = texts.iter().map(|text| view! { <p>{(*text).to_owned()}</p> }).collect_view();
    view! {
        <h2 id=id>{title}</h2>
        {texts}
        <div class="buttons">{answers}</div>
    }
    .into_any()
}

fn answer(kind: Kind, text: &'static str, act: impl Fn() + 'static) -> AnyView {
    button(kind, text, click(act))
}

fn button(kind: Kind, text: &'static str, act: Click) -> AnyView {
    let class = (kind == Kind::Danger).then_some("danger");
    view! { <button type="button" class=class autofocus=kind == Kind::Safe on:click=act>{text}</button> }.into_any()
}
