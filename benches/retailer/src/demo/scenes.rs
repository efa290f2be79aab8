//! One situation each, with articles that nobody sold before. Every scene leaves the books right: what is odd is odd in the
//! shop, not in the data.

use crate::moment::{DAY, HOUR, MINUTE, days_ago};
use crate::record::UNIT;

use super::books::{Books, Place};
use super::orders::{Terms, USUAL};

/// The stage: the books, and which new articles have played already.
pub struct Stage<'a> {
    pub books: &'a mut Books,
    used: Vec<Place>,
}

/// A time of day, some days ago.
pub fn ago(days: i64, hour: i64) -> i64 {
    days_ago(days) + hour * HOUR
}

impl<'a> Stage<'a> {
    pub fn new(books: &'a mut Books) -> Self {
        Self { books, used: Vec::new() }
    }

    /// An article of the new season that none of these shops has touched yet, of the kind asked for.
    fn claim(&mut self, shops: &[usize], fits: impl Fn(&Books, usize) -> bool) -> usize {
        let count = self.books.articles.len();
        let start = self.books.chance.below(count);
        let untouched = |item: usize| !self.used.iter().any(|place| place.item == item && shops.contains(&place.shop));
        let free = (0..count)
            .map(|step| (start + step) % count)
            .find(|item| self.books.is_new_season(*item) && untouched(*item) && fits(self.books, *item));
        let Some(item) = free else {
            panic!("no new article left for a scene in shops {shops:?}: let `is_new_season` name more")
        };
        for shop in shops.iter().copied() {
            self.used.push(Place { item, shop });
            self.books.keep(Place { item, shop }, (UNIT, 3 * UNIT));
        }
        item
    }

    /// An article that the online shop sells without having it.
    pub fn backorderable(&mut self, shop: usize) -> usize {
        self.claim(&[shop], |books, item| books.articles[item].oversells() && books.articles[item].vendor.is_some())
    }

    /// The same, and another shop that can send some.
    pub fn backorderable_between(&mut self, from: usize, to: usize) -> usize {
        self.claim(&[from, to], |books, item| books.articles[item].oversells())
    }

    pub fn tracked_as(&mut self, shops: &[usize], tracking: &'static str) -> usize {
        self.claim(shops, |books, item| books.item(item).stock_tracking == Some(tracking))
    }

    pub fn named(&mut self, shops: &[usize], word: &'static str) -> usize {
        self.claim(shops, |books, item| books.item(item).description.contains(word))
    }

    pub fn any(&mut self, shop: usize) -> usize {
        self.claim(&[shop], |_, _| true)
    }

    /// Stock that came in before anything was sold.
    pub fn stocked(&mut self, shop: usize, units: i64) -> usize {
        self.stocked_between(shop, shop, units)
    }

    /// The same, of something that another shop has not touched either.
    pub fn stocked_between(&mut self, shop: usize, other: usize, units: i64) -> usize {
        let item = self.claim(&[shop, other], |_, _| true);
        self.books.correct(Place { item, shop }, units * UNIT, ago(75, 7), "opening stock", None);
        item
    }

    fn quantity(&mut self) -> i64 {
        UNIT * (1 + self.books.chance.weighted(&[75, 20, 5]) as i64)
    }

    fn hour(&mut self) -> i64 {
        self.books.chance.between(9, 19)
    }

    /// Sold online, nobody has ordered it yet.
    pub fn backorder(&mut self, shop: usize, days: i64, terms: Terms, lines: usize) -> usize {
        let sold: Vec<_> = (0..lines).map(|_| (self.backorderable(shop), self.quantity())).collect();
        let at = ago(days, self.hour());
        self.books.place_order(shop, at, terms, &sold)
    }

    /// Sold online, ordered from the vendor since.
    pub fn ordered_since(&mut self, shop: usize, days: i64, expected_in: Option<i64>) -> usize {
        let item = self.backorderable(shop);
        let quantity = self.quantity();
        let at = ago(days, self.hour());
        self.books.place_order(shop, at, Terms { due_in: Some(14), ..USUAL }, &[(item, quantity)]);
        let ordered = self.books.article(Place { item, shop }).orderable(quantity + UNIT);
        self.books.purchase(shop, at + DAY, expected_in.map(|days| ago(-days, 12)), &[(item, ordered)])
    }

