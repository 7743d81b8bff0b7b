//! Pieces other than tables.

use super::{Drawing, Html, Renderer, follow_href, matrix, table, view};
use crate::document::{Body, ChartSpec, PagePlace, Piece, StatusView, TextLook, TextNode, View};
use crate::model::{Address, Month, Status};

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
        Body::Heading { level, number, text, kicker, places, follow } => {
            renderer.heading = (*level, text.clone());
            let class = place;
            let name = format!("h{level}");
            out.open(&name, &[("id", id), ("class", class), ("tabindex", "-1")]);
            if renderer.hooks.is_some() && !places.is_empty() {
                renderer.kicker_places(out, places);
            } else if !kicker.is_empty() {
                out.element("span", &[("class", "kind")], kicker);
                out.html.push(' ');
            }
            if !number.is_empty() {
                out.element("span", &[("class", "no")], number);
                out.html.push(' ');
            }
            let at = piece.place.as_ref().unwrap_or(&piece.address);
            match (renderer.hook(at), follow) {
                (Some(hook), _) => out.element("span", &hook.attributes(&at.field), text),
                (None, Some(view)) => {
                    follow_link(out, *view, &piece.address, |out| out.text(text));
                }
                (None, None) => out.text(text),
            }
            out.close(&name);
        }
        Body::Text(look, nodes) => {
            // Sub-headings stand one level below the heading they follow.
            let level = (renderer.heading.0 + 1).max(3);
            let hook = renderer.hook(&piece.address);
            let hook = hook.as_ref().map(|hook| hook.attributes(&piece.address.field));
            text(out, *look, nodes, level, [("id", id), ("class", place)], hook);
        }
        Body::Table(table) => {
            out.open("div", &[("class", place)]);
            table::table(renderer, out, table, id);
            out.close("div");
        }
        Body::Chart(chart) => {
            let is_later = chart.folded && renderer.leaves_folded;
            let drawn = if is_later { "" } else { "drawn " };
            let class = format!("chart {drawn}{place}");
            if chart.folded {
                out.open("details", &[("class", "history")]);
                out.element("summary", &[], &format!("Historik: {}", chart.title));
            }
            out.open("figure", &[("id", id), ("class", class.trim_end())]);
            self::chart(renderer, out, chart, id, is_later);
            out.close("figure");
            if chart.folded {
                out.close("details");
            }
        }
        Body::Matrix(matrix) => matrix::matrix(renderer, out, matrix, id),
        Body::Strip { title, months } => strip(renderer, out, title, months, (id, &piece.address)),
        Body::Status { label, view } => {
            out.open("p", &[("id", id), ("class", "judged")]);
            out.element("strong", &[], &format!("{label}: "));
            match renderer.hook(&piece.address) {
                Some(hook) => {
                    out.open("span", &hook.attributes(&piece.address.field));
                    status(out, view);
                    out.close("span");
                }
                None => {
                    let computed = renderer.computed_at(&piece.address);
                    marked_status(out, view, &renderer.mark(&computed));
                }
            }
            reason(renderer, out, view);
            out.close("p");
        }
        Body::Picture(alt) => match renderer.hook(&piece.address) {
            Some(hook) => {
                let own = [("id", id), ("class", "picture")];
                out.element("p", &[&own[..], &hook.attributes("alt")].concat(), alt);
            }
            None => picture(out, alt, id),
        },
        Body::Ready { section, mark } => {
            ready(renderer, out, section, mark.as_deref(), (id, &piece.address));
        }
        Body::Figure { .. } | Body::Filter(_) | Body::Ring(_) => {
            view::piece(renderer, out, piece, id)
        }
        Body::Legend { entries, note } => {
            legend(renderer, out, entries, note, (id, &piece.address))
        }
    }
}

