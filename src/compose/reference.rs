//! The annual wheel, governing documents, decisions, accounts and free tables.

use super::{Composer, figure, nodes, text_cell};
use crate::document::markdown::{self, Span, TextNode};
use crate::document::{Align, Body, Cell, Head, StatusView, Table, TableRow, TextLook};
use crate::model::{
    AccountsBlock, DecisionsBlock, GoverningBlock, GoverningDocument, Status, TableBlock,
    TableCell, TableHead, WheelBlock,
};
use crate::number::Unit;

impl Composer<'_> {
    pub(super) fn wheel(&mut self, block: &WheelBlock, level: u8) {
        for slot in &block.slots {
            self.heading(self.at(&slot.id), level, &slot.title, "");
            let items = slot.items.iter().map(|item| (item.id.to_string(), nodes(&item.text)));
            let list = TextNode::Elements(items.collect());
            self.push(self.at(&slot.id).field("items"), Body::Text(TextLook::Body, vec![list]));
        }
    }

    pub(super) fn governing(&mut self, block: &GoverningBlock, level: u8) {
        for group in &block.groups {
            if group.title.is_empty() {
                self.also.push(self.at(&group.id));
            } else {
                self.heading(self.at(&group.id), level, &group.title, "");
            }
            let items = group.documents.iter();
            let items = items.map(|item| (item.id.to_string(), governing_item(item))).collect();
            let list = TextNode::Elements(items);
            let at = self.at(&group.id).field("documents");
            self.push(at, Body::Text(TextLook::Body, vec![list]));
        }
        self.text(&block.id, TextLook::Small, &block.note);
    }

    pub(super) fn decisions(&mut self, block: &DecisionsBlock, level: u8) {
        for decision in &block.decisions {
            self.heading(self.at(&decision.id), level, &decision.title, "");
            let in_force = decision.in_force.map(|date| format!("I kraft {}.", date.in_text()));
            let law = Some(decision.law.clone()).filter(|law| !law.is_empty());
            let line: Vec<String> = law.into_iter().chain(in_force).collect();
            if !line.is_empty() {
                let body = Body::Text(TextLook::Small, markdown::paragraph(line.join(" · ")));
                self.push(self.at(&decision.id).field("law"), body);
            }
            self.text(&decision.id, TextLook::Body, &decision.text);
        }
    }

    pub(super) fn accounts(&mut self, block: &AccountsBlock, level: u8) {
        for account in &block.accounts {
            let period = account.period.as_ref().map(|period| period.in_text());
            let at = self.at(&account.id);
            self.heading(at.clone(), level, &account.title, &period.unwrap_or_default());
            let mut lines = Vec::new();
            let show = |count: &crate::number::Figure| {
                format!("{} {}", count.show(account.unit), account.unit.label()).trim().to_owned()
            };
            lines.extend(account.count.as_ref().map(|count| format!("Antal: {}", show(count))));
            lines.extend(account.parts.iter().map(|part| {
                let count = part.count.as_ref().map(show).unwrap_or_default();
                format!("{}: {count}", part.label)
            }));
            self.also.extend(account.parts.iter().map(|part| self.context.at(&part.id)));
            if !lines.is_empty() {
                let items = lines.into_iter().map(markdown::paragraph).collect();
                let list = TextNode::List { ordered: false, items };
                self.push(at.field("count"), Body::Text(TextLook::Body, vec![list]));
            }
            self.text(&account.id, TextLook::Body, &account.text);
        }
    }

    pub(super) fn table(&mut self, block: &TableBlock) {
        let heads =
            block.heads.iter().map(|head| Head::new(&head.title, column_align(block, head)));
        let rows = block.rows.iter().map(|row| TableRow {
            address: self.at(&row.id),
            cells: row
                .cells
                .iter()
                .enumerate()
                .map(|(index, cell)| free_cell(cell, block.heads.get(index)))
                .collect(),
            ..TableRow::default()
        });
        let table = Table {
            caption: block.caption.clone(),
            heads: vec![heads.collect()],
            rows: rows.collect(),
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }
}

fn governing_item(document: &GoverningDocument) -> Vec<TextNode> {
    let year = Some(document.adopted).filter(|year| *year > 0).map(|year| year.to_string());
    let rider = Some(document.rider.clone()).filter(|rider| !rider.is_empty());
    let facts: Vec<String> = year.into_iter().chain(rider).collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    vec![TextNode::Paragraph(vec![Span {
        text: format!("{}{facts}", document.title),
        ..Span::default()
    }])]
}

/// A column is aligned as its cells are: right where they hold figures.
fn column_align(block: &TableBlock, head: &TableHead) -> Align {
    let at = block.heads.iter().position(|other| other.id == head.id);
    let is_figure = |row: &crate::model::TableRow| {
        at.and_then(|at| row.cells.get(at)).is_some_and(|cell| cell.figure.is_some())
    };
    if block.rows.iter().any(is_figure) { Align::End } else { Align::Start }
}

fn free_cell(cell: &TableCell, head: Option<&TableHead>) -> Cell {
    let unit = head.map_or(Unit::Number, |head| head.unit);
    if let Some(figure) = &cell.figure {
        return Cell::figure(figure::view(Some(figure), None, unit));
    }
    if cell.status != Status::Unset {
        return Cell::status(StatusView { status: cell.status, ..StatusView::default() });
    }
    text_cell(&cell.text)
}
