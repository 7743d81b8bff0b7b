//! *Så räknas talet*: how a computed value came about, as data that page and command line set.
//!
//! The derivation is the one that the layer that computes gave the document: a value is found by
//! composing its report and looking its address up there, so that whatever is shown can be explained.
//! Here it gets names, units, the rule with its limits and where they are from, and what a person stated
//! instead. An input that is itself computed says so, and can be explained by its own address.

mod limits;
pub mod text;
mod thing;
mod words;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::compose::{compose, report_name};
use crate::compute::{
    Agreement, Context, Derivation, Formula, Input, Sheet, Value, agreement, goal_proposal,
    indicator_status, period_target, risk_value, trend, unit_count,
};
use crate::document::{Document, TextNode};
use crate::model::{Address, Date, Id, Meaning, Report, Stage, Status, Year};
use crate::number::{NO_BREAK, Unit, format_decimal, format_with_unit};
use thing::{Thing, find};

/// How a computed value came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Where it stands.
    pub at: Address,
    /// What it is called: row and column, or the element and what of it.
    pub title: String,
    /// The report and the year it stands in.
    pub place: String,
    /// The value, the formula and what goes into it.
    pub derivation: Derivation,
    /// What its value counts.
    pub unit: Unit,
    /// The value as shown.
    pub result: String,
    /// The formula in words: a Swedish sentence or two.
    pub sentence: String,
    /// The same with the figures in it, where that is short.
    pub worked: Option<String>,
    /// What the terms of each part are, where a part has several.
    pub heads: &'static [&'static str],
    /// What goes into it, part by part.
    pub parts: Vec<Part>,
    /// The rule's limits and other settings, and where they are from.
    pub limits: Vec<Limit>,
    /// The decimals it is rounded to; `None` where nothing is rounded.
    pub decimals: Option<u32>,
    /// What is stated in its place.
    pub stated: Option<Stated>,
    /// Where the value is the one of a report that was made ready.
    pub kept: Option<Kept>,
}

/// A part of a formula: a term, or the terms of a month with what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// What goes into it.
    pub terms: Vec<Term>,
    /// What it comes to, where it has several terms.
    pub result: Option<String>,
}

/// A value that went into the computation.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is called.
    pub label: String,
    /// The value.
    pub value: Value,
    /// What it counts.
    pub unit: Unit,
    /// The value as shown.
    pub shown: String,
    /// Where it stands; `None` for the calendar and settings.
    pub at: Option<Address>,
    /// Whether it is itself computed, so that its address can be explained.
    pub is_computed: bool,
}

/// A limit or another setting that the formula used.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// What it decides.
    pub what: &'static str,
    /// Its value as shown.
    pub shown: String,
    /// Who set it.
    pub source: Source,
    /// Where it stands; `None` where nobody set it.
    pub at: Option<Address>,
}

/// Who set a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The legend above the table.
    Legend,
    /// The settings that the report kept when it was made ready.
    Report,
    /// The year's settings.
    Year,
    /// The indicator's own target.
    Element,
    /// Nobody: what holds when nothing is set.
    Usual,
}

impl Source {
    /// As a Swedish sentence names it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Legend => "förklaringen vid tabellen",
            Self::Report => "inställningarna när rapporten blev klar",
            Self::Year => "årets inställningar",
            Self::Element => "indikatorns mål",
            Self::Usual => "förvalt, årets inställningar säger inget annat",
        }
    }
}

/// What is stated where something is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// As shown.
    pub shown: String,
    /// How it goes with the computed value.
    pub agreement: Agreement,
    /// Whether it is a judgement, which a person may set otherwise.
    pub is_judgement: bool,
    /// Why the person did.
    pub reason: Vec<TextNode>,
}

/// A value that a report kept when it was made ready.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// When that was.
    pub since: Option<Date>,
    /// What would be computed today, where that is something else.
    pub today: Option<String>,
}

/// Explains the value at an address; `None` where nothing is computed there.
pub fn explain(year: &Year, at: &Address) -> Option<Explanation> {
    Explainer::new(year).explain(at)
}

