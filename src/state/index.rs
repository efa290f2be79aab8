//! Ways from a level, a sale, an order or an adjustment to what belongs to it. All derived from the facts.

use super::adjustments::Reason;
use super::column::{Column, Ix, NONE, grow, some};
use super::facts::Facts;
use super::rare::Rare;
use crate::contract::options::LoadOptions;
use crate::coverage::{IncomingRef, in_transit, outstanding};
use crate::instant::Instant;
use crate::keyed::{Map, Set};
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::status;

/// Records of one table by something they belong to: the newest of each owner, and behind each record the next older.
#[derive(Debug, Default)]
struct Chains {
    newest: Vec<Ix>,
    older: Vec<Ix>,
}

impl Chains {
    fn add(&mut self, owner: Ix, record: Ix) {
        grow(&mut self.newest, owner, NONE);
        grow(&mut self.older, record, NONE);
        self.older.put(record, self.newest.at_or(owner, NONE));
        self.newest.put(owner, record);
    }

    /// Takes a record out again; the newest, as when an addition is taken back, at once.
    fn remove(&mut self, owner: Ix, record: Ix) {
        let older = self.older.at_or(record, NONE);
        if self.newest.at_or(owner, NONE) == record {
            self.newest.put(owner, older);
        } else {
            let newer = self.of(owner).find(|ix| self.older.at_or(*ix, NONE) == record);
            self.older.put(newer.unwrap_or(NONE), older);
        }
        self.older.put(record, NONE);
    }

    fn of(&self, owner: Ix) -> impl Iterator<Item = Ix> + '_ {
        std::iter::successors(some(self.newest.at_or(owner, NONE)), |ix| some(self.older.at_or(*ix, NONE)))
    }
}

/// The indexes.
#[derive(Debug, Default)]
pub struct Index {
    adjustments_on_level: Chains,
    adjustments_of_sale: Chains,
    reversed_by: Rare<Vec<Ix>>,
    sales_of_order: Set<(Ix, Ix)>,
    lines_of_adjustment: Chains,
    incoming: Set<(Ix, IncomingRef)>,
    /// Recorded order lines with unshipped units (rule 12), by level.
    waiting: Set<(Ix, Ix)>,
    /// Per item: the sum of its positive QOH, over all shops.
    available: Vec<Quantity>,
    open_purchase_orders: bool,
}

impl Index {
    pub fn build(facts: &mut Facts, options: &LoadOptions) -> Self {
        let mut index = Self { open_purchase_orders: options.counts_open_purchase_orders(), ..Self::default() };
        for ix in facts.adjustments.ids.numbers().filter(|ix| facts.adjustments.ids.is_known(*ix)) {
            index.add_adjustment(facts, ix);
        }
        let sales = facts.sales.ids.numbers().filter(|ix| facts.sales.ids.is_known(*ix));
        index.sales_of_order =
            sales.map(|ix| (facts.sales.get(ix).order, ix)).filter(|(order, _)| *order != NONE).collect();
        let orders = facts.orders.table.ids.given.in_order();
        for ix in &orders {
            index.link(facts, *ix);
        }
        index.incoming = index.all_incoming(facts).collect();
        index.waiting = orders.iter().flat_map(|ix| index.waiting_lines(facts, *ix)).collect();
        for level in facts.levels.all() {
            index.add_available(facts.levels.item(level), facts.levels.qoh(level).or_zero());
        }
        index
    }

    pub fn add_adjustment(&mut self, facts: &Facts, ix: Ix) {
        let movement = facts.adjustments.get(ix);
        self.adjustments_on_level.add(movement.level, ix);
        if movement.reason == Reason::Sale && movement.source != NONE {
            self.adjustments_of_sale.add(movement.source, ix);
        }
        let target = facts.adjustments.reverses(ix);
        if target != NONE {
            self.reversed_by.or_default(target).push(ix);
        }
    }

