//! What a report says of an earlier period against the report of that period.

use rust_decimal::{Decimal, RoundingStrategy};

use super::amounts::{differ, same_unit, stated};
use crate::model::{
    Address, ColumnRole, Earlier, FigureTable, Id, Indicator, MonthKind, OutcomeKind, Row,
    StaffMeasure, VolumeSeries,
};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::status::trend::is_called;
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "tidigare-utfall",
    title: "Det tidigare utfallet är ett annat än då",
    why: "Ett utfall som en tidigare rapport har gett ska vara detsamma när det återges, om ingen \
          skriver att det har rättats.",
    group: Group::Continuity,
    severity: Severity::Warning,
    limit: None,
    look: Look::Item(look),
};

fn look(line: &Line<'_>, index: usize, (_, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    match item {
        Item::Indicator(own, _) => look_at_indicator(line, index, own, found),
        Item::Row(table, row) => look_at_row(line, index, (table, row), found),
        Item::Staff(own) => look_at_staff(line, index, own, found),
        Item::Series(own) => look_at_series(line, index, own, found),
        _ => {}
    }
}

/// Two values of one thing with their places.
struct Pair {
    now: Decimal,
    then: Decimal,
    unit: Unit,
    at: Address,
    also: Address,
}

fn tell(name: &str, of: &str, earlier: &Standing<'_>, pair: Pair, found: &mut Findings<'_>) {
    let message = format!(
        "{name}: {of} anges som {}, men var {} i {}.",
        format_with_unit(pair.now, pair.unit),
        format_with_unit(pair.then, pair.unit),
        earlier.short()
    );
    found
        .add(pair.at, format!("{} | {}", pair.now, pair.then), message)
        .hint("Skriv samma värde, eller att det har rättats och varför.")
        .also(pair.also);
}

fn look_at_indicator(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    for then in &own.earlier {
        look_at_earlier(line, index, (own, then), "earlier", found);
    }
    if let Some(second) = &own.outcome.second {
        look_at_earlier(line, index, (own, second), "outcome", found);
    }
}

fn look_at_earlier(
    line: &Line<'_>,
    index: usize,
    (own, stated): (&Indicator, &Earlier),
    field: &str,
    found: &mut Findings<'_>,
) {
    let (Some(Figure::Exact(now)), OutcomeKind::Actual) = (&stated.value, stated.kind) else {
        return;
    };
    let lower = stated.label.trim().to_lowercase();
    let label = lower.strip_prefix("utfall ").unwrap_or(&lower);
    if label.is_empty() {
        return;
    }
    let of_period = line.before(index, &own.id).find_map(|(standing, item)| match item {
        Item::Indicator(other, _) if is_called(standing.report(), label) => {
            exact(other.outcome.value.as_ref()).map(|value| (standing, value))
        }
        _ => None,
    });
    let as_told = || {
        line.before(index, &own.id).find_map(|(standing, item)| {
            let Item::Indicator(other, _) = item else { return None };
            let is_same = |own: &&Earlier| own.label == stated.label && own.kind == stated.kind;
            let value = exact(other.earlier.iter().find(is_same)?.value.as_ref())?;
            Some((standing, value, "earlier"))
        })
    };
    let told = of_period.map(|(standing, then)| (standing, then, "outcome")).or_else(as_told);
    let Some((standing, then, also)) = told.filter(|(_, then, _)| !rounds_to(*now, *then)) else {
        return;
    };
    let pair = Pair {
        now: *now,
        then,
        unit: own.unit,
        at: line.reports[index].context.at(&own.id).field(field),
        also: standing.context.at(&own.id).field(also),
    };
    tell(&called(&own.name), &format!("utfallet för {}", stated.label), standing, pair, found);
}

/// Last year's outcome is the same all year.
fn look_at_row(
    line: &Line<'_>,
    index: usize,
    (table, row): (&FigureTable, &Row),
    found: &mut Findings<'_>,
) {
    let role = ColumnRole::LastYear;
    let Some((column, now)) = stated(table, row, role).filter(|_| row.sum.is_empty()) else {
        return;
    };
    let before = line.before(index, &row.id).find_map(|(standing, item)| match item {
        Item::Row(other, row) if same_unit(table, other) => {
            // Last year's outcome of the same months is another figure: only of the whole year.
            let (other, then) = stated(other, row, role)?;
            (other.title == column.title).then_some((standing, other, then))
        }
        _ => None,
    });
    let Some((standing, other, then)) = before.filter(|(.., then)| differ(now, *then)) else {
        return;
    };
    let pair = Pair {
        now,
        then,
        unit: row.unit.unwrap_or(table.unit),
        at: line.reports[index].context.at(&row.id).field(column.id.as_str()),
        also: standing.context.at(&row.id).field(other.id.as_str()),
    };
    tell(&row.label, "förra årets utfall", standing, pair, found);
}

