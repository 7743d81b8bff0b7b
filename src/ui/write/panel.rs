//! The panel beside the paper: all of an element, also what has no place on the page.

use std::time::Duration;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::model::Address;
use crate::route::Route;
use crate::ui::parts::{changing, click, effect};
use crate::ui::shell::{Shell, shell};
use crate::ui::year::text;
use crate::ui::{places, platform};

/// The panel of the chosen element.
#[component]
pub(in crate::ui) fn Panel() -> impl IntoView {
    let shell = shell();
    let write = shell.write;
    let body = NodeRef::<Div>::new();
    // Whose form is shown, and which field is to have the focus in the next.
    let shown = StoredValue::new(String::new());
    let next = StoredValue::new(None::<String>);
    // What became a step last, and whether what is being typed is noted in a moment.
    let wished = StoredValue::new((String::new(), String::new()));
    let notes = StoredValue::new(false);
    // Asked anew with every step: the form is of the element as it is now.
    effect(move || {
        let (at, _) = (write.chosen.get(), write.steps.get());
        if !write.has_panel.get() || at.is_empty() {
            return;
        }
        spawn_local(async move {
            let answer = shell.desk.request("form", &[at.as_str().into()]).await;
            // The panel may be gone by now, with the page it stood beside.
            let body = body.try_get_untracked().flatten();
            if let Some((answer, body)) = answer.zip(body) {
                let html = format!("<div class=\"form\">{}</div>", text(&answer, 2));
                match body
                    .first_element_child()
                    .filter(|_| shown.try_get_value().as_ref() == Some(&at))
                {
                    Some(old) => {
                        super::morph(&old, &html);
                        show_values(&old);
                    }
                    // What was refused in the form of another element is not of this one.
                    None => body.set_inner_html(&html),
                }
                shown.try_set_value(at);
                next.try_update_value(Option::take).flatten().iter().for_each(|id| ask_why(id));
            }
        });
    });
    let change = move |event: ev::Event| {
        let field = platform::target(&event);
        let field = field.and_then(|field| field.closest("[data-at]").ok().flatten());
        let Some(field) = field else { return };
        let (Some(at), Some(value)) = (field.get_attribute("data-at"), value_of(&field)) else {
            return;
        };
        if field.get_attribute("data-k").is_some_and(|kind| kind == "status") {
            next.set_value(Some(field.id()));
        }
        wished.set_value((at.clone(), value.clone()));
        let done = shell.wish("type", at.as_str().into(), value.clone());
        spawn_local(async move {
            let done = done.await;
            if let Err(sentence) = &done {
                shell.draft(&at, &value);
                // The form of another element stands there by now, or none.
                if !field.is_connected() {
                    shell.error(sentence.clone());
                }
            }
            answered(&field, done);
        });
    };
    let note = move |_: ev::Event| {
        if notes.try_update_value(|notes| std::mem::replace(notes, true)) != Some(false) {
            return;
        }
        let draft = move || {
            notes.try_set_value(false);
            // Whichever field one is in by now.
            let field = document().active_element();
            let field = field.filter(|field| is_typed_in(field) == Some(true));
            let typed =
                field.and_then(|field| field.get_attribute("data-at").zip(value_of(&field)));
            // What has become a step is no draft.
            let typed =
                typed.filter(|typed| wished.try_with_value(|last| last != typed) == Some(true));
            if let Some((at, value)) = typed {
                shell.draft(&at, &value);
            }
        };
        set_timeout(draft, Duration::from_secs(1));
    };
    // What was typed and taken back is no draft either.
    let left = move |event: ev::FocusEvent| {
        let field = platform::target(&event);
        let is_as_before = |field: &Element| {
            !field.has_attribute("aria-invalid") && is_typed_in(field) == Some(false)
        };
        let at = field.filter(is_as_before).and_then(|field| field.get_attribute("data-at"));
        if let Some((at, kept)) = at.zip(shell.kept()) {
            // It may be a step that is not stored yet.
            shell.have_become_steps(&kept, &[at]);
        }
    };
    let choose = move |event: ev::MouseEvent| {
        let target = platform::target(&event);
        let button = target.and_then(|target| target.closest("[data-do]").ok().flatten());
        if let Some(button) = button {
            press(shell, &button);
        }
    };
    changing(move || {
        (write.is_on.get() && write.has_panel.get()).then(|| view! {
            <aside class="side" aria-label="Allt om det valda">
                <button type="button" class="close" on:click=click(move || write.has_panel.set(false))>
                    "Stäng"
                </button>
                <div node_ref=body on:change=change on:input=note on:focusout=left on:click=choose on:keydown=move |event| let_go(shell, &event)></div>
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

fn value_of(field: &Element) -> Option<String> {
    if field.has_attribute("data-k") && field.tag_name() == "FIELDSET" {
        return gathered(field);
    }
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let is_flag = input.type_() == "checkbox";
        let flag = if input.checked() { "ja" } else { "" };
        return Some(if is_flag { flag.to_owned() } else { input.value() });
    }
    let select = field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
    select.or_else(|| field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

/// Several values of one field: the boxes that are ticked, in the order of the list; of a pair both or
/// none.
fn gathered(field: &Element) -> Option<String> {
    let is_pair = field.get_attribute("data-k").is_some_and(|kind| kind == "pair");
    let parts = platform::all(field, if is_pair { "select" } else { ":checked" });
    let values = parts.iter().filter_map(|part| match part.dyn_ref::<HtmlSelectElement>() {
        Some(select) => Some(select.value()),
        None => part.get_attribute("value"),
    });
    let values: Vec<String> = values.collect();
    let count = values.iter().filter(|value| !value.is_empty()).count();
    (!is_pair || count != 1).then(|| values.join(", "))
}

/// Fields that were typed in show what stands there now, also after an undo; the one in use, and what
/// was refused, are left alone.
fn show_values(form: &Element) {
    let in_use = document().active_element();
    let is_left = |field: &Element| {
        in_use.as_ref() == Some(field)
            || field.closest("[data-typing]").is_ok_and(|at| at.is_some())
    };
    fields_in(form).iter().filter(|field| !is_left(field)).for_each(show_value);
}

/// The fields of a form, or of a part of it, that show something of the element.
fn fields_in(form: &Element) -> Vec<Element> {
    const FIELDS: &str = "input, textarea, select:not([id$=\"-kind\"], #_flytta)";
    platform::all(form, FIELDS)
}

/// Whether something else stands in a field of text than its markup says; `None` of choices, which
/// become steps at once.
fn is_typed_in(field: &Element) -> Option<bool> {
    let before = match field.dyn_ref::<HtmlInputElement>() {
        Some(input) if input.type_() == "text" => input.default_value(),
        Some(_) => return None,
        None => field.dyn_ref::<HtmlTextAreaElement>()?.text_content()?,
    };
    Some(value_of(field)? != before)
}

/// What the markup says of a field, in place of what was typed in it.
fn show_value(field: &Element) {
    let value = field.get_attribute("value").unwrap_or_default();
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" => input.set_checked(field.has_attribute("checked")),
            _ => input.set_value(&value),
        }
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(&field.text_content().unwrap_or_default());
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        let option = field.query_selector("option[selected]").ok().flatten();
        let value = option.and_then(|option| option.get_attribute("value"));
        select.set_value(&value.unwrap_or_default());
    }
}

/// Esc lets go of what was refused.
fn let_go(shell: Shell, event: &ev::KeyboardEvent) {
    let field = platform::target(event);
    // A choice of several is refused as a whole.
    let refused = |field: Element| field.closest("[aria-invalid=true]").ok().flatten();
    if let Some(field) = field.filter(|_| event.key() == "Escape").and_then(refused) {
        answered(&field, Ok(()));
        show_value(&field);
        fields_in(&field).iter().for_each(show_value);
        field.get_attribute("data-at").iter().for_each(|at| shell.drop_draft(at));
    }
}

/// What was refused stays as it was typed, with the reason, until it is typed anew.
fn answered(field: &Element, done: Result<(), String>) {
    let Some(around) = field.closest(".field, .chosen").ok().flatten() else { return };
    let told = format!("{}-fel", field.id());
    let old = document().get_element_by_id(&told);
    let Err(sentence) = done else {
        if let Some(old) = old {
            old.remove();
            let _ = around.remove_attribute("data-typing");
            let _ = field.remove_attribute("aria-invalid");
            let _ = field.remove_attribute("aria-describedby");
        }
        return;
    };
    // Left alone by what is patched.
    let _ = around.set_attribute("data-typing", "");
    let _ = field.set_attribute("aria-invalid", "true");
    let _ = field.set_attribute("aria-describedby", &told);
    let place = old.or_else(|| {
        let place = document().create_element("p").ok()?;
        place.set_id(&told);
        place.set_class_name("refused small");
        let _ = place.set_attribute("role", "alert");
        around.append_child(&place).ok()?;
        Some(place)
    });
    if let Some(place) = place {
        place.set_text_content(Some(&sentence));
    }
}

/// A status that overrules the rule has been set: its reason stands next to it.
fn ask_why(status: &str) {
    let is_wanted = |field: &Element| field.get_attribute("data-wants").is_some();
    let status = document().get_element_by_id(status).filter(is_wanted);
    let reason = status.and_then(|status| {
        let group = status.closest("fieldset").ok().flatten()?;
        group.query_selector("[data-at$=\".reason\"]").ok().flatten()
    });
    if let Some(reason) = reason.and_then(|reason| reason.dyn_into::<HtmlElement>().ok()) {
        let _ = reason.focus();
    }
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
        "open" => {
            // What is opened here is also shown on the page.
            if let Ok(at) = Address::parse(&at) {
                places::show_nearest(at.element.as_str());
            }
            shell.write.chosen.set(at);
        }
        "add" => {
            let kind = button.get_attribute("data-kind").unwrap_or_default();
            shell.act("add", at, chosen(&kind));
        }
        "move" => shell.act("move", at, chosen("_flytta")),
        "type" => shell.act("type", at, button.get_attribute("data-value").unwrap_or_default()),
        "note" => shell.act("note", at, String::new()),
        "up" => shell.act("up", at, String::new()),
        "down" => shell.act("down", at, String::new()),
        "copy" => shell.act("copy", at, String::new()),
        "remove" => shell.act("remove", at, String::new()),
        _ => {}
    }
}
