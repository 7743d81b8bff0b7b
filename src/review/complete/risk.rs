//! Risks that are reported and that nobody does anything about.

use crate::compute::{Context, risk_value};
use crate::model::{Block, Risk, RiskField, RisksBlock, Section, walk};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "risk-utan-atgard",
    title: "Risk utan åtgärd eller ansvarig",
    why: "En risk som är så stor att den rapporteras ska ha en åtgärd och någon som ansvarar för den.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    // Actions in a table of their own may be for any of the section's risks.
    let mut tied = Vec::new();
    let mut is_loose = false;
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Actions(block) = block {
            tied.extend(block.actions.iter().filter_map(|own| own.risk.as_ref()));
            is_loose |= block.actions.iter().any(|own| own.risk.is_none());
        }
    });
    walk::blocks_within(&section.blocks, &mut |block| {
        let Block::Risks(block) = block else { return };
        if !is_loose {
            let is_met = |risk: &Risk| {
                !risk.measures.is_empty() || !risk.actions.is_empty() || tied.contains(&&risk.id)
            };
            without_action(context, block, &is_met, found);
        }
        without_responsible(context, block, found);
    });
}

fn without_action(
    context: &Context<'_>,
    block: &RisksBlock,
    is_met: &dyn Fn(&Risk) -> bool,
    found: &mut Findings<'_>,
) {
    let Some(threshold) = block.threshold.or(context.settings.risk_threshold) else {
        return where_others_have(context, block, is_met, found);
    };
    for risk in block.risks.iter().filter(|risk| !is_met(risk)) {
        let Some(value) = value(context, risk).filter(|value| *value >= threshold) else {
            continue;
        };
        let message = format!(
            "Risken {} har värdet {value} och rapporteras från {threshold}, men har ingen åtgärd.",
            called(&risk.text.0)
        );
        found
            .add(context.at(&risk.id).field("actions"), value.to_string(), message)
            .hint("Skriv vad som görs åt risken.");
    }
}

/// Where there is no threshold, a risk without an action stands out if all the others have one.
fn where_others_have(
    context: &Context<'_>,
    block: &RisksBlock,
    is_met: &dyn Fn(&Risk) -> bool,
    found: &mut Findings<'_>,
) {
    let met = block.risks.iter().filter(|risk| is_met(risk)).count();
    if met < 2 || met + 1 != block.risks.len() {
        return;
    }
    for risk in block.risks.iter().filter(|risk| !is_met(risk)) {
        let message =
            format!("Risken {} har ingen åtgärd, men de andra har.", called(&risk.text.0));
        found
            .add(context.at(&risk.id).field("actions"), "", message)
            .hint("Skriv vad som görs åt risken.");
    }
}

fn without_responsible(context: &Context<'_>, block: &RisksBlock, found: &mut Findings<'_>) {
    let has_column = block.columns.iter().any(|column| column.field == RiskField::Responsible);
    let is_named = |risk: &Risk| {
        !risk.responsible.trim().is_empty()
            || risk.actions.iter().any(|own| !own.responsible.trim().is_empty())
    };
    let nameless = || block.risks.iter().filter(|risk| !is_named(risk));
    if !has_column || block.risks.is_empty() {
        return;
    }
    if nameless().count() == block.risks.len() && block.risks.len() > 1 {
        let count = block.risks.len();
        let message = format!(
            "Tabellen har en kolumn för ansvarig, men ingen av de {count} riskerna har någon."
        );
        found
            .add(context.at(&block.id), count.to_string(), message)
            .hint("Fyll i vem som ansvarar för varje risk, eller ta bort kolumnen.");
        return;
    }
    for risk in nameless() {
        let message = format!("Risken {} har ingen ansvarig.", called(&risk.text.0));
        found
            .add(context.at(&risk.id).field("responsible"), "", message)
            .hint("Fyll i vem som ansvarar.");
    }
}

/// The value that holds: computed from the factors, else as printed.
fn value(context: &Context<'_>, risk: &Risk) -> Option<u8> {
    let computed = risk_value(context, risk).and_then(|value| value.number());
    computed.and_then(|value| value.try_into().ok()).or(risk.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, ActionsBlock, RiskColumn};
    use crate::review::tests::{id, t2, told};

    fn risk(own: &str, likelihood: u8, measures: &str, responsible: &str) -> Risk {
        Risk {
            id: id(own),
            text: own.into(),
            likelihood: Some(likelihood),
            consequence: Some(5),
            measures: measures.into(),
            responsible: responsible.into(),
            ..Risk::default()
        }
    }

    fn block(risks: Vec<Risk>) -> Block {
        let columns = [RiskField::Actions, RiskField::Responsible];
        let column = |field| RiskColumn { field, ..RiskColumn::default() };
        Block::Risks(RisksBlock {
            id: id("risker"),
            threshold: Some(15),
            columns: columns.map(column).to_vec(),
            risks,
            ..RisksBlock::default()
        })
    }

    #[test]
    fn over_the_threshold_something_is_done() {
        let with =
            |likelihood, measures| vec![block(vec![risk("brand", likelihood, measures, "Chefen")])];
        let says = "brand/actions: Risken ”brand” har värdet 15 och rapporteras från 15, men har ingen \
                    åtgärd.";
        assert_eq!(told(&RULE, &t2(with(3, ""))), [says]);
        assert!(told(&RULE, &t2(with(2, ""))).is_empty(), "below the threshold");
        assert!(told(&RULE, &t2(with(3, "Brandövning"))).is_empty());
        let mut elsewhere = with(3, "");
        let actions = vec![Action { id: id("ovning"), ..Action::default() }];
        elsewhere.push(Block::Actions(ActionsBlock { actions, ..ActionsBlock::default() }));
        assert!(told(&RULE, &t2(elsewhere)).is_empty(), "a table of actions beside");
    }

    #[test]
    fn somebody_is_responsible() {
        let with = |names: [&str; 2]| {
            let risks = names
                .map(|name| risk(if name.is_empty() { "brand" } else { "stold" }, 3, "Ja", name));
            told(&RULE, &t2(vec![block(risks.to_vec())]))
        };
        assert_eq!(with(["", "Chefen"]), ["brand/responsible: Risken ”brand” har ingen ansvarig."]);
        assert_eq!(with(["", ""]).len(), 1, "one finding for the empty column");
        assert!(with(["Chefen", "Chefen"]).is_empty());
    }
}
