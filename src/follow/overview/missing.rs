//! What the latest report lacks before the next can be written.

use super::SHORT;
use crate::document::markdown::{self, TextNode};
use crate::follow::Pen;
use crate::follow::timeline::Spot;
use crate::model::{Address, ReportKind};
use crate::work::{self, MissingItem, What};

/// Something that is not there, and where it would stand.
struct Gap {
    text: String,
    at: Address,
}

pub(super) fn compose(pen: &mut Pen<'_>) {
    let line = pen.line;
    let Some(spot) = line.latest() else { return };
    if spot.is_plan() {
        return;
    }
    let gaps = gaps(spot);
    pen.panel(&format!("Inför {}", next(spot)));
    if gaps.is_empty() {
        let text = format!("Inget saknas i {}.", spot.short());
        return pen.nodes(markdown::paragraph(text));
    }
    let total = gaps.len();
    let items = gaps.into_iter().take(SHORT).map(|gap| {
        vec![TextNode::Paragraph(vec![markdown::Span {
            text: gap.text,
            link: Some(format!("#/{}", gap.at)),
            ..markdown::Span::default()
        }])]
    });
    let mut nodes = markdown::paragraph(format!("Det här saknar uppgift i {}:", spot.short()));
    nodes.push(TextNode::List { ordered: false, items: items.collect() });
    if total > SHORT {
        nodes.extend(markdown::paragraph(format!("… och {} till.", total - SHORT)));
    }
    pen.nodes(nodes);
}

/// The report that comes after.
fn next(spot: &Spot<'_>) -> String {
    let year = spot.year.year;
    match spot.report.kind {
        ReportKind::T1 => format!("delårsrapport 2 {year}"),
        ReportKind::T2 => format!("verksamhetsberättelsen {year}"),
        ReportKind::Annual => format!("{}", year.saturating_add(1)),
        _ => match crate::model::Month::new(spot.report.period.to.month().number() + 1) {
            Some(month) if month.number() == 8 => format!("delårsrapport 2 {year}"),
            Some(month) => format!("{} {year}", month.name()),
            None => format!("verksamhetsberättelsen {year}"),
        },
    }
}

/// What the next report waits for: judgements, outcomes, and what is done about reported risks.
/// What only this report lacks, such as a figure in a table, its own page says.
fn gaps(spot: &Spot<'_>) -> Vec<Gap> {
    let missing = work::missing(spot.year, spot.report);
    let is_of_goals = |what| matches!(what, What::GoalStatus | What::UnitStatus | What::Outcome);
    let (goals, others): (Vec<_>, Vec<_>) =
        missing.items().partition(|item| is_of_goals(item.what));
    goals.into_iter().chain(others).filter_map(gap).collect()
}

fn gap(item: &MissingItem) -> Option<Gap> {
    let title = &item.title;
    let text = match item.what {
        What::GoalStatus => format!("Målet ”{title}” har ingen bedömning"),
        What::UnitStatus => format!("{} har inte bedömt ”{title}”", item.unit),
        What::Outcome => format!("”{title}” har inget utfall"),
        What::AssignmentStatus => format!("Uppdraget ”{title}” har ingen bedömning"),
        What::RiskAction => format!("Risken ”{title}” har ingen åtgärd"),
        _ => return None,
    };
    // What is missing has no cell of its own everywhere; its element has a place.
    Some(Gap { text, at: item.address.field("") })
}
