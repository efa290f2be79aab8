//! Rule 19: references to what is not there are kept, since hosts send partial history, and listed here.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::findings::Place;
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};
use crate::state::documents::Receipt;
use crate::state::facts::Facts;
use crate::state::ids::Ids;

/// A record that may refer to others.
struct Referrer<'f> {
    place: &'f Place<'f>,
    /// What it is to people: "Purchase order 12".
    name: &'f [&'f str],
    id: &'f str,
}

impl Referrer<'_> {
    /// A reference to a table; none at all is fine.
    fn refers(&self, found: &mut Found, field: &str, what: &str, ids: &Ids, to: Ix) {
        if to != NONE && !ids.is_known(to) {
            self.dangles(found, field, what, ids.name(to));
        }
    }

    fn dangles(&self, found: &mut Found, field: &str, what: &str, missing: &str) {
        let say = || {
            let message = said(&[&said(self.name), " names the ", what, " \"", missing, "\", which is not there."]);
            (message, object! {"id": self.id, "field": field, "missing": missing})
        };
        found.add(FindingRule::DanglingReference, &|| self.place.field(field), &say);
    }
}

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    let texts = &facts.texts;
    let vendors = &facts.vendors.ids;
    for ix in facts.items.ids.given.in_order() {
        let place = place("items", &facts.items.ids, ix);
        let from = Referrer { place: &place, name: &["The item ", books.item(ix)], id: facts.items.ids.name(ix) };
        from.refers(found, "defaultVendorId", "vendor", vendors, facts.items.get(ix).vendor);
    }
    for ix in facts.sales.ids.given.in_order() {
        let sale = facts.sales.get(ix);
        let place = place("sales", &facts.sales.ids, ix);
        let from = Referrer { place: &place, name: &["Sale ", texts.get(sale.number)], id: facts.sales.ids.name(ix) };
        from.refers(found, "orderId", "order", &facts.orders.table.ids, sale.order);
    }
    adjustments(books, found);
    for ix in facts.purchase_orders.ids.given.in_order() {
        let ids = &facts.purchase_orders.ids;
        let document = facts.purchase_orders.get(ix);
        let name = ["Purchase order ", texts.get(document.number)];
        let from = Referrer { place: &place("purchaseOrders", ids, ix), name: &name, id: ids.name(ix) };
        from.refers(found, "vendorId", "vendor", vendors, document.vendor);
        if let Some(all) = facts.purchase_order_receipts.get(&ix) {
            let lines = facts.purchase_order_line_numbers(ix);
            receipts(facts, found, &from, all, &|id| lines.contains_key(id));
        }
    }
    for ix in facts.transfers.ids.given.in_order() {
        if let Some(all) = facts.transfer_receipts.get(&ix) {
            let ids = &facts.transfers.ids;
            let name = ["Transfer ", texts.get(facts.transfers.get(ix).number)];
            let from = Referrer { place: &place("transfers", ids, ix), name: &name, id: ids.name(ix) };
            let lines = facts.transfer_line_numbers(ix);
            receipts(facts, found, &from, all, &|id| lines.contains_key(id));
        }
    }
    for ix in facts.vendor_returns.ids.given.in_order() {
        let ids = &facts.vendor_returns.ids;
        let document = facts.vendor_returns.get(ix);
        let name = ["Vendor return ", texts.get(document.number)];
        let from = Referrer { place: &place("vendorReturns", ids, ix), name: &name, id: ids.name(ix) };
        from.refers(found, "vendorId", "vendor", vendors, document.vendor);
    }
    for ix in facts.orders.table.ids.given.in_order() {
        order(facts, found, ix);
    }
}

fn adjustments(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    for ix in facts.adjustments.ids.given.in_order() {
        let movement = facts.adjustments.get(ix);
        let (what, sources) = match movement.reason {
            Reason::Sale => ("sale", &facts.sales.ids),
            Reason::Transfer => ("transfer", &facts.transfers.ids),
            Reason::VendorReturn => ("vendor return", &facts.vendor_returns.ids),
            Reason::Other => ("purchase order", &facts.purchase_orders.ids),
        };
        let place = place("adjustments", &facts.adjustments.ids, ix);
        let name = ["A movement of ", books.item(facts.levels.item(movement.level))];
        let from = Referrer { place: &place, name: &name, id: facts.adjustments.ids.name(ix) };
        from.refers(found, "sourceId", what, sources, movement.source);
        from.refers(found, "reverses", "movement", &facts.adjustments.ids, facts.adjustments.reverses(ix));
    }
}

/// A line of a receipt that was not taken back must be one of the document's.
fn receipts(facts: &Facts, found: &mut Found, from: &Referrer<'_>, receipts: &[Receipt], has: &dyn Fn(&str) -> bool) {
    for (at, receipt) in receipts.iter().enumerate().filter(|(_, receipt)| !receipt.reversed) {
        let place = inside(from.place, "receipts", at);
        for (at, (line, _)) in receipt.lines.iter().enumerate() {
            let id = facts.texts.get(*line);
            if !has(id) {
                Referrer { place: &inside(&place, "lines", at), ..*from }.dangles(found, "lineId", "line", id);
            }
        }
    }
}

fn order(facts: &Facts, found: &mut Found, ix: Ix) {
    let ids = &facts.orders.table.ids;
    let order = facts.orders.table.get(ix);
    let name = ["Order ", facts.texts.get(order.number)];
    let place = place("orders", ids, ix);
    for (at, line) in facts.orders.lines.of(order.lines).iter().enumerate() {
        let from = Referrer { place: &inside(&place, "lines", at), name: &name, id: ids.name(ix) };
        from.refers(found, "adjustmentId", "movement", &facts.adjustments.ids, line.adjustment);
    }
    for (at, shipment) in facts.orders.shipments.of(order.shipments).iter().enumerate() {
        let place = inside(&place, "shipments", at);
        for (at, part) in facts.orders.shipment_lines.of(shipment.lines).iter().enumerate() {
            if part.line == NONE {
                let from = Referrer { place: &inside(&place, "lines", at), name: &name, id: ids.name(ix) };
                from.dangles(found, "orderLineId", "line", facts.texts.get(part.id));
            }
        }
    }
}
