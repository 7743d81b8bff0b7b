//! Each row of the economy over the reports: forecasts, deviations, last year, accuracy.

mod bridge;
mod years;

use rust_decimal::Decimal;

use super::timeline::{Spot, find_block};
use super::{Pen, computed_cell, explained_cell, figure_cell, plain_cell};
use crate::compose::{block_pieces, forecast_against_budget, values_row};
use crate::compute::{Derivation, Formula, Input, Sheet};
use crate::document::{
    Align, Body, Cell, ChartSpec, FigureView, Head, RowKind as Look, Series, Stroke, Table,
    TableRow, TextLook,
};
use crate::model::{
    Address, Block, Column, ColumnRole, FigureTable, Id, Row, RowKind, SignConvention, Subject,
};
use crate::number::{NO_BREAK, Unit, format_decimal, format_signed, format_with_unit};

/// The net-cost table of a report, with its computed cells.
pub(super) struct Net<'a> {
    pub(super) spot: &'a Spot<'a>,
    pub(super) table: &'a FigureTable,
    pub(super) sheet: Sheet<'a, 'a, 'a>,
}

/// A figure with where it stands.
#[derive(Clone)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) at: Address,
    /// Whether it stands there, and is not computed.
    pub(super) is_stated: bool,
}

impl<'a> Net<'a> {
    pub(super) fn of(spot: &'a Spot<'a>) -> Option<Self> {
        let is_net = |block: &'a Block| match block {
            Block::Figures(table) if table.subject == Subject::NetCost => Some(table),
            _ => None,
        };
        // Of several the one that sums up the committee.
        let has_total =
            |table: &&FigureTable| table.rows.iter().any(|row| row.kind == RowKind::Total);
        let summed = find_block(spot.report, |block| is_net(block).filter(has_total));
        let table = summed.or_else(|| find_block(spot.report, is_net))?;
        Some(Self { spot, table, sheet: Sheet::new(&spot.context, table) })
    }

    /// Whether it forecasts the year, so that there is something to say of it.
    pub(super) fn has_forecast(&self) -> bool {
        let total = self.total();
        total.and_then(|row| self.amount(row, ColumnRole::YearDeviation)).is_some()
    }

    /// Whether amounts of two tables can be held against each other.
    pub(super) fn is_like(&self, other: &Net<'_>) -> bool {
        (self.table.unit, self.table.sign) == (other.table.unit, other.table.sign)
    }

    /// The table's last total.
    pub(super) fn total(&self) -> Option<&'a Row> {
        self.table.rows.iter().rev().find(|row| row.kind == RowKind::Total)
    }

    pub(super) fn row(&self, id: &str) -> Option<&'a Row> {
        self.table.rows.iter().find(|row| row.id.as_str() == id)
    }

    fn column(&self, role: ColumnRole) -> Option<&'a Column> {
        self.sheet.role(role)
    }

    /// The figure of a row under a role, stated or computed.
    pub(super) fn amount(&self, row: &'a Row, role: ColumnRole) -> Option<Amount> {
        let column = self.column(role)?;
        let cell = self.sheet.cell(row, column);
        let (value, is_stated) = (cell.number()?, cell.stated.is_some());
        Some(Amount { value, at: self.spot.at(&row.id).field(column.id.as_str()), is_stated })
    }

    /// Whether a bigger figure is worse.
    pub(super) fn more_is_worse(&self) -> bool {
        self.table.sign == SignConvention::CostPositive
    }

    /// An amount as people say it: thousands in millions with one decimal.
    pub(super) fn as_said(&self, amount: &Amount) -> (Decimal, &'static str) {
        let millions = in_millions(self.table.unit, amount).and_then(|amount| amount.number());
        millions.map_or((amount.value, self.unit()), |millions| (millions, "mnkr"))
    }

    /// What this table is of, for sentences.
    pub(super) fn unit(&self) -> &'static str {
        self.table.unit.label()
    }
}

/// All net-cost tables of the line, the earliest first.
pub(super) fn nets<'a>(pen: &Pen<'a>) -> Vec<Net<'a>> {
    pen.line.spots.iter().filter_map(Net::of).collect()
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let nets = nets(pen);
    // Tables in another unit or with other signs are shown as they are below, and not compared.
    let latest =
        nets.iter().rfind(|net| net.spot.year.id == pen.line.year.id && net.has_forecast());
    let own: Vec<&Net<'_>> = nets
        .iter()
        .filter(|net| net.spot.year.id == pen.line.year.id && net.has_forecast())
        .filter(|net| latest.is_some_and(|latest| latest.is_like(net)))
        .collect();
    match own.last() {
        None => {
            pen.panel("Nettokostnad");
            pen.text(TextLook::Body, "Årets rapporter har ingen prognos över nettokostnaden än.");
        }
        Some(latest) => {
            headline(pen, latest);
            history(pen, &own);
            bridge::compose(pen, &own);
        }
    }
    years::compose(pen, &nets);
    tables(pen);
}

