//! A table of small records by id.

use super::column::{Column, Ix, grow};
use super::ids::Ids;

/// Records that are copied whole; large tables have columns instead.
#[derive(Debug, Default)]
pub struct Table<T> {
    pub ids: Ids,
    records: Vec<T>,
}

impl<T: Copy + Default> Table<T> {
    /// The record; a default one where there is only a name.
    pub fn get(&self, ix: Ix) -> T {
        self.records.at(ix)
    }

    /// The record, if it was given.
    pub fn known(&self, ix: Ix) -> Option<T> {
        self.ids.is_known(ix).then(|| self.get(ix))
    }

    /// The memory that the records take.
    #[cfg(target_arch = "wasm32")]
    pub fn bytes(&self) -> usize {
        size_of_val(self.records.as_slice())
    }

    /// Sets the record.
    pub fn set(&mut self, ix: Ix, record: T) {
        grow(&mut self.records, ix, T::default());
        self.records.put(ix, record);
    }
}
