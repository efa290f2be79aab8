//! The work sizes S, M and L: the same retailer, ten times larger each time.
//!
//! What a host would send: every sale line of two years, every document, and the QOH as the books have it. The openings
//! before those two years are not sent, so QOH is not the sum of the adjustments here. Shortages are made backwards from
//! today, out of the newest sale lines of a level, as they come about in a shop. Movements of documents that were archived long
//! ago are not sent either: L stays below 512 MiB, which is as long as a JavaScript string can be. Only indexes are held in memory; records
//! are made while they are written.

mod fulfilment;
mod movements;
mod selling;
mod shortage;
mod supply;

use std::io::{self, Write};

use crate::catalogue::{self, Article};
use crate::chance::Chance;
use crate::document::Document;
use crate::names::places;
use crate::record::{Label, Level, PurchaseOrder, Quantity, Sale, Shop, Transfer, UNIT, Vendor, VendorReturn};

use selling::Till;
use shortage::Shortages;

/// How much there is of everything. Levels are items × shops; a twentieth of them is negative, a quarter of the sales eCom.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub items: usize,
    pub shops: usize,
    pub vendors: usize,
    pub sales: usize,
    pub sale_lines: usize,
    pub purchase_orders: usize,
    pub purchase_order_lines: usize,
    pub transfers: usize,
    pub transfer_lines: usize,
    pub vendor_returns: usize,
}

impl Scale {
    pub const L: Self = Self {
        items: 50_000,
        shops: 20,
        vendors: 400,
        sales: 600_000,
        sale_lines: 2_000_000,
        purchase_orders: 20_000,
        purchase_order_lines: 200_000,
        transfers: 10_000,
        transfer_lines: 100_000,
        vendor_returns: 500,
    };
    pub const M: Self = Self::L.divided_by(10);
    pub const S: Self = Self::L.divided_by(100);

    /// The shops stay: a chain does not open shops because it lists more articles.
    const fn divided_by(self, part: usize) -> Self {
        let vendors = self.vendors / part;
        Self {
            items: self.items / part,
            shops: self.shops,
            vendors: if vendors < 12 { 12 } else { vendors },
            sales: self.sales / part,
            sale_lines: self.sale_lines / part,
            purchase_orders: self.purchase_orders / part,
            purchase_order_lines: self.purchase_order_lines / part,
            transfers: self.transfers / part,
            transfer_lines: self.transfer_lines / part,
            vendor_returns: self.vendor_returns / part,
        }
    }

    pub const fn levels(&self) -> usize {
        self.items * self.shops
    }

    pub const fn negative_levels(&self) -> usize {
        self.levels() / 20
    }

    fn level(&self, item: usize, shop: usize) -> u32 {
        (item * self.shops + shop) as u32
    }

    fn item_of(&self, level: u32) -> usize {
        level as usize / self.shops
    }

    fn shop_of(&self, level: u32) -> usize {
        level as usize % self.shops
    }
}

fn shop_id(shop: usize) -> Label {
    Label::new("s", 1 + shop)
}

struct Retailer {
    scale: Scale,
    articles: Vec<Article>,
    till: Till,
    shortages: Shortages,
    purchase_orders: Vec<PurchaseOrder>,
    transfers: Vec<Transfer>,
    vendor_returns: Vec<VendorReturn>,
}

impl Retailer {
    fn open(scale: &Scale) -> Self {
        let mut chance = Chance::new(scale.levels() as u64);
        let articles = catalogue::many(scale.items, scale.vendors, &mut chance);
        let till = selling::two_years(scale, &articles, &mut chance);
        let shortages = shortage::make(scale, &till, &mut chance);
        let purchase_orders = supply::purchase_orders(scale, &articles, &shortages, &mut chance);
        let transfers = supply::transfers(scale, &shortages, &mut chance);
        let vendor_returns = supply::vendor_returns(scale, &articles, &mut chance);
        Self { scale: *scale, articles, till, shortages, purchase_orders, transfers, vendor_returns }
    }

    fn levels(&self) -> impl Iterator<Item = Level> {
        self.shortages.qoh.iter().enumerate().map(|(level, qoh)| {
            let (item, shop) = (self.scale.item_of(level as u32), self.scale.shop_of(level as u32));
            let planned = level % 10 == 3;
            Level {
                item_id: catalogue::item_id(item),
                shop_id: shop_id(shop),
                qoh: Quantity(i64::from(*qoh)),
                reorder_point: planned.then_some(Quantity(2 * UNIT)),
                desired_level: planned.then_some(Quantity(6 * UNIT)),
            }
        })
    }

    fn sales(&self) -> impl Iterator<Item = Sale> {
        self.till.sales.iter().enumerate().map(|(index, sold)| Sale {
            id: selling::sale_id(index),
            number: Label::new("", 100_001 + index),
            shop_id: shop_id(usize::from(sold.shop)),
            completed_at: sold.at,
            order_id: sold.online.then(|| fulfilment::order_id(index)),
        })
    }
}

/// Writes a retailer of that scale.
pub fn write(scale: &Scale, out: impl Write) -> io::Result<()> {
    let retailer = Retailer::open(scale);
    let mut document = Document::begin(out)?;
    let shops = places::SHOPS.iter().take(scale.shops).enumerate();
    document.table("shops", shops.map(|(index, name)| Shop { id: shop_id(index), name }))?;
    document.table("vendors", (0..scale.vendors).map(vendor))?;
    document.table("items", retailer.articles.iter().map(|article| &article.item))?;
    document.table("levels", retailer.levels())?;
    document.table("sales", retailer.sales())?;
    document.table("adjustments", movements::all(&retailer))?;
    document.table("purchaseOrders", &retailer.purchase_orders)?;
    document.table("transfers", &retailer.transfers)?;
    document.table("vendorReturns", &retailer.vendor_returns)?;
    document.table("orders", fulfilment::orders(&retailer))?;
    document.end()
}

fn vendor(index: usize) -> Vendor {
    let lead_time_days = (index % 9 != 4).then_some(3 + (index as i64 * 7) % 40);
    Vendor { id: catalogue::vendor_id(index), name: places::vendor(index), lead_time_days }
}
