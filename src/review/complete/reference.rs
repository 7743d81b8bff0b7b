//! What refers to something that is not there.

use std::collections::HashSet;

use crate::compute::Context;
use crate::model::{Address, Block, FigureTable, Id, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "trasig-hanvisning",
    title: "Hänvisning till något som inte finns",
    why: "En summa räknar bara rader i sin egen tabell, och en översikt, en sammanräkning eller en \
          kontroll måste höra till ett mål, en lista eller en risk som finns i rapporten.",
    group: Group::Complete,
    severity: Severity::Error,
    limit: None,
    look: Look::Report(look),
};

/// What can be referred to, by kind.
#[derive(Default)]
struct Known<'a> {
    goals: HashSet<&'a str>,
    indicators: HashSet<&'a str>,
    risks: HashSet<&'a str>,
    lists: HashSet<&'a str>,
}

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut known = Known::default();
    walk::each_block(context.report, &mut |block| match block {
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            known.goals.insert(goal.id.as_str());
            known.indicators.extend(goal.indicators.iter().map(|own| own.id.as_str()));
        }),
        Block::Risks(block) => known.risks.extend(block.risks.iter().map(|own| own.id.as_str())),
        Block::Assignments(block) => drop(known.lists.insert(block.id.as_str())),
        _ => {}
    });
    let mut tell = |id: &Id, field: &str, to: &Id, what: &str| {
        lost(context.at(id).field(field), to, what, found);
    };
    walk::each_block(context.report, &mut |block| match block {
        Block::Figures(table) => sums(table, &mut tell),
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for own in &goal.indicators {
                let lost = own.same_as.iter().filter(|id| !known.indicators.contains(id.as_str()));
                lost.for_each(|to| tell(&own.id, "same_as", to, "indikator"));
            }
            for own in &goal.actions {
                let lost = own.risk.iter().filter(|id| !known.risks.contains(id.as_str()));
                lost.for_each(|to| tell(&own.id, "risk", to, "risk"));
            }
            let is_unit = |id: &Id| context.year.committee.units.iter().any(|unit| unit.id == *id);
            for own in &goal.units {
                let lost = own.units.iter().filter(|id| !is_unit(id));
                lost.for_each(|to| tell(&own.id, "units", to, "enhet"));
            }
        }),
        Block::Overview(block) => {
            let lost = block.goals.iter().filter(|own| !known.goals.contains(own.goal.as_str()));
            lost.for_each(|own| tell(&block.id, "goals", &own.goal, "mål"));
            let is_column = |id: &Id| block.goals.iter().any(|own| own.goal == *id);
            for row in &block.rows {
                let lost = row.cells.iter().filter(|cell| !is_column(&cell.goal));
                lost.for_each(|cell| tell(&row.id, "cells", &cell.goal, "kolumn"));
            }
        }
        Block::Actions(block) => {
            for own in &block.actions {
                let lost = own.risk.iter().filter(|id| !known.risks.contains(id.as_str()));
                lost.for_each(|to| tell(&own.id, "risk", to, "risk"));
            }
        }
        Block::Controls(block) => {
            let is_lost = |id: &&Id| !id.is_missing() && !known.risks.contains(id.as_str());
            let lost = block.groups.iter().map(|group| &group.risk).filter(is_lost);
            lost.for_each(|to| tell(&block.id, "groups", to, "risk"));
        }
        Block::Tally(block) => {
            let lost = block.of.iter().filter(|id| !known.lists.contains(id.as_str()));
            lost.for_each(|to| tell(&block.id, "of", to, "uppdragslista"));
        }
        _ => {}
    });
}

/// The parts of a sum stand in its own table.
fn sums(table: &FigureTable, tell: &mut dyn FnMut(&Id, &str, &Id, &str)) {
    let mut rows: Option<HashSet<&str>> = None;
    for row in table.rows.iter().filter(|row| !row.sum.is_empty()) {
        let rows =
            rows.get_or_insert_with(|| table.rows.iter().map(|row| row.id.as_str()).collect());
        let lost = row.sum.iter().filter(|id| !rows.contains(id.as_str()));
        lost.for_each(|to| tell(&row.id, "sum", to, "rad i tabellen"));
    }
}

fn lost(at: Address, to: &Id, what: &str, found: &mut Findings<'_>) {
    let message = format!("Här hänvisas till ”{to}”, men det finns ingen sådan {what}.");
    let message = message.replace("ingen sådan mål", "inget sådant mål");
    found.add(at, to.as_str(), message).hint("Välj vad som avses, eller ta bort hänvisningen.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Row, TallyBlock};
    use crate::review::tests::{id, t2, told};

    fn table(parts: &[&str]) -> Vec<Block> {
        let row = |own: &str| Row { id: id(own), ..Row::default() };
        let sum = Row { sum: parts.iter().map(|part| id(part)).collect(), ..row("summa") };
        let rows = vec![row("barn"), row("vuxna"), sum];
        vec![Block::Figures(FigureTable { id: id("tabell"), rows, ..FigureTable::default() })]
    }

    #[test]
    fn references_that_lead_nowhere() {
        let says = "summa/sum: Här hänvisas till ”unga”, men det finns ingen sådan rad i tabellen.";
        assert_eq!(told(&RULE, &t2(table(&["barn", "unga"]))), [says]);
        let tally = TallyBlock { id: id("antal"), of: Some(id("lista")), ..TallyBlock::default() };
        assert_eq!(told(&RULE, &t2(vec![Block::Tally(tally)])).len(), 1);
    }

    #[test]
    fn references_that_lead_somewhere() {
        assert!(told(&RULE, &t2(table(&["barn", "vuxna"]))).is_empty());
        assert!(told(&RULE, &t2(vec![Block::Tally(TallyBlock::default())])).is_empty());
    }
}
