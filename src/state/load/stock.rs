//! Levels, sales and adjustments as they are given.

use super::Loader;
use super::catalogue::define;
use crate::contract::row::Row;
use crate::contract::schema::{adjustment, level, sale};
use crate::quantity::Quantity;
use crate::state::adjustments::{Adjustment, Extras, Reason};
use crate::state::column::{Column, Ix, NONE, grow};
use crate::state::documents::Sale;
use crate::state::facts::Facts;
use crate::state::levels::Remarks;

impl Loader {
    pub(super) fn level(&mut self, row: Row<'_, '_, '_>) {
        let (item, shop, qoh, remarks) = self.facts.read_level(&row);
        let ix = self.facts.levels.push(item, shop, qoh);
        self.facts.levels.given.add(ix);
        self.facts.levels.set_remarks(ix, remarks);
    }

    pub(super) fn sale(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_sale(&row);
        define(&mut self.facts.sales.ids, ix, &row, sale::ID);
        self.facts.sales.set(ix, record);
    }

    pub(super) fn adjustment(&mut self, row: Row<'_, '_, '_>) {
        let (ix, place, movement, extras) = self.facts.read_adjustment(&row);
        define(&mut self.facts.adjustments.ids, ix, &row, adjustment::ID);
        grow(&mut self.places, ix, (NONE, NONE));
        self.places.put(ix, place);
        self.facts.adjustments.set(ix, movement);
        self.facts.adjustments.set_extras(ix, extras);
    }
}

impl Facts {
    pub(crate) fn read_level(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Ix, Quantity, Remarks) {
        (
            self.items.ids.intern(row.id(level::ITEM_ID)),
            self.shops.ids.intern(row.id(level::SHOP_ID)),
            row.quantity(level::QOH),
            Remarks {
                reorder_point: row.optional_quantity(level::REORDER_POINT),
                desired_level: row.optional_quantity(level::DESIRED_LEVEL),
                history_from: row.optional_instant(level::HISTORY_FROM),
            },
        )
    }

    pub(crate) fn read_sale(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Sale) {
        let facts = self;
        let record = Sale {
            number: facts.texts.add(row.text(sale::NUMBER)),
            shop: facts.shops.ids.intern(row.id(sale::SHOP_ID)),
            completed_at: row.instant(sale::COMPLETED_AT),
            order: facts.orders.table.ids.refer(row.optional_id(sale::ORDER_ID)),
        };
        (facts.sales.ids.intern(row.id(sale::ID)), record)
    }

    /// A movement, its item and shop, and what only few movements have. Its level is not known yet.
    pub(crate) fn read_adjustment(&mut self, row: &Row<'_, '_, '_>) -> (Ix, (Ix, Ix), Adjustment, Extras) {
        let facts = self;
        let ix = facts.adjustments.ids.intern(row.id(adjustment::ID));
        let item = facts.items.ids.intern(row.id(adjustment::ITEM_ID));
        let shop = facts.shops.ids.intern(row.id(adjustment::SHOP_ID));
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
        let movement = Adjustment { level: NONE, quantity, at, reason, source };
        let reverses = facts.adjustments.ids.refer(row.optional_id(adjustment::REVERSES));
        let extras = Extras {
            reverses,
            refunded_not_restocked: row.optional_units(adjustment::REFUNDED_NOT_RESTOCKED),
            note: facts.texts.add_optional(row.optional_text(adjustment::NOTE)),
            word: if word == reason.word() { NONE } else { facts.texts.add(word) },
        };
        (ix, (item, shop), movement, extras)
    }
}
