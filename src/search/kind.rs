//! What a hit is.

use crate::model::{ReportKind, walk};

/// What a hit is. The order is that of hits that match equally well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HitKind {
    Year,
    Page,
    Plan,
    Report,
    Goal,
    Indicator,
    Risk,
    Row,
    Measure,
    Series,
    Assignment,
    Section,
    Table,
    Account,
    Action,
    Unit,
    Control,
    Wheel,
    Governing,
    Decision,
    Text,
}

impl HitKind {
    /// The Swedish word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "År",
            Self::Page => "Sida",
            Self::Plan => "Plan",
            Self::Report => "Rapport",
            Self::Goal => "Mål",
            Self::Indicator => "Indikator",
            Self::Risk => "Risk",
            Self::Row => "Rad",
            Self::Measure => "Nyckeltal",
            Self::Series => "Serie",
            Self::Assignment => "Uppdrag",
            Self::Section => "Avsnitt",
            Self::Table => "Tabell",
            Self::Account => "Redovisning",
            Self::Action => "Åtgärd",
            Self::Unit => "Enhet",
            Self::Control => "Kontroll",
            Self::Wheel => "Årshjul",
            Self::Governing => "Styrdokument",
            Self::Decision => "Beslut",
            Self::Text => "Text",
        }
    }

    /// Which hits come first: what is followed up, then headings, then the rest. A page or report
    /// called by its very name comes before all.
    pub fn group(self, is_whole: bool) -> u8 {
        match self {
            Self::Year | Self::Page | Self::Plan | Self::Report if is_whole => 0,
            kind if kind >= Self::Goal && kind <= Self::Assignment => 1,
            Self::Section | Self::Table => 2,
            _ => 3,
        }
    }

    /// Whether its name is running text.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Risk | Self::Assignment | Self::Action | Self::Control | Self::Wheel)
    }

    /// Whether it is listed when nothing is asked for.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Page | Self::Plan | Self::Report)
    }
}

impl From<ReportKind> for HitKind {
    fn from(kind: ReportKind) -> Self {
        if kind == ReportKind::Plan { Self::Plan } else { Self::Report }
    }
}

impl From<walk::Kind> for HitKind {
    fn from(kind: walk::Kind) -> Self {
        match kind {
            walk::Kind::Section => Self::Section,
            walk::Kind::Block => Self::Table,
            walk::Kind::Goal => Self::Goal,
            walk::Kind::Indicator => Self::Indicator,
            walk::Kind::UnitResult => Self::Unit,
            walk::Kind::Action => Self::Action,
            walk::Kind::Assignment => Self::Assignment,
            walk::Kind::Risk => Self::Risk,
            walk::Kind::Control => Self::Control,
            walk::Kind::Row => Self::Row,
            walk::Kind::Series => Self::Series,
            walk::Kind::Account => Self::Account,
            walk::Kind::Other => Self::Text,
        }
    }
}