    pub fn remove_adjustment(&mut self, facts: &Facts, ix: Ix) {
        let movement = facts.adjustments.get(ix);
        self.adjustments_on_level.remove(movement.level, ix);
        if movement.reason == Reason::Sale && movement.source != NONE {
            self.adjustments_of_sale.remove(movement.source, ix);
        }
        let target = facts.adjustments.reverses(ix);
        if target != NONE {
            self.reversed_by.or_default(target).retain(|reversal| *reversal != ix);
        }
    }

    pub fn add_sale(&mut self, facts: &Facts, ix: Ix) {
        let order = facts.sales.get(ix).order;
        if order != NONE {
            self.sales_of_order.insert((order, ix));
        }
    }

    pub fn remove_sale(&mut self, facts: &Facts, ix: Ix) {
        self.sales_of_order.remove(&(facts.sales.get(ix).order, ix));
    }

    pub fn add_purchase_order(&mut self, facts: &Facts, ix: Ix) {
        self.incoming.extend(self.purchase_order_lines(facts, ix));
    }

    pub fn remove_purchase_order(&mut self, facts: &Facts, ix: Ix) {
        for number in facts.purchase_orders.get(ix).lines.numbers() {
            let level = facts.purchase_order_lines.get(number).level;
            self.incoming.remove(&(level, IncomingRef::PurchaseOrder(number)));
        }
    }

    pub fn add_transfer(&mut self, facts: &Facts, ix: Ix) {
        self.incoming.extend(transfer_lines(facts, ix));
    }

    pub fn remove_transfer(&mut self, facts: &Facts, ix: Ix) {
        for number in facts.transfers.get(ix).lines.numbers() {
            let level = facts.transfer_lines.get(number).level;
            self.incoming.remove(&(level, IncomingRef::Transfer(number)));
        }
    }

    /// Links the lines of an order anew and lists those that wait.
    pub fn add_order(&mut self, facts: &mut Facts, ix: Ix) {
        self.link(facts, ix);
        self.waiting.extend(self.waiting_lines(facts, ix));
    }

    pub fn remove_order(&mut self, facts: &Facts, ix: Ix) {
        for number in facts.orders.table.get(ix).lines.numbers() {
            let line = facts.orders.lines.get(number);
            self.waiting.remove(&(line.level, number));
            if line.meets() != NONE {
                self.lines_of_adjustment.remove(line.meets(), number);
            }
        }
    }

