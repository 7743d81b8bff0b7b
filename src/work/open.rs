//! Open risks and assignments that came up elsewhere than in the report a new one starts from.

use std::collections::HashSet;

use super::carry::Done;
use super::each;
use super::names::Names;
use super::new_report::is_form;
use super::said::{Fate, Journal, Thing};
use crate::compute::{Context, risk_value};
use crate::document::markdown;
use crate::document::words::folded;
use crate::model::{
    Assignment, AssignmentGroup, AssignmentsBlock, Block, Id, Report, ReportKind, Risk, RisksBlock,
    Year, walk,
};

/// Adds what earlier reports have besides, as each last stood, and says what has no place. What is
/// done stays behind, and so does what somebody took out: of the report that the new one starts from,
/// or of a list before a later report had that list.
pub(super) fn carry_on(
    report: &mut Report,
    year: &Year,
    (base, earlier): (&Report, &[&Report]),
    done: &Done,
    journal: &mut Journal,
) {
    let mut known = HashSet::new();
    walk::each_risk(report, &mut |risk| {
        known.insert(said(&risk.text.0));
    });
    walk::each_assignment(report, &mut |item| {
        known.insert(said(&item.text.0));
    });
    let (names, lists) = (Names::of(report), Lists::default());
    let removed = removed(year, base, earlier);
    let mut carrier = Carrier { done, names, known, removed, lists, journal };
    for before in earlier.iter().rev() {
        let context = Context::new(year, before);
        walk::each_block(before, &mut |block| match block {
            Block::Risks(block) => carrier.risks(report, &context, block),
            Block::Assignments(block) => carrier.assignments(report, block),
            _ => {}
        });
        carrier.lists.add(&context);
    }
}

/// What a report no longer has in lists that the reports before had it in.
fn removed(year: &Year, base: &Report, earlier: &[&Report]) -> HashSet<Id> {
    let mut lists = Lists::default();
    lists.add(&Context::new(year, base));
    let mut ids = HashSet::new();
    // A form from later in the year came after none of them.
    let own = earlier.iter().position(|own| own.id == base.id).unwrap_or_default();
    for before in &earlier[..own] {
        let context = Context::new(year, before);
        walk::each_block(before, &mut |block| match block {
            Block::Risks(own) => {
                let missed = |risk: &&Risk| lists.miss(&own.id, value(&context, risk));
                ids.extend(own.risks.iter().filter(missed).map(|risk| risk.id.clone()));
            }
            Block::Assignments(own) if lists.miss(&own.id, None) => {
                let items = own.groups.iter().flat_map(|group| &group.assignments);
                ids.extend(items.map(|item| item.id.clone()));
            }
            _ => {}
        });
    }
    ids
}

/// Lists of risks and assignments, each with the value from which on it has a risk.
#[derive(Default)]
struct Lists(Vec<(Id, Option<u8>)>);

impl Lists {
    /// Adds those of a report. A form that nobody has written in says nothing of what there is.
    fn add(&mut self, context: &Context<'_>) {
        if is_form(context.report) {
            return;
        }
        walk::each_block(context.report, &mut |block| match block {
            Block::Risks(own) => {
                let limit = limit(context.report, context, Some(&own.id));
                self.0.push((own.id.clone(), limit));
            }
            Block::Assignments(own) => self.0.push((own.id.clone(), None)),
            _ => {}
        });
    }

    /// Whether what an earlier list of this id has would be in these too, were it not taken out.
    fn miss(&self, list: &Id, value: Option<u8>) -> bool {
        let is_below = |limit: Option<u8>| limit.zip(value).is_some_and(|(limit, own)| own < limit);
        self.0.iter().any(|(own, limit)| own == list && !is_below(*limit))
    }
}

fn said(text: &str) -> String {
    folded(&markdown::plain_text(&markdown::parse(text)))
}

struct Carrier<'a> {
    done: &'a Done,
    names: Names,
    /// What risks and assignments say: the same is there under another id where somebody typed it
    /// anew.
    known: HashSet<String>,
    /// What was taken out before the report that the new one starts from.
    removed: HashSet<Id>,
    /// The lists of the reports that were walked through.
    lists: Lists,
    journal: &'a mut Journal,
}

