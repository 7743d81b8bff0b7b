//! Every element of a report with its id, in the order of the page.

use super::{
    Action, Assignment, Block, Goal, GoalsBlock, Id, Indicator, Report, ReportKind, Risk, Section,
};

/// What an element is; decides its word in lists and searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A section.
    Section,
    /// A block of a section.
    Block,
    /// A goal.
    Goal,
    /// An indicator.
    Indicator,
    /// A unit's result.
    UnitResult,
    /// An action.
    Action,
    /// An assignment or a group of them.
    Assignment,
    /// A risk.
    Risk,
    /// A control step.
    Control,
    /// A row of figures, a step of a bridge or an effect.
    Row,
    /// A series of volumes.
    Series,
    /// A counted account.
    Account,
    /// Anything else that can be linked to.
    Other,
}

/// An element as it stands in a report.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// Its id.
    pub id: &'a Id,
    /// What it is.
    pub kind: Kind,
    /// What it is called here.
    pub title: &'a str,
}

/// The short name of a report, for axes and columns: `T2`, `juli`.
pub fn short_title(report: &Report) -> String {
    match report.kind {
        ReportKind::T1 => "T1".to_owned(),
        ReportKind::T2 => "T2".to_owned(),
        ReportKind::Annual => "Helår".to_owned(),
        ReportKind::Month => report.period.to.month().name().to_owned(),
        ReportKind::Plan | ReportKind::Free => report.title.clone(),
    }
}

/// Calls `visit` for every element of the report that has, or should have, an id.
pub fn elements<'a>(report: &'a Report, visit: &mut dyn FnMut(Element<'a>)) {
    for section in &report.sections {
        section_elements(section, visit);
    }
}

/// Calls `visit` for every id that refers to another element, with the element or block it stands in.
pub fn references<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Id, &'a Id)) {
    each_block(report, &mut |block| block_references(block, visit));
}

/// Calls `visit` for every section, parents first.
pub fn each_section<'a>(
    sections: &'a [std::sync::Arc<Section>],
    visit: &mut dyn FnMut(&'a Section),
) {
    for section in sections {
        visit(section);
        each_section(&section.sections, visit);
    }
}

/// The same with the shared sections themselves, so that they can be kept and compared.
pub fn each_shared_section<'a>(
    sections: &'a [std::sync::Arc<Section>],
    visit: &mut dyn FnMut(&'a std::sync::Arc<Section>),
) {
    for section in sections {
        visit(section);
        each_shared_section(&section.sections, visit);
    }
}

/// Calls `visit` for every goal of a tree, parents first.
pub fn each_goal<'a>(goals: &'a [Goal], visit: &mut dyn FnMut(&'a Goal)) {
    for goal in goals {
        visit(goal);
        each_goal(&goal.goals, visit);
    }
}

/// Calls `visit` for every block of the report, also those that belong to a goal or an indicator.
pub fn each_block<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Block)) {
    each_section(&report.sections, &mut |section| blocks_within(&section.blocks, visit));
}

/// The same for the blocks of one section and of those under it.
pub fn each_block_within<'a>(section: &'a Section, visit: &mut dyn FnMut(&'a Block)) {
    blocks_within(&section.blocks, visit);
    each_section(&section.sections, &mut |section| blocks_within(&section.blocks, visit));
}

/// Calls `visit` for every one of these blocks, also those that belong to a goal or an indicator.
pub fn blocks_within<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        if let Block::Goals(GoalsBlock { goals, .. }) = block {
            each_goal(goals, &mut |goal| {
                blocks_within(&goal.blocks, visit);
                for indicator in &goal.indicators {
                    blocks_within(&indicator.blocks, visit);
                }
            });
        }
    }
}

/// Calls `visit` for every indicator of the report.
pub fn each_indicator<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Indicator)) {
    each_block(report, &mut |block| {
        if let Block::Goals(GoalsBlock { goals, .. }) = block {
            each_goal(goals, &mut |goal| goal.indicators.iter().for_each(&mut *visit));
        }
    });
}

