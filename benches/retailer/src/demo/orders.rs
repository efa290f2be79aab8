//! eCom orders: placed, handed over, refunded, cancelled.

use crate::catalogue;
use crate::moment::{DAY, MINUTE};
use crate::names::people;
use crate::record::{Forced, Label, Order, OrderLine, Quantity, Shipment, ShipmentLine};

use super::books::{Books, Cause, Place};

/// How an order is paid and handed over.
#[derive(Clone, Copy)]
pub struct Terms {
    pub payment: &'static str,
    pub fraud: &'static str,
    pub delivery: &'static str,
    /// Days after placing for which the customer was promised it.
    pub due_in: Option<i64>,
}

/// Paid by card, cleared, by parcel.
pub const USUAL: Terms = Terms { payment: "paid", fraud: "cleared", delivery: "ship", due_in: None };
/// Bank transfer, money not seen yet.
pub const BANK_TRANSFER: Terms = Terms { payment: "notPaid", ..USUAL };
pub const UNCHECKED: Terms = Terms { fraud: "unchecked", ..USUAL };
pub const FRAUDULENT: Terms = Terms { fraud: "fraudulent", ..USUAL };
pub const PICKUP: Terms = Terms { delivery: "pickup", ..USUAL };

impl Books {
    /// An online order of one shop, with the sale that records it.
    pub fn place_order(&mut self, shop: usize, at: i64, terms: Terms, lines: &[(usize, i64)]) -> usize {
        let places: Vec<_> = lines.iter().map(|(item, quantity)| (Place { item: *item, shop }, *quantity)).collect();
        self.place_split_order(at, terms, &places)
    }

    /// An online order whose lines come from several shops: one sale for each of them.
    pub fn place_split_order(&mut self, at: i64, terms: Terms, lines: &[(Place, i64)]) -> usize {
        let order = self.place_unrecorded_order(at, terms, lines);
        for shop in 0..self.shops.len() {
            let of_shop: Vec<usize> = (0..lines.len()).filter(|line| lines[*line].0.shop == shop).collect();
            if of_shop.is_empty() {
                continue;
            }
            let sold: Vec<_> = of_shop.iter().map(|line| (lines[*line].0.item, lines[*line].1)).collect();
            let adjustments = self.sell(shop, at + 2 * MINUTE, Some(self.orders[order].id), &sold);
            for (line, adjustment) in of_shop.into_iter().zip(adjustments) {
                self.orders[order].lines[line].adjustment_id = adjustment;
            }
        }
        order
    }

    /// An order that the till has not taken over yet.
    pub fn place_unrecorded_order(&mut self, at: i64, terms: Terms, lines: &[(Place, i64)]) -> usize {
        let index = self.orders.len();
        let id = Label::new("o", 90_001 + index);
        let line = |(number, (place, quantity)): (usize, &(Place, i64))| OrderLine {
            id: id.part(number + 1),
            item_id: catalogue::item_id(place.item),
            shop_id: self.shop_id(place.shop),
            quantity: Quantity(*quantity),
            refunded: Quantity::default(),
            returned: Quantity::default(),
            adjustment_id: None,
        };
        let order_lines = lines.iter().enumerate().map(line).collect();
        let guest = self.chance.per_mille(25);
        let customer = (!guest).then(|| people::customer(&mut self.chance));
        self.orders.push(Order {
            id,
            number: id,
            placed_at: at,
            customer,
            due_at: terms.due_in.map(|days| at + days * DAY),
            payment: terms.payment,
            fraud: terms.fraud,
            delivery: terms.delivery,
            cancelled: false,
            priority: None,
            lines: order_lines,
            shipments: Vec::new(),
        });
        index
    }

    /// Units of a line that are neither refunded nor handed over.
    pub fn unshipped(&self, order: usize, line: usize) -> i64 {
        let order = &self.orders[order];
        let line = &order.lines[line];
        let handed: i64 = order
            .shipments
            .iter()
            .filter(|shipment| matches!(shipment.status, "shipped" | "pickedUp"))
            .flat_map(|shipment| &shipment.lines)
            .filter(|part| part.order_line_id == line.id)
            .map(|part| part.quantity.0)
            .sum();
        if order.cancelled { 0 } else { (line.quantity.0 - line.refunded.0 - handed).max(0) }
    }

    /// What is left of each of these lines.
    pub fn left(&self, order: usize, lines: &[usize]) -> Vec<(usize, i64)> {
        lines.iter().map(|line| (*line, self.unshipped(order, *line))).filter(|(_, quantity)| *quantity > 0).collect()
    }

