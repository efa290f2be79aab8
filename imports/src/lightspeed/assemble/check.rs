//! `ItemShop.backorder` says how much is incoming by purchase orders: held against the orders that were given.

use std::collections::BTreeMap;

use oversold::Quantity;

use super::Given;
use super::purchase_orders::{lines, outstanding};

pub fn incoming(given: Given<'_>) {
    let lines = lines(given);
    let mut sums: BTreeMap<(&str, &str), Quantity> = BTreeMap::new();
    for (id, order) in given.retail.orders.iter().filter(|(_, order)| !order.archived && !order.complete) {
        for (_, line) in lines.get(id.as_str()).into_iter().flatten() {
            if let (Some(item), Some(shop)) = (&line.item, &order.shop) {
                let sum = sums.entry((item, shop)).or_default();
                *sum = sum.plus(outstanding(line));
            }
        }
    }
    for (item, shops) in &given.retail.item_shops {
        for (shop, level) in shops.iter() {
            let Some(backorder) = level.backorder else { continue };
            let sum = sums.get(&(item.as_str(), shop.as_str())).copied().unwrap_or_default();
            let place = format!("item {item}, shop {shop}: {backorder} by its ItemShop, {sum} by the orders");
            if given.retail.orders.is_empty() {
                if backorder.is_positive() {
                    given.notes.add("incomingWithoutOrders", "Stock is incoming, and no Order was given", place);
                }
            } else if backorder != sum {
                given.notes.add(
                    "incomingDisagrees",
                    "The orders given do not add up to the incoming of a level",
                    place,
                );
            }
        }
    }
}
