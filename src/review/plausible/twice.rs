//! Things that stand twice in one list under one name.

use crate::compute::Context;
use crate::model::{Block, Goal, Id, Section, walk};
use crate::review::reading::is_same;
use crate::review::status::words::called;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "dubblett",
    title: "Samma sak två gånger",
    why: "Två mål, indikatorer, nyckeltal eller volymserier med samma namn på samma ställe är oftast en \
          rad som kopierades och glömdes.",
    group: Group::Plausible,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| match block {
        Block::Goals(block) => {
            let titles = |goals: &[Goal], found: &mut Findings<'_>| {
                let titled = goals.iter().filter(|goal| !goal.untitled);
                twice(context, "Målet", titled.map(|goal| (&goal.id, &*goal.title)), found);
            };
            titles(&block.goals, found);
            walk::each_goal(&block.goals, &mut |goal| {
                titles(&goal.goals, found);
                let names = goal.indicators.iter().map(|own| (&own.id, &*own.name));
                twice(context, "Indikatorn", names, found);
            });
        }
        Block::Staff(block) => {
            let labels = block.measures.iter().map(|own| (&own.id, &*own.label));
            twice(context, "Nyckeltalet", labels, found);
        }
        Block::Volumes(block) => {
            let names = block.series.iter().map(|own| (&own.id, &*own.name));
            twice(context, "Volymserien", names, found);
        }
        _ => {}
    });
}

/// Tells of each thing whose name another before it has.
fn twice<'a>(
    context: &Context<'_>,
    what: &str,
    things: impl Iterator<Item = (&'a Id, &'a str)>,
    found: &mut Findings<'_>,
) {
    let mut before: Vec<(&Id, &str)> = Vec::new();
    for (id, name) in things.filter(|(_, name)| !name.trim().is_empty()) {
        match before.iter().find(|(_, other)| is_same(other.trim(), name.trim())) {
            Some((first, _)) => {
                let message = format!("{what} {} står två gånger här.", called(name.trim()));
                found
                    .add(context.at(id), name, message)
                    .hint("Ta bort den ena, eller skriv i namnet vad som skiljer dem åt.")
                    .also(context.at(first));
            }
            None => before.push((id, name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GoalsBlock, StaffBlock, StaffMeasure};
    use crate::review::tests::{found, id, indicator, t2, told};

    #[test]
    fn an_indicator_that_stands_twice_in_its_goal() {
        let goal = |own: &str, names: [&str; 2]| Goal {
            id: id(own),
            title: own.into(),
            indicators: vec![
                indicator(&format!("{own}-a"), names[0], "", ""),
                indicator(&format!("{own}-b"), names[1], "", ""),
            ],
            ..Goal::default()
        };
        let with = |goals| Block::Goals(GoalsBlock { goals, ..GoalsBlock::default() });
        let year =
            t2(vec![with(vec![goal("ett", ["Andel", "andel "]), goal("tva", ["Andel", ""])])]);
        assert_eq!(told(&RULE, &year), ["ett-b: Indikatorn ”andel” står två gånger här."]);
        let year =
            t2(vec![with(vec![goal("ett", ["Andel", "Antal"]), goal("tva", ["Andel", ""])])]);
        assert!(found(&RULE, &year).is_empty());
    }

    #[test]
    fn a_key_figure_that_stands_twice() {
        let measure =
            |own| StaffMeasure { id: id(own), label: "Slutat".into(), ..StaffMeasure::default() };
        let block =
            StaffBlock { measures: vec![measure("a"), measure("b")], ..StaffBlock::default() };
        assert_eq!(found(&RULE, &t2(vec![Block::Staff(block)])).len(), 1);
    }
}
