//! Shops, vendors, items and levels.

use std::collections::BTreeMap;

use super::Given;
use super::matching::Matching;
use crate::snapshot::{Item, Level, Shop, Vendor};

/// The shop of a web shop that stands alone.
pub const WEB_SHOP: &str = "ecom";

pub fn shops(given: Given<'_>) -> Vec<Shop> {
    let shop = |(id, shop): (&String, &crate::lightspeed::retail::Named)| Shop {
        id: id.clone(),
        name: shop.name.clone().unwrap_or_else(|| format!("Shop {id}")),
        made_up: false,
    };
    let mut shops: Vec<Shop> = given.retail.shops.iter().map(shop).collect();
    let own = web_shop(given);
    if given.is_web_shop_alone() && shops.iter().all(|shop| shop.id != own) {
        shops.push(Shop { id: own, name: "eCom".into(), made_up: false });
    }
    shops
}

/// Where a web shop that stands alone has its stock.
pub fn web_shop(given: Given<'_>) -> String {
    given.options.ecom_shop_id.clone().unwrap_or_else(|| WEB_SHOP.into())
}

pub fn vendors(given: Given<'_>) -> Vec<Vendor> {
    let vendor = |(id, vendor): (&String, &crate::lightspeed::retail::Named)| Vendor {
        id: id.clone(),
        name: vendor.name.clone().unwrap_or_else(|| format!("Vendor {id}")),
        lead_time_days: None,
    };
    given.retail.vendors.iter().map(vendor).collect()
}

pub fn items(given: Given<'_>, matching: &Matching<'_>) -> Vec<Item> {
    let mut tracking: BTreeMap<String, &'static str> = BTreeMap::new();
    for (id, variant) in given.ecom.variants.iter() {
        let item = if given.is_web_shop_alone() { Some(matching.item_of_variant(id)) } else { matching.variant(id) };
        let word = match variant.stock_tracking.as_deref() {
            Some("disabled") => "disabled",
            Some("enabled") => "enabled",
            Some("indicator") => "indicator",
            _ => continue,
        };
        if let Some(item) = item {
            tracking.entry(item).or_insert(word);
        }
    }
    let item = |(id, item): (&String, &crate::lightspeed::retail::Item)| Item {
        id: id.clone(),
        description: item.description.clone().unwrap_or_else(|| format!("Item {id}")),
        system_sku: item.system_sku.clone(),
        upc: item.upc.clone(),
        ean: item.ean.clone(),
        custom_sku: item.custom_sku.clone(),
        manufacturer_sku: item.manufacturer_sku.clone(),
        default_vendor_id: item.vendor.clone(),
        inventoried: item.item_type.as_deref() != Some("non_inventory"),
        unit_cost: item.cost,
        ..Item::default()
    };
    let mut items: Vec<Item> = given.retail.items.iter().map(item).chain(matching.made()).collect();
    for item in &mut items {
        item.stock_tracking = tracking.get(&item.id).copied();
    }
    items
}

pub fn levels(given: Given<'_>, matching: &Matching<'_>) -> Vec<Level> {
    let mut levels = Vec::new();
    for (item, shops) in given.retail.item_shops.iter().filter(|(item, _)| given.is_inventoried(item)) {
        for (shop, level) in shops.iter() {
            let Some(qoh) = level.qoh else {
                let message = "An ItemShop without qoh gives no level: sellable does not tell what is missing";
                given.notes.add("withoutQoh", message, format!("item {item}, shop {shop}"));
                continue;
            };
            levels.push(Level {
                item_id: item.clone(),
                shop_id: shop.clone(),
                qoh,
                // 0 is how Lightspeed writes that none was set.
                reorder_point: level.reorder_point.filter(|units| units.is_positive()),
                desired_level: level.reorder_level.filter(|units| units.is_positive()),
            });
        }
    }
    if given.is_web_shop_alone() {
        let shop = web_shop(given);
        for (id, variant) in given.ecom.variants.iter() {
            // Where nothing is tracked the number means nothing.
            let tracked = variant.stock_tracking.as_deref() != Some("disabled");
            if let Some(qoh) = variant.stock_level.filter(|_| tracked) {
                let item_id = matching.item_of_variant(id);
                levels.push(Level { item_id, shop_id: shop.clone(), qoh, reorder_point: None, desired_level: None });
            }
        }
        // Two variants of one item are one level.
        levels.sort_by(|a, b| a.item_id.cmp(&b.item_id));
        levels.dedup_by(|next, first| {
            let same = next.item_id == first.item_id;
            if same {
                first.qoh = first.qoh.plus(next.qoh);
            }
            same
        });
    }
    levels
}
