//! What the drawings promise: nothing outside the picture, no panic, and no markup from texts.

use rust_decimal::Decimal;

use super::{drawing, font, ring, svg};
use crate::document::{ChartSpec, Form, Ring, RingSlot, Series, Stroke};
use crate::html::Drawing;
use crate::model::Month;

/// The value of an attribute in each tag that has it.
fn attributes<'a>(svg: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    svg.split(opening.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

fn number(tag: &str, name: &str) -> f64 {
    attributes(tag, name).first().map_or(0.0, |value| value.parse().unwrap())
}

fn numbers(text: &str) -> Vec<f64> {
    let separated = |c: char| c.is_ascii_whitespace() || c == ',';
    text.split(separated).filter(|n| !n.is_empty()).map(|n| n.parse().unwrap()).collect()
}

/// The points of a path written with M, L, A and Z.
fn path_points(d: &str) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for command in d.replace('Z', "").split(['M', 'L', 'A']).skip(1) {
        let numbers = numbers(command);
        points.push((numbers[numbers.len() - 2], numbers[numbers.len() - 1]));
    }
    points
}

/// The box of a text: left, top, right, bottom.
fn text_box(tag: &str) -> [f64; 4] {
    let content = tag.split_once('>').unwrap().1.split('<').next().unwrap().trim();
    let size = number(tag, "font-size");
    // Numbers and words in bold are a little wider.
    let bold = if tag.contains("font-weight") { 1.06 } else { 1.0 };
    let width = f64::from(font::width(content)) * size / font::SIZE * bold;
    let left = match attributes(tag, "text-anchor")[0] {
        "start" => number(tag, "x"),
        "end" => number(tag, "x") - width,
        _ => number(tag, "x") - width / 2.0,
    };
    let middle = match attributes(tag, "dy")[0] {
        "0.76em" => number(tag, "y") + size / 2.0,
        _ => number(tag, "y"),
    };
    [left, middle - size / 2.0, left + width, middle + size / 2.0]
}

fn text_boxes(svg: &str) -> Vec<[f64; 4]> {
    svg.split("<text").skip(1).map(text_box).collect()
}

/// Every point of the picture's shapes and every corner of its texts.
fn points(svg: &str) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> =
        attributes(svg, "d").into_iter().flat_map(path_points).collect();
    for line in attributes(svg, "points") {
        points.extend(numbers(line).chunks(2).map(|pair| (pair[0], pair[1])));
    }
    for tag in svg.split("<rect").skip(1) {
        let (x, y) = (number(tag, "x"), number(tag, "y"));
        assert!(number(tag, "width") >= 0.0 && number(tag, "height") >= 0.0, "{tag}");
        points.extend([(x, y), (x + number(tag, "width"), y + number(tag, "height"))]);
    }
    for tag in svg.split("<circle").skip(1) {
        let (x, y, r) = (number(tag, "cx"), number(tag, "cy"), number(tag, "r"));
        points.extend([(x - r, y - r), (x + r, y + r)]);
    }
    points.extend(text_boxes(svg).iter().flat_map(|b| [(b[0], b[1]), (b[2], b[3])]));
    points
}

#[track_caller]
fn check_bounds(svg: &str) {
    let (width, height) = (number(svg, "width"), number(svg, "height"));
    for (x, y) in points(svg) {
        assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x} {y} in {svg}");
    }
}

#[track_caller]
fn check_apart(svg: &str) {
    let boxes = text_boxes(svg);
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[index + 1..] {
            let meet = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
            assert!(!meet, "{a:?} and {b:?} in {svg}");
        }
    }
}

fn values(values: &[i64]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| Some(Decimal::from(*value))).collect()
}

fn chart(form: Form, names: &[&str], values: Vec<Option<Decimal>>) -> ChartSpec {
    let categories = names.iter().map(|name| (*name).to_owned()).collect();
    let series = vec![Series { values, ..Series::default() }];
    ChartSpec { unit: "tkr".to_owned(), form, categories, series, ..ChartSpec::default() }
}

fn bridge(names: &[&str], amounts: &[i64]) -> String {
    let drawn = svg(&chart(Form::Bridge, names, values(amounts))).unwrap();
    check_bounds(&drawn);
    check_apart(&drawn);
    drawn
}

