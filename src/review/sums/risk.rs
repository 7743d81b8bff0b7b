//! Risk values.

use crate::compute::{Context, risk_value};
use crate::model::{Block, Risk, RiskField, RisksBlock, Section, walk};
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "riskvarde",
    title: "Riskvärdet stämmer inte",
    why: "Riskvärdet ska vara sannolikheten gånger konsekvensen, som var för sig är 1 till 5. Där \
          tabellen har en kolumn för riskvärdet ska det stå.",
    group: Group::Sums,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Risks(block) = block {
            for risk in &block.risks {
                look_at(context, block, risk, found);
            }
        }
    });
}

fn look_at(context: &Context<'_>, block: &RisksBlock, risk: &Risk, found: &mut Findings<'_>) {
    let factors = [
        ("Sannolikheten", "likelihood", risk.likelihood),
        ("Konsekvensen", "consequence", risk.consequence),
    ];
    let mut is_in_scale = true;
    for (name, field, factor) in factors {
        let Some(factor) = factor.filter(|factor| !(1..=5).contains(factor)) else { continue };
        is_in_scale = false;
        let message = format!("{name} är {factor}, men skalan går från 1 till 5.");
        let at = context.at(&risk.id).field(field);
        found.add(at, factor.to_string(), message).hint("Skriv ett tal från 1 till 5.");
    }
    if !is_in_scale {
        return;
    }
    let computed = risk_value(context, risk).and_then(|derivation| derivation.number());
    match (risk.value, computed) {
        (Some(value), Some(product)) if product != value.into() => {
            let message = format!("Riskvärdet är {value}, men {} är {product}.", factors_of(risk));
            against_factors(context, risk, value, &product.to_string(), message, found);
        }
        (Some(value), None) if !is_product(value) => {
            let message =
                format!("Riskvärdet är {value}, som inte kan bli av två tal från 1 till 5.");
            let at = context.at(&risk.id).field("value");
            found
                .add_as(Severity::Warning, at, value.to_string(), message)
                .hint("Kontrollera riskvärdet.");
        }
        (None, Some(product)) if shows_value(block) => {
            let message = format!("Riskvärdet är tomt, men {} är {product}.", factors_of(risk));
            let at = context.at(&risk.id).field("value");
            let values = format!("{} | {product}", factors_of(risk));
            let finding = found.add_as(Severity::Question, at.clone(), values, message);
            finding.hint("Ska riskvärdet stå i rapporten?");
            finding.mend(format!("Skriv riskvärdet {product}"), at, product.to_string());
        }
        _ => {}
    }
}

fn against_factors(
    context: &Context<'_>,
    risk: &Risk,
    value: u8,
    product: &str,
    message: String,
    found: &mut Findings<'_>,
) {
    let at = context.at(&risk.id).field("value");
    let finding = found.add(at.clone(), format!("{value} | {}", factors_of(risk)), message);
    finding.hint("Kontrollera riskvärdet, sannolikheten och konsekvensen.");
    // A value that no factors can give is the one that is wrong.
    if !is_product(value) {
        finding.mend(format!("Skriv {product} i stället för {value}"), at, product);
    }
}

fn factors_of(risk: &Risk) -> String {
    format!("{} × {}", risk.likelihood.unwrap_or_default(), risk.consequence.unwrap_or_default())
}

fn is_product(value: u8) -> bool {
    (1..=5).any(|factor| value.is_multiple_of(factor) && (1..=5).contains(&(value / factor)))
}

fn shows_value(block: &RisksBlock) -> bool {
    block.columns.iter().any(|column| column.field == RiskField::Value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RiskColumn, Year};
    use crate::review::tests::{found as all_found, id, t2, told};

    fn year(likelihood: u8, consequence: u8, value: u8, has_column: bool) -> Year {
        let given = |number: u8| Some(number).filter(|number| *number > 0);
        let risk = Risk {
            id: id("risk"),
            likelihood: given(likelihood),
            consequence: given(consequence),
            value: given(value),
            ..Risk::default()
        };
        let column = RiskColumn { field: RiskField::Value, ..RiskColumn::default() };
        let columns = Some(column).into_iter().filter(|_| has_column).collect();
        t2(vec![Block::Risks(RisksBlock { columns, risks: vec![risk], ..RisksBlock::default() })])
    }

    #[test]
    fn values_that_their_factors_do_not_give() {
        let said = told(&RULE, &year(4, 5, 16, true));
        assert_eq!(said, ["risk/value: Riskvärdet är 16, men 4 × 5 är 20."]);
        assert_eq!(told(&RULE, &year(0, 0, 17, true)).len(), 1, "no factors give 17");
        assert_eq!(told(&RULE, &year(6, 2, 12, true)).len(), 1, "outside the scale");
        let mend = all_found(&RULE, &year(3, 5, 0, true)).remove(0).mend.unwrap();
        assert_eq!(mend.cells[0].1, "15");
    }

    #[test]
    fn what_is_right_or_not_shown() {
        let near = [(4, 5, 20, true), (0, 0, 20, true), (0, 5, 20, true), (3, 5, 0, false)];
        for (likelihood, consequence, value, has_column) in near {
            let year = year(likelihood, consequence, value, has_column);
            assert!(told(&RULE, &year).is_empty(), "{likelihood} {consequence} {value}");
        }
    }
}
