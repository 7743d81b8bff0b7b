//! What the browser holds as [`Node`]: an element of the page, or the clipboard's HTML.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

use crate::clip::{self, Node};

/// Deeper than this only the text is taken.
const MAX_DEPTH: usize = 100;

/// The tree of an element, as its source says: a line break in a text is white space.
pub(in crate::typist) fn node_of(node: &web_sys::Node) -> Node {
    convert(node, false, 0).unwrap_or_else(|| Node::Text(String::new()))
}

/// The tree of an element that shows line breaks in texts as such.
pub(in crate::typist) fn node_with_lines(node: &web_sys::Node) -> Node {
    convert(node, true, 0).unwrap_or_else(|| Node::Text(String::new()))
}

/// The tree of HTML from outside. Nothing in it is fetched or run.
pub(in crate::typist) fn parsed(html: &str) -> Option<Node> {
    let html = clip::inert(html);
    let document = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    Some(node_of(document.body()?.as_ref()))
}

fn convert(node: &web_sys::Node, keeps_lines: bool, depth: usize) -> Option<Node> {
    if node.node_type() == web_sys::Node::TEXT_NODE {
        return Some(Node::Text(node.node_value().unwrap_or_default()));
    }
    let element = node.dyn_ref::<Element>()?;
    if depth > MAX_DEPTH {
        return Some(Node::Text(element.text_content().unwrap_or_default()));
    }
    let mut children = Vec::new();
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        match convert(&child, keeps_lines, depth + 1) {
            Some(Node::Text(text)) if keeps_lines => children.extend(lines(&text)),
            child => children.extend(child),
        }
    }
    Some(with_attributes(element, children))
}

/// A text with its line breaks as elements.
fn lines(text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        nodes.extend((index > 0).then(|| Node::element("br", Vec::new())));
        nodes.push(Node::Text(line.to_owned()));
    }
    nodes
}

fn with_attributes(element: &Element, children: Vec<Node>) -> Node {
    let mut node = Node::element(&element.local_name(), children);
    if !element.has_attributes() {
        return node;
    }
    if let Node::Element { class, style, href, colspan, rowspan, .. } = &mut node {
        let text = |name| element.get_attribute(name).unwrap_or_default();
        let span = |name| text(name).trim().parse().unwrap_or(1).max(1);
        (*class, *style, *href) = (text("class"), text(clip::STYLE), text("href"));
        (*colspan, *rowspan) = (span("colspan"), span("rowspan"));
    }
    node
}
