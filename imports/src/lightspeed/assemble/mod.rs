//! From records to documents: a file for each. Everything is a function of the records and the options.

mod check;
mod links;
mod matching;
mod movements;
mod orders;
mod purchase_orders;
mod references;
mod sales;
mod special_orders;
mod stock;
mod transfers;
mod vendor_returns;

use super::ecom::Ecom;
use super::options::Options;
use super::retail::Retail;
use crate::snapshot::Snapshot;
use crate::warnings::Notes;

/// What every room reads.
#[derive(Clone, Copy)]
struct Given<'a> {
    retail: &'a Retail,
    ecom: &'a Ecom,
    options: &'a Options,
    notes: &'a Notes,
}

impl Given<'_> {
    /// There is only a web shop: its variants are the items, its stock the levels, its orders the sales.
    fn is_web_shop_alone(&self) -> bool {
        let Retail { items, item_shops, sales, .. } = self.retail;
        let has_till = !items.is_empty() || !item_shops.is_empty() || !sales.is_empty();
        !has_till && (!self.ecom.orders.is_empty() || !self.ecom.variants.is_empty())
    }

    /// Whether an item has stock at all: services and labour do not.
    fn is_inventoried(&self, item: &str) -> bool {
        self.retail.items.get(item).is_none_or(|item| item.item_type.as_deref() != Some("non_inventory"))
    }
}

pub fn assemble(retail: &Retail, ecom: &Ecom, options: &Options, notes: &Notes) -> Snapshot {
    let given = Given { retail, ecom, options, notes };
    let matching = matching::Matching::new(given);
    let links = links::links(given);
    let special = special_orders::awaited(given);
    let transfers = transfers::transfers(given, &special);
    let vendor_returns = vendor_returns::vendor_returns(given);
    let mut movements = movements::movements(given, &transfers, &vendor_returns);
    let mut sales = sales::sales(given, &links);
    if given.is_web_shop_alone() {
        orders::sell(given, &matching, &mut sales, &mut movements);
    }
    let orders = orders::orders(given, &links, &matching, &sales, &mut movements);
    let mut snapshot = Snapshot {
        shops: stock::shops(given),
        vendors: stock::vendors(given),
        items: stock::items(given, &matching),
        levels: stock::levels(given, &matching),
        sales,
        adjustments: movements,
        purchase_orders: purchase_orders::purchase_orders(given, &special),
        transfers,
        vendor_returns,
        orders,
    };
    check::incoming(given);
    references::complete(&mut snapshot, notes);
    snapshot
}
