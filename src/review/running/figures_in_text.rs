//! Figures in running text against those of what they stand beside.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use super::asked::{
    Asked, Subject, carried, has_exactly, has_target, is_elsewhere, is_money, is_pair,
};
use super::clause::{Clause, Concept};
use super::fit::{Fit, fits, nearest};
use super::things::{Known, Thing, Things};
use crate::compute::Context;
use crate::model::{Section, walk};
use crate::number::{Unit, format_decimal};
use crate::review::reading::{
    About, Kind, Measure, Number, Word, each_number, each_sentence, excerpt, words,
};
use crate::review::{Findings, Group, Look, Rule, Severity, TextKind, TextPlace, texts};

pub(super) const RULE: Rule = Rule {
    code: "text-mot-tal",
    title: "Texten säger något annat än siffrorna",
    why: "Ett tal i texten bredvid namnet på en indikator, en rad eller ett nyckeltal ska finnas bland \
          dess värden, eller följa av dem. Regeln säger bara till där det är tydligt vad talet gäller.",
    group: Group::Running,
    severity: Severity::Warning,
    limit: None,
    look: Look::Report(look),
};

fn look(context: &Context<'_>, found: &mut Findings<'_>) {
    let mut reader = Reader { context, things: None, pool: OnceCell::new(), found };
    walk::each_section(&context.report.sections, &mut |section| reader.section(section));
}

struct Reader<'c, 'a, 'f, 'r> {
    context: &'c Context<'a>,
    /// Gathered once a text has a figure to hold against them.
    things: Option<Things<'a>>,
    /// The figures of all tables, for sentences that name no row.
    pool: OnceCell<Vec<Known>>,
    found: &'f mut Findings<'r>,
}

/// What a figure is held against.
struct Against<'t, 'a> {
    thing: &'t Thing<'a>,
    /// Whether the sentence names it; else the text belongs to it.
    is_named: bool,
}

