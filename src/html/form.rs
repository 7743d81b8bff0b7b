//! A form as HTML: the panel beside the paper.

use super::Html;
use crate::edit::{Form, FormField, FormItem, FormPart};
use crate::model::Address;

/// The form of an element. Fields have `data-at` (the address) and `data-k` (how they are typed),
/// buttons `data-do` (what they do) and `data-at`; what is chosen first stands in a list beside them.
pub fn form(form: &Form) -> String {
    let mut out = Html::default();
    trail(&mut out, &form.around);
    out.element("p", &[("class", "kicker")], form.kind);
    out.element("h2", &[("id", "_panel"), ("tabindex", "-1")], &form.title);
    parts(&mut out, &form.parts);
    parents(&mut out, form);
    out.element("p", &[("class", "quiet small")], &format!("Adress: {}", form.address));
    out.html
}

/// What it stands in, each of which can be opened instead.
fn trail(out: &mut Html, around: &[(Address, String)]) {
    if around.is_empty() {
        return;
    }
    out.open("p", &[("class", "trail small")]);
    for (address, title) in around {
        open_button(out, address, title);
        out.html.push_str(" › ");
    }
    out.close("p");
}

fn open_button(out: &mut Html, address: &Address, title: &str) {
    let at = address.to_string();
    let about = [("type", "button"), ("class", "open"), ("data-do", "open"), ("data-at", &at)];
    out.element("button", &about.map(|(key, value)| (key, value as &str)), title);
}

fn parts(out: &mut Html, all: &[FormPart]) {
    for part in all {
        match part {
            FormPart::Field(field) => self::field(out, field),
            FormPart::Group { label, parts } => {
                out.open("fieldset", &[]);
                out.element("legend", &[], label);
                self::parts(out, parts);
                out.close("fieldset");
            }
            FormPart::List { label, address, kinds, items } => {
                list(out, label, address, kinds, items);
            }
        }
    }
}

/// Where else it can stand. A choice alone moves nothing: one goes through the list by key.
fn parents(out: &mut Html, form: &Form) {
    if form.parents.is_empty() {
        return;
    }
    let at = form.address.to_string();
    out.open("div", &[("class", "field")]);
    out.element("label", &[("for", "_flytta")], "Flytta till");
    out.open("select", &[("id", "_flytta")]);
    for parent in &form.parents {
        out.element("option", &[("value", &parent.list.to_string())], &parent.name);
    }
    out.close("select");
    out.html.push(' ');
    let name = format!("Flytta: {}", form.title);
    let about = [("type", "button"), ("data-do", "move"), ("data-at", &at), ("aria-label", &name)];
    out.element("button", &about.map(|(key, value)| (key, value as &str)), "Flytta");
    out.close("div");
}

fn id_of(address: &Address) -> String {
    format!("_f-{}-{}", address.element, address.field)
}

fn field(out: &mut Html, field: &FormField) {
    let id = id_of(&field.address);
    let at = field.address.to_string();
    let common = [("id", id.as_str()), ("data-at", &at), ("data-k", field.kind)];
    out.open("div", &[("class", "field")]);
    out.element("label", &[("for", &id)], field.label);
    match field.kind {
        "text" | "lines" => {
            let rows = if field.kind == "text" { "5" } else { "3" };
            out.element("textarea", &[&common[..], &[("rows", rows)]].concat(), &field.value);
        }
        "status" | "choice" => {
            out.open("select", &common);
            for (word, name) in &field.choices {
                let selected = if *word == field.value { "selected" } else { "" };
                // An empty value must be written: a missing one would be the name.
                out.html.push_str("<option value=\"");
                out.text(word);
                out.html.push('"');
                out.html.push_str(if selected.is_empty() { ">" } else { " selected>" });
                out.text(name);
                out.close("option");
            }
            out.close("select");
        }
        "flag" => {
            let checked = if field.value.is_empty() { "" } else { "checked" };
            let own = [("type", "checkbox"), ("checked", checked)];
            out.open("input", &[&common[..], &own].concat());
        }
        _ => {
            let mode = if field.kind == "figure" { "decimal" } else { "" };
            let own = [("type", "text"), ("inputmode", mode), ("value", field.value.as_str())];
            out.open("input", &[&common[..], &own].concat());
        }
    }
    out.close("div");
}

fn list(
    out: &mut Html,
    label: &str,
    address: &Address,
    kinds: &[(&str, &str)],
    items: &[FormItem],
) {
    out.open("details", &[("class", "list"), ("open", if items.len() < 8 { "open" } else { "" })]);
    out.element("summary", &[], &format!("{label} ({})", items.len()));
    out.open("ol", &[]);
    for (index, item) in items.iter().enumerate() {
        self::item(out, item, label, index + 1);
    }
    out.close("ol");
    add(out, label, address, kinds);
    out.close("details");
}

fn item(out: &mut Html, item: &FormItem, label: &str, number: usize) {
    let title =
        if item.title.is_empty() { format!("{label} {number}") } else { item.title.clone() };
    let at = item.address.to_string();
    out.open("li", &[]);
    if item.parts.is_empty() {
        open_button(out, &item.address, &title);
    } else {
        out.element("strong", &[], &title);
    }
    if !item.id.is_empty() {
        out.element("span", &[("class", "quiet small")], &format!(" {}", item.id));
    }
    out.open("span", &[("class", "acts")]);
    for (what, text, says) in [
        ("up", "↑", "Flytta upp"),
        ("down", "↓", "Flytta ner"),
        ("copy", "Kopiera", "Kopiera"),
        ("remove", "Ta bort", "Ta bort"),
    ] {
        let label = format!("{says}: {title}");
        let about =
            [("type", "button"), ("data-do", what), ("data-at", &at), ("aria-label", &label)];
        out.element("button", &about.map(|(key, value)| (key, value as &str)), text);
    }
    out.close("span");
    parts(out, &item.parts);
    out.close("li");
}

fn add(out: &mut Html, label: &str, address: &Address, kinds: &[(&str, &str)]) {
    let at = address.to_string();
    let id = format!("{}-kind", id_of(address));
    out.open("p", &[("class", "add")]);
    if kinds.len() > 1 {
        let name = format!("Sort att lägga till i {label}");
        out.open("select", &[("id", &id), ("aria-label", &name)]);
        for (word, name) in kinds {
            out.element("option", &[("value", word)], name);
        }
        out.close("select");
        out.html.push(' ');
    }
    let kind_of = if kinds.len() > 1 { id.as_str() } else { "" };
    let name = format!("Lägg till: {label}");
    let about = [
        ("type", "button"),
        ("data-do", "add"),
        ("data-at", &at),
        ("data-kind", kind_of),
        ("aria-label", &name),
    ];
    out.element("button", &about.map(|(key, value)| (key, value as &str)), "Lägg till");
    out.close("p");
}
