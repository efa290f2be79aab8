//! The demo: three shops, two years of trade, and the morning of 20 November 2026.
//!
//! [`trade`] plays every day of the two years: selling, ordering, receiving, transferring, shipping. [`morning`] then adds
//! the situations that a stock manager should find, each with articles of its own (the new season's, which nobody sold
//! before), so that it stands out whatever the trade did. History is whole: on every level QOH is the sum of its
//! adjustments, but for six levels that were taken over from the former system below zero and have no adjustment at all
//! ([`Books::take_over`]).

mod books;
mod morning;
mod orders;
mod purchasing;
mod restocking;
mod scenes;
mod trade;

use std::io::{self, Write};

use crate::catalogue;
use crate::chance::Chance;
use crate::document::Document;
use crate::record::{Level, Quantity};

pub use books::Books;

/// Plays the two years and the morning.
pub fn play() -> Books {
    let mut chance = Chance::new(68);
    let articles = catalogue::demo(&mut chance);
    let mut books = Books::open(articles, chance);
    trade::play(&mut books);
    morning::stage(&mut books);
    books.close();
    books
}

/// Writes the books as a snapshot.
pub fn write(books: &Books, out: impl Write) -> io::Result<()> {
    let mut document = Document::begin(out)?;
    document.table("shops", &books.shops)?;
    document.table("vendors", &books.vendors)?;
    document.table("items", books.articles.iter().map(|article| &article.item))?;
    document.table("levels", levels(books))?;
    document.table("sales", &books.sales)?;
    document.table("adjustments", &books.adjustments)?;
    document.table("purchaseOrders", &books.purchase_orders)?;
    document.table("transfers", &books.transfers)?;
    document.table("vendorReturns", &books.vendor_returns)?;
    document.table("orders", &books.orders)?;
    document.end()
}

fn levels(books: &Books) -> impl Iterator<Item = Level> {
    books.places().filter(|place| books.is_kept(*place)).map(|place| {
        let (reorder, desired) = books.targets(place);
        Level {
            item_id: books.item_id(place),
            shop_id: books.shop_id(place.shop),
            qoh: Quantity(books.qoh(place)),
            reorder_point: (reorder > 0).then_some(Quantity(reorder)),
            desired_level: (desired > 0).then_some(Quantity(desired)),
        }
    })
}
