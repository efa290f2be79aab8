//! References, once every table is there (rule 19): an unknown item or shop is refused or skipped, any other that
//! dangles is kept; and each movement and line finds its level.

use std::cell::RefCell;

use super::Skipped;
use crate::contract::error::InventoryError;
use crate::contract::findings::Findings;
use crate::contract::options::LoadOptions;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;

/// The first item or shop of a record that is not there: its path behind the record's, and a message.
type Unknown = Option<(String, String)>;

pub(super) fn resolve(
    facts: &mut Facts,
    places: &[(Ix, Ix)],
    options: &LoadOptions,
) -> Result<Vec<Skipped>, InventoryError> {
    let unknown = find_unknown(facts, places);
    let mut skipped = Vec::new();
    if options.skips_unknown() {
        for record in unknown {
            let id = record.remove(facts);
            skipped.push(Skipped { path: record.path, message: record.message, id });
        }
    } else if !unknown.is_empty() {
        let mut findings = Findings::default();
        for record in unknown {
            findings.add(|| record.path, record.message);
        }
        return Err(findings.into_error().unwrap_or_else(|| InventoryError::invalid("", "unknown reference")));
    }
    find_levels(facts, places)?;
    Ok(skipped)
}

/// A record that names something unknown.
struct UnknownIn {
    table: &'static str,
    record: Ix,
    path: String,
    message: String,
}

impl UnknownIn {
    /// Takes the record out, and gives its id.
    fn remove(&self, facts: &mut Facts) -> Option<String> {
        let ids = match self.table {
            "levels" => {
                facts.levels.given.remove(self.record);
                facts.levels.set_qoh(self.record, Quantity::ZERO);
                return None;
            }
            "sales" => &mut facts.sales.ids,
            "adjustments" => &mut facts.adjustments.ids,
            "purchaseOrders" => &mut facts.purchase_orders.ids,
            "transfers" => &mut facts.transfers.ids,
            "vendorReturns" => &mut facts.vendor_returns.ids,
            _ => &mut facts.orders.table.ids,
        };
        ids.given.remove(self.record);
        Some(ids.name(self.record).to_owned())
    }
}

struct Names<'f> {
    facts: &'f Facts,
}

impl Names<'_> {
    fn item(&self, ix: Ix, field: impl FnOnce() -> String) -> Unknown {
        let ids = &self.facts.items.ids;
        (!ids.is_known(ix)).then(|| (field(), format!("there is no item {:?}", ids.name(ix))))
    }

    fn shop(&self, ix: Ix, field: &str) -> Unknown {
        let ids = &self.facts.shops.ids;
        (!ids.is_known(ix)).then(|| (field.to_owned(), format!("there is no shop {:?}", ids.name(ix))))
    }

    fn lines(&self, items: impl Iterator<Item = Ix>) -> Unknown {
        items.enumerate().find_map(|(index, item)| self.item(item, || format!("lines[{index}].itemId")))
    }
}

fn find_unknown(facts: &Facts, places: &[(Ix, Ix)]) -> Vec<UnknownIn> {
    let names = Names { facts };
    let found = RefCell::new(Vec::new());
    let note = |table: &'static str, record: Ix, position: u32, unknown: Unknown| {
        if let Some((field, message)) = unknown {
            let path = format!("{table}[{position}].{field}");
            found.borrow_mut().push(UnknownIn { table, record, path, message });
        }
    };
    for level in facts.levels.all() {
        let item = names.item(facts.levels.item(level), || "itemId".into());
        note("levels", level, level, item.or_else(|| names.shop(facts.levels.shop(level), "shopId")));
    }
    let records = |ids: &crate::state::ids::Ids| {
        ids.given.in_order().into_iter().enumerate().map(|(position, ix)| (ix, position as u32)).collect::<Vec<_>>()
    };
    for (ix, position) in records(&facts.sales.ids) {
        note("sales", ix, position, names.shop(facts.sales.get(ix).shop, "shopId"));
    }
    for ix in facts.adjustments.ids.numbers().filter(|ix| facts.adjustments.ids.is_known(*ix)) {
        let (item, shop) = places.at_or(ix, (NONE, NONE));
        let unknown = names.item(item, || "itemId".into()).or_else(|| names.shop(shop, "shopId"));
        note("adjustments", ix, facts.adjustments.ids.given.position(ix), unknown);
    }
    for (ix, position) in records(&facts.purchase_orders.ids) {
        let document = facts.purchase_orders.get(ix);
        let lines = facts.purchase_order_lines.of(document.lines).iter().map(|line| line.item);
        note("purchaseOrders", ix, position, names.shop(document.shop, "shopId").or_else(|| names.lines(lines)));
    }
    for (ix, position) in records(&facts.transfers.ids) {
        let document = facts.transfers.get(ix);
        let shops = names.shop(document.from_shop, "fromShopId").or_else(|| names.shop(document.to_shop, "toShopId"));
        let lines = facts.transfer_lines.of(document.lines).iter().map(|line| line.item);
        note("transfers", ix, position, shops.or_else(|| names.lines(lines)));
    }
    for (ix, position) in records(&facts.vendor_returns.ids) {
        let document = facts.vendor_returns.get(ix);
        let lines = facts.vendor_return_lines.of(document.lines).iter().map(|line| line.item);
        note("vendorReturns", ix, position, names.shop(document.shop, "shopId").or_else(|| names.lines(lines)));
    }
    for (ix, position) in records(&facts.orders.table.ids) {
        let lines = facts.orders.lines.of(facts.orders.table.get(ix).lines).iter().enumerate();
        let unknown = lines.into_iter().find_map(|(index, line)| {
            let item = names.item(line.item, || format!("lines[{index}].itemId"));
            item.or_else(|| names.shop(line.shop, &format!("lines[{index}].shopId")))
        });
        note("orders", ix, position, unknown);
    }
    found.into_inner()
}

fn find_levels(facts: &mut Facts, places: &[(Ix, Ix)]) -> Result<(), InventoryError> {
    let mut findings = Findings::default();
    let twice = facts.levels.sort(facts.items.ids.numbers().end);
    for level in twice.into_iter().filter(|level| facts.levels.given.has(*level)) {
        let message = "this item has a level in this shop already";
        findings.add(|| format!("levels[{level}]"), message);
    }
    if let Some(error) = findings.into_error() {
        return Err(error);
    }
    let Facts { levels, adjustments, orders, .. } = facts;
    for ix in adjustments.ids.numbers().filter(|ix| adjustments.ids.is_known(*ix)).collect::<Vec<_>>() {
        let (item, shop) = places.at_or(ix, (NONE, NONE));
        adjustments.set_level(ix, levels.ensure(item, shop));
    }
    for ix in facts.purchase_orders.ids.given.in_order() {
        let document = facts.purchase_orders.get(ix);
        for number in document.lines.numbers() {
            let mut line = facts.purchase_order_lines.get(number);
            line.level = levels.ensure(line.item, document.shop);
            facts.purchase_order_lines.set(number, line);
        }
    }
    for ix in facts.transfers.ids.given.in_order() {
        let document = facts.transfers.get(ix);
        for number in document.lines.numbers() {
            let mut line = facts.transfer_lines.get(number);
            line.level = levels.ensure(line.item, document.to_shop);
            facts.transfer_lines.set(number, line);
        }
    }
    for ix in orders.table.ids.given.in_order() {
        for number in orders.table.get(ix).lines.numbers() {
            let mut line = orders.lines.get(number);
            line.level = levels.ensure(line.item, line.shop);
            orders.lines.set(number, line);
        }
    }
    Ok(())
}
