//! The image: the facts as bytes, to be stored and loaded again much faster than a snapshot is parsed.
//!
//! Two inventories that know the same facts in the same order give the same bytes, on every platform and however they
//! came to know them (rule 18): nothing derived is in it, no number that interning happened to give out, no record that
//! an edit left behind, no text rank, no load option. All numbers are little-endian.
//!
//! | part | what |
//! |---|---|
//! | head | magic, version, length of the whole, checksum of the head ([`envelope`]) |
//! | ids | of each table its records' ids, in the order in which the host gave them; a record is known by its row from here on |
//! | tables | column after column; lines of documents as tables of their own, with a column of counts in the parent's |
//! | further names | ids that are only referred to (rule 19) and levels that only movements name, by their first mention |
//! | checksum | of everything before it |
//!
//! Version 2 adds, behind the levels, since when the movements of some are known. Where all are, version 1 is written: older
//! engines read it, and the same facts have one image.
//!
//! [`columns`] describes each table once, for writing and for reading.

mod columns;
mod commands;
mod envelope;
mod kinds;
mod read;
#[cfg(test)]
mod tests;
mod write;

use crate::contract::error::InventoryError;
use crate::state::facts::Facts;
use crate::state::load;

/// The facts as an image.
pub fn write(facts: &Facts) -> Vec<u8> {
    let (version, bytes) = write::body(facts, envelope::open_space());
    envelope::seal(version, bytes)
}

/// The facts of an image. They are held to the same sums as those of a snapshot (rule 17).
pub fn read(image: &[u8]) -> Result<Facts, InventoryError> {
    let (version, body) = envelope::unseal(image)?;
    let facts = read::facts(version, body).map_err(|kinds::Malformed| envelope::malformed())?;
    load::room::check(&facts)?;
    load::sums::check(&facts)?;
    Ok(facts)
}

/// The tables that others refer to, by number; levels have no ids.
mod tables {
    pub const SHOPS: usize = 0;
    pub const ITEMS: usize = 1;
    pub const VENDORS: usize = 2;
    pub const SALES: usize = 3;
    pub const ADJUSTMENTS: usize = 4;
    pub const PURCHASE_ORDERS: usize = 5;
    pub const TRANSFERS: usize = 6;
    pub const VENDOR_RETURNS: usize = 7;
    pub const ORDERS: usize = 8;
    pub const LEVELS: usize = 9;
    /// Tables whose records have ids.
    pub const NAMED: usize = LEVELS;
    /// Shops and items come first: a reference to them never dangles.
    pub const ALWAYS_KNOWN: usize = VENDORS;
    pub const ALL: usize = 10;

    use crate::state::adjustments::Reason;

    /// Where the document behind a movement is found.
    pub const fn of_source(reason: Reason) -> usize {
        match reason {
            Reason::Sale => SALES,
            Reason::VendorReturn => VENDOR_RETURNS,
            Reason::Transfer => TRANSFERS,
            Reason::Other => PURCHASE_ORDERS,
        }
    }
}