/// A key figure of a period is the same in every table that shows the period.
fn look_at_staff(line: &Line<'_>, index: usize, own: &StaffMeasure, found: &mut Findings<'_>) {
    for (place, value) in own.values.iter().enumerate() {
        let (Some(period), Some(now)) = (&value.period, exact(value.figure.as_ref())) else {
            continue;
        };
        let before = line.before(index, &own.id).find_map(|(standing, item)| {
            let Item::Staff(other) = item else { return None };
            let mut values = other.values.iter().enumerate();
            values.find_map(|(place, value)| {
                let is_same = value.period.as_ref() == Some(period);
                let then = exact(value.figure.as_ref()).filter(|_| is_same)?;
                Some((standing, place, then))
            })
        });
        let Some((standing, other, then)) = before.filter(|(.., then)| !rounds_to(now, *then))
        else {
            continue;
        };
        let field = |place| format!("values.{place}");
        let pair = Pair {
            now,
            then,
            unit: own.unit,
            at: line.reports[index].context.at(&own.id).field(field(place)),
            also: standing.context.at(&own.id).field(field(other)),
        };
        tell(&called(&own.label), &format!("värdet för {}", value.label), standing, pair, found);
    }
}

/// Months that were closed then and are closed now. Invoices come late: a question, one per measure.
fn look_at_series(line: &Line<'_>, index: usize, own: &VolumeSeries, found: &mut Findings<'_>) {
    let Some((standing, Item::Series(other))) = line.before(index, &own.id).next() else { return };
    let is_closed = |month: usize| {
        let of = |series: &VolumeSeries| series.months.get(month) == Some(&MonthKind::Actual);
        of(own) && of(other)
    };
    for measure in &own.measures {
        let Some(then) = other.measures.iter().find(|other| other.id == measure.id) else {
            continue;
        };
        let pairs = measure.actual.iter().zip(&then.actual).enumerate();
        let mut changed = pairs.filter_map(|(month, (now, then))| {
            let (now, then) = exact(Some(now)).zip(exact(Some(then)))?;
            (is_closed(month) && !rounds_to(now, then)).then_some((month, now, then))
        });
        let Some((month, now, before)) = changed.next() else { continue };
        let name = month_name(month);
        let message = format!(
            "{}: {} för {name} är {}{}, men var {} i {}. Har det rättats?",
            called(&own.name),
            called(&measure.label),
            format_with_unit(now, measure.unit),
            match changed.count() {
                0 => String::new(),
                more => format!(" (och {more} månader till har ändrats)"),
            },
            format_with_unit(before, measure.unit),
            standing.short()
        );
        let field = format!("{}.actual.{}", measure.id, month + 1);
        let place = |standing: &Standing<'_>, id: &Id| standing.context.at(id).field(field.clone());
        let at = place(&line.reports[index], &own.id);
        found
            .add_as(Severity::Question, at, format!("{now} | {before}"), message)
            .hint("Kontrollera månaden, eller skriv att den har rättats.")
            .also(place(standing, &own.id));
    }
}

fn month_name(index: usize) -> &'static str {
    let number = u8::try_from(index + 1).ok();
    number.and_then(crate::model::Month::new).map_or("månaden", crate::model::Month::name)
}

fn exact(figure: Option<&Figure>) -> Option<Decimal> {
    match figure? {
        Figure::Exact(value) => Some(*value),
        _ => None,
    }
}

/// Whether two printings are one value, the one with fewer decimals rounded from the other.
fn rounds_to(a: Decimal, b: Decimal) -> bool {
    let scale = a.scale().min(b.scale());
    let round =
        |n: Decimal| n.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    round(a) == round(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Measure, Report, ReportKind, VolumesBlock};
    use crate::review::tests::{figure, found, id, indicator, report, told, year};

    fn goals(own: Indicator) -> Vec<Block> {
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })]
    }

    #[test]
    fn an_earlier_outcome_as_it_was() {
        let with = |label: &str, value| {
            let t1 = report("t1", ReportKind::T1, goals(indicator("andel", "Andel", "36.4", "")));
            let mut own = indicator("andel", "Andel", "30", "");
            let earlier =
                Earlier { label: label.into(), value: figure(value), ..Earlier::default() };
            own.earlier.push(earlier);
            told(&RULE, &year(vec![t1, report("t2", ReportKind::T2, goals(own))]))
        };
        let says = "andel/earlier: ”Andel”: utfallet för Delår 1 anges som 35, men var 36,4 i T1.";
        assert_eq!(with("Delår 1", "35"), [says]);
        assert!(with("T1", "36").is_empty(), "rounded");
        assert!(with("2025", "35").is_empty(), "another year");
        assert!(with("T1", "").is_empty());
    }

    #[test]
    fn closed_months_stay() {
        let with = |own: &str, kind, march: &str, closed: usize| -> Report {
            let actual = ["1", "2", march, "4"].map(|text| figure(text).unwrap_or_default());
            let measure =
                Measure { id: id("antal"), actual: actual.to_vec(), ..Measure::default() };
            let months =
                (0..12).map(|n| if n < closed { MonthKind::Actual } else { MonthKind::Forecast });
            let series = VolumeSeries {
                id: id("hvb"),
                months: months.collect(),
                measures: vec![measure],
                ..VolumeSeries::default()
            };
            let block = VolumesBlock { series: vec![series], ..VolumesBlock::default() };
            report(own, kind, vec![Block::Volumes(block)])
        };
        let count = |march, closed| {
            let t1 = with("t1", ReportKind::T1, "3", closed);
            found(&RULE, &year(vec![t1, with("t2", ReportKind::T2, march, 4)])).len()
        };
        assert_eq!(count("5", 4), 1);
        assert_eq!(count("3", 4), 0);
        assert_eq!(count("5", 2), 0, "March was a forecast");
    }
}
