//! Changing the facts, one record at a time. Each change keeps the indexes right, says what it touches before it does,
//! and can be taken back: a command is applied whole or not at all (rule 16).

use super::adjustments::{Adjustment, Extras};
use super::column::{Ix, NONE};
use super::documents::{PurchaseOrder, PurchaseOrderLine, Receipt, Sale, Span, Transfer, TransferLine, VendorReturn};
use super::facts::{AppliedCommand, Facts};
use super::index::Index;
use super::orders::{Order, OrderLine, Shipment};
use super::replace::{GivenBefore, shown_texts};
use crate::contract::outcome::DocumentKind;
use crate::contract::tree::Tree;
use crate::keyed::{Map, Set};
use crate::quantity::Quantity;
use crate::readiness::{self, Waiting};

/// Facts and their indexes.
#[derive(Debug, Default)]
pub struct State {
    pub facts: Facts,
    pub index: Index,
}

/// What a record was before.
#[derive(Debug)]
pub(super) enum Old {
    Qoh(Ix, Quantity),
    LevelGiven(Ix),
    AdjustmentAdded(Ix),
    NotRestocked(Ix, Extras),
    PurchaseOrderAdded(Ix),
    PurchaseOrder(Ix, PurchaseOrder),
    PurchaseOrderLines(Ix, Vec<(Ix, PurchaseOrderLine)>),
    PurchaseOrderReceipts(Ix, Option<Vec<Receipt>>),
    TransferAdded(Ix),
    Transfer(Ix, Transfer),
    TransferLines(Ix, Vec<(Ix, TransferLine)>),
    TransferReceipts(Ix, Option<Vec<Receipt>>),
    VendorReturnAdded(Ix),
    VendorReturn(Ix, VendorReturn),
    SaleAdded(Ix),
    OrderAdded(Ix),
    Order(Ix, Order),
    OrderParts(Ix, Vec<(Ix, OrderLine)>, Vec<(Ix, Shipment)>),
    Command(Option<AppliedCommand>),
    Revision(u64),
    Undone(String),
    /// Goes back by the opposite merge; then the records stand where they stood.
    Merged(Box<(Tree, Tree)>, GivenBefore),
}

/// What decides whether an order is ready, of one of its lines.
#[derive(Clone, Copy, Debug)]
pub struct Awaited {
    pub line: Ix,
    pub level: Ix,
    pub unshipped: Quantity,
    pub is_recorded: bool,
    /// Services lie on no shelf: nobody waits for them.
    pub is_inventoried: bool,
}

/// What was touched, with what it was before, and how to go back.
#[derive(Debug, Default)]
pub struct Journal {
    pub(super) old: Vec<Old>,
    /// Levels of which something that shows may differ: the waiting lines as they were, and the QOH.
    pub levels: Map<Ix, (Quantity, Vec<Waiting>)>,
    /// Items whose stock elsewhere may differ: what was available.
    pub items: Map<Ix, Quantity>,
    /// What the orders touched were waiting for.
    pub orders: Map<Ix, Vec<Awaited>>,
    pub documents: Set<(DocumentKind, Ix)>,
    /// Whether one of the new documents was named before it came: by movements, perhaps (rule 19), or in a preview.
    pub named_before: bool,
    /// Levels whose QOH moved, in the order of the movements.
    pub moved: Vec<Ix>,
    /// Where names may change, as in a merge: what a level's rows said, as hashes.
    pub texts: Map<Ix, Vec<(Ix, u64)>>,
    pub watches_texts: bool,
    /// Levels and documents touched by the newest event, to be looked at once it is taken in.
    pub newest: Vec<Ix>,
    pub newest_documents: Vec<(DocumentKind, Ix)>,
}

impl State {
    /// Says that what a level shows may change.
    pub fn touch_level(&self, journal: &mut Journal, level: Ix) {
        if level != NONE {
            let before = || (self.facts.levels.qoh(level), readiness::on_shelf(&self.facts, &self.index, level));
            journal.levels.or_insert_with(level, before);
            journal.newest.push(level);
            if journal.watches_texts && self.facts.levels.qoh(level).is_negative() {
                journal.texts.or_insert_with(level, || shown_texts(self, level));
            }
        }
    }

    /// Says that a merge was made, and how to go back.
    pub fn merged(&self, journal: &mut Journal, opposite: (Tree, Tree), given: GivenBefore) {
        journal.old.push(Old::Merged(Box::new(opposite), given));
    }

