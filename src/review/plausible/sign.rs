//! Signs that do not fit: below nothing what cannot be, and against the rest of the row.

use rust_decimal::Decimal;

use super::sign_row;
use crate::compute::Context;
use crate::model::{Address, Block, Indicator, Section, VolumeSeries, walk};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "tecken",
    title: "Tecknet kan vara fel",
    why: "Antal, priser och andelar är inte under noll, och ett belopp har samma tecken som det övriga \
          på sin rad.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Figures(table) => table.rows.iter().for_each(|row| {
            sign_row::look_at(context, table, row, found);
        }),
        Block::Volumes(block) => {
            block.series.iter().for_each(|series| look_at_series(context, series, found));
        }
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            goal.indicators.iter().for_each(|own| look_at_indicator(context, own, found));
        }),
        Block::Accounts(block) => {
            for account in &block.accounts {
                let at = || context.at(&account.id).field("count");
                count(&account.title, account.count.as_ref(), at, found);
                for part in &account.parts {
                    let at = || context.at(&part.id).field("count");
                    count(&part.label, part.count.as_ref(), at, found);
                }
            }
        }
        Block::Staff(block) => {
            for own in &block.measures {
                for (index, value) in own.values.iter().enumerate() {
                    let at = || context.at(&own.id).field(format!("values.{index}"));
                    count(&own.label, value.figure.as_ref(), at, found);
                }
            }
        }
        Block::Tally(block) => {
            for class in &block.classes {
                let at = || context.at(&class.id).field("count");
                count(&class.title, class.count.as_ref(), at, found);
            }
        }
        _ => {}
    });
}

fn below_nothing(figure: Option<&Figure>) -> Option<Decimal> {
    let number = figure?.value()?;
    (number < Decimal::ZERO).then_some(number)
}

/// What is counted is never below nothing.
fn count(name: &str, figure: Option<&Figure>, at: impl Fn() -> Address, found: &mut Findings<'_>) {
    let Some(number) = below_nothing(figure) else { return };
    tell_below(name, number, Unit::Number, at(), Severity::Error, found);
}

fn tell_below(
    name: &str,
    number: Decimal,
    unit: Unit,
    at: Address,
    severity: Severity,
    found: &mut Findings<'_>,
) {
    let own = format_with_unit(number, unit);
    let message = format!("{name} är {own}, men kan knappast vara under noll.");
    found.add_as(severity, at, own, message).hint("Kontrollera tecknet.");
}

fn look_at_series(context: &Context<'_>, series: &VolumeSeries, found: &mut Findings<'_>) {
    for measure in &series.measures {
        for (block, figures) in [("actual", &measure.actual), ("budget", &measure.budget)] {
            for (index, figure) in figures.iter().enumerate() {
                let at = || {
                    let field = format!("{}.{block}.{}", measure.id, index + 1);
                    context.at(&series.id).field(field)
                };
                let Some(number) = below_nothing(Some(figure)) else { continue };
                let name = format!("{}, {}", series.name, measure.label);
                tell_below(&name, number, measure.unit, at(), Severity::Error, found);
            }
        }
    }
}

fn look_at_indicator(context: &Context<'_>, own: &Indicator, found: &mut Findings<'_>) {
    let values = [
        ("outcome", own.outcome.value.as_ref().and_then(Figure::value)),
        ("target", own.target.year.as_ref().map(|bound| bound.value)),
        ("target", own.target.period.as_ref().map(|bound| bound.value)),
    ];
    let earlier = own.earlier.iter().map(|own| {
        let number = own.value.as_ref().and_then(Figure::value);
        ("earlier", number)
    });
    let all: Vec<(&str, Decimal)> = values
        .into_iter()
        .chain(earlier)
        .filter_map(|(field, number)| Some((field, number?)))
        .collect();
    let (below, above): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, own)| *own < Decimal::ZERO);
    let is_difference = || {
        let name = own.name.to_lowercase();
        ["avvikelse", "förändring", "resultat", "differens", "minsk", "öka"]
            .iter()
            .any(|word| name.contains(word))
    };
    if below.is_empty() || above.is_empty() && own.unit == Unit::Number || is_difference() {
        return;
    }
    for (field, number) in below {
        let at = context.at(&own.id).field(field);
        tell_below(&own.name, number, own.unit, at, Severity::Warning, found);
    }
    for area in &own.areas {
        if let Some(number) = below_nothing(area.value.as_ref()) {
            let at = context.at(&area.id).field("outcome");
            tell_below(&area.label, number, own.unit, at, Severity::Warning, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Earlier, Goal, GoalsBlock, Year};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn indicators(unit: Unit, outcome: &str, name: &str) -> Year {
        let mut own = indicator("dygn", name, outcome, "<2555");
        own.unit = unit;
        own.earlier = vec![Earlier { value: figure("3650"), ..Earlier::default() }];
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn signs_that_do_not_fit() {
        assert_eq!(told(&RULE, &indicators(Unit::CareDays, "-2017", "Antal dygn")).len(), 1);
        assert_eq!(told(&RULE, &indicators(Unit::Number, "-2017", "Antal dygn")).len(), 1);
    }

    #[test]
    fn signs_that_do() {
        assert!(told(&RULE, &indicators(Unit::CareDays, "2017", "Antal dygn")).is_empty());
        assert!(told(&RULE, &indicators(Unit::Percent, "-3", "Budgetavvikelse")).is_empty());
    }
}
