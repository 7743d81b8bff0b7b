//! The element that takes the letters.

use crate::typist::browser::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Range};

use super::REFUSED;
use crate::document::markdown;
use crate::html;
use crate::typist::Place;

/// An empty text has a paragraph to type in.
const EMPTY: &str = "<p><br></p>";

/// What is on the element only while it is open.
const OWN: [&str; 7] =
    ["contenteditable", "role", "aria-multiline", "aria-label", "lang", "spellcheck", "data-host"];

/// Makes a place one to type in, with the focus and the caret where the user put it, else at the end.
pub(super) fn open(
    place: &Place,
    content: Option<&str>,
    level: u8,
    caret: Option<Range>,
) -> Option<HtmlElement> {
    let element = &place.element;
    let caret = caret.filter(|range| is_within(range, element)).map(|range| range.clone_range());
    let nodes = markdown::parse(content.unwrap_or(&place.value));
    let html = if nodes.is_empty() { EMPTY.to_owned() } else { html::text(&nodes, level) };
    let (host, is_same) = match is_own_host(element) {
        true => {
            let is_same = shows(element, &html);
            if !is_same {
                element.set_inner_html(&html);
            }
            (element.clone(), is_same)
        }
        false => (boxed(element, &html)?, false),
    };
    let own = [
        "true",
        "textbox",
        "true",
        if place.label.is_empty() { "Text" } else { &place.label },
        "sv",
        "true",
        "",
    ];
    for (name, value) in OWN.iter().zip(own) {
        let _ = host.set_attribute(name, value);
    }
    let _ = element.set_attribute("data-typing", "");
    let _ = host.focus();
    match caret.filter(|_| is_same) {
        Some(caret) => super::command::select(&caret),
        None => to_end(&host),
    }
    Some(host)
}

/// Gives the place back with what it shows now.
pub(super) fn close(place: &Place, host: &HtmlElement, html: &str) {
    for name in OWN {
        let _ = host.remove_attribute(name);
    }
    place.element.set_inner_html(html);
    for name in ["data-typing", REFUSED] {
        let _ = place.element.remove_attribute(name);
    }
}

/// How a place shows a text.
pub(super) fn shown(place: &Place, text: &str, level: u8) -> String {
    let nodes = markdown::parse(text);
    match place.is_cell() {
        true => html::inline_text(&nodes),
        false => html::text(&nodes, level),
    }
}

/// The level of sub-headings: one below the heading that the text stands under.
pub(super) fn level(element: &Element) -> u8 {
    const HEADINGS: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];
    let mut piece = element.closest(".bit").ok().flatten();
    if element.closest("table").ok().flatten().is_some() {
        return 6;
    }
    while let Some(before) = piece {
        let heading = before.first_element_child().map(|child| child.local_name());
        let level = HEADINGS.iter().position(|name| heading.as_deref() == Some(name));
        if let Some(level) = level {
            return (level as u8 + 2).max(3);
        }
        // In a large report pieces stand in runs.
        let last = |run: Element| run.previous_element_sibling()?.last_element_child();
        let other =
            || before.parent_element().filter(|run| run.class_name() == "run").and_then(last);
        piece = before.previous_element_sibling().or_else(other);
    }
    3
}

/// Cells keep their role: a box in them takes the letters.
fn is_own_host(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "DIV" | "BLOCKQUOTE")
}

fn boxed(element: &Element, html: &str) -> Option<HtmlElement> {
    let host = document().create_element("div").ok()?;
    host.set_inner_html(html);
    element.replace_children_with_node_1(&host);
    host.dyn_into().ok()
}

/// Whether an element shows just this, as the browser writes it.
fn shows(element: &Element, html: &str) -> bool {
    let holder = document().create_element("div").ok();
    holder.is_some_and(|holder| {
        holder.set_inner_html(html);
        holder.inner_html() == element.inner_html()
    })
}

fn is_within(range: &Range, element: &Element) -> bool {
    range.common_ancestor_container().is_ok_and(|node| element.contains(Some(&node)))
}

/// Puts the caret after the last letter.
fn to_end(host: &HtmlElement) {
    let Ok(range) = document().create_range() else { return };
    let mut last: web_sys::Node = host.clone().into();
    while let Some(child) = last.last_child().filter(|child| child.node_name() != "BR") {
        last = child;
    }
    let _ = range.select_node_contents(&last);
    // Before the line break that holds an empty paragraph open.
    range.collapse_with_to_start(last.text_content().unwrap_or_default().is_empty());
    super::command::select(&range);
}
