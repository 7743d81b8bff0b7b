//! Assignments, their tally, and actions.

use super::{Composer, figure, nodes, text_cell};
use crate::compute::{count_of, total_of};
use crate::document::markdown::{self, TextNode};
use crate::document::{Align, Body, Cell, Head, RowKind, Table, TableRow, TextLook, View};
use crate::model::{
    Action, ActionColumn, ActionField, ActionsBlock, Address, Assignment, AssignmentColumn,
    AssignmentField, AssignmentGroup, AssignmentsBlock, Date, Layout, TallyBlock,
};
use crate::number::Unit;

impl Composer<'_> {
    pub(super) fn assignments(&mut self, block: &AssignmentsBlock) {
        self.legend(&block.id, block.legend.as_ref());
        match block.layout {
            Layout::List => block.groups.iter().for_each(|group| self.assignment_list(group)),
            Layout::Table => self.assignment_table(block),
        }
    }

    fn assignment_list(&mut self, group: &AssignmentGroup) {
        let mut text = Vec::new();
        if !group.title.is_empty() {
            text.extend(markdown::parse(&format!("### {}", group.title)));
        }
        text.extend(nodes(&group.note));
        if text.is_empty() {
            self.also.push(self.at(&group.id));
        } else if self.writing {
            let at = self.at(&group.id);
            self.also.push(at.clone());
            self.heading_text(at.field("title"), &group.title);
            self.text(at.field("note"), TextLook::Body, &group.note);
        } else {
            self.push(self.at(&group.id), Body::Text(TextLook::Body, text));
        }
        if self.writing {
            return self.assignment_rows(group);
        }
        for item in &group.assignments {
            let mut inner = nodes(&item.text);
            inner.extend(nodes(&item.aim));
            let list = TextNode::List { ordered: false, items: vec![inner] };
            self.push(self.at(&item.id), Body::Text(TextLook::Body, vec![list]));
        }
    }

    fn assignment_table(&mut self, block: &AssignmentsBlock) {
        let heads = block.columns.iter().map(|column| Head::new(&column.title, Align::Start));
        let first = if block.head.is_empty() { "Uppdrag" } else { &block.head };
        let heads = [Head::new(first, Align::Start)].into_iter().chain(heads).collect();
        let mut rows = Vec::new();
        for group in &block.groups {
            if group.title.is_empty() {
                self.also.push(self.at(&group.id));
            } else {
                let at = self.at(&group.id);
                rows.push(group_row(at.clone(), &group.title, Some(at.field("title"))));
            }
            for item in &group.assignments {
                let cells = block.columns.iter().map(|column| self.assignment_cell(item, column));
                let cells =
                    [text_cell(&item.text).field("text")].into_iter().chain(cells).collect();
                let (address, follow) = (self.at(&item.id), Some(View::Assignments));
                rows.push(TableRow { address, cells, follow, ..TableRow::default() });
            }
        }
        let table = Table {
            caption: block.caption.clone(),
            caption_at: self.shown_whole(&self.at(&block.id), true),
            heads: vec![heads],
            rows,
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }

    fn assignment_cell(&mut self, item: &Assignment, column: &AssignmentColumn) -> Cell {
        match column.field {
            AssignmentField::Empty => Cell::default(),
            AssignmentField::Giver => Cell::plain(&item.giver),
            AssignmentField::Aim => text_cell(&item.aim),
            AssignmentField::Comment => text_cell(&item.comment),
            AssignmentField::Due => date_cell(item.due),
            AssignmentField::Status => {
                let at = self.at(&item.id).field("status");
                Cell::status(self.status_view(at, &item.status, None))
            }
        }
        .field(column.field.word())
    }

    pub(super) fn tally(&mut self, block: &TallyBlock) {
        self.also.extend(block.classes.iter().map(|class| self.context.at(&class.id)));
        let mut heads = vec![Head::new("", Align::Start)];
        let mut cells = vec![Cell::plain(&block.label).field("label")];
        for class in &block.classes {
            let computed = count_of(self.context, block, class.status);
            let at = self.at(&class.id);
            if let Some(computed) = &computed {
                self.derived(at, computed);
            }
            let view = figure::view(class.count.as_ref(), computed.as_ref(), Unit::Number);
            let count_at = self.at(&class.id).field("count");
            cells.push(Cell::figure(view).field(class.id.as_str()).shows(count_at));
            heads.push(Head::new(&class.title, Align::End));
        }
        let total = total_of(self.context, block);
        let view = figure::view(block.total.as_ref(), total.as_ref(), Unit::Number);
        if let Some(total) = &total {
            self.derived(self.at(&block.id).field("total"), total);
        }
        cells.push(Cell::figure(view).field("total"));
        let title = if block.total_title.is_empty() { "Totalt" } else { &block.total_title };
        heads.push(Head::new(title, Align::End));
        let row = TableRow { address: self.at(&block.id), cells, ..TableRow::default() };
        let table = Table {
            caption: block.caption.clone(),
            caption_at: self.shown_whole(&self.at(&block.id), true),
            heads: vec![heads],
            rows: vec![row],
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }

    pub(super) fn actions(&mut self, block: &ActionsBlock) {
        self.legend(&block.id, block.legend.as_ref());
        let first = if block.head.is_empty() { "Åtgärd" } else { &block.head };
        let rows = self.action_rows(&block.actions, &block.columns);
        let at = self.at(&block.id);
        let table = action_table(&block.caption, first, &block.columns, rows);
        let table = Table { caption_at: self.shown_whole(&at, true), ..table };
        self.push(at, Body::Table(table));
    }

    /// The actions of a goal: with its own columns, else with those that hold anything.
    pub(super) fn action_table(
        &mut self,
        at: &Address,
        head: &str,
        columns: &[ActionColumn],
        actions: &[Action],
    ) {
        let first = if head.is_empty() { "Åtgärder" } else { head };
        let columns = if columns.is_empty() { filled_columns(actions) } else { columns.to_vec() };
        let rows = self.action_rows(actions, &columns);
        self.push(at.clone(), Body::Table(action_table("", first, &columns, rows)));
    }

    fn action_rows(&mut self, actions: &[Action], columns: &[ActionColumn]) -> Vec<TableRow> {
        let mut rows = Vec::new();
        for action in actions {
            let mut cells = vec![text_cell(&action.text).field("text")];
            for column in columns {
                cells.push(self.action_cell(action, column));
            }
            rows.push(TableRow { address: self.at(&action.id), cells, ..TableRow::default() });
        }
        rows
    }

    fn action_cell(&mut self, action: &Action, column: &ActionColumn) -> Cell {
        match column.field {
            ActionField::Empty => Cell::default(),
            ActionField::Start => date_cell(action.start),
            ActionField::End => date_cell(action.end),
            ActionField::Comment => text_cell(&action.comment),
            ActionField::Responsible => Cell::plain(&action.responsible),
            ActionField::Status => {
                let at = self.at(&action.id).field("status");
                Cell::status(self.status_view(at, &action.status, None))
            }
        }
        .field(column.field.word())
    }
}

fn filled_columns(actions: &[Action]) -> Vec<ActionColumn> {
    let column = |field, title: &str| ActionColumn {
        field,
        title: title.to_owned(),
        ..ActionColumn::default()
    };
    let mut columns = vec![column(ActionField::Status, "Status")];
    let any = |has: fn(&Action) -> bool| actions.iter().any(has);
    columns.extend(any(|a| a.start.is_some()).then(|| column(ActionField::Start, "Start")));
    columns.extend(any(|a| a.end.is_some()).then(|| column(ActionField::End, "Slut")));
    columns
        .extend(any(|a| !a.comment.is_empty()).then(|| column(ActionField::Comment, "Kommentar")));
    columns.extend(
        any(|a| !a.responsible.is_empty()).then(|| column(ActionField::Responsible, "Ansvarig")),
    );
    columns
}

fn action_table(
    caption: &str,
    first: &str,
    columns: &[ActionColumn],
    rows: Vec<TableRow>,
) -> Table {
    let heads = columns.iter().map(|column| Head::new(&column.title, Align::Start));
    let heads = vec![[Head::new(first, Align::Start)].into_iter().chain(heads).collect()];
    Table { caption: caption.to_owned(), heads, rows, row_heads: true, ..Table::default() }
}

/// A row that spans the table with a group's title, with where that stands.
pub(super) fn group_row(address: Address, title: &str, at: Option<Address>) -> TableRow {
    TableRow {
        address,
        kind: RowKind::Group,
        cells: vec![Cell { place: at, ..Cell::plain(title) }],
        ..TableRow::default()
    }
}

pub(super) fn date_cell(date: Option<Date>) -> Cell {
    date.map(|date| Cell::plain(date.to_string())).unwrap_or_default()
}
