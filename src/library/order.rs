//! Sorting that is in the program once, and not once for each kind of list: short lists, and no hurry.

use std::cmp::Ordering;

/// A list as the sorting sees it.
trait List {
    fn is_before(&self, a: usize, b: usize) -> bool;
    fn swap(&mut self, a: usize, b: usize);
}

struct By<'a, T, F> {
    list: &'a mut [T],
    compare: F,
}

impl<T, F: Fn(&T, &T) -> Ordering> List for By<'_, T, F> {
    fn is_before(&self, a: usize, b: usize) -> bool {
        (self.compare)(&self.list[a], &self.list[b]).is_lt()
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.list.swap(a, b);
    }
}

/// Puts a list in order. What is neither before nor after another may come either way.
pub fn sort<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let length = list.len();
    heap_sort(&mut By { list, compare }, length);
}

fn heap_sort(list: &mut dyn List, length: usize) {
    for top in (0..length / 2).rev() {
        sink(list, top, length);
    }
    for end in (1..length).rev() {
        list.swap(0, end);
        sink(list, 0, end);
    }
}

/// Lets what stands at the top of a heap sink to its place.
fn sink(list: &mut dyn List, mut top: usize, end: usize) {
    loop {
        let mut largest = 2 * top + 1;
        if largest + 1 < end && list.is_before(largest, largest + 1) {
            largest += 1;
        }
        if largest >= end || !list.is_before(top, largest) {
            return;
        }
        list.swap(top, largest);
        top = largest;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn lists_of_every_length_come_in_order() {
        for length in 0_u64..70 {
            let mut list: Vec<u64> = (0..length).map(|n| n * 7919 % 31).collect();
            let mut other = list.clone();
            sort(&mut list, u64::cmp);
            other.sort_unstable();
            assert_eq!(list, other);
        }
    }
}
