//! What a rule found.

use rust_decimal::Decimal;

use super::Rule;
use crate::model::{Address, RuleChoice, RuleSeverity};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Wrong by the year's own data.
    Error,
    /// Most likely wrong, or wrong in a way that may be meant.
    Warning,
    /// Worth a look: definitions may differ.
    Question,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Question];

    /// The Swedish word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "Fel",
            Self::Warning => "Varning",
            Self::Question => "Fråga",
        }
    }

    /// The word for it in an address and in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "fel",
            Self::Warning => "varning",
            Self::Question => "fraga",
        }
    }
}

/// Something that a rule found in a year.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is.
    pub severity: Severity,
    /// The place: a report's element, mostly with a field.
    pub at: Address,
    /// Other places it was held against.
    pub also: Vec<Address>,
    /// What is wrong, with both values: a Swedish sentence or two.
    pub message: String,
    /// What to do: a Swedish sentence.
    pub hint: String,
    /// The values it is about. An accepted finding is back when these change.
    pub values: String,
    /// What mends it, where that is certain.
    pub mend: Option<Mend>,
}

/// What mends a finding: texts typed in places, as a person would.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// What it does, for instance *Skriv summan 47 057 i stället för 47 075*.
    pub says: String,
    /// Each place with what is typed there.
    pub cells: Vec<(Address, String)>,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings<'r> {
    rule: &'static Rule,
    choice: Option<&'r RuleChoice>,
    list: &'r mut Vec<Finding>,
}

impl<'r> Findings<'r> {
    /// For one rule, as the year sets it.
    pub fn of(
        rule: &'static Rule,
        choices: &'r [RuleChoice],
        list: &'r mut Vec<Finding>,
    ) -> Option<Self> {
        let choice = choices.iter().find(|choice| choice.rule == rule.code);
        let is_off = choice.is_some_and(|choice| choice.severity == RuleSeverity::Off);
        (!is_off).then_some(Self { rule, choice, list })
    }

    /// The rule's limit as it holds in this year.
    pub fn limit(&self) -> Decimal {
        let usual = self.rule.limit.map(|limit| limit.usual).unwrap_or_default();
        self.choice.and_then(|choice| choice.limit).unwrap_or(usual)
    }

    /// Adds a finding: where, the values it is about (kept with an acceptance), and what is wrong.
    /// The rest is put on the finding that comes back.
    pub fn add(
        &mut self,
        at: Address,
        values: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let severity = self.severity(self.rule.severity);
        self.list.push(Finding {
            rule: self.rule,
            severity,
            at,
            also: Vec::new(),
            message: message.into(),
            hint: String::new(),
            values: values.into(),
            mend: None,
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// The same for one that is less, or more, sure than the rule's others. What the year says of the
    /// rule goes before.
    pub fn add_as(
        &mut self,
        severity: Severity,
        at: Address,
        values: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let severity = self.severity(severity);
        let finding = self.add(at, values, message);
        finding.severity = severity;
        finding
    }

    fn severity(&self, usual: Severity) -> Severity {
        match self.choice.map(|choice| choice.severity).unwrap_or_default() {
            RuleSeverity::Error => Severity::Error,
            RuleSeverity::Warning => Severity::Warning,
            RuleSeverity::Question => Severity::Question,
            RuleSeverity::Usual | RuleSeverity::Off => usual,
        }
    }
}

impl Finding {
    /// What to do.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = hint.into();
        self
    }

    /// Another place it was held against.
    pub fn also(&mut self, place: Address) -> &mut Self {
        self.also.push(place);
        self
    }

    /// What mends it for certain: one text typed in one place.
    pub fn mend(&mut self, says: impl Into<String>, at: Address, text: impl Into<String>) {
        self.mend = Some(Mend { says: says.into(), cells: vec![(at, text.into())] });
    }

    /// Whether this is the finding that was accepted.
    pub fn is(&self, rule: &str, at: &str, values: &str) -> bool {
        self.rule.code == rule && self.values == values && self.at.to_string() == at
    }
}
