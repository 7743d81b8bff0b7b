//! A table as HTML, in and out.

use super::Grid;
use crate::clip::Node;

/// Widest span that is believed; a hostile page may claim 65 535 columns.
const WIDEST: u16 = 200;

impl Grid {
    /// The first table of the tree; `None` where there is none. Cells that a span covers are empty.
    pub fn from_html(node: &Node) -> Option<Self> {
        let table = first_table(node)?;
        let mut rows = Vec::new();
        collect_rows(table, &mut rows);
        let mut covered: Vec<(usize, u16)> = Vec::new();
        let cells = rows.into_iter().map(|row| row_cells(row, &mut covered)).collect();
        Some(Self::new(cells))
    }

    /// A plain table for the clipboard, so that a paste into Word or a mail becomes a table.
    pub fn to_html(&self) -> String {
        let row = |row: &Vec<String>| row.iter().map(|cell| escaped(cell)).collect();
        Self { rows: self.rows.iter().map(row).collect() }.with_markup()
    }

    /// Writes a table whose cells are HTML already.
    pub fn with_markup(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().map(|cell| format!("<td>{cell}</td>"));
            format!("<tr>{}</tr>", cells.collect::<String>())
        });
        format!("<table>{}</table>", rows.collect::<String>())
    }
}

/// Text as HTML has it.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\n', "<br>")
}

fn first_table(node: &Node) -> Option<&Node> {
    if node.is_unseen() {
        return None;
    }
    match node.name() {
        "table" => Some(node),
        _ => node.children().iter().find_map(first_table),
    }
}

/// The rows that are seen, through `tbody` and its like, not those of tables in cells.
fn collect_rows<'n>(node: &'n Node, rows: &mut Vec<&'n Node>) {
    for child in node.children().iter().filter(|child| !child.is_unseen()) {
        match child.name() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => collect_rows(child, rows),
            _ => {}
        }
    }
}

/// A row's texts. `covered` holds columns that cells from above still cover, and for how many rows.
fn row_cells(row: &Node, covered: &mut Vec<(usize, u16)>) -> Vec<String> {
    let above = std::mem::take(covered);
    let is_covered = |column: usize| above.iter().any(|(at, _)| *at == column);
    let mut out: Vec<String> = Vec::new();
    covered.extend(above.iter().filter(|(_, rows)| *rows > 1).map(|(at, rows)| (*at, rows - 1)));
    for cell in row.children().iter().filter(|cell| !cell.is_unseen()) {
        let Node::Element { name, colspan, rowspan, .. } = cell else { continue };
        if name != "td" && name != "th" {
            continue;
        }
        while is_covered(out.len()) {
            out.push(String::new());
        }
        let start = out.len();
        out.push(shown_text(cell));
        out.resize(start + usize::from((*colspan).clamp(1, WIDEST)), String::new());
        if *rowspan > 1 {
            covered.extend((start..out.len()).map(|column| (column, rowspan - 1)));
        }
    }
    out
}

/// A cell's text as it is seen: white space collapsed, a line break where one is shown. No-break
/// spaces stay, for they part thousands.
fn shown_text(cell: &Node) -> String {
    let mut text = String::new();
    cell.children().iter().for_each(|child| push_text(child, &mut text));
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

fn push_text(node: &Node, out: &mut String) {
    if let Node::Text(text) = node {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if out.ends_with([' ', '\n']) => {}
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => out.push(' '),
                other => out.push(other),
            }
        }
    }
    if node.is_unseen() {
        return;
    }
    let name = node.name();
    if name == "br" {
        return out.push('\n');
    }
    let is_block = matches!(name, "p" | "div" | "li" | "tr");
    if is_block && !out.trim_end_matches([' ', '\n']).is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    node.children().iter().for_each(|child| push_text(child, out));
    match name {
        "td" | "th" => out.push(' '),
        _ if is_block && !out.ends_with('\n') => out.push('\n'),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_leave_empty_cells() {
        let text = r#"["table",["tr",["td",{"y":2},"Namn"],["td",{"x":2},"Aug"]],
            ["tr",["td","Utfall"],["td","Budget"]],
            ["tr",{"s":"display:none"},["td","dold"]],
            ["tr",["td","a",["br"]," b"],["td"],["td","1\u00a0049 "]]]"#;
        let grid = Grid::from_html(&Node::read(text).unwrap()).unwrap();
        let expected = [["Namn", "Aug", ""], ["", "Utfall", "Budget"], ["a\nb", "", "1\u{a0}049"]];
        assert_eq!(grid.rows, expected);
    }

    #[test]
    fn text_cannot_become_markup() {
        let grid = Grid::new(vec![vec!["<b>\"&\nx".to_owned()]]);
        let html = "<table><tr><td>&lt;b&gt;&quot;&amp;<br>x</td></tr></table>";
        assert_eq!(grid.to_html(), html);
    }
}
