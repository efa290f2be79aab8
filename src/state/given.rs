//! Which records were given, and in which order: snapshots and images are written in it.

use super::column::{Column, Ix, NONE, grow};
use crate::order::sort_by;

/// A running number for each record; [`NONE`] for a record that is only referred to, or was taken away.
#[derive(Debug, Default)]
pub struct Given {
    numbers: Vec<u32>,
    next: u32,
}

impl Given {
    /// Marks the record as given; false if it was already.
    pub fn add(&mut self, ix: Ix) -> bool {
        if self.has(ix) {
            return false;
        }
        grow(&mut self.numbers, ix, NONE);
        self.numbers.put(ix, self.next);
        self.next = self.next.saturating_add(1);
        true
    }

    pub fn remove(&mut self, ix: Ix) {
        if self.has(ix) {
            self.numbers.put(ix, NONE);
        }
    }

    /// The number that the next record gets.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// Puts a record where it stood; [`NONE`] for one that was not given.
    pub fn set(&mut self, ix: Ix, number: u32) {
        grow(&mut self.numbers, ix, NONE);
        self.numbers.put(ix, number);
    }

    pub fn set_next(&mut self, next: u32) {
        self.next = next;
    }

    /// Takes the newest addition back.
    pub fn take_back(&mut self, ix: Ix) {
        self.remove(ix);
        self.next = self.next.saturating_sub(1);
    }

    pub fn has(&self, ix: Ix) -> bool {
        self.numbers.at_or(ix, NONE) != NONE
    }

    /// How many were given before this one, as long as none was taken away: its index in the host's table.
    pub fn position(&self, ix: Ix) -> u32 {
        self.numbers.at_or(ix, NONE)
    }

    /// The records in the order in which they were given.
    pub fn in_order(&self) -> Vec<Ix> {
        let mut order: Vec<Ix> = (0..self.numbers.len() as Ix).filter(|ix| self.has(*ix)).collect();
        if !order.is_sorted_by_key(|ix| self.position(*ix)) {
            sort_by(&mut order, |a, b| self.position(*a).cmp(&self.position(*b)));
        }
        order
    }
}
