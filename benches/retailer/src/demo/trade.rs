//! Two years of trade, day after day: what is sold, shipped, counted and sent back. [`super::restocking`] buys it in.

use crate::moment::{DAY, HISTORY_DAYS, HOUR, MINUTE, NOW, busyness, days_ago, month, weekday};
use crate::record::UNIT;

use super::books::{Books, HARBOUR, MAIN, Place, STATION};
use super::orders::{BANK_TRANSFER, PICKUP, Terms, UNCHECKED, USUAL};

/// Days before today on which the third shop opened.
const HARBOUR_OPENED: i64 = 76;

/// What is on its way, and when the door bell rings.
pub struct Expected {
    pub on: i64,
    pub goods: Goods,
}

pub enum Goods {
    Purchase(usize),
    Transfer(usize),
}

pub struct Trade<'a> {
    pub books: &'a mut Books,
    /// What can be sold, and how well, cumulated.
    pub range: Vec<usize>,
    popularity: Vec<u64>,
    pub expected: Vec<Expected>,
    /// Orders with something left to hand over.
    waiting: Vec<usize>,
    /// (item, shop) pairs that were sold without being there: (place, since).
    oversold: Vec<(Place, i64)>,
}

pub fn play(books: &mut Books) {
    let range: Vec<usize> = (0..books.articles.len()).filter(|item| !books.is_new_season(*item)).collect();
    let mut sum = 0;
    let popularity = (0..range.len() as u64)
        .map(|rank| {
            // Popularity has nothing to do with the place in the catalogue.
            let shuffled = rank * 89 % range.len() as u64;
            sum += 60_000 / (shuffled + 12);
            sum
        })
        .collect();
    let mut trade = Trade { books, range, popularity, expected: Vec::new(), waiting: Vec::new(), oversold: Vec::new() };
    trade.open_shop(MAIN, HISTORY_DAYS);
    trade.open_shop(STATION, HISTORY_DAYS);
    for day in (1..HISTORY_DAYS).rev() {
        if day == HARBOUR_OPENED {
            trade.open_shop(HARBOUR, HARBOUR_OPENED);
        }
        trade.day(days_ago(day), day);
    }
}