    /// Says that an order, and what its lines show, may change.
    pub fn touch_order(&self, journal: &mut Journal, order: Ix) {
        let Facts { orders, sales: _, adjustments, .. } = &self.facts;
        let record = orders.table.get(order);
        for number in record.lines.numbers() {
            let line = orders.lines.get(number);
            self.touch_level(journal, line.level);
            if line.link != NONE {
                self.touch_level(journal, adjustments.level(line.link));
            }
        }
        for ix in self.index.sales_of_order(order).flat_map(|sale| self.index.adjustments_of_sale(sale)) {
            self.touch_level(journal, adjustments.level(ix));
        }
        journal.orders.or_insert_with(order, || self.awaited(order));
    }

    /// What an order waits for.
    pub fn awaited(&self, order: Ix) -> Vec<Awaited> {
        let Facts { orders, items, .. } = &self.facts;
        let awaited = |line: Ix| {
            let record = orders.lines.get(line);
            Awaited {
                line,
                level: record.level,
                unshipped: orders.unshipped(line),
                is_recorded: self.index.is_recorded(&self.facts, line),
                is_inventoried: items.get(record.item).inventoried,
            }
        };
        orders.table.get(order).lines.numbers().map(awaited).collect()
    }

    fn touch_purchase_order(&self, journal: &mut Journal, ix: Ix) {
        for line in self.facts.purchase_order_lines.of(self.facts.purchase_orders.get(ix).lines) {
            self.touch_level(journal, line.level);
        }
        journal.documents.insert((DocumentKind::PurchaseOrder, ix));
    }

    /// A transfer shows at the receiver as incoming and at the sender as excess.
    fn touch_transfer(&self, journal: &mut Journal, ix: Ix) {
        let document = self.facts.transfers.get(ix);
        for line in self.facts.transfer_lines.of(document.lines) {
            self.touch_level(journal, line.level);
            if let Some(sender) = self.facts.levels.find(line.item, document.from_shop) {
                self.touch_level(journal, sender);
            }
        }
        journal.documents.insert((DocumentKind::Transfer, ix));
    }

    /// Moves stock: a new adjustment, and its level's QOH by as much. The orders that it meets are linked again afterwards.
    pub fn add_adjustment(&mut self, journal: &mut Journal, ix: Ix, movement: Adjustment, extras: Extras) {
        let level = movement.level;
        self.touch_level(journal, level);
        // A reversal of something unknown may learn here that it is an ordinary movement of another level.
        for reversal in self.index.reversals_of(ix) {
            self.touch_level(journal, self.facts.adjustments.level(*reversal));
        }
        self.facts.adjustments.set(ix, movement);
        self.facts.adjustments.set_extras(ix, extras);
        self.facts.adjustments.ids.given.add(ix);
        self.index.add_adjustment(&self.facts, ix);
        journal.old.push(Old::AdjustmentAdded(ix));
        if self.facts.is_inventoried(level) {
            self.move_stock(journal, level, movement.quantity);
        }
    }

    /// Links orders anew whose lines may meet new movements: each once, however many movements there are.
    pub fn link_again(&mut self, journal: &mut Journal, orders: Set<Ix>) {
        for order in orders.iter() {
            self.touch_order(journal, order);
            self.relink(order);
        }
    }

    fn move_stock(&mut self, journal: &mut Journal, level: Ix, quantity: Quantity) {
        if self.facts.levels.given.add(level) {
            journal.old.push(Old::LevelGiven(level));
        }
        let before = self.facts.levels.qoh(level);
        journal.old.push(Old::Qoh(level, before));
        let item = self.facts.levels.item(level);
        let available = self.index.available(item);
        journal.items.or_insert_with(item, || available);
        self.set_qoh(level, before.plus(quantity));
        journal.moved.push(level);
    }

    /// Counts an event.
    pub fn set_revision(&mut self, journal: &mut Journal, revision: u64) {
        journal.old.push(Old::Revision(self.facts.revision));
        self.facts.revision = revision;
    }

    /// Marks a remembered command as taken back. One may be taken back twice: a host that replaces the document whole says
    /// that its receipt stands again.
    pub fn mark_undone(&mut self, journal: &mut Journal, command_id: &str) {
        if let Some(story) = self.facts.command_mut(command_id).and_then(|command| command.story.as_mut())
            && !story.undone
        {
            story.undone = true;
            journal.old.push(Old::Undone(command_id.to_owned()));
        }
    }

