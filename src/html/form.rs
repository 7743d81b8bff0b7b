//! A form as HTML: the panel beside the paper.

use super::Html;
use crate::edit::{Form, FormField, FormItem, FormKept, FormPart};
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
            FormPart::Group { label, says, optional, parts } => {
                out.open("fieldset", &[]);
                out.element("legend", &[], label);
                if !says.is_empty() {
                    out.element("p", &[("class", "quiet small")], says);
                }
                self::parts(out, parts);
                if let Some(at) = optional {
                    remove(out, at, &label.to_lowercase());
                }
                out.close("fieldset");
            }
            FormPart::List { label, address, kinds, items } => {
                list(out, label, address, kinds, items);
            }
            FormPart::Links { label, links } => self::links(out, label, links),
            FormPart::Past { heads, rows } => past(out, heads, rows),
            FormPart::Notes { about, notes } => self::notes(out, about, notes),
            FormPart::Kept(kept) => self::kept(out, kept),
        }
    }
}

/// A button that does something with a place.
fn button(out: &mut Html, what: &str, at: &Address, text: &str, says: &str) {
    let at = at.to_string();
    let about = [("type", "button"), ("data-do", what), ("data-at", &at), ("aria-label", says)];
    out.element("button", &about.map(|(key, value)| (key, value as &str)), text);
}

fn remove(out: &mut Html, at: &Address, what: &str) {
    out.open("p", &[("class", "acts")]);
    button(out, "remove", at, &format!("Ta bort {what}"), "");
    out.close("p");
}

fn links(out: &mut Html, label: &str, links: &[(Address, String)]) {
    out.open("details", &[("class", "list"), ("open", "open")]);
    out.element("summary", &[], &format!("{label} ({})", links.len()));
    out.open("ul", &[]);
    for (at, title) in links {
        out.open("li", &[]);
        open_button(out, at, title);
        out.close("li");
    }
    out.close("ul");
    out.close("details");
}

/// What it was in each report: a table whose rows lead there.
fn past(out: &mut Html, heads: &[&str], rows: &[(Address, Vec<String>)]) {
    out.open("table", &[("class", "past")]);
    out.element("caption", &[], "Genom rapporterna");
    out.open("thead", &[]);
    out.open("tr", &[]);
    for head in ["Rapport"].iter().chain(heads) {
        out.element("th", &[("scope", "col")], head);
    }
    out.close("tr");
    out.close("thead");
    out.open("tbody", &[]);
    for (at, cells) in rows {
        out.open("tr", &[]);
        for (index, cell) in cells.iter().enumerate() {
            if index == 0 {
                out.open("th", &[("scope", "row")]);
                open_button(out, at, cell);
                out.close("th");
            } else {
                out.element("td", &[], cell);
            }
        }
        out.close("tr");
    }
    out.close("tbody");
    out.close("table");
}

fn notes(out: &mut Html, about: &Address, notes: &[FormItem]) {
    out.open("fieldset", &[]);
    out.element("legend", &[], "Interna anteckningar");
    for note in notes {
        out.element("p", &[("class", "quiet small")], &note.title);
        parts(out, &note.parts);
        remove(out, &note.address, "anteckningen");
    }
    out.open("p", &[("class", "add")]);
    button(out, "note", about, "Lägg till anteckning", "");
    out.close("p");
    out.close("fieldset");
}

/// What could not be read stays until somebody takes it away.
fn kept(out: &mut Html, kept: &[FormKept]) {
    out.open("fieldset", &[("class", "kept")]);
    out.element("legend", &[], "Kunde inte tolkas");
    out.open("ul", &[]);
    for FormKept { address, name, text } in kept {
        out.open("li", &[]);
        out.element("strong", &[], name);
        out.html.push(' ');
        out.element("code", &[], text);
        out.html.push(' ');
        button(out, "remove", address, "Ta bort", &format!("Ta bort: {name}"));
        out.close("li");
    }
    out.close("ul");
    out.close("fieldset");
}

