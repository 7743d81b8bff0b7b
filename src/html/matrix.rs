//! The risk matrix: a table with headings, marks one can reach, and the reporting line.

use super::{Html, Renderer};
use crate::document::{Mark, RiskMatrix, markdown};

pub(super) fn matrix(renderer: &mut Renderer<'_>, out: &mut Html, matrix: &RiskMatrix, id: &str) {
    out.open("div", &[("class", "risks")]);
    renderer.open_scroll(out, false, &matrix.title);
    out.open("table", &[("class", "matrix"), ("id", id)]);
    out.element("caption", &[], &matrix.title);
    out.html.push_str("<thead><tr><td rowspan=\"2\"></td>");
    out.element("th", &[("scope", "colgroup"), ("colspan", "5")], "Konsekvens →");
    out.html.push_str("</tr><tr>");
    for consequence in 1..=5u8 {
        out.element("th", &[("scope", "col")], &consequence.to_string());
    }
    out.html.push_str("</tr></thead><tbody>");
    for likelihood in (1..=5u8).rev() {
        out.open("tr", &[]);
        let head = if likelihood == 5 { "Sannolikhet 5".into() } else { likelihood.to_string() };
        out.element("th", &[("scope", "row")], &head);
        for consequence in 1..=5 {
            cell(out, matrix, likelihood, consequence);
        }
        out.close("tr");
    }
    out.html.push_str("</tbody></table></div>");
    key(out, matrix);
    out.close("div");
    explain(out, matrix);
}

fn cell(out: &mut Html, matrix: &RiskMatrix, likelihood: u8, consequence: u8) {
    let class = cell_class(matrix, likelihood, consequence);
    out.open("td", &[("class", &class)]);
    for mark in matrix.marks_at(likelihood, consequence) {
        self::mark(out, mark);
    }
    for mark in matrix.left_from(likelihood, consequence) {
        let words = format!("Risk {} stod här i {}", mark.number, since(mark));
        out.open("span", &[("class", "was"), ("title", &words)]);
        out.element("span", &[("class", "hidden")], &words);
        out.element(
            "span",
            &[("aria-hidden", "true"), ("class", "mark")],
            &mark.number.to_string(),
        );
        let arrow = arrow((likelihood, consequence), mark.at);
        out.element("span", &[("aria-hidden", "true"), ("class", "move")], arrow);
        out.close("span");
    }
    out.close("td");
}

fn since(mark: &Mark) -> &str {
    if mark.since.is_empty() { "förra rapporten" } else { &mark.since }
}

/// Low, middle, high; and where the reporting line runs.
fn cell_class(matrix: &RiskMatrix, likelihood: u8, consequence: u8) -> String {
    let value = likelihood * consequence;
    let tone = match value {
        15.. => "h",
        8.. => "m",
        _ => "l",
    };
    let reported = matrix.is_reported(likelihood, consequence);
    let left = reported && !(consequence > 1 && matrix.is_reported(likelihood, consequence - 1));
    let below = reported && !(likelihood > 1 && matrix.is_reported(likelihood - 1, consequence));
    let mut class = tone.to_owned();
    if left {
        class.push_str(" line-left");
    }
    if below {
        class.push_str(" line-below");
    }
    class
}

fn mark(out: &mut Html, mark: &Mark) {
    let (likelihood, consequence) = mark.at;
    let text = markdown::plain_text(&mark.text);
    let label = format!(
        "Risk {}: {text} Sannolikhet {likelihood}, konsekvens {consequence}, riskvärde {}.",
        mark.number,
        likelihood * consequence
    );
    out.open(
        "a",
        &[("class", "mark"), ("href", &mark.link), ("aria-label", &label), ("title", &label)],
    );
    out.text(&mark.number.to_string());
    out.close("a");
}

/// What the numbers stand for, the highest values first.
fn key(out: &mut Html, matrix: &RiskMatrix) {
    let mut marks: Vec<&Mark> = matrix.marks.iter().collect();
    marks.sort_unstable_by_key(|mark| (std::cmp::Reverse(mark.at.0 * mark.at.1), mark.number));
    out.open("ul", &[("class", "key small")]);
    for mark in marks {
        out.open("li", &[]);
        out.element(
            "span",
            &[("class", "mark"), ("aria-hidden", "true")],
            &mark.number.to_string(),
        );
        out.open("span", &[]);
        out.inline_nodes(&mark.text);
        out.element("span", &[("class", "note")], &format!("Riskvärde {}", mark.at.0 * mark.at.1));
        out.close("span");
        out.close("li");
    }
    out.close("ul");
}

/// The way a mark has gone since the report before. Rows rise upwards.
fn arrow(from: (u8, u8), to: (u8, u8)) -> &'static str {
    match (to.0.cmp(&from.0), to.1.cmp(&from.1)) {
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => "↖",
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Equal) => "↑",
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Greater) => "↗",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Greater) => "→",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Less) => "←",
        (std::cmp::Ordering::Less, std::cmp::Ordering::Less) => "↙",
        (std::cmp::Ordering::Less, std::cmp::Ordering::Equal) => "↓",
        (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => "↘",
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => "",
    }
}

fn explain(out: &mut Html, matrix: &RiskMatrix) {
    let mut sentences = vec!["Riskvärde är sannolikhet × konsekvens.".to_owned()];
    if let Some(threshold) = matrix.threshold {
        sentences.push(format!("Linjen går vid {threshold}: risker från det värdet redovisas."));
    }
    let mut times: Vec<&str> =
        matrix.marks.iter().filter(|mark| mark.before.is_some()).map(since).collect();
    times.dedup();
    if !times.is_empty() {
        sentences.push(format!("Ihåliga märken visar läget i {}.", times.join(", ")));
    }
    if !matrix.source.is_empty() {
        sentences.push(format!(
            "Risker utan egna värden i rapporten har värdena från {}.",
            matrix.source
        ));
    }
    let unplaced: Vec<String> =
        matrix.unplaced.iter().map(|mark| mark.number.to_string()).collect();
    if !unplaced.is_empty() {
        sentences.push(format!("Utan sannolikhet och konsekvens: nr {}.", unplaced.join(", ")));
    }
    out.element("p", &[("class", "small quiet")], &sentences.join(" "));
}
