//! Orders to vendors. Lightspeed has no status for them: archived, complete, receivedDate and orderedDate tell, in that
//! order, and a receivedDate only says that checking in has begun.

use std::collections::BTreeMap;

use oversold::Quantity;

use super::Given;
use super::special_orders::{Awaited, for_queue};
use crate::lightspeed::retail::OrderLine;
use crate::lightspeed::table::lines_by_document;
use crate::snapshot::{LineQuantity, PurchaseOrder, PurchaseOrderLine, Receipt};

/// The lines of each order; those without an item are not stock.
pub fn lines(given: Given<'_>) -> BTreeMap<&str, Vec<(&String, &OrderLine)>> {
    let retail = given.retail;
    lines_by_document(&retail.orders, |order| &order.lines, &retail.order_lines, |line| line.order.as_ref())
}

/// Ordered less checked in.
pub fn outstanding(line: &OrderLine) -> Quantity {
    line.quantity.minus(line.checked_in).or_zero()
}

pub fn purchase_orders(given: Given<'_>, special: &Awaited) -> Vec<PurchaseOrder> {
    let lines = lines(given);
    let receipts = receipts(given, &lines);
    let mut orders = Vec::new();
    for (id, order) in given.retail.orders.iter() {
        let Some(shop_id) = order.shop.clone() else {
            given.notes.add("withoutShop", "Orders without shopID were left out", format!("Order {id}"));
            continue;
        };
        let line = |(line_id, line): &(&String, &OrderLine)| {
            let waiting = outstanding(line);
            let wanted =
                for_queue(given, waiting, special.by_order_line.get(*line_id), &format!("OrderLine {line_id}"));
            Some(PurchaseOrderLine {
                id: (*line_id).clone(),
                item_id: line.item.clone()?,
                ordered: line.quantity.minus(waiting.minus(wanted)),
                received: line.checked_in,
                counted: line.num_received,
                unit_cost: line.price,
            })
        };
        orders.push(PurchaseOrder {
            id: id.clone(),
            number: id.clone(),
            vendor_id: order.vendor.clone(),
            shop_id,
            created_at: order.created,
            // What is being checked in was ordered, whether or not somebody wrote down when.
            ordered_at: order.ordered.or(order.received),
            expected_at: order.arrival,
            finished: order.complete,
            archived: order.archived,
            lines: lines.get(id.as_str()).into_iter().flatten().filter_map(line).collect(),
            receipts: receipts.get(id.as_str()).cloned().unwrap_or_default(),
        });
    }
    orders
}

/// The deliveries of each order: OrderShipments.
fn receipts<'a>(
    given: Given<'a>,
    lines: &BTreeMap<&'a str, Vec<(&String, &OrderLine)>>,
) -> BTreeMap<&'a str, Vec<Receipt>> {
    let retail = given.retail;
    let items = lines_by_document(
        &retail.receipts,
        |receipt| &receipt.items,
        &retail.receipt_items,
        |item| item.receipt.as_ref(),
    );
    let mut found: BTreeMap<&str, Vec<Receipt>> = BTreeMap::new();
    for (id, receipt) in retail.receipts.iter() {
        let (Some(order), Some(at)) = (receipt.order.as_deref(), receipt.at) else { continue };
        let of_order = lines.get(order).map(Vec::as_slice).unwrap_or_default();
        let quantity = |(_, item): &(&String, &crate::lightspeed::retail::ReceiptItem)| {
            let by_item = of_order.iter().find(|(_, line)| line.item.is_some() && line.item == item.item);
            let line_id = item.order_line.clone().or_else(|| by_item.map(|(id, _)| (*id).clone()))?;
            Some(LineQuantity { line_id, quantity: item.quantity? })
        };
        let lines: Vec<LineQuantity> = items.get(id.as_str()).into_iter().flatten().filter_map(quantity).collect();
        if !lines.is_empty() {
            let command_id = format!("OrderShipment/{id}");
            let receipt = Receipt { command_id, at, by: receipt.by.clone(), lines, reversed: false };
            found.entry(order).or_default().push(receipt);
        }
    }
    found
}
