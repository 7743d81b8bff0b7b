//! Tables of figures, bridges and lists of effects.

use super::{Composer, charts, figure, nodes, own_head};
use crate::compute::{Agreement, Sheet, bridge_end, effect_sum};
use crate::document::markdown::{self, TextNode};
use crate::document::{
    Align, Body, Cell, Check, Content, Head, RowItem, RowKind, Table, TableRow, TextLook, View,
};
use crate::model::{
    Address, Bridge, ChartChoice, Column, ColumnRole, Effect, EffectsBlock, FigureTable, Layout,
    Row, Subject,
};
use crate::number::{Figure, NO_BREAK, Unit, format_signed};

impl Composer<'_> {
    pub(super) fn figures(&mut self, table: &FigureTable) {
        let columns = &table.columns;
        let sheet = Sheet::new(self.context, table);
        let mut rows = Vec::new();
        let edges: Vec<bool> = columns.iter().map(|column| starts_group(table, column)).collect();
        for row in &table.rows {
            let known = self.known_row(&row.id);
            rows.push(
                known.unwrap_or_else(|| self.figure_row(&sheet, (table, &edges), row).into()),
            );
        }
        let notes = table.notes.iter().map(|note| (note.mark.clone(), nodes(&note.text)));
        let at = self.at(&table.id);
        let (caption, rest) = caption(&table.caption, table.unit);
        let composed = Table {
            caption,
            caption_at: self.caption_at(&at),
            rest_at: Some(at.field("unit")),
            rest,
            heads: heads(&at, table, columns),
            rows: rows.into_iter().collect(),
            notes: notes.collect(),
            notes_at: Some(at.field("notes")),
            row_heads: true,
        };
        let has_chart = table.chart == ChartChoice::ForecastAgainstBudget;
        let chart = has_chart.then(|| charts::forecast_against_budget(&sheet, table)).flatten();
        self.push(at.clone(), Body::Table(composed));
        if let Some(chart) = chart {
            self.push(at.field("chart"), Body::Chart(chart));
        }
        for row in table.rows.iter().filter(|row| !row.comment.is_empty()) {
            let heading = TextNode::Heading(vec![crate::document::Span {
                text: row.label.clone(),
                ..Default::default()
            }]);
            let at = self.at(&row.id).field("comment");
            if self.writing {
                // The row's label, here as in its row.
                self.push(at.field("label"), Body::Text(TextLook::Body, vec![heading]));
                self.text(at, TextLook::Body, &row.comment);
                continue;
            }
            let body = [heading].into_iter().chain(nodes(&row.comment)).collect();
            self.push(at, Body::Text(TextLook::Body, body));
        }
    }

    fn figure_row<'t>(
        &mut self,
        sheet: &Sheet<'_, '_, 't>,
        (table, edges): (&'t FigureTable, &[bool]),
        row: &'t Row,
    ) -> TableRow {
        let address = self.at(&row.id);
        let mut label = match self.writing && !row.mark.is_empty() {
            true => Cell::plain(&row.label)
                .part(address.field("mark"), Content::Plain(row.mark.clone())),
            false => Cell::plain(format!("{}{}", row.label, row.mark)),
        }
        .field("label");
        if let Some(unit) = row.unit.filter(|unit| !unit.label().is_empty()) {
            label = label.part(address.field("unit"), Content::Quiet(unit.label().to_owned()));
        }
        let kind = row_kind(row);
        let is_head = matches!(kind, RowKind::Group | RowKind::Head);
        if is_head && !self.writing && row.cells.iter().next().is_none() {
            return TableRow { address, kind, cells: vec![label], ..TableRow::default() };
        }
        let mut cells = vec![label];
        cells.reserve(edges.len());
        for (column, edge) in table.columns.iter().zip(edges) {
            let cell = self.known_sum(row, column);
            let cell = cell.unwrap_or_else(|| self.figure_cell(sheet, table, row, column));
            cells.push(Cell { edge: *edge, ..cell });
        }
        let follow = Some(View::Economy).filter(|_| table.subject != Subject::Other);
        TableRow { address, kind, cells, follow, ..TableRow::default() }
    }

    fn figure_cell<'t>(
        &mut self,
        sheet: &Sheet<'_, '_, 't>,
        table: &FigureTable,
        row: &'t Row,
        column: &'t Column,
    ) -> Cell {
        let cell = sheet.cell(row, column);
        let unit = column.unit.or(row.unit).unwrap_or(match column.role {
            ColumnRole::DeviationPercent => Unit::Percent,
            _ => table.unit,
        });
        let mut view = figure::view(cell.stated.as_ref(), cell.computed.as_ref(), unit);
        // A stated 0 over empty cells, or nothing over nothing, needs no remark.
        if cell.agreement == Some(Agreement::Equal) {
            view.check = None;
        }
        if let Some(computed) = cell.computed {
            let at = self.at(&row.id).field(column.id.as_str());
            self.document.derivations.push((at, computed));
        }
        Cell::figure(view).field(column.id.as_str())
    }

    pub(super) fn bridge(&mut self, bridge: &Bridge) {
        let end = bridge_end(self.context, bridge);
        if let Some(end) = &end {
            self.derived(self.at(&bridge.to.id), end);
        }
        let amount = |stated: Option<&Figure>, computed| {
            Cell::figure(figure::view(stated, computed, bridge.unit)).field("amount")
        };
        let from = vec![
            Cell::plain(&bridge.from.label).field("label"),
            amount(bridge.from.amount.as_ref(), None),
        ];
        let mut rows = vec![TableRow {
            address: self.at(&bridge.from.id),
            cells: from,
            item: RowItem::None,
            ..TableRow::default()
        }];
        for step in &bridge.steps {
            let (address, sign) = (self.at(&step.id), step.sign.replace('-', "−"));
            let mut label = Cell::plain(format!("{sign} {}", step.label).trim());
            if self.writing && !sign.is_empty() {
                let sign = Content::At(address.field("sign"), vec![Content::Plain(sign)]);
                label.contents = vec![sign, Content::Plain(step.label.clone())];
            }
            let cells = vec![label.field("label"), amount(step.amount.as_ref(), None)];
            rows.push(TableRow { address, cells, ..TableRow::default() });
        }
        let to = vec![
            Cell::plain(&bridge.to.label).field("label"),
            amount(bridge.to.amount.as_ref(), end.as_ref()),
        ];
        rows.push(TableRow {
            address: self.at(&bridge.to.id),
            kind: RowKind::Total,
            cells: to,
            item: RowItem::None,
            ..TableRow::default()
        });
        let heads = vec![vec![
            Head::new("", Align::Start),
            Head::new(unit_head("Belopp", bridge.unit), Align::End),
        ]];
        let at = self.at(&bridge.id);
        let (caption, caption_at) = (bridge.caption.clone(), self.caption_at(&at));
        let rows = rows.into();
        let table = Table { caption, caption_at, heads, rows, row_heads: true, ..Table::default() };
        self.push(at, Body::Table(table));
    }

    pub(super) fn effects(&mut self, block: &EffectsBlock) {
        if block.layout == Layout::List && !self.writing {
            return self.effect_list(block);
        }
        let has_change = self.shows(block.effects.iter().any(|effect| effect.change.is_some()));
        let at = self.at(&block.id);
        let head = |own: &str, usual: &str, field: &str| {
            own_head(own, &unit_head(usual, block.unit), Align::End, at.field(field))
        };
        let mut heads = vec![
            own_head(&block.head, "Effekt", Align::Start, at.field("head")),
            head(&block.amount_head, "Belopp", "amount_head"),
        ];
        let change = || head(&block.change_head, "Förändring", "change_head");
        heads.extend(has_change.then(change));
        let mut rows = Vec::new();
        for effect in &block.effects {
            rows.push(self.effect_row(block, effect, has_change));
        }
        let caption = block.caption.clone();
        let caption_at = self.caption_at(&at);
        let heads = vec![heads];
        let rows = rows.into();
        let table = Table { caption, caption_at, heads, rows, row_heads: true, ..Table::default() };
        self.push(at, Body::Table(table));
    }

    /// Effects as a nested list; their sums are computed all the same.
    fn effect_list(&mut self, block: &EffectsBlock) {
        if !block.caption.is_empty() {
            let caption = markdown::paragraph(&block.caption);
            self.push(self.at(&block.id).field("caption"), Body::Text(TextLook::Body, caption));
        }
        let mut items = Vec::new();
        for effect in &block.effects {
            let computed = effect_sum(self.context, block, effect);
            if let Some(computed) = &computed {
                self.derived(self.at(&effect.id).field("amount"), computed);
            }
            let view = figure::view(effect.amount.as_ref(), computed.as_ref(), block.unit);
            let number = computed.and_then(|computed| computed.number()).map(Figure::Exact);
            let mut text = effect.label.clone();
            if let Some(amount) = effect.amount.as_ref().or(number.as_ref()) {
                text.push_str(&format!(": {}", signed(amount, block.unit)));
            }
            if let Some(Check::Differs(computed)) = view.check {
                text.push_str(&format!(" (beräknat {computed})"));
            }
            if let Some(change) = &effect.change {
                text.push_str(&format!(" (förändring {})", signed(change, block.unit)));
            }
            let text = markdown::paragraph(text);
            items.push((effect.level, effect.id.to_string(), text));
        }
        let list = TextNode::Elements(nested(&mut items.into_iter().peekable(), 0));
        self.push(self.at(&block.id), Body::Text(TextLook::Body, vec![list]));
    }

    fn effect_row(&mut self, block: &EffectsBlock, effect: &Effect, has_change: bool) -> TableRow {
        let computed = effect_sum(self.context, block, effect);
        if let Some(computed) = &computed {
            self.derived(self.at(&effect.id).field("amount"), computed);
        }
        let amount = figure::view(effect.amount.as_ref(), computed.as_ref(), block.unit);
        let mut cells =
            vec![Cell::plain(&effect.label).field("label"), Cell::figure(amount).field("amount")];
        if has_change {
            let mut view = figure::view(effect.change.as_ref(), None, block.unit);
            if let Some(Figure::Exact(change)) = effect.change {
                view.text = format_signed(change);
            }
            cells.push(Cell::figure(view).field("change"));
        }
        let kind = if effect.sum.is_empty() { RowKind::Item } else { RowKind::Sum };
        let (address, level) = (self.at(&effect.id), effect.level);
        TableRow { address, kind, level, cells, ..TableRow::default() }
    }
}

