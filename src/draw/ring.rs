//! The annual wheel: months around, what is done in them inside, and where the year stands today.

use std::f64::consts::PI;

use plotters::style::RGBColor;

use super::write::{self, Escaped, Hex, Point, Tenth};
use super::{ACCENT, HAIR, INK, PAPER, QUIET, font};
use crate::document::{Ring, RingSlot};
use crate::model::Month;

const SIZE: u32 = 420;
const CENTRE: f64 = 210.0;
/// Radii: the months from `RIM` in to `SEAM`, the slots from there to `HUB`, the middle in it.
const RIM: f64 = 162.0;
const SEAM: f64 = 128.0;
const HUB: f64 = 76.0;
const MONTHS: usize = 12;
/// Where nothing is done.
const PALE: &str = " fill-opacity=\"0.35\"";

/// Which months are a slot's.
type Months = [bool; MONTHS];

pub(super) fn draw(ring: &Ring) -> String {
    let slots: Vec<(&RingSlot, Months)> =
        ring.slots.iter().map(|slot| (slot, months_of(slot))).collect();
    let lanes = lanes(&slots);
    let depth = (SEAM - HUB) / lanes.iter().max().map_or(1.0, |most| (most + 1) as f64);
    let mut out = write::open(SIZE, SIZE);
    for month in Month::all() {
        let is_used = slots.iter().any(|(_, months)| months[month.index()]);
        let is_now = ring.today.is_some_and(|(now, _)| now == month);
        out.push_str(&month_sectors(month, is_used, is_now));
    }
    for ((slot, months), lane) in slots.iter().zip(lanes) {
        let outer = SEAM - depth * lane as f64;
        out.push_str(&slot_sectors(slot, months, (outer - depth, outer)));
    }
    if let Some((month, day)) = ring.today.filter(|(month, _)| month.number() > 0) {
        out.push_str(&today(month, day));
    }
    out.push_str(&middle(&ring.middle));
    out.push_str(write::CLOSE);
    out
}

fn months_of(slot: &RingSlot) -> Months {
    let mut months = Months::default();
    for month in slot.months.iter().filter(|month| month.number() > 0) {
        months[month.index()] = true;
    }
    months
}

/// A month's name on its sector, paler when nothing is done then, and the place for slots inside.
fn month_sectors(month: Month, is_used: bool, is_now: bool) -> String {
    let outline = |inner, outer| sector((month.index(), 1), (inner, outer));
    let shade = if is_used { "" } else { PALE };
    let tone = if is_used || is_now { INK } else { QUIET };
    let weight = if is_now { " font-weight=\"700\"" } else { "" };
    let at = point(month.index() as f64 + 0.5, (SEAM + RIM) / 2.0);
    let name = write::text(at, font::SIZE, tone, weight, month.short());
    path(&outline(SEAM, RIM), HAIR, shade) + &name + &path(&outline(HUB, SEAM), HAIR, PALE)
}

/// Slots that share a month lie inside each other: the lane of each, counted from outside.
fn lanes(slots: &[(&RingSlot, Months)]) -> Vec<usize> {
    let mut taken: Vec<Months> = Vec::new();
    let mut lanes = Vec::with_capacity(slots.len());
    for (_, months) in slots {
        let is_free = |lane: &Months| lane.iter().zip(months).all(|(a, b)| !(*a && *b));
        let lane = taken.iter().position(is_free).unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Months::default());
        }
        for (taken, month) in taken[lane].iter_mut().zip(months) {
            *taken |= month;
        }
        lanes.push(lane);
    }
    lanes
}

/// A slot's sectors with the number of things in it, as a link to its place on the page.
fn slot_sectors(slot: &RingSlot, months: &Months, (inner, outer): (f64, f64)) -> String {
    let runs = runs(months);
    if runs.is_empty() {
        return String::new();
    }
    let (fill, ink) = if slot.count > 0 { (ACCENT, PAPER) } else { (HAIR, INK) };
    let size = ((outer - inner) * 0.7).min(19.0);
    let mut out = format!("<title>{}</title>", Escaped(&slot.title));
    for (start, length) in runs {
        out.push_str(&path(&sector((start, length), (inner, outer)), fill, ""));
        let at = point(start as f64 + length as f64 / 2.0, (inner + outer) / 2.0);
        let count = slot.count.to_string();
        out.push_str(&write::text(at, size, ink, " font-weight=\"600\"", &count));
    }
    // Only places on the page: nothing else can run or lead away.
    match slot.link.starts_with('#') {
        true => format!("<a href=\"{}\">{out}</a>", Escaped(&slot.link)),
        false => format!("<g>{out}</g>"),
    }
}

