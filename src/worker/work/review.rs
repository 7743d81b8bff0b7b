//! *Granskning*: what was found, accepting and mending, and the rules.

use std::sync::Arc;

use super::{Made, Shown, day};
use crate::edit::{Editor, History, Pen, Wish};
use crate::html::work as html;
use crate::model::{Accepted, Address, Id, RuleChoice, RuleSeverity, Year};
use crate::number::parse_decimal;
use crate::review::{Finding, Inspector};
use crate::worker::fields::Fields;

const GONE: &str = "Fyndet finns inte längre: värdena är inte desamma. Inget ändrades.";

/// The page with what is chosen.
pub(super) fn shown(inspector: &mut Inspector, year: &Year, fields: &Fields) -> Shown {
    let review = inspector.review(year);
    let chosen = |name| Some(fields.get(name)).filter(|own| *own != html::ALL).unwrap_or("");
    let filter = html::ReviewFilter {
        report: Id::new(chosen("report")).unwrap_or_default(),
        element: fields.id("unit"),
        severity: chosen("severity").to_owned(),
        group: chosen("group").to_owned(),
        rule: chosen("rule").to_owned(),
    };
    let of = html::Reviewed { year, review: &review, filter: &filter };
    let (html, live) = html::review(of, fields.get("by"));
    Shown { html, live, values: Vec::new() }
}

/// The year with a finding accepted, or not any more, or mended; or with other rules.
pub(super) fn made(
    inspector: &mut Inspector,
    year: &Arc<Year>,
    fields: &Fields,
    pen: &Pen,
) -> Result<Made, String> {
    if fields.has("rules") {
        return ruled(year, fields);
    }
    let does = ["accept", "unaccept", "mend"].into_iter().find(|does| fields.has(does));
    let Some(does) = does else { return Err(GONE.to_owned()) };
    let key = fields.get(does);
    let review = inspector.review(year);
    let at = review.findings.iter().position(|finding| html::is_finding(finding, key));
    let finding = at.map(|at| (&review.findings[at], review.accepted[at]));
    let Some((finding, accepted)) = finding else { return Err(GONE.to_owned()) };
    match does {
        "mend" => mended(year, finding, pen),
        "accept" => accept(year, finding, fields.get(&html::reason_name(key)), pen),
        _ => Ok(taken_back(year, finding, accepted)),
    }
}

fn accept(year: &Year, finding: &Finding, reason: &str, pen: &Pen) -> Result<Made, String> {
    if reason.trim().is_empty() {
        return Err("Skriv varför det är rätt som det står. Skälet följer med filen.".to_owned());
    }
    let mut year = year.clone();
    year.review.accepted.push(Accepted {
        rule: finding.rule.code.to_owned(),
        at: finding.at.to_string(),
        values: finding.values.clone(),
        reason: reason.trim().into(),
        by: pen.by.clone(),
        date: day(&pen.at),
        ..Accepted::default()
    });
    let name = format!("Godtog ett fynd: {}", finding.rule.title);
    Ok(made_of(name, "Fyndet är godtaget. Det kommer tillbaka om värdena ändras.", year))
}

fn taken_back(year: &Year, finding: &Finding, accepted: Option<usize>) -> Made {
    let mut year = year.clone();
    if let Some(at) = accepted.filter(|at| *at < year.review.accepted.len()) {
        year.review.accepted.remove(at);
    }
    let name = format!("Tog tillbaka ett godtaget fynd: {}", finding.rule.title);
    made_of(name, "Fyndet är inte längre godtaget.", year)
}

/// What mends it is typed as a person would.
fn mended(year: &Arc<Year>, finding: &Finding, pen: &Pen) -> Result<Made, String> {
    let Some(mend) = &finding.mend else { return Err(GONE.to_owned()) };
    let mut editor = Editor::new(year.clone(), History::default());
    let wish =
        Wish::TypeMany { name: mend.says.clone(), cells: mend.cells.clone(), rows: Vec::new() };
    editor.fulfil(wish, pen).map_err(|refused| refused.to_string())?;
    let href = format!("#/{}", Address { field: String::new(), ..finding.at.clone() });
    let name = format!("Rättade: {}", finding.rule.title);
    let says = format!("Rättat: {}.", mend.says.trim_end_matches('.'));
    Ok(Made { href, ..made_of(name, &says, Year::clone(&editor.year)) })
}

/// The rules as the form has them; those that are as usual are not kept.
fn ruled(year: &Year, fields: &Fields) -> Result<Made, String> {
    let mut rules = Vec::new();
    for (code, severity) in fields.under("rule ") {
        let severity = RuleSeverity::ALL.iter().find(|own| own.word() == severity);
        let typed = fields.get(&format!("limit {code}")).trim();
        let limit = parse_decimal(typed);
        if limit.is_none() && !typed.is_empty() {
            return Err(format!(
                "Gränsen ”{typed}” går inte att läsa som ett tal. Inget ändrades."
            ));
        }
        let severity = severity.copied().unwrap_or_default();
        if severity != RuleSeverity::Usual || limit.is_some() {
            rules.push(RuleChoice {
                rule: code.to_owned(),
                severity,
                limit,
                ..RuleChoice::default()
            });
        }
    }
    // Rules of a later version stay.
    let is_known = |own: &RuleChoice| crate::review::rules().any(|rule| rule.code == own.rule);
    rules.extend(year.review.rules.iter().filter(|own| !is_known(own)).cloned());
    let mut year = year.clone();
    year.review.rules = rules;
    Ok(made_of("Ändrade granskningens regler".to_owned(), "Reglerna är sparade.", year))
}

fn made_of(name: String, says: &str, year: Year) -> Made {
    Made { name, year, says: says.to_owned(), ..Made::default() }
}
