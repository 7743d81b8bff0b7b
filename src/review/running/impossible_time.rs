//! Years, dates and periods that cannot be.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use crate::compute::Context;
use crate::model::{Address, Block, Date, Goal, GoalsBlock, Month, ReportKind, Section, walk};
use crate::review::reading::{
    Kind, MONTHS, Number, each_number, each_sentence, excerpt, is_same, words,
};
use crate::review::{Findings, Group, Look, Rule, Severity, texts};

pub(super) const RULE: Rule = Rule {
    code: "omojlig-tid",
    title: "En tid som inte kan stämma",
    why: "En dag som inte finns, ett årtal långt bort, ett tertial 4 eller en händelse efter periodens \
          slut är oftast ett skrivfel.",
    group: Group::Running,
    severity: Severity::Error,
    limit: None,
    look: Look::Section(look),
};

/// How many years from the report's own a year may lie.
const YEARS: u16 = 15;

/// Words before a year.
const BEFORE_YEAR: &[&str] = &[
    "år",
    "året",
    "under",
    "sedan",
    "för",
    "till",
    "i",
    "från",
    "våren",
    "hösten",
    "sommaren",
    "vintern",
    "årsskiftet",
    "halvåret",
    "än",
    "utfall",
    "budget",
    "prognos",
];

/// Words that something has happened with, as text writes them.
const HAPPENED: &[&str] = &[
    "anlände",
    "började",
    "ökade",
    "minskade",
    "blev",
    "hade",
    "genomfördes",
    "startade",
    "hölls",
    "beslutade",
    "beslutades",
    "fick",
    "gick",
    "kom",
    "steg",
    "sjönk",
    "skedde",
    "antogs",
    "infördes",
    "redovisades",
    "öppnade",
    "avslutades",
];

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    texts::each(context, section, &mut |place| {
        read(context, place.text, &mut || place.at(), found);
    });
    walk::blocks_within(&section.blocks, &mut |block| labels(context, block, found));
}

/// What the columns and values are called, which is no text of its own.
fn labels(context: &Context<'_>, block: &Block, found: &mut Findings<'_>) {
    match block {
        Block::Staff(staff) => {
            let mut seen: Vec<&str> = Vec::new();
            for measure in &staff.measures {
                for (index, value) in measure.values.iter().enumerate() {
                    if seen.contains(&value.label.as_str()) {
                        continue;
                    }
                    seen.push(&value.label);
                    let at = || context.at(&measure.id).field(format!("values.{index}.label"));
                    read(context, &value.label, &mut { at }, found);
                }
            }
        }
        Block::Goals(GoalsBlock { goals, .. }) => {
            walk::each_goal(goals, &mut |goal| earlier(context, goal, found));
        }
        _ => {}
    }
}

fn earlier(context: &Context<'_>, goal: &Goal, found: &mut Findings<'_>) {
    for own in &goal.indicators {
        for (index, value) in own.earlier.iter().enumerate() {
            let at = || context.at(&own.id).field(format!("earlier.{index}.label"));
            read(context, &value.label, &mut { at }, found);
        }
    }
}

/// A text or label, with how its place is told once something is found.
fn read(
    context: &Context<'_>,
    text: &str,
    at: &mut dyn FnMut() -> Address,
    found: &mut Findings<'_>,
) {
    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if has_digits {
        each_number(text, &mut |number| {
            if let Some((range, says)) = impossible(context, text, number) {
                let message = format!("{says}: {}.", excerpt(text, range.clone()));
                // A day that is none is wrong; a year far away may be meant.
                let is_year = number.at.len() == 4 && number.kind != Kind::Date;
                let severity = if is_year { Severity::Warning } else { Severity::Error };
                found
                    .add_as(severity, at(), text[range].trim(), message)
                    .hint("Rätta tiden, eller förklara den i texten.");
            }
        });
    }
    if context.report.kind != ReportKind::Plan && names_later(context, text) {
        each_sentence(text, &mut |range| after_the_period(context, text, range, at, found));
    }
}

