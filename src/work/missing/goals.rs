//! Goals, their indicators and units.

use super::{MissingItem, Search, Share, UnitShare, What};
use crate::compute::indicator_status;
use crate::model::{
    Goal, GoalKind, GoalsBlock, Indicator, IndicatorColumn, IndicatorField, Legend, OverviewBlock,
    Status, TitledText, UnitResult, walk,
};

/// What holds for the goals of one block.
struct Frame<'a> {
    legend: Option<&'a Legend>,
    columns: &'a [IndicatorColumn],
    /// The kinds of goals that are judged in this block though nothing under them is.
    judged: &'a [GoalKind],
}

impl<'a> Search<'a> {
    pub(super) fn goals(&mut self, block: &'a GoalsBlock) {
        let mut judged = Vec::new();
        walk::each_goal(&block.goals, &mut |goal: &Goal| {
            if is_bare(goal) && goal.status.status != Status::Unset {
                judged.push(goal.kind);
            }
        });
        let (legend, columns) = (block.legend.as_ref(), &block.columns);
        let frame = Frame { legend, columns, judged: &judged };
        block.goals.iter().for_each(|goal| self.goal(goal, None, &frame));
    }

    fn goal(&mut self, goal: &'a Goal, above: Option<&'a Goal>, frame: &Frame<'_>) {
        if !self.is_plan {
            self.goal_status(goal, above, frame);
            self.unit_counts(goal);
            goal.units.iter().for_each(|unit| self.unit(unit, goal, above));
            for action in &goal.actions {
                self.action(action, &goal.action_columns);
            }
        }
        for text in goal.texts.iter().chain(&goal.closing) {
            self.titled(text, &title(goal));
        }
        let columns = if goal.columns.is_empty() { frame.columns } else { &goal.columns };
        let frame = Frame { columns, ..*frame };
        for indicator in &goal.indicators {
            self.indicator(indicator, &frame);
            indicator.texts.iter().for_each(|text| self.titled(text, &indicator.name));
            indicator.blocks.iter().for_each(|block| self.block(block));
        }
        goal.blocks.iter().for_each(|block| self.block(block));
        goal.goals.iter().for_each(|below| self.goal(below, Some(goal), &frame));
    }

    /// A goal whose status stands in the overview, or whose goals below are judged, is judged.
    fn goal_status(&mut self, goal: &Goal, above: Option<&Goal>, frame: &Frame<'_>) {
        let at = self.context.at(&goal.id).field("status");
        let is_judged = |goal: &Goal| self.overview.contains(&&goal.id);
        let is_leaf = goal.goals.is_empty() && !is_judged(goal) && !above.is_some_and(is_judged);
        let is_followed =
            !is_bare(goal) || self.known.is_judged(&goal.id) || frame.judged.contains(&goal.kind);
        let status = goal.status.status;
        if is_leaf && is_followed {
            let is_there = status != Status::Unset || !goal.later.is_empty();
            self.want(is_there, What::GoalStatus, &at, &title(goal));
        }
        if matches!(status, Status::Yellow | Status::Red) {
            let texts = goal.texts.iter().chain(&goal.closing);
            let is_said = !goal.comment.is_empty()
                || !goal.status.reason.is_empty()
                || texts.into_iter().any(|text| !text.text.is_empty());
            let at = self.context.at(&goal.id).field("comment");
            self.want(is_said, What::GoalReason, &at, &title(goal));
        }
    }

    /// How many units reach a goal is stated, as a figure or a sentence.
    fn unit_counts(&mut self, goal: &Goal) {
        for count in &goal.unit_counts {
            let is_there = count.reached.is_some() || !count.text.is_empty();
            let at = self.context.at(&goal.id).field("unit_counts");
            let status = count.status.label().to_lowercase();
            let of = if count.status == Status::Unset { "som når målet" } else { &status };
            self.want(is_there, What::Count, &at, &format!("{}, enheter {of}", title(goal)));
        }
    }

