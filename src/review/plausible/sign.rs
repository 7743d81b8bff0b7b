//! Signs that do not fit: below nothing what cannot be, and against the rest of the row.

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{
    Address, Block, FigureTable, Indicator, Row, RowKind, Section, SignConvention, Subject,
    VolumeSeries, walk,
};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::sums::{cells, parts};
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
            look_at_row(context, table, row, found);
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

/// An amount against all others of its row, where the row's own deviations do not confirm it.
fn look_at_row(context: &Context<'_>, table: &FigureTable, row: &Row, found: &mut Findings<'_>) {
    if matches!(row.kind, RowKind::Head | RowKind::Group | RowKind::ForecastChange) {
        return;
    }
    let amounts = table.columns.iter().filter(|column| parts::is_amount(column.role));
    let amounts: Vec<_> = amounts
        .filter_map(|column| Some((column, row.cells.get(&column.id)?.value()?)))
        .filter(|(_, number)| !number.is_zero())
        .collect();
    if against_label(context, table, row, &amounts, found) || amounts.len() < 4 {
        return;
    }
    let (below, above): (Vec<_>, Vec<_>) =
        amounts.into_iter().partition(|(_, own)| *own < Decimal::ZERO);
    let (odd, others) = match (below.as_slice(), above.as_slice()) {
        ([odd], others) | (others, [odd]) => (odd, others),
        _ => return,
    };
    let (smallest, largest) = others.iter().fold((Decimal::MAX, Decimal::ZERO), |(a, b), other| {
        (a.min(other.1.abs()), b.max(other.1.abs()))
    });
    // What lies near nothing may well cross it.
    let is_of_their_size =
        odd.1.abs() * Decimal::TWO >= smallest && odd.1.abs() <= largest * Decimal::TWO;
    if is_of_their_size && !is_confirmed(context, table, row, odd.0) {
        let unit = cells::unit_of(table, row, odd.0);
        let own = format_with_unit(odd.1, unit);
        let message = format!(
            "{} är {own}, men radens övriga belopp har motsatt tecken.",
            cells::name_of(row, odd.0)
        );
        let at = context.at(&row.id).field(odd.0.id.as_str());
        found.add(at, own, message).hint("Kontrollera tecknet.");
    }
}

/// Whether a deviation that is stated is right with the amount as it stands.
fn is_confirmed(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    odd: &crate::model::Column,
) -> bool {
    let sheet = crate::compute::Sheet::new(context, table);
    let number = |column: &crate::model::Column| row.cells.get(&column.id).and_then(Figure::value);
    table.columns.iter().any(|column| {
        let Some((first, second)) = sheet.operands(column) else { return false };
        let is_of_odd = first.id == odd.id || second.id == odd.id;
        let numbers = number(column).zip(number(first).zip(number(second)));
        is_of_odd && numbers.is_some_and(|(own, (a, b))| (a - b - own).abs() <= Decimal::ONE)
    })
}

/// In an income statement income is above nothing and costs are below, or costs above where the
/// table says so.
fn against_label(
    context: &Context<'_>,
    table: &FigureTable,
    row: &Row,
    amounts: &[(&crate::model::Column, Decimal)],
    found: &mut Findings<'_>,
) -> bool {
    if table.subject != Subject::IncomeStatement || table.sign != SignConvention::CostNegative {
        return false;
    }
    let label = row.label.to_lowercase();
    let is_cost = label.ends_with("kostnader") || label.starts_with("kostnader");
    let is_income = label.ends_with("intäkter") || label.starts_with("intäkter");
    if is_cost == is_income || label.contains("netto") {
        return false;
    }
    let mut is_told = false;
    for (column, number) in amounts.iter().filter(|(_, own)| own.is_sign_positive() == is_cost) {
        let what = if is_cost { "kostnader är negativa" } else { "intäkter är positiva" };
        let own = format_with_unit(*number, cells::unit_of(table, row, column));
        let message = format!("{} är {own}, men tabellens {what}.", cells::name_of(row, column));
        let at = context.at(&row.id).field(column.id.as_str());
        found.add(at, own, message).hint("Kontrollera tecknet.");
        is_told = true;
    }
    is_told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ColumnRole, Earlier, Goal, GoalsBlock, Year};
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn rows(actual: &str, deviation: &str, subject: Subject, label: &str) -> Year {
        let columns = vec![
            column("utfall", ColumnRole::Actual),
            column("budget", ColumnRole::Budget),
            column("avvikelse", ColumnRole::Deviation),
            column("prognos", ColumnRole::Forecast),
            column("helar", ColumnRole::YearBudget),
        ];
        let cells = [
            ("utfall", actual),
            ("budget", "-16424"),
            ("avvikelse", deviation),
            ("prognos", "-24597"),
            ("helar", "-24636"),
        ];
        let mut row = row("rad", &cells);
        row.label = label.into();
        let mut block = table("tabell", columns, vec![row]);
        if let Block::Figures(table) = &mut block {
            table.subject = subject;
        }
        t2(vec![block])
    }

    fn indicators(unit: Unit, outcome: &str, name: &str) -> Year {
        let mut own = indicator("dygn", name, outcome, "<2555");
        own.unit = unit;
        own.earlier = vec![Earlier { value: figure("3650"), ..Earlier::default() }];
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn signs_that_do_not_fit() {
        let said = told(&RULE, &rows("15706", "718", Subject::NetCost, "Vuxna"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("rad/utfall: Vuxna, utfall är 15\u{a0}706"));
        let cost = rows("15706", "32130", Subject::IncomeStatement, "Personalkostnader");
        assert_eq!(told(&RULE, &cost).len(), 1);
        assert_eq!(told(&RULE, &indicators(Unit::CareDays, "-2017", "Antal dygn")).len(), 1);
    }

    #[test]
    fn signs_that_do() {
        assert!(told(&RULE, &rows("-15706", "718", Subject::NetCost, "Vuxna")).is_empty());
        assert!(told(&RULE, &rows("15706", "32130", Subject::NetCost, "Vuxna")).is_empty());
        assert!(told(&RULE, &rows("250", "718", Subject::NetCost, "Vuxna")).is_empty(), "small");
        assert!(told(&RULE, &indicators(Unit::CareDays, "2017", "Antal dygn")).is_empty());
        assert!(told(&RULE, &indicators(Unit::Percent, "-3", "Budgetavvikelse")).is_empty());
    }
}
