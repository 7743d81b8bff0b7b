//! Assignments, their tally, and actions.

use super::{Composer, figure, nodes, own_head, text_cell};
use crate::compute::{count_of, total_of};
use crate::document::markdown::{self, TextNode};
use crate::document::{Align, Body, Cell, Head, RowItem, RowKind, Table, TableRow, TextLook, View};
use crate::model::{
    Action, ActionColumn, ActionField, ActionsBlock, Address, Assignment, AssignmentColumn,
    AssignmentField, AssignmentGroup, AssignmentsBlock, Date, Goal, Layout, TallyBlock,
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
        let at = self.at(&block.id);
        let heads = block.columns.iter().enumerate().map(|(index, column)| {
            Head::new(&column.title, Align::Start).at(at.field(format!("columns.{index}.title")))
        });
        let first = own_head(&block.head, "Uppdrag", Align::Start, at.field("head"));
        let heads = [first].into_iter().chain(heads).collect();
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
            caption_at: self.caption_at(&self.at(&block.id)),
            heads: vec![heads],
            rows: rows.into(),
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
        let own = self.at(&block.id);
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
            let title_at = self.at(&class.id).field("title");
            heads.push(Head::new(&class.title, Align::End).at(title_at));
        }
        let total = total_of(self.context, block);
        let view = figure::view(block.total.as_ref(), total.as_ref(), Unit::Number);
        if let Some(total) = &total {
            self.derived(self.at(&block.id).field("total"), total);
        }
        cells.push(Cell::figure(view).field("total"));
        heads.push(own_head(&block.total_title, "Totalt", Align::End, own.field("total_title")));
        let row = TableRow { address: own, cells, item: RowItem::None, ..TableRow::default() };
        let table = Table {
            caption: block.caption.clone(),
            caption_at: self.caption_at(&self.at(&block.id)),
            heads: vec![heads],
            rows: vec![row].into(),
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }

    pub(super) fn actions(&mut self, block: &ActionsBlock) {
        self.legend(&block.id, block.legend.as_ref());
        let rows = self.action_rows(&block.actions, &block.columns);
        let at = self.at(&block.id);
        let first = own_head(&block.head, "Åtgärd", Align::Start, at.field("head"));
        let heads = action_heads(first, &block.columns, Some(at.field("columns")));
        let caption = block.caption.clone();
        let table =
            Table { caption, heads, rows: rows.into(), row_heads: true, ..Table::default() };
        let table = Table { caption_at: self.caption_at(&at), ..table };
        self.push(at, Body::Table(table));
    }

    /// The actions of a goal: with its own columns, else with those that hold anything.
    pub(super) fn action_table(&mut self, goal: &Goal) {
        let at = self.at(&goal.id);
        let first = own_head(&goal.action_head, "Åtgärder", Align::Start, at.field("action_head"));
        let own = Some(&goal.action_columns).filter(|columns| !columns.is_empty());
        let columns = own.cloned().unwrap_or_else(|| filled_columns(&goal.actions));
        let heads = action_heads(first, &columns, own.map(|_| at.field("action_columns")));
        let rows = self.action_rows(&goal.actions, &columns);
        let table = Table { heads, rows: rows.into(), row_heads: true, ..Table::default() };
        self.push(at.field("actions"), Body::Table(table));
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

/// The heads of a table of actions; the columns' titles stand in a list, if they are stated.
fn action_heads(first: Head, columns: &[ActionColumn], list: Option<Address>) -> Vec<Vec<Head>> {
    let title_at = |index: usize| {
        list.as_ref().map(|list| list.field(format!("{}.{index}.title", list.field)))
    };
    let heads = columns.iter().enumerate().map(|(index, column)| Head {
        at: title_at(index),
        ..Head::new(&column.title, Align::Start)
    });
    vec![[first].into_iter().chain(heads).collect()]
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
