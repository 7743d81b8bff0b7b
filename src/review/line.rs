//! The reports of a year in order of time, with what stands in each by id.

use std::collections::HashMap;

use crate::compute::Context;
use crate::model::walk;
use crate::model::{
    Account, Action, Assignment, Block, Control, FigureTable, Goal, Id, Indicator, Legend, Report,
    ReportKind, Risk, Row, Section, StaffMeasure, VolumeSeries, Year,
};

/// The plan and reports of a year, in order of time: plans first, then by the end of their period.
#[derive(Debug)]
pub struct Line<'a> {
    /// The year.
    pub year: &'a Year,
    /// The reports.
    pub reports: Vec<Standing<'a>>,
}

/// A report on the line.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The report in its year.
    pub context: Context<'a>,
    items: HashMap<&'a str, Item<'a>>,
    order: Vec<&'a Id>,
}

/// Something that lives across reports, as a report has it. The first place in a report stands for it.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A section.
    Section(&'a Section),
    /// A goal of any level or kind.
    Goal(&'a Goal),
    /// An indicator, with the legend of its block. Second places (`same_as`) are not on the line.
    Indicator(&'a Indicator, Option<&'a Legend>),
    /// An action.
    Action(&'a Action),
    /// An assignment.
    Assignment(&'a Assignment),
    /// A risk.
    Risk(&'a Risk),
    /// A control step.
    Control(&'a Control),
    /// A row of figures in its table.
    Row(&'a FigureTable, &'a Row),
    /// A series of volumes.
    Series(&'a VolumeSeries),
    /// A staff key figure.
    Staff(&'a StaffMeasure),
    /// A counted account.
    Account(&'a Account),
}

impl<'a> Line<'a> {
    /// The line of a year.
    pub fn new(year: &'a Year) -> Self {
        let mut reports: Vec<&'a Report> = year.reports.iter().map(|report| &**report).collect();
        // A stable sort: reports of the same end stay in the order of the file.
        reports.sort_by_key(|report| (report.kind != ReportKind::Plan, report.period.to));
        let standing = |report| Standing::new(year, report);
        Self { year, reports: reports.into_iter().map(standing).collect() }
    }

    /// What stands under an id in the reports before one, the latest first; plans last.
    pub fn before<'s>(
        &'s self,
        index: usize,
        id: &'s Id,
    ) -> impl Iterator<Item = (&'s Standing<'a>, Item<'a>)> {
        let earlier = self.reports[..index].iter().rev();
        earlier.filter_map(move |standing| standing.item(id).map(|item| (standing, item)))
    }

    /// What stands under an id in the reports after one, in order of time.
    pub fn after<'s>(
        &'s self,
        index: usize,
        id: &'s Id,
    ) -> impl Iterator<Item = (&'s Standing<'a>, Item<'a>)> {
        let later = self.reports[index + 1..].iter();
        later.filter_map(move |standing| standing.item(id).map(|item| (standing, item)))
    }
}

impl<'a> Standing<'a> {
    fn new(year: &'a Year, report: &'a Report) -> Self {
        let mut gathered = Gathered::default();
        walk::each_section(&report.sections, &mut |section| {
            gathered.add(&section.id, Item::Section(section));
        });
        walk::each_block(report, &mut |block| gathered.block(block));
        let Gathered { items, order } = gathered;
        Self { context: Context::new(year, report), items, order }
    }

    /// The report.
    pub fn report(&self) -> &'a Report {
        self.context.report
    }

    /// Whether it is a plan.
    pub fn is_plan(&self) -> bool {
        self.report().kind == ReportKind::Plan
    }

    /// What it is called in a sentence: `T1`, `juli`, `planen`.
    pub fn short(&self) -> String {
        if self.is_plan() { "planen".to_owned() } else { walk::short_title(self.report()) }
    }

    /// What stands under an id.
    pub fn item(&self, id: &Id) -> Option<Item<'a>> {
        self.items.get(id.as_str()).copied()
    }

    /// All that stands in it, in the order of the report.
    pub fn items(&self) -> impl Iterator<Item = (&'a Id, Item<'a>)> + '_ {
        self.order.iter().filter_map(|id| self.items.get(id.as_str()).map(|item| (*id, *item)))
    }
}

#[derive(Default)]
struct Gathered<'a> {
    items: HashMap<&'a str, Item<'a>>,
    order: Vec<&'a Id>,
}

impl<'a> Gathered<'a> {
    fn add(&mut self, id: &'a Id, item: Item<'a>) {
        if !id.is_missing() && !self.items.contains_key(id.as_str()) {
            self.items.insert(id.as_str(), item);
            self.order.push(id);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Goals(goals) => walk::each_goal(&goals.goals, &mut |goal| {
                self.add(&goal.id, Item::Goal(goal));
                goal.actions.iter().for_each(|own| self.add(&own.id, Item::Action(own)));
                for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
                    self.add(&own.id, Item::Indicator(own, goals.legend.as_ref()));
                }
            }),
            Block::Actions(block) => {
                block.actions.iter().for_each(|own| self.add(&own.id, Item::Action(own)));
            }
            Block::Assignments(block) => {
                let assignments = block.groups.iter().flat_map(|group| &group.assignments);
                assignments.for_each(|own| self.add(&own.id, Item::Assignment(own)));
            }
            Block::Risks(block) => {
                for risk in &block.risks {
                    self.add(&risk.id, Item::Risk(risk));
                    risk.actions.iter().for_each(|own| self.add(&own.id, Item::Action(own)));
                }
            }
            Block::Controls(block) => {
                let controls = block.groups.iter().flat_map(|group| &group.controls);
                controls.for_each(|own| self.add(&own.id, Item::Control(own)));
            }
            Block::Figures(table) => {
                table.rows.iter().for_each(|row| self.add(&row.id, Item::Row(table, row)));
            }
            Block::Volumes(block) => {
                block.series.iter().for_each(|own| self.add(&own.id, Item::Series(own)));
            }
            Block::Staff(block) => {
                block.measures.iter().for_each(|own| self.add(&own.id, Item::Staff(own)));
            }
            Block::Accounts(block) => {
                block.accounts.iter().for_each(|own| self.add(&own.id, Item::Account(own)));
            }
            _ => {}
        }
    }
}
