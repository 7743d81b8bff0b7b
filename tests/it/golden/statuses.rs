//! The status of an indicator, by the rule of 2020.

use tertial::compose::compose;
use tertial::compute::{Context, Value, freeze_text, indicator_status};
use tertial::document::{Body, Content, Document, StatusView};
use tertial::model::Status::{Green, Red, Yellow};
use tertial::model::{
    Better, Block, Bound, Frozen, Goal, GoalsBlock, Indicator, IndicatorColumn, IndicatorField,
    Legend, Outcome, Reading, Report, ReportKind, Rule, ScaleStep, Settings, Stage, State, Status,
    Target,
};
use tertial::number::{Figure, Unit};

use super::build::{id, number, period, report, year};

fn rule() -> Legend {
    Legend { rule: Rule::Deviation, ..Legend::default() }
}

fn indicator(outcome: &str, target: &str, better: Better) -> Indicator {
    let value = Some(Figure::from_typed(outcome)).filter(|_| !outcome.is_empty());
    Indicator {
        id: id("indikator"),
        outcome: Outcome { value, ..Outcome::default() },
        target: Target { year: Bound::parse(target), better, ..Target::default() },
        ..Indicator::default()
    }
}

/// The status in a report that covers January to August.
fn status(indicator: &Indicator, legend: Option<&Legend>, settings: Settings) -> Option<Status> {
    let mut report = Report { kind: ReportKind::T2, ..Report::default() };
    report.period = period("2020-01-01", "2020-08-31");
    let year = tertial::model::Year { settings, ..year(2020, vec![report]) };
    let context = Context::new(&year, &year.reports[0]);
    indicator_status(&context, indicator, legend).and_then(|derivation| derivation.status())
}

#[test]
fn signs_and_limits() {
    let (lower, higher, unsaid) = (Better::Lower, Better::Higher, Better::Unsaid);
    let cases = [
        // Met or better.
        ("2 017", "<2555", unsaid, Some(Green), "below"),
        ("3,94", "4", lower, Some(Green), "3,94 % against at most 4 %"),
        ("30", ">25", unsaid, Some(Green), "above"),
        ("25", ">=25", unsaid, Some(Green), "at least"),
        ("4", "<=4", unsaid, Some(Green), "at most"),
        ("7", "=7", unsaid, Some(Green), "exactly"),
        ("4", "4", unsaid, Some(Green), "equal is met whichever way is better"),
        // Strict signs are strict.
        ("7", "<7", unsaid, Some(Yellow), "not below"),
        ("25", ">25", unsaid, Some(Yellow), "not above"),
        // On the wrong side by at most 10 %.
        ("1 800", "<1703", unsaid, Some(Yellow), "5,7 % over"),
        ("90", "100", higher, Some(Yellow), "exactly 10 % under"),
        ("7,7", "7", lower, Some(Yellow), "exactly 10 % over"),
        ("6,3", "=7", unsaid, Some(Yellow), "either side of an exact target"),
        ("-10,5", ">=-10", unsaid, Some(Yellow), "10 % of the target's size"),
        // By more.
        ("2 017", "<1703", unsaid, Some(Red), "18,4 % over"),
        ("7,75", "7", lower, Some(Red), "10,7 % over"),
        ("89,99", "100", higher, Some(Red), "just over 10 %"),
        ("60", "100", higher, Some(Red), "40 % under"),
        // Bands.
        ("5", "4..6", unsaid, Some(Green), "within"),
        ("6,6", "4..6", unsaid, Some(Yellow), "10 % over the upper end"),
        ("3,6", "4..6", unsaid, Some(Yellow), "10 % under the lower end"),
        ("6,7", "4..6", unsaid, Some(Red), "above the band by more"),
        ("3,5", "4..6", unsaid, Some(Red), "below the band by more"),
        // A target of 0 is met or missed.
        ("0", "0", lower, Some(Green), "met"),
        ("0,1", "0", lower, Some(Red), "there is nothing to be 10 % of"),
        ("1", "<=0", unsaid, Some(Red), "missed"),
        // Nothing to say.
        ("3", "4", unsaid, None, "which way is better is not said"),
        ("", "4", lower, None, "no outcome"),
        ("redovisas senare", "4", lower, None, "a text is no number"),
        ("3", "", lower, None, "no target"),
    ];
    for (outcome, target, better, expected, why) in cases {
        let indicator = indicator(outcome, target, better);
        let found = status(&indicator, Some(&rule()), Settings::default());
        assert_eq!(found, expected, "{outcome} against {target}: {why}");
    }
}

