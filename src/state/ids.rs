//! Interning: each id of a table is stored once and known by a number from then on.
//!
//! An id that is only referred to has a number too (rule 19: references that dangle are kept), so that the record may
//! arrive later; `given` tells the records from the mere names.

use hashbrown::HashTable;

use super::column::{Ix, NONE};
use super::given::Given;
use super::texts::Texts;
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

    fn of(id: &str, ix: Ix) -> Self {
        // Its low half: the whole of it where an address has 32 bits.
        Self { hash: hash(id) as u32, ix }
    }
}

/// The ids of one table.
#[derive(Debug, Default)]
pub struct Ids {
    names: Texts,
    numbers: HashTable<Numbered>,
    count: u32,
    /// The one that was referred to last: the lines of a document follow one another.
    referred: Ix,
    /// The names that have a record, in the order in which the records were given.
    pub given: Given,
}

impl Ids {
    /// The number of an id, given to it now if it has none.
    pub fn intern(&mut self, id: &str) -> Ix {
        let Self { names, numbers, count, .. } = self;
        let wanted = Numbered::of(id, *count);
        let is_it = |known: &Numbered| known.hash == wanted.hash && names.get(known.ix) == id;
        match numbers.entry(wanted.hash(), is_it, |known| known.hash()) {
            hashbrown::hash_table::Entry::Occupied(found) => found.get().ix,
            hashbrown::hash_table::Entry::Vacant(slot) => {
                slot.insert(wanted);
                *count = count.saturating_add(1);
                names.add(id);
                wanted.ix
            }
        }
    }

    /// Makes room for so many more ids, of so many bytes together.
    pub fn reserve(&mut self, count: u32, bytes: usize) {
        self.numbers.reserve(count as usize, |known| known.hash());
        self.names.reserve(count, bytes);
    }

    /// The number of an optional reference.
    pub fn refer(&mut self, id: Option<&str>) -> Ix {
        let Some(id) = id else { return NONE };
        if self.names.optional(self.referred) != Some(id) {
            self.referred = self.intern(id);
        }
        self.referred
    }

    /// The number of an id that was met before.
    pub fn find(&self, id: &str) -> Option<Ix> {
        let wanted = Numbered::of(id, NONE);
        let is_it = |known: &Numbered| known.hash == wanted.hash && self.names.get(known.ix) == id;
        self.numbers.find(wanted.hash(), is_it).map(|known| known.ix)
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
