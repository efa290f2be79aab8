//! Purchase orders and transfers, and how their goods come in.

use crate::catalogue;
use crate::moment::days_ago;
use crate::names::people;
use crate::record::{Label, LineQuantity, PurchaseOrder, PurchaseOrderLine, Quantity, Receipt, Transfer, TransferLine};

use super::books::{Books, Cause, Place};

impl Books {
    /// An open purchase order.
    pub fn draft_purchase(&mut self, vendor: Option<usize>, shop: usize, at: i64, lines: &[(usize, i64)]) -> usize {
        let index = self.purchase_orders.len();
        let id = Label::new("po", 2_001 + index);
        let line = |(number, (item, quantity)): (usize, &(usize, i64))| PurchaseOrderLine {
            id: id.part(number + 1),
            item_id: catalogue::item_id(*item),
            ordered: Quantity(*quantity),
            received: Quantity::default(),
            counted: Quantity::default(),
            unit_cost: self.item(*item).unit_cost,
        };
        let order_lines = lines.iter().enumerate().map(line).collect();
        self.purchase_orders.push(PurchaseOrder {
            id,
            number: Label::new("", 2_001 + index),
            vendor_id: vendor.map(catalogue::vendor_id),
            shop_id: self.shop_id(shop),
            created_at: Some(at),
            ordered_at: None,
            expected_at: None,
            finished: false,
            archived: false,
            lines: order_lines,
            receipts: Vec::new(),
        });
        index
    }

    /// A purchase order sent to the vendor when it was made.
    pub fn purchase(&mut self, shop: usize, at: i64, expected_at: Option<i64>, lines: &[(usize, i64)]) -> usize {
        let vendor = lines.first().and_then(|(item, _)| self.articles[*item].vendor);
        let index = self.draft_purchase(vendor, shop, at, lines);
        let order = &mut self.purchase_orders[index];
        (order.ordered_at, order.expected_at) = (Some(at), expected_at);
        index
    }

    /// Takes goods in; receipts of the last month can be reversed.
    pub fn receive(&mut self, purchase: usize, lines: &[(usize, i64)], at: i64) {
        let (source, shop_id) = (self.purchase_orders[purchase].id, self.purchase_orders[purchase].shop_id);
        let mut taken = Vec::new();
        for (line, quantity) in lines.iter().filter(|(_, quantity)| *quantity > 0) {
            let line = &mut self.purchase_orders[purchase].lines[*line];
            line.received.0 += quantity;
            line.counted.0 = (line.counted.0 - quantity).max(0);
            taken.push((line.id, line.item_id, *quantity));
        }
        let receipt = self.take_in(&taken, shop_id, source, "receiving", at);
        self.purchase_orders[purchase].receipts.extend(receipt);
    }

    pub fn outstanding(&self, purchase: usize) -> Vec<(usize, i64)> {
        let lines = self.purchase_orders[purchase].lines.iter().enumerate();
        lines
            .map(|(index, line)| (index, (line.ordered.0 - line.received.0).max(0)))
            .filter(|(_, quantity)| *quantity > 0)
            .collect()
    }

    fn take_in(
        &mut self,
        taken: &[(Label, Label, i64)],
        shop_id: Label,
        source: Label,
        reason: &'static str,
        at: i64,
    ) -> Option<Receipt> {
        let command = (at >= days_ago(30) && !taken.is_empty()).then(|| {
            self.commands += 1;
            Label::new("cmd", 8_000 + self.commands)
        });
        for (number, (_, item_id, quantity)) in taken.iter().enumerate() {
            let place = self.place_of(*item_id, shop_id);
            let cause = Cause { reason, source: Some(source), ..Cause::default() };
            match command {
                Some(command) => self.post_as(command.part(number + 1), place, *quantity, at, cause),
                None => self.post(place, *quantity, at, cause),
            };
        }
        let by = people::staff(&mut self.chance);
        let lines = taken
            .iter()
            .map(|(line_id, _, quantity)| LineQuantity { line_id: *line_id, quantity: Quantity(*quantity) });
        command.map(|command_id| Receipt { command_id, at, by, lines: lines.collect() })
    }

