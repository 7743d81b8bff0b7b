//! Indicators as rows of tables.

use super::{Composer, figure, nodes, text_cell};
use crate::compute::{indicator_status, trend};
use crate::document::markdown;
use crate::document::{
    Align, Cell, Content, FigureView, Head, StatusView, TableRow, TrendView, View,
};
use crate::model::{
    Address, Bound, Earlier, Indicator, IndicatorColumn, IndicatorField, Legend, Meaning,
    ReportKind, Status, TrendDirection,
};
use crate::number::{Figure, Unit};

/// The heads of an indicator table.
pub(super) fn heads(first: Head, columns: &[IndicatorColumn], at: &Address) -> Vec<Vec<Head>> {
    let align = |field| match field {
        IndicatorField::Outcome | IndicatorField::Target | IndicatorField::Earlier => Align::End,
        _ => Align::Start,
    };
    let heads = columns.iter().enumerate().map(|(index, column)| {
        let at = Some(at.field(format!("columns.{index}.title")));
        Head { at, role: column.field.word(), ..Head::new(&column.title, align(column.field)) }
    });
    vec![[first].into_iter().chain(heads).collect()]
}

impl Composer<'_> {
    /// The row of an indicator, and one per area below it.
    pub(super) fn indicator_rows(
        &mut self,
        indicator: &Indicator,
        columns: &[IndicatorColumn],
        legend: Option<&Legend>,
        level: u8,
    ) -> Vec<TableRow> {
        let mut name = Cell::plain(&indicator.name).field("name");
        if !indicator.code.is_empty() {
            let code = Content::Quiet(indicator.code.clone());
            name = name.part(self.at(&indicator.id).field("code"), code);
        }
        if indicator.stewardship {
            name.contents.push(Content::Quiet(super::goals::STEWARDSHIP.to_owned()));
        }
        let cells = columns.iter().map(|column| self.indicator_cell(indicator, column, legend));
        let cells = [name].into_iter().chain(cells).collect();
        let address = self.at(&indicator.id);
        // A second place leads nowhere: the page follows the indicator under its own id.
        let follow = Some(View::Goals).filter(|_| indicator.same_as.is_none());
        let row = TableRow { address, level, cells, follow, ..TableRow::default() };
        [row].into_iter().chain(self.area_rows(indicator, columns, level + 1)).collect()
    }

    fn area_rows(
        &self,
        indicator: &Indicator,
        columns: &[IndicatorColumn],
        level: u8,
    ) -> Vec<TableRow> {
        let row = |area: &crate::model::AreaResult| {
            let cell = |column: &IndicatorColumn| match column.field {
                IndicatorField::Outcome => {
                    let mut cell = figure_cell(area.value.as_ref(), indicator.unit);
                    if let Some(earlier) = &area.earlier {
                        let at = self.at(&area.id);
                        let earlier = Content::Quiet(earlier.show(indicator.unit));
                        cell = cell.part(at.field("earlier"), earlier);
                        if !area.earlier_label.is_empty() {
                            let label = Content::Quiet(area.earlier_label.clone());
                            cell = cell.part(at.field("earlier_label"), label);
                        }
                    }
                    cell.field("outcome")
                }
                _ => Cell::default(),
            };
            let cells = [Cell::plain(&area.label).field("label")]
                .into_iter()
                .chain(columns.iter().map(cell));
            TableRow {
                address: self.at(&area.id),
                level,
                cells: cells.collect(),
                ..TableRow::default()
            }
        };
        indicator.areas.iter().map(row).collect()
    }

    fn indicator_cell(
        &mut self,
        indicator: &Indicator,
        column: &IndicatorColumn,
        legend: Option<&Legend>,
    ) -> Cell {
        match column.field {
            IndicatorField::Empty => Cell::default(),
            IndicatorField::Description => text_cell(&indicator.description),
            IndicatorField::Earlier => self.earlier_cell(indicator, &column.title),
            IndicatorField::Outcome => outcome_cell(&self.at(&indicator.id), indicator),
            IndicatorField::Target => target_cell(indicator),
            IndicatorField::Status => {
                let view = self.indicator_view(indicator, legend);
                let at = self.at(&indicator.id).field("expected");
                let mut cell = Cell::status(view);
                if indicator.expected.status != Status::Unset {
                    let view = self.status_view(at.clone(), &indicator.expected, None);
                    let view = Content::At(at, vec![Content::Status(view)]);
                    cell.contents.extend([Content::Quiet("helår".to_owned()), view]);
                }
                cell
            }
            IndicatorField::Trend => self.trend_cell(indicator),
            IndicatorField::Comment => text_cell(&indicator.comment),
        }
        .field(column.field.word())
    }

    /// The status that holds, with the computed one where it differs.
    pub(super) fn indicator_view(
        &mut self,
        indicator: &Indicator,
        legend: Option<&Legend>,
    ) -> StatusView {
        let outcome = &indicator.outcome;
        let is_plan = self.context.report.kind == ReportKind::Plan;
        let unmeasured = outcome.value.is_none() && outcome.text.is_empty();
        if unmeasured && !is_plan && indicator.status.status == Status::Unset {
            return StatusView {
                status: Status::NotMeasured,
                computed: true,
                ..StatusView::default()
            };
        }
        let computed = indicator_status(self.context, indicator, legend);
        let at = self.at(&indicator.id).field("status");
        self.status_view(at, &indicator.status, computed.as_ref())
    }

    /// Earlier outcomes, each with the year or period it is of, unless the column's title says it. One
    /// is the cell's; several have a place each.
    fn earlier_cell(&self, indicator: &Indicator, title: &str) -> Cell {
        let mut cell = Cell { align: Align::End, ..Cell::default() };
        let title = title.to_ascii_lowercase();
        let is_one = indicator.earlier.len() == 1;
        for (index, earlier) in indicator.earlier.iter().enumerate() {
            let is_said = title.contains(&earlier.label.to_ascii_lowercase());
            let outcome = earlier_contents(earlier, indicator.unit);
            match is_one {
                true => cell.contents.extend(outcome),
                false => cell.contents.push(Content::At(
                    self.at(&indicator.id).field(format!("earlier.{index}")),
                    outcome,
                )),
            }
            if !is_said && !earlier.label.is_empty() {
                let at = self.at(&indicator.id).field(format!("earlier.{index}.label"));
                cell = cell.part(at, Content::Quiet(earlier.label.clone()));
            }
        }
        if indicator.earlier.iter().all(|earlier| earlier.value.is_none()) {
            cell.align = Align::Start;
        }
        cell
    }

    fn trend_cell(&mut self, indicator: &Indicator) -> Cell {
        let computed = trend(self.context, indicator);
        let at = self.at(&indicator.id).field("trend");
        let meaning = computed.as_ref().and_then(|derivation| match derivation.value {
            crate::compute::Value::Trend(meaning) => Some(meaning),
            _ => None,
        });
        if let Some(computed) = &computed {
            self.derived(at, computed);
        }
        let stated = &indicator.trend;
        let is_stated =
            stated.direction != TrendDirection::None || stated.meaning != Meaning::Unsaid;
        let view = if is_stated {
            let differs = |m: &Meaning| stated.meaning != Meaning::Unsaid && *m != stated.meaning;
            TrendView {
                direction: stated.direction,
                meaning: stated.meaning,
                computed: meaning.filter(differs),
            }
        } else {
            TrendView { meaning: meaning.unwrap_or_default(), ..TrendView::default() }
        };
        if view.arrow().is_empty() {
            return Cell::default();
        }
        let mut cell = Cell { contents: vec![Content::Trend(view)], ..Cell::default() };
        if !stated.base.is_empty() {
            let at = self.at(&indicator.id).field("trend.base");
            cell = cell.part(at, Content::Quiet(format!("mot {}", stated.base)));
        }
        cell
    }
}

