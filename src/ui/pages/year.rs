//! A year: its plan and reports.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::View;
use crate::model::Id;
use crate::route::{Route, Task, ViewPlace, WorkPlace};
use crate::ui::pages::follow::Panels;
use crate::ui::parts::{Problems, changing, click, effect, wording};
use crate::ui::shell::{Question, Shell, shell};
use crate::ui::work::{Folded, Job};
use crate::ui::write::Panel;
use crate::ui::year::ReportSummary;
use crate::ui::{places, platform};

/// The plan and the reports of the open year.
#[component]
pub(in crate::ui) fn YearPage() -> impl IntoView {
    let shell = shell();
    effect(move || {
        if let Some(open) = shell.open.get() {
            let name = &open.summary.name;
            platform::set_title(name);
            platform::set_running_head(&format!("Översikt – {name} · {}", &platform::now()[..10]));
            places::reveal("_titel");
            platform::set_ready();
        }
    });
    let place = Signal::derive(move || {
        let open = shell.open.get()?;
        Some(Route::View(ViewPlace::new(&open.summary.id, View::Overview)))
    });
    changing(move || {
        let page = shell.open.get().map(|open| {
            let year = &open.summary;
            let (title, municipality) = (year.title.clone(), year.municipality.clone());
            let kicker = move || {
                let kicker = shell.kicker(place.get());
                if kicker.is_empty() { municipality.clone() } else { kicker }
            };
            let can_change = year.newer.is_none();
            let month = Route::Work(WorkPlace {
                file: year.id.clone(),
                task: Task::Month,
                report: Id::default(),
                unit: Id::default(),
            });
            let rows =
                year.reports.iter().map(|report| report_row(&year.id, report)).collect_view();
            view! {
                <main class="desk" class:writing=move || shell.write.is_on.get()>
                    <p class="kicker">{wording(kicker)}</p>
                    <h1 id="_titel" tabindex="-1">{title}</h1>
                    <Problems open=open />
                    <Panels place=place takes_focus=false />
                    <section class="panel">
                    <h2>"Dokument"</h2>
                    <div class="buttons">
                        {can_change.then(|| view! {
                            <button type="button" on:click=click(move || shell.ask(new_report()))>"Ny rapport"</button>
                        })}
                        <a class="button" href=month.to_hash()>"Månaden på tio minuter"</a>
                    </div>
                    <div class="scroll">
                    <table class="years">
                        <thead>
                            <tr>
                                <th scope="col">"Dokument"</th>
                                <th scope="col">"Avser"</th>
                                <th scope="col">"Läge"</th>
                                <th scope="col">"Saknas"</th>
                                <th scope="col">"Granskning"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                    </div>
                    </section>
                    <section class="panel">
                        <Folded title="Ändringslogg" job=Job::new("log", &[]) />
                        <div class="buttons">
                            <button type="button" on:click=click(move || shell.export_now(true))>
                                "Hämta fil med ändringslogg"
                            </button>
                            <button type="button" on:click=click(move || shell.export_now(false))>
                                "Hämta fil utan ändringslogg"
                            </button>
                        </div>
                        <p class="quiet small">{wording(move || before_export(shell).unwrap_or_default())}</p>
                    </section>
                </main>
                <Panel />
            }
        });
        page.into_any()
    })
}

/// What the checks found, where the file is handed out.
fn before_export(shell: Shell) -> Option<String> {
    let found = shell.marks.total.get()?;
    Some(match found {
        0 => "Granskningen har inga fynd kvar.".to_owned(),
        1 => "Granskningen har ett fynd kvar att ta ställning till.".to_owned(),
        found => format!("Granskningen har {found} fynd kvar att ta ställning till."),
    })
}

fn new_report() -> Question {
    Question::Work(Arc::new(Job::new("report", &[])))
}

fn report_row(year: &Id, report: &ReportSummary) -> impl IntoView + use<> {
    let href = format!("#/{year}/{}", report.id);
    let missing = format!("#/{year}/{}.{}", Task::Missing.word(), report.id);
    let (id, stage, shell) = (report.id.clone(), report.stage.clone(), shell());
    let label = format!("Läge: {stage}. Ändra för {}", report.name);
    let missing_label = format!("Vad saknas i {}", report.name);
    let review = format!("#/{year}/{}.{}", Task::Review.word(), report.id);
    let own = report.id.clone();
    let found = move || shell.marks.of_report(&own).unwrap_or_else(|| "Granska".to_owned());
    let name = report.name.clone();
    let in_words = found.clone();
    let review_label = move || format!("Granskning av {name}: {}", in_words());
    let change = move |_| {
        let job = Job::new("stage", &[("report", &id)]);
        shell.ask(Question::Work(Arc::new(job)));
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{report.name.clone()}</a></th>
            <td>{report.period.clone()}</td>
            <td class="acts"><button type="button" aria-label=label on:click=change>{stage}</button></td>
            <td><a href=missing aria-label=missing_label>"Vad saknas"</a></td>
            <td><a href=review aria-label=wording(review_label)>{wording(found)}</a></td>
        </tr>
    }
}
