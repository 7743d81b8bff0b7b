//! What was found and what was missed, operator by operator.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::operators::Operator;
use super::world::Verdict;

/// Counts of one operator.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub found: usize,
    pub missed: usize,
    /// Not wrong by the year's own data, and found all the same.
    pub beyond: usize,
    /// Not wrong by the year's own data.
    pub quiet: usize,
}

/// The counts, and those that were missed by what they break.
#[derive(Default)]
pub struct Table {
    pub counts: BTreeMap<Operator, Count>,
    pub survivors: Vec<String>,
    pub total: usize,
}

impl Table {
    pub fn add(&mut self, operator: Operator, at: &str, what: &str, verdict: &Verdict) {
        self.total += 1;
        let count = self.counts.entry(operator).or_default();
        match (verdict.breaks.is_empty(), verdict.found.is_empty()) {
            (false, false) => count.found += 1,
            (false, true) => {
                count.missed += 1;
                let breaks = verdict.breaks.join("; ");
                self.survivors.push(format!("{:?} {at}: {what} — {breaks}", operator));
            }
            (true, false) => count.beyond += 1,
            (true, true) => count.quiet += 1,
        }
    }

    /// Percent of the detectable that were found.
    pub fn reach(&self) -> usize {
        let all = self
            .counts
            .values()
            .fold((0, 0), |(found, missed), own| (found + own.found, missed + own.missed));
        all.0 * 100 / (all.0 + all.1).max(1)
    }

    pub fn print(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{:<32} {:>6} {:>6} {:>5}  {:>11} {:>6}  detectable when",
            "operator", "found", "missed", "%", "undetect.", "found"
        );
        for (operator, own) in &self.counts {
            let (name, when) = operator.says();
            let percent = own.found * 100 / (own.found + own.missed).max(1);
            let _ = writeln!(
                out,
                "{name:<32} {:>6} {:>6} {percent:>4}%  {:>11} {:>6}  {when}",
                own.found,
                own.missed,
                own.quiet + own.beyond,
                own.beyond
            );
        }
        let _ = writeln!(out, "{} mutants; {} % of the detectable found", self.total, self.reach());
        out
    }
}
