//! What goes on from one report to the next, and what is done.

use std::collections::{HashMap, HashSet};

use super::each;
use super::said::{Fate, Journal, Thing};
use crate::document::words::folded;
use crate::model::{
    Action, Assessment, Block, Goal, Id, Legend, Report, ReportKind, Status, Year, walk,
};

/// The plan and reports up to the end of a period, in order of time.
pub(super) fn in_time(year: &Year) -> Vec<&Report> {
    let mut reports: Vec<&Report> = year.reports.iter().map(|report| &**report).collect();
    reports.sort_by_key(|report| (report.kind != ReportKind::Plan, report.period.to));
    reports
}

/// Assignments, actions and risks by id with whether they were done when last judged.
pub(super) struct Done(HashMap<Id, bool>);

impl Done {
    /// What reports say, in order of time.
    pub(super) fn of(reports: &[&Report]) -> Self {
        let mut done = HashMap::new();
        for report in reports {
            walk::each_block(report, &mut |block| gather(block, &mut done));
        }
        Self(done)
    }

    pub(super) fn has(&self, id: &Id) -> bool {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// Drops risks and assignments that are done, and actions if asked for.
    pub(super) fn drop_from(&self, report: &mut Report, actions: bool, journal: &mut Journal) {
        let open = |list: &mut Vec<Action>, journal: &mut Journal| {
            list.retain(|action| self.stays(&action.id, Thing::Action, &action.text.0, journal));
        };
        each::block(report, &mut |block| match block {
            Block::Assignments(block) => {
                for group in &mut block.groups {
                    let stays =
                        |item: &crate::model::Assignment| (item.id.clone(), item.text.0.clone());
                    group.assignments.retain(|item| {
                        let (id, text) = stays(item);
                        self.stays(&id, Thing::Assignment, &text, journal)
                    });
                }
            }
            Block::Risks(block) => {
                block.risks.retain(|risk| self.stays(&risk.id, Thing::Risk, &risk.text.0, journal));
                if actions {
                    block.risks.iter_mut().for_each(|risk| open(&mut risk.actions, journal));
                }
            }
            Block::Actions(block) if actions => open(&mut block.actions, journal),
            Block::Goals(block) if actions => {
                each::goal(&mut block.goals, &mut |goal| open(&mut goal.actions, journal));
            }
            _ => {}
        });
    }

    fn stays(&self, id: &Id, thing: Thing, title: &str, journal: &mut Journal) -> bool {
        let is_open = !self.has(id);
        journal.note(if is_open { Fate::Carried } else { Fate::Finished }, thing, title);
        is_open
    }
}

fn gather(block: &Block, done: &mut HashMap<Id, bool>) {
    let mut add = |id: &Id, status: &Assessment, legend: Option<&Legend>| {
        if status.status != Status::Unset {
            done.insert(id.clone(), is_done(status.status, legend));
        }
    };
    match block {
        Block::Assignments(block) => {
            for item in block.groups.iter().flat_map(|group| &group.assignments) {
                add(&item.id, &item.status, block.legend.as_ref());
            }
        }
        Block::Risks(block) => {
            for risk in &block.risks {
                // Colours judge what is done about a risk; the risk itself remains.
                add(&risk.id, &risk.status, None);
                risk.actions.iter().for_each(|action| add(&action.id, &action.status, None));
            }
        }
        Block::Actions(block) => {
            let legend = block.legend.as_ref();
            block.actions.iter().for_each(|action| add(&action.id, &action.status, legend));
        }
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal: &Goal| {
            goal.actions.iter().for_each(|action| add(&action.id, &action.status, None));
        }),
        _ => {}
    }
}

/// Green is *done* in one year and *on plan* in another: the legend decides.
fn is_done(status: Status, legend: Option<&Legend>) -> bool {
    let mut entries = legend.into_iter().flat_map(|legend| &legend.entries);
    let said = entries.find(|entry| entry.status == status);
    let says_done = said.is_some_and(|entry| says_done(&entry.text.0));
    status == Status::Done || (status == Status::Green && says_done)
}

