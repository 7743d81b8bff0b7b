//! What of an element stands elsewhere: what is done about a risk, how it has moved, how an indicator
//! has gone, and what the rule says of its status.

use crate::compute::{Context, indicator_status, risk_value};
use crate::edit::{Form, FormPart, show};
use crate::model::{
    Action, Address, Assessment, Block, Control, Id, Indicator, Legend, Report, Risk, Status, Year,
    walk,
};
use crate::review::in_order;

/// Adds what the year knows of the element of a form.
pub(super) fn add_to(form: &mut Form, year: &Year) {
    let at = form.address.clone();
    let Some(report) = year.report(&at.report).filter(|_| !at.element.is_missing()) else { return };
    let mut parts = Vec::new();
    if risk(report, &at.element).is_some() {
        parts.extend(measures(year, report, &at.element));
        parts.extend(past(year, MOVED, |context| moved(context, &at.element)));
    }
    if let Some((own, legend)) = indicator(report, &at.element) {
        let id = own.same_as.as_ref().unwrap_or(&own.id);
        parts.extend(past(year, WENT, |context| went(context, id)));
        let context = Context::new(year, report);
        overrule(&mut form.parts, &at.field("status.status"), by_rule(&context, own, legend), own);
    }
    // What no one else can say, notes and what could not be read, stands last.
    let is_last = |part: &FormPart| matches!(part, FormPart::Notes { .. } | FormPart::Kept(_));
    let end = form.parts.iter().position(is_last).unwrap_or(form.parts.len());
    form.parts.splice(end..end, parts);
}

fn risk<'a>(report: &'a Report, id: &Id) -> Option<&'a Risk> {
    let mut found = None;
    walk::each_risk(report, &mut |risk| {
        found = found.or((risk.id == *id).then_some(risk));
    });
    found
}

fn indicator<'a>(report: &'a Report, id: &Id) -> Option<(&'a Indicator, Option<&'a Legend>)> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| {
                let own = goal.indicators.iter().find(|own| own.id == *id);
                found = found.or(own.map(|own| (own, block.legend.as_ref())));
            });
        }
    });
    found
}

/// The controls of a risk, and what is done about it outside its own row.
fn measures(year: &Year, report: &Report, risk: &Id) -> Vec<FormPart> {
    let (mut controls, mut actions) = (Vec::new(), Vec::new());
    let at = |id: &Id| Address::new(&year.id, &report.id, id);
    let mut add = |action: &Action| {
        if action.risk.as_ref() == Some(risk) {
            actions.push((at(&action.id), told(&action.text.0, &action.status)));
        }
    };
    walk::each_block(report, &mut |block| match block {
        Block::Controls(block) => {
            let groups = block.groups.iter().filter(|group| group.risk == *risk);
            let own = groups.flat_map(|group| &group.controls);
            let own = own.map(|own: &Control| (at(&own.id), told(&own.text.0, &own.status)));
            controls.extend(own);
        }
        Block::Actions(block) => block.actions.iter().for_each(&mut add),
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            goal.actions.iter().for_each(&mut add);
        }),
        Block::Risks(block) => {
            let others = block.risks.iter().filter(|other| other.id != *risk);
            others.flat_map(|other| &other.actions).for_each(&mut add);
        }
        _ => {}
    });
    let lists = [("Kontrollmoment", controls), ("Åtgärder på andra ställen", actions)];
    let lists = lists.into_iter().filter(|(_, links)| !links.is_empty());
    lists.map(|(label, links)| FormPart::Links { label, links }).collect()
}

fn told(text: &str, status: &Assessment) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("Utan text").trim();
    match status.status {
        Status::Unset => line.to_owned(),
        status => format!("{line} ({})", status.label()),
    }
}

const MOVED: &[&str] = &["Sannolikhet", "Konsekvens", "Riskvärde", "Status"];
const WENT: &[&str] = &["Utfall", "Målnivå", "Status"];

/// What the element was in each report of the year, in order of time; where it is in one alone there is
/// nothing to tell.
fn past(
    year: &Year,
    heads: &'static [&'static str],
    of: impl Fn(&Context<'_>) -> Option<(Id, Vec<String>)>,
) -> Option<FormPart> {
    let rows = in_order(year).into_iter().filter_map(|report| {
        let (id, mut cells) = of(&Context::new(year, report))?;
        cells.insert(0, walk::short_title(report));
        Some((Address::new(&year.id, &report.id, &id), cells))
    });
    let rows: Vec<_> = rows.collect();
    (rows.len() > 1).then_some(FormPart::Past { heads, rows })
}

fn moved(context: &Context<'_>, id: &Id) -> Option<(Id, Vec<String>)> {
    let risk = risk(context.report, id)?;
    let own = |factor: Option<u8>| factor.map(|factor| factor.to_string()).unwrap_or_default();
    let computed = || risk_value(context, risk)?.number().map(|value| value.to_string());
    let value = risk.value.map(|value| value.to_string()).or_else(computed).unwrap_or_default();
    let status = risk.status.status.label().to_owned();
    Some((id.clone(), vec![own(risk.likelihood), own(risk.consequence), value, status]))
}

fn went(context: &Context<'_>, id: &Id) -> Option<(Id, Vec<String>)> {
    let (own, legend) = indicator(context.report, id)?;
    let value = own.outcome.value.as_ref().map(|value| value.show(own.unit));
    let outcome = value.unwrap_or_else(|| own.outcome.text.0.clone());
    let status = match own.status.status {
        Status::Unset => by_rule(context, own, legend).unwrap_or_default(),
        stated => stated,
    };
    Some((id.clone(), vec![outcome, show(&own.target), status.label().to_owned()]))
}

fn by_rule(context: &Context<'_>, own: &Indicator, legend: Option<&Legend>) -> Option<Status> {
    indicator_status(context, own, legend)?.status()
}

/// A status that the rule would not give wants a reason.
fn overrule(parts: &mut [FormPart], at: &Address, rule: Option<Status>, own: &Indicator) {
    let (stated, reason) = (own.status.status, &own.status.reason);
    let Some(rule) = rule.filter(|rule| *rule != stated && stated != Status::Unset) else { return };
    if !reason.is_empty() {
        return;
    }
    for part in parts {
        match part {
            FormPart::Field(field) if field.address == *at => {
                field.overrules = format!("Regeln ger {}. Skriv skälet nedan.", rule.label());
            }
            FormPart::Group { parts, .. } => overrule(parts, at, Some(rule), own),
            _ => {}
        }
    }
}
