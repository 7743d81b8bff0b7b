//! *Så räknas talet*: what opens beside the page when a computed value is pressed.

use leptos::ev;
use leptos::html::{Dialog, Div};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::ui::shell::{Shell, shell};
use crate::ui::year::text;
use crate::ui::{places, platform};

/// Marks that stand in a table, and not links or buttons, which answer to keys by themselves.
const MARK: &str = "span[data-x]";

/// What closes the panel; before the explanation, which the worker writes.
const CLOSE: &str = "<button type=\"button\" class=\"close\">Stäng</button>";

/// The explanation of a value. It leaves the page alone: one can go on reading beside it.
#[component]
pub(in crate::ui) fn Explainer() -> impl IntoView {
    let shell = shell();
    let dialog = NodeRef::<Dialog>::new();
    let body = NodeRef::<Div>::new();
    let panel = Panel { shell, dialog, body, opener: StoredValue::new_local(None) };
    let click = window_event_listener(ev::click, move |event| {
        let on = platform::target(&event);
        let Some(on) = on.and_then(|on| on.closest("[data-x]").ok().flatten()) else { return };
        // A link that is opened elsewhere is a link.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            panel.open(&on);
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        if panel.key(&event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        click.remove();
        keys.remove();
    });
    let press = move |event: ev::MouseEvent| {
        let on = platform::target(&event);
        let is_in =
            |css: &str| on.as_ref().is_some_and(|on| on.closest(css).ok().flatten().is_some());
        if is_in(".close") {
            panel.close();
        } else if is_in("a[href]")
            && platform::is_narrow()
            && let Some(dialog) = dialog.get_untracked()
        {
            // It covers the page there, and what is gone to must come into view.
            dialog.close();
        }
    };
    view! {
        <dialog class="explain" node_ref=dialog aria-labelledby="_raknas">
            <div node_ref=body on:click=press></div>
        </dialog>
    }
}

#[derive(Clone, Copy)]
struct Panel {
    shell: Shell,
    dialog: NodeRef<Dialog>,
    body: NodeRef<Div>,
    /// What was pressed on the page, where the focus goes back to.
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Panel {
    /// Opens what a mark, or a button within the panel, stands for.
    fn open(self, mark: &Element) {
        let is_within = self.dialog.get_untracked().is_some_and(|own| own.contains(Some(mark)));
        if !is_within {
            self.opener.set_value(mark.clone().dyn_into().ok());
        }
        let at = mark.get_attribute("data-x").unwrap_or_default();
        let href = mark.get_attribute("href");
        self.show(at, href);
    }

    /// Shows an explanation. Where there is none, a link leads where it leads.
    fn show(self, at: String, href: Option<String>) {
        let answer = self.shell.desk.request("explain", &[at.into()]);
        spawn_local(async move {
            let html = answer.await.map(|answer| text(&answer, 2)).unwrap_or_default();
            // They may be gone by now, with the page they stood beside.
            let dialog = self.dialog.try_get_untracked().flatten();
            let places = dialog.zip(self.body.try_get_untracked().flatten());
            match (places, href) {
                (Some((dialog, body)), _) if !html.is_empty() => {
                    body.set_inner_html(&format!("{CLOSE}{html}"));
                    if !dialog.open() {
                        dialog.show();
                    }
                    dialog.set_scroll_top(0);
                    places::focus("#_raknas");
                }
                (_, Some(href)) => drop(window().location().set_hash(&href)),
                _ => {
                    let says = "Här räknas inget: värdet är skrivet för hand.".to_owned();
                    self.shell.notice(says, false, false);
                }
            }
        });
    }

    /// Closes it. Nothing stands in it then.
    fn fold(self) {
        if let Some((dialog, body)) = self.dialog.get_untracked().zip(self.body.get_untracked()) {
            dialog.close();
            body.set_inner_html("");
        }
    }

    /// Closes it; the focus goes back to what was pressed, or what stands in its place now.
    fn close(self) {
        self.fold();
        let Some(opener) = self.opener.try_update_value(Option::take).flatten() else { return };
        if opener.is_connected() {
            let _ = opener.focus();
        } else if let Some(at) = opener.get_attribute("data-x") {
            places::focus(&format!("[data-x=\"{at}\"]"));
        }
    }

    fn key(self, event: &ev::KeyboardEvent) -> bool {
        let Some(on) = platform::target(event) else { return false };
        let is_open = self.dialog.get_untracked().is_some_and(|dialog| dialog.open());
        match (event.key().as_str(), event.alt_key()) {
            ("Escape", false)
                if is_open && !platform::is_typing() && !event.default_prevented() =>
            {
                self.close();
                true
            }
            ("Enter", true) => self.open_place(&on),
            ("Enter" | " ", false) if on.matches(MARK).unwrap_or(false) => {
                self.open(&on);
                true
            }
            (key, false) if on.matches(MARK).unwrap_or(false) => walk(&on, key),
            _ => false,
        }
    }

    /// Explains a place that one writes in.
    fn open_place(self, on: &Element) -> bool {
        if platform::is_typing() {
            return false;
        }
        let Some(at) = on.get_attribute("data-f").and_then(|field| place(self.shell, on, &field))
        else {
            return false;
        };
        self.opener.set_value(on.clone().dyn_into().ok());
        self.show(at, None);
        true
    }
}

/// The address of a place that can be written in; see `crate::html::hook`.
fn place(shell: Shell, on: &Element, field: &str) -> Option<String> {
    let around = on.closest("[data-el]").ok()??.get_attribute("data-el")?;
    if around.contains('/') {
        return Some(format!("{around}/{field}"));
    }
    let crate::route::Route::Report(at) = shell.route.get_untracked() else { return None };
    Some(format!("{}/{}/{around}/{field}", at.file, at.report))
}

/// Goes to another mark of the table: one of them is a stop of the tab key, the arrows lead to the rest.
fn walk(from: &Element, key: &str) -> bool {
    let Some(table) = from.closest("table").ok().flatten() else { return false };
    let marks = platform::all(&table, MARK).into_iter().filter_map(|mark| mark.dyn_into().ok());
    let marks: Vec<HtmlElement> = marks.collect();
    let Some(here) = marks.iter().position(|mark| **mark == *from) else { return false };
    let column = column_of(from);
    let is_below = |mark: &&HtmlElement| column_of(mark) == column;
    let to = match key {
        "ArrowRight" => marks.get(here + 1),
        "ArrowLeft" => here.checked_sub(1).and_then(|before| marks.get(before)),
        "ArrowDown" => marks[here + 1..].iter().find(is_below),
        "ArrowUp" => marks[..here].iter().rev().find(is_below),
        "Home" => marks.first(),
        "End" => marks.last(),
        _ => return false,
    };
    if let Some(to) = to {
        from.set_attribute("tabindex", "-1").unwrap_or_default();
        to.set_tab_index(0);
        let _ = to.focus();
    }
    true
}

/// What a mark's column shows: the field of its cell.
fn column_of(mark: &Element) -> Option<String> {
    mark.closest("td").ok()??.get_attribute("data-f")
}
