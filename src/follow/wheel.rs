//! The annual wheel: the year as a list and a ring, today marked, what is due.

use super::timeline::{Spot, find_block};
use super::{Pen, plain_cell, status_cell, text_cell};
use crate::document::markdown::{self, TextNode};
use crate::document::{
    Align, Body, Cell, Head, Ring, RingSlot, RowKind, Table, TableRow, TextLook,
};
use crate::model::{Address, Assessment, Block, Date, Month, Status, WheelBlock, WheelSlot, walk};

/// The year's own wheel, else the latest one before it, else any.
pub(super) fn find<'a>(pen: &Pen<'a>) -> Option<(&'a Spot<'a>, &'a WheelBlock)> {
    let of = |spot: &'a Spot<'a>| {
        let block = find_block(spot.report, |block| match block {
            Block::Wheel(block) => Some(block),
            _ => None,
        })?;
        Some((spot, block))
    };
    let line = pen.line;
    let own = line.own().rev().find_map(|(index, _)| of(&line.spots[index]));
    let before = || {
        let earlier = line.spots.iter().rev().filter(|s| s.year.year <= line.year.year);
        earlier.into_iter().find_map(of)
    };
    own.or_else(before).or_else(|| line.spots.iter().rev().find_map(of))
}

/// The slot a month falls in, else the next one in the year.
pub(super) fn slot_from(block: &WheelBlock, month: Month) -> Option<&WheelSlot> {
    let ends_from = |slot: &&WheelSlot| slot.months.iter().any(|own| *own >= month);
    let mut ahead: Vec<&WheelSlot> = block.slots.iter().filter(ends_from).collect();
    ahead.sort_by_key(|slot| slot.months.iter().filter(|own| **own >= month).min().copied());
    ahead.first().copied()
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let Some((spot, block)) = find(pen) else {
        pen.panel("Årshjul");
        pen.text(TextLook::Body, "Inget av åren har ett årshjul.");
        return due(pen);
    };
    let today = pen.today.filter(|today| today.year() == pen.line.year.year);
    pen.panel(&format!("Året {}", pen.line.year.year));
    if spot.year.id != pen.line.year.id {
        let text = format!("Året har inget eget årshjul. Det här är från {}.", spot.short());
        pen.text(TextLook::Small, text);
    }
    ring(pen, block, today);
    pen.panel("Vad som ska göras när");
    for slot in &block.slots {
        self::slot(pen, spot, slot, today);
    }
    due(pen);
}

fn ring(pen: &mut Pen<'_>, block: &WheelBlock, today: Option<Date>) {
    let slots = block.slots.iter().map(|slot| RingSlot {
        months: slot.months.clone(),
        count: slot.items.len(),
        link: super::at_hash(pen, &slot.id),
        title: slot.title.clone(),
    });
    let slots: Vec<RingSlot> = slots.collect();
    let parts: Vec<String> =
        slots.iter().map(|slot| format!("{}: {}", slot.title, slot.count)).collect();
    let ring = Ring {
        title: format!("Årshjul {}", pen.line.year.year),
        alt: format!("Årshjul med antal saker att göra. {}.", parts.join(", ")),
        middle: pen.line.year.year.to_string(),
        slots,
        today: today.map(|today| (today.month(), today.day())),
    };
    pen.push(Address::default(), Body::Ring(ring));
}

fn slot(pen: &mut Pen<'_>, spot: &Spot<'_>, slot: &WheelSlot, today: Option<Date>) {
    let is_now = today.is_some_and(|today| slot.months.contains(&today.month()));
    let kicker = if is_now { "Nu" } else { "" };
    pen.heading(pen.at(&slot.id), 3, &slot.title, kicker);
    pen.stands_at(spot.at(&slot.id).field("title"));
    let items = slot.items.iter().map(|item| {
        let mut nodes = markdown::parse(&item.text.0);
        let link = format!("#/{}", spot.at(&item.id));
        for node in &mut nodes {
            if let TextNode::Paragraph(spans) = node {
                for span in spans.iter_mut().filter(|span| span.link.is_none()) {
                    span.link = Some(link.clone());
                }
            }
        }
        (item.id.to_string(), nodes)
    });
    pen.nodes(vec![TextNode::Elements(items.collect())]);
}

/// What is due: text, status, and where it stands.
struct Due {
    date: Date,
    text: String,
    status: Status,
    at: Address,
    /// The field with the date.
    field: &'static str,
}

/// Assignments and actions with a day they are due, as the latest report that has them says.
fn due(pen: &mut Pen<'_>) {
    let mut items: Vec<Due> = Vec::new();
    for (_, spot) in pen.line.own() {
        let mut add = |(field, date): (_, Option<Date>), text: &str, status: &Assessment, id| {
            let at = spot.at(id);
            items.retain(|known| known.at.element != at.element);
            let (text, status) = (text.to_owned(), status.status);
            items.extend(date.map(|date| Due { date, text, status, at, field }));
        };
        walk::each_block(spot.report, &mut |block| match block {
            Block::Assignments(block) => {
                for item in block.groups.iter().flat_map(|group| &group.assignments) {
                    add(("due", item.due), &item.text.0, &item.status, &item.id);
                }
            }
            Block::Actions(block) => {
                for action in &block.actions {
                    add(("end", action.end), &action.text.0, &action.status, &action.id);
                }
            }
            Block::Goals(block) => walk::each_goal(&block.goals, &mut |goal| {
                for action in &goal.actions {
                    add(("end", action.end), &action.text.0, &action.status, &action.id);
                }
            }),
            _ => {}
        });
    }
    if items.is_empty() {
        return;
    }
    items.sort_by(|a, b| (a.date, &a.text).cmp(&(b.date, &b.text)));
    pen.panel("Slutdatum");
    let rows = items.into_iter().map(|item| {
        let is_done = matches!(item.status, Status::Green | Status::Done);
        let is_past = !is_done && pen.today.is_some_and(|today| item.date < today);
        let cells = vec![
            plain_cell(&item.date.to_string(), item.at.field(item.field)),
            text_cell(&item.text, item.at.clone()),
            status_cell(item.status, item.at.field("status")),
            Cell::plain(if is_past { "passerat" } else { "" }),
        ];
        TableRow { kind: RowKind::Item, cells, ..TableRow::default() }
    });
    let heads = ["Senast", "Vad", "Status", "Läge"];
    let heads = heads.map(|title| Head::new(title, Align::Start)).to_vec();
    let rows = rows.collect();
    pen.table(Table { heads: vec![heads], rows, row_heads: true, ..Table::default() });
}
