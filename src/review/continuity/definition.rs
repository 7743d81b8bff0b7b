//! Definitions and scales that changed since the last report.

use super::same::is_same;
use crate::model::{Id, Indicator};
use crate::number::format_decimal;
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "definition-andrad",
    title: "Definitionen har ändrats",
    why: "Mäts något på ett nytt sätt kan utfallen inte jämföras.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    match item {
        Item::Indicator(own, _) => {
            described(line, index, (id, &own.name, &own.description.0), found);
            scale(line, index, own, found);
        }
        Item::Goal(own) => {
            described(line, index, (id, &own.title, &own.description.0), found);
        }
        _ => {}
    }
}

fn described(
    line: &Line<'_>,
    index: usize,
    (id, name, text): (&Id, &str, &str),
    found: &mut Findings<'_>,
) {
    if text.trim().is_empty() {
        return;
    }
    let described = line.before(index, id).find_map(|(standing, item)| {
        let text = match item {
            Item::Indicator(own, _) => &own.description.0,
            Item::Goal(own) => &own.description.0,
            _ => return None,
        };
        (!text.trim().is_empty()).then_some((standing, text))
    });
    let Some((standing, _)) = described.filter(|(_, before)| !is_same(before, text)) else {
        return;
    };
    let message =
        format!("Beskrivningen av {} är en annan än i {}.", called(name), standing.short());
    let at = line.reports[index].context.at(id);
    found
        .add(at.field("description"), text, message)
        .hint("Kontrollera att samma sak mäts, eller skriv vad som har ändrats.")
        .also(standing.context.at(id).field("description"));
}

fn scale(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    if own.scale.is_empty() {
        return;
    }
    let before = line.before(index, &own.id).find_map(|(standing, item)| match item {
        Item::Indicator(other, _) if !other.scale.is_empty() => Some((standing, other)),
        _ => None,
    });
    let Some((standing, other)): Option<(&Standing<'_>, &Indicator)> = before else { return };
    let is_same_step = |(a, b): (&crate::model::ScaleStep, &crate::model::ScaleStep)| {
        a.value.value() == b.value.value() && is_same(&a.label, &b.label)
    };
    let is_same_scale = own.scale.len() == other.scale.len()
        && own.scale.iter().zip(&other.scale).all(is_same_step);
    if is_same_scale {
        return;
    }
    let (now, then) = (steps(own), steps(other));
    let message = format!(
        "Skalan för {} är {now}, men var {then} i {}.",
        called(&own.name),
        standing.short()
    );
    let at = line.reports[index].context.at(&own.id).field("scale");
    found
        .add(at, format!("{then} | {now}"), message)
        .hint("Använd samma skala, eller skriv att den har ändrats.")
        .also(standing.context.at(&own.id).field("scale"));
}

fn steps(own: &Indicator) -> String {
    let step = |step: &crate::model::ScaleStep| {
        let value = step.value.value().map(format_decimal).unwrap_or_default();
        format!("{} = {value}", step.label)
    };
    own.scale.iter().map(step).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Report, ReportKind, ScaleStep};
    use crate::review::tests::{figure, id, indicator, report, told, year};

    fn with(own: &str, kind: ReportKind, text: &str, scale: &[&str]) -> Report {
        let mut measure = indicator("andel", "Andel i arbete", "", "");
        measure.description = text.into();
        let step = |value: &&str| ScaleStep {
            label: "Ja".into(),
            value: figure(value).unwrap_or_default(),
            ..ScaleStep::default()
        };
        measure.scale = scale.iter().map(step).collect();
        let goal = Goal { id: id("mal"), indicators: vec![measure], ..Goal::default() };
        let block = GoalsBlock { goals: vec![goal], ..GoalsBlock::default() };
        report(own, kind, vec![Block::Goals(block)])
    }

    #[test]
    fn another_definition() {
        let count = |before: &str, now: &str| {
            let reports =
                vec![with("t1", ReportKind::T1, before, &[]), with("t2", ReportKind::T2, now, &[])];
            told(&RULE, &year(reports))
        };
        let says = "andel/description: Beskrivningen av ”Andel i arbete” är en annan än i T1.";
        assert_eq!(count("Efter 90 dagar.", "Efter 30 dagar."), [says]);
        assert!(count("Efter 90 dagar.", "efter 90 dagar").is_empty());
        assert!(count("Efter 90 dagar.", "").is_empty());
        assert!(count("", "Efter 90 dagar.").is_empty());
    }

    #[test]
    fn another_scale() {
        let count = |now: &[&str]| {
            let reports =
                vec![with("t1", ReportKind::T1, "", &["1"]), with("t2", ReportKind::T2, "", now)];
            told(&RULE, &year(reports)).len()
        };
        assert_eq!(count(&["2"]), 1);
        assert_eq!(count(&["1"]), 0);
        assert_eq!(count(&[]), 0);
    }
}
