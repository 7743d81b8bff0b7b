//! Targets that were met from the start by far, or cannot be reached.

use rust_decimal::Decimal;

use crate::compute::{Context, direction};
use crate::model::{Better, Bound, Indicator, OutcomeKind, walk};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Limit, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "mal-orimligt",
    title: "Målet kan vara orimligt",
    why: "Ett mål som redan var nått med råge, eller som ligger många gånger från det tidigare \
          utfallet, säger lite om årets arbete. Det kan också vara felskrivet.",
    group: Group::Plausible,
    severity: Severity::Question,
    limit: Some(Limit { usual: Decimal::from_parts(5, 0, 0, false, 0), says: "gånger" }),
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    walk::each_indicator(context.report, &mut |indicator| {
        let Some(bound) = indicator.target.year.as_ref().filter(|bound| bound.upper.is_none())
        else {
            return;
        };
        if indicator.same_as.is_none() && !is_share_out_of_scale(context, indicator, bound, found) {
            against_earlier(context, indicator, bound, found);
        }
    });
}

/// No share is more than all.
fn is_share_out_of_scale(
    context: &Context<'_>,
    indicator: &Indicator,
    bound: &Bound,
    found: &mut Findings<'_>,
) -> bool {
    let is_share = indicator.unit == Unit::Percent
        && indicator.name.split_whitespace().any(|word| word.to_lowercase().starts_with("andel"));
    let is_out = is_share && (bound.value > Decimal::ONE_HUNDRED || bound.value < Decimal::ZERO);
    if is_out {
        let own = format_with_unit(bound.value, indicator.unit);
        let message =
            format!("{}: målet är {own}, men en andel är mellan 0 och 100\u{a0}%.", indicator.name);
        let at = context.at(&indicator.id).field("target");
        found.add_as(Severity::Warning, at, own, message).hint("Kontrollera målet.");
    }
    is_out
}

fn against_earlier(
    context: &Context<'_>,
    indicator: &Indicator,
    bound: &Bound,
    found: &mut Findings<'_>,
) {
    let measured = indicator.earlier.iter().rev().find(|own| own.kind == OutcomeKind::Actual);
    let Some(Some(Figure::Exact(before))) = measured.map(|own| &own.value) else { return };
    let (before, target) = (*before, bound.value);
    // Yes and no, and other small scales, go from one end to the other.
    let is_small = before.max(target) < Decimal::from(5);
    // A share written as a fraction is of the rule for sizes.
    let is_fraction =
        indicator.unit == Unit::Percent && before <= Decimal::ONE && before.scale() > 0;
    if is_small || is_fraction || before <= Decimal::ZERO || target <= Decimal::ZERO {
        return;
    }
    let better = direction(indicator);
    let times = found.limit();
    let far = |larger: Decimal, smaller: Decimal| larger > smaller.saturating_mul(times);
    let (is_met_by_far, is_out_of_reach) = match better {
        Better::Higher => (far(before, target), far(target, before)),
        Better::Lower => (far(target, before), far(before, target)),
        Better::Unsaid => return,
    };
    let show = |number| format_with_unit(number, indicator.unit);
    let (own, other) = (bound.show(indicator.unit), show(before));
    let says = match (is_met_by_far, is_out_of_reach) {
        (true, _) => "redan nått med råge",
        (_, true) => "långt från det",
        _ => return,
    };
    let message = format!(
        "{}: målet är {own}, men det tidigare utfallet är {other}. Är målet {says}?",
        indicator.name
    );
    let at = context.at(&indicator.id).field("target");
    let finding = found.add(at.clone(), format!("{own} | {other}"), message);
    finding.hint("Kontrollera att målet och det tidigare utfallet är rätt skrivna.");
    finding.also(at.field("earlier"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Earlier, Goal, GoalsBlock, Year};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn year(target: &str, before: &str, unit: Unit) -> Year {
        let mut own = indicator("andel", "Andel som börjat arbeta", "", target);
        own.unit = unit;
        own.earlier = vec![Earlier { value: figure(before), ..Earlier::default() }];
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn targets_that_can_hardly_be_meant() {
        assert!(told(&RULE, &year(">10", "61", Unit::Percent))[0].contains("redan nått"));
        assert!(told(&RULE, &year("<20", "400", Unit::Number))[0].contains("långt från"));
        assert!(told(&RULE, &year(">250", "61", Unit::Percent))[0].contains("mellan 0 och 100"));
    }

    #[test]
    fn targets_that_can() {
        let near = [
            (">10", "2.99"),
            (">25", "36"),
            ("<3", "12"),
            ("1", "400"),
            (">1", "0"),
            ("<7", "0"),
            ("100", "0.40"),
        ];
        for (target, before) in near {
            assert!(
                told(&RULE, &year(target, before, Unit::Percent)).is_empty(),
                "{target} {before}"
            );
        }
    }
}
