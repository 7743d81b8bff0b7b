//! The two-minute picture.

mod missing;

use super::economy::{self, Net};
use super::goals::{self, stands};
use super::timeline::Spot;
use super::{Pen, assignments, risks, status_cell, text_cell, units, wheel, words};
use crate::compose::forecast_against_budget;
use crate::document::markdown::{self, TextNode};
use crate::document::{
    Align, Cell, ChartSpec, Content, Head, Table, TableRow, TextLook, TrendView, View,
};
use crate::model::{
    Address, ColumnRole, Goal, GoalKind, Id, Meaning, OverviewBlock, Risk, Status, walk,
};
use crate::number::{NO_BREAK, format_decimal};
use crate::route::ViewPlace;

/// Rows a short list shows.
const SHORT: usize = 6;

/// A goal as the overview shows it.
struct Headline<'a> {
    id: &'a Id,
    title: String,
    status: Status,
    /// Where the status is printed.
    at: Address,
    goal: Option<&'a Goal>,
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let goals = line.latest_with(|spot| {
        Some(headlines(spot)).filter(|list| list.iter().any(|goal| goal.status != Status::Unset))
    });
    let nets = economy::nets(pen);
    let net = nets.iter().rfind(|net| net.spot.year.id == line.year.id && net.has_forecast());
    says(pen, goals.as_ref().map(|(_, list)| list.as_slice()), net);
    if let Some((spot, list)) = &goals {
        goal_panel(pen, spot, list);
    }
    if let Some(net) = net {
        forecast_panel(pen, net);
    }
    risk_panel(pen);
    assignment_panel(pen);
    missing::compose(pen);
    next_panel(pen);
}

/// The goals a report gives an overview of: its own overview's, else its committee goals, else the
/// uppermost.
fn headlines<'a>(spot: &Spot<'a>) -> Vec<Headline<'a>> {
    let all = stands(spot.report);
    let find = |id: &Id| all.iter().map(|stand| stand.goal).find(|goal| goal.id == *id);
    if let Some(block) = spot.overview {
        return from_overview(spot, block, &find);
    }
    let is_kind = |kind: fn(&Goal) -> bool| all.iter().any(|stand| kind(stand.goal));
    let committee = |goal: &Goal| goal.kind == GoalKind::Committee;
    let has_committee = is_kind(|goal| goal.kind == GoalKind::Committee);
    let chosen = all.iter().filter(|stand| match has_committee {
        true => committee(stand.goal),
        false => stand.depth == 0,
    });
    chosen
        .map(|stand| Headline {
            id: &stand.goal.id,
            title: goals::title(stand.goal),
            status: stand.goal.status.status,
            at: spot.at(&stand.goal.id).field("status"),
            goal: Some(stand.goal),
        })
        .collect()
}

fn from_overview<'a>(
    spot: &Spot<'a>,
    block: &'a OverviewBlock,
    find: &dyn Fn(&Id) -> Option<&'a Goal>,
) -> Vec<Headline<'a>> {
    let row = block.rows.last();
    let status = |id: &Id| {
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.goal == *id));
        cell.map_or(Status::Unset, |cell| cell.status.status)
    };
    let headline = |goal: &'a crate::model::OverviewGoal| Headline {
        id: &goal.goal,
        title: goal.title.clone(),
        status: status(&goal.goal),
        at: row.map_or_else(Address::default, |row| spot.at(&row.id).field(goal.goal.as_str())),
        goal: find(&goal.goal),
    };
    block.goals.iter().map(headline).collect()
}

/// How it stands, in a sentence or two.
fn says(pen: &mut Pen<'_>, goals: Option<&[Headline<'_>]>, net: Option<&Net<'_>>) {
    let mut sentences: Vec<String> = goals.map(goals_say).into_iter().collect();
    sentences.extend(net.and_then(forecast_says));
    let count = top_risks(pen).len();
    if let Some(threshold) = risks::threshold(pen).filter(|_| count > 0) {
        let text = match count {
            1 => format!("En risk har värdet {threshold} eller mer."),
            _ => format!("{} risker har värdet {threshold} eller mer.", words::count(count)),
        };
        sentences.push(words::capital(&text));
    }
    if sentences.is_empty() {
        sentences.push(match pen.line.latest() {
            None => "Året har inga dokument än.".to_owned(),
            Some(spot) if spot.is_plan() => "Året är planerat men inte uppföljt än.".to_owned(),
            Some(spot) => {
                let name = words::capital(&spot.short());
                format!("{name} har inga bedömningar, ingen prognos och inga risker än.")
            }
        });
    }
    pen.text(TextLook::Lead, sentences.join(" "));
}

