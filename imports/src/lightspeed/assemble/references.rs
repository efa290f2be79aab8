//! Items and shops that are named and were not given: made up, so that the snapshot loads, and told.

use std::collections::BTreeSet;

use crate::snapshot::{Item, Shop, Snapshot};
use crate::warnings::Notes;

pub fn complete(snapshot: &mut Snapshot, notes: &Notes) {
    let Snapshot { levels, sales, adjustments, purchase_orders, transfers, vendor_returns, orders, .. } = &*snapshot;
    let mut items: BTreeSet<String> = BTreeSet::new();
    let mut shops: BTreeSet<String> = BTreeSet::new();
    items.extend(levels.iter().map(|level| level.item_id.clone()));
    items.extend(adjustments.iter().map(|movement| movement.item_id.clone()));
    items.extend(purchase_orders.iter().flat_map(|order| &order.lines).map(|line| line.item_id.clone()));
    items.extend(transfers.iter().flat_map(|transfer| &transfer.lines).map(|line| line.item_id.clone()));
    items.extend(vendor_returns.iter().flat_map(|back| &back.lines).map(|line| line.item_id.clone()));
    items.extend(orders.iter().flat_map(|order| &order.lines).map(|line| line.item_id.clone()));
    shops.extend(levels.iter().map(|level| level.shop_id.clone()));
    shops.extend(sales.iter().map(|sale| sale.shop_id.clone()));
    shops.extend(adjustments.iter().map(|movement| movement.shop_id.clone()));
    shops.extend(purchase_orders.iter().map(|order| order.shop_id.clone()));
    shops.extend(transfers.iter().flat_map(|transfer| [&transfer.from_shop_id, &transfer.to_shop_id]).cloned());
    shops.extend(vendor_returns.iter().map(|back| back.shop_id.clone()));
    shops.extend(orders.iter().flat_map(|order| &order.lines).map(|line| line.shop_id.clone()));
    for item in &snapshot.items {
        items.remove(&item.id);
    }
    for shop in &snapshot.shops {
        shops.remove(&shop.id);
    }
    for id in items {
        notes.add("unknownItem", "Items that are named and were not given are called by their ids", id.clone());
        let description = format!("Item {id}");
        snapshot.items.push(Item { id, description, inventoried: true, made_up: true, ..Item::default() });
    }
    for id in shops {
        notes.add("unknownShop", "Shops that are named and were not given are called by their ids", id.clone());
        snapshot.shops.push(Shop { name: format!("Shop {id}"), id, made_up: true });
    }
}
