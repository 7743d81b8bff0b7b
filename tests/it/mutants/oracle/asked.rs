//! Places that must be filled in.

use tertial::model::{Block, Report, ReportKind, RiskField, Status, walk};

use super::Gather;

pub fn look(report: &Report, gather: &mut Gather<'_>) {
    let is_plan = report.kind == ReportKind::Plan;
    walk::each_block(report, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
                let outcome = &own.outcome;
                let has_outcome =
                    outcome.value.is_some() || !outcome.text.is_empty() || outcome.second.is_some();
                let is_told = !outcome.later.is_empty()
                    || !own.comment.is_empty()
                    || !own.areas.is_empty()
                    || !own.texts.is_empty();
                let is_judged = own.status.status != Status::Unset;
                gather.holds(
                    "there is an outcome, or why not:",
                    &own.id,
                    is_plan || has_outcome || is_told || is_judged,
                );
                let target = &own.target;
                let has_target =
                    target.year.is_some() || target.period.is_some() || !target.text.is_empty();
                let is_coloured =
                    matches!(own.status.status, Status::Green | Status::Yellow | Status::Red);
                let is_asked = is_plan || outcome.value.is_some() && is_coloured;
                let is_in_name = own.name.contains(|c: char| c.is_ascii_digit());
                gather.holds(
                    "there is a target:",
                    &own.id,
                    has_target || !is_asked || is_in_name && !is_plan,
                );
            }
        }),
        Block::Assignments(block) => {
            let all = || block.groups.iter().flat_map(|group| &group.assignments);
            let has_giver = all().any(|own| !own.giver.is_empty());
            for group in &block.groups {
                for own in &group.assignments {
                    let is_in_title = !group.title.is_empty()
                        && group.assignments.iter().all(|own| own.giver.is_empty());
                    gather.holds(
                        "somebody gave it:",
                        &own.id,
                        !has_giver || !own.giver.is_empty() || is_in_title,
                    );
                    let is_open = matches!(
                        own.status.status,
                        Status::Yellow | Status::Unset | Status::Ongoing
                    );
                    let is_late = own.due.is_some_and(|due| due < report.period.to);
                    gather.holds("what is due is done:", &own.id, is_plan || !(is_late && is_open));
                }
            }
        }
        Block::Risks(block) => {
            let has_column =
                block.columns.iter().any(|column| column.field == RiskField::Responsible);
            let some_have = block.risks.iter().any(|risk| !risk.responsible.is_empty());
            for own in &block.risks {
                let value = own
                    .likelihood
                    .zip(own.consequence)
                    .map(|(a, b)| a.saturating_mul(b))
                    .or(own.value);
                let is_high =
                    block.threshold.zip(value).is_some_and(|(threshold, value)| value >= threshold);
                let is_met = !own.measures.is_empty() || !own.actions.is_empty();
                gather.holds("a reported risk is met:", &own.id, !is_high || is_met);
                let is_led = !own.responsible.is_empty()
                    || own.actions.iter().any(|action| !action.responsible.is_empty());
                gather.holds(
                    "somebody is responsible:",
                    &own.id,
                    !has_column || !some_have || is_led,
                );
            }
        }
        Block::Volumes(block) => {
            for series in &block.series {
                for own in series.measures.iter().filter(|own| !own.actual.is_empty()) {
                    let closed = series
                        .months
                        .iter()
                        .filter(|month| **month == tertial::model::MonthKind::Actual)
                        .count();
                    gather.holds(
                        "closed months have figures:",
                        format!("{}/{}", series.id, own.id),
                        own.actual.len() >= closed,
                    );
                }
            }
        }
        _ => {}
    });
    statuses(report, gather);
    walk::each_section(&report.sections, &mut |section| {
        let says = |block: &Block| match block {
            Block::Text(text) => !text.text.is_empty(),
            _ => true,
        };
        let is_bare = section.sections.is_empty() && !section.blocks.iter().any(says);
        gather.holds(
            "a section says something:",
            &section.id,
            section.title.is_empty() || !is_bare,
        );
    });
}

/// Where nearly all in a list are judged, all are.
fn statuses(report: &Report, gather: &mut Gather<'_>) {
    if report.kind == ReportKind::Plan {
        return;
    }
    let mut list = |all: Vec<(&tertial::model::Id, Status)>| {
        let judged = all.iter().filter(|(_, status)| *status != Status::Unset).count();
        let is_custom = judged >= 3 && judged * 5 >= all.len() * 4;
        for (id, status) in all {
            gather.holds(
                "where the others are judged, all are:",
                id,
                !is_custom || status != Status::Unset,
            );
        }
    };
    walk::each_block(report, &mut |block| match block {
        Block::Goals(block) => {
            list(block.goals.iter().map(|own| (&own.id, own.status.status)).collect());
            walk::each_goal(&block.goals, &mut |goal| {
                list(goal.units.iter().map(|own| (&own.id, own.status.status)).collect());
            });
        }
        Block::Risks(block) => {
            list(block.risks.iter().map(|own| (&own.id, own.status.status)).collect())
        }
        Block::Assignments(block) => {
            let all = block.groups.iter().flat_map(|group| &group.assignments);
            list(
                all.filter(|own| own.comment.is_empty())
                    .map(|own| (&own.id, own.status.status))
                    .collect(),
            );
        }
        _ => {}
    });
}