/// `Två av fyra mål är gröna, två gula.` Every status that occurs is told.
fn goals_say(goals: &[Headline<'_>]) -> String {
    let of = |status| goals.iter().filter(|goal| goal.status == status).count();
    let (green, total) = (of(Status::Green), goals.len());
    if let [goal] = goals {
        return format!("Målet är {}.", words::adjective(goal.status, false));
    }
    let main = match green {
        0 => format!("Inget av {} mål är grönt", words::count(total)),
        1 => format!("Ett av {} mål är grönt", words::count(total)),
        all if all == total => format!("Alla {} mål är gröna", words::count(total)),
        some => format!("{} av {} mål är gröna", words::count(some), words::count(total)),
    };
    // What has no status is told last.
    let statuses = Status::ALL.iter().skip(1).chain(&Status::ALL[..1]);
    let rest: Vec<String> = statuses
        .filter(|status| **status != Status::Green && of(**status) > 0)
        .map(|status| {
            let count = of(*status);
            format!("{} {}", words::count(count), words::adjective(*status, count > 1))
        })
        .collect();
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", words::list(&rest)) };
    words::capital(&format!("{main}{rest}."))
}

fn forecast_says(net: &Net<'_>) -> Option<String> {
    let amount = net.amount(net.total()?, ColumnRole::YearDeviation)?;
    if amount.value.is_zero() {
        return Some("Prognosen är som budget.".to_owned());
    }
    let is_worse = amount.value.is_sign_negative() != net.more_is_worse();
    let way = if is_worse { "underskott" } else { "överskott" };
    let (value, unit) = net.as_said(&amount);
    let size = format_decimal(value.abs());
    Some(format!("Prognosen pekar på ett {way} på {size}{NO_BREAK}{unit}."))
}

fn goal_panel(pen: &mut Pen<'_>, spot: &Spot<'_>, goals: &[Headline<'_>]) {
    pen.panel(&format!("Mål, {}", spot.short()));
    let line = pen.line;
    let before = statuses_before(pen, spot);
    let since = before.as_ref().map(|(name, _)| format!("Sedan {name}")).unwrap_or_default();
    let mut heads = ["Mål", "Bedömning", &since, "Enheter"]
        .map(|title| Head::new(title, Align::Start))
        .to_vec();
    let has_strip = goals.iter().any(|goal| strip_of(goal).is_some());
    heads.extend(has_strip.then(|| Head::new("Månad för månad", Align::Start)));
    let mut rows = Vec::new();
    for goal in goals {
        let goals = ViewPlace::new(&line.year.id, View::Goals);
        let link = ViewPlace { element: goal.id.clone(), ..goals }.to_hash();
        let title = super::link_text(&goal.title, link);
        let old = before.as_ref().and_then(|(_, list)| list.iter().find(|(id, _)| id == goal.id));
        let old = old.map(|(_, status)| *status);
        let mut cells = vec![
            Cell::text(title),
            status_cell(goal.status, goal.at.clone()),
            change(goal.status, old),
        ];
        cells.push(unit_cell(spot, goal));
        if let Some(strip) = strip_of(goal) {
            let at = spot.at(goal.id).field("strip");
            let contents = vec![Content::Strip(strip.months.clone())];
            cells.push(Cell { contents, ..Cell::default() }.link(at.clone()).shows(at));
        }
        rows.push(TableRow { address: pen.at(goal.id), cells, ..TableRow::default() });
    }
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}

fn strip_of<'a>(headline: &Headline<'a>) -> Option<&'a crate::model::Strip> {
    headline.goal.and_then(|goal| goal.strip.as_ref())
}

