//! What a rule is.

use rust_decimal::Decimal;

use super::{Findings, Item, Line, Severity, TextPlace};
use crate::compute::Context;
use crate::model::{Id, Section};

/// One thing that is looked for.
#[derive(Debug)]
pub struct Rule {
    /// Its name in settings, files and links: a Swedish word or some, in small letters a–z and hyphens.
    pub code: &'static str,
    /// What it finds, in a few words, for instance *Summan stämmer inte*.
    pub title: &'static str,
    /// What it looks for and why, for the user: a sentence or two.
    pub why: &'static str,
    /// What kind of thing it finds.
    pub group: Group,
    /// How grave that is, unless the year says otherwise or a finding is less sure.
    pub severity: Severity,
    /// The limit it has, if any.
    pub limit: Option<Limit>,
    /// How it looks.
    pub look: Look,
}

/// A rule's limit, which a year may set otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What it is when the year does not say.
    pub usual: Decimal,
    /// What it counts, for instance *procent* or *ord i en mening*.
    pub says: &'static str,
}

/// How a rule looks. What it may look at decides when it must look again.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// At each text by itself.
    Text(fn(&TextPlace<'_, '_>, &mut Findings<'_>)),
    /// At each section by itself, without those under it. It must not look at other reports, nor at
    /// other sections. `walk::blocks_within(&section.blocks, …)` visits all blocks of it.
    Section(fn(&Context<'_>, &Section, &mut Findings<'_>)),
    /// At a report as a whole, without other reports.
    Report(fn(&Context<'_>, &mut Findings<'_>)),
    /// At one thing of the report of this index on the line, and at what stands under its id in the
    /// reports before it. Of a sum it may also look at the rows it is made of.
    Item(fn(&Line<'_>, usize, (&Id, Item<'_>), &mut Findings<'_>)),
    /// At the report of this index on the line and the reports before it, not at plans before it.
    Reports(fn(&Line<'_>, usize, &mut Findings<'_>)),
    /// At the report of this index on the line and those before it (of a smaller index).
    Onward(fn(&Line<'_>, usize, &mut Findings<'_>)),
    /// At all reports. It runs after every edit, and so must be quick.
    Year(fn(&Line<'_>, &mut Findings<'_>)),
}

/// What kind of thing a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Sums and what else follows from figures.
    Sums,
    /// Statuses.
    Status,
    /// Running text against the data.
    Running,
    /// What is hardly right.
    Plausible,
    /// What is missing.
    Complete,
    /// Reports against those before them.
    Continuity,
    /// What must not be published as it stands.
    Publication,
}

impl Group {
    /// All of them, as lists show them.
    pub const ALL: [Self; 7] = [
        Self::Sums,
        Self::Status,
        Self::Running,
        Self::Plausible,
        Self::Complete,
        Self::Continuity,
        Self::Publication,
    ];

    /// The Swedish name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sums => "Summor och beräkningar",
            Self::Status => "Bedömningar",
            Self::Running => "Text mot siffror",
            Self::Plausible => "Rimlighet",
            Self::Complete => "Fullständighet",
            Self::Continuity => "Mot tidigare rapporter",
            Self::Publication => "Inför publicering",
        }
    }

    /// The word for it in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sums => "summor",
            Self::Status => "bedomningar",
            Self::Running => "text",
            Self::Plausible => "rimlighet",
            Self::Complete => "fullstandighet",
            Self::Continuity => "kontinuitet",
            Self::Publication => "publicering",
        }
    }
}