    /// Movements on a level, in no particular order.
    pub fn adjustments_on(&self, level: Ix) -> impl Iterator<Item = Ix> + '_ {
        self.adjustments_on_level.of(level)
    }

    /// Movements of a sale, in no particular order.
    pub fn adjustments_of_sale(&self, sale: Ix) -> impl Iterator<Item = Ix> + '_ {
        self.adjustments_of_sale.of(sale)
    }

    /// Movements that take this one back.
    pub fn reversals_of(&self, adjustment: Ix) -> &[Ix] {
        self.reversed_by.get(adjustment).map(Vec::as_slice).unwrap_or_default()
    }

    /// Order lines that met this adjustment, or name it.
    pub fn lines_of_adjustment(&self, adjustment: Ix) -> impl Iterator<Item = Ix> + '_ {
        self.lines_of_adjustment.of(adjustment)
    }

    /// Lines that still bring something to a level.
    pub fn incoming(&self, level: Ix) -> impl Iterator<Item = IncomingRef> + '_ {
        let from = (level, IncomingRef::PurchaseOrder(0));
        self.incoming.between(from, (level, IncomingRef::Transfer(NONE))).map(|(_, line)| line)
    }

    /// Recorded order lines with unshipped units on a level.
    pub fn waiting(&self, level: Ix) -> impl Iterator<Item = Ix> + '_ {
        self.waiting.between((level, 0), (level, NONE)).map(|(_, line)| line)
    }

    /// The known sales that recorded an order.
    pub fn sales_of_order(&self, order: Ix) -> impl Iterator<Item = Ix> + '_ {
        self.sales_of_order.between((order, 0), (order, NONE)).map(|(_, sale)| sale)
    }

    /// The sale that recorded an order first, by (completedAt, id).
    pub fn first_sale_of_order(&self, facts: &Facts, order: Ix) -> Option<Ix> {
        let key = |sale: &Ix| (facts.sales.get(*sale).completed_at, facts.sales.ids.name(*sale));
        self.sales_of_order(order).min_by_key(key)
    }

    /// What all shops have of an item, negative levels aside.
    pub fn available(&self, item: Ix) -> Quantity {
        self.available.at(item)
    }

    /// Units on a level that are sold and still in the shop (rule 12).
    pub fn unshipped(&self, facts: &Facts, level: Ix) -> Quantity {
        self.waiting(level).map(|line| facts.orders.unshipped(line)).sum()
    }

    /// Counts a change of an item's positive stock.
    pub fn add_available(&mut self, item: Ix, quantity: Quantity) {
        grow(&mut self.available, item, Quantity::ZERO);
        let sum = self.available(item).plus(quantity);
        self.available.put(item, sum);
    }

    /// Whether a line's sale is recorded (rule 12).
    pub fn is_recorded(&self, facts: &Facts, line: Ix) -> bool {
        let line = facts.orders.lines.get(line);
        line.adjustment != NONE || self.sales_of_order(line.order).next().is_some()
    }

    /// A line is recorded when it names an adjustment, known or not, or when a sale of its order is known (rule 12).
    fn waiting_lines(&self, facts: &Facts, order: Ix) -> Vec<(Ix, Ix)> {
        let has_sale = self.sales_of_order(order).next().is_some();
        let numbers = facts.orders.table.get(order).lines.numbers();
        let waits = |number: &Ix| {
            let line = facts.orders.lines.get(*number);
            (has_sale || line.adjustment != NONE)
                && facts.orders.unshipped(*number).is_positive()
                && facts.items.get(line.item).inventoried
        };
        numbers.filter(waits).map(|number| (facts.orders.lines.get(number).level, number)).collect()
    }

    fn all_incoming<'f>(&'f self, facts: &'f Facts) -> impl Iterator<Item = (Ix, IncomingRef)> + 'f {
        let purchase_orders = facts.purchase_orders.ids.numbers().filter(|ix| facts.purchase_orders.ids.is_known(*ix));
        let transfers = facts.transfers.ids.numbers().filter(|ix| facts.transfers.ids.is_known(*ix));
        let purchase_orders = purchase_orders.flat_map(|ix| self.purchase_order_lines(facts, ix));
        purchase_orders.chain(transfers.flat_map(|ix| transfer_lines(facts, ix)))
    }

    fn purchase_order_lines(&self, facts: &Facts, ix: Ix) -> Vec<(Ix, IncomingRef)> {
        let document = facts.purchase_orders.get(ix);
        if !self.open_purchase_orders && status::is_open(facts, ix) {
            return Vec::new();
        }
        let numbers = document.lines.numbers().map(|number| (number, facts.purchase_order_lines.get(number)));
        numbers
            .filter(|(_, line)| outstanding(&document, line).is_positive() && facts.items.get(line.item).inventoried)
            .map(|(number, line)| (line.level, IncomingRef::PurchaseOrder(number)))
            .collect()
    }

    /// Each line of an order meets its sale adjustment, and counts what was handed over of it.
    fn link(&mut self, facts: &mut Facts, order: Ix) {
        let record = facts.orders.table.get(order);
        let adjustments = &facts.adjustments;
        let numbers = record.lines.numbers();
        let named: Set<Ix> = facts.orders.lines.of(record.lines).iter().map(|line| line.adjustment).collect();
        // By level, the outflows of the order's sales that no line names, in the order of (at, id).
        let mut unnamed: Map<Ix, Vec<(Instant, Ix)>> = Map::new();
        if named.contains(&NONE) {
            let outflows = self.sales_of_order(order).flat_map(|sale| self.adjustments_of_sale(sale));
            for ix in outflows.filter(|ix| !named.contains(ix)) {
                if adjustments.quantity(ix).is_negative() && facts.is_ordinary(ix) {
                    unnamed.or_default(adjustments.level(ix)).push((adjustments.get(ix).at, ix));
                }
            }
            let id = |ix: &Ix| adjustments.ids.name(*ix);
            for outflows in unnamed.values_mut() {
                sort_by(outflows, |(at, a), (bt, b)| bt.cmp(at).then_with(|| id(b).cmp(id(a))));
            }
        }
        let handed_over = handed_over(facts, record.shipments);
        for number in numbers {
            let mut line = facts.orders.lines.get(number);
            line.link = if line.adjustment == NONE {
                unnamed.get_mut(&line.level).and_then(Vec::pop).map_or(NONE, |(_, ix)| ix)
            } else if facts.adjustments.ids.is_known(line.adjustment) {
                line.adjustment
            } else {
                NONE
            };
            line.handed_over = handed_over.get(&number).copied().unwrap_or_default();
            facts.orders.lines.set(number, line);
            if line.meets() != NONE {
                self.lines_of_adjustment.add(line.meets(), number);
            }
        }
    }
}