fn figure_cell(figure: Option<&Figure>, unit: Unit) -> Cell {
    Cell::figure(figure::view(figure, None, unit))
}

fn earlier_contents(earlier: &Earlier, unit: Unit) -> Vec<Content> {
    let figure = earlier.value.as_ref().map(|value| {
        Content::Figure(FigureView { unreadable: value.value().is_none(), ..view_of(value, unit) })
    });
    let text = (!earlier.text.is_empty()).then(|| Content::Quiet(earlier.text.clone()));
    figure.into_iter().chain(text).collect()
}

fn view_of(figure: &Figure, unit: Unit) -> FigureView {
    FigureView { text: figure.show(unit), ..FigureView::default() }
}

fn outcome_cell(at: &Address, indicator: &Indicator) -> Cell {
    let outcome = &indicator.outcome;
    let mut cell = figure_cell(outcome.value.as_ref(), indicator.unit);
    if let Some(second) = &outcome.second {
        let contents = earlier_contents(second, indicator.unit);
        cell.contents.push(Content::At(at.field("outcome.second"), contents));
        if !second.label.is_empty() {
            let label = Content::Quiet(second.label.clone());
            cell = cell.part(at.field("outcome.second.label"), label);
        }
    }
    if !outcome.text.is_empty() {
        cell.contents.push(Content::Text(nodes(&outcome.text)));
        // A sentence reads from the left, a figure from the right.
        cell.align = if outcome.value.is_some() { Align::End } else { Align::Start };
    }
    if !outcome.later.is_empty() {
        cell.contents.push(Content::Quiet(outcome.later.clone()));
        cell.align = if outcome.value.is_some() { Align::End } else { Align::Start };
    }
    match outcome.date {
        Some(date) => cell.part(at.field("outcome.date"), Content::Quiet(date.to_string())),
        None => cell,
    }
}

fn target_cell(indicator: &Indicator) -> Cell {
    let target = &indicator.target;
    let figure = |bound: &Bound| {
        let text = bound.show(indicator.unit);
        Content::Figure(FigureView { text, ..FigureView::default() })
    };
    let mut cell = Cell { align: Align::End, ..Cell::default() };
    match (&target.period, &target.year) {
        (Some(period), year) => {
            cell.contents.push(figure(period));
            let year = year.as_ref().map(|year| format!("{} på året", year.show(indicator.unit)));
            cell.contents.extend(year.map(Content::Quiet));
        }
        (None, Some(year)) => cell.contents.push(figure(year)),
        (None, None) => {}
    }
    if !target.text.is_empty() {
        cell.contents.push(Content::Text(markdown::parse(&target.text)));
        if cell.contents.len() == 1 {
            cell.align = Align::Start;
        }
    }
    cell
}
