//! Just enough of an HTML parser for the fixtures: quoted and bare attributes, comments, a few
//! entities, end tags that may be left out of empty elements and items of lists alone.

use tertial::clip::Node;

const EMPTY: [&str; 6] = ["meta", "link", "col", "br", "hr", "img"];

/// The tree of an HTML text, in a `body`.
pub fn parse(text: &str) -> Node {
    let mut open = vec![Node::element("body", Vec::new())];
    let mut rest = text;
    while !rest.is_empty() {
        let (before, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !before.is_empty() {
            add(&mut open, Node::Text(entities(before)));
        }
        rest = if let Some(comment) = tag.strip_prefix("<!--") {
            comment.split_once("-->").map_or("", |(_, after)| after)
        } else if tag.starts_with("<!") || tag.starts_with("<?") {
            tag.split_once('>').map_or("", |(_, after)| after)
        } else if let Some(name) = tag.strip_prefix("</") {
            let (name, after) = name.split_once('>').unwrap_or((name, ""));
            close(&mut open, &name.trim().to_lowercase());
            after
        } else if tag.is_empty() {
            ""
        } else {
            element(&mut open, &tag[1..])
        };
    }
    while open.len() > 1 {
        fold(&mut open);
    }
    open.pop().unwrap()
}

fn element<'t>(open: &mut Vec<Node>, tag: &'t str) -> &'t str {
    let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap();
    let mut node = Node::element(&tag[..end].to_lowercase(), Vec::new());
    let mut rest = tag[end..].trim_start();
    while !rest.starts_with('>') {
        rest = attribute(&mut node, rest).trim_start();
    }
    let name = tag[..end].to_lowercase();
    if name == "li" {
        close_item(open);
    }
    if EMPTY.contains(&name.as_str()) {
        add(open, node);
    } else {
        open.push(node);
    }
    let rest = &rest[1..];
    if name == "style" {
        return &rest[rest.find("</style").unwrap()..];
    }
    rest
}

fn attribute<'t>(node: &mut Node, text: &'t str) -> &'t str {
    if let Some(rest) = text.strip_prefix('/') {
        return rest;
    }
    let end = text.find(['=', '>', ' ', '\n', '\r']).unwrap();
    let (key, rest) = text.split_at(end);
    let Some(rest) = rest.strip_prefix('=') else { return rest };
    let (value, rest) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).unwrap(),
        _ => rest.split_at(rest.find([' ', '\n', '\r', '>']).unwrap()),
    };
    set(node, &key.to_lowercase(), entities(value));
    rest
}

fn set(node: &mut Node, key: &str, value: String) {
    let Node::Element { class, style, href, colspan, rowspan, .. } = node else { return };
    match key {
        "class" => *class = value,
        "style" => *style = value,
        "href" => *href = value,
        "colspan" => *colspan = value.parse().unwrap(),
        "rowspan" => *rowspan = value.parse().unwrap(),
        _ => {}
    }
}

fn close(open: &mut Vec<Node>, name: &str) {
    let is = |node: &Node| matches!(node, Node::Element { name: of, .. } if of == name);
    if let Some(at) = open.iter().skip(1).rposition(is) {
        while open.len() > at + 1 {
            fold(open);
        }
    }
}

/// An item ends where the next one of its list begins.
fn close_item(open: &mut Vec<Node>) {
    let name = |node: &Node| match node {
        Node::Element { name, .. } => name.clone(),
        Node::Text(_) => String::new(),
    };
    let mut names = open.iter().rev().map(name);
    let around = names.find(|name| matches!(name.as_str(), "li" | "ul" | "ol"));
    if around.as_deref() == Some("li") {
        close(open, "li");
    }
}

/// Puts the innermost open element into the one around it.
fn fold(open: &mut Vec<Node>) {
    let node = open.pop().unwrap();
    add(open, node);
}

fn add(open: &mut [Node], node: Node) {
    let Some(Node::Element { children, .. }) = open.last_mut() else { return };
    children.push(node);
}

fn entities(text: &str) -> String {
    let pairs =
        [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    pairs.iter().fold(text.replace("\r\n", "\n"), |text, (from, to)| text.replace(from, to))
}
