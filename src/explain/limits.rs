//! The limits and settings that a formula used, and where they are from.

use super::thing::Thing;
use super::{Limit, Source};
use crate::compute::{Context, Derivation, Formula};
use crate::model::{Address, Better, Comparison, Id, Reading};
use crate::number::{Unit, format_with_unit};

pub(super) fn of(
    derivation: &Derivation,
    context: &Context<'_>,
    thing: Option<&Thing<'_>>,
) -> Vec<Limit> {
    match (&derivation.formula, thing) {
        (
            Formula::StatusByDeviation { comparison, better, limit, reading },
            Some(Thing::Indicator(indicator, block)),
        ) => {
            let legend_at = context.at(&block.id).field("legend");
            let legend = block.legend.as_ref();
            let own = legend.and_then(|legend| legend.limit);
            let (source, at) = match own {
                Some(_) => (Source::Legend, Some(legend_at.clone())),
                None => setting(context, "yellow_limit", context.settings.yellow_limit.is_some()),
            };
            let rule = Limit {
                what: "Regel",
                shown: "grön när målet nås, gul nära målet, annars röd".to_owned(),
                source: Source::Legend,
                at: Some(legend_at),
            };
            let limit = Limit {
                what: "Gul till och med",
                shown: format!("{} på fel sida", format_with_unit(*limit, Unit::Percent)),
                source,
                at,
            };
            let better = direction(*comparison, *better).map(|shown| Limit {
                what: "Bättre är",
                shown: shown.to_owned(),
                source: Source::Element,
                at: Some(context.at(&indicator.id).field("target")),
            });
            [rule, limit, counted(context, indicator.unit, *reading)]
                .into_iter()
                .chain(better)
                .collect()
        }
        (Formula::StatusByScale, Some(Thing::Indicator(_, block))) => vec![Limit {
            what: "Regel",
            shown: "grön när målet nås, gul ett steg ifrån, annars röd".to_owned(),
            source: Source::Legend,
            at: Some(context.at(&block.id).field("legend")),
        }],
        (Formula::TrendTo(better), Some(Thing::Indicator(indicator, _))) => {
            let shown = direction(Comparison::Unsaid, *better);
            let limit = shown.map(|shown| Limit {
                what: "Bättre är",
                shown: shown.to_owned(),
                source: Source::Element,
                at: Some(context.at(&indicator.id).field("target")),
            });
            limit.into_iter().collect()
        }
        (Formula::Quotient(_), Some(Thing::Series(_))) => {
            let (source, at) = setting(context, "year_days", context.settings.year_days.is_some());
            let shown = context.settings.year_days().to_string();
            vec![Limit { what: "Dagar i en helårsplacering", shown, source, at }]
        }
        _ => Vec::new(),
    }
}

/// How the percent of a deviation are counted.
fn counted(context: &Context<'_>, unit: Unit, reading: Reading) -> Limit {
    let shown = match reading {
        Reading::Relative => "i förhållande till målnivån",
        Reading::Points => "i procentenheter",
    };
    let is_set = context.settings.reading != Reading::Relative && unit == Unit::Percent;
    let (source, at) = setting(context, "reading", is_set);
    Limit { what: "Avvikelsen räknas", shown: shown.to_owned(), source, at }
}

fn direction(comparison: Comparison, better: Better) -> Option<&'static str> {
    match (comparison, better) {
        (Comparison::Less | Comparison::AtMost, _) => Some("lägre"),
        (Comparison::More | Comparison::AtLeast, _) => Some("högre"),
        (Comparison::Equal, _) => Some("precis målnivån"),
        (Comparison::Unsaid, Better::Lower) => Some("lägre"),
        (Comparison::Unsaid, Better::Higher) => Some("högre"),
        (Comparison::Unsaid, Better::Unsaid) => None,
    }
}

/// Who set a setting of the year: the report's own copy goes before the year's.
fn setting(context: &Context<'_>, name: &str, is_set: bool) -> (Source, Option<Address>) {
    if !is_set {
        return (Source::Usual, None);
    }
    let field = format!("settings.{name}");
    match context.report.settings {
        Some(_) => (Source::Report, Some(context.at(&Id::default()).field(field))),
        None => {
            let file = context.year.id.clone();
            (Source::Year, Some(Address { file, field, ..Address::default() }))
        }
    }
}
