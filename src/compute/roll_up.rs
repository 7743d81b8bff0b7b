//! What a goal's status could be, put together from what stands under it. The status itself is a
//! person's; this stands beside it.

use super::{Context, Derivation, Formula, Input, indicator_status};
use crate::model::{Goal, Indicator, Legend, Status};

/// The status that what stands under a goal speaks for: its units where they are listed, else its
/// indicators, else the goals under it; `None` where none of them has a colour.
///
/// It is the worst colour that at least half of them have, or worse; and where at least a third is red,
/// it is yellow at least. The worst of all would let one unit of eleven colour the whole goal; the most
/// common would let it be green while four of nine are red. The months of 2023 were judged so: green
/// with five yellow of eleven, yellow with three yellow and two red of ten. Units come first because they
/// judge the goal itself and indicators only sides of it. What has no colour is shown among the inputs and
/// weighs nothing.
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

const HALF: usize = 2;
const THIRD: usize = 3;

/// The worst colour that weighs.
pub(super) fn weigh(inputs: &[Input]) -> Option<Status> {
    let count = |status| inputs.iter().filter(|input| input.is_status(status)).count();
    let [green, yellow, red] = [Status::Green, Status::Yellow, Status::Red].map(count);
    let all = green + yellow + red;
    match () {
        () if all == 0 => None,
        () if red * HALF >= all => Some(Status::Red),
        () if (red + yellow) * HALF >= all || red * THIRD >= all => Some(Status::Yellow),
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
    fn half_weighs_and_a_third_of_red_is_seen() {
        use Status::{Green, Marked, NotMeasured, Red, Unset, Yellow};
        let of = |green: usize, yellow: usize, red: usize| {
            let all = [(Green, green), (Yellow, yellow), (Red, red)];
            let all: Vec<Status> =
                all.into_iter().flat_map(|(status, n)| std::iter::repeat_n(status, n)).collect();
            weighed(&all)
        };
        assert_eq!(of(6, 5, 0), Some(Green));
        assert_eq!(of(5, 5, 0), Some(Yellow));
        assert_eq!(of(5, 3, 2), Some(Yellow));
        assert_eq!(of(5, 0, 4), Some(Yellow), "four of nine");
        assert_eq!(of(3, 0, 1), Some(Green), "one of four");
        assert_eq!(of(1, 0, 1), Some(Red));
        assert_eq!(weighed(&[Red]), Some(Red));
        assert_eq!(weighed(&[Green, Unset, NotMeasured, Marked]), Some(Green));
        assert_eq!(weighed(&[Unset, Marked]), None, "no colour, no proposal");
        assert_eq!(weighed(&[]), None);
    }
}
