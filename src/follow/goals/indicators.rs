//! Indicators over all reports: targets, outcomes, status, trend, history.

use std::collections::HashMap;

use super::stands;
use crate::compute::{compare, direction, indicator_status};
use crate::document::markdown;
use crate::document::{
    Align, Cell, ChartSpec, Content, Form, Head, Series, StatusView, Stroke, Table, TableRow,
    TextLook, TrendView,
};
use crate::follow::timeline::{Spot, Track};
use crate::follow::{Pen, computed_cell, figure_cell, plain_cell, status_cell, words};
use crate::model::{
    Address, Id, Indicator, Legend, Meaning, OutcomeKind, Status, TrendDirection, walk,
};
use crate::number::{Unit, format_with_unit};

/// Indicators over all reports, by id, so that each goal finds its own at once.
pub(super) struct Indicators<'a> {
    tracks: Vec<Track<'a, Indicator>>,
    by_id: HashMap<&'a str, usize>,
    /// The goal an indicator stands under in its latest report of the year, and its legend there.
    legends: HashMap<(usize, &'a str), Option<&'a Legend>>,
}

impl<'a> Indicators<'a> {
    pub(super) fn new(pen: &Pen<'a>) -> Self {
        let tracks = pen.line.tracks(|report, add| {
            walk::each_indicator(report, &mut |indicator| {
                if indicator.same_as.is_none() {
                    add(&indicator.id, indicator);
                }
            });
        });
        let by_id = tracks.iter().enumerate().map(|(at, track)| (track.id.as_str(), at)).collect();
        let mut legends = HashMap::new();
        for (spot, place) in pen.line.spots.iter().enumerate() {
            for stand in stands(place.report) {
                for indicator in &stand.goal.indicators {
                    legends.insert((spot, indicator.id.as_str()), stand.legend);
                }
            }
        }
        Self { tracks, by_id, legends }
    }

    pub(super) fn track(&self, id: &Id) -> Option<&Track<'a, Indicator>> {
        self.tracks.get(*self.by_id.get(id.as_str())?)
    }
}

pub(super) fn indicator_table(
    pen: &Pen<'_>,
    indicators: &Indicators<'_>,
    tracks: &[&Track<'_, Indicator>],
) -> Table {
    let line = pen.line;
    let has = |indicator: &Indicator| {
        indicator.outcome.value.is_some() || !indicator.outcome.text.is_empty()
    };
    let spots: Vec<usize> = (0..line.spots.len())
        .filter(|spot| tracks.iter().any(|track| track.at(*spot).is_some_and(has)))
        .collect();
    let has_earlier =
        tracks.iter().any(|track| track.stands.iter().any(|(_, i)| !i.earlier.is_empty()));
    let mut heads = vec![Head::new("Indikator", Align::Start), Head::new("Mål", Align::End)];
    heads.extend(has_earlier.then(|| Head::new("Tidigare", Align::End)));
    heads.extend(spots.iter().map(|spot| Head::new(line.spots[*spot].short(), Align::End)));
    let tail = ["Bedömning", "Trend", "Historik"];
    heads.extend(tail.map(|title| Head::new(title, Align::Start)));
    let mut rows = Vec::new();
    for track in tracks {
        let Some((last, latest)) = track.last() else { continue };
        let place = &line.spots[last];
        let mut name = plain_cell(&latest.name, place.at(track.id).field("name"));
        if !latest.code.is_empty() {
            name.contents.push(Content::Quiet(latest.code.clone()));
        }
        let mut cells = vec![name, target_cell(place, latest)];
        cells.extend(has_earlier.then(|| earlier_cell(pen, track)));
        for spot in &spots {
            let cell = track.at(*spot).map(|indicator| outcome_cell(&line.spots[*spot], indicator));
            cells.push(cell.unwrap_or_default());
        }
        let points = points(pen, track);
        let legend = indicators.legends.get(&(last, track.id.as_str())).copied().flatten();
        // A judgement of another year is none of this one's.
        let is_own = place.year.id == line.year.id;
        cells.push(if is_own { judged_cell(place, latest, legend) } else { Cell::default() });
        cells.push(trend_cell(&points, last, place, latest));
        cells.push(spark_cell(latest, &points));
        let address = pen.at(track.id);
        rows.push(TableRow { address, cells, ..TableRow::default() });
    }
    Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() }
}

