//! Swedish in sentences that are composed from figures.

use crate::model::Status;

/// `en`, `två` … `tolv`, then digits.
pub fn count(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "inga", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
        "tolv",
    ];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The sentence with a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| match first {
        'å' => 'Å',
        'ä' => 'Ä',
        'ö' => 'Ö',
        other => other.to_ascii_uppercase(),
    });
    first.into_iter().chain(chars).collect()
}

/// A status as an adjective of *mål*: `grönt`, of many `gröna`.
pub fn adjective(status: Status, many: bool) -> &'static str {
    match (status, many) {
        (Status::Green, false) => "grönt",
        (Status::Green, true) => "gröna",
        (Status::Yellow, false) => "gult",
        (Status::Yellow, true) => "gula",
        (Status::Red, false) => "rött",
        (Status::Red, true) => "röda",
        (Status::Unset, _) => "utan bedömning",
        (Status::NotMeasured, false) => "inte mätt",
        (Status::NotMeasured, true) => "inte mätta",
        (Status::Marked, _) => "med okänd färg",
        (Status::Done, false) => "klart",
        (Status::Done, true) => "klara",
        (Status::Ongoing, _) => "pågående",
        (Status::NotStarted, false) => "inte påbörjat",
        (Status::NotStarted, true) => "inte påbörjade",
    }
}

/// `a`, `a och b`, `a, b och c`.
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

/// Text folded for comparison: letters and digits only, small.
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c {
            'Å' | 'å' | 'Ä' | 'ä' => 'a',
            'Ö' | 'ö' => 'o',
            'É' | 'é' | 'È' | 'è' => 'e',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

/// A word for a choice in an address: letters, digits and hyphens.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(folded).collect::<Vec<_>>().join("-")
}
