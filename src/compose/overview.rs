//! Overviews with goals as columns and reports as rows.

use super::Composer;
use crate::document::{Align, Body, Cell, Head, Table, TableRow};
use crate::model::OverviewBlock;

impl Composer<'_> {
    pub(super) fn overview(&mut self, block: &OverviewBlock) {
        let at = self.at(&block.id);
        let heads = block.goals.iter().enumerate().map(|(index, goal)| {
            Head::new(&goal.title, Align::Start).at(at.field(format!("goals.{index}.title")))
        });
        let heads = [Head::new("", Align::Start)].into_iter().chain(heads).collect();
        let mut rows = Vec::new();
        for row in &block.rows {
            let at = self.at(&row.id);
            let mut cells = vec![Cell::plain(&row.title).field("title")];
            for goal in &block.goals {
                let stated = row.cells.iter().find(|cell| cell.goal == goal.goal);
                let at = at.field(goal.goal.as_str());
                let view = stated.map(|cell| self.status_view(at, &cell.status, None));
                cells.push(Cell::status(view.unwrap_or_default()).field(goal.goal.as_str()));
            }
            rows.push(TableRow { address: at, cells, ..TableRow::default() });
        }
        let table = Table {
            caption: block.caption.clone(),
            caption_at: self.caption_at(&self.at(&block.id)),
            heads: vec![heads],
            rows: rows.into(),
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }
}
