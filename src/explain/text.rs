//! An explanation as plain text.

use super::{Explanation, Kept, Limit, Part, Stated, Term};
use crate::compute::{Agreement, Formula};
use crate::document::markdown;

/// Longest name of what goes into it; an assignment is a whole sentence.
const LONGEST: usize = 60;

/// Renders an explanation: name, result, formula, what goes into it with addresses, and notes.
pub fn render(explanation: &Explanation) -> String {
    let mut lines = vec![
        explanation.title.clone(),
        explanation.place.clone(),
        explanation.at.to_string(),
        String::new(),
        format!("  {}", explanation.result),
        String::new(),
        explanation.sentence.clone(),
    ];
    lines.extend(explanation.worked.iter().map(|worked| format!("  {worked}")));
    if !explanation.parts.is_empty() {
        lines.push(String::new());
        lines.extend(parts(explanation));
    }
    let notes = notes(explanation);
    if !notes.is_empty() {
        lines.push(String::new());
        lines.extend(notes);
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What goes into it: name and value in columns, then the address.
fn parts(explanation: &Explanation) -> Vec<String> {
    let named = |part: &Part| -> Vec<(String, Term)> {
        let names = part.terms.iter().enumerate().map(|(at, term)| name(explanation, at, term));
        names.zip(part.terms.iter().cloned()).collect()
    };
    let all: Vec<_> = explanation.parts.iter().map(|part| (part, named(part))).collect();
    let terms = || all.iter().flat_map(|(_, terms)| terms);
    let names = terms().map(|(name, _)| width(name)).max().unwrap_or_default();
    let values = terms().map(|(_, term)| width(&term.shown)).max().unwrap_or_default();
    let mut lines = Vec::new();
    for (part, terms) in &all {
        lines.extend(part.result.as_ref().map(|result| format!("{}: {result}", part.label)));
        lines.extend(terms.iter().map(|(name, term)| line(name, term, names, values)));
    }
    lines
}

/// What a term is called: where a part has several, what it is in the formula.
fn name(explanation: &Explanation, at: usize, term: &Term) -> String {
    match explanation.heads.get(at) {
        Some(head) => (*head).to_owned(),
        None if width(&term.label) <= LONGEST => term.label.clone(),
        None => {
            let start: String = term.label.chars().take(LONGEST - 1).collect();
            format!("{}…", start.trim_end())
        }
    }
}

fn line(name: &str, term: &Term, names: usize, values: usize) -> String {
    let name = format!("{name}{}", " ".repeat(names.saturating_sub(width(name))));
    let space = values.saturating_sub(width(&term.shown));
    let value = format!("{}{}", " ".repeat(space), term.shown);
    let at = term.at.as_ref().map(ToString::to_string).unwrap_or_default();
    let more = if term.is_computed { " (beräknat)" } else { "" };
    format!("  {name}  {value}  {at}{more}")
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// Rounding, rule and limits, what is stated, and whether the value was kept: a sentence each.
pub fn notes(explanation: &Explanation) -> Vec<String> {
    let limits = explanation.limits.iter().map(limit);
    let rounding = explanation.decimals.map(rounding);
    let stated = explanation.stated.as_ref().map(|own| stated(own, explanation));
    let kept = explanation.kept.as_ref().map(kept);
    limits.chain(rounding).chain(stated).chain(kept).collect()
}

/// `Gul till och med: 10 % på fel sida (årets inställningar).`
pub fn limit(limit: &Limit) -> String {
    let at = limit.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    format!("{}: {} ({}{at}).", limit.what, limit.shown, limit.source.label())
}

/// What the value is rounded to.
pub fn rounding(decimals: u32) -> String {
    match decimals {
        0 => "Avrundat till heltal.".to_owned(),
        1 => "Avrundat till en decimal.".to_owned(),
        number => format!("Avrundat till {number} decimaler."),
    }
}

/// What is stated and how it goes with what is computed.
pub fn stated(own: &Stated, explanation: &Explanation) -> String {
    let Stated { shown, agreement, is_judgement, reason } = own;
    let result = &explanation.result;
    let is_proposal = explanation.derivation.formula == Formula::RollUp;
    match (agreement, is_judgement) {
        (Agreement::Equal, true) if is_proposal => {
            format!("Bedömningen i rapporten är {shown}, som förslaget.")
        }
        (Agreement::Equal, _) => format!("I rapporten står {shown}, och det stämmer."),
        (Agreement::Rounding, _) => format!(
            "I rapporten står {shown}. Skillnaden förklaras av avrundning: värdena är avrundade \
             var för sig."
        ),
        (Agreement::Differs, false) => {
            format!("I rapporten står {shown}, men uträkningen ger {result}.")
        }
        (Agreement::Differs, true) => {
            let why = match markdown::plain_text(reason).replace('\n', " ") {
                text if text.trim().is_empty() => "Ingen orsak är angiven.".to_owned(),
                text => format!("Orsak: {}", text.trim()),
            };
            format!("En människa har satt {shown} i stället för {result}. {why}")
        }
    }
}

/// That the value was kept, and what it would be today.
pub fn kept(kept: &Kept) -> String {
    let since = kept.since.map(|date| format!(" {}", date.in_text())).unwrap_or_default();
    let today = match &kept.today {
        Some(today) => format!(" I dag skulle det bli {today}."),
        None => String::new(),
    };
    format!("Värdet är det som gällde när rapporten blev klar{since}.{today}")
}
