//! What changed on the page, put in place without touching the rest: the focus stays where it is.

use js_sys::{Array, Uint32Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlTemplateElement, Node};

use crate::html::rows::{self, SomeRows};
use crate::ui::desk::PageEntry;
use crate::ui::year::{number, text, texts};

/// From this many rows on they are exchanged rather than compared.
const MANY: usize = 20;

/// What the worker says has changed.
#[derive(Debug, Default)]
pub(in crate::ui) struct PagePatch {
    /// The front.
    pub(in crate::ui) front: Option<String>,
    /// Pieces by index.
    pub(in crate::ui) changed: Vec<(usize, String)>,
    /// From which piece, how many go, what comes.
    pub(in crate::ui) spliced: Option<(usize, usize, Vec<String>)>,
    /// The list of contents.
    pub(in crate::ui) contents: Option<Vec<PageEntry>>,
    /// Pieces with rows of their tables.
    pub(in crate::ui) rows: Vec<(usize, SomeRows)>,
    /// All panels of a follow-up page.
    pub(in crate::ui) panels: Option<Vec<String>>,
}

impl PagePatch {
    /// Reads what the worker said.
    pub(in crate::ui) fn read(of: &Array) -> Self {
        let rows: Array = of.get(5).unchecked_into();
        let rows = rows.iter().map(|pair| {
            let pair: Array = pair.unchecked_into();
            let numbers = pair.get(1).unchecked_into::<Uint32Array>().to_vec();
            (number(&pair, 0) as usize, SomeRows { numbers, html: text(&pair, 2) })
        });
        let spliced = of.get(2).dyn_into::<Array>().ok().map(|splice| {
            (number(&splice, 0) as usize, number(&splice, 1) as usize, texts(splice.get(2)))
        });
        let (contents, panels) = (of.get(3), of.get(4));
        Self {
            front: of.get(0).as_string(),
            changed: numbered(of.get(1)),
            rows: rows.collect(),
            spliced,
            contents: (!contents.is_null()).then(|| PageEntry::list(contents)),
            panels: (!panels.is_null()).then(|| texts(panels)),
        }
    }
}

/// Pairs of a number and a text.
fn numbered(list: JsValue) -> Vec<(usize, String)> {
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (number(&pair, 0) as usize, pair.get(1).as_string().unwrap_or_default())
    };
    list.unchecked_into::<Array>().iter().map(pair).collect()
}

/// Puts a patch on a sheet whose first part is the front and whose others are the pieces; `painted`
/// of all parts are there. Gives how many are there afterwards.
pub(in crate::ui) fn apply(
    patch: &PagePatch,
    sheet: &Element,
    parts: &mut Vec<String>,
    painted: usize,
) -> usize {
    let child = |index: usize| part_of(sheet, index);
    let front = patch.front.iter().map(|html| (0, html));
    let pieces = patch.changed.iter().map(|(index, html)| (index + 1, html));
    for (index, html) in front.chain(pieces) {
        if let Some(part) = parts.get_mut(index) {
            part.clone_from(html);
        }
        if let Some(old) = child(index).filter(|_| index < painted) {
            morph(&old, html);
        }
    }
    for (index, rows) in &patch.rows {
        if let Some(part) = parts.get_mut(index + 1) {
            rows::put(part, rows);
        }
        if let Some(piece) = child(index + 1).filter(|_| index + 1 < painted) {
            morph_rows(&piece, rows);
        }
    }
    let Some((from, count, new)) = &patch.spliced else { return painted };
    let (from, end) = (from + 1, from + 1 + count);
    if end > parts.len() {
        return painted;
    }
    parts.splice(from..end, new.iter().cloned());
    if from > painted {
        return painted;
    }
    let after = child(end.min(painted));
    for old in (from..end.min(painted)).rev().filter_map(child) {
        old.remove();
    }
    let html = new.concat();
    match after {
        Some(after) => drop(after.insert_adjacent_html("beforebegin", &html)),
        None => {
            let last = sheet.last_element_child().filter(is_run);
            drop(last.as_ref().unwrap_or(sheet).insert_adjacent_html("beforeend", &html));
        }
    }
    painted - (end.min(painted) - from) + new.len()
}

