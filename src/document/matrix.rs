//! The risk matrix.

use super::TextNode;

/// Five by five, with numbered marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskMatrix {
    /// What it shows.
    pub title: String,
    /// The risks placed in it.
    pub marks: Vec<Mark>,
    /// Risks without factors: number, link, text.
    pub unplaced: Vec<Mark>,
    /// Values from this are reported.
    pub threshold: Option<u8>,
    /// Where the factors are from, when not the report's own.
    pub source: String,
}

/// A risk in the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its number in the register.
    pub number: usize,
    /// Where the mark leads: the risk's row.
    pub link: String,
    /// Its text.
    pub text: Vec<TextNode>,
    /// Likelihood and consequence; (0, 0) when unplaced.
    pub at: (u8, u8),
    /// Where it stood before, when elsewhere.
    pub before: Option<(u8, u8)>,
    /// When it stood there, for instance *T1 2023*; empty for the report before.
    pub since: String,
}

impl RiskMatrix {
    /// The marks in a cell, by likelihood and consequence.
    pub fn marks_at(&self, likelihood: u8, consequence: u8) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.at == (likelihood, consequence))
    }

    /// The marks that have left a cell.
    pub fn left_from(&self, likelihood: u8, consequence: u8) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.before == Some((likelihood, consequence)))
    }

    /// Whether a cell lies at or above the reporting threshold.
    pub fn is_reported(&self, likelihood: u8, consequence: u8) -> bool {
        self.threshold.is_some_and(|threshold| likelihood * consequence >= threshold)
    }
}