    /// The place of records that the books made themselves.
    fn place_of(&self, item_id: Label, shop_id: Label) -> Place {
        let item = self.articles.iter().position(|article| article.item.id == item_id);
        let shop = self.shops.iter().position(|shop| shop.id == shop_id);
        Place { item: item.unwrap_or_default(), shop: shop.unwrap_or_default() }
    }

    /// An open transfer.
    pub fn draft_transfer(&mut self, from: usize, to: usize, at: i64, lines: &[(usize, i64)]) -> usize {
        let index = self.transfers.len();
        let id = Label::new("tr", 601 + index);
        let line = |(number, (item, quantity)): (usize, &(usize, i64))| TransferLine {
            id: id.part(number + 1),
            item_id: catalogue::item_id(*item),
            requested: Quantity(*quantity),
            sent: Quantity::default(),
            received: Quantity::default(),
            returned: Quantity::default(),
        };
        let transfer_lines = lines.iter().enumerate().map(line).collect();
        self.transfers.push(Transfer {
            id,
            number: Label::new("T", 601 + index),
            from_shop_id: self.shop_id(from),
            to_shop_id: self.shop_id(to),
            created_at: Some(at),
            sent_at: None,
            expected_at: None,
            archived: false,
            lines: transfer_lines,
            receipts: Vec::new(),
        });
        index
    }

    /// Sends everything requested: it leaves the sender's QOH.
    pub fn send(&mut self, transfer: usize, at: i64, expected_at: Option<i64>) {
        let sent = &mut self.transfers[transfer];
        (sent.sent_at, sent.expected_at) = (Some(at), expected_at);
        let (source, from) = (sent.id, sent.from_shop_id);
        let lines: Vec<_> = sent
            .lines
            .iter_mut()
            .map(|line| {
                line.sent = line.requested;
                (line.item_id, line.sent.0)
            })
            .collect();
        for (item_id, quantity) in lines {
            self.leave(item_id, from, source, quantity, at);
        }
    }

    fn leave(&mut self, item_id: Label, from: Label, source: Label, quantity: i64, at: i64) {
        let place = self.place_of(item_id, from);
        self.post(place, -quantity, at, Cause { reason: "transfer", source: Some(source), ..Cause::default() });
    }

    /// Takes goods in at the receiver. More than was sent had left the sender too.
    pub fn receive_transfer(&mut self, transfer: usize, lines: &[(usize, i64)], at: i64) {
        let (source, from, to) = {
            let transfer = &self.transfers[transfer];
            (transfer.id, transfer.from_shop_id, transfer.to_shop_id)
        };
        let mut taken = Vec::new();
        for (line, quantity) in lines.iter().filter(|(_, quantity)| *quantity > 0) {
            let line = &mut self.transfers[transfer].lines[*line];
            line.received.0 += quantity;
            let excess = (line.received.0 + line.returned.0 - line.sent.0).max(0);
            line.sent.0 += excess;
            taken.push((line.id, line.item_id, *quantity));
            let item_id = line.item_id;
            if excess > 0 {
                self.leave(item_id, from, source, excess, at);
            }
        }
        let receipt = self.take_in(&taken, to, source, "transfer", at);
        self.transfers[transfer].receipts.extend(receipt);
    }

    pub fn in_transit(&self, transfer: usize) -> Vec<(usize, i64)> {
        let lines = self.transfers[transfer].lines.iter().enumerate();
        lines
            .map(|(index, line)| (index, (line.sent.0 - line.received.0 - line.returned.0).max(0)))
            .filter(|(_, quantity)| *quantity > 0)
            .collect()
    }

    /// What never arrived goes back to the sender, and takes back that transfer's own source.
    pub fn return_excess(&mut self, transfer: usize, line: usize, quantity: i64, at: i64) {
        let (source, from) = (self.transfers[transfer].id, self.transfers[transfer].from_shop_id);
        let line = &mut self.transfers[transfer].lines[line];
        line.returned.0 += quantity;
        let item_id = line.item_id;
        let place = self.place_of(item_id, from);
        let left = self.adjustments.iter().rev().find(|adjustment| {
            adjustment.source_id == Some(source)
                && adjustment.item_id == item_id
                && adjustment.shop_id == from
                && adjustment.quantity.0 < 0
        });
        let reverses = left.map(|adjustment| adjustment.id);
        self.post(
            place,
            quantity,
            at,
            Cause { reason: "transfer", source: Some(source), reverses, ..Cause::default() },
        );
    }
}