fn text(
    out: &mut Html,
    look: TextLook,
    nodes: &[TextNode],
    level: u8,
    [id, (_, place)]: [(&str, &str); 2],
    hook: Option<[(&str, &str); 6]>,
) {
    let (name, class) = match look {
        TextLook::Body => ("div", "text"),
        TextLook::Lead => ("div", "text lead"),
        TextLook::Quote => ("blockquote", "text"),
        TextLook::Verse => ("div", "text verse"),
        TextLook::Small => ("div", "text small quiet"),
    };
    let class = format!("{class} {place}");
    let hook = hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default();
    out.open(name, &[&[id, ("class", class.trim_end())], hook].concat());
    out.nodes(nodes, level);
    out.close(name);
}

/// Who marked a section ready; while writing it can be marked, and the mark taken away.
fn ready(
    renderer: &Renderer<'_>,
    out: &mut Html,
    section: &str,
    mark: Option<&str>,
    (id, at): (&str, &Address),
) {
    out.open("p", &[("id", id), ("class", "ready small quiet")]);
    if let Some(mark) = mark {
        out.element("span", &[("class", "st g")], &format!("Klart: {mark}"));
    }
    if renderer.hooks.is_some() {
        let (what, text) = match mark {
            Some(_) => ("unready", "Inte klart"),
            None => ("ready", "Markera klart"),
        };
        let label = format!("{text}: {section}");
        let own = [("type", "button"), ("data-ready", what), ("aria-label", &label)];
        out.html.push(' ');
        let own = own.map(|(key, value)| (key, value as &str));
        out.element("button", &[&own[..], &[("value", at.element.as_str())]].concat(), text);
    }
    out.close("p");
}

pub(super) fn picture(out: &mut Html, alt: &str, id: &str) {
    let prefix = if alt.starts_with("Bild") { "" } else { "Bild: " };
    out.element("p", &[("id", id), ("class", "picture")], &format!("{prefix}{alt}"));
}

fn chart(renderer: &mut Renderer<'_>, out: &mut Html, chart: &ChartSpec, id: &str, is_later: bool) {
    out.element("figcaption", &[], &chart.title);
    let svg = if is_later { None } else { (renderer.draw)(Drawing::Chart(chart)) };
    let is_drawn = is_later || svg.is_some();
    if is_drawn {
        renderer.open_scroll(out, false, &format!("Diagram: {}", chart.title));
        let later = if is_later { id } else { "" };
        let about = [("role", "img"), ("aria-label", chart.alt.as_str()), ("data-draw", later)];
        out.open("div", &[&[("class", "drawing")], &about[..]].concat());
        out.html.push_str(&svg.unwrap_or_default());
        out.close("div");
        out.close("div");
        take(out, &chart.title);
    }
    // Without a drawing the figures stand open.
    out.html.push_str(if is_drawn { "<details>" } else { "<details open>" });
    out.element("summary", &[], "Visa som tabell");
    table::table(renderer, out, &chart.table, "");
    out.close("details");
}

/// What one can do with a picture; the page's own script listens.
fn take(out: &mut Html, title: &str) {
    out.open("p", &[("class", "take")]);
    for (what, text) in [("svg", "Hämta SVG"), ("png", "Hämta PNG"), ("copy", "Kopiera bild")] {
        let label = format!("{text}: {title}");
        let attributes = [("type", "button"), ("data-take", what), ("aria-label", &label)];
        out.element("button", &attributes.map(|(key, value)| (key, value as &str)), text);
    }
    out.close("p");
}

/// A name that leads to the page that follows it over the reports.
pub(super) fn follow_link(
    out: &mut Html,
    view: View,
    address: &Address,
    name: impl FnOnce(&mut Html),
) {
    let title = format!("Följ på sidan {}", view.title());
    let link = follow_href(view, address);
    out.open("a", &[("class", "follow"), ("href", &link), ("title", &title)]);
    name(out);
    out.close("a");
}

/// Status as shape, word and colour: the same everywhere.
pub(super) fn status(out: &mut Html, view: &StatusView) {
    marked_status(out, view, &[]);
}

/// The same, with what makes it a mark that can be pressed.
pub(super) fn marked_status(out: &mut Html, view: &StatusView, mark: &[(&str, &str)]) {
    let class = format!("st {}", status_class(view.status));
    let own = [("class", class.as_str())];
    out.element("span", &[&own[..], mark].concat(), view.status.label());
    if let Some(rule) = view.rule_says {
        let text = format!("beräknad: {}", rule.label().to_ascii_lowercase());
        out.html.push(' ');
        out.element("span", &[("class", "over")], &text);
    }
}