/// Where else it can stand. A choice alone moves nothing: one goes through the list by key.
fn parents(out: &mut Html, form: &Form) {
    if form.parents.is_empty() {
        return;
    }
    out.open("div", &[("class", "field")]);
    out.element("label", &[("for", "_flytta")], "Flytta till");
    out.open("select", &[("id", "_flytta")]);
    for parent in &form.parents {
        out.element("option", &[("value", &parent.list.to_string())], &parent.name);
    }
    out.close("select");
    out.html.push(' ');
    button(out, "move", &form.address, "Flytta", &format!("Flytta: {}", form.title));
    out.close("div");
}

fn id_of(address: &Address) -> String {
    format!("_f-{}-{}", address.element, address.field)
}

fn field(out: &mut Html, field: &FormField) {
    if matches!(field.kind, "several" | "pair") {
        return chosen(out, field);
    }
    let id = id_of(&field.address);
    let at = field.address.to_string();
    let says = if field.overrules.is_empty() { String::new() } else { format!("{id}-regel") };
    let common = [
        ("id", id.as_str()),
        ("data-at", &at),
        ("data-k", field.kind),
        ("aria-describedby", &says),
    ];
    out.open("div", &[("class", "field")]);
    out.element("label", &[("for", &id)], field.label);
    match field.kind {
        "text" | "lines" => {
            let rows = if field.kind == "text" { "5" } else { "3" };
            out.element("textarea", &[&common[..], &[("rows", rows)]].concat(), &field.value);
        }
        "status" | "choice" => {
            let wants = if says.is_empty() { "" } else { "reason" };
            out.open("select", &[&common[..], &[("data-wants", wants)]].concat());
            options(out, field, &field.value);
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
    if !says.is_empty() {
        out.element("p", &[("id", &says), ("class", "wants small")], &field.overrules);
    }
    out.close("div");
}

fn options(out: &mut Html, field: &FormField, value: &str) {
    for (word, name) in &field.choices {
        // An empty value must be written: a missing one would be the name.
        out.html.push_str("<option value=\"");
        out.text(word);
        out.html.push('"');
        out.html.push_str(if *word == value { " selected>" } else { ">" });
        out.text(name);
        out.close("option");
    }
}

/// References to several: boxes to tick, or where the order tells, two lists.
fn chosen(out: &mut Html, field: &FormField) {
    let (id, at) = (id_of(&field.address), field.address.to_string());
    let values: Vec<&str> = field.value.split("; ").collect();
    out.open(
        "fieldset",
        &[("id", &id), ("class", "chosen"), ("data-at", &at), ("data-k", field.kind)],
    );
    out.element("legend", &[], field.label);
    if field.kind == "pair" {
        for (index, label) in ["Första kolumnen", "Andra kolumnen"].into_iter().enumerate() {
            let id = format!("{id}-{index}");
            out.element("label", &[("for", &id)], label);
            out.open("select", &[("id", &id)]);
            out.html.push_str("<option value=\"\">–</option>");
            options(out, field, values.get(index).copied().unwrap_or_default());
            out.close("select");
        }
    } else {
        out.open("div", &[("class", "boxes")]);
        for (word, name) in &field.choices {
            let checked = if values.contains(&word.as_ref()) { "checked" } else { "" };
            out.open("label", &[]);
            out.open("input", &[("type", "checkbox"), ("value", word), ("checked", checked)]);
            out.html.push(' ');
            out.text(name);
            out.close("label");
        }
        out.close("div");
    }
    if let Some(proposal) = &field.proposal {
        let about =
            [("type", "button"), ("data-do", "type"), ("data-at", &at), ("data-value", proposal)];
        out.open("p", &[("class", "add")]);
        out.element(
            "button",
            &about.map(|(key, value)| (key, value as &str)),
            "Summera raderna ovanför",
        );
        out.close("p");
    }
    out.close("fieldset");
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
    out.open("li", &[]);
    // What has an address of its own has a form of its own.
    if item.address.field.is_empty() {
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
        button(out, what, &item.address, text, &format!("{says}: {title}"));
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
