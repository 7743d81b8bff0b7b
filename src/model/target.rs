//! Targets of indicators.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::json::{Field, Reader, Schemas, Shape, Stop, Writer};
use crate::number::{Unit, format_decimal, format_with_unit, parse_canonical, parse_decimal};
use crate::{choice, record};

choice! {
    /// Which way is better, where the target's sign does not say.
    pub enum Better {
        /// Not said.
        Unsaid = "",
        /// Higher is better.
        Higher = "higher",
        /// Lower is better.
        Lower = "lower",
    }

    /// How an outcome is held against a target.
    pub enum Comparison {
        /// The document gives no sign.
        Unsaid = "",
        /// Below.
        Less = "<",
        /// At most.
        AtMost = "<=",
        /// Exactly.
        Equal = "=",
        /// At least.
        AtLeast = ">=",
        /// Above.
        More = ">",
    }
}

/// A limit with its sign, kept as typed: `<2555` and `<=2555` are different targets. A band has
/// two ends: `4..6`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// The sign.
    pub comparison: Comparison,
    /// The limit, or the lower end of a band.
    pub value: Decimal,
    /// The upper end of a band.
    pub upper: Option<Decimal>,
}

impl Bound {
    /// Reads `<2555`, `>=25`, `1` or `4..6`.
    pub fn parse(text: &str) -> Option<Self> {
        let comparison = Comparison::ALL.iter().copied().filter(|c| text.starts_with(c.word()));
        let comparison = comparison.max_by_key(|c| c.word().len())?;
        let rest = &text[comparison.word().len()..];
        let (value, upper) = match rest.split_once("..") {
            Some((value, upper)) => (value, Some(parse_canonical(upper)?)),
            None => (rest, None),
        };
        Some(Self { comparison, value: parse_canonical(value)?, upper })
    }

    /// Reads a bound as people type it: `<2555`, `> 25 %`, `≤ 4 %`, `högst` and `minst` as signs,
    /// `4–6` as a band.
    pub fn from_typed(text: &str) -> Option<Self> {
        const SIGNS: [(&str, Comparison); 9] = [
            ("<=", Comparison::AtMost),
            ("≤", Comparison::AtMost),
            ("högst", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("≥", Comparison::AtLeast),
            ("minst", Comparison::AtLeast),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        let text = text.trim();
        let sign = SIGNS
            .iter()
            .find_map(|(sign, comparison)| text.strip_prefix(sign).map(|rest| (*comparison, rest)));
        let (comparison, rest) = sign.unwrap_or((Comparison::Unsaid, text));
        if let Some((value, upper)) = rest.split_once("..").or_else(|| rest.split_once('–'))
            && let Some((value, upper)) = parse_decimal(value).zip(parse_decimal(upper))
        {
            return Some(Self { comparison, value, upper: Some(upper) });
        }
        Some(Self { comparison, value: parse_decimal(rest)?, upper: None })
    }

    /// The bound in Swedish typography: `< 1 703`, `≥ 25 %`, `4–6`.
    pub fn show(&self, unit: Unit) -> String {
        let sign = match self.comparison {
            Comparison::Unsaid => "",
            Comparison::Less => "<\u{a0}",
            Comparison::AtMost => "≤\u{a0}",
            Comparison::Equal => "=\u{a0}",
            Comparison::AtLeast => "≥\u{a0}",
            Comparison::More => ">\u{a0}",
        };
        match self.upper {
            Some(upper) => {
                format!("{}–{}", format_decimal(self.value), format_with_unit(upper, unit))
            }
            None => format!("{sign}{}", format_with_unit(self.value, unit)),
        }
    }
}

impl Field for Bound {
    const INLINE: bool = true;
    const SHAPE: Shape = Shape::Bound;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        let text = reader.string()?;
        Self::parse(&text)
            .ok_or(Stop::Impossible("en målnivå som \"<2555\", \">=25\" eller \"4..6\""))
    }

    fn write(&self, out: &mut Writer) {
        let upper = self.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
        out.string(&format!("{}{}{upper}", self.comparison.word(), self.value));
    }

    fn schema(schemas: &mut Schemas) -> Value {
        let number = r"-?[0-9]+(\.[0-9]+)?";
        schemas.define("Bound", |_| {
            json!({
                "description": "A limit with its sign, or a band.",
                "type": "string",
                "pattern": format!(r"^(<|<=|=|>=|>)?{number}(\.\.{number})?$"),
            })
        })
    }
}

record! {
    /// What an indicator should reach.
    pub struct Target {
        /// For the whole year.
        pub year: Option<Bound>,
        /// For the report's period. Without one, a flow's is computed from the year's.
        pub period: Option<Bound>,
        /// The target as a sentence, where it is one.
        pub text: String,
        /// Which way is better, where the sign does not say.
        pub better: Better,
        /// Whether the outcome grows through the year, so that a period has its share of the target.
        pub flow: bool,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_as_people_type_them() {
        let typed = [
            ("<2555", "<2555"),
            (">25 %", ">25"),
            ("≤\u{a0}4,5 %", "<=4.5"),
            ("högst 1 703", "<=1703"),
            ("100 %", "100"),
            ("4–6,5 %", "4..6.5"),
            ("4..6", "4..6"),
        ];
        for (text, canonical) in typed {
            assert_eq!(Bound::from_typed(text), Bound::parse(canonical), "{text}");
        }
        assert_eq!(Bound::from_typed("<2555 år, <1703 period"), None);
    }

    #[test]
    fn bounds_keep_their_sign() {
        for (text, shown) in
            [("<2555", "<\u{a0}2\u{a0}555"), (">=25", "≥\u{a0}25"), ("1", "1"), ("4..6.5", "4–6,5")]
        {
            let bound = Bound::parse(text).unwrap_or_default();
            assert_eq!(bound.show(Unit::Number), shown);
            let mut out = Writer::default();
            bound.write(&mut out);
            assert_eq!(out.into_string(), format!("\"{text}\""));
        }
        assert_eq!(Bound::parse("<"), None);
        assert_eq!(Bound::parse("cirka 5"), None);
    }
}