fn target_cell(place: &Spot<'_>, indicator: &Indicator) -> Cell {
    let target = &indicator.target;
    // Not every report has a column for it.
    let at = place.at(&indicator.id);
    let cell = match target.period.as_ref().or(target.year.as_ref()) {
        Some(bound) => computed_cell(bound.show(indicator.unit), at.clone()),
        None if target.text.is_empty() => Cell::default(),
        None => Cell::plain(&target.text).link(at.clone()),
    };
    cell.shows(at.field("target"))
}

/// The outcome before the first report at hand, as the plan or the first report states it.
fn earlier_cell(pen: &Pen<'_>, track: &Track<'_, Indicator>) -> Cell {
    let stated = track.stands.iter().find(|(_, indicator)| !indicator.earlier.is_empty());
    let Some((spot, indicator)) = stated else { return Cell::default() };
    let at = pen.line.spots[*spot].at(&indicator.id).field("earlier");
    let place = match indicator.earlier.as_slice() {
        [earlier] if earlier.value.is_some() => Some(at.field("earlier.0.value")),
        [_] => Some(at.field("earlier.0.text")),
        _ => None,
    };
    let mut cell = Cell { align: Align::End, ..Cell::default() };
    for earlier in &indicator.earlier {
        let value = earlier.value.as_ref().map(|value| value.show(indicator.unit));
        let text = value.unwrap_or_else(|| earlier.text.clone());
        cell.contents.push(Content::Plain(text));
        let kind = if earlier.kind == OutcomeKind::Forecast { " (prognos)" } else { "" };
        cell.contents.push(Content::Quiet(format!("{}{kind}", earlier.label)));
    }
    Cell { place, ..cell.link(at) }
}

fn outcome_cell(place: &Spot<'_>, indicator: &Indicator) -> Cell {
    let at = place.at(&indicator.id).field("outcome");
    let outcome = &indicator.outcome;
    if let Some(value) = &outcome.value {
        let mut cell = figure_cell(value.show(indicator.unit), at);
        let second =
            outcome.second.as_ref().and_then(|second| Some((second, second.value.as_ref()?)));
        cell.contents.extend(second.map(|(second, value)| {
            Content::Quiet(format!("{} {}", second.label, value.show(indicator.unit)))
        }));
        return cell;
    }
    let says = if outcome.text.is_empty() { &outcome.later } else { &outcome.text.0 };
    Cell::plain(says).link(at.clone()).shows(at)
}

fn judged_cell(place: &Spot<'_>, indicator: &Indicator, legend: Option<&Legend>) -> Cell {
    let at = place.at(&indicator.id).field("status");
    let stated = indicator.status.status;
    let rule = indicator_status(&place.context, indicator, legend).and_then(|d| d.status());
    if stated != Status::Unset {
        // What a person set stands; what the rule says besides is shown beside it.
        let rule_says = rule.filter(|rule| *rule != stated);
        let reason = markdown::parse(&indicator.status.reason.0);
        let view = StatusView { status: stated, rule_says, reason, ..StatusView::default() };
        return Cell::status(view).link(at.clone()).shows(at);
    }
    let mut cell = status_cell(rule.unwrap_or_default(), at);
    if rule.is_some() {
        cell.contents.push(Content::Quiet("beräknad".to_owned()));
    }
    cell
}

/// One value of an indicator in time.
struct Point {
    label: String,
    value: rust_decimal::Decimal,
    at: Address,
    /// The report it stands in, by its place on the line.
    spot: usize,
    /// Whether it can follow the one before in one line.
    joins: bool,
}

/// Outcomes over all reports. Where the name or unit changed, or what grows through the year begins
/// anew, the line is broken; what was only a forecast is no outcome.
fn points(pen: &Pen<'_>, track: &Track<'_, Indicator>) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut before: Option<(&Indicator, u16)> = None;
    for (spot, indicator) in &track.stands {
        let place = &pen.line.spots[*spot];
        if points.is_empty() {
            let at = place.at(&indicator.id).field("earlier");
            let actual = indicator.earlier.iter().filter(|e| e.kind == OutcomeKind::Actual);
            points.extend(actual.filter_map(|earlier| {
                let value = earlier.value.as_ref()?.value()?;
                let label = earlier.label.clone();
                Some(Point { label, value, at: at.clone(), spot: *spot, joins: true })
            }));
        }
        if let Some(value) = indicator.outcome.value.as_ref().and_then(|value| value.value()) {
            let year = place.year.year;
            let joins = match before {
                None => points.is_empty() || !indicator.target.flow,
                Some((other, other_year)) => {
                    is_same(other, indicator) && (!indicator.target.flow || other_year == year)
                }
            };
            let at = place.at(&indicator.id).field("outcome");
            points.push(Point { label: place.short(), value, at, spot: *spot, joins });
            before = Some((indicator, year));
        }
    }
    points
}

