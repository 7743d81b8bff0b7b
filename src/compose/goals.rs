//! Goals: as headings with tables below, as one table, or as a list.

use super::{Composer, assignments::group_row, charts, indicators, nodes, text_cell};
use crate::compute::goal_proposal;
use crate::document::markdown::{self, Span, TextNode};
use crate::document::{Align, Body, Cell, Content, Head, RowKind, Table, TableRow, TextLook, View};
use crate::model::{
    Address, Assessment, Goal, GoalKind, GoalsBlock, GoalsLayout, Indicator, IndicatorColumn,
    IndicatorField, Status, Strip, UnitCount, UnitQuestion, UnitResult,
};
use crate::number::{Figure, NO_BREAK, Unit};

/// Goals of *god ekonomisk hushållning* are marked as such (kommunallagen 11:1).
pub(super) const STEWARDSHIP: &str = "god ekonomisk hushållning";

impl Composer<'_> {
    pub(super) fn goals(&mut self, block: &GoalsBlock, level: u8) {
        self.legend(&block.id, block.legend.as_ref());
        match block.layout {
            GoalsLayout::Headings | GoalsLayout::ChildTable => {
                for goal in &block.goals {
                    self.goal(block, goal, level);
                }
            }
            GoalsLayout::Table => {
                self.goal_table(block, &block.columns, self.at(&block.id), &block.goals);
                self.below_table(&block.goals, level);
            }
            GoalsLayout::List => {
                // A goal without a title of its own lends its place to those under it.
                let listed = match block.goals.as_slice() {
                    [goal] if goal.untitled => {
                        self.also.push(self.at(&goal.id));
                        &goal.goals
                    }
                    goals => goals,
                };
                if self.writing {
                    return self.goal_rows_of_list(block, listed);
                }
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
            self.follow = Some(View::Goals);
            self.heading(at, level, &goal_title(goal), &kicker);
        }
        self.goal_body(block, goal, level);
        if block.layout == GoalsLayout::ChildTable {
            return;
        }
        for below in &goal.goals {
            self.goal(block, below, if goal.untitled { level } else { level + 1 });
        }
    }

    fn goal_body(&mut self, block: &GoalsBlock, goal: &Goal, level: u8) {
        let at = self.at(&goal.id);
        self.text(at.field("description"), TextLook::Body, &goal.description);
        self.goal_status(block, goal);
        self.before_indicators(goal, level);
        self.unit_table(goal);
        self.indicator_table(block, goal);
        if block.layout == GoalsLayout::ChildTable && !goal.goals.is_empty() {
            let columns = columns_of(block, goal);
            self.goal_table(block, columns, at.field("goals"), &goal.goals);
            self.below_table(&goal.goals, level);
        }
        self.after_indicators(goal, level);
    }

    fn before_indicators(&mut self, goal: &Goal, level: u8) {
        for block in &goal.blocks {
            self.block(block, level + 1);
        }
        for text in &goal.texts {
            self.titled_text(text);
        }
        let text: Vec<TextNode> = goal.unit_counts.iter().flat_map(unit_count_text).collect();
        if !text.is_empty() {
            let at = self.at(&goal.id).field("unit_counts");
            self.push(at, Body::Text(TextLook::Body, text));
        }
    }

    fn after_indicators(&mut self, goal: &Goal, level: u8) {
        self.indicator_texts(goal, level);
        if let Some(strip) = &goal.strip {
            self.strip(goal, strip);
        }
        for text in &goal.closing {
            self.titled_text(text);
        }
        if !goal.actions.is_empty() {
            let at = self.at(&goal.id).field("actions");
            self.action_table(&at, &goal.action_head, &goal.action_columns, &goal.actions);
        }
    }

    /// What of goals in a table has no place in its rows stands below it, under the goal's title.
    fn below_table(&mut self, goals: &[Goal], level: u8) {
        for goal in goals {
            let heading = vec![TextNode::Heading(vec![span(&goal_title(goal))])];
            let at = self.at(&goal.id);
            self.push(at.field("more"), Body::Text(TextLook::Body, heading));
            let count = self.document.pieces.len();
            self.text(at.field("description"), TextLook::Body, &goal.description);
            self.before_indicators(goal, level);
            self.after_indicators(goal, level);
            if self.document.pieces.len() == count {
                self.document.pieces.pop();
            }
            self.below_table(&goal.goals, level);
        }
    }

    fn goal_status(&mut self, block: &GoalsBlock, goal: &Goal) {
        let at = self.at(&goal.id);
        self.proposal(block, goal);
        let expected = (&goal.expected, "expected", "Bedömning för helåret");
        let judged = [(&goal.status, "status", status_label(goal)), expected];
        for (assessment, field, label) in judged {
            if self.shows(assessment.status != Status::Unset) {
                let view = self.status_view(at.field(field), assessment, None);
                let body = Body::Status { label: label.to_owned(), view };
                self.push(at.field(field), body);
            }
        }
        if !goal.later.is_empty() {
            let later = markdown::paragraph(&goal.later);
            self.push(at.field("later"), Body::Text(TextLook::Small, later));
        }
        self.text(at.field("comment"), TextLook::Body, &goal.comment);
    }

    /// What stands under a goal speaks for a status of its own, which explains the stated one or doubts it.
    fn proposal(&mut self, block: &GoalsBlock, goal: &Goal) {
        let is_judged = goal.status.status != Status::Unset;
        let legend = block.legend.as_ref();
        if let Some(proposal) = goal_proposal(self.context, goal, legend).filter(|_| is_judged) {
            self.derived(self.at(&goal.id).field("status"), &proposal);
        }
    }

    fn titled_text(&mut self, text: &crate::model::TitledText) {
        let at = self.at(&text.id);
        let heading = TextNode::Heading(vec![span(&text.title)]);
        let heading = [heading].into_iter().filter(|_| !text.title.is_empty());
        if self.writing {
            self.heading_text(at.field("title"), &text.title);
            return self.text(at.field("text"), TextLook::Body, &text.text);
        }
        let body = heading.chain(nodes(&text.text));
        self.push(at, Body::Text(TextLook::Body, body.collect()));
    }

    fn indicator_table(&mut self, block: &GoalsBlock, goal: &Goal) {
        if goal.indicators.is_empty() {
            return;
        }
        let columns = columns_of(block, goal);
        let legend = block.legend.as_ref();
        let first = if block.head.is_empty() { "Indikator" } else { &block.head };
        let columns_at = self.columns_at(block, goal);
        let mut rows = Vec::new();
        for indicator in &goal.indicators {
            rows.extend(self.indicator_rows(indicator, columns, legend, 0));
        }
        let table = Table {
            caption: goal.indicator_title.clone(),
            caption_at: self.writing.then(|| self.at(&goal.id).field("indicator_title")),
            heads: indicators::heads(first, columns, &columns_at),
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

    /// Whose columns a goal's table has: its own, else the block's.
    fn columns_at(&self, block: &GoalsBlock, goal: &Goal) -> Address {
        self.at(if goal.columns.is_empty() { &block.id } else { &goal.id })
    }

    fn indicator_texts(&mut self, goal: &Goal, level: u8) {
        let has_more =
            |indicator: &&Indicator| !indicator.texts.is_empty() || !indicator.blocks.is_empty();
        for indicator in goal.indicators.iter().filter(has_more) {
            let heading = vec![TextNode::Heading(vec![span(&indicator.name)])];
            let at = self.at(&indicator.id).field("texts");
            self.push(at, Body::Text(TextLook::Body, heading));
            for text in &indicator.texts {
                self.titled_text(text);
            }
            for block in &indicator.blocks {
                self.block(block, level + 1);
            }
        }
    }

    fn unit_table(&mut self, goal: &Goal) {
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

    /// Goals in one table: a row per goal, its units and indicators below it.
    fn goal_table(
        &mut self,
        block: &GoalsBlock,
        columns: &[IndicatorColumn],
        at: Address,
        goals: &[Goal],
    ) {
        let mut rows = Vec::new();
        for goal in goals {
            self.goal_rows(block, columns, goal, 0, &mut rows);
        }
        let adopted =
            block.adopted.map(|date| format!(", antagen {}", date.in_text())).unwrap_or_default();
        let caption = format!("{}{adopted}", block.caption);
        let kind = goals.first().map_or("Mål", kind_label);
        let usual = format!("{kind} och indikator");
        let first = if block.head.is_empty() { &usual } else { &block.head };
        let columns_at = self.at(&block.id);
        let table = Table {
            caption,
            caption_at: self.shown_whole(&self.at(&block.id), block.adopted.is_none()),
            heads: indicators::heads(first, columns, &columns_at),
            rows,
            row_heads: true,
            ..Table::default()
        };
        self.push(at, Body::Table(table));
    }

    fn goal_rows(
        &mut self,
        block: &GoalsBlock,
        columns: &[IndicatorColumn],
        goal: &Goal,
        level: u8,
        rows: &mut Vec<TableRow>,
    ) {
        let at = self.at(&goal.id);
        let mut cells = vec![Cell::plain(goal_title(goal)).field("title")];
        for column in columns {
            cells.push(match column.field {
                IndicatorField::Status => {
                    self.proposal(block, goal);
                    self.status_cell(&at, &goal.status, &goal.expected)
                }
                IndicatorField::Comment => {
                    let mut cell = text_cell(&goal.comment).field("comment");
                    let later = Some(&goal.later).filter(|later| !later.is_empty());
                    cell.contents.extend(later.map(|later| Content::Quiet(later.clone())));
                    cell
                }
                _ => Cell::default(),
            });
        }
        let follow = Some(View::Goals);
        rows.push(TableRow { address: at.clone(), kind: RowKind::Head, level, cells, follow });
        for unit in &goal.units {
            rows.push(self.unit_row(unit, columns, level + 1));
        }
        if !goal.indicator_title.is_empty() {
            let title_at = Some(at.field("indicator_title"));
            rows.push(group_row(at.field("indicators"), &goal.indicator_title, title_at));
        }
        for indicator in &goal.indicators {
            let legend = block.legend.as_ref();
            rows.extend(self.indicator_rows(indicator, columns, legend, level + 1));
        }
        for goal in &goal.goals {
            self.goal_rows(block, columns, goal, level + 1, rows);
        }
    }

    fn unit_row(&mut self, unit: &UnitResult, columns: &[IndicatorColumn], level: u8) -> TableRow {
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
    fn status_cell(&mut self, at: &Address, now: &Assessment, expected: &Assessment) -> Cell {
        let mut cell = Cell::status(self.status_view(at.field("status"), now, None));
        if expected.status != Status::Unset {
            let view = self.status_view(at.field("expected"), expected, None);
            cell.contents.extend([Content::Quiet("helår".to_owned()), Content::Status(view)]);
        }
        cell.field("status")
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
            self.goal_status(block, goal);
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

pub(super) fn goal_title(goal: &Goal) -> String {
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

pub(super) fn span(text: &str) -> Span {
    Span { text: text.to_owned(), ..Span::default() }
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
