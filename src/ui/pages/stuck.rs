//! A year that cannot be shown because the program that opens it does not run.

use leptos::prelude::*;

use crate::ui::parts::effect;
use crate::ui::shell::shell;
use crate::ui::{places, platform};

/// Hands out the year's file; what is wrong stands above, among the messages.
#[component]
pub(in crate::ui) fn StuckPage() -> impl IntoView {
    let shell = shell();
    effect(move || {
        platform::set_title("Kan inte visas");
        places::reveal("_titel");
        platform::set_ready();
    });
    let export = move |_| {
        if let Some(id) = shell.stuck.get_untracked() {
            shell.export(id.to_string());
        }
    };
    view! {
        <main class="paper start">
            <h1 id="_titel" tabindex="-1">"Året kan inte visas just nu"</h1>
            <div class="buttons">
                <button type="button" on:click=export>"Hämta fil"</button>
                <a class="button" href="#/">"Till början"</a>
            </div>
        </main>
    }
}
