//! The books: every document and every movement, and the QOH they leave behind.

use crate::catalogue::{self, Article};
use crate::chance::Chance;
use crate::names::places::{DEMO_SHOPS, DEMO_VENDORS};
use crate::record::{
    Adjustment, Item, Label, Order, PurchaseOrder, Quantity, Sale, Shop, Transfer, UNIT, Vendor, VendorReturn,
    VendorReturnLine,
};

pub const MAIN: usize = 0;
pub const STATION: usize = 1;
/// Opened in September 2026: its sale numbers begin at 1.
pub const HARBOUR: usize = 2;
const SHOPS: usize = 3;

/// One (item, shop), by index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub item: usize,
    pub shop: usize,
}

/// Why stock moves, and what it belongs to.
#[derive(Clone, Copy, Default)]
pub struct Cause {
    pub reason: &'static str,
    pub source: Option<Label>,
    pub reverses: Option<Label>,
    pub note: Option<&'static str>,
}

pub struct Books {
    pub chance: Chance,
    pub articles: Vec<Article>,
    pub shops: Vec<Shop>,
    pub vendors: Vec<Vendor>,
    pub sales: Vec<Sale>,
    pub adjustments: Vec<Adjustment>,
    pub purchase_orders: Vec<PurchaseOrder>,
    pub transfers: Vec<Transfer>,
    pub vendor_returns: Vec<VendorReturn>,
    pub orders: Vec<Order>,
    /// Commands whose receipts can still be reversed.
    pub commands: usize,
    qoh: Vec<i64>,
    kept: Vec<bool>,
    targets: Vec<(i64, i64)>,
}

