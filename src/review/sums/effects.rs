//! Lists of effects: the sums of their amounts and of their changes.

use crate::compute::{Agreement, Context, Derivation, Formula, Input, agreement, effect_sum};
use crate::model::{Block, Effect, EffectsBlock, Section, walk};
use crate::number::{Figure, format_decimal, format_signed};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "effekter",
    title: "Effekterna blir inte summan",
    why: "En effekt som är summan av andra ska ha deras belopp och deras förändring. Det som \
          avrundning förklarar räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Effects(block) = block else { return };
        for effect in block.effects.iter().filter(|effect| !effect.sum.is_empty()) {
            let sum = effect_sum(context, block, effect);
            hold(context, effect, "amount", effect.amount.as_ref(), sum, found);
            let sum = sum_of_changes(context, block, effect);
            hold(context, effect, "change", effect.change.as_ref(), sum, found);
        }
    });
}

/// What the parts' changes add up to. One that is not given is none.
fn sum_of_changes(
    context: &Context<'_>,
    block: &EffectsBlock,
    effect: &Effect,
) -> Option<Derivation> {
    let mut inputs = Vec::new();
    for id in &effect.sum {
        let part = block.effects.iter().find(|own| own.id == *id)?;
        let Some(change) = &part.change else { continue };
        let at = context.at(&part.id).field("change");
        inputs.push(Input::number(&part.label, at, change.value()?));
    }
    if inputs.is_empty() { None } else { Derivation::new(Formula::Sum, inputs) }
}

fn hold(
    context: &Context<'_>,
    effect: &Effect,
    field: &str,
    stated: Option<&Figure>,
    sum: Option<Derivation>,
    found: &mut Findings<'_>,
) {
    let (Some(&Figure::Exact(stated)), Some(sum)) = (stated, sum) else { return };
    let Some(number) = sum.number() else { return };
    if agreement(stated, &sum) != Some(Agreement::Differs) {
        return;
    }
    let (own, other, what) = match field {
        "change" => (format_signed(stated), format_signed(number), "förändringen"),
        _ => (format_decimal(stated), format_decimal(number), "beloppet"),
    };
    let message =
        format!("{}: {what} är {own}, men delarna blir tillsammans {other}.", effect.label);
    found
        .add(context.at(&effect.id).field(field), format!("{own} | {other}"), message)
        .hint("Rätta delarna eller summan.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Year;
    use crate::review::tests::{figure, id, t2, told};

    fn year(amount: &str, change: &str) -> Year {
        let effect = |own: &str, sum: &[&str], amount: &str, change: &str| Effect {
            id: id(own),
            label: own.into(),
            sum: sum.iter().map(|part| id(part)).collect(),
            amount: figure(amount),
            change: figure(change),
            ..Effect::default()
        };
        let effects = vec![
            effect("totalt", &["missbruk", "bistand"], amount, change),
            effect("missbruk", &[], "2.4", ""),
            effect("bistand", &[], "0.4", "-0.1"),
        ];
        t2(vec![Block::Effects(EffectsBlock { effects, ..EffectsBlock::default() })])
    }

    #[test]
    fn sums_that_are_off() {
        let says = [
            "totalt/amount: totalt: beloppet är 8,2, men delarna blir tillsammans 2,8.",
            "totalt/change: totalt: förändringen är +0,1, men delarna blir tillsammans −0,1.",
        ];
        assert_eq!(told(&RULE, &year("8.2", "0.1")), says);
    }

    #[test]
    fn rounding_and_nothing_stated_are_right() {
        for (amount, change) in [("2.8", "-0.1"), ("2.9", "0"), ("", ""), ("drygt 5", "")] {
            assert!(told(&RULE, &year(amount, change)).is_empty(), "{amount} {change}");
        }
    }
}
