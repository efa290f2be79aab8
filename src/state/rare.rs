//! What only few records have. Whether one has it is asked far more often than what it is, and for most it is not there: a
//! bit for each record answers that.

use super::column::{Column, Ix, grow};
use crate::keyed::Map;

/// Values by record number.
#[derive(Debug)]
pub struct Rare<T> {
    has: Vec<u64>,
    values: Map<Ix, T>,
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self { has: Vec::new(), values: Map::new() }
    }
}

/// Where a record's bit stands: its word, and the bit in it.
fn bit(ix: Ix) -> (Ix, u64) {
    (ix / 64, 1 << (ix % 64))
}

impl<T> Rare<T> {
    #[inline]
    fn has(&self, ix: Ix) -> bool {
        let (word, bit) = bit(ix);
        self.has.at(word) & bit != 0
    }

    #[inline]
    pub fn get(&self, ix: Ix) -> Option<&T> {
        if self.has(ix) { self.values.get(&ix) } else { None }
    }

    /// Sets the value, or takes it away.
    pub fn set(&mut self, ix: Ix, value: Option<T>) {
        match value {
            Some(value) => {
                self.mark(ix);
                self.values.insert(ix, value);
            }
            None if self.has(ix) => {
                let (word, bit) = bit(ix);
                let others = self.has.at(word) & !bit;
                self.has.put(word, others);
                self.values.remove(&ix);
            }
            None => {}
        }
    }

    /// The value, made now if there is none.
    pub fn or_default(&mut self, ix: Ix) -> &mut T
    where
        T: Default,
    {
        self.mark(ix);
        self.values.or_default(ix)
    }

    fn mark(&mut self, ix: Ix) {
        let (word, bit) = bit(ix);
        grow(&mut self.has, word, 0);
        let all = self.has.at(word) | bit;
        self.has.put(word, all);
    }
}

#[cfg(test)]
mod tests {
    use super::Rare;

    #[test]
    fn what_was_set_is_there_and_nothing_else() {
        let mut rare = Rare::default();
        for ix in [0, 63, 64, 1_000] {
            assert_eq!(rare.get(ix), None);
            rare.set(ix, Some(ix));
            assert_eq!((rare.get(ix), rare.get(ix + 1)), (Some(&ix), None));
        }
        rare.set(63, None);
        rare.set(62, None);
        *rare.or_default(65) += 7;
        assert_eq!([0, 62, 63, 64, 65].map(|ix| rare.get(ix).copied()), [Some(0), None, None, Some(64), Some(7)]);
    }
}
