//! Whole records in commands and events: read and checked as a snapshot's are, and put into the state.

pub mod check;

use std::cell::RefCell;

use super::decide::{self, Stop};
use crate::contract::error::InventoryError;
use crate::contract::findings::{Findings, Place};
use crate::contract::record::Records;
use crate::contract::row::Row;
use crate::contract::schema::{ORDER, PURCHASE_ORDER, SALE, Schema, TRANSFER, VENDOR_RETURN};
use crate::contract::tree::Tree;
use crate::contract::tree_records;
use crate::state::column::Ix;
use crate::state::documents::{PurchaseOrder, PurchaseOrderLine, Transfer, TransferLine};
use crate::state::edit::{Journal, State};
use crate::state::facts::Facts;
use crate::state::ids::Ids;
use crate::state::orders::{Order, OrderLine};

/// Reads one record; what is wrong with it is the error.
pub fn read<T>(
    facts: &mut Facts,
    schema: &'static Schema,
    tree: &Tree,
    name: &'static str,
    read: impl FnOnce(&mut Facts, &Row<'_, '_, '_>) -> T,
) -> Result<T, InventoryError> {
    let records: Records<'_> = tree_records::record(schema, tree);
    let findings = RefCell::new(Findings::default());
    let place = Place { parent: None, list: name, index: Place::ALONE };
    let row = Row { records: &records, row: 0, place: &place, findings: &findings };
    let record = row.is_record().then(|| read(facts, &row));
    match (findings.into_inner().into_error(), record) {
        (None, Some(record)) => Ok(record),
        (Some(error), _) => Err(error),
        (None, None) => Err(InventoryError::invalid(name, "expected an object")),
    }
}

/// The error that a record names what is not there.
fn unknown(path: String, what: &str, id: &str) -> InventoryError {
    InventoryError::invalid(path, format!("there is no {what} {id:?}"))
}

fn item(facts: &Facts, ix: Ix, path: impl FnOnce() -> String) -> Result<(), InventoryError> {
    let ids = &facts.items.ids;
    if ids.is_known(ix) { Ok(()) } else { Err(unknown(path(), "item", ids.name(ix))) }
}

fn shop(facts: &Facts, ix: Ix, path: impl FnOnce() -> String) -> Result<(), InventoryError> {
    let ids = &facts.shops.ids;
    if ids.is_known(ix) { Ok(()) } else { Err(unknown(path(), "shop", ids.name(ix))) }
}

/// A new record has an id that no other has: it would take the other's place.
fn is_new(ids: &Ids, ix: Ix, path: &str) -> Result<(), InventoryError> {
    if ids.is_known(ix) {
        Err(InventoryError::invalid(path, format!("{:?} is there already", ids.name(ix))))
    } else {
        Ok(())
    }
}

pub fn add_purchase_order(state: &mut State, journal: &mut Journal, tree: &Tree) -> Result<(), InventoryError> {
    let named = state.facts.purchase_orders.ids.numbers();
    let (ix, document, receipts) =
        read(&mut state.facts, &PURCHASE_ORDER, tree, "purchaseOrder", Facts::read_purchase_order)?;
    is_new(&state.facts.purchase_orders.ids, ix, "purchaseOrder.id")?;
    journal.named_before |= named.contains(&ix);
    let facts = &mut state.facts;
    shop(facts, document.shop, || "purchaseOrder.shopId".into())?;
    for (index, line) in facts.purchase_order_lines.of(document.lines).iter().enumerate() {
        item(facts, line.item, || format!("purchaseOrder.lines[{index}].itemId"))?;
    }
    find_purchase_order_levels(facts, &document);
    state.add_purchase_order(journal, ix, document);
    if !receipts.is_empty() {
        state.set_purchase_order_receipts(journal, ix, receipts);
    }
    Ok(())
}

pub fn add_transfer(state: &mut State, journal: &mut Journal, tree: &Tree) -> Result<(), InventoryError> {
    let named = state.facts.transfers.ids.numbers();
    let (ix, document, receipts) = read(&mut state.facts, &TRANSFER, tree, "transfer", Facts::read_transfer)?;
    is_new(&state.facts.transfers.ids, ix, "transfer.id")?;
    journal.named_before |= named.contains(&ix);
    let facts = &mut state.facts;
    shop(facts, document.from_shop, || "transfer.fromShopId".into())?;
    shop(facts, document.to_shop, || "transfer.toShopId".into())?;
    for (index, line) in facts.transfer_lines.of(document.lines).iter().enumerate() {
        item(facts, line.item, || format!("transfer.lines[{index}].itemId"))?;
    }
    find_transfer_levels(facts, &document);
    state.add_transfer(journal, ix, document);
    if !receipts.is_empty() {
        state.set_transfer_receipts(journal, ix, receipts);
    }
    Ok(())
}

pub fn add_vendor_return(state: &mut State, journal: &mut Journal, tree: &Tree) -> Result<(), InventoryError> {
    let named = state.facts.vendor_returns.ids.numbers();
    let (ix, document) = read(&mut state.facts, &VENDOR_RETURN, tree, "vendorReturn", Facts::read_vendor_return)?;
    is_new(&state.facts.vendor_returns.ids, ix, "vendorReturn.id")?;
    journal.named_before |= named.contains(&ix);
    shop(&state.facts, document.shop, || "vendorReturn.shopId".into())?;
    for (index, line) in state.facts.vendor_return_lines.of(document.lines).iter().enumerate() {
        item(&state.facts, line.item, || format!("vendorReturn.lines[{index}].itemId"))?;
    }
    state.add_vendor_return(journal, ix, document);
    Ok(())
}

pub fn add_sale(state: &mut State, journal: &mut Journal, tree: &Tree) -> Result<(), InventoryError> {
    let (ix, sale) = read(&mut state.facts, &SALE, tree, "sale", Facts::read_sale)?;
    is_new(&state.facts.sales.ids, ix, "sale.id")?;
    shop(&state.facts, sale.shop, || "sale.shopId".into())?;
    state.add_sale(journal, ix, sale);
    Ok(())
}

pub fn add_order(state: &mut State, journal: &mut Journal, tree: &Tree) -> Result<(), InventoryError> {
    let (ix, order) = read(&mut state.facts, &ORDER, tree, "order", Facts::read_order)?;
    is_new(&state.facts.orders.table.ids, ix, "order.id")?;
    let facts = &mut state.facts;
    for (index, line) in facts.orders.lines.of(order.lines).iter().enumerate() {
        item(facts, line.item, || format!("order.lines[{index}].itemId"))?;
        shop(facts, line.shop, || format!("order.lines[{index}].shopId"))?;
    }
    find_order_levels(facts, &order);
    state.add_order(journal, ix, order);
    Ok(())
}

/// Checks an order given with a command, without a trace in the state, and gives its id. An item or shop that is not there is
/// refused, as in a command's own lines.
pub fn check_order(facts: &Facts, tree: &Tree) -> Result<String, Stop> {
    let mut scratch = Facts::default();
    let (ix, order) = read(&mut scratch, &ORDER, tree, "order", Facts::read_order)?;
    for (index, line) in scratch.orders.lines.of(order.lines).iter().enumerate() {
        let (item_id, shop_id) = (scratch.items.ids.name(line.item), scratch.shops.ids.name(line.shop));
        decide::item(facts, item_id, &format!("order.lines[{index}].itemId"))?;
        decide::shop(facts, shop_id, &format!("order.lines[{index}].shopId"))?;
    }
    Ok(scratch.orders.table.ids.name(ix).to_owned())
}

/// Each line of a purchase order finds its level.
pub fn find_purchase_order_levels(facts: &mut Facts, document: &PurchaseOrder) {
    for number in document.lines.numbers() {
        let line = facts.purchase_order_lines.get(number);
        let level = facts.levels.ensure(line.item, document.shop);
        facts.purchase_order_lines.set(number, PurchaseOrderLine { level, ..line });
    }
}

/// Each line of a transfer finds the receiver's level.
pub fn find_transfer_levels(facts: &mut Facts, document: &Transfer) {
    for number in document.lines.numbers() {
        let line = facts.transfer_lines.get(number);
        let level = facts.levels.ensure(line.item, document.to_shop);
        facts.transfer_lines.set(number, TransferLine { level, ..line });
    }
}

/// Each line of an order finds its level.
pub fn find_order_levels(facts: &mut Facts, order: &Order) {
    for number in order.lines.numbers() {
        let line = facts.orders.lines.get(number);
        let level = facts.levels.ensure(line.item, line.shop);
        facts.orders.lines.set(number, OrderLine { level, ..line });
    }
}
