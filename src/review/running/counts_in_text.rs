//! Counts in running text against the lists of the report.

use rust_decimal::prelude::ToPrimitive;

use super::clause::Clause;
use super::counts::{Counts, List, NOUNS};
use super::things::names;
use crate::compute::Context;
use crate::model::{Account, Block, Goal, Section, Status, walk};
use crate::number::Figure;
use crate::review::reading::{Word, each_sentence, excerpt, is_same, word_number, words};
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace, texts};

pub(super) const RULE: Rule = Rule {
    code: "antal-i-text",
    title: "Antalet i texten stämmer inte med listan",
    why: "Texten räknar uppdrag, risker, enheter eller ärenden, och rapportens egen lista ger ett annat \
          antal. Regeln säger bara till där texten räknar alla, eller alla med en bedömning.",
    group: Group::Running,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

/// Words that say that all are counted.
const ALL: &[&str] = &["totalt", "sammanlagt", "samtliga", "alla", "varav", "summa", "tillsammans"];

/// Colours, as text writes them.
const COLOURS: &[(&str, Status)] = &[
    ("grön", Status::Green),
    ("gröna", Status::Green),
    ("grönt", Status::Green),
    ("gul", Status::Yellow),
    ("gula", Status::Yellow),
    ("gult", Status::Yellow),
    ("röd", Status::Red),
    ("röda", Status::Red),
    ("rött", Status::Red),
];

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let counts = Counts::of(context.report);
    walk::each_section(&context.report.sections, &mut |section| {
        section_of(context, section, &counts, found);
    });
    walk::each_block(context.report, &mut |block| {
        if let Block::Goals(block) = block {
            walk::each_goal(&block.goals, &mut |goal| stated(context, goal, found));
        }
    });
}

fn section_of(
    context: &Context<'_>,
    section: &Section,
    counts: &Counts<'_>,
    found: &mut Findings<'_>,
) {
    texts::each(context, section, &mut |place| {
        let is_decided = matches!(place.field, "description" | "aim" | "legend" | "unit_counts")
            || place.kind == TextKind::Cell && matches!(place.field, "text" | "measures");
        let is_noun = |word: Word<'_>| NOUNS.iter().any(|noun| noun.is(word.text));
        let has_noun = || words(place.text).any(is_noun);
        let own = counts.account(place.element);
        if place.kind == TextKind::Title || is_decided || !(has_noun() || own.is_some()) {
            return;
        }
        each_sentence(place.text, &mut |range| {
            let sentence = &place.text[range.clone()];
            let list: Vec<Word<'_>> = words(sentence).collect();
            let mut own_text = Text { place, start: range.start, sentence, words: &list, found };
            (0..list.len()).for_each(|index| own_text.counted(index, counts));
            if let Some(account) = own {
                own_text.account(account);
            }
        });
    });
}

struct Text<'t, 'f, 'r, 'a, 'y> {
    place: &'t TextPlace<'a, 'y>,
    start: usize,
    sentence: &'t str,
    words: &'t [Word<'t>],
    found: &'f mut Findings<'r>,
}

