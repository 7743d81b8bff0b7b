//! Tables without heads.

use crate::compute::Context;
use crate::model::{Block, FigureTable, Section, TableBlock, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "tabell-utan-rubriker",
    title: "Tabell utan kolumnrubriker",
    why: "Utan rubriker går en tabell inte att förstå för den som lyssnar på den. Den första kolumnen \
          får sakna rubrik.",
    group: Group::Publication,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Table(table) => free(context, table, found),
        Block::Figures(table) => figures(context, table, found),
        _ => {}
    });
}

fn free(context: &Context<'_>, table: &TableBlock, found: &mut Findings<'_>) {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let is_filled = |column: usize| {
        table.rows.iter().filter_map(|row| row.cells.get(column)).any(|cell| {
            !cell.text.is_empty() || cell.figure.is_some() || cell.status != Default::default()
        })
    };
    let has_head = |column: usize| {
        let head = table.heads.get(column);
        head.is_some_and(|head| !head.title.trim().is_empty() || !head.group.trim().is_empty())
    };
    // A table of one column is a list in a frame.
    let bare = (1..width).filter(|column| is_filled(*column) && !has_head(*column)).count();
    tell(context, (&table.id, &table.caption, "heads"), (bare, width), found);
}

fn figures(context: &Context<'_>, table: &FigureTable, found: &mut Findings<'_>) {
    let bare = table.columns.iter().filter(|column| {
        let is_bare = column.title.trim().is_empty() && column.group.trim().is_empty();
        is_bare && table.rows.iter().any(|row| row.cells.get(&column.id).is_some())
    });
    let place = (&table.id, &table.caption, "columns");
    tell(context, place, (bare.count(), table.columns.len() + 1), found);
}

fn tell(
    context: &Context<'_>,
    (id, caption, field): (&crate::model::Id, &String, &'static str),
    (bare, width): (usize, usize),
    found: &mut Findings<'_>,
) {
    if bare == 0 {
        return;
    }
    let name =
        if caption.is_empty() { "Tabellen".to_owned() } else { format!("Tabellen {caption}") };
    let message = match bare {
        1 => format!("{name} har en kolumn med innehåll men utan rubrik."),
        bare if bare + 1 == width => format!("{name} saknar kolumnrubriker."),
        bare => format!("{name} har {bare} kolumner med innehåll men utan rubrik."),
    };
    found
        .add_as(Severity::Warning, context.at(id).field(field), bare.to_string(), message)
        .hint("Skriv en rubrik över varje kolumn.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TableCell, TableHead, TableRow};
    use crate::review::tests::{id, t2, told};

    fn table(heads: &[&str], cells: &[&str]) -> Vec<String> {
        let head = |title: &&str| TableHead { title: (*title).into(), ..TableHead::default() };
        let cell = |text: &&str| TableCell { text: (*text).into(), ..TableCell::default() };
        let row = TableRow {
            id: id("rad"),
            cells: cells.iter().map(cell).collect(),
            ..TableRow::default()
        };
        let block = TableBlock {
            id: id("tabell"),
            heads: heads.iter().map(head).collect(),
            rows: vec![row],
            ..TableBlock::default()
        };
        told(&RULE, &t2(vec![Block::Table(block)]))
    }

    #[test]
    fn filled_columns_without_heads() {
        assert_eq!(table(&[], &["a", "b", "c"]), ["tabell/heads: Tabellen saknar kolumnrubriker."]);
        let says = "tabell/heads: Tabellen har en kolumn med innehåll men utan rubrik.";
        assert_eq!(table(&["", "B", ""], &["a", "b", "c"]), [says]);
    }

    #[test]
    fn corners_and_empty_columns() {
        assert_eq!(table(&["", "B"], &["a", "b"]), [""; 0]);
        assert_eq!(table(&["", "B", ""], &["a", "b", ""]), [""; 0]);
        assert_eq!(table(&[], &["a"]), [""; 0]);
    }
}
