//! *Läs* and *Skriv*, undo and redo, and whether what was written is kept.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::ui::parts::{changing, click, effect, wording};
use crate::ui::places;
use crate::ui::shell::shell;
use crate::ui::write::Saved;
use crate::ui::year::{number, text};

const IN_MEMORY: &str = "Webbläsaren sparar inget här. Hämta året som fil innan du stänger sidan.";

/// The part of the bar that has to do with writing.
#[component]
pub(in crate::ui) fn WritingBar(
    /// Whether what is shown can be written in.
    can_write: bool,
) -> impl IntoView {
    let shell = shell();
    let write = shell.write;
    let is_on = move || write.is_on.get();
    // While one writes it stands in the row of tools, which stays in view.
    let saved = changing(move || (!is_on()).then(saved).into_any());
    let switch = can_write.then(|| {
        view! {
            <span class="switch" role="group" aria-label="Läs eller skriv">
                <button
                    type="button"
                    aria-pressed=wording(move || (!is_on()).to_string())
                    on:click=click(move || if write.is_on.get_untracked() { shell.end_writing() })
                >
                    "Läs"
                </button>
                <button
                    type="button"
                    aria-pressed=wording(move || is_on().to_string())
                    on:click=click(move || if !write.is_on.get_untracked() { shell.begin_writing(false) })
                >
                    "Skriv"
                </button>
            </span>
        }
    });
    view! {
        {saved}
        {switch}
    }
}

/// Whether what was written is kept.
fn saved() -> impl IntoView {
    let write = shell().write;
    changing(move || {
        let (class, text, why) = match write.saved.get() {
            Saved::Unchanged => return ().into_any(),
            Saved::At(time) => ("saved", format!("Sparat {time}"), String::new()),
            Saved::Memory => ("saved not", "Bara i minnet".to_owned(), IN_MEMORY.to_owned()),
            Saved::Not(why) => ("saved not", "Inte sparat".to_owned(), why),
        };
        let told =
            (!why.is_empty()).then(|| view! { <span class="hidden">{format!(": {why}")}</span> });
        view! { <span class=class role="status" title=why.clone()>{text}{told}</span> }.into_any()
    })
}

/// What one has at hand while writing, in a row of its own below the bar.
#[component]
pub(in crate::ui) fn WritingTools() -> impl IntoView {
    let write = shell().write;
    changing(move || write.is_on.get().then(tools).into_any())
}

fn tools() -> impl IntoView {
    let shell = shell();
    let write = shell.write;
    let steps = write.steps;
    let named = |verb: &str, name: String| {
        if name.is_empty() { verb.to_owned() } else { format!("{verb}: {name}") }
    };
    let undo = move || named("Ångra", steps.with(|steps| steps.undo.clone()));
    let redo = move || named("Gör om", steps.with(|steps| steps.redo.clone()));
    let list = changing(move || (write.has_steps.get()).then(step_list).into_any());
    let filed = move || {
        steps.track();
        shell.filed()
    };
    let locked = move || {
        let lock =
            |name| format!("{name} är låst. Lås upp under Läge på årets sida om den ska ändras.");
        shell.locked_report().map(lock).unwrap_or_default()
    };
    view! {
        <section class="tools" aria-label="Skriva">
        <button
            type="button"
            title=wording(undo)
            aria-label=wording(undo)
            aria-keyshortcuts="Control+Z"
            disabled=move || steps.with(|steps| steps.done == 0)
            on:click=click(move || shell.undo())
        >
            "↶ Ångra"
        </button>
        <button
            type="button"
            title=wording(redo)
            aria-label=wording(redo)
            aria-keyshortcuts="Control+Y"
            disabled=move || steps.with(|steps| steps.done == steps.count)
            on:click=click(move || shell.redo())
        >
            "↷ Gör om"
        </button>
        <button
            type="button"
            data-steps=""
            aria-expanded=wording(move || write.has_steps.get().to_string())
            on:click=click(move || write.has_steps.update(|open| *open = !*open))
        >
            "Steg"
        </button>
        <button
            type="button"
            aria-expanded=wording(move || write.has_panel.get().to_string())
            on:click=click(move || shell.turn_panel())
        >
            "Mer"
        </button>
        <span class="quiet small">{wording(locked)}</span>
        <span class="push"></span>
        {saved()}
        <span class="quiet small">{wording(filed)}</span>
        {list}
        </section>
    }
}

/// The steps by name, the latest first; each leads to the state after it.
fn step_list() -> impl IntoView {
    let shell = shell();
    let write = shell.write;
    let list = RwSignal::new((0, Vec::<(String, String)>::new()));
    effect(move || {
        write.steps.track();
        spawn_local(async move {
            let Some(answer) = shell.desk.request("steps", &[]).await else { return };
            let steps: js_sys::Array = answer.get(3).unchecked_into();
            let steps = steps.iter().map(|step| {
                let step: js_sys::Array = step.unchecked_into();
                (text(&step, 0), format!("{} {}", text(&step, 2), text(&step, 1)))
            });
            list.set((number(&answer, 2) as usize, steps.collect()));
        });
    });
    let items = changing(move || {
        let (done, steps) = list.get();
        let item = move |(index, (name, who)): (usize, (String, String))| {
            let is_done = index < done;
            let to = index as u32 + 1;
            view! {
                <li class:undone=!is_done>
                    <button
                        type="button"
                        aria-current=(index + 1 == done).then_some("step")
                        on:click=click(move || shell.go_to_step(to))
                    >
                        {name}
                        <span class="quiet small">{who}</span>
                    </button>
                </li>
            }
        };
        steps.into_iter().enumerate().rev().map(item).collect_view().into_any()
    });
    // Escape and what is done elsewhere fold it.
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        let on = event.target().and_then(|on| on.dyn_into::<web_sys::Element>().ok());
        if on.is_none_or(|on| on.closest(".steps, [data-steps]") == Ok(None)) {
            write.has_steps.set(false);
        }
    });
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() != "Escape" {
            return;
        }
        let active = document().active_element();
        if active.is_some_and(|active| active.closest(".steps").is_ok_and(|at| at.is_some())) {
            places::focus("[data-steps]");
        }
        write.has_steps.set(false);
    });
    on_cleanup(move || {
        elsewhere.remove();
        escape.remove();
    });
    view! {
        <div class="steps" role="dialog" aria-label="Steg">
            <ol reversed>{items}</ol>
            <button type="button" on:click=click(move || shell.go_to_step(0))>"Som det var från början"</button>
        </div>
    }
}
