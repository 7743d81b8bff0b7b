//! Volumes and prices by month, with what they cost.

use super::{Composer, charts, figure};
use crate::compute::{Derivation, SeriesFigures, series_figures};
use crate::document::{
    Align, Body, Cell, FigureView, Head, RowItem, RowKind, Table, TableRow, TextLook, View,
};
use crate::model::{Measure, Month, MonthKind, VolumeSeries, VolumesBlock};
use crate::number::{Figure, Unit};

impl Composer<'_> {
    pub(super) fn volumes(&mut self, block: &VolumesBlock, level: u8) {
        let mut costs = Vec::new();
        for series in &block.series {
            self.follow = Some(View::Volumes);
            self.heading(self.at(&series.id), level, &series.name, "");
            let table = self.month_table(series);
            self.push(self.at(&series.id).field("months"), Body::Table(table));
            for (measure, chart) in charts::series_charts(series) {
                let at = self.at(&series.id).field(format!("chart.{measure}"));
                self.push(at, Body::Chart(chart));
            }
            self.text(self.at(&series.id).field("comment"), TextLook::Body, &series.comment);
            costs.extend(series_figures(self.context, series).map(|figures| (series, figures)));
        }
        if !costs.is_empty() {
            self.cost_tables(block, &costs, level);
        }
    }

    fn month_table(&self, series: &VolumeSeries) -> Table {
        let kind = |month: Month| match series.months.get(month.index()) {
            Some(MonthKind::Actual) => "utfall",
            Some(MonthKind::Forecast) => "prognos",
            None => "",
        };
        let own = self.at(&series.id);
        let months = Month::all().map(|month| {
            let edge = is_first_forecast(series, month);
            // Whether the month is closed is chosen at its name.
            let is_said = series.months.len() > month.index();
            Head {
                edge,
                role: month.name(),
                at: is_said.then(|| own.field(format!("months.{}", month.index()))),
                ..Head::new(format!("{} {}", kind(month), month.short()).trim(), Align::End)
            }
        });
        let heads = vec![[Head::new("", Align::Start)].into_iter().chain(months).collect()];
        let mut rows = Vec::new();
        let blocks = [
            (&series.actual_title, "actual", "actual_title"),
            (&series.budget_title, "budget", "budget_title"),
        ];
        for (title, name, field) in blocks {
            rows.push(TableRow {
                address: self.at(&series.id).field(name),
                kind: RowKind::Group,
                cells: vec![Cell::plain(title).field(field)],
                item: RowItem::None,
                ..TableRow::default()
            });
            for (index, measure) in series.measures.iter().enumerate() {
                let figures = if name == "actual" { &measure.actual } else { &measure.budget };
                rows.push(self.month_row(series, (index, measure), figures, name));
            }
        }
        Table { heads, rows: rows.into(), row_heads: true, ..Table::default() }
    }

    fn month_row(
        &self,
        series: &VolumeSeries,
        (index, measure): (usize, &Measure),
        figures: &[Figure],
        block: &str,
    ) -> TableRow {
        let cells = Month::all().map(|month| {
            let view = figure::view(figures.get(month.index()), None, measure.unit);
            let edge = is_first_forecast(series, month);
            let field = format!("{}.{block}.{}", measure.id, month.number());
            Cell { edge, ..Cell::figure(view) }.field(field)
        });
        let label = Cell::plain(&measure.label).field(format!("measures.{index}.label"));
        TableRow {
            address: self.at(&series.id).field(format!("{}.{block}", measure.id)),
            cells: [label].into_iter().chain(cells).collect(),
            item: RowItem::At(self.at(&series.id).field(format!("measures.{index}"))),
            ..TableRow::default()
        }
    }

    /// What all series cost so far and in the year: estimates, and labelled so.
    fn cost_tables(
        &mut self,
        block: &VolumesBlock,
        costs: &[(&VolumeSeries, SeriesFigures)],
        level: u8,
    ) {
        let at = self.at(&block.id);
        self.heading(at.field("costs"), level, "Beräknad kostnad per serie", "");
        let intro = "Kostnaden är en uppskattning: pris × placeringar × dagar i månaden, \
                     summerat. Ett plus betyder dyrare än budget.";
        self.push(
            at.field("costs-note"),
            Body::Text(TextLook::Small, crate::document::markdown::paragraph(intro)),
        );
        let closed = costs.first().map(|(series, _)| closed_months(series)).unwrap_or_default();
        let so_far: [(&str, &str, Pick); 5] = [
            ("Kostnad", "cost", |f| &f.cost),
            ("Budget", "budget", |f| &f.budget),
            ("Skillnad", "deviation", |f| &f.deviation),
            ("varav pris", "price-effect", |f| &f.price_effect),
            ("varav volym", "volume-effect", |f| &f.volume_effect),
        ];
        let caption = format!("Kostnad {closed}, tkr");
        let table = self.cost_table("costs", &caption, costs, &so_far, Unit::Tkr);
        self.push(at.field("costs-so-far"), Body::Table(table));
        let year: [(&str, &str, Pick); 2] = [
            ("Kostnad, tkr", "year-cost", |f| &f.year_cost),
            ("Budget, tkr", "year-budget", |f| &f.year_budget),
        ];
        let days: [(&str, &str, Pick); 4] = [
            ("Vårddygn hittills", "care-days", |f| &f.care_days),
            ("Budgeterade hittills", "budget-days", |f| &f.budget_days),
            ("Vårddygn på året", "year-days", |f| &f.year_days),
            ("Helårsplaceringar", "placement-years", |f| &f.placement_years),
        ];
        let whole: Vec<_> = days.into_iter().chain(year).collect();
        let caption = "Vårddygn och helår med prognos";
        let table = self.cost_table("costs-year", caption, costs, &whole, Unit::Number);
        self.push(at.field("costs-year"), Body::Table(table));
    }

    fn cost_table(
        &mut self,
        part: &str,
        caption: &str,
        costs: &[(&VolumeSeries, SeriesFigures)],
        columns: &[(&str, &str, Pick)],
        unit: Unit,
    ) -> Table {
        let heads = columns.iter().map(|(title, ..)| Head::new(*title, Align::End));
        let heads = vec![[Head::new("Serie", Align::Start)].into_iter().chain(heads).collect()];
        let mut rows = Vec::new();
        for (series, figures) in costs {
            let at = self.at(&series.id);
            let mut cells = vec![Cell::plain(&series.name).field("name")];
            for (_, field, pick) in columns {
                let derivation = pick(figures);
                self.derived(at.field(*field), derivation);
                let view = FigureView { computed: true, ..figure::number(derivation, unit) };
                cells.push(Cell::figure(view).field(*field));
            }
            rows.push(TableRow { address: at.field(part), cells, ..TableRow::default() });
        }
        let caption = caption.to_owned();
        Table { caption, heads, rows: rows.into(), row_heads: true, ..Table::default() }
    }
}

type Pick = fn(&SeriesFigures) -> &Derivation;

fn is_first_forecast(series: &VolumeSeries, month: Month) -> bool {
    let kind = |index: usize| series.months.get(index);
    kind(month.index()) == Some(&MonthKind::Forecast)
        && month.index().checked_sub(1).and_then(kind) == Some(&MonthKind::Actual)
}

/// `januari–augusti` for a series closed to August.
fn closed_months(series: &VolumeSeries) -> String {
    let is_actual = |month: &Month| series.months.get(month.index()) == Some(&MonthKind::Actual);
    let closed: Vec<Month> = Month::all().filter(is_actual).collect();
    match (closed.first(), closed.last()) {
        (Some(first), Some(last)) if first != last => format!("{}–{}", first.name(), last.name()),
        (Some(only), _) => only.name().to_owned(),
        _ => String::new(),
    }
}
