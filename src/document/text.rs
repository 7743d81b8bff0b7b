//! The document as plain text.

use super::{
    Body, Cell, Check, Content, Document, FigureView, Head, RiskMatrix, RowKind, StatusView, Table,
    TextNode,
};
use crate::model::{Month, Status};

/// Renders the document as plain text: headings underlined, tables with tabs between cells.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    line(&mut out, &document.title);
    line(&mut out, &document.kicker.join(" · "));
    let front = &document.front;
    let facts = front.facts();
    for text in [&front.subtitle].into_iter().chain(&facts).filter(|text| !text.is_empty()) {
        line(&mut out, text);
    }
    nodes(&mut out, &front.motto, 0);
    for entry in &document.contents {
        let indent = "  ".repeat(entry.level.saturating_sub(1).into());
        line(&mut out, format!("{indent}{} {}", entry.number, entry.title).trim_end());
    }
    for piece in &document.pieces {
        body(&mut out, &piece.body);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn body(out: &mut String, body: &Body) {
    match body {
        Body::Heading { level, number, text, kicker, .. } => {
            line(out, "");
            let kicker = if kicker.is_empty() { String::new() } else { format!(" ({kicker})") };
            let heading = format!("{number} {text}{kicker}");
            let heading = heading.trim();
            line(out, heading);
            let rule = if *level <= 2 { "=" } else { "-" };
            line(out, &rule.repeat(heading.chars().count()));
        }
        Body::Text(_, text) => {
            line(out, "");
            nodes(out, text, 0);
        }
        Body::Table(table) => self::table(out, table),
        Body::Chart(chart) => {
            line(out, "");
            line(out, &format!("[Diagram] {}", chart.title));
            line(out, &chart.alt);
        }
        Body::Matrix(matrix) => self::matrix(out, matrix),
        Body::Strip { title, months } => {
            line(out, "");
            line(out, title);
            let months =
                Month::all().zip(months.iter().copied().chain(std::iter::repeat(Status::Unset)));
            let cells: Vec<String> = months
                .map(|(month, status)| format!("{} {}", month.short(), status.label()))
                .collect();
            line(out, &cells.join("\t"));
        }
        Body::Status { label, view } => line(out, &format!("{label}: {}", status(view))),
        Body::Picture(alt) => line(out, &format!("[Bild] {alt}")),
        Body::Ready { mark, .. } => {
            mark.iter().for_each(|mark| line(out, &format!("Klart: {mark}")));
        }
        Body::Figure { figure, says, .. } => {
            line(out, "");
            line(out, &figure.text);
            line(out, says);
        }
        // What is chosen shows in what follows.
        Body::Filter(_) => {}
        Body::Ring(ring) => {
            line(out, "");
            line(out, &ring.title);
            line(out, &ring.alt);
        }
        Body::Legend { entries, note } => {
            for (status, text) in entries {
                let text = super::markdown::plain_text(text);
                line(out, &format!("{}: {text}", status.label()));
            }
            nodes(out, note, 0);
        }
    }
}

/// Running text as plain text, line by line.
pub fn of_nodes(list: &[TextNode]) -> String {
    let mut out = String::new();
    nodes(&mut out, list, 0);
    out.trim_end().to_owned()
}

fn nodes(out: &mut String, list: &[TextNode], depth: usize) {
    let indent = "  ".repeat(depth);
    for node in list {
        match node {
            TextNode::Paragraph(spans) | TextNode::Heading(spans) => {
                let text: String = spans.iter().map(|span| span.text.as_str()).collect();
                line(out, &format!("{indent}{}", text.replace('\n', &format!("\n{indent}"))));
            }
            TextNode::Elements(items) => {
                for (_, item) in items {
                    let mut inner = String::new();
                    nodes(&mut inner, item, depth + 1);
                    line(out, &format!("{indent}– {}", inner.trim()));
                }
            }
            TextNode::List { ordered, items } => {
                for (index, item) in items.iter().enumerate() {
                    let mark = if *ordered { format!("{}.", index + 1) } else { "–".to_owned() };
                    let mut inner = String::new();
                    nodes(&mut inner, item, depth + 1);
                    line(out, &format!("{indent}{mark} {}", inner.trim()));
                }
            }
        }
    }
}

fn table(out: &mut String, table: &Table) {
    line(out, "");
    if !table.caption.is_empty() {
        line(out, &table.caption);
    }
    for head in head_texts(table) {
        line(out, &head.join("\t"));
    }
    for row in table.rows.iter() {
        let cells: Vec<String> = row.cells.iter().map(cell_text).collect();
        let indent = "  ".repeat(row.level.into());
        let lead = if row.kind == RowKind::Group { "▸ " } else { "" };
        line(out, &format!("{indent}{lead}{}", cells.join("\t")));
    }
    for (mark, text) in &table.notes {
        line(out, &format!("{mark} {}", super::markdown::plain_text(text)));
    }
}

fn head_texts(table: &Table) -> Vec<Vec<String>> {
    let text = |head: &Head| {
        let pad = std::iter::repeat_n(String::new(), head.columns.saturating_sub(1));
        [head.text.clone()].into_iter().chain(pad)
    };
    table.heads.iter().map(|row| row.iter().flat_map(text).collect()).collect()
}

/// A cell's content as one line of text.
pub fn cell_text(cell: &Cell) -> String {
    let parts: Vec<String> = cell.contents.iter().map(content).collect();
    parts.join(" ").replace('\n', " ")
}

fn content(content: &Content) -> String {
    match content {
        Content::Plain(text) | Content::Quiet(text) => text.clone(),
        Content::Text(nodes) => super::markdown::plain_text(nodes),
        Content::Figure(view) => figure(view),
        Content::Status(view) => status(view),
        Content::Trend(view) => format!("{} {}", view.arrow(), view.word()).trim().to_owned(),
        Content::Strip(months) => {
            let set = Month::all().zip(months).filter(|(_, status)| **status != Status::Unset);
            let months: Vec<String> = set
                .map(|(month, status)| format!("{} {}", month.short(), status.label()))
                .collect();
            months.join(", ")
        }
        Content::Chart(chart) => format!("[Diagram] {}", chart.alt),
        Content::At(_, contents) => {
            contents.iter().map(self::content).collect::<Vec<_>>().join(" ")
        }
    }
}

fn figure(view: &FigureView) -> String {
    match &view.check {
        Some(Check::Differs(computed)) => format!("{} [beräknat {computed}]", view.text),
        _ => view.text.clone(),
    }
}

fn status(view: &StatusView) -> String {
    match view.rule_says {
        Some(rule) => format!("{} [beräknad: {}]", view.status.label(), rule.label()),
        None => view.status.label().to_owned(),
    }
}

fn matrix(out: &mut String, matrix: &RiskMatrix) {
    line(out, "");
    line(out, &matrix.title);
    for mark in &matrix.marks {
        let (likelihood, consequence) = mark.at;
        let before = mark.before.map(|(l, c)| format!(", tidigare {l}×{c}")).unwrap_or_default();
        let text = super::markdown::plain_text(&mark.text);
        line(out, &format!("{}. {likelihood}×{consequence}{before} {text}", mark.number));
    }
    for mark in &matrix.unplaced {
        let text = super::markdown::plain_text(&mark.text);
        line(out, &format!("{}. utan värde: {text}", mark.number));
    }
}
