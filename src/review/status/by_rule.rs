//! Stated statuses of indicators against the rule.

use super::words::{called, is_coloured, word};
use crate::compute::{Context, Derivation, indicator_status};
use crate::model::{Block, Indicator, Legend, Rule as StatusRule, Section, Status, Target, walk};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "bedomning-mot-regel",
    title: "Bedömningen följer inte regeln",
    why: "Bedömningen ska vara den som utfall, mål och regel ger. Den som bedömer annorlunda skriver \
          varför.",
    group: Group::Status,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Goals(block) = block else { return };
        walk::each_goal(&block.goals, &mut |goal| {
            for indicator in &goal.indicators {
                look_at(context, block.legend.as_ref(), indicator, found);
            }
        });
    });
}

fn look_at(
    context: &Context<'_>,
    legend: Option<&Legend>,
    indicator: &Indicator,
    found: &mut Findings<'_>,
) {
    let stated = indicator.status.status;
    let is_exact = matches!(indicator.outcome.value, Some(Figure::Exact(_)));
    if !is_coloured(stated) || !is_exact || !indicator.status.reason.is_empty() {
        return;
    }
    if legend.is_some_and(|legend| legend.rule == StatusRule::Deviation) {
        by_rule(context, legend, indicator, found);
    } else if holds_for_period(context, indicator) {
        by_target(context, indicator, found);
    }
}

fn by_rule(
    context: &Context<'_>,
    legend: Option<&Legend>,
    indicator: &Indicator,
    found: &mut Findings<'_>,
) {
    let Some(computed) = indicator_status(context, indicator, legend) else { return };
    let (stated, Some(status)) = (indicator.status.status, computed.status()) else { return };
    if status == stated {
        return;
    }
    let pair = Pair::new(indicator, &computed);
    let message = format!(
        "{}: bedömningen är {}, men utfallet {} mot målet {} ger {} enligt tabellens regel.",
        called(&indicator.name),
        word(stated),
        pair.outcome,
        pair.target,
        word(status),
    );
    // What is written beside it may be the reason, only not in its place.
    let is_explained = !indicator.comment.is_empty() || !indicator.texts.is_empty();
    let severity = if is_explained { Severity::Warning } else { Severity::Error };
    let at = context.at(&indicator.id);
    let finding = found.add_as(severity, at.field("status"), pair.values(stated), message);
    finding
        .hint("Rätta bedömningen eller utfallet, eller skriv skälet till bedömningen.")
        .also(at.field("outcome"));
}

/// Where the table has no rule, met is met and missed is missed all the same.
fn by_target(context: &Context<'_>, indicator: &Indicator, found: &mut Findings<'_>) {
    let assumed = Legend { rule: StatusRule::Deviation, ..Legend::default() };
    let Some(computed) = indicator_status(context, indicator, Some(&assumed)) else { return };
    let (stated, Some(status)) = (indicator.status.status, computed.status()) else { return };
    let is_met = status == Status::Green;
    if is_met == (stated == Status::Green) {
        return;
    }
    let pair = Pair::new(indicator, &computed);
    let reaches = if is_met { "når målet" } else { "når inte målet" };
    let message = format!(
        "{}: utfallet {} {reaches} {}, men bedömningen är {}. Stämmer den?",
        called(&indicator.name),
        pair.outcome,
        pair.target,
        word(stated),
    );
    let at = context.at(&indicator.id);
    let values = pair.values(stated);
    found
        .add_as(Severity::Question, at.field("status"), values, message)
        .hint("Kontrollera bedömningen, eller skriv skälet till den.")
        .also(at.field("outcome"));
}

/// Whether the target can be held against a part of the year: a year's target for something that is
/// counted says nothing of April.
fn holds_for_period(context: &Context<'_>, indicator: &Indicator) -> bool {
    let is_level = matches!(indicator.unit, Unit::Percent | Unit::Index);
    let is_on_scale = !indicator.scale.is_empty();
    let has_own = indicator.target.period.is_some();
    has_own || is_level || is_on_scale || context.report.period.months() == 12
}

