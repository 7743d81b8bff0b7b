//! What earlier reports say in places that not every document fills.

use std::collections::HashSet;

use super::is_told;
use crate::model::{Block, Goal, Id, Report, ReportKind, Status, walk};

/// Texts, goals, accounts and effects that an earlier report says something of, by id. What it left blank
/// the next may leave blank as well.
#[derive(Default)]
pub(super) struct Known<'a> {
    told: HashSet<&'a Id>,
    judged: HashSet<&'a Id>,
    counted: HashSet<&'a Id>,
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
                for effect in &block.effects {
                    self.seen.insert(&effect.id);
                    self.amounts.extend(effect.amount.as_ref().map(|_| &effect.id));
                }
            }
            _ => {}
        }
    }

    /// Whether a text said something.
    pub(super) fn is_told(&self, text: &Id) -> bool {
        self.told.contains(text)
    }

    /// Whether a goal was judged.
    pub(super) fn is_judged(&self, goal: &Id) -> bool {
        self.judged.contains(goal)
    }

    /// Whether an account or a part of one had a count.
    pub(super) fn is_counted(&self, account: &Id) -> bool {
        self.counted.contains(account)
    }

    /// Whether an effect had an amount; `None` for one that is new.
    pub(super) fn has_amount(&self, effect: &Id) -> Option<bool> {
        self.seen.contains(effect).then(|| self.amounts.contains(effect))
    }
}
