//! Which column goes where, shown before anything is changed.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlInputElement, HtmlSelectElement};

use super::paste::Paste;
use super::{act, dom, tools};

/// Rows of the block that are shown.
const SHOWN: usize = 5;
/// New rows that can be chosen one by one.
const CHOSEN: usize = 40;

thread_local! {
    static OPEN: RefCell<Option<(Paste, Element)>> = const { RefCell::new(None) };
}

/// Adds an element to another.
fn add(to: &Element, name: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
    let element = dom::element(name, attributes, text)?;
    to.append_child(&element).ok()?;
    Some(element)
}

/// Shows what would be pasted, and asks.
pub(super) fn ask(paste: Paste) {
    if let Some((_, old)) = OPEN.take() {
        old.remove();
    }
    let Some(dialog) = build(&paste) else { return };
    if let (Some(host), Some(dialog)) = (tools::host(), dialog.dyn_ref::<HtmlDialogElement>()) {
        let _ = host.append_child(dialog);
        let _ = dialog.show_modal();
    }
    OPEN.set(Some((paste, dialog)));
}

fn build(paste: &Paste) -> Option<Element> {
    let about = [("class", "paste"), ("aria-labelledby", "_klistra")];
    let dialog = dom::element("dialog", &about, "")?;
    add(&dialog, "h2", &[("id", "_klistra")], "Klistra in tabellen")?;
    let intro = "Så här hör kolumnerna ihop. Ändra det som blev fel, eller hoppa över det som inte ska med.";
    add(&dialog, "p", &[], intro)?;
    let scroll = [
        ("class", "scroll"),
        ("role", "region"),
        ("tabindex", "0"),
        ("aria-label", "Det som klistras in"),
    ];
    let scroll = add(&dialog, "div", &scroll, "")?;
    let table = add(&scroll, "table", &[], "")?;
    heads(paste, &table)?;
    rows(paste, &table)?;
    new_rows(paste, &dialog)?;
    add(&dialog, "p", &[("class", "count"), ("role", "status")], &count(paste))?;
    let buttons = add(&dialog, "div", &[("class", "buttons")], "")?;
    add(
        &buttons,
        "button",
        &[("type", "button"), ("data-paste", "go"), ("autofocus", "true")],
        "Klistra in",
    )?;
    add(&buttons, "button", &[("type", "button"), ("data-paste", "no")], "Avbryt")?;
    Some(dialog)
}

/// The columns of the block, each with where it goes.
fn heads(paste: &Paste, table: &Element) -> Option<()> {
    let row = add(&add(table, "thead", &[], "")?, "tr", &[], "")?;
    for (column, to, why) in &paste.fit.columns {
        let head = add(&row, "th", &[("scope", "col")], "")?;
        let name = paste.source_name(*column);
        add(&head, "span", &[], &name)?;
        if paste.fit.label_column == Some(*column) {
            add(&head, "span", &[("class", "note")], why)?;
            continue;
        }
        let label = format!("{name} hamnar i");
        let index = column.to_string();
        let select = add(&head, "select", &[("aria-label", &label), ("data-column", &index)], "")?;
        option(&select, "", "hoppa över", to.is_none())?;
        for target in 0..paste.columns.len() {
            let name = paste.column_name(target);
            option(&select, &target.to_string(), &name, *to == Some(target))?;
        }
        add(&head, "span", &[("class", "note")], why)?;
    }
    Some(())
}

fn option(select: &Element, value: &str, name: &str, is_chosen: bool) -> Option<()> {
    let chosen = if is_chosen { "selected" } else { "" };
    let option = add(select, "option", &[("selected", chosen)], name)?;
    option.set_attribute("value", value).ok()
}

/// The first rows, and those that have no place.
fn rows(paste: &Paste, table: &Element) -> Option<()> {
    let body = add(table, "tbody", &[], "")?;
    for (row, to) in paste.fit.rows.iter().take(SHOWN) {
        let is_left = to.is_none() && paste.fit.new_rows.iter().all(|(new, _)| new != row);
        let line = add(&body, "tr", &[("class", if is_left { "left" } else { "" })], "")?;
        for (column, _, _) in &paste.fit.columns {
            let is_label = paste.fit.label_column == Some(*column);
            let text = paste.grid.cell(*row, *column);
            let about = [("scope", if is_label { "row" } else { "" })];
            let cell = if is_label && !text.is_empty() { "th" } else { "td" };
            let cell = add(&line, cell, &about, text)?;
            let other = to.filter(|_| is_label).and_then(|to| paste.other_name(text, to));
            other.map(|name| add(&cell, "span", &[("class", "note")], &format!("→ {name}")));
        }
    }
    Some(())
}

