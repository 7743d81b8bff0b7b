//! Lists: one empty place of each.

use super::Emptier;
use crate::model::{
    Account, AccountsBlock, Action, Assignment, AssignmentGroup, AssignmentsBlock, GoverningBlock,
    Markdown, Risk, RisksBlock,
};

impl Emptier<'_> {
    pub(super) fn action(&mut self) -> Action {
        Action { id: self.names.next("atgard"), ..Action::default() }
    }

    pub(super) fn actions(&mut self, actions: &mut Vec<Action>) {
        *actions = actions.first().map(|_| self.action()).into_iter().collect();
    }

    pub(super) fn assignments(&mut self, block: &mut AssignmentsBlock) {
        let item = Assignment { id: self.names.next("uppdrag"), ..Assignment::default() };
        block.groups = vec![AssignmentGroup {
            id: self.names.next("uppdragsgrupp"),
            assignments: vec![item],
            ..AssignmentGroup::default()
        }];
    }

    pub(super) fn risks(&mut self, block: &mut RisksBlock) {
        block.categories.clear();
        let asks_actions = block.risks.iter().any(|risk| !risk.actions.is_empty());
        let actions = asks_actions.then(|| self.action()).into_iter().collect();
        block.risks = vec![Risk { id: self.names.next("risk"), actions, ..Risk::default() }];
    }

    /// What is accounted for by law or custom is the form's: its titles remain.
    pub(super) fn accounts(&mut self, block: &mut AccountsBlock) {
        let accounts = block.accounts.iter().map(|account| Account {
            id: account.id.clone(),
            title: account.title.clone(),
            untitled: account.untitled,
            unit: account.unit,
            ..Account::default()
        });
        block.accounts = accounts.collect();
    }
}

pub(super) fn governing(block: &mut GoverningBlock) {
    block.note = Markdown::default();
    block.groups.iter_mut().for_each(|group| group.documents.clear());
}