/// Outcome and target as they are printed.
struct Pair {
    outcome: String,
    target: String,
}

impl Pair {
    fn new(indicator: &Indicator, computed: &Derivation) -> Self {
        let unit = indicator.unit;
        let outcome = indicator.outcome.value.as_ref().map(|figure| figure.show(unit));
        let Target { year, period, flow, .. } = &indicator.target;
        let share = computed.inputs.get(1).filter(|_| period.is_none() && *flow);
        let target = match share.map(|input| input.value) {
            Some(crate::compute::Value::Number(share)) => {
                format!("{} för perioden", format_with_unit(share, unit))
            }
            _ => period.as_ref().or(year.as_ref()).map(|b| b.show(unit)).unwrap_or_default(),
        };
        Self { outcome: outcome.unwrap_or_default(), target }
    }

    fn values(&self, stated: Status) -> String {
        format!("{} | {} | {}", self.outcome, self.target, word(stated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Goal, GoalsBlock, Year};
    use crate::review::tests::{found, id, indicator, t2, told};

    fn year(rule: StatusRule, own: Indicator) -> Year {
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        let legend = Some(Legend { rule, ..Legend::default() });
        t2(vec![Block::Goals(GoalsBlock {
            id: id("tabell"),
            legend,
            goals: vec![goal],
            ..GoalsBlock::default()
        })])
    }

    fn judged(outcome: &str, target: &str, status: Status) -> Indicator {
        let mut own = indicator("dygn", "Dygn på HVB", outcome, target);
        own.status.status = status;
        own
    }

    #[test]
    fn a_status_that_is_not_the_rules() {
        let year = year(StatusRule::Deviation, judged("2017", "<1703", Status::Green));
        let says = "dygn/status: ”Dygn på HVB”: bedömningen är grön, men utfallet 2\u{a0}017 mot målet \
                    <\u{a0}1\u{a0}703 ger röd enligt tabellens regel.";
        assert_eq!(told(&RULE, &year), [says]);
    }

    #[test]
    fn the_rules_own_and_reasons_are_right() {
        let with = |change: fn(&mut Indicator)| {
            let mut own = judged("2017", "<1703", Status::Yellow);
            change(&mut own);
            found(&RULE, &year(StatusRule::Deviation, own)).len()
        };
        assert_eq!(with(|_| ()), 1);
        assert_eq!(with(|own| own.status.status = Status::Red), 0);
        assert_eq!(with(|own| own.status.reason = "Ett skäl.".into()), 0);
        assert_eq!(with(|own| own.status.status = Status::NotMeasured), 0);
        assert_eq!(with(|own| own.outcome.value = Some(Figure::from_typed("drygt 2000"))), 0);
        assert_eq!(
            with(|own| own.outcome.value = Some(Figure::from_typed("1873"))),
            0,
            "ten percent"
        );
        assert_eq!(with(|own| own.outcome.value = Some(Figure::from_typed("1874"))), 1);
    }

    #[test]
    fn without_a_rule_met_is_met() {
        let with = |outcome, target, unit, status| {
            let own = Indicator { unit, ..judged(outcome, target, status) };
            found(&RULE, &year(StatusRule::None, own)).len()
        };
        assert_eq!(with("3.94", "<=4", Unit::Percent, Status::Yellow), 1);
        assert_eq!(with("3.94", "<=4", Unit::Percent, Status::Green), 0);
        assert_eq!(with("4.2", "<=4", Unit::Percent, Status::Red), 0, "how bad it is nobody says");
        assert_eq!(with("4.2", "<=4", Unit::Percent, Status::Green), 1);
        assert_eq!(with("2", ">=3", Unit::Number, Status::Green), 0, "the year is not over");
    }
}
