//! Counts of units: against the units' own results, and against each other.

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{Goal, Indicator, Status, UnitCount, UnitQuestion, UnitResult};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Severity};

/// Looks at the counts of a goal.
pub(super) fn look_at(context: &Context<'_>, goal: &Goal, found: &mut Findings<'_>) {
    for (index, count) in goal.unit_counts.iter().enumerate() {
        let of = all_units(goal, index);
        within_all(context, goal, count, of, found);
        against_text(context, goal, count, found);
        against_results(context, goal, count, found);
    }
    for question in [UnitQuestion::Now, UnitQuestion::Year, UnitQuestion::Unsaid] {
        together_within_all(context, goal, question, found);
    }
    for indicator in goal.indicators.iter().filter(|own| counts_units(own)) {
        indicator_against_counts(context, goal, indicator, found);
    }
}

fn exact(figure: Option<&Figure>) -> Option<Decimal> {
    match figure {
        Some(Figure::Exact(number)) => Some(*number),
        _ => None,
    }
}

/// How many units there are in all by a count, or by the last before it of the same question.
fn all_units(goal: &Goal, index: usize) -> Option<Decimal> {
    let count = &goal.unit_counts[index];
    let same = |other: &&UnitCount| other.question == count.question;
    let mut before = goal.unit_counts[..=index].iter().rev().filter(same);
    before.find_map(|count| exact(count.of.as_ref()))
}

fn tell(
    context: &Context<'_>,
    goal: &Goal,
    (own, other): (Decimal, Decimal),
    message: String,
    found: &mut Findings<'_>,
) {
    let at = context.at(&goal.id).field("unit_counts");
    let values = format!("{} | {}", format_decimal(own), format_decimal(other));
    found.add(at, values, message).hint("Kontrollera antalet enheter.");
}

fn name(goal: &Goal) -> &str {
    if goal.short.is_empty() { &goal.title } else { &goal.short }
}

fn within_all(
    context: &Context<'_>,
    goal: &Goal,
    count: &UnitCount,
    of: Option<Decimal>,
    found: &mut Findings<'_>,
) {
    let Some((reached, of)) = exact(count.reached.as_ref()).zip(of) else { return };
    if reached > of || reached < Decimal::ZERO {
        let (own, all) = (format_decimal(reached), format_decimal(of));
        let message = format!("{}: det står {own} enheter av {all}.", name(goal));
        tell(context, goal, (reached, of), message, found);
    }
}

/// Counts of one question that together are more than all units.
fn together_within_all(
    context: &Context<'_>,
    goal: &Goal,
    question: UnitQuestion,
    found: &mut Findings<'_>,
) {
    let counts = || goal.unit_counts.iter().filter(|count| count.question == question);
    if counts().count() < 2 {
        return;
    }
    let Some(all) = counts().filter_map(|count| exact(count.of.as_ref())).max() else { return };
    let reached = counts().filter(|count| count.status != Status::Unset);
    let sum = reached
        .filter_map(|count| exact(count.reached.as_ref()))
        .fold(Decimal::ZERO, Decimal::saturating_add);
    if sum > all && counts().all(|count| exact(count.reached.as_ref()) <= Some(all)) {
        let (own, other) = (format_decimal(sum), format_decimal(all));
        let message = format!(
            "{}: enheterna per bedömning blir tillsammans {own}, men de är {other} i allt.",
            name(goal)
        );
        tell(context, goal, (sum, all), message, found);
    }
}

/// *11 av 11* in the sentence that is printed for the count.
fn against_text(context: &Context<'_>, goal: &Goal, count: &UnitCount, found: &mut Findings<'_>) {
    let Some((said, said_of)) = share_in(&count.text.0) else { return };
    let reached = exact(count.reached.as_ref()).filter(|reached| *reached != said);
    let of = exact(count.of.as_ref()).filter(|of| *of != said_of);
    let Some(own) = reached.or(of) else { return };
    let pair = |a: Decimal, b: Decimal| format!("{} av {}", format_decimal(a), format_decimal(b));
    let stated = pair(
        exact(count.reached.as_ref()).unwrap_or(said),
        exact(count.of.as_ref()).unwrap_or(said_of),
    );
    let message = format!(
        "{}: texten säger {} enheter, men antalet som har angetts är {stated}.",
        name(goal),
        pair(said, said_of)
    );
    let other = if reached.is_some() { said } else { said_of };
    tell(context, goal, (own, other), message, found);
}

/// The first *N av M* of a text.
fn share_in(text: &str) -> Option<(Decimal, Decimal)> {
    text.match_indices(" av ").find_map(|(at, av)| {
        let before = text[..at].rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let after = text[at + av.len()..].split(|c: char| !c.is_ascii_digit()).next()?;
        Some((before.parse().ok()?, after.parse().ok()?))
    })
}

