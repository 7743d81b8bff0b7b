//! Small years to compute in, made from tables as they are printed.

use std::sync::Arc;

use rust_decimal::Decimal;
use tertial::compute::{self, Agreement, Context, FigureCell as Cell};
use tertial::model::{
    Block, Column, ColumnRole, Date, FigureTable, Id, Period, Report, ReportKind, Row, RowKind,
    Section, Year,
};
use tertial::number::{Figure, parse_decimal};

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn number(text: &str) -> Decimal {
    parse_decimal(text).unwrap_or_else(|| panic!("{text:?} is no number"))
}

pub fn period(from: &str, to: &str) -> Period {
    let date = |text| Date::parse(text).unwrap();
    Period { from: date(from), to: date(to), ..Period::default() }
}

/// A table as printed: a line per row, the label and the cells set apart by `|`. Rows get the ids
/// `r0`, `r1` … and columns `c0`, `c1` …
pub fn table(roles: &[ColumnRole], printed: &str) -> FigureTable {
    let column = |(index, role): (usize, &ColumnRole)| Column {
        id: id(&format!("c{index}")),
        title: format!("Kolumn {index}"),
        role: *role,
        ..Column::default()
    };
    let lines = printed.lines().map(str::trim).filter(|line| !line.is_empty());
    FigureTable {
        id: id("tabell"),
        columns: roles.iter().enumerate().map(column).collect(),
        rows: lines.enumerate().map(|(index, line)| row(index, line)).collect(),
        ..FigureTable::default()
    }
}

fn row(index: usize, line: &str) -> Row {
    let mut parts = line.split('|').map(str::trim);
    let label = parts.next().unwrap_or_default().to_owned();
    let mut row = Row { id: id(&format!("r{index}")), label, ..Row::default() };
    for (index, text) in parts.enumerate().filter(|(_, text)| !text.is_empty()) {
        let figure = Figure::from_typed(text);
        assert!(figure.value().is_some(), "{text:?} is no number");
        row.cells.set(&id(&format!("c{index}")), Some(figure));
    }
    row
}

/// Makes a row the sum of others.
pub fn sum(table: &mut FigureTable, row: usize, of: impl IntoIterator<Item = usize>) {
    table.rows[row].kind = RowKind::Total;
    table.rows[row].sum = of.into_iter().map(|index| id(&format!("r{index}"))).collect();
}

/// A report that holds one block.
pub fn report(name: &str, kind: ReportKind, period: Period, block: Block) -> Report {
    let section = Section { id: id("avsnitt"), blocks: vec![block], ..Section::default() };
    let sections = vec![Arc::new(section)];
    Report { id: id(name), kind, period, sections, ..Report::default() }
}

pub fn year(number: u16, reports: Vec<Report>) -> Year {
    let reports = reports.into_iter().map(Arc::new).collect();
    Year { id: id("prov"), year: number, reports, ..Year::default() }
}

/// The cell of a row and a column of a table that stands in no other report.
pub fn cell(table: &FigureTable, row: usize, column: usize) -> Cell {
    let block = Block::Figures(table.clone());
    let period = period("2023-01-01", "2023-04-30");
    let year = year(2023, vec![report("t1", ReportKind::T1, period, block)]);
    let context = Context::new(&year, &year.reports[0]);
    compute::Sheet::new(&context, table).cell(&table.rows[row], &table.columns[column])
}

/// The computed number of a cell.
pub fn computed(table: &FigureTable, row: usize, column: usize) -> Option<Decimal> {
    cell(table, row, column).computed.and_then(|derivation| derivation.number())
}

/// Every printed figure that can be computed agrees. Gives how many could be.
pub fn assert_agrees(table: &FigureTable) -> usize {
    let mut count = 0;
    for row in 0..table.rows.len() {
        for column in 0..table.columns.len() {
            let cell = cell(table, row, column);
            assert_ne!(
                cell.agreement,
                Some(Agreement::Differs),
                "{}, column {column}: {cell:?}",
                table.rows[row].label
            );
            count += usize::from(cell.agreement.is_some());
        }
    }
    count
}
