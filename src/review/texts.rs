//! Every text of a section, with its place.

use std::sync::LazyLock;

use crate::compute::Context;
use crate::model::{Action, Address, Assessment, Block, Goal, Id, Indicator, Legend, Markdown};
use crate::model::{Section, TitledText, walk};
use crate::number::Figure;

/// What a text is, which decides what can be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Paragraphs in Markdown.
    Running,
    /// Words beside a figure or status, in Markdown: comments, descriptions, cells.
    Cell,
    /// A title, label or name: no Markdown.
    Title,
}

/// A text where it stands.
#[derive(Debug)]
pub struct TextPlace<'a, 'y> {
    /// The report it stands in.
    pub context: &'a Context<'y>,
    /// What it is.
    pub kind: TextKind,
    /// The element it belongs to.
    pub element: &'a Id,
    /// The member of that element, for instance `text` or `status.reason`.
    pub field: &'static str,
    /// The text as it is written.
    pub text: &'a str,
}

impl TextPlace<'_, '_> {
    /// Where it stands.
    pub fn at(&self) -> Address {
        self.context.at(self.element).field(self.field)
    }
}

/// Calls `visit` for every text of a section that is not empty, without those of sections under it.
pub(super) fn each<'a, 'y>(
    context: &'a Context<'y>,
    section: &'a Section,
    visit: &mut dyn FnMut(&TextPlace<'a, 'y>),
) {
    let mut texts = Texts { context, visit };
    texts.title(&section.id, "title", &section.title);
    walk::blocks_within(&section.blocks, &mut |block| texts.block(block));
}

/// Calls `visit` for every text of a report that stands in no section: its title and front page.
pub(super) fn of_front<'a, 'y>(
    context: &'a Context<'y>,
    visit: &mut dyn FnMut(&TextPlace<'a, 'y>),
) {
    static REPORT: LazyLock<Id> = LazyLock::new(Id::default);
    let report = context.report;
    let front = &report.front;
    let mut texts = Texts { context, visit };
    texts.title(&REPORT, "title", &report.title);
    texts.title(&REPORT, "front.sender", &front.sender);
    texts.title(&REPORT, "front.subtitle", &front.subtitle);
    texts.running(&REPORT, "front.motto", &front.motto);
    texts.title(&REPORT, "front.picture", &front.picture);
}

struct Texts<'v, 'a, 'y> {
    context: &'a Context<'y>,
    visit: &'v mut dyn FnMut(&TextPlace<'a, 'y>),
}

impl<'a> Texts<'_, 'a, '_> {
    fn put(&mut self, kind: TextKind, element: &'a Id, field: &'static str, text: &'a str) {
        if !text.trim().is_empty() {
            (self.visit)(&TextPlace { context: self.context, kind, element, field, text });
        }
    }

    fn title(&mut self, element: &'a Id, field: &'static str, text: &'a str) {
        self.put(TextKind::Title, element, field, text);
    }

    /// A figure that could not be read as a number.
    fn figure(&mut self, element: &'a Id, field: &'static str, figure: &'a Figure) {
        if let Figure::Text(text) = figure {
            self.title(element, field, text);
        }
    }

    fn cell(&mut self, element: &'a Id, field: &'static str, text: &'a Markdown) {
        self.put(TextKind::Cell, element, field, &text.0);
    }

    fn running(&mut self, element: &'a Id, field: &'static str, text: &'a Markdown) {
        self.put(TextKind::Running, element, field, &text.0);
    }