/// The count against the units' own results, where they are listed and asked the same.
fn against_results(
    context: &Context<'_>,
    goal: &Goal,
    count: &UnitCount,
    found: &mut Findings<'_>,
) {
    let status = count.status;
    let of_unit = |unit: &UnitResult| match count.question {
        UnitQuestion::Year => unit.expected.status,
        UnitQuestion::Now | UnitQuestion::Unsaid => unit.status.status,
    };
    if goal.units.is_empty() || goal.units.iter().all(|unit| of_unit(unit) == Status::Unset) {
        return;
    }
    // A row may stand for two units; the count may be of rows or of units.
    let rows_and_units = |wants: &dyn Fn(&UnitResult) -> bool| {
        let wanted = goal.units.iter().filter(|unit| wants(unit));
        let (rows, units) =
            wanted.fold((0, 0), |(rows, units), unit| (rows + 1, units + unit.units.len().max(1)));
        (Decimal::from(rows), Decimal::from(units))
    };
    let mut hold = |stated: Option<Decimal>, (rows, units): (Decimal, Decimal), what: &str| {
        let Some(stated) = stated.filter(|stated| *stated != rows && *stated != units) else {
            return;
        };
        let (own, list) = (format_decimal(stated), format_decimal(units));
        let message =
            format!("{}: antalet {what} är {own}, men enheternas resultat ger {list}.", name(goal));
        tell(context, goal, (stated, units), message, found);
    };
    let what = format!("enheter med bedömningen {}", status.label().to_lowercase());
    let counted = rows_and_units(&|unit| of_unit(unit) == status);
    // Which statuses "reach the goal" stands for is not said.
    if status != Status::Unset {
        hold(exact(count.reached.as_ref()), counted, &what);
    }
    hold(exact(count.of.as_ref()), rows_and_units(&|_| true), "enheter i allt");
}

/// *Andelen enheter som når sina mål*, shown as a number of units.
fn counts_units(indicator: &Indicator) -> bool {
    let name = indicator.name.to_lowercase();
    name.contains("enhet") && name.contains("når sina mål")
}

/// Such an indicator shows what one of the goal's counts says.
fn indicator_against_counts(
    context: &Context<'_>,
    goal: &Goal,
    indicator: &Indicator,
    found: &mut Findings<'_>,
) {
    let in_words = share_in(&indicator.outcome.text.0).map(|(reached, _)| reached);
    let Some(stated) = exact(indicator.outcome.value.as_ref()).or(in_words) else { return };
    let known: Vec<Decimal> =
        goal.unit_counts.iter().filter_map(|count| exact(count.reached.as_ref())).collect();
    let of = goal.unit_counts.iter().find_map(|count| exact(count.of.as_ref()));
    // It may also be shown in percent.
    let is_share = |reached: &Decimal| {
        let share = of.and_then(|of| reached.saturating_mul(Decimal::ONE_HUNDRED).checked_div(of));
        share.is_some_and(|share| share.saturating_sub(stated).abs() < Decimal::ONE)
    };
    if known.is_empty() || known.iter().any(|own| *own == stated || is_share(own)) {
        return;
    }
    let own = format_decimal(stated);
    let others: Vec<String> = known.into_iter().map(format_decimal).collect();
    let others = others.join(" och ");
    let message = format!("{} är {own}, men för målet anges {others} enheter.", indicator.name);
    let at = context.at(&indicator.id).field("outcome");
    let finding = found.add_as(Severity::Warning, at, format!("{own} | {others}"), message);
    finding.hint("Kontrollera vilket antal som gäller.");
    finding.also(context.at(&goal.id).field("unit_counts"));
}

#[cfg(test)]
mod tests {
    use super::super::tally::RULE;
    use super::*;
    use crate::model::{Assessment, Block, GoalsBlock, Year};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn year(counts: Vec<UnitCount>, units: &[Status], outcome: &str) -> Year {
        let units = units.iter().enumerate().map(|(index, status)| UnitResult {
            id: id(&format!("enhet-{index}")),
            status: Assessment { status: *status, ..Assessment::default() },
            ..UnitResult::default()
        });
        let goal = Goal {
            id: id("mal"),
            short: "Ekonomi".into(),
            units: units.collect(),
            unit_counts: counts,
            indicators: vec![indicator("andel", "Andelen enheter som når sina mål", outcome, "")],
            ..Goal::default()
        };
        let block = GoalsBlock { id: id("block"), goals: vec![goal], ..GoalsBlock::default() };
        t2(vec![Block::Goals(block)])
    }

    fn count(status: Status, reached: &str, of: &str, text: &str) -> UnitCount {
        UnitCount {
            question: UnitQuestion::Now,
            status,
            reached: figure(reached),
            of: figure(of),
            text: text.into(),
            ..UnitCount::default()
        }
    }

    #[test]
    fn counts_that_contradict() {
        let units = [Status::Green, Status::Green, Status::Red];
        let one = |own: UnitCount| told(&RULE, &year(vec![own], &units, ""));
        let says = "mal/unit_counts: Ekonomi: antalet enheter med bedömningen grön är 1, men \
                    enheternas resultat ger 2.";
        assert_eq!(one(count(Status::Green, "1", "3", "")), [says]);
        assert_eq!(one(count(Status::Green, "2", "4", "")).len(), 1, "units in all");
        assert_eq!(one(count(Status::Green, "2", "3", "Grön i 3 av 3 enheter.")).len(), 1);
        let more = vec![count(Status::Green, "6", "11", ""), count(Status::Red, "7", "", "")];
        assert_eq!(told(&RULE, &year(more, &[], "")).len(), 1, "together more than all");
        let few = vec![count(Status::Green, "6", "11", "")];
        assert_eq!(told(&RULE, &year(few, &[], "9")).len(), 1, "the indicator");
    }

    #[test]
    fn counts_that_agree() {
        let units = [Status::Green, Status::Green, Status::Red];
        let text = "För perioden är bedömningen grön i 2 av 3 enheter.";
        assert!(
            told(&RULE, &year(vec![count(Status::Green, "2", "3", text)], &units, "2")).is_empty()
        );
        let both = vec![count(Status::Green, "6", "11", ""), count(Status::Red, "5", "", "")];
        assert!(told(&RULE, &year(both, &[], "6")).is_empty());
        let share = vec![count(Status::Green, "6", "11", "")];
        assert!(told(&RULE, &year(share, &[], "55")).is_empty(), "in percent");
    }
}