/// Why a person set another status than the computed one. While one writes it has a place of its own, also
/// where it is still to be given.
pub(super) fn reason(renderer: &Renderer<'_>, out: &mut Html, view: &StatusView) {
    let hook = view.reason_at.as_ref().and_then(|at| Some((renderer.hook(at)?, at)));
    let is_asked = hook.is_some() && view.rule_says.is_some();
    if view.reason.is_empty() && !is_asked {
        return;
    }
    let hook = hook.as_ref().map(|(hook, at)| hook.attributes(&at.field));
    let hook = hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default();
    out.open("span", &[&[("class", "over")], hook].concat());
    out.inline_nodes(&view.reason);
    out.close("span");
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

fn strip(
    renderer: &mut Renderer<'_>,
    out: &mut Html,
    title: &str,
    months: &[Status],
    (id, at): (&str, &Address),
) {
    renderer.open_scroll(out, false, title);
    let title_at = at.field("strip.title");
    let is_typed = renderer.hook(&title_at).is_some();
    if is_typed {
        // A grid owns nothing but rows: its title stands before it.
        renderer.hooked(out, "p", &[("class", "caption")], &title_at, title);
    }
    let role = if renderer.hooks.is_some() { "grid" } else { "" };
    let name = if is_typed { title } else { "" };
    out.open("table", &[("class", "strip"), ("id", id), ("role", role), ("aria-label", name)]);
    if !is_typed {
        out.element("caption", &[], title);
    }
    out.html.push_str("<thead><tr>");
    for month in Month::all() {
        out.element("th", &[("scope", "col")], month.short());
    }
    out.html.push_str("</tr></thead><tbody><tr>");
    for month in Month::all() {
        let status = months.get(month.index()).copied().unwrap_or_default();
        let at = at.field(format!("strip.months.{}", month.index()));
        let hook = renderer.hook(&at);
        let hook = hook.as_ref().map(|hook| hook.attributes(&at.field));
        let hook = hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default();
        out.open("td", &[&[("class", status_class(status))], hook].concat());
        out.text(status.label());
        out.close("td");
    }
    out.html.push_str("</tr></tbody></table></div>");
}

fn legend(
    renderer: &Renderer<'_>,
    out: &mut Html,
    entries: &[(Status, Vec<TextNode>)],
    note: &[TextNode],
    (id, at): (&str, &Address),
) {
    out.open("div", &[("id", id), ("class", "legend small")]);
    if !entries.is_empty() {
        out.open("dl", &[]);
        for (index, (status, text)) in entries.iter().enumerate() {
            out.open("div", &[]);
            let status_at = at.field(format!("{}.entries.{index}.status", at.field));
            let hook = renderer.hook(&status_at);
            let hook = hook.as_ref().map(|hook| hook.attributes(&status_at.field));
            out.open("dt", hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default());
            self::status(out, &StatusView { status: *status, ..StatusView::default() });
            out.close("dt");
            let at = at.field(format!("{}.entries.{index}.text", at.field));
            legend_text(renderer, out, "dd", text, &at);
            out.close("div");
        }
        out.close("dl");
    }
    let at = at.field(format!("{}.note", at.field));
    match renderer.hook(&at).is_some() {
        true => legend_text(renderer, out, "div", note, &at),
        false => out.nodes(note, 6),
    }
    out.close("div");
}

/// A text of a legend, edited where it stands.
fn legend_text(
    renderer: &Renderer<'_>,
    out: &mut Html,
    name: &str,
    text: &[TextNode],
    at: &Address,
) {
    let hook = renderer.hook(at);
    let hook = hook.as_ref().map(|hook| hook.attributes(&at.field));
    out.open(name, hook.as_ref().map(<[_; 6]>::as_slice).unwrap_or_default());
    out.inline_nodes(text);
    out.close(name);
}
