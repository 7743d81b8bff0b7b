//! Counts of assignments and of units against their lists.

use super::units;
use crate::compute::{Agreement, Context, Derivation, agreement, count_of, total_of};
use crate::model::{Address, Block, TallyBlock, walk};
use crate::number::{Figure, format_decimal};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "antal",
    title: "Antalet stämmer inte",
    why: "Antal uppdrag och antal enheter ska vara så många som listan visar, och klasserna ska bli \
          hela antalet.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    walk::each_block(context.report, &mut |block| match block {
        Block::Tally(tally) => look_at_tally(context, tally, found),
        Block::Goals(block) => {
            walk::each_goal(&block.goals, &mut |goal| units::look_at(context, goal, found));
        }
        _ => {}
    });
}

fn look_at_tally(context: &Context<'_>, tally: &TallyBlock, found: &mut Findings<'_>) {
    for class in &tally.classes {
        let stated = class.count.as_ref();
        let at = || context.at(&class.id).field("count");
        let counted = count_of(context, tally, class.status);
        against_list(&class.title, stated, counted, at, found);
    }
    let at = || context.at(&tally.id).field("total");
    let title = if tally.total_title.is_empty() { "Totalt" } else { &tally.total_title };
    against_list(title, tally.total.as_ref(), total_of(context, tally), at, found);
    against_classes(context, tally, title, found);
}

fn against_list(
    title: &str,
    stated: Option<&Figure>,
    counted: Option<Derivation>,
    at: impl Fn() -> Address,
    found: &mut Findings<'_>,
) {
    let (Some(Figure::Exact(stated)), Some(counted)) = (stated, counted) else { return };
    if agreement(*stated, &counted) != Some(Agreement::Differs) {
        return;
    }
    let Some(number) = counted.number() else { return };
    let (own, list) = (format_decimal(*stated), format_decimal(number));
    let message = format!("{title}: det står {own}, men listan har {list}.");
    let finding = found.add(at(), format!("{own} | {list}"), message);
    finding.hint("Rätta antalet, eller bedömningarna i listan.");
    finding.mend(format!("Skriv {list} i stället för {own}"), at(), list.clone());
}

/// The classes make the total.
fn against_classes(
    context: &Context<'_>,
    tally: &TallyBlock,
    title: &str,
    found: &mut Findings<'_>,
) {
    let Some(&Figure::Exact(total)) = tally.total.as_ref() else { return };
    let mut sum = rust_decimal::Decimal::ZERO;
    for class in &tally.classes {
        let Some(&Figure::Exact(count)) = class.count.as_ref() else { return };
        sum = sum.saturating_add(count);
    }
    // Things with another status, or none, are in the total only.
    if sum <= total && total_of(context, tally).is_some() || sum == total {
        return;
    }
    let (own, other) = (format_decimal(total), format_decimal(sum));
    let message = format!("{title}: det står {own}, men klasserna blir tillsammans {other}.");
    found
        .add(context.at(&tally.id).field("total"), format!("{own} | {other}"), message)
        .hint("Kontrollera klasserna och det hela antalet.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assessment, Assignment, AssignmentGroup, AssignmentsBlock};
    use crate::model::{Status, TallyClass, Year};
    use crate::review::tests::{figure, found as all_found, id, t2, told};

    fn year(counts: [&str; 3]) -> Year {
        let class = |own: &str, status, count| TallyClass {
            id: id(own),
            status,
            title: own.into(),
            count: figure(count),
            ..TallyClass::default()
        };
        let tally = TallyBlock {
            id: id("antal"),
            of: Some(id("lista")),
            classes: vec![
                class("grona", Status::Green, counts[0]),
                class("gula", Status::Yellow, counts[1]),
            ],
            total: figure(counts[2]),
            ..TallyBlock::default()
        };
        let status = [Status::Green, Status::Green, Status::Yellow];
        let assignments = status.iter().enumerate().map(|(index, status)| Assignment {
            id: id(&format!("uppdrag-{index}")),
            status: Assessment { status: *status, ..Assessment::default() },
            ..Assignment::default()
        });
        let group =
            AssignmentGroup { assignments: assignments.collect(), ..AssignmentGroup::default() };
        let list = AssignmentsBlock { id: id("lista"), groups: vec![group], ..Default::default() };
        t2(vec![Block::Tally(tally), Block::Assignments(list)])
    }

    #[test]
    fn a_count_that_the_list_contradicts() {
        let year = year(["1", "2", "3"]);
        let said = told(&RULE, &year);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.contains(&"grona/count: grona: det står 1, men listan har 2.".to_owned()));
        let mend = all_found(&RULE, &year).into_iter().find_map(|finding| finding.mend);
        assert!(mend.is_some_and(|mend| mend.cells.len() == 1));
    }

    #[test]
    fn a_total_that_its_classes_pass() {
        assert_eq!(told(&RULE, &year(["2", "1", "4"])).len(), 1, "the list has three");
        assert_eq!(told(&RULE, &year(["2", "2", "3"])).len(), 2, "a class, and the classes");
    }

    #[test]
    fn what_the_list_has_is_right() {
        for near in [["2", "1", "3"], ["2", "", "3"], ["", "", ""], ["drygt 3", "1", "3"]] {
            assert!(told(&RULE, &year(near)).is_empty(), "{near:?}");
        }
    }
}
