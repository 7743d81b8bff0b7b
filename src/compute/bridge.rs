//! Ends of bridges and sums of effects.

use super::{Context, Derivation, Formula, Input};
use crate::model::{Bridge, Effect, EffectsBlock};

/// What a bridge's start and steps add up to.
pub fn bridge_end(context: &Context<'_>, bridge: &Bridge) -> Option<Derivation> {
    let start = bridge.from.amount.as_ref()?.value()?;
    let mut inputs = vec![Input::number(&bridge.from.label, context.at(&bridge.from.id), start)];
    for step in &bridge.steps {
        let amount = step.amount.as_ref()?.value()?;
        inputs.push(Input::number(&step.label, context.at(&step.id), amount));
    }
    context.settle(&context.at(&bridge.to.id), Derivation::new(Formula::Sum, inputs))
}

/// What the parts of an effect add up to.
pub fn effect_sum(
    context: &Context<'_>,
    block: &EffectsBlock,
    effect: &Effect,
) -> Option<Derivation> {
    let parts = effect.sum.iter().filter_map(|id| block.effects.iter().find(|e| e.id == *id));
    let inputs: Option<Vec<Input>> = parts
        .map(|part| {
            let amount = part.amount.as_ref()?.value()?;
            Some(Input::number(&part.label, context.at(&part.id), amount))
        })
        .collect();
    let inputs = inputs.filter(|inputs| !inputs.is_empty())?;
    let at = context.at(&effect.id).field("amount");
    context.settle(&at, Derivation::new(Formula::Sum, inputs))
}
