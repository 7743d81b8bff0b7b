//! The forms and pages of the year's work. The page shows them as they are: fields have a `name`,
//! buttons `data-do`, the part that follows what is chosen is `.live`, and `[role=alert]` waits for
//! a sentence.

mod log;
mod missing;
mod month;
mod report;
mod review;
mod stage;
mod storage;
mod units;
mod year;

pub use log::log;
pub use missing::missing;
pub use month::{MonthPage, NONE, month, no_month};
pub use report::{report, said};
pub use review::{
    ALL, ReviewFilter, Reviewed, counted, finding_key, is_finding, margin, reason_name, review,
    tally,
};
pub use stage::stage;
pub use storage::{Aside, Kept, Storage, storage};
pub use units::{GivenFile, units};
pub use year::{YearForm, year};

use super::Html;

/// The attributes of something to press that sends the form.
fn submit<'a>(does: &'a str, name: &'a str, value: &'a str) -> [(&'a str, &'a str); 4] {
    [("type", "submit"), ("data-do", does), ("name", name), ("value", value)]
}

fn id_of(name: &str) -> String {
    format!("_w-{name}")
}

/// A line to type in.
fn field(out: &mut Html, label: &str, name: &str, value: &str) {
    let id = id_of(name);
    out.open("p", &[("class", "field")]);
    out.element("label", &[("for", &id)], label);
    out.open("input", &[("id", &id), ("name", name), ("type", "text"), ("value", value)]);
    out.close("p");
}

/// Some lines to type in.
fn area(out: &mut Html, label: &str, name: &str, value: &str) {
    let id = id_of(name);
    out.open("p", &[("class", "field")]);
    out.element("label", &[("for", &id)], label);
    out.element("textarea", &[("id", &id), ("name", name), ("rows", "4")], value);
    out.close("p");
}

/// Who does it, where that is not known yet.
fn name_field(out: &mut Html, by: &str) {
    if by.trim().is_empty() {
        field(out, "Ditt namn", "by", "");
    }
}

/// A choice; of each the value and the words.
fn select<'o>(
    out: &mut Html,
    label: &str,
    name: &str,
    options: impl Iterator<Item = (&'o str, &'o str)>,
    chosen: &str,
) {
    let id = id_of(name);
    out.open("p", &[("class", "field")]);
    out.element("label", &[("for", &id)], label);
    out.open("select", &[("id", &id), ("name", name)]);
    self::options(out, options, chosen);
    out.close("select");
    out.close("p");
}

fn options<'o>(out: &mut Html, all: impl Iterator<Item = (&'o str, &'o str)>, chosen: &str) {
    for (value, words) in all {
        let selected = if value == chosen { "selected" } else { "" };
        out.element("option", &[("value", value), ("selected", selected)], words);
    }
}

/// A box to tick.
fn check(out: &mut Html, label: &str, name: &str, value: &str, is_on: bool) {
    out.open("label", &[("class", "check")]);
    let checked = if is_on { "checked" } else { "" };
    let own = [("type", "checkbox"), ("name", name), ("value", value), ("checked", checked)];
    out.open("input", &own);
    out.html.push(' ');
    out.text(label);
    out.close("label");
}

/// Where a sentence is put that says why something was not done.
fn alert(out: &mut Html) {
    out.element("p", &[("role", "alert"), ("class", "refused")], "");
}

/// What is done, and *Avbryt*.
fn buttons(out: &mut Html, text: &str) {
    alert(out);
    out.open("div", &[("class", "buttons")]);
    out.element("button", &submit("do", "", ""), text);
    cancel(out, "Avbryt");
    out.close("div");
}

fn cancel(out: &mut Html, text: &str) {
    out.element("button", &[("type", "button"), ("data-do", "close")], text);
}
