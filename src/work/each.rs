//! Walks that change what they meet. [`crate::model::walk`] has the same walks for reading.

use std::sync::Arc;

use crate::model::{Block, Goal, Report, Section};

/// Calls `visit` for every section, parents first.
pub(super) fn section(sections: &mut [Arc<Section>], visit: &mut dyn FnMut(&mut Section)) {
    for shared in sections {
        let own = Arc::make_mut(shared);
        visit(own);
        section(&mut own.sections, visit);
    }
}

/// Calls `visit` for every block of the report, also those that belong to a goal or an indicator.
pub(super) fn block(report: &mut Report, visit: &mut dyn FnMut(&mut Block)) {
    section(&mut report.sections, &mut |section| within(&mut section.blocks, visit));
}

fn within(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        if let Block::Goals(block) = block {
            goal(&mut block.goals, &mut |goal| {
                within(&mut goal.blocks, visit);
                for indicator in &mut goal.indicators {
                    within(&mut indicator.blocks, visit);
                }
            });
        }
    }
}

/// Calls `visit` for every goal of a tree, parents first.
pub(super) fn goal(goals: &mut [Goal], visit: &mut dyn FnMut(&mut Goal)) {
    for own in goals {
        visit(own);
        goal(&mut own.goals, visit);
    }
}

/// Calls `visit` for every goal of the report.
pub(super) fn goal_of(report: &mut Report, visit: &mut dyn FnMut(&mut Goal)) {
    block(report, &mut |block| {
        if let Block::Goals(block) = block {
            goal(&mut block.goals, visit);
        }
    });
}
