//! The annual wheel, governing documents, decisions, accounts and free tables.

use super::{Composer, assignments, figure, nodes, text_cell};
use crate::document::markdown::{self, Span, TextNode};
use crate::document::{Align, Body, Cell, Head, StatusView, Table, TableRow, TextLook};
use crate::model::{
    Account, AccountsBlock, Address, DecisionsBlock, GoverningBlock, GoverningDocument, Period,
    Status, TableBlock, TableCell, TableHead, TableRow as Row, WheelBlock,
};
use crate::number::Unit;

impl Composer<'_> {
    pub(super) fn wheel(&mut self, block: &WheelBlock, level: u8) {
        for slot in &block.slots {
            self.heading(self.at(&slot.id), level, &slot.title, "");
            let at = self.at(&slot.id).field("items");
            if self.writing {
                self.list_table(at, &["Vad som görs"], self.wheel_rows(slot));
                continue;
            }
            let items = slot.items.iter().map(|item| (item.id.to_string(), nodes(&item.text)));
            let list = TextNode::Elements(items.collect());
            self.push(at, Body::Text(TextLook::Body, vec![list]));
        }
    }

    pub(super) fn governing(&mut self, block: &GoverningBlock, level: u8) {
        for group in &block.groups {
            if group.title.is_empty() {
                self.also.push(self.at(&group.id));
            } else {
                self.heading(self.at(&group.id), level, &group.title, "");
            }
            let at = self.at(&group.id).field("documents");
            if self.writing {
                let heads = ["Dokument", "Antaget eller reviderat år", "Tillägg"];
                self.list_table(at, &heads, self.governing_rows(group));
                continue;
            }
            let items = group.documents.iter();
            let items = items.map(|item| (item.id.to_string(), governing_item(item))).collect();
            let list = TextNode::Elements(items);
            self.push(at, Body::Text(TextLook::Body, vec![list]));
        }
        self.text(self.at(&block.id).field("note"), TextLook::Small, &block.note);
    }

    pub(super) fn decisions(&mut self, block: &DecisionsBlock, level: u8) {
        for decision in &block.decisions {
            let at = self.at(&decision.id);
            self.heading(at.clone(), level, &decision.title, "");
            let in_force = decision.in_force;
            let line = in_force.map(|date| format!("I kraft {}.", date.in_text()));
            let law = Some(decision.law.clone()).filter(|law| !law.is_empty());
            let line: Vec<String> = law.into_iter().chain(line).collect();
            if self.writing {
                let cells = vec![
                    Cell::plain(&decision.law).field("law"),
                    assignments::date_cell(in_force).field("in_force"),
                ];
                let heads = ["Lag eller proposition", "Träder i kraft"];
                self.list_table(at.field("law"), &heads, vec![(at.clone(), cells)]);
            } else if !line.is_empty() {
                let body = Body::Text(TextLook::Small, markdown::paragraph(line.join(" · ")));
                self.push(at.field("law"), body);
            }
            self.text(at.field("text"), TextLook::Body, &decision.text);
        }
    }

    pub(super) fn accounts(&mut self, block: &AccountsBlock, level: u8) {
        for account in &block.accounts {
            let period = account.period.as_ref();
            let at = self.at(&account.id);
            if account.untitled {
                self.also.push(at.clone());
            } else {
                let kicker = period.map(Period::in_text).unwrap_or_default();
                let places = self.period_places(&at, period);
                self.heading_with(at.clone(), level, &account.title, (&kicker, places));
            }
            if self.writing {
                let unit = Some(account.unit.label()).filter(|unit| !unit.is_empty());
                let heads = ["Vad som räknas", unit.unwrap_or("Antal")];
                self.list_table(at.field("count"), &heads, self.count_rows(account));
            } else {
                self.count_list(account);
            }
            self.text(at.field("text"), TextLook::Body, &account.text);
        }
    }

    /// What was counted, and how it is made up.
    fn count_list(&mut self, account: &Account) {
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
            let at = self.at(&account.id).field("count");
            self.push(at, Body::Text(TextLook::Body, vec![list]));
        }
    }

    pub(super) fn table(&mut self, block: &TableBlock) {
        let rows = block.rows.iter().map(|row| TableRow {
            address: self.at(&row.id),
            cells: self.free_cells(block, row),
            ..TableRow::default()
        });
        let table = Table {
            caption: block.caption.clone(),
            caption_at: self.caption_at(&self.at(&block.id)),
            heads: free_heads(&self.at(&block.id), block),
            rows: rows.collect(),
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }
}

impl Composer<'_> {
    /// The cells of a row of a free table. While one writes it has one under each head.
    fn free_cells(&self, block: &TableBlock, row: &Row) -> Vec<Cell> {
        let heads = if self.writing { block.heads.len() } else { 0 };
        let none = TableCell::default();
        let cell = |index: usize| {
            let (own, head) = (row.cells.get(index).unwrap_or(&none), block.heads.get(index));
            let cell = free_cell(own, head);
            cell.field(format!("cells.{index}.{}", free_member(block, own, index)))
        };
        (0..row.cells.len().max(heads)).map(cell).collect()
    }
}

/// One row of heads, or two where columns are grouped.
fn free_heads(at: &Address, block: &TableBlock) -> Vec<Vec<Head>> {
    let rows = if block.heads.iter().any(|head| !head.group.is_empty()) { 2 } else { 1 };
    let own = |(index, head): (usize, &TableHead), rows: usize| {
        let title_at = at.field(format!("heads.{index}.title"));
        Head { rows, ..Head::new(&head.title, column_align(block, head)).at(title_at) }
    };
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let heads: Vec<(usize, &TableHead)> = block.heads.iter().enumerate().collect();
    let is_one = |a: &(usize, &TableHead), b: &(usize, &TableHead)| {
        a.1.group == b.1.group && !a.1.group.is_empty()
    };
    for group in heads.chunk_by(is_one) {
        let Some((first, head)) = group.first().filter(|(_, head)| !head.group.is_empty()) else {
            upper.extend(group.iter().map(|head| own(*head, rows)));
            continue;
        };
        let group_at = at.field(format!("column-group.{first}"));
        let head = Head::new(&head.group, Align::Center).at(group_at);
        upper.push(Head { columns: group.len(), ..head });
        lower.extend(group.iter().map(|head| own(*head, 1)));
    }
    if lower.is_empty() { vec![upper] } else { vec![upper, lower] }
}

/// What of a cell is typed: what it has, and of an empty one what others of its column have.
fn free_member(block: &TableBlock, cell: &TableCell, column: usize) -> &'static str {
    let of = |cell: &TableCell| match cell {
        cell if cell.figure.is_some() => Some("figure"),
        cell if cell.status != Status::Unset => Some("status"),
        cell if !cell.text.is_empty() => Some("text"),
        _ => None,
    };
    let others = || block.rows.iter().filter_map(|row| row.cells.get(column)).find_map(of);
    of(cell).or_else(others).unwrap_or("text")
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
    let is_figure =
        |row: &Row| at.and_then(|at| row.cells.get(at)).is_some_and(|cell| cell.figure.is_some());
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
