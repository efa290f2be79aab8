//! Records replaced whole or taken away (a merge). The indexes are kept right; what is touched is said by the caller,
//! and going back is the opposite merge.

use super::adjustments::{Adjustment, Extras};
use super::column::{Ix, NONE};
use super::documents::{PurchaseOrder, Receipt, Sale, Transfer};
use super::edit::State;
use super::facts::Facts;
use super::given::Given;
use super::ids::Ids;
use super::levels::Remarks;
use super::orders::{Order, OrderLine};
use crate::contract::schema::TableKind;
use crate::keyed::Set;
use crate::order::sort_by;
use crate::quantity::Quantity;

impl Facts {
    /// The ids of a table that has them.
    pub fn ids(&self, kind: TableKind) -> Option<&Ids> {
        Some(match kind {
            TableKind::Shops => &self.shops.ids,
            TableKind::Vendors => &self.vendors.ids,
            TableKind::Items => &self.items.ids,
            TableKind::Sales => &self.sales.ids,
            TableKind::Adjustments => &self.adjustments.ids,
            TableKind::PurchaseOrders => &self.purchase_orders.ids,
            TableKind::Transfers => &self.transfers.ids,
            TableKind::VendorReturns => &self.vendor_returns.ids,
            TableKind::Orders => &self.orders.table.ids,
            TableKind::Levels | TableKind::Commands => return None,
        })
    }

    /// Which records of a table were given, and in which order.
    pub fn given_mut(&mut self, kind: TableKind) -> Option<&mut Given> {
        Some(match kind {
            TableKind::Shops => &mut self.shops.ids.given,
            TableKind::Vendors => &mut self.vendors.ids.given,
            TableKind::Items => &mut self.items.ids.given,
            TableKind::Levels => &mut self.levels.given,
            TableKind::Sales => &mut self.sales.ids.given,
            TableKind::Adjustments => &mut self.adjustments.ids.given,
            TableKind::PurchaseOrders => &mut self.purchase_orders.ids.given,
            TableKind::Transfers => &mut self.transfers.ids.given,
            TableKind::VendorReturns => &mut self.vendor_returns.ids.given,
            TableKind::Orders => &mut self.orders.table.ids.given,
            TableKind::Commands => return None,
        })
    }
}

impl State {
    pub fn put_level(&mut self, level: Ix, qoh: Quantity, remarks: Remarks) {
        self.set_qoh(level, qoh);
        self.facts.levels.set_remarks(level, remarks);
        self.facts.levels.given.add(level);
    }

    pub fn remove_level(&mut self, level: Ix) {
        self.put_level(level, Quantity::ZERO, Remarks::default());
        self.facts.levels.given.remove(level);
    }

    pub fn put_adjustment(&mut self, ix: Ix, movement: Adjustment, extras: Extras) {
        let before = self.facts.order_of(ix);
        if self.facts.adjustments.ids.is_known(ix) {
            self.index.remove_adjustment(&self.facts, ix);
        }
        self.facts.adjustments.set(ix, movement);
        self.facts.adjustments.set_extras(ix, extras);
        self.facts.adjustments.ids.given.add(ix);
        self.index.add_adjustment(&self.facts, ix);
        self.relink_around(ix, before);
    }

    pub fn remove_adjustment(&mut self, ix: Ix) {
        if !self.facts.adjustments.ids.is_known(ix) {
            return;
        }
        let before = self.facts.order_of(ix);
        self.index.remove_adjustment(&self.facts, ix);
        self.facts.adjustments.set_extras(ix, Extras::default());
        self.facts.adjustments.ids.given.remove(ix);
        self.relink_around(ix, before);
    }

    /// Orders whose lines name this adjustment, or met it, or may meet it now.
    fn relink_around(&mut self, ix: Ix, before: Option<Ix>) {
        let mut orders: Vec<Ix> = self.orders_meeting(ix);
        orders.extend(before);
        let orders: Set<Ix> = orders.into_iter().collect();
        orders.into_iter().for_each(|order| self.relink(order));
    }

    /// Orders of which a line names this adjustment, or met it, or may meet it.
    pub fn orders_meeting(&self, ix: Ix) -> Vec<Ix> {
        let mut orders = self.orders_naming(ix);
        orders.extend(self.facts.order_of(ix));
        orders
    }

