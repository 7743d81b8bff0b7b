//! Figures of a report against each other: sums, differences, shares, products, counts.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;
use tertial::model::{
    AssignmentsBlock, Block, Bridge, Column, ColumnRole, EffectsBlock, FigureTable, Goal, Id,
    MeasureRole, Month, MonthKind, Report, Row, RowKind, StaffBlock, StaffKind, TallyBlock,
    VolumeSeries, Year, walk,
};
use tertial::number::Unit;

use super::{Gather, exact, is_near};

pub fn look(year: &Year, report: &Report, gather: &mut Gather<'_>) {
    let mut blocks = Vec::new();
    walk::each_block(report, &mut |block| blocks.push(block));
    for block in &blocks {
        match block {
            Block::Figures(table) => look_at_table(table, gather),
            Block::Effects(block) => look_at_effects(block, gather),
            Block::Bridge(block) => look_at_bridge(block, gather),
            Block::Tally(tally) => look_at_tally(tally, &blocks, gather),
            Block::Volumes(block) => {
                block.series.iter().for_each(|series| look_at_series(series, gather));
            }
            Block::Staff(block) => look_at_staff(block, gather),
            Block::Accounts(block) => {
                for own in block.accounts.iter().filter(|own| !own.parts.is_empty()) {
                    let parts: Option<Vec<Decimal>> =
                        own.parts.iter().map(|part| exact(part.count.as_ref())).collect();
                    let count = exact(own.count.as_ref()).zip(parts);
                    let holds =
                        count.is_none_or(|(count, parts)| parts.iter().sum::<Decimal>() == count);
                    gather.holds("the parts are the count:", &own.id, holds);
                }
            }
            Block::Risks(block) => {
                for own in &block.risks {
                    let product = own
                        .likelihood
                        .zip(own.consequence)
                        .map(|(a, b)| u16::from(a) * u16::from(b));
                    let holds = product
                        .zip(own.value)
                        .is_none_or(|(product, value)| product == u16::from(value));
                    gather.holds("likelihood × consequence is the value:", &own.id, holds);
                    let in_scale = [own.likelihood, own.consequence]
                        .into_iter()
                        .flatten()
                        .all(|f| (1..=5).contains(&f));
                    gather.holds("factors are from 1 to 5:", &own.id, in_scale);
                }
            }
            Block::Goals(block) => {
                walk::each_goal(&block.goals, &mut |goal| look_at_units(goal, gather))
            }
            _ => {}
        }
    }
    alike(&blocks, gather);
    volumes_of_indicators(report, &blocks, gather);
    totals_twice(&blocks, gather);
    references(year, report, gather);
}

fn cell(row: &Row, column: &Column) -> Option<Decimal> {
    exact(row.cells.get(&column.id))
}

fn look_at_table(table: &FigureTable, gather: &mut Gather<'_>) {
    let by_role = |role| table.columns.iter().find(|column| column.role == role);
    for row in &table.rows {
        for column in &table.columns {
            let Some(stated) = cell(row, column) else { continue };
            let at = format!("{}/{}", row.id, column.id);
            if !row.sum.is_empty() && column.role != ColumnRole::DeviationPercent {
                let parts =
                    row.sum.iter().filter_map(|id| table.rows.iter().find(|row| row.id == *id));
                let parts: Vec<&Row> = parts.collect();
                // What is left empty is computed where it can be.
                let is_computed = |row: &&Row| {
                    cell(row, column).is_none() && (!row.sum.is_empty() || !is_amount(column.role))
                };
                if parts.iter().any(is_computed) {
                    continue;
                }
                let parts: Vec<Option<Decimal>> =
                    parts.iter().map(|row| cell(row, column)).collect();
                let sum: Decimal = parts.iter().flatten().sum();
                let is_known = parts.iter().any(Option::is_some);
                gather.holds(
                    "the sum is that of its rows:",
                    &at,
                    !is_known || is_near(stated, sum, parts.len().max(2)),
                );
            }
            let pair = match column.role {
                ColumnRole::Deviation => (ColumnRole::Actual, ColumnRole::Budget),
                ColumnRole::YearDeviation => (ColumnRole::Forecast, ColumnRole::YearBudget),
                ColumnRole::AgainstLastYear => (ColumnRole::Forecast, ColumnRole::LastYear),
                ColumnRole::ForecastChange => (ColumnRole::Forecast, ColumnRole::PreviousForecast),
                ColumnRole::DeviationPercent => (ColumnRole::YearDeviation, ColumnRole::YearBudget),
                _ => continue,
            };
            let operands = by_role(pair.0).zip(by_role(pair.1));
            let operands = operands.and_then(|(a, b)| cell(row, a).zip(cell(row, b)));
            let Some((a, b)) = operands else { continue };
            let holds = match column.role {
                ColumnRole::DeviationPercent if b.is_zero() => true,
                ColumnRole::DeviationPercent => {
                    is_near(stated, a * Decimal::ONE_HUNDRED / b.abs(), 2)
                }
                _ => is_near(stated, a - b, 2),
            };
            gather.holds("the difference is that of its columns:", &at, holds);
        }
    }
    parts_of_rows(table, gather);
    signs(table, gather);
}

