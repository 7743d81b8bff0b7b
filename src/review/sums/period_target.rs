//! The target of a period against the year's.

use crate::compute::{Context, Derivation, Formula, Input};
use crate::model::{Indicator, walk};
use crate::number::format_with_unit;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "periodmal",
    title: "Periodens mål är inte årets andel",
    why: "För det som växer under året är periodens mål årets mål gånger antalet månader delat med \
          tolv, om nämnden inte har bestämt annat.",
    group: Group::Sums,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    walk::each_indicator(context.report, &mut |indicator| look_at(context, indicator, found));
}

fn look_at(context: &Context<'_>, indicator: &Indicator, found: &mut Findings<'_>) {
    let target = &indicator.target;
    let (Some(year), Some(period)) = (&target.year, &target.period) else { return };
    if !target.flow || year.upper.is_some() || period.upper.is_some() {
        return;
    }
    let at = context.at(&indicator.id).field("target");
    let months = context.report.period.months();
    let inputs = vec![
        Input::number("Mål för året", at.clone(), year.value),
        Input::constant("Månader", months),
    ];
    let share = Derivation::new(Formula::PeriodShare, inputs);
    let Some(share) = share.and_then(|share| share.number()) else { return };
    let one = rust_decimal::Decimal::new(1, period.value.scale());
    if period.value.saturating_sub(share).abs() <= one {
        return;
    }
    let show = |number| format_with_unit(number, indicator.unit);
    let (own, other) = (show(period.value), show(share));
    let message = format!(
        "{}: målet för perioden är {own}, men {months} månader av årets mål, {}, är {other}.",
        indicator.name,
        show(year.value)
    );
    found
        .add(at, format!("{own} | {other}"), message)
        .hint("Kontrollera målen, eller behåll periodens mål om det är beslutat så.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Year};
    use crate::review::tests::{bound, id, indicator, t2, told};

    fn year(period: &str, flow: bool) -> Year {
        let mut own = indicator("dygn", "Antal dygn", "2017", "<2555");
        own.target.period = bound(period);
        own.target.flow = flow;
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn a_period_that_is_not_its_share() {
        let says = "dygn/target: Antal dygn: målet för perioden är 1\u{a0}730, men 8 månader av \
                    årets mål, 2\u{a0}555, är 1\u{a0}703.";
        assert_eq!(told(&RULE, &year("<1730", true)), [says]);
    }

    #[test]
    fn rounded_shares_and_levels_are_right() {
        assert!(told(&RULE, &year("<1703", true)).is_empty());
        assert!(told(&RULE, &year("<1704", true)).is_empty());
        assert!(told(&RULE, &year("<2000", false)).is_empty(), "it does not grow");
        assert!(told(&RULE, &year("", true)).is_empty());
    }
}
