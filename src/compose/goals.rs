//! Goals: as headings with tables below, as one table, or as a list.

use super::{Composer, charts, indicators, nodes, text_cell};
use crate::document::markdown::{self, Span, TextNode};
use crate::document::{Align, Body, Cell, Content, Head, RowKind, Table, TableRow, TextLook};
use crate::model::{
    Goal, GoalKind, GoalsBlock, GoalsLayout, IndicatorColumn, IndicatorField, Status, Strip,
    UnitCount,
};
use crate::number::{Figure, NO_BREAK, Unit};

/// Goals of *god ekonomisk hushållning* are marked as such (kommunallagen 11:1).
pub(super) const STEWARDSHIP: &str = "god ekonomisk hushållning";

impl Composer<'_> {
    pub(super) fn goals(&mut self, block: &GoalsBlock, level: u8) {
        self.legend(&block.id, block.legend.as_ref());
        match block.layout {
            GoalsLayout::Headings => {
                for goal in &block.goals {
                    self.goal(block, goal, level);
                }
            }
            GoalsLayout::Table => self.goal_table(block),
            GoalsLayout::List => {
                // A goal without a title of its own lends its place to those under it.
                let listed = match block.goals.as_slice() {
                    [goal] if goal.untitled => {
                        self.also.push(self.at(&goal.id));
                        &goal.goals
                    }
                    goals => goals,
                };
                let list = self.goal_list(listed);
                if !block.caption.is_empty() {
                    let caption = markdown::paragraph(&block.caption);
                    self.push(self.at(&block.id), Body::Text(TextLook::Body, caption));
                }
                self.push(self.at(&block.id), Body::Text(TextLook::Body, vec![list]));
                self.below_list(block, &block.goals);
            }
        }
    }

    /// A goal under a heading of its own.
    fn goal(&mut self, block: &GoalsBlock, goal: &Goal, level: u8) {
        let at = self.at(&goal.id);
        if goal.untitled {
            self.also.push(at);
        } else {
            let kind = kind_label(goal);
            let kicker =
                if goal.stewardship { format!("{kind} · {STEWARDSHIP}") } else { kind.to_owned() };
            self.heading(at, level, &goal_title(goal), &kicker);
        }
        self.goal_body(block, goal);
        for below in &goal.goals {
            self.goal(block, below, if goal.untitled { level } else { level + 1 });
        }
    }

    fn goal_body(&mut self, block: &GoalsBlock, goal: &Goal) {
        let at = self.at(&goal.id);
        if !goal.description.is_empty() {
            let body = Body::Text(TextLook::Body, nodes(&goal.description));
            self.push(at.field("description"), body);
        }
        self.goal_status(goal);
        for text in &goal.texts {
            self.titled_text(text);
        }
        if let Some(count) = &goal.unit_count {
            let body = Body::Text(TextLook::Body, unit_count_text(count));
            self.push(at.field("unit_count"), body);
        }
        self.unit_table(goal);
        self.indicator_table(block, goal);
        self.indicator_texts(goal);
        if let Some(strip) = &goal.strip {
            self.strip(goal, strip);
        }
        if !goal.actions.is_empty() {
            self.action_table(&at.field("actions"), &goal.actions);
        }
    }

    fn goal_status(&mut self, goal: &Goal) {
        let at = self.at(&goal.id);
        let expected = (&goal.expected, "expected", "Bedömning för helåret");
        let judged = [(&goal.status, "status", status_label(goal)), expected];
        for (assessment, field, label) in judged {
            if assessment.status != Status::Unset {
                let view = self.status_view(at.field(field), assessment, None);
                let body = Body::Status { label: label.to_owned(), view };
                self.push(at.field(field), body);
            }
        }
        if !goal.later.is_empty() {
            let later = markdown::paragraph(&goal.later);
            self.push(at.field("later"), Body::Text(TextLook::Small, later));
        }
        if !goal.comment.is_empty() {
            self.push(at.field("comment"), Body::Text(TextLook::Body, nodes(&goal.comment)));
        }
    }

    fn titled_text(&mut self, text: &crate::model::TitledText) {
        let heading = TextNode::Heading(vec![span(&text.title)]);
        let body =
            [heading].into_iter().filter(|_| !text.title.is_empty()).chain(nodes(&text.text));
        self.push(self.at(&text.id), Body::Text(TextLook::Body, body.collect()));
    }

    fn indicator_table(&mut self, block: &GoalsBlock, goal: &Goal) {
        if goal.indicators.is_empty() {
            return;
        }
        let columns = columns_of(block, goal);
        let legend = block.legend.as_ref();
        let first = if block.head.is_empty() { "Indikator" } else { &block.head };
        let mut rows = Vec::new();
        for indicator in &goal.indicators {
            rows.extend(self.indicator_rows(indicator, columns, legend, 0));
        }
        let table = Table {
            heads: indicators::heads(first, columns),
            rows,
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&goal.id).field("indicators"), Body::Table(table));
        for indicator in &goal.indicators {
            if let Some(chart) = charts::indicator_history(self.context, indicator) {
                self.push(self.at(&indicator.id).field("history"), Body::Chart(chart));
            }
        }
    }

    fn indicator_texts(&mut self, goal: &Goal) {
        for indicator in goal.indicators.iter().filter(|indicator| !indicator.texts.is_empty()) {
            let heading = vec![TextNode::Heading(vec![span(&indicator.name)])];
            let at = self.at(&indicator.id).field("texts");
            self.push(at, Body::Text(TextLook::Body, heading));
            for text in &indicator.texts {
                self.titled_text(text);
            }
        }
    }

    fn unit_table(&mut self, goal: &Goal) {
        if goal.units.is_empty() {
            return;
        }
        let has_expected = goal.units.iter().any(|unit| unit.expected.status != Status::Unset);
        let has_comment = goal.units.iter().any(|unit| !unit.comment.is_empty());
        let mut heads = vec![Head::new("Enhet", Align::Start), Head::new("Utfall", Align::Start)];
        heads.extend(has_expected.then(|| Head::new("Helår", Align::Start)));
        heads.extend(has_comment.then(|| Head::new("Kommentar", Align::Start)));
        let mut rows = Vec::new();
        for unit in &goal.units {
            let at = self.at(&unit.id);
            let status = self.status_view(at.field("status"), &unit.status, None);
            let expected = self.status_view(at.field("expected"), &unit.expected, None);
            let mut cells = vec![Cell::plain(&unit.label), Cell::status(status).field("status")];
            cells.extend(has_expected.then(|| Cell::status(expected).field("expected")));
            cells.extend(has_comment.then(|| text_cell(&unit.comment).field("comment")));
            rows.push(TableRow { address: at, cells, ..TableRow::default() });
        }
        let table = Table { heads: vec![heads], rows, row_heads: true, ..Table::default() };
        self.push(self.at(&goal.id).field("units"), Body::Table(table));
    }

    fn strip(&mut self, goal: &Goal, strip: &Strip) {
        let title = match strip.title.as_str() {
            "" => "Måluppfyllelse per månad".to_owned(),
            title => title.to_owned(),
        };
        let body = Body::Strip { title, months: strip.months.clone() };
        self.push(self.at(&goal.id).field("strip"), body);
    }

    /// All goals of the block in one table: a row per goal, its indicators below it.
    fn goal_table(&mut self, block: &GoalsBlock) {
        let mut rows = Vec::new();
        for goal in &block.goals {
            self.goal_rows(block, goal, 0, &mut rows);
        }
        let adopted =
            block.adopted.map(|date| format!(", antagen {}", date.in_text())).unwrap_or_default();
        let caption = format!("{}{adopted}", block.caption);
        let kind = block.goals.first().map_or("Mål", kind_label);
        let usual = format!("{kind} och indikator");
        let first = if block.head.is_empty() { &usual } else { &block.head };
        let table = Table {
            caption,
            heads: indicators::heads(first, &block.columns),
            rows,
            row_heads: true,
            ..Table::default()
        };
        self.push(self.at(&block.id), Body::Table(table));
    }

    fn goal_rows(&mut self, block: &GoalsBlock, goal: &Goal, level: u8, rows: &mut Vec<TableRow>) {
        let at = self.at(&goal.id);
        let view = self.status_view(at.field("status"), &goal.status, None);
        let cell = |column: &IndicatorColumn| match column.field {
            IndicatorField::Status => Cell::status(view.clone()).field("status"),
            IndicatorField::Comment => {
                let mut cell = text_cell(&goal.comment).field("comment");
                let later = Some(&goal.later).filter(|later| !later.is_empty());
                cell.contents.extend(later.map(|later| Content::Quiet(later.clone())));
                cell
            }
            _ => Cell::default(),
        };
        let name = Cell::plain(goal_title(goal)).field("title");
        let cells = [name].into_iter().chain(block.columns.iter().map(cell)).collect();
        rows.push(TableRow { address: at, kind: RowKind::Head, level, cells });
        for indicator in &goal.indicators {
            let legend = block.legend.as_ref();
            rows.extend(self.indicator_rows(indicator, &block.columns, legend, level + 1));
        }
        for goal in &goal.goals {
            self.goal_rows(block, goal, level + 1, rows);
        }
    }

    fn goal_list(&self, goals: &[Goal]) -> TextNode {
        let items = goals.iter().map(|goal| {
            let mut item = vec![TextNode::Paragraph(vec![span(&goal_title(goal))])];
            item.extend(nodes(&goal.description));
            if !goal.goals.is_empty() {
                item.push(self.goal_list(&goal.goals));
            }
            (goal.id.to_string(), item)
        });
        TextNode::Elements(items.collect())
    }

    /// Tables of goals set as a list stand below it.
    fn below_list(&mut self, block: &GoalsBlock, goals: &[Goal]) {
        for goal in goals {
            self.goal_status(goal);
            self.indicator_table(block, goal);
            self.below_list(block, &goal.goals);
        }
    }
}