/// Calls `visit` for every assignment of the report.
pub fn each_assignment<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Assignment)) {
    each_block(report, &mut |block| {
        if let Block::Assignments(block) = block {
            block.groups.iter().flat_map(|group| &group.assignments).for_each(&mut *visit);
        }
    });
}

/// Calls `visit` for every risk of the report.
pub fn each_risk<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Risk)) {
    each_block(report, &mut |block| {
        if let Block::Risks(block) = block {
            block.risks.iter().for_each(&mut *visit);
        }
    });
}

type Visit<'v, 'a> = &'v mut dyn FnMut(Element<'a>);

fn section_elements<'a>(section: &'a Section, visit: Visit<'_, 'a>) {
    visit(Element { id: &section.id, kind: Kind::Section, title: &section.title });
    for block in &section.blocks {
        block_elements(block, visit);
    }
    for section in &section.sections {
        section_elements(section, visit);
    }
}

fn block_elements<'a>(block: &'a Block, visit: Visit<'_, 'a>) {
    if let Some((id, title)) = block_head(block) {
        visit(Element { id, kind: Kind::Block, title });
    }
    let mut each = |kind, id: &'a Id, title: &'a str| visit(Element { id, kind, title });
    match block {
        Block::Goals(block) => {
            block.goals.iter().for_each(|goal| goal_elements(goal, visit));
        }
        Block::Overview(block) => {
            block.rows.iter().for_each(|row| each(Kind::Other, &row.id, &row.title));
        }
        Block::Actions(block) => {
            block.actions.iter().for_each(|action| action_element(action, visit));
        }
        Block::Assignments(block) => {
            for group in &block.groups {
                each(Kind::Assignment, &group.id, &group.title);
                for item in &group.assignments {
                    each(Kind::Assignment, &item.id, &item.text.0);
                }
            }
        }
        Block::Tally(block) => {
            block.classes.iter().for_each(|class| each(Kind::Other, &class.id, &class.title));
        }
        Block::Risks(block) => {
            for risk in &block.risks {
                visit(Element { id: &risk.id, kind: Kind::Risk, title: &risk.text.0 });
                risk.actions.iter().for_each(|action| action_element(action, visit));
            }
        }
        Block::Controls(block) => {
            for control in block.groups.iter().flat_map(|group| &group.controls) {
                each(Kind::Control, &control.id, &control.text.0);
            }
        }
        Block::Figures(block) => {
            block.rows.iter().for_each(|row| each(Kind::Row, &row.id, &row.label));
        }
        Block::Bridge(block) => {
            each(Kind::Row, &block.from.id, &block.from.label);
            block.steps.iter().for_each(|step| each(Kind::Row, &step.id, &step.label));
            each(Kind::Row, &block.to.id, &block.to.label);
        }
        Block::Effects(block) => {
            block.effects.iter().for_each(|effect| each(Kind::Row, &effect.id, &effect.label));
        }
        Block::Volumes(block) => {
            block.series.iter().for_each(|series| each(Kind::Series, &series.id, &series.name));
        }
        Block::Accounts(block) => {
            for account in &block.accounts {
                each(Kind::Account, &account.id, &account.title);
                account.parts.iter().for_each(|part| each(Kind::Account, &part.id, &part.label));
            }
        }
        Block::Staff(block) => {
            block.measures.iter().for_each(|row| each(Kind::Row, &row.id, &row.label));
        }
        Block::Wheel(block) => {
            for slot in &block.slots {
                each(Kind::Other, &slot.id, &slot.title);
                slot.items.iter().for_each(|item| each(Kind::Other, &item.id, &item.text.0));
            }
        }
        Block::Governing(block) => {
            for group in &block.groups {
                each(Kind::Other, &group.id, &group.title);
                group.documents.iter().for_each(|item| each(Kind::Other, &item.id, &item.title));
            }
        }
        Block::Decisions(block) => {
            block.decisions.iter().for_each(|item| each(Kind::Other, &item.id, &item.title));
        }
        Block::Table(block) => {
            block.rows.iter().for_each(|row| each(Kind::Other, &row.id, ""));
        }
        Block::Text(_) | Block::Picture(_) | Block::Unknown(_) => {}
    }
}

