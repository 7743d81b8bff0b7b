//! Amounts and counts: effects, bridges, tallies and accounts.

use super::{Search, What};
use crate::compute::{bridge_end, count_of};
use crate::model::{AccountsBlock, Bridge, EffectsBlock, Layout, TallyBlock};

impl Search<'_> {
    /// Sums are computed. In a list some effects are words only: those that never had an amount.
    pub(super) fn effects(&mut self, block: &EffectsBlock) {
        for effect in block.effects.iter().filter(|effect| effect.sum.is_empty()) {
            let is_new = block.layout != Layout::List;
            if self.known.has_amount(&effect.id).unwrap_or(is_new) {
                let at = self.context.at(&effect.id).field("amount");
                self.want(effect.amount.is_some(), What::Amount, &at, &effect.label);
            }
        }
    }

    /// The end follows from the rest. A step may be words only, as an effect may.
    pub(super) fn bridge(&mut self, bridge: &Bridge) {
        let start = (&bridge.from.id, &bridge.from.label, bridge.from.amount.is_some());
        let steps = bridge.steps.iter().map(|step| (&step.id, &step.label, step.amount.is_some()));
        for (id, label, is_there) in [start].into_iter().chain(steps) {
            if self.known.has_amount(id).unwrap_or(true) || is_there {
                self.want(is_there, What::Amount, &self.context.at(id).field("amount"), label);
            }
        }
        let is_there = bridge.to.amount.is_some() || bridge_end(self.context, bridge).is_some();
        let at = self.context.at(&bridge.to.id).field("amount");
        self.want(is_there, What::Amount, &at, &bridge.to.label);
    }

    /// Where no list is counted, the counts are typed.
    pub(super) fn tally(&mut self, block: &TallyBlock) {
        if self.is_plan {
            return;
        }
        for class in &block.classes {
            if count_of(self.context, block, class.status).is_none() {
                let at = self.context.at(&class.id).field("count");
                let title = format!("{}, {}", block.label, class.title);
                self.want(class.count.is_some(), What::Count, &at, &title);
            }
        }
    }

    /// An account that had a count wants one again, or a word; others want a count or a word.
    pub(super) fn accounts(&mut self, block: &AccountsBlock) {
        if self.is_plan {
            return;
        }
        for account in &block.accounts {
            let at = self.context.at(&account.id);
            let counts = || account.parts.iter().any(|part| part.count.is_some());
            let is_told = !account.text.is_empty();
            if self.known.is_counted(&account.id) {
                let is_there = account.count.is_some() || is_told;
                self.want(is_there, What::Count, &at.field("count"), &account.title);
            } else {
                let is_there = account.count.is_some() || is_told || counts();
                self.want(is_there, What::Account, &at.field("text"), &account.title);
            }
            for part in &account.parts {
                if !self.known.is_counted(&part.id) {
                    continue;
                }
                let at = self.context.at(&part.id).field("count");
                let title = format!("{}, {}", account.title, part.label);
                self.want(part.count.is_some() || is_told, What::Count, &at, &title);
            }
        }
    }
}
