//! Counts of assignments per status.

use super::{Context, Derivation, Formula, Input};
use crate::model::{AssignmentsBlock, Block, Status, TallyBlock, walk};

/// How many of the listed assignments have this status; `None` without a list.
pub fn count_of(context: &Context<'_>, tally: &TallyBlock, status: Status) -> Option<Derivation> {
    let count = Derivation::new(Formula::CountOf(status), statuses(context, tally)?);
    let class = tally.classes.iter().find(|class| class.status == status)?;
    context.settle(&context.at(&class.id), count)
}

/// How many assignments the list has; `None` without a list.
pub fn total_of(context: &Context<'_>, tally: &TallyBlock) -> Option<Derivation> {
    let count = Derivation::new(Formula::Count, statuses(context, tally)?);
    context.settle(&context.at(&tally.id).field("total"), count)
}

fn statuses(context: &Context<'_>, tally: &TallyBlock) -> Option<Vec<Input>> {
    let list = list_of(context, tally)?;
    let assignments = list.groups.iter().flat_map(|group| &group.assignments);
    Some(
        assignments
            .map(|item| {
                let at = context.at(&item.id).field("status");
                Input::status(item.text.0.clone(), at, item.status.status)
            })
            .collect(),
    )
}

fn list_of<'a>(context: &Context<'a>, tally: &TallyBlock) -> Option<&'a AssignmentsBlock> {
    let of = tally.of.as_ref()?;
    let mut found = None;
    walk::each_block(context.report, &mut |block| {
        if let Block::Assignments(list) = block {
            found = found.or(Some(list).filter(|list| list.id == *of));
        }
    });
    found
}
