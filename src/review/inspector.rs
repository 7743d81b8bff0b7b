//! Runs the rules, and after an edit only those that look at what changed.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::line::{Indexed, in_order};
use super::{Finding, Findings, Item, Line, Look, Rule, TextPlace, rules, texts};
use crate::compute::Context;
use crate::model::{
    Block, ColumnRole, Committee, Id, Report, ReportKind, RuleChoice, Section, Settings, Year, walk,
};

/// What was found in a year, and what of it somebody accepted.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The findings, in the order of the reports and their pages.
    pub findings: Vec<Finding>,
    /// For each finding the index of its acceptance in the year, if it was accepted.
    pub accepted: Vec<Option<usize>>,
}

impl Review {
    /// Those that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        let all = self.findings.iter().zip(&self.accepted);
        all.filter(|(_, accepted)| accepted.is_none()).map(|(finding, _)| finding)
    }
}

/// Looks through a year again and again, and remembers what it found where nothing has changed.
#[derive(Debug, Default)]
pub struct Inspector {
    /// What was found in each report, in the order of the line.
    reports: Vec<Looked>,
    /// What else decides what is found.
    basis: Basis,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Basis {
    committee: Committee,
    settings: Settings,
    rules: Vec<RuleChoice>,
    id: Id,
    year: u16,
}

/// What was found in a report, with what it was found in.
#[derive(Debug)]
struct Looked {
    report: Rc<Indexed>,
    /// By the section's place in memory; it is kept, so that no other can come to lie there.
    sections: HashMap<usize, (Arc<Section>, Vec<Finding>)>,
    within: Vec<Finding>,
    /// By the thing's id, where something was found.
    items: HashMap<Id, Vec<Finding>>,
    onward: Vec<Finding>,
    among: Vec<Finding>,
    /// All that, in the order of the page.
    told: Vec<Finding>,
}

impl Inspector {
    /// Everything that the rules find in the year as it is now.
    pub fn review(&mut self, year: &Year) -> Review {
        let basis = Basis {
            committee: year.committee.clone(),
            settings: year.settings.clone(),
            rules: year.review.rules.clone(),
            id: year.id.clone(),
            year: year.year,
        };
        if basis != self.basis {
            *self = Self { basis, ..Self::default() };
        }
        let order = in_order(year);
        let known = self.reports.iter().map(|looked| &looked.report.report().id);
        let is_same_line = known.eq(order.iter().map(|report| &report.id));
        let mut known: HashMap<Id, Looked> = HashMap::new();
        for looked in self.reports.drain(..) {
            known.insert(looked.report.report().id.clone(), looked);
        }
        let indexed: Vec<Rc<Indexed>> =
            order.into_iter().map(|report| indexed(report, known.get(&report.id))).collect();
        let line = Line::new(year, &indexed);
        let of_year = found(year, |look, found| {
            if let Look::Year(look) = look {
                look(&line, found);
            }
        });
        let mut changed = Changed { all: !is_same_line, ..Changed::default() };
        let mut findings = Vec::new();
        for (index, report) in indexed.iter().enumerate() {
            let before = known.remove(&report.report().id);
            changed.note(before.as_ref().map(|before| &*before.report), report);
            let looked = Looked::again(before, report, &line, (index, &changed));
            looked.tell(&of_year, &mut findings);
            self.reports.push(looked);
        }
        let accepted = accepted(year, &findings);
        Review { findings, accepted }
    }
}

/// What stands in a report; what is known of it where it is the same.
fn indexed(report: &Arc<Report>, known: Option<&Looked>) -> Rc<Indexed> {
    let known = known.map(|looked| &looked.report);
    let same = known.filter(|known| Arc::ptr_eq(known.report(), report));
    same.cloned().unwrap_or_else(|| Rc::new(Indexed::gather(report)))
}

type ItemLook = fn(&Line<'_>, usize, (&Id, Item<'_>), &mut Findings<'_>);

/// The rules that look at one thing: found once, because there are thousands of things.
fn item_rules() -> Vec<(&'static Rule, ItemLook)> {
    let of = |rule: &'static Rule| match rule.look {
        Look::Item(look) => Some((rule, look)),
        _ => None,
    };
    rules().filter_map(of).collect()
}

