//! Whether there is room for more of a snapshot. Asked on the way, since a load that ran into the end of WebAssembly's memory
//! would trap, and with it every inventory of the page would be lost.

use crate::contract::error::InventoryError;
use crate::contract::into_tree::object;
use crate::state::facts::Facts;

/// What one list may take: texts are addressed by 32 bits. Where memory is too, a list that is full moves to one of twice its
/// size, and nothing can be larger than half of all memory.
const MOST: u64 = if usize::BITS == 32 { 3 << 28 } else { u32::MAX as u64 };

/// Bytes of memory for each byte of an image, the image's own among them: 4.3 of one of 300,000 sales.
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
const MEMORY_OF_IMAGE: usize = 5;

/// Refuses what cannot be held, with the bytes that it would need.
pub fn check(facts: &Facts) -> Result<(), InventoryError> {
    let Facts { texts, items, sales, adjustments, orders, purchase_order_lines, transfer_lines, .. } = facts;
    let lists = [
        ("", texts.bytes()),
        ("items", items.ids.bytes()),
        ("sales", sales.ids.bytes()),
        ("adjustments", adjustments.ids.bytes()),
        ("orders", orders.table.ids.bytes().max(orders.lines.bytes()).max(orders.shipment_lines.bytes())),
        ("purchaseOrders", purchase_order_lines.bytes()),
        ("transfers", transfer_lines.bytes()),
    ];
    if let Some((list, bytes)) = lists.into_iter().find(|(_, bytes)| *bytes as u64 >= MOST) {
        return Err(too_large(list, "more than one list can hold", bytes));
    }
    memory::check()
}

/// Refuses an image of so many bytes before it is copied, if what it becomes cannot be held.
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub fn check_image(bytes: usize) -> Result<(), InventoryError> {
    memory::check_for(bytes.saturating_mul(MEMORY_OF_IMAGE))
}

fn too_large(path: &str, message: &str, bytes: usize) -> InventoryError {
    let mut error = InventoryError::too_large(path, message);
    error.details = object! {"bytes": bytes as u64};
    error
}

#[cfg(target_arch = "wasm32")]
mod memory {
    use super::{InventoryError, too_large};
    use std::arch::wasm32::memory_size;
    use std::hint::black_box;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const PAGE: usize = 1 << 16;

    /// As much must be left: the largest list may have to move, and behind the last record come the ways from one record to
    /// another.
    const LEFT: usize = 1 << 30;

    /// Up to here nobody asks, and none is taken that is not needed.
    const SURE: usize = 1 << 30;

    /// So much memory has been asked about.
    static ASKED: AtomicUsize = AtomicUsize::new(SURE);

    fn size() -> usize {
        memory_size::<0>().saturating_mul(PAGE)
    }

    pub fn check() -> Result<(), InventoryError> {
        if size() <= ASKED.load(Ordering::Relaxed) { Ok(()) } else { ask(LEFT) }
    }

    #[cfg(feature = "engine")]
    pub fn check_for(bytes: usize) -> Result<(), InventoryError> {
        if size().saturating_add(bytes) <= SURE { Ok(()) } else { ask(bytes) }
    }

    /// Memory never shrinks: what could be had once stays with the allocator. In one piece it has no more than half of it all.
    fn ask(bytes: usize) -> Result<(), InventoryError> {
        let mut asked: Vec<u8> = Vec::new();
        if bytes == usize::MAX || asked.try_reserve_exact(bytes.min(isize::MAX as usize)).is_err() {
            return Err(too_large("", "this needs more memory than can be had", size().saturating_add(bytes)));
        }
        // Or the compiler finds that nobody needs it.
        black_box(&asked);
        ASKED.store(size(), Ordering::Relaxed);
        Ok(())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod memory {
    /// The operating system gives more, or ends the program.
    pub fn check() -> Result<(), super::InventoryError> {
        Ok(())
    }
}
