//! Whether what a merge leaves is as valid as what a load takes in: every item and shop that is named is there.

use crate::contract::error::InventoryError;
use crate::contract::schema::TableKind;
use crate::contract::tree::Tree;
use crate::keyed::Set;
use crate::named::Names;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::workflow::merge::{ids, list};

type Done = Result<(), InventoryError>;

/// Names that are known after the merge: given by it, or there before and not taken away.
struct Known<'f> {
    facts: &'f Facts,
    given: &'f Facts,
    removed: Names<'f>,
    kind: TableKind,
    what: &'static str,
}

impl Known<'_> {
    /// `ix` is a number of the merge's own facts.
    fn check(&self, ix: Ix, path: impl FnOnce() -> String) -> Done {
        let (Some(given), Some(known)) = (self.given.ids(self.kind), self.facts.ids(self.kind)) else { return Ok(()) };
        let id = given.name(ix);
        if given.is_known(ix) || (known.find_known(id).is_some() && !self.removed.has(id)) {
            return Ok(());
        }
        Err(InventoryError::invalid(path(), format!("there is no {} {id:?}", self.what)))
    }
}

/// Items and shops named by the records of a merge.
pub fn references(facts: &Facts, given: &Facts, remove: &Tree) -> Done {
    let removed = |table| ids(&Tree::Null, remove, table).into_iter().collect();
    let items = Known { facts, given, removed: removed("items"), kind: TableKind::Items, what: "item" };
    let shops = Known { facts, given, removed: removed("shops"), kind: TableKind::Shops, what: "shop" };
    let path = |table: &str, position: usize, field: &str| format!("upsert.{table}[{position}].{field}");
    for (position, level) in given.levels.given.in_order().into_iter().enumerate() {
        items.check(given.levels.item(level), || path("levels", position, "itemId"))?;
        shops.check(given.levels.shop(level), || path("levels", position, "shopId"))?;
    }
    for (position, ix) in given.sales.ids.given.in_order().into_iter().enumerate() {
        shops.check(given.sales.get(ix).shop, || path("sales", position, "shopId"))?;
    }
    for (position, ix) in given.adjustments.ids.given.in_order().into_iter().enumerate() {
        let level = given.adjustments.level(ix);
        items.check(given.levels.item(level), || path("adjustments", position, "itemId"))?;
        shops.check(given.levels.shop(level), || path("adjustments", position, "shopId"))?;
    }
    for (position, ix) in given.purchase_orders.ids.given.in_order().into_iter().enumerate() {
        let document = given.purchase_orders.get(ix);
        shops.check(document.shop, || path("purchaseOrders", position, "shopId"))?;
        for (index, line) in given.purchase_order_lines.of(document.lines).iter().enumerate() {
            items.check(line.item, || path("purchaseOrders", position, &format!("lines[{index}].itemId")))?;
        }
    }
    for (position, ix) in given.transfers.ids.given.in_order().into_iter().enumerate() {
        let document = given.transfers.get(ix);
        shops.check(document.from_shop, || path("transfers", position, "fromShopId"))?;
        shops.check(document.to_shop, || path("transfers", position, "toShopId"))?;
        for (index, line) in given.transfer_lines.of(document.lines).iter().enumerate() {
            items.check(line.item, || path("transfers", position, &format!("lines[{index}].itemId")))?;
        }
    }
    for (position, ix) in given.vendor_returns.ids.given.in_order().into_iter().enumerate() {
        let document = given.vendor_returns.get(ix);
        shops.check(document.shop, || path("vendorReturns", position, "shopId"))?;
        for (index, line) in given.vendor_return_lines.of(document.lines).iter().enumerate() {
            items.check(line.item, || path("vendorReturns", position, &format!("lines[{index}].itemId")))?;
        }
    }
    for (position, ix) in given.orders.table.ids.given.in_order().into_iter().enumerate() {
        for (index, line) in given.orders.lines.of(given.orders.table.get(ix).lines).iter().enumerate() {
            items.check(line.item, || path("orders", position, &format!("lines[{index}].itemId")))?;
            shops.check(line.shop, || path("orders", position, &format!("lines[{index}].shopId")))?;
        }
    }
    Ok(())
}

