//! The years in this browser.

use leptos::prelude::*;

use crate::library::Entry;
use crate::ui::pages::storage::StorageMeter;
use crate::ui::parts::{FileButton, changing, click, effect};
use crate::ui::shell::{Question, shell};
use crate::ui::{places, platform};

/// Years that are delivered with the app.
const EXAMPLES: [(&str, &str); 3] =
    [("asn-2020", "2020"), ("asn-2023", "2023"), ("asn-2025", "2025")];

/// The start page.
#[component]
pub(in crate::ui) fn StartPage() -> impl IntoView {
    let shell = shell();
    let entries = move || shell.library.get().map(|library| library.entries().to_vec());
    effect(move || {
        if entries().is_some() {
            platform::set_title("Start");
            places::reveal("_titel");
            platform::set_ready();
        }
    });
    // A year that could not be stored is not in the list and must not be lost.
    let unsaved = changing(move || {
        let open = shell.open.get().zip(shell.library.get());
        shell.write.saved.track();
        let open =
            open.filter(|(open, library)| !library.has(&open.summary.id) || shell.is_unkept());
        let year = open.map(|(open, _)| (open.summary.id.to_string(), open.summary.name.clone()));
        year.map(|(id, name)| unsaved_year(id, name)).into_any()
    });
    let examples = EXAMPLES.map(|(id, year)| {
        view! {
            <button type="button" on:click=click(move || shell.import_example(id))>
                {format!("Öppna exemplet {year}")}
            </button>
        }
    });
    let examples = examples.collect_view();
    view! {
        <main class="paper start">
            <h1 id="_titel" tabindex="-1">"Tertial"</h1>
            <p class="lead">
                "Planera nämndens år, följ upp det och publicera det. Allt ligger i den här webbläsaren \
                 och i filer som du själv skickar; inget lämnar datorn."
            </p>
            <div class="buttons">
                <FileButton text="Öppna en fil" />
                <button type="button" on:click=click(move || shell.ask_year())>"Nytt år"</button>
                {examples}
            </div>
            <p class="quiet small">"Du kan också släppa en fil var som helst på sidan."</p>
            {unsaved}
            {changing(move || entries().map(year_list).into_any())}
            <StorageMeter />
        </main>
    }
}

fn unsaved_year(id: String, name: String) -> impl IntoView {
    let shell = shell();
    let href = format!("#/{id}");
    view! {
        <p class="newer">
            <a href=href>{name}</a>
            " är öppet men inte sparat i webbläsaren. "
            <button type="button" on:click=click(move || shell.export(id.clone()))>"Hämta fil"</button>
        </p>
    }
}

fn year_list(entries: Vec<Entry>) -> impl IntoView {
    if entries.is_empty() {
        return view! { <p class="quiet">"Inget år är sparat i den här webbläsaren ännu."</p> }
            .into_any();
    }
    let rows = entries.into_iter().map(year_row).collect_view();
    view! {
        <h2>"År i den här webbläsaren"</h2>
        <div class="scroll">
            <table class="years">
                <thead>
                    <tr>
                        <th scope="col">"År"</th>
                        <th scope="col">"Fil"</th>
                        <th scope="col">"Sparat"</th>
                        <th scope="col" class="f">"Storlek"</th>
                        <th scope="col">"Åtgärder"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn year_row(entry: Entry) -> impl IntoView {
    let shell = shell();
    let href = format!("#/{}", entry.id);
    let size = kilobytes(entry.size);
    let (id, name) = (entry.id.clone(), entry.name.clone());
    let export = entry.id.clone();
    let export_label = format!("Hämta fil: {}", entry.name);
    let remove_label = format!("Ta bort: {}", entry.name);
    view! {
        <tr>
            <th scope="row"><a href=href>{entry.name}</a></th>
            <td>{format!("{}.tertial.json", entry.id)}</td>
            <td>{entry.changed}</td>
            <td class="f">{size}</td>
            <td class="acts">
                <button type="button" aria-label=export_label on:click=click(move || shell.export(export.clone()))>
                    "Hämta fil"
                </button>
                <button
                    type="button"
                    aria-label=remove_label
                    on:click=click(move || shell.ask(Question::Remove(id.clone(), name.clone())))
                >
                    "Ta bort"
                </button>
            </td>
        </tr>
    }
}

/// A size: `1 234 kB`, with no-break spaces.
fn kilobytes(bytes: u32) -> String {
    // A file has 64 MB at most.
    match bytes.div_ceil(1000) {
        small @ 0..1000 => format!("{small}\u{a0}kB"),
        large => format!("{}\u{a0}{:03}\u{a0}kB", large / 1000, large % 1000),
    }
}
