//! What a report lacks.

use super::super::{Html, href};
use super::{alert, name_field, submit};
use crate::compose::report_name;
use crate::model::{Report, Year};
use crate::work::{Missing, MissingItem, SectionShare, Share, UnitShare};

/// The page: the whole, by section, by unit.
pub fn missing(year: &Year, report: &Report, all: &Missing, by: &str) -> String {
    let mut out = Html::default();
    let link = format!("#/{}/{}", year.id, report.id);
    out.element("p", &[("class", "kicker")], &year.name());
    out.element("h1", &[("id", "_titel"), ("tabindex", "-1")], "Vad saknas");
    out.open("p", &[("class", "lead")]);
    out.element("a", &[("href", &link)], &report_name(report));
    out.text(&format!(": {}", whole(all.total)));
    out.close("p");
    let quiet = "Det som uttryckligen mäts senare, eller inte mäts, räknas inte som saknat.";
    out.element("p", &[("class", "quiet small")], quiet);
    out.open("form", &[]);
    sections(&mut out, report, all, by);
    alert(&mut out);
    out.close("form");
    if !all.units.is_empty() {
        units(&mut out, year, report, &all.units);
    }
    out.html
}

fn whole(share: Share) -> String {
    let lacking = share.wanted - share.filled;
    match lacking {
        0 => format!("allt som ska finnas finns, {} uppgifter.", share.wanted),
        _ => format!("{}, {lacking} saknas.", words(share)),
    }
}

/// `371 av 389 finns (95 %)`.
fn words(share: Share) -> String {
    format!("{} av {} finns ({})", share.filled, share.wanted, percent(share))
}

/// Whole only when it is.
fn percent(share: Share) -> String {
    format!("{}\u{a0}%", (share.filled * 100).checked_div(share.wanted).unwrap_or(100))
}

fn head(out: &mut Html, caption: &str, columns: &[&str]) {
    let region = [("class", "scroll"), ("role", "region"), ("tabindex", "0")];
    out.open("div", &[&region[..], &[("aria-label", caption)]].concat());
    out.open("table", &[("class", "years lacks")]);
    out.open("thead", &[]);
    out.open("tr", &[]);
    columns.iter().for_each(|column| out.element("th", &[("scope", "col")], column));
    out.close("tr");
    out.close("thead");
    out.open("tbody", &[]);
}

fn foot(out: &mut Html) {
    out.html.push_str("</tbody></table></div>");
}

fn shares(out: &mut Html, share: Share) {
    if share.wanted == 0 {
        return out.html.push_str("<td>–</td><td>–</td>");
    }
    out.element("td", &[], &format!("{} av {}", share.filled, share.wanted));
    out.element("td", &[("class", "f")], &percent(share));
}

fn links(out: &mut Html, items: &[MissingItem]) {
    out.open("td", &[]);
    if items.is_empty() {
        out.element("span", &[("class", "quiet")], "inget");
    } else {
        out.open("ul", &[]);
        for item in items {
            out.open("li", &[]);
            let unit =
                if item.unit.is_empty() { String::new() } else { format!(" – {}", item.unit) };
            let text = format!("{}: {}{unit}", item.what.words(), item.title);
            out.element("a", &[("href", &href(&item.address))], &text);
            out.close("li");
        }
        out.close("ul");
    }
    out.close("td");
}

fn sections(out: &mut Html, report: &Report, all: &Missing, by: &str) {
    out.element("h2", &[], "Per avsnitt");
    if !report.is_locked() {
        name_field(out, by);
    }
    head(out, "Vad saknas per avsnitt", &["Avsnitt", "Finns", "Andel", "Saknas", "Klart"]);
    for section in all.sections.iter().filter(|own| own.depth == 0 || own.total.wanted > 0) {
        out.open("tr", &[]);
        let depth = format!("depth-{}", section.depth.min(3));
        out.element("th", &[("scope", "row"), ("class", &depth)], &section.title);
        shares(out, section.total);
        match section.total.filled < section.total.wanted && section.items.is_empty() {
            true => out.element("td", &[("class", "quiet")], "se avsnitten under"),
            false => links(out, &section.items),
        }
        ready(out, report, section);
        out.close("tr");
    }
    foot(out);
}

/// Who marked it ready, and the mark itself where it can be set or taken away.
fn ready(out: &mut Html, report: &Report, section: &SectionShare) {
    out.open("td", &[("class", "acts")]);
    if let Some(mark) = &section.ready {
        let date = mark.date.map(|date| date.to_string()).unwrap_or_default();
        out.element("span", &[("class", "st g")], &format!("{} {date} ", mark.by));
    }
    let is_own = section.ready.is_none() || section.depth == 0;
    if !report.is_locked() && is_own {
        let (name, text) = match section.ready {
            Some(_) => ("unready", "Inte klart"),
            None => ("ready", "Markera klart"),
        };
        let label = format!("{text}: {}", section.title);
        let own = submit("do", name, section.section.as_str());
        out.element("button", &[&own[..], &[("aria-label", &label)]].concat(), text);
    }
    out.close("td");
}

fn units(out: &mut Html, year: &Year, report: &Report, all: &[UnitShare]) {
    out.element("h2", &[], "Per enhet");
    head(out, "Vad saknas per enhet", &["Enhet", "Finns", "Andel", "Saknas"]);
    for unit in all {
        out.open("tr", &[]);
        out.open("th", &[("scope", "row")]);
        match unit.units.first() {
            Some(id) => {
                let page = format!("#/{}/manad.{}/{id}", year.id, report.id);
                out.element("a", &[("href", &page)], &unit.name);
            }
            None => out.text(&unit.name),
        }
        out.close("th");
        shares(out, unit.share);
        links(out, &unit.items);
        out.close("tr");
    }
    foot(out);
}
