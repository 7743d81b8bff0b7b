//! Figures as cells show them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::compute::{Agreement, Derivation, agreement};
use crate::document::{Check, FigureView};
use crate::number::{Figure, Unit, format_with_unit};

/// What is stated, with what computing gives beside it where the two differ; else what is computed.
pub(super) fn view(
    stated: Option<&Figure>,
    computed: Option<&Derivation>,
    unit: Unit,
) -> FigureView {
    let number = computed.and_then(Derivation::number);
    let Some(stated) = stated else {
        let text = number.map(|number| format_with_unit(number, unit)).unwrap_or_default();
        return FigureView { computed: !text.is_empty(), text, ..FigureView::default() };
    };
    let check = stated.value().zip(computed).and_then(|(value, computed)| {
        let shown = format_with_unit(at_scale(computed.number()?, value), unit);
        match agreement(value, computed)? {
            Agreement::Equal => None,
            Agreement::Rounding => Some(Check::Rounding(shown)),
            Agreement::Differs => Some(Check::Differs(shown)),
        }
    });
    FigureView {
        text: stated.show(unit),
        unreadable: stated.value().is_none(),
        computed: false,
        check,
    }
}

/// A computed number alone, with its unit.
pub(super) fn number(derivation: &Derivation, unit: Unit) -> FigureView {
    view(None, Some(derivation), unit)
}

/// The computed number with no more decimals than the stated one.
fn at_scale(computed: Decimal, stated: Decimal) -> Decimal {
    if computed.scale() <= stated.scale() {
        return computed;
    }
    computed.round_dp_with_strategy(stated.scale(), RoundingStrategy::MidpointAwayFromZero)
}
