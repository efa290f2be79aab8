//! Rule 12: an order's lines are recorded by its sales; and rule 14: what a line still holds, its sale's movement holds too.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    // By movement what the lines that met it hold; and the first of them: order, position and line.
    let mut held: Map<Ix, Quantity> = Map::new();
    let mut first: Vec<(Ix, Ix, usize, Ix)> = Vec::new();
    for ix in facts.orders.table.ids.given.in_order() {
        let order = facts.orders.table.get(ix);
        let place = place("orders", &facts.orders.table.ids, ix);
        for (position, number) in order.lines.numbers().enumerate() {
            let line = facts.orders.lines.get(number);
            if !facts.items.get(line.item).inventoried {
                continue;
            }
            if let Some(what) = without_sale(books, ix, number) {
                let say = || {
                    let name = ["Order ", facts.texts.get(order.number), ", ", books.item(line.item)];
                    let message = said(&[&said(&name), ": ", what, "."]);
                    let (id, line_id) = (facts.orders.table.ids.name(ix), facts.texts.get(line.id));
                    (message, object! {"id": id, "lineId": line_id, "unshipped": facts.orders.unshipped(number)})
                };
                found.add(FindingRule::OrderLineWithoutSale, &|| inside(&place, "lines", position).path(), &say);
            } else if line.link != NONE {
                if !held.contains_key(&line.link) {
                    first.push((line.link, ix, position, number));
                }
                // Of a cancelled order only what was handed over is still held.
                let left = line.quantity.minus(line.refunded);
                let left = if order.cancelled { left.min(line.handed_over) } else { left };
                let sum = held.or_default(line.link);
                *sum = sum.plus(left.minus(line.returned));
            }
        }
    }
    for (movement, ix, position, number) in first {
        let holds = held.get(&movement).copied().unwrap_or_default();
        let (out, kept) = (books.net_outflow(movement), facts.adjustments.refunded_not_restocked(movement));
        // Where more was kept than went out, that is what is wrong.
        let sold = out.minus(kept);
        if holds == sold || sold.is_negative() {
            continue;
        }
        let line = facts.orders.lines.get(number);
        let say = || {
            let order = facts.orders.table.get(ix);
            let (holds_text, sold_text) = (holds.to_string(), sold.to_string());
            let name = ["Order ", facts.texts.get(order.number), ", ", books.item(line.item)];
            let message = said(&[&said(&name), ": it holds ", &holds_text, ", and its sale ", &sold_text, "."]);
            let (id, line_id) = (facts.orders.table.ids.name(ix), facts.texts.get(line.id));
            let adjustment_id = facts.adjustments.ids.name(movement);
            (
                message,
                object! {"id": id, "lineId": line_id, "adjustmentId": adjustment_id, "holds": holds, "sold": sold},
            )
        };
        let place = place("orders", &facts.orders.table.ids, ix);
        found.add(FindingRule::OrderDiffersFromSale, &|| inside(&place, "lines", position).field("quantity"), &say);
    }
}

/// Why no sale took out what a line holds.
fn without_sale(books: &Books<'_>, order: Ix, number: Ix) -> Option<&'static str> {
    let Books { facts, index, .. } = books;
    let line = facts.orders.lines.get(number);
    if line.link != NONE {
        let movement = facts.adjustments.get(line.link);
        let sold_for = facts.sales.known(movement.source).map_or(order, |sale| sale.order);
        return if movement.level != line.level {
            Some("its movement is one of another item or shop")
        } else if movement.reason != Reason::Sale || !movement.quantity.is_negative() || sold_for != order {
            Some("its movement is no sale of this order")
        } else {
            None
        };
    }
    // A line that names a movement which is not there dangles, and its units were taken out all the same.
    if line.adjustment != NONE || !facts.orders.unshipped(number).is_positive() {
        return None;
    }
    if !index.is_recorded(facts, number) {
        return Some("no sale of this order is there, so that nobody knows that it is sold");
    }
    // A host need not send the movements of a level that is not short.
    let is_told = facts.levels.qoh(line.level).is_negative() || index.adjustments_on(line.level).next().is_some();
    is_told.then_some("no movement of its sale took it out")
}
