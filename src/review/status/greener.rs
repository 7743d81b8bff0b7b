//! Goals greener than what they are made of.

use super::words::{goal_called, neuter, rank, word};
use crate::compute::{Context, indicator_status};
use crate::model::{Block, Goal, GoalsBlock, Section, Status, UnitQuestion, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "mal-gronare",
    title: "Målet är bättre bedömt än sina delar",
    why: "Ett mål kan bedömas bättre än de flesta av sina enheter eller alla sina indikatorer, men då \
          behöver läsaren veta varför.",
    group: Group::Status,
    severity: Severity::Question,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            let is_explained = !goal.status.reason.is_empty();
            if let Some(own) = rank(goal.status.status).filter(|_| !is_explained) {
                look_at(context, block, goal, own, found);
            }
        });
    });
}

fn look_at(
    context: &Context<'_>,
    block: &GoalsBlock,
    goal: &Goal,
    own: u8,
    found: &mut Findings<'_>,
) {
    let worse = |statuses: &[Status]| {
        let judged = statuses.iter().filter_map(|status| rank(*status));
        (judged.clone().filter(|rank| *rank > own).count(), judged.count())
    };
    let units: Vec<Status> = goal.units.iter().map(|unit| unit.status.status).collect();
    let indicators: Vec<Status> = goal
        .indicators
        .iter()
        .map(|indicator| match indicator.status.status {
            Status::Unset => indicator_status(context, indicator, block.legend.as_ref())
                .and_then(|computed| computed.status())
                .unwrap_or_default(),
            stated => stated,
        })
        .collect();
    let below: Vec<Status> = goal.goals.iter().map(|below| below.status.status).collect();
    let (units, indicators, below) = (worse(&units), worse(&indicators), worse(&below));
    let parts = if units.0 * 2 > units.1 {
        (units, "enheter")
    } else if let Some(counted) = counted(goal, own) {
        (counted, "enheter")
    } else if indicators.1 > 0 && indicators.0 == indicators.1 {
        (indicators, "indikatorer")
    } else if below.1 > 0 && below.0 == below.1 {
        (below, "mål under det")
    } else {
        return;
    };
    let ((worse, of), parts) = parts;
    let stated = goal.status.status;
    let message = format!(
        "Målet {} är {}, men {worse} av {of} {parts} är sämre bedömda. Stämmer bedömningen?",
        goal_called(goal),
        neuter(stated),
    );
    let values = format!("{} | {worse} av {of} {parts}", word(stated));
    found
        .add(context.at(&goal.id).field("status"), values, message)
        .hint("Kontrollera målets bedömning, eller skriv skälet till den.");
}

/// Where the report only counts units: how many of all are not green, if more than half.
fn counted(goal: &Goal, own: u8) -> Option<(usize, usize)> {
    if own > 0 || !goal.units.is_empty() {
        return None;
    }
    let now = goal.unit_counts.iter().filter(|count| count.question != UnitQuestion::Year);
    let mut green = now.filter(|count| count.status == Status::Green);
    let count = green.next()?;
    let number = |figure: &Option<crate::number::Figure>| figure.as_ref()?.value()?.try_into().ok();
    let (reached, of): (usize, usize) = (number(&count.reached)?, number(&count.of)?);
    let rest = of.checked_sub(reached)?;
    (rest * 2 > of).then_some((rest, of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assessment, UnitCount, UnitResult};
    use crate::review::tests::{figure, found, id, indicator, t2, told};

    fn assessed(status: Status) -> Assessment {
        Assessment { status, ..Assessment::default() }
    }

    fn goal(units: &[Status], indicators: &[Status]) -> Goal {
        let unit = |(n, status): (usize, &Status)| UnitResult {
            id: id(&format!("enhet-{n}")),
            status: assessed(*status),
            ..UnitResult::default()
        };
        let own = |(n, status): (usize, &Status)| {
            let mut own = indicator(&format!("indikator-{n}"), "Andel", "", "");
            own.status.status = *status;
            own
        };
        Goal {
            id: id("mal"),
            title: "Trygga barn".into(),
            status: assessed(Status::Green),
            units: units.iter().enumerate().map(unit).collect(),
            indicators: indicators.iter().enumerate().map(own).collect(),
            ..Goal::default()
        }
    }

    fn count(goal: Goal) -> usize {
        found(&RULE, &t2(vec![block(goal)])).len()
    }

    fn block(goal: Goal) -> Block {
        Block::Goals(GoalsBlock { id: id("tabell"), goals: vec![goal], ..GoalsBlock::default() })
    }

    #[test]
    fn most_units_or_all_indicators_are_worse() {
        use Status::{Green, Red, Yellow};
        let says = "mal/status: Målet ”Trygga barn” är grönt, men 2 av 3 enheter är sämre bedömda. \
                    Stämmer bedömningen?";
        assert_eq!(told(&RULE, &t2(vec![block(goal(&[Yellow, Red, Green], &[]))])), [says]);
        assert_eq!(count(goal(&[Yellow, Green], &[])), 0, "half is not most");
        assert_eq!(count(goal(&[], &[Yellow, Red])), 1);
        assert_eq!(count(goal(&[], &[Yellow, Green])), 0);
        assert_eq!(count(goal(&[Status::Unset], &[Status::NotMeasured])), 0);
        let yellow = Goal { status: assessed(Yellow), ..goal(&[Yellow, Yellow], &[Yellow]) };
        assert_eq!(count(yellow), 0);
        let mut explained = goal(&[Yellow, Red, Green], &[]);
        explained.status.reason = "Två enheter är nya.".into();
        assert_eq!(count(explained), 0);
    }

    #[test]
    fn counted_units_are_units() {
        let with = |reached: &str| {
            let mut goal = goal(&[], &[]);
            goal.unit_counts = vec![UnitCount {
                status: Status::Green,
                reached: figure(reached),
                of: figure("11"),
                ..UnitCount::default()
            }];
            count(goal)
        };
        assert_eq!(with("5"), 1);
        assert_eq!(with("6"), 0);
    }
}
