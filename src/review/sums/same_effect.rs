//! Amounts of effects that also stand in a table, mostly in another unit: *Avvikelse mot budget*
//! +9,2 mnkr beside a total of 9 234 tkr.

use rust_decimal::Decimal;

use super::cells;
use super::names::Words;
use super::same_total::{agrees, show, size_of};
use crate::compute::{Context, Formula, Input};
use crate::model::{ColumnRole, Effect, EffectsBlock, FigureTable, Row, RowKind, Subject};
use crate::number::{Figure, Unit};
use crate::review::{Findings, Severity};

pub(super) fn look(
    context: &Context<'_>,
    tables: &[&FigureTable],
    effects: &[&EffectsBlock],
    found: &mut Findings<'_>,
) {
    for block in effects.iter().filter(|block| size_of(block.unit).is_some()) {
        for effect in &block.effects {
            let is_only = || {
                let all = effects.iter().flat_map(|block| &block.effects);
                all.filter(|other| other.label == effect.label).count() == 1
            };
            if let Some(role) = role_of(effect).filter(|_| is_only()) {
                against_total(context, tables, (block, effect), role, found);
            } else if effect.amount.is_some() && effect.change.is_some() {
                against_rows(context, tables, (block, effect), found);
            }
        }
    }
}

/// What of the committee's total an effect is called.
fn role_of(effect: &Effect) -> Option<ColumnRole> {
    let label = effect.label.to_lowercase();
    let rest = label.strip_prefix("netto").unwrap_or(&label);
    match rest {
        "avvikelse mot budget" => Some(ColumnRole::YearDeviation),
        "avvikelse mot föregående prognos" | "prognosförändring" => {
            Some(ColumnRole::ForecastChange)
        }
        "avvikelse mot föregående års utfall" | "avvikelse mot föregående år" => {
            Some(ColumnRole::AgainstLastYear)
        }
        _ => None,
    }
}

fn against_total(
    context: &Context<'_>,
    tables: &[&FigureTable],
    (block, effect): (&EffectsBlock, &Effect),
    role: ColumnRole,
    found: &mut Findings<'_>,
) {
    let Some(amount) = &effect.amount else { return };
    let mut places = Vec::new();
    for table in tables {
        for row in &table.rows {
            let is_of_all = row.kind == RowKind::ForecastChange
                || row.kind == RowKind::Total && table.subject == Subject::NetCost;
            let own = |wanted| table.columns.iter().find(|column| column.role == wanted);
            // A row for the change of the whole has it under the forecast, where no column is for it.
            let column = own(role).or_else(|| {
                let is_change =
                    row.kind == RowKind::ForecastChange && role == ColumnRole::ForecastChange;
                own(ColumnRole::Forecast).filter(|_| is_change)
            });
            let figure = column.and_then(|column| row.cells.get(&column.id));
            if let (true, Some(column), Some(figure)) = (is_of_all, column, figure) {
                places.push((*table, row, column, figure));
            }
        }
    }
    let [(table, row, column, figure)] = places.as_slice() else { return };
    let unit = cells::unit_of(table, row, column);
    if agrees(amount, block.unit, figure, unit) != Some(false) {
        return;
    }
    let (own, other) = (show(amount, block.unit), show(figure, unit));
    let message =
        format!("{} är {own}, men {} är {other}.", effect.label, cells::name_of(row, column));
    let at = context.at(&effect.id).field("amount");
    let finding = found.add(at, format!("{own} | {other}"), message);
    finding.hint("Kontrollera vilket belopp som gäller, och skriv det på båda ställena.");
    finding.also(context.at(&row.id).field(column.id.as_str()));
}

/// Rows of one table that are called as the effect is, and are together of its size: then what the
/// forecast has changed by must be the same too.
fn against_rows(
    context: &Context<'_>,
    tables: &[&FigureTable],
    (block, effect): (&EffectsBlock, &Effect),
    found: &mut Findings<'_>,
) {
    let name = Words::of(&effect.label);
    for table in tables.iter().filter(|table| size_of(table.unit).is_some()) {
        let is_same = |row: &&Row| {
            row.kind == RowKind::Item && row.sum.is_empty() && is_called(&name, &row.label)
        };
        let rows: Vec<&Row> = table.rows.iter().filter(is_same).collect();
        let is_one_name = rows.windows(2).all(|pair| pair[0].label == pair[1].label);
        if rows.is_empty() || !is_one_name {
            continue;
        }
        let sum = |role| {
            let column = table.columns.iter().find(|column| column.role == role)?;
            let inputs = rows.iter().filter_map(|row| {
                let number = row.cells.get(&column.id)?.value()?;
                let at = context.at(&row.id).field(column.id.as_str());
                Some(Input::number(cells::name_of(row, column), at, number))
            });
            let inputs: Vec<Input> = inputs.collect();
            crate::compute::Derivation::new(Formula::Sum, inputs)?.number()
        };
        let sums = sum(ColumnRole::Forecast).zip(sum(ColumnRole::ForecastChange));
        let Some((forecast, change)) = sums else { continue };
        let is_near = |figure: &Option<Figure>, sum: Decimal| {
            is_rounded(figure, block.unit, sum, table.unit, rows.len())
        };
        let (amount_is, change_is) =
            (is_near(&effect.amount, forecast), is_near(&effect.change, change));
        let (field, own, other) = match (amount_is, change_is) {
            (Some(true), Some(false)) => ("change", &effect.change, change),
            (Some(false), Some(true)) => ("amount", &effect.amount, forecast),
            _ => continue,
        };
        let Some(own) = own.as_ref().map(|own| show(own, block.unit)) else { continue };
        let other = show(&Figure::Exact(other), table.unit);
        let what = if field == "change" { "förändringen" } else { "beloppet" };
        let message = format!(
            "{}: {what} är {own}, men raderna {} i tabellen {} ger {other}.",
            effect.label, rows[0].label, table.caption
        );
        let at = context.at(&effect.id).field(field);
        let finding = found.add_as(Severity::Warning, at, format!("{own} | {other}"), message);
        finding.hint("Kontrollera vilket belopp som gäller.");
        finding.also.extend(rows.iter().map(|row| context.at(&row.id)));
        return;
    }
}

