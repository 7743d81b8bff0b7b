//! The report that a new one is built from, and what the plan has besides.

use std::collections::HashSet;

use super::Choice;
use crate::model::{Block, Goal, Id, Indicator, Report, ReportKind, Year, walk};
use crate::work::blank::{self, Blank};
use crate::work::carry;
use crate::work::each;
use crate::work::names::Names;
use crate::work::said::{Fate, Journal, Thing};

/// What a report starts from.
pub(super) struct Base<'a> {
    /// Whose form it takes.
    pub(super) report: &'a Report,
    /// Whether that ends after the new one: then only its form is taken.
    pub(super) is_later: bool,
    /// The plan and all reports up to the new one's end, in order of time.
    pub(super) earlier: Vec<&'a Report>,
}

/// The latest report of the same sort, else the latest, else the plan. Forms that a template brought
/// for later in the year stand before other sorts; a later report that is written in only lends its
/// form where there is nothing else.
pub(super) fn of<'a>(year: &'a Year, choice: &Choice) -> Option<Base<'a>> {
    let is_earlier =
        |report: &Report| report.kind == ReportKind::Plan || report.period.to <= choice.period.to;
    let (earlier, later): (Vec<&Report>, Vec<&Report>) =
        carry::in_time(year).into_iter().partition(|report| is_earlier(report));
    let forms: Vec<&Report> = later.iter().copied().filter(|report| is_form(report)).collect();
    let last = |reports: &[&'a Report], fits: &dyn Fn(ReportKind) -> bool| {
        reports.iter().rev().find(|report| fits(report.kind)).copied()
    };
    let is_same = |kind| is_of_sort(kind, choice.kind);
    let is_report = |kind| kind != ReportKind::Plan;
    let report = last(&earlier, &is_same)
        .or_else(|| last(&forms, &is_same))
        .or_else(|| last(&earlier, &is_report))
        .or_else(|| last(&forms, &is_report))
        .or_else(|| last(&earlier, &|_| true))
        .or_else(|| last(&later, &is_same))
        .or_else(|| last(&later, &|_| true))?;
    Some(Base { report, is_later: !is_earlier(report), earlier })
}

/// Whether nobody has written in a report yet.
pub(in crate::work) fn is_form(report: &Report) -> bool {
    let mut is_form = true;
    walk::each_block(report, &mut |block| {
        is_form &= match block {
            Block::Text(block) => blank::headings(&block.text.0) == block.text.0,
            Block::Goals(block) => {
                let mut is_empty = true;
                walk::each_goal(&block.goals, &mut |goal| is_empty &= goal.title.is_empty());
                is_empty
            }
            Block::Risks(block) => block.risks.iter().all(|risk| risk.text.is_empty()),
            Block::Figures(table) => table.rows.iter().all(|row| row.cells.iter().next().is_none()),
            _ => true,
        }
    });
    is_form
}

fn is_of_sort(kind: ReportKind, wanted: ReportKind) -> bool {
    match wanted {
        ReportKind::Month | ReportKind::Plan => kind == wanted,
        ReportKind::Free => kind != ReportKind::Plan,
        _ => is_of_term(kind),
    }
}

fn is_of_term(kind: ReportKind) -> bool {
    matches!(kind, ReportKind::T1 | ReportKind::T2 | ReportKind::Annual)
}

/// Adds the plan's indicators that the base did not follow up, each under its goal. A month has a
/// form of its own and gets none.
pub(super) fn add_from_plan(year: &Year, report: &mut Report, journal: &mut Journal) {
    let plan = year.reports.iter().rfind(|plan| plan.kind == ReportKind::Plan);
    let Some(plan) = plan.filter(|_| is_of_term(report.kind)) else { return };
    let mut known = HashSet::new();
    walk::each_indicator(report, &mut |indicator| {
        known.extend([indicator.id.clone(), indicator.identity().clone()]);
    });
    let mut names = Names::of(report);
    let mut lacking: Vec<(Id, Indicator)> = Vec::new();
    each_goal_of(plan, &mut |goal| {
        for indicator in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
            if known.insert(indicator.id.clone()) && !names.has(&indicator.id) {
                lacking.push((goal.id.clone(), bare(indicator, &mut names)));
            }
        }
    });
    for (goal, indicator) in lacking {
        let name = indicator.name.clone();
        let mut indicator = Some(indicator);
        each::goal_of(report, &mut |own| {
            if own.id == goal {
                own.indicators.extend(indicator.take());
            }
        });
        let fate = if indicator.is_none() { Fate::Added } else { Fate::Left };
        journal.note(fate, Thing::Indicator, &name);
    }
}

fn each_goal_of<'a>(report: &'a Report, visit: &mut dyn FnMut(&'a Goal)) {
    walk::each_block(report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, visit);
        }
    });
}

/// The indicator without what the plan says around it. Parts whose ids are taken stay behind.
fn bare(indicator: &Indicator, names: &mut Names) -> Indicator {
    let mut own = Indicator { texts: Vec::new(), blocks: Vec::new(), ..indicator.clone() };
    own.areas.retain(|area| !names.has(&area.id));
    names.fresh(own.id.as_str());
    let mut unsaid = Journal::default();
    Blank { texts: false, comments: false, later: None, journal: &mut unsaid }.indicator(&mut own);
    own
}
