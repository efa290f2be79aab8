//! A window of rows out, as columns that the package reads where they stand: the way out costs no call for each, and no
//! copy. The package makes row objects of them, which is several times faster than making them here; texts are bytes, and
//! become strings when somebody wants them.

use crate::report::columns::Columns;

/// The last window that was asked for, kept until the next one.
#[derive(Default)]
pub struct Window {
    columns: Columns,
    revision: u64,
    /// How many rows match, and which of them is the first one here.
    total: u32,
    offset: u32,
    /// Of each id asked for, where its row stands; `u32::MAX` for one that is not there.
    positions: Vec<u32>,
    /// Doubles hold every address and count.
    head: [f64; 13],
}

impl Window {
    pub fn new(columns: Columns, revision: u64, total: u32, offset: u32, positions: Vec<u32>) -> Self {
        Self { columns, revision, total, offset, positions, head: [0.0; 13] }
    }

    /// Where its head stands in memory: counts, and where the columns stand. It is written here, where it will stay.
    pub fn address(&mut self) -> u32 {
        let Self { columns, positions, .. } = self;
        self.head = [
            self.revision as f64,
            f64::from(self.total),
            f64::from(self.offset),
            f64::from(columns.length),
            address(columns.text.as_bytes()),
            columns.text.len() as f64,
            address(&columns.text_ends),
            columns.text_ends.len() as f64,
            address(&columns.codes),
            address(&columns.kinds),
            address(&columns.numbers),
            address(positions),
            positions.len() as f64,
        ];
        self.head.as_ptr().addr() as u32
    }
}

fn address<T>(values: &[T]) -> f64 {
    values.as_ptr().addr() as f64
}
