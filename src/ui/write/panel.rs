//! The panel beside the paper: all of an element, also what has no place on the page.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::route::Route;
use crate::ui::parts::changing;
use crate::ui::shell::{Shell, shell};
use crate::ui::year::text;

/// The panel of the chosen element.
#[component]
pub(in crate::ui) fn Panel() -> impl IntoView {
    let shell = shell();
    let write = shell.write;
    let body = NodeRef::<Div>::new();
    // Asked anew with every step: the form is of the element as it is now.
    Effect::new(move |_| {
        let (at, _) = (write.chosen.get(), write.steps.get());
        if !write.has_panel.get() || at.is_empty() {
            return;
        }
        spawn_local(async move {
            let answer = shell.desk.request("form", &[at.into()]).await;
            if let Some((answer, body)) = answer.zip(body.get_untracked()) {
                let html = format!("<div class=\"form\">{}</div>", text(&answer, 2));
                match body.first_element_child() {
                    Some(old) => super::morph(&old, &html),
                    None => body.set_inner_html(&html),
                }
            }
        });
    });
    let change = move |event: ev::Event| {
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(field) = field else { return };
        let (Some(at), Some(value)) = (field.get_attribute("data-at"), value_of(&field)) else {
            return;
        };
        spawn_local(async move {
            let done = shell.wish("type", at.into(), value).await;
            let _ =
                field.set_attribute("aria-invalid", if done.is_err() { "true" } else { "false" });
            if let Err(sentence) = done {
                shell.error(sentence);
            }
        });
    };
    let click = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("[data-do]").ok().flatten());
        if let Some(button) = button {
            press(shell, &button);
        }
    };
    changing(move || {
        (write.is_on.get() && write.has_panel.get()).then(|| view! {
            <aside class="side" aria-label="Allt om det valda">
                <button type="button" class="close" on:click=move |_| write.has_panel.set(false)>
                    "Stäng"
                </button>
                <div node_ref=body on:change=change on:click=click></div>
            </aside>
        }).into_any()
    })
}

impl Shell {
    /// Opens or closes the panel. Where nothing of what is on show is chosen, it is of the report or year.
    pub(in crate::ui) fn turn_panel(self) {
        let report = self.route.with_untracked(|route| match route {
            Route::Report(at) => format!("{}/{}", at.file, at.report),
            // On a page over many reports the year itself.
            route => route.file().map(ToString::to_string).unwrap_or_default(),
        });
        if !self.write.chosen.with_untracked(|chosen| chosen.starts_with(&report)) {
            self.write.chosen.set(report);
        }
        self.write.has_panel.update(|open| *open = !*open);
    }
}

pub(super) fn value_of(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let is_flag = input.type_() == "checkbox";
        let flag = if input.checked() { "ja" } else { "" };
        return Some(if is_flag { flag.to_owned() } else { input.value() });
    }
    let select = field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
    select.or_else(|| field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

/// What is chosen in a list.
fn chosen(id: &str) -> String {
    let select = document().get_element_by_id(id).and_then(|select| select.dyn_into().ok());
    select.map(|select: HtmlSelectElement| select.value()).unwrap_or_default()
}

/// Does what a button of the form says.
fn press(shell: Shell, button: &Element) {
    let at = button.get_attribute("data-at").unwrap_or_default();
    match button.get_attribute("data-do").unwrap_or_default().as_str() {
        "open" => shell.write.chosen.set(at),
        "add" => {
            let kind = button.get_attribute("data-kind").unwrap_or_default();
            shell.act("add", at, chosen(&kind));
        }
        "move" => shell.act("move", at, chosen("_flytta")),
        "up" => shell.act("up", at, String::new()),
        "down" => shell.act("down", at, String::new()),
        "copy" => shell.act("copy", at, String::new()),
        "remove" => shell.act("remove", at, String::new()),
        _ => {}
    }
}
