//! What a command changed goes back, the newest change first (rule 16).

use super::adjustments::Extras;
use super::column::Ix;
use super::documents::{PurchaseOrder, Sale, Transfer, VendorReturn};
use super::edit::{Journal, Old, State};
use super::orders::Order;
use crate::keyed::{Map, Set};

impl State {
    /// Takes everything back, the newest change first.
    pub fn take_back(&mut self, journal: &mut Journal) {
        // Orders that met movements: each is linked again once, when all of those are gone.
        let mut orders: Set<Ix> = Set::new();
        while let Some(old) = journal.old.pop() {
            if !matches!(old, Old::AdjustmentAdded(_) | Old::Qoh(..) | Old::LevelGiven(_)) {
                self.relink_all(&std::mem::take(&mut orders));
            }
            self.restore(old, &mut orders);
        }
        self.relink_all(&orders);
    }

    fn relink_all(&mut self, orders: &Set<Ix>) {
        for order in orders.iter() {
            self.relink(order);
        }
    }

    fn restore(&mut self, old: Old, orders: &mut Set<Ix>) {
        let Self { facts, index } = self;
        match old {
            Old::Qoh(level, qoh) => self.set_qoh(level, qoh),
            Old::LevelGiven(level) => facts.levels.given.take_back(level),
            Old::AdjustmentAdded(ix) => {
                orders.extend(self.orders_meeting(ix));
                self.index.remove_adjustment(&self.facts, ix);
                self.facts.adjustments.set_extras(ix, Extras::default());
                self.facts.adjustments.ids.given.take_back(ix);
            }
            Old::NotRestocked(ix, extras) => facts.adjustments.set_extras(ix, extras),
            Old::PurchaseOrderAdded(ix) => {
                index.remove_purchase_order(facts, ix);
                facts.purchase_orders.set(ix, PurchaseOrder::default());
                facts.purchase_orders.ids.given.take_back(ix);
            }
            Old::PurchaseOrder(ix, document) => {
                index.remove_purchase_order(facts, ix);
                facts.purchase_orders.set(ix, document);
                index.add_purchase_order(facts, ix);
            }
            Old::PurchaseOrderLines(ix, lines) => {
                index.remove_purchase_order(facts, ix);
                lines.into_iter().for_each(|(number, line)| facts.purchase_order_lines.set(number, line));
                index.add_purchase_order(facts, ix);
            }
            Old::PurchaseOrderReceipts(ix, receipts) => put_back(&mut facts.purchase_order_receipts, ix, receipts),
            Old::TransferAdded(ix) => {
                index.remove_transfer(facts, ix);
                facts.transfers.set(ix, Transfer::default());
                facts.transfers.ids.given.take_back(ix);
            }
            Old::Transfer(ix, document) => {
                index.remove_transfer(facts, ix);
                facts.transfers.set(ix, document);
                index.add_transfer(facts, ix);
            }
            Old::TransferLines(ix, lines) => {
                index.remove_transfer(facts, ix);
                lines.into_iter().for_each(|(number, line)| facts.transfer_lines.set(number, line));
                index.add_transfer(facts, ix);
            }
            Old::TransferReceipts(ix, receipts) => put_back(&mut facts.transfer_receipts, ix, receipts),
            Old::VendorReturnAdded(ix) => {
                facts.vendor_returns.set(ix, VendorReturn::default());
                facts.vendor_returns.ids.given.take_back(ix);
            }
            Old::VendorReturn(ix, document) => facts.vendor_returns.set(ix, document),
            Old::SaleAdded(ix) => {
                let order = facts.sales.get(ix).order;
                index.remove_sale(facts, ix);
                facts.sales.set(ix, Sale::default());
                facts.sales.ids.given.take_back(ix);
                self.relink(order);
            }
            Old::OrderAdded(ix) => {
                index.remove_order(facts, ix);
                facts.orders.table.set(ix, Order::default());
                facts.orders.table.ids.given.take_back(ix);
            }
            Old::Order(ix, order) => {
                index.remove_order(facts, ix);
                facts.orders.table.set(ix, order);
                index.add_order(facts, ix);
            }
            Old::OrderParts(ix, lines, shipments) => {
                index.remove_order(facts, ix);
                lines.into_iter().for_each(|(number, line)| facts.orders.lines.set(number, line));
                shipments.into_iter().for_each(|(number, shipment)| facts.orders.shipments.set(number, shipment));
                index.add_order(facts, ix);
            }
            Old::Command(forgotten) => facts.forget_newest(forgotten),
            Old::Merged(opposite, given) => {
                let (upsert, remove) = *opposite;
                // What was there before is always valid.
                let _ = crate::workflow::merge::put(self, &upsert, &remove);
                given.restore(&mut self.facts);
            }
            Old::Revision(revision) => facts.revision = revision,
            Old::Undone(id) => {
                if let Some(story) = facts.command_mut(&id).and_then(|command| command.story.as_mut()) {
                    story.undone = false;
                }
            }
        }
    }
}

fn put_back<T>(map: &mut Map<Ix, T>, ix: Ix, before: Option<T>) {
    match before {
        Some(before) => {
            map.insert(ix, before);
        }
        None => {
            map.remove(&ix);
        }
    }
}