fn months(numbers: &[u8]) -> Vec<Month> {
    numbers.iter().filter_map(|number| Month::new(*number)).collect()
}

fn slot(numbers: &[u8], count: usize) -> RingSlot {
    let (link, title) = ("#/asn-2020/plan/x".to_owned(), format!("Plats {numbers:?}"));
    RingSlot { months: months(numbers), count, link, title }
}

fn wheel(slots: Vec<RingSlot>, today: Option<(u8, u8)>) -> String {
    let today = today.and_then(|(month, day)| Some((Month::new(month)?, day)));
    let drawn = ring(&Ring { middle: "2026".to_owned(), slots, today, ..Ring::default() });
    check_bounds(&drawn);
    check_apart(&drawn);
    drawn
}

const FRAME: [&str; 4] = ["Ram 2020", "Priser 1,8 %", "Effektivisering", "Ram 2021"];
const BREAK: &str = "stroke=\"#FFFFFF\"";

#[test]
fn a_bridge_between_large_amounts_breaks_its_axis() {
    let drawn = bridge(&FRAME, &[-324_921, -40_000, 6_331, -358_590]);
    assert_eq!(drawn.matches(BREAK).count(), 4, "two cuts in each amount");
    for label in ["−324\u{a0}921", "−40\u{a0}000", "+6\u{a0}331", "−358\u{a0}590", "Ram 2021"]
    {
        assert!(drawn.contains(label), "{label}");
    }
    assert_eq!(bridge(&FRAME, &[34_342, 618, -500, 34_460]).matches(BREAK).count(), 4);
}

#[test]
fn a_bridge_near_zero_starts_there() {
    for amounts in [[100, -180, 30, -50], [0, 0, 0, 0], [-5, -5, 20, 10], [7, 0, 0, 7]] {
        assert!(!bridge(&FRAME, &amounts).contains(BREAK), "{amounts:?}");
    }
}

#[test]
fn a_step_for_the_worse_is_red() {
    let fills = |more_is_worse| {
        let plain = chart(Form::Bridge, &FRAME, values(&[100, -50, 0, 50]));
        let drawn = svg(&ChartSpec { more_is_worse, ..plain }).unwrap();
        let bars = drawn.split("<rect").skip(1).map(|tag| attributes(tag, "fill")[0].to_owned());
        bars.collect::<Vec<_>>()
    };
    assert_eq!(fills(false), ["#55636E", "#B8232F", "#0A4D68", "#55636E"]);
    assert_eq!(fills(true), ["#55636E", "#0A4D68", "#0A4D68", "#55636E"]);
}

#[test]
fn short_bridges_are_drawn() {
    bridge(&[], &[]);
    bridge(&["Ram"], &[12]);
    bridge(&["Ram", "Ny ram"], &[12, 14]);
    let gaps = chart(Form::Bridge, &FRAME, vec![None, Some(Decimal::TEN), None]);
    check_bounds(&svg(&gaps).unwrap());
    check_bounds(&svg(&ChartSpec { series: Vec::new(), ..gaps }).unwrap());
}

#[test]
fn long_names_stay_beside_the_bars() {
    let long =
        "Kommunbidrag till individ- och familjeomsorgen samt arbete och integration ".repeat(4);
    let word = "x".repeat(400);
    let drawn = bridge(&[&long, &word, "Kort", &long], &[-999_999_999, 1, -1, 999_999_999]);
    assert!(drawn.contains('…'));
}

#[test]
fn values_out_of_reach_are_an_error() {
    let far = Decimal::from(10_000_000_000_000_i64);
    for extreme in [vec![Decimal::MAX; 4], vec![Decimal::MIN; 4], vec![far; 4]] {
        let extreme: Vec<_> = extreme.into_iter().map(Some).collect();
        for form in [Form::Bridge, Form::Spark] {
            let error = svg(&chart(form, &FRAME, extreme.clone())).unwrap_err();
            assert!(error.to_string().starts_with("Diagrammet gick inte att rita"));
        }
    }
    let long = Decimal::from_str_exact("0.1234567890123456789012345678").unwrap();
    let drawn = svg(&chart(Form::Bridge, &FRAME, vec![Some(long); 4])).unwrap();
    check_bounds(&drawn);
    check_apart(&drawn);
}