/// A *varav* row is no larger than the row before it.
fn parts_of_rows(table: &FigureTable, gather: &mut Gather<'_>) {
    let mut whole: Option<&Row> = None;
    for row in &table.rows {
        if row.kind != RowKind::OfWhich {
            whole = Some(row);
            continue;
        }
        for column in table.columns.iter().filter(|column| is_amount(column.role)) {
            let both = cell(row, column).zip(whole.and_then(|whole| cell(whole, column)));
            let holds = both.is_none_or(|(part, whole)| {
                part.is_sign_negative() != whole.is_sign_negative() || part.abs() <= whole.abs()
            });
            gather.holds(
                "a part is no larger than the whole:",
                format!("{}/{}", row.id, column.id),
                holds,
            );
        }
    }
}

fn is_amount(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(
        role,
        R::Actual | R::Budget | R::Forecast | R::YearBudget | R::LastYear | R::PreviousForecast
    )
}

/// The large amounts of a row have one sign.
fn signs(table: &FigureTable, gather: &mut Gather<'_>) {
    if !matches!(table.unit, Unit::Tkr | Unit::Mnkr | Unit::Kr) {
        return;
    }
    for row in &table.rows {
        let amounts: Vec<(&Column, Decimal)> = table
            .columns
            .iter()
            .filter(|column| is_amount(column.role))
            .filter_map(|column| Some((column, cell(row, column)?)))
            .filter(|(_, number)| number.abs() >= Decimal::from(1000))
            .collect();
        let negative = amounts.iter().filter(|(_, number)| number.is_sign_negative()).count();
        for (column, number) in &amounts {
            let others = amounts.len() - 1;
            let same = if number.is_sign_negative() { negative - 1 } else { others - negative };
            let is_odd = others >= 3 && same == 0;
            gather.holds(
                "a row's amounts have one sign:",
                format!("{}/{}", row.id, column.id),
                !is_odd,
            );
        }
    }
}

fn look_at_effects(block: &EffectsBlock, gather: &mut Gather<'_>) {
    for own in block.effects.iter().filter(|own| !own.sum.is_empty()) {
        let part = |id: &Id| block.effects.iter().find(|own| own.id == *id)?.amount.as_ref();
        let parts: Option<Vec<Decimal>> = own.sum.iter().map(|id| exact(part(id))).collect();
        let both = exact(own.amount.as_ref()).zip(parts);
        let holds =
            both.is_none_or(|(sum, parts)| is_near(sum, parts.iter().sum(), parts.len().max(2)));
        gather.holds("effects make their sum:", &own.id, holds);
    }
}

fn look_at_bridge(block: &Bridge, gather: &mut Gather<'_>) {
    let steps: Option<Vec<Decimal>> =
        block.steps.iter().map(|own| exact(own.amount.as_ref())).collect();
    let ends = exact(block.from.amount.as_ref()).zip(exact(block.to.amount.as_ref()));
    let holds = ends.zip(steps).is_none_or(|((from, to), steps)| {
        is_near(to, from + steps.iter().sum::<Decimal>(), steps.len() + 1)
    });
    gather.holds("the steps lead from end to end:", &block.id, holds);
}