/// What cannot be, with its place and what is said of it.
fn impossible(
    context: &Context<'_>,
    text: &str,
    number: &Number<'_>,
) -> Option<(Range<usize>, String)> {
    let before = text[..number.at.start].trim_end();
    let (last_at, last) = last_word(before);
    let digits = &text[number.at.clone()];
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = number.value.abs().to_u32()?;
    if !is_whole {
        return None;
    }
    match number.kind {
        // "T4" is one word.
        Kind::Code if is_tertial(text, number) && !(1..=3).contains(&value) => {
            let range = number.at.start - 1..number.at.end;
            Some((range, "Ett tertial som inte finns".to_owned()))
        }
        Kind::Date | Kind::Range if month_of(number.noun).is_some() => {
            let month = month_of(number.noun)?;
            let year = year_after(text, number).unwrap_or(2024);
            let is_day = (1..=u32::from(month.days(year))).contains(&value);
            let end = number.at.end + text[number.at.end..].find(number.noun)? + number.noun.len();
            let says = || "En dag som inte finns".to_owned();
            (!is_day).then(|| (number.at.start..end, says()))
        }
        Kind::Date if digits.len() == 4 => {
            let date = text.get(number.at.start..number.at.start + 10)?;
            let is_shape =
                date.as_bytes()[7] == b'-' && date.as_bytes()[8..].iter().all(u8::is_ascii_digit);
            let range = number.at.start..number.at.start + 10;
            (is_shape && Date::parse(date).is_none())
                .then(|| (range, "Ett datum som inte finns".to_owned()))
        }
        Kind::Code if ["vecka", "v"].iter().any(|own| is_same(own, last)) => {
            let says = "En vecka som inte finns".to_owned();
            let range = last_at..number.at.end;
            (digits.len() <= 3 && !(1..=53).contains(&value)).then_some((range, says))
        }
        Kind::Code | Kind::Amount
            if ["delår", "delårsrapport", "tertial", "kvartal"]
                .iter()
                .any(|own| is_same(own, last)) =>
        {
            let most = if is_same(last, "kvartal") { 4 } else { 3 };
            let says = "En del av året som inte finns".to_owned();
            let is_short = digits.len() == 1 && number.measure.is_none();
            (is_short && !(1..=most).contains(&value)).then_some((last_at..number.at.end, says))
        }
        // "1964 år" has lost the dash between two ages.
        Kind::Year | Kind::Amount if digits.len() == 4 && is_same(number.noun, "år") => {
            let end = number.at.end + text[number.at.end..].find(number.noun)? + number.noun.len();
            let is_round = value.is_multiple_of(100);
            let says = "Så många år kan knappast avses".to_owned();
            (!is_round).then_some((number.at.start..end, says))
        }
        Kind::Year | Kind::Amount if digits.len() == 4 && number.measure.is_none() => {
            let year = context.year.year;
            let value = u16::try_from(value).ok()?;
            let is_strong = is_period(last);
            let is_weak = BEFORE_YEAR.iter().any(|own| is_same(own, last))
                && number.noun.is_empty()
                || BEFORE_YEAR.iter().any(|own| is_same(own, last)) && number.kind == Kind::Year;
            let is_late = value > year + YEARS && (is_strong || is_weak);
            let is_early = value + YEARS < year && is_strong && month_of(last).is_none();
            let start = if is_strong { last_at } else { number.at.start };
            (is_late || is_early).then(|| (start..number.at.end, "Ett årtal långt bort".to_owned()))
        }
        _ => None,
    }
}

/// The last word of a text and where it begins.
fn last_word(before: &str) -> (usize, &str) {
    let tail = before.char_indices().rev().nth(16).map_or(0, |(at, _)| at);
    let word = words(&before[tail..])
        .last()
        .filter(|word| before[tail + word.end()..].chars().all(|c| c == '.' || c.is_whitespace()));
    word.map_or((before.len(), ""), |word| (tail + word.at, word.text))
}

/// `T1`, a month, *år* and the like, after which nothing but a year stands.
fn is_period(word: &str) -> bool {
    let is_tertial = matches!(word.as_bytes(), [b'T', b'0'..=b'9']);
    is_tertial
        || month_of(word).is_some()
        || ["år", "våren", "hösten"].iter().any(|own| is_same(own, word))
}

fn is_tertial(text: &str, number: &Number<'_>) -> bool {
    let before = &text[..number.at.start];
    let is_word =
        before.strip_suffix('T').is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let after = text[number.at.end..].chars().next();
    is_word && number.at.len() == 1 && after.is_none_or(|c| c.is_whitespace() || ".,)".contains(c))
}

fn month_of(word: &str) -> Option<Month> {
    let at = MONTHS.iter().position(|month| is_same(month, word))?;
    Month::new(u8::try_from(at + 1).ok()?)
}

