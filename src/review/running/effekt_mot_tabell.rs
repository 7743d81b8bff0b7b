//! Listed effects against the rows and columns that they tell of.

use rust_decimal::Decimal;

use super::things::names;
use crate::compute::{Context, Sheet};
use crate::model::{Block, ColumnRole, Effect, EffectsBlock, FigureTable, Row, RowKind, walk};
use crate::number::{Figure, Unit, format_decimal};
use crate::review::reading::words;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "effekt-mot-tabell",
    title: "Listan säger något annat än tabellen",
    why: "En lista med belopp sammanfattar ofta en tabell i samma rapport: avvikelsen mot budget, eller \
          de rader som handlar om samma sak. Beloppen ska då vara desamma, så när som på avrundning.",
    group: Group::Running,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

/// What a listed effect is called, and the column that holds it.
const COLUMNS: &[(&str, ColumnRole)] = &[
    ("avvikelse mot föregående prognos", ColumnRole::ForecastChange),
    ("avvikelse mot budget", ColumnRole::YearDeviation),
    ("föregående års utfall", ColumnRole::AgainstLastYear),
    ("prognosförändring", ColumnRole::ForecastChange),
    ("årets avvikelse", ColumnRole::YearDeviation),
];

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut lists: Vec<&EffectsBlock> = Vec::new();
    let mut tables: Vec<&FigureTable> = Vec::new();
    walk::each_block(context.report, &mut |block| match block {
        Block::Effects(block) => lists.push(block),
        Block::Figures(table) => tables.push(table),
        _ => {}
    });
    if lists.is_empty() {
        return;
    }
    for list in lists {
        for effect in list.effects.iter().filter(|effect| effect.level == 0) {
            total(context, list, effect, &tables, found);
            tables.iter().for_each(|table| rows(context, list, effect, table, found));
        }
    }
}

/// An effect that is a column's total.
fn total(
    context: &Context<'_>,
    list: &EffectsBlock,
    effect: &Effect,
    tables: &[&FigureTable],
    found: &mut Findings<'_>,
) {
    let label = effect.label.to_lowercase();
    let Some((_, role)) = COLUMNS.iter().find(|(name, _)| label.contains(name)) else { return };
    let Some(stated) = exact(effect.amount.as_ref()) else { return };
    let totals: Vec<(Decimal, &Row)> =
        tables.iter().flat_map(|table| totals_of(context, table, *role, list.unit)).collect();
    let is_one = |(value, _): &&(Decimal, &Row)| is_rounded(stated, *value, 1);
    let Some((value, row)) = totals.first().filter(|_| !totals.iter().any(|own| is_one(&own)))
    else {
        return;
    };
    tell(context, (effect, "amount"), (stated, *value, list.unit), &[*row], found);
}

/// The figures of the total rows in the columns of a role, in a unit.
fn totals_of<'t>(
    context: &Context<'_>,
    table: &'t FigureTable,
    role: ColumnRole,
    unit: Unit,
) -> Vec<(Decimal, &'t Row)> {
    let sheet = Sheet::new(context, table);
    let Some(column) = sheet.role(role) else { return Vec::new() };
    let is_total = |row: &&Row| matches!(row.kind, RowKind::Total | RowKind::ForecastChange);
    let rows = table.rows.iter().filter(is_total);
    rows.filter_map(|row| {
        let number = sheet.cell(row, column).number()?;
        Some((in_unit(number, column.unit.or(row.unit).unwrap_or(table.unit), unit)?, row))
    })
    .collect()
}

/// An effect that is the sum of rows with its words in their names. That its amount is their forecast
/// shows that they are the same; then the change must be theirs too.
fn rows(
    context: &Context<'_>,
    list: &EffectsBlock,
    effect: &Effect,
    table: &FigureTable,
    found: &mut Findings<'_>,
) {
    let (Some(amount), Some(change)) =
        (exact(effect.amount.as_ref()), exact(effect.change.as_ref()))
    else {
        return;
    };
    let own: Vec<&Row> =
        table.rows.iter().filter(|row| shares(&effect.label, &row.label)).collect();
    let sheet = Sheet::new(context, table);
    let (Some(forecast), Some(changed)) =
        (sheet.role(ColumnRole::Forecast), sheet.role(ColumnRole::ForecastChange))
    else {
        return;
    };
    let sum = |column| -> Option<Decimal> {
        let mut numbers = own.iter().filter_map(|row| sheet.cell(row, column).number());
        let sum = numbers.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number))?;
        in_unit(sum, table.unit, list.unit)
    };
    let (Some(forecasts), Some(changes)) = (sum(forecast), sum(changed)) else { return };
    let is_same = !own.is_empty() && is_rounded(amount, forecasts, 1);
    if is_same && !is_rounded(change, changes, 1) {
        tell(context, (effect, "change"), (change, changes, list.unit), &own, found);
    }
}

/// Whether two names share two telling words that stand side by side.
fn shares(effect: &str, row: &str) -> bool {
    let own: Vec<&str> = words(effect).map(|word| word.text).collect();
    let other: Vec<&str> = words(row).map(|word| word.text).collect();
    let is_telling = |pair: &[&str]| pair.iter().any(|word| word.len() > 4);
    own.windows(2)
        .filter(|pair| is_telling(pair))
        .any(|pair| other.windows(2).any(|row| names(row[0], pair[0]) && names(row[1], pair[1])))
        && has_one_start(&own, &other)
}

