//! A report's form without its content.

mod goals;
mod lists;
mod tables;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::each;
use super::names::Names;
use super::suggest::choice_of;
use crate::model::{Block, Committee, Front, Goal, Id, Report, Section, Settings, Year, walk};

/// A form that a new year can start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The file in `public/mallar`, without its ending.
    pub name: &'static str,
    /// Its Swedish title.
    pub title: &'static str,
    /// What it has.
    pub says: &'static str,
}

/// The forms there are, the newest first.
pub const TEMPLATES: [Template; 3] = [
    Template {
        name: "kommungemensamma-mal",
        title: "Kommungemensamma mål",
        says: "Delårsrapport med kommunens mål, nämndmål, åtgärder och indikatorer, ekonomi med \
               buffert och poster utanför summan, och risker med sannolikhet och konsekvens.",
    },
    Template {
        name: "manad-och-delar",
        title: "Månad och delår",
        says: "Månadsrapport med varje enhets resultat och månadsremsor, och delårsrapport med \
               målöversikt, personal, ekonomi, risker och politiska uppdrag.",
    },
    Template {
        name: "namndplan",
        title: "Nämndplan med uppföljning",
        says: "Nämndplan i fyra nivåer med indikatorer, risker med kontroller, driftbudget och \
               årshjul, och delårsrapport med resultaträkning, nettokostnad, volymer och priser.",
    },
];

/// A year's reports as forms. Nobody's year yet: it has no committee and stands in no year.
pub fn template(year: &Year, id: Id) -> Year {
    let settings = Settings { kept: Default::default(), ..year.settings.clone() };
    let reports = year.reports.iter().map(|report| Arc::new(skeleton(report)));
    Year {
        id,
        year: year.year,
        committee: Committee::default(),
        settings,
        reports: reports.collect(),
        ..Year::default()
    }
}

/// The report's form: sections, headings, blocks, columns, legends and layouts. Of each kind of
/// goal, row or list one empty place remains, so that the form can be seen.
pub fn skeleton(report: &Report) -> Report {
    let usual = choice_of(report.period.to.year(), report.kind, report.period.to.month().number());
    let mut form = Report {
        id: usual.id,
        kind: report.kind,
        title: usual.title,
        period: usual.period,
        numbering: report.numbering,
        sections: report.sections.clone(),
        front: Front::default(),
        ..Report::default()
    };
    let mut emptier = Emptier::new(report);
    each::section(&mut form.sections, &mut |section| emptier.section(section));
    each::block(&mut form, &mut |block| emptier.block(block));
    each::block(&mut form, &mut |block| emptier.rename(block));
    // What referred to something that is gone refers to nothing.
    super::carry::cut_loose(&mut form, &Default::default());
    form
}

/// Empties block after block and gives what remains ids of its own.
struct Emptier<'a> {
    names: Names,
    /// Goals that an overview names remain, one by one.
    overview: Vec<&'a Id>,
    /// New ids of goals.
    goals: HashMap<Id, Id>,
    /// Titles of sub-texts that come again: those are the form's, others are content.
    recurring: HashSet<&'a str>,
    /// The number of each goal that stands under its section's heading.
    areas: usize,
}

impl<'a> Emptier<'a> {
    fn new(report: &'a Report) -> Self {
        let mut overview = Vec::new();
        let (mut met, mut recurring) = (HashSet::new(), HashSet::new());
        walk::each_block(report, &mut |block| match block {
            Block::Overview(block) => overview.extend(block.goals.iter().map(|goal| &goal.goal)),
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                let titles = goal.texts.iter().chain(&goal.closing).map(|text| &*text.title);
                recurring.extend(titles.filter(|title| !met.insert(*title)));
            }),
            _ => {}
        });
        // Sections and blocks keep their ids; content gets none of theirs.
        let names = Names::of(report);
        Self { names, overview, recurring, goals: HashMap::new(), areas: 0 }
    }

    fn section(&mut self, section: &mut Section) {
        section.ready = None;
        section.period = None;
        let is_goal = |block: &Block| match block {
            Block::Goals(block) => block.goals.first().is_some_and(stands_below_heading),
            _ => false,
        };
        // A section that is a goal's heading has the goal's words.
        if section.blocks.iter().any(is_goal) && section.title.starts_with(char::is_numeric) {
            self.areas += 1;
            section.title = format!("{}. Målområde", self.areas);
        }
        section.blocks.retain(|block| !matches!(block, Block::Unknown(_)));
    }

    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Text(block) => block.text.0.clear(),
            Block::Picture(block) => block.alt.clear(),
            Block::Goals(block) => self.goals(block),
            Block::Overview(block) => block.rows.clear(),
            Block::Actions(block) => self.actions(&mut block.actions),
            Block::Assignments(block) => self.assignments(block),
            Block::Tally(block) => super::blank::tally(block),
            Block::Risks(block) => self.risks(block),
            Block::Controls(block) => block.groups.clear(),
            Block::Figures(table) => self.figures(table),
            Block::Bridge(bridge) => self.bridge(bridge),
            Block::Effects(block) => self.effects(block),
            Block::Volumes(block) => self.volumes(block),
            Block::Staff(block) => tables::staff(block),
            Block::Accounts(block) => self.accounts(block),
            Block::Wheel(block) => block.slots.iter_mut().for_each(|slot| slot.items.clear()),
            Block::Governing(block) => lists::governing(block),
            Block::Decisions(block) => block.decisions.clear(),
            Block::Table(block) => block.rows.clear(),
            Block::Unknown(_) => {}
        }
    }

    /// An overview shows the goals under their new ids, numbered.
    fn rename(&mut self, block: &mut Block) {
        let Block::Overview(block) = block else { return };
        block.goals.retain(|column| self.goals.contains_key(&column.goal));
        for (at, column) in block.goals.iter_mut().enumerate() {
            column.goal = self.goals.get(&column.goal).cloned().unwrap_or_default();
            column.title = format!("Mål {}", at + 1);
        }
    }
}

/// Whether a goal's heading is its section's.
fn stands_below_heading(goal: &Goal) -> bool {
    goal.untitled
}
