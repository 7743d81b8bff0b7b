//! Indicators without a target.

use crate::compute::Context;
use crate::model::{Block, Goal, GoalsBlock, Indicator, IndicatorField, ReportKind, Section, walk};
use crate::review::status::words::{called, is_coloured, shows};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "mal-saknas",
    title: "Målnivå saknas",
    why: "Utan målnivå kan ingen säga om utfallet är bra.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    let is_plan = context.report.kind == ReportKind::Plan;
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
                if has_target(own) {
                    continue;
                }
                if is_plan {
                    in_plan(context, own, found);
                } else {
                    in_report(context, (block, goal), own, found);
                }
            }
        });
    });
}

/// A target may be a sentence, or stand in the name.
fn has_target(own: &Indicator) -> bool {
    let target = &own.target;
    target.year.is_some() || target.period.is_some() || !target.text.trim().is_empty()
}

fn in_plan(context: &Context<'_>, own: &Indicator, found: &mut Findings<'_>) {
    let message = format!("{} har ingen målnivå i planen.", called(&own.name));
    found
        .add(context.at(&own.id).field("target"), "", message)
        .hint("Fyll i målnivån, i siffror eller ord.");
}

/// In a report it is asked where there is a figure, a colour and a column for the target.
fn in_report(
    context: &Context<'_>,
    (block, goal): (&GoalsBlock, &Goal),
    own: &Indicator,
    found: &mut Findings<'_>,
) {
    let is_figure = own.outcome.value.as_ref().is_some_and(|figure| figure.value().is_some());
    let is_in_name = own.name.contains(|c: char| c.is_ascii_digit());
    let is_asked = shows(block, goal, IndicatorField::Target) && is_figure && !is_in_name;
    if !is_asked || !is_coloured(own.status.status) {
        return;
    }
    let outcome = own.outcome.value.as_ref().map(|figure| figure.show(own.unit));
    let outcome = outcome.unwrap_or_default();
    let message = format!(
        "{} är bedömd utifrån {outcome}, men har ingen målnivå. Vilken är den?",
        called(&own.name)
    );
    found
        .add_as(Severity::Question, context.at(&own.id).field("target"), outcome, message)
        .hint("Fyll i målnivån, eller skriv vad bedömningen utgår från.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndicatorColumn, Status};
    use crate::review::tests::{id, indicator, report, told, year};

    fn with(kind: ReportKind, outcome: &str, change: impl FnOnce(&mut Indicator)) -> Vec<String> {
        let mut own = indicator("andel", "Andel i arbete", outcome, "");
        own.status.status = if outcome.is_empty() { Status::Unset } else { Status::Green };
        change(&mut own);
        let column =
            IndicatorColumn { field: IndicatorField::Target, ..IndicatorColumn::default() };
        let block = GoalsBlock {
            columns: vec![column],
            goals: vec![Goal { id: id("mal"), indicators: vec![own], ..Goal::default() }],
            ..GoalsBlock::default()
        };
        told(&RULE, &year(vec![report("rapport", kind, vec![Block::Goals(block)])]))
    }

    #[test]
    fn a_plan_sets_targets() {
        let says = "andel/target: ”Andel i arbete” har ingen målnivå i planen.";
        assert_eq!(with(ReportKind::Plan, "", |_| ()), [says]);
        assert!(
            with(ReportKind::Plan, "", |own| own.target.text = "Fler än i fjol".into()).is_empty()
        );
    }

    #[test]
    fn a_report_is_asked_where_it_judges_a_figure() {
        assert_eq!(with(ReportKind::T2, "50", |_| ()).len(), 1);
        assert!(with(ReportKind::T2, "50", |own| own.status.status = Status::Unset).is_empty());
        assert!(with(ReportKind::T2, "50", |own| own.name = "Minst 30 procent".into()).is_empty());
        assert!(with(ReportKind::T2, "", |_| ()).is_empty());
    }
}
