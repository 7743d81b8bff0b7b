//! The risk matrix, the register beside it, and control steps.

use super::{Composer, assignments::group_row, figure, nodes, text_cell};
use crate::compute::{Position, position, risk_value};
use crate::document::{Align, Body, Cell, Content, Head, Mark, RiskMatrix, Table, TableRow};
use crate::model::{ControlsBlock, Risk, RiskColumn, RiskField, RisksBlock};
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
            address: self.at(&risk.id),
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
        let heads = columns.iter().map(|column| {
            let align = if is_number(column.field) { Align::End } else { Align::Start };
            Head::new(&column.title, align)
        });
        let heads = [Head::new("Nr", Align::End)].into_iter().chain(heads).collect();
        let mut rows = Vec::new();
        for category in &block.categories {
            if block.risks.iter().all(|risk| risk.category != *category) {
                rows.push(group_row(self.at(&block.id), category));
            }
        }
        for (index, risk) in block.risks.iter().enumerate() {
            let mut cells =
                vec![Cell { align: Align::End, ..Cell::plain((index + 1).to_string()) }];
            for column in &columns {
                cells.push(self.risk_cell(risk, column.field).field(column.field.word()));
            }
            rows.push(TableRow { address: self.at(&risk.id), cells, ..TableRow::default() });
        }
        Table { caption: block.caption.clone(), heads: vec![heads], rows, ..Table::default() }
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
        let actions = risk.actions.iter().map(|action| Content::Text(nodes(&action.text)));
        cell.contents.extend(actions);
        cell
    }

    pub(super) fn controls(&mut self, block: &ControlsBlock) {
        let first = if block.head.is_empty() { "Kontrollmoment" } else { &block.head };
        let second = if block.status_head.is_empty() { "Status" } else { &block.status_head };
        let heads = vec![vec![Head::new(first, Align::Start), Head::new(second, Align::Start)]];
        let mut rows = Vec::new();
        for group in &block.groups {
            rows.push(group_row(self.at(&group.risk).field("controls"), &group.title));
            for control in &group.controls {
                let at = self.at(&control.id);
                let view = self.status_view(at.field("status"), &control.status, None);
                let text = text_cell(&control.text).field("text");
                let cells = vec![text, Cell::status(view).field("status")];
                rows.push(TableRow { address: at, cells, ..TableRow::default() });
            }
        }
        let caption = block.caption.clone();
        let table = Table { caption, heads, rows, row_heads: true, ..Table::default() };
        self.push(self.at(&block.id), Body::Table(table));
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
