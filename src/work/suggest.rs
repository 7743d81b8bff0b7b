//! Which report is next.

use super::new_report::Choice;
use super::{names, shift};
use crate::model::{Date, Period, Report, ReportKind, Year, walk};

/// The report that is next on a day: the first that is lacking after the latest there is, or, of
/// several whose period is over, the last. Months are suggested where the year has some, or nothing
/// yet.
pub fn suggest(year: &Year, today: Date) -> Choice {
    let reports = || year.reports.iter().filter(|report| report.kind != ReportKind::Plan);
    if reports().next().is_none() && !year.reports.iter().any(|r| r.kind == ReportKind::Plan) {
        return choice_of(year.year, ReportKind::Plan, 12);
    }
    // A form for later in the year, as templates bring, is not where the year has come.
    let ends = reports().map(|report| report.period.to);
    let latest = ends.filter(|to| *to <= today).max();
    let has_months = reports().any(|report| report.kind == ReportKind::Month);
    let by_month = has_months || reports().next().is_none();
    let is_there = |choice: &Choice| {
        reports().any(|own| (own.kind, own.period.to) == (choice.kind, choice.period.to))
    };
    let next: Vec<Choice> = (1..=12)
        .map(|month| choice_of(year.year, kind_at(month), month))
        .filter(|choice| by_month || choice.kind != ReportKind::Month)
        .filter(|choice| latest.is_none_or(|latest| choice.period.to > latest))
        .filter(|choice| !is_there(choice))
        .collect();
    let over = next.iter().rfind(|choice| choice.period.to <= today).or(next.first());
    over.cloned().unwrap_or_else(|| choice_of(year.year, ReportKind::Free, 12))
}

/// What ends with a month.
fn kind_at(month: u8) -> ReportKind {
    match month {
        4 => ReportKind::T1,
        8 => ReportKind::T2,
        12 => ReportKind::Annual,
        _ => ReportKind::Month,
    }
}

/// A report of a kind as it usually is: its period, title and id. `month` matters to a month only.
pub fn choice_of(year: u16, kind: ReportKind, month: u8) -> Choice {
    let period = match kind {
        ReportKind::Month => shift::span(year, month, month),
        ReportKind::T1 => shift::span(year, 1, 4),
        ReportKind::T2 => shift::span(year, 1, 8),
        _ => shift::whole(year),
    };
    let title = match kind {
        ReportKind::Month => format!("{} {}", kind.label(), period.in_text()),
        _ => format!("{} {year}", kind.label()),
    };
    let id = report_id(kind, &period);
    Choice { kind, period, title, carry_texts: false, add_previous: true, id }
}

/// The id a report of this kind has: `plan-2020`, `t2-2020`, `juli-2023`, `helar-2020`.
pub fn report_id(kind: ReportKind, period: &Period) -> crate::model::Id {
    let named = Report { kind, period: period.clone(), ..Report::default() };
    let name = match kind {
        ReportKind::Plan => "plan".to_owned(),
        ReportKind::Free => "rapport".to_owned(),
        _ => walk::short_title(&named),
    };
    names::id_of(&format!("{name} {}", period.to.year()))
}
