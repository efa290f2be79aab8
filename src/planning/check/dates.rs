//! Dates out of order: of each document the first that comes before what must come before it.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::findings::Place;
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::instant::{self, Instant};
use crate::state::documents::Receipt;

/// One date of a record, with its field.
type Dated = (&'static str, Option<Instant>);

/// Dates of one document in the order in which they must come; whether all was well.
fn in_order(found: &mut Found, place: &Place<'_>, name: &[&str], id: &str, dates: &[Dated]) -> bool {
    let mut before: Option<(&str, Instant)> = None;
    for (field, at) in dates {
        let Some(at) = *at else { continue };
        match before {
            Some((earlier, limit)) if at < limit => {
                let say = || {
                    let (at, limit) = (instant::to_text(at), instant::to_text(limit));
                    let message = said(&[&said(name), ": ", field, " ", &at, " is before ", earlier, " ", &limit, "."]);
                    (message, object! {"id": id, "field": field, "at": at, "before": limit})
                };
                found.add(FindingRule::DatesOutOfOrder, &|| place.field(field), &say);
                return false;
            }
            _ => before = Some((field, at)),
        }
    }
    true
}

/// Receipts must not come before what they receive was ordered or sent.
fn receipts(found: &mut Found, place: &Place<'_>, name: &[&str], id: &str, after: Dated, receipts: &[Receipt]) {
    for (position, receipt) in receipts.iter().enumerate() {
        let place = inside(place, "receipts", position);
        if !in_order(found, &place, name, id, &[after, ("at", Some(receipt.at))]) {
            return;
        }
    }
}

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    let texts = &facts.texts;
    for ix in facts.adjustments.ids.given.in_order() {
        let target = facts.adjustments.reverses(ix);
        if facts.adjustments.ids.is_known(target) {
            let ids = &facts.adjustments.ids;
            let movement = facts.adjustments.get(ix);
            let name = ["A movement of ", books.item(facts.levels.item(movement.level))];
            let dates = [("what it takes back", Some(facts.adjustments.get(target).at)), ("at", Some(movement.at))];
            in_order(found, &place("adjustments", ids, ix), &name, ids.name(ix), &dates);
        }
    }
    for ix in facts.purchase_orders.ids.given.in_order() {
        let ids = &facts.purchase_orders.ids;
        let document = facts.purchase_orders.get(ix);
        let (place, name) = (place("purchaseOrders", ids, ix), ["Purchase order ", texts.get(document.number)]);
        let created = ("createdAt", document.created_at);
        let ordered = ("orderedAt", document.ordered_at);
        let dates = [created, ordered, ("expectedAt", document.expected_at)];
        if in_order(found, &place, &name, ids.name(ix), &dates)
            && let Some(all) = facts.purchase_order_receipts.get(&ix)
        {
            let after = if ordered.1.is_some() { ordered } else { created };
            receipts(found, &place, &name, ids.name(ix), after, all);
        }
    }
    for ix in facts.transfers.ids.given.in_order() {
        let ids = &facts.transfers.ids;
        let document = facts.transfers.get(ix);
        let (place, name) = (place("transfers", ids, ix), ["Transfer ", texts.get(document.number)]);
        let sent = ("sentAt", document.sent_at);
        let dates = [("createdAt", document.created_at), sent, ("expectedAt", document.expected_at)];
        if in_order(found, &place, &name, ids.name(ix), &dates)
            && let Some(all) = facts.transfer_receipts.get(&ix)
        {
            receipts(found, &place, &name, ids.name(ix), sent, all);
        }
    }
    for ix in facts.orders.table.ids.given.in_order() {
        let ids = &facts.orders.table.ids;
        let order = facts.orders.table.get(ix);
        let (place, name) = (place("orders", ids, ix), ["Order ", texts.get(order.number)]);
        let placed = ("placedAt", Some(order.placed_at));
        if !in_order(found, &place, &name, ids.name(ix), &[placed, ("dueAt", order.due_at)]) {
            continue;
        }
        for (position, shipment) in facts.orders.shipments.of(order.shipments).iter().enumerate() {
            let place = inside(&place, "shipments", position);
            if !in_order(found, &place, &name, ids.name(ix), &[placed, ("createdAt", shipment.created_at)]) {
                break;
            }
        }
    }
}