impl<'a> Reader<'_, 'a, '_, '_> {
    fn section(&mut self, section: &'a Section) {
        let context = self.context;
        texts::each(context, section, &mut |place| {
            let is_read = place.kind != TextKind::Title && has_amount(place.text);
            if is_read && !is_others(place) {
                self.text(place);
            }
        });
    }

    fn text(&mut self, place: &TextPlace<'_, '_>) {
        let context = self.context;
        let things = self.things.take().unwrap_or_else(|| Things::of(context));
        let mut before: Option<(&Thing<'_>, usize)> = None;
        each_sentence(place.text, &mut |range| {
            let sentence = &place.text[range.clone()];
            let own: Vec<Word<'_>> = words(sentence).collect();
            let named = things.named(&own);
            let carried = carried(&own, &named, before, &range, place.text);
            if has_amount(sentence) {
                let subject = Subject { named: &named, carried, words: &own };
                self.sentence(place, &things, range.clone(), &subject);
            }
            before = match named.as_slice() {
                [] => before.map(|(thing, _)| (thing, range.end)),
                [one] if !is_elsewhere(context, one, &own) => Some((*one, range.end)),
                _ => None,
            };
        });
        self.things = Some(things);
    }

    fn sentence(
        &mut self,
        place: &TextPlace<'_, '_>,
        things: &Things<'_>,
        range: Range<usize>,
        subject: &Subject<'_, '_>,
    ) {
        let sentence = &place.text[range.clone()];
        let mut numbers: Vec<Number<'_>> = Vec::new();
        each_number(sentence, &mut |number| numbers.push(number.clone()));
        for (index, number) in numbers.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &numbers[before]);
            let from = before.filter(|from| is_pair(sentence, from, number));
            // What something has come from is of another time.
            let is_from = numbers.get(index + 1).is_some_and(|to| is_pair(sentence, number, to));
            let has_unit = number.measure.is_some() || from.is_some();
            if number.kind == Kind::Amount && has_unit && !is_from {
                let clause = Clause::of(self.context.report, sentence, &number.at);
                let asked = Asked { number, clause: &clause, from };
                self.number(place, things, range.start, &asked, subject);
            }
        }
    }

    fn number(
        &mut self,
        place: &TextPlace<'_, '_>,
        things: &Things<'_>,
        start: usize,
        asked: &Asked<'_, '_>,
        subject: &Subject<'_, '_>,
    ) {
        let number = asked.number;
        let context = self.context;
        let mut fitting = subject.named.iter().filter(|thing| thing.counts(context, number));
        let named = match (fitting.next(), fitting.next()) {
            (Some(one), None) => Some(Against { thing: one, is_named: true }),
            (Some(_), Some(_)) => return,
            (None, _) => None,
        };
        let is_money = matches!(number.measure, Some(Measure::Tkr | Measure::Mnkr));
        let carried = subject.carried.filter(|thing| thing.counts(context, number));
        let owner = things.owner(place.element).filter(|thing| thing.may_own(context, asked));
        let against = named.or_else(|| {
            let other = carried.or(owner).filter(|_| subject.named.is_empty());
            other.map(|thing| Against { thing, is_named: false })
        });
        match against {
            Some(against) => self.against(place, start, asked, &against, subject.words),
            None if is_money && subject.named.is_empty() => {
                self.unnamed(place, things, start, asked);
            }
            None => {}
        }
    }

    fn against(
        &mut self,
        place: &TextPlace<'_, '_>,
        start: usize,
        asked: &Asked<'_, '_>,
        against: &Against<'_, '_>,
        sentence: &[Word<'_>],
    ) {
        let number = asked.number;
        let thing = against.thing;
        let values = thing.values(self.context);
        let wanted = asked.clause.wanted(values);
        let is_known = match fits(number, &wanted, values) {
            Fit::Known => true,
            Fit::Is(value) => return self.turned(place, start, asked, thing, value),
            Fit::No => false,
        };
        let is_pair = asked.from.is_some_and(|from| has_exactly(values, from.value));
        let clause = asked.clause;
        // A time that the thing has a figure of, and what something has come to, are told of here.
        let is_told = asked.from.is_some() || thing.has_time_of(sentence);
        let is_target = clause.names_target && has_target(values);
        let is_quiet = clause.is_elsewhere
            || clause.is_other_time && !is_told
            || clause.is_limit && !is_target
            || is_elsewhere(self.context, thing, sentence)
            || thing.words.len() == 1 && is_money(number) && asked.clause.concept == Concept::None;
        if is_known || is_quiet && !is_pair {
            return;
        }
        let Some(near) = nearest(number, &wanted) else { return };
        let is_sure = against.is_named && number.about == About::Exact && !near.is_about;
        let severity = if is_sure { Severity::Warning } else { Severity::Question };
        self.tell(place, start, asked, (thing, near, severity));
    }

    /// A change that goes the other way in the table.
    fn turned(
        &mut self,
        place: &TextPlace<'_, '_>,
        start: usize,
        asked: &Asked<'_, '_>,
        thing: &Thing<'_>,
        value: Known,
    ) {
        if let Some(is_better) = asked.clause.is_better
            && value.is_better_up.is_some_and(|up| (value.value > Decimal::ZERO) == up) != is_better
            && !value.value.is_zero()
        {
            self.tell(place, start, asked, (thing, value, Severity::Question));
        }
    }

    /// A sentence that names no row: what it says must stand somewhere in the tables.
    fn unnamed(
        &mut self,
        place: &TextPlace<'_, '_>,
        things: &Things<'_>,
        start: usize,
        asked: &Asked<'_, '_>,
    ) {
        let clause = asked.clause;
        let is_clear = matches!(clause.concept, Concept::Change | Concept::Deviation);
        if clause.is_away() || !is_clear {
            return;
        }
        let is_whole = clause.concept == Concept::Deviation;
        let is_wanted =
            |known: &&Known| clause.concept.has(known.role) && (known.is_whole || !is_whole);
        let all = || things.all.iter().flat_map(|thing| thing.values(self.context)).copied();
        let pool = self.pool.get_or_init(|| all().collect());
        let wanted: Vec<Known> = pool.iter().filter(is_wanted).copied().collect();
        if wanted.is_empty() || !matches!(fits(asked.number, &wanted, &[]), Fit::No) {
            return;
        }
        let written = asked.number.written(place.text, start);
        let message = format!(
            "Texten har {written}, men ingen {} i rapportens tabeller är så stor: {}.",
            clause.concept.name(),
            excerpt(place.text, start + asked.number.at.start..start + asked.number.end)
        );
        self.found
            .add_as(Severity::Question, place.at(), written, message)
            .hint("Kontrollera talet mot tabellen.");
    }

    fn tell(
        &mut self,
        place: &TextPlace<'_, '_>,
        start: usize,
        asked: &Asked<'_, '_>,
        (thing, near, severity): (&Thing<'_>, Known, Severity),
    ) {
        let number = asked.number;
        let written = number.written(place.text, start);
        let known = shown(near);
        let message = format!(
            "Texten har {written} om {}, men det närmaste värdet där är {known}: {}.",
            thing.name.trim_end_matches('.'),
            excerpt(place.text, start + number.at.start..start + number.end)
        );
        let at = place.at();
        let other = self.context.at(thing.id);
        let finding = self.found.add_as(severity, at, format!("{written} | {known}"), message);
        finding.hint("Kontrollera vilket som är rätt, eller skriv ut vilken period talet gäller.");
        if thing.id != place.element {
            finding.also(other);
        }
    }
}

/// What is decided elsewhere or says what shall be: it is no outcome.
fn is_others(place: &TextPlace<'_, '_>) -> bool {
    matches!(place.field, "description" | "aim" | "legend" | "unit_counts")
        || place.kind == TextKind::Cell && matches!(place.field, "text" | "measures" | "cells")
}

/// Whether a text may have a figure with a unit, or one that came from another.
fn has_amount(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn shown(known: Known) -> String {
    let number = format_decimal(known.value);
    match known.unit {
        Unit::Percent => format!("{number}\u{a0}%"),
        unit if unit.label().is_empty() => number,
        unit => format!("{number}\u{a0}{}", unit.label()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Block, Cells, Column, ColumnRole, FigureTable, Goal, GoalsBlock, Row, RowKind, TextBlock,
        TitledText, Year,
    };
    use crate::review::tests::{figure, found, id, indicator, t2};

    /// A year with a table, an indicator with a text of its own, and a text.
    fn year(text: &str, own: &str) -> Year {
        let column = |own: &str, role| Column { id: id(own), role, ..Column::default() };
        let row = |own: &str, label: &str, kind, cells: [&str; 3]| {
            let mut figures = Cells::default();
            for (column, cell) in ["p", "a", "f"].into_iter().zip(cells) {
                figures.set(&id(column), figure(cell));
            }
            Row { id: id(own), label: label.into(), kind, cells: figures, ..Row::default() }
        };
        let table = FigureTable {
            id: id("tabell"),
            unit: Unit::Tkr,
            columns: vec![
                column("p", ColumnRole::Forecast),
                column("a", ColumnRole::YearDeviation),
                column("f", ColumnRole::ForecastChange),
            ],
            rows: vec![
                row("psyk", "Socialpsykiatri", RowKind::Item, ["-38512", "-2684", "683"]),
                row("alla", "Resultat", RowKind::Total, ["-261710", "-9490", "116"]),
            ],
            ..FigureTable::default()
        };
        let mut household =
            indicator("hushall", "Antal hushåll med bistånd minskar", "159", "<2555");
        household.unit = Unit::Households;
        household.earlier = vec![crate::model::Earlier {
            value: figure("185"),
            ..crate::model::Earlier::default()
        }];
        household.texts =
            vec![TitledText { id: id("egen"), text: own.into(), ..TitledText::default() }];
        let mut sick = indicator("sjuk", "Förvaltningens sjukfrånvaro sjunker", "7.27", "");
        sick.unit = Unit::Percent;
        let goal = Goal { id: id("mal"), indicators: vec![household, sick], ..Goal::default() };
        let goals = GoalsBlock { id: id("m"), goals: vec![goal], ..GoalsBlock::default() };
        t2(vec![
            Block::Figures(table),
            Block::Goals(goals),
            Block::Text(TextBlock { id: id("t"), text: text.into(), ..TextBlock::default() }),
        ])
    }

    fn values(text: &str) -> Vec<String> {
        found(&RULE, &year(text, "")).into_iter().map(|own| own.values).collect()
    }

    #[test]
    fn figures_that_differ() {
        for (text, told) in [
            ("Socialpsykiatrins prognos blir 0,9 mnkr bättre.", "0,9\u{a0}mnkr | 683\u{a0}tkr"),
            ("Socialpsykiatrins prognos blir 0,7 mnkr sämre.", "0,7\u{a0}mnkr | 683\u{a0}tkr"),
            ("Sjukfrånvaron är 2,77 procent.", "2,77\u{a0}procent | 7,27\u{a0}%"),
            ("Sjukfrånvaron har ökat. Nu är den 72,7 procent.", "72,7\u{a0}procent | 7,27\u{a0}%"),
            ("Årets underskott beräknas till 4,9 mnkr.", "4,9\u{a0}mnkr"),
        ] {
            assert_eq!(values(text), [told], "{text}");
        }
    }

    #[test]
    fn figures_that_go_together_or_tell_of_something_else() {
        for text in [
            "Socialpsykiatrins prognos blir 0,7 mnkr bättre.",
            "Socialpsykiatrins prognos är −38,5 mnkr, en avvikelse på −2,7 mnkr.",
            "Sjukfrånvaron är drygt 7 procent.",
            "Sjukfrånvaron var 6,5 procent förra året.",
            "På Hästskon är sjukfrånvaron 15 procent.",
            "Årets underskott beräknas till 9,5 mnkr, 0,1 mnkr bättre än i prognosen.",
            "Av socialpsykiatrins budget är 1,4 mnkr statsbidrag.",
            "Staten ersätter 0,4 mnkr av de ökade kostnaderna.",
            "Sjukfrånvaron väntas 2027 bli 5 procent.",
        ] {
            assert_eq!(values(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_of_the_indicators_own() {
        let own = |text: &str| -> Vec<String> {
            found(&RULE, &year("", text)).into_iter().map(|own| own.values).collect()
        };
        assert_eq!(
            own("De gick från 185 till 166, cirka 10 procent färre."),
            ["166 | 159\u{a0}hushåll"]
        );
        assert_eq!(own("De gick från 185 till 159, en minskning."), [""; 0]);
        assert_eq!(own("Av dem har 12 procent barn."), [""; 0]);
    }
}
