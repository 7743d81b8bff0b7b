//! An address whose year, report or element this browser lacks.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::parts::{FileButton, click, effect, wording};
use crate::ui::shell::shell;
use crate::ui::{places, platform};

/// Says what is missing and how to get it.
#[component]
pub(in crate::ui) fn MissingPage() -> impl IntoView {
    let shell = shell();
    effect(move || {
        shell.route.track();
        platform::set_title("Finns inte här");
        places::reveal("_titel");
        platform::set_ready();
    });
    let text = move || match shell.route.get() {
        Route::Report(at) if shell.open.get().is_some_and(|open| open.summary.id == at.file) => {
            format!(
                "Året {} är öppet, men rapporten {} finns inte i det. Den kan finnas i en nyare fil: be \
             den som skickade länken om filen.",
                at.file, at.report
            )
        }
        route => match route.file() {
            Some(id) => format!(
                "Länken leder till året {id}, som inte finns i den här webbläsaren. Öppna filen \
                 {id}.tertial.json, så kommer du rätt. Saknar du den: be den som skickade länken."
            ),
            None => {
                "Adressen leder ingenstans. Kontrollera att hela länken kom med, eller gå till \
                     början."
                    .to_owned()
            }
        },
    };
    view! {
        <main class="paper start">
            <h1 id="_titel" tabindex="-1">"Det här finns inte här"</h1>
            <p class="lead">{wording(text)}</p>
            <div class="buttons">
                <FileButton text="Öppna en fil" />
                <button type="button" on:click=click(move || shell.import_example("asn-2020"))>
                    "Öppna exemplet 2020"
                </button>
                <a class="button" href="#/">"Till början"</a>
            </div>
        </main>
    }
}
