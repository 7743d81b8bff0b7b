//! Tables, series and rows that are the same figure for figure.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{Address, Block, FigureTable, Id, Row, RowKind, TableBlock, VolumeSeries, walk};
use crate::number::Figure;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "lika-tabeller",
    title: "Samma siffror under två namn",
    why: "Två tabeller, serier eller rader som har olika namn och samma tal hela vägen har ofta blivit \
          kopierade av misstag.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

/// A table's id and title.
type Named<'a> = (&'a Id, &'a str);

/// Fewest figures that can be the same by more than chance.
const FEWEST: usize = 3;
/// From this size on, figures that are the same are no chance.
const LARGE: i64 = 100;

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut series: HashMap<Vec<Decimal>, &VolumeSeries> = HashMap::new();
    let mut tables: HashMap<Vec<Decimal>, Named<'_>> = HashMap::new();
    let mut table = |named, figures: Option<Vec<Decimal>>, found: &mut Findings<'_>| {
        let Some(figures) = figures else { return };
        match tables.get(&figures) {
            Some(first) => tell_tables(context, *first, named, &figures, found),
            None => drop(tables.insert(figures, named)),
        }
    };
    walk::each_block(context.report, &mut |block| match block {
        Block::Volumes(block) => {
            for own in &block.series {
                let Some(figures) = figures_of_series(own) else { continue };
                match series.get(&figures) {
                    Some(first) => tell_series(context, first, own, &figures, found),
                    None => drop(series.insert(figures, own)),
                }
            }
        }
        Block::Figures(block) => {
            look_at_rows(context, block, found);
            table((&block.id, block.caption.as_str()), figures_of_table(block), found);
        }
        Block::Table(block) => {
            table((&block.id, block.caption.as_str()), figures_of_free_table(block), found);
        }
        _ => {}
    });
}

/// All figures of a series; `None` where one cannot be read, or where they say too little: shares
/// that are all or nothing every month are often the same.
fn figures_of_series(series: &VolumeSeries) -> Option<Vec<Decimal>> {
    let mut figures = Vec::with_capacity(series.measures.len() * 24);
    let mut varies = false;
    for measure in &series.measures {
        for list in [&measure.actual, &measure.budget] {
            let numbers: Option<Vec<Decimal>> = list.iter().map(exact).collect();
            let numbers = numbers?;
            varies |= numbers.windows(2).any(|pair| pair[0] != pair[1]);
            figures.extend(numbers);
        }
    }
    Some(figures).filter(|figures| varies && figures.len() >= FEWEST)
}

fn figures_of_table(table: &FigureTable) -> Option<Vec<Decimal>> {
    let mut figures = Vec::new();
    for row in &table.rows {
        let numbers = table.columns.iter().filter_map(|column| row.cells.get(&column.id));
        for number in numbers {
            figures.push(exact(number)?);
        }
    }
    Some(figures).filter(|figures| is_telling(figures))
}

fn figures_of_free_table(table: &TableBlock) -> Option<Vec<Decimal>> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let figures: Option<Vec<Decimal>> =
        cells.filter_map(|cell| cell.figure.as_ref()).map(exact).collect();
    figures.filter(|figures| is_telling(figures))
}

fn exact(figure: &Figure) -> Option<Decimal> {
    match figure {
        Figure::Exact(number) => Some(*number),
        _ => None,
    }
}

fn is_telling(figures: &[Decimal]) -> bool {
    let large = figures.iter().filter(|number| number.abs() >= Decimal::from(LARGE));
    large.count() >= FEWEST
}

/// Rows of one table with other names and the same figures. A sum of one row is that row, and *varav*
/// may be all of it.
fn look_at_rows(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let mut rows: HashMap<Vec<Decimal>, &Row> = HashMap::new();
    let items = table.rows.iter().filter(|row| row.kind == RowKind::Item && row.sum.is_empty());
    for row in items {
        let numbers = table.columns.iter().map(|column| row.cells.get(&column.id).and_then(exact));
        let Some(numbers) = numbers.collect::<Option<Vec<Decimal>>>() else { continue };
        if !is_telling(&numbers) {
            continue;
        }
        if let Some(first) = rows.get(&numbers) {
            let names = (first.label.as_str(), row.label.as_str());
            let message =
                format!("Raden {} har samma tal som raden {} i alla kolumner.", names.1, names.0);
            tell(context.at(&row.id), context.at(&first.id), &numbers, message, found);
        } else {
            rows.insert(numbers, row);
        }
    }
}

