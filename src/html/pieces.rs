//! Pieces other than tables.

use super::{Html, Renderer, matrix, table};
use crate::document::{Body, ChartSpec, PagePlace, Piece, StatusView, TextLook, TextNode};
use crate::model::{Month, Status};

pub(super) fn piece(
    renderer: &mut Renderer<'_>,
    out: &mut Html,
    piece: &Piece,
    id: Option<String>,
) {
    let id = id.as_deref().unwrap_or("");
    let place = match piece.page {
        PagePlace::Flow => "",
        PagePlace::NewPage => "new-page",
        PagePlace::Landscape => "landscape",
    };
    match &piece.body {
        Body::Heading { level, number, text, kicker } => {
            renderer.heading = (*level, text.clone());
            let class = place;
            let name = format!("h{level}");
            out.open(&name, &[("id", id), ("class", class), ("tabindex", "-1")]);
            if !kicker.is_empty() {
                out.element("span", &[("class", "kind")], kicker);
                out.html.push(' ');
            }
            if !number.is_empty() {
                out.element("span", &[("class", "no")], number);
                out.html.push(' ');
            }
            out.text(text);
            out.close(&name);
        }
        Body::Text(look, nodes) => {
            // Sub-headings stand one level below the heading they follow.
            let level = (renderer.heading.0 + 1).max(3);
            text(out, *look, nodes, level, id, place);
        }
        Body::Table(table) => {
            out.open("div", &[("class", place)]);
            table::table(renderer, out, table, id);
            out.close("div");
        }
        Body::Chart(chart) => {
            let class = format!("chart {place}");
            if chart.folded {
                out.open("details", &[("class", "history")]);
                out.element("summary", &[], &format!("Historik: {}", chart.title));
            }
            out.open("figure", &[("id", id), ("class", class.trim_end())]);
            self::chart(renderer, out, chart);
            out.close("figure");
            if chart.folded {
                out.close("details");
            }
        }
        Body::Matrix(matrix) => matrix::matrix(renderer, out, matrix, id),
        Body::Strip { title, months } => strip(renderer, out, title, months, id),
        Body::Status { label, view } => {
            out.open("p", &[("id", id), ("class", "judged")]);
            out.element("strong", &[], &format!("{label}: "));
            status(out, view);
            out.close("p");
        }
        Body::Picture(alt) => picture(out, alt, id),
        Body::Legend { entries, note } => legend(out, entries, note, id),
    }
}

fn text(out: &mut Html, look: TextLook, nodes: &[TextNode], level: u8, id: &str, place: &str) {
    let (name, class) = match look {
        TextLook::Body => ("div", "text"),
        TextLook::Lead => ("div", "text lead"),
        TextLook::Quote => ("blockquote", "text"),
        TextLook::Verse => ("div", "text verse"),
        TextLook::Small => ("div", "text small quiet"),
    };
    let class = format!("{class} {place}");
    out.open(name, &[("id", id), ("class", class.trim_end())]);
    out.nodes(nodes, level);
    out.close(name);
}

pub(super) fn picture(out: &mut Html, alt: &str, id: &str) {
    let prefix = if alt.starts_with("Bild") { "" } else { "Bild: " };
    out.element("p", &[("id", id), ("class", "picture")], &format!("{prefix}{alt}"));
}

fn chart(renderer: &mut Renderer<'_>, out: &mut Html, chart: &ChartSpec) {
    out.element("figcaption", &[], &chart.title);
    let svg = (renderer.draw)(chart);
    if let Some(svg) = &svg {
        renderer.open_scroll(out, false, &format!("Diagram: {}", chart.title));
        out.open("div", &[("class", "drawing"), ("role", "img"), ("aria-label", &chart.alt)]);
        out.html.push_str(svg);
        out.close("div");
        out.close("div");
    }
    // Without a drawing the figures stand open.
    out.html.push_str(if svg.is_some() { "<details>" } else { "<details open>" });
    out.element("summary", &[], "Visa som tabell");
    table::table(renderer, out, &chart.table, "");
    out.close("details");
}

/// Status as shape, word and colour: the same everywhere.
pub(super) fn status(out: &mut Html, view: &StatusView) {
    let class = format!("st {}", status_class(view.status));
    out.element("span", &[("class", &class)], view.status.label());
    if let Some(rule) = view.rule_says {
        let text = format!("beräknad: {}", rule.label().to_ascii_lowercase());
        out.html.push(' ');
        out.element("span", &[("class", "over")], &text);
    }
    if !view.reason.is_empty() {
        out.open("span", &[("class", "over")]);
        out.inline_nodes(&view.reason);
        out.close("span");
    }
}

pub(super) fn status_class(status: Status) -> &'static str {
    match status {
        Status::Green | Status::Done => "g",
        Status::Yellow => "a",
        Status::Red => "r",
        Status::Ongoing => "go",
        Status::Marked => "m",
        Status::Unset | Status::NotMeasured | Status::NotStarted => "n",
    }
}

fn strip(renderer: &mut Renderer<'_>, out: &mut Html, title: &str, months: &[Status], id: &str) {
    renderer.open_scroll(out, false, title);
    out.open("table", &[("class", "strip"), ("id", id)]);
    out.element("caption", &[], title);
    out.html.push_str("<thead><tr>");
    for month in Month::all() {
        out.element("th", &[("scope", "col")], month.short());
    }
    out.html.push_str("</tr></thead><tbody><tr>");
    for month in Month::all() {
        let status = months.get(month.index()).copied().unwrap_or_default();
        out.open("td", &[("class", status_class(status))]);
        out.text(status.label());
        out.close("td");
    }
    out.html.push_str("</tr></tbody></table></div>");
}

fn legend(out: &mut Html, entries: &[(Status, Vec<TextNode>)], note: &[TextNode], id: &str) {
    out.open("div", &[("id", id), ("class", "legend small")]);
    if !entries.is_empty() {
        out.open("dl", &[]);
        for (status, text) in entries {
            out.open("div", &[]);
            out.open("dt", &[]);
            self::status(out, &StatusView { status: *status, ..StatusView::default() });
            out.close("dt");
            out.open("dd", &[]);
            out.inline_nodes(text);
            out.close("dd");
            out.close("div");
        }
        out.close("dl");
    }
    out.nodes(note, 6);
    out.close("div");
}
