//! Which column goes where, shown before anything is changed.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlSelectElement};

use super::clipboard::plain;
use super::layout::Layout;
use super::{act, dom, place, tools};
use crate::clip::{Fit, Grid, Target};

/// Rows of the block that are shown.
const SHOWN: usize = 5;

thread_local! {
    static OPEN: RefCell<Option<(Paste, Element)>> = const { RefCell::new(None) };
}

/// A block on its way into a table.
pub(super) struct Paste {
    pub(super) grid: Grid,
    pub(super) fit: Fit,
    pub(super) columns: Vec<Target>,
    pub(super) table: Element,
}

impl Paste {
    /// What is typed where, and how many cells of the block have no place.
    pub(super) fn cells(&self) -> (Vec<(String, String)>, usize) {
        let layout = Layout::of(&self.table);
        let placements = self.fit.placements(&self.grid);
        let mut left = placements.left.len();
        let mut cells = Vec::new();
        let names = self.fit.label_column;
        for (from, to) in names.into_iter().flat_map(|_| &self.fit.rows) {
            // A row that has no name yet is given that of the block.
            let nameless =
                to.map(|row| row + layout.heads).filter(|row| layout.row_name(*row).is_empty());
            let name = names.map(|column| self.grid.cell(*from, column)).unwrap_or_default();
            let head = nameless.and_then(|row| layout.place((row, 0)));
            if let Some((at, _)) =
                head.and_then(|head| typed_in(head, None)).filter(|_| !name.is_empty())
            {
                cells.push((at, name.to_owned()));
            }
        }
        let (mut here, mut around) = (None, None);
        for (from, (row, column)) in placements.placed {
            let (row, text) = (row + layout.heads, self.grid.cell(from.0, from.1));
            // A block may have thousands of cells: what is around a row is asked for once.
            if here.replace(row) != Some(row) {
                around = layout.around_row(row);
            }
            match layout.place((row, column)).and_then(|cell| typed_in(cell, around.as_deref())) {
                Some((_, value)) if plain(&value) == plain(text) => {}
                Some((at, _)) => cells.push((at, text.to_owned())),
                None if text.trim().is_empty() => {}
                None => left += 1,
            }
        }
        (cells, left)
    }

    fn column_name(&self, column: usize) -> String {
        let Some(target) = self.columns.get(column) else { return String::new() };
        let name = match (target.title.is_empty(), target.group.is_empty()) {
            (true, _) => format!("Kolumn {}", column + 1),
            (_, true) => target.title.clone(),
            _ => format!("{}: {}", target.group, target.title),
        };
        name.trim().to_owned()
    }

    /// What the block says above a column, else its letter.
    fn source_name(&self, column: usize) -> String {
        let heads = (0..self.fit.header_rows).rev().map(|row| self.grid.cell(row, column).trim());
        let mut named = heads.filter(|text| !text.is_empty());
        let name = named.next().map(str::to_owned);
        name.unwrap_or_else(|| format!("Kolumn {}", column + 1))
    }
}

/// The address of a cell and what is typed there now.
fn typed_in(cell: &Element, around: Option<&str>) -> Option<(String, String)> {
    let field = dom::FIELD.with(|name| name.of(cell)).unwrap_or_default();
    let at = match around {
        Some(around) => place::address_in(around, &field),
        None => place::address(cell, &field),
    };
    Some((at?, dom::VALUE.with(|name| name.of(cell)).unwrap_or_default()))
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
        let line = add(&body, "tr", &[("class", if to.is_none() { "left" } else { "" })], "")?;
        for (column, _, _) in &paste.fit.columns {
            let is_label = paste.fit.label_column == Some(*column);
            let text = paste.grid.cell(*row, *column);
            let about = [("scope", if is_label { "row" } else { "" })];
            add(&line, if is_label && !text.is_empty() { "th" } else { "td" }, &about, text)?;
        }
    }
    Some(())
}

/// What would come of it, in a sentence.
fn count(paste: &Paste) -> String {
    let (cells, left) = paste.cells();
    let more = paste.fit.rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("… och {more} rader till. ") } else { String::new() };
    let homeless = paste.fit.rows.iter().filter(|(_, to)| to.is_none());
    let homeless: Vec<String> = homeless
        .map(|(row, _)| {
            let cells = (0..paste.grid.width()).map(|column| paste.grid.cell(*row, column).trim());
            cells.filter(|text| !text.is_empty()).take(1).collect()
        })
        .collect();
    let homeless = match homeless.is_empty() {
        true => String::new(),
        false => format!(" Raderna hittades inte i tabellen: {}.", homeless.join(", ")),
    };
    let left = if left > 0 { format!(" {left} celler får inte plats.") } else { String::new() };
    format!("{more}{} celler ändras.{left}{homeless}", cells.len())
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
        act::type_all("Klistrade in", paste.cells().0);
    }
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>() {
        // The browser gives the focus back to the cell.
        dialog.close();
    }
    dialog.remove();
    true
}

/// A column was given another place.
pub(super) fn changed(field: &Element) {
    if !field.has_attribute("data-column") {
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

/// The columns go where the lists say.
fn choose(paste: &mut Paste, dialog: &Element) {
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