/// The stretches of months as first month and length; one of them may pass the new year.
fn runs(months: &Months) -> Vec<(usize, usize)> {
    if months.iter().all(|is_in| *is_in) {
        return vec![(0, MONTHS)];
    }
    let is_in = |month: usize| months[month % MONTHS];
    let starts = (0..MONTHS).filter(|month| is_in(*month) && !is_in(month + MONTHS - 1));
    starts.map(|start| (start, (start..).take_while(|month| is_in(*month)).count())).collect()
}

/// A triangle that points at the day, and the word.
fn today(month: Month, day: u8) -> String {
    // A leap year's February has room for every day there is.
    let days = f64::from(month.days(2024));
    let at = month.index() as f64 + (f64::from(day) - 0.5).clamp(0.0, days) / days;
    let (tip, left, right) =
        (point(at, RIM + 2.0), point(at - 0.07, RIM + 13.0), point(at + 0.07, RIM + 13.0));
    let text = "i dag";
    let angle = angle(at);
    // Further out where the word lies along the radius.
    let half = f64::from(font::width(text)) / 2.0;
    let word = point(at, RIM + 17.0 + half * angle.sin().abs() + 6.0 * angle.cos().abs());
    let marker = format!("<path d=\"M{tip}L{left}L{right}Z\" fill=\"{}\"/>", Hex(INK));
    marker + &write::text(word, font::SIZE, INK, " font-weight=\"600\"", text)
}

/// The text in the middle: large when it is short, in lines when it is not.
fn middle(text: &str) -> String {
    const LARGE: f64 = 30.0;
    const ROOM: f64 = 1.6 * HUB;
    let large = f64::from(font::width(text)) * LARGE / font::SIZE;
    if large <= ROOM {
        let weight = " font-weight=\"650\"";
        return write::text(Point(CENTRE, CENTRE), LARGE, INK, weight, text);
    }
    let lines = font::lines(text, ROOM as i32, 4);
    let top = CENTRE - 8.5 * lines.len().saturating_sub(1) as f64;
    let places = (0..lines.len()).map(|line| Point(CENTRE, top + 17.0 * line as f64));
    lines.iter().zip(places).map(|(t, at)| write::text(at, font::SIZE, INK, "", t)).collect()
}

/// The outline of a part of the ring. Arcs of one month each also close the whole turn, which a
/// single arc cannot.
fn sector((start, length): (usize, usize), (inner, outer): (f64, f64)) -> String {
    let at = |month: usize, radius| point(month as f64, radius);
    let end = start + length;
    let (out, back) = (Tenth(outer), Tenth(inner));
    let mut d = format!("M{}", at(start, outer));
    for month in start + 1..=end {
        d.push_str(&format!("A{out} {out} 0 0 1 {}", at(month, outer)));
    }
    d.push_str(&format!("L{}", at(end, inner)));
    for month in (start..end).rev() {
        d.push_str(&format!("A{back} {back} 0 0 0 {}", at(month, inner)));
    }
    d + "Z"
}

/// A filled shape, parted from its neighbours by a line of paper; `more` is further attributes.
fn path(d: &str, fill: RGBColor, more: &str) -> String {
    let (fill, edge) = (Hex(fill), Hex(PAPER));
    format!("<path d=\"{d}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"2\"{more}/>")
}

/// The place `months` after the new year, which is at the top.
fn point(months: f64, radius: f64) -> Point {
    let angle = angle(months);
    Point(CENTRE + radius * angle.sin(), CENTRE - radius * angle.cos())
}

fn angle(months: f64) -> f64 {
    months * PI / 6.0
}
