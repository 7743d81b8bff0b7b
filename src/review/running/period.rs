//! Periods that do not go with the kind of report, or with the label that stands over them.

use crate::compute::Context;
use crate::model::{Block, Month, Period, ReportKind, walk};
use crate::review::reading::{MONTHS, is_same, words};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "period-stammer-inte",
    title: "Perioden stämmer inte",
    why: "En rapports period ligger i verksamhetsåret och slutar när en sådan rapport ska sluta, och \
          rubriken över ett nyckeltal säger den period som värdet har.",
    group: Group::Running,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let report = context.report;
    let period = &report.period;
    let end = match report.kind {
        ReportKind::T1 => Some(4),
        ReportKind::T2 => Some(8),
        ReportKind::Annual | ReportKind::Plan => Some(12),
        ReportKind::Month | ReportKind::Free => None,
    };
    let year = context.year.year;
    let is_of_year = year == 0 || period.to.year() == year && period.from.year() == year;
    let is_of_kind = end.is_none_or(|end| period.to.month().number() == end);
    if !is_of_year || !is_of_kind || period.to < period.from {
        let message = format!(
            "Rapportens period är {}, vilket inte är perioden för {} {year}.",
            period.in_text(),
            report.kind.label().to_lowercase(),
        );
        found
            .add(
                context.at(&crate::model::Id::default()).field("period"),
                period.in_text(),
                message,
            )
            .hint("Rätta rapportens period.");
    }
    walk::each_block(report, &mut |block| {
        let Block::Staff(block) = block else { return };
        for own in &block.measures {
            for (index, value) in own.values.iter().enumerate() {
                let period = value.period.as_ref().filter(|period| !says(&value.label, period));
                let Some(period) = period else { continue };
                let message = format!(
                    "{}: rubriken är {}, men värdets period är {}.",
                    own.label,
                    value.label,
                    period.in_text()
                );
                let values = format!("{} | {}", value.label, period.in_text());
                found
                    .add(context.at(&own.id).field(format!("values.{index}")), values, message)
                    .hint("Rätta rubriken eller perioden.");
            }
        }
    });
}

/// Whether a label can be that of a period: what it names of years and months is the period's.
fn says(label: &str, period: &Period) -> bool {
    let (from, to) = (period.from, period.to);
    if to < from {
        return false;
    }
    let mut months: Vec<Month> = Vec::new();
    let mut years: Vec<u16> = Vec::new();
    for word in words(label) {
        let month = MONTHS.iter().position(|month| is_same(month, word.text));
        months.extend(month.and_then(|at| Month::new(u8::try_from(at + 1).ok()?)));
        let year = word.text.parse::<u16>().ok().filter(|year| (1900..2200).contains(year));
        years.extend(year.filter(|_| word.text.len() == 4));
    }
    let is_last = |own: &Month| *own == to.month();
    let has_last = months.last().is_none_or(is_last);
    let has_first = months.len() < 2 || months[0] == from.month();
    let is_one_year = years.len() == 1 && months.len() == 2;
    let has_year = years.last().is_none_or(|own| *own == to.year());
    has_last && has_first && has_year && !(is_one_year && from.year() != to.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, StaffBlock, StaffMeasure, StaffValue};
    use crate::review::tests::{id, t2, told, year};

    fn staff(label: &str, from: &str, to: &str) -> usize {
        let date = |text| Date::parse(text).unwrap();
        let period = Period { from: date(from), to: date(to), ..Period::default() };
        let value =
            StaffValue { label: label.into(), period: Some(period), ..StaffValue::default() };
        let measure =
            StaffMeasure { id: id("sjuk"), values: vec![value], ..StaffMeasure::default() };
        let block = StaffBlock { measures: vec![measure], ..StaffBlock::default() };
        told(&RULE, &t2(vec![Block::Staff(block)])).len()
    }

    #[test]
    fn labels_of_another_period() {
        assert_eq!(staff("januari–augusti 2025", "2026-01-01", "2026-08-31"), 1);
        assert_eq!(staff("januari–augusti 2026", "2026-01-01", "2026-09-28"), 1);
        assert_eq!(staff("januari–augusti 2026", "2025-01-01", "2026-08-31"), 1);
        assert_eq!(staff("T2 2026", "2026-10-01", "2026-08-31"), 1);
    }

    #[test]
    fn labels_of_the_period() {
        assert_eq!(staff("januari–augusti 2026", "2026-01-01", "2026-08-31"), 0);
        assert_eq!(staff("R12 augusti 2026", "2025-09-01", "2026-08-31"), 0);
        assert_eq!(staff("T2", "2026-01-01", "2026-08-31"), 0);
    }

    #[test]
    fn a_report_of_another_period() {
        let mut report = crate::review::tests::report("t2", ReportKind::T2, Vec::new());
        report.period.to = Date::parse("2026-09-28").unwrap();
        assert_eq!(told(&RULE, &year(vec![report])).len(), 1);
        assert!(told(&RULE, &t2(Vec::new())).is_empty());
    }
}