fn look_at_tally(tally: &TallyBlock, blocks: &[&Block], gather: &mut Gather<'_>) {
    let list = blocks.iter().find_map(|block| match block {
        Block::Assignments(list) if Some(&list.id) == tally.of.as_ref() => Some(list),
        _ => None,
    });
    gather.holds("the tally's list is there:", &tally.id, tally.of.is_none() || list.is_some());
    let Some(list) = list else { return };
    let all = |list: &AssignmentsBlock| {
        list.groups.iter().map(|group| group.assignments.len()).sum::<usize>()
    };
    let total = exact(tally.total.as_ref());
    gather.holds(
        "the list is as long as its tally:",
        &tally.id,
        total.is_none_or(|total| total == Decimal::from(all(list))),
    );
    for class in &tally.classes {
        let of_class = list.groups.iter().flat_map(|group| &group.assignments);
        let count = of_class.filter(|own| own.status.status == class.status).count();
        let stated = exact(class.count.as_ref());
        gather.holds(
            "the list has so many of a status:",
            &class.id,
            stated.is_none_or(|own| own == Decimal::from(count)),
        );
    }
}

fn look_at_units(goal: &Goal, gather: &mut Gather<'_>) {
    for (index, count) in goal.unit_counts.iter().enumerate() {
        let (reached, of) = (exact(count.reached.as_ref()), exact(count.of.as_ref()));
        let at = format!("{}/{index}", goal.id);
        gather.holds(
            "no more reach than there are:",
            &at,
            reached.zip(of).is_none_or(|(a, b)| a <= b && !a.is_sign_negative()),
        );
        if goal.units.is_empty() {
            continue;
        }
        let own = goal.units.iter().filter(|unit| unit.status.status == count.status).count();
        gather.holds(
            "the units are so many:",
            &at,
            of.is_none_or(|of| of == Decimal::from(goal.units.len())),
        );
        gather.holds(
            "so many units have the status:",
            &at,
            reached.is_none_or(|n| n == Decimal::from(own)),
        );
    }
}

fn look_at_series(series: &VolumeSeries, gather: &mut Gather<'_>) {
    let shares: Vec<_> =
        series.measures.iter().filter(|own| own.role == MeasureRole::Share).collect();
    for month in 0..12 {
        for (block, pick) in [("actual", true), ("budget", false)] {
            let figures = shares
                .iter()
                .map(|own| exact(if pick { &own.actual } else { &own.budget }.get(month)));
            let figures: Option<Vec<Decimal>> = figures.collect();
            let sum = figures
                .filter(|figures| figures.len() > 1)
                .map(|figures| figures.iter().sum::<Decimal>());
            let holds = sum.is_none_or(|sum| (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::ONE);
            gather.holds("shares make the whole:", format!("{}/{block}.{month}", series.id), holds);
        }
    }
    for measure in series.measures.iter().filter(|own| own.role != MeasureRole::Share) {
        for (block, figures) in [("actual", &measure.actual), ("budget", &measure.budget)] {
            let numbers: Vec<Decimal> = figures.iter().filter_map(|own| exact(Some(own))).collect();
            for (month, own) in numbers.iter().enumerate().filter(|_| numbers.len() == 12) {
                let others = || {
                    numbers.iter().enumerate().filter(|(at, _)| *at != month).map(|(_, own)| *own)
                };
                let (Some(least), Some(most)) = (others().min(), others().max()) else { continue };
                let is_of_scale = *own <= most * Decimal::TWO + Decimal::TWO
                    && *own * Decimal::TWO + Decimal::TWO >= least;
                let is_even = block == "actual" || least != most || *own == most;
                let at = format!("{}/{}.{block}.{month}", series.id, measure.id);
                gather.holds(
                    "a month is of the size of the others:",
                    &at,
                    is_of_scale && is_even && !own.is_sign_negative(),
                );
            }
        }
    }
}

fn look_at_staff(block: &StaffBlock, gather: &mut Gather<'_>) {
    let of = |kind| block.measures.iter().find(|own| own.staff == kind);
    let three = of(StaffKind::SickLeave)
        .zip(of(StaffKind::ShortSickLeave))
        .zip(of(StaffKind::LongSickLeave));
    let Some(((all, short), long)) = three else { return };
    for (index, value) in all.values.iter().enumerate() {
        let same = |own: &tertial::model::StaffMeasure| {
            exact(own.values.iter().find(|other| other.label == value.label)?.figure.as_ref())
        };
        let numbers = exact(value.figure.as_ref()).zip(same(short)).zip(same(long));
        let holds = numbers.is_none_or(|((all, short), long)| {
            (short + long - all).abs() <= Decimal::new(1, all.scale())
        });
        gather.holds("short and long sick leave make all:", format!("{}/{index}", all.id), holds);
    }
}

/// No two tables, series or rows have the same figures all through.
fn alike(blocks: &[&Block], gather: &mut Gather<'_>) {
    let mut seen: HashSet<(usize, Vec<Decimal>)> = HashSet::new();
    let mut note = |kind: usize, figures: Vec<Decimal>, id: &Id, gather: &mut Gather<'_>| {
        let large = figures.iter().filter(|own| own.abs() >= Decimal::ONE_HUNDRED).count();
        if large >= 3 {
            gather.holds("no two are alike:", id, seen.insert((kind, figures)));
        }
    };
    for block in blocks {
        match block {
            Block::Volumes(block) => {
                for series in &block.series {
                    let all =
                        series.measures.iter().flat_map(|own| own.actual.iter().chain(&own.budget));
                    note(0, all.filter_map(|own| exact(Some(own))).collect(), &series.id, gather);
                }
            }
            Block::Figures(table) => {
                let mut whole = Vec::new();
                for row in &table.rows {
                    let figures: Vec<Decimal> =
                        table.columns.iter().filter_map(|column| cell(row, column)).collect();
                    whole.extend(figures.iter().copied());
                    if row.kind == RowKind::Item
                        && row.sum.is_empty()
                        && figures.len() == table.columns.len()
                    {
                        note(2, figures, &row.id, gather);
                    }
                }
                note(1, whole, &table.id, gather);
            }
            _ => {}
        }
    }
}

