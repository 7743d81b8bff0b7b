//! Statuses against outcomes, targets, words, and the places where they are told again.

use rust_decimal::Decimal;
use tertial::model::{
    Better, Block, Comparison, Goal, GoalsBlock, Indicator, Meaning, Report, ReportKind, Rule,
    Status, TrendDirection, Year, walk,
};

use super::{Gather, exact};

pub fn look(year: &Year, reports: &[&Report], index: usize, gather: &mut Gather<'_>) {
    let report = reports[index];
    walk::each_block(report, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for own in &goal.indicators {
                by_rule(year, report, block, own, gather);
                trend(reports, index, own, gather);
                let is_judged = is_colour(own.status.status);
                let has_outcome = own.outcome.value.is_some()
                    || !own.outcome.text.is_empty()
                    || own.outcome.second.is_some();
                let is_told = !own.outcome.later.is_empty()
                    || !own.status.reason.is_empty()
                    || !own.areas.is_empty();
                gather.holds(
                    "what is judged has an outcome:",
                    &own.id,
                    !is_judged || has_outcome || is_told,
                );
                let is_mute = own.comment.is_empty()
                    && own.texts.is_empty()
                    && own.outcome.later.is_empty()
                    && own.outcome.text.is_empty()
                    && goal.comment.is_empty();
                gather.holds(
                    "yellow and red are explained:",
                    &own.id,
                    !(is_poor(own.status.status) && is_mute),
                );
            }
            let is_mute = |unit: &tertial::model::UnitResult| {
                is_poor(unit.status.status) && unit.comment.is_empty()
            };
            let others = goal.units.iter().any(|unit| !unit.comment.is_empty());
            for unit in goal.units.iter().filter(|_| others) {
                gather.holds("yellow and red are explained:", &unit.id, !is_mute(unit));
            }
            greener(goal, gather);
            strip(reports, index, goal, gather);
        }),
        Block::Overview(block) => {
            for (at, row) in block.rows.iter().enumerate() {
                let is_own = at + 1 == block.rows.len();
                let of = reports[..index]
                    .iter()
                    .rev()
                    .find(|other| walk::short_title(other) == row.title);
                let Some(told) = (if is_own { Some(&report) } else { of }) else { continue };
                for cell in &row.cells {
                    let status = goal_status(told, cell.goal.as_str());
                    let differs = status.is_some_and(|status| {
                        is_colour(status)
                            && is_colour(cell.status.status)
                            && status != cell.status.status
                    });
                    gather.holds(
                        "the overview says what the reports say:",
                        format!("{}/{}", row.id, cell.goal),
                        !differs,
                    );
                }
            }
        }
        Block::Risks(block) => {
            for own in &block.risks {
                let is_mute =
                    own.comment.is_empty() && own.measures.is_empty() && own.actions.is_empty();
                gather.holds(
                    "yellow and red are explained:",
                    &own.id,
                    !(is_poor(own.status.status) && is_mute),
                );
            }
        }
        Block::Assignments(block) => {
            let all = || block.groups.iter().flat_map(|group| &group.assignments);
            let has_place = all().any(|own| !own.comment.is_empty());
            for own in all().filter(|_| has_place) {
                gather.holds(
                    "yellow and red are explained:",
                    &own.id,
                    !(is_poor(own.status.status) && own.comment.is_empty()),
                );
            }
        }
        _ => {}
    });
}

fn is_colour(status: Status) -> bool {
    matches!(status, Status::Green | Status::Yellow | Status::Red)
}

fn is_poor(status: Status) -> bool {
    matches!(status, Status::Yellow | Status::Red)
}

fn goal_status(report: &Report, id: &str) -> Option<Status> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| {
                if goal.id.as_str() == id {
                    found = Some(goal.status.status);
                }
            });
        }
    });
    found
}

/// How far an outcome lies on the wrong side, in percent of the target; `None` where it cannot be told.
fn miss(own: &Indicator, months: u8) -> Option<Decimal> {
    let outcome = exact(own.outcome.value.as_ref())?;
    let target = &own.target;
    let bound =
        target.period.as_ref().or(target.year.as_ref()).filter(|bound| bound.upper.is_none())?;
    let share = target.period.is_none() && target.flow;
    let goal = if share {
        (bound.value * Decimal::from(months) / Decimal::from(12)).round_dp(1)
    } else {
        bound.value
    };
    let is_lower = match (bound.comparison, target.better) {
        (Comparison::Less | Comparison::AtMost, _) | (Comparison::Unsaid, Better::Lower) => true,
        (Comparison::More | Comparison::AtLeast, _) | (Comparison::Unsaid, Better::Higher) => false,
        _ => return None,
    };
    let wrong = if is_lower { outcome - goal } else { goal - outcome };
    (!goal.is_zero()).then(|| wrong * Decimal::ONE_HUNDRED / goal.abs())
}

