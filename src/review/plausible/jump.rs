//! Jumps out of scale with a series' own history.

use rust_decimal::Decimal;

use super::scale::is_power_of_ten;
use crate::compute::Context;
use crate::model::{
    Block, ColumnRole, FigureTable, Indicator, Measure, MeasureRole, Month, OutcomeKind, Row,
    VolumeSeries, walk,
};
use crate::number::{Figure, Unit, format_decimal, format_with_unit};
use crate::review::sums::cells;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "hopp",
    title: "Talet hoppar",
    why: "En månad, en rad eller ett utfall som ligger långt utanför det som serien själv har visat kan \
          vara felskrivet.",
    group: Group::Plausible,
    severity: Severity::Question,
    limit: None,
    look: Look::Onward(look),
};

/// How many earlier reports are looked at.
const REPORTS: usize = 4;

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let context = &line.reports[index].context;
    walk::each_block(context.report, &mut |block| match block {
        Block::Volumes(block) => {
            block.series.iter().for_each(|series| look_at_series(context, series, found));
        }
        Block::Figures(table) => {
            table.rows.iter().for_each(|row| look_at_row(line, index, table, row, found));
        }
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for own in goal.indicators.iter().filter(|own| own.same_as.is_none()) {
                look_at_indicator(line, index, own, found);
            }
        }),
        _ => {}
    });
}

/// The least and the most of some numbers; `None` without any.
fn range(numbers: impl Iterator<Item = Decimal>) -> Option<(Decimal, Decimal)> {
    numbers.fold(None, |range, own| match range {
        None => Some((own, own)),
        Some((least, most)) => Some((own.min(least), own.max(most))),
    })
}

fn look_at_series(context: &Context<'_>, series: &VolumeSeries, found: &mut Findings<'_>) {
    for measure in &series.measures {
        for (block, figures) in [("actual", &measure.actual), ("budget", &measure.budget)] {
            let numbers: Option<Vec<Decimal>> = figures
                .iter()
                .map(|figure| match figure {
                    Figure::Exact(number) => Some(*number),
                    _ => None,
                })
                .collect();
            let Some(numbers) = numbers.filter(|numbers| numbers.len() > 3) else { continue };
            for (index, month) in Month::all().enumerate().take(numbers.len()) {
                if let Some((beside, severity)) = jump_of(measure, &numbers, index, block) {
                    let place = (series, measure, block, month);
                    tell_month(context, place, (numbers[index], beside), severity, found);
                }
            }
        }
    }
}

/// What a month stands far from, if it does.
fn jump_of(
    measure: &Measure,
    numbers: &[Decimal],
    index: usize,
    block: &str,
) -> Option<(Decimal, Severity)> {
    let own = numbers[index];
    let others = || numbers.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, own)| *own);
    let (least, most) = range(others())?;
    // A budget that is the same in all other months.
    if block == "budget" && least == most && own != most {
        return Some((most, Severity::Warning));
    }
    let least_room = match measure.role {
        MeasureRole::Price => most / Decimal::from(4),
        // A few placements come and go.
        MeasureRole::Count => (most / Decimal::TWO).max(Decimal::from(3)),
        MeasureRole::Share => Decimal::from(20),
    };
    let room = (most - least).max(least_room);
    if own > most.saturating_add(room) || own < least.saturating_sub(room) {
        let beside = if own > most { most } else { least };
        let is_shifted = !own.is_zero() && !beside.is_zero() && is_power_of_ten(own, beside);
        let severity = if is_shifted { Severity::Warning } else { Severity::Question };
        return Some((beside, severity));
    }
    None
}

fn tell_month(
    context: &Context<'_>,
    (series, measure, block, month): (&VolumeSeries, &Measure, &str, Month),
    (own, beside): (Decimal, Decimal),
    severity: Severity,
    found: &mut Findings<'_>,
) {
    let (own, beside) = (format_decimal(own), format_decimal(beside));
    let budget = if block == "budget" { " i budgeten" } else { "" };
    let message = format!(
        "{}, {}: {}{budget} är {own}, men närmast av de andra månaderna är {beside}.",
        series.name,
        measure.label,
        month.name()
    );
    let field = format!("{}.{block}.{}", measure.id, month.number());
    let at = context.at(&series.id).field(field);
    found
        .add_as(severity, at, format!("{own} | {beside}"), message)
        .hint("Kontrollera månadens tal.");
}

