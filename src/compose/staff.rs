//! Staff key figures: a row per measure, a column per period.

use super::{Composer, assignments::group_row, figure, nodes};
use crate::document::{
    Align, Body, Cell, Content, Head, RowItem, RowKind, StatusView, Table, TableRow, View,
};
use crate::model::{Address, StaffBlock, StaffMeasure, StaffValue, Status};

impl Composer<'_> {
    pub(super) fn staff(&mut self, block: &StaffBlock) {
        let mut columns: Vec<&str> = Vec::new();
        for value in block.measures.iter().flat_map(|measure| &measure.values) {
            if !columns.contains(&value.label.as_str()) {
                columns.push(&value.label);
            }
        }
        let has_comment = block.measures.iter().any(|measure| !measure.comment.is_empty());
        let has_comment = self.shows(has_comment);
        let at = self.at(&block.id);
        let mut heads = vec![Head::new(&block.head, Align::Start).at(at.field("head"))];
        heads.extend(columns.iter().enumerate().map(|(index, label)| {
            Head::new(*label, Align::End).at(at.field(format!("column-title.{index}")))
        }));
        heads.extend(has_comment.then(|| Head::new("Kommentar", Align::Start)));
        let mut rows = Vec::new();
        let mut group = "";
        for (index, measure) in block.measures.iter().enumerate() {
            if measure.group != group {
                group = &measure.group;
                // Several measures have it, and get another together.
                let title_at = at.field(format!("measure-group.{index}"));
                let row = group_row(at.clone(), group, Some(title_at));
                rows.push(TableRow { item: RowItem::None, ..row });
            }
            let mut cells = vec![Cell::plain(&measure.label).field("label")];
            let columns = columns.iter().enumerate();
            let own = self.at(&measure.id);
            cells.extend(columns.map(|(column, label)| value_cell(&own, measure, label, column)));
            let comment = Cell::text(nodes(&measure.comment)).field("comment");
            cells.extend(has_comment.then_some(comment));
            let follow = Some(View::Staff);
            let kind = if measure.of_which { RowKind::OfWhich } else { RowKind::Item };
            let address = self.at(&measure.id);
            rows.push(TableRow { address, kind, cells, follow, ..TableRow::default() });
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

fn value_cell(at: &Address, measure: &StaffMeasure, label: &str, column: usize) -> Cell {
    let of_label = |(_, value): &(usize, &StaffValue)| value.label == label;
    let Some((index, value)) = measure.values.iter().enumerate().find(of_label) else {
        let cell = Cell { align: Align::End, ..Cell::default() };
        return cell.field(format!("columns.{column}"));
    };
    let mut cell = Cell::figure(figure::view(value.figure.as_ref(), None, measure.unit));
    let (has_figure, field) = (value.figure.is_some(), format!("values.{index}"));
    let mut push = |part: &str, is_more: bool, content: Content| match is_more {
        true => cell.contents.push(Content::At(at.field(format!("{field}.{part}")), vec![content])),
        false => cell.contents.push(content),
    };
    // What a place shows first is typed there; what stands beside it has its own.
    if value.status != Status::Unset {
        let view = StatusView { status: value.status, ..StatusView::default() };
        push("status", has_figure || !value.text.is_empty(), Content::Status(view));
    }
    if !value.text.is_empty() {
        push("text", has_figure, Content::Text(nodes(&value.text)));
    }
    cell.field(format!("values.{index}"))
}
