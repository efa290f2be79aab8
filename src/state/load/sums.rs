//! Sums that a report hands out must be quantities themselves (rule 17): a load in which one is not is refused, with the
//! record that tips it over.

use crate::contract::error::InventoryError;
use crate::contract::findings::Findings;
use crate::contract::outcome::DocumentKind;
use crate::coverage::{Arrival, IncomingRef, in_transit, outstanding};
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::ids::Ids;
use crate::state::index::handed_over;
use crate::state::orders::OrderLine;

/// Running sums by level or item, in at most one direction each.
#[derive(Default)]
struct Sums(Map<(Ix, bool), Quantity>);

impl Sums {
    /// Adds, and tells whether this is the one that leaves the range.
    fn tips_over(&mut self, key: Ix, quantity: Quantity) -> bool {
        let sum = self.0.or_default((key, quantity.is_negative()));
        let before = sum.in_range();
        *sum = sum.plus(quantity);
        before && !sum.in_range()
    }
}

/// Whether all quantities together, whatever their sign, stay in range: then no sum of some of them leaves it.
fn all_in_range(quantities: impl Iterator<Item = Quantity>) -> bool {
    quantities.map(|quantity| Quantity::from_raw(quantity.raw().saturating_abs())).sum::<Quantity>().in_range()
}

const MESSAGE: &str = "with this the sum leaves the range of a quantity, 900,000,000 either way";

pub fn check(facts: &Facts) -> Result<(), InventoryError> {
    let mut findings = Findings::default();
    levels(facts, &mut findings);
    adjustments(facts, &mut findings);
    document_lines(facts, &mut findings);
    findings.into_error().map_or(Ok(()), Err)
}

fn levels(facts: &Facts, findings: &mut Findings) {
    let levels = &facts.levels;
    let stock = |level| levels.qoh(level).or_zero();
    if all_in_range(levels.all().map(stock)) {
        return;
    }
    let mut sums = Sums::default();
    for level in levels.all().filter(|level| levels.given.has(*level)) {
        if sums.tips_over(levels.item(level), stock(level)) {
            findings.add(|| format!("levels[{}].qoh", levels.given.position(level)), MESSAGE);
        }
    }
}

fn adjustments(facts: &Facts, findings: &mut Findings) {
    let adjustments = &facts.adjustments;
    if all_in_range(adjustments.ids.numbers().map(|ix| adjustments.quantity(ix))) {
        return;
    }
    let mut sums = Sums::default();
    for ix in adjustments.ids.given.in_order() {
        if sums.tips_over(adjustments.level(ix), adjustments.quantity(ix)) {
            findings.add(|| format!("adjustments[{}].quantity", adjustments.ids.given.position(ix)), MESSAGE);
        }
    }
}

/// One line of a document: its table and field, where it stands, its level, and its units.
struct Line {
    table: &'static str,
    field: &'static str,
    document: u32,
    index: usize,
    level: Ix,
    units: Quantity,
}

