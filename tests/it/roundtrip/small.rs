//! Numbers, figures, dates, bounds, addresses and routes read what they write.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tertial::json::{Field, Reader, Writer};
use tertial::model::{Address, Bound, Comparison, Date, Id};
use tertial::number::{
    Figure, Unit, format_decimal, format_signed, format_with_unit, parse_canonical, parse_decimal,
};
use tertial::route::Route;

use crate::arbitrary;

fn decimal() -> impl Strategy<Value = Decimal> {
    let any = (any::<i64>(), 0u32..=28).prop_map(|(n, scale)| Decimal::new(n, scale));
    prop_oneof![any, arbitrary::decimal().prop_map(|text| parse_canonical(&text).unwrap())]
}

fn id() -> impl Strategy<Value = Id> {
    "[a-z0-9-]{1,80}".prop_map(|text| Id::new(&text).unwrap())
}

fn address() -> impl Strategy<Value = Address> {
    let field = "[a-zA-Z0-9._-]{0,20}";
    (id(), id(), id(), field, 1usize..4).prop_map(|(file, report, element, field, parts)| {
        let missing = Id::default;
        Address {
            file,
            report: if parts > 1 { report } else { missing() },
            element: if parts > 2 { element } else { missing() },
            field: if parts > 2 { field } else { String::new() },
        }
    })
}

fn written<T: Field>(value: &T) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.into_string()
}

fn read<T: Field>(json: &str) -> T {
    T::read(&mut Reader::new(json)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decimals_are_read_as_they_are_shown(value in decimal()) {
        for shown in [
            format_decimal(value),
            format_signed(value),
            format_with_unit(value, Unit::Percent),
            format_decimal(value).replace('\u{a0}', " ").replace('\u{2212}', "-"),
        ] {
            let read = parse_decimal(&shown);
            prop_assert_eq!(read.map(|read| (read, read.scale())), Some((value, value.scale())));
        }
    }

    #[test]
    fn canonical_decimals_keep_their_digits(value in decimal()) {
        prop_assert_eq!(parse_canonical(&value.to_string()), Some(value));
        prop_assert_eq!(read::<Decimal>(&written(&value)).to_string(), value.to_string());
    }

    #[test]
    fn typed_figures_survive_the_file(typed in prop_oneof![arbitrary::text(), any::<String>()]) {
        let figure = Figure::from_typed(&typed);
        prop_assert_eq!(read::<Figure>(&written(&figure)), figure);
    }

    #[test]
    fn texts_survive_the_file(text in any::<String>()) {
        prop_assert_eq!(read::<String>(&written(&text)), text);
    }

    #[test]
    fn bounds_read_what_they_write(
        sign in 0..Comparison::ALL.len(),
        value in decimal(),
        upper in proptest::option::of(decimal()),
    ) {
        let bound = Bound { comparison: Comparison::ALL[sign], value, upper };
        prop_assert_eq!(read::<Bound>(&written(&bound)), bound);
    }

    #[test]
    fn dates_read_what_they_write(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=31) {
        let Some(date) = Date::new(year, month, day) else { return Ok(()) };
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        prop_assert_eq!(read::<Date>(&written(&date)), date);
    }

    #[test]
    fn addresses_read_what_they_write(address in address()) {
        prop_assert_eq!(Address::parse(&address.to_string()), Ok(address));
    }

    #[test]
    fn routes_read_what_they_write(address in address()) {
        let routes = [Route::Start, Route::Year(address.file.clone()), Route::Report(address)];
        for route in routes {
            let expected = match route {
                Route::Report(address) if address.report.is_missing() => Route::Year(address.file),
                other => other,
            };
            prop_assert_eq!(Route::parse(&expected.to_hash()), expected);
        }
    }

    #[test]
    fn any_text_is_a_place_or_unknown(hash in prop_oneof![arbitrary::text(), any::<String>()]) {
        let route = Route::parse(&hash);
        prop_assert_eq!(Route::parse(&route.to_hash()), route);
    }
}
