//! Numbers that look drawn by chance.

use rust_decimal::Decimal;

use crate::model::Id;
use crate::number::Figure;

/// A small generator of numbers (splitmix64).
pub(super) struct Chance {
    state: u64,
}

impl Chance {
    /// For one thing at one time.
    pub(super) fn of(seed: u64, kind: &str, numbers: &[usize]) -> Self {
        let state = kind.bytes().fold(seed, |state, byte| mix(state ^ u64::from(byte)));
        let state = numbers.iter().fold(state, |state, number| mix(state ^ *number as u64));
        Self { state }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 to below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number from one to another, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1).unsigned_abs() as usize) as i64
    }

    /// One of some.
    pub(super) fn one_of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The id of one of its kind.
pub(super) fn id(name: &str, number: usize) -> Id {
    Id::new(&format!("{name}-{number}")).unwrap_or_default()
}

/// An exact figure.
pub(super) fn exact(number: impl Into<Decimal>) -> Option<Figure> {
    Some(Figure::Exact(number.into()))
}

/// So many thousandths of a number, to so many decimals.
pub(super) fn thousandths(of: Decimal, thousandths: i64, decimals: u32) -> Decimal {
    let mut number = (of * Decimal::new(thousandths, 3)).round_dp(decimals);
    number.rescale(decimals);
    number
}
