//! Interning: each id of a table is stored once and known by a number from then on.
//!
//! An id that is only referred to has a number too (rule 19: references that dangle are kept), so that the record may
//! arrive later; `given` tells the records from the mere names.

use hashbrown::HashTable;

use super::column::{Ix, NONE};
use super::given::Given;
use super::texts::Texts;
use crate::named::hash;

/// The ids of one table.
#[derive(Debug, Default)]
pub struct Ids {
    names: Texts,
    numbers: HashTable<Ix>,
    count: u32,
    /// The names that have a record, in the order in which the records were given.
    pub given: Given,
}

impl Ids {
    /// The number of an id, given to it now if it has none.
    pub fn intern(&mut self, id: &str) -> Ix {
        let Self { names, numbers, count, .. } = self;
        let entry = numbers.entry(hash(id), |ix| names.get(*ix) == id, |ix| hash(names.get(*ix)));
        match entry {
            hashbrown::hash_table::Entry::Occupied(found) => *found.get(),
            hashbrown::hash_table::Entry::Vacant(slot) => {
                let ix = *count;
                slot.insert(ix);
                *count = count.saturating_add(1);
                names.add(id);
                ix
            }
        }
    }

    /// Makes room for so many more ids, of so many bytes together.
    pub fn reserve(&mut self, count: u32, bytes: usize) {
        let Self { names, numbers, .. } = self;
        numbers.reserve(count as usize, |ix| hash(names.get(*ix)));
        names.reserve(count, bytes);
    }

    /// The number of an optional reference.
    pub fn refer(&mut self, id: Option<&str>) -> Ix {
        id.map_or(NONE, |id| self.intern(id))
    }

    /// The number of an id that was met before.
    pub fn find(&self, id: &str) -> Option<Ix> {
        self.numbers.find(hash(id), |ix| self.names.get(*ix) == id).copied()
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
