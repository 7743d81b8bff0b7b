//! Staff key figures over all reports and years, by kind.

use rust_decimal::Decimal;

use super::{Pen, computed_cell, plain_cell, status_cell, words};
use crate::compose::values_row;
use crate::document::markdown;
use crate::document::{Align, Cell, ChartSpec, Head, Series, Stroke, Table, TableRow, TextLook};
use crate::model::{Address, Block, Date, Id, StaffKind, Status, walk};
use crate::number::{Figure, Unit, format_with_unit};

/// One value: what of, when, how much.
struct Value<'a> {
    kind: StaffKind,
    /// The measure, the same over reports and years.
    id: &'a Id,
    label: &'a str,
    of_which: bool,
    when: String,
    /// The end of its period, to put values in order.
    to: Option<Date>,
    /// The months of its period: only periods of one length are put in one line.
    months: Option<u8>,
    unit: Unit,
    figure: Option<&'a Figure>,
    status: Status,
    text: String,
    at: Address,
    /// Where its status stands.
    judged_at: Address,
    /// Where its status is set.
    set_at: Address,
    /// Where the label stands.
    label_at: Address,
    /// Where its figure or text is typed.
    typed_at: Address,
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let mut values = gather(pen);
    values.sort_by_key(|value| value.to);
    if values.is_empty() {
        pen.panel("Personal");
        return pen.text(TextLook::Body, "Inga nyckeltal om personal finns i åren här.");
    }
    for kind in StaffKind::ALL {
        let of_kind: Vec<&Value<'_>> = values.iter().filter(|value| value.kind == *kind).collect();
        if !of_kind.is_empty() {
            panel(pen, *kind, &of_kind);
        }
    }
    accounts(pen);
}

/// Values of staff tables, and of indicators that follow a staff key figure.
fn gather<'a>(pen: &Pen<'a>) -> Vec<Value<'a>> {
    let mut values = Vec::new();
    for spot in &pen.line.spots {
        walk::each_block(spot.report, &mut |block| {
            let Block::Staff(block) = block else { return };
            for measure in &block.measures {
                for (index, value) in measure.values.iter().enumerate() {
                    values.push(Value {
                        kind: measure.staff,
                        id: &measure.id,
                        label: &measure.label,
                        of_which: measure.of_which,
                        when: value
                            .period
                            .as_ref()
                            .map_or_else(|| value.label.clone(), |period| period.in_text()),
                        to: value.period.as_ref().map(|period| period.to),
                        months: value.period.as_ref().map(|period| period.months()),
                        unit: measure.unit,
                        figure: value.figure.as_ref(),
                        status: value.status,
                        text: value.text.0.clone(),
                        at: spot.at(&measure.id).field(format!("values.{index}")),
                        judged_at: spot.at(&measure.id).field(format!("values.{index}")),
                        set_at: spot.at(&measure.id).field(format!("values.{index}.status")),
                        label_at: spot.at(&measure.id).field("label"),
                        typed_at: spot.at(&measure.id).field(match &value.figure {
                            None if !value.text.is_empty() => format!("values.{index}.text"),
                            _ => format!("values.{index}"),
                        }),
                    });
                }
            }
        });
        walk::each_indicator(spot.report, &mut |indicator| {
            if indicator.staff == StaffKind::Other || indicator.same_as.is_some() {
                return;
            }
            let outcome = &indicator.outcome;
            let says = if outcome.text.is_empty() { &outcome.later } else { &outcome.text.0 };
            if spot.is_plan() || (outcome.value.is_none() && says.is_empty()) {
                return;
            }
            values.push(Value {
                kind: indicator.staff,
                id: &indicator.id,
                label: &indicator.name,
                of_which: false,
                when: spot.report.period.in_text(),
                to: Some(spot.report.period.to),
                months: Some(spot.report.period.months()),
                unit: indicator.unit,
                figure: outcome.value.as_ref(),
                status: indicator.status.status,
                text: says.clone(),
                at: spot.at(&indicator.id).field("outcome"),
                judged_at: spot.at(&indicator.id).field("status"),
                set_at: spot.at(&indicator.id).field("status"),
                label_at: spot.at(&indicator.id).field("name"),
                typed_at: spot.at(&indicator.id).field("outcome"),
            });
        });
    }
    values
}

