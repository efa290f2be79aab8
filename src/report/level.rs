//! One level taken apart: its queue, what is uncovered, what is on its way, and which of it covers what.
//! The report's rows, `explain` and `incoming` are three ways to show it.

use crate::attribution::{self, Source};
use crate::coverage::{self, Arrival, Piece};
use crate::netting::{self, Linked};
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// A level taken apart; used again for the next one, so that fifty thousand levels need few allocations.
#[derive(Debug, Default)]
pub struct TakenApart {
    pub qoh: Quantity,
    /// Outflows with something left, in the order of rule 3.
    pub queue: Vec<Source>,
    /// The shortage that no source explains.
    pub unattributed: Quantity,
    pub inflow: Quantity,
    pub outflow: Quantity,
    /// In the order of rule 9.
    pub arrivals: Vec<Arrival>,
    /// Which arrival covers which units. Row 0 is the unattributed one, row n the n-th source of the queue.
    pub pieces: Vec<Piece>,
    linked: Vec<Linked>,
}

impl TakenApart {
    /// Takes a level apart.
    pub fn take(&mut self, facts: &Facts, index: &Index, level: Ix) {
        self.qoh = facts.levels.qoh(level);
        self.movements(facts, index, level);
        attribution::sort_queue(&mut self.queue, |ix| facts.adjustments.ids.name(ix));
        self.unattributed = attribution::attribute(&mut self.queue, self.qoh.shortage());
        self.arrivals.clear();
        self.arrivals.extend(index.incoming(level).map(|line| Arrival::new(facts, line)));
        coverage::sort(&mut self.arrivals, facts);
        self.pieces.clear();
        let uncovered = std::iter::once(self.unattributed).chain(self.queue.iter().map(|source| source.uncovered));
        coverage::cover(uncovered, &self.arrivals, &mut self.pieces);
    }

    /// Rule 2 over all movements of the level: what went out for good, and what came in.
    fn movements(&mut self, facts: &Facts, index: &Index, level: Ix) {
        self.queue.clear();
        self.linked.clear();
        (self.inflow, self.outflow) = (Quantity::ZERO, Quantity::ZERO);
        let adjustments = &facts.adjustments;
        for ix in index.adjustments_on(level) {
            let target = adjustments.reverses(ix);
            if target == NONE && index.reversals_of(ix).is_empty() {
                self.ordinary(facts, ix, adjustments.quantity(ix));
            } else {
                let is_known = adjustments.ids.is_known(target);
                let is_here = is_known && adjustments.level(target) == level;
                self.linked.push(Linked {
                    adjustment: ix,
                    quantity: adjustments.quantity(ix),
                    target: if is_here { target } else { NONE },
                    dangling: target != NONE && !is_known,
                });
            }
        }
        if self.linked.is_empty() {
            return;
        }
        sort_by(&mut self.linked, |a, b| a.adjustment.cmp(&b.adjustment));
        for (ix, net) in netting::net(&self.linked) {
            if net.ordinary {
                self.ordinary(facts, ix, net.quantity);
            }
        }
    }

    /// A movement of its own, with what is left of it.
    fn ordinary(&mut self, facts: &Facts, adjustment: Ix, left: Quantity) {
        if !left.is_negative() {
            self.inflow = self.inflow.plus(left);
            return;
        }
        let net = left.negated();
        self.outflow = self.outflow.plus(net);
        let movement = facts.adjustments.get(adjustment);
        let order = facts.order_of(adjustment);
        self.queue.push(Source {
            adjustment,
            is_loss: movement.reason == Reason::Other,
            priority: order.map_or(0.0, |order| facts.orders.table.get(order).priority),
            at: facts.queue_time(adjustment),
            taken: movement.quantity.negated(),
            net,
            uncovered: Quantity::ZERO,
        });
    }
}