    /// A text under a title is the document's form.
    fn titled(&mut self, text: &TitledText, of: &str) {
        if !text.title.is_empty() {
            let title = format!("{of}, {}", text.title);
            self.want(!text.text.is_empty(), What::Text, &self.context.at(&text.id), &title);
        }
    }

    fn unit(&mut self, unit: &UnitResult, goal: &Goal, above: Option<&Goal>) {
        let is_there = unit.status.status != Status::Unset;
        let at = self.context.at(&unit.id).field("status");
        let named = [Some(goal), above].into_iter().flatten().find(|goal| !goal.short.is_empty());
        let title = named.map_or_else(|| title(goal), |goal| goal.short.clone());
        let name = unit.label.strip_prefix("Resultat ").unwrap_or(&unit.label).to_owned();
        self.want(is_there, What::UnitStatus, &at, &title);
        let item = MissingItem { address: at, what: What::UnitStatus, title, unit: name.clone() };
        if !is_there && let Some(section) = self.sections.last_mut() {
            section.items.pop();
            section.items.push(item.clone());
        }
        let share = self.unit_share(unit, name);
        share.share.wanted += 1;
        share.share.filled += usize::from(is_there);
        share.items.extend((!is_there).then_some(item));
    }

    fn unit_share(&mut self, unit: &UnitResult, name: String) -> &mut UnitShare {
        let is_same = |share: &UnitShare| match unit.units.is_empty() {
            true => share.units.is_empty() && share.name == name,
            false => share.units == unit.units,
        };
        let at = self.units.iter().position(is_same).unwrap_or(self.units.len());
        if at == self.units.len() {
            let units = unit.units.clone();
            self.units.push(UnitShare { units, name, share: Share::default(), items: Vec::new() });
        }
        &mut self.units[at]
    }

    fn indicator(&mut self, indicator: &Indicator, frame: &Frame<'_>) {
        let at = self.context.at(&indicator.id);
        if self.is_plan {
            let target = &indicator.target;
            let is_there =
                target.year.is_some() || target.period.is_some() || !target.text.is_empty();
            return self.want(is_there, What::Target, &at.field("target"), &indicator.name);
        }
        let is_measured = is_measured(indicator);
        self.want(is_measured, What::Outcome, &at.field("outcome"), &indicator.name);
        let asks = frame.columns.iter().any(|column| column.field == IndicatorField::Status);
        let outcome = &indicator.outcome;
        let has_outcome = outcome.value.is_some() || !outcome.text.is_empty();
        if asks && has_outcome {
            let is_judged = indicator.status.status != Status::Unset
                || indicator_status(self.context, indicator, frame.legend).is_some();
            self.want(is_judged, What::IndicatorStatus, &at.field("status"), &indicator.name);
        }
    }

    /// The last row of an overview is the report's own.
    pub(super) fn overview(&mut self, block: &OverviewBlock) {
        let Some(row) = block.rows.last().filter(|_| !self.is_plan) else { return };
        for goal in &block.goals {
            let cell = row.cells.iter().find(|cell| cell.goal == goal.goal);
            let is_there = cell.is_some_and(|cell| cell.status.status != Status::Unset)
                || self.later.contains(&&goal.goal);
            let at = self.context.at(&row.id).field(goal.goal.as_str());
            self.want(is_there, What::OverviewStatus, &at, &goal.title);
        }
    }
}

/// Whether neither indicators nor units say how a goal goes.
fn is_bare(goal: &Goal) -> bool {
    goal.goals.is_empty() && goal.indicators.is_empty() && goal.units.is_empty()
}

fn is_measured(indicator: &Indicator) -> bool {
    let outcome = &indicator.outcome;
    outcome.value.is_some()
        || !outcome.text.is_empty()
        || !outcome.later.is_empty()
        || indicator.areas.iter().any(|area| area.value.is_some())
        || indicator.status.status != Status::Unset
}

fn title(goal: &Goal) -> String {
    match goal.number.as_str() {
        "" => goal.title.clone(),
        number => format!("{number}. {}", goal.title),
    }
}
