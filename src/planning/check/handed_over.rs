//! Rule 14: of an order's line no more is refunded, handed over, or in shipments that wait than was ordered; and no more
//! comes back than was handed over.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::column::Ix;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    for ix in facts.orders.table.ids.given.in_order() {
        let ids = &facts.orders.table.ids;
        let order = facts.orders.table.get(ix);
        let mut waiting: Map<Ix, Quantity> = Map::new();
        for shipment in facts.orders.shipments.of(order.shipments) {
            if shipment.status.is_waiting() {
                for part in facts.orders.shipment_lines.of(shipment.lines) {
                    let sum = waiting.or_default(part.line);
                    *sum = sum.plus(part.quantity);
                }
            }
        }
        let place = place("orders", ids, ix);
        for (position, number) in order.lines.numbers().enumerate() {
            let line = facts.orders.lines.get(number);
            let packed = waiting.get(&number).copied().unwrap_or_default();
            let handed_over = line.handed_over;
            let gone = line.refunded.plus(handed_over);
            let (rule, field, what) = if line.refunded > line.quantity {
                (FindingRule::RefundedMoreThanOrdered, "refunded", "more is refunded than was ordered")
            } else if gone > line.quantity {
                (
                    FindingRule::HandedOverMoreThanOrdered,
                    "quantity",
                    "more is handed over than was ordered and not refunded",
                )
            } else if line.returned > handed_over {
                (FindingRule::ReturnedMoreThanHandedOver, "returned", "more came back than was handed over")
            } else if gone.plus(packed) > line.quantity {
                (FindingRule::PackedMoreThanOrdered, "quantity", "shipments that wait hold more than is left of it")
            } else {
                continue;
            };
            let say = || {
                let number = facts.texts.get(order.number);
                let message = said(&["Order ", number, ", ", books.item(line.item), ": ", what, "."]);
                let details = object! {
                    "id": ids.name(ix), "lineId": facts.texts.get(line.id), "ordered": line.quantity,
                    "refunded": line.refunded, "handedOver": handed_over, "returned": line.returned, "packed": packed,
                };
                (message, details)
            };
            found.add(rule, &|| inside(&place, "lines", position).field(field), &say);
        }
    }
}