    /// Orders of which a line names this adjustment or met it.
    pub fn orders_naming(&self, ix: Ix) -> Vec<Ix> {
        self.index.lines_of_adjustment(ix).map(|line| self.facts.orders.lines.get(line).order).collect()
    }

    pub fn put_sale(&mut self, ix: Ix, sale: Sale) {
        let before = self.facts.sales.get(ix).order;
        if self.facts.sales.ids.is_known(ix) {
            self.index.remove_sale(&self.facts, ix);
        }
        self.facts.sales.set(ix, sale);
        self.facts.sales.ids.given.add(ix);
        self.index.add_sale(&self.facts, ix);
        self.relink(before);
        self.relink(sale.order);
    }

    pub fn remove_sale(&mut self, ix: Ix) {
        if self.facts.sales.ids.is_known(ix) {
            let order = self.facts.sales.get(ix).order;
            self.index.remove_sale(&self.facts, ix);
            self.facts.sales.ids.given.remove(ix);
            self.relink(order);
        }
    }

    pub fn put_purchase_order(&mut self, ix: Ix, document: PurchaseOrder, receipts: Vec<Receipt>) {
        if self.facts.purchase_orders.ids.is_known(ix) {
            self.index.remove_purchase_order(&self.facts, ix);
        }
        self.facts.purchase_orders.set(ix, document);
        self.facts.purchase_orders.ids.given.add(ix);
        self.facts.purchase_order_receipts.remove(&ix);
        if !receipts.is_empty() {
            self.facts.purchase_order_receipts.insert(ix, receipts);
        }
        self.index.add_purchase_order(&self.facts, ix);
    }

    pub fn remove_purchase_order(&mut self, ix: Ix) {
        if self.facts.purchase_orders.ids.is_known(ix) {
            self.index.remove_purchase_order(&self.facts, ix);
            self.facts.purchase_order_receipts.remove(&ix);
            self.facts.purchase_orders.set(ix, PurchaseOrder::default());
            self.facts.purchase_orders.ids.given.remove(ix);
        }
    }

    pub fn put_transfer(&mut self, ix: Ix, document: Transfer, receipts: Vec<Receipt>) {
        if self.facts.transfers.ids.is_known(ix) {
            self.index.remove_transfer(&self.facts, ix);
        }
        self.facts.transfers.set(ix, document);
        self.facts.transfers.ids.given.add(ix);
        self.facts.transfer_receipts.remove(&ix);
        if !receipts.is_empty() {
            self.facts.transfer_receipts.insert(ix, receipts);
        }
        self.index.add_transfer(&self.facts, ix);
    }

    pub fn remove_transfer(&mut self, ix: Ix) {
        if self.facts.transfers.ids.is_known(ix) {
            self.index.remove_transfer(&self.facts, ix);
            self.facts.transfer_receipts.remove(&ix);
            self.facts.transfers.set(ix, Transfer::default());
            self.facts.transfers.ids.given.remove(ix);
        }
    }

    pub fn put_order(&mut self, ix: Ix, order: Order) {
        self.drop_lines(ix);
        self.facts.orders.table.set(ix, order);
        self.facts.orders.table.ids.given.add(ix);
        self.index.add_order(&mut self.facts, ix);
    }

    pub fn remove_order(&mut self, ix: Ix) {
        self.drop_lines(ix);
        self.facts.orders.table.set(ix, Order::default());
        self.facts.orders.table.ids.given.remove(ix);
    }

    /// The lines of a known order stay in their run, but belong to nobody and wait for nothing.
    fn drop_lines(&mut self, ix: Ix) {
        if self.facts.orders.table.ids.is_known(ix) {
            self.index.remove_order(&self.facts, ix);
            for number in self.facts.orders.table.get(ix).lines.numbers() {
                self.facts.orders.lines.set(number, OrderLine::default());
            }
        }
    }
}

/// The numbers under which records were given, to go back to.
#[derive(Debug)]
pub struct GivenBefore(Vec<TableBefore>);

#[derive(Debug)]
struct TableBefore {
    kind: TableKind,
    /// The number that the next record would have got.
    next: u32,
    numbers: Vec<(Ix, u32)>,
}

