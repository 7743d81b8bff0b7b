//! What the last report had and this one has not.

use std::collections::HashMap;

use crate::model::{Block, Id, Report, ReportKind, Status, walk};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "forsvunnen",
    title: "Något har försvunnit sedan förra rapporten",
    why: "Det som den förra rapporten följde upp väntar sig läsaren att hitta också i nästa, eller få \
          veta varför det inte är med.",
    group: Group::Continuity,
    severity: Severity::Question,
    limit: None,
    look: Look::Reports(look),
};

/// What things are listed together, and vanish together.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum List<'a> {
    Goals,
    Indicators,
    Actions,
    Assignments,
    Risks,
    Controls,
    Rows(&'a str),
    Series,
    Staff,
    Accounts,
}

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let own = &line.reports[index];
    let is_month = |standing: &Standing<'_>| standing.report().kind == ReportKind::Month;
    let is_alike =
        |standing: &&Standing<'_>| !standing.is_plan() && is_month(standing) == is_month(own);
    if own.is_plan() {
        return;
    }
    let Some(before) = line.reports[..index].iter().rev().find(is_alike) else { return };
    let mut gone = Vec::new();
    let mut counts: HashMap<List<'_>, (usize, usize)> = HashMap::new();
    for (id, item) in before.items() {
        let Some(list) = list_of(item) else { continue };
        let count = counts.entry(list).or_default();
        count.0 += 1;
        if own.item(id).is_none() {
            count.1 += 1;
            gone.push((id, item, list));
        }
    }
    let mut told: Vec<List<'_>> = Vec::new();
    for (id, item, list) in gone {
        let (all, vanished) = counts.get(&list).copied().unwrap_or_default();
        if all == vanished && all > 1 {
            if !told.contains(&list) {
                told.push(list);
                tell_list((own, before), (item, list, all), found);
            }
        } else if !is_over(item) {
            tell((own, before), (id, item), found);
        }
    }
}

