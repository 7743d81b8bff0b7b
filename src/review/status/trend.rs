//! Stated trends against the figures.

use rust_decimal::Decimal;

use super::words::called;
use crate::compute::{compare, direction};
use crate::model::{Address, Better, Indicator, Meaning, Report, ReportKind, TrendDirection, walk};
use crate::number::{Figure, format_with_unit, parse_decimal};
use crate::review::{Findings, Group, Item, Line, Look, Rule, Severity, Standing};

pub(super) const RULE: Rule = Rule {
    code: "trend",
    title: "Trenden stämmer inte med siffrorna",
    why: "En pil som säger bättre eller sämre ska gå åt samma håll som utfallet sedan rapporten den \
          jämför med.",
    group: Group::Status,
    severity: Severity::Error,
    limit: None,
    look: Look::Onward(look),
};

fn look(line: &Line<'_>, index: usize, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    walk::each_indicator(standing.report(), &mut |own| {
        let trend = &own.trend;
        if trend.meaning != Meaning::Unsaid || trend.direction != TrendDirection::None {
            look_at(line, index, own, found);
        }
    });
}

/// What the trend is counted from.
struct Base {
    value: Decimal,
    name: String,
    at: Option<Address>,
}

fn look_at(line: &Line<'_>, index: usize, own: &Indicator, found: &mut Findings<'_>) {
    let standing = &line.reports[index];
    let Some(Figure::Exact(now)) = own.outcome.value else { return };
    let in_year = in_year(line, index, own);
    let Some(base) = in_year.or_else(|| in_comment(own)) else { return };
    let Some(contradicts) = contradiction(own, now, base.value) else { return };
    let message = format!(
        "{}: trenden anges som {}, men utfallet gick från {} ({}) till {}.",
        called(&own.name),
        contradicts,
        format_with_unit(base.value, own.unit),
        base.name,
        format_with_unit(now, own.unit),
    );
    let is_sure = own.trend.meaning != Meaning::Unsaid && base.at.is_some();
    let severity = if is_sure { Severity::Error } else { Severity::Warning };
    let at = standing.context.at(&own.id);
    let values = format!("{} | {now} | {contradicts}", base.value);
    let finding = found.add_as(severity, at.field("trend"), values, message);
    finding.hint("Rätta pilen eller utfallet.").also(at.field("outcome"));
    if let Some(place) = base.at {
        finding.also(place);
    }
}

/// The word for a stated trend that cannot be; `None` where it can.
fn contradiction(own: &Indicator, now: Decimal, before: Decimal) -> Option<&'static str> {
    let better = direction(own);
    let computed = compare(now, before, better);
    match (own.trend.meaning, own.trend.direction) {
        (Meaning::Unsaid, direction) => {
            // An arrow may show the figure's way or the goal's; it is wrong where it shows neither.
            let (is_up, word) = match direction {
                TrendDirection::Up => (true, "uppåt"),
                TrendDirection::Down => (false, "nedåt"),
                TrendDirection::Level if now != before => return Some("oförändrad"),
                _ => return None,
            };
            let meant = if is_up { Meaning::Better } else { Meaning::Worse };
            let shows_figure = now != before && (now > before) == is_up;
            // Without a direction of the goal, the other way may be the better one.
            let shows_goal = computed == Some(meant) || (better == Better::Unsaid && now != before);
            (!shows_figure && !shows_goal).then_some(word)
        }
        (meaning, _) => {
            let computed = computed.or((now == before).then_some(Meaning::Same))?;
            (computed != meaning).then(|| meaning.label())
        }
    }
}

/// The outcome in the report of this year that the trend names, or in the last one that has it.
fn in_year(line: &Line<'_>, index: usize, own: &Indicator) -> Option<Base> {
    let base = own.trend.base.trim().to_lowercase();
    let is_last = base.is_empty() || base.contains("föregående") || base.contains("förra rapport");
    let is_named = |report: &Report| is_last || is_called(report, &base);
    let mut before = line.before(index, own.identity());
    before.find_map(|(standing, item)| {
        let Item::Indicator(other, _) = item else { return None };
        let is_fit = !standing.is_plan() && is_named(standing.report());
        let value = other.outcome.value.as_ref().filter(|_| is_fit);
        exact(value).map(|value| Base {
            value,
            name: standing.short(),
            at: Some(place(standing, other)),
        })
    })
}

fn place(standing: &Standing<'_>, other: &Indicator) -> Address {
    standing.context.at(&other.id).field("outcome")
}

