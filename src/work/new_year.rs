//! A new year: empty, from a template, or from last year's plan.

mod economy;
mod indicators;

use std::collections::HashMap;
use std::sync::Arc;

use super::blank::Blank;
use super::carry::{self, Done};
use super::each;
use super::names::Names;
use super::open;
use super::said::{Fate, Journal, Said, Thing};
use super::shift::{Shift, short};
use super::suggest::{choice_of, report_id};
use crate::model::{
    Block, Committee, Front, Goal, Id, OrgKind, OrgUnit, Report, ReportKind, ReviewSettings, Risk,
    UnitResult, Year, walk,
};

/// What a new year starts from.
#[derive(Clone, Debug)]
pub enum Source<'a> {
    /// Nothing but the committee and an empty plan.
    Empty {
        /// The committee.
        committee: Committee,
    },
    /// A form without content, as `public/mallar` has them.
    Template {
        /// The form.
        template: &'a Year,
        /// Whose year it becomes.
        committee: Committee,
    },
    /// The plan of the year before with what came of it.
    LastYear(&'a Year),
}

/// A new year. The source is not changed.
pub fn new_year(source: &Source<'_>, year: u16, id: Id) -> Year {
    make(source, year, id).0
}

/// What [`new_year`] would carry, empty and leave.
pub fn preview(source: &Source<'_>, year: u16, id: Id) -> Vec<Said> {
    make(source, year, id).1
}

fn make(source: &Source<'_>, year: u16, id: Id) -> (Year, Vec<Said>) {
    let mut journal = Journal::default();
    let own = Year { id, year, ..Year::default() };
    let made = match source {
        Source::Empty { committee } => {
            let reports = vec![Arc::new(empty_plan(year))];
            Year { committee: committee.clone(), reports, ..own }
        }
        Source::Template { template, committee } => {
            let settings = template.settings.clone();
            let shift = Shift { old: template.year, by: year.saturating_sub(template.year) };
            let forms = template.reports.iter();
            let forms = forms.map(|form| of_form(form, committee, year, shift));
            let reports = forms.map(Arc::new).collect();
            Year { committee: committee.clone(), settings, reports, ..own }
        }
        Source::LastYear(last) => {
            let plan = of_last_year(last, year, &mut journal);
            let (committee, settings) = (last.committee.clone(), last.settings.clone());
            // How it is checked goes on; what was accepted was last year's.
            let review = ReviewSettings { accepted: Vec::new(), ..last.review.clone() };
            Year { committee, settings, review, reports: vec![Arc::new(plan)], ..own }
        }
    };
    if !matches!(source, Source::LastYear(_)) {
        made.reports.iter().for_each(|r| journal.note(Fate::Added, Thing::Report, &r.title));
    }
    (made, journal.said())
}

/// A committee's units as somebody typed them, one a line.
pub fn units_of(text: &str) -> Vec<OrgUnit> {
    let mut names = Names::default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let unit = |name: &str| OrgUnit {
        id: names.fresh(&format!("e-{name}")),
        name: name.to_owned(),
        ..OrgUnit::default()
    };
    lines.map(unit).collect()
}

fn empty_plan(year: u16) -> Report {
    let usual = choice_of(year, ReportKind::Plan, 12);
    let (kind, id, title, period) = (usual.kind, usual.id, usual.title, usual.period);
    Report { id, kind, title, period, ..Report::default() }
}

/// A template's report in this year, with a row for each unit where the form asks units.
fn of_form(form: &Report, committee: &Committee, year: u16, shift: Shift) -> Report {
    let usual = choice_of(year, form.kind, 1);
    let mut report = Report {
        id: usual.id,
        title: usual.title,
        period: usual.period,
        front: Front { sender: committee.name.clone(), ..form.front.clone() },
        ..form.clone()
    };
    economy::heads(&mut report, shift);
    indicators::heads(&mut report, shift);
    each::section(&mut report.sections, &mut |section| section.title = shift.title(&section.title));
    staff_column(&mut report);
    let mut names = Names::of(&report);
    each::goal_of(&mut report, &mut |goal| unit_rows(goal, committee, &mut names));
    report
}