fn list_of(item: Item<'_>) -> Option<List<'_>> {
    Some(match item {
        Item::Goal(_) => List::Goals,
        Item::Indicator(..) => List::Indicators,
        Item::Action(_) => List::Actions,
        Item::Assignment(_) => List::Assignments,
        Item::Risk(_) => List::Risks,
        Item::Control(_) => List::Controls,
        Item::Row(table, _) => List::Rows(table.id.as_str()),
        Item::Series(_) => List::Series,
        Item::Staff(_) => List::Staff,
        Item::Account(_) => List::Accounts,
        Item::Section(_) => return None,
    })
}

/// What is done need not come back.
fn is_over(item: Item<'_>) -> bool {
    let status = match item {
        Item::Action(own) => own.status.status,
        Item::Assignment(own) => own.status.status,
        _ => return false,
    };
    matches!(status, Status::Green | Status::Done)
}

fn tell(
    (own, before): (&Standing<'_>, &Standing<'_>),
    (id, item): (&Id, Item<'_>),
    found: &mut Findings<'_>,
) {
    let (what, name) = named(item);
    let message = format!(
        "{what} {} fanns i {} men inte här. Ska den vara med?",
        called(name),
        before.short()
    );
    let home = home(own.report(), item);
    found
        .add(own.context.at(home.unwrap_or(&Id::default())), id.as_str(), message)
        .hint("Ta med den, eller skriv varför den inte följs upp längre.")
        .also(before.context.at(id));
}

fn tell_list(
    (own, before): (&Standing<'_>, &Standing<'_>),
    (item, list, count): (Item<'_>, List<'_>, usize),
    found: &mut Findings<'_>,
) {
    let what = match (list, item) {
        (List::Rows(_), Item::Row(table, _)) => format!("Tabellen {}", called(&table.caption)),
        (list, _) => plural(list, count),
    };
    let message = format!("{what} fanns i {} men inte här. Ska det vara med?", before.short());
    let values = match list {
        List::Rows(table) => table.to_owned(),
        _ => count.to_string(),
    };
    found
        .add(own.context.at(&Id::default()), values, message)
        .hint("Ta med det, eller skriv varför det inte följs upp längre.");
}

fn plural(list: List<'_>, count: usize) -> String {
    let what = match list {
        List::Goals => "mål",
        List::Indicators => "indikatorer",
        List::Actions => "åtgärder",
        List::Assignments => "uppdrag",
        List::Risks => "risker",
        List::Controls => "kontroller",
        List::Series => "volymserier",
        List::Staff => "personalnyckeltal",
        List::Accounts => "redovisningar",
        List::Rows(_) => "rader",
    };
    format!("{count} {what}")
}

fn named(item: Item<'_>) -> (&'static str, &str) {
    match item {
        Item::Goal(own) => ("Målet", &own.title),
        Item::Indicator(own, _) => ("Indikatorn", &own.name),
        Item::Action(own) => ("Åtgärden", &own.text.0),
        Item::Assignment(own) => ("Uppdraget", &own.text.0),
        Item::Risk(own) => ("Risken", &own.text.0),
        Item::Control(own) => ("Kontrollen", &own.text.0),
        Item::Row(_, own) => ("Raden", &own.label),
        Item::Series(own) => ("Volymserien", &own.name),
        Item::Staff(own) => ("Nyckeltalet", &own.label),
        Item::Account(own) => ("Redovisningen", &own.title),
        Item::Section(own) => ("Avsnittet", &own.title),
    }
}

/// The block where it would stand: the table itself, else the first of its kind.
fn home<'r>(report: &'r Report, item: Item<'_>) -> Option<&'r Id> {
    let mut found = None;
    walk::each_block(report, &mut |block| {
        let id = match (block, item) {
            (Block::Goals(block), Item::Goal(_) | Item::Indicator(..)) => &block.id,
            (Block::Actions(block), Item::Action(_)) => &block.id,
            (Block::Assignments(block), Item::Assignment(_)) => &block.id,
            (Block::Risks(block), Item::Risk(_)) => &block.id,
            (Block::Controls(block), Item::Control(_)) => &block.id,
            (Block::Figures(table), Item::Row(other, _)) if table.id == other.id => &table.id,
            (Block::Volumes(block), Item::Series(_)) => &block.id,
            (Block::Staff(block), Item::Staff(_)) => &block.id,
            (Block::Accounts(block), Item::Account(_)) => &block.id,
            _ => return,
        };
        found = found.or(Some(id));
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Assessment, Assignment, AssignmentGroup, AssignmentsBlock, Risk, RisksBlock,
    };
    use crate::review::tests::{id, report, told, year};

    fn risks(own: &str, kind: ReportKind, risks: &[&str]) -> Report {
        let risk = |own: &&str| Risk { id: id(own), text: (*own).into(), ..Risk::default() };
        let risks = risks.iter().map(risk).collect();
        let block = RisksBlock { id: id("risker"), risks, ..RisksBlock::default() };
        report(own, kind, vec![Block::Risks(block)])
    }

    #[test]
    fn one_that_is_gone_and_all_that_are() {
        let t1 = || risks("t1", ReportKind::T1, &["brand", "stold"]);
        let with =
            |rest: &[&str]| told(&RULE, &year(vec![t1(), risks("t2", ReportKind::T2, rest)]));
        assert_eq!(
            with(&["brand"]),
            ["risker: Risken ”stold” fanns i T1 men inte här. Ska den vara med?"]
        );
        assert_eq!(with(&[]), [": 2 risker fanns i T1 men inte här. Ska det vara med?"]);
        assert!(with(&["brand", "stold", "hot"]).is_empty());
        let month = risks("juli", ReportKind::Month, &[]);
        assert!(told(&RULE, &year(vec![t1(), month])).is_empty(), "a month is another thing");
    }

    #[test]
    fn what_is_done_need_not_come_back() {
        let with = |own: &str, kind, statuses: &[Status]| {
            let assignment = |(n, status): (usize, &Status)| Assignment {
                id: id(&format!("uppdrag-{n}")),
                status: Assessment { status: *status, ..Assessment::default() },
                ..Assignment::default()
            };
            let assignments = statuses.iter().enumerate().map(assignment).collect();
            let groups = vec![AssignmentGroup { assignments, ..AssignmentGroup::default() }];
            let block = AssignmentsBlock { groups, ..AssignmentsBlock::default() };
            report(own, kind, vec![Block::Assignments(block)])
        };
        let count = |last| {
            let t1 = with("t1", ReportKind::T1, &[Status::Yellow, last]);
            told(&RULE, &year(vec![t1, with("t2", ReportKind::T2, &[Status::Yellow])])).len()
        };
        assert_eq!(count(Status::Green), 0);
        assert_eq!(count(Status::Yellow), 1);
    }
}
