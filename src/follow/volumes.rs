//! Volumes and prices: each series with what it costs.

use rust_decimal::Decimal;

use super::timeline::{Spot, find_block};
use super::{Pen, words};
use crate::compose::{block_pieces, values_row};
use crate::compute::{Derivation, accumulated_cost, month_cost};
use crate::document::{Align, Body, ChartSpec, Head, Marker, Series, Stroke, Table, TextLook};
use crate::model::{Block, Month, MonthKind, VolumeSeries};
use crate::number::{Unit, format_decimal};

fn block_of<'a>(spot: &Spot<'a>) -> Option<&'a Block> {
    find_block(spot.report, |block| matches!(block, Block::Volumes(_)).then_some(block))
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let own = line.latest_with(block_of);
    let any = || line.spots.iter().rev().find_map(|spot| Some((spot, block_of(spot)?)));
    let Some((spot, block)) = own.or_else(any) else {
        pen.panel("Volymer");
        return pen.text(TextLook::Body, "Inget av åren har volymer och priser.");
    };
    if spot.year.id != line.year.id {
        pen.panel("Volymer");
        let text = format!(
            "{} har inga volymer och priser. Här visas {}.",
            words::capital(&line.year.name()),
            spot.short()
        );
        pen.text(TextLook::Body, text);
    }
    let Block::Volumes(volumes) = block else { return };
    // What a series costs stands after its own tables and charts.
    let mut before: Option<&VolumeSeries> = None;
    for piece in block_pieces(&spot.context, block) {
        // Each series is a panel of its own.
        let Body::Heading { text, .. } = &piece.body else {
            pen.linked(piece);
            continue;
        };
        before.into_iter().for_each(|series| costs(pen, spot, series));
        before = volumes.series.iter().find(|series| series.id == piece.address.element);
        pen.panel_of(&piece.address.element, text, &spot.short(), piece.address.clone());
    }
    before.into_iter().for_each(|series| costs(pen, spot, series));
}

/// Cost per month, and accumulated against budget.
fn costs(pen: &mut Pen<'_>, spot: &Spot<'_>, series: &VolumeSeries) {
    let months: Option<Vec<Derivation>> =
        Month::all().map(|month| month_cost(&spot.context, series, month)).collect();
    let Some(months) = months else { return };
    let costs: Vec<Option<Decimal>> = months.iter().map(Derivation::number).collect();
    let sums = |budget| -> Vec<Option<Decimal>> {
        let sum = |month| accumulated_cost(&spot.context, series, month, budget)?.number();
        Month::all().map(sum).collect()
    };
    let is_actual = |index: usize| series.months.get(index) == Some(&MonthKind::Actual);
    let last = (0..12).rev().find(|index| is_actual(*index));
    let (actual, budget) = (sums(false), sums(true));
    let name = &series.name;
    let chart = |title: String, now: Vec<Option<Decimal>>, budget: Option<Vec<Option<Decimal>>>| {
        lines(&title, now, budget, last)
    };
    pen.chart(
        &format!("{}-manad", series.id),
        chart(format!("{name}: kostnad per månad, uppskattad"), costs, None),
    );
    let at = last.unwrap_or(11);
    let pair = actual.get(at).copied().flatten().zip(budget.get(at).copied().flatten());
    let title = match pair {
        Some((cost, plan)) if last.is_none() && cost > plan => "väntas bli dyrare än budget",
        Some((cost, plan)) if last.is_none() && cost < plan => "väntas bli billigare än budget",
        Some((cost, plan)) if cost > plan => "hittills dyrare än budget",
        Some((cost, plan)) if cost < plan => "hittills billigare än budget",
        Some(_) => "hittills som budget",
        None => "kostnad från årets början",
    };
    pen.chart(
        &format!("{}-ackumulerat", series.id),
        chart(format!("{name}: {title}"), actual, Some(budget)),
    );
}

/// Values by month, outcome and then forecast, in thousands of kronor.
fn lines(
    title: &str,
    values: Vec<Option<Decimal>>,
    budget: Option<Vec<Option<Decimal>>>,
    last: Option<usize>,
) -> ChartSpec {
    let part = |keep: &dyn Fn(usize) -> bool| -> Vec<Option<Decimal>> {
        values.iter().enumerate().map(|(i, v)| v.filter(|_| keep(i))).collect()
    };
    let actual = part(&|index| last.is_some_and(|last| index <= last));
    let forecast = part(&|index| last.is_none_or(|last| index >= last));
    let ends = |values: &[Option<Decimal>]| {
        let last = values.iter().flatten().next_back();
        last.map(|value| format_decimal(*value)).unwrap_or_default()
    };
    let mut alt = format!("Linjediagram. Till sist {} tkr.", ends(&values));
    let mut heads =
        vec![Head::new("Månad", Align::Start), Head::new("Utfall, prognos", Align::End)];
    let mut series = Vec::new();
    if let Some(budget) = &budget {
        alt.push_str(&format!(" Budget: {} tkr.", ends(budget)));
        heads.push(Head::new("Budget", Align::End));
        let values = budget.clone();
        series.push(Series { name: "Budget".into(), stroke: Stroke::Budget, values });
    }
    series.push(Series { name: "Utfall".into(), stroke: Stroke::Actual, values: actual });
    series.push(Series { name: "Prognos".into(), stroke: Stroke::Forecast, values: forecast });
    let rows = Month::all().map(|month| {
        let at = |list: &[Option<Decimal>]| list.get(month.index()).copied().flatten();
        let own = [Some(at(&values)), budget.as_ref().map(|budget| at(budget))];
        let own: Vec<Option<Decimal>> = own.into_iter().flatten().collect();
        values_row(month.name(), &own, Unit::Tkr)
    });
    ChartSpec {
        title: title.to_owned(),
        alt,
        unit: "tkr".to_owned(),
        categories: Month::all().map(|month| month.short().to_owned()).collect(),
        marker: last.filter(|last| *last < 11).map(|after| {
            let month = Month::all().nth(after).map_or("", Month::name);
            Marker { after, label: format!("efter {month}: prognos") }
        }),
        table: Table {
            heads: vec![heads],
            rows: rows.collect(),
            row_heads: true,
            ..Table::default()
        },
        series,
        ..ChartSpec::default()
    }
}