type Nested = (String, Vec<TextNode>);

/// Items of a level and deeper, as lists within lists.
fn nested(
    items: &mut std::iter::Peekable<std::vec::IntoIter<(u8, String, Vec<TextNode>)>>,
    level: u8,
) -> Vec<Nested> {
    let mut list: Vec<Nested> = Vec::new();
    while let Some((own, ..)) = items.peek() {
        if *own < level {
            break;
        }
        match list.last_mut() {
            Some((_, text)) if *own > level => {
                text.push(TextNode::Elements(nested(items, level + 1)));
            }
            _ => list.extend(items.next().map(|(_, id, text)| (id, text))),
        }
    }
    list
}

/// A table's title with its unit, and how much of that is the unit.
fn caption(title: &str, unit: Unit) -> (String, String) {
    let rest = match (title, unit.label()) {
        (_, "") => String::new(),
        ("", unit) => unit.to_owned(),
        (title, unit) if title.to_ascii_lowercase().contains(unit) => String::new(),
        (_, unit) => format!(", {unit}"),
    };
    (format!("{title}{rest}"), rest)
}

/// A figure with its sign and unit, as a sentence has it. Words stay as they are.
fn signed(figure: &Figure, unit: Unit) -> String {
    let number = match figure {
        Figure::Exact(value) => format_signed(*value),
        Figure::About(..) => figure.show(Unit::Number),
        Figure::Text(_) => return figure.show(unit),
    };
    if unit.label().is_empty() { number } else { format!("{number}{NO_BREAK}{}", unit.label()) }
}

