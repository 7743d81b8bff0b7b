//! Emptying what belongs to one report and not to the next.

use super::said::{Fate, Journal, Thing};
use crate::model::{
    AccountsBlock, Action, Assessment, Block, Decision, FigureTable, Goal, Indicator, Markdown,
    Outcome, Risk, Status, TableBlock, TallyBlock, TextBlock, TextStyle, TitledText, Trend,
    UnitResult,
};
use crate::number::Figure;

/// How far an emptying goes.
pub(super) struct Blank<'j> {
    /// Whether running texts are kept.
    pub(super) texts: bool,
    /// Whether comments beside statuses and figures are kept.
    pub(super) comments: bool,
    /// The year whose end *mäts senare* waits for: only what names a year after it is kept. All is
    /// kept where there is none, because the year goes on.
    pub(super) later: Option<u16>,
    /// What was done.
    pub(super) journal: &'j mut Journal,
}

impl Blank<'_> {
    /// Empties the judgements, figures and texts of a block, as far as they are the same for a new
    /// year and a new report. Goals below goals and blocks in blocks are met by the walk.
    pub(super) fn block(&mut self, block: &mut Block) {
        match block {
            Block::Text(block) => self.text_block(block),
            Block::Goals(block) => block.goals.iter_mut().for_each(|goal| self.tree(goal)),
            Block::Actions(block) => {
                block.actions.iter_mut().for_each(|action| self.action(action))
            }
            Block::Assignments(block) => {
                for item in block.groups.iter_mut().flat_map(|group| &mut group.assignments) {
                    self.assessment(&mut item.status);
                    self.words(&mut item.comment);
                }
            }
            Block::Tally(block) => tally(block),
            Block::Risks(block) => block.risks.iter_mut().for_each(|risk| self.risk(risk)),
            Block::Controls(block) => {
                let controls = block.groups.iter_mut().flat_map(|group| &mut group.controls);
                controls.for_each(|control| self.assessment(&mut control.status));
            }
            Block::Accounts(block) => self.accounts(block),
            Block::Decisions(block) => {
                block.decisions.iter_mut().for_each(|Decision { text, .. }| self.running(text));
            }
            Block::Table(block) => self.table(block),
            Block::Figures(table) => self.table_of_figures(table),
            Block::Bridge(bridge) => {
                let ends = [&mut bridge.from.amount, &mut bridge.to.amount];
                let steps = bridge.steps.iter_mut().map(|step| &mut step.amount);
                ends.into_iter().chain(steps).for_each(|amount| self.amount(amount));
            }
            Block::Effects(block) => {
                for effect in &mut block.effects {
                    self.amount(&mut effect.amount);
                    self.amount(&mut effect.change);
                }
            }
            Block::Volumes(block) => {
                block.series.iter_mut().for_each(|series| self.words(&mut series.comment));
            }
            Block::Staff(block) => {
                block.measures.iter_mut().for_each(|measure| self.words(&mut measure.comment));
            }
            _ => {}
        }
    }

    /// Footnotes go with the texts, and so do their marks.
    fn table_of_figures(&mut self, table: &mut FigureTable) {
        table.rows.iter_mut().for_each(|row| self.words(&mut row.comment));
        if !self.texts && !table.notes.is_empty() {
            self.journal.count(Fate::Blanked, Thing::Text, table.notes.len());
            table.notes.clear();
            table.rows.iter_mut().for_each(|row| row.mark.clear());
        }
    }

    fn amount(&mut self, amount: &mut Option<Figure>) {
        self.journal.count(Fate::Blanked, Thing::Amount, usize::from(amount.take().is_some()));
    }

    /// What was to be measured later is due, or names the year in which it will be.
    fn later(&mut self, text: &mut String) {
        let is_due = self.later.is_some_and(|year| !names_year_after(text, year));
        if is_due && !text.is_empty() {
            self.journal.count(Fate::Blanked, Thing::Later, 1);
            text.clear();
        }
    }

    fn tree(&mut self, goal: &mut Goal) {
        self.goal(goal);
        goal.goals.iter_mut().for_each(|goal| self.tree(goal));
    }

    fn goal(&mut self, goal: &mut Goal) {
        self.assessment(&mut goal.status);
        self.assessment(&mut goal.expected);
        self.words(&mut goal.comment);
        self.later(&mut goal.later);
        goal.units.iter_mut().for_each(|unit| self.unit(unit));
        for count in &mut goal.unit_counts {
            self.journal.count(Fate::Blanked, Thing::Count, usize::from(count.reached.is_some()));
            (count.reached, count.of, count.text) = (None, None, Markdown::default());
        }
        goal.actions.iter_mut().for_each(|action| self.action(action));
        goal.texts.iter_mut().chain(&mut goal.closing).for_each(|text| self.titled(text));
        goal.indicators.iter_mut().for_each(|indicator| self.indicator(indicator));
    }

    fn unit(&mut self, unit: &mut UnitResult) {
        self.assessment(&mut unit.status);
        self.assessment(&mut unit.expected);
        self.words(&mut unit.comment);
    }

    /// Empties what an indicator reached; its target and earlier outcomes are left.
    pub(super) fn indicator(&mut self, indicator: &mut Indicator) {
        let outcome = &mut indicator.outcome;
        if outcome.value.is_some() || !outcome.text.is_empty() {
            self.journal.count(Fate::Blanked, Thing::Outcome, 1);
        }
        let mut later = std::mem::take(&mut outcome.later);
        self.later(&mut later);
        *outcome = Outcome { later, ..Outcome::default() };
        self.assessment(&mut indicator.status);
        self.assessment(&mut indicator.expected);
        indicator.trend = Trend::default();
        self.words(&mut indicator.comment);
        indicator.areas.iter_mut().for_each(|area| area.value = None);
        indicator.texts.iter_mut().for_each(|text| self.titled(text));
    }

    fn risk(&mut self, risk: &mut Risk) {
        self.assessment(&mut risk.status);
        self.words(&mut risk.comment);
        risk.actions.iter_mut().for_each(|action| self.action(action));
    }

    /// What is done stays done: it is not judged anew.
    fn action(&mut self, action: &mut Action) {
        if action.status.status != Status::Done {
            self.assessment(&mut action.status);
            self.words(&mut action.comment);
        }
        self.assessment(&mut action.effect);
    }

    fn accounts(&mut self, block: &mut AccountsBlock) {
        for account in &mut block.accounts {
            let parts = account.parts.iter_mut().map(|part| part.count.take());
            let all = parts.chain([account.count.take()]);
            let counts = all.flatten().count();
            self.journal.count(Fate::Blanked, Thing::Count, counts);
            self.running(&mut account.text);
        }
    }

    /// A free table keeps its heads and the first cell of each row, which is the row's head.
    fn table(&mut self, block: &mut TableBlock) {
        for cell in block.rows.iter_mut().flat_map(|row| row.cells.iter_mut().skip(1)) {
            self.journal.count(Fate::Blanked, Thing::Figure, cell.figure.take().iter().count());
            cell.status = Status::Unset;
            self.running(&mut cell.text);
        }
    }

    fn titled(&mut self, text: &mut TitledText) {
        self.running(&mut text.text);
    }

    /// Verse and small print such as instructions are the document's own; sub-headings are its form.
    fn text_block(&mut self, block: &mut TextBlock) {
        if self.texts || matches!(block.style, TextStyle::Verse | TextStyle::Small) {
            return;
        }
        let headings = headings(&block.text.0);
        if headings != block.text.0 {
            self.journal.count(Fate::Blanked, Thing::Text, 1);
            block.text = Markdown(headings);
        }
    }

    fn running(&mut self, text: &mut Markdown) {
        self.clear(self.texts, text);
    }

    fn words(&mut self, text: &mut Markdown) {
        self.clear(self.comments, text);
    }

    fn clear(&mut self, is_kept: bool, text: &mut Markdown) {
        if !is_kept && !text.is_empty() {
            self.journal.count(Fate::Blanked, Thing::Text, 1);
            *text = Markdown::default();
        }
    }

    fn assessment(&mut self, assessment: &mut Assessment) {
        if assessment.status != Status::Unset {
            self.journal.count(Fate::Blanked, Thing::Status, 1);
        }
        *assessment = Assessment::default();
    }
}

fn names_year_after(text: &str, year: u16) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.len() == 4 && word.parse::<u16>().is_ok_and(|named| named > year))
}

/// The sub-headings of a text.
pub(super) fn headings(text: &str) -> String {
    let lines = text.lines().filter(|line| line.starts_with("### "));
    lines.collect::<Vec<_>>().join("\n\n")
}

/// The list is counted; what was stated of the last one does not hold.
pub(super) fn tally(block: &mut TallyBlock) {
    block.total = None;
    block.classes.iter_mut().for_each(|class| class.count = None);
}
