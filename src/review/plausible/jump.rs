//! Jumps out of scale with a series' own history.

use rust_decimal::Decimal;

use super::{jump_month, jump_row};
use crate::model::{Id, Indicator, OutcomeKind};
use crate::number::{Figure, format_with_unit};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "hopp",
    title: "Talet hoppar",
    why: "En månad, en rad eller ett utfall som ligger långt utanför det som serien själv har visat kan \
          vara felskrivet.",
    group: Group::Plausible,
    severity: Severity::Question,
    limit: None,
    look: Look::Item(look),
};

/// How many earlier reports are looked at.
const REPORTS: usize = 4;

fn look(line: &Line<'_>, index: usize, (_, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    match item {
        Item::Indicator(own, _) => look_at_indicator(line, index, own, found),
        Item::Row(table, row) => jump_row::look_at(line, index, table, row, found),
        Item::Series(own) => jump_month::look_at(&line.reports[index].context, own, found),
        _ => {}
    }
}

/// The least and the most of some numbers; `None` without any.
pub(super) fn range(numbers: impl Iterator<Item = Decimal>) -> Option<(Decimal, Decimal)> {
    numbers.fold(None, |range, own| match range {
        None => Some((own, own)),
        Some((least, most)) => Some((own.min(least), own.max(most))),
    })
}

/// An outcome far outside what the reports of the year have shown; or less than before of what only
/// grows.
fn look_at_indicator(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    let Some(Figure::Exact(now)) = own.outcome.value else { return };
    if !own.scale.is_empty() {
        return;
    }
    let before = line.before(index, &own.id).take(REPORTS).filter_map(|(standing, item)| {
        let Item::Indicator(other, _) = item else { return None };
        Some((standing, other))
    });
    let earlier: Vec<(&Standing<'_>, &Indicator)> = before.collect();
    let outcomes = earlier.iter().filter_map(|(standing, other)| match other.outcome.value {
        Some(Figure::Exact(number)) if !standing.is_plan() => Some((*standing, number)),
        _ => None,
    });
    let outcomes: Vec<(&Standing<'_>, Decimal)> = outcomes.collect();
    let at = || line.reports[index].context.at(&own.id).field("outcome");
    let show = |number| format_with_unit(number, own.unit);
    let Some((last, then)) = outcomes.first().copied() else { return };
    if own.target.flow {
        if now < then && last.report().period.from == line.reports[index].report().period.from {
            let (value, beside) = (show(now), show(then));
            let message = format!(
                "{}: utfallet är {value}, men var redan {beside} i {}.",
                own.name,
                last.short()
            );
            let values = format!("{value} | {beside}");
            let finding = found.add_as(Severity::Warning, at(), values, message);
            finding.hint("Det som växer under året kan inte bli mindre. Kontrollera båda talen.");
            finding.also(last.context.at(&own.id).field("outcome"));
        }
        return;
    }
    let from_before = earlier.iter().flat_map(|(_, other)| &other.earlier).chain(&own.earlier);
    let from_before = from_before.filter_map(|other| match other.value {
        Some(Figure::Exact(number)) if other.kind == OutcomeKind::Actual => Some(number),
        _ => None,
    });
    let history: Vec<Decimal> = outcomes.iter().map(|(_, own)| *own).chain(from_before).collect();
    let Some((least, most)) = range(history.iter().copied()).filter(|_| history.len() > 1) else {
        return;
    };
    let room = most.saturating_sub(least).saturating_mul(Decimal::TWO).max(most.abs());
    if most < Decimal::TEN || now <= most.saturating_add(room) && now >= least.saturating_sub(room)
    {
        return;
    }
    let (value, low, high) = (show(now), show(least), show(most));
    let message =
        format!("{}: utfallet är {value}, men har förut legat mellan {low} och {high}.", own.name);
    found
        .add(at(), format!("{value} | {low} | {high}"), message)
        .hint("Kontrollera utfallet, eller skriv varför det har ändrats så mycket.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, ReportKind, Year};
    use crate::review::tests::{id, indicator, report, told, year};

    fn outcomes(flow: bool, outcomes: [&str; 3]) -> Year {
        let kinds = [ReportKind::T1, ReportKind::Month, ReportKind::T2];
        let reports =
            kinds.into_iter().zip(outcomes).enumerate().map(|(index, (kind, outcome))| {
                let mut own = indicator("dygn", "Antal dygn", outcome, "<2555");
                own.target.flow = flow;
                let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
                let goals = GoalsBlock { goals: vec![goal], ..GoalsBlock::default() };
                report(&format!("rapport-{index}"), kind, vec![Block::Goals(goals)])
            });
        year(reports.collect())
    }

    #[test]
    fn an_outcome_far_from_its_history() {
        assert_eq!(told(&RULE, &outcomes(false, ["40", "45", "145"])).len(), 1);
        assert_eq!(told(&RULE, &outcomes(true, ["900", "1800", "1700"])).len(), 1, "it only grows");
        assert!(told(&RULE, &outcomes(false, ["40", "45", "75"])).is_empty());
        assert!(told(&RULE, &outcomes(true, ["900", "1800", "2017"])).is_empty());
        assert!(told(&RULE, &outcomes(false, ["", "45", "145"])).is_empty(), "one is no history");
    }
}
