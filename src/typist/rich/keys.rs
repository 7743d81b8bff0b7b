//! What the user does reaches the open text through the window: one listener for all texts.

use std::rc::Rc;
use std::time::Duration;

use crate::typist::browser::{set_timeout, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, InputEvent, KeyboardEvent};

use super::start::{click, open_by_key};
use super::{Text, current};

/// What is listened to.
const EVENTS: [&str; 15] = [
    "click",
    "mousedown",
    "mouseup",
    "keydown",
    "keyup",
    "beforeinput",
    "input",
    "paste",
    "drop",
    "focusout",
    "scroll",
    "resize",
    "hashchange",
    "pagehide",
    "securitypolicyviolation",
];

/// What the subset cannot hold is not offered either.
const FOREIGN: [&str; 7] = [
    "formatUnderline",
    "formatStrikeThrough",
    "formatSuperscript",
    "formatSubscript",
    "formatFontName",
    "formatFontColor",
    "formatBackColor",
];

/// How long the caret stands still before the toolbar is looked over.
const SOON: Duration = Duration::from_millis(150);

/// Listens as long as the page lives, before anything on the page does.
pub(in crate::typist) fn listen() {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| hear(&event));
    let heard = heard.into_js_value();
    for name in EVENTS {
        let _ =
            window().add_event_listener_with_callback_and_bool(name, heard.unchecked_ref(), true);
    }
}

fn hear(event: &Event) {
    let name = event.type_();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let Some(open) = current() else {
        return match (name.as_str(), target) {
            ("click", Some(target)) => click(&target),
            ("keydown", Some(target)) => open_by_key(&target, event),
            _ => {}
        };
    };
    match (name.as_str(), &target) {
        ("scroll" | "resize", _) => open.put_bar(),
        ("hashchange", _) => open.commit(false),
        ("pagehide", _) => open.draft(),
        ("securitypolicyviolation", _) => overlook(event),
        (_, Some(target)) if open.has(target) => in_text(open, &name, event),
        (_, Some(target)) if open.bar.contains(Some(target)) => in_bar(open, &name, event),
        ("click", Some(target)) => click(target),
        _ => {}
    }
}

fn in_text(open: Rc<Text>, name: &str, event: &Event) {
    match name {
        "keydown" => {
            if let Some(event) =
                event.dyn_ref::<KeyboardEvent>().filter(|event| !event.is_composing())
            {
                key(&open, event);
            }
        }
        "keyup" | "mouseup" => open.look_soon(),
        "beforeinput" => before_input(&open, event),
        "input" => {
            open.strip();
            open.typed();
        }
        "paste" => {
            if let Some(event) = event.dyn_ref() {
                open.paste(event);
            }
        }
        "drop" => without_drop(event),
        "focusout" => open.left(),
        _ => {}
    }
}

/// Engines write styles where two blocks become one: the policy stops them, and they are taken away.
fn overlook(event: &Event) {
    let directive = js_sys::Reflect::get(event, &"effectiveDirective".into());
    if directive.is_ok_and(|directive| directive.as_string().as_deref() == Some("style-src-attr")) {
        event.stop_propagation();
    }
}

fn in_bar(open: Rc<Text>, name: &str, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    match name {
        // The focus stays in the text.
        "mousedown" if !target.matches("input, label").unwrap_or(false) => {
            open.remember();
            event.prevent_default();
        }
        "click" => {
            let button = target.closest("[data-do]").ok().flatten();
            if let Some(what) = button.and_then(|button| button.get_attribute("data-do")) {
                open.act(&what);
            }
        }
        "keydown" => {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                && (shortcut(&open, event) || open.bar_key(&event.key()))
            {
                take(event);
            }
        }
        "focusout" => open.left(),
        _ => {}
    }
}

/// The event is ours alone.
fn take(event: &Event) {
    event.prevent_default();
    event.stop_propagation();
}

fn key(open: &Rc<Text>, event: &KeyboardEvent) {
    let is_plain = !event.ctrl_key() && !event.meta_key();
    // WebKit on Linux does not know the key when Shift is held.
    let name = if event.code() == "Tab" { "Tab".to_owned() } else { event.key() };
    let is_meant = shortcut(open, event)
        || match name.as_str() {
            // Out of the text with what was typed, which can be undone as a step.
            "Escape" => {
                open.commit(true);
                true
            }
            "F10" if event.alt_key() => {
                open.to_bar();
                true
            }
            "Tab" if is_plain => open.indent(event.shift_key()),
            _ => false,
        };
    if is_meant {
        take(event);
    } else if is_plain && name != "Tab" {
        // What is around the text has keys of its own.
        event.stop_propagation();
    }
}

/// Does what a shortcut says; whether it was one.
fn shortcut(open: &Rc<Text>, event: &KeyboardEvent) -> bool {
    // The key for other signs is Ctrl and Alt to Windows.
    if !(event.ctrl_key() || event.meta_key()) || event.get_modifier_state("AltGraph") {
        return false;
    }
    let key = event.key().to_lowercase();
    let what = match (key.as_str(), event.code().as_str(), event.shift_key(), event.alt_key()) {
        ("enter", _, false, false) => "done",
        ("b", _, false, false) => "bold",
        ("i", _, false, false) => "italic",
        ("u", _, false, false) => "",
        ("k", _, true, false) => "link",
        (_, "Digit7", true, false) => "insertOrderedList",
        (_, "Digit8", true, false) => "insertUnorderedList",
        (_, "Digit3", false, true) => "heading",
        _ => return false,
    };
    if !what.is_empty() {
        open.act(what);
    }
    true
}

fn before_input(open: &Rc<Text>, event: &Event) {
    let Some(event) = event.dyn_ref::<InputEvent>() else { return };
    let kind = event.input_type();
    let is_space = kind == "insertText" && event.data().as_deref() == Some(" ");
    let is_foreign = FOREIGN.contains(&kind.as_str()) || kind.starts_with("formatJustify");
    if is_foreign || (is_space && open.begins_list()) {
        take(event);
    }
}

/// Text that is dragged here would bring its looks along; files are left to the page.
fn without_drop(event: &Event) {
    let data = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
    let has_files = data.and_then(|data| data.files()).is_some_and(|files| files.length() > 0);
    if !has_files {
        take(event);
    }
}

impl Text {
    /// The toolbar is looked over when the caret stands still: while one types nobody looks there, and what
    /// it asks of the browser would be done at every other key.
    fn look_soon(self: Rc<Self>) {
        self.has_moved.set(true);
        if !self.is_looking.replace(true) {
            self.look_when_still();
        }
    }

    fn look_when_still(self: Rc<Self>) {
        self.has_moved.set(false);
        let look = move || {
            if self.has_moved.get() {
                return self.look_when_still();
            }
            self.is_looking.set(false);
            self.look();
        };
        set_timeout(look, SOON);
    }

    /// The focus has gone somewhere; if that is neither the text nor its toolbar, it is done.
    fn left(self: Rc<Self>) {
        let check = move || {
            let is_open = current().is_some_and(|open| Rc::ptr_eq(&open, &self));
            if is_open && !self.has_focus() {
                self.commit(false);
            }
        };
        set_timeout(check, Duration::ZERO);
    }
}