/// Whether the row's name begins with words of the effect's: *Covid-19 effekt i verksamhet*.
fn has_one_start(effect: &[&str], row: &[&str]) -> bool {
    row.first().is_some_and(|first| effect.iter().any(|word| names(first, word)))
}

fn exact(figure: Option<&Figure>) -> Option<Decimal> {
    match figure {
        Some(Figure::Exact(value)) => Some(*value),
        _ => None,
    }
}

fn in_unit(value: Decimal, from: Unit, to: Unit) -> Option<Decimal> {
    match (from, to) {
        (Unit::Tkr, Unit::Mnkr) => value.checked_div(Decimal::ONE_THOUSAND),
        (Unit::Mnkr, Unit::Tkr) => value.checked_mul(Decimal::ONE_THOUSAND),
        (from, to) => (from == to).then_some(value),
    }
}

/// Whether a stated amount is a value as printed, in whatever direction.
fn is_rounded(stated: Decimal, value: Decimal, count: u32) -> bool {
    let half = Decimal::try_new(5, stated.scale() + 1).unwrap_or_default();
    let tolerance = half.checked_mul(Decimal::from(count)).unwrap_or(half);
    let miss = value.abs().checked_sub(stated.abs());
    miss.is_some_and(|miss| miss.abs() <= tolerance)
}

fn tell(
    context: &Context<'_>,
    (effect, field): (&Effect, &'static str),
    (stated, value, unit): (Decimal, Decimal, Unit),
    rows: &[&Row],
    found: &mut Findings<'_>,
) {
    let show = |value: Decimal| format!("{}\u{a0}{}", format_decimal(value), unit.label());
    // Listed effects are often without sign; what differs is the size.
    let value = if stated.is_sign_negative() { -value.abs() } else { value.abs() };
    let what = if field == "change" { "ändringen" } else { "beloppet" };
    let Some(row) = rows.first() else { return };
    let (of, together) = if rows.len() > 1 { ("raderna", " tillsammans") } else { ("raden", "") };
    let message = format!(
        "{}: {what} är {}, men {of} {} i tabellen ger{together} {}.",
        effect.label,
        show(stated),
        row.label,
        show(value.normalize())
    );
    let severity = if field == "change" { Severity::Question } else { Severity::Warning };
    found
        .add_as(
            severity,
            context.at(&effect.id).field(field),
            format!("{stated} | {value}"),
            message,
        )
        .also(context.at(&row.id))
        .hint("Kontrollera vilket som är rätt.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cells, Column};
    use crate::review::tests::{figure, id, t2, told};

    fn year(amount: &str, change: &str, label: &str) -> Vec<String> {
        let column = |own: &str, role| Column { id: id(own), role, ..Column::default() };
        let row = |own: &str, label: &str, kind, cells: [&str; 3]| {
            let mut figures = Cells::default();
            for (column, cell) in ["p", "a", "f"].into_iter().zip(cells) {
                figures.set(&id(column), figure(cell));
            }
            Row { id: id(own), label: label.into(), kind, cells: figures, ..Row::default() }
        };
        let item = RowKind::Item;
        let table = FigureTable {
            id: id("tabell"),
            unit: Unit::Tkr,
            columns: vec![
                column("p", ColumnRole::Forecast),
                column("a", ColumnRole::YearDeviation),
                column("f", ColumnRole::ForecastChange),
            ],
            rows: vec![
                row("c1", "Covid-19 effekt i verksamhet", item, ["-3564", "", "-512"]),
                row("c2", "Covid-19 effekt i verksamhet", item, ["-4483", "", "-156"]),
                row("alla", "Resultat", RowKind::Total, ["-9000", "9234", "591"]),
            ],
            ..FigureTable::default()
        };
        let effect = Effect {
            id: id("e"),
            label: label.into(),
            amount: figure(amount),
            change: figure(change),
            ..Effect::default()
        };
        let list = EffectsBlock {
            id: id("lista"),
            unit: Unit::Mnkr,
            effects: vec![effect],
            ..EffectsBlock::default()
        };
        told(&RULE, &t2(vec![Block::Figures(table), Block::Effects(list)]))
    }

    #[test]
    fn amounts_that_the_table_contradicts() {
        let covid = "Uppskattning av covid-19 effekt";
        assert_eq!(year("8.0", "0.6", covid).len(), 1);
        assert_eq!(year("8.0", "0.7", covid), [""; 0]);
        assert_eq!(year("9.5", "0.6", covid), [""; 0]);
        assert_eq!(year("9.2", "", "Avvikelse mot budget"), [""; 0]);
        assert_eq!(year("2.9", "", "Avvikelse mot budget").len(), 1);
        assert_eq!(year("0.6", "", "Avvikelse mot föregående prognos"), [""; 0]);
        assert_eq!(year("0.9", "", "Avvikelse mot föregående prognos").len(), 1);
    }
}
