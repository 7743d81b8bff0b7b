//! Governing documents, by group.

use super::timeline::find_block;
use super::{Pen, plain_cell};
use crate::document::{Align, Head, RowKind, Table, TableRow, TextLook};
use crate::model::{Block, GoverningBlock};

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    fn of(block: &Block) -> Option<&GoverningBlock> {
        match block {
            Block::Governing(block) => Some(block),
            _ => None,
        }
    }
    let own = line.own().rev().find_map(|(_, spot)| Some((spot, find_block(spot.report, of)?)));
    let any =
        || line.spots.iter().rev().find_map(|spot| Some((spot, find_block(spot.report, of)?)));
    let Some((spot, block)) = own.or_else(any) else {
        pen.panel("Styrdokument");
        return pen.text(TextLook::Body, "Inget av åren har en lista över styrdokument.");
    };
    pen.panel(&format!("Styrdokument, {}", spot.short()));
    if spot.year.id != line.year.id {
        let text = format!("Året har ingen egen lista. Det här är den från {}.", spot.short());
        pen.text(TextLook::Small, text);
    }
    let mut rows = Vec::new();
    for group in &block.groups {
        if !group.title.is_empty() {
            let cells = vec![plain_cell(&group.title, spot.at(&group.id).field("title"))];
            rows.push(TableRow { kind: RowKind::Group, cells, ..TableRow::default() });
        }
        for item in &group.documents {
            let at = spot.at(&item.id);
            let year = if item.adopted > 0 { item.adopted.to_string() } else { String::new() };
            let cells = vec![
                plain_cell(&item.title, at.field("title")).link(at.clone()),
                plain_cell(&year, at.field("adopted")),
                plain_cell(&item.rider, at.field("rider")),
            ];
            rows.push(TableRow { address: pen.at(&item.id), cells, ..TableRow::default() });
        }
    }
    let heads = ["Dokument", "År", "Gäller"].map(|title| Head::new(title, Align::Start)).to_vec();
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}
