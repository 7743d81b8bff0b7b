//! What the plan promised and no report follows up.

use std::collections::HashSet;

use crate::model::{Address, Goal, GoalKind, Id, ReportKind};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "foljs-inte-upp",
    title: "Följs inte upp",
    why: "Det som planen tar upp ska gå att hitta i någon av årets rapporter.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Year(look),
};

/// The kinds of things that are followed up.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Indicator,
    Goal,
    Risk,
    Assignment,
    Control,
}

impl Kind {
    const ALL: [Self; 5] =
        [Self::Indicator, Self::Goal, Self::Risk, Self::Assignment, Self::Control];

    fn of(item: Item<'_>) -> Option<Self> {
        Some(match item {
            Item::Indicator(..) => Self::Indicator,
            Item::Goal(_) => Self::Goal,
            Item::Risk(_) => Self::Risk,
            Item::Assignment(_) => Self::Assignment,
            Item::Control(_) => Self::Control,
            _ => return None,
        })
    }

    /// Controls watch risks: where risks are followed up, so are they.
    fn is_met_by(self, other: Self) -> bool {
        self == other || (self == Self::Control && other == Self::Risk)
    }
}

fn look(line: &Line<'_>, found: &mut Findings<'_>) {
    let Some(plan) = line.reports.iter().find(|standing| standing.is_plan()) else { return };
    let is_follow_up = |standing: &&Standing<'_>| {
        !matches!(standing.report().kind, ReportKind::Plan | ReportKind::Month)
    };
    let reports: Vec<&Standing<'_>> = line.reports.iter().filter(is_follow_up).collect();
    if reports.is_empty() {
        return;
    }
    let planned = plan.items().filter_map(|(id, item)| Some((id, item, Kind::of(item)?)));
    let planned: Vec<_> = planned.collect();
    let followed: HashSet<&str> = followed(line, &planned);
    // A kind counts as followed up when a report has one that the plan has.
    let is_met = |kind: Kind| {
        planned.iter().any(|(id, _, other)| {
            kind.is_met_by(*other) && reports.iter().any(|report| report.item(id).is_some())
        })
    };
    let met: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| is_met(*kind)).collect();
    for (id, item, kind) in planned {
        if met.contains(&kind) && !followed.contains(id.as_str()) {
            tell(plan.context.at(id), item, &reports, found);
        }
    }
}

/// The ids of the plan that stand in any report, also in one of a month.
fn followed<'p>(line: &Line<'_>, planned: &[(&'p Id, Item<'_>, Kind)]) -> HashSet<&'p str> {
    let reports = || line.reports.iter().filter(|standing| !standing.is_plan());
    let ids = planned.iter().map(|(id, ..)| *id);
    ids.filter(|id| reports().any(|report| report.item(id).is_some())).map(Id::as_str).collect()
}

fn tell(at: Address, item: Item<'_>, reports: &[&Standing<'_>], found: &mut Findings<'_>) {
    let (what, name, severity) = match item {
        Item::Indicator(own, _) => ("Indikatorn", &own.name, Severity::Warning),
        Item::Risk(own) => ("Risken", &own.text.0, Severity::Warning),
        Item::Assignment(own) => ("Uppdraget", &own.text.0, Severity::Warning),
        Item::Control(own) => ("Kontrollen", &own.text.0, Severity::Warning),
        Item::Goal(own) if is_followed_up(own) => (label(own), &own.title, Severity::Question),
        _ => return,
    };
    let reports: Vec<String> = reports.iter().map(|report| report.short()).collect();
    // What stands under a requirement may be meant to come with it.
    let asks = if severity == Severity::Question { " Kommer det senare?" } else { "" };
    let message = format!(
        "{what} {} finns i planen men följs inte upp i {}.{asks}",
        called(name),
        reports.join(" eller ")
    );
    found
        .add_as(severity, at, "", message)
        .hint("Följ upp i nästa rapport, eller skriv varför det inte görs.");
}

/// Goals that stand for themselves: not the areas and visions above them.
fn is_followed_up(own: &Goal) -> bool {
    matches!(
        own.kind,
        GoalKind::Quality | GoalKind::Requirement | GoalKind::Measure | GoalKind::Committee
    )
}

fn label(own: &Goal) -> &'static str {
    match own.kind {
        GoalKind::Quality => "Kvalitetsmålet",
        GoalKind::Requirement => "Kravet",
        GoalKind::Measure => "Åtgärden",
        _ => "Målet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Report, Risk, RisksBlock};
    use crate::review::tests::{id, report, told, year};

    fn with(own: &str, kind: ReportKind, risks: &[&str]) -> Report {
        let risk = |own: &&str| Risk { id: id(own), text: (*own).into(), ..Risk::default() };
        let risks = risks.iter().map(risk).collect();
        let block = RisksBlock { id: id("risker"), risks, ..RisksBlock::default() };
        report(own, kind, vec![Block::Risks(block)])
    }

    #[test]
    fn a_risk_that_no_report_has() {
        let plan = || with("plan", ReportKind::Plan, &["brand", "stold"]);
        let t1 = with("t1", ReportKind::T1, &["brand"]);
        let t2 = with("t2", ReportKind::T2, &["brand"]);
        let says = "stold: Risken ”stold” finns i planen men följs inte upp i T1 eller T2.";
        assert_eq!(told(&RULE, &year(vec![plan(), t1, t2])), [says]);
        let month = with("juli", ReportKind::Month, &["stold"]);
        let t2 = with("t2", ReportKind::T2, &["brand"]);
        assert!(told(&RULE, &year(vec![plan(), month, t2])).is_empty(), "a month follows it up");
    }

    #[test]
    fn reports_of_other_things_promise_nothing() {
        let plan = || with("plan", ReportKind::Plan, &["brand"]);
        assert!(told(&RULE, &year(vec![plan()])).is_empty());
        let other = with("t2", ReportKind::T2, &[]);
        assert!(told(&RULE, &year(vec![plan(), other])).is_empty());
        let month = with("juli", ReportKind::Month, &[]);
        assert!(told(&RULE, &year(vec![plan(), month])).is_empty());
    }
}
