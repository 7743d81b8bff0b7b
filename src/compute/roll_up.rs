//! What a goal's status could be, put together from what stands under it. The status itself is a
//! person's; this stands beside it.

use super::{Context, Derivation, Formula, Input, indicator_status};
use crate::model::{Goal, Indicator, Legend, Status};

/// One in how many must have a colour, or a worse one, for it to weigh.
pub const THIRD: usize = 3;

/// The status that what stands under a goal speaks for: its units where they are listed, else its
/// indicators, else the goals under it; `None` where none of them has a colour.
///
/// The worst colour weighs that at least a third has, or worse. The worst of all would let one unit of
/// eleven, or one indicator of seven, colour the whole goal; a mean would let many green ones hide that
/// every third is red. Units come first because they judge the goal itself and indicators only sides of
/// it. What has no colour is shown among the inputs and weighs nothing.
pub fn goal_proposal(
    context: &Context<'_>,
    goal: &Goal,
    legend: Option<&Legend>,
) -> Option<Derivation> {
    let at = context.at(&goal.id).field("status");
    context.settle(&at, propose(context, goal, legend))
}

fn propose(context: &Context<'_>, goal: &Goal, legend: Option<&Legend>) -> Option<Derivation> {
    let units = || Derivation::new(Formula::RollUp, unit_statuses(context, goal));
    let indicators = || {
        let own = goal.indicators.iter().filter(|own| own.same_as.is_none());
        let inputs = own.map(|own| indicator_input(context, own, legend)).collect();
        Derivation::new(Formula::RollUp, inputs)
    };
    let goals = || {
        let inputs = goal.goals.iter().map(|below| goal_input(context, below, legend)).collect();
        Derivation::new(Formula::RollUp, inputs)
    };
    units().or_else(indicators).or_else(goals)
}

/// How many units of a goal there are, or have a status, where the report lists them.
pub fn unit_count(context: &Context<'_>, goal: &Goal, formula: Formula) -> Option<Derivation> {
    let inputs = unit_statuses(context, goal);
    if inputs.is_empty() { None } else { Derivation::new(formula, inputs) }
}

/// The units' statuses. A row may stand for two units and then counts twice.
fn unit_statuses(context: &Context<'_>, goal: &Goal) -> Vec<Input> {
    let mut inputs = Vec::new();
    for unit in &goal.units {
        let at = context.at(&unit.id).field("status");
        let input = Input::status(unit.label.clone(), at, unit.status.status);
        inputs.extend(std::iter::repeat_n(input, unit.units.len().max(1)));
    }
    inputs
}

/// An indicator's status: the stated one, else what the rule says.
fn indicator_input(context: &Context<'_>, own: &Indicator, legend: Option<&Legend>) -> Input {
    let stated = Some(own.status.status).filter(|status| *status != Status::Unset);
    let computed = || indicator_status(context, own, legend)?.status();
    let status = stated.or_else(computed).unwrap_or_default();
    Input::status(own.name.clone(), context.at(&own.id).field("status"), status)
}

/// The status of a goal below: a person's, else what is proposed for it.
fn goal_input(context: &Context<'_>, goal: &Goal, legend: Option<&Legend>) -> Input {
    let stated = Some(goal.status.status).filter(|status| *status != Status::Unset);
    let proposed = || goal_proposal(context, goal, legend)?.status();
    let status = stated.or_else(proposed).unwrap_or_default();
    Input::status(goal.title.clone(), context.at(&goal.id).field("status"), status)
}

/// The worst colour that weighs.
pub(super) fn weigh(inputs: &[Input]) -> Option<Status> {
    let count = |status| inputs.iter().filter(|input| input.is_status(status)).count();
    let [green, yellow, red] = [Status::Green, Status::Yellow, Status::Red].map(count);
    let all = green + yellow + red;
    match () {
        () if all == 0 => None,
        () if red * THIRD >= all => Some(Status::Red),
        () if (red + yellow) * THIRD >= all => Some(Status::Yellow),
        () => Some(Status::Green),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Address;

    fn weighed(statuses: &[Status]) -> Option<Status> {
        let at = Address::default();
        let inputs: Vec<Input> =
            statuses.iter().map(|status| Input::status("", at.clone(), *status)).collect();
        weigh(&inputs)
    }

    #[test]
    fn a_third_weighs_and_less_does_not() {
        use Status::{Green, Marked, NotMeasured, Red, Unset, Yellow};
        assert_eq!(weighed(&[Green, Green, Red]), Some(Red));
        assert_eq!(weighed(&[Green, Green, Green, Red]), Some(Green));
        assert_eq!(weighed(&[Green, Green, Green, Yellow, Red]), Some(Yellow), "together a third");
        assert_eq!(weighed(&[Red]), Some(Red));
        assert_eq!(weighed(&[Green, Unset, NotMeasured, Marked]), Some(Green));
        assert_eq!(weighed(&[Unset, Marked]), None, "no colour, no proposal");
        assert_eq!(weighed(&[]), None);
    }
}