/// What of an element its report computes, in the order of the page, with what it is called.
pub fn computed_of(report: &Report, document: &Document, element: &Id) -> Vec<(Address, String)> {
    let own = document.derivations.iter().map(|(at, _)| at).filter(|at| at.element == *element);
    let named = own.map(|at| {
        let thing = find(report, at);
        (at.clone(), thing.map_or_else(|| at.anchor(), |thing| thing.short(at)))
    });
    named.collect()
}

/// Explains values of a year, one after the other: each report is composed once.
#[derive(Debug)]
pub struct Explainer<'a> {
    year: &'a Year,
    known: RefCell<HashMap<Id, Rc<Known<'a>>>>,
}

/// A report with what is computed in it.
#[derive(Debug)]
struct Known<'a> {
    context: Context<'a>,
    derivations: HashMap<Address, Derivation>,
}

impl<'a> Explainer<'a> {
    /// Of a year.
    pub fn new(year: &'a Year) -> Self {
        Self { year, known: RefCell::default() }
    }

    /// Explains the value at an address; `None` where nothing is computed there.
    pub fn explain(&self, at: &Address) -> Option<Explanation> {
        let known = self.known(at)?;
        let thing = find(known.context.report, at);
        let derivation = known.derivation(at, thing.as_ref())?;
        let unit = unit_of(&derivation, thing.as_ref(), at);
        let parts = self.parts(&derivation);
        let report = known.context.report;
        Some(Explanation {
            title: thing.as_ref().map_or_else(|| at.anchor(), |thing| thing.title(at)),
            place: format!("{}, {}", report_name(report), self.year.name()),
            result: shown(derivation.value, unit),
            sentence: words::sentence(&derivation),
            worked: words::worked(&derivation, unit, &parts),
            heads: words::heads(&derivation.formula),
            limits: limits::of(&derivation, &known.context, thing.as_ref()),
            decimals: derivation.formula.decimals(&derivation.inputs),
            stated: thing.as_ref().and_then(|thing| stated(thing, at, &derivation)),
            kept: known.kept(at, &derivation, unit),
            at: at.clone(),
            derivation,
            unit,
            parts,
        })
    }

    /// Whether something is computed at an address.
    pub fn is_computed(&self, at: &Address) -> bool {
        let Some(known) = self.known(at) else { return false };
        known.derivations.contains_key(at) || {
            let thing = find(known.context.report, at);
            known.derivation(at, thing.as_ref()).is_some()
        }
    }

    fn known(&self, at: &Address) -> Option<Rc<Known<'a>>> {
        if at.file != self.year.id {
            return None;
        }
        if let Some(known) = self.known.borrow().get(&at.report) {
            return Some(known.clone());
        }
        let report = self.year.report(&at.report)?;
        let derivations = compose(self.year, report).derivations.into_iter().collect();
        let known = Rc::new(Known { context: Context::new(self.year, report), derivations });
        self.known.borrow_mut().insert(at.report.clone(), known.clone());
        Some(known)
    }

    fn parts(&self, derivation: &Derivation) -> Vec<Part> {
        let formula = &derivation.formula;
        let group = formula.group();
        let parts = derivation.inputs.chunks(group).map(|inputs| {
            let result = formula.part(inputs).filter(|_| group > 1);
            let terms: Vec<Term> = inputs.iter().map(|input| self.term(input)).collect();
            Part {
                label: words::part_label(&terms, group),
                result: result.map(|number| format_decimal(number.normalize())),
                terms,
            }
        });
        parts.collect()
    }

    fn term(&self, input: &Input) -> Term {
        let unit = input.at.as_ref().map_or(Unit::Number, |at| self.unit_at(at));
        let is_computed = input.at.as_ref().is_some_and(|at| self.is_computed(at));
        Term {
            label: input.label.clone(),
            value: input.value,
            unit,
            shown: shown(input.value, unit),
            at: input.at.clone(),
            is_computed,
        }
    }

    fn unit_at(&self, at: &Address) -> Unit {
        let known = self.known(at);
        let thing = known.as_ref().and_then(|known| find(known.context.report, at));
        thing.map_or(Unit::Number, |thing| thing.unit(at))
    }
}

