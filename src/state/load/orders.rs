//! eCom orders as they are given.

use super::Loader;
use super::catalogue::define;
use super::documents::LineIds;
use crate::contract::row::Row;
use crate::contract::schema::{order, order_line, shipment, shipment_line};
use crate::named::Named;
use crate::state::column::{Ix, NONE};
use crate::state::facts::Facts;
use crate::state::orders::{
    Delivery, Forced, Fraud, Order, OrderLine, Payment, Shipment, ShipmentLine, ShipmentStatus,
};

impl Loader {
    pub(super) fn order(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_order(&row);
        define(&mut self.facts.orders.table.ids, ix, &row, order::ID);
        self.facts.orders.table.set(ix, record);
    }
}

impl Facts {
    pub(crate) fn read_order(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Order) {
        let facts = self;
        let ix = facts.orders.table.ids.intern(row.id(order::ID));
        let texts = &mut facts.texts;
        let mut ids = LineIds::default();
        let mut numbers: Named<'_, Ix> = Named::default();
        let mut lines = Vec::new();
        let first_line = facts.orders.lines.len();
        row.list(order::LINES, 0, true, |line| {
            let id = ids.id(&line, order_line::ID);
            numbers.insert(id, first_line.saturating_add(lines.len() as u32));
            lines.push(OrderLine {
                order: ix,
                id: texts.add(id),
                item: facts.items.ids.intern(line.id(order_line::ITEM_ID)),
                shop: facts.shops.ids.intern(line.id(order_line::SHOP_ID)),
                quantity: line.units(order_line::QUANTITY),
                refunded: line.optional_units(order_line::REFUNDED),
                returned: line.optional_units(order_line::RETURNED),
                adjustment: facts.adjustments.ids.refer(line.optional_id(order_line::ADJUSTMENT_ID)),
                ..OrderLine::default()
            });
        });

        let mut shipment_ids = LineIds::default();
        let mut shipments = Vec::new();
        let mut first = 0_u32;
        row.list(order::SHIPMENTS, 0, false, |row| {
            let mut parts = Vec::new();
            let count = row.list(shipment::LINES, first, true, |part| {
                let id = part.id(shipment_line::ORDER_LINE_ID);
                parts.push(ShipmentLine {
                    id: texts.add(id),
                    line: numbers.get(id).copied().unwrap_or(NONE),
                    quantity: part.units(shipment_line::QUANTITY),
                });
            });
            first = first.saturating_add(count);
            let forced = row.has_object(shipment::FORCED).then(|| Forced {
                reason: texts.add(row.text(shipment::FORCED_REASON)),
                at: row.instant(shipment::FORCED_AT),
                by: texts.add_optional(row.optional_text(shipment::FORCED_BY)),
            });
            shipments.push(Shipment {
                order: ix,
                id: texts.add(shipment_ids.id(&row, shipment::ID)),
                number: texts.add(row.text(shipment::NUMBER)),
                created_at: row.optional_instant(shipment::CREATED_AT),
                status: row.choice(shipment::STATUS, ShipmentStatus::ALL, ShipmentStatus::NotShipped),
                tracking_number: texts.add_optional(row.optional_text(shipment::TRACKING_NUMBER)),
                shipped_in_pos: row.flag(shipment::SHIPPED_IN_POS, false),
                forced,
                lines: facts.orders.shipment_lines.add(parts),
            });
        });

        let record = Order {
            number: texts.add(row.text(order::NUMBER)),
            placed_at: row.instant(order::PLACED_AT),
            customer: texts.add_optional(row.optional_text(order::CUSTOMER)),
            due_at: row.optional_instant(order::DUE_AT),
            payment: row.choice(order::PAYMENT, Payment::ALL, Payment::NotPaid),
            fraud: row.choice(order::FRAUD, Fraud::ALL, Fraud::Unchecked),
            delivery: row.choice(order::DELIVERY, Delivery::ALL, Delivery::Ship),
            cancelled: row.flag(order::CANCELLED, false),
            priority: row.optional_number(order::PRIORITY).unwrap_or_default(),
            lines: facts.orders.lines.add(lines),
            shipments: facts.orders.shipments.add(shipments),
        };
        (ix, record)
    }
}
