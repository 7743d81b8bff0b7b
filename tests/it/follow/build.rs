//! Small years of one committee, to follow up.

use tertial::model::{
    Block, ColumnRole, FigureTable, Goal, GoalsBlock, Indicator, Markdown, Report, ReportKind,
    Risk, RisksBlock, RowKind, Subject, Year,
};
use tertial::number::{Figure, Unit};

use crate::golden::build::{self, report};
pub use crate::golden::build::{id, period};

/// A year of the committee `namnd`, with a file's id of its own: `ar-2026`.
pub fn year(number: u16, reports: Vec<Report>) -> Year {
    let mut year = Year { id: id(&format!("ar-{number}")), ..build::year(number, reports) };
    year.committee.id = id("namnd");
    year.committee.short = "PN".into();
    year
}

/// A report from January to the end of a month that holds one block. It is called after kind and
/// year: `t1-2026`.
pub fn until(kind: ReportKind, to: &str, block: Block) -> Report {
    let name = format!("{}-{}", kind.word(), &to[..4]);
    report(&name, kind, period(&format!("{}-01-01", &to[..4]), to), block)
}

pub fn t1(year: u16, block: Block) -> Report {
    until(ReportKind::T1, &format!("{year}-04-30"), block)
}

pub fn t2(year: u16, block: Block) -> Report {
    until(ReportKind::T2, &format!("{year}-08-31"), block)
}

/// A table of net cost as printed; its last row is the sum of the others.
pub fn net_cost(roles: &[ColumnRole], printed: &str) -> Block {
    let mut table = build::table(roles, printed);
    let last = table.rows.len() - 1;
    build::sum(&mut table, last, 0..last);
    Block::Figures(FigureTable { subject: Subject::NetCost, unit: Unit::Tkr, ..table })
}

/// A table of net cost with one row that has an id of its own.
pub fn one_row(name: &str, cells: &[(ColumnRole, &str)]) -> Block {
    let roles: Vec<ColumnRole> = cells.iter().map(|(role, _)| *role).collect();
    let figures: Vec<&str> = cells.iter().map(|(_, figure)| *figure).collect();
    let mut table = build::table(&roles, &format!("Resultat | {}", figures.join(" | ")));
    table.rows[0].id = id(name);
    table.rows[0].kind = RowKind::Total;
    Block::Figures(FigureTable { subject: Subject::NetCost, unit: Unit::Tkr, ..table })
}

/// A goal with one indicator.
pub fn indicator(indicator: Indicator) -> Block {
    let indicators = vec![Indicator { id: id("indikator"), ..indicator }];
    let goal = Goal { id: id("mal"), title: "Målet".into(), indicators, ..Goal::default() };
    Block::Goals(GoalsBlock { id: id("malen"), goals: vec![goal], ..GoalsBlock::default() })
}

/// An indicator's name and outcome.
pub fn outcome(name: &str, value: &str) -> Indicator {
    let mut indicator = Indicator { name: name.into(), ..Indicator::default() };
    indicator.outcome.value = Some(Figure::from_typed(value));
    indicator
}

/// A table of risks by id, likelihood and consequence.
pub fn risks(risks: &[(&str, u8, u8)]) -> Block {
    let risks = risks.iter().map(|(name, likelihood, consequence)| Risk {
        id: id(name),
        text: Markdown(format!("Risken {name}")),
        likelihood: Some(*likelihood),
        consequence: Some(*consequence),
        ..Risk::default()
    });
    Block::Risks(RisksBlock { id: id("risker"), risks: risks.collect(), ..RisksBlock::default() })
}
