//! Targets that changed since the plan or the last report.

use super::same::is_same;
use crate::model::{Better, Bound, Comparison, Id, Indicator};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "mal-andrat",
    title: "Målnivån har ändrats",
    why: "Målnivån sätts i planen. En ny målnivå ändrar vad utfallet betyder, mest när den blir \
          lättare att nå.",
    group: Group::Continuity,
    severity: Severity::Warning,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    let Item::Indicator(own, _) = item else { return };
    let before = line.before(index, id).find_map(|(standing, item)| match item {
        Item::Indicator(other, _) if has_target(other) => Some((standing, other)),
        _ => None,
    });
    if let Some((standing, other)) = before {
        look_at(&line.reports[index], own, (standing, other), found);
    }
}

fn has_target(own: &Indicator) -> bool {
    own.target.year.is_some() || !own.target.text.trim().is_empty()
}

fn look_at(
    standing: &Standing<'_>,
    own: &Indicator,
    (earlier, other): (&Standing<'_>, &Indicator),
    found: &mut Findings<'_>,
) {
    let Some((severity, what)) = change(own, other) else { return };
    let (now, then) = (shown(own), shown(other));
    let message = format!(
        "Målet för {} är {now}, men var {then} i {}.{what}",
        called(&own.name),
        earlier.short()
    );
    found
        .add_as(
            severity,
            standing.context.at(&own.id).field("target"),
            format!("{then} | {now}"),
            message,
        )
        .hint("Använd planens målnivå, eller skriv vem som beslutade om den nya.")
        .also(earlier.context.at(&own.id).field("target"));
}

/// How grave the change is, with what to say of it; `None` when there is none.
fn change(own: &Indicator, other: &Indicator) -> Option<(Severity, &'static str)> {
    match (&own.target.year, &other.target.year) {
        (Some(now), Some(then)) => bounds(now, then, way(own, now).or(way(other, then))),
        (None, None) => {
            let (now, then) = (&own.target.text, &other.target.text);
            let is_there = !now.trim().is_empty() && !then.trim().is_empty();
            (is_there && !is_same(now, then)).then_some((Severity::Question, ""))
        }
        _ => None,
    }
}

fn bounds(now: &Bound, then: &Bound, way: Option<Better>) -> Option<(Severity, &'static str)> {
    if let Some((now, then)) = side(now.comparison).zip(side(then.comparison))
        && now != then
    {
        return Some((Severity::Warning, " Tecknet är omvänt."));
    }
    if now.value == then.value && now.upper == then.upper {
        return None;
    }
    let is_lower = now.value < then.value;
    let is_easier = now.upper.is_none()
        && match way {
            Some(Better::Higher) => is_lower,
            Some(Better::Lower) => !is_lower,
            _ => false,
        };
    Some(if is_easier {
        (Severity::Warning, " Det har blivit lättare att nå.")
    } else {
        (Severity::Question, " Stämmer det?")
    })
}

/// Which way is better by a sign.
fn side(comparison: Comparison) -> Option<Better> {
    match comparison {
        Comparison::Less | Comparison::AtMost => Some(Better::Lower),
        Comparison::More | Comparison::AtLeast => Some(Better::Higher),
        Comparison::Equal | Comparison::Unsaid => None,
    }
}

/// Which way is better for an indicator.
fn way(own: &Indicator, bound: &Bound) -> Option<Better> {
    side(bound.comparison).or(match own.target.better {
        Better::Unsaid => None,
        better => Some(better),
    })
}

fn shown(own: &Indicator) -> String {
    match &own.target.year {
        Some(bound) => bound.show(own.unit),
        None => called(&own.target.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Report, ReportKind};
    use crate::review::tests::{found, id, indicator, report, told, year};

    fn with(own: &str, kind: ReportKind, target: &str, better: Better) -> Report {
        let mut measure = indicator("plan", "Plan för stöd", "", target);
        measure.target.better = better;
        let goal = Goal { id: id("mal"), indicators: vec![measure], ..Goal::default() };
        let block = GoalsBlock { goals: vec![goal], ..GoalsBlock::default() };
        report(own, kind, vec![Block::Goals(block)])
    }

    fn change(then: &str, now: &str, better: Better) -> Option<Severity> {
        let plan = with("namndplan", ReportKind::Plan, then, better);
        let findings = found(&RULE, &year(vec![plan, with("t2", ReportKind::T2, now, better)]));
        findings.first().map(|finding| finding.severity)
    }

    #[test]
    fn an_easier_target() {
        let plan = with("namndplan", ReportKind::Plan, "2", Better::Higher);
        let t2 = with("t2", ReportKind::T2, "1", Better::Higher);
        let says = "plan/target: Målet för ”Plan för stöd” är 1, men var 2 i planen. Det har blivit \
                    lättare att nå.";
        assert_eq!(told(&RULE, &year(vec![plan, t2])), [says]);
        let unsaid = Better::Unsaid;
        assert_eq!(change("<7", "<8", unsaid), Some(Severity::Warning));
        assert_eq!(change("<7", "<6", unsaid), Some(Severity::Question));
        assert_eq!(change("7", "8", unsaid), Some(Severity::Question), "which way nobody says");
        assert_eq!(change("<7", ">7", unsaid), Some(Severity::Warning));
    }

    #[test]
    fn the_same_target() {
        assert_eq!(change("7", "<7", Better::Lower), None, "a sign that was not there");
        assert_eq!(change(">=25", ">25", Better::Unsaid), None);
        assert_eq!(change("7", "7.0", Better::Lower), None);
        assert_eq!(change("7", "", Better::Lower), None, "a table without targets");
    }
}