impl GivenBefore {
    /// Notes where some records of some tables stand now.
    pub fn note(facts: &mut Facts, records: &[(TableKind, Ix)]) -> Self {
        let mut tables: Vec<TableBefore> = Vec::new();
        for (kind, ix) in records {
            let Some(given) = facts.given_mut(*kind) else { continue };
            let (number, next) = (given.position(*ix), given.next());
            match tables.iter_mut().find(|table| table.kind == *kind) {
                Some(table) => table.numbers.push((*ix, number)),
                None => tables.push(TableBefore { kind: *kind, next, numbers: vec![(*ix, number)] }),
            }
        }
        Self(tables)
    }

    /// Puts them back there.
    pub fn restore(self, facts: &mut Facts) {
        for TableBefore { kind, next, numbers } in self.0 {
            if let Some(given) = facts.given_mut(kind) {
                numbers.into_iter().for_each(|(ix, number)| given.set(ix, number));
                given.set_next(next);
            }
        }
    }
}

/// What a merge changes of a level's rows that no number shows: names, as a hash.
pub fn shown_texts(state: &State, level: Ix) -> Vec<(Ix, u64)> {
    let facts = &state.facts;
    let item = facts.levels.item(level);
    let record = facts.items.get(item);
    let vendor = facts.vendors.known(record.vendor).map(|vendor| facts.texts.get(vendor.name));
    let shop = facts.texts.get(facts.shops.get(facts.levels.shop(level)).name);
    let codes: Vec<Option<&str>> = record.codes.iter().map(|code| facts.texts.optional(*code)).collect();
    let of_level = format!("{:?}", (facts.texts.get(record.description), codes, record.stock_tracking, vendor, shop));
    let hash = |text: &str| xxhash_rust::xxh64::xxh64(text.as_bytes(), 0);
    let mut texts = vec![(NONE, hash(&of_level))];
    for adjustment in state.index.adjustments_on(level) {
        let source = crate::report::show::source(facts, adjustment);
        let order = facts.order_of(adjustment);
        let number = order.map(|order| facts.texts.get(facts.orders.table.get(order).number));
        let customer = order.and_then(|order| facts.texts.optional(facts.orders.table.get(order).customer));
        texts.push((adjustment, hash(&format!("{of_level}{:?}", (source, number, customer)))));
    }
    sort_by(&mut texts, |(a, _), (b, _)| a.cmp(b));
    texts
}

/// The hash of one row's texts.
pub fn text_of(texts: &[(Ix, u64)], adjustment: Ix) -> u64 {
    let position = texts.binary_search_by_key(&adjustment, |(adjustment, _)| *adjustment);
    position.ok().and_then(|position| texts.get(position)).map_or(0, |(_, hash)| *hash)
}

impl State {
    /// Lists what is on its way and what waits of an item anew: it has stock now, or has none any more.
    pub fn reindex_item(&mut self, item: Ix) {
        let Self { facts, index } = self;
        for ix in facts.purchase_orders.ids.numbers().filter(|ix| facts.purchase_orders.ids.is_known(*ix)) {
            if facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines).iter().any(|line| line.item == item) {
                index.remove_purchase_order(facts, ix);
                index.add_purchase_order(facts, ix);
            }
        }
        for ix in facts.transfers.ids.numbers().filter(|ix| facts.transfers.ids.is_known(*ix)) {
            if facts.transfer_lines.of(facts.transfers.get(ix).lines).iter().any(|line| line.item == item) {
                index.remove_transfer(facts, ix);
                index.add_transfer(facts, ix);
            }
        }
        let orders = facts.orders.table.ids.numbers().filter(|ix| facts.orders.table.ids.is_known(*ix));
        let orders: Vec<Ix> = orders
            .filter(|ix| facts.orders.lines.of(facts.orders.table.get(*ix).lines).iter().any(|line| line.item == item))
            .collect();
        orders.into_iter().for_each(|order| self.relink(order));
    }

    /// Levels below zero: those that have rows.
    pub fn negative_levels(&self) -> impl Iterator<Item = Ix> + '_ {
        self.facts.levels.all().filter(|level| self.facts.levels.qoh(*level).is_negative())
    }
}
