//! What the walk over a report does not tell of its elements.

use super::kind::HitKind;
use crate::model::walk::{each_block, each_goal};
use crate::model::{Block, Goal, Id, Indicator, Report, StaffKind, StaffMeasure};

/// Something more to know of an element.
pub(super) enum Detail<'a> {
    /// It is also called this.
    Called(&'a str),
    /// Its name says little without that of what it stands in.
    Within(&'a str),
    /// It stands under this, which tells it from others of the same name.
    Under(&'a str),
    /// A closer word for what it is.
    Kind(HitKind),
    /// It is another place of an element of the same report.
    SecondPlaceOf(&'a Id),
    /// It is the result of a unit.
    Unit(&'a Id),
    /// Nobody looks for it.
    Hidden,
}

type Tell<'t, 'a> = &'t mut dyn FnMut(&'a Id, Detail<'a>);

/// Calls `tell` with everything more there is to know of the report's elements.
pub(super) fn details<'a>(report: &'a Report, tell: Tell<'_, 'a>) {
    each_block(report, &mut |block| match block {
        Block::Goals(block) => each_goal(&block.goals, &mut |goal| goal_details(goal, tell)),
        Block::Picture(block) => tell(&block.id, Detail::Hidden),
        Block::Tally(block) => {
            block.classes.iter().for_each(|class| tell(&class.id, Detail::Hidden));
        }
        Block::Overview(block) => {
            block.rows.iter().for_each(|row| tell(&row.id, Detail::Kind(HitKind::Row)));
        }
        Block::Accounts(block) => {
            for account in &block.accounts {
                for part in &account.parts {
                    tell(&part.id, Detail::Within(&account.title));
                }
            }
        }
        Block::Figures(block) => {
            block.rows.iter().for_each(|row| tell(&row.id, Detail::Under(&block.caption)));
        }
        Block::Staff(block) => {
            block.measures.iter().for_each(|measure| measure_details(measure, tell));
        }
        _ => reference_details(block, tell),
    });
}

fn measure_details<'a>(measure: &'a StaffMeasure, tell: Tell<'_, 'a>) {
    let StaffMeasure { id, staff, group, .. } = measure;
    tell(id, Detail::Kind(HitKind::Measure));
    tell(id, Detail::Called(group));
    // Its label may be that of the part of the organisation it is of.
    tell(id, Detail::Within(if *staff == StaffKind::Other { group } else { staff.label() }));
}

fn reference_details<'a>(block: &'a Block, tell: Tell<'_, 'a>) {
    let mut each = |id, kind| tell(id, Detail::Kind(kind));
    match block {
        Block::Wheel(block) => {
            for slot in &block.slots {
                each(&slot.id, HitKind::Wheel);
                slot.items.iter().for_each(|item| each(&item.id, HitKind::Wheel));
            }
        }
        Block::Governing(block) => {
            for group in &block.groups {
                each(&group.id, HitKind::Governing);
                group.documents.iter().for_each(|item| each(&item.id, HitKind::Governing));
            }
        }
        Block::Decisions(block) => {
            block.decisions.iter().for_each(|item| each(&item.id, HitKind::Decision));
        }
        _ => {}
    }
}

fn goal_details<'a>(goal: &'a Goal, tell: Tell<'_, 'a>) {
    tell(&goal.id, Detail::Called(&goal.short));
    let name = if goal.short.is_empty() { &goal.title } else { &goal.short };
    for result in &goal.units {
        tell(&result.id, Detail::Within(name));
        result.units.iter().for_each(|unit| tell(&result.id, Detail::Unit(unit)));
    }
    for text in goal.texts.iter().chain(&goal.closing) {
        tell(&text.id, Detail::Within(name));
    }
    for indicator in &goal.indicators {
        tell(&indicator.id, Detail::Under(name));
        indicator_details(indicator, tell);
    }
}

fn indicator_details<'a>(indicator: &'a Indicator, tell: Tell<'_, 'a>) {
    let Indicator { id, name, .. } = indicator;
    tell(id, Detail::Called(&indicator.code));
    if let Some(first) = &indicator.same_as {
        tell(id, Detail::SecondPlaceOf(first));
    }
    indicator.areas.iter().for_each(|area| tell(&area.id, Detail::Within(name)));
    indicator.texts.iter().for_each(|text| tell(&text.id, Detail::Within(name)));
}
