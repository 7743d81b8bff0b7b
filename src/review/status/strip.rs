//! The strip of months against the months' own reports.

use super::judged::{Judged, judged};
use super::words::{goal_called, is_coloured, neuter, word};
use crate::model::{Block, Goal, Month, ReportKind, Status, Strip, walk};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "remsa",
    title: "Månadsremsan säger något annat än rapporten",
    why: "Varje månad i remsan ska ha den bedömning som målet fick i månadens egen rapport.",
    group: Group::Status,
    severity: Severity::Error,
    limit: None,
    look: Look::Reports(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    walk::each_block(line.reports[index].report(), &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            if let Some(strip) = &goal.strip {
                look_at(line, index, goal, strip, found);
            }
        });
    });
}

fn look_at(line: &Line<'_>, index: usize, goal: &Goal, strip: &Strip, found: &mut Findings<'_>) {
    let own = &line.reports[index];
    for (month, status) in Month::all().zip(&strip.months) {
        if !is_coloured(*status) {
            continue;
        }
        let told = if is_of(own, month) && is_month_or_last(own, strip, month) {
            judged(own, &goal.id).map(|judged| (own, judged, Severity::Error))
        } else {
            then(line, index, goal, month)
        };
        let Some((report, judged, severity)) = told else { continue };
        if judged.status == *status {
            continue;
        }
        tell(own, (goal, month, *status), (report, judged, severity), found);
    }
}

fn tell(
    own: &Standing<'_>,
    (goal, month, status): (&Goal, Month, Status),
    (report, judged, severity): (&Standing<'_>, Judged, Severity),
    found: &mut Findings<'_>,
) {
    let is_same = std::ptr::eq(own.report(), report.report());
    let place = if is_same {
        "rapporten själv".to_owned()
    } else {
        format!("rapporten för {}", report.short())
    };
    let message = format!(
        "{}: {} är {} i månadsremsan, men målet är {} i {place}.",
        goal_called(goal),
        month.name(),
        word(status),
        neuter(judged.status),
    );
    let at = own.context.at(&goal.id).field(format!("strip.months.{}", month.index()));
    found
        .add_as(severity, at, format!("{} | {}", word(status), word(judged.status)), message)
        .hint("Låt månaden ha samma bedömning på båda ställena.")
        .also(judged.at);
}

/// What an earlier report says of the month: the month's own, else one that ends with it, else the
/// last strip that has it.
fn then<'l, 'a>(
    line: &'l Line<'a>,
    index: usize,
    goal: &Goal,
    month: Month,
) -> Option<(&'l Standing<'a>, Judged, Severity)> {
    let earlier = || line.reports[..index].iter().rev().filter(|standing| !standing.is_plan());
    let monthly = earlier().filter(|standing| standing.report().kind == ReportKind::Month);
    let ending = earlier().filter(|standing| standing.report().kind != ReportKind::Month);
    let own = monthly.map(|standing| (standing, Severity::Error));
    // A period's status may be another than that of its last month.
    let of_period = ending.map(|standing| (standing, Severity::Question));
    let reports = own.chain(of_period).filter(|(standing, _)| is_of(standing, month));
    let found = reports.filter_map(|(standing, severity)| {
        judged(standing, &goal.id).map(|judged| (standing, judged, severity))
    });
    let in_strip = || {
        earlier().find_map(|standing| {
            let Item::Goal(other) = standing.item(&goal.id)? else { return None };
            let status = *other.strip.as_ref()?.months.get(month.index())?;
            let field = format!("strip.months.{}", month.index());
            let at = standing.context.at(&goal.id).field(field);
            let judged = Judged { at, status, is_own: true };
            is_coloured(status).then_some((standing, judged, Severity::Question))
        })
    };
    let mut found = found;
    found.next().or_else(in_strip)
}

/// Whether a report ends with a month.
fn is_of(standing: &Standing<'_>, month: Month) -> bool {
    standing.report().period.to.month() == month
}

fn is_month_or_last(standing: &Standing<'_>, strip: &Strip, month: Month) -> bool {
    standing.report().kind == ReportKind::Month || strip.last == Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assessment, Date, GoalsBlock, Report};
    use crate::review::tests::{id, report, told, year};

    const GREEN: Status = Status::Green;
    const YELLOW: Status = Status::Yellow;

    fn month(own: &str, to: &str, status: Status, months: &[Status]) -> Report {
        let goal = Goal {
            id: id("mal"),
            title: "Trygghet".into(),
            status: Assessment { status, ..Assessment::default() },
            strip: Some(Strip { months: months.to_vec(), ..Strip::default() }),
            ..Goal::default()
        };
        let block = GoalsBlock { id: id("tabell"), goals: vec![goal], ..GoalsBlock::default() };
        let mut report = report(own, ReportKind::Month, vec![Block::Goals(block)]);
        report.period.to = Date::parse(to).unwrap();
        report
    }

    #[test]
    fn a_month_that_its_report_judged_otherwise() {
        let january = month("januari", "2026-01-31", YELLOW, &[YELLOW]);
        let february = month("februari", "2026-02-28", GREEN, &[GREEN, GREEN]);
        let says = "mal/strip.months.0: ”Trygghet”: januari är grön i månadsremsan, men målet är gult \
                    i rapporten för januari.";
        assert_eq!(told(&RULE, &year(vec![january, february])), [says]);
    }

    #[test]
    fn the_reports_own_month() {
        let says = "mal/strip.months.0: ”Trygghet”: januari är grön i månadsremsan, men målet är gult \
                    i rapporten själv.";
        let wrong = month("januari", "2026-01-31", YELLOW, &[GREEN]);
        assert_eq!(told(&RULE, &year(vec![wrong])), [says]);
        let right = month("januari", "2026-01-31", YELLOW, &[YELLOW]);
        let unset = month("januari", "2026-01-31", YELLOW, &[Status::Unset]);
        let other = month("februari", "2026-02-28", GREEN, &[YELLOW, GREEN, Status::Unset]);
        assert!(told(&RULE, &year(vec![right, other])).is_empty());
        assert!(told(&RULE, &year(vec![unset])).is_empty());
    }

    #[test]
    fn a_month_that_changed_since_the_last_strip() {
        let march = month("mars", "2026-03-31", GREEN, &[GREEN, YELLOW, GREEN]);
        let april = month("april", "2026-04-30", GREEN, &[GREEN, GREEN, GREEN, GREEN]);
        assert_eq!(told(&RULE, &year(vec![march, april])).len(), 1);
    }
}
