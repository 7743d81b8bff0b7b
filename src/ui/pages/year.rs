//! A year: its plan and reports.

use leptos::prelude::*;

use crate::model::{Report, Year};
use crate::ui::parts::{Problems, changing};
use crate::ui::platform;
use crate::ui::shell::shell;

/// The plan and the reports of the open year.
#[component]
pub(in crate::ui) fn YearPage() -> impl IntoView {
    let shell = shell();
    Effect::new(move |_| {
        if let Some(open) = shell.open.get() {
            platform::set_title(&open.year.name());
            platform::reveal("_titel");
            platform::set_ready();
        }
    });
    changing(move || {
        let page = shell.open.get().map(|open| {
            let year = open.year.clone();
            let rows = year.reports.iter().map(|report| report_row(&year, report)).collect_view();
            view! {
                <main class="paper">
                    <p class="kicker">{year.committee.municipality.clone()}</p>
                    <h1 id="_titel" tabindex="-1">{format!("{} {}", year.committee.name, year.year)}</h1>
                    <Problems open=open />
                    <table class="years">
                        <thead>
                            <tr>
                                <th scope="col">"Dokument"</th>
                                <th scope="col">"Avser"</th>
                                <th scope="col">"Läge"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </main>
            }
        });
        page.into_any()
    })
}

fn report_row(year: &Year, report: &Report) -> impl IntoView + use<> {
    let href = format!("#/{}/{}", year.id, report.id);
    let title =
        if report.title.is_empty() { report.kind.label().to_owned() } else { report.title.clone() };
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a></th>
            <td>{report.period.in_text()}</td>
            <td>{report.state.stage.label()}</td>
        </tr>
    }
}
