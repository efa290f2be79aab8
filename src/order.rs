//! Sorting, where it is not the work itself: one sort of numbers behind all of them, told by a function which comes first.

use std::cmp::Ordering;

/// The numbers below `len` in the order that `compare` says; equal ones as they stand.
#[inline(never)]
pub fn order(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..len as u32).collect();
    sort_numbers(&mut order, &|a, b| compare(a, b).then(a.cmp(&b)));
    order
}

/// Sorts numbers of which no two are equal.
#[inline(never)]
pub fn sort_numbers(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|a, b| compare(*a, *b));
}

/// Sorts a list; equal ones stay as they stand.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by_position = |a: u32, b: u32| match (list.get(a as usize), list.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let order = order(list.len(), &by_position);
    arrange(order, &mut |a, b| list.swap(a as usize, b as usize));
}

/// Sorts texts by code point.
pub fn sort_texts(texts: &mut [String]) {
    sort_by(texts, String::cmp);
}

/// Brings everything to its place: what stands at `order[n]` comes to `n`.
#[inline(never)]
fn arrange(mut order: Vec<u32>, swap: &mut dyn FnMut(u32, u32)) {
    for start in 0..order.len() as u32 {
        let mut at = start;
        while let Some(from) = order.get_mut(at as usize) {
            let from = std::mem::replace(from, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn equal_ones_stay_as_they_stand() {
        let mut list: Vec<(u32, u32)> = (0..200).map(|n| (n * 7919 % 13, n)).collect();
        let mut sorted = list.clone();
        sorted.sort();
        sort_by(&mut list, |a, b| a.0.cmp(&b.0));
        assert_eq!(list, sorted);
    }
}
