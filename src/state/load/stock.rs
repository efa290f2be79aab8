//! Levels, sales and adjustments as they are given.

use super::Loader;
use super::catalogue::define;
use crate::contract::row::Row;
use crate::contract::schema::{adjustment, level, sale};
use crate::state::adjustments::{Adjustment, Extras, Reason};
use crate::state::column::{Column, NONE, grow};
use crate::state::documents::Sale;

impl Loader {
    pub(super) fn level(&mut self, row: Row<'_, '_, '_>) {
        let facts = &mut self.facts;
        let item = facts.items.ids.intern(row.id(level::ITEM_ID));
        let shop = facts.shops.ids.intern(row.id(level::SHOP_ID));
        let ix = facts.levels.push(item, shop, row.quantity(level::QOH));
        facts.levels.given.add(ix);
        let wishes = (row.optional_quantity(level::REORDER_POINT), row.optional_quantity(level::DESIRED_LEVEL));
        facts.levels.set_wishes(ix, wishes.0, wishes.1);
    }

    pub(super) fn sale(&mut self, row: Row<'_, '_, '_>) {
        let facts = &mut self.facts;
        let ix = define(&mut facts.sales.ids, &row, sale::ID);
        let record = Sale {
            number: facts.texts.add(row.text(sale::NUMBER)),
            shop: facts.shops.ids.intern(row.id(sale::SHOP_ID)),
            completed_at: row.instant(sale::COMPLETED_AT),
            order: facts.orders.table.ids.refer(row.optional_id(sale::ORDER_ID)),
        };
        facts.sales.set(ix, record);
    }

    pub(super) fn adjustment(&mut self, row: Row<'_, '_, '_>) {
        let facts = &mut self.facts;
        let ix = define(&mut facts.adjustments.ids, &row, adjustment::ID);
        let item = facts.items.ids.intern(row.id(adjustment::ITEM_ID));
        let shop = facts.shops.ids.intern(row.id(adjustment::SHOP_ID));
        grow(&mut self.places, ix, (NONE, NONE));
        self.places.put(ix, (item, shop));
        let word = row.id(adjustment::REASON);
        let reason = Reason::from_word(word);
        let source = row.optional_id(adjustment::SOURCE_ID);
        let source = match reason {
            Reason::Sale => facts.sales.ids.refer(source),
            Reason::VendorReturn => facts.vendor_returns.ids.refer(source),
            Reason::Transfer => facts.transfers.ids.refer(source),
            Reason::Other => facts.purchase_orders.ids.refer(source),
        };
        let quantity = row.quantity(adjustment::QUANTITY);
        let at = row.instant(adjustment::AT);
        facts.adjustments.set(ix, Adjustment { level: NONE, quantity, at, reason, source });
        let reverses = facts.adjustments.ids.refer(row.optional_id(adjustment::REVERSES));
        let extras = Extras {
            reverses,
            refunded_not_restocked: row.optional_units(adjustment::REFUNDED_NOT_RESTOCKED),
            note: facts.texts.add_optional(row.optional_text(adjustment::NOTE)),
            word: if word == reason.word() { NONE } else { facts.texts.add(word) },
        };
        facts.adjustments.set_extras(ix, extras);
    }
}
