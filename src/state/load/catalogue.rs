//! Shops, vendors and items as they are given.

use super::Loader;
use crate::contract::row::Row;
use crate::contract::schema::{item, shop, vendor};
use crate::quantity::Quantity;
use crate::state::catalogue::{Item, Shop, StockTracking, Vendor};
use crate::state::column::Ix;
use crate::state::ids::Ids;

/// A lead time beyond this is a slip of the keyboard.
const LONGEST_LEAD_TIME_DAYS: f64 = 36_500.0;

/// Interns the record's id and marks it as given; the second of two equal ones is a finding.
pub(super) fn define(ids: &mut Ids, row: &Row<'_, '_, '_>, field: usize) -> Ix {
    let id = row.id(field);
    let ix = ids.intern(id);
    if !ids.given.add(ix) && !id.is_empty() {
        row.wrong(field, format!("the id {id:?} is given twice"));
    }
    ix
}

impl Loader {
    pub(super) fn shop(&mut self, row: Row<'_, '_, '_>) {
        let ix = define(&mut self.facts.shops.ids, &row, shop::ID);
        let name = self.facts.texts.add(row.text(shop::NAME));
        self.facts.shops.set(ix, Shop { name });
    }

    pub(super) fn vendor(&mut self, row: Row<'_, '_, '_>) {
        let ix = define(&mut self.facts.vendors.ids, &row, vendor::ID);
        let name = self.facts.texts.add(row.text(vendor::NAME));
        let lead_time_days = row.optional_number(vendor::LEAD_TIME_DAYS);
        if lead_time_days.is_some_and(|days| !(0.0..=LONGEST_LEAD_TIME_DAYS).contains(&days)) {
            row.wrong(vendor::LEAD_TIME_DAYS, "expected a lead time of 0 to 36,500 days");
        }
        self.facts.vendors.set(ix, Vendor { name, lead_time_days });
    }

    pub(super) fn item(&mut self, row: Row<'_, '_, '_>) {
        let ix = define(&mut self.facts.items.ids, &row, item::ID);
        let codes = [item::CUSTOM_SKU, item::SYSTEM_SKU, item::UPC, item::EAN, item::MANUFACTURER_SKU];
        let vendor = self.facts.vendors.ids.refer(row.optional_id(item::DEFAULT_VENDOR_ID));
        let texts = &mut self.facts.texts;
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
        self.facts.items.set(ix, record);
    }
}