fn by_rule(
    year: &Year,
    report: &Report,
    block: &GoalsBlock,
    own: &Indicator,
    gather: &mut Gather<'_>,
) {
    let has_rule = block.legend.as_ref().is_some_and(|legend| legend.rule == Rule::Deviation);
    let stated = own.status.status;
    if !has_rule || !is_colour(stated) || !own.status.reason.is_empty() || !own.scale.is_empty() {
        return;
    }
    let Some(miss) = miss(own, report.period.months()) else { return };
    let limit = year.settings_of(report).yellow_limit();
    // At the very edge strict and loose signs differ: nothing is said there.
    if miss.is_zero() || (miss - limit).abs() < Decimal::new(5, 2) {
        return;
    }
    let rule = match miss {
        _ if miss < Decimal::ZERO => Status::Green,
        _ if miss < limit => Status::Yellow,
        _ => Status::Red,
    };
    gather.holds("the status is that of the rule:", &own.id, rule == stated);
}

fn trend(reports: &[&Report], index: usize, own: &Indicator, gather: &mut Gather<'_>) {
    let meaning = own.trend.meaning;
    if meaning == Meaning::Unsaid
        || !own.trend.base.is_empty()
        || own.trend.direction == TrendDirection::None
    {
        return;
    }
    let before = reports[..index].iter().rev().filter(|report| report.kind != ReportKind::Plan);
    let before = before.filter_map(|report| {
        let mut found = None;
        walk::each_indicator(report, &mut |other| {
            if other.id == own.id {
                found = exact(other.outcome.value.as_ref());
            }
        });
        found
    });
    let mut before = before;
    let Some((now, before)) = exact(own.outcome.value.as_ref()).zip(before.next()) else { return };
    let is_up =
        own.target.year.as_ref().is_some_and(|bound| {
            matches!(bound.comparison, Comparison::More | Comparison::AtLeast)
        });
    let expected = match now.cmp(&before) {
        std::cmp::Ordering::Equal => Meaning::Same,
        order if (order == std::cmp::Ordering::Greater) == is_up => Meaning::Better,
        _ => Meaning::Worse,
    };
    gather.holds("the trend is that of the outcomes:", &own.id, expected == meaning);
}

fn greener(goal: &Goal, gather: &mut Gather<'_>) {
    let own = goal.status.status;
    if !is_colour(own) || !goal.status.reason.is_empty() {
        return;
    }
    let worse = |statuses: Vec<Status>| {
        let all = statuses.iter().filter(|status| is_colour(**status)).count();
        (statuses.iter().filter(|status| is_colour(**status) && **status > own).count(), all)
    };
    let units = worse(goal.units.iter().map(|unit| unit.status.status).collect());
    let indicators = worse(goal.indicators.iter().map(|own| own.status.status).collect());
    let is_greener = units.0 * 2 > units.1 || indicators.0 > 0 && indicators.0 == indicators.1;
    gather.holds("a goal is no greener than most of its parts:", &goal.id, !is_greener);
    let says = !goal.comment.is_empty()
        || goal.indicators.iter().any(|own| !own.comment.is_empty())
        || goal.units.iter().any(|own| !own.comment.is_empty())
        || !goal.texts.is_empty()
        || !goal.goals.is_empty();
    gather.holds("yellow and red are explained:", &goal.id, !is_poor(own) || says);
}

fn strip(reports: &[&Report], index: usize, goal: &Goal, gather: &mut Gather<'_>) {
    let Some(strip) = &goal.strip else { return };
    for (month, status) in strip.months.iter().enumerate() {
        let of = |report: &&&Report| usize::from(report.period.to.month().number()) == month + 1;
        let known = reports[..=index].iter().filter(|report| report.kind != ReportKind::Plan);
        let Some(report) = known.rev().find(of) else { continue };
        let then = goal_status(report, goal.id.as_str());
        let differs =
            then.is_some_and(|then| is_colour(then) && is_colour(*status) && then != *status);
        gather.holds(
            "the strip says what the months' reports say:",
            format!("{}/{month}", goal.id),
            !differs,
        );
    }
}
