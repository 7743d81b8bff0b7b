//! The rules and how the year sets them.

use super::super::super::Html;
use super::super::{options, submit};
use crate::model::Year;
use crate::number::format_decimal;
use crate::review::{Group, Rule, rules};

/// The choices of a rule's severity, by the word in the file.
const CHOICES: [(&str, &str); 5] = [
    ("", "Som vanligt"),
    ("error", "Fel"),
    ("warning", "Varning"),
    ("question", "Fråga"),
    ("off", "Av"),
];

/// A folded table of all rules, with what the year says of each.
pub(super) fn settings(out: &mut Html, year: &Year) {
    out.open("details", &[("class", "rules")]);
    out.element("summary", &[], "Regler och gränser");
    let text = "Så granskas året. Det som ändras här gäller hela året och följer med filen.";
    out.element("p", &[("class", "quiet small")], text);
    for group in Group::ALL {
        let own: Vec<&Rule> = rules().filter(|rule| rule.group == group).collect();
        if own.is_empty() {
            continue;
        }
        let label = format!("Regler: {}", group.label());
        let region =
            [("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", &*label)];
        out.open("div", &region);
        out.open("table", &[("class", "years")]);
        out.element("caption", &[], group.label());
        out.html.push_str("<thead><tr>");
        for head in ["Regel", "Allvar", "Gräns"] {
            out.element("th", &[("scope", "col")], head);
        }
        out.html.push_str("</tr></thead><tbody>");
        own.iter().for_each(|rule| row(out, year, rule));
        out.html.push_str("</tbody></table></div>");
    }
    out.element("button", &submit("do", "rules", "1"), "Spara reglerna");
    out.close("details");
}

fn row(out: &mut Html, year: &Year, rule: &Rule) {
    let choice = year.review.rules.iter().find(|choice| choice.rule == rule.code);
    let severity = choice.map(|choice| choice.severity).unwrap_or_default();
    out.open("tr", &[]);
    out.open("th", &[("scope", "row")]);
    out.text(rule.title);
    out.element("p", &[("class", "quiet small")], rule.why);
    out.close("th");
    out.open("td", &[]);
    let label = format!("Allvar: {}", rule.title);
    out.open("select", &[("name", &format!("rule {}", rule.code)), ("aria-label", &label)]);
    let usual = format!("Som vanligt ({})", rule.severity.label().to_lowercase());
    let words = |(word, label): &(&'static str, &'static str)| {
        (*word, if word.is_empty() { usual.clone() } else { (*label).to_owned() })
    };
    let choices: Vec<(&str, String)> = CHOICES.iter().map(words).collect();
    options(out, choices.iter().map(|(word, label)| (*word, label.as_str())), severity.word());
    out.close("select");
    out.close("td");
    out.open("td", &[]);
    if let Some(limit) = rule.limit {
        let own = choice.and_then(|choice| choice.limit).map(format_decimal).unwrap_or_default();
        let label = format!("Gräns för {}, {}", rule.title, limit.says);
        let field = [
            ("type", "text"),
            ("name", &*format!("limit {}", rule.code)),
            ("value", &own),
            ("placeholder", &format_decimal(limit.usual)),
            ("aria-label", &label),
        ];
        out.open("input", &field);
        out.element("span", &[("class", "quiet small")], limit.says);
    }
    out.close("td");
    out.close("tr");
}
