//! Shares that make a whole.

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{Block, Measure, MeasureRole, Month, Section, VolumeSeries, walk};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "andelar-hundra",
    title: "Andelarna blir inte 100 %",
    why: "Andelarna i en serie ska varje månad tillsammans bli 100 %. Det som avrundning förklarar \
          räknas inte.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Volumes(block) = block {
            block.series.iter().for_each(|series| look_at(context, series, found));
        }
    });
}

fn look_at(context: &Context<'_>, series: &VolumeSeries, found: &mut Findings<'_>) {
    let shares: Vec<&Measure> =
        series.measures.iter().filter(|own| own.role == MeasureRole::Share).collect();
    if shares.len() < 2 {
        return;
    }
    for block in ["actual", "budget"] {
        for month in Month::all() {
            let figure = |own: &&Measure| {
                let figures = if block == "actual" { &own.actual } else { &own.budget };
                match figures.get(month.index()) {
                    Some(&Figure::Exact(number)) => Some(number),
                    _ => None,
                }
            };
            let Some(numbers) = shares.iter().map(figure).collect::<Option<Vec<_>>>() else {
                continue;
            };
            tell(context, series, &shares, (block, month), &numbers, found);
        }
    }
}

fn tell(
    context: &Context<'_>,
    series: &VolumeSeries,
    shares: &[&Measure],
    (block, month): (&str, Month),
    numbers: &[Decimal],
    found: &mut Findings<'_>,
) {
    let sum = numbers.iter().fold(Decimal::ZERO, |sum, own| sum.saturating_add(*own));
    if sum.saturating_sub(Decimal::ONE_HUNDRED).abs() <= rounding(numbers) {
        return;
    }
    let show = |number: &Decimal| format_with_unit(*number, Unit::Percent);
    let shown: Vec<String> = numbers.iter().map(show).collect();
    let name = match block {
        "actual" => month.name().to_owned(),
        _ => format!("budgeten för {}", month.name()),
    };
    let message = format!(
        "{}: andelarna i {name} är {}, tillsammans {}.",
        series.name,
        shown.join(" och "),
        show(&sum)
    );
    let at = |own: &Measure| {
        context.at(&series.id).field(format!("{}.{block}.{}", own.id, month.number()))
    };
    let mut places = shares.iter().map(|own| at(own));
    let Some(first) = places.next() else { return };
    let finding = found.add(first, shown.join(" | "), message);
    finding.hint("Rätta andelarna så att de blir 100\u{a0}%.");
    finding.also.extend(places);
}

/// Half of the last printed digit of each, where anything was rounded. Two that are rounded make
/// exactly the whole, unless both lie at the half.
fn rounding(numbers: &[Decimal]) -> Decimal {
    let scale = numbers.iter().map(Decimal::scale).max().unwrap_or_default();
    let halves = Decimal::from(numbers.len());
    Decimal::try_new(5, scale + 1).unwrap_or_default() * halves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{VolumesBlock, Year};
    use crate::review::tests::{figure, id, t2, told};

    fn year(bought: &str, own: &str, other: &str) -> Year {
        let measure = |name: &str, first: &str| Measure {
            id: id(name),
            role: MeasureRole::Share,
            unit: Unit::Percent,
            actual: vec![figure(first).unwrap_or_default(), Figure::Exact(Decimal::from(50))],
            ..Measure::default()
        };
        let mut measures = vec![measure("kopta", bought), measure("egna", own)];
        if !other.is_empty() {
            let mut third = measure("andra", other);
            third.actual[1] = Figure::Exact(Decimal::ZERO);
            measures.push(third);
        }
        let series =
            VolumeSeries { id: id("hem"), name: "Hem".into(), measures, ..Default::default() };
        t2(vec![Block::Volumes(VolumesBlock { series: vec![series], ..VolumesBlock::default() })])
    }

    #[test]
    fn shares_that_miss_the_whole() {
        let says = "hem/kopta.actual.1: Hem: andelarna i januari är 21\u{a0}% och 97\u{a0}%, \
                    tillsammans 118\u{a0}%.";
        assert_eq!(told(&RULE, &year("21", "97", "")), [says]);
    }

    #[test]
    fn shares_that_make_it_within_rounding() {
        let near = [("21", "79", ""), ("21", "78", ""), ("33", "33", "33"), ("21", "", "")];
        for (a, b, c) in near {
            assert!(told(&RULE, &year(a, b, c)).is_empty(), "{a} {b} {c}");
        }
    }
}