/// A budget of the year that has changed much since the last report, and a forecast that has changed
/// many times.
fn look_at_row(
    line: &Line<'_>,
    index: usize,
    table: &FigureTable,
    row: &Row,
    found: &mut Findings<'_>,
) {
    if !matches!(table.unit, Unit::Tkr | Unit::Mnkr | Unit::Kr) || row.cells.iter().next().is_none()
    {
        return;
    }
    let Some((before, Item::Row(before_table, before_row))) = line.before(index, &row.id).next()
    else {
        return;
    };
    if before.is_plan() || before_table.unit != table.unit {
        return;
    }
    for (role, times) in [(ColumnRole::YearBudget, 15), (ColumnRole::Forecast, 30)] {
        let number = |table: &FigureTable, row: &Row| {
            let column = table.columns.iter().find(|column| column.role == role)?;
            match row.cells.get(&column.id) {
                Some(&Figure::Exact(number)) => Some(number),
                _ => None,
            }
        };
        let both = number(table, row).zip(number(before_table, before_row));
        let Some((now, then)) = both.filter(|(now, then)| is_far(*now, *then, times)) else {
            continue;
        };
        let Some(column) = table.columns.iter().find(|column| column.role == role) else {
            continue;
        };
        let unit = cells::unit_of(table, row, column);
        let (own, beside) = (format_with_unit(now, unit), format_with_unit(then, unit));
        let message = format!(
            "{} är {own}, men i {} var talet {beside}.",
            cells::name_of(row, column),
            before.short()
        );
        let at = line.reports[index].context.at(&row.id).field(column.id.as_str());
        let finding = found.add(at, format!("{own} | {beside}"), message);
        finding.hint("Kontrollera talet, eller skriv varför det har ändrats så mycket.");
        finding.also(before.context.at(&row.id));
    }
}

/// Whether one is more than so many tenths of the other. A figure ten times off is of another rule.
fn is_far(now: Decimal, then: Decimal, tenths: i64) -> bool {
    let (now, then) = (now.abs(), then.abs());
    let (small, large) = (now.min(then), now.max(then));
    let is_small = large < Decimal::from(500) || small.is_zero();
    !is_small
        && large * Decimal::TEN > small.saturating_mul(Decimal::from(tenths))
        && !is_power_of_ten(now, then)
}