/// Care days against the series that the name ends with.
fn volumes_of_indicators(report: &Report, blocks: &[&Block], gather: &mut Gather<'_>) {
    let series = || {
        blocks.iter().flat_map(|block| match block {
            Block::Volumes(block) => block.series.as_slice(),
            _ => &[],
        })
    };
    walk::each_indicator(report, &mut |own| {
        let Some(outcome) =
            exact(own.outcome.value.as_ref()).filter(|_| own.unit == Unit::CareDays)
        else {
            return;
        };
        let Some(series) = series().find(|series| own.name.ends_with(&series.name)) else { return };
        let Some(count) = series.measures.iter().find(|own| own.role == MeasureRole::Count) else {
            return;
        };
        let days = Month::all()
            .filter(|month| series.months.get(month.index()) == Some(&MonthKind::Actual));
        let days: Decimal = days
            .filter_map(|month| {
                let days = Decimal::from(month.days(report.period.to.year()));
                Some(exact(count.actual.get(month.index()))? * days)
            })
            .sum();
        let holds = (outcome - days).abs() * Decimal::from(20) <= days.abs();
        gather.holds("care days are those of the series, within 5 %:", &own.id, holds);
    });
}

/// A sum that is called the same in two tables.
fn totals_twice(blocks: &[&Block], gather: &mut Gather<'_>) {
    let mut known: HashMap<(&str, &str), (Decimal, &Id)> = HashMap::new();
    for block in blocks {
        let Block::Figures(table) = block else { continue };
        for row in table
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::Total || row.kind == RowKind::Subtotal)
        {
            for column in table.columns.iter().filter(|column| column.role != ColumnRole::Other) {
                let Some(own) = cell(row, column) else { continue };
                match known.get(&(row.label.as_str(), column.role.word())) {
                    Some((other, table_id)) if **table_id != table.id => {
                        let at = format!("{}/{}", row.id, column.id);
                        gather.holds(
                            "one total is the same in both tables:",
                            at,
                            is_near(own, *other, 2),
                        );
                    }
                    Some(_) => {}
                    None => drop(known.insert((&row.label, column.role.word()), (own, &table.id))),
                }
            }
        }
    }
}

/// What is referred to is there.
fn references(year: &Year, report: &Report, gather: &mut Gather<'_>) {
    let mut known: HashSet<&str> =
        year.committee.units.iter().map(|unit| unit.id.as_str()).collect();
    walk::elements(report, &mut |element| {
        known.insert(element.id.as_str());
    });
    let mut missing = Vec::new();
    walk::references(report, &mut |from, to| {
        if !known.contains(to.as_str()) {
            missing.push(format!("{from} → {to}"));
        }
    });
    missing.into_iter().for_each(|at| gather.holds("what is referred to is there:", at, false));
}