impl Text<'_, '_, '_, '_, '_> {
    /// Looks at a noun with a number before it, also with one word between.
    fn counted(&mut self, index: usize, counts: &Counts<'_>) {
        let Some(noun) = NOUNS.iter().find(|noun| noun.is(self.words[index].text)) else {
            return;
        };
        let number = [1, 2].into_iter().find_map(|back| {
            let at = index.checked_sub(back)?;
            Some((at, self.number(at)?))
        });
        let Some((at, number)) = number else { return };
        let clause = self.clause(at);
        if clause.is_away() && !self.says_all() {
            return;
        }
        if let Some(of) = self.of(at) {
            return self.part((of, number), &counts.list(noun), at, index);
        }
        let list = counts.list(noun);
        let colour = self.colour_after(index).or_else(|| self.colour(at + 1));
        if let Some(status) = colour {
            let known: Vec<usize> = list.of_status(status);
            return self.hold(number, &known, at, index, Severity::Warning);
        }
        if !list.has(number) && (self.says_all() || self.is_digits(at) && number > 4) {
            let severity = if self.says_all() { Severity::Warning } else { Severity::Question };
            return self.hold(number, &list.totals, at, index, severity);
        }
        self.shares(index, &list.with_total(number));
    }

    /// *varav 8 gröna och 2 gula* after a total.
    fn shares(&mut self, from: usize, list: &List) {
        let Some(start) = self.words[from..].iter().position(|word| is_same(word.text, "varav"))
        else {
            return;
        };
        for index in from + start..self.words.len().saturating_sub(1) {
            let number = self.number(index);
            let colour = self.colour(index + 1).or_else(|| self.colour(index + 2));
            if let (Some(number), Some(status)) = (number, colour) {
                self.hold(number, &list.of_status(status), index, index + 1, Severity::Warning);
            }
        }
    }

    /// *11 av 12 enheter*.
    fn part(&mut self, (reached, total): (usize, usize), list: &List, at: usize, noun: usize) {
        if list.pairs.is_empty() {
            if !list.totals.is_empty() && !list.totals.contains(&total) {
                self.hold(total, &list.totals, at, noun, Severity::Question);
            }
            return;
        }
        let is_known = list.pairs.contains(&(reached, total));
        let of: Vec<usize> = list.pairs.iter().map(|pair| pair.1).collect();
        if !is_known && !of.contains(&total) {
            self.hold(total, &of, at, noun, Severity::Question);
        } else if !is_known {
            let known: Vec<usize> =
                list.pairs.iter().filter(|pair| pair.1 == total).map(|pair| pair.0).collect();
            self.hold(reached, &known, at - 2, noun, Severity::Question);
        }
    }

    /// A count in the text of an account, before a word of its title.
    fn account(&mut self, account: &Account) {
        let Some(Figure::Exact(count)) = account.count else { return };
        let Some(count) = count.to_usize() else { return };
        let parts =
            account.parts.iter().filter_map(|part| part.count.as_ref()?.value()?.to_usize());
        let known: Vec<usize> = std::iter::once(count).chain(parts).collect();
        for index in 0..self.words.len().saturating_sub(1) {
            let Some(number) = self.number(index) else { continue };
            let next = self.words[index + 1].text;
            let is_title =
                words(&account.title).any(|word| word.text.len() > 4 && names(next, word.text));
            if is_title && !self.clause(index).is_away() {
                self.hold(number, &known, index, index + 1, Severity::Warning);
            }
        }
    }

    /// Tells when a number is none of those known.
    fn hold(&mut self, number: usize, known: &[usize], from: usize, to: usize, severity: Severity) {
        let Some(near) = known.iter().min_by_key(|known| known.abs_diff(number)) else { return };
        if known.contains(&number) {
            return;
        }
        let range = self.words[from].at..self.words[to].end();
        let at = self.start + range.start..self.start + range.end;
        let message = format!(
            "Texten räknar till {number}, men listan ger {near}: {}.",
            excerpt(self.place.text, at)
        );
        let written = &self.sentence[range];
        self.found
            .add_as(severity, self.place.at(), format!("{written} | {near}"), message)
            .hint("Räkna om, och rätta texten eller listan.");
    }

    fn number(&self, index: usize) -> Option<usize> {
        let word = self.words.get(index)?;
        let is_free = |at: usize| {
            let before = self.sentence[..at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || c == '(' || c == '*')
        };
        let is_whole = self.sentence[word.end()..].starts_with([' ', '\u{a0}']);
        if word.text.bytes().all(|byte| byte.is_ascii_digit()) {
            let is_number = word.text.len() <= 3 && is_free(word.at) && is_whole;
            return word.text.parse().ok().filter(|_| is_number);
        }
        word_number(word.text)?.to_usize()
    }

    fn is_digits(&self, index: usize) -> bool {
        self.words[index].text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The number before *av* and a number.
    fn of(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at))?;
        if !is_same(before.text, "av") {
            return None;
        }
        self.number(at.checked_sub(2)?)
    }

    fn colour(&self, index: usize) -> Option<Status> {
        let word = self.words.get(index)?.text;
        COLOURS.iter().find(|(colour, _)| is_same(colour, word)).map(|(_, status)| *status)
    }

    /// *8 uppdrag är gröna*.
    fn colour_after(&self, noun: usize) -> Option<Status> {
        let is = self.words.get(noun + 1)?.text;
        self.colour(noun + 2).filter(|_| is_same(is, "är"))
    }

    fn says_all(&self) -> bool {
        self.words.iter().any(|word| ALL.iter().any(|own| is_same(own, word.text)))
    }

    fn clause(&self, index: usize) -> Clause {
        let word = &self.words[index];
        Clause::of(self.place.context.report, self.sentence, &(word.at..word.end()))
    }
}

