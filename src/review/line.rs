//! The reports of a year in order of time, with what stands in each by id.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use self_cell::self_cell;

use crate::compute::Context;
use crate::model::walk;
use crate::model::{
    Account, Action, Assignment, Block, Control, FigureTable, Goal, Id, Indicator, Legend, Report,
    ReportKind, Risk, Row, RowKind, Section, StaffMeasure, VolumeSeries, Year,
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
    things: &'a Things<'a>,
}

self_cell!(
    /// A report with what stands in it by id: gathered once, and kept as long as the report is as it
    /// is.
    pub(super) struct Indexed {
        owner: Arc<Report>,
        #[covariant]
        dependent: Things,
    }

    impl {Debug}
);

/// What stands in a report. The first place of an id stands for it.
#[derive(Debug, Default)]
struct Things<'a> {
    items: HashMap<&'a str, Item<'a>>,
    order: Vec<&'a Id>,
}

/// Something that lives across reports, as a report has it.
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

/// The reports of a year in the order of the line.
pub fn in_order(year: &Year) -> Vec<&Arc<Report>> {
    let mut reports: Vec<&Arc<Report>> = year.reports.iter().collect();
    // A stable sort: reports of the same end stay in the order of the file.
    reports.sort_by_key(|report| (report.kind != ReportKind::Plan, report.period.to));
    reports
}

impl Indexed {
    /// Gathers what stands in a report.
    pub(super) fn gather(report: &Arc<Report>) -> Self {
        Self::new(report.clone(), |report| Things::of(report))
    }

    /// The report.
    pub(super) fn report(&self) -> &Arc<Report> {
        self.borrow_owner()
    }

    /// The things that the two have not alike.
    pub(super) fn differing<'s>(
        &'s self,
        other: &'s Self,
    ) -> impl Iterator<Item = (&'s Id, Item<'s>)> {
        let (own, other) = (self.borrow_dependent(), other.borrow_dependent());
        let mut tables = Tables::default();
        let changed = own.all().filter(move |(id, item)| {
            let other = other.items.get(id.as_str());
            other.is_none_or(|other| !is_alike(item, other, &mut tables))
        });
        let gone = other.all().filter(|(id, _)| !own.items.contains_key(id.as_str()));
        changed.chain(gone)
    }

    /// The rows that are made of others.
    pub(super) fn sums(&self) -> impl Iterator<Item = &Id> {
        let is_sum = |item: &Item<'_>| match item {
            Item::Row(_, row) => !row.sum.is_empty() || row.kind != RowKind::Item,
            _ => false,
        };
        self.borrow_dependent().all().filter(move |(_, item)| is_sum(item)).map(|(id, _)| id)
    }
}

/// The two tables whose heads were held against each other last, and whether they are alike.
#[derive(Default)]
struct Tables<'a>(Option<(&'a FigureTable, &'a FigureTable, bool)>);

impl<'a> Tables<'a> {
    fn are_alike(&mut self, a: &'a FigureTable, b: &'a FigureTable) -> bool {
        use std::ptr::eq;
        let known = self.0.filter(|(x, y, _)| eq(*x, a) && eq(*y, b));
        let (.., are_alike) = *self.0.insert(known.unwrap_or_else(|| (a, b, has_same_head(a, b))));
        are_alike
    }
}

fn has_same_head(a: &FigureTable, b: &FigureTable) -> bool {
    let is_same = a.id == b.id && a.subject == b.subject && a.unit == b.unit && a.sign == b.sign;
    is_same && a.columns == b.columns
}

/// Whether two things are alike. What lies in a section that was not touched is the very same.
fn is_alike<'a>(a: &Item<'a>, b: &Item<'a>, tables: &mut Tables<'a>) -> bool {
    use std::ptr::eq;
    match (a, b) {
        (Item::Section(a), Item::Section(b)) => eq(*a, *b),
        (Item::Row(table, a), Item::Row(other, b)) => {
            eq(*a, *b) || *a == *b && tables.are_alike(table, other)
        }
        (Item::Indicator(a, legend), Item::Indicator(b, other)) => {
            eq(*a, *b) || *a == *b && legend == other
        }
        (Item::Goal(a), Item::Goal(b)) => eq(*a, *b) || a == b,
        (Item::Action(a), Item::Action(b)) => eq(*a, *b) || a == b,
        (Item::Assignment(a), Item::Assignment(b)) => eq(*a, *b) || a == b,
        (Item::Risk(a), Item::Risk(b)) => eq(*a, *b) || a == b,
        (Item::Control(a), Item::Control(b)) => eq(*a, *b) || a == b,
        (Item::Series(a), Item::Series(b)) => eq(*a, *b) || a == b,
        (Item::Staff(a), Item::Staff(b)) => eq(*a, *b) || a == b,
        (Item::Account(a), Item::Account(b)) => eq(*a, *b) || a == b,
        _ => false,
    }
}

impl<'a> Line<'a> {
    /// The line of a year, of its reports [in order](in_order).
    pub(super) fn new(year: &'a Year, reports: &'a [Rc<Indexed>]) -> Self {
        let standing = |indexed: &'a Rc<Indexed>| Standing {
            context: Context::new(year, indexed.report()),
            things: indexed.borrow_dependent(),
        };
        Self { year, reports: reports.iter().map(standing).collect() }
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
        self.things.items.get(id.as_str()).copied()
    }

    /// All that stands in it, in the order of the report.
    pub fn items(&self) -> impl Iterator<Item = (&'a Id, Item<'a>)> + '_ {
        self.things.all()
    }
}

impl<'a> Things<'a> {
    fn of(report: &'a Report) -> Self {
        let mut things = Self::default();
        walk::each_section(&report.sections, &mut |section| {
            things.add(&section.id, Item::Section(section));
        });
        walk::each_block(report, &mut |block| things.block(block));
        things
    }

    fn all(&self) -> impl Iterator<Item = (&'a Id, Item<'a>)> + '_ {
        self.order.iter().filter_map(|id| self.items.get(id.as_str()).map(|item| (*id, *item)))
    }

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
