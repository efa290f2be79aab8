//! Shops, vendors and items as they are given.

use super::Loader;
use crate::contract::row::Row;
use crate::contract::schema::{item, shop, vendor};
use crate::quantity::Quantity;
use crate::state::catalogue::{Item, Shop, StockTracking, Vendor};
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::state::ids::Ids;

/// A lead time beyond this is a slip of the keyboard.
const LONGEST_LEAD_TIME_DAYS: f64 = 36_500.0;

/// Marks a record as given; the second of two equal ids is a finding.
pub(super) fn define(ids: &mut Ids, ix: Ix, row: &Row<'_, '_, '_>, field: usize) {
    let id = ids.name(ix);
    if ids.is_known(ix) && !id.is_empty() {
        row.wrong(field, format!("the id {id:?} is given twice"));
    }
    ids.given.add(ix);
}

impl Loader {
    pub(super) fn shop(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_shop(&row);
        define(&mut self.facts.shops.ids, ix, &row, shop::ID);
        self.facts.shops.set(ix, record);
    }

    pub(super) fn vendor(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_vendor(&row);
        define(&mut self.facts.vendors.ids, ix, &row, vendor::ID);
        self.facts.vendors.set(ix, record);
    }

    pub(super) fn item(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_item(&row);
        define(&mut self.facts.items.ids, ix, &row, item::ID);
        self.facts.items.set(ix, record);
    }
}

impl Facts {
    pub(crate) fn read_shop(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Shop) {
        (self.shops.ids.intern(row.id(shop::ID)), Shop { name: self.texts.add(row.text(shop::NAME)) })
    }

    pub(crate) fn read_vendor(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Vendor) {
        let name = self.texts.add(row.text(vendor::NAME));
        let lead_time_days = row.optional_number(vendor::LEAD_TIME_DAYS);
        if lead_time_days.is_some_and(|days| !(0.0..=LONGEST_LEAD_TIME_DAYS).contains(&days)) {
            row.wrong(vendor::LEAD_TIME_DAYS, "expected a lead time of 0 to 36,500 days");
        }
        (self.vendors.ids.intern(row.id(vendor::ID)), Vendor { name, lead_time_days })
    }

    pub(crate) fn read_item(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Item) {
        let codes = [item::CUSTOM_SKU, item::SYSTEM_SKU, item::UPC, item::EAN, item::MANUFACTURER_SKU];
        let vendor = self.vendors.ids.refer(row.optional_id(item::DEFAULT_VENDOR_ID));
        let texts = &mut self.texts;
        let positive = |field| {
            let quantity = row.optional_quantity(field);
            if quantity.is_some_and(Quantity::is_negative) {
                row.wrong(field, "expected 0 or more");
            }
            quantity
        };
        let record = Item {
            description: texts.add(row.text(item::DESCRIPTION)),
            codes: codes.map(|field| texts.add_optional(row.optional_text(field))),
            vendor,
            inventoried: row.flag(item::INVENTORIED, true),
            stock_tracking: row.optional_choice(item::STOCK_TRACKING, &StockTracking::ALL),
            pack_size: positive(item::PACK_SIZE),
            minimum_order: positive(item::MINIMUM_ORDER),
            unit_cost: positive(item::UNIT_COST),
        };
        (self.items.ids.intern(row.id(item::ID)), record)
    }
}
