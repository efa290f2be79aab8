//! Rule 14: what a refund does to stock, order lines and payment, for sales and orders alike.

use super::decide::{Moves, left_of};
use crate::contract::event::{NotRestocked, RefundedUnits};
use crate::contract::outcome::Refusal;
use crate::keyed::{Map, Set};
use crate::order::sort_texts;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;
use crate::state::orders::Payment;

/// What a refund is made of.
pub struct Refund<'s> {
    state: &'s State,
    restock: bool,
    moves: Moves<'s>,
    lines: Vec<RefundedUnits>,
    not_restocked: Vec<NotRestocked>,
    sales: Set<Ix>,
    /// Units of each order line refunded here, before they were handed over and after.
    taken: Map<Ix, (Quantity, Quantity)>,
    /// Units of each adjustment given back here.
    given_back: Map<Ix, Quantity>,
}

/// A refund, worked out.
pub struct Refunded {
    pub lines: Vec<RefundedUnits>,
    pub not_restocked: Vec<NotRestocked>,
    pub adjustments: Vec<crate::contract::event::Movement>,
    pub sale_ids: Vec<String>,
    /// Of the orders touched: the first one, and its new payment if that changes.
    pub order_id: Option<String>,
    pub payment: Option<String>,
}

/// Units of an order line that wait in shipments.
pub fn waiting_in_shipments(state: &State, line: Ix) -> Quantity {
    let orders = &state.facts.orders;
    let order = orders.table.get(orders.lines.get(line).order);
    let waiting = orders.shipments.of(order.shipments).iter().filter(|shipment| shipment.status.is_waiting());
    let parts = waiting.flat_map(|shipment| orders.shipment_lines.of(shipment.lines));
    parts.filter(|part| part.line == line).map(|part| part.quantity).sum()
}

/// Unshipped units of an order line that wait in no shipment.
pub fn free_units(state: &State, line: Ix) -> Quantity {
    state.facts.orders.unshipped(line).minus(waiting_in_shipments(state, line)).or_zero()
}

impl<'s> Refund<'s> {
    pub fn new(state: &'s State, moves: Moves<'s>, restock: bool) -> Self {
        Self {
            state,
            restock,
            moves,
            lines: Vec::new(),
            not_restocked: Vec::new(),
            sales: Set::new(),
            taken: Map::new(),
            given_back: Map::new(),
        }
    }

    /// Free units of a line that this refund has not taken yet.
    pub fn free(&self, line: Ix) -> Quantity {
        let taken = self.taken.get(&line).copied().unwrap_or_default().0;
        free_units(self.state, line).minus(taken).or_zero()
    }

    /// Units of a line handed over, not returned, and not taken by this refund yet.
    pub fn returnable(&self, line: Ix) -> Quantity {
        let record = self.state.facts.orders.lines.get(line);
        let taken = self.taken.get(&line).copied().unwrap_or_default().1;
        record.handed_over.minus(record.returned).minus(taken).or_zero()
    }

    /// What an adjustment still holds, less what this refund gave back.
    pub fn left_of(&self, adjustment: Ix) -> Quantity {
        left_of(self.state, adjustment).minus(self.given_back.get(&adjustment).copied().unwrap_or_default()).or_zero()
    }

    /// Counts units on an order line.
    pub fn count(&mut self, line: Ix, refunded: Quantity, returned: Quantity) {
        if refunded.is_zero() && returned.is_zero() {
            return;
        }
        let facts = &self.state.facts;
        let record = facts.orders.lines.get(line);
        let taken = self.taken.or_default(line);
        *taken = (taken.0.plus(refunded), taken.1.plus(returned));
        let order_id = facts.orders.table.ids.name(record.order).to_owned();
        self.lines.push(RefundedUnits { order_id, line_id: facts.texts.get(record.id).to_owned(), refunded, returned });
    }

    /// Puts units of an outflow back, or keeps them as refunded and not restocked.
    pub fn give_back(&mut self, adjustment: Ix, units: Quantity) -> Result<(), Refusal> {
        if units.is_zero() {
            return Ok(());
        }
        let facts = &self.state.facts;
        let given = self.given_back.or_default(adjustment);
        *given = given.plus(units);
        let source = facts.adjustments.source(adjustment);
        if facts.adjustments.reason(adjustment) == Reason::Sale && source != NONE {
            self.sales.insert(source);
        }
        if self.restock {
            self.moves.reverse(adjustment, units)
        } else {
            let adjustment_id = facts.adjustments.ids.name(adjustment).to_owned();
            self.not_restocked.push(NotRestocked { adjustment_id, quantity: units });
            Ok(())
        }
    }

    /// Units of an order's line: the demand goes, and the stock by its sale's own adjustment. Where that was not sent
    /// the units go back without one; where no sale is recorded there is no stock to put back.
    pub fn of_line(&mut self, line: Ix, refunded: Quantity, returned: Quantity) -> Result<(), Refusal> {
        let facts = &self.state.facts;
        let record = facts.orders.lines.get(line);
        self.count(line, refunded, returned);
        let units = refunded.plus(returned);
        if record.link != NONE {
            let part = units.min(self.left_of(record.link));
            return self.give_back(record.link, part);
        }
        if !self.restock || !self.state.index.is_recorded(facts, line) || !facts.items.get(record.item).inventoried {
            return Ok(());
        }
        let sale = self.state.index.first_sale_of_order(facts, record.order);
        let (item_id, shop_id) = (facts.items.ids.name(record.item), facts.shops.ids.name(record.shop));
        let source = sale.map(|sale| facts.sales.ids.name(sale));
        let reverses = facts.adjustments.ids.name_of(record.adjustment).map(str::to_owned);
        self.moves.add(item_id, shop_id, units, "sale", source)?.reverses = reverses;
        self.sales.extend(sale);
        Ok(())
    }

    /// Finishes: `payment` becomes refunded when no unit of the order is left unrefunded.
    pub fn done(self, order: Option<Ix>) -> Refunded {
        let facts = &self.state.facts;
        let lines_of = |order: Ix| facts.orders.table.get(order).lines.numbers();
        let left = |line: Ix| {
            let record = facts.orders.lines.get(line);
            let (refunded, returned) = self.taken.get(&line).copied().unwrap_or_default();
            record.quantity.minus(record.refunded).minus(record.returned).minus(refunded).minus(returned)
        };
        let order = order.or_else(|| self.taken.keys().next().map(|line| facts.orders.lines.get(*line).order));
        let is_refunded = order.is_some_and(|order| {
            let payment = facts.orders.table.get(order).payment;
            let was_paid = matches!(payment, Payment::Paid | Payment::PartiallyPaid);
            was_paid && !self.taken.is_empty() && lines_of(order).all(|line| !left(line).is_positive())
        });
        // By id: the numbers inside differ from load to load.
        let mut sale_ids: Vec<String> = self.sales.iter().map(|sale| facts.sales.ids.name(sale).to_owned()).collect();
        sort_texts(&mut sale_ids);
        Refunded {
            order_id: order.map(|order| facts.orders.table.ids.name(order).to_owned()),
            payment: is_refunded.then(|| Payment::Refunded.word().to_owned()),
            sale_ids,
            lines: self.lines,
            not_restocked: self.not_restocked,
            adjustments: self.moves.done(),
        }
    }
}
