//! What a report gives figures for, by name.

use std::cell::OnceCell;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::compute::{Context, Sheet};
use crate::model::{
    Account, Block, Bridge, ColumnRole, EffectsBlock, FigureTable, Id, Indicator, Row, RowKind,
    SignConvention, StaffMeasure, walk,
};
use crate::number::{Figure, Unit};
use crate::review::reading::{Word, is_same, same_start, words};

/// Something named that has figures. Rows of one name in several tables are one.
pub(super) struct Thing<'a> {
    /// The first place it stands in.
    pub(super) id: &'a Id,
    /// Its name as printed.
    pub(super) name: &'a str,
    /// The words that must all stand in a sentence that names it.
    pub(super) words: Vec<&'a str>,
    sources: Vec<Source<'a>>,
    values: OnceCell<Vec<Known>>,
    /// The times they are of, as printed.
    pub(super) times: Vec<&'a str>,
}

/// Where figures of a thing stand.
enum Source<'a> {
    /// These are some.
    Known(Vec<Known>),
    /// A row of a table; what it leaves out is computed when it is asked for.
    Row(&'a FigureTable, &'a Row),
}

/// A figure of a thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    /// The value as printed.
    pub(super) value: Decimal,
    /// What it counts.
    pub(super) unit: Unit,
    /// What it is, where it stands in a table of figures.
    pub(super) role: ColumnRole,
    /// Whether more is better; not said for most.
    pub(super) is_better_up: Option<bool>,
    /// Whether it is printed as about so much.
    pub(super) is_about: bool,
    /// Whether it is of the whole or a large part of it: a sum with a name of its own.
    pub(super) is_whole: bool,
}

/// All things of a report.
pub(super) struct Things<'a> {
    /// The things.
    pub(super) all: Vec<Thing<'a>>,
    by_start: HashMap<[u8; 4], Vec<usize>>,
    by_id: HashMap<&'a str, usize>,
    by_words: HashMap<String, usize>,
}

/// Words of a name that tell nothing of what it is about.
const PLAIN: &[&str] = &[
    "antal",
    "antalet",
    "andel",
    "andelen",
    "förvaltningens",
    "nämndens",
    "kommunens",
    "resultat",
    "resultatet",
    "summa",
    "totalt",
    "total",
    "ökar",
    "minskar",
    "sjunker",
    "stiger",
    "ökad",
    "ökat",
    "ökade",
    "minska",
    "minskade",
    "minskad",
    "öka",
    "ska",
    "inom",
    "från",
    "till",
    "med",
    "för",
    "som",
    "samt",
    "eller",
    "och",
    "under",
    "vid",
    "per",
    "alla",
    "varav",
    "år",
    "året",
    "på",
    "av",
    "sina",
    "sin",
    "kostnader",
    "kostnad",
    "nettokostnad",
    "nettokostnader",
    "intäkter",
    "netto",
    "övriga",
    "externa",
    "interna",
    "budget",
    "avvikelse",
];