/// An outcome far outside what the reports of the year have shown; or less than before of what only
/// grows.
fn look_at_indicator(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    let Some(Figure::Exact(now)) = own.outcome.value else { return };
    if !own.scale.is_empty() {
        return;
    }
    let before = line.before(index, &own.id).take(REPORTS).filter_map(|(standing, item)| {
        let Item::Indicator(other, _) = item else { return None };
        Some((standing, other))
    });
    let earlier: Vec<(&crate::review::Standing<'_>, &Indicator)> = before.collect();
    let outcomes = earlier.iter().filter_map(|(standing, other)| match other.outcome.value {
        Some(Figure::Exact(number)) if !standing.is_plan() => Some((*standing, number)),
        _ => None,
    });
    let outcomes: Vec<(&crate::review::Standing<'_>, Decimal)> = outcomes.collect();
    let at = || line.reports[index].context.at(&own.id).field("outcome");
    let show = |number| format_with_unit(number, own.unit);
    let Some((last, then)) = outcomes.first().copied() else { return };
    if own.target.flow {
        if now < then && last.report().period.from == line.reports[index].report().period.from {
            let (value, beside) = (show(now), show(then));
            let message = format!(
                "{}: utfallet är {value}, men var redan {beside} i {}.",
                own.name,
                last.short()
            );
            let values = format!("{value} | {beside}");
            let finding = found.add_as(Severity::Warning, at(), values, message);
            finding.hint("Det som växer under året kan inte bli mindre. Kontrollera båda talen.");
            finding.also(last.context.at(&own.id).field("outcome"));
        }
        return;
    }
    let from_before = earlier.iter().flat_map(|(_, other)| &other.earlier).chain(&own.earlier);
    let from_before = from_before.filter_map(|other| match other.value {
        Some(Figure::Exact(number)) if other.kind == OutcomeKind::Actual => Some(number),
        _ => None,
    });
    let history: Vec<Decimal> = outcomes.iter().map(|(_, own)| *own).chain(from_before).collect();
    let Some((least, most)) = range(history.iter().copied()).filter(|_| history.len() > 1) else {
        return;
    };
    let room = ((most - least) * Decimal::TWO).max(most.abs());
    if most < Decimal::TEN || now <= most.saturating_add(room) && now >= least.saturating_sub(room)
    {
        return;
    }
    let (value, low, high) = (show(now), show(least), show(most));
    let message =
        format!("{}: utfallet är {value}, men har förut legat mellan {low} och {high}.", own.name);
    found
        .add(at(), format!("{value} | {low} | {high}"), message)
        .hint("Kontrollera utfallet, eller skriv varför det har ändrats så mycket.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Goal, GoalsBlock, ReportKind, VolumesBlock, Year};
    use crate::review::sums::samples::{column, row, table};
    use crate::review::tests::{id, indicator, report, t2, told, year};

    fn prices(month: i64, budget: i64) -> Year {
        let mut actual =
            vec![4452, 4477, 4471, 4208, 4340, 4308, 4448, 4372, 4386, 4511, 4564, 4614];
        let mut planned = vec![4509; 12];
        (actual[2], planned[5]) = (month, budget);
        let figures = |own: Vec<i64>| own.into_iter().map(|n| Figure::Exact(n.into())).collect();
        let measure = Measure {
            id: id("pris"),
            label: "Pris".into(),
            role: MeasureRole::Price,
            actual: figures(actual),
            budget: figures(planned),
            ..Measure::default()
        };
        let series = VolumeSeries {
            id: id("hvb"),
            name: "HVB".into(),
            measures: vec![measure],
            ..VolumeSeries::default()
        };
        t2(vec![Block::Volumes(VolumesBlock { series: vec![series], ..VolumesBlock::default() })])
    }

    #[test]
    fn a_month_far_from_the_others() {
        let says = "hvb/pris.actual.3: HVB, Pris: mars är 44\u{a0}710, men närmast av de andra \
                    månaderna är 4\u{a0}614.";
        assert_eq!(told(&RULE, &prices(44_710, 4509)), [says]);
        assert_eq!(told(&RULE, &prices(4471, 4590)).len(), 1, "a budget that is level else");
        assert!(told(&RULE, &prices(4471, 4509)).is_empty());
        assert!(told(&RULE, &prices(5100, 4509)).is_empty());
    }

    #[test]
    fn a_row_far_from_the_last_report() {
        let two = |now: &str| {
            let block = |budget: &str| {
                let columns = vec![column("helar", ColumnRole::YearBudget)];
                table("tabell", columns, vec![row("vuxna", &[("helar", budget)])])
            };
            let before = report("t1", ReportKind::T1, vec![block("-24636")]);
            year(vec![before, report("t2", ReportKind::T2, vec![block(now)])])
        };
        assert_eq!(told(&RULE, &two("-54636")).len(), 1);
        assert!(told(&RULE, &two("-26636")).is_empty());
    }

    fn outcomes(flow: bool, outcomes: [&str; 3]) -> Year {
        let kinds = [ReportKind::T1, ReportKind::Month, ReportKind::T2];
        let reports =
            kinds.into_iter().zip(outcomes).enumerate().map(|(index, (kind, outcome))| {
                let mut own = indicator("dygn", "Antal dygn", outcome, "<2555");
                own.target.flow = flow;
                let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
                let goals = GoalsBlock { goals: vec![goal], ..GoalsBlock::default() };
                report(&format!("rapport-{index}"), kind, vec![Block::Goals(goals)])
            });
        year(reports.collect())
    }

    #[test]
    fn an_outcome_far_from_its_history() {
        assert_eq!(told(&RULE, &outcomes(false, ["40", "45", "145"])).len(), 1);
        assert_eq!(told(&RULE, &outcomes(true, ["900", "1800", "1700"])).len(), 1, "it only grows");
        assert!(told(&RULE, &outcomes(false, ["40", "45", "75"])).is_empty());
        assert!(told(&RULE, &outcomes(true, ["900", "1800", "2017"])).is_empty());
        assert!(told(&RULE, &outcomes(false, ["", "45", "145"])).is_empty(), "one is no history");
    }
}
