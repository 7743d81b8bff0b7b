//! What units report of a goal: their results, and how many of them reach it.

use super::{Composer, charts, figure, nodes, text_cell};
use crate::document::markdown::{self, TextNode};
use crate::document::{
    Align, Body, Cell, Content, Head, RowItem, StatusView, Table, TableRow, TextLook,
};
use crate::model::{
    Address, Assessment, Goal, IndicatorColumn, IndicatorField, Status, UnitCount, UnitQuestion,
    UnitResult,
};
use crate::number::{Figure, NO_BREAK, Unit};

impl Composer<'_> {
    pub(super) fn unit_table(&mut self, goal: &Goal) {
        if goal.units.is_empty() {
            return;
        }
        let any = |is: &dyn Fn(&crate::model::UnitResult) -> bool| goal.units.iter().any(is);
        let has_expected = self.shows(any(&|unit| unit.expected.status != Status::Unset));
        let has_comment = self.shows(any(&|unit| !unit.comment.is_empty()));
        let mut heads = vec![Head::new("Enhet", Align::Start), Head::new("Utfall", Align::Start)];
        heads.extend(has_expected.then(|| Head::new("Helår", Align::Start)));
        heads.extend(has_comment.then(|| Head::new("Kommentar", Align::Start)));
        let mut rows = Vec::new();
        for unit in &goal.units {
            let at = self.at(&unit.id);
            let status = self.status_view(at.field("status"), &unit.status, None);
            let expected = self.status_view(at.field("expected"), &unit.expected, None);
            let mut cells =
                vec![Cell::plain(&unit.label).field("label"), Cell::status(status).field("status")];
            cells.extend(has_expected.then(|| Cell::status(expected).field("expected")));
            cells.extend(has_comment.then(|| text_cell(&unit.comment).field("comment")));
            rows.push(TableRow { address: at, cells, ..TableRow::default() });
        }
        let table =
            Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() };
        self.push(self.at(&goal.id).field("units"), Body::Table(table));
    }

    pub(super) fn unit_row(
        &mut self,
        unit: &UnitResult,
        columns: &[IndicatorColumn],
        level: u8,
    ) -> TableRow {
        let at = self.at(&unit.id);
        let mut cells = vec![Cell::plain(&unit.label).field("label")];
        for column in columns {
            cells.push(match column.field {
                IndicatorField::Status => self.status_cell(&at, &unit.status, &unit.expected),
                IndicatorField::Comment => text_cell(&unit.comment).field("comment"),
                _ => Cell::default(),
            });
        }
        TableRow { address: at, level, cells, ..TableRow::default() }
    }

    /// The status now and, where it was asked for, the one expected for the year.
    pub(super) fn status_cell(
        &mut self,
        at: &Address,
        now: &Assessment,
        expected: &Assessment,
    ) -> Cell {
        let mut cell = Cell::status(self.status_view(at.field("status"), now, None));
        let is_set = expected.status != Status::Unset;
        if self.shows(is_set) {
            let view = self.status_view(at.field("expected"), expected, None);
            let view = is_set.then_some(Content::Status(view)).into_iter().collect();
            let view = Content::At(at.field("expected"), view);
            cell.contents.extend([Content::Quiet("helår".to_owned()), view]);
        }
        cell.field("status")
    }

    /// How many units reach a goal: sentences, and a table of what they are made of while one writes.
    pub(super) fn unit_counts(&mut self, goal: &Goal) {
        let at = self.at(&goal.id).field("unit_counts");
        if self.writing && !goal.unit_counts.is_empty() {
            return self.unit_count_rows(goal, at);
        }
        let text: Vec<TextNode> = goal.unit_counts.iter().flat_map(unit_count_text).collect();
        if !text.is_empty() {
            self.push(at, Body::Text(TextLook::Body, text));
        }
    }

    /// How many units reach a goal, and the sentence that says so.
    fn unit_count_rows(&mut self, goal: &Goal, at: Address) {
        let row = |(index, count): (usize, &UnitCount)| {
            let item = at.field(format!("{}.{index}", at.field));
            let place = |part: &str| item.field(format!("{}.{part}", item.field));
            let figure = |figure: Option<&Figure>, part: &str| {
                let view = figure::view(figure, None, Unit::Number);
                Cell::figure(view).field(format!("{}.{part}", item.field)).shows(place(part))
            };
            let sentence = Cell::text(unit_count_text(count)).shows(place("text"));
            let status = StatusView { status: count.status, ..StatusView::default() };
            let cells = vec![
                figure(count.reached.as_ref(), "reached"),
                figure(count.of.as_ref(), "of"),
                Cell::status(status).shows(place("status")),
                sentence,
            ];
            let item = RowItem::At(item);
            TableRow { address: at.clone(), cells, item, ..TableRow::default() }
        };
        let rows = goal.unit_counts.iter().enumerate().map(row).collect();
        let heads = [
            Head::new("Antal enheter", Align::End),
            Head::new("Av", Align::End),
            Head::new("Bedömning", Align::Start),
            Head::new("Mening", Align::Start),
        ];
        let table = Table { heads: vec![heads.to_vec()], rows, ..Table::default() };
        self.push(at, Body::Table(table));
    }
}

fn unit_count_text(count: &UnitCount) -> Vec<TextNode> {
    if !count.text.is_empty() {
        return nodes(&count.text);
    }
    let show = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.show(Unit::Number));
    // A count that is not given yet, as in a new report, is no sentence.
    let Some(reached) = show(&count.reached) else { return Vec::new() };
    let of = show(&count.of).map(|of| format!(" av{NO_BREAK}{of}")).unwrap_or_default();
    let verb = match (count.status, count.question) {
        (Status::Unset, UnitQuestion::Year) => "väntas nå målet under året".to_owned(),
        (Status::Unset, _) => "når målet".to_owned(),
        (status, UnitQuestion::Year) => {
            format!("väntas få bedömningen {} för helåret", charts::lower_first(status.label()))
        }
        (status, _) => format!("har bedömningen {}", charts::lower_first(status.label())),
    };
    markdown::paragraph(format!("{reached}{of} enheter {verb}."))
}
