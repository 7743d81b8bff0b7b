//! What a report lacks, by section and unit. What was declared to come later, or not to be
//! measured, is not missing.

mod figures;
mod follow_up;
mod goals;
mod known;
mod more;
mod what;

pub use what::What;

use crate::compute::Context;
use crate::model::{
    Address, Block, Goal, Id, OrgUnit, Report, ReportKind, Section, Signature, TextBlock,
    TextStyle, Year, walk,
};
use known::Known;

/// How much is wanted and there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Places that want something.
    pub wanted: usize,
    /// Those that have it.
    pub filled: usize,
}

impl Share {
    fn with(self, other: Self) -> Self {
        Self { wanted: self.wanted + other.wanted, filled: self.filled + other.filled }
    }
}

/// Something that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingItem {
    /// Where it would stand.
    pub address: Address,
    /// What it is.
    pub what: What,
    /// What lacks it: a goal's or row's title, with the column or month where there are many.
    pub title: String,
    /// Who lacks it, where it is a unit.
    pub unit: String,
}

/// One section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionShare {
    /// The section.
    pub section: Id,
    /// Its heading.
    pub title: String,
    /// Its depth, from 0.
    pub depth: usize,
    /// How much is there, without the sections under it.
    pub share: Share,
    /// The same with the sections under it.
    pub total: Share,
    /// Who marked it, or one above it, ready.
    pub ready: Option<Signature>,
    /// What is not there.
    pub items: Vec<MissingItem>,
}

/// One unit, or the units that share a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitShare {
    /// The units; empty where the report names one the committee does not have.
    pub units: Vec<Id>,
    /// Their name.
    pub name: String,
    /// How much is there.
    pub share: Share,
    /// What is not there.
    pub items: Vec<MissingItem>,
}

/// What a report wants and lacks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Missing {
    /// All of it.
    pub total: Share,
    /// By section, in the order of the report.
    pub sections: Vec<SectionShare>,
    /// By unit, in the order they are first met.
    pub units: Vec<UnitShare>,
}

impl Missing {
    /// Everything missing, in the order of the report.
    pub fn items(&self) -> impl Iterator<Item = &MissingItem> {
        self.sections.iter().flat_map(|section| &section.items)
    }
}

/// What a report lacks.
pub fn missing(year: &Year, report: &Report) -> Missing {
    let context = Context::new(year, report);
    let mut search = Search::new(&context);
    for section in &report.sections {
        search.section(section, 0, None);
    }
    let (mut sections, mut units) = (search.sections, search.units);
    for at in 0..sections.len() {
        let depth = sections[at].depth;
        let below = sections[at + 1..].iter().take_while(|below| below.depth > depth);
        let own = sections[at].share;
        sections[at].total = below.fold(own, |sum, below| sum.with(below.share));
    }
    let total = sections.iter().fold(Share::default(), |sum, own| sum.with(own.share));
    units.iter_mut().for_each(|unit| unit.name = unit_name(unit, &year.committee.units));
    Missing { total, sections, units }
}

/// The committee's name for a unit stands before the row's, which reports spell in their own ways.
fn unit_name(unit: &UnitShare, known: &[OrgUnit]) -> String {
    match unit.units.as_slice() {
        [one] => known.iter().find(|unit| unit.id == *one).map(|unit| unit.name.clone()),
        _ => None,
    }
    .unwrap_or_else(|| unit.name.clone())
}

/// The search through one report.
struct Search<'a> {
    context: &'a Context<'a>,
    is_plan: bool,
    /// Goals whose status stands in an overview.
    overview: Vec<&'a Id>,
    /// Goals that are declared to be judged later.
    later: Vec<&'a Id>,
    /// What earlier reports say in places that not every document fills.
    known: Known<'a>,
    sections: Vec<SectionShare>,
    units: Vec<UnitShare>,
}

impl<'a> Search<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let (mut overview, mut later) = (Vec::new(), Vec::new());
        walk::each_block(context.report, &mut |block| match block {
            Block::Overview(block) => overview.extend(block.goals.iter().map(|goal| &goal.goal)),
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal: &Goal| {
                later.extend(Some(&goal.id).filter(|_| !goal.later.is_empty()));
            }),
            _ => {}
        });
        let is_plan = context.report.kind == ReportKind::Plan;
        let known = Known::of(&context.earlier());
        let (sections, units) = (Vec::new(), Vec::new());
        Self { context, is_plan, overview, later, known, sections, units }
    }

    fn section(&mut self, section: &'a Section, depth: usize, above: Option<&Signature>) {
        let ready = above.or(section.ready.as_ref());
        self.sections.push(SectionShare {
            section: section.id.clone(),
            title: section.title.clone(),
            depth,
            ready: ready.cloned(),
            ..SectionShare::default()
        });
        self.text(section);
        section.blocks.iter().for_each(|block| self.block(block));
        for below in &section.sections {
            self.section(below, depth + 1, ready);
        }
    }

    /// A section that is made of text wants some; beside tables and lists, each text is wanted.
    fn text(&mut self, section: &Section) {
        let is_alone = |block: &Block| matches!(block, Block::Text(_) | Block::Picture(_));
        let is_running =
            |text: &&TextBlock| !matches!(text.style, TextStyle::Small | TextStyle::Verse);
        let texts = section.blocks.iter().filter_map(|block| match block {
            Block::Text(text) => Some(text),
            _ => None,
        });
        let texts: Vec<&TextBlock> = texts.filter(is_running).collect();
        let Some(first) = texts.first() else { return };
        if section.blocks.iter().all(is_alone) {
            let is_there = texts.iter().any(|text| is_told(&text.text.0));
            return self.want(is_there, What::Text, &self.context.at(&first.id), &section.title);
        }
        for text in texts {
            // A sub-heading over what follows is no text that lacks, nor is what was left blank before.
            let (is_there, is_blank) = (is_told(&text.text.0), text.text.is_empty());
            if !is_there && !self.known.is_told(&text.id).unwrap_or(is_blank) {
                continue;
            }
            let at = self.context.at(&text.id);
            self.want(is_there, What::Text, &at, &section.title);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Goals(block) => self.goals(block),
            Block::Overview(block) => self.overview(block),
            Block::Actions(block) => self.actions(block),
            Block::Assignments(block) => self.assignments(block),
            Block::Risks(block) => self.risks(block),
            Block::Controls(block) => self.controls(block),
            Block::Figures(table) => self.figures(table),
            Block::Volumes(block) => self.volumes(block),
            Block::Staff(block) => self.staff(block),
            Block::Tally(block) => self.tally(block),
            Block::Bridge(bridge) => self.bridge(bridge),
            Block::Effects(block) => self.effects(block),
            Block::Accounts(block) => self.accounts(block),
            _ => {}
        }
    }

    /// One place that wants something.
    fn want(&mut self, is_there: bool, what: What, at: &Address, title: &str) {
        let Some(section) = self.sections.last_mut() else { return };
        section.share.wanted += 1;
        if is_there {
            section.share.filled += 1;
        } else {
            let (address, title) = (at.clone(), title.to_owned());
            section.items.push(MissingItem { address, what, title, unit: String::new() });
        }
    }
}

/// Whether a text says more than its sub-headings.
fn is_told(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.any(|line| !line.is_empty() && !line.starts_with("### "))
}
