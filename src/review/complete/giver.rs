//! Assignments that nobody gave.

use crate::compute::Context;
use crate::model::{Block, Section, walk};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "uppdrag-utan-givare",
    title: "Uppdrag utan uppdragsgivare",
    why: "Läsaren behöver veta vem som har gett ett uppdrag, när de andra har en givare.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Assignments(block) = block else { return };
        let has_giver = |giver: &str| !giver.trim().is_empty();
        let all = || block.groups.iter().flat_map(|group| &group.assignments);
        if !all().any(|own| has_giver(&own.giver)) {
            return;
        }
        for group in &block.groups {
            // A titled group whose assignments have none says the giver by its title.
            let is_in_title = has_giver(&group.title)
                && group.assignments.iter().all(|own| !has_giver(&own.giver));
            for own in group.assignments.iter().filter(|own| !has_giver(&own.giver)) {
                if is_in_title {
                    continue;
                }
                let name = called(&own.text.0);
                let message = format!("Uppdraget {name} har ingen uppdragsgivare.");
                found
                    .add(context.at(&own.id).field("giver"), "", message)
                    .hint("Fyll i vem som gav uppdraget.");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, AssignmentGroup, AssignmentsBlock};
    use crate::review::tests::{id, t2, told};

    fn group(title: &str, givers: &[&str]) -> AssignmentGroup {
        let own = |(n, giver): (usize, &&str)| Assignment {
            id: id(&format!("uppdrag-{n}")),
            text: "Samverka".into(),
            giver: (*giver).to_owned(),
            ..Assignment::default()
        };
        AssignmentGroup {
            title: title.into(),
            assignments: givers.iter().enumerate().map(own).collect(),
            ..AssignmentGroup::default()
        }
    }

    #[test]
    fn the_others_have_a_giver() {
        let with = |groups: Vec<AssignmentGroup>| {
            let block = AssignmentsBlock { groups, ..AssignmentsBlock::default() };
            told(&RULE, &t2(vec![Block::Assignments(block)]))
        };
        let says = "uppdrag-1/giver: Uppdraget ”Samverka” har ingen uppdragsgivare.";
        assert_eq!(with(vec![group("", &["Nämnden", ""])]), [says]);
        assert!(with(vec![group("", &["", ""])]).is_empty());
        assert!(with(vec![group("", &["Nämnden"]), group("Kommunplanen", &[""])]).is_empty());
    }
}