impl Known<'_> {
    /// What its document shows there, else what is computed and shown elsewhere or not at all.
    fn derivation(&self, at: &Address, thing: Option<&Thing<'_>>) -> Option<Derivation> {
        if let Some(shown) = self.derivations.get(at) {
            return Some(shown.clone());
        }
        let context = &self.context;
        match (thing?, at.field.as_str()) {
            (Thing::Row(table, row), "share") => Sheet::new(context, table).budget_share(row),
            (Thing::Goal(goal, block), "status") => {
                goal_proposal(context, goal, block.legend.as_ref())
            }
            (Thing::Indicator(indicator, block), "status") => {
                indicator_status(context, indicator, block.legend.as_ref())
            }
            (Thing::Indicator(indicator, _), "trend") => trend(context, indicator),
            (Thing::Risk(risk), "value") => risk_value(context, risk),
            (Thing::Goal(goal, _), "units") => unit_count(context, goal, Formula::Count),
            (Thing::Goal(goal, _), field) => {
                let word = field.strip_prefix("units.")?;
                let status = Status::ALL.iter().find(|status| status.word() == word)?;
                unit_count(context, goal, Formula::CountOf(*status))
            }
            (Thing::Indicator(indicator, _), "target") => period_target(context, indicator),
            _ => None,
        }
    }

    /// Whether the value is the one kept when the report was made ready.
    fn kept(&self, at: &Address, derivation: &Derivation, unit: Unit) -> Option<Kept> {
        let report = self.context.report;
        let anchor = at.anchor();
        if !report.is_locked() || report.frozen.iter().all(|frozen| frozen.at != anchor) {
            return None;
        }
        let ready = report.stages.iter().rfind(|state| state.stage == Stage::Ready);
        let today = derivation.formula.evaluate(&derivation.inputs);
        let today = today.filter(|today| *today != derivation.value);
        Some(Kept {
            since: ready.and_then(|state| state.date),
            today: today.map(|today| shown(today, unit)),
        })
    }
}

/// What a derived value counts: the formula says so, else the place.
fn unit_of(derivation: &Derivation, thing: Option<&Thing<'_>>, at: &Address) -> Unit {
    match derivation.formula {
        Formula::PercentOf(_) | Formula::ForecastMiss => Unit::Percent,
        Formula::Count | Formula::CountOf(_) => Unit::Number,
        _ => thing.map_or(Unit::Number, |thing| thing.unit(at)),
    }
}

fn stated(thing: &Thing<'_>, at: &Address, derivation: &Derivation) -> Option<Stated> {
    let (value, reason) = thing.stated(at)?;
    let (shown, agreement) = match value {
        thing::StatedValue::Figure(figure) => {
            let unit = unit_of(derivation, Some(thing), at);
            let label = match figure.value() {
                Some(_) => with_label(figure.show(unit), unit),
                None => figure.show(unit),
            };
            // What cannot be read as a number agrees with nothing.
            let agreement = figure.value().and_then(|number| agreement(number, derivation));
            (label, agreement.unwrap_or(Agreement::Differs))
        }
        thing::StatedValue::Judged(value) => {
            let is_same = value == derivation.value;
            let agreement = if is_same { Agreement::Equal } else { Agreement::Differs };
            (self::shown(value, Unit::Number), agreement)
        }
    };
    let is_judgement = !matches!(derivation.value, Value::Number(_));
    Some(Stated { shown, agreement, is_judgement, reason })
}

/// A value with its unit, as a person reads it.
fn shown(value: Value, unit: Unit) -> String {
    match value {
        Value::Number(number) => with_label(format_with_unit(number, unit), unit),
        Value::Status(Status::Unset) => "Saknas".to_owned(),
        Value::Status(status) => status.label().to_owned(),
        Value::Trend(Meaning::Unsaid) => "Inte angiven".to_owned(),
        Value::Trend(meaning) => meaning.label().to_owned(),
    }
}

/// Percent signs stand already behind the number.
fn with_label(number: String, unit: Unit) -> String {
    match unit {
        Unit::Percent => number,
        unit if unit.label().is_empty() => number,
        unit => format!("{number}{NO_BREAK}{}", unit.label()),
    }
}