fn columns_of<'a>(block: &'a GoalsBlock, goal: &'a Goal) -> &'a [IndicatorColumn] {
    if goal.columns.is_empty() { &block.columns } else { &goal.columns }
}

fn kind_label(goal: &Goal) -> &str {
    if goal.label.is_empty() { goal.kind.label() } else { &goal.label }
}

fn goal_title(goal: &Goal) -> String {
    let number = if goal.number.is_empty() { String::new() } else { format!("{}. ", goal.number) };
    format!("{number}{}", goal.title)
}

fn status_label(goal: &Goal) -> &'static str {
    match goal.kind {
        GoalKind::Condition | GoalKind::Requirement => "Kravet som helhet",
        GoalKind::Measure => "Åtgärden som helhet",
        _ => "Målet som helhet",
    }
}

fn span(text: &str) -> Span {
    Span { text: text.to_owned(), ..Span::default() }
}

fn unit_count_text(count: &UnitCount) -> Vec<TextNode> {
    if !count.text.is_empty() {
        return nodes(&count.text);
    }
    let show = |figure: &Option<Figure>| figure.as_ref().map(|figure| figure.show(Unit::Number));
    let reached = show(&count.reached).unwrap_or_default();
    let of = show(&count.of).map(|of| format!(" av{NO_BREAK}{of}")).unwrap_or_default();
    markdown::paragraph(format!("{reached}{of} enheter når målet."))
}