    fn block(&mut self, block: &'a Block) {
        if let Some((id, caption)) = walk::block_head(block) {
            let field = if matches!(block, Block::Picture(_)) { "alt" } else { "caption" };
            self.title(id, field, caption);
        }
        match block {
            Block::Text(block) => self.running(&block.id, "text", &block.text),
            Block::Goals(block) => {
                self.legend(&block.id, block.legend.as_ref());
                walk::each_goal(&block.goals, &mut |goal| self.goal(goal));
            }
            Block::Actions(block) => {
                self.legend(&block.id, block.legend.as_ref());
                block.actions.iter().for_each(|action| self.action(action));
            }
            Block::Assignments(block) => {
                self.legend(&block.id, block.legend.as_ref());
                for group in &block.groups {
                    self.title(&group.id, "title", &group.title);
                    self.cell(&group.id, "note", &group.note);
                    for own in &group.assignments {
                        self.cell(&own.id, "text", &own.text);
                        self.cell(&own.id, "aim", &own.aim);
                        self.title(&own.id, "giver", &own.giver);
                        self.assessment(&own.id, &own.status);
                        self.cell(&own.id, "comment", &own.comment);
                    }
                }
            }
            Block::Risks(block) => {
                self.legend(&block.id, block.legend.as_ref());
                for risk in &block.risks {
                    self.cell(&risk.id, "text", &risk.text);
                    self.cell(&risk.id, "measures", &risk.measures);
                    self.title(&risk.id, "responsible", &risk.responsible);
                    self.assessment(&risk.id, &risk.status);
                    self.cell(&risk.id, "comment", &risk.comment);
                    risk.actions.iter().for_each(|action| self.action(action));
                }
            }
            Block::Controls(block) => {
                for own in block.groups.iter().flat_map(|group| &group.controls) {
                    self.cell(&own.id, "text", &own.text);
                    self.assessment(&own.id, &own.status);
                }
            }
            Block::Figures(table) => {
                for column in &table.columns {
                    self.title(&table.id, "columns", &column.group);
                    self.title(&table.id, "columns", &column.title);
                }
                for row in &table.rows {
                    self.title(&row.id, "label", &row.label);
                    row.cells.iter().for_each(|(_, figure)| self.figure(&row.id, "cells", figure));
                    self.running(&row.id, "comment", &row.comment);
                }
                table.notes.iter().for_each(|note| self.cell(&table.id, "notes", &note.text));
            }
            Block::Bridge(bridge) => {
                bridge.steps.iter().for_each(|step| self.title(&step.id, "label", &step.label));
            }
            Block::Effects(block) => {
                block.effects.iter().for_each(|own| self.title(&own.id, "label", &own.label));
            }
            Block::Volumes(block) => {
                for series in &block.series {
                    self.title(&series.id, "name", &series.name);
                    self.running(&series.id, "comment", &series.comment);
                }
            }
            Block::Staff(block) => {
                for own in &block.measures {
                    self.title(&own.id, "label", &own.label);
                    own.values.iter().for_each(|value| self.cell(&own.id, "values", &value.text));
                    self.running(&own.id, "comment", &own.comment);
                }
            }
            Block::Accounts(block) => {
                for account in &block.accounts {
                    self.title(&account.id, "title", &account.title);
                    self.running(&account.id, "text", &account.text);
                    account.parts.iter().for_each(|own| self.title(&own.id, "label", &own.label));
                }
            }
            Block::Wheel(block) => {
                for slot in &block.slots {
                    self.title(&slot.id, "title", &slot.title);
                    slot.items.iter().for_each(|item| self.cell(&item.id, "text", &item.text));
                }
            }
            Block::Governing(block) => {
                for group in &block.groups {
                    self.title(&group.id, "title", &group.title);
                    for own in &group.documents {
                        self.title(&own.id, "title", &own.title);
                        self.title(&own.id, "rider", &own.rider);
                    }
                }
                self.running(&block.id, "note", &block.note);
            }
            Block::Decisions(block) => {
                for own in &block.decisions {
                    self.title(&own.id, "title", &own.title);
                    self.title(&own.id, "law", &own.law);
                    self.running(&own.id, "text", &own.text);
                }
            }
            Block::Table(block) => {
                for row in &block.rows {
                    row.cells.iter().for_each(|cell| self.cell(&row.id, "cells", &cell.text));
                }
            }
            Block::Overview(_) | Block::Tally(_) | Block::Picture(_) | Block::Unknown(_) => {}
        }
    }

    fn goal(&mut self, goal: &'a Goal) {
        self.title(&goal.id, "title", &goal.title);
        self.running(&goal.id, "description", &goal.description);
        self.running(&goal.id, "comment", &goal.comment);
        self.title(&goal.id, "later", &goal.later);
        self.assessment(&goal.id, &goal.status);
        goal.indicators.iter().for_each(|own| self.indicator(own));
        for unit in &goal.units {
            self.title(&unit.id, "label", &unit.label);
            self.assessment(&unit.id, &unit.status);
            self.cell(&unit.id, "comment", &unit.comment);
        }
        for count in &goal.unit_counts {
            self.cell(&goal.id, "unit_counts", &count.text);
        }
        goal.actions.iter().for_each(|action| self.action(action));
        goal.texts.iter().chain(&goal.closing).for_each(|text| self.titled(text));
    }

    fn indicator(&mut self, own: &'a Indicator) {
        self.title(&own.id, "name", &own.name);
        self.cell(&own.id, "description", &own.description);
        self.title(&own.id, "target.text", &own.target.text);
        own.outcome.value.iter().for_each(|own_value| {
            self.figure(&own.id, "outcome.value", own_value);
        });
        own.earlier.iter().for_each(|earlier| self.title(&own.id, "earlier", &earlier.text));
        self.cell(&own.id, "outcome.text", &own.outcome.text);
        self.title(&own.id, "outcome.later", &own.outcome.later);
        self.assessment(&own.id, &own.status);
        self.cell(&own.id, "comment", &own.comment);
        own.texts.iter().for_each(|text| self.titled(text));
    }

    fn titled(&mut self, own: &'a TitledText) {
        self.title(&own.id, "title", &own.title);
        self.running(&own.id, "text", &own.text);
    }

    fn action(&mut self, own: &'a Action) {
        self.cell(&own.id, "text", &own.text);
        self.assessment(&own.id, &own.status);
        self.cell(&own.id, "comment", &own.comment);
        self.title(&own.id, "responsible", &own.responsible);
    }

    fn assessment(&mut self, element: &'a Id, own: &'a Assessment) {
        self.cell(element, "status.reason", &own.reason);
    }

    fn legend(&mut self, block: &'a Id, legend: Option<&'a Legend>) {
        for entry in legend.into_iter().flat_map(|legend| &legend.entries) {
            self.cell(block, "legend", &entry.text);
        }
        if let Some(legend) = legend {
            self.cell(block, "legend", &legend.note);
        }
    }
}