/// The forecast's deviation in one figure, with its size against budget.
pub(super) fn headline(pen: &mut Pen<'_>, net: &Net<'_>) {
    pen.panel("Prognos för helåret");
    figure(pen, net);
    if let Some(chart) = forecast_against_budget(&net.sheet, net.table) {
        pen.chart("prognos-mot-budget", chart);
    }
}

/// The deviation as people say it, and what it is measured against.
pub(super) fn figure(pen: &mut Pen<'_>, net: &Net<'_>) {
    let Some(total) = net.total() else { return };
    let Some(deviation) = net.amount(total, ColumnRole::YearDeviation) else { return };
    let (value, unit) = net.as_said(&deviation);
    let text = format!("{}{NO_BREAK}{unit}", format_signed(value));
    if let Some(derivation) = in_millions(net.table.unit, &deviation) {
        pen.document.derivations.push((deviation.at.clone(), derivation));
    }
    let mut says = vec![format!("mot budget, efter {}.", net.spot.short())];
    if let Some(percent) = share(net, total) {
        says.push(format!("Det är {} av budgeten.", format_with_unit(percent, Unit::Percent)));
    }
    if let Some(change) = change(net) {
        let change = format!("{}{NO_BREAK}{}", format_signed(change.value), net.unit());
        says.push(format!("Prognosen har ändrats med {change} sedan förra prognosen."));
    }
    let figure = FigureView { text, computed: true, ..FigureView::default() };
    let body = Body::Figure { figure, says: says.join(" "), link: deviation.at };
    pen.push(Address::default(), body);
}

fn in_millions(unit: Unit, amount: &Amount) -> Option<Derivation> {
    let inputs = vec![
        Input::number("Avvikelse", amount.at.clone(), amount.value),
        Input::constant("Tusental", Decimal::ONE_THOUSAND),
    ];
    if unit == Unit::Tkr { Derivation::new(Formula::Quotient(1), inputs) } else { None }
}

/// The size of the year's deviation in percent of the budget.
fn share(net: &Net<'_>, row: &Row) -> Option<Decimal> {
    let share = net.sheet.budget_share(net.row(row.id.as_str())?)?;
    Some(share.number()?.abs())
}

/// The stated change of forecast: a row of the table, a column, or a table of its own.
pub(super) fn change(net: &Net<'_>) -> Option<Amount> {
    let stated = |table: &FigureTable| {
        let row = table.rows.iter().find(|row| row.kind == RowKind::ForecastChange)?;
        let is_forecast = |id: &Id| {
            let column = table.columns.iter().find(|column| column.id == *id);
            column.is_some_and(|column| column.role == ColumnRole::Forecast)
        };
        let mut cells = row.cells.iter();
        let cell = row.cells.iter().find(|(id, _)| is_forecast(id)).or_else(|| cells.next());
        let (column, figure) = cell?;
        let at = net.spot.at(&row.id).field(column.as_str());
        Some(Amount { value: figure.value()?, at, is_stated: true })
    };
    let mut found = stated(net.table);
    crate::model::walk::each_block(net.spot.report, &mut |block| {
        if let Block::Figures(table) = block {
            // A table in another unit says it in other numbers.
            let is_like = (table.unit, table.sign) == (net.table.unit, net.table.sign);
            found = found.clone().or_else(|| stated(table).filter(|_| is_like));
        }
    });
    found.or_else(|| net.amount(net.total()?, ColumnRole::ForecastChange))
}

/// Rows that carry figures of their own.
pub(super) fn is_shown(row: &Row) -> bool {
    !matches!(row.kind, RowKind::Head | RowKind::Group | RowKind::ForecastChange)
}

fn look(row: &Row) -> Look {
    match row.kind {
        RowKind::Subtotal => Look::Sum,
        RowKind::Total => Look::Total,
        RowKind::OfWhich => Look::OfWhich,
        RowKind::Buffer | RowKind::Memo | RowKind::ForecastChange => Look::Memo,
        _ => Look::Item,
    }
}

/// Each row's forecasts over the year's reports, against budget.
fn history(pen: &mut Pen<'_>, own: &[&Net<'_>]) {
    let Some(latest) = own.last() else { return };
    pen.panel("Rad för rad");
    let mut heads = vec![Head::new("Rad", Align::Start)];
    heads.extend(
        own.iter().map(|net| Head::new(format!("Prognos {}", net.spot.short()), Align::End)),
    );
    heads.extend(
        ["Budget", "Avvikelse", "% av budget", "Mot förra året"]
            .map(|title| Head::new(title, Align::End)),
    );
    let mut rows = Vec::new();
    for row in latest.table.rows.iter().filter(|row| is_shown(row)) {
        let at = latest.spot.at(&row.id);
        let mut cells = vec![plain_cell(&row.label, at.field("label")).field("label")];
        for net in own {
            let found = net.row(row.id.as_str());
            let amount = found.and_then(|row| net.amount(row, ColumnRole::Forecast));
            cells.push(amount_cell(amount, net.table.unit));
        }
        cells.push(amount_cell(latest.amount(row, ColumnRole::YearBudget), latest.table.unit));
        cells.push(signed_cell(latest.amount(row, ColumnRole::YearDeviation)));
        let percent = share(latest, row).map(|share| format_with_unit(share, Unit::Percent));
        let explained = Some(at.field("share"));
        let percent = percent.map(|text| Cell { explained, ..explained_cell(text, at) });
        cells.push(percent.unwrap_or_default());
        cells.push(signed_cell(latest.amount(row, ColumnRole::AgainstLastYear)));
        let address = pen.at(&row.id);
        rows.push(TableRow { address, kind: look(row), cells, ..TableRow::default() });
    }
    let caption = latest.table.unit.label().to_owned();
    pen.table(Table {
        caption,
        heads: vec![heads],
        rows: rows.into(),
        row_heads: true,
        ..Table::default()
    });
    if own.len() > 1 {
        forecast_chart(pen, own);
    }
}