impl<'a> Things<'a> {
    /// Gathers them.
    pub(super) fn of(context: &Context<'a>) -> Self {
        let mut things = Self {
            all: Vec::new(),
            by_start: HashMap::new(),
            by_id: HashMap::new(),
            by_words: HashMap::new(),
        };
        walk::each_block(context.report, &mut |block| match block {
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                goal.indicators.iter().for_each(|own| things.indicator(own));
            }),
            Block::Figures(table) => things.table(context, table),
            Block::Staff(block) => block.measures.iter().for_each(|own| things.staff(own)),
            Block::Bridge(bridge) => things.bridge(bridge),
            Block::Effects(block) => things.effects(block),
            Block::Accounts(block) => block.accounts.iter().for_each(|own| things.account(own)),
            _ => {}
        });
        things.index();
        things
    }

    /// The thing that an element is.
    pub(super) fn owner(&self, id: &Id) -> Option<&Thing<'a>> {
        self.by_id.get(id.as_str()).map(|index| &self.all[*index])
    }

    /// Those that a sentence names, without those whose names are parts of another's.
    pub(super) fn named(&self, sentence: &[Word<'_>]) -> Vec<&Thing<'a>> {
        let mut found: Vec<usize> = Vec::new();
        for word in sentence {
            let Some(key) = key(word.text) else { continue };
            for index in self.by_start.get(&key).into_iter().flatten() {
                if !found.contains(index) && self.all[*index].is_named(sentence) {
                    found.push(*index);
                }
            }
        }
        let is_part =
            |own: &usize| found.iter().any(|other| self.all[*own].is_part_of(&self.all[*other]));
        found.iter().filter(|own| !is_part(own)).map(|own| &self.all[*own]).collect()
    }

    fn index(&mut self) {
        for (index, thing) in self.all.iter().enumerate() {
            let longest = thing.words.iter().max_by_key(|word| word.len());
            let is_enough = thing.words.len() > 1 || longest.is_some_and(|word| word.len() >= 8);
            if let Some(key) = longest.filter(|_| is_enough).and_then(|word| key(word)) {
                self.by_start.entry(key).or_default().push(index);
            }
        }
    }

    fn put(&mut self, id: &'a Id, name: &'a str, values: Vec<Known>) {
        if !values.is_empty() {
            self.put_source(id, name, Source::Known(values));
        }
    }

    fn put_source(&mut self, id: &'a Id, name: &'a str, source: Source<'a>) {
        let own = telling(name);
        let words = own.join(" ").to_lowercase();
        let known = self.by_words.get(&words).copied().filter(|_| !own.is_empty());
        let index = known.unwrap_or(self.all.len());
        self.by_words.insert(words, index);
        match known {
            Some(index) => self.all[index].sources.push(source),
            None => {
                let (sources, values) = (vec![source], OnceCell::new());
                self.all.push(Thing { id, name, words: own, sources, values, times: Vec::new() });
            }
        }
        self.by_id.entry(id.as_str()).or_insert(index);
    }

    fn put_times(&mut self, id: &Id, times: impl Iterator<Item = &'a str>) {
        if let Some(index) = self.by_id.get(id.as_str()) {
            self.all[*index].times.extend(times);
        }
    }

    fn indicator(&mut self, own: &'a Indicator) {
        let mut list = List { unit: own.unit, ..List::default() };
        list.figure(own.outcome.value.as_ref());
        list.figure(own.outcome.second.as_ref().and_then(|second| second.value.as_ref()));
        own.earlier.iter().for_each(|earlier| list.figure(earlier.value.as_ref()));
        for bound in own.target.year.iter().chain(&own.target.period) {
            list.number(bound.value, ColumnRole::Budget);
            bound.upper.iter().for_each(|upper| list.number(*upper, ColumnRole::Budget));
        }
        for area in &own.areas {
            list.figure(area.value.as_ref());
            list.figure(area.earlier.as_ref());
        }
        self.put(&own.id, &own.name, list.values);
        let earlier = own.earlier.iter().chain(&own.outcome.second);
        self.put_times(&own.id, earlier.map(|earlier| earlier.label.as_str()));
        if let Some(index) = self.by_id.get(own.id.as_str()).copied() {
            let texts = own.texts.iter().map(|text| (text.id.as_str(), index));
            self.by_id.extend(texts);
        }
    }

    fn staff(&mut self, own: &'a StaffMeasure) {
        let mut list = List { unit: own.unit, ..List::default() };
        own.values.iter().for_each(|value| list.figure(value.figure.as_ref()));
        self.put(&own.id, &own.label, list.values);
        self.put_times(&own.id, own.values.iter().map(|value| value.label.as_str()));
    }

    fn account(&mut self, own: &'a Account) {
        let mut list = List { unit: own.unit, ..List::default() };
        list.figure(own.count.as_ref());
        own.parts.iter().for_each(|part| list.figure(part.count.as_ref()));
        self.put(&own.id, &own.title, list.values);
    }

    fn bridge(&mut self, own: &'a Bridge) {
        for (id, label, amount) in [
            (&own.from.id, &own.from.label, &own.from.amount),
            (&own.to.id, &own.to.label, &own.to.amount),
        ] {
            let mut list = List { unit: own.unit, ..List::default() };
            list.figure(amount.as_ref());
            self.put(id, label, list.values);
        }
    }

    fn effects(&mut self, own: &'a EffectsBlock) {
        for effect in &own.effects {
            let is_whole = effect.level == 0;
            let mut list = List { unit: own.unit, is_whole, ..List::default() };
            list.figure(effect.amount.as_ref());
            list.role = ColumnRole::ForecastChange;
            list.figure(effect.change.as_ref());
            self.put(&effect.id, &effect.label, list.values);
        }
    }

    fn table(&mut self, context: &Context<'a>, table: &'a FigureTable) {
        let sheet = Sheet::new(context, table);
        for row in &table.rows {
            if matches!(row.kind, RowKind::Head | RowKind::Group) {
                continue;
            }
            let mut stated = row.cells.iter().filter_map(|(_, figure)| figure.value());
            let computed =
                || table.columns.iter().any(|own| sheet.cell(row, own).number().is_some());
            if stated.next().is_some() || computed() {
                self.put_source(&row.id, &row.label, Source::Row(table, row));
            }
        }
    }
}

fn figures_of(context: &Context<'_>, table: &FigureTable, row: &Row) -> Vec<Known> {
    let sheet = Sheet::new(context, table);
    let is_sum = matches!(row.kind, RowKind::Total | RowKind::Subtotal);
    let is_named = || !telling(&row.label).is_empty();
    let is_whole = row.kind == RowKind::Total || is_sum && is_named();
    let mut list = List { is_whole, ..List::default() };
    for column in &table.columns {
        let stated = row.cells.get(&column.id).and_then(Figure::value);
        let number = stated.or_else(|| sheet.cell(row, column).number());
        let Some(number) = number else { continue };
        list.unit = column.unit.or(row.unit).unwrap_or(match column.role {
            ColumnRole::DeviationPercent => Unit::Percent,
            _ => table.unit,
        });
        list.is_better_up = Some(table.sign == SignConvention::CostNegative);
        list.number(number, column.role);
    }
    list.values
}

#[derive(Default)]
struct List {
    unit: Unit,
    role: ColumnRole,
    is_better_up: Option<bool>,
    is_whole: bool,
    values: Vec<Known>,
}

impl List {
    fn figure(&mut self, figure: Option<&Figure>) {
        let is_about = matches!(figure, Some(Figure::About(..)));
        if let Some(value) = figure.and_then(Figure::value) {
            self.put(value, self.role, is_about);
        }
    }

    fn number(&mut self, value: Decimal, role: ColumnRole) {
        self.put(value, role, false);
    }

    fn put(&mut self, value: Decimal, role: ColumnRole, is_about: bool) {
        let (unit, is_better_up, is_whole) = (self.unit, self.is_better_up, self.is_whole);
        self.values.push(Known { value, unit, role, is_better_up, is_about, is_whole });
    }
}

impl Thing<'_> {
    /// Its figures.
    pub(super) fn values(&self, context: &Context<'_>) -> &[Known] {
        self.values.get_or_init(|| {
            let known = |source: &Source<'_>| match source {
                Source::Known(values) => values.clone(),
                Source::Row(table, row) => figures_of(context, table, row),
            };
            self.sources.iter().flat_map(known).collect()
        })
    }

    fn is_named(&self, sentence: &[Word<'_>]) -> bool {
        self.words.iter().all(|own| sentence.iter().any(|word| names(word.text, own)))
    }

    fn is_part_of(&self, other: &Self) -> bool {
        self.words.len() < other.words.len()
            && self.words.iter().all(|own| other.words.iter().any(|word| is_same(own, word)))
    }

    /// Whether a word is part of its name.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|own| names(word, own))
    }
}

