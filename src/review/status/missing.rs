//! Things in a list that nobody judged though nearly all others are.

use super::words::{called, has_outcome, is_coloured};
use crate::compute::Context;
use crate::model::{Assessment, Block, Goal, Id, ReportKind, Section, Status, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "bedomning-saknas",
    title: "Bedömning saknas",
    why: "Där nästan alla i en lista är bedömda har den som inte är det troligen glömts.",
    group: Group::Status,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

/// Fewest judged others that make a gap a gap.
const FEWEST: usize = 3;

/// One thing of a list.
struct Listed<'a> {
    id: &'a Id,
    name: &'a str,
    status: &'a Assessment,
    /// Whether it says itself why it is not judged.
    is_told: bool,
}

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    if context.report.kind == ReportKind::Plan {
        return;
    }
    let mut list = |what: &str, listed: Vec<Listed<'_>>| look_at(context, what, &listed, found);
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => {
            walk::each_goal(&block.goals, &mut |goal| {
                list("enheter", goal.units.iter().map(unit).collect());
                list("åtgärder", goal.actions.iter().map(action).collect());
                list("mål", goal.goals.iter().map(of_goal).collect());
            });
            list("mål", block.goals.iter().map(of_goal).collect());
        }
        Block::Actions(block) => list("åtgärder", block.actions.iter().map(action).collect()),
        Block::Assignments(block) => {
            let all = block.groups.iter().flat_map(|group| &group.assignments);
            let listed = all.map(|own| Listed {
                id: &own.id,
                name: &own.text.0,
                status: &own.status,
                is_told: !own.comment.is_empty(),
            });
            list("uppdrag", listed.collect());
        }
        Block::Risks(block) => {
            let listed = block.risks.iter().map(|own| Listed {
                id: &own.id,
                name: &own.text.0,
                status: &own.status,
                is_told: false,
            });
            list("risker", listed.collect());
        }
        Block::Controls(block) => {
            let all = block.groups.iter().flat_map(|group| &group.controls);
            let listed = all.map(|own| Listed {
                id: &own.id,
                name: &own.text.0,
                status: &own.status,
                is_told: false,
            });
            list("kontroller", listed.collect());
        }
        _ => {}
    });
}

fn unit(own: &crate::model::UnitResult) -> Listed<'_> {
    let is_told = !own.comment.is_empty();
    Listed { id: &own.id, name: &own.label, status: &own.status, is_told }
}

fn action(own: &crate::model::Action) -> Listed<'_> {
    let is_told = !own.comment.is_empty();
    Listed { id: &own.id, name: &own.text.0, status: &own.status, is_told }
}

/// A goal that has nothing to be judged by, or whose parts are judged instead, is no gap.
fn of_goal(own: &Goal) -> Listed<'_> {
    let is_followed = own.indicators.iter().any(has_outcome)
        || own.units.iter().any(|unit| is_coloured(unit.status.status));
    let is_told = !own.later.is_empty() || !is_followed || !own.goals.is_empty();
    Listed { id: &own.id, name: &own.title, status: &own.status, is_told }
}

fn look_at(context: &Context<'_>, what: &str, listed: &[Listed<'_>], found: &mut Findings<'_>) {
    let is_judged = |own: &&Listed<'_>| own.status.status != Status::Unset;
    let judged = listed.iter().filter(is_judged).count();
    // Nearly all: at least four of five.
    if judged == listed.len() || judged < FEWEST || judged * 5 < listed.len() * 4 {
        return;
    }
    let gaps = listed.iter().filter(|own| !is_judged(own) && !own.is_told);
    for own in gaps.filter(|own| own.status.reason.is_empty()) {
        let of = listed.len();
        let message =
            format!("{} är inte bedömd, men {judged} av {of} {what} är det.", called(own.name));
        found
            .add(context.at(own.id).field("status"), "", message)
            .hint("Bedöm, eller skriv varför det inte går.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GoalsBlock, UnitResult};
    use crate::review::tests::{id, t2, told};

    fn units(statuses: &[Status], comment: &str) -> Block {
        let unit = |(n, status): (usize, &Status)| UnitResult {
            id: id(&format!("enhet-{n}")),
            label: format!("Enhet {n}"),
            status: Assessment { status: *status, ..Assessment::default() },
            comment: comment.into(),
            ..UnitResult::default()
        };
        let units = statuses.iter().enumerate().map(unit).collect();
        let goal = Goal { id: id("mal"), units, ..Goal::default() };
        Block::Goals(GoalsBlock { id: id("tabell"), goals: vec![goal], ..GoalsBlock::default() })
    }

    #[test]
    fn one_unit_of_many_is_not_judged() {
        use Status::{Green, Unset};
        let gap = [Green, Green, Unset, Green, Green];
        let says = "enhet-2/status: ”Enhet 2” är inte bedömd, men 4 av 5 enheter är det.";
        assert_eq!(told(&RULE, &t2(vec![units(&gap, "")])), [says]);
        assert!(told(&RULE, &t2(vec![units(&gap, "Ny enhet.")])).is_empty());
        assert!(told(&RULE, &t2(vec![units(&[Green, Green, Unset], "")])).is_empty(), "too few");
        let half = [Green, Green, Green, Unset, Unset];
        assert!(told(&RULE, &t2(vec![units(&half, "")])).is_empty(), "not nearly all");
    }
}