/// What has changed since the last look, from the first report on the line on.
#[derive(Default)]
struct Changed {
    /// Something has.
    any: bool,
    /// Something has in a report that is no plan.
    report: bool,
    /// Everything may have.
    all: bool,
    /// Rows of figures have.
    rows: bool,
    /// These things have.
    ids: HashSet<Id>,
}

impl Changed {
    /// Notes what is another in a report.
    fn note(&mut self, before: Option<&Indexed>, now: &Indexed) {
        let is_same = before.is_some_and(|before| Arc::ptr_eq(before.report(), now.report()));
        self.any |= !is_same || self.all;
        self.report |= !is_same && now.report().kind != ReportKind::Plan;
        self.all |= before.is_none_or(|before| !has_same_head(before.report(), now.report()));
        let Some(before) = before.filter(|_| !is_same && !self.all) else { return };
        let mut has_row = false;
        for (id, item) in now.differing(before) {
            has_row |= matches!(item, Item::Row(..));
            self.ids.insert(id.clone());
        }
        // Sums are other where their rows are.
        self.rows |= has_row;
        if has_row {
            self.ids.extend(now.sums().cloned());
        }
    }
}

impl Looked {
    fn of(report: &Rc<Indexed>) -> Self {
        Self {
            report: report.clone(),
            sections: HashMap::new(),
            within: Vec::new(),
            items: HashMap::new(),
            onward: Vec::new(),
            among: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Looks again where something has changed since.
    fn again(
        before: Option<Self>,
        report: &Rc<Indexed>,
        line: &Line<'_>,
        (index, changed): (usize, &Changed),
    ) -> Self {
        let mut looked = before.unwrap_or_else(|| Self::of(report));
        if !changed.any {
            return looked;
        }
        let standing = &line.reports[index];
        let is_own = !Rc::ptr_eq(&looked.report, report);
        looked.look_within(&standing.context, (report, changed));
        let rules = item_rules();
        if changed.all {
            looked.items.clear();
            standing.items().for_each(|item| looked.look_at_item(&rules, line, index, item));
        } else {
            for id in &changed.ids {
                looked.items.remove(id);
                if let Some(item) = standing.item(id) {
                    looked.look_at_item(&rules, line, index, (id, item));
                }
            }
        }
        looked.onward = found(line.year, |look, found| {
            if let Look::Onward(look) = look {
                look(line, index, found);
            }
        });
        if changed.all || changed.report || is_own {
            looked.among = found(line.year, |look, found| {
                if let Look::Reports(look) = look {
                    look(line, index, found);
                }
            });
        }
        looked.put_in_order();
        looked
    }

    fn look_at_item(
        &mut self,
        rules: &[(&'static Rule, ItemLook)],
        line: &Line<'_>,
        index: usize,
        (id, item): (&Id, Item<'_>),
    ) {
        let mut list = Vec::new();
        for (rule, look) in rules {
            if let Some(mut found) = Findings::of(rule, &line.year.review.rules, &mut list) {
                look(line, index, (id, item), &mut found);
            }
        }
        if !list.is_empty() {
            self.items.insert(id.clone(), list);
        }
    }

    /// Looks at the report by itself, where it is another or was not looked at.
    fn look_within(&mut self, context: &Context<'_>, (report, changed): (&Rc<Indexed>, &Changed)) {
        let before = std::mem::replace(&mut self.report, report.clone());
        let is_new = self.sections.is_empty();
        if Rc::ptr_eq(&before, report) && !is_new && !changed.rows {
            return;
        }
        let report = context.report;
        let is_head_same = has_same_head(before.report(), report);
        let mut before = std::mem::take(&mut self.sections);
        walk::each_shared_section(&report.sections, &mut |section| {
            let key = Arc::as_ptr(section) as usize;
            let is_known = is_head_same && !(changed.rows && looks_back(section));
            let known = before.remove(&key).filter(|_| is_known);
            let known =
                known.unwrap_or_else(|| (section.clone(), look_at_section(context, section)));
            self.sections.insert(key, known);
        });
        self.within = found(context.year, |look, found| {
            if let Look::Report(look) = look {
                look(context, found);
            }
        });
        look_at_texts(context, &mut self.within, |visit| texts::of_front(context, visit));
    }

    /// Puts what was found in the order of the page; at one place the gravest first.
    fn put_in_order(&mut self) {
        let in_sections = self.sections.values().flat_map(|(_, found)| found);
        let of_items = self.items.values().flatten();
        let all =
            in_sections.chain(&self.within).chain(of_items).chain(&self.onward).chain(&self.among);
        self.told = all.cloned().collect();
        sort(self.report.report(), &mut self.told);
    }

    /// Adds what was found in the report, with what was found in it as a part of the year.
    fn tell(&self, of_year: &[Finding], findings: &mut Vec<Finding>) {
        let report = self.report.report();
        let own = of_year.iter().filter(|finding| finding.at.report == report.id);
        let start = findings.len();
        findings.extend(own.cloned());
        let is_sorted = findings.len() == start;
        findings.extend(self.told.iter().cloned());
        if !is_sorted {
            sort(report, &mut findings[start..]);
        }
    }
}

/// Whether a section computes with forecasts of earlier reports.
fn looks_back(section: &Section) -> bool {
    let mut looks_back = false;
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Figures(table) = block {
            let mut roles = table.columns.iter().map(|column| column.role);
            looks_back |= roles.any(|role| role == ColumnRole::ForecastChange);
        }
    });
    looks_back
}

/// Whether what decides how sections are read, and what a report is called, is the same in both.
fn has_same_head(a: &Report, b: &Report) -> bool {
    let is_same = a.kind == b.kind && a.period == b.period && a.settings == b.settings;
    is_same && a.title == b.title && a.is_locked() == b.is_locked() && a.frozen == b.frozen
}

fn look_at_section(context: &Context<'_>, section: &Section) -> Vec<Finding> {
    let mut list = found(context.year, |look, found| {
        if let Look::Section(look) = look {
            look(context, section, found);
        }
    });
    look_at_texts(context, &mut list, |visit| texts::each(context, section, visit));
    list
}

/// Runs the rules that look at texts on all that `each` calls them for.
fn look_at_texts<'a, 'y>(
    context: &Context<'_>,
    list: &mut Vec<Finding>,
    each: impl FnOnce(&mut dyn FnMut(&TextPlace<'a, 'y>)),
) where
    'y: 'a,
{
    let of = |rule: &'static Rule| match rule.look {
        Look::Text(look) => Some((rule, look)),
        _ => None,
    };
    let text_rules: Vec<_> = rules().filter_map(of).collect();
    each(&mut |place| {
        for (rule, look) in &text_rules {
            if let Some(mut found) = Findings::of(rule, &context.year.review.rules, list) {
                look(place, &mut found);
            }
        }
    });
}

fn found(year: &Year, each: impl FnMut(Look, &mut Findings<'_>)) -> Vec<Finding> {
    let mut list = Vec::new();
    run(year, &mut list, each);
    list
}

/// Calls `each` for every rule that is on.
fn run(year: &Year, list: &mut Vec<Finding>, mut each: impl FnMut(Look, &mut Findings<'_>)) {
    for rule in rules() {
        if let Some(mut found) = Findings::of(rule, &year.review.rules, list) {
            each(rule.look, &mut found);
        }
    }
}

/// Sorts what was found in a report by its place on the page; at one place the gravest first. What
/// has no place comes last.
fn sort(report: &Report, findings: &mut [Finding]) {
    let wanted: HashSet<Id> = findings.iter().map(|finding| finding.at.element.clone()).collect();
    let mut places: HashMap<&str, usize> = HashMap::from([("", 0)]);
    let mut count = 0;
    walk::elements(report, &mut |element| {
        count += 1;
        if wanted.contains(element.id) {
            places.entry(element.id.as_str()).or_insert(count);
        }
    });
    findings.sort_by_cached_key(|finding| {
        let place = places.get(finding.at.element.as_str()).copied().unwrap_or(usize::MAX);
        (place, finding.severity, finding.rule.code, finding.at.field.clone())
    });
}

fn accepted(year: &Year, findings: &[Finding]) -> Vec<Option<usize>> {
    let accepted = &year.review.accepted;
    let of = |finding: &Finding| {
        accepted.iter().position(|own| finding.is(&own.rule, &own.at, &own.values))
    };
    findings.iter().map(of).collect()
}