/// Items and shops that a merge takes away, while records that stay still name them.
pub fn removals(state: &State, upsert: &Tree, remove: &Tree) -> Done {
    let facts = &state.facts;
    let gone = |table: &str, kind: TableKind| -> Set<Ix> {
        let given: Names<'_> = ids(upsert, &Tree::Null, table).into_iter().collect();
        let removed = ids(&Tree::Null, remove, table).into_iter().filter(|id| !given.has(id));
        facts.ids(kind).map(|ids| removed.filter_map(|id| ids.find_known(id)).collect()).unwrap_or_default()
    };
    let (items, shops) = (gone("items", TableKind::Items), gone("shops", TableKind::Shops));
    if items.is_empty() && shops.is_empty() {
        return Ok(());
    }
    let refuse = |table: &str, id: &str, by: String| {
        let position = ids(&Tree::Null, remove, table).iter().position(|removed| *removed == id).unwrap_or_default();
        Err(InventoryError::invalid(format!("remove.{table}[{position}]"), format!("{by} still names {id:?}")))
    };
    let check = |item: Option<Ix>, shop: Option<Ix>, by: &dyn Fn() -> String| -> Done {
        match (item.filter(|item| items.contains(item)), shop.filter(|shop| shops.contains(shop))) {
            (Some(item), _) => refuse("items", facts.items.ids.name(item), by()),
            (None, Some(shop)) => refuse("shops", facts.shops.ids.name(shop), by()),
            (None, None) => Ok(()),
        }
    };
    let level_is_replaced = |level: Ix| {
        let names = (facts.items.ids.name(facts.levels.item(level)), facts.shops.ids.name(facts.levels.shop(level)));
        list(remove, "levels").iter().any(|tree| {
            matches!((tree.get("itemId"), tree.get("shopId")), (Tree::Text(item), Tree::Text(shop)) if (item.as_str(), shop.as_str()) == names)
        })
    };
    for level in facts.levels.given.in_order() {
        let (item, shop) = (facts.levels.item(level), facts.levels.shop(level));
        if (items.contains(&item) || shops.contains(&shop)) && !level_is_replaced(level) {
            check(Some(item), Some(shop), &|| "a level".to_owned())?;
        }
    }
    let stays = |table: &str, kind: TableKind| -> Vec<Ix> {
        let touched: Names<'_> = ids(upsert, remove, table).into_iter().collect();
        let Some(ids) = facts.ids(kind) else { return Vec::new() };
        ids.given.in_order().into_iter().filter(|ix| !touched.has(ids.name(*ix))).collect()
    };
    for ix in stays("adjustments", TableKind::Adjustments) {
        let level = facts.adjustments.level(ix);
        let by = || format!("adjustment {:?}", facts.adjustments.ids.name(ix));
        check(Some(facts.levels.item(level)), Some(facts.levels.shop(level)), &by)?;
    }
    for ix in stays("sales", TableKind::Sales) {
        check(None, Some(facts.sales.get(ix).shop), &|| format!("sale {:?}", facts.sales.ids.name(ix)))?;
    }
    for ix in stays("purchaseOrders", TableKind::PurchaseOrders) {
        let document = facts.purchase_orders.get(ix);
        let by = || format!("purchase order {:?}", facts.purchase_orders.ids.name(ix));
        check(None, Some(document.shop), &by)?;
        facts.purchase_order_lines.of(document.lines).iter().try_for_each(|line| check(Some(line.item), None, &by))?;
    }
    for ix in stays("transfers", TableKind::Transfers) {
        let document = facts.transfers.get(ix);
        let by = || format!("transfer {:?}", facts.transfers.ids.name(ix));
        check(None, Some(document.from_shop), &by)?;
        check(None, Some(document.to_shop), &by)?;
        facts.transfer_lines.of(document.lines).iter().try_for_each(|line| check(Some(line.item), None, &by))?;
    }
    for ix in stays("vendorReturns", TableKind::VendorReturns) {
        let document = facts.vendor_returns.get(ix);
        let by = || format!("vendor return {:?}", facts.vendor_returns.ids.name(ix));
        check(None, Some(document.shop), &by)?;
        facts.vendor_return_lines.of(document.lines).iter().try_for_each(|line| check(Some(line.item), None, &by))?;
    }
    for ix in stays("orders", TableKind::Orders) {
        let by = || format!("order {:?}", facts.orders.table.ids.name(ix));
        let lines = facts.orders.lines.of(facts.orders.table.get(ix).lines);
        lines.iter().try_for_each(|line| check(Some(line.item), Some(line.shop), &by))?;
    }
    Ok(())
}
