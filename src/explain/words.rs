//! Formulas in words, and with the figures in them.

use rust_decimal::Decimal;

use super::{Part, Term, shown};
use crate::compute::{Derivation, Formula, Input, Value, miss};
use crate::model::{Address, Better, Month, Reading, Status};
use crate::number::{Unit, format_decimal, format_with_unit};

/// Longest sum that is set as one line of figures.
const MOST: usize = 8;

/// The formula in words.
pub(super) fn sentence(derivation: &Derivation) -> String {
    let names: Vec<&str> = derivation.inputs.iter().map(|input| input.label.as_str()).collect();
    let [first, second] = [0, 1].map(|at| names.get(at).copied().unwrap_or_default());
    let count = derivation.inputs.len();
    match &derivation.formula {
        Formula::Kept => "Värdet räknades när rapporten blev klar. Det som det räknades av finns \
                          inte kvar."
            .to_owned(),
        Formula::Difference => format!("”{first}” minus ”{second}”."),
        Formula::Sum => format!("Summan av {count} värden. Tomma celler räknas som 0."),
        Formula::PercentOf(_) => format!("”{first}” i procent av storleken på ”{second}”."),
        Formula::Product => format!("{} multiplicerade med varandra.", join(&names)),
        Formula::Quotient(_) => format!("”{first}” delat med ”{second}”."),
        Formula::PeriodShare => "Målet för året gånger antalet månader i perioden, delat med 12: \
                                 periodens andel av årets mål."
            .to_owned(),
        Formula::CountOf(status) => {
            format!("Så många av {count} som har bedömningen {}.", status_word(*status))
        }
        Formula::Count => "Så många som finns i listan.".to_owned(),
        Formula::Cost => "Pris × placeringar × dagar i månaden, summerat över månaderna, i \
                          tusental. Det är en uppskattning: placeringar kan vara personer som inte \
                          är där hela månaden."
            .to_owned(),
        Formula::CareDays => "Placeringar × dagar i månaden, summerat över månaderna.".to_owned(),
        Formula::ForecastMiss => format!(
            "Storleken på skillnaden mellan ”{first}” och ”{second}”, i procent av ”{}”.",
            names.get(2).copied().unwrap_or_default()
        ),
        Formula::PriceEffect => "(Pris − budgeterat pris) × placeringar × dagar i månaden, \
                                 summerat över månaderna, i tusental: vad ett annat pris än \
                                 budgeterat kostar vid den volym som blev."
            .to_owned(),
        Formula::VolumeEffect => "(Placeringar − budgeterade placeringar) × dagar i månaden × \
                                  budgeterat pris, summerat över månaderna, i tusental: vad en \
                                  annan volym än budgeterat kostar vid budgeterat pris."
            .to_owned(),
        Formula::StatusByDeviation { limit, reading, .. } => {
            let limit = format_decimal(*limit);
            let unit = match reading {
                Reading::Relative => "procent",
                Reading::Points => "procentenheter",
            };
            format!(
                "Utfallet jämförs med målet. Når det målet blir bedömningen grön. Ligger det \
                 högst {limit} {unit} på fel sida blir den gul, annars röd."
            )
        }
        Formula::StatusByScale => "Utfallets steg på skalan jämförs med målets. Når det målet \
                                   blir bedömningen grön, ett steg ifrån gul, annars röd."
            .to_owned(),
        Formula::TrendTo(better) => {
            let better = match better {
                Better::Lower => " Lägre är bättre.",
                Better::Higher => " Högre är bättre.",
                Better::Unsaid => "",
            };
            format!("Utfallet jämförs med den senaste tidigare rapport som har det.{better}")
        }
        Formula::RollUp => {
            "Förslaget är den sämsta färg som minst hälften har, eller en sämre. Är \
                            en tredjedel röda blir det minst gult. Det som saknar färg räknas \
                            inte. Bedömningen själv gör en människa."
                .to_owned()
        }
    }
}

