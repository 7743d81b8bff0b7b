//! Search: finds anything in all years of this browser by what it is called.

use leptos::ev;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::ui::desk::Found;
use crate::ui::parts::{changing, click, effect, wording};
use crate::ui::shell::shell;
use crate::ui::{places, platform};

/// A button that opens the search; Ctrl+K does too.
#[component]
pub(in crate::ui) fn FinderButton() -> impl IntoView {
    let shell = shell();
    view! {
        <button type="button" aria-keyshortcuts="Control+K" on:click=click(move || shell.finding.set(true))>
            "Sök"<span class="key" aria-hidden="true">" Ctrl+K"</span>
        </button>
    }
}

/// The search dialog: a field, and a list one walks with the arrows.
#[component]
pub(in crate::ui) fn Finder() -> impl IntoView {
    let shell = shell();
    let desk = shell.desk;
    let dialog = NodeRef::<Dialog>::new();
    let field = NodeRef::<Input>::new();
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_k = event.key().eq_ignore_ascii_case("k") && !event.alt_key() && !event.shift_key();
        if is_k && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            // A question that is being asked comes first.
            if shell.questions.with_untracked(Vec::is_empty) {
                shell.finding.update(|open| *open = !*open);
            }
        }
    });
    on_cleanup(move || keys.remove());
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        match (shell.finding.get(), dialog.open()) {
            (true, false) => {
                if dialog.show_modal().is_err() {
                    return shell.finding.set(false);
                }
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                    field.select();
                }
                desk.find(shell, query.get_untracked());
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    // Hits of an earlier query are none of this one's; the last ones stay in view until then.
    let is_answer = move || {
        desk.found
            .with(|found| found.as_ref().is_some_and(|(of, _)| query.with(|query| of == query)))
    };
    let count = move || desk.found.with(|found| found.as_ref().map_or(0, |(_, hits)| hits.len()));
    // The list may have become shorter since the arrows were used.
    let chosen = move || active.get().min(count().saturating_sub(1));
    let search = move |event: ev::Event| {
        query.set(event_target_value(&event));
        active.set(0);
        desk.find(shell, query.get_untracked());
    };
    let walk = move |event: ev::KeyboardEvent| {
        let last = untrack(count).saturating_sub(1);
        let now = untrack(chosen);
        let next = match event.key().as_str() {
            "ArrowDown" => {
                if now >= last {
                    0
                } else {
                    now + 1
                }
            }
            "ArrowUp" => {
                if now == 0 {
                    last
                } else {
                    now - 1
                }
            }
            "Enter" => {
                // Before the answer has come there is nowhere to go.
                let hit = desk.found.with_untracked(|found| {
                    found.as_ref().and_then(|(_, hits)| hits.get(now).cloned())
                });
                let hit = hit.filter(|_| untrack(is_answer));
                if let Some(hit) = hit {
                    event.prevent_default();
                    shell.finding.set(false);
                    platform::go(&hit.href);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(next);
        places::show_nearest(&option_id(next));
    };
    let current = move || (count() > 0).then(|| option_id(chosen()));
    let list = changing(move || {
        let hits = desk.found.get().map(|(_, hits)| hits).unwrap_or_default();
        let options = hits.into_iter().enumerate();
        options.map(|(at, found)| option(at, found, chosen)).collect_view().into_any()
    });
    let says = move || {
        let is_blank = query.with(|query| query.trim().is_empty());
        match (desk.failed.get(), is_answer(), count()) {
            (true, ..) => "Sökningen går inte att använda här. Ladda om sidan.".to_owned(),
            (_, false, _) => "Söker …".to_owned(),
            (_, _, 0) if is_blank => "Inga år är öppnade än.".to_owned(),
            (_, _, 0) => "Inget hittades. Prova ett annat ord eller färre bokstäver.".to_owned(),
            _ if is_blank => "Skriv ett ord ur namnet på det du söker.".to_owned(),
            (_, _, 1) => "1 träff".to_owned(),
            (_, _, MOST) => format!("De {MOST} bästa träffarna"),
            (_, _, count) => format!("{count} träffar"),
        }
    };
    view! {
        <dialog node_ref=dialog class="finder" aria-label="Sök" on:close=move |_| shell.finding.set(false)>
            <label for="_sok">"Sök mål, indikator, risk, rad, uppdrag eller sida"</label>
            <input
                id="_sok"
                node_ref=field
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-controls="_traffar"
                aria-expanded=wording(move || (count() > 0).to_string())
                aria-autocomplete="list"
                aria-activedescendant=current
                on:input=search
                on:keydown=walk
            />
            <p class="small quiet" role="status">{wording(says)}</p>
            <ul id="_traffar" role="listbox" aria-label="Träffar">{list}</ul>
        </dialog>
    }
}

/// As many hits as the worker gives at most.
const MOST: usize = 40;

fn option_id(at: usize) -> String {
    format!("_traff-{at}")
}

fn option(at: usize, found: Found, chosen: impl Fn() -> usize + Send + 'static) -> impl IntoView {
    let shell = shell();
    let href = found.href.clone();
    let is_active = move || chosen() == at;
    view! {
        <li
            id=option_id(at)
            role="option"
            aria-selected=wording(move || is_active().to_string())
            on:click=click(move || {
                shell.finding.set(false);
                platform::go(&href);
            })
        >
            <span class="kind">{found.kind}</span>
            <span class="what">{found.title}</span>
            <span class="place">{found.place}</span>
        </li>
    }
}
