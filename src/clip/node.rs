//! The tree that the browser's parser made of the clipboard's HTML.

use crate::json::{Reader, Stop, Writer};

/// A node of the clipboard's HTML. Comments, and with them Office's conditional ones, have no node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Text.
    Text(String),
    /// An element with the few attributes that say what is seen.
    Element {
        /// Its name in lower case.
        name: String,
        /// Its classes, as written.
        class: String,
        /// Its style, as written.
        style: String,
        /// Where it links to.
        href: String,
        /// The columns a cell spans, at least 1.
        colspan: u16,
        /// The rows a cell spans, at least 1.
        rowspan: u16,
        /// What stands in it.
        children: Vec<Node>,
    },
}

/// Elements whose text nobody sees.
const UNSEEN: [&str; 12] = [
    "head", "title", "style", "script", "meta", "link", "xml", "template", "del", "colgroup",
    "noscript", "object",
];

/// Word's classes for the mark of a margin comment in the text.
const COMMENT: [&str; 2] = ["MsoCommentReference", "msocomanchor"];

impl Node {
    /// An element without attributes.
    pub fn element(name: &str, children: Vec<Self>) -> Self {
        Self::Element {
            name: name.to_owned(),
            class: String::new(),
            style: String::new(),
            href: String::new(),
            colspan: 1,
            rowspan: 1,
            children,
        }
    }

    /// Reads the one string the browser's side sends. A text is a string, an element a list: its
    /// name, then, where it has any, an object with `c`lass, `s`tyle, `h`ref, `x` (colspan) and
    /// `y` (rowspan), then its children. The reader's limit of nesting holds here too.
    pub fn read(text: &str) -> Result<Self, Stop> {
        let mut reader = Reader::new(text);
        let node = read_node(&mut reader)?;
        match reader.peek() {
            None => Ok(node),
            Some(_) => Err(Stop::Syntax(reader.position(), "slutet")),
        }
    }

    /// Writes what [`Node::read`] reads.
    pub fn write(&self) -> String {
        let mut out = Writer::default();
        self.write_to(&mut out);
        out.into_string()
    }

    fn write_to(&self, out: &mut Writer) {
        let Self::Element { name, class, style, href, colspan, rowspan, children } = self else {
            let Self::Text(text) = self else { return };
            return out.string(text);
        };
        out.raw("[");
        out.string(name);
        let mut before = ",{";
        for (key, value) in [("c", class), ("s", style), ("h", href)] {
            if !value.is_empty() {
                out.raw(before);
                out.string(key);
                out.raw(":");
                out.string(value);
                before = ",";
            }
        }
        for (key, span) in [("x", colspan), ("y", rowspan)] {
            if *span > 1 {
                out.raw(before);
                out.raw(&format!("\"{key}\":{span}"));
                before = ",";
            }
        }
        if before == "," {
            out.raw("}");
        }
        for child in children {
            out.raw(",");
            child.write_to(out);
        }
        out.raw("]");
    }

    /// The element's name; nothing for text.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Element { name, .. } => name,
            Self::Text(_) => "",
        }
    }

    /// What stands in it.
    pub(super) fn children(&self) -> &[Self] {
        match self {
            Self::Element { children, .. } => children,
            Self::Text(_) => &[],
        }
    }

    /// The element's style.
    pub(super) fn style(&self) -> &str {
        match self {
            Self::Element { style, .. } => style,
            Self::Text(_) => "",
        }
    }

    /// Whether nothing of it is seen: hidden, struck out by a tracked change, or no text at all.
    pub(super) fn is_unseen(&self) -> bool {
        let Self::Element { name, class, style, .. } = self else { return false };
        let is_comment = class.split_whitespace().any(|class| COMMENT.contains(&class));
        is_comment || UNSEEN.contains(&name.as_str()) || super::style::is_hidden(style)
    }
}

fn read_node(reader: &mut Reader<'_>) -> Result<Node, Stop> {
    if reader.peek() == Some(b'"') {
        return read_text(reader).map(Node::Text);
    }
    let mut node = Node::element("", Vec::new());
    reader.array(&mut |reader, index| {
        let Node::Element { name, children, .. } = &mut node else { return Ok(()) };
        match (index, reader.peek()) {
            (0, _) => *name = read_text(reader)?.to_lowercase(),
            (1, Some(b'{')) => read_attributes(reader, &mut node)?,
            _ => children.push(read_node(reader)?),
        }
        Ok(())
    })?;
    Ok(node)
}

/// Half a character from a torn clipboard must not cost the paste.
fn read_text(reader: &mut Reader<'_>) -> Result<String, Stop> {
    match reader.string() {
        Ok(text) => Ok(text.into_owned()),
        Err(Stop::Impossible(_)) => Ok("\u{fffd}".to_owned()),
        Err(stop) => Err(stop),
    }
}

fn read_attributes(reader: &mut Reader<'_>, node: &mut Node) -> Result<(), Stop> {
    let Node::Element { class, style, href, colspan, rowspan, .. } = node else { return Ok(()) };
    reader.object(&mut |reader, key, _| {
        match key.as_ref() {
            "c" => *class = read_text(reader)?,
            "s" => *style = read_text(reader)?,
            "h" => *href = read_text(reader)?,
            "x" => *colspan = reader.number()?.parse().unwrap_or(1).max(1),
            "y" => *rowspan = reader.number()?.parse().unwrap_or(1).max(1),
            _ => drop(reader.raw()?),
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_again() {
        let text = r#"["TD",{"c":"xl65","s":"a:b","x":2},"−1\u00a0049",["br"],["b","\"\n"]]"#;
        let node = Node::read(text).unwrap();
        assert_eq!(node.name(), "td");
        assert_eq!(node.children().len(), 3);
        assert_eq!(Node::read(&node.write()).unwrap(), node);
    }

    #[test]
    fn what_is_no_tree_is_an_error() {
        for text in ["", "[", "[1]", "{}", r#"["p"] x"#, &"[\"p\",".repeat(5000)] {
            assert!(Node::read(text).is_err(), "{text}");
        }
    }
}
