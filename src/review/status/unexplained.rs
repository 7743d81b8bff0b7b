//! Yellow or red without a word of why.

use super::words::{
    called, goal_called, goal_says, indicator_says, is_worse_than_green, neuter, shows, word,
};
use crate::compute::{Context, indicator_status};
use crate::model::{
    Action, ActionColumn, ActionField, Address, Assessment, AssignmentField, Block, Goal,
    GoalsBlock, Indicator, IndicatorField, Section, Status, TextStyle, walk,
};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "gul-rod-utan-ord",
    title: "Gult eller rött utan förklaring",
    why: "Den som läser en gul eller röd bedömning vill veta varför, och vad som görs åt det.",
    group: Group::Status,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    let has_text = section.blocks.iter().any(is_text);
    let mut search = Search { context, has_text, found };
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => {
            block.goals.iter().for_each(|goal| {
                search.goal(block, goal, false);
            });
        }
        Block::Actions(block) => search.actions(&block.actions, &block.columns),
        Block::Assignments(block) => {
            let columns = &block.columns;
            let has_column = columns.iter().any(|c| c.field == AssignmentField::Comment);
            for group in &block.groups {
                let own = || group.assignments.iter();
                let has_place = has_column || own().any(|own| !own.comment.is_empty());
                for own in own().filter(|own| own.comment.is_empty() && group.note.is_empty()) {
                    search.item(&own.status, has_place, &own.id, &own.text.0);
                }
            }
        }
        Block::Risks(block) => {
            for own in &block.risks {
                let says =
                    !own.comment.is_empty() || !own.measures.is_empty() || !own.actions.is_empty();
                if !says {
                    search.item(&own.status, true, &own.id, &own.text.0);
                }
            }
        }
        _ => {}
    });
}

fn is_text(block: &Block) -> bool {
    matches!(block, Block::Text(text) if text.style != TextStyle::Small && !text.text.is_empty())
}

struct Search<'a, 'y, 'f, 'r> {
    context: &'a Context<'y>,
    /// Whether the section has running text, which explains where a table has no place for words.
    has_text: bool,
    found: &'f mut Findings<'r>,
}

impl Search<'_, '_, '_, '_> {
    /// Returns whether something under the goal was found: then the goal itself is not another finding.
    fn goal(&mut self, block: &GoalsBlock, goal: &Goal, is_near: bool) -> bool {
        let is_said = is_near || goal_says(goal);
        let has_column = shows(block, goal, IndicatorField::Comment);
        let has_place = has_column || goal.indicators.iter().any(indicator_says);
        let is_enough = is_said || (!has_place && self.has_text);
        let mut is_found = false;
        for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
            if is_enough || indicator_says(own) {
                continue;
            }
            let status = self.status(block, own);
            if is_worse_than_green(status) {
                is_found = true;
                let is = format!("{} är {}", called(&own.name), word(status));
                self.tell(self.context.at(&own.id), status, &is);
            }
        }
        self.units(goal);
        self.actions(&goal.actions, &goal.action_columns);
        for below in &goal.goals {
            is_found |= self.goal(block, below, is_said);
        }
        let status = goal.status.status;
        if is_worse_than_green(status) && !is_enough && !is_found && !says_below(goal) {
            let is = format!("Målet {} är {}", goal_called(goal), neuter(status));
            self.tell(self.context.at(&goal.id), status, &is);
            return true;
        }
        is_found
    }

    fn status(&self, block: &GoalsBlock, own: &Indicator) -> Status {
        match own.status.status {
            Status::Unset => indicator_status(self.context, own, block.legend.as_ref())
                .and_then(|computed| computed.status())
                .unwrap_or_default(),
            stated => stated,
        }
    }

    /// Units say why where any of them does.
    fn units(&mut self, goal: &Goal) {
        if goal.units.iter().all(|unit| unit.comment.is_empty()) {
            return;
        }
        for unit in goal.units.iter().filter(|unit| unit.comment.is_empty()) {
            self.item(&unit.status, true, &unit.id, &unit.label);
        }
    }

    fn actions(&mut self, actions: &[Action], columns: &[ActionColumn]) {
        let has_column = columns.iter().any(|column| column.field == ActionField::Comment);
        let has_place = has_column || actions.iter().any(|own| !own.comment.is_empty());
        for own in actions.iter().filter(|own| own.comment.is_empty()) {
            self.item(&own.status, has_place, &own.id, &own.text.0);
        }
    }

    /// An item without a comment.
    fn item(&mut self, own: &Assessment, has_place: bool, id: &crate::model::Id, name: &str) {
        let is_said = !own.reason.is_empty() || (!has_place && self.has_text);
        if is_worse_than_green(own.status) && !is_said {
            let is = format!("{} är {}", called(name), word(own.status));
            self.tell(self.context.at(id), own.status, &is);
        }
    }

    fn tell(&mut self, at: Address, status: Status, is: &str) {
        let message = format!("{is}, men det står inte varför.");
        self.found
            .add(at.field("status"), word(status), message)
            .hint("Skriv vad bedömningen beror på och vad som görs åt det.");
    }
}