/// The formula with its figures, where that is short enough to read.
pub(super) fn worked(derivation: &Derivation, unit: Unit, parts: &[Part]) -> Option<String> {
    let inputs = &derivation.inputs;
    let numbers: Vec<Decimal> = inputs.iter().filter_map(Input::as_number).collect();
    let figure = |at: usize| numbers.get(at).copied().map(bracketed);
    let computed = derivation.formula.evaluate(inputs)?;
    let result = shown(computed, unit);
    let side = match derivation.formula {
        Formula::Difference => format!("{} − {}", figure(0)?, figure(1)?),
        Formula::Sum if numbers.len() <= MOST => joined(&numbers, " + "),
        Formula::Product => joined(&numbers, " × "),
        Formula::Quotient(_) => format!("{} / {}", figure(0)?, figure(1)?),
        Formula::PercentOf(_) => {
            format!("{} / {} × 100", figure(0)?, format_decimal(numbers.get(1)?.abs()))
        }
        Formula::PeriodShare => format!("{} × {} / 12", figure(0)?, figure(1)?),
        Formula::ForecastMiss => format!(
            "|{} − {}| / {} × 100",
            figure(0)?,
            figure(1)?,
            format_decimal(numbers.get(2)?.abs())
        ),
        Formula::StatusByDeviation { reading, .. } => return by_deviation(derivation, reading),
        Formula::TrendTo(_) => return trend(derivation, parts),
        Formula::RollUp => return Some(format!("{}: {result}", tally(inputs))),
        _ => return None,
    };
    Some(format!("{side} = {result}"))
}

/// `Utfallet ligger 18,4 % på fel sida: Röd`.
fn by_deviation(derivation: &Derivation, reading: Reading) -> Option<String> {
    let status = derivation.formula.evaluate(&derivation.inputs)?;
    let status = shown(status, Unit::Number);
    let text = match (miss(derivation), reading) {
        (Some(miss), Reading::Relative) => format!(
            "Utfallet ligger {} på fel sida om målet",
            format_with_unit(miss, Unit::Percent)
        ),
        (Some(miss), Reading::Points) => {
            format!("Utfallet ligger {} procentenheter på fel sida om målet", format_decimal(miss))
        }
        (None, _) if status == Status::Green.label() => "Utfallet når målet".to_owned(),
        (None, _) => "Målet är 0 och utfallet når det inte".to_owned(),
    };
    Some(format!("{text}: {status}"))
}

/// `57 är mer än 55: bättre`.
fn trend(derivation: &Derivation, parts: &[Part]) -> Option<String> {
    let mut terms = parts.iter().flat_map(|part| &part.terms);
    let (now, before) = (terms.next()?, terms.next()?);
    let (Value::Number(a), Value::Number(b)) = (now.value, before.value) else { return None };
    let relation = match a.cmp(&b) {
        std::cmp::Ordering::Less => "är mindre än",
        std::cmp::Ordering::Equal => "är lika med",
        std::cmp::Ordering::Greater => "är mer än",
    };
    let meaning = shown(derivation.formula.evaluate(&derivation.inputs)?, Unit::Number);
    Some(format!("{} {relation} {}: {meaning}", now.shown, before.shown))
}

/// `Grön 6, gul 5, saknas 1`.
fn tally(inputs: &[Input]) -> String {
    let mut parts = Vec::new();
    for status in Status::ALL {
        let count = inputs.iter().filter(|input| input.is_status(*status)).count();
        if count > 0 {
            parts.push(format!("{} {count}", status_word(*status)));
        }
    }
    parts.join(", ")
}

fn status_word(status: Status) -> String {
    shown(Value::Status(status), Unit::Number)
}

fn joined(numbers: &[Decimal], sign: &str) -> String {
    let numbers: Vec<String> = numbers.iter().copied().map(bracketed).collect();
    numbers.join(sign)
}

/// A negative number stands in brackets after a sign.
fn bracketed(number: Decimal) -> String {
    let text = format_decimal(number);
    if number < Decimal::ZERO { format!("({text})") } else { text }
}

fn join(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("”{name}”")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} och {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// What the terms of each part are; none where a part has one.
pub(super) fn heads(formula: &Formula) -> &'static [&'static str] {
    match formula {
        Formula::CareDays => &["Placeringar", "Dagar"],
        Formula::Cost => &["Pris", "Placeringar", "Dagar"],
        Formula::PriceEffect => &["Pris", "Budgeterat pris", "Placeringar", "Dagar"],
        Formula::VolumeEffect => &["Placeringar", "Budgeterade", "Dagar", "Budgeterat pris"],
        _ => &[],
    }
}

/// What a part is called: its term, or the month its terms are of.
pub(super) fn part_label(terms: &[Term], group: usize) -> String {
    let month = terms.iter().find_map(|term| month_of(term.at.as_ref()?)).filter(|_| group > 1);
    match (month, terms.first()) {
        (Some(month), _) => month.name().to_owned(),
        (None, Some(first)) => first.label.clone(),
        (None, None) => String::new(),
    }
}

/// The month of a place in a series, which ends in its number.
fn month_of(at: &Address) -> Option<Month> {
    Month::new(at.field.rsplit('.').next()?.parse().ok()?)
}
