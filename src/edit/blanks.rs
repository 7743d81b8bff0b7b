//! Parts that may be absent, and items of lists that grow, as they are when they begin.

use crate::json::Member;
use crate::model::{
    Earlier, Legend, OverviewCell, Period, Settings, Signature, StaffValue, Strip, TableCell,
};

/// An empty record of this name, if something can be typed in one that is absent.
pub(super) fn record(name: &str) -> Option<Box<dyn Member>> {
    Some(match name {
        "Earlier" => Box::new(Earlier::default()),
        "Legend" => Box::new(Legend::default()),
        "OverviewCell" => Box::new(OverviewCell::default()),
        "Period" => Box::new(Period::default()),
        "Settings" => Box::new(Settings::default()),
        "Signature" => Box::new(Signature::default()),
        "StaffValue" => Box::new(StaffValue::default()),
        "Strip" => Box::new(Strip::default()),
        "TableCell" => Box::new(TableCell::default()),
        _ => return None,
    })
}