fn tell_series(
    context: &Context<'_>,
    first: &VolumeSeries,
    second: &VolumeSeries,
    figures: &[Decimal],
    found: &mut Findings<'_>,
) {
    let message =
        format!("{} har samma priser och antal som {}, månad för månad.", second.name, first.name);
    tell(context.at(&second.id), context.at(&first.id), figures, message, found);
}

fn tell_tables(
    context: &Context<'_>,
    first: Named<'_>,
    second: Named<'_>,
    figures: &[Decimal],
    found: &mut Findings<'_>,
) {
    let message = format!("Tabellen {} har samma tal som tabellen {}.", second.1, first.1);
    tell(context.at(second.0), context.at(first.0), figures, message, found);
}

fn tell(
    at: Address,
    other: Address,
    figures: &[Decimal],
    message: String,
    found: &mut Findings<'_>,
) {
    let finding = found.add(at, summary(figures), message);
    finding.hint("Kontrollera att inte den ena har kopierats till den andras plats.");
    finding.also(other);
}

/// What an acceptance keeps of hundreds of figures: another sum, weighted by their places, when one of
/// them changes.
fn summary(figures: &[Decimal]) -> String {
    let places = (1..=figures.len()).map(Decimal::from);
    let weighted = figures.iter().zip(places).map(|(figure, place)| figure.saturating_mul(place));
    let sum = weighted.fold(Decimal::ZERO, Decimal::saturating_add);
    format!("{} tal | {}", figures.len(), sum.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ColumnRole, Measure, VolumesBlock, Year};
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{id, t2, told};

    fn two(first: [i64; 3], second: [i64; 3]) -> Year {
        let series = |own: &str, counts: [i64; 3]| VolumeSeries {
            id: id(own),
            name: own.into(),
            measures: vec![Measure {
                id: id("antal"),
                actual: counts.map(|count| Figure::Exact(count.into())).to_vec(),
                ..Measure::default()
            }],
            ..VolumeSeries::default()
        };
        let series = vec![series("barn", first), series("foraldrar", second)];
        t2(vec![Block::Volumes(VolumesBlock { series, ..VolumesBlock::default() })])
    }

    #[test]
    fn series_that_are_the_same() {
        let says = "foraldrar: foraldrar har samma priser och antal som barn, månad för månad.";
        assert_eq!(told(&RULE, &two([1, 1, 0], [1, 1, 0])), [says]);
        assert!(told(&RULE, &two([1, 1, 0], [1, 0, 0])).is_empty());
        assert!(told(&RULE, &two([100, 100, 100], [100, 100, 100])).is_empty(), "all the same");
    }

    #[test]
    fn rows_and_tables_that_are_the_same() {
        let block = |own: &str, last: &str| {
            let columns = ["a", "b", "c"].map(|own| column(own, ColumnRole::Other)).to_vec();
            let cells = [("a", "-15706"), ("b", "-16424"), ("c", last)];
            table(own, columns, vec![row(&format!("rad-{own}"), &cells)])
        };
        assert_eq!(told(&RULE, &t2(vec![block("x", "718"), block("y", "718")])).len(), 1);
        assert!(told(&RULE, &t2(vec![block("x", "718"), block("y", "717")])).is_empty());
        let rows = |second: &str| {
            let columns = ["a", "b", "c"].map(|own| column(own, ColumnRole::Other)).to_vec();
            let one = row("ett", &[("a", "-15706"), ("b", "-16424"), ("c", "718")]);
            let two = row("tva", &[("a", "-15706"), ("b", "-16424"), ("c", second)]);
            t2(vec![table("tabell", columns, vec![one, two])])
        };
        assert_eq!(told(&RULE, &rows("718")).len(), 1);
        assert!(told(&RULE, &rows("719")).is_empty() && told(&RULE, &rows("")).is_empty());
    }
}
