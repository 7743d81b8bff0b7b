//! A unit's month on one page.

use super::super::{Html, pieces};
use super::{alert, name_field, options, submit};
use crate::compose::report_name;
use crate::document::markdown;
use crate::model::{Id, Report, ReportKind, Status, Year, walk};
use crate::work::month::{Before, Sheet, SheetGoal};

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct MonthPage<'a> {
    /// The year.
    pub year: &'a Year,
    /// The report.
    pub report: &'a Report,
    /// The unit's goals.
    pub sheet: &'a Sheet,
    /// Reports that ask units.
    pub reports: &'a [&'a Report],
    /// Who writes, where that is known.
    pub by: &'a str,
}

/// What a person can choose, and the key for it.
const CHOICES: [(Status, &str); 4] =
    [(Status::Green, "1"), (Status::Yellow, "2"), (Status::Red, "3"), (Status::NotMeasured, "0")];

/// The word of the choice that takes a status away, in the page's fields.
pub const NONE: &str = "ingen";

/// The page: one part for each goal.
pub fn month(page: MonthPage<'_>) -> String {
    let mut out = Html::default();
    let MonthPage { year, report, sheet, by, .. } = page;
    head(&mut out, year);
    out.open("form", &[("class", "month")]);
    choose(&mut out, page);
    if report.is_locked() {
        let text = "Rapporten är låst. Det du fyller i går att skicka, men inte att spara i året.";
        out.element("p", &[("class", "newer")], text);
    }
    if sheet.goals.is_empty() {
        let text = "Rapporten har inga mål som enheter svarar på. Välj en annan rapport.";
        out.element("p", &[], text);
    } else {
        let text = "Välj med tangenterna 1, 2, 3 och 0, ta bort med Delete, gå vidare med Tabb. Det du \
                    skriver finns kvar om sidan laddas om.";
        out.element("p", &[("class", "quiet small")], text);
        sheet.goals.iter().for_each(|own| goal(&mut out, own));
        name_field(&mut out, by);
        alert(&mut out);
        out.open("div", &[("class", "buttons")]);
        out.element("button", &submit("send", "", ""), "Skicka till controllern");
        if !report.is_locked() {
            out.element("button", &submit("do", "", ""), "Spara i året");
        }
        out.close("div");
        let text = "Skicka ger en liten fil som du mejlar. Den fyller bara din enhets rutor.";
        out.element("p", &[("class", "quiet small")], text);
    }
    out.close("form");
    out.html
}

/// The page of a year in which there is no month to fill in: why, and where that is changed.
pub fn no_month(year: &Year, why: &str) -> String {
    let mut out = Html::default();
    head(&mut out, year);
    out.element("p", &[], why);
    let plan = year.reports.iter().find(|report| report.kind == ReportKind::Plan);
    let plan = plan.map(|plan| (format!("#/{}/{}", year.id, plan.id), report_name(plan)));
    let home = (format!("#/{}", year.id), format!("Årets sida: {}", year.name()));
    out.open("ul", &[]);
    for (href, name) in plan.into_iter().chain([home]) {
        out.open("li", &[]);
        out.element("a", &[("href", &href)], &name);
        out.close("li");
    }
    out.close("ul");
    out.html
}

fn head(out: &mut Html, year: &Year) {
    out.element("p", &[("class", "kicker")], &year.name());
    out.element("h1", &[("id", "_titel"), ("tabindex", "-1")], "Månaden på tio minuter");
}

fn choose(out: &mut Html, page: MonthPage<'_>) {
    let at = |report: &Id, unit: &Id| format!("#/{}/manad.{report}/{unit}", page.year.id);
    let here = at(&page.report.id, &page.sheet.unit);
    let units = page.year.committee.units.iter();
    let units: Vec<_> = units.map(|own| (at(&page.report.id, &own.id), own.name.clone())).collect();
    let reports = page.reports.iter();
    let reports: Vec<_> =
        reports.map(|own| (at(&own.id, &page.sheet.unit), walk::short_title(own))).collect();
    out.open("div", &[("class", "chosen")]);
    for (label, id, all) in [("Enhet", "_w-enhet", units), ("Rapport", "_w-rapport", reports)] {
        out.open("p", &[("class", "field")]);
        out.element("label", &[("for", id)], label);
        out.open("select", &[("id", id), ("data-go", "ja")]);
        options(out, all.iter().map(|(value, words)| (&**value, &**words)), &here);
        out.close("select");
        out.close("p");
    }
    out.close("div");
    let text = "Saknas enheten läggs den till på årets sida: välj Skriv och sedan Mer.";
    out.element("p", &[("class", "quiet small")], text);
}

fn goal(out: &mut Html, own: &SheetGoal) {
    out.open("fieldset", &[("class", "goal")]);
    out.open("legend", &[]);
    if !own.short.is_empty() && own.short != own.title {
        out.element("span", &[("class", "kind")], &own.short);
        out.html.push(' ');
    }
    out.text(&own.title);
    out.close("legend");
    if !own.description.is_empty() {
        out.open("details", &[]);
        out.element("summary", &[], "Vad målet innebär");
        out.nodes(&markdown::parse(&own.description.0), 3);
        out.close("details");
    }
    if let Some(before) = &own.before {
        self::before(out, before);
    }
    let row = own.result.clone().unwrap_or_default();
    let asks_year = row.expected.status != Status::Unset
        || own.before.as_ref().is_some_and(|before| before.expected != Status::Unset);
    picks(out, "Nu", &format!("s.{}", own.goal), row.status.status);
    if asks_year {
        picks(out, "Väntat för helåret", &format!("e.{}", own.goal), row.expected.status);
    }
    let id = format!("_w-c.{}", own.goal);
    out.element("label", &[("for", &id)], "En mening om varför");
    let name = format!("c.{}", own.goal);
    let area = [("id", id.as_str()), ("name", &name), ("rows", "2")];
    out.element("textarea", &area, &row.comment.0);
    out.close("fieldset");
}

fn before(out: &mut Html, before: &Before) {
    out.open("div", &[("class", "before")]);
    out.element("span", &[("class", "quiet")], &format!("{}: ", before.report));
    mark(out, before.status);
    if !before.comment.is_empty() {
        out.html.push(' ');
        out.inline_nodes(&markdown::parse(&before.comment.0));
    }
    out.close("div");
}

fn mark(out: &mut Html, status: Status) {
    let class = format!("st {}", pieces::status_class(status));
    out.element("span", &[("class", &class)], status.label());
}

/// One of four, as shape, word and colour; or none.
fn picks(out: &mut Html, label: &str, name: &str, chosen: Status) {
    out.open("div", &[("class", "picks"), ("role", "radiogroup"), ("aria-label", label)]);
    out.element("span", &[("class", "quiet")], label);
    for (status, key) in CHOICES {
        out.open("label", &[]);
        let checked = if status == chosen { "checked" } else { "" };
        let own = [("type", "radio"), ("name", name), ("value", status.word())];
        let keys = [("data-key", key), ("checked", checked)];
        out.open("input", &[&own[..], &keys].concat());
        mark(out, status);
        out.element("kbd", &[("aria-hidden", "true")], key);
        out.close("label");
    }
    out.open("label", &[]);
    let checked = if chosen == Status::Unset { "checked" } else { "" };
    let own = [("type", "radio"), ("name", name), ("value", NONE)];
    out.open("input", &[&own[..], &[("data-key", "Delete"), ("checked", checked)]].concat());
    out.element("span", &[("class", "st n")], "Inte satt");
    out.close("label");
    out.close("div");
}
