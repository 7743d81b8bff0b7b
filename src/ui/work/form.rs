//! A form of the worker's making, in a dialog or as a page.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::Job;
use crate::library::StoreError;
use crate::ui::parts::{changing, effect};
use crate::ui::platform;
use crate::ui::shell::{Shell, shell};
use crate::ui::year::text;

/// Shows a form and does what its buttons say.
#[component]
pub(in crate::ui) fn WorkForm(
    /// What it is.
    job: Job,
    /// Whether it stands in a dialog.
    is_asked: bool,
) -> impl IntoView {
    let shell = shell();
    let body = NodeRef::<Div>::new();
    let job = StoredValue::new(job);
    effect(move || {
        if let Some(body) = body.get() {
            spawn_local(shell.show_job(job, body.into(), is_asked));
        }
    });
    let root = move || body.get_untracked().map(|body| body.unchecked_into::<Element>());
    let change = move |event: ev::Event| {
        let Some(field) = platform::target(&event) else { return };
        if field.has_attribute("data-go") {
            let to = field.dyn_into::<HtmlSelectElement>().map(|field| field.value());
            return to.iter().for_each(|hash: &String| platform::go(hash));
        }
        // Where choices stand by themselves, nothing follows from what is typed elsewhere.
        let chooses = |root: &Element| {
            root.query_selector(".choices") == Ok(None) || field.closest(".choices") != Ok(None)
        };
        if let Some(root) = root().filter(chooses) {
            spawn_local(shell.follow_job(job, root));
        }
    };
    let input = move |_| {
        let Some(root) = root() else { return };
        let noted = job.with_value(|job| job.note(shell, &gather(&root)));
        if let Err(error) = noted {
            say(&root, &format!("Det du skriver är bara kvar så länge sidan är öppen. {error}"));
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let button = event.submitter().and_then(|button| button.dyn_into::<Element>().ok());
        if let Some((root, button)) = root().zip(button) {
            spawn_local(shell.do_job(job, root, button, is_asked));
        }
    };
    let click = move |event: ev::MouseEvent| {
        let closes =
            platform::target(&event).and_then(|e| e.closest("[data-do=close]").ok().flatten());
        if closes.is_some() {
            shell.decline();
        }
    };
    let keys = |event: ev::KeyboardEvent| {
        enter(&event);
        pick(event);
    };
    view! {
        <div class="work" node_ref=body on:change=change on:input=input on:submit=submit on:click=click on:keydown=keys></div>
    }
}

/// What is only asked for when it is unfolded.
#[component]
pub(in crate::ui) fn Folded(
    /// What it is called.
    title: &'static str,
    /// What it is.
    job: Job,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let content = changing(move || {
        let job = job.clone();
        is_open.get().then(|| view! { <WorkForm job=job is_asked=false /> }).into_any()
    });
    view! {
        <details on:toggle=move |event: web_sys::Event| {
            is_open.set(platform::target(&event).is_some_and(|details| details.has_attribute("open")));
        }>
            <summary>{title}</summary>
            {content}
        </details>
    }
}

/// Enter in a field of a part of the form means the button of that part, not the first of the form.
fn enter(event: &ev::KeyboardEvent) {
    let field = platform::target(event).filter(|field| {
        let is_line = field.matches("input:not([type=checkbox]):not([type=radio])") == Ok(true);
        event.key() == "Enter" && !event.is_composing() && is_line
    });
    let part = field.and_then(|field| field.closest("fieldset").ok().flatten());
    let button = part.and_then(|part| part.query_selector("button:not([type=button])").ok()?);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        button.click();
    }
}

/// The keys 1, 2, 3 and 0 choose a status in the group that has the focus, Delete takes it away.
fn pick(event: ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    let is_key = matches!(key.as_str(), "0" | "1" | "2" | "3" | "Delete");
    let Some(field) = platform::target(&event)
        .filter(|field| is_key && field.matches("[type=radio]") == Ok(true))
    else {
        return;
    };
    let group = field.closest(".picks").ok().flatten();
    let found =
        group.and_then(|group| group.query_selector(&format!("[data-key='{key}']")).ok()?);
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = found.focus();
        found.click();
    }
}

/// What stands in the fields.
pub(super) fn gather(root: &Element) -> Vec<(String, String)> {
    platform::all(root, "[name]")
        .into_iter()
        .filter_map(|field| {
            let name = field.get_attribute("name")?;
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox");
                return (!is_choice || input.checked()).then(|| (name, input.value()));
            }
            let select = field.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
            let value = select
                .or_else(|| field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value));
            Some((name, value?))
        })
        .collect()
}

/// Puts values into fields; those without a field are left out.
pub(super) fn fill(root: &Element, values: &[(String, String)]) {
    for (name, value) in values {
        for field in platform::all(root, &format!("[name=\"{name}\"]")) {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "radio" | "checkbox" => input.set_checked(input.value() == *value),
                    _ => input.set_value(value),
                }
            } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(value);
            }
        }
    }
}

impl Job {
    /// The note that a unit's month is kept in until it is saved in the year.
    fn draft(&self) -> Option<String> {
        let [year, report, unit] = ["file", "report", "unit"].map(|name| self.field(name));
        (self.what == "month").then(|| format!("tertial.manad.{year}.{report}.{unit}"))
    }

    /// Keeps what stands in the fields until it is saved in the year.
    pub(super) fn note(&self, shell: Shell, fields: &[(String, String)]) -> Result<(), StoreError> {
        let Some(key) = self.draft() else { return Ok(()) };
        match js_sys::JSON::stringify(&self.with_only(fields)) {
            Ok(text) => shell.set_note(&key, &String::from(text)),
            Err(_) => Ok(()),
        }
    }

    fn with_only(&self, fields: &[(String, String)]) -> wasm_bindgen::JsValue {
        Self::default().with(fields)
    }

    /// What was typed and not saved in the year, and when it was sent.
    pub(super) fn noted(&self, shell: Shell) -> Vec<(String, String)> {
        let noted = self.draft().and_then(|key| shell.note(&key));
        let list = noted.and_then(|text| js_sys::JSON::parse(&text).ok());
        list.map(super::send::pairs).unwrap_or_default()
    }

    /// It is saved in the year.
    pub(super) fn forget_note(&self, shell: Shell) {
        // What stays is in the year, and does no harm.
        self.draft().iter().for_each(|key| drop(shell.remove_note(key)));
    }
}

/// Says in the form why something was not done.
pub(super) fn say(root: &Element, sentence: &str) -> bool {
    let place = root.query_selector("[role=alert]").ok().flatten();
    place.map(|place| place.set_text_content(Some(sentence))).is_some()
}

/// The first text of an answer is a sentence, when it was refused.
pub(super) fn refusal(answer: &js_sys::Array) -> Option<String> {
    (text(answer, 0) == "refused").then(|| text(answer, 2))
}
