//! How the shops fill up again: purchase orders, transfers between them, and deliveries at the door.

use crate::moment::{DAY, HOUR, MINUTE};
use crate::record::UNIT;

use super::books::{HARBOUR, MAIN, Place, STATION};
use super::trade::{Expected, Goods, Trade};

impl Trade<'_> {
    pub fn take_deliveries(&mut self, midnight: i64) {
        let (due, later) = std::mem::take(&mut self.expected).into_iter().partition(|expected| expected.on <= midnight);
        self.expected = later;
        for Expected { goods, .. } in due {
            let at = midnight + 8 * HOUR + self.books.chance.between(0, 119) * MINUTE;
            match goods {
                Goods::Purchase(purchase) => self.take_purchase(purchase, midnight, at),
                Goods::Transfer(transfer) => {
                    let lines = self.books.in_transit(transfer);
                    self.books.receive_transfer(transfer, &lines, at);
                }
            }
        }
    }

    fn take_purchase(&mut self, purchase: usize, midnight: i64, at: i64) {
        let mut lines = self.books.outstanding(purchase);
        // Now and then the vendor sends less, and the rest later or never.
        let short = lines.len() > 1 && self.books.chance.percent(15);
        if short {
            let keep = lines.len() / 2;
            lines.truncate(keep.max(1));
        }
        self.books.receive(purchase, &lines, at);
        if short && self.books.chance.percent(80) {
            let on = midnight + self.books.chance.between(5, 16) * DAY;
            self.expected.push(Expected { on, goods: Goods::Purchase(purchase) });
        } else {
            self.books.purchase_orders[purchase].finished = true;
        }
    }

    /// Every Monday a third of the vendors is written to.
    pub fn reorder(&mut self, midnight: i64) {
        let week = midnight / (7 * DAY);
        for vendor in 0..self.books.vendors.len() {
            if (week + vendor as i64) % 3 != 0 {
                continue;
            }
            for shop in [MAIN, STATION, HARBOUR] {
                let lines = self.wanted(vendor, shop);
                if lines.is_empty() {
                    continue;
                }
                let lead = self.books.vendors[vendor].lead_time_days;
                let at = midnight + 9 * HOUR + self.books.chance.between(0, 200) * MINUTE;
                let stated = self.books.chance.percent(60).then(|| midnight + lead.unwrap_or(18) * DAY + 12 * HOUR);
                let purchase = self.books.purchase(shop, at, stated, &lines);
                let on = midnight + (lead.unwrap_or(18) + self.books.chance.between(-2, 6)).max(1) * DAY;
                self.expected.push(Expected { on, goods: Goods::Purchase(purchase) });
            }
        }
    }

    fn wanted(&mut self, vendor: usize, shop: usize) -> Vec<(usize, i64)> {
        let mut lines = Vec::new();
        for item in self.range.iter().copied().filter(|item| self.books.articles[*item].vendor == Some(vendor)) {
            let place = Place { item, shop };
            let (reorder, desired) = self.books.targets(place);
            let stock = self.books.qoh(place);
            if reorder > 0
                && stock <= reorder
                && stock + self.on_order(place) <= reorder
                && self.books.chance.percent(85)
            {
                lines.push((item, self.books.article(place).orderable(desired - stock)));
            }
        }
        lines
    }

    fn on_order(&self, place: Place) -> i64 {
        let (item, shop) = (self.books.item_id(place), self.books.shop_id(place.shop));
        let orders = self.expected.iter().filter_map(|expected| match expected.goods {
            Goods::Purchase(index) => Some(&self.books.purchase_orders[index]),
            Goods::Transfer(_) => None,
        });
        let lines = orders
            .filter(|order| order.shop_id == shop)
            .flat_map(|order| &order.lines)
            .filter(|line| line.item_id == item);
        lines.map(|line| (line.ordered.0 - line.received.0).max(0)).sum()
    }

    /// What one shop has too much of goes to the one that lacks it.
    pub fn rebalance(&mut self, midnight: i64) {
        let (from, to) = if self.books.chance.percent(50) { (MAIN, STATION) } else { (STATION, MAIN) };
        let mut lines = Vec::new();
        for item in self.range.iter().copied() {
            let (giver, taker) = (Place { item, shop: from }, Place { item, shop: to });
            let spare = self.books.qoh(giver) - self.books.targets(giver).0;
            let lacks = self.books.targets(taker).0 - self.books.qoh(taker);
            if spare >= UNIT && lacks > 0 && lines.len() < 5 && self.books.chance.percent(30) {
                lines.push((item, spare.min(lacks) / UNIT * UNIT));
            }
        }
        lines.retain(|(_, quantity)| *quantity > 0);
        if lines.is_empty() {
            return;
        }
        let transfer = self.books.draft_transfer(from, to, midnight + 11 * HOUR, &lines);
        let on = midnight + self.books.chance.between(1, 5) * DAY;
        self.books.send(transfer, midnight + 16 * HOUR, Some(on + 12 * HOUR));
        self.expected.push(Expected { on, goods: Goods::Transfer(transfer) });
    }

    /// Finished purchase orders and transfers that arrived are put away in time.
    pub fn tidy(&mut self, midnight: i64) {
        let old = |at: Option<i64>| at.is_some_and(|at| at < midnight - 150 * DAY);
        for purchase in
            self.books.purchase_orders.iter_mut().filter(|purchase| purchase.finished && old(purchase.created_at))
        {
            purchase.archived = true;
        }
        for transfer in self.books.transfers.iter_mut().filter(|transfer| old(transfer.sent_at)) {
            transfer.archived = true;
        }
    }
}