impl Carrier<'_> {
    fn risks(&mut self, report: &mut Report, context: &Context<'_>, from: &RisksBlock) {
        let place = place(report, &from.id, |block| match block {
            Block::Risks(own) => Some(&own.id),
            _ => None,
        });
        let limit = limit(report, context, place.as_ref());
        for risk in &from.risks {
            // A report has the risks from a value on; the others are the plan's.
            let is_below = limit.zip(value(context, risk)).is_some_and(|(limit, own)| own < limit);
            let is_out = self.lists.miss(&from.id, value(context, risk));
            if is_below || is_out || !self.is_lacking(&risk.id, &risk.text.0) {
                continue;
            }
            let Some(place) = &place else {
                self.journal.note(Fate::Left, Thing::Risk, &risk.text.0);
                continue;
            };
            self.journal.note(Fate::Added, Thing::Risk, &risk.text.0);
            let mut own = Some(self.alone(risk));
            each::block(report, &mut |block| {
                if let Block::Risks(block) = block
                    && block.id == *place
                {
                    block.risks.extend(own.take());
                }
            });
        }
    }

    /// The risk without actions that are done or stand elsewhere.
    fn alone(&mut self, risk: &Risk) -> Risk {
        let mut own = risk.clone();
        own.actions.retain(|action| !self.done.has(&action.id) && !self.names.has(&action.id));
        own.actions.iter().for_each(|action| {
            self.names.fresh(action.id.as_str());
        });
        own
    }

    fn assignments(&mut self, report: &mut Report, from: &AssignmentsBlock) {
        let place = place(report, &from.id, |block| match block {
            Block::Assignments(own) => Some(&own.id),
            _ => None,
        });
        if self.lists.miss(&from.id, None) {
            return;
        }
        for group in &from.groups {
            let mut items: Vec<Assignment> = group.assignments.clone();
            items.retain(|item| self.is_lacking(&item.id, &item.text.0));
            let fate = if place.is_some() { Fate::Added } else { Fate::Left };
            items.iter().for_each(|own| self.journal.note(fate, Thing::Assignment, &own.text.0));
            let mut more = Some(AssignmentGroup { assignments: items, ..group.clone() });
            each::block(report, &mut |block| {
                if let Block::Assignments(block) = block
                    && Some(&block.id) == place.as_ref()
                    && let Some(group) = more.take().filter(|own| !own.assignments.is_empty())
                {
                    add_group(block, group, &mut self.names);
                }
            });
        }
    }

    /// Whether something is open and not there yet; from now on it is.
    fn is_lacking(&mut self, id: &Id, text: &str) -> bool {
        let text = said(text);
        let is_lacking = !text.is_empty()
            && !self.done.has(id)
            && !self.removed.contains(id)
            && !self.names.has(id)
            && !self.known.contains(&text);
        if is_lacking {
            self.known.insert(text);
            self.names.fresh(id.as_str());
        }
        is_lacking
    }
}

/// The block for what comes from another: the one of that id, else the first of its kind.
fn place(report: &Report, wanted: &Id, of: fn(&Block) -> Option<&Id>) -> Option<Id> {
    let mut found: Option<Id> = None;
    walk::each_block(report, &mut |block| {
        if let Some(id) = of(block)
            && (found.is_none() || id == wanted)
        {
            found = Some(id.clone());
        }
    });
    found
}

/// From which value on a report has a risk; a plan has them all.
fn limit(report: &Report, context: &Context<'_>, place: Option<&Id>) -> Option<u8> {
    let mut own = None;
    walk::each_block(report, &mut |block| {
        if let Block::Risks(block) = block
            && Some(&block.id) == place
        {
            own = block.threshold;
        }
    });
    let limit = own.or(context.year.settings.risk_threshold);
    limit.filter(|_| report.kind != ReportKind::Plan)
}

fn value(context: &Context<'_>, risk: &Risk) -> Option<u8> {
    let computed = risk_value(context, risk).and_then(|value| value.number());
    computed.and_then(|value| value.try_into().ok()).or(risk.value)
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