/// Whether a sentence says that something is done, and not that it will be, or is in part. Where it
/// is not sure it is not done: carrying too much is seen, losing something is not.
fn says_done(text: &str) -> bool {
    const DONE: &str = "genomford genomfort genomforda genomforts avslutad avslutat avslutade \
                        avslutats klar klart klara slutford slutfort slutforda slutforts fardig \
                        fardigt fardiga fardigstalld fardigstallt";
    const OPEN: &str = "blir bli beraknas bedoms vantas forvantas planeras ska skall kommer kan \
                        inte ej annu delvis nastan snart eller pagar riskerar";
    text.split(['.', ';', '!', '?']).any(|sentence| {
        let words: Vec<String> =
            sentence.split(|c: char| !c.is_alphanumeric()).map(folded).collect();
        let says = |known: &str| {
            let mut known = known.split_whitespace();
            known.any(|known| words.iter().any(|word| word == known))
        };
        says(DONE) && !says(OPEN)
    })
}

/// Cuts references to what did not follow. `known` are ids that stand elsewhere in the year.
pub(super) fn cut_loose(report: &mut Report, known: &HashSet<Id>) {
    let mut all = known.clone();
    walk::elements(report, &mut |element| {
        all.insert(element.id.clone());
    });
    let is_known = |id: &Id| all.contains(id);
    let cut = |id: &mut Option<Id>| *id = id.take().filter(|id| is_known(id));
    each::block(report, &mut |block| match block {
        Block::Goals(block) => each::goal(&mut block.goals, &mut |goal| {
            goal.indicators.iter_mut().for_each(|indicator| cut(&mut indicator.same_as));
            goal.actions.iter_mut().for_each(|action| cut(&mut action.risk));
            goal.units.iter_mut().for_each(|unit| unit.units.retain(is_known));
        }),
        Block::Overview(block) => {
            block.goals.retain(|goal| is_known(&goal.goal));
            block.rows.iter_mut().for_each(|row| row.cells.retain(|cell| is_known(&cell.goal)));
        }
        Block::Actions(block) => {
            block.actions.iter_mut().for_each(|action| cut(&mut action.risk));
        }
        Block::Controls(block) => block.groups.retain(|group| is_known(&group.risk)),
        Block::Tally(block) => cut(&mut block.of),
        Block::Figures(block) => block.rows.iter_mut().for_each(|row| row.sum.retain(is_known)),
        Block::Effects(block) => {
            block.effects.iter_mut().for_each(|effect| effect.sum.retain(is_known));
        }
        _ => {}
    });
}

/// Ids that a report may refer to besides its own.
pub(super) fn known(year: &Year) -> HashSet<Id> {
    let mut known: HashSet<Id> = year.committee.units.iter().map(|unit| unit.id.clone()).collect();
    for report in &year.reports {
        walk::elements(report, &mut |element| {
            known.insert(element.id.clone());
        });
    }
    known
}

#[cfg(test)]
mod tests {
    #[test]
    fn done_is_not_on_plan() {
        let done = [
            "Uppdraget är genomfört.",
            "Klart",
            "Klar",
            "Uppdraget är slutfört",
            "Arbetet är färdigt och redovisat.",
            "Avslutad enligt plan",
        ];
        let open = [
            "Uppdraget går enligt plan och blir klart i tid.",
            "Beräknas bli klar under året",
            "Uppdraget är inte genomfört.",
            "Pågår enligt plan eller är klart",
            "Väntas vara färdigt i tid",
            "Delvis genomförd",
            "Oklart läge",
            "",
        ];
        done.iter().for_each(|text| assert!(super::says_done(text), "{text}"));
        open.iter().for_each(|text| assert!(!super::says_done(text), "{text}"));
    }
}