/// The rows that the table lacks, each to be added or not; of very many all or none.
fn new_rows(paste: &Paste, dialog: &Element) -> Option<()> {
    let new = &paste.fit.new_rows;
    if new.is_empty() {
        return Some(());
    }
    let group = add(dialog, "fieldset", &[("class", "new")], "")?;
    add(&group, "legend", &[], "Rader som tabellen inte har läggs till")?;
    if new.len() > CHOSEN {
        let name = format!("alla {}", new.len());
        return choice(&group, "", &name);
    }
    new.iter().try_for_each(|(row, _)| choice(&group, &row.to_string(), paste.row_name(*row)))
}

fn choice(group: &Element, row: &str, name: &str) -> Option<()> {
    let label = add(group, "label", &[], "")?;
    let own = [("type", "checkbox"), ("checked", "true")];
    add(&label, "input", &own, "")?.set_attribute("data-row", row).ok()?;
    add(&label, "span", &[], name).map(|_| ())
}

/// What would come of it, in a sentence.
fn count(paste: &Paste) -> String {
    let (typed, left) = paste.typed();
    let more = paste.fit.rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("… och {more} rader till. ") } else { String::new() };
    let homeless: Vec<&str> = paste.homeless().map(|row| paste.row_name(row)).collect();
    let homeless = match homeless.is_empty() {
        true => String::new(),
        false => format!(" Raderna kommer inte med: {}.", homeless.join(", ")),
    };
    let left = if left > 0 { format!(" {left} celler får inte plats.") } else { String::new() };
    let new = match typed.rows.len() {
        0 => String::new(),
        1 => " 1 rad läggs till.".to_owned(),
        count => format!(" {count} rader läggs till."),
    };
    format!("{more}{} celler ändras.{new}{left}{homeless}", typed.cells.len())
}

/// A click in the dialog; `false` when it was elsewhere.
pub(super) fn click(on: &Element) -> bool {
    let button = on.closest("[data-paste]").ok().flatten();
    let Some(does) = button.and_then(|button| button.get_attribute("data-paste")) else {
        return false;
    };
    let Some((mut paste, dialog)) = OPEN.take() else { return true };
    if does == "go" {
        choose(&mut paste, &dialog);
        act::put("Klistrade in", paste.typed().0);
    }
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>() {
        // The browser gives the focus back to the cell.
        dialog.close();
    }
    dialog.remove();
    true
}

/// A column was given another place, or a row is to come or not.
pub(super) fn changed(field: &Element) {
    if !field.has_attribute("data-column") && !field.has_attribute("data-row") {
        return;
    }
    OPEN.with_borrow_mut(|open| {
        let Some((paste, dialog)) = open else { return };
        choose(paste, dialog);
        if let Some(said) = dialog.query_selector(".count").ok().flatten() {
            said.set_text_content(Some(&count(paste)));
        }
    });
}

/// The columns go where the lists say, and the rows come that are ticked.
fn choose(paste: &mut Paste, dialog: &Element) {
    let boxes = dom::all(dialog, "input[data-row]").into_iter();
    let boxes = boxes.filter_map(|field| field.dyn_into::<HtmlInputElement>().ok());
    let unticked = boxes.filter(|field| !field.checked());
    let named: Vec<Option<usize>> = unticked
        .map(|field| field.get_attribute("data-row").and_then(|row| row.parse().ok()))
        .collect();
    let is_out = |row: usize| named.iter().any(|out| out.is_none_or(|out| out == row));
    let new = paste.fit.new_rows.iter().map(|(row, _)| *row);
    paste.left_out = new.filter(|row| is_out(*row)).collect();
    for select in dom::all(dialog, "select[data-column]") {
        let column = select.get_attribute("data-column").and_then(|column| column.parse().ok());
        let to =
            select.dyn_ref::<HtmlSelectElement>().and_then(|select| select.value().parse().ok());
        for (_, target, _) in
            paste.fit.columns.iter_mut().filter(|(index, ..)| Some(*index) == column)
        {
            *target = to;
        }
    }
}
