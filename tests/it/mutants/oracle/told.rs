//! Running text against the data, and what no text may have.

use rust_decimal::Decimal;
use tertial::model::{Block, Id, Report, Status, Year, walk};
use tertial::number::Unit;

use super::{Gather, exact};

/// Something that sentences name, with its figures.
struct Named {
    id: String,
    words: Vec<String>,
    percent: Vec<Decimal>,
    money: Vec<Decimal>,
}

/// A text with the element it belongs to.
type Told<'a> = (&'a Id, &'static str, &'a str);

pub fn look(year: &Year, report: &Report, gather: &mut Gather<'_>) {
    let texts = texts(report);
    let named = named(report);
    let counts = counts(report);
    for (id, field, text) in &texts {
        let at = format!("{id}/{field}");
        gather.holds("no person number:", &at, !has_person(text));
        gather.holds("no private e-mail:", &at, !text.contains("@gmail.com"));
        gather.holds("years are near the report's:", &at, years_are_near(year.year, text));
        if *field == "description" || *field == "measures" || *field == "aim" {
            continue;
        }
        for (index, sentence) in text.split(['\n']).flat_map(|own| own.split(". ")).enumerate() {
            cited(id, &format!("{at}/{index}"), sentence, &named, gather);
            counted(&format!("{at}/{index}"), sentence, &counts, gather);
        }
    }
    accounts(report, gather);
    gather.holds("years are near the report's:", "title", years_are_near(year.year, &report.title));
    let month = report.period.to.month().name();
    let title = report.title.to_lowercase();
    let named_month = tertial::model::Month::all().find(|month| title.contains(month.name()));
    gather.holds(
        "the title's month is the period's:",
        "title",
        named_month.is_none_or(|own| own.name() == month),
    );
}

fn texts(report: &Report) -> Vec<Told<'_>> {
    let mut texts: Vec<Told<'_>> = Vec::new();
    walk::each_block(report, &mut |block| match block {
        Block::Text(own) => texts.push((&own.id, "text", &own.text.0)),
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            texts.push((&goal.id, "description", &goal.description.0));
            texts.push((&goal.id, "comment", &goal.comment.0));
            texts.extend(goal.units.iter().map(|own| (&own.id, "comment", own.comment.0.as_str())));
            for own in &goal.indicators {
                texts.push((&own.id, "comment", &own.comment.0));
                texts.push((&own.id, "description", &own.description.0));
                texts.push((&own.id, "outcome", &own.outcome.text.0));
                texts.push((&own.id, "later", &own.outcome.later));
                texts.extend(own.texts.iter().map(|text| (&text.id, "text", text.text.0.as_str())));
            }
            texts.extend(
                goal.texts
                    .iter()
                    .chain(&goal.closing)
                    .map(|text| (&text.id, "text", text.text.0.as_str())),
            );
            for own in &goal.actions {
                texts.push((&own.id, "text", &own.text.0));
                texts.push((&own.id, "comment", &own.comment.0));
            }
            texts.extend(
                goal.unit_counts
                    .iter()
                    .map(|count| (&goal.id, "unit_counts", count.text.0.as_str())),
            );
        }),
        Block::Actions(block) => {
            for own in &block.actions {
                texts.push((&own.id, "text", &own.text.0));
                texts.push((&own.id, "comment", &own.comment.0));
            }
        }
        Block::Risks(block) => {
            for own in &block.risks {
                texts.push((&own.id, "text", &own.text.0));
                texts.push((&own.id, "measures", &own.measures.0));
                texts.push((&own.id, "comment", &own.comment.0));
                texts.push((&own.id, "responsible", &own.responsible));
            }
        }
        Block::Assignments(block) => {
            for own in block.groups.iter().flat_map(|group| &group.assignments) {
                texts.push((&own.id, "text", &own.text.0));
                texts.push((&own.id, "aim", &own.aim.0));
                texts.push((&own.id, "comment", &own.comment.0));
                texts.push((&own.id, "giver", &own.giver));
            }
        }
        Block::Controls(block) => {
            let controls = block.groups.iter().flat_map(|group| &group.controls);
            texts.extend(controls.map(|own| (&own.id, "text", own.text.0.as_str())));
        }
        Block::Accounts(block) => {
            texts.extend(block.accounts.iter().map(|own| (&own.id, "text", own.text.0.as_str())))
        }
        Block::Figures(table) => {
            texts.extend(table.rows.iter().map(|row| (&row.id, "comment", row.comment.0.as_str())));
            texts.extend(table.notes.iter().map(|note| (&table.id, "notes", note.text.0.as_str())));
        }
        Block::Volumes(block) => texts
            .extend(block.series.iter().map(|own| (&own.id, "comment", own.comment.0.as_str()))),
        Block::Staff(block) => texts
            .extend(block.measures.iter().map(|own| (&own.id, "comment", own.comment.0.as_str()))),
        _ => {}
    });
    texts.retain(|(_, _, text)| !text.is_empty());
    texts
}

fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
    words.map(str::to_lowercase).collect()
}

fn named(report: &Report) -> Vec<Named> {
    let mut named = Vec::new();
    let mut add = |id: &Id, name: &str, unit: Unit, figures: Vec<Decimal>| {
        let (percent, money) = match unit {
            Unit::Percent => (figures, Vec::new()),
            Unit::Tkr => (Vec::new(), figures),
            _ => return,
        };
        named.push(Named { id: id.to_string(), words: words_of(name), percent, money });
    };
    walk::each_block(report, &mut |block| match block {
        Block::Figures(table) => {
            for row in &table.rows {
                let figures =
                    row.cells.iter().filter_map(|(_, figure)| exact(Some(figure))).collect();
                add(&row.id, &row.label, row.unit.unwrap_or(table.unit), figures);
            }
        }
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for own in &goal.indicators {
                let bounds =
                    own.target.year.iter().chain(&own.target.period).map(|bound| bound.value);
                let earlier = own.earlier.iter().filter_map(|own| exact(own.value.as_ref()));
                let figures =
                    exact(own.outcome.value.as_ref()).into_iter().chain(bounds).chain(earlier);
                add(&own.id, &own.name, own.unit, figures.collect());
            }
        }),
        Block::Staff(block) => {
            for own in &block.measures {
                let figures = own.values.iter().filter_map(|value| exact(value.figure.as_ref()));
                add(&own.id, &own.label, own.unit, figures.collect());
            }
        }
        _ => {}
    });
    named
}

/// A figure with a unit beside a name, or in a text of its own, is one of the named thing's.
fn cited(owner: &Id, at: &str, sentence: &str, named: &[Named], gather: &mut Gather<'_>) {
    let lower = sentence.to_lowercase();
    let words = words_of(&lower);
    let has = |own: &Named| {
        !own.words.is_empty()
            && own.words.iter().all(|word| {
                words
                    .iter()
                    .any(|other| other.starts_with(word.as_str()) && other.len() <= word.len() + 3)
            })
    };
    let mut about: Vec<&Named> = named.iter().filter(|own| has(own)).collect();
    if about.is_empty() {
        about.extend(named.iter().filter(|own| own.id == owner.as_str()));
    }
    let Some(most) = about.iter().map(|own| own.words.len()).max() else { return };
    about.retain(|own| own.words.len() == most);
    for (index, (number, unit)) in numbers(sentence).into_iter().enumerate() {
        let figures = about
            .iter()
            .flat_map(|own| if unit == Unit::Percent { &own.percent } else { &own.money });
        let mut figures = figures.map(|own| own.abs()).peekable();
        let is_one = |own: Decimal| match unit {
            Unit::Mnkr => (own / Decimal::ONE_THOUSAND).round_dp(number.scale()) == number.abs(),
            _ => own.round_dp(number.scale()) == number.abs(),
        };
        let holds = figures.peek().is_none() || figures.any(is_one);
        gather.holds("the text cites the figures:", format!("{at}/{index}"), holds);
    }
}

