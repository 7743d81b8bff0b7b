//! Risks and assignments that came up during the year go on too.

use crate::model::{
    Assignment, AssignmentGroup, AssignmentsBlock, Block, Report, ReportKind, Risk, walk,
};
use crate::work::each;
use crate::work::names::Names;
use crate::work::said::{Fate, Journal, Thing};

/// Adds what the plan did not have yet and gives risks the values they were last given. What is
/// done is dropped afterwards.
pub(super) fn carry_on(report: &mut Report, earlier: &[&Report], journal: &mut Journal) {
    let followed = || earlier.iter().rev().filter(|report| report.kind != ReportKind::Plan);
    each::block(report, &mut |block| {
        if let Block::Risks(block) = block {
            block.risks.iter_mut().for_each(|risk| revalue(risk, earlier));
        }
    });
    if let Some(latest) = followed().find(|report| has_risks(report)) {
        add_risks(report, latest, journal);
    }
    if let Some(latest) = followed().find(|report| has_assignments(report)) {
        add_assignments(report, latest, journal);
    }
}

/// A report that follows a risk up does not always value it again.
fn revalue(risk: &mut Risk, earlier: &[&Report]) {
    for report in earlier {
        walk::each_risk(report, &mut |other| {
            let is_valued = other.likelihood.is_some() || other.value.is_some();
            if other.id == risk.id && is_valued {
                (risk.likelihood, risk.consequence) = (other.likelihood, other.consequence);
                risk.value = other.value;
            }
        });
    }
}

fn has_risks(report: &Report) -> bool {
    let mut found = false;
    walk::each_risk(report, &mut |_| found = true);
    found
}

fn has_assignments(report: &Report) -> bool {
    let mut found = false;
    walk::each_assignment(report, &mut |_| found = true);
    found
}

fn add_risks(report: &mut Report, latest: &Report, journal: &mut Journal) {
    let mut names = Names::of(report);
    let mut more: Vec<Risk> = Vec::new();
    walk::each_risk(latest, &mut |risk| {
        if !names.has(&risk.id) {
            names.fresh(risk.id.as_str());
            let mut risk = risk.clone();
            risk.actions.retain(|action| !names.has(&action.id));
            more.push(risk);
        }
    });
    each::block(report, &mut |block| {
        if let Block::Risks(block) = block {
            block.risks.append(&mut more);
        }
    });
    more.iter().for_each(|risk| journal.note(Fate::Left, Thing::Risk, &risk.text.0));
}

fn add_assignments(report: &mut Report, latest: &Report, journal: &mut Journal) {
    let mut names = Names::of(report);
    let mut more: Vec<AssignmentGroup> = Vec::new();
    walk::each_block(latest, &mut |block| {
        let Block::Assignments(block) = block else { return };
        for group in &block.groups {
            let new: Vec<Assignment> =
                group.assignments.iter().filter(|item| !names.has(&item.id)).cloned().collect();
            if !new.is_empty() {
                more.push(AssignmentGroup { assignments: new, ..group.clone() });
            }
        }
    });
    for group in &more {
        group.assignments.iter().for_each(|item| {
            names.fresh(item.id.as_str());
        });
    }
    let mut is_first = true;
    each::block(report, &mut |block| {
        if let Block::Assignments(block) = block
            && std::mem::take(&mut is_first)
        {
            more.drain(..).for_each(|group| add_group(block, group, &mut names));
        }
    });
    let items = more.iter().flat_map(|group| &group.assignments);
    items.for_each(|item| journal.note(Fate::Left, Thing::Assignment, &item.text.0));
}

fn add_group(block: &mut AssignmentsBlock, mut group: AssignmentGroup, names: &mut Names) {
    let is_same = |own: &&mut AssignmentGroup| own.id == group.id || own.title == group.title;
    if let Some(own) = block.groups.iter_mut().find(is_same) {
        own.assignments.append(&mut group.assignments);
        return;
    }
    group.id = names.fresh(group.id.as_str());
    block.groups.push(group);
}