    /// Sets a level's QOH, and what is available of its item.
    pub(super) fn set_qoh(&mut self, level: Ix, qoh: Quantity) {
        let before = self.facts.levels.qoh(level);
        let item = self.facts.levels.item(level);
        self.index.add_available(item, qoh.or_zero().minus(before.or_zero()));
        self.facts.levels.set_qoh(level, qoh);
    }

    /// Sets how many units of a source were refunded and not put back (rule 14).
    pub fn set_not_restocked(&mut self, journal: &mut Journal, ix: Ix, quantity: Quantity) {
        self.touch_level(journal, self.facts.adjustments.level(ix));
        let extras = self.facts.adjustments.extras(ix);
        journal.old.push(Old::NotRestocked(ix, extras));
        self.facts.adjustments.set_extras(ix, Extras { refunded_not_restocked: quantity, ..extras });
    }

    pub fn add_purchase_order(&mut self, journal: &mut Journal, ix: Ix, document: PurchaseOrder) {
        self.facts.purchase_orders.set(ix, document);
        self.facts.purchase_orders.ids.given.add(ix);
        self.touch_purchase_order(journal, ix);
        self.index.add_purchase_order(&self.facts, ix);
        journal.old.push(Old::PurchaseOrderAdded(ix));
    }

    /// Changes a purchase order; its lines may be a new run.
    pub fn set_purchase_order(&mut self, journal: &mut Journal, ix: Ix, document: PurchaseOrder) {
        self.touch_purchase_order(journal, ix);
        journal.old.push(Old::PurchaseOrder(ix, self.facts.purchase_orders.get(ix)));
        self.index.remove_purchase_order(&self.facts, ix);
        self.facts.purchase_orders.set(ix, document);
        self.touch_purchase_order(journal, ix);
        self.index.add_purchase_order(&self.facts, ix);
    }

    /// Changes some lines of a purchase order.
    pub fn set_purchase_order_lines(&mut self, journal: &mut Journal, ix: Ix, lines: &[(Ix, PurchaseOrderLine)]) {
        self.touch_purchase_order(journal, ix);
        self.index.remove_purchase_order(&self.facts, ix);
        let before = lines.iter().map(|(number, _)| (*number, self.facts.purchase_order_lines.get(*number)));
        journal.old.push(Old::PurchaseOrderLines(ix, before.collect()));
        lines.iter().for_each(|(number, line)| self.facts.purchase_order_lines.set(*number, *line));
        self.index.add_purchase_order(&self.facts, ix);
    }

    pub fn set_purchase_order_receipts(&mut self, journal: &mut Journal, ix: Ix, receipts: Vec<Receipt>) {
        let before = self.facts.purchase_order_receipts.insert(ix, receipts);
        journal.old.push(Old::PurchaseOrderReceipts(ix, before));
    }

    pub fn add_transfer(&mut self, journal: &mut Journal, ix: Ix, document: Transfer) {
        self.facts.transfers.set(ix, document);
        self.facts.transfers.ids.given.add(ix);
        self.touch_transfer(journal, ix);
        self.index.add_transfer(&self.facts, ix);
        journal.old.push(Old::TransferAdded(ix));
    }

    pub fn set_transfer(&mut self, journal: &mut Journal, ix: Ix, document: Transfer) {
        self.touch_transfer(journal, ix);
        journal.old.push(Old::Transfer(ix, self.facts.transfers.get(ix)));
        self.index.remove_transfer(&self.facts, ix);
        self.facts.transfers.set(ix, document);
        self.touch_transfer(journal, ix);
        self.index.add_transfer(&self.facts, ix);
    }

    /// Changes some lines of a transfer.
    pub fn set_transfer_lines(&mut self, journal: &mut Journal, ix: Ix, lines: &[(Ix, TransferLine)]) {
        self.touch_transfer(journal, ix);
        self.index.remove_transfer(&self.facts, ix);
        let before = lines.iter().map(|(number, _)| (*number, self.facts.transfer_lines.get(*number)));
        journal.old.push(Old::TransferLines(ix, before.collect()));
        lines.iter().for_each(|(number, line)| self.facts.transfer_lines.set(*number, *line));
        self.index.add_transfer(&self.facts, ix);
    }

    pub fn set_transfer_receipts(&mut self, journal: &mut Journal, ix: Ix, receipts: Vec<Receipt>) {
        let before = self.facts.transfer_receipts.insert(ix, receipts);
        journal.old.push(Old::TransferReceipts(ix, before));
    }

