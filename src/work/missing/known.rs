//! What earlier reports say in places that not every document fills.

use std::collections::HashSet;

use super::is_told;
use crate::model::{Block, Goal, Id, Report, ReportKind, Status, walk};

/// Texts, goals, accounts, effects and steps of bridges that an earlier report says something of, by id.
/// What it left blank the next may leave blank as well.
#[derive(Default)]
pub(super) struct Known<'a> {
    told: HashSet<&'a Id>,
    judged: HashSet<&'a Id>,
    counted: HashSet<&'a Id>,
    /// Texts, effects and places of bridges that were there, with or without.
    seen: HashSet<&'a Id>,
    amounts: HashSet<&'a Id>,
}

impl<'a> Known<'a> {
    pub(super) fn of(earlier: &[&'a Report]) -> Self {
        let mut known = Self::default();
        for report in earlier.iter().filter(|report| report.kind != ReportKind::Plan) {
            walk::each_block(report, &mut |block| known.block(block));
        }
        known
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Text(text) => {
                self.seen.insert(&text.id);
                self.told.extend(Some(&text.id).filter(|_| is_told(&text.text.0)));
            }
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal: &'a Goal| {
                let is_judged = goal.status.status != Status::Unset;
                self.judged.extend(Some(&goal.id).filter(|_| is_judged));
            }),
            Block::Accounts(block) => {
                for account in &block.accounts {
                    self.counted.extend(account.count.as_ref().map(|_| &account.id));
                    let parts = account.parts.iter().filter(|part| part.count.is_some());
                    self.counted.extend(parts.map(|part| &part.id));
                }
            }
            Block::Effects(block) => {
                block.effects.iter().for_each(|own| self.amount(&own.id, own.amount.is_some()));
            }
            Block::Bridge(bridge) => {
                self.amount(&bridge.from.id, bridge.from.amount.is_some());
                bridge.steps.iter().for_each(|own| self.amount(&own.id, own.amount.is_some()));
            }
            _ => {}
        }
    }

    fn amount(&mut self, id: &'a Id, is_there: bool) {
        self.seen.insert(id);
        self.amounts.extend(Some(id).filter(|_| is_there));
    }

    /// Whether a text said something; `None` for one that is new.
    pub(super) fn is_told(&self, text: &Id) -> Option<bool> {
        self.seen.contains(text).then(|| self.told.contains(text))
    }

    /// Whether a goal was judged.
    pub(super) fn is_judged(&self, goal: &Id) -> bool {
        self.judged.contains(goal)
    }

    /// Whether an account or a part of one had a count.
    pub(super) fn is_counted(&self, account: &Id) -> bool {
        self.counted.contains(account)
    }

    /// Whether an effect or a step of a bridge had an amount; `None` for one that is new.
    pub(super) fn has_amount(&self, id: &Id) -> Option<bool> {
        self.seen.contains(id).then(|| self.amounts.contains(id))
    }
}
