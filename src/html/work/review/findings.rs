//! The findings, report by report.

use super::super::super::{Html, href};
use super::super::submit;
use super::{Reviewed, Shown, finding_key, reason_name};
use crate::model::Accepted;
use crate::review::{Finding, Mend, Severity};

/// Findings that are shown at once: nobody reads more, and one can choose.
const SHOWN: usize = 300;

/// Those that are open, by report, and those accepted, folded.
pub(super) fn findings(of: Reviewed<'_>) -> String {
    let mut out = Html::default();
    let (accepted, open): (Vec<Shown<'_>>, Vec<Shown<'_>>) =
        of.shown().partition(|(_, accepted)| accepted.is_some());
    let count = match open.len() {
        0 => "Inget här att ta ställning till.".to_owned(),
        1 => "Ett fynd.".to_owned(),
        count if count > SHOWN => {
            format!("{count} fynd. De första {SHOWN} visas; välj för att se färre.")
        }
        count => format!("{count} fynd."),
    };
    out.element("p", &[("id", "_antal"), ("tabindex", "-1"), ("role", "status")], &count);
    list(&mut out, of, &open[..open.len().min(SHOWN)]);
    if !accepted.is_empty() {
        out.open("details", &[("class", "accepted")]);
        out.element("summary", &[], &format!("Godtagna: {}", accepted.len()));
        list(&mut out, of, &accepted);
        out.close("details");
    }
    out.html
}

fn list(out: &mut Html, of: Reviewed<'_>, all: &[Shown<'_>]) {
    let sections = of.sections();
    for report in all.chunk_by(|(a, _), (b, _)| a.at.report == b.at.report) {
        let [(first, _), ..] = report else { continue };
        out.element("h2", &[], &of.report_title(&first.at.report));
        out.open("ol", &[("class", "findings")]);
        report.iter().for_each(|(own, accepted)| {
            let accepted = accepted.and_then(|at| of.year.review.accepted.get(at));
            let section = sections.get(&(&own.at.report, &own.at.element));
            finding(out, own, section.copied().unwrap_or(""), accepted);
        });
        out.close("ol");
    }
}

fn finding(out: &mut Html, own: &Finding, section: &str, accepted: Option<&Accepted>) {
    let key = finding_key(own);
    out.open("li", &[("class", own.severity.word())]);
    out.open("p", &[("class", "what")]);
    severity(out, own.severity);
    out.html.push(' ');
    out.element("strong", &[], own.rule.title);
    if !section.is_empty() {
        out.element("span", &[("class", "quiet small")], section);
    }
    out.close("p");
    out.element("p", &[], &own.message);
    if !own.hint.is_empty() {
        out.element("p", &[("class", "quiet")], &own.hint);
    }
    out.open("div", &[("class", "acts")]);
    out.element("a", &[("href", &href(&own.at))], "Gå dit");
    for (index, place) in own.also.iter().enumerate() {
        let text = if own.also.len() == 1 {
            "Jämfört med".to_owned()
        } else {
            format!("Jämfört med {}", index + 1)
        };
        out.element("a", &[("href", &href(place))], &text);
    }
    match accepted {
        Some(accepted) => taken_back(out, own, accepted, &key),
        None => {
            own.mend.iter().for_each(|mend| mended(out, own, mend, &key));
            accepting(out, own, &key);
        }
    }
    out.close("div");
    why(out, own);
    out.close("li");
}

/// The mark of a severity: shape, word and colour.
pub(super) fn severity(out: &mut Html, severity: Severity) {
    let class = format!("sv {}", severity.word());
    out.element("span", &[("class", &class)], severity.label());
}

fn mended(out: &mut Html, own: &Finding, mend: &Mend, key: &str) {
    out.open("span", &[("class", "mend")]);
    out.element("span", &[], &mend.says);
    out.html.push(' ');
    let label = format!("Rätta: {}", own.message);
    let button = submit("do", "mend", key);
    out.element("button", &[&button[..], &[("aria-label", &label)]].concat(), "Rätta");
    out.close("span");
}

fn accepting(out: &mut Html, own: &Finding, key: &str) {
    let label = format!("Godta: {}", own.message);
    out.open("details", &[]);
    out.element("summary", &[("aria-label", &label)], "Godta …");
    let name = reason_name(key);
    out.open("label", &[]);
    out.text("Varför det är rätt som det står ");
    out.open("input", &[("type", "text"), ("name", &name)]);
    out.close("label");
    out.html.push(' ');
    out.element("button", &submit("do", "accept", key), "Godta");
    out.close("details");
}

fn taken_back(out: &mut Html, own: &Finding, accepted: &Accepted, key: &str) {
    let date = accepted.date.map(|date| date.to_string()).unwrap_or_default();
    let text = format!("Godtaget av {} {date}: {}", accepted.by, accepted.reason.0);
    out.element("span", &[], &text);
    let label = format!("Ta tillbaka: {}", own.message);
    let button = submit("do", "unaccept", key);
    out.element("button", &[&button[..], &[("aria-label", &label)]].concat(), "Ta tillbaka");
}

/// What the rule looks for and why.
fn why(out: &mut Html, own: &Finding) {
    out.open("details", &[("class", "why")]);
    let label = format!("Om regeln: {}", own.rule.title);
    out.element("summary", &[("aria-label", &label)], "Om regeln");
    out.element("p", &[], own.rule.why);
    out.close("details");
}