impl Trade<'_> {
    fn open_shop(&mut self, shop: usize, days: i64) {
        for rank in 0..self.range.len() {
            let item = self.range[rank];
            // A small shop does not keep everything.
            let left_out = shop == HARBOUR && self.books.chance.percent(40);
            if !self.books.articles[item].inventoried() || left_out {
                continue;
            }
            let weight = self.popularity[rank] - rank.checked_sub(1).map_or(0, |before| self.popularity[before]);
            let handful = if self.books.articles[item].by_the_handful { 4 } else { 1 };
            let reorder = (1 + weight as i64 / 700) * handful;
            let desired = reorder + (2 + weight as i64 / 500) * handful;
            let place = Place { item, shop };
            self.books.keep(place, (reorder * UNIT, desired * UNIT));
            let stock = self.books.units(reorder, desired);
            self.books.correct(place, stock, days_ago(days) + 6 * HOUR, "opening stock", None);
        }
    }

    fn day(&mut self, midnight: i64, day: i64) {
        self.take_deliveries(midnight);
        self.sell(midnight, day);
        self.hand_over(midnight, day);
        if weekday(midnight) == 0 {
            self.reorder(midnight);
        }
        if weekday(midnight) == 2 && self.books.chance.percent(60) {
            self.rebalance(midnight);
        }
        if self.books.chance.percent(12) {
            self.correct(midnight);
        }
        if self.books.chance.percent(5) {
            self.return_defective(midnight, day);
        }
        self.tidy(midnight);
    }

    fn sell(&mut self, midnight: i64, day: i64) {
        let wanted = 590 * busyness(midnight) / 100 + self.books.chance.between(0, 99);
        for number in 0..wanted / 100 {
            let at =
                midnight + 9 * HOUR + number * 47 * MINUTE % (9 * HOUR) + self.books.chance.between(0, 46) * MINUTE;
            let shop = match (day < HARBOUR_OPENED, self.books.chance.below(100)) {
                (_, 0..=52) => MAIN,
                (true, 53..=75) => HARBOUR,
                _ => STATION,
            };
            let sunday = weekday(midnight) == 6;
            if sunday || self.books.chance.percent(22) {
                let in_the_evening = at + self.books.chance.between(0, 299) * MINUTE;
                self.sell_online(shop, in_the_evening);
            } else {
                self.sell_at_the_till(shop, at);
            }
        }
    }

    fn basket(&mut self, at: i64) -> Vec<(usize, i64)> {
        let size = 1 + self.books.chance.weighted(&[52, 27, 13, 6, 2]);
        let mut basket: Vec<(usize, i64)> = Vec::new();
        for _ in 0..size * 4 {
            let rank = self.books.chance.cumulative(&self.popularity);
            let item = self.range[rank.min(self.range.len() - 1)];
            let demand = self.books.articles[item].season.demand(month(at));
            if !self.books.chance.percent(demand) || basket.iter().any(|(taken, _)| *taken == item) {
                continue;
            }
            let article = &self.books.articles[item];
            let (step, handful) = (article.step, article.by_the_handful);
            let quantity = match (step < UNIT, handful) {
                (true, _) => step * self.books.chance.between(2, 14),
                (_, true) => UNIT * (1 + self.books.chance.weighted(&[45, 25, 12, 10, 4, 4]) as i64),
                _ => UNIT * (1 + self.books.chance.weighted(&[90, 9, 1]) as i64),
            };
            basket.push((item, quantity));
            if basket.len() == size {
                break;
            }
        }
        basket
    }

    fn sell_at_the_till(&mut self, shop: usize, at: i64) {
        let mut basket = self.basket(at);
        basket.retain(|(item, quantity)| {
            let place = Place { item: *item, shop };
            let there = self.books.qoh(place) >= *quantity;
            // Sold before it was booked in, or the count was wrong: it happens.
            let sold_anyway = !there && self.books.is_kept(place) && self.books.chance.per_mille(45);
            if sold_anyway {
                self.oversold.push((place, at));
            }
            there || sold_anyway || !self.books.articles[*item].inventoried()
        });
        if !basket.is_empty() {
            self.books.sell(shop, at, None, &basket);
        }
    }

    fn sell_online(&mut self, shop: usize, at: i64) {
        let mut basket = self.basket(at);
        basket.retain(|(item, quantity)| {
            let place = Place { item: *item, shop };
            let article = &self.books.articles[*item];
            let sellable = article.inventoried() && self.books.is_kept(place);
            sellable && (self.books.qoh(place) >= *quantity || article.oversells() && self.books.chance.percent(45))
        });
        if basket.is_empty() {
            return;
        }
        let due_in = self.books.chance.percent(30).then_some(10);
        let terms = match self.books.chance.below(100) {
            0..=17 => PICKUP,
            18..=27 => BANK_TRANSFER,
            28..=39 => UNCHECKED,
            _ => Terms { due_in, ..USUAL },
        };
        let order = self.books.place_order(shop, at, terms, &basket);
        self.waiting.push(order);
    }

    /// Each morning: clear, take note of money, pack what is on the shelf, oldest order first.
    fn hand_over(&mut self, midnight: i64, day: i64) {
        let mut reserved: Vec<(Place, i64)> = Vec::new();
        for order in std::mem::take(&mut self.waiting) {
            let age = (midnight - self.books.orders[order].placed_at) / DAY;
            if age >= 1 && self.books.orders[order].fraud == "unchecked" {
                self.books.orders[order].fraud = "cleared";
            }
            if age >= 4 && self.books.orders[order].payment == "notPaid" {
                self.books.orders[order].payment = "paid";
            }
            let gates = self.books.orders[order].fraud == "cleared" && self.books.orders[order].payment == "paid";
            let left = self.books.left_of_all(order);
            let there: Vec<_> = left
                .iter()
                .copied()
                .filter(|(line, quantity)| self.on_shelf(order, *line, *quantity, &mut reserved))
                .collect();
            let at = midnight + 10 * HOUR + self.books.chance.between(0, 300) * MINUTE;
            let ticked = day > 6 || self.books.chance.percent(40);
            if !gates || age < 1 {
                self.waiting.push(order);
            } else if there.len() == left.len() {
                self.books.hand_over(order, &left, at, ticked);
                self.after_sales(order, at);
            } else if !there.is_empty() && age > 5 && self.books.chance.percent(25) {
                self.books.hand_over(order, &there, at, ticked);
                self.waiting.push(order);
            } else if age > 60 || self.books.chance.per_mille(4) {
                // The customer will not wait any longer.
                self.books.cancel(order, at, true);
            } else {
                self.waiting.push(order);
            }
        }
    }

    /// Whether a line can be taken from the shelf; older orders have taken theirs already.
    fn on_shelf(&mut self, order: usize, line: usize, quantity: i64, reserved: &mut Vec<(Place, i64)>) -> bool {
        let sold = &self.books.orders[order].lines[line];
        let item = self.range.iter().copied().find(|item| self.books.item(*item).id == sold.item_id);
        let shop = self.books.shops.iter().position(|shop| shop.id == sold.shop_id);
        let (Some(item), Some(shop)) = (item, shop) else { return false };
        let place = Place { item, shop };
        let before: i64 = reserved.iter().filter(|(taken, _)| *taken == place).map(|(_, units)| units).sum();
        reserved.push((place, quantity));
        self.books.qoh(place) + self.unshipped(sold.item_id, sold.shop_id) >= before + quantity
    }

    fn unshipped(&self, item: crate::record::Label, shop: crate::record::Label) -> i64 {
        let recent = self.books.orders.len().saturating_sub(400);
        (recent..self.books.orders.len())
            .flat_map(|order| (0..self.books.orders[order].lines.len()).map(move |line| (order, line)))
            .filter(|(order, line)| {
                let sold = &self.books.orders[*order].lines[*line];
                sold.item_id == item && sold.shop_id == shop
            })
            .map(|(order, line)| self.books.unshipped(order, line))
            .sum()
    }

    /// Some come back.
    fn after_sales(&mut self, order: usize, at: i64) {
        if self.books.chance.percent(4) {
            let line = self.books.chance.below(self.books.orders[order].lines.len());
            let quantity = self.books.orders[order].lines[line].quantity.0;
            self.books.refund(order, line, quantity, (at + 20 * HOUR).min(NOW - HOUR), true, true);
        }
    }

    /// Counts and losses, and at last the till's oversold articles.
    fn correct(&mut self, midnight: i64) {
        let item = *self.books.chance.pick(&self.range);
        let place = Place { item, shop: [MAIN, STATION][self.books.chance.below(2)] };
        let at = midnight + 18 * HOUR;
        if self.books.qoh(place) > UNIT {
            let (reason, quantity) =
                [("shrinkage", -1), ("count", -1), ("count", 1), ("damaged", -1), ("internal use", -1)]
                    [self.books.chance.below(5)];
            self.books.correct(place, quantity * UNIT, at, reason, None);
        }
        if let Some(index) = self.oversold.iter().position(|(_, since)| at - since > 45 * DAY) {
            let (place, _) = self.oversold.swap_remove(index);
            let waiting = self.unshipped(self.books.item_id(place), self.books.shop_id(place.shop));
            let missing = -self.books.qoh(place) - waiting;
            if missing > 0 {
                self.books.correct(place, missing, at, "count", Some("found on the shelf, never booked in"));
            }
        }
    }

    fn return_defective(&mut self, midnight: i64, day: i64) {
        let item = *self.books.chance.pick(&self.range);
        let shop = [MAIN, STATION][self.books.chance.below(2)];
        if self.books.qoh(Place { item, shop }) > UNIT && self.books.articles[item].vendor.is_some() {
            let index = self.books.return_to_vendor(shop, Some(midnight + 15 * HOUR), &[(item, UNIT)]);
            self.books.vendor_returns[index].archived = day > 60;
        }
    }
}
