//! Bridges from one amount to another.

use crate::compute::{Agreement, Context, agreement, bridge_end};
use crate::model::{Block, Bridge, Section, walk};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "brygga",
    title: "Bryggan går inte ihop",
    why: "Det belopp som en brygga börjar med och stegen därifrån ska bli det belopp som den slutar \
          med. Det som avrundning förklarar räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Bridge(bridge) = block {
            look_at(context, bridge, found);
        }
    });
}

fn look_at(context: &Context<'_>, bridge: &Bridge, found: &mut Findings<'_>) {
    let Some(&Figure::Exact(stated)) = bridge.to.amount.as_ref() else { return };
    if bridge.steps.iter().any(|step| !matches!(step.amount, Some(Figure::Exact(_)))) {
        return;
    }
    let Some(computed) = bridge_end(context, bridge) else { return };
    let Some(number) = computed.number() else { return };
    if agreement(stated, &computed) != Some(Agreement::Differs) {
        return;
    }
    let (own, other) = (format_decimal(stated), format_decimal(number));
    let message = format!("{} är {own}, men början och stegen blir {other}.", bridge.to.label);
    let at = context.at(&bridge.to.id).field("amount");
    found
        .add(at, format!("{own} | {other}"), message)
        .hint("Kontrollera beloppen i bryggan; ett steg kan saknas eller ha fel tecken.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BridgeEnd, BridgeStep, Year};
    use crate::review::tests::{figure, id, t2, told};

    fn year(end: &str, last: &str) -> Year {
        let step = |own: &str, amount: &str| BridgeStep {
            id: id(own),
            amount: figure(amount),
            ..BridgeStep::default()
        };
        let bridge_end = |own: &str, amount: &str| BridgeEnd {
            id: id(own),
            label: own.into(),
            amount: figure(amount),
            ..BridgeEnd::default()
        };
        t2(vec![Block::Bridge(Bridge {
            id: id("brygga"),
            from: bridge_end("fjol", "11310"),
            steps: vec![step("pris", "203"), step("ovrigt", last)],
            to: bridge_end("nu", end),
            ..Bridge::default()
        })])
    }

    #[test]
    fn an_end_that_the_steps_do_not_reach() {
        let says = "nu/amount: nu är 11\u{a0}522, men början och stegen blir 11\u{a0}493.";
        assert_eq!(told(&RULE, &year("11522", "-20")), [says]);
    }

    #[test]
    fn rounding_and_missing_steps_are_not_told() {
        for (end, last) in [("11533", "20"), ("11534", "20"), ("11522", ""), ("", "20")] {
            assert!(told(&RULE, &year(end, last)).is_empty(), "{end} {last}");
        }
    }
}