/// Whether two reports mean the same thing by an indicator, as far as words can tell.
fn is_same(a: &Indicator, b: &Indicator) -> bool {
    a.unit == b.unit && (a.name == b.name || words::folded(&a.name) == words::folded(&b.name))
}

/// The change as stated, else from the value before to that of the report at `last`.
fn trend_cell(points: &[Point], last: usize, place: &Spot<'_>, indicator: &Indicator) -> Cell {
    let stated = &indicator.trend;
    let mut view =
        TrendView { direction: stated.direction, meaning: stated.meaning, computed: None };
    let is_stated = !view.arrow().is_empty();
    if !is_stated {
        let known: Vec<&Point> = points.iter().filter(|point| point.spot <= last).collect();
        let [.., before, now] = known.as_slice() else { return Cell::default() };
        if !now.joins || now.spot != last {
            return Cell::default();
        }
        view.direction = match now.value.cmp(&before.value) {
            std::cmp::Ordering::Less => TrendDirection::Down,
            std::cmp::Ordering::Equal => TrendDirection::Level,
            std::cmp::Ordering::Greater => TrendDirection::Up,
        };
        view.meaning =
            compare(now.value, before.value, direction(indicator)).unwrap_or(Meaning::Unsaid);
    }
    let contents = vec![Content::Trend(view)];
    let at = place.at(&indicator.id);
    let place = is_stated.then(|| at.field("trend"));
    Cell { contents, place, ..Cell::default() }.link(at)
}

fn spark_cell(indicator: &Indicator, points: &[Point]) -> Cell {
    if points.len() < 2 || !indicator.scale.is_empty() {
        return Cell::default();
    }
    let mut values = Vec::new();
    for point in points {
        if !point.joins {
            values.push(None);
        }
        values.push(Some(point.value));
    }
    let steps: Vec<String> = points
        .iter()
        .map(|point| format!("{} {}", point.label, show(point, indicator.unit)))
        .collect();
    let bound = indicator.target.period.as_ref().or(indicator.target.year.as_ref());
    let level = bound.map(|bound| vec![Some(bound.value); values.len()]);
    let mut series = vec![Series { name: "Utfall".into(), stroke: Stroke::Actual, values }];
    series.extend(level.map(|values| Series {
        name: "Mål".into(),
        stroke: Stroke::Budget,
        values,
    }));
    let chart = ChartSpec {
        alt: format!("{}: {}", indicator.name, steps.join(", ")),
        form: Form::Spark,
        series,
        ..ChartSpec::default()
    };
    let at = points.last().map(|point| point.at.clone()).unwrap_or_default();
    Cell { contents: vec![Content::Chart(Box::new(chart))], ..Cell::default() }.link(at)
}

fn show(point: &Point, unit: Unit) -> String {
    format_with_unit(point.value, unit)
}

/// Says where an indicator's name or unit changed, instead of drawing a line through it.
pub(super) fn renamed(pen: &mut Pen<'_>, track: &Track<'_, Indicator>) {
    for pair in track.stands.windows(2) {
        let [(a, before), (b, now)] = pair else { continue };
        if is_same(before, now) {
            continue;
        }
        let (a, b) = (pen.line.spots[*a].short(), pen.line.spots[*b].short());
        let named = format!("”{}” i {b} men hette ”{}” i {a}", now.name, before.name);
        let is_renamed = words::folded(&before.name) != words::folded(&now.name);
        let text = match (is_renamed, before.unit == now.unit) {
            (true, true) => format!("Indikatorn heter {named}."),
            (true, false) => format!("Indikatorn heter {named}. Den räknas också annorlunda."),
            (false, _) => format!("”{}” har en annan enhet i {b} än i {a}.", now.name),
        };
        pen.text(TextLook::Small, text);
    }
}
