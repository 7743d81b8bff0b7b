//! Short and long sick leave make all of it.

use rust_decimal::Decimal;

use crate::compute::Context;
use crate::model::{Address, Block, Indicator, Section, StaffBlock, StaffKind, walk};
use crate::number::{Figure, Unit, format_with_unit};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "sjukfranvaro",
    title: "Kort och lång sjukfrånvaro blir inte hela",
    why: "Den korta och den långa sjukfrånvaron ska tillsammans bli hela sjukfrånvaron. En enhet i den \
          sista siffran kan vara avrundning.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

/// All sick leave, the short and the long.
const KINDS: [StaffKind; 3] =
    [StaffKind::SickLeave, StaffKind::ShortSickLeave, StaffKind::LongSickLeave];

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Staff(block) => look_at_staff(context, block, found),
        Block::Goals(block) => {
            let mut indicators = Vec::new();
            walk::each_goal(&block.goals, &mut |goal| {
                indicators.extend(goal.indicators.iter().filter(|own| own.same_as.is_none()));
            });
            look_at_indicators(context, &indicators, found);
        }
        _ => {}
    });
}

fn look_at_staff(context: &Context<'_>, block: &StaffBlock, found: &mut Findings<'_>) {
    let groups: Vec<&str> = block
        .measures
        .iter()
        .filter(|own| own.staff == StaffKind::SickLeave)
        .map(|own| own.group.as_str())
        .collect();
    for group in groups {
        let rows = KINDS.map(|kind| {
            let mut rows =
                block.measures.iter().filter(|own| own.staff == kind && own.group == group);
            rows.next().filter(|_| rows.next().is_none())
        });
        let [Some(all), Some(short), Some(long)] = rows else { continue };
        for (index, value) in all.values.iter().enumerate() {
            let figure = |own: &crate::model::StaffMeasure| {
                let same = own.values.iter().find(|other| other.label == value.label)?;
                same.figure.clone()
            };
            let at = context.at(&all.id).field(format!("values.{index}"));
            let figures = [value.figure.clone(), figure(short), figure(long)];
            let name = format!("{}, {}", all.label, value.label);
            hold(&name, figures, at, [context.at(&short.id), context.at(&long.id)], found);
        }
    }
}

fn look_at_indicators(context: &Context<'_>, indicators: &[&Indicator], found: &mut Findings<'_>) {
    let kinds = KINDS.map(|kind| {
        let mut of_kind = indicators.iter().filter(|own| kind_of(own) == Some(kind));
        of_kind.next().filter(|_| of_kind.next().is_none()).copied()
    });
    let [Some(all), Some(short), Some(long)] = kinds else { return };
    let at = |own: &Indicator, field: &str| context.at(&own.id).field(field);
    let outcomes = [all, short, long].map(|own| own.outcome.value.clone());
    let others = |field| [at(short, field), at(long, field)];
    hold(&all.name, outcomes, at(all, "outcome"), others("outcome"), found);
    for earlier in &all.earlier {
        let figure = |own: &Indicator| {
            let is_same = |other: &&crate::model::Earlier| {
                other.label == earlier.label && other.kind == earlier.kind
            };
            own.earlier.iter().find(is_same)?.value.clone()
        };
        let figures = [earlier.value.clone(), figure(short), figure(long)];
        let name = format!("{}, tidigare utfall", all.name);
        hold(&name, figures, at(all, "earlier"), others("earlier"), found);
    }
}

/// By what it is said to follow, else by its name.
fn kind_of(indicator: &Indicator) -> Option<StaffKind> {
    if indicator.staff != StaffKind::Other {
        return Some(indicator.staff).filter(|_| indicator.unit == Unit::Percent);
    }
    let name = indicator.name.to_lowercase();
    if indicator.unit != Unit::Percent || !name.starts_with("sjukfrånvaro") {
        return None;
    }
    match (name.contains("kort"), name.contains("lång"), name.contains("total")) {
        (true, false, false) => Some(StaffKind::ShortSickLeave),
        (false, true, false) => Some(StaffKind::LongSickLeave),
        (false, false, true) => Some(StaffKind::SickLeave),
        _ => None,
    }
}

fn hold(
    name: &str,
    figures: [Option<Figure>; 3],
    at: Address,
    also: [Address; 2],
    found: &mut Findings<'_>,
) {
    let [Some(Figure::Exact(all)), Some(Figure::Exact(short)), Some(Figure::Exact(long))] = figures
    else {
        return;
    };
    let scale = all.scale().min(short.scale()).min(long.scale());
    let sum = short.saturating_add(long);
    if sum.saturating_sub(all).abs() <= Decimal::new(1, scale) {
        return;
    }
    let show = |number| format_with_unit(number, Unit::Percent);
    let (all, short, long, sum) = (show(all), show(short), show(long), show(sum));
    let message = format!(
        "{name} är {all}, men den korta, {short}, och den långa, {long}, blir tillsammans {sum}."
    );
    let finding = found.add(at, format!("{all} | {short} | {long}"), message);
    finding.hint("Kontrollera de tre talen.");
    finding.also.extend(also);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Goal, GoalsBlock, StaffMeasure, StaffValue, Year};
    use crate::review::tests::{figure, id, indicator, t2, told};

    fn indicators(all: &str) -> Year {
        let own = |own: &str, name: &str, outcome: &str| Indicator {
            unit: Unit::Percent,
            ..indicator(own, name, outcome, "")
        };
        let indicators = vec![
            own("hela", "Sjukfrånvaro total", all),
            own("kort", "Sjukfrånvaro kort < 60 dagar", "3.94"),
            own("lang", "Sjukfrånvaro lång > 60 dagar", "3.81"),
        ];
        let goal = Goal { id: id("mal"), indicators, ..Goal::default() };
        t2(vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })])
    }

    fn staff(long: &str) -> Year {
        let measure = |own: &str, staff, value: &str| StaffMeasure {
            id: id(own),
            staff,
            values: vec![StaffValue { figure: figure(value), ..StaffValue::default() }],
            ..StaffMeasure::default()
        };
        let measures = vec![
            measure("hela", StaffKind::SickLeave, "7.27"),
            measure("kort", StaffKind::ShortSickLeave, "3.94"),
            measure("lang", StaffKind::LongSickLeave, long),
        ];
        t2(vec![Block::Staff(StaffBlock { measures, ..StaffBlock::default() })])
    }

    #[test]
    fn parts_that_miss_the_whole() {
        let said = told(&RULE, &indicators("7.57"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("hela/outcome") && said[0].contains("7,75\u{a0}%"));
        assert_eq!(told(&RULE, &staff("4.33")).len(), 1);
    }

    #[test]
    fn parts_that_make_the_whole() {
        for near in ["7.75", "7.76", "7.7", "", "cirka 9"] {
            assert!(told(&RULE, &indicators(near)).is_empty(), "{near}");
        }
        assert!(told(&RULE, &staff("3.33")).is_empty() && told(&RULE, &staff("")).is_empty());
    }
}