fn unit_head(word: &str, unit: Unit) -> String {
    if unit.label().is_empty() { word.to_owned() } else { format!("{word}, {}", unit.label()) }
}

fn row_kind(row: &Row) -> RowKind {
    use crate::model::RowKind as Model;
    match row.kind {
        Model::Item => RowKind::Item,
        Model::Head => RowKind::Head,
        Model::Group => RowKind::Group,
        Model::OfWhich => RowKind::OfWhich,
        Model::Subtotal => RowKind::Sum,
        Model::Total => RowKind::Total,
        Model::Buffer | Model::Memo | Model::ForecastChange => RowKind::Memo,
    }
}

/// Whether a rule stands before the column: it begins a group of columns, or follows one.
fn starts_group(table: &FigureTable, column: &Column) -> bool {
    let at = table.columns.iter().position(|other| other.id == column.id);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| table.columns.get(at));
    let grouped = table.columns.iter().any(|column| !column.group.is_empty());
    grouped && before.is_some_and(|before| before.group != column.group)
}

/// One row of heads, or two where columns are grouped.
fn heads(at: &Address, table: &FigureTable, columns: &[Column]) -> Vec<Vec<Head>> {
    let place = |column: &Column| columns.iter().position(|other| other.id == column.id);
    let title_at = |column: &Column| Some(at.field(format!("columns.{}.title", place(column)?)));
    let grouped = columns.iter().any(|column| !column.group.is_empty());
    let rows = if grouped { 2 } else { 1 };
    let corner = Some(at.field("corner"));
    let own = |column: &Column, rows: usize| Head {
        rows,
        edge: starts_group(table, column),
        role: column.role.word(),
        at: title_at(column),
        ..Head::new(&column.title, Align::End)
    };
    let mut upper = vec![Head { rows, at: corner, ..Head::new(&table.corner, Align::Start) }];
    let mut lower = Vec::new();
    for group in columns.chunk_by(|a, b| a.group == b.group && !a.group.is_empty()) {
        let edge = group.first().is_some_and(|column| starts_group(table, column));
        let name = group.first().map_or("", |column| &column.group);
        if name.is_empty() {
            upper.extend(group.iter().map(|column| own(column, rows)));
            continue;
        }
        let first = group.first().and_then(place);
        let at = first.map(|index| at.field(format!("column-group.{index}")));
        upper.push(Head { columns: group.len(), edge, at, ..Head::new(name, Align::Center) });
        lower.extend(group.iter().map(|column| own(column, 1)));
    }
    if lower.is_empty() { vec![upper] } else { vec![upper, lower] }
}
