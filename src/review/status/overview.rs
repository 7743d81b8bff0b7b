//! An overview against the report's own tables, and against the reports its earlier rows are of.

use super::judged::{in_overview, in_row, in_table};
use super::words::{called, neuter, word};
use crate::model::{Block, OverviewBlock, OverviewRow, walk};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "oversikt",
    title: "Översikten säger något annat än tabellen",
    why: "Ett mål ska ha samma bedömning i översikten som i målets egen tabell i samma rapport.",
    group: Group::Status,
    severity: Severity::Error,
    limit: None,
    look: Look::Reports(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    walk::each_block(standing.report(), &mut |block| {
        let Block::Overview(block) = block else { return };
        if let Some(row) = block.rows.last() {
            against_tables(standing, block, row, found);
        }
        for row in block.rows.iter().rev().skip(1) {
            against_report(line, index, (block, row), found);
        }
    });
}

fn against_tables(
    standing: &Standing<'_>,
    block: &OverviewBlock,
    row: &OverviewRow,
    found: &mut Findings<'_>,
) {
    for column in &block.goals {
        let Some(status) = in_row(row, &column.goal) else { continue };
        let Some(Item::Goal(goal)) = standing.item(&column.goal) else { continue };
        let Some(table) = in_table(standing, goal).filter(|table| table.status != status) else {
            continue;
        };
        let strip = goal.strip.as_ref().and_then(|strip| {
            let month = strip.last.map_or(standing.report().period.to.month(), |last| last);
            strip.months.get(month.index()).filter(|month| **month == status)
        });
        let whose = if table.is_own { "det" } else { "målet under det" };
        let message = format!(
            "Målet {} är {} i översikten{}, men {whose} är {} i tabellen.",
            called(&column.title),
            neuter(status),
            if strip.is_some() { " och i månadsremsan" } else { "" },
            neuter(table.status),
        );
        // One goal under another need not decide it alone.
        let severity = if table.is_own { Severity::Error } else { Severity::Warning };
        let at = standing.context.at(&row.id).field(column.goal.as_str());
        let values = format!("{} | {}", word(status), word(table.status));
        found
            .add_as(severity, at, values, message)
            .hint("Låt målet ha samma bedömning på båda ställena.")
            .also(table.at);
    }
}

/// Rows before the last are those of earlier reports, and stand in their own overviews.
fn against_report(
    line: &Line<'_>,
    index: usize,
    (block, row): (&OverviewBlock, &OverviewRow),
    found: &mut Findings<'_>,
) {
    let own = &line.reports[index];
    let is_of = |standing: &&Standing<'_>| {
        !row.title.is_empty() && row.title.eq_ignore_ascii_case(&standing.short())
    };
    let mut reports = line.reports[..index].iter().rev().filter(|standing| !standing.is_plan());
    let Some(earlier) = reports.find(is_of) else { return };
    for column in &block.goals {
        let status = in_row(row, &column.goal);
        let then = in_overview(earlier, &column.goal);
        let Some((status, then)) = status.zip(then) else { continue };
        if status == then.status {
            continue;
        }
        let message = format!(
            "Målet {} är {} på raden {}, men var {} i den rapporten.",
            called(&column.title),
            neuter(status),
            row.title,
            neuter(then.status),
        );
        let at = own.context.at(&row.id).field(column.goal.as_str());
        found
            .add(at, format!("{} | {}", word(status), word(then.status)), message)
            .hint("Skriv den bedömning som rapporten hade.")
            .also(then.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Assessment, Goal, GoalsBlock, OverviewCell, OverviewGoal, ReportKind, Status,
    };
    use crate::review::tests::{found, id, report, t2, told, year};

    fn assessed(status: Status) -> Assessment {
        Assessment { status, ..Assessment::default() }
    }

    fn overview(rows: &[(&str, Status)]) -> Block {
        let row = |(title, status): &(&str, Status)| OverviewRow {
            id: id(&format!("rad-{}", title.to_lowercase())),
            title: (*title).into(),
            cells: vec![OverviewCell {
                goal: id("trygghet"),
                status: assessed(*status),
                ..OverviewCell::default()
            }],
            ..OverviewRow::default()
        };
        let column = OverviewGoal {
            goal: id("trygghet"),
            title: "1: Trygghet".into(),
            ..OverviewGoal::default()
        };
        Block::Overview(OverviewBlock {
            id: id("oversikt"),
            goals: vec![column],
            rows: rows.iter().map(row).collect(),
            ..OverviewBlock::default()
        })
    }

    fn table(own: Status, below: &[Status]) -> Block {
        let below = below.iter().enumerate().map(|(n, status)| Goal {
            id: id(&format!("namndmal-{n}")),
            status: assessed(*status),
            ..Goal::default()
        });
        let goal = Goal {
            id: id("trygghet"),
            status: assessed(own),
            goals: below.collect(),
            ..Goal::default()
        };
        Block::Goals(GoalsBlock { id: id("tabell"), goals: vec![goal], ..GoalsBlock::default() })
    }

    #[test]
    fn the_overview_and_the_table_differ() {
        use Status::{Green, Red, Unset, Yellow};
        let with = |own, below: &[Status]| {
            told(&RULE, &t2(vec![overview(&[("T2", Yellow)]), table(own, below)]))
        };
        let says = "rad-t2/trygghet: Målet ”1: Trygghet” är gult i översikten, men det är grönt i tabellen.";
        assert_eq!(with(Green, &[]), [says]);
        assert_eq!(with(Unset, &[Green]).len(), 1, "the only goal below speaks for it");
        assert!(with(Unset, &[Green, Red]).is_empty(), "several goals do not");
        assert!(with(Yellow, &[Green]).is_empty());
        assert!(with(Unset, &[]).is_empty());
    }

    #[test]
    fn earlier_rows_are_as_they_were() {
        let with = |then, now| {
            let t1 = report("t1", ReportKind::T1, vec![overview(&[("T1", then)])]);
            let rows = [("T1", now), ("T2", Status::Green)];
            let t2 = report("t2", ReportKind::T2, vec![overview(&rows)]);
            found(&RULE, &year(vec![t1, t2])).len()
        };
        assert_eq!(with(Status::Green, Status::Yellow), 1);
        assert_eq!(with(Status::Green, Status::Green), 0);
    }
}