    /// On a purchase order that is older than the sale: most likely sold before it was received.
    pub fn sold_before_received(&mut self, shop: usize, days: i64, ordered_days_ago: i64) -> usize {
        let item = self.any(shop);
        let quantity = self.quantity();
        let ordered = self.books.article(Place { item, shop }).orderable(quantity + 2 * UNIT);
        let purchase = self.books.purchase(shop, ago(ordered_days_ago, 9), Some(ago(days, 12)), &[(item, ordered)]);
        let at = ago(days, self.hour());
        self.books.sell(shop, at, None, &[(item, quantity)]);
        purchase
    }

    /// The same with a transfer.
    pub fn sold_before_transferred(&mut self, from: usize, to: usize, days: i64) -> usize {
        let item = self.stocked_between(from, to, 6);
        let transfer = self.books.draft_transfer(from, to, ago(days + 4, 10), &[(item, 4 * UNIT)]);
        self.books.send(transfer, ago(days + 3, 15), Some(ago(days - 1, 12)));
        let at = ago(days, self.hour());
        self.books.sell(to, at, None, &[(item, UNIT)]);
        transfer
    }

    /// Sold at the till, and no document says where it came from.
    pub fn no_document(&mut self, shop: usize, days: i64) {
        let item = self.any(shop);
        let quantity = self.quantity();
        let at = ago(days, self.hour());
        self.books.sell(shop, at, None, &[(item, quantity)]);
    }

    /// Sent back to the vendor without ever having been booked in.
    pub fn returned_without_stock(&mut self, shop: usize, days: i64) {
        let item = self.backorderable(shop);
        let quantity = self.quantity();
        self.books.return_to_vendor(shop, Some(ago(days, 16)), &[(item, quantity)]);
    }

    /// More was sent than the sender had, and less has arrived: (transfer, the units still in between).
    pub fn sent_too_much(&mut self, from: usize, to: usize, days: i64) -> usize {
        let item = self.stocked_between(from, to, 3);
        let transfer = self.books.draft_transfer(from, to, ago(days + 1, 10), &[(item, 5 * UNIT)]);
        self.books.send(transfer, ago(days, 15), Some(ago(days - 2, 12)));
        self.books.receive_transfer(transfer, &[(0, 3 * UNIT)], ago(days - 2, 9));
        transfer
    }

    /// Handed over while the books said there was none.
    pub fn shipped_without_stock(&mut self, shop: usize, days: i64, reason: &'static str) {
        let order = self.backorder(shop, days, USUAL, 1);
        let left = self.books.left_of_all(order);
        self.books.hand_over_by_force(order, &left, ago(days - 2, 14), reason);
    }

    /// Refunded, but the units were not put back on the books.
    pub fn refunded_off_the_books(&mut self, shop: usize, days: i64) {
        let order = self.backorder(shop, days, USUAL, 1);
        let quantity = self.books.orders[order].lines[0].quantity.0;
        self.books.refund(order, 0, quantity, ago(days - 3, 12), false, false);
    }

    /// A level that the former system handed over below zero.
    pub fn inherited(&mut self, shop: usize, units: i64) {
        let item = self.any(shop);
        self.books.take_over(Place { item, shop }, -units * UNIT);
    }

    /// A loss that was booked on a level that had nothing.
    pub fn loss(&mut self, shop: usize, days: i64, reason: &'static str, note: Option<&'static str>) {
        let item = self.any(shop);
        self.books.correct(Place { item, shop }, -UNIT, ago(days, 18), reason, note);
    }

    /// Several sources on one level, of which what is on its way covers the first, half of the next, and no more.
    pub fn covered_in_part(&mut self, shop: usize, days: i64) -> usize {
        let item = self.backorderable(shop);
        for (later, quantity) in [(0, 1), (2, 2), (3, 1), (5, 2)] {
            let at = ago(days - later, self.hour());
            self.books.place_order(shop, at, USUAL, &[(item, quantity * UNIT)]);
        }
        self.books.purchase(shop, ago(days - 6, 10), Some(ago(-5, 12)), &[(item, 2 * UNIT)])
    }

    /// An order that waits for nothing but somebody to pack it.
    pub fn on_the_shelf(&mut self, shop: usize, days: i64, terms: Terms) -> usize {
        let items = [self.stocked(shop, 4), self.stocked(shop, 3)];
        let at = ago(days, self.hour()) + 12 * MINUTE;
        self.books.place_order(shop, at, terms, &items.map(|item| (item, UNIT)))
    }
}