/// The words of a name that tell what it is about: without parentheses, years and plain words.
fn telling(name: &str) -> Vec<&str> {
    let name = name.split_once('(').map_or(name, |(head, _)| head);
    // "Covid-19 effekt i verksamhet" is called a covid-19 effect.
    let head = name.split_once(" i ").map_or(name, |(head, _)| head);
    let short = telling_words(head);
    let mut own = if short.len() > 1 { short } else { telling_words(name) };
    own.sort_unstable();
    own.dedup();
    own
}

fn telling_words(name: &str) -> Vec<&str> {
    let is_telling = |word: &&str| {
        let is_short = word.len() < 4 && !word.chars().all(char::is_uppercase);
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        !is_short && !has_digit && !PLAIN.iter().any(|plain| is_same(plain, word))
    };
    words(name).map(|word| word.text).filter(is_telling).collect()
}

/// Whether a word of a sentence is a word of a name, in whatever form: *socialpsykiatrins* is
/// *socialpsykiatri*.
pub(super) fn names(word: &str, own: &str) -> bool {
    let is_vowel = own.ends_with(['a', 'e']) && own.len() > 5;
    let stem = if is_vowel { &own[..own.len() - 1] } else { own };
    same_start(word, stem).is_some_and(|rest| rest.len() <= 4)
}

/// The first four bytes of a word in small letters, by which it is looked up.
fn key(word: &str) -> Option<[u8; 4]> {
    let mut key = [0; 4];
    let mut at = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let mut buffer = [0; 4];
        for byte in c.encode_utf8(&mut buffer).bytes() {
            *key.get_mut(at)? = byte;
            at += 1;
            if at == 4 {
                return Some(key);
            }
        }
    }
    // Words of two or three letters are names in capitals; they fill up with nothing.
    (at >= 2).then_some(key)
}