fn document_lines(facts: &Facts, findings: &mut Findings) {
    // Nearly always enough, and cheap: all units that were ever ordered, sent and sold.
    let [mut ordered, mut sent, mut sold] = [Quantity::ZERO; 3];
    facts.purchase_order_lines.all().for_each(|line| ordered = ordered.plus(line.ordered));
    facts.transfer_lines.all().for_each(|line| sent = sent.plus(line.sent));
    facts.orders.lines.all().for_each(|line| sold = sold.plus(line.quantity));
    if [ordered, sent, sold].iter().all(|sum| sum.in_range()) {
        return;
    }
    let given = |ids: &Ids| ids.given.in_order().into_iter().map(|ix| (ix, ids.given.position(ix))).collect::<Vec<_>>();
    let mut purchase_orders = Vec::new();
    for (ix, document) in given(&facts.purchase_orders.ids) {
        for (index, line) in facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines).iter().enumerate() {
            let (level, units) = (line.level, outstanding(&facts.purchase_orders.get(ix), line));
            purchase_orders.push(Line { table: "purchaseOrders", field: "ordered", document, index, level, units });
        }
    }
    let mut transfers = Vec::new();
    for (ix, document) in given(&facts.transfers.ids) {
        for (index, line) in facts.transfer_lines.of(facts.transfers.get(ix).lines).iter().enumerate() {
            let (level, units) = (line.level, in_transit(&facts.transfers.get(ix), line));
            transfers.push(Line { table: "transfers", field: "sent", document, index, level, units });
        }
    }
    let mut has_sale = vec![false; facts.orders.table.ids.numbers().len()];
    for order in facts.sales.ids.numbers().map(|ix| facts.sales.get(ix).order) {
        has_sale.put(order, true);
    }
    let mut orders = Vec::new();
    for (ix, document) in given(&facts.orders.table.ids) {
        let order = facts.orders.table.get(ix);
        // Lines learn it when they are linked, which is after this.
        let handed_over = handed_over(facts, order.shipments);
        for (index, number) in order.lines.numbers().enumerate() {
            let line = facts.orders.lines.get(number);
            let line = OrderLine { handed_over: handed_over.get(&number).copied().unwrap_or_default(), ..line };
            // Nobody waits for a service, nor for what is cancelled or whose sale is not recorded (rule 12).
            let is_recorded = line.adjustment != NONE || has_sale.at(ix);
            let waits = is_recorded && facts.items.get(line.item).inventoried && !order.cancelled;
            let (level, units) = (line.level, if waits { line.unshipped() } else { Quantity::ZERO });
            orders.push(Line { table: "orders", field: "quantity", document, index, level, units });
        }
    }
    for lines in [purchase_orders, transfers, orders] {
        if all_in_range(lines.iter().map(|line| line.units)) {
            continue;
        }
        let mut sums = Sums::default();
        for Line { table, field, document, index, level, units } in lines {
            if sums.tips_over(level, units) {
                findings.add(|| format!("{table}[{document}].lines[{index}].{field}"), MESSAGE);
            }
        }
    }
}

/// What of a level leaves the range after a change, if anything does: what a load would refuse.
pub fn leaves_range(state: &State, level: Ix) -> Option<&'static str> {
    let State { facts, index } = state;
    let (mut inflow, mut outflow) = (Quantity::ZERO, Quantity::ZERO);
    for ix in index.adjustments_on(level) {
        let quantity = facts.adjustments.quantity(ix);
        let sum = if quantity.is_negative() { &mut outflow } else { &mut inflow };
        *sum = sum.plus(quantity);
    }
    let (mut ordered, mut in_transit) = (Quantity::ZERO, Quantity::ZERO);
    for line in index.incoming(level) {
        let sum = if matches!(line, IncomingRef::PurchaseOrder(_)) { &mut ordered } else { &mut in_transit };
        *sum = sum.plus(Arrival::new(facts, line).outstanding);
    }
    let sums = [
        (facts.levels.qoh(level), "the quantity on hand would leave the range of a quantity, 900,000,000 either way"),
        (inflow, "what came in would add up to more than 900,000,000"),
        (outflow, "what went out would add up to more than 900,000,000"),
        (ordered, "what is on purchase orders would add up to more than 900,000,000"),
        (in_transit, "what is in transit would add up to more than 900,000,000"),
        (index.available(facts.levels.item(level)), "what all shops have would add up to more than 900,000,000"),
        (index.unshipped(facts, level), "what waits for customers would add up to more than 900,000,000"),
    ];
    sums.into_iter().find(|(sum, _)| !sum.in_range()).map(|(_, message)| message)
}

/// What of a document's lines leaves the range after a change: of services too, which no level counts.
pub fn document_leaves_range(state: &State, kind: DocumentKind, ix: Ix) -> Option<&'static str> {
    let facts = &state.facts;
    let is_in_range = match kind {
        DocumentKind::PurchaseOrder => {
            let lines = facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines);
            lines.iter().all(|line| line.received.in_range())
        }
        DocumentKind::Transfer => {
            let lines = facts.transfer_lines.of(facts.transfers.get(ix).lines);
            lines.iter().all(|line| line.sent.in_range() && line.received.in_range())
        }
        DocumentKind::Order | DocumentKind::Sale | DocumentKind::VendorReturn => true,
    };
    (!is_in_range).then_some("a line would add up to more than 900,000,000")
}
