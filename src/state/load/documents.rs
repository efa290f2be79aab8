//! Purchase orders, transfers and vendor returns as they are given.

use super::Loader;
use super::catalogue::define;
use crate::contract::row::Row;
use crate::contract::schema::{
    line_quantity, purchase_order, purchase_order_line, receipt, transfer, transfer_line, vendor_return,
    vendor_return_line,
};
use crate::named::Names;
use crate::state::column::Ix;
use crate::state::documents::{
    PurchaseOrder, PurchaseOrderLine, Receipt, Transfer, TransferLine, VendorReturn, VendorReturnLine,
};
use crate::state::facts::Facts;
use crate::state::texts::Texts;

/// The ids of one document's lines: each only once.
#[derive(Default)]
pub(super) struct LineIds<'r>(Names<'r>);

impl<'r> LineIds<'r> {
    pub fn id(&mut self, row: &Row<'r, '_, '_>, field: usize) -> &'r str {
        let id = row.id(field);
        if !self.0.add(id) && !id.is_empty() {
            row.wrong(field, format!("the id {id:?} is given twice in this document"));
        }
        id
    }
}

/// The receipts of one document.
fn receipts(texts: &mut Texts, row: &Row<'_, '_, '_>, list: usize) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    let mut first_line = 0_u32;
    row.list(list, 0, false, |row| {
        let mut lines = Vec::new();
        let count = row.list(receipt::LINES, first_line, true, |line| {
            lines.push((texts.add(line.id(line_quantity::LINE_ID)), line.units(line_quantity::QUANTITY)));
        });
        first_line = first_line.saturating_add(count);
        receipts.push(Receipt {
            command: texts.add(row.id(receipt::COMMAND_ID)),
            at: row.instant(receipt::AT),
            by: texts.add_optional(row.optional_text(receipt::BY)),
            reversed: row.flag(receipt::REVERSED, false),
            lines,
        });
    });
    receipts
}

impl Loader {
    pub(super) fn purchase_order(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record, receipts) = self.facts.read_purchase_order(&row);
        define(&mut self.facts.purchase_orders.ids, ix, &row, purchase_order::ID);
        self.facts.purchase_orders.set(ix, record);
        if !receipts.is_empty() {
            self.facts.purchase_order_receipts.insert(ix, receipts);
        }
    }

    pub(super) fn transfer(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record, receipts) = self.facts.read_transfer(&row);
        define(&mut self.facts.transfers.ids, ix, &row, transfer::ID);
        self.facts.transfers.set(ix, record);
        if !receipts.is_empty() {
            self.facts.transfer_receipts.insert(ix, receipts);
        }
    }

    pub(super) fn vendor_return(&mut self, row: Row<'_, '_, '_>) {
        let (ix, record) = self.facts.read_vendor_return(&row);
        define(&mut self.facts.vendor_returns.ids, ix, &row, vendor_return::ID);
        self.facts.vendor_returns.set(ix, record);
    }
}

impl Facts {
    pub(crate) fn read_purchase_order(&mut self, row: &Row<'_, '_, '_>) -> (Ix, PurchaseOrder, Vec<Receipt>) {
        let facts = self;
        let ix = facts.purchase_orders.ids.intern(row.id(purchase_order::ID));
        let (texts, items) = (&mut facts.texts, &mut facts.items.ids);
        let mut ids = LineIds::default();
        let mut lines = Vec::new();
        row.list(purchase_order::LINES, 0, true, |line| {
            lines.push(PurchaseOrderLine {
                document: ix,
                id: texts.add(ids.id(&line, purchase_order_line::ID)),
                item: items.intern(line.id(purchase_order_line::ITEM_ID)),
                ordered: line.units(purchase_order_line::ORDERED),
                received: line.optional_units(purchase_order_line::RECEIVED),
                counted: line.optional_units(purchase_order_line::COUNTED),
                unit_cost: line.optional_quantity(purchase_order_line::UNIT_COST),
                ..PurchaseOrderLine::default()
            });
        });
        let receipts = receipts(texts, row, purchase_order::RECEIPTS);
        let record = PurchaseOrder {
            number: texts.add(row.text(purchase_order::NUMBER)),
            vendor: facts.vendors.ids.refer(row.optional_id(purchase_order::VENDOR_ID)),
            shop: facts.shops.ids.intern(row.id(purchase_order::SHOP_ID)),
            created_at: row.optional_instant(purchase_order::CREATED_AT),
            ordered_at: row.optional_instant(purchase_order::ORDERED_AT),
            expected_at: row.optional_instant(purchase_order::EXPECTED_AT),
            finished: row.flag(purchase_order::FINISHED, false),
            archived: row.flag(purchase_order::ARCHIVED, false),
            lines: facts.purchase_order_lines.add(lines),
        };
        (ix, record, receipts)
    }

    pub(crate) fn read_transfer(&mut self, row: &Row<'_, '_, '_>) -> (Ix, Transfer, Vec<Receipt>) {
        let facts = self;
        let ix = facts.transfers.ids.intern(row.id(transfer::ID));
        let (texts, items) = (&mut facts.texts, &mut facts.items.ids);
        let mut ids = LineIds::default();
        let mut lines = Vec::new();
        row.list(transfer::LINES, 0, true, |line| {
            lines.push(TransferLine {
                document: ix,
                id: texts.add(ids.id(&line, transfer_line::ID)),
                item: items.intern(line.id(transfer_line::ITEM_ID)),
                requested: line.units(transfer_line::REQUESTED),
                sent: line.optional_units(transfer_line::SENT),
                received: line.optional_units(transfer_line::RECEIVED),
                returned: line.optional_units(transfer_line::RETURNED),
                ..TransferLine::default()
            });
        });
        let receipts = receipts(texts, row, transfer::RECEIPTS);
        let record = Transfer {
            number: texts.add(row.text(transfer::NUMBER)),
            from_shop: facts.shops.ids.intern(row.id(transfer::FROM_SHOP_ID)),
            to_shop: facts.shops.ids.intern(row.id(transfer::TO_SHOP_ID)),
            created_at: row.optional_instant(transfer::CREATED_AT),
            sent_at: row.optional_instant(transfer::SENT_AT),
            expected_at: row.optional_instant(transfer::EXPECTED_AT),
            archived: row.flag(transfer::ARCHIVED, false),
            lines: facts.transfer_lines.add(lines),
        };
        (ix, record, receipts)
    }

    pub(crate) fn read_vendor_return(&mut self, row: &Row<'_, '_, '_>) -> (Ix, VendorReturn) {
        let facts = self;
        let ix = facts.vendor_returns.ids.intern(row.id(vendor_return::ID));
        let (texts, items) = (&mut facts.texts, &mut facts.items.ids);
        let mut ids = LineIds::default();
        let mut lines = Vec::new();
        row.list(vendor_return::LINES, 0, true, |line| {
            lines.push(VendorReturnLine {
                id: texts.add(ids.id(&line, vendor_return_line::ID)),
                item: items.intern(line.id(vendor_return_line::ITEM_ID)),
                quantity: line.units(vendor_return_line::QUANTITY),
            });
        });
        let record = VendorReturn {
            number: texts.add(row.text(vendor_return::NUMBER)),
            vendor: facts.vendors.ids.refer(row.optional_id(vendor_return::VENDOR_ID)),
            shop: facts.shops.ids.intern(row.id(vendor_return::SHOP_ID)),
            sent_at: row.optional_instant(vendor_return::SENT_AT),
            archived: row.flag(vendor_return::ARCHIVED, false),
            lines: facts.vendor_return_lines.add(lines),
        };
        (ix, record)
    }
}
