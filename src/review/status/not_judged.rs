//! An outcome that nobody judged though its neighbours are.

use super::words::{called, has_outcome, shows};
use crate::compute::{Context, indicator_status};
use crate::model::{
    Block, Goal, GoalsBlock, Indicator, IndicatorField, Rule as StatusRule, Section, Status, walk,
};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "utfall-utan-bedomning",
    title: "Utfall utan bedömning",
    why: "Där en tabell visar bedömningar ska också varje utfall ha en.",
    group: Group::Status,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            if shows(block, goal, IndicatorField::Status) {
                look_at(context, block, goal, found);
            }
        });
    });
}

fn look_at(context: &Context<'_>, block: &GoalsBlock, goal: &Goal, found: &mut Findings<'_>) {
    let legend = block.legend.as_ref();
    let measured = || goal.indicators.iter().filter(|own| has_outcome(own));
    let stated = measured().filter(|own| own.status.status != Status::Unset).count();
    let others = measured().count().saturating_sub(1);
    let is_alone = others > 1 && stated == others;
    let has_rule = legend.is_some_and(|legend| legend.rule == StatusRule::Deviation);
    for own in measured().filter(|own| own.status.status == Status::Unset) {
        let why = if has_rule && is_countable(own) {
            "regeln kan inte räkna ut den"
        } else if is_alone {
            "de andra under målet har det"
        } else {
            continue;
        };
        if indicator_status(context, own, legend).is_some() {
            continue;
        }
        let message =
            format!("{} har ett utfall men ingen bedömning, och {why}.", called(&own.name));
        let hint = if is_alone {
            "Bedöm utfallet, eller skriv att det inte bedöms."
        } else {
            "Bedöm utfallet, eller ange åt vilket håll målet är bättre."
        };
        let outcome = own.outcome.value.as_ref().map(|figure| figure.show(own.unit));
        let at = context.at(&own.id).field("status");
        found.add(at, outcome.unwrap_or_default(), message).hint(hint);
    }
}

fn is_countable(own: &Indicator) -> bool {
    let has_target = own.target.year.is_some() || own.target.period.is_some();
    has_target && own.outcome.value.as_ref().is_some_and(|figure| figure.value().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorColumn, Legend};
    use crate::review::tests::{found, id, indicator, t2, told};

    fn block(rule: StatusRule, own: [Indicator; 3]) -> Block {
        let column =
            IndicatorColumn { field: IndicatorField::Status, ..IndicatorColumn::default() };
        Block::Goals(GoalsBlock {
            id: id("tabell"),
            legend: Some(Legend { rule, ..Legend::default() }),
            columns: vec![column],
            goals: vec![Goal { id: id("mal"), indicators: own.to_vec(), ..Goal::default() }],
            ..GoalsBlock::default()
        })
    }

    fn three(statuses: [Status; 3], target: &str) -> [Indicator; 3] {
        let mut number = 0;
        statuses.map(|status| {
            number += 1;
            let mut own =
                indicator(&format!("nr-{number}"), &format!("Nummer {number}"), "5", target);
            own.status.status = status;
            own
        })
    }

    #[test]
    fn one_of_several_is_not_judged() {
        let (green, unset) = (Status::Green, Status::Unset);
        let says = "nr-2/status: ”Nummer 2” har ett utfall men ingen bedömning, och de andra under \
                    målet har det.";
        let with = |statuses, target| block(StatusRule::None, three(statuses, target));
        assert_eq!(told(&RULE, &t2(vec![with([green, unset, green], "")])), [says]);
        assert!(found(&RULE, &t2(vec![with([green, unset, unset], "")])).is_empty());
        assert!(found(&RULE, &t2(vec![with([unset, unset, unset], ">=4")])).is_empty());
    }

    #[test]
    fn a_rule_that_can_count_is_enough() {
        let (green, unset) = (Status::Green, Status::Unset);
        let with = |target| block(StatusRule::Deviation, three([green, unset, green], target));
        assert!(found(&RULE, &t2(vec![with(">=4")])).is_empty());
        assert_eq!(found(&RULE, &t2(vec![with("6")])).len(), 1, "which way is better is not said");
    }
}
