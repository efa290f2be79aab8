//! `expectedRevision`: a command decided on an older state is refused, but only where what it touches changed since.
//! What a command only reads it does not touch, and the commands of one list do not conflict with each other.

use crate::contract::command::{Action, Command};
use crate::contract::outcome::{DocumentKind, Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::coverage::{in_transit, outstanding};
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;

/// Documents and levels by id.
#[derive(Debug, Default)]
struct Touched {
    documents: Vec<(DocumentKind, String)>,
    levels: Vec<(String, String)>,
}

impl Touched {
    fn document(&mut self, kind: DocumentKind, id: &str) {
        self.documents.push((kind, id.to_owned()));
    }

    fn level(&mut self, item_id: &str, shop_id: &str) {
        self.levels.push((item_id.to_owned(), shop_id.to_owned()));
    }
}

/// Refuses a command of which something touched changed after its expected revision. `start` is the revision before the
/// list that the command belongs to.
pub fn check(state: &State, command: &Command, start: u64) -> Result<(), Refusal> {
    let Some(expected) = command.expected_revision.filter(|expected| *expected < start) else { return Ok(()) };
    let touched = touched(state, command);
    let refuse = |message: String, by: &str| {
        let refusal = Refusal::new(RefusalCode::Conflict, message).at("expectedRevision");
        Err(refusal.with("revision", start as f64).with("changedBy", by))
    };
    let mut since = 0_u64;
    let newest_first = state.facts.commands.iter().rev().filter(|known| known.revision <= start);
    for known in newest_first.take_while(|known| known.revision > expected) {
        since = since.saturating_add(1);
        let Some(story) = &known.story else {
            return refuse("what happened since is not known".into(), &known.id);
        };
        let document = story.documents.iter().find(|document| touched.documents.contains(*document));
        if let Some((_, id)) = document {
            return refuse(format!("{id:?} was changed by command {:?}", known.id), &known.id);
        }
        if let Some((item, shop)) = story.levels.iter().find(|level| touched.levels.contains(*level)) {
            return refuse(
                format!("the stock of {item:?} in {shop:?} was changed by command {:?}", known.id),
                &known.id,
            );
        }
    }
    if since < start.saturating_sub(expected) {
        return refuse("what happened since is not known any more".into(), "");
    }
    Ok(())
}

fn touched(state: &State, command: &Command) -> Touched {
    use Action as A;
    let facts = &state.facts;
    let mut touched = Touched::default();
    match &command.action {
        A::CreatePurchaseOrder { purchase_order } => touched.document(DocumentKind::PurchaseOrder, &purchase_order.id),
        A::EditPurchaseOrder { purchase_order_id: id, .. }
        | A::OrderPurchaseOrder { purchase_order_id: id, .. }
        | A::FinishPurchaseOrder { purchase_order_id: id }
        | A::ReopenPurchaseOrder { purchase_order_id: id }
        | A::ArchivePurchaseOrder { purchase_order_id: id } => touched.document(DocumentKind::PurchaseOrder, id),
        A::ReceivePurchaseOrder { purchase_order_id: id, lines, .. } => {
            touched.document(DocumentKind::PurchaseOrder, id);
            let Some(ix) = facts.purchase_orders.ids.find_known(id) else { return touched };
            let document = facts.purchase_orders.get(ix);
            for line in facts.purchase_order_lines.of(document.lines) {
                let is_meant = match lines {
                    Some(lines) => lines.iter().any(|wanted| wanted.line_id == facts.texts.get(line.id)),
                    None => outstanding(&document, line).is_positive(),
                };
                if is_meant {
                    touched.level(facts.items.ids.name(line.item), facts.shops.ids.name(document.shop));
                }
            }
        }
        A::CreateTransfer { transfer } => touched.document(DocumentKind::Transfer, &transfer.id),
        A::EditTransfer { transfer_id: id, .. } => touched.document(DocumentKind::Transfer, id),
        A::SendTransfer { transfer_id: id, lines } => {
            transfer(state, &mut touched, id, lines.as_deref(), &|line| line.requested.is_positive(), true);
        }
        A::ReceiveTransfer { transfer_id: id, lines, allow_over } => {
            let document = facts.transfers.ids.find_known(id).map(|ix| facts.transfers.get(ix)).unwrap_or_default();
            let arrives = |line: &crate::state::documents::TransferLine| in_transit(&document, line).is_positive();
            transfer(state, &mut touched, id, lines.as_deref(), &arrives, false);
            if *allow_over {
                // The excess leaves the sender.
                transfer(state, &mut touched, id, lines.as_deref(), &|_| false, true);
            }
        }
        A::ReturnTransferExcess { transfer_id: id, lines } => {
            transfer(state, &mut touched, id, Some(lines), &|_| true, true);
        }
        A::ArchiveTransfer { transfer_id: id } => {
            let document = facts.transfers.ids.find_known(id).map(|ix| facts.transfers.get(ix)).unwrap_or_default();
            transfer(state, &mut touched, id, None, &|line| in_transit(&document, line).is_positive(), true);
        }
        A::ReverseReceipt { command_id } | A::Undo { command_id } => {
            if let Some(story) = facts.command(command_id).and_then(|known| known.story.as_ref()) {
                touched.documents.extend(story.documents.iter().cloned());
                touched.levels.extend(story.levels.iter().cloned());
            }
        }
        A::CreateVendorReturn { vendor_return } => touched.document(DocumentKind::VendorReturn, &vendor_return.id),
        A::SendVendorReturn { vendor_return_id: id } | A::UnsendVendorReturn { vendor_return_id: id } => {
            touched.document(DocumentKind::VendorReturn, id);
            let Some(ix) = facts.vendor_returns.ids.find_known(id) else { return touched };
            let document = facts.vendor_returns.get(ix);
            for line in facts.vendor_return_lines.of(document.lines) {
                touched.level(facts.items.ids.name(line.item), facts.shops.ids.name(document.shop));
            }
        }
        A::RecordSale { sale, lines, .. } => {
            touched.document(DocumentKind::Sale, &sale.id);
            lines.iter().for_each(|line| touched.level(&line.item_id, &sale.shop_id));
        }
        A::RefundSale { sale_id, lines, restock } => {
            touched.document(DocumentKind::Sale, sale_id);
            lines.iter().for_each(|line| adjustment(state, &mut touched, &line.adjustment_id, *restock));
        }
        A::VoidSale { sale_id } => {
            touched.document(DocumentKind::Sale, sale_id);
            if let Some(sale) = facts.sales.ids.find_known(sale_id) {
                for ix in state.index.adjustments_of_sale(sale) {
                    adjustment(state, &mut touched, facts.adjustments.ids.name(ix), true);
                }
            }
        }
        A::Restock { adjustment_id, .. } => adjustment(state, &mut touched, adjustment_id, true),
        A::CountStock { item_id, shop_id, .. } | A::AdjustStock { item_id, shop_id, .. } => {
            touched.level(item_id, shop_id);
        }
        A::CancelOrder { order_id: id, restock } => order_stock(state, &mut touched, id, &|_| *restock),
        A::RefundOrder { order_id: id, lines, restock } => {
            let lines = lines.as_deref();
            let is_meant =
                |line: &str| *restock && lines.is_none_or(|lines| lines.iter().any(|wanted| wanted.line_id == line));
            order_stock(state, &mut touched, id, &is_meant);
        }
        A::MoveOrderLine { order_id: id, line_id, shop_id } => {
            touched.document(DocumentKind::Order, id);
            let Some(ix) = facts.orders.table.ids.find_known(id) else { return touched };
            if let Some(number) = facts.order_line_numbers(ix).get(line_id.as_str()) {
                let line = facts.orders.lines.get(*number);
                let item_id = facts.items.ids.name(line.item);
                touched.level(item_id, facts.shops.ids.name(line.shop));
                touched.level(item_id, shop_id);
            }
        }
        A::ClearFraud { order_id: id }
        | A::FlagFraud { order_id: id }
        | A::MarkOrderPaid { order_id: id }
        | A::PrioritiseOrder { order_id: id, .. }
        | A::CreateShipment { order_id: id, .. }
        | A::SetTrackingNumber { order_id: id, .. }
        | A::MarkShipped { order_id: id, .. }
        | A::MarkReadyForPickup { order_id: id, .. }
        | A::MarkPickedUp { order_id: id, .. }
        | A::CancelShipment { order_id: id, .. }
        | A::TickShippedInPos { order_id: id, .. } => touched.document(DocumentKind::Order, id),
        A::Merge { upsert, remove } => {
            for (table, kind) in super::merge::DOCUMENTS {
                for id in super::merge::ids(upsert, remove, table) {
                    touched.document(kind, id);
                }
            }
            for level in [upsert, remove].into_iter().flat_map(|tree| super::merge::list(tree, "levels")) {
                if let (Tree::Text(item_id), Tree::Text(shop_id)) = (level.get("itemId"), level.get("shopId")) {
                    touched.level(item_id, shop_id);
                }
            }
        }
    }
    touched
}

fn transfer(
    state: &State,
    touched: &mut Touched,
    id: &str,
    lines: Option<&[crate::contract::command::LineUnits]>,
    is_meant: &dyn Fn(&crate::state::documents::TransferLine) -> bool,
    is_sender: bool,
) {
    touched.document(DocumentKind::Transfer, id);
    let facts = &state.facts;
    let Some(ix) = facts.transfers.ids.find_known(id) else { return };
    let document = facts.transfers.get(ix);
    let shop = if is_sender { document.from_shop } else { document.to_shop };
    for line in facts.transfer_lines.of(document.lines) {
        let is_meant = match lines {
            Some(lines) => lines.iter().any(|wanted| wanted.line_id == facts.texts.get(line.id)),
            None => is_meant(line),
        };
        if is_meant {
            touched.level(facts.items.ids.name(line.item), facts.shops.ids.name(shop));
        }
    }
}

/// An order, the sales that recorded it, and the levels of those of its lines that are meant: where nothing is put back, of none.
fn order_stock(state: &State, touched: &mut Touched, id: &str, is_meant: &dyn Fn(&str) -> bool) {
    touched.document(DocumentKind::Order, id);
    let facts = &state.facts;
    let Some(ix) = facts.orders.table.ids.find_known(id) else { return };
    state.index.sales_of_order(ix).for_each(|sale| touched.document(DocumentKind::Sale, facts.sales.ids.name(sale)));
    for line in facts.orders.lines.of(facts.orders.table.get(ix).lines) {
        if is_meant(facts.texts.get(line.id)) {
            touched.level(facts.items.ids.name(line.item), facts.shops.ids.name(line.shop));
        }
    }
}

/// The level of an adjustment if stock moves there, its sale, and the order whose line met it.
fn adjustment(state: &State, touched: &mut Touched, id: &str, moves: bool) {
    let facts = &state.facts;
    let level = |ix: Ix| facts.adjustments.level(ix);
    let Some(ix) = facts.adjustments.ids.find_known(id).filter(|ix| level(*ix) != NONE) else { return };
    let record = facts.adjustment_record(ix);
    if moves {
        touched.level(record.item_id, record.shop_id);
    }
    for order in state.orders_naming(ix) {
        touched.document(DocumentKind::Order, facts.orders.table.ids.name(order));
    }
    if let Some(sale) = record.source_id.filter(|_| record.reason == "sale") {
        touched.document(DocumentKind::Sale, sale);
    }
}