/// Two words or more in common, and most of the row's.
fn is_called(effect: &Words, row: &str) -> bool {
    let row = Words::of(row);
    let common = |of: &dyn Fn(&str) -> bool| row.iter().filter(|word| of(word)).count();
    let is_word = |word: &str| effect.has(word) && word.chars().all(char::is_alphabetic);
    let shared = common(&|word| effect.has(word));
    common(&is_word) >= 2 && shared * 3 >= row.count() * 2
}

/// Whether a rounded figure can be the size of a sum of rounded rows. Signs are another matter: an
/// effect that grows is a cost that does.
fn is_rounded(
    figure: &Option<Figure>,
    unit: Unit,
    sum: Decimal,
    sum_unit: Unit,
    rows: usize,
) -> Option<bool> {
    let Some(Figure::Exact(number)) = figure else { return None };
    // Nothing is like nothing, whatever the two are.
    if number.is_zero() || sum.is_zero() {
        return None;
    }
    let (size, sum_size) = size_of(unit).zip(size_of(sum_unit))?;
    let half = |number: Decimal, size: Decimal| {
        size * Decimal::new(5, (number.scale() + 1).min(Decimal::MAX_SCALE))
    };
    let tolerance = half(*number, size) + half(sum, sum_size) * Decimal::from(rows);
    let (own, other) = (number.abs().checked_mul(size)?, sum.abs().checked_mul(sum_size)?);
    let miss = own.saturating_sub(other).abs();
    Some(miss <= tolerance)
}

#[cfg(test)]
mod tests {
    use super::super::same_total::RULE;
    use super::super::samples::{column, row, table, total};
    use crate::model::{Block, ColumnRole, Effect, EffectsBlock, Year};
    use crate::number::Unit;
    use crate::review::tests::{figure, id, t2, told};

    fn year(label: &str, amount: &str, change: &str) -> Year {
        let columns = vec![
            column("prognos", ColumnRole::Forecast),
            column("avvikelse", ColumnRole::YearDeviation),
            column("forandring", ColumnRole::ForecastChange),
        ];
        let covid = |own: &str, forecast: &str, change: &str| {
            let mut row = row(own, &[("prognos", forecast), ("forandring", change)]);
            row.label = "Covid-19 effekt i verksamhet".into();
            row
        };
        let rows = vec![
            covid("ifo", "-3564", "-512"),
            covid("ai", "-4483", "-156"),
            total("totalt", &["ifo", "ai"], &[("avvikelse", "9234")]),
        ];
        let effect = Effect {
            id: id("effekt"),
            label: label.into(),
            amount: figure(amount),
            change: figure(change),
            ..Effect::default()
        };
        let effects = vec![effect];
        let block = EffectsBlock { unit: Unit::Mnkr, effects, ..EffectsBlock::default() };
        t2(vec![table("netto", columns, rows), Block::Effects(block)])
    }

    #[test]
    fn an_effect_that_the_table_contradicts() {
        let said = told(&RULE, &year("Uppskattning av covid-19 effekt", "8.0", "0.6"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("är 0,6\u{a0}mnkr") && said[0].contains("−668\u{a0}tkr"));
        assert_eq!(told(&RULE, &year("Avvikelse mot budget", "9.7", "")).len(), 1);
    }

    #[test]
    fn rounding_and_other_things_are_right() {
        assert!(told(&RULE, &year("Uppskattning av covid-19 effekt", "8.0", "0.7")).is_empty());
        assert!(told(&RULE, &year("Uppskattning av covid-19 effekt", "2.0", "0.1")).is_empty());
        assert!(told(&RULE, &year("Uppskattning av covid-19 effekt", "2.0", "0")).is_empty());
        assert!(told(&RULE, &year("Avvikelse mot budget", "9.2", "")).is_empty());
        assert!(told(&RULE, &year("Avvikelse mot budget för vuxna", "1.2", "")).is_empty());
    }
}