/// The year that stands after a day and month.
fn year_after(text: &str, number: &Number<'_>) -> Option<u16> {
    let second = words(&text[number.at.end..]).nth(1)?.text;
    second.parse().ok().filter(|_| second.len() == 4)
}

/// Whether a text names a month after the period's end.
fn names_later(context: &Context<'_>, text: &str) -> bool {
    let last = context.report.period.to.month();
    let is_start = |word: &str| {
        word.len() > 2
            && matches!(
                word.as_bytes()[0] | 0x20,
                b'f' | b'm' | b'a' | b'j' | b's' | b'o' | b'n' | b'd'
            )
    };
    last.number() < 12
        && words(text)
            .any(|word| is_start(word.text) && month_of(word.text).is_some_and(|own| own > last))
}

/// Something told as past that is said to be in a month after the period's end.
fn after_the_period(
    context: &Context<'_>,
    text: &str,
    range: Range<usize>,
    at: &mut dyn FnMut() -> Address,
    found: &mut Findings<'_>,
) {
    let to = context.report.period.to;
    let sentence = &text[range];
    let mut month = None;
    let mut has_happened = false;
    let mut other_year = false;
    let mut last = "";
    for word in words(sentence) {
        let is_dated = ["i", "den"].iter().any(|own| is_same(own, last))
            || last.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(own) = month_of(word.text).filter(|own| *own > to.month() && is_dated) {
            month = month.or(Some((own, word)));
        }
        has_happened |= HAPPENED.iter().any(|own| is_same(own, word.text));
        other_year |= matches!(word.text.parse::<u16>(), Ok(year) if year != to.year() && (1900..2200).contains(&year));
        other_year |= ["förra", "fjol", "föregående", "ifjol", "tidigare", "då"]
            .iter()
            .any(|own| is_same(own, word.text));
        last = word.text;
    }
    let Some((month, word)) = month.filter(|_| has_happened && !other_year) else { return };
    let period = context.report.period.in_text();
    let message = format!(
        "Texten berättar om {} som något som har hänt, men perioden är {period}: {}.",
        month.name(),
        excerpt(sentence, word.at..word.end())
    );
    found
        .add_as(Severity::Question, at(), month.name(), message)
        .hint("Kontrollera månaden, eller skriv vilket år som avses.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{StaffBlock, StaffMeasure, StaffValue, TextBlock};
    use crate::review::tests::{found, id, t2};

    fn texts(text: &str) -> Vec<String> {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        found(&RULE, &t2(vec![block])).into_iter().map(|own| own.values).collect()
    }

    #[test]
    fn times_that_cannot_be() {
        for (text, values) in [
            ("Utfallet T2 2205 var bra.", "T2 2205"),
            ("Det sker den 31 juni.", "31 juni"),
            ("Den 29 februari 2026 var kall.", "29 februari"),
            ("Senast 2026-02-30.", "2026-02-30"),
            ("Resultat kommer vecka 54.", "vecka 54"),
            ("Resultat kommer v. 60.", "v. 60"),
            ("Se T4 för mer.", "T4"),
            ("Enligt delårsrapport 4.", "delårsrapport 4"),
            ("Så var det hösten 2062.", "hösten 2062"),
            ("I åldersgruppen 1964 år.", "1964 år"),
            ("I oktober anlände tio barn.", "oktober"),
        ] {
            assert_eq!(texts(text), [values], "{text}");
        }
    }

    #[test]
    fn times_that_can() {
        for text in [
            "Utfallet T2 2025 och T3 2024.",
            "Den 29 februari 2024 och den 31 juli.",
            "Vecka 53, v. 1 och 2026-02-28.",
            "Planen gäller till 2040 och lagen (1962:700).",
            "Sedan 1998 finns 5200 platser.",
            "Enligt 1964 års lag och för 2000 år sedan.",
            "I oktober startar kursen.",
            "I oktober 2025 anlände tio barn.",
            "I augusti anlände tio barn.",
            "Under 2 100 dygn",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn labels_are_read_too() {
        let value = StaffValue { label: "T2 2205".into(), ..StaffValue::default() };
        let measure =
            StaffMeasure { id: id("sjuk"), values: vec![value], ..StaffMeasure::default() };
        let block = StaffBlock { id: id("tal"), measures: vec![measure], ..StaffBlock::default() };
        let all = found(&RULE, &t2(vec![Block::Staff(block)]));
        assert_eq!(all[0].at.anchor(), "sjuk/values.0.label");
    }
}