/// The part of a sheet with a number; those of a large report stand in runs.
fn part_of(sheet: &Element, mut index: usize) -> Option<Element> {
    let mut next = sheet.first_element_child();
    while let Some(child) = next {
        let count = if is_run(&child) { child.child_element_count() as usize } else { 1 };
        if index < count {
            return if is_run(&child) { child.children().item(index as u32) } else { Some(child) };
        }
        index -= count;
        next = child.next_element_sibling();
    }
    None
}

fn is_run(element: &Element) -> bool {
    element.class_name() == "run"
}

fn morph_rows(piece: &Element, rows: &SomeRows) {
    let Ok(all) = piece.query_selector_all("tr") else { return };
    // Of so many the browser exchanges each faster than it compares it.
    let in_use = (rows.numbers.len() > MANY).then(|| rows_in_use(piece));
    let mut next = parsed(&rows.html).and_then(|new| new.first_child());
    for number in &rows.numbers {
        let Some(new) = next.and_then(|node| node.dyn_into::<Element>().ok()) else { return };
        next = new.next_sibling();
        let Some(old) = all.item(*number).and_then(|row| row.dyn_into::<Element>().ok()) else {
            continue;
        };
        match &in_use {
            Some(in_use) if !in_use.contains(&old) => {
                let _ = old.replace_with_with_node_1(&new);
            }
            _ => morph_element(&old, &new),
        }
    }
}

/// The rows of a piece that somebody is at: with the focus, a field or a selection.
fn rows_in_use(piece: &Element) -> Vec<Element> {
    let found = piece.query_selector_all(":focus, [data-typing], [aria-selected]");
    let found = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)));
    found.filter_map(|at| at.dyn_into::<Element>().ok()?.closest("tr").ok()?).collect()
}

/// Makes an element what the markup of one element says, node by node where the two are alike.
pub(in crate::ui) fn morph(old: &Element, html: &str) {
    let new = parsed(html).and_then(|new| new.first_child());
    if let Some(new) = new.and_then(|node| node.dyn_into::<Element>().ok()) {
        morph_element(old, &new);
    }
}

/// What markup makes, not yet on the page.
fn parsed(html: &str) -> Option<Node> {
    let holder: HtmlTemplateElement =
        document().create_element("template").ok()?.dyn_into().ok()?;
    holder.set_inner_html(html);
    Some(holder.content().into())
}

fn morph_element(old: &Element, new: &Element) {
    // What is being typed in is left to whoever types.
    if old.is_equal_node(Some(new)) || old.has_attribute("data-typing") {
        return;
    }
    if old.tag_name() != new.tag_name() {
        let _ = old.replace_with_with_node_1(new);
        return;
    }
    attributes(old, new);
    let mut old_child = old.first_child();
    let mut new_child = new.first_child();
    while let Some(wanted) = new_child {
        new_child = wanted.next_sibling();
        match old_child {
            Some(there) => {
                old_child = there.next_sibling();
                morph_node(&there, &wanted);
            }
            None => drop(old.append_child(&wanted)),
        }
    }
    while let Some(left) = old_child {
        old_child = left.next_sibling();
        let _ = old.remove_child(&left);
    }
}

fn morph_node(old: &Node, new: &Node) {
    match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(old), Some(new)) => morph_element(old, new),
        (None, None) if old.node_type() == new.node_type() => {
            if old.node_value() != new.node_value() {
                old.set_node_value(new.node_value().as_deref());
            }
        }
        _ => {
            if let Some(parent) = old.parent_node() {
                let _ = parent.replace_child(new, old);
            }
        }
    }
}

/// Attributes the page gave an element itself, such as a focus mark, go with the rest; what a reader
/// has unfolded stays unfolded.
fn attributes(old: &Element, new: &Element) {
    for name in old.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !new.has_attribute(&name) && name != "open" {
            let _ = old.remove_attribute(&name);
        }
    }
    for name in new.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = new.get_attribute(&name).unwrap_or_default();
        if old.get_attribute(&name).as_deref() != Some(&value) {
            let _ = old.set_attribute(&name, &value);
        }
    }
}