/// The report before that judges goals, and what it said of each.
fn statuses_before(pen: &Pen<'_>, spot: &Spot<'_>) -> Option<(String, Vec<(Id, Status)>)> {
    let earlier = pen
        .line
        .own()
        .map(|(_, other)| other)
        .filter(|other| !other.is_plan() && other.report.period.to < spot.report.period.to);
    earlier.rev().find_map(|other| {
        let list: Vec<(Id, Status)> = headlines(other)
            .into_iter()
            .filter(|goal| goal.status != Status::Unset)
            .map(|goal| (goal.id.clone(), goal.status))
            .collect();
        (!list.is_empty()).then(|| (other.short(), list))
    })
}

fn change(now: Status, before: Option<Status>) -> Cell {
    let rank = |status| match status {
        Status::Green => Some(3),
        Status::Yellow => Some(2),
        Status::Red => Some(1),
        _ => None,
    };
    let Some((now, before)) = rank(now).zip(before.and_then(rank)) else { return Cell::default() };
    let meaning = match now.cmp(&before) {
        std::cmp::Ordering::Greater => Meaning::Better,
        std::cmp::Ordering::Equal => Meaning::Same,
        std::cmp::Ordering::Less => Meaning::Worse,
    };
    let view = TrendView { meaning, ..TrendView::default() };
    Cell { contents: vec![Content::Trend(view)], ..Cell::default() }
}

/// Units that are green: of the goal itself, else of the goals under it.
fn unit_cell(spot: &Spot<'_>, headline: &Headline<'_>) -> Cell {
    let Some(goal) = headline.goal else { return Cell::default() };
    let mut all = vec![goal];
    all.extend(goal.goals.iter());
    all.iter().find_map(|goal| units::count_cell(spot, goal)).unwrap_or_default()
}

fn forecast_panel(pen: &mut Pen<'_>, net: &Net<'_>) {
    pen.panel("Prognos för helåret");
    economy::figure(pen, net);
    if let Some(chart) = forecast_against_budget(&net.sheet, net.table) {
        pen.chart("prognos-mot-budget", largest(chart));
    }
}

/// The largest deviations of a chart by row; the total stands beside it in figures.
fn largest(mut chart: ChartSpec) -> ChartSpec {
    let values = chart.series.first().map(|series| series.values.clone()).unwrap_or_default();
    let value = |index: usize| values.get(index).copied().flatten().unwrap_or_default();
    let total = chart.emphasis;
    let mut order: Vec<usize> =
        (0..chart.categories.len()).filter(|index| Some(*index) != total).collect();
    order.sort_by_key(|index| std::cmp::Reverse(value(*index).abs()));
    order.truncate(5);
    order.sort_by_key(|index| std::cmp::Reverse(value(*index)));
    chart.categories = order.iter().map(|i| chart.categories[*i].clone()).collect();
    for series in &mut chart.series {
        series.values =
            order.iter().map(|index| series.values.get(*index).copied().flatten()).collect();
    }
    chart.emphasis = None;
    chart.title = "De största avvikelserna mot budget".to_owned();
    chart
}

/// A risk of the latest report that has any: the value that is known of it and its cell.
struct TopRisk<'a> {
    spot: &'a Spot<'a>,
    risk: &'a Risk,
    value: Option<(u8, Cell)>,
    movement: String,
}

/// Risks from the threshold up; all without one. The highest values first.
fn top_risks<'a>(pen: &Pen<'a>) -> Vec<TopRisk<'a>> {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_risk(report, &mut |risk| add(&risk.id, risk));
    });
    let latest = line
        .own()
        .rev()
        .find(|(_, spot)| risks::block_of(spot).is_some_and(|block| !block.risks.is_empty()));
    let Some((index, _)) = latest else { return Vec::new() };
    let threshold = risks::threshold(pen);
    let mut list: Vec<TopRisk<'a>> = Vec::new();
    for track in &tracks {
        let Some(risk) = track.at(index) else { continue };
        let value = risks::known_value(pen, track);
        let known = value.as_ref().map(|(value, _)| *value);
        if threshold.is_none_or(|threshold| known.is_some_and(|value| value >= threshold)) {
            let movement = risks::movement(pen, track);
            list.push(TopRisk { spot: &line.spots[index], risk, value, movement });
        }
    }
    list.sort_by_key(|top| std::cmp::Reverse(top.value.as_ref().map(|(value, _)| *value)));
    list
}

