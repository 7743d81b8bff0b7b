//! No outcome, and no word of why.

use crate::compute::Context;
use crate::model::{
    Block, Goal, GoalsBlock, Indicator, IndicatorField, Month, MonthKind, ReportKind, Section,
    StaffBlock, StaffValue, Status, VolumeSeries, walk,
};
use crate::number::Figure;
use crate::review::status::words::{called, has_outcome, indicator_says, shows};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "utfall-saknas",
    title: "Utfall saknas",
    why: "Där en rapport visar utfall ska varje rad ha ett, eller säga varför det saknas och när det \
          kommer.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    if context.report.kind == ReportKind::Plan {
        return;
    }
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => {
            block.goals.iter().for_each(|goal| look_at_goal(context, block, goal, found));
        }
        Block::Volumes(block) => {
            block.series.iter().for_each(|series| look_at_series(context, series, found));
        }
        Block::Staff(block) => look_at_staff(context, block, found),
        _ => {}
    });
}

/// A goal that is told of later takes what stands under it along.
fn look_at_goal(context: &Context<'_>, block: &GoalsBlock, goal: &Goal, found: &mut Findings<'_>) {
    if !goal.later.is_empty() || goal.status.status == Status::NotMeasured {
        return;
    }
    if shows(block, goal, IndicatorField::Outcome) {
        for own in goal.indicators.iter().filter(|own| is_forgotten(own)) {
            let message = format!("{} har inget utfall och ingen förklaring.", called(&own.name));
            found
                .add(context.at(&own.id).field("outcome"), "", message)
                .hint("Fyll i utfallet, eller skriv varför det saknas eller när det kommer.");
        }
    }
    goal.goals.iter().for_each(|below| look_at_goal(context, block, below, found));
}

/// One that is judged nevertheless is another finding; a second place is its first's.
fn is_forgotten(own: &Indicator) -> bool {
    own.same_as.is_none()
        && own.status.status == Status::Unset
        && !has_outcome(own)
        && !indicator_says(own)
        && own.blocks.is_empty()
}

/// Closed months that lack a figure which the months around them have.
fn look_at_series(context: &Context<'_>, series: &VolumeSeries, found: &mut Findings<'_>) {
    for measure in series.measures.iter().filter(|own| own.actual.iter().any(is_written)) {
        let is_closed =
            |month: &Month| series.months.get(month.index()) == Some(&MonthKind::Actual);
        for month in Month::all().filter(is_closed) {
            if measure.actual.get(month.index()).is_some_and(is_written) {
                continue;
            }
            let message = format!(
                "{}: {} saknas för {}, som är avslutad.",
                called(&series.name),
                called(&measure.label),
                month.name()
            );
            let field = format!("{}.actual.{}", measure.id, month.number());
            found
                .add(context.at(&series.id).field(field), "", message)
                .hint("Fyll i månadens utfall.");
        }
    }
}

/// The last column is the period's.
fn look_at_staff(context: &Context<'_>, block: &StaffBlock, found: &mut Findings<'_>) {
    let of_period = || block.measures.iter().filter_map(|own| Some((own, own.values.last()?)));
    if !of_period().any(|(_, value)| is_said(value)) {
        return;
    }
    for (own, value) in of_period().filter(|(_, value)| !is_said(value)) {
        if !own.comment.is_empty() {
            continue;
        }
        let message = format!("{} har inget värde för {}.", called(&own.label), value.label);
        let field = format!("values.{}", own.values.len().saturating_sub(1));
        found
            .add(context.at(&own.id).field(field), "", message)
            .hint("Fyll i värdet, eller skriv varför det saknas.");
    }
}

fn is_said(value: &StaffValue) -> bool {
    value.figure.as_ref().is_some_and(is_written)
        || value.status != Status::Unset
        || !value.text.is_empty()
}

fn is_written(figure: &Figure) -> bool {
    !matches!(figure, Figure::Text(text) if text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorColumn, Measure, MeasureRole, VolumesBlock};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn block(change: impl FnOnce(&mut Goal)) -> Block {
        let column =
            IndicatorColumn { field: IndicatorField::Outcome, ..IndicatorColumn::default() };
        let own = indicator("andel", "Andel i arbete", "", ">=25");
        let mut goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        change(&mut goal);
        Block::Goals(GoalsBlock {
            columns: vec![column],
            goals: vec![goal],
            ..GoalsBlock::default()
        })
    }

    #[test]
    fn nothing_and_no_word_of_why() {
        let says = "andel/outcome: ”Andel i arbete” har inget utfall och ingen förklaring.";
        assert_eq!(told(&RULE, &t2(vec![block(|_| ())])), [says]);
    }

    #[test]
    fn an_outcome_a_reason_or_a_status_is_enough() {
        let right: [fn(&mut Goal); 6] = [
            |goal| goal.later = "Redovisas för helår".into(),
            |goal| goal.indicators[0].outcome.later = "Kommer v. 40".into(),
            |goal| goal.indicators[0].outcome.text = "Ökar".into(),
            |goal| goal.indicators[0].outcome.value = figure("30"),
            |goal| goal.indicators[0].status.status = Status::NotMeasured,
            |goal| goal.indicators[0].comment = "Mäts i höst.".into(),
        ];
        for change in right {
            assert!(told(&RULE, &t2(vec![block(change)])).is_empty());
        }
    }

    #[test]
    fn a_gap_among_closed_months() {
        let with = |march: &str, closed: usize| {
            let actual = ["1", "2", march, "4"].map(|text| figure(text).unwrap_or_default());
            let measure = Measure {
                id: id("antal"),
                label: "Antal".into(),
                role: MeasureRole::Count,
                actual: actual.to_vec(),
                ..Measure::default()
            };
            let months =
                (0..12).map(|n| if n < closed { MonthKind::Actual } else { MonthKind::Forecast });
            let series = VolumeSeries {
                id: id("hvb"),
                name: "HVB".into(),
                months: months.collect(),
                measures: vec![measure],
                ..VolumeSeries::default()
            };
            let block = VolumesBlock { series: vec![series], ..VolumesBlock::default() };
            told(&RULE, &t2(vec![Block::Volumes(block)]))
        };
        let says = "hvb/antal.actual.3: ”HVB”: ”Antal” saknas för mars, som är avslutad.";
        assert_eq!(with("", 4), [says]);
        assert!(with("3", 4).is_empty());
        assert!(with("", 2).is_empty(), "March is not over");
    }
}