/// A form's staff figures have one column without a period: the report's own.
fn staff_column(report: &mut Report) {
    let period = report.period.clone();
    each::block(report, &mut |block| {
        let Block::Staff(block) = block else { return };
        let values = block.measures.iter_mut().flat_map(|measure| &mut measure.values);
        for value in values.filter(|value| value.label.is_empty()) {
            (value.label, value.period) = (short(&period), Some(period.clone()));
        }
    });
}

fn unit_rows(goal: &mut Goal, committee: &Committee, names: &mut Names) {
    if !goal.units.iter().any(|unit| unit.units.is_empty() && unit.label.is_empty()) {
        return;
    }
    let units = committee.units.iter().filter(|unit| unit.kind == OrgKind::Unit);
    let rows = units.map(|unit| UnitResult {
        id: names.fresh(&format!("{}-{}", unit.id, goal.id)),
        units: vec![unit.id.clone()],
        label: unit.name.clone(),
        ..UnitResult::default()
    });
    goal.units = rows.collect();
}

/// Last year's plan for the next. A year without one lends its latest report's form.
fn of_last_year(last: &Year, year: u16, journal: &mut Journal) -> Report {
    let earlier = carry::in_time(last);
    let plan = earlier.iter().rfind(|report| report.kind == ReportKind::Plan);
    let Some(base) = plan.or(earlier.last()).copied() else { return empty_plan(year) };
    journal.note(Fate::Base, Thing::Report, &base.title);
    let shift = Shift { old: last.year, by: year.saturating_sub(last.year) };
    let mut report = start(base, shift, year);
    revalue(&mut report, &earlier);
    let done = Done::of(&earlier);
    done.drop_from(&mut report, true, journal);
    open::carry_on(&mut report, last, (base, &earlier), &done, journal);
    indicators::turn(&mut report, &earlier, shift, journal);
    economy::turn(&mut report, last, &earlier, shift, journal);
    let texts = base.kind == ReportKind::Plan;
    let mut blank = Blank { texts, comments: false, later: Some(year), journal };
    each::block(&mut report, &mut |block| {
        blank.block(block);
        clear_course(block, shift);
    });
    journal.carried(&report);
    carry::cut_loose(&mut report, &last.committee.units.iter().map(|u| u.id.clone()).collect());
    report
}

fn start(base: &Report, shift: Shift, year: u16) -> Report {
    let plan = empty_plan(year);
    let title = if base.kind == ReportKind::Plan { shift.title(&base.title) } else { plan.title };
    let mut report = Report {
        id: report_id(ReportKind::Plan, &plan.period),
        title,
        front: Front {
            date: None,
            record_number: String::new(),
            subtitle: shift.title(&base.front.subtitle),
            ..base.front.clone()
        },
        numbering: base.numbering,
        sections: base.sections.clone(),
        ..plan
    };
    each::section(&mut report.sections, &mut |section| {
        section.ready = None;
        section.title = shift.title(&section.title);
        section.period = section.period.as_ref().map(|period| shift.period(period));
    });
    report
}

/// A report that follows a risk up does not always value it again.
fn revalue(report: &mut Report, earlier: &[&Report]) {
    let mut latest: HashMap<&Id, &Risk> = HashMap::new();
    for report in earlier {
        walk::each_risk(report, &mut |risk| {
            if risk.likelihood.is_some() || risk.value.is_some() {
                latest.insert(&risk.id, risk);
            }
        });
    }
    each::block(report, &mut |block| {
        let Block::Risks(block) = block else { return };
        for risk in &mut block.risks {
            if let Some(last) = latest.get(&risk.id) {
                (risk.likelihood, risk.consequence) = (last.likelihood, last.consequence);
                risk.value = last.value;
            }
        }
    });
}

/// What the year's course filled: strips, rows of reports, periods.
fn clear_course(block: &mut Block, shift: Shift) {
    match block {
        Block::Goals(block) => {
            block.caption = shift.title(&block.caption);
            block.adopted = None;
            each::goal(&mut block.goals, &mut |goal| {
                if let Some(strip) = &mut goal.strip {
                    (strip.months, strip.last) = (Vec::new(), None);
                }
            });
        }
        Block::Overview(block) => {
            block.caption = shift.title(&block.caption);
            block.rows.clear();
        }
        Block::Accounts(block) => {
            for account in &mut block.accounts {
                account.period = account.period.as_ref().map(|period| shift.period(period));
            }
        }
        _ => {}
    }
}