/// Numbers with a unit: percent, tkr, mnkr.
fn numbers(sentence: &str) -> Vec<(Decimal, Unit)> {
    let flat: Vec<char> = sentence.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < flat.len() {
        if !flat[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut text = String::new();
        while let Some(c) = flat.get(at) {
            let next = flat.get(at + 1).is_some_and(char::is_ascii_digit);
            match c {
                _ if c.is_ascii_digit() => text.push(*c),
                ',' if next => text.push('.'),
                ' ' | '\u{a0}' if next => {}
                _ => break,
            }
            at += 1;
        }
        let rest: String = flat[at..].iter().take(12).collect();
        let rest = rest.trim_start_matches([' ', '\u{a0}']);
        let unit = [
            ("procent", Unit::Percent),
            ("%", Unit::Percent),
            ("tkr", Unit::Tkr),
            ("mnkr", Unit::Mnkr),
        ];
        let unit = unit.into_iter().find(|(word, _)| rest.starts_with(word)).map(|(_, unit)| unit);
        found.extend(text.parse::<Decimal>().ok().zip(unit));
    }
    found
}

/// How many there are, in all and by colour.
struct Counts {
    noun: &'static str,
    total: usize,
    colours: [(&'static str, usize); 3],
}

fn counts(report: &Report) -> Vec<Counts> {
    let mut counts = Vec::new();
    let mut add = |noun, statuses: Vec<Status>| {
        let count = |status: Status| statuses.iter().filter(|own| **own == status).count();
        let colours = [("gröna", Status::Green), ("gula", Status::Yellow), ("röda", Status::Red)];
        let colours = colours.map(|(word, status)| (word, count(status)));
        counts.push(Counts { noun, total: statuses.len(), colours });
    };
    let (mut assignments, mut risks) = (Vec::new(), Vec::new());
    walk::each_assignment(report, &mut |own| assignments.push(own.status.status));
    walk::each_risk(report, &mut |own| risks.push(own.status.status));
    add("uppdrag", assignments);
    add("risker", risks);
    counts
}

/// *totalt 9 uppdrag, varav 6 gröna*.
fn counted(at: &str, sentence: &str, counts: &[Counts], gather: &mut Gather<'_>) {
    let words: Vec<&str> =
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|own| !own.is_empty()).collect();
    let Some(counts) = counts.iter().find(|own| own.total > 0 && words.contains(&own.noun)) else {
        return;
    };
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<usize>() else { continue };
        let colour = counts.colours.iter().find(|(word, _)| *word == pair[1]);
        let expected = match colour {
            Some((_, count)) => Some(*count),
            None if pair[1] == counts.noun && words.contains(&"totalt") => Some(counts.total),
            None => None,
        };
        gather.holds(
            "the text counts as the list:",
            format!("{at}/{}", pair[1]),
            expected.is_none_or(|own| own == number),
        );
    }
}

/// *Totalt 44 synpunkter*, and *3 av 5 enheter*.
fn accounts(report: &Report, gather: &mut Gather<'_>) {
    let first = |text: &str| -> Option<usize> {
        text.split(|c: char| !c.is_alphanumeric()).find_map(|word| word.parse().ok())
    };
    walk::each_block(report, &mut |block| match block {
        Block::Accounts(block) => {
            for own in &block.accounts {
                let said = first(&own.text.0).filter(|_| own.text.0.starts_with("Totalt"));
                let both = said.zip(exact(own.count.as_ref()));
                let holds = both.is_none_or(|(said, count)| Decimal::from(said) == count);
                gather.holds("the text counts as the account:", &own.id, holds);
            }
        }
        Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
            for (index, own) in goal.unit_counts.iter().enumerate() {
                let both = first(&own.text.0).zip(exact(own.reached.as_ref()));
                let holds = both.is_none_or(|(said, count)| Decimal::from(said) == count);
                gather.holds("the sentence says the count:", format!("{}/{index}", goal.id), holds);
            }
        }),
        _ => {}
    });
}

fn has_person(text: &str) -> bool {
    text.as_bytes().windows(11).any(|own| {
        own.iter()
            .enumerate()
            .all(|(at, byte)| if at == 6 { *byte == b'-' } else { byte.is_ascii_digit() })
    })
}

/// No year lies more than five years after the report's.
fn years_are_near(year: u16, text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 4);
    let years =
        words.filter(|word| word.starts_with("20")).filter_map(|word| word.parse::<u16>().ok());
    years.into_iter().all(|own| own <= year + 5)
}
