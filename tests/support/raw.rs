//! The random stuff of an inventory: bytes only. `inventories` gives them their meaning, so that every case is a
//! valid snapshot and shrinks well.

use proptest::array::uniform32;
use proptest::collection::vec;
use proptest::prelude::*;

pub type Record = [u8; 16];

#[derive(Clone, Debug)]
pub struct RawDocument {
    pub head: Record,
    pub lines: Vec<Record>,
    /// Shipments of an order.
    pub parts: Vec<Record>,
}

#[derive(Clone, Debug)]
pub struct RawInventory {
    pub salts: [u8; 32],
    pub shops: Vec<Record>,
    pub vendors: Vec<Record>,
    pub items: Vec<Record>,
    /// One for each item and shop that there can be.
    pub levels: Vec<Record>,
    pub sales: Vec<Record>,
    pub adjustments: Vec<Record>,
    pub purchase_orders: Vec<RawDocument>,
    pub transfers: Vec<RawDocument>,
    pub vendor_returns: Vec<RawDocument>,
    pub orders: Vec<RawDocument>,
}

fn records(from: usize, to: usize) -> impl Strategy<Value = Vec<Record>> {
    vec(any::<Record>(), from..=to)
}

fn documents(most: usize, lines: usize, parts: usize) -> impl Strategy<Value = Vec<RawDocument>> {
    let document = (any::<Record>(), records(0, lines), records(0, parts))
        .prop_map(|(head, lines, parts)| RawDocument { head, lines, parts });
    vec(document, 0..=most)
}

pub const SHOPS: usize = 3;
pub const ITEMS: usize = 5;

pub fn raw_inventory() -> impl Strategy<Value = RawInventory> {
    let catalogue = (records(1, SHOPS), records(0, 3), records(1, ITEMS), records(SHOPS * ITEMS, SHOPS * ITEMS));
    let movements = (records(0, 6), records(0, 14));
    let documents = (documents(4, 3, 0), documents(3, 3, 0), documents(2, 2, 0), documents(4, 3, 2));
    (uniform32(any::<u8>()), catalogue, movements, documents).prop_map(
        |(
            salts,
            (shops, vendors, items, levels),
            (sales, adjustments),
            (purchase_orders, transfers, vendor_returns, orders),
        )| {
            RawInventory {
                salts,
                shops,
                vendors,
                items,
                levels,
                sales,
                adjustments,
                purchase_orders,
                transfers,
                vendor_returns,
                orders,
            }
        },
    )
}
