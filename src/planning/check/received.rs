//! Rules 6 and 7: what came in is no more than what was ordered or sent.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::quantity::Quantity;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    for ix in facts.purchase_orders.ids.given.in_order() {
        let ids = &facts.purchase_orders.ids;
        let document = facts.purchase_orders.get(ix);
        for (position, line) in facts.purchase_order_lines.of(document.lines).iter().enumerate() {
            if line.received <= line.ordered {
                continue;
            }
            let say = || {
                let (received, ordered) = (line.received.to_string(), line.ordered.to_string());
                let number = facts.texts.get(document.number);
                let what = [&received, " of ", books.item(line.item), " were received, and "];
                let message = said(&["Purchase order ", number, ": ", &said(&what), &ordered, " ordered."]);
                let (id, line_id) = (ids.name(ix), facts.texts.get(line.id));
                (message, object! {"id": id, "lineId": line_id, "received": line.received, "ordered": line.ordered})
            };
            let place = place("purchaseOrders", ids, ix);
            found.add(FindingRule::OverReceived, &|| inside(&place, "lines", position).field("received"), &say);
        }
    }
    for ix in facts.transfers.ids.given.in_order() {
        let ids = &facts.transfers.ids;
        let document = facts.transfers.get(ix);
        let place = place("transfers", ids, ix);
        let number = facts.texts.get(document.number);
        if document.from_shop == document.to_shop {
            let say = || {
                let shop = facts.texts.get(facts.shops.get(document.to_shop).name);
                let message = said(&["Transfer ", number, " goes from ", shop, " to itself."]);
                (message, object! {"id": ids.name(ix), "shopId": facts.shops.ids.name(document.to_shop)})
            };
            found.add(FindingRule::TransferWithinShop, &|| place.field("toShopId"), &say);
        }
        for (position, line) in facts.transfer_lines.of(document.lines).iter().enumerate() {
            let sent = if document.sent_at.is_some() { line.sent } else { Quantity::ZERO };
            let arrived = line.received.plus(line.returned);
            if arrived <= sent {
                continue;
            }
            let say = || {
                let (arrived_text, sent_text) = (arrived.to_string(), sent.to_string());
                let what = [&arrived_text, " of ", books.item(line.item), " arrived or came back, and "];
                let message = said(&["Transfer ", number, ": ", &said(&what), &sent_text, " were sent."]);
                let (id, line_id) = (ids.name(ix), facts.texts.get(line.id));
                let (received, returned) = (line.received, line.returned);
                (
                    message,
                    object! {"id": id, "lineId": line_id, "received": received, "returned": returned, "sent": sent},
                )
            };
            let field = if line.received > sent { "received" } else { "returned" };
            found.add(FindingRule::ReceivedMoreThanSent, &|| inside(&place, "lines", position).field(field), &say);
        }
    }
}