/// The id and title of a block; `None` for one of an unknown kind.
pub fn block_head(block: &Block) -> Option<(&Id, &str)> {
    Some(match block {
        Block::Text(b) => (&b.id, ""),
        Block::Picture(b) => (&b.id, b.alt.as_str()),
        Block::Goals(b) => (&b.id, b.caption.as_str()),
        Block::Overview(b) => (&b.id, b.caption.as_str()),
        Block::Actions(b) => (&b.id, b.caption.as_str()),
        Block::Assignments(b) => (&b.id, b.caption.as_str()),
        Block::Tally(b) => (&b.id, b.caption.as_str()),
        Block::Risks(b) => (&b.id, b.caption.as_str()),
        Block::Controls(b) => (&b.id, b.caption.as_str()),
        Block::Figures(b) => (&b.id, b.caption.as_str()),
        Block::Bridge(b) => (&b.id, b.caption.as_str()),
        Block::Effects(b) => (&b.id, b.caption.as_str()),
        Block::Volumes(b) => (&b.id, b.caption.as_str()),
        Block::Accounts(b) => (&b.id, b.caption.as_str()),
        Block::Staff(b) => (&b.id, b.caption.as_str()),
        Block::Wheel(b) => (&b.id, ""),
        Block::Governing(b) => (&b.id, ""),
        Block::Decisions(b) => (&b.id, ""),
        Block::Table(b) => (&b.id, b.caption.as_str()),
        Block::Unknown(_) => return None,
    })
}

fn goal_elements<'a>(goal: &'a Goal, visit: Visit<'_, 'a>) {
    visit(Element { id: &goal.id, kind: Kind::Goal, title: &goal.title });
    for indicator in &goal.indicators {
        visit(Element { id: &indicator.id, kind: Kind::Indicator, title: &indicator.name });
        for area in &indicator.areas {
            visit(Element { id: &area.id, kind: Kind::Indicator, title: &area.label });
        }
        for text in &indicator.texts {
            visit(Element { id: &text.id, kind: Kind::Other, title: &text.title });
        }
        indicator.blocks.iter().for_each(|block| block_elements(block, visit));
    }
    for unit in &goal.units {
        visit(Element { id: &unit.id, kind: Kind::UnitResult, title: &unit.label });
    }
    goal.actions.iter().for_each(|action| action_element(action, visit));
    goal.blocks.iter().for_each(|block| block_elements(block, visit));
    for text in goal.texts.iter().chain(&goal.closing) {
        visit(Element { id: &text.id, kind: Kind::Other, title: &text.title });
    }
    goal.goals.iter().for_each(|goal| goal_elements(goal, visit));
}

fn action_element<'a>(action: &'a Action, visit: Visit<'_, 'a>) {
    visit(Element { id: &action.id, kind: Kind::Action, title: &action.text.0 });
}

fn block_references<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Id, &'a Id)) {
    match block {
        Block::Goals(block) => each_goal(&block.goals, &mut |goal| {
            for indicator in &goal.indicators {
                indicator.same_as.iter().for_each(|id| visit(&indicator.id, id));
            }
            for action in &goal.actions {
                action.risk.iter().for_each(|id| visit(&action.id, id));
            }
            for result in &goal.units {
                result.units.iter().for_each(|id| visit(&result.id, id));
            }
        }),
        Block::Overview(block) => {
            block.goals.iter().for_each(|goal| visit(&block.id, &goal.goal));
            for row in &block.rows {
                row.cells.iter().for_each(|cell| visit(&row.id, &cell.goal));
            }
        }
        Block::Actions(block) => {
            for action in &block.actions {
                action.risk.iter().for_each(|id| visit(&action.id, id));
            }
        }
        Block::Controls(block) => {
            block.groups.iter().for_each(|group| visit(&block.id, &group.risk));
        }
        Block::Tally(block) => block.of.iter().for_each(|id| visit(&block.id, id)),
        Block::Figures(block) => {
            for row in &block.rows {
                row.sum.iter().for_each(|id| visit(&row.id, id));
            }
        }
        Block::Effects(block) => {
            for effect in &block.effects {
                effect.sum.iter().for_each(|id| visit(&effect.id, id));
            }
        }
        _ => {}
    }
}
