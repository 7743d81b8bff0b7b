//! Risk values.

use rust_decimal::Decimal;

use crate::compute::{Context, risk_value};
use crate::model::{Block, Risk, RiskField, RisksBlock, Section, walk};
use crate::review::{Findings, Group, Look, Mend, Rule, Severity};

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
            block.risks.iter().for_each(|risk| look_at(context, risk, found));
            look_for_empty(context, block, found);
        }
    });
}

/// Values that are left out where the table has a column for them. Where all are, it is one question.
fn look_for_empty(context: &Context<'_>, block: &RisksBlock, found: &mut Findings<'_>) {
    if !block.columns.iter().any(|column| column.field == RiskField::Value) {
        return;
    }
    let empty: Vec<(&Risk, Decimal)> = block
        .risks
        .iter()
        .filter(|risk| risk.value.is_none() && is_in_scale(risk))
        .filter_map(|risk| Some((risk, risk_value(context, risk)?.number()?)))
        .collect();
    if empty.len() < 2 {
        for (risk, product) in empty {
            let message = format!("Riskvärdet är tomt, men {} är {product}.", factors_of(risk));
            let at = context.at(&risk.id).field("value");
            let values = format!("{} | {product}", factors_of(risk));
            let finding = found.add_as(Severity::Question, at.clone(), values, message);
            finding.hint("Ska riskvärdet stå i rapporten?");
            finding.mend(format!("Skriv riskvärdet {product}"), at, product.to_string());
        }
        return;
    }
    let message = format!(
        "Riskvärdet är tomt för {} risker som har både sannolikhet och konsekvens.",
        empty.len()
    );
    let values: Vec<String> = empty.iter().map(|(_, product)| product.to_string()).collect();
    let at = context.at(&block.id);
    let finding = found.add_as(Severity::Question, at, values.join(" | "), message);
    finding.hint("Ska riskvärdena stå i rapporten?");
    let cells = empty
        .iter()
        .map(|(risk, product)| (context.at(&risk.id).field("value"), product.to_string()));
    let cells: Vec<_> = cells.collect();
    finding.also.extend(cells.iter().map(|(at, _)| at.clone()));
    finding.mend = Some(Mend { says: format!("Skriv {} riskvärden", cells.len()), cells });
}

fn is_in_scale(risk: &Risk) -> bool {
    [risk.likelihood, risk.consequence].into_iter().flatten().all(|own| (1..=5).contains(&own))
}

fn look_at(context: &Context<'_>, risk: &Risk, found: &mut Findings<'_>) {
    let factors = [
        ("Sannolikheten", "likelihood", risk.likelihood),
        ("Konsekvensen", "consequence", risk.consequence),
    ];
    for (name, field, factor) in factors {
        let Some(factor) = factor.filter(|factor| !(1..=5).contains(factor)) else { continue };
        let message = format!("{name} är {factor}, men skalan går från 1 till 5.");
        let at = context.at(&risk.id).field(field);
        found.add(at, factor.to_string(), message).hint("Skriv ett tal från 1 till 5.");
    }
    if !is_in_scale(risk) {
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
    fn a_table_of_empty_values_is_one_question() {
        let mut year = year(3, 5, 0, true);
        let report = std::sync::Arc::make_mut(&mut year.reports[0]);
        let section = std::sync::Arc::make_mut(&mut report.sections[0]);
        let Block::Risks(block) = &mut section.blocks[0] else { panic!("risks") };
        block.risks.push(Risk { id: id("annan"), ..block.risks[0].clone() });
        let found = all_found(&RULE, &year);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mend.as_ref().map(|mend| mend.cells.len()), Some(2));
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