/// Whether something under a goal is explained.
fn says_below(goal: &Goal) -> bool {
    goal.indicators.iter().any(indicator_says)
        || goal.units.iter().any(|unit| !unit.comment.is_empty())
        || goal.goals.iter().any(|below| goal_says(below) || says_below(below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorColumn, Risk, RisksBlock, TextBlock, UnitResult};
    use crate::review::tests::{found, id, indicator, t2, told};

    fn red(goal: &mut Goal) {
        goal.status.status = Status::Red;
        let mut own = indicator("andel", "Andel i arbete", "10", ">=25");
        own.status.status = Status::Red;
        goal.indicators = vec![own];
    }

    fn block(change: impl FnOnce(&mut Goal)) -> Block {
        let mut goal = Goal { id: id("mal"), title: "Fler i arbete".into(), ..Goal::default() };
        red(&mut goal);
        change(&mut goal);
        let column =
            IndicatorColumn { field: IndicatorField::Comment, ..IndicatorColumn::default() };
        Block::Goals(GoalsBlock {
            id: id("tabell"),
            columns: vec![column],
            goals: vec![goal],
            ..GoalsBlock::default()
        })
    }

    #[test]
    fn one_finding_where_the_place_for_words_is_empty() {
        let says = "andel/status: ”Andel i arbete” är röd, men det står inte varför.";
        assert_eq!(told(&RULE, &t2(vec![block(|_| ())])), [says]);
        let alone = told(&RULE, &t2(vec![block(|goal| goal.indicators.clear())]));
        assert_eq!(alone, ["mal/status: Målet ”Fler i arbete” är rött, men det står inte varför."]);
    }

    #[test]
    fn words_near_are_enough() {
        let near: [fn(&mut Goal); 5] = [
            |goal| goal.comment = "Färre söker arbete.".into(),
            |goal| goal.status.reason = "Färre söker arbete.".into(),
            |goal| goal.indicators[0].comment = "Färre söker arbete.".into(),
            |goal| {
                goal.actions
                    .push(Action { text: "Fler praktikplatser".into(), ..Action::default() })
            },
            |goal| {
                goal.status.status = Status::Green;
                goal.indicators[0].status.status = Status::Green;
            },
        ];
        for change in near {
            assert!(found(&RULE, &t2(vec![block(change)])).is_empty());
        }
    }

    #[test]
    fn a_table_without_room_is_explained_by_its_section() {
        let unit = |own: &str, comment: &str| UnitResult {
            id: id(own),
            label: own.to_owned(),
            status: Assessment { status: Status::Yellow, ..Assessment::default() },
            comment: comment.into(),
            ..UnitResult::default()
        };
        let goals = |comments: [&str; 2]| {
            let units = vec![unit("a", comments[0]), unit("b", comments[1])];
            let goal = Goal { id: id("mal"), units, ..Goal::default() };
            Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })
        };
        assert!(found(&RULE, &t2(vec![goals(["", ""])])).is_empty());
        assert_eq!(found(&RULE, &t2(vec![goals(["Två är sjuka.", ""])])).len(), 1);
        let risk = Risk {
            id: id("risk"),
            status: Assessment { status: Status::Red, ..Assessment::default() },
            ..Risk::default()
        };
        let risks = Block::Risks(RisksBlock { risks: vec![risk], ..RisksBlock::default() });
        let text =
            Block::Text(TextBlock { text: "Läget är svårt.".into(), ..TextBlock::default() });
        assert_eq!(found(&RULE, &t2(vec![text, risks])).len(), 1, "a risk has room of its own");
    }
}
