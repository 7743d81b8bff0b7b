//! A status though there is nothing to judge.

use super::words::{called, has_outcome, indicator_says, is_coloured, shows, word};
use crate::compute::Context;
use crate::model::{Block, Indicator, IndicatorField, Section, Status, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "bedomning-utan-utfall",
    title: "Bedömning utan utfall",
    why: "En indikator kan inte bedömas innan den har ett utfall, om inte någon skriver hur.",
    group: Group::Status,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            if shows(block, goal, IndicatorField::Outcome) {
                goal.indicators.iter().for_each(|own| look_at(context, own, found));
            }
        });
    });
}

fn look_at(context: &Context<'_>, own: &Indicator, found: &mut Findings<'_>) {
    let status = own.status.status;
    let is_judged = is_coloured(status) || matches!(status, Status::Marked | Status::Done);
    // A target in figures asks for an outcome in figures; words are enough for the rest.
    let has_number = own.target.year.is_some() || own.target.period.is_some();
    let is_said = !own.outcome.later.is_empty() || !own.status.reason.is_empty();
    let is_told = is_said || (!has_number && (indicator_says(own) || !own.blocks.is_empty()));
    if !is_judged || has_outcome(own) || is_told {
        return;
    }
    let message = format!("{} är {}, men har inget utfall.", called(&own.name), judged(status));
    let at = context.at(&own.id);
    found
        .add(at.field("status"), word(status), message)
        .hint("Fyll i utfallet, eller skriv vad bedömningen bygger på.")
        .also(at.field("outcome"));
}

fn judged(status: Status) -> String {
    match status {
        Status::Marked => "bedömd".to_owned(),
        status => format!("bedömd som {}", word(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Goal, GoalsBlock, IndicatorColumn};
    use crate::review::tests::{found, id, indicator, t2, told};

    fn block(own: Indicator, field: IndicatorField) -> Block {
        let column = IndicatorColumn { field, ..IndicatorColumn::default() };
        Block::Goals(GoalsBlock {
            id: id("tabell"),
            columns: vec![column],
            goals: vec![Goal { id: id("mal"), indicators: vec![own], ..Goal::default() }],
            ..GoalsBlock::default()
        })
    }

    fn green(change: impl FnOnce(&mut Indicator)) -> Indicator {
        let mut own = indicator("andel", "Andel i arbete", "", ">=25");
        own.status.status = Status::Green;
        change(&mut own);
        own
    }

    #[test]
    fn a_status_of_nothing() {
        let year =
            t2(vec![block(green(|own| own.comment = "Bra.".into()), IndicatorField::Outcome)]);
        let says = "andel/status: ”Andel i arbete” är bedömd som grön, men har inget utfall.";
        assert_eq!(told(&RULE, &year), [says]);
    }

    #[test]
    fn an_outcome_a_reason_or_no_column_are_right() {
        let right: [fn(&mut Indicator); 5] = [
            |own| own.outcome.value = crate::review::tests::figure("26"),
            |own| own.outcome.later = "Kommer v. 40.".into(),
            |own| own.status.reason = "Enligt enheternas egna tal.".into(),
            |own| own.status.status = Status::NotMeasured,
            |own| {
                own.target.year = None;
                own.comment = "Allt är på plats.".into();
            },
        ];
        for change in right {
            assert!(
                found(&RULE, &t2(vec![block(green(change), IndicatorField::Outcome)])).is_empty()
            );
        }
        let no_column = t2(vec![block(green(|_| ()), IndicatorField::Status)]);
        assert!(found(&RULE, &no_column).is_empty());
    }
}