#[test]
fn scales_count_steps() {
    let scale = |labels: &[(&str, &str)]| -> Vec<ScaleStep> {
        let step = |(label, value): &(&str, &str)| ScaleStep {
            label: (*label).to_owned(),
            value: number(value).into(),
            ..ScaleStep::default()
        };
        labels.iter().map(step).collect()
    };
    let two = scale(&[("Ja", "1"), ("Nej", "0")]);
    let three = scale(&[("Ja", "2"), ("Delvis", "1"), ("Nej", "0")]);
    let cases = [
        (&two, "1", "1", Green),
        (&two, "0", "1", Yellow),
        (&three, "2", "2", Green),
        (&three, "1", "2", Yellow),
        (&three, "0", "2", Red),
        // Held against the target, not against the best step.
        (&three, "1", "1", Green),
        (&three, "2", "1", Green),
        (&three, "0", "1", Yellow),
    ];
    for (scale, outcome, target, expected) in cases {
        let indicator =
            Indicator { scale: scale.clone(), ..indicator(outcome, target, Better::Higher) };
        let found = status(&indicator, Some(&rule()), Settings::default());
        assert_eq!(found, Some(expected), "{outcome} against {target}");
    }
}

#[test]
fn flows_are_held_against_the_periods_share() {
    let mut flow = indicator("2 017", "<2555", Better::Unsaid);
    assert_eq!(status(&flow, Some(&rule()), Settings::default()), Some(Green), "a level");
    flow.target.flow = true;
    assert_eq!(status(&flow, Some(&rule()), Settings::default()), Some(Red), "2 017 of 1 703");
    flow.target.period = Bound::parse("<2100");
    assert_eq!(status(&flow, Some(&rule()), Settings::default()), Some(Green), "a given target");
}

#[test]
fn limits_and_readings_are_settings() {
    let missed = Indicator { unit: Unit::Percent, ..indicator("60", "50", Better::Lower) };
    let points = || Settings { reading: Reading::Points, ..Settings::default() };
    let wide = || Settings { yellow_limit: Some(number("20")), ..Settings::default() };
    let rule = rule();
    assert_eq!(status(&missed, Some(&rule), Settings::default()), Some(Red), "20 % over");
    assert_eq!(status(&missed, Some(&rule), points()), Some(Yellow), "10 points over");
    assert_eq!(status(&missed, Some(&rule), wide()), Some(Yellow), "20 % are allowed");
    let narrow = Legend { limit: Some(number("5")), ..rule.clone() };
    assert_eq!(status(&missed, Some(&narrow), wide()), Some(Red), "the legend's limit comes first");
    let count = indicator("60", "50", Better::Lower);
    assert_eq!(status(&count, Some(&rule), points()), Some(Red), "only shares have points");
}

#[test]
fn without_a_rule_nothing_is_computed() {
    let missed = indicator("2 017", "<1703", Better::Unsaid);
    assert_eq!(status(&missed, Some(&Legend::default()), Settings::default()), None);
    assert_eq!(status(&missed, None, Settings::default()), None);
}

/// A report with one indicator, as the document shows its status.
fn shown(indicator: Indicator, stage: Stage, frozen: &str) -> StatusView {
    let column = IndicatorColumn { field: IndicatorField::Status, ..IndicatorColumn::default() };
    let goal = Goal { id: id("mal"), indicators: vec![indicator], ..Goal::default() };
    let block = GoalsBlock {
        id: id("block"),
        legend: Some(rule()),
        columns: vec![column],
        goals: vec![goal],
        ..GoalsBlock::default()
    };
    let period = period("2020-01-01", "2020-08-31");
    let mut report = report("t2", ReportKind::T2, period, Block::Goals(block));
    report.stages = vec![State { stage, ..State::default() }];
    let at = "indikator/status".to_owned();
    let value = frozen.to_owned();
    report.frozen.push(Frozen { at, value, ..Frozen::default() });
    let year = year(2020, vec![report]);
    status_in(&compose(&year, &year.reports[0]))
}

fn status_in(document: &Document) -> StatusView {
    let tables = document.pieces.iter().filter_map(|piece| match &piece.body {
        Body::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let found = cells.flat_map(|cell| &cell.contents).find_map(|content| match content {
        Content::Status(view) => Some(view.clone()),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn an_overruled_status_keeps_the_computed_one_and_the_reason() {
    let mut indicator = indicator("3,94", "4", Better::Lower);
    let view = shown(indicator.clone(), Stage::Draft, "");
    assert_eq!((view.status, view.computed, view.rule_says), (Green, true, None));
    indicator.status.status = Yellow;
    indicator.status.reason = "Osäkert underlag.".into();
    let view = shown(indicator.clone(), Stage::Draft, "");
    assert_eq!((view.status, view.computed, view.rule_says), (Yellow, false, Some(Green)));
    assert!(!view.reason.is_empty());
    indicator.status.status = Green;
    assert_eq!(shown(indicator, Stage::Draft, "").rule_says, None, "the same is no overruling");
}

#[test]
fn an_indicator_without_outcome_is_not_measured() {
    let view = shown(indicator("", "4", Better::Lower), Stage::Draft, "");
    assert_eq!(view.status, Status::NotMeasured);
}

#[test]
fn a_ready_report_keeps_its_derived_values() {
    let missed = indicator("2 017", "<1703", Better::Unsaid);
    let frozen = freeze_text(Value::Status(Yellow));
    assert_eq!(shown(missed.clone(), Stage::Draft, &frozen).status, Red);
    for stage in [Stage::Ready, Stage::Decided, Stage::Dispatched] {
        assert_eq!(shown(missed.clone(), stage, &frozen).status, Yellow);
    }
}
