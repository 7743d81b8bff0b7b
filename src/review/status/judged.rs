//! What a report says of a goal's status, where it says it in several places.

use crate::model::{Address, Block, Goal, Id, OverviewRow, Status, walk};
use crate::review::{Item, Standing};

use super::words::is_coloured;

/// A status with its place.
pub(super) struct Judged {
    pub(super) at: Address,
    pub(super) status: Status,
    /// Whether it is the goal's own, not that of the only goal under it.
    pub(super) is_own: bool,
}

/// What a report says of a goal: its overview before its tables.
pub(super) fn judged(standing: &Standing<'_>, goal: &Id) -> Option<Judged> {
    in_overview(standing, goal).or_else(|| match standing.item(goal)? {
        Item::Goal(goal) => in_table(standing, goal),
        _ => None,
    })
}

/// The status in the last row of an overview: the report's own.
pub(super) fn in_overview(standing: &Standing<'_>, goal: &Id) -> Option<Judged> {
    let mut found = None;
    walk::each_block(standing.report(), &mut |block| {
        let Block::Overview(block) = block else { return };
        let Some(row) = block.rows.last() else { return };
        found = found.take().or_else(|| {
            let at = standing.context.at(&row.id).field(goal.as_str());
            in_row(row, goal).map(|status| Judged { at, status, is_own: true })
        });
    });
    found
}

/// The colour of a goal in a row of an overview.
pub(super) fn in_row(row: &OverviewRow, goal: &Id) -> Option<Status> {
    let cell = row.cells.iter().find(|cell| cell.goal == *goal)?;
    Some(cell.status.status).filter(|status| is_coloured(*status))
}

/// The status in the tables: the goal's own, else that of the only judged goal under it.
pub(super) fn in_table(standing: &Standing<'_>, goal: &Goal) -> Option<Judged> {
    let judge = |goal: &Goal, is_own| {
        let status = goal.status.status;
        let at = standing.context.at(&goal.id).field("status");
        is_coloured(status).then_some(Judged { at, status, is_own })
    };
    judge(goal, true).or_else(|| match goal.goals.as_slice() {
        [only] if goal.status.status == Status::Unset => judge(only, false),
        _ => None,
    })
}