    pub fn left_of_all(&self, order: usize) -> Vec<(usize, i64)> {
        let lines: Vec<usize> = (0..self.orders[order].lines.len()).collect();
        self.left(order, &lines)
    }

    /// Packs lines into a shipment.
    pub fn pack(&mut self, order: usize, lines: &[(usize, i64)], at: i64, status: &'static str) -> usize {
        let serial = 70_001 + self.orders.iter().map(|order| order.shipments.len()).sum::<usize>();
        let tracking = (self.orders[order].delivery == "ship" && matches!(status, "shipped")).then(|| {
            format!(
                "{}{:09}{}",
                ["CQ", "RR", "00340"][serial % 3],
                serial * 7_919 % 1_000_000_000,
                ["DE", "GB", "7"][serial % 3]
            )
        });
        let order = &mut self.orders[order];
        let lines = lines
            .iter()
            .map(|(line, quantity)| ShipmentLine {
                order_line_id: order.lines[*line].id,
                quantity: Quantity(*quantity),
            })
            .collect();
        order.shipments.push(Shipment {
            id: Label::new("sh", serial),
            number: Label::new("SHIP", serial),
            created_at: at,
            status,
            tracking_number: tracking,
            shipped_in_pos: false,
            forced: None,
            lines,
        });
        order.shipments.len() - 1
    }

    /// Hands lines over, as the order's delivery has it.
    pub fn hand_over(&mut self, order: usize, lines: &[(usize, i64)], at: i64, ticked: bool) -> usize {
        let status = if self.orders[order].delivery == "pickup" { "pickedUp" } else { "shipped" };
        let shipment = self.pack(order, lines, at, status);
        self.orders[order].shipments[shipment].shipped_in_pos = ticked;
        shipment
    }

    /// Handed over against the gates, with a reason.
    pub fn hand_over_by_force(&mut self, order: usize, lines: &[(usize, i64)], at: i64, reason: &'static str) {
        let shipment = self.hand_over(order, lines, at, false);
        let by = people::staff(&mut self.chance);
        self.orders[order].shipments[shipment].forced = Some(Forced { reason, at, by });
    }

    /// Refunds units of a line; `returned`: they had been handed over.
    pub fn refund(&mut self, order: usize, line: usize, quantity: i64, at: i64, restock: bool, returned: bool) {
        let kept = &mut self.orders[order].lines[line];
        let (item_id, shop_id, sold_by) = (kept.item_id, kept.shop_id, kept.adjustment_id);
        if returned {
            kept.returned.0 += quantity;
        } else {
            kept.refunded.0 += quantity;
        }
        if let Some(id) = sold_by {
            self.compensate(id, (item_id, shop_id), quantity, at, restock);
        }
        let whole = self.orders[order].lines.iter().all(|line| line.refunded.0 + line.returned.0 >= line.quantity.0);
        let order = &mut self.orders[order];
        if whole && matches!(order.payment, "paid" | "partiallyPaid") {
            order.payment = "refunded";
        }
    }

    /// Gives units of a sale back to the stock, or notes that nobody did.
    pub fn compensate(&mut self, id: Label, place: (Label, Label), quantity: i64, at: i64, restock: bool) {
        let Some(sold) = self.adjustments.iter_mut().find(|adjustment| adjustment.id == id) else { return };
        let source = sold.source_id;
        if !restock {
            sold.refunded_not_restocked.0 += quantity;
            return;
        }
        let item = self.articles.iter().position(|article| article.item.id == place.0);
        let shop = self.shops.iter().position(|shop| shop.id == place.1);
        if let (Some(item), Some(shop)) = (item, shop) {
            let cause = Cause { reason: "sale", source, reverses: Some(id), note: Some("refund") };
            self.post(Place { item, shop }, quantity, at, cause);
        }
    }

    /// Cancels an order: what was not handed over is refunded, and waiting shipments go with it.
    pub fn cancel(&mut self, order: usize, at: i64, restock: bool) {
        for (line, quantity) in self.left_of_all(order) {
            self.refund(order, line, quantity, at, restock, false);
        }
        for shipment in &mut self.orders[order].shipments {
            if matches!(shipment.status, "notShipped" | "readyForPickup") {
                shipment.status = "cancelled";
            }
        }
        self.orders[order].cancelled = true;
    }
}
