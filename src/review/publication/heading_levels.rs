//! Headings in order.

use crate::compute::Context;
use crate::model::Section;
use crate::review::reading::words;
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace, texts};

pub(super) const RULE: Rule = Rule {
    code: "rubriknivaer",
    title: "Rubriker i oordning",
    why: "Den som lyssnar på ett dokument hoppar mellan rubrikerna. Fet text är ingen rubrik, en nivå \
          får inte hoppas över, och för många nivåer går inte att hålla reda på.",
    group: Group::Publication,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

/// Most levels of sections.
const LEVELS: usize = 5;

/// Most words of a bold paragraph that is a heading.
const WORDS: usize = 10;

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    for section in &context.report.sections {
        levels(context, section, 1, found);
    }
}

fn levels(context: &Context<'_>, section: &Section, level: usize, found: &mut Findings<'_>) {
    if level == LEVELS + 1 {
        let message = format!("{} ligger på nivå {level}.", section.title);
        found
            .add(context.at(&section.id).field("title"), level.to_string(), message)
            .hint(format!("Lägg avsnittet högst på nivå {LEVELS}."));
    }
    let below = section.sections.iter().find(|own| !own.title.trim().is_empty());
    if let Some(below) = below.filter(|_| section.title.trim().is_empty()) {
        let message =
            format!("Avsnittet över {} saknar rubrik, så en nivå hoppas över.", below.title);
        found
            .add(context.at(&section.id).field("title"), below.title.as_str(), message)
            .hint("Skriv en rubrik, eller flytta upp avsnitten under det.");
    }
    texts::each(context, section, &mut |place| {
        if place.kind == TextKind::Running && place.text.contains("**") {
            bold(place, found);
        }
    });
    for section in &section.sections {
        levels(context, section, level + 1, found);
    }
}

/// A paragraph that is bold from end to end, short, and stands over another.
fn bold(place: &TextPlace<'_, '_>, found: &mut Findings<'_>) {
    let lines: Vec<&str> = place.text.lines().collect();
    let is_empty = |index: usize| lines.get(index).is_none_or(|line| line.trim().is_empty());
    for (index, line) in lines.iter().enumerate() {
        let stands_alone = (index == 0 || is_empty(index - 1)) && is_empty(index + 1);
        let goes_on = lines[index + 1..].iter().any(|line| !line.trim().is_empty());
        let inner = line.trim().strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        let Some(title) = inner.filter(|inner| stands_alone && goes_on && is_title(inner)) else {
            continue;
        };
        let mended: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(own, line)| if own == index { format!("### {title}") } else { (*line).into() })
            .collect();
        let message = format!("”{title}” är satt i fet stil i stället för som rubrik.");
        found
            .add_as(Severity::Question, place.at(), title, message)
            .hint("Gör raden till en rubrik.")
            .mend(format!("Gör ”{title}” till rubrik"), place.at(), mended.join("\n"));
    }
}

fn is_title(text: &str) -> bool {
    !text.contains("**")
        && !text.ends_with(['.', '!', ','])
        && (1..=WORDS).contains(&words(text).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, ReportKind, TextBlock};
    use crate::review::tests::{found, id, report, t2, year};
    use std::sync::Arc;

    fn mends(text: &str) -> Vec<String> {
        let block =
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() });
        let all = found(&RULE, &t2(vec![block]));
        all.into_iter().flat_map(|own| own.mend).map(|mend| mend.cells[0].1.clone()).collect()
    }

    #[test]
    fn bold_paragraphs_over_others() {
        assert_eq!(mends("**Våren**\n\nDet gick bra."), ["### Våren\n\nDet gick bra."]);
    }

    #[test]
    fn bold_words_in_a_text() {
        for text in
            ["**Obs!**\n\nText", "Det var **bra** i år.\n\nText", "Text\n\n**Slut**", "**A** b"]
        {
            assert_eq!(mends(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn sections_deeper_than_five() {
        let mut inner = Section { id: id("s6"), title: "Sex".into(), ..Section::default() };
        for level in (1..6).rev() {
            let own = format!("s{level}");
            inner = Section {
                id: id(&own),
                title: own,
                sections: vec![Arc::new(inner)],
                ..Section::default()
            };
        }
        let mut own = report("t2", ReportKind::T2, vec![]);
        own.sections = vec![Arc::new(inner)];
        let all = found(&RULE, &year(vec![own]));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].at.anchor(), "s6/title");
    }
}