fn transfer_lines(facts: &Facts, ix: Ix) -> Vec<(Ix, IncomingRef)> {
    let document = facts.transfers.get(ix);
    let numbers = document.lines.numbers().map(|number| (number, facts.transfer_lines.get(number)));
    numbers
        .filter(|(_, line)| in_transit(&document, line).is_positive() && facts.items.get(line.item).inventoried)
        .map(|(number, line)| (line.level, IncomingRef::Transfer(number)))
        .collect()
}

/// Units shipped or picked up, by order line.
pub(super) fn handed_over(facts: &Facts, shipments: super::documents::Span) -> Map<Ix, Quantity> {
    let mut units: Map<Ix, Quantity> = Map::new();
    let shipments = facts.orders.shipments.of(shipments).iter().filter(|shipment| shipment.status.is_handed_over());
    for part in shipments.flat_map(|shipment| facts.orders.shipment_lines.of(shipment.lines)) {
        let sum = units.or_default(part.line);
        *sum = sum.plus(part.quantity);
    }
    units
}

impl Facts {
    /// When a movement queues: a sale's when it was completed, any other when it happened.
    pub fn queue_time(&self, adjustment: Ix) -> Instant {
        let movement = self.adjustments.get(adjustment);
        match movement.reason {
            Reason::Sale => self.sales.known(movement.source).map_or(movement.at, |sale| sale.completed_at),
            _ => movement.at,
        }
    }

    /// Whether a movement is one of its own, and not the taking back of another on its level (rule 2): it reverses nothing,
    /// or something on another level, or itself in a circle.
    pub fn is_ordinary(&self, adjustment: Ix) -> bool {
        let adjustments = &self.adjustments;
        let mut seen = Set::new();
        let mut target = adjustments.reverses(adjustment);
        if target != NONE && !adjustments.ids.is_known(target) {
            return false;
        }
        while target != NONE && adjustments.level(target) == adjustments.level(adjustment) {
            if target == adjustment {
                return true;
            }
            if !seen.insert(target) {
                return false;
            }
            target = adjustments.reverses(target);
        }
        seen.is_empty()
    }

    /// Whether the document behind a movement was sent.
    pub fn source_is_known(&self, adjustment: Ix) -> bool {
        let source = self.adjustments.source(adjustment);
        match self.adjustments.reason(adjustment) {
            Reason::Sale => self.sales.ids.is_known(source),
            Reason::Transfer => self.transfers.ids.is_known(source),
            Reason::VendorReturn => self.vendor_returns.ids.is_known(source),
            Reason::Other => self.purchase_orders.ids.is_known(source),
        }
    }

    /// The eCom order whose sale moved this stock; none where the host did not send it.
    pub fn order_of(&self, adjustment: Ix) -> Option<Ix> {
        if self.adjustments.reason(adjustment) != Reason::Sale {
            return None;
        }
        let order = self.sales.known(self.adjustments.source(adjustment))?.order;
        self.orders.table.ids.is_known(order).then_some(order)
    }
}
