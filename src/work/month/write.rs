//! A unit's month written straight into the year by the unit itself: what it says holds, and what it
//! no longer says goes.

use std::sync::Arc;

use super::sheet::is_row_of;
use super::{Choices, Refusal, UnitMonth, UnitMonthResult, apply, merge};
use crate::model::{Status, UnitResult, Year};
use crate::work::each;

/// The year with the unit's month; words and statuses that were taken away are gone.
///
/// # Errors
/// When the month has no place in the year.
pub fn write(year: &Year, month: &UnitMonth) -> Result<Year, Refusal> {
    let plan = merge(year, std::slice::from_ref(month));
    let refused = plan.files.iter().flat_map(|file| &file.refused).next();
    if let Some(refusal) = refused {
        return Err(refusal.clone());
    }
    let mut year = apply(year, &plan, &Choices::take_all(&plan));
    if let Some(report) = year.reports.iter_mut().find(|own| own.id == month.report) {
        each::goal_of(Arc::make_mut(report), &mut |goal| {
            let said = month.results.iter().find(|said| said.goal == goal.id);
            let mut rows = goal.units.iter_mut();
            let row = rows.find(|row| is_row_of(row, &month.unit, &month.unit_name));
            if let Some((row, said)) = row.zip(said) {
                empty(row, said);
            }
        });
    }
    Ok(year)
}

/// Takes away what is not said.
fn empty(row: &mut UnitResult, said: &UnitMonthResult) {
    if said.comment.is_empty() {
        row.comment.0.clear();
    }
    for (assessment, status) in [(&mut row.status, said.status), (&mut row.expected, said.expected)]
    {
        if status == Status::Unset {
            assessment.status = status;
        }
    }
}
