//! Things that lost their name.

use crate::compute::Context;
use crate::model::{Block, Id, Section, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "namn-saknas",
    title: "Namnet saknas",
    why: "En indikator, en risk, ett uppdrag eller en kontroll utan text säger inte läsaren vad det är.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    let mut each = |id: &Id, field: &str, name: &str, what: &str| {
        if name.trim().is_empty() {
            let message = format!("{what} saknar text.");
            found
                .add(context.at(id).field(field), "", message)
                .hint("Skriv vad det är, eller ta bort raden.");
        }
    };
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            goal.indicators.iter().for_each(|own| each(&own.id, "name", &own.name, "En indikator"));
            goal.actions.iter().for_each(|own| each(&own.id, "text", &own.text.0, "En åtgärd"));
        }),
        Block::Actions(block) => {
            block.actions.iter().for_each(|own| each(&own.id, "text", &own.text.0, "En åtgärd"));
        }
        Block::Risks(block) => {
            block.risks.iter().for_each(|own| each(&own.id, "text", &own.text.0, "En risk"));
        }
        Block::Assignments(block) => {
            let all = block.groups.iter().flat_map(|group| &group.assignments);
            all.for_each(|own| each(&own.id, "text", &own.text.0, "Ett uppdrag"));
        }
        Block::Controls(block) => {
            let all = block.groups.iter().flat_map(|group| &group.controls);
            all.for_each(|own| each(&own.id, "text", &own.text.0, "En kontroll"));
        }
        Block::Volumes(block) => {
            block.series.iter().for_each(|own| each(&own.id, "name", &own.name, "En volymserie"));
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Risk, RisksBlock};
    use crate::review::tests::{id, t2, told};

    #[test]
    fn a_risk_without_text_and_one_with() {
        let year = |text: &str| {
            let risk = Risk { id: id("risk"), text: text.into(), ..Risk::default() };
            let block = RisksBlock { id: id("risker"), risks: vec![risk], ..RisksBlock::default() };
            t2(vec![Block::Risks(block)])
        };
        assert_eq!(told(&RULE, &year(" ")), ["risk/text: En risk saknar text."]);
        assert!(told(&RULE, &year("Hot mot personal")).is_empty());
    }
}