pub(super) fn amount_cell(amount: Option<Amount>, unit: Unit) -> Cell {
    amount.map_or_else(empty, |amount| shown(format_with_unit(amount.value, unit), amount))
}

pub(super) fn signed_cell(amount: Option<Amount>) -> Cell {
    amount.map_or_else(empty, |amount| shown(format_signed(amount.value), amount))
}

fn shown(text: String, amount: Amount) -> Cell {
    match amount.is_stated {
        true => figure_cell(text, amount.at),
        false => computed_cell(text, amount.at),
    }
}

fn empty() -> Cell {
    Cell { align: Align::End, ..Cell::default() }
}

/// The total's forecast from report to report, against budget.
fn forecast_chart(pen: &mut Pen<'_>, own: &[&Net<'_>]) {
    let value = |net: &Net<'_>, role| Some(net.amount(net.total()?, role)?.value);
    let labels: Vec<String> = own.iter().map(|net| net.spot.short()).collect();
    let forecast: Vec<Option<Decimal>> =
        own.iter().map(|net| value(net, ColumnRole::Forecast)).collect();
    let budget: Vec<Option<Decimal>> =
        own.iter().map(|net| value(net, ColumnRole::YearBudget)).collect();
    let known: Vec<(&String, Decimal)> = labels
        .iter()
        .zip(&forecast)
        .filter_map(|(label, value)| Some((label, (*value)?)))
        .collect();
    let [(from, first), .., (to, last)] = known.as_slice() else { return };
    let more_is_worse = own.last().is_some_and(|net| net.more_is_worse());
    let way = match last.cmp(first) {
        std::cmp::Ordering::Equal => format!("oförändrad sedan {from}"),
        order => match (order == std::cmp::Ordering::Greater) == more_is_worse {
            true => format!("sämre än i {from}"),
            false => format!("bättre än i {from}"),
        },
    };
    let unit = own.last().map(|net| net.table.unit).unwrap_or_default();
    let rows = labels.iter().zip(forecast.iter().zip(&budget));
    let rows =
        rows.map(|(label, (forecast, budget))| values_row(label, &[*forecast, *budget], unit));
    let heads = vec![
        Head::new("Rapport", Align::Start),
        Head::new("Prognos", Align::End),
        Head::new("Budget", Align::End),
    ];
    let chart = ChartSpec {
        title: format!("Helårsprognosen är {way}"),
        alt: format!(
            "Linjediagram. Prognos {} i {from}, {} i {to}.",
            format_decimal(*first),
            format_decimal(*last),
        ),
        unit: unit.label().to_owned(),
        table: Table {
            heads: vec![heads],
            rows: rows.collect(),
            row_heads: true,
            ..Table::default()
        },
        categories: labels,
        series: vec![
            Series { name: "Budget".into(), stroke: Stroke::Budget, values: budget },
            Series { name: "Prognos".into(), stroke: Stroke::Forecast, values: forecast },
        ],
        ..ChartSpec::default()
    };
    pen.chart("prognosens-vag", chart);
}

/// The tables as the latest report that has them shows them.
fn tables(pen: &mut Pen<'_>) {
    let line = pen.line;
    let subjects = [
        (Subject::IncomeStatement, "Resultaträkning"),
        (Subject::NetCost, "Nettokostnad"),
        (Subject::OperatingBudget, "Driftbudget"),
        (Subject::Grant, "Kommunbidrag"),
    ];
    for (subject, title) in subjects {
        let of_subject =
            |block: &Block| matches!(block, Block::Figures(table) if table.subject == subject);
        let mut latest = None;
        for (_, spot) in line.own() {
            let mut blocks = Vec::new();
            crate::model::walk::each_block(spot.report, &mut |block| {
                if of_subject(block) {
                    blocks.push(block);
                }
            });
            if !blocks.is_empty() {
                latest = Some((spot, blocks));
            }
        }
        let Some((spot, blocks)) = latest else { continue };
        pen.panel(&format!("{title}, {}", spot.short()));
        for block in blocks {
            let pieces = block_pieces(&spot.context, block).into_iter();
            for piece in pieces.filter(|piece| matches!(piece.body, Body::Table(_))) {
                pen.linked(piece);
            }
        }
    }
}
