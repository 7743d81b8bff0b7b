//! Goals as columns, the year's reports as rows.

use super::Maker;
use super::chance::id;
use super::words::name_of;
use crate::model::{Assessment, Block, OverviewBlock, OverviewCell, OverviewGoal, OverviewRow};

impl Maker {
    /// The overview of a report, where the year states one.
    pub(super) fn overview(&self, report: usize) -> Vec<Block> {
        if !self.size.stated || self.stop(report).is_plan() {
            return Vec::new();
        }
        let goals = (0..self.goal_count()).map(|goal| OverviewGoal {
            goal: id("mal", goal + 1),
            title: name_of("mal", goal, 8),
            ..OverviewGoal::default()
        });
        let block = OverviewBlock {
            id: id("oversikt", 1),
            caption: "Måluppfyllelse under året".into(),
            goals: goals.collect(),
            rows: (1..=report).map(|row| self.overview_row(row)).collect(),
            ..OverviewBlock::default()
        };
        vec![Block::Overview(block)]
    }

    fn overview_row(&self, report: usize) -> OverviewRow {
        let stop = self.stop(report);
        let cells = (0..self.goal_count()).map(|goal| OverviewCell {
            goal: id("mal", goal + 1),
            status: Assessment {
                status: self.goal_status(goal, stop.month),
                ..Assessment::default()
            },
            ..OverviewCell::default()
        });
        OverviewRow {
            id: id("oversiktsrad", report),
            title: stop.short(),
            cells: cells.collect(),
            ..OverviewRow::default()
        }
    }
}