fn risk_panel(pen: &mut Pen<'_>) {
    let list = top_risks(pen);
    if list.is_empty() {
        return;
    }
    match risks::threshold(pen) {
        Some(threshold) => pen.panel(&format!("Risker på {threshold} och över")),
        None => pen.panel("Risker"),
    }
    let more = list.len().saturating_sub(SHORT);
    let mut rows = Vec::new();
    for top in list.into_iter().take(SHORT) {
        let (spot, risk) = (top.spot, top.risk);
        let value = top.value.map(|(_, cell)| cell);
        let cells = vec![
            text_cell(&risk.text.0, spot.at(&risk.id)),
            value.unwrap_or_default(),
            status_cell(risk.status.status, spot.at(&risk.id).field("status")),
            Cell::plain(top.movement),
        ];
        rows.push(TableRow { cells, ..TableRow::default() });
    }
    let heads = vec![
        Head::new("Risk", Align::Start),
        Head::new("Värde", Align::End),
        Head::new("Åtgärdernas status", Align::Start),
        Head::new("Rörelse", Align::Start),
    ];
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
    if more > 0 {
        let noun = if more == 1 { "risk" } else { "risker" };
        let text = format!("[{more} {noun} till](#/{}/sida.risker)", pen.line.year.id);
        pen.nodes(markdown::parse(&text));
    }
}

fn assignment_panel(pen: &mut Pen<'_>) {
    let line = pen.line;
    let tracks = line.tracks(|report, add| {
        walk::each_assignment(report, &mut |item| add(&item.id, item));
    });
    let own: Vec<_> = tracks.iter().filter(|track| track.is_in(line, line.year)).collect();
    if own.is_empty() {
        return;
    }
    pen.panel("Uppdrag");
    let mut rows = Vec::new();
    for wanted in Status::ALL {
        let count = own.iter().filter(|track| assignments::status(track) == *wanted).count();
        if count == 0 {
            continue;
        }
        let (name, word) = match wanted {
            Status::Unset => (Cell::plain("Utan bedömning"), "ingen"),
            status => (
                Cell::status(crate::document::StatusView { status: *status, ..Default::default() }),
                status.word(),
            ),
        };
        let link = format!("[{count}](#/{}/sida.uppdrag?status={word})", line.year.id);
        let cells = vec![name, Cell { align: Align::End, ..Cell::text(markdown::parse(&link)) }];
        rows.push(TableRow { cells, ..TableRow::default() });
    }
    let heads = vec![Head::new("Bedömning", Align::Start), Head::new("Antal", Align::End)];
    pen.table(Table { heads: vec![heads], rows: rows.into(), row_heads: true, ..Table::default() });
}

/// What the annual wheel says comes next: after today, in a year gone by after its last report.
fn next_panel(pen: &mut Pen<'_>) {
    let Some((spot, block)) = wheel::find(pen) else { return };
    let year = pen.line.year.year;
    let today = pen.today.filter(|today| today.year() == year).map(|today| today.month());
    let after = pen.line.latest().filter(|spot| !spot.is_plan()).map(|spot| {
        let last = spot.report.period.to.month();
        crate::model::Month::new(last.number() + 1).unwrap_or(last)
    });
    let month = today.or(after).or_else(|| crate::model::Month::new(1));
    let Some(slot) = month.and_then(|month| wheel::slot_from(block, month)) else { return };
    pen.panel("Härnäst i årshjulet");
    let title = markdown::Span { text: slot.title.clone(), bold: true, ..Default::default() };
    let mut spans = vec![title];
    if spot.year.id != pen.line.year.id {
        let text = format!(" (årshjulet i {})", spot.short());
        spans.push(markdown::Span { text, ..Default::default() });
    }
    let mut nodes = vec![TextNode::Paragraph(spans)];
    let items = slot.items.iter().take(SHORT);
    let items = items.map(|item| markdown::parse(&item.text.0)).collect();
    nodes.push(TextNode::List { ordered: false, items });
    nodes
        .extend(markdown::parse(&format!("[Hela årshjulet](#/{}/sida.arshjul)", pen.line.year.id)));
    pen.nodes(nodes);
}
