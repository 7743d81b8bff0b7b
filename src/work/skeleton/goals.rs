//! Goals: the levels remain, and one of each kind at each level.

use super::Emptier;
use crate::model::{
    Goal, GoalKind, GoalsBlock, Indicator, Target, TextRole, TitledText, UnitCount, UnitResult,
};
use crate::work::names::id_of;

impl Emptier<'_> {
    pub(super) fn goals(&mut self, block: &mut GoalsBlock) {
        block.adopted = None;
        self.tree(&mut block.goals);
    }

    fn tree(&mut self, goals: &mut Vec<Goal>) {
        let mut kinds: Vec<GoalKind> = Vec::new();
        goals.retain(|goal| {
            let is_first = !kinds.contains(&goal.kind);
            kinds.push(goal.kind);
            is_first || self.overview.contains(&&goal.id)
        });
        for goal in goals {
            let blocks = std::mem::take(&mut goal.blocks);
            let below = std::mem::take(&mut goal.goals);
            *goal = self.goal(goal);
            goal.blocks = blocks;
            goal.goals = below;
            self.tree(&mut goal.goals);
        }
    }

    fn goal(&mut self, goal: &Goal) -> Goal {
        let kind = if goal.label.is_empty() { goal.kind.label() } else { &goal.label };
        let id = self.names.next(id_of(kind).as_str());
        self.goals.insert(goal.id.clone(), id.clone());
        let indicators = goal.indicators.first().map(|own| self.indicator(own));
        let actions = goal.actions.first().map(|_| self.action());
        let unit = goal
            .units
            .first()
            .map(|_| UnitResult { id: self.names.next("enhet"), ..UnitResult::default() });
        let strip = goal
            .strip
            .as_ref()
            .map(|strip| crate::model::Strip { title: strip.title.clone(), ..Default::default() });
        let counts = goal.unit_counts.iter().map(|count| UnitCount {
            question: count.question,
            status: count.status,
            ..UnitCount::default()
        });
        Goal {
            id,
            kind: goal.kind,
            label: goal.label.clone(),
            untitled: goal.untitled,
            stewardship: goal.stewardship,
            columns: goal.columns.clone(),
            indicator_title: goal.indicator_title.clone(),
            indicators: indicators.into_iter().collect(),
            units: unit.into_iter().collect(),
            unit_counts: counts.collect(),
            strip,
            action_head: goal.action_head.clone(),
            action_columns: goal.action_columns.clone(),
            actions: actions.into_iter().collect(),
            texts: self.texts(&goal.texts),
            closing: self.texts(&goal.closing),
            ..Goal::default()
        }
    }

    fn indicator(&mut self, indicator: &Indicator) -> Indicator {
        Indicator {
            id: self.names.next("indikator"),
            stewardship: indicator.stewardship,
            target: Target { flow: indicator.target.flow, ..Target::default() },
            ..Indicator::default()
        }
    }

    /// What every goal is told with is the form's: *Sammanfattande bedömning*, *Delåret*.
    fn texts(&mut self, texts: &[TitledText]) -> Vec<TitledText> {
        let is_form = |text: &&TitledText| {
            text.role != TextRole::Other || self.recurring.contains(&*text.title)
        };
        let own: Vec<&TitledText> = texts.iter().filter(is_form).collect();
        let titled = own.into_iter().map(|text| TitledText {
            id: self.names.next("text"),
            title: text.title.clone(),
            role: text.role,
            ..TitledText::default()
        });
        titled.collect()
    }
}
