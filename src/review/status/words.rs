//! How findings name things, and what statuses amount to.

use crate::document::markdown;
use crate::model::{
    Goal, GoalsBlock, Indicator, IndicatorColumn, IndicatorField, Legend, Markdown, Status,
};

/// Longest name in a message; the rest is cut at a word.
const LONGEST: usize = 70;

/// A text as a message names it: without markup, and cut where it is long.
pub(in crate::review) fn called(text: &str) -> String {
    let text = markdown::plain_text(&markdown::parse(text));
    let text = text.trim().trim_end_matches('.');
    if text.chars().count() <= LONGEST {
        return format!("”{text}”");
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("”{whole} …”")
}

/// A goal as a message names it.
pub(in crate::review) fn goal_called(goal: &Goal) -> String {
    let name = if goal.title.is_empty() { &goal.short } else { &goal.title };
    match goal.number.as_str() {
        "" => called(name),
        number => called(&format!("{number}. {name}")),
    }
}

/// The word for a status within a sentence.
pub(in crate::review) fn word(status: Status) -> String {
    status.label().to_lowercase()
}

/// The word for a status of something neuter, such as a goal.
pub(in crate::review) fn neuter(status: Status) -> String {
    match status {
        Status::Green => "grönt".to_owned(),
        Status::Yellow => "gult".to_owned(),
        Status::Red => "rött".to_owned(),
        Status::Done => "klart".to_owned(),
        other => word(other),
    }
}

/// Whether a status is one of the three colours.
pub(in crate::review) fn is_coloured(status: Status) -> bool {
    rank(status).is_some()
}

/// Whether a status calls for an explanation.
pub(in crate::review) fn is_worse_than_green(status: Status) -> bool {
    matches!(status, Status::Yellow | Status::Red)
}

/// The colours from the best to the worst.
pub(in crate::review) fn rank(status: Status) -> Option<u8> {
    match status {
        Status::Green => Some(0),
        Status::Yellow => Some(1),
        Status::Red => Some(2),
        _ => None,
    }
}

/// The columns of a goal's indicator table.
pub(in crate::review) fn columns<'a>(
    block: &'a GoalsBlock,
    goal: &'a Goal,
) -> &'a [IndicatorColumn] {
    if goal.columns.is_empty() { &block.columns } else { &goal.columns }
}

/// Whether a goal's indicator table shows this.
pub(in crate::review) fn shows(block: &GoalsBlock, goal: &Goal, field: IndicatorField) -> bool {
    columns(block, goal).iter().any(|column| column.field == field)
}

/// Whether an indicator has any outcome at all: a figure, a sentence or figures per area.
pub(in crate::review) fn has_outcome(indicator: &Indicator) -> bool {
    let outcome = &indicator.outcome;
    outcome.value.is_some()
        || outcome.second.is_some()
        || !outcome.text.is_empty()
        || indicator.areas.iter().any(|area| area.value.is_some())
}

/// Whether somebody has written about an indicator, or split it by area.
pub(in crate::review) fn indicator_says(indicator: &Indicator) -> bool {
    !indicator.comment.is_empty()
        || !indicator.status.reason.is_empty()
        || !indicator.outcome.text.is_empty()
        || !indicator.outcome.later.is_empty()
        || indicator.texts.iter().any(|text| !text.text.is_empty())
        || !indicator.areas.is_empty()
}

/// Whether somebody has written about a goal itself, or says what is done.
pub(in crate::review) fn goal_says(goal: &Goal) -> bool {
    let texts = goal.texts.iter().chain(&goal.closing);
    !goal.comment.is_empty()
        || !goal.status.reason.is_empty()
        || !goal.later.is_empty()
        || !goal.actions.is_empty()
        || texts.into_iter().any(|text| !text.text.is_empty())
}

/// What a legend says of a status, in small letters.
pub(in crate::review) fn meaning(legend: Option<&Legend>, status: Status) -> Option<String> {
    let entries = &legend?.entries;
    let entry = entries.iter().find(|entry| entry.status == status)?;
    Some(entry.text.0.to_lowercase())
}

/// Whether a status means that the thing is done: green is *done* in one year and *on plan* in
/// another, and the legend decides.
pub(in crate::review) fn is_done(status: Status, legend: Option<&Legend>) -> bool {
    const DONE: [&str; 6] =
        ["genomförd", "genomfört", "avslutad", "avslutat", "slutförd", "är klar"];
    let says_done =
        || meaning(legend, status).is_some_and(|text| DONE.iter().any(|word| text.contains(word)));
    status == Status::Done || (status == Status::Green && says_done())
}

/// The first of these phrases that a text has.
pub(in crate::review) fn first_phrase<'p>(text: &Markdown, phrases: &[&'p str]) -> Option<&'p str> {
    if text.is_empty() {
        return None;
    }
    let text = text.0.to_lowercase();
    phrases.iter().find(|phrase| text.contains(**phrase)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_short() {
        assert_eq!(called("**Fler** i arbete."), "”Fler i arbete”");
        let long = called(&"ett långt namn ".repeat(10));
        assert!(long.ends_with(" …”") && long.chars().count() <= LONGEST + 4, "{long}");
    }
}
