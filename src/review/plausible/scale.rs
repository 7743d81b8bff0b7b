//! Figures that are ten, a hundred or a thousand times off: *0,40 %* where 40 % is meant.

use rust_decimal::Decimal;

use super::scale_row::{self, is_power_of_ten};
use crate::compute::Context;
use crate::model::{Id, Indicator, StaffMeasure};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "skala",
    title: "Talet kan ha fel storlek",
    why: "Ett tal som är tio, hundra eller tusen gånger större eller mindre än målet, de tidigare \
          utfallen eller förra rapportens tal har ofta fått fel decimaltecken eller fel enhet.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Item(look),
};

/// How many earlier reports are looked at.
const REPORTS: usize = 2;
/// From this many times on, a figure is of another size.
const TIMES: i64 = 8;

fn look(line: &Line<'_>, index: usize, (_, item): (&Id, Item<'_>), found: &mut Findings<'_>) {
    match item {
        Item::Indicator(own, _) => look_at_indicator(line, index, own, found),
        Item::Row(table, row) => scale_row::look_at(line, index, table, row, found),
        Item::Staff(own) => look_at_staff(&line.reports[index].context, own, found),
        _ => {}
    }
}

/// A value of an indicator.
struct Spot<'a> {
    number: Decimal,
    /// As of a whole year, where it grows through the year.
    of_year: Decimal,
    element: &'a Id,
    field: &'static str,
    what: &'static str,
}

fn look_at_indicator(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    if !own.scale.is_empty() {
        return;
    }
    let standing = &line.reports[index];
    let mut spots = spots_of(standing, own);
    let count = spots.len();
    let before = line.before(index, &own.id).take(REPORTS);
    for (standing, item) in before {
        if let Item::Indicator(other, _) = item {
            spots.extend(
                spots_of(standing, other).into_iter().filter(|spot| spot.field != "target"),
            );
        }
    }
    if spots.len() < 2 {
        return;
    }
    for checked in 0..count {
        // What is off tells once, not each of the others against it.
        if look_at_spot(&standing.context, own, &spots, checked, found) {
            return;
        }
    }
}

/// The values of an indicator in a report; those that are nothing or small on a scale of their own
/// are left out.
fn spots_of<'a>(standing: &Standing<'_>, own: &'a Indicator) -> Vec<Spot<'a>> {
    let months = Decimal::from(standing.report().period.months().max(1));
    let mut spots = Vec::new();
    let mut add = |number: Option<Decimal>, is_of_period: bool, element, field, what| {
        let Some(number) = number.filter(|number| *number > Decimal::ZERO) else { return };
        let is_part = is_of_period && own.target.flow;
        let of_year =
            if is_part { number.saturating_mul(Decimal::from(12)) / months } else { number };
        spots.push(Spot { number, of_year, element, field, what });
    };
    let exact = |figure: &Option<Figure>| match figure {
        Some(Figure::Exact(number)) => Some(*number),
        _ => None,
    };
    add(exact(&own.outcome.value), true, &own.id, "outcome", "utfallet");
    for earlier in &own.earlier {
        add(exact(&earlier.value), false, &own.id, "earlier", "det tidigare utfallet");
    }
    for area in &own.areas {
        add(exact(&area.value), false, &area.id, "outcome", "områdets utfall");
    }
    let target = own.target.year.as_ref().filter(|bound| bound.upper.is_none());
    add(target.map(|bound| bound.value), false, &own.id, "target", "målet");
    spots
}

/// Whether a value was told to be of another size than all others.
fn look_at_spot(
    context: &Context<'_>,
    own: &Indicator,
    spots: &[Spot<'_>],
    checked: usize,
    found: &mut Findings<'_>,
) -> bool {
    let spot = &spots[checked];
    let others = || spots.iter().enumerate().filter(|(at, _)| *at != checked).map(|(_, own)| own);
    let Some(severity) = is_fraction(own, spot, others()).or_else(|| {
        let others: Vec<Decimal> = others().map(|other| other.of_year).collect();
        off_by_times(spot.of_year, &others)
    }) else {
        return false;
    };
    let Some(other) = others().next() else { return false };
    let show = |number| format_with_unit(number, own.unit);
    let (value, beside) = (show(spot.number), show(other.number));
    let name = match own.areas.iter().find(|area| area.id == *spot.element) {
        Some(area) => format!("{}, {}", own.name, area.label),
        None => own.name.clone(),
    };
    let message = format!("{name}: {} är {value}, men {} är {beside}.", spot.what, other.what);
    let hint = match is_fraction(own, spot, others()) {
        Some(_) => {
            let meant = spot.number.saturating_mul(Decimal::ONE_HUNDRED).normalize();
            format!("Ska det vara {}?", show(meant))
        }
        None => "Kontrollera decimaltecknet och enheten.".to_owned(),
    };
    let at = context.at(spot.element).field(spot.field);
    found.add_as(severity, at, format!("{value} | {beside}"), message).hint(hint);
    true
}

/// A share written as a fraction, *0,40 %*, where all others are tens of percent.
fn is_fraction<'s>(
    own: &Indicator,
    spot: &Spot<'_>,
    mut others: impl Iterator<Item = &'s Spot<'s>>,
) -> Option<Severity> {
    let is_fraction =
        own.unit == Unit::Percent && spot.number <= Decimal::ONE && spot.number.scale() > 0;
    (is_fraction && others.all(|other| other.number >= Decimal::TEN)).then_some(Severity::Warning)
}

