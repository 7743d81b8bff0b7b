//! Plans and reports.

use std::sync::Arc;

use super::{Block, Date, Id, Markdown, Period, Settings};
use crate::{choice, record};

choice! {
    /// The kind of a report. A plan is one too: the same sections, written before the year.
    pub enum ReportKind {
        /// Nämndplan.
        Plan = "plan",
        /// Månadsrapport.
        Month = "month",
        /// Delårsrapport 1, to the end of April.
        T1 = "t1",
        /// Delårsrapport 2, to the end of August.
        T2 = "t2",
        /// Verksamhetsberättelse.
        Annual = "annual",
        /// Anything else.
        Free = "free",
    }

    /// How far a report has come.
    pub enum Stage {
        /// Utkast.
        Draft = "",
        /// Klar: locked.
        Ready = "ready",
        /// Beslutad.
        Decided = "decided",
        /// Expedierad.
        Dispatched = "dispatched",
    }

    /// Whether headings are numbered.
    pub enum Numbering {
        /// Numbered; in a section, where the report is.
        Auto = "",
        /// Never numbered.
        None = "none",
    }

    /// The page a section is printed on.
    pub enum Page {
        /// Follows on.
        Flow = "",
        /// Starts a new page.
        New = "new",
        /// Starts a landscape page.
        Landscape = "landscape",
    }
}

impl ReportKind {
    /// The Swedish name of the kind.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "Nämndplan",
            Self::Month => "Månadsrapport",
            Self::T1 => "Delårsrapport 1",
            Self::T2 => "Delårsrapport 2",
            Self::Annual => "Verksamhetsberättelse",
            Self::Free => "Rapport",
        }
    }
}

impl Stage {
    /// The Swedish word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "utkast",
            Self::Ready => "klar",
            Self::Decided => "beslutad",
            Self::Dispatched => "expedierad",
        }
    }
}

impl Report {
    /// How far it has come; `None` while it is a first draft.
    pub fn state(&self) -> Option<&State> {
        self.stages.last()
    }

    /// The stage it is in.
    pub fn stage(&self) -> Stage {
        self.state().map(|state| state.stage).unwrap_or_default()
    }

    /// Whether its content is locked: from *klar* on, until somebody unlocks it.
    pub fn is_locked(&self) -> bool {
        self.stage() > Stage::Draft
    }

    /// Whether its settings are its own: when it became ready those of the year were kept in it.
    pub fn has_own_settings(&self) -> bool {
        let ready = self.stages.iter().rfind(|state| state.stage == Stage::Ready);
        !self.is_locked() || ready.is_some_and(|state| state.own_settings)
    }
}

record! {
    /// A plan or a report.
    pub struct Report {
        /// Same for ever.
        pub id: Id,
        /// Its kind.
        pub kind: ReportKind,
        /// Its title.
        pub title: String,
        /// What it covers.
        pub period: Period,
        /// The stages it has reached, in order; none while it is a first draft. A report that was
        /// unlocked has a draft after the others.
        pub stages: Vec<State>,
        /// The front page.
        pub front: Front,
        /// Whether its headings are numbered.
        pub numbering: Numbering,
        /// The settings it used, when not the year's.
        pub settings: Option<Settings>,
        /// The sections in order.
        pub sections: Vec<Arc<Section>>,
        /// Derived values as they were when the report was made ready.
        pub frozen: Vec<Frozen>,
        /// Internal notes, never printed.
        pub notes: Vec<Note>,
        /// Who changed it last, and when.
        pub changed: Option<Signature>,
    }

    /// A stage that a report reached.
    pub struct State {
        /// The stage.
        pub stage: Stage,
        /// When it was reached.
        pub date: Option<Date>,
        /// By whom.
        pub by: String,
        /// The decision's paragraph, for instance § 91.
        pub paragraph: String,
        /// To whom it was sent.
        pub to: String,
        /// Why it was unlocked.
        pub reason: String,
        /// Whether the report had settings of its own when it became *klar*, which it keeps.
        pub own_settings: bool,
    }

    /// The front page.
    pub struct Front {
        /// The committee or administration as printed there.
        pub sender: String,
        /// What stands below the title.
        pub subtitle: String,
        /// The date printed there.
        pub date: Option<Date>,
        /// Diarienummer.
        pub record_number: String,
        /// A motto.
        pub motto: Markdown,
        /// What its picture shows.
        pub picture: String,
    }

    /// A part of a report under a heading.
    pub struct Section {
        /// Same in every report where it is the same section.
        pub id: Id,
        /// The heading.
        pub title: String,
        /// Whether the heading is numbered.
        pub numbering: Numbering,
        /// The page it is printed on.
        pub page: Page,
        /// Whether it is an appendix.
        pub appendix: bool,
        /// The period it covers, when not the report's.
        pub period: Option<Period>,
        /// What it is made of.
        pub blocks: Vec<Block>,
        /// Sections under it.
        pub sections: Vec<Arc<Section>>,
        /// Who marked it ready, and when.
        pub ready: Option<Signature>,
    }

    /// Someone's name and a day.
    pub struct Signature {
        /// Who.
        pub by: String,
        /// When.
        pub date: Option<Date>,
    }

    /// A derived value as it was when the report was made ready.
    pub struct Frozen {
        /// Element and field, for instance `hvb-dygn/status`.
        pub at: String,
        /// The value as it was: a decimal, or a word such as `red`.
        pub value: String,
    }

    /// An internal note. It is never printed and never part of the document.
    pub struct Note {
        /// Id.
        pub id: Id,
        /// The element it is about.
        pub about: Option<Id>,
        /// What it says.
        pub text: Markdown,
        /// Who wrote it, and when.
        pub signature: Option<Signature>,
    }
}
