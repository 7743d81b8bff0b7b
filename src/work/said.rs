//! What a step did, said before it is taken.

use std::fmt;

use crate::document::markdown;
use crate::document::words;
use crate::model::{Report, walk};

/// What becomes of something in a new year or report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is there already.
    There,
    /// What the step starts from.
    Base,
    /// It follows.
    Carried,
    /// It turns into something else: an outcome into an earlier one, a forecast into the one before.
    Became,
    /// It is new.
    Added,
    /// Its place follows, empty.
    Blanked,
    /// It is done and stays behind.
    Finished,
    /// It stays behind.
    Left,
}

/// What is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A plan or report.
    Report,
    /// A goal.
    Goal,
    /// An indicator.
    Indicator,
    /// An outcome.
    Outcome,
    /// A target.
    Target,
    /// A status.
    Status,
    /// A unit's result.
    Unit,
    /// An action.
    Action,
    /// An assignment.
    Assignment,
    /// A risk.
    Risk,
    /// A text.
    Text,
    /// A figure of a table.
    Figure,
    /// A forecast.
    Forecast,
    /// A figure of the year before.
    LastYear,
    /// A strip of months.
    Strip,
    /// A row of an overview.
    OverviewRow,
    /// A month of volumes.
    Month,
    /// A count.
    Count,
    /// An amount of an effect or a bridge.
    Amount,
    /// A promise that something is measured later.
    Later,
    /// A table's column for the forecast before.
    PreviousForecast,
}

impl Thing {
    fn noun(self, many: bool) -> &'static str {
        let (one, more) = match self {
            Self::Report => ("dokument", "dokument"),
            Self::Goal => ("mål", "mål"),
            Self::Indicator => ("indikator", "indikatorer"),
            Self::Outcome => ("utfall", "utfall"),
            Self::Target => ("målnivå", "målnivåer"),
            Self::Status => ("bedömning", "bedömningar"),
            Self::Unit => ("enhetsresultat", "enhetsresultat"),
            Self::Action => ("åtgärd", "åtgärder"),
            Self::Assignment => ("uppdrag", "uppdrag"),
            Self::Risk => ("risk", "risker"),
            Self::Text => ("text", "texter"),
            Self::Figure => ("siffra i tabeller", "siffror i tabeller"),
            Self::Forecast => ("prognos", "prognoser"),
            Self::LastYear => ("siffra från förra året", "siffror från förra året"),
            Self::Strip => ("månadsremsa", "månadsremsor"),
            Self::OverviewRow => ("rad i målöversikten", "rader i målöversikten"),
            Self::Month => ("månadsvärde i volymerna", "månadsvärden i volymerna"),
            Self::Count => ("antal i redovisningar", "antal i redovisningar"),
            Self::Amount => ("belopp i effekter och bryggor", "belopp i effekter och bryggor"),
            Self::Later => ("uppgift om senare mätning", "uppgifter om senare mätning"),
            Self::PreviousForecast => ("tabell", "tabeller"),
        };
        if many { more } else { one }
    }

    fn became(self) -> &'static str {
        match self {
            Self::Outcome => "blir tidigare utfall",
            Self::Forecast => "blir föregående prognos",
            Self::Month => "går från prognos till utfall och väntar på sin siffra",
            Self::Strip => "förlängs till periodens slut",
            Self::LastYear => "fylls i",
            _ => "skrivs om",
        }
    }
}

/// One line of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What becomes of it.
    pub fate: Fate,
    /// What it is.
    pub thing: Thing,
    /// How many there are.
    pub count: usize,
    /// What they are called, where they have a name.
    pub titles: Vec<String>,
}

/// Titles a sentence names; the list has them all.
const NAMED: usize = 4;

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let titles: Vec<String> =
            self.titles.iter().take(NAMED).map(|title| format!("”{title}”")).collect();
        if self.fate == Fate::Base {
            return write!(f, "Utgår från {}.", words::list(&titles));
        }
        if self.fate == Fate::There {
            let titles = words::list(&titles);
            return write!(f, "Obs! För samma period finns redan {titles}. Den nya läggs bredvid.");
        }
        let verb = match self.fate {
            Fate::There | Fate::Base | Fate::Carried => "följer med",
            Fate::Added if self.thing == Thing::PreviousForecast => {
                "får kolumnen Föregående prognos"
            }
            Fate::Became => self.thing.became(),
            Fate::Added => "läggs till",
            Fate::Blanked => "töms",
            Fate::Finished => "följer inte med eftersom arbetet är klart",
            Fate::Left => "följer inte med",
        };
        write!(f, "{} {} {verb}", self.count, self.thing.noun(self.count != 1))?;
        match self.titles.len().checked_sub(NAMED) {
            _ if titles.is_empty() => f.write_str("."),
            Some(more) if more > 0 => write!(f, ": {} och {more} till.", titles.join(", ")),
            _ => write!(f, ": {}.", words::list(&titles)),
        }
    }
}

/// Takes down what a step does while it is done, so that the preview cannot say anything else.
#[derive(Default)]
pub(super) struct Journal(Vec<Said>);

impl Journal {
    /// Something with a name.
    pub(super) fn note(&mut self, fate: Fate, thing: Thing, title: &str) {
        let title = short(title);
        let line = self.line(fate, thing);
        line.count += 1;
        if !title.is_empty() {
            line.titles.push(title);
        }
    }

    /// Things without names.
    pub(super) fn count(&mut self, fate: Fate, thing: Thing, count: usize) {
        if count > 0 {
            self.line(fate, thing).count += count;
        }
    }

    /// The goals and indicators that a report has after a step that drops none.
    pub(super) fn carried(&mut self, report: &Report) {
        let (mut goals, mut indicators) = (0, 0);
        walk::elements(report, &mut |element| {
            goals += usize::from(element.kind == walk::Kind::Goal);
        });
        // Areas of an indicator are elements of its kind, too.
        walk::each_indicator(report, &mut |_| indicators += 1);
        self.count(Fate::Carried, Thing::Goal, goals);
        self.count(Fate::Carried, Thing::Indicator, indicators);
    }

    fn line(&mut self, fate: Fate, thing: Thing) -> &mut Said {
        let found = self.0.iter().position(|said| said.fate == fate && said.thing == thing);
        let at = found.unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push(Said { fate, thing, count: 0, titles: Vec::new() });
        }
        &mut self.0[at]
    }

    /// All lines, what follows before what stays.
    pub(super) fn said(mut self) -> Vec<Said> {
        self.0.sort_by_key(|said| (said.fate, said.thing));
        self.0
    }
}

/// A title without marks, cut after some words.
fn short(title: &str) -> String {
    const LONGEST: usize = 80;
    let text = markdown::plain_text(&markdown::parse(title));
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}
