//! Names that changed since the last report.

use super::same::{is_other, is_same, parting};
use crate::model::Id;
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "namn-andrat",
    title: "Namnet har ändrats",
    why: "Det som byter namn mellan planen och en rapport, eller mellan två rapporter, är svårt att \
          känna igen och kan ha blivit något annat.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (id, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    if let Some((name, field)) = name_of(item) {
        look_at(line, index, id, (name, field), found);
    }
}

fn look_at(
    line: &Line<'_>,
    index: usize,
    id: &Id,
    (name, field): (&str, &str),
    found: &mut Findings<'_>,
) {
    let named = line.before(index, id).find_map(|(standing, item)| {
        let (before, _) = name_of(item)?;
        (!before.trim().is_empty()).then_some((standing, before))
    });
    let Some((standing, before)) = named else { return };
    if name.trim().is_empty() || is_same(before, name) || is_short(before) || is_short(name) {
        return;
    }
    // Nothing in common: it looks like another thing under the same id.
    let severity = if is_other(before, name) { Severity::Warning } else { Severity::Question };
    let (now, then) = parting(name, before);
    let message = format!(
        "{} hette {} i {}. Är det samma sak?",
        called(&now),
        called(&then),
        standing.short()
    );
    let at = line.reports[index].context.at(id).field(field);
    found
        .add_as(severity, at, format!("{before} | {name}"), message)
        .hint("Använd samma namn, eller skriv att det har ändrats och varför.")
        .also(standing.context.at(id).field(field));
}

/// What people call it, with the member it stands in. Actions and controls are sentences that are
/// worded anew each time.
fn name_of(item: Item<'_>) -> Option<(&str, &'static str)> {
    Some(match item {
        Item::Goal(own) => (&own.title, "title"),
        Item::Indicator(own, _) => (&own.name, "name"),
        Item::Risk(own) => (&own.text.0, "text"),
        Item::Assignment(own) => (&own.text.0, "text"),
        Item::Row(_, own) => (&own.label, "label"),
        Item::Series(own) => (&own.name, "name"),
        Item::Staff(own) => (&own.label, "label"),
        Item::Account(own) => (&own.title, "title"),
        _ => return None,
    })
}

/// An abbreviation such as IFO.
fn is_short(name: &str) -> bool {
    let name = name.trim();
    name.chars().count() <= 4 && name.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Report, ReportKind};
    use crate::review::tests::{found, id, indicator, report, told, year};

    fn with(own: &str, kind: ReportKind, name: &str) -> Report {
        let own_goal = Goal {
            id: id("mal"),
            indicators: vec![indicator("andel", name, "", "")],
            ..Goal::default()
        };
        let block = GoalsBlock { goals: vec![own_goal], ..GoalsBlock::default() };
        report(own, kind, vec![Block::Goals(block)])
    }

    #[test]
    fn a_name_that_is_another() {
        let plan = || with("plan", ReportKind::Plan, "Andel som arbetar");
        let t2 = |name| year(vec![plan(), with("t2", ReportKind::T2, name)]);
        let says = "andel/name: ”Andel som studerar” hette ”Andel som arbetar” i planen. Är det samma sak?";
        assert_eq!(told(&RULE, &t2("Andel som studerar")), [says]);
        assert!(told(&RULE, &t2("ANDEL som arbetar*")).is_empty());
        assert!(told(&RULE, &t2("")).is_empty());
        let other = found(&RULE, &t2("Sjukfrånvaro"));
        assert_eq!(other.first().map(|finding| finding.severity), Some(Severity::Warning));
    }

    #[test]
    fn it_is_told_once() {
        let reports = vec![
            with("plan", ReportKind::Plan, "Andel som arbetar"),
            with("t1", ReportKind::T1, "Andel som studerar"),
            with("t2", ReportKind::T2, "Andel som studerar"),
        ];
        assert_eq!(found(&RULE, &year(reports)).len(), 1);
    }
}
