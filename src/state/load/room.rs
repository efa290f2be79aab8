//! Whether there is room for more of a snapshot. Asked on the way, since a load that ran into the end of WebAssembly's memory
//! would trap, and with it every inventory of the page would be lost.

use crate::contract::error::InventoryError;
use crate::contract::into_tree::object;
use crate::state::facts::Facts;

/// Texts are addressed by 32 bits. Where memory is too, no list may take more than what one of twice its size can be had for.
const MOST: u64 = if usize::BITS == 32 { 1 << 29 } else { u32::MAX as u64 };

/// Refuses what cannot be held, with the bytes that it would need.
pub fn check(facts: &Facts) -> Result<(), InventoryError> {
    let Facts { texts, items, sales, adjustments, orders, .. } = facts;
    let texts = [
        ("", texts.bytes()),
        ("items", items.ids.bytes()),
        ("sales", sales.ids.bytes()),
        ("adjustments", adjustments.ids.bytes()),
        ("orders", orders.table.ids.bytes()),
    ];
    within(&texts)?;
    memory::check(facts)
}

fn within(lists: &[(&str, usize)]) -> Result<(), InventoryError> {
    match lists.iter().find(|(_, bytes)| *bytes as u64 >= MOST) {
        Some((list, bytes)) => Err(too_large(list, "more than one list can hold", *bytes)),
        None => Ok(()),
    }
}

fn too_large(path: &str, message: &str, bytes: usize) -> InventoryError {
    let mut error = InventoryError::too_large(path, message);
    error.details = object! {"bytes": bytes as u64};
    error
}

#[cfg(not(target_arch = "wasm32"))]
mod memory {
    use super::{Facts, InventoryError};

    /// The operating system gives more, or ends the program.
    pub fn check(_: &Facts) -> Result<(), InventoryError> {
        Ok(())
    }
}

#[cfg(target_arch = "wasm32")]
mod memory {
    use super::{Facts, InventoryError, too_large, within};
    use std::arch::wasm32::memory_size;
    use std::hint::black_box;

    const PAGE: usize = 1 << 16;

    /// Up to here nobody asks, and no memory is taken that is not needed.
    const SURE: usize = 1 << 30;

    /// As much must be left in one piece: the largest list may have to move, and behind the last record come the ways from one
    /// record to another.
    const LEFT: usize = 1 << 30;

    /// Bytes of memory for each byte of an image, the image's own among them: 4.3 of one of 300,000 sales.
    #[cfg(feature = "engine")]
    const OF_IMAGE: usize = 5;

    fn size() -> usize {
        memory_size::<0>().saturating_mul(PAGE)
    }

    pub fn check(facts: &Facts) -> Result<(), InventoryError> {
        if size() <= SURE {
            return Ok(());
        }
        let Facts { items, orders, purchase_orders, transfers, .. } = facts;
        within(&[
            ("items", items.bytes()),
            ("orders", orders.table.bytes().max(orders.lines.bytes()).max(orders.shipment_lines.bytes())),
            ("purchaseOrders", purchase_orders.bytes().max(facts.purchase_order_lines.bytes())),
            ("transfers", transfers.bytes().max(facts.transfer_lines.bytes())),
        ])?;
        ask(LEFT, size().saturating_add(LEFT))
    }

    /// The same before columns are copied.
    #[cfg(feature = "engine")]
    pub fn check_before_columns() -> Result<(), InventoryError> {
        if size() <= SURE { Ok(()) } else { ask(LEFT, size().saturating_add(LEFT)) }
    }

    /// Refuses an image of so many bytes before it is copied, if what it becomes cannot be held.
    #[cfg(feature = "engine")]
    pub fn check_before_image(bytes: usize) -> Result<(), InventoryError> {
        let needed = bytes.saturating_mul(OF_IMAGE);
        if needed == usize::MAX {
            return Err(too_large("", NOT_ENOUGH, needed));
        }
        if size().saturating_add(needed) <= SURE { Ok(()) } else { ask(needed.min(LEFT), needed) }
    }

    const NOT_ENOUGH: &str = "this needs more memory than can be had";

    /// Memory never shrinks: what could be had once stays with the allocator.
    fn ask(bytes: usize, needed: usize) -> Result<(), InventoryError> {
        let mut asked: Vec<u8> = Vec::new();
        if asked.try_reserve_exact(bytes).is_err() {
            return Err(too_large("", NOT_ENOUGH, needed));
        }
        // Or the compiler finds that nobody needs it.
        black_box(&asked);
        Ok(())
    }
}

#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub use memory::{check_before_columns, check_before_image};
