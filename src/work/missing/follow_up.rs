//! Risks, controls, assignments and actions.

use super::{Search, What};
use crate::compute::{position, risk_value};
use crate::document::markdown;
use crate::model::{
    Action, ActionColumn, ActionField, ActionsBlock, AssignmentsBlock, ControlsBlock, Markdown,
    Risk, RiskField, RisksBlock, Status,
};

impl Search<'_> {
    pub(super) fn risks(&mut self, block: &RisksBlock) {
        let asks = |field| block.columns.iter().any(|column| column.field == field);
        let values = [RiskField::Value, RiskField::Likelihood, RiskField::Consequence];
        let asks_value = block.matrix || values.into_iter().any(asks);
        let asks_status = asks(RiskField::Status) && !self.is_plan;
        let threshold = block.threshold.or(self.context.settings.risk_threshold);
        for risk in &block.risks {
            let (at, title) = (self.context.at(&risk.id), plain(&risk.text));
            if asks_status {
                let is_there = risk.status.status != Status::Unset;
                self.want(is_there, What::RiskStatus, &at.field("status"), &title);
            }
            if asks_value {
                let is_there = self.value(risk).is_some() || position(self.context, risk).is_some();
                self.want(is_there, What::RiskValue, &at.field("value"), &title);
            }
            let is_over = threshold.zip(self.value(risk)).is_some_and(|(limit, v)| v >= limit);
            if is_over {
                let is_met = !risk.measures.is_empty() || !risk.actions.is_empty();
                self.want(is_met, What::RiskAction, &at.field("actions"), &title);
            }
        }
    }

    /// The value that holds: computed from the factors, else as printed.
    fn value(&self, risk: &Risk) -> Option<u8> {
        let computed = risk_value(self.context, risk).and_then(|value| value.number());
        computed.and_then(|value| value.try_into().ok()).or(risk.value)
    }

    pub(super) fn assignments(&mut self, block: &AssignmentsBlock) {
        if self.is_plan {
            return;
        }
        for item in block.groups.iter().flat_map(|group| &group.assignments) {
            let is_there = item.status.status != Status::Unset;
            let at = self.context.at(&item.id).field("status");
            self.want(is_there, What::AssignmentStatus, &at, &plain(&item.text));
        }
    }

    pub(super) fn actions(&mut self, block: &ActionsBlock) {
        if !self.is_plan {
            block.actions.iter().for_each(|action| self.action(action, &block.columns));
        }
    }

    /// An action is judged where its table has a column for that.
    pub(super) fn action(&mut self, action: &Action, columns: &[ActionColumn]) {
        if columns.iter().any(|column| column.field == ActionField::Status) {
            let is_there = action.status.status != Status::Unset;
            let at = self.context.at(&action.id).field("status");
            self.want(is_there, What::ActionStatus, &at, &plain(&action.text));
        }
    }

    pub(super) fn controls(&mut self, block: &ControlsBlock) {
        if self.is_plan {
            return;
        }
        for control in block.groups.iter().flat_map(|group| &group.controls) {
            let is_there = control.status.status != Status::Unset;
            let at = self.context.at(&control.id).field("status");
            self.want(is_there, What::ControlStatus, &at, &plain(&control.text));
        }
    }
}

fn plain(text: &Markdown) -> String {
    markdown::plain_text(&markdown::parse(&text.0))
}
