//! Files in: a button, and anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};

use crate::ui::parts::changing;
use crate::ui::shell::{Shell, shell};

/// A button that opens files from the computer.
#[component]
pub(in crate::ui) fn FileButton(
    /// What stands on it.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let shell = shell();
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        import_all(shell, input.files());
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <label class="button">
            {text}
            <input type="file" class="hidden" accept=".json,.txt,application/json" multiple on:change=choose />
        </label>
    }
}

fn import_all(shell: Shell, files: Option<FileList>) {
    let Some(files) = files else { return };
    shell.import_files((0..files.length()).filter_map(|index| files.get(index)).collect());
}

/// Takes files that are dropped anywhere.
#[component]
pub(in crate::ui) fn DropZone() -> impl IntoView {
    let shell = shell();
    let over = RwSignal::new(false);
    let listeners = [
        window_event_listener(ev::dragover, move |event| {
            // Selected text can be dragged too, and is none of our business.
            let transfer = event.data_transfer();
            if transfer.is_some_and(|t| t.types().includes(&"Files".into(), 0)) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            event.prevent_default();
            over.set(false);
            import_all(shell, event.data_transfer().and_then(|transfer| transfer.files()));
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    changing(move || {
        let text = "Släpp filen för att öppna året";
        over.get().then(|| view! { <div class="drop" aria-hidden="true">{text}</div> }).into_any()
    })
}
