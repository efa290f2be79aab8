//! Interning: each id of a table is stored once and known by a number from then on.
//!
//! An id that is only referred to has a number too (rule 19: references that dangle are kept), so that the record may
//! arrive later; `given` tells the records from the mere names.
//!
//! Hosts number their records as they make them and hand them over in that order. Ids that ascend need no table: each is
//! new that stands behind the last one, and is found by halving. Two million ids make a table of 32 MB, and each look into
//! it waits for memory.

use std::cmp::Ordering;

use hashbrown::HashTable;

use super::column::{Ix, NONE};
use super::given::Given;
use super::texts::Texts;
use crate::bytes::same;
use crate::named::hash;

/// A number, and the hash of its id beside it: ids that differ are told apart, and a table grows, without a look at texts
/// that lie all over the memory.
#[derive(Clone, Copy, Debug)]
struct Numbered {
    hash: u32,
    ix: Ix,
}

impl Numbered {
    /// What the table is told: it looks at both ends of it.
    fn hash(self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }

    fn of(id: &[u8], ix: Ix) -> Self {
        // Its low half: the whole of it where an address has 32 bits.
        Self { hash: hash(id) as u32, ix }
    }
}

/// Shorter ids first, so that 10 comes behind 9.
fn order(a: &[u8], b: &[u8]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// The ids of one table.
#[derive(Debug, Default)]
pub struct Ids {
    names: Texts,
    count: u32,
    /// So many of the first ascend.
    ascending: u32,
    /// The others; all of them once halving has cost more than a table would.
    numbers: HashTable<Numbered>,
    /// Whether the ascending ones are in the table as well.
    has_all: bool,
    /// What halving has cost so far, in comparisons.
    cost: u32,
    /// The one that was met last: records and references follow one another in all tables.
    met: Ix,
    /// The names that have a record, in the order in which the records were given.
    pub given: Given,
}

impl Ids {
    /// The number of an id, given to it now if it has none.
    pub fn intern(&mut self, id: &str) -> Ix {
        let id_bytes = id.as_bytes();
        if same(self.names.bytes_of(self.met), id_bytes) && self.met < self.count {
            return self.met;
        }
        // Where they come in order, the next one.
        let next = self.met.saturating_add(1);
        if !self.has_all && next < self.count && same(self.names.bytes_of(next), id_bytes) {
            self.met = next;
            return next;
        }
        self.met = match self.position(id_bytes) {
            Some(ix) => ix,
            None => self.add(id),
        };
        self.met
    }

    fn add(&mut self, id: &str) -> Ix {
        let ix = self.count;
        if self.ascending == ix && self.is_behind_all(id.as_bytes()) {
            self.ascending = ix.saturating_add(1);
            if self.has_all {
                self.number(ix, id.as_bytes());
            }
        } else {
            self.number(ix, id.as_bytes());
        }
        self.count = ix.saturating_add(1);
        self.names.add(id);
        ix
    }

    fn number(&mut self, ix: Ix, id: &[u8]) {
        let numbered = Numbered::of(id, ix);
        self.numbers.insert_unique(numbered.hash(), numbered, |known| known.hash());
    }

    /// Whether an id stands behind all that ascend.
    fn is_behind_all(&self, id: &[u8]) -> bool {
        self.ascending.checked_sub(1).is_none_or(|last| order(self.names.bytes_of(last), id).is_lt())
    }

    /// The number of an id; where halving has been asked too often, a table for the next ones.
    fn position(&mut self, id: &[u8]) -> Option<Ix> {
        let (found, cost) = self.halved(id, self.met);
        self.cost = self.cost.saturating_add(cost);
        if self.cost / 8 > self.ascending && !self.has_all {
            self.has_all = true;
            self.numbers.reserve(self.ascending as usize, |known| known.hash());
            for ix in 0..self.ascending {
                let numbered = Numbered::of(self.names.bytes_of(ix), ix);
                self.numbers.insert_unique(numbered.hash(), numbered, |known| known.hash());
            }
        }
        found.or_else(|| self.numbered(id))
    }

    /// An id among those that ascend, near a number at first, and how many it was compared with.
    fn halved(&self, id: &[u8], near: Ix) -> (Option<Ix>, u32) {
        if self.has_all || self.ascending == 0 || self.is_behind_all(id) {
            return (None, 0);
        }
        let (mut from, mut to, mut cost) = (0, self.ascending, 0_u32);
        let compared = |ix: Ix| order(self.names.bytes_of(ix), id);
        if near < to && compared(near).is_lt() {
            from = near;
            let mut step = 1_u32;
            while let Some(next) = from.checked_add(step).filter(|next| *next < to) {
                cost = cost.saturating_add(1);
                if compared(next).is_gt() {
                    to = next;
                    break;
                }
                from = next;
                step = step.saturating_mul(2);
            }
        }
        while from < to {
            cost = cost.saturating_add(1);
            let middle = from.midpoint(to);
            match compared(middle) {
                Ordering::Equal => return (Some(middle), cost),
                Ordering::Less => from = middle.saturating_add(1),
                Ordering::Greater => to = middle,
            }
        }
        (None, cost)
    }

    fn numbered(&self, id: &[u8]) -> Option<Ix> {
        if self.numbers.is_empty() {
            return None;
        }
        let wanted = Numbered::of(id, NONE);
        let is_it = |known: &Numbered| known.hash == wanted.hash && same(self.names.bytes_of(known.ix), id);
        self.numbers.find(wanted.hash(), is_it).map(|known| known.ix)
    }

    /// Makes room for so many more ids, of so many bytes together.
    pub fn reserve(&mut self, count: u32, bytes: usize) {
        self.names.reserve(count, bytes);
    }

    /// The number of an optional reference.
    pub fn refer(&mut self, id: Option<&str>) -> Ix {
        id.map_or(NONE, |id| self.intern(id))
    }

    /// The number of an id that was met before.
    pub fn find(&self, id: &str) -> Option<Ix> {
        self.halved(id.as_bytes(), NONE).0.or_else(|| self.numbered(id.as_bytes()))
    }

    /// The number of an id that names a record.
    pub fn find_known(&self, id: &str) -> Option<Ix> {
        self.find(id).filter(|ix| self.is_known(*ix))
    }

    /// The id of a number.
    pub fn name(&self, ix: Ix) -> &str {
        self.names.get(ix)
    }

    /// The id of a reference, if there is one.
    pub fn name_of(&self, ix: Ix) -> Option<&str> {
        self.names.optional(ix)
    }

    /// Whether a record of this number was given.
    pub fn is_known(&self, ix: Ix) -> bool {
        self.given.has(ix)
    }

    /// All numbers, records or not.
    pub fn numbers(&self) -> std::ops::Range<Ix> {
        0..self.count
    }

    /// Bytes of ids.
    pub fn bytes(&self) -> usize {
        self.names.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use std::collections::HashMap;

    /// The same numbers as a plain map gives, in whatever order the ids come and however often they are asked for.
    fn agrees(ids: impl Iterator<Item = String>) -> Ids {
        let (mut interned, mut numbers) = (Ids::default(), HashMap::new());
        for id in ids {
            assert_eq!(interned.find(&id), numbers.get(&id).copied(), "{id}");
            let next = numbers.len() as u32;
            let number = *numbers.entry(id.clone()).or_insert(next);
            assert_eq!(interned.intern(&id), number, "{id}");
        }
        for (id, number) in &numbers {
            assert_eq!((interned.find(id), interned.name(*number)), (Some(*number), &**id));
        }
        assert_eq!((interned.numbers().len(), interned.find("none")), (numbers.len(), None));
        interned
    }

    /// Numbers without an order that anyone would guess.
    fn mixed(count: u32) -> impl Iterator<Item = String> {
        (0..count).map(move |n| format!("i{}", n.wrapping_mul(2_654_435_761).checked_rem(count).unwrap_or_default()))
    }

    #[test]
    fn ascending_ids_need_no_table() {
        let ascending = || (0..3_000).map(|n| n.to_string());
        assert!(agrees(ascending()).numbers.is_empty());
        // Nor do references to them that follow one another.
        let ids = agrees(ascending().chain(ascending().flat_map(|id| [id.clone(), id])));
        assert!(!ids.has_all && ids.numbers.is_empty());
    }

    #[test]
    fn ids_that_ascend_behind_a_table_of_all_go_into_it() {
        // To look far back and forth each time costs more than a table.
        let ids = agrees((0..3_000).flat_map(|n| [format!("a{n}"), format!("a{}", n / 2), format!("a{n}")]));
        assert!(ids.has_all);
        assert_eq!((ids.numbers.len(), ids.ascending), (3_000, 3_000));
    }

    #[test]
    fn ids_without_order_are_found_in_a_table() {
        let ids = agrees(mixed(5_000));
        assert!(ids.has_all && ids.ascending < 10);
        assert_eq!(ids.numbers.len(), ids.numbers().len());
    }

    #[test]
    fn many_looks_among_ascending_ids_make_a_table() {
        let many = (0..4).flat_map(|_| mixed(1_000));
        let ids = agrees((0..1_000).map(|n| format!("i{n}")).chain(many));
        assert!(ids.has_all);
        assert_eq!(ids.numbers.len(), 1_000);
    }

    #[test]
    fn later_ids_stand_beside_those_that_ascend() {
        let later = ["b:1", "a5", "", "a1000", "a999", "zz", "b:2", "a", "a0", "ü", "b:1"];
        let ids = agrees((0..1_000).map(|n| format!("a{n}")).chain(later.map(String::from)));
        assert!(!ids.has_all);
        // All that were not among the ascending ones.
        assert_eq!(ids.numbers.len(), ids.numbers().len() - ids.ascending as usize);
    }
}
