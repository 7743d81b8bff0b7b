//! What reaches the page from outside: keys that hold everywhere, other tabs, the clock, leaving.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::library::BEAT_MS;
use crate::ui::browser_store::NEWER;
use crate::ui::parts::effect;
use crate::ui::platform;
use crate::ui::shell::Shell;

impl Shell {
    /// Listens as long as the page lives.
    pub(in crate::ui) fn listen(self) {
        let keys = window_event_listener(ev::keydown, move |event| {
            let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
            if !is_command || !self.write.is_on.get_untracked() {
                return;
            }
            // Of these letters alone: the table of all others' lower case is 12 kB.
            let key = event.key().to_ascii_lowercase();
            if key != "p" && platform::is_typing() {
                return;
            }
            match (key.as_str(), event.shift_key()) {
                ("p", false) => self.print(),
                ("z", false) => self.undo(),
                ("z", true) | ("y", false) => self.redo(),
                _ => return,
            }
            event.prevent_default();
        });
        effect(move || self.show_writing());
        // Where it stands is told by the root: a style that asks what is within would ask at every key.
        effect(move || {
            platform::set_root("data-panel", self.write.is_on.get() && self.write.has_panel.get());
        });
        let marks = window_event_listener(ev::click, move |event| {
            if let Some(on) = event.target().and_then(|on| on.dyn_into().ok()) {
                super::ready::click(self, &on);
                super::ready::begin(self, &on);
            }
        });
        let tabs = window_event_listener(ev::storage, move |event| {
            if let Some(key) = event.key() {
                self.follow_tab(&key);
            }
        });
        let hide = window_event_listener(
            ev::Custom::<web_sys::Event>::new("visibilitychange"),
            move |_| {
                if document().hidden() {
                    spawn_local(self.lay_down_pen());
                }
            },
        );
        let leave = window_event_listener(ev::beforeunload, move |event| {
            if self.is_lost_with_tab() {
                event.prevent_default();
                event.set_return_value("ja");
            }
        });
        // Firefox ends once what runs in a page that is left by its address bar or buttons, and that may be
        // this: the second is then heard.
        let [gone, gone_again] =
            [(), ()].map(|()| window_event_listener(ev::pagehide, move |_| self.let_go()));
        let back = window_event_listener(ev::pageshow, move |event| {
            // Only a page that was put away as it was has given anything back.
            if event.persisted() {
                self.come_back();
            }
        });
        let newer = ev::Custom::<web_sys::Event>::new(NEWER);
        let newer = window_event_listener(newer, move |_| self.make_way());
        let beat = set_interval_with_handle(move || self.beat(), Duration::from_millis(BEAT_MS));
        on_cleanup(move || {
            for listener in [keys, marks, tabs, hide, leave, gone, gone_again, back, newer] {
                listener.remove();
            }
            if let Ok(beat) = beat {
                beat.clear();
            }
        });
    }
}
