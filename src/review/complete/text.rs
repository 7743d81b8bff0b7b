//! Headings with nothing under them.

use crate::compute::Context;
use crate::model::{Block, Section, TextStyle, TitledText, walk};
use crate::review::status::words::called;
use crate::review::{Findings, Group, Look, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    code: "tom-text",
    title: "Rubrik utan text",
    why: "En rubrik lovar läsaren något. Står det inget under den har texten glömts, eller rubriken \
          blivit kvar.",
    group: Group::Complete,
    severity: Severity::Warning,
    limit: None,
    look: Look::Section(look),
};

fn look(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    if !section.title.trim().is_empty() && is_bare(section) {
        let first = section.blocks.iter().find_map(walk::block_head).map(|(id, _)| id);
        let message = format!("Avsnittet {} har ingen text.", called(&section.title));
        found
            .add(context.at(first.unwrap_or(&section.id)), "", message)
            .hint("Skriv texten, eller ta bort avsnittet.");
        return;
    }
    headings(context, section, found);
    walk::blocks_within(&section.blocks, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| {
                titled(context, &goal.texts, found);
                titled(context, &goal.closing, found);
                goal.indicators.iter().for_each(|own| titled(context, &own.texts, found));
            });
        }
    });
}

/// Whether there is nothing under the heading but, at most, the place of a picture.
fn is_bare(section: &Section) -> bool {
    let says = |block: &Block| match block {
        Block::Text(text) => has_words(&text.text.0) || text.style == TextStyle::Small,
        Block::Picture(_) => false,
        _ => true,
    };
    section.sections.is_empty() && !section.blocks.iter().any(says)
}

fn has_words(text: &str) -> bool {
    text.lines().map(str::trim).any(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Sub-headings in a text, followed by another or by nothing.
fn headings(context: &Context<'_>, section: &Section, found: &mut Findings<'_>) {
    for (index, block) in section.blocks.iter().enumerate() {
        let Block::Text(text) = block else { continue };
        if !text.text.0.contains("### ") {
            continue;
        }
        let mut lines =
            text.text.0.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        while let Some(line) = lines.next() {
            let Some(title) = line.strip_prefix("### ") else { continue };
            let is_followed = match lines.peek() {
                Some(next) => !next.starts_with("### "),
                // The last heading of a text may stand over the table that follows.
                None => match section.blocks.get(index + 1) {
                    Some(Block::Text(next)) => has_words(&next.text.0),
                    Some(_) => true,
                    None => false,
                },
            };
            if !is_followed {
                let message = format!("Under rubriken {} står det inget.", called(title));
                found
                    .add(context.at(&text.id).field("text"), title, message)
                    .hint("Skriv texten, eller ta bort rubriken.");
            }
        }
    }
}

/// Titled texts without text. One before others may be the heading above them all.
fn titled(context: &Context<'_>, texts: &[TitledText], found: &mut Findings<'_>) {
    let Some(own) = texts.last().filter(|own| own.text.is_empty()) else { return };
    if own.title.trim().is_empty() {
        return;
    }
    let message = format!("Under rubriken {} står det inget.", called(&own.title));
    found
        .add(context.at(&own.id).field("text"), "", message)
        .hint("Skriv texten, eller ta bort rubriken.");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GoalsBlock, TextBlock};
    use crate::review::tests::{id, t2, told};

    fn text(text: &str) -> Block {
        Block::Text(TextBlock { id: id("text"), text: text.into(), ..TextBlock::default() })
    }

    #[test]
    fn a_section_without_text() {
        for bare in [vec![], vec![text("")], vec![text("### Barn\n\n")]] {
            assert_eq!(told(&RULE, &t2(bare)).len(), 1);
        }
        assert_eq!(
            told(&RULE, &t2(vec![text(" ")])),
            ["text: Avsnittet ”Avsnitt” har ingen text."]
        );
        let table = Block::Goals(GoalsBlock::default());
        for full in [vec![text("Mycket har hänt.")], vec![table]] {
            assert!(told(&RULE, &t2(full)).is_empty());
        }
    }

    #[test]
    fn a_heading_over_nothing() {
        let says = "text/text: Under rubriken ”Barn” står det inget.";
        assert_eq!(told(&RULE, &t2(vec![text("### Barn\n\n### Vuxna\n\nFärre.")])), [says]);
        assert_eq!(told(&RULE, &t2(vec![text("Färre.\n\n### Barn")])), [says]);
        let before_table = vec![text("Färre.\n\n### Barn"), Block::Goals(GoalsBlock::default())];
        assert!(told(&RULE, &t2(before_table)).is_empty());
        assert!(told(&RULE, &t2(vec![text("### Barn\n\nFler.")])).is_empty());
    }
}