/// How sure it is that a number is of another size than the others: a warning where several of one
/// size stand against it, a question where one does and the two are a power of ten apart.
fn off_by_times(number: Decimal, others: &[Decimal]) -> Option<Severity> {
    let smallest = others.iter().min().copied()?;
    let largest = others.iter().max().copied()?;
    // Small numbers are many times each other by chance.
    if number.max(largest) < Decimal::from(20) || smallest.is_zero() || number.is_zero() {
        return None;
    }
    let times = Decimal::from(TIMES);
    let is_off =
        number >= largest.saturating_mul(times) || number.saturating_mul(times) <= smallest;
    if !is_off {
        return None;
    }
    let nearest = if number > largest { largest } else { smallest };
    let is_of_one_size = largest <= smallest.saturating_mul(Decimal::from(4));
    match others.len() {
        1 => is_power_of_ten(number, nearest).then_some(Severity::Question),
        _ => is_of_one_size.then_some(Severity::Warning),
    }
}

/// The values of a staff measure against each other.
fn look_at_staff(context: &Context<'_>, own: &StaffMeasure, found: &mut Findings<'_>) {
    let number = |(index, figure): (usize, Option<&Figure>)| match figure {
        Some(Figure::Exact(number)) if *number > Decimal::ZERO => Some((index, *number)),
        _ => None,
    };
    let figures = own.values.iter().map(|value| value.figure.as_ref()).enumerate();
    let values: Vec<(usize, Decimal)> = figures.filter_map(number).collect();
    if values.len() < 2 || own.unit != Unit::Percent {
        return;
    }
    for (index, number) in &values {
        let others = values.iter().filter(|(at, _)| at != index).map(|(_, own)| *own);
        let others: Vec<Decimal> = others.collect();
        // Shares of staff are small and steady: here they may be below 20.
        let times_ten = |own: &Decimal| own.saturating_mul(Decimal::TEN);
        let tenfold: Vec<Decimal> = others.iter().map(times_ten).collect();
        let Some(severity) = off_by_times(times_ten(number), &tenfold) else { continue };
        let show = |number| format_with_unit(number, own.unit);
        let (value, beside) = (show(*number), show(others[0]));
        let message = format!("{}: {value} är av en annan storlek än {beside}.", own.label);
        let at = context.at(&own.id).field(format!("values.{index}"));
        found
            .add_as(severity, at, format!("{value} | {beside}"), message)
            .hint("Kontrollera decimaltecknet.");
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Earlier, Goal, GoalsBlock, Year};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn indicators(unit: Unit, outcome: &str, target: &str, before: &str) -> Year {
        let mut own = indicator("andel", "Andel inom budget", outcome, target);
        own.unit = unit;
        own.earlier = vec![Earlier { value: figure(before), ..Earlier::default() }];
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    #[test]
    fn a_fraction_where_percent_is_meant() {
        let year = indicators(Unit::Percent, "", "100", "0.40");
        let says = "andel/earlier: Andel inom budget: det tidigare utfallet är 0,40\u{a0}%, men \
                    målet är 100\u{a0}%.";
        assert_eq!(told(&RULE, &year), [says]);
    }

    #[test]
    fn an_outcome_ten_times_off() {
        assert_eq!(told(&RULE, &indicators(Unit::CareDays, "20170", "1703", "1650")).len(), 1);
        assert_eq!(told(&RULE, &indicators(Unit::CareDays, "201.7", "1703", "1650")).len(), 1);
    }

    #[test]
    fn values_that_differ_by_themselves() {
        let near = [
            (Unit::Percent, "0.5", "4", "3"),
            (Unit::Percent, "0", "100", "40"),
            (Unit::CareDays, "2017", "1703", "3650"),
            (Unit::Number, "1", "1", "0"),
            (Unit::Number, "12", "1", ""),
            (Unit::Percent, "19", "10", "2.99"),
        ];
        for (unit, outcome, target, before) in near {
            let year = indicators(unit, outcome, target, before);
            assert!(told(&RULE, &year).is_empty(), "{outcome} {target} {before}");
        }
    }
}