fn panel(pen: &mut Pen<'_>, kind: StaffKind, values: &[&Value<'_>]) {
    pen.panel(kind.label());
    let heads = ["Mått", "Avser"].map(|title| Head::new(title, Align::Start)).into_iter();
    let heads = heads.chain([Head::new("Värde", Align::End), Head::new("Bedömning", Align::Start)]);
    let mut rows = Vec::new();
    let mut seen: Vec<&Id> = Vec::new();
    for value in values {
        let shown = match value.figure {
            Some(figure) => computed_cell(figure.show(value.unit), value.at.clone()),
            None => {
                let text = markdown::plain_text(&markdown::parse(&value.text));
                Cell { align: Align::End, ..Cell::plain(text).link(value.at.clone()) }
            }
        };
        let cells = vec![
            plain_cell(value.label, value.label_at.clone()),
            Cell::plain(&value.when),
            shown.shows(value.typed_at.clone()),
            status_cell(value.status, value.judged_at.clone()).shows(value.set_at.clone()),
        ];
        // The row that links from the reports lead to.
        let address = if seen.contains(&value.id) { Address::default() } else { pen.at(value.id) };
        seen.push(value.id);
        rows.push(TableRow { address, cells, ..TableRow::default() });
    }
    pen.table(Table {
        heads: vec![heads.collect()],
        rows: rows.into(),
        row_heads: true,
        ..Table::default()
    });
    if is_redefined(values) {
        let text = "Måtten har olika namn eller räknas olika i rapporterna. Därför dras ingen linje \
                    mellan dem.";
        pen.text(TextLook::Small, text);
    }
    let mut ids: Vec<&Id> = Vec::new();
    for value in values.iter().filter(|value| !value.of_which) {
        if !ids.contains(&value.id) {
            ids.push(value.id);
        }
    }
    for id in ids {
        chart(pen, values.iter().filter(|value| value.id == id).copied().collect());
    }
}

/// Whether one report's measures are none of another's.
fn is_redefined(values: &[&Value<'_>]) -> bool {
    let of = |report: &Address| -> Vec<&Id> {
        let own = values.iter().filter(|value| same_report(&value.at, report));
        own.map(|value| value.id).collect()
    };
    values.iter().any(|a| {
        let first = of(&a.at);
        values.iter().any(|b| !of(&b.at).iter().any(|id| first.contains(id)))
    })
}

fn same_report(a: &Address, b: &Address) -> bool {
    (&a.file, &a.report) == (&b.file, &b.report)
}

/// The line of one measure; its values must be of periods of the same length to be compared.
fn chart(pen: &mut Pen<'_>, values: Vec<&Value<'_>>) {
    let length = values.last().and_then(|value| value.months);
    let mut points: Vec<(&str, Decimal)> = values
        .iter()
        .filter(|value| value.months == length)
        .filter_map(|value| Some((value.when.as_str(), value.figure?.value()?)))
        .collect();
    // A later report may repeat a value.
    points.dedup();
    let (Some(first), Some(last)) = (values.first(), points.last()) else { return };
    if points.len() < 3 {
        return;
    }
    let way = match points.first().map(|(_, value)| last.1.cmp(value)) {
        Some(std::cmp::Ordering::Less) => "lägre",
        Some(std::cmp::Ordering::Greater) => "högre",
        _ => "oförändrat",
    };
    let than = if way == "oförändrat" { "sedan" } else { "än" };
    let rows = points.iter().map(|(when, value)| values_row(when, &[Some(*value)], first.unit));
    let heads = vec![Head::new("Avser", Align::Start), Head::new("Värde", Align::End)];
    let steps: Vec<String> = points
        .iter()
        .map(|(when, value)| format!("{when} {}", format_with_unit(*value, first.unit)))
        .collect();
    let chart = ChartSpec {
        title: format!("{}: {way} {than} {}", words::capital(first.label), points[0].0),
        alt: format!("Linjediagram. {}.", steps.join(", ")),
        unit: first.unit.label().to_owned(),
        categories: points.iter().map(|(when, _)| (*when).to_owned()).collect(),
        table: Table {
            heads: vec![heads],
            rows: rows.collect(),
            row_heads: true,
            ..Table::default()
        },
        series: vec![Series {
            name: "Utfall".into(),
            stroke: Stroke::Actual,
            values: points.iter().map(|(_, value)| Some(*value)).collect(),
        }],
        ..ChartSpec::default()
    };
    pen.chart(&format!("{}-linje", first.id), chart);
}

/// Counted accounts over the reports: lex Sarah, decisions not carried out, complaints.
fn accounts(pen: &mut Pen<'_>) {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_block(report, &mut |block| {
            if let Block::Accounts(block) = block {
                block.accounts.iter().for_each(|account| add(&account.id, account));
            }
        });
    });
    if tracks.is_empty() {
        return;
    }
    pen.panel("Kvalitet: redovisade händelser");
    let mut rows = Vec::new();
    for track in &tracks {
        for (spot, account) in &track.stands {
            let place = &line.spots[*spot];
            let count = account.count.as_ref().map(|count| count.show(account.unit));
            let period = account.period.as_ref().unwrap_or(&place.report.period);
            let text = count.unwrap_or_else(|| "utan antal".to_owned());
            let cells = vec![
                plain_cell(&account.title, place.at(track.id).field("title")),
                Cell::plain(period.in_text()),
                computed_cell(text, place.at(track.id)).shows(place.at(track.id).field("count")),
            ];
            rows.push(TableRow { address: pen.at(track.id), cells, ..TableRow::default() });
        }
    }
    let heads = vec![
        Head::new("Redovisning", Align::Start),
        Head::new("Avser", Align::Start),
        Head::new("Antal", Align::End),
    ];
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}