impl Books {
    pub fn open(articles: Vec<Article>, chance: Chance) -> Self {
        let cells = articles.len() * SHOPS;
        let shops =
            DEMO_SHOPS.iter().enumerate().map(|(index, name)| Shop { id: Label::new("s", index + 1), name }).collect();
        let vendors = DEMO_VENDORS
            .iter()
            .enumerate()
            .map(|(index, (name, days))| Vendor {
                id: catalogue::vendor_id(index),
                name: (*name).to_owned(),
                lead_time_days: *days,
            })
            .collect();
        Self {
            chance,
            articles,
            shops,
            vendors,
            sales: Vec::new(),
            adjustments: Vec::new(),
            purchase_orders: Vec::new(),
            transfers: Vec::new(),
            vendor_returns: Vec::new(),
            orders: Vec::new(),
            commands: 0,
            qoh: vec![0; cells],
            kept: vec![false; cells],
            targets: vec![(0, 0); cells],
        }
    }

    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        (0..self.articles.len()).flat_map(|item| (0..SHOPS).map(move |shop| Place { item, shop }))
    }

    pub fn article(&self, place: Place) -> &Article {
        &self.articles[place.item]
    }

    pub fn item(&self, item: usize) -> &Item {
        &self.articles[item].item
    }

    pub fn item_id(&self, place: Place) -> Label {
        self.item(place.item).id
    }

    pub fn shop_id(&self, shop: usize) -> Label {
        self.shops[shop].id
    }

    pub fn qoh(&self, place: Place) -> i64 {
        self.qoh[place.item * SHOPS + place.shop]
    }

    pub fn is_kept(&self, place: Place) -> bool {
        self.kept[place.item * SHOPS + place.shop]
    }

    /// (reorder point, desired level).
    pub fn targets(&self, place: Place) -> (i64, i64) {
        self.targets[place.item * SHOPS + place.shop]
    }

    /// Makes the level, with what the shop wants to have of it.
    pub fn keep(&mut self, place: Place, targets: (i64, i64)) {
        self.kept[place.item * SHOPS + place.shop] = true;
        self.targets[place.item * SHOPS + place.shop] = targets;
    }

    /// A QOH that no movement explains: the former system handed it over so.
    pub fn take_over(&mut self, place: Place, qoh: i64) {
        self.keep(place, (0, 0));
        self.qoh[place.item * SHOPS + place.shop] += qoh;
    }

    /// Moves stock, and says which adjustment did it.
    pub fn post(&mut self, place: Place, quantity: i64, at: i64, cause: Cause) -> Label {
        let id = Label::new("a", 1_000_001 + self.adjustments.len());
        self.post_as(id, place, quantity, at, cause)
    }

    pub fn post_as(&mut self, id: Label, place: Place, quantity: i64, at: i64, cause: Cause) -> Label {
        self.kept[place.item * SHOPS + place.shop] = true;
        self.qoh[place.item * SHOPS + place.shop] += quantity;
        self.adjustments.push(Adjustment {
            id,
            item_id: self.item_id(place),
            shop_id: self.shop_id(place.shop),
            quantity: Quantity(quantity),
            at,
            reason: cause.reason,
            source_id: cause.source,
            reverses: cause.reverses,
            refunded_not_restocked: Quantity::default(),
            note: cause.note,
        });
        id
    }

    /// A correction in the host's own words.
    pub fn correct(&mut self, place: Place, quantity: i64, at: i64, reason: &'static str, note: Option<&'static str>) {
        self.post(place, quantity, at, Cause { reason, note, ..Cause::default() });
    }

    /// A sale of one shop; lines of articles without stock move nothing.
    pub fn sell(&mut self, shop: usize, at: i64, order: Option<Label>, lines: &[(usize, i64)]) -> Vec<Option<Label>> {
        let sale = Label::new("sale", 50_001 + self.sales.len());
        // Numbers follow the clock and are given when the books are closed.
        self.sales.push(Sale {
            id: sale,
            number: sale,
            shop_id: self.shop_id(shop),
            completed_at: at,
            order_id: order,
        });
        let cause = Cause { reason: "sale", source: Some(sale), ..Cause::default() };
        lines
            .iter()
            .map(|(item, quantity)| {
                self.articles[*item].inventoried().then(|| self.post(Place { item: *item, shop }, -quantity, at, cause))
            })
            .collect()
    }

    /// Goods that go back to the vendor; not sent before `sent_at`.
    pub fn return_to_vendor(&mut self, shop: usize, sent_at: Option<i64>, lines: &[(usize, i64)]) -> usize {
        let index = self.vendor_returns.len();
        let id = Label::new("rtv", 301 + index);
        let vendor = lines.first().and_then(|(item, _)| self.articles[*item].vendor);
        let line = |(number, (item, quantity)): (usize, &(usize, i64))| VendorReturnLine {
            id: id.part(number + 1),
            item_id: catalogue::item_id(*item),
            quantity: Quantity(*quantity),
        };
        let lines_kept = lines.iter().enumerate().map(line).collect();
        self.vendor_returns.push(VendorReturn {
            id,
            number: Label::new("RTV-", 301 + index),
            vendor_id: vendor.map(catalogue::vendor_id),
            shop_id: self.shop_id(shop),
            sent_at,
            archived: false,
            lines: lines_kept,
        });
        if let Some(at) = sent_at {
            for (item, quantity) in lines {
                let cause = Cause { reason: "vendorReturn", source: Some(id), ..Cause::default() };
                self.post(Place { item: *item, shop }, -quantity, at, cause);
            }
        }
        index
    }

    /// Puts everything in the order of the clock and gives sales and orders their numbers.
    pub fn close(&mut self) {
        self.sales.sort_by_key(|sale| (sale.completed_at, sale.id));
        self.adjustments.sort_by_key(|adjustment| (adjustment.at, adjustment.id));
        self.orders.sort_by_key(|order| (order.placed_at, order.id));
        let mut last = [41_207, 18_330, 0];
        for sale in &mut self.sales {
            if let Some(shop) = self.shops.iter().position(|shop| shop.id == sale.shop_id) {
                last[shop] += 1;
                sale.number = Label::new("", last[shop]);
            }
        }
        for (index, order) in self.orders.iter_mut().enumerate() {
            order.number = Label::new("E", 9_001 + index);
        }
    }

    /// Colours and sizes of the new season, which only the morning's scenes sell.
    pub fn is_new_season(&self, item: usize) -> bool {
        [0, 3].contains(&(item % 5)) && self.articles[item].inventoried()
    }

    /// Whole units.
    pub fn units(&mut self, low: i64, high: i64) -> i64 {
        self.chance.between(low, high) * UNIT
    }
}
