//! Lists while one writes: each of their texts, dates and figures has a place then, in a table of
//! its own. What is read and printed is the list.

use super::goals::span;
use super::{Composer, figure, text_cell};
use crate::document::markdown::TextNode;
use crate::document::{Align, Body, Cell, Head, RowItem, Table, TableRow, TextLook};
use crate::model::{
    Account, Address, Assignment, AssignmentGroup, Goal, GoalsBlock, GoverningDocument,
    GoverningGroup, WheelSlot,
};
use crate::number::Figure;

/// An element with what is written of it.
type Row = (Address, Vec<Cell>);

impl Composer<'_> {
    /// A list as a table: a row for each of its elements.
    pub(super) fn list_table(&mut self, at: Address, heads: &[&str], rows: Vec<Row>) {
        let row = |(address, cells): Row| {
            // What the list belongs to is no item of it.
            let is_own = address.element != at.element;
            let item = if is_own { RowItem::Own } else { RowItem::None };
            TableRow { address, cells, item, ..TableRow::default() }
        };
        let heads = heads.iter().map(|head| Head::new(*head, Align::Start)).collect();
        let rows = rows.into_iter().map(row).collect();
        let table = Table { heads: vec![heads], rows, row_heads: true, ..Table::default() };
        self.push(at, Body::Table(table));
    }

    /// A title that is edited by itself.
    pub(super) fn heading_text(&mut self, at: Address, title: &str) {
        let heading = [TextNode::Heading(vec![span(title)])].into_iter();
        let heading = heading.filter(|_| !title.is_empty()).collect();
        self.push(at, Body::Text(TextLook::Body, heading));
    }

    pub(super) fn wheel_rows(&self, slot: &WheelSlot) -> Vec<Row> {
        let items = slot.items.iter();
        items.map(|item| (self.at(&item.id), vec![text_cell(&item.text).field("text")])).collect()
    }

    pub(super) fn governing_rows(&self, group: &GoverningGroup) -> Vec<Row> {
        let row = |document: &GoverningDocument| {
            let year = Some(document.adopted).filter(|year| *year > 0);
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            let cells = vec![
                Cell::plain(&document.title).field("title"),
                Cell::plain(year).field("adopted"),
                Cell::plain(&document.rider).field("rider"),
            ];
            (self.at(&document.id), cells)
        };
        group.documents.iter().map(row).collect()
    }

    /// What was counted, and how it is made up.
    pub(super) fn count_rows(&self, account: &Account) -> Vec<Row> {
        let figure = |count: Option<&Figure>| {
            Cell::figure(figure::view(count, None, account.unit)).field("count")
        };
        let all = vec![Cell::plain("Antal"), figure(account.count.as_ref())];
        let parts = account.parts.iter().map(|part| {
            let cells = vec![Cell::plain(&part.label).field("label"), figure(part.count.as_ref())];
            (self.at(&part.id), cells)
        });
        [(self.at(&account.id), all)].into_iter().chain(parts).collect()
    }

    pub(super) fn assignment_rows(&mut self, group: &AssignmentGroup) {
        let row = |item: &Assignment| {
            let cells =
                vec![text_cell(&item.text).field("text"), text_cell(&item.aim).field("aim")];
            (self.at(&item.id), cells)
        };
        let rows = group.assignments.iter().map(row).collect();
        let at = self.at(&group.id).field("assignments");
        self.list_table(at, &["Uppdrag", "Syfte"], rows);
    }

    /// Goals in a list, those under others indented.
    pub(super) fn goal_rows_of_list(&mut self, block: &GoalsBlock, goals: &[Goal]) {
        let mut rows = Vec::new();
        self.list_goals(goals, 0, &mut rows);
        let heads = ["Mål", "Beskrivning"].map(|head| Head::new(head, Align::Start)).to_vec();
        let at = self.at(&block.id);
        let table = Table {
            caption: block.caption.clone(),
            caption_at: Some(at.field("caption")),
            heads: vec![heads],
            rows: rows.into(),
            row_heads: true,
            ..Table::default()
        };
        self.push(at, Body::Table(table));
    }

    fn list_goals(&self, goals: &[Goal], level: u8, rows: &mut Vec<TableRow>) {
        for goal in goals {
            let title = self.title_cell(goal);
            let cells = vec![title, text_cell(&goal.description).field("description")];
            rows.push(TableRow { address: self.at(&goal.id), level, cells, ..TableRow::default() });
            self.list_goals(&goal.goals, level.saturating_add(1), rows);
        }
    }
}
