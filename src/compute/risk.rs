//! Risk values and positions in the matrix.

use super::context::Earlier;
use super::{Context, Derivation, Formula, Input};
use crate::model::{Address, Risk};

/// Where a risk stands in the matrix, and where it stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Likelihood and consequence, each 1 to 5.
    pub factors: (u8, u8),
    /// The earlier report the factors are taken from, when the report itself gives none.
    pub from: Option<Address>,
    /// The factors in the report before, when they differ.
    pub before: Option<(u8, u8)>,
}

/// Likelihood × consequence, where both are given.
pub fn risk_value(context: &Context<'_>, risk: &Risk) -> Option<Derivation> {
    let at = context.at(&risk.id);
    let inputs = vec![
        Input::number("Sannolikhet", at.field("likelihood"), risk.likelihood?.into()),
        Input::number("Konsekvens", at.field("consequence"), risk.consequence?.into()),
    ];
    context.settle(&at.field("value"), Derivation::new(Formula::Product, inputs))
}

/// Where a risk stands. A report that follows up without repeating the factors has the last ones
/// given. `None` when no report gives them, or they lie outside 1 to 5.
pub fn position(context: &Context<'_>, risk: &Risk) -> Option<Position> {
    let own = factors(risk);
    let mut earlier = context.before(&risk.id).iter().filter_map(|(report, earlier)| {
        let Earlier::Risk(other) = earlier else { return None };
        let at = Address::new(&context.year.id, &report.id, &risk.id);
        factors(other).map(|factors| (at, factors))
    });
    match own {
        Some(factors) => {
            let before = earlier.next().map(|(_, before)| before).filter(|b| *b != factors);
            Some(Position { factors, from: None, before })
        }
        None => {
            earlier.next().map(|(at, factors)| Position { factors, from: Some(at), before: None })
        }
    }
}

fn factors(risk: &Risk) -> Option<(u8, u8)> {
    let scale = 1..=5;
    let (likelihood, consequence) = (risk.likelihood?, risk.consequence?);
    (scale.contains(&likelihood) && scale.contains(&consequence))
        .then_some((likelihood, consequence))
}