    pub fn add_vendor_return(&mut self, journal: &mut Journal, ix: Ix, document: VendorReturn) {
        self.facts.vendor_returns.set(ix, document);
        self.facts.vendor_returns.ids.given.add(ix);
        journal.documents.insert((DocumentKind::VendorReturn, ix));
        journal.old.push(Old::VendorReturnAdded(ix));
    }

    pub fn set_vendor_return(&mut self, journal: &mut Journal, ix: Ix, document: VendorReturn) {
        journal.documents.insert((DocumentKind::VendorReturn, ix));
        journal.old.push(Old::VendorReturn(ix, self.facts.vendor_returns.get(ix)));
        self.facts.vendor_returns.set(ix, document);
    }

    pub fn add_sale(&mut self, journal: &mut Journal, ix: Ix, sale: Sale) {
        for adjustment in self.index.adjustments_of_sale(ix) {
            self.touch_level(journal, self.facts.adjustments.level(adjustment));
        }
        if self.facts.orders.table.ids.is_known(sale.order) {
            self.touch_order(journal, sale.order);
        }
        self.facts.sales.set(ix, sale);
        self.facts.sales.ids.given.add(ix);
        self.index.add_sale(&self.facts, ix);
        self.relink(sale.order);
        journal.documents.insert((DocumentKind::Sale, ix));
        journal.old.push(Old::SaleAdded(ix));
    }

    /// Lines without an adjustment of their own meet those of the order's sales, which may be others now.
    pub fn relink(&mut self, order: Ix) {
        if self.facts.orders.table.ids.is_known(order) {
            self.index.remove_order(&self.facts, order);
            self.index.add_order(&mut self.facts, order);
        }
    }

    pub fn add_order(&mut self, journal: &mut Journal, ix: Ix, order: Order) {
        journal.orders.or_default(ix);
        self.facts.orders.table.set(ix, order);
        self.facts.orders.table.ids.given.add(ix);
        self.touch_order(journal, ix);
        self.index.add_order(&mut self.facts, ix);
        journal.documents.insert((DocumentKind::Order, ix));
        journal.old.push(Old::OrderAdded(ix));
    }

    /// Changes an order; its lines and shipments may be new runs.
    pub fn set_order(&mut self, journal: &mut Journal, ix: Ix, order: Order) {
        self.touch_order(journal, ix);
        journal.old.push(Old::Order(ix, self.facts.orders.table.get(ix)));
        self.index.remove_order(&self.facts, ix);
        self.facts.orders.table.set(ix, order);
        self.touch_order(journal, ix);
        self.index.add_order(&mut self.facts, ix);
        journal.documents.insert((DocumentKind::Order, ix));
    }

    /// Changes some lines and shipments of an order.
    pub fn set_order_parts(
        &mut self,
        journal: &mut Journal,
        ix: Ix,
        lines: &[(Ix, OrderLine)],
        shipments: &[(Ix, Shipment)],
    ) {
        self.touch_order(journal, ix);
        self.index.remove_order(&self.facts, ix);
        let orders = &mut self.facts.orders;
        let lines_before = lines.iter().map(|(number, _)| (*number, orders.lines.get(*number))).collect();
        let shipments_before = shipments.iter().map(|(number, _)| (*number, orders.shipments.get(*number))).collect();
        journal.old.push(Old::OrderParts(ix, lines_before, shipments_before));
        lines.iter().for_each(|(number, line)| orders.lines.set(*number, *line));
        shipments.iter().for_each(|(number, shipment)| orders.shipments.set(*number, *shipment));
        self.index.add_order(&mut self.facts, ix);
        journal.documents.insert((DocumentKind::Order, ix));
    }

    /// Remembers a command (rule 15); the oldest beyond 10,000 is forgotten.
    pub fn remember(&mut self, journal: &mut Journal, command: AppliedCommand) {
        let forgotten = self.facts.remember(command);
        journal.old.push(Old::Command(forgotten));
    }
}

/// A run with one more record: the old run is copied, since runs are not in one piece with what follows them.
pub fn longer<T: Copy + Default>(
    lines: &mut super::documents::Lines<T>,
    span: Span,
    more: impl IntoIterator<Item = T>,
) -> Span {
    let mut all: Vec<T> = lines.of(span).to_vec();
    all.extend(more);
    lines.add(all)
}