fn exact(figure: Option<&Figure>) -> Option<Decimal> {
    match figure? {
        Figure::Exact(value) => Some(*value),
        _ => None,
    }
}

/// Whether a text names a report: `delår 1`, `T1`, `juni`.
pub(in crate::review) fn is_called(report: &Report, text: &str) -> bool {
    let names: &[&str] = match report.kind {
        ReportKind::T1 => &["t1", "delår 1", "delårsrapport 1", "tertial 1"],
        ReportKind::T2 => &["t2", "delår 2", "delårsrapport 2", "tertial 2"],
        ReportKind::Month => &[report.period.to.month().name()],
        _ => &[],
    };
    let text = text.trim().to_lowercase();
    let is_year = |rest: &str| {
        let rest = rest.trim();
        rest.is_empty() || rest == report.period.to.year().to_string()
    };
    names.iter().any(|name| text.strip_prefix(name).is_some_and(is_year))
}

/// What the comment says that the base was: `Delår 1 36 %`. Only right after the name of the base,
/// or as *då … var*.
fn in_comment(own: &Indicator) -> Option<Base> {
    let base = own.trend.base.trim().to_lowercase();
    if base.is_empty() {
        return None;
    }
    let comment = own.comment.0.to_lowercase();
    let (_, rest) = comment.split_once(&base)?;
    let rest = rest.split(['.', ';']).next().unwrap_or(rest);
    let is_digit = |c: char| c.is_ascii_digit();
    let start = rest.find(is_digit)?;
    let number = &rest[start..];
    let end = number.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(number.len());
    let value = parse_decimal(number[..end].trim_end_matches(','))?;
    Some(Base { value, name: format!("{base} enligt kommentaren"), at: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Goal, GoalsBlock, Trend, Year};
    use crate::review::tests::{id, indicator, report, told, year};

    fn goals(own: Indicator) -> Vec<Block> {
        let goal = Goal { id: id("mal"), indicators: vec![own], ..Goal::default() };
        vec![Block::Goals(GoalsBlock { goals: vec![goal], ..GoalsBlock::default() })]
    }

    fn with(t1: &str, t2: &str, target: &str, trend: Trend, comment: &str) -> Year {
        let mut own = indicator("andel", "Andel i arbete", t2, target);
        own.trend = trend;
        own.comment = comment.into();
        let before = indicator("andel", "Andel i arbete", t1, target);
        let reports =
            [report("t1", ReportKind::T1, goals(before)), report("t2", ReportKind::T2, goals(own))];
        year(reports.into())
    }

    fn better(base: &str) -> Trend {
        Trend { meaning: Meaning::Better, base: base.into(), ..Trend::default() }
    }

    #[test]
    fn a_trend_the_figures_deny() {
        let says = "andel/trend: ”Andel i arbete”: trenden anges som bättre, men utfallet gick från 36 \
                    (T1) till 30.";
        for base in ["", "delår 1", "föregående rapport", "T1 2026"] {
            assert_eq!(told(&RULE, &with("36", "30", ">=25", better(base), "")), [says], "{base}");
        }
        assert!(told(&RULE, &with("36", "30", "<=25", better("delår 1"), "")).is_empty());
        assert!(told(&RULE, &with("36", "30", ">=25", better("delår 2"), "")).is_empty());
        assert!(told(&RULE, &with("cirka 36", "30", ">=25", better(""), "")).is_empty());
    }

    #[test]
    fn an_arrow_may_show_the_figure_or_the_goal() {
        let arrow = |direction| Trend { direction, ..Trend::default() };
        let count = |t2: &str, target, direction| {
            told(&RULE, &with("36", t2, target, arrow(direction), "")).len()
        };
        assert_eq!(count("40", "<=25", TrendDirection::Up), 0, "the figure rises");
        assert_eq!(count("30", "<=25", TrendDirection::Up), 0, "it is better");
        assert_eq!(count("30", ">=25", TrendDirection::Up), 1, "neither");
        assert_eq!(count("36", ">=25", TrendDirection::Level), 0);
        assert_eq!(count("37", ">=25", TrendDirection::Level), 1);
    }

    #[test]
    fn the_comment_may_tell_the_base() {
        let count =
            |comment| told(&RULE, &with("", "30", ">=25", better("delår 1"), comment)).len();
        assert_eq!(count("Delår 1 36 %"), 1);
        assert_eq!(count("Delår 1 26 %"), 0);
        assert_eq!(count("Bättre än i delår 1."), 0);
    }
}
