//! What a report lists, counted.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::prelude::ToPrimitive;

use crate::model::{Account, Block, GoalKind, Id, Report, Status, walk};
use crate::number::Figure;
use crate::review::reading::is_same;

/// The lists of a report.
#[derive(Default)]
pub(super) struct Counts<'a> {
    assignments: List,
    risks: List,
    indicators: List,
    goals: List,
    units: List,
    accounts: HashMap<&'a str, &'a Account>,
}

/// What can be said of one kind of thing.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// How many there are in all, and in each list of its own.
    pub(super) totals: Vec<usize>,
    /// How many have each status, for the whole and for each list.
    statuses: Vec<BTreeMap<Status, usize>>,
    /// Counts that are right for other reasons, such as those of groups.
    others: Vec<usize>,
    /// Counts of units that reach a goal, with all that were asked.
    pub(super) pairs: Vec<(usize, usize)>,
}

/// A word for what is counted.
pub(super) struct Noun {
    /// Its forms after a number.
    forms: [&'static str; 2],
    /// What it is called.
    pub(super) plural: &'static str,
}

/// What is counted.
pub(super) const NOUNS: &[Noun] = &[
    Noun { forms: ["uppdrag", "uppdragen"], plural: "uppdrag" },
    Noun { forms: ["risker", "riskerna"], plural: "risker" },
    Noun { forms: ["indikatorer", "indikatorerna"], plural: "indikatorer" },
    Noun { forms: ["nämndmål", "nämndmålen"], plural: "nämndmål" },
    Noun { forms: ["enheter", "enheterna"], plural: "enheter" },
];

impl Noun {
    /// Whether a word is one of its forms.
    pub(super) fn is(&self, word: &str) -> bool {
        self.forms.iter().any(|form| is_same(form, word))
    }
}

impl<'a> Counts<'a> {
    /// Counts them.
    pub(super) fn of(report: &'a Report) -> Self {
        let mut counts = Self::default();
        walk::each_block(report, &mut |block| counts.block(block));
        for list in [&mut counts.assignments, &mut counts.risks, &mut counts.goals] {
            list.add_whole();
        }
        counts.indicators.add_whole();
        counts
    }

    /// The list of what a word stands for.
    pub(super) fn list(&self, noun: &Noun) -> List {
        let list = match noun.plural {
            "uppdrag" => &self.assignments,
            "risker" => &self.risks,
            "indikatorer" => &self.indicators,
            "nämndmål" => &self.goals,
            _ => &self.units,
        };
        list.clone()
    }

    /// The account that an element is.
    pub(super) fn account(&self, id: &Id) -> Option<&'a Account> {
        self.accounts.get(id.as_str()).copied()
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Assignments(block) => {
                let all = block.groups.iter().flat_map(|group| &group.assignments);
                self.assignments.add(all.map(|own| own.status.status));
                let sizes = block.groups.iter().map(|group| group.assignments.len());
                self.assignments.others.extend(sizes);
            }
            Block::Tally(tally) => {
                let figures = tally.classes.iter().map(|class| &class.count).chain([&tally.total]);
                let counts = figures.filter_map(|own| own.as_ref()?.value()?.to_usize());
                self.assignments.others.extend(counts);
            }
            Block::Risks(block) => self.risks.add(block.risks.iter().map(|own| own.status.status)),
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                self.indicators.add(goal.indicators.iter().map(|own| own.status.status));
                if goal.kind == GoalKind::Committee {
                    self.goals.add([goal.status.status].into_iter());
                }
                for count in &goal.unit_counts {
                    let value = |figure: &Option<Figure>| {
                        figure.as_ref().and_then(Figure::value)?.to_usize()
                    };
                    if let (Some(reached), Some(of)) = (value(&count.reached), value(&count.of)) {
                        self.units.pairs.push((reached, of));
                    }
                }
            }),
            Block::Accounts(block) => {
                self.accounts.extend(block.accounts.iter().map(|own| (own.id.as_str(), own)));
            }
            _ => {}
        }
    }
}

impl List {
    fn add(&mut self, statuses: impl Iterator<Item = Status>) {
        let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
        let mut total = 0;
        for status in statuses {
            *counts.entry(status).or_default() += 1;
            total += 1;
        }
        if total > 0 {
            self.totals.push(total);
            self.statuses.push(counts);
        }
    }

    /// Adds all lists together as one more.
    fn add_whole(&mut self) {
        let mut whole: BTreeMap<Status, usize> = BTreeMap::new();
        for (status, count) in self.statuses.iter().flatten() {
            *whole.entry(*status).or_default() += count;
        }
        if !whole.is_empty() {
            let total = self.totals.iter().sum();
            self.totals.push(total);
            self.statuses.push(whole);
        }
    }

    /// Whether a count is right in some way, or there is nothing to count.
    pub(super) fn has(&self, number: usize) -> bool {
        let in_statuses =
            || self.statuses.iter().flat_map(BTreeMap::values).any(|own| *own == number);
        self.totals.is_empty()
            || self.totals.contains(&number)
            || self.others.contains(&number)
            || in_statuses()
    }

    /// How many have a status, in the whole and in each list.
    pub(super) fn of_status(&self, status: Status) -> Vec<usize> {
        self.statuses.iter().map(|own| own.get(&status).copied().unwrap_or_default()).collect()
    }

    /// Only those lists that have this many.
    pub(super) fn with_total(&self, total: usize) -> Self {
        let own = self.totals.iter().zip(&self.statuses).filter(|(own, _)| **own == total);
        let (totals, statuses) = own.map(|(total, own)| (*total, own.clone())).unzip();
        Self { totals, statuses, ..Self::default() }
    }
}
