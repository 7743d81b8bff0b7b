//! Goals: as headings with tables below, as one table, or as a list.

use super::{Composer, assignments::group_row, charts, indicators, nodes, own_head, text_cell};
use crate::compute::goal_proposal;
use crate::document::markdown::{self, Span, TextNode};
use crate::document::{Align, Body, Cell, Content, RowKind, Table, TableRow, TextLook, View};
use crate::model::{
    Address, Goal, GoalKind, GoalsBlock, GoalsLayout, Indicator, IndicatorColumn, IndicatorField,
    Status, Strip,
};

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
                let at = self.at(&block.id);
                self.goal_table(block, (&block.columns, &at), at.clone(), &block.goals);
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
                    self.goal_rows_of_list(block, listed);
                } else {
                    let list = self.goal_list(listed);
                    if !block.caption.is_empty() {
                        let caption = markdown::paragraph(&block.caption);
                        self.push(self.at(&block.id), Body::Text(TextLook::Body, caption));
                    }
                    self.push(self.at(&block.id), Body::Text(TextLook::Body, vec![list]));
                }
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
            let places = self.goal_places(goal);
            self.heading_with(at, level, &goal_title(goal), (&kicker, places));
        }
        self.goal_body(block, goal, level);
        if block.layout == GoalsLayout::ChildTable {
            return;
        }
        for below in &goal.goals {
            self.goal(block, below, if goal.untitled { level } else { level + 1 });
        }
    }

    /// A goal's title in a table; while one writes its number has a place of its own.
    pub(super) fn title_cell(&self, goal: &Goal) -> Cell {
        let mut cell = Cell::plain(goal_title(goal));
        if self.writing && !goal.number.is_empty() {
            let number = Content::Plain(format!("{}.", goal.number));
            let number = Content::At(self.at(&goal.id).field("number"), vec![number]);
            cell.contents = vec![number, Content::Plain(goal.title.clone())];
        }
        cell.field("title")
    }

    /// What of a goal's kind and number has a place in its heading.
    fn goal_places(&self, goal: &Goal) -> Vec<(Address, String)> {
        let at = self.at(&goal.id);
        let kind = match goal.label.is_empty() {
            true => (at.field("kind"), goal.kind.label()),
            false => (at.field("label"), goal.label.as_str()),
        };
        let number = Some(goal.number.as_str()).filter(|number| !number.is_empty());
        let number = number.map(|number| (at.field("number"), number));
        let places = [kind].into_iter().chain(number).filter(|_| self.writing);
        places.map(|(at, text)| (at, text.to_owned())).collect()
    }

    fn goal_body(&mut self, block: &GoalsBlock, goal: &Goal, level: u8) {
        let at = self.at(&goal.id);
        self.text(at.field("description"), TextLook::Body, &goal.description);
        self.goal_status(block, goal);
        self.before_indicators(goal, level);
        self.unit_table(goal);
        self.indicator_table(block, goal);
        if block.layout == GoalsLayout::ChildTable && !goal.goals.is_empty() {
            let columns_at = self.columns_at(block, goal);
            let columns = (columns_of(block, goal), &columns_at);
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
        self.unit_counts(goal);
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
            self.action_table(goal);
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
            // In a list no heading says whose a status is that nobody has set.
            let is_shown = self.shows(assessment.status != Status::Unset)
                && (assessment.status != Status::Unset || block.layout != GoalsLayout::List);
            if is_shown {
                let view = self.status_view(at.field(field), assessment, None);
                let body = Body::Status { label: label.to_owned(), view };
                self.push(at.field(field), body);
            }
        }
        // Why there is no status can be said where there is none.
        let is_asked = goal.status.status == Status::Unset && block.layout != GoalsLayout::List;
        if !goal.later.is_empty() || (self.writing && is_asked) {
            let later = markdown::paragraph(&goal.later);
            self.push(at.field("later"), Body::Text(TextLook::Small, later));
        }
        if !goal.comment.is_empty() || block.layout != GoalsLayout::List {
            self.text(at.field("comment"), TextLook::Body, &goal.comment);
        }
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
        let head_at = self.at(&block.id).field("head");
        let first = own_head(&block.head, "Indikator", Align::Start, head_at);
        let columns_at = self.columns_at(block, goal);
        let mut rows = Vec::new();
        for indicator in &goal.indicators {
            rows.extend(self.indicator_rows(indicator, columns, legend, 0));
        }
        let table = Table {
            caption: goal.indicator_title.clone(),
            caption_at: self.writing.then(|| self.at(&goal.id).field("indicator_title")),
            heads: indicators::heads(first, columns, &columns_at),
            rows: rows.into(),
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
        (columns, columns_at): (&[IndicatorColumn], &Address),
        at: Address,
        goals: &[Goal],
    ) {
        let mut rows = Vec::new();
        for goal in goals {
            self.goal_rows(block, columns, goal, 0, &mut rows);
        }
        let own = self.at(&block.id);
        let adopted = block.adopted.map(|date| format!(", antagen {}", date.in_text()));
        let rest = adopted.unwrap_or_default();
        let kind = goals.first().map_or("Mål", kind_label);
        let usual = format!("{kind} och indikator");
        let first = own_head(&block.head, &usual, Align::Start, own.field("head"));
        let table = Table {
            caption: format!("{}{rest}", block.caption),
            caption_at: self.caption_at(&own),
            rest_at: Some(own.field("adopted")),
            rest,
            heads: indicators::heads(first, columns, columns_at),
            rows: rows.into(),
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
        let mut cells = vec![self.title_cell(goal)];
        for column in columns {
            cells.push(match column.field {
                IndicatorField::Status => {
                    self.proposal(block, goal);
                    self.status_cell(&at, &goal.status, &goal.expected)
                }
                IndicatorField::Comment => {
                    let mut cell = text_cell(&goal.comment).field("comment");
                    let later = Some(&goal.later).filter(|later| !later.is_empty());
                    let later = later.map(|later| vec![Content::Quiet(later.clone())]);
                    cell.contents.extend(later.map(|later| Content::At(at.field("later"), later)));
                    cell
                }
                _ => Cell::default(),
            });
        }
        let follow = Some(View::Goals);
        let (address, kind) = (at.clone(), RowKind::Head);
        rows.push(TableRow { address, kind, level, cells, follow, ..TableRow::default() });
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
