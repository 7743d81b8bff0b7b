//! July 2023: the units' results for the goal of economy.

use tertial::compute::{Formula, Input, Value};
use tertial::model::{Address, Status};

use super::build::number;

#[test]
fn units_are_counted_by_status() {
    use Status::{Green, Unset, Yellow};
    let units = [Unset, Green, Yellow, Yellow, Green, Green, Green, Yellow, Yellow, Green];
    let inputs = units.map(|status| Input::status("Enhet", Address::default(), status));
    let count = |status| Formula::CountOf(status).evaluate(&inputs);
    assert_eq!(count(Green), Some(Value::Number(number("5"))));
    assert_eq!(count(Yellow), Some(Value::Number(number("4"))));
    assert_eq!(count(Status::Red), Some(Value::Number(number("0"))));
    assert_eq!(Formula::Count.evaluate(&inputs), Some(Value::Number(number("10"))));
}

/// The month states a budget deviation of 2,43 %: of the year's budget that is 7 305 tkr.
#[test]
fn the_deviation_has_as_many_decimals_as_are_printed() {
    let inputs = [("Avvikelse", "7 305"), ("Budget", "-300 613")]
        .map(|(label, figure)| Input::constant(label, number(figure)));
    let percent = |decimals| Formula::PercentOf(decimals).evaluate(&inputs);
    assert_eq!(percent(2), Some(Value::Number(number("2,43"))));
    assert_eq!(percent(1), Some(Value::Number(number("2,4"))));
}

/// Paid income support: 26,1 mnkr and 5,6 mnkr.
#[test]
fn sums_keep_their_decimals() {
    let inputs = ["26,1 mnkr", "5,6 mnkr"].map(|figure| Input::constant("Bistånd", number(figure)));
    assert_eq!(Formula::Sum.evaluate(&inputs), Some(Value::Number(number("31,7"))));
}
