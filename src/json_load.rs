//! A snapshot as JSON that comes piece by piece, from a network or a file.

use crate::Inventory;
use crate::contract::error::InventoryError;
use crate::contract::json::Reader;
use crate::contract::options::LoadOptions;
use crate::state::load::Loader;

/// Takes the pieces in as they come; of the text only what the last piece ended in is held: a record, and behind it up to as much
/// again, or a field that no snapshot has, whole.
///
/// ```
/// use oversold::{JsonLoad, LoadOptions};
/// let mut load = JsonLoad::default();
/// load.feed(br#"{"format": "oversold/1", "shops": [], "it"#)?;
/// load.feed(br#"ems": [], "levels": []}"#)?;
/// let inventory = load.finish(&LoadOptions::default())?;
/// assert_eq!(inventory.revision(), 0);
/// # Ok::<(), oversold::InventoryError>(())
/// ```
#[derive(Default)]
pub struct JsonLoad {
    loader: Loader,
    reader: Reader,
}

impl JsonLoad {
    /// Takes the next piece in, wherever it was cut. What is no JSON is an error now, what is no snapshot at the end; after
    /// an error the load is of no more use.
    pub fn feed(&mut self, piece: &[u8]) -> Result<(), InventoryError> {
        self.reader.feed(piece, &mut self.loader)
    }

    /// The inventory, once all pieces were fed.
    pub fn finish(self, options: &LoadOptions) -> Result<Inventory, InventoryError> {
        self.last(&[], options)
    }

    /// Everything at once, or the last piece of it.
    pub(crate) fn last(mut self, piece: &[u8], options: &LoadOptions) -> Result<Inventory, InventoryError> {
        self.reader.end(piece, &mut self.loader)?;
        Inventory::loaded(self.loader, options)
    }
}