/// The sentence of a stated count against the count itself.
fn stated(context: &Context<'_>, goal: &Goal, found: &mut Findings<'_>) {
    for count in &goal.unit_counts {
        let value = |figure: &Option<Figure>| figure.as_ref().and_then(Figure::value)?.to_usize();
        let (reached, of) = (value(&count.reached), value(&count.of));
        let list: Vec<Word<'_>> = words(&count.text.0).collect();
        let number = |index: usize| list.get(index)?.text.parse::<usize>().ok();
        let first = (0..list.len()).find(|index| number(*index).is_some());
        let Some(first) = first else { continue };
        let is_of = list.get(first + 1).is_some_and(|word| is_same(word.text, "av"));
        let total = number(first + 2).filter(|_| is_of);
        let differs = |said: Option<usize>, known: Option<usize>| {
            said.zip(known).filter(|(said, known)| said != known)
        };
        let pair = differs(number(first), reached).or_else(|| differs(total, of));
        let Some((said, known)) = pair else { continue };
        let message = format!(
            "{}: meningen säger {said}, men antalet är {known}.",
            goal.title.trim_end_matches('.')
        );
        found
            .add(context.at(&goal.id).field("unit_counts"), format!("{said} | {known}"), message)
            .hint("Rätta meningen eller antalet.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        AccountsBlock, Assessment, Assignment, AssignmentGroup, AssignmentsBlock, TextBlock,
        UnitCount,
    };
    use crate::model::{GoalsBlock, Markdown};
    use crate::review::tests::{figure, id, t2, told};

    fn texts(text: &str) -> Vec<String> {
        let assignment = |(index, status): (usize, Status)| Assignment {
            id: id(&format!("u{index}")),
            status: Assessment { status, ..Assessment::default() },
            ..Assignment::default()
        };
        let statuses = [[Status::Green; 9].as_slice(), &[Status::Yellow; 2]].concat();
        let group = AssignmentGroup {
            id: id("grupp"),
            assignments: statuses.into_iter().enumerate().map(assignment).collect(),
            ..AssignmentGroup::default()
        };
        let list = AssignmentsBlock {
            id: id("lista"),
            groups: vec![group],
            ..AssignmentsBlock::default()
        };
        let block = TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() };
        let account = Account {
            id: id("sarah"),
            title: "Lex Sarah-utredningar".into(),
            count: figure("3"),
            text: Markdown(text.into()),
            ..Account::default()
        };
        let accounts =
            AccountsBlock { id: id("konton"), accounts: vec![account], ..AccountsBlock::default() };
        told(
            &RULE,
            &t2(vec![Block::Assignments(list), Block::Text(block), Block::Accounts(accounts)]),
        )
    }

    #[test]
    fn counts_that_the_list_contradicts() {
        for (text, says) in [
            ("Nämnden har totalt 12 uppdrag.", "räknar till 12, men listan ger 11"),
            ("Nämnden har 11 uppdrag, varav 8 gröna.", "räknar till 8, men listan ger 9"),
            ("Åtta uppdrag är gröna.", "räknar till 8, men listan ger 9"),
            ("Fyra utredningar har gjorts.", "räknar till 4, men listan ger 3"),
        ] {
            let found = texts(text);
            assert!(!found.is_empty() && found[0].contains(says), "{text}: {found:?}");
        }
    }

    #[test]
    fn counts_that_the_list_gives() {
        for text in [
            "Nämnden har totalt 11 uppdrag.",
            "Nämnden har 11 uppdrag, varav 9 gröna och 2 gula.",
            "Nio uppdrag är gröna.",
            "Två nya uppdrag har kommit till.",
            "Förra året fanns 14 uppdrag.",
            "Tre utredningar har gjorts.",
        ] {
            assert_eq!(texts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_sentence_of_a_stated_count() {
        let goal = |text: &str| {
            let count = UnitCount {
                reached: figure("6"),
                of: figure("11"),
                text: Markdown(text.into()),
                ..UnitCount::default()
            };
            let goal = Goal {
                id: id("mal"),
                title: "Målet".into(),
                unit_counts: vec![count],
                ..Goal::default()
            };
            let block = GoalsBlock { id: id("m"), goals: vec![goal], ..GoalsBlock::default() };
            told(&RULE, &t2(vec![Block::Goals(block)]))
        };
        let says = "mal/unit_counts: Målet: meningen säger 7, men antalet är 6.";
        assert_eq!(goal("7 av 11 enheter når målet."), [says]);
        assert_eq!(goal("6 av 11 enheter når målet."), [""; 0]);
    }
}
