//! The risk matrix, the register beside it, and control steps.

use super::{Composer, assignments::group_row, figure, nodes, own_head, text_cell};
use crate::compute::{Position, position, risk_value};
use crate::document::{
    Align, Body, Cell, Content, Head, Mark, RiskMatrix, RowItem, StatusView, Table, TableRow, View,
};
use crate::model::{ControlsBlock, Risk, RiskColumn, RiskField, RisksBlock, Status};
use crate::number::{Figure, Unit};

impl Composer<'_> {
    pub(super) fn risks(&mut self, block: &RisksBlock) {
        self.legend(&block.id, block.legend.as_ref());
        if block.matrix {
            let matrix = self.matrix(block);
            self.push(self.at(&block.id).field("matrix"), Body::Matrix(matrix));
        }
        let actions = block.risks.iter().flat_map(|risk| &risk.actions);
        self.also.extend(actions.map(|action| self.context.at(&action.id)));
        let table = self.register(block);
        self.push(self.at(&block.id), Body::Table(table));
    }

    fn matrix(&self, block: &RisksBlock) -> RiskMatrix {
        let mut matrix = RiskMatrix {
            title: format!("Riskmatris, {}", self.document.title),
            threshold: block.threshold.or(self.context.settings.risk_threshold),
            ..RiskMatrix::default()
        };
        for (index, risk) in block.risks.iter().enumerate() {
            let position = position(self.context, risk);
            if let Some(from) = position.as_ref().and_then(|p| p.from.as_ref()) {
                matrix.source = self.report_title(from);
            }
            let mark = self.mark(index + 1, risk, position.as_ref());
            let list = if position.is_some() { &mut matrix.marks } else { &mut matrix.unplaced };
            list.push(mark);
        }
        matrix
    }

    fn mark(&self, number: usize, risk: &Risk, position: Option<&Position>) -> Mark {
        Mark {
            number,
            link: format!("#/{}", self.at(&risk.id)),
            since: String::new(),
            text: nodes(&risk.text),
            at: position.map(|position| position.factors).unwrap_or_default(),
            before: position.and_then(|position| position.before),
        }
    }

    fn report_title(&self, at: &crate::model::Address) -> String {
        let report = self.context.year.report(&at.report);
        report.map(|report| report.title.clone()).unwrap_or_default()
    }

    fn register(&mut self, block: &RisksBlock) -> Table {
        let columns = register_columns(block);
        let heads = columns.iter().enumerate().map(|(index, column)| {
            let align = if is_number(column.field) { Align::End } else { Align::Start };
            // The usual columns of a table that states none have no place.
            let at = self.at(&block.id).field(format!("columns.{index}.title"));
            let at = Some(at).filter(|_| !block.columns.is_empty());
            Head { at, ..Head::new(&column.title, align) }
        });
        let heads = [Head::new("Nr", Align::End)].into_iter().chain(heads).collect();
        let mut rows = Vec::new();
        // Types without a risk are printed in their place.
        let is_empty = |category: &&String| block.risks.iter().all(|r| r.category != **category);
        let mut empty: Vec<&String> = block.categories.iter().filter(is_empty).collect();
        let place = |category: &String| block.categories.iter().position(|c| c == category);
        for (index, risk) in block.risks.iter().enumerate() {
            while let Some(first) = empty.first().filter(|c| place(c) < place(&risk.category)) {
                rows.push(self.category_row(block, first));
                empty.remove(0);
            }
            let mut cells =
                vec![Cell { align: Align::End, ..Cell::plain((index + 1).to_string()) }];
            for column in &columns {
                cells.push(self.risk_cell(risk, column.field).field(column.field.word()));
            }
            let (address, follow) = (self.at(&risk.id), Some(View::Risks));
            rows.push(TableRow { address, cells, follow, ..TableRow::default() });
        }
        rows.extend(empty.iter().map(|category| self.category_row(block, category)));
        Table {
            caption: block.caption.clone(),
            caption_at: self.caption_at(&self.at(&block.id)),
            heads: vec![heads],
            rows: rows.into(),
            ..Table::default()
        }
    }

    /// The row of a type without a risk.
    fn category_row(&self, block: &RisksBlock, category: &str) -> TableRow {
        let at = self.at(&block.id);
        let index = block.categories.iter().position(|other| other == category);
        let title_at = index.map(|index| at.field(format!("categories.{index}")));
        TableRow { item: RowItem::None, ..group_row(at, category, title_at) }
    }

    fn risk_cell(&mut self, risk: &Risk, field: RiskField) -> Cell {
        let factor = |factor: Option<u8>| {
            let text = factor.map(|factor| factor.to_string()).unwrap_or_default();
            Cell { align: Align::End, ..Cell::plain(text) }
        };
        match field {
            RiskField::Empty => Cell::default(),
            RiskField::Category => Cell::plain(&risk.category),
            RiskField::Risk => text_cell(&risk.text),
            RiskField::Likelihood => factor(risk.likelihood),
            RiskField::Consequence => factor(risk.consequence),
            RiskField::Value => self.risk_value_cell(risk),
            RiskField::Actions => self.risk_actions_cell(risk),
            RiskField::Responsible => Cell::plain(&risk.responsible),
            RiskField::Comment => text_cell(&risk.comment),
            RiskField::Status => {
                let at = self.at(&risk.id).field("status");
                Cell::status(self.status_view(at, &risk.status, None))
            }
        }
    }

    fn risk_value_cell(&mut self, risk: &Risk) -> Cell {
        let computed = risk_value(self.context, risk);
        if let Some(computed) = &computed {
            self.derived(self.at(&risk.id).field("value"), computed);
        }
        let stated = risk.value.map(|value| Figure::Exact(value.into()));
        Cell::figure(figure::view(stated.as_ref(), computed.as_ref(), Unit::Number))
    }

    fn risk_actions_cell(&self, risk: &Risk) -> Cell {
        let mut cell = text_cell(&risk.measures);
        for action in &risk.actions {
            let at = self.at(&action.id);
            let text = vec![Content::Text(nodes(&action.text))];
            cell.contents.push(Content::At(at.field("text"), text));
            if self.writing {
                let status = action.status.status;
                let view = StatusView { status, ..StatusView::default() };
                let view = (status != Status::Unset).then_some(Content::Status(view));
                cell.contents.push(Content::At(at.field("status"), view.into_iter().collect()));
            }
        }
        cell
    }

    pub(super) fn controls(&mut self, block: &ControlsBlock) {
        let own = self.at(&block.id);
        let head = |text: &str, usual: &str, field: &str| {
            own_head(text, usual, Align::Start, own.field(field))
        };
        let heads = vec![
            head(&block.head, "Kontrollmoment", "head"),
            head(&block.status_head, "Status", "status_head"),
        ];
        let heads = vec![heads];
        let mut rows = Vec::new();
        for (index, group) in block.groups.iter().enumerate() {
            let title_at = own.field(format!("groups.{index}.title"));
            let item = RowItem::At(own.field(format!("groups.{index}")));
            let at = self.at(&group.risk).field("controls");
            rows.push(TableRow { item, ..group_row(at, &group.title, Some(title_at)) });
            for control in &group.controls {
                let at = self.at(&control.id);
                let view = self.status_view(at.field("status"), &control.status, None);
                let text = text_cell(&control.text).field("text");
                let cells = vec![text, Cell::status(view).field("status")];
                rows.push(TableRow { address: at, cells, ..TableRow::default() });
            }
        }
        let at = self.at(&block.id);
        let (caption, caption_at) = (block.caption.clone(), self.caption_at(&at));
        let rows = rows.into();
        let table = Table { caption, caption_at, heads, rows, row_heads: true, ..Table::default() };
        self.push(at, Body::Table(table));
    }
}

/// The columns as printed; a document that names none gets the usual ones.
fn register_columns(block: &RisksBlock) -> Vec<RiskColumn> {
    if !block.columns.is_empty() {
        return block.columns.clone();
    }
    let usual = [
        (RiskField::Category, "Typ av risk"),
        (RiskField::Risk, "Risk"),
        (RiskField::Value, "Riskvärde"),
        (RiskField::Actions, "Åtgärder"),
        (RiskField::Status, "Bedömning"),
    ];
    let column = |(field, title): (RiskField, &str)| RiskColumn {
        field,
        title: title.to_owned(),
        ..RiskColumn::default()
    };
    usual.into_iter().map(column).collect()
}

fn is_number(field: RiskField) -> bool {
    matches!(field, RiskField::Value | RiskField::Likelihood | RiskField::Consequence)
}
