//! Columns: vectors read by record number. A number out of range reads as the default, as a record that is not there.

/// The number of a record in its table.
pub type Ix = u32;

/// No record, no text.
pub const NONE: Ix = u32::MAX;

/// `Some` unless it is [`NONE`].
pub fn some(ix: Ix) -> Option<Ix> {
    (ix != NONE).then_some(ix)
}

/// Reading and writing by record number, without a panic.
pub trait Column<T> {
    fn at(&self, ix: Ix) -> T;
    fn at_or(&self, ix: Ix, default: T) -> T;
    fn put(&mut self, ix: Ix, value: T);
}

impl<T: Copy + Default> Column<T> for [T] {
    #[inline]
    fn at(&self, ix: Ix) -> T {
        self.get(ix as usize).copied().unwrap_or_default()
    }

    #[inline]
    fn at_or(&self, ix: Ix, default: T) -> T {
        self.get(ix as usize).copied().unwrap_or(default)
    }

    #[inline]
    fn put(&mut self, ix: Ix, value: T) {
        if let Some(slot) = self.get_mut(ix as usize) {
            *slot = value;
        }
    }
}

/// Grows a column so that `ix` is in it.
pub fn grow<T: Clone>(column: &mut Vec<T>, ix: Ix, filler: T) {
    let len = (ix as usize).saturating_add(1);
    if column.len() < len {
        column.resize(len, filler);
    }
}