fn spark(values: Vec<Option<Decimal>>, level: Option<i64>) -> String {
    let mut chart = chart(Form::Spark, &[], values);
    let count = chart.series[0].values.len();
    chart.series.extend(level.map(|level| Series {
        stroke: Stroke::Budget,
        values: vec![Some(Decimal::from(level)); count],
        ..Series::default()
    }));
    let drawn = svg(&chart).unwrap();
    assert!(drawn.contains("width=\"120\" height=\"30\" viewBox=\"0 0 120 30\""));
    assert!(!drawn.contains("<text"));
    check_bounds(&drawn);
    drawn
}

#[test]
fn a_spark_ends_in_a_dot() {
    let drawn = spark(values(&[4, 9, -3, 7]), Some(12));
    assert_eq!(attributes(&drawn, "cx"), ["116"]);
    assert_eq!(drawn.matches("<path").count(), 2);
}

#[test]
fn a_spark_breaks_where_a_value_is_missing() {
    let one = Some(Decimal::ONE);
    let drawn = spark(vec![one, None, one, one, None], None);
    let line = attributes(&drawn, "d")[0];
    assert_eq!(line, "M2 15L6 15M60 15L88 15");
    assert_eq!(attributes(&drawn, "cx"), ["88"], "at the last value there is");
}

#[test]
fn short_sparks_are_drawn() {
    assert!(!spark(Vec::new(), None).contains('#'));
    assert!(!spark(vec![None; 3], None).contains('#'));
    spark(values(&[5]), Some(5));
    spark(values(&[5, 5, 5]), None);
}

#[test]
fn the_wheel_has_twelve_months_and_its_slots() {
    let slots = (1..=12).map(|month| slot(&[month], usize::from(month))).collect();
    let drawn = wheel(slots, Some((12, 31)));
    assert_eq!(drawn.matches("<a href=\"#/asn-2020/plan/x\"><title>").count(), 12);
    for month in Month::all() {
        assert!(drawn.contains(&format!(">{}</text>", month.short())));
    }
    assert!(drawn.contains(">i dag</text>"));
    assert!(drawn.contains(">2026</text>"));
}

#[test]
fn today_is_in_the_picture_all_year() {
    for month in 1..=12 {
        for day in [0, 1, 8, 15, 22, 28, 31, 255] {
            wheel(vec![slot(&[1, 2], 5)], Some((month, day)));
        }
    }
}

#[test]
fn a_slot_may_pass_the_new_year() {
    let drawn = wheel(vec![slot(&[1, 12], 3)], None);
    let slot = drawn.split("<title>").nth(1).unwrap();
    assert_eq!(slot.matches("<path").count(), 1, "one stretch");
    let number = slot.split("<text").nth(1).unwrap();
    assert_eq!(attributes(number, "x"), ["210"], "its number stands at the top");
}

#[test]
fn odd_wheels_are_drawn() {
    assert!(!wheel(Vec::new(), None).contains("<title>"));
    assert!(!wheel(vec![slot(&[], 3)], None).contains("<title>"));
    wheel(vec![slot(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 40)], None);
    let shared = wheel(vec![slot(&[3, 3, 4], 1000), slot(&[4, 5], 1), slot(&[9, 11], 0)], None);
    assert_eq!(shared.matches("<title>").count(), 3);
    assert_eq!(shared.matches(">0</text>").count(), 2, "on both stretches of the slot");
    check_bounds(&ring(&Ring { today: Some((Month::default(), 1)), ..Ring::default() }));
    let middle = "Socialnämndens och överförmyndarnämndens årshjul ".repeat(5);
    check_bounds(&ring(&Ring { middle, ..Ring::default() }));
}

#[test]
fn texts_cannot_become_markup() {
    let hostile = "\"><script>alert('x') & more</script>".to_owned();
    let link = format!("#/{hostile}");
    let slot = RingSlot { title: hostile.clone(), link, ..slot(&[2], 1) };
    let elsewhere = RingSlot { link: "javascript:alert(1)".to_owned(), ..slot.clone() };
    let ring = Ring { middle: hostile.clone(), slots: vec![slot, elsewhere], ..Ring::default() };
    let drawn = drawing(Drawing::Ring(&ring)).unwrap();
    assert!(!drawn.contains("<script") && !drawn.contains("javascript"));
    assert!(drawn.contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;) &amp; more"));
    assert!(!bridge(&[&hostile, "b"], &[1, 2]).contains("<script"));
}
