//! The pages that follow a year up beside its documents.

/// A follow-up page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The two-minute picture.
    Overview,
    /// Goals and indicators over all reports.
    Goals,
    /// Risks and their movement.
    Risks,
    /// Rows of figures over all reports.
    Economy,
    /// Volumes and prices.
    Volumes,
    /// Staff key figures.
    Staff,
    /// Assignments and actions.
    Assignments,
    /// The annual wheel.
    Wheel,
    /// Governing documents.
    Governing,
}

impl View {
    /// All pages, as menus list them.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Goals,
        Self::Risks,
        Self::Economy,
        Self::Volumes,
        Self::Staff,
        Self::Assignments,
        Self::Wheel,
        Self::Governing,
    ];

    /// The Swedish name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "Översikt",
            Self::Goals => "Mål",
            Self::Risks => "Risker",
            Self::Economy => "Ekonomi",
            Self::Volumes => "Volymer",
            Self::Staff => "Personal",
            Self::Assignments => "Uppdrag",
            Self::Wheel => "Årshjul",
            Self::Governing => "Styrdokument",
        }
    }

    /// The word for it in an address, after `sida.`: a dot cannot stand in an id, so no report can
    /// have the same name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "oversikt",
            Self::Goals => "mal",
            Self::Risks => "risker",
            Self::Economy => "ekonomi",
            Self::Volumes => "volymer",
            Self::Staff => "personal",
            Self::Assignments => "uppdrag",
            Self::Wheel => "arshjul",
            Self::Governing => "styrdokument",
        }
    }

    /// The page with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.word() == word)
    }
}
