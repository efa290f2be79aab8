//! The morning of 20 November 2026: what the stock manager finds.

use crate::moment::{DAY, MINUTE, NOW};
use crate::names::people;
use crate::record::UNIT;

use super::books::{Books, HARBOUR, MAIN, Place, STATION};
use super::orders::{BANK_TRANSFER, FRAUDULENT, PICKUP, Terms, UNCHECKED, USUAL};
use super::scenes::{Stage, ago};

const SHOPS: [usize; 3] = [MAIN, STATION, HARBOUR];

pub fn stage(books: &mut Books) {
    let mut stage = Stage::new(books);
    // What is asked for by name comes first, while it is there.
    let walk = ["Road helmet", "Winter gloves", "Brass bell"].map(|word| stage.named(&[HARBOUR, MAIN], word));
    by_the_metre(&mut stage);
    sold_online(&mut stage);
    several_short_items(&mut stage);
    gates(&mut stage);
    diagnoses(&mut stage);
    purchase_orders(&mut stage);
    transfers(&mut stage);
    orders_in_every_state(&mut stage);
    vendor_returns(&mut stage);
    oldest_sale_first(&mut stage, walk);
}

/// The first help article: backorders are allowed, or the inventory is not tracked; with and without something incoming.
fn sold_online(stage: &mut Stage) {
    for (shop, tracking, days) in
        [(MAIN, "indicator", 6), (STATION, "disabled", 5), (MAIN, "disabled", 4), (HARBOUR, "indicator", 3)]
    {
        let with_purchase = stage.tracked_as(&[shop], tracking);
        let with_transfer = stage.tracked_as(&[shop, sender_for(shop)], tracking);
        let without = stage.tracked_as(&[shop], tracking);
        for item in [with_purchase, with_transfer, without] {
            stage.books.place_order(shop, ago(days, 20), USUAL, &[(item, UNIT)]);
        }
        stage.books.purchase(shop, ago(days - 1, 9), Some(ago(-4, 12)), &[(with_purchase, 10 * UNIT)]);
        transfer_of(stage, with_transfer, shop, days - 1);
    }
}

/// The shop that helps another one out.
fn sender_for(shop: usize) -> usize {
    if shop == MAIN { STATION } else { MAIN }
}

/// Two units on their way from a shop that has them.
fn transfer_of(stage: &mut Stage, item: usize, to: usize, days: i64) {
    let from = sender_for(to);
    stage.books.correct(Place { item, shop: from }, 3 * UNIT, ago(70, 7), "opening stock", None);
    let transfer = stage.books.draft_transfer(from, to, ago(days, 10), &[(item, 2 * UNIT)]);
    stage.books.send(transfer, ago(days, 15), Some(ago(-2, 12)));
}

/// The second article: one order, several short items, some with incoming stock and some without.
fn several_short_items(stage: &mut Stage) {
    for (shop, days) in [(MAIN, 9), (STATION, 7), (MAIN, 2)] {
        let mut items: Vec<usize> = (0..4).map(|_| stage.backorderable(shop)).collect();
        items.insert(2, stage.backorderable_between(sender_for(shop), shop));
        let lines: Vec<_> =
            items.iter().enumerate().map(|(index, item)| (*item, (1 + index as i64 % 2) * UNIT)).collect();
        stage.books.place_order(shop, ago(days, 19), Terms { due_in: Some(12), ..USUAL }, &lines);
        stage.books.purchase(shop, ago(days - 1, 9), Some(ago(-3, 12)), &[(items[0], 6 * UNIT), (items[1], 2 * UNIT)]);
        transfer_of(stage, items[2], shop, days - 1);
    }
}

/// Fraud, money, pickup: what stands between an order and the door.
fn gates(stage: &mut Stage) {
    for shop in [MAIN, STATION] {
        stage.backorder(shop, 2, UNCHECKED, 2);
        stage.backorder(shop, 5, FRAUDULENT, 1);
        stage.on_the_shelf(shop, 3, FRAUDULENT);
        stage.on_the_shelf(shop, 1, UNCHECKED);
        stage.backorder(shop, 8, BANK_TRANSFER, 2);
        stage.on_the_shelf(shop, 6, BANK_TRANSFER);
        stage.on_the_shelf(shop, 4, Terms { payment: "partiallyPaid", ..USUAL });
        stage.backorder(shop, 4, PICKUP, 1);
        stage.on_the_shelf(shop, 1, PICKUP);
        let ready = stage.on_the_shelf(shop, 3, PICKUP);
        let left = stage.books.left_of_all(ready);
        stage.books.pack(ready, &left, ago(1, 11), "readyForPickup");
        let packed = stage.on_the_shelf(shop, 2, USUAL);
        let left = stage.books.left_of_all(packed);
        stage.books.pack(packed, &left, ago(1, 15), "notShipped");
    }
}

/// Every diagnosis of rule 10, in every shop.
fn diagnoses(stage: &mut Stage) {
    for (round, shop) in SHOPS.into_iter().enumerate() {
        let later = round as i64;
        let other = SHOPS[(round + 1) % 3];
        for days in [1, 3, 6, 11] {
            stage.backorder(shop, days + later, USUAL, 1 + days as usize % 3);
            stage.no_document(shop, days + later);
        }
        for days in [4, 8, 12] {
            stage.ordered_since(shop, days + later, Some(days + later));
            stage.sold_before_received(shop, days, days + 12);
        }
        stage.sold_before_transferred(shop, other, 3 + later);
        stage.sent_too_much(shop, other, 5 + later);
        stage.sent_too_much(shop, other, 12 + later);
        stage.shipped_without_stock(shop, 6 + later, "it lies on the shelf, the delivery was never booked in");
        stage.shipped_without_stock(shop, 9 + later, "the customer waits at the counter");
        stage.refunded_off_the_books(shop, 7 + later);
        stage.refunded_off_the_books(shop, 14 + later);
        stage.returned_without_stock(shop, 9 + later);
        stage.inherited(shop, 1 + later);
        stage.inherited(shop, 2);
        stage.loss(shop, 3 + later, "shrinkage", Some("empty box found"));
        stage.loss(shop, 13 + later, ["count", "damaged", "internal use"][round], None);
        stage.covered_in_part(shop, 10 + later);
    }
}

/// Purchase orders in every state, their dates known, unknown and gone by.
fn purchase_orders(stage: &mut Stage) {
    for shop in SHOPS {
        // Not yet ordered: counts as incoming unless the option says otherwise.
        let item = stage.backorderable(shop);
        stage.books.place_order(shop, ago(2, 13), USUAL, &[(item, UNIT)]);
        let vendor = stage.books.articles[item].vendor;
        stage.books.draft_purchase(vendor, shop, ago(1, 10), &[(item, 4 * UNIT)]);
        // No date of its own: the vendor's lead time speaks.
        stage.ordered_since(shop, 3, None);
        // Neither: unknown. One vendor states no lead time; one order names no vendor.
        for vendor in [Some(11), None] {
            let purchase = stage.ordered_since(shop, 9, None);
            stage.books.purchase_orders[purchase].vendor_id = vendor.map(crate::catalogue::vendor_id);
        }
        // Overdue.
        stage.ordered_since(shop, 30, Some(-9));
        // Part received, the rest counted at the dock.
        let purchase = stage.sold_before_received(shop, 5, 21);
        let second = stage.any(shop);
        let line = stage.books.purchase_orders[purchase].lines[0].clone();
        stage.books.receive(purchase, &[(0, UNIT)], ago(2, 9));
        stage.books.purchase_orders[purchase].lines[0].counted.0 = (line.ordered.0 - UNIT).min(UNIT);
        // Finished although something never came: no longer incoming.
        let purchase = stage.books.purchase(shop, ago(40, 9), Some(ago(20, 12)), &[(second, 3 * UNIT)]);
        stage.books.receive(purchase, &[(0, UNIT)], ago(19, 9));
        stage.books.purchase_orders[purchase].finished = true;
        stage.books.sell(shop, ago(4, 17), None, &[(second, 2 * UNIT)]);
        // Thrown away before it was ordered.
        let item = stage.any(shop);
        let purchase = stage.books.draft_purchase(Some(8), shop, ago(33, 9), &[(item, 12 * UNIT)]);
        stage.books.purchase_orders[purchase].archived = true;
    }
}

/// Transfers in every state.
fn transfers(stage: &mut Stage) {
    for (from, to) in [(MAIN, STATION), (STATION, HARBOUR), (HARBOUR, MAIN)] {
        let items = [5, 4, 6].map(|units| stage.stocked_between(from, to, units + 2));
        let lines = items.map(|item| (item, 2 * UNIT));
        stage.books.draft_transfer(from, to, ago(1, 16), &lines[..2]);
        let sent = stage.books.draft_transfer(from, to, ago(3, 10), &lines);
        stage.books.send(sent, ago(2, 10), None);
        let part = stage.books.draft_transfer(from, to, ago(6, 10), &lines);
        stage.books.send(part, ago(5, 10), Some(ago(3, 12)));
        stage.books.receive_transfer(part, &[(0, 2 * UNIT), (1, UNIT)], ago(3, 9));
        let over = stage.books.draft_transfer(from, to, ago(9, 10), &lines[2..]);
        stage.books.send(over, ago(8, 10), None);
        stage.books.receive_transfer(over, &[(0, 3 * UNIT)], ago(6, 9));
        let back = stage.sent_too_much(from, to, 11);
        stage.books.return_excess(back, 0, 2 * UNIT, ago(4, 9));
        let gone = stage.sent_too_much(from, to, 20);
        stage.books.return_excess(gone, 0, 2 * UNIT, ago(15, 9));
        stage.books.transfers[gone].archived = true;
    }
}

/// eCom orders in every state, and how they got there.
fn orders_in_every_state(stage: &mut Stage) {
    for shop in SHOPS {
        let part = stage.on_the_shelf(shop, 6, USUAL);
        let left = stage.books.left(part, &[0]);
        stage.books.hand_over(part, &left, ago(4, 15), true);
        let sent = stage.on_the_shelf(shop, 5, USUAL);
        let left = stage.books.left_of_all(sent);
        stage.books.hand_over(sent, &left, ago(2, 15), false);
        let fetched = stage.on_the_shelf(shop, 5, PICKUP);
        let left = stage.books.left_of_all(fetched);
        stage.books.hand_over(fetched, &left, ago(1, 17), false);
        for (restock, days) in [(true, 4), (false, 8)] {
            let cancelled = stage.backorder(shop, days, USUAL, 1);
            stage.books.cancel(cancelled, ago(days - 2, 10), restock);
            let back = stage.on_the_shelf(shop, days + 6, USUAL);
            let left = stage.books.left_of_all(back);
            stage.books.hand_over(back, &left, ago(days + 4, 15), true);
            stage.books.refund(back, 0, UNIT, ago(days - 1, 12), restock, true);
        }
        let refunded = stage.backorder(shop, 6, USUAL, 1);
        let quantity = stage.books.unshipped(refunded, 0);
        stage.books.refund(refunded, 0, quantity, ago(3, 9), true, false);
        let dropped = stage.on_the_shelf(shop, 7, USUAL);
        let left = stage.books.left(dropped, &[1]);
        stage.books.pack(dropped, &left, ago(6, 15), "notShipped");
        stage.books.cancel(dropped, ago(5, 9), true);
    }
    special_orders(stage);
}

/// Goods that are sold in parts of a metre.
fn by_the_metre(stage: &mut Stage) {
    let housing = stage.named(&[MAIN], "per metre");
    stage.books.place_order(MAIN, ago(2, 12), USUAL, &[(housing, 3 * UNIT / 4)]);
    stage.books.sell(MAIN, ago(1, 12), None, &[(housing, 5 * UNIT / 2)]);
    stage.books.purchase(MAIN, ago(1, 13), Some(ago(-2, 12)), &[(housing, 2 * UNIT)]);
}

/// One served first, one from two shops, one that names no adjustments, one the till has not seen, one the till sold from.
fn special_orders(stage: &mut Stage) {
    let item = stage.backorderable(MAIN);
    stage.books.place_order(MAIN, ago(6, 10), USUAL, &[(item, UNIT)]);
    let first = stage.books.place_order(MAIN, ago(3, 10), Terms { due_in: Some(4), ..USUAL }, &[(item, UNIT)]);
    stage.books.orders[first].priority = Some(5);
    stage.books.purchase(MAIN, ago(2, 9), Some(ago(-1, 12)), &[(item, UNIT)]);

    for days in [2, 5] {
        let here = Place { item: stage.backorderable(MAIN), shop: MAIN };
        let there = Place { item: stage.backorderable(STATION), shop: STATION };
        let split = stage.books.place_split_order(ago(days, 21), USUAL, &[(here, UNIT), (there, 2 * UNIT)]);
        if days == 5 {
            for line in &mut stage.books.orders[split].lines {
                line.adjustment_id = None;
            }
        }
    }

    let unseen = Place { item: stage.backorderable(STATION), shop: STATION };
    stage.books.place_unrecorded_order(NOW - 25 * MINUTE, UNCHECKED, &[(unseen, UNIT)]);

    // Set aside for an order, and then sold at the till.
    for shop in [MAIN, STATION] {
        let item = stage.stocked(shop, 1);
        stage.books.place_order(shop, ago(4, 11), USUAL, &[(item, UNIT)]);
        stage.books.sell(shop, ago(1, 12), None, &[(item, UNIT)]);
    }
    // A night's orders.
    for minutes in [310, 150, 55] {
        let item = stage.backorderable(MAIN);
        stage.books.place_order(MAIN, NOW - minutes * MINUTE, UNCHECKED, &[(item, UNIT)]);
    }
}

fn vendor_returns(stage: &mut Stage) {
    for shop in SHOPS {
        let item = stage.stocked(shop, 4);
        stage.books.return_to_vendor(shop, None, &[(item, UNIT)]);
        stage.books.return_to_vendor(shop, Some(ago(6, 16)), &[(item, UNIT)]);
        let done = stage.books.return_to_vendor(shop, Some(ago(55, 16)), &[(item, UNIT)]);
        stage.books.vendor_returns[done].archived = true;
    }
}

/// The second article's walk: sale #68 is the oldest that holds helmet and gloves below zero; receiving covers it first.
fn oldest_sale_first(stage: &mut Stage, [helmet, gloves, bell]: [usize; 3]) {
    let harbour = stage.books.shop_id(HARBOUR);
    let mut times: Vec<i64> =
        stage.books.sales.iter().filter(|sale| sale.shop_id == harbour).map(|sale| sale.completed_at).collect();
    times.sort_unstable();
    let sixty_seventh = times.get(66).copied().unwrap_or(ago(14, 12));
    let terms = Terms { fraud: "unchecked", due_in: Some(20), ..BANK_TRANSFER };
    let order = stage.books.place_order(HARBOUR, sixty_seventh - MINUTE, terms, &[(helmet, UNIT), (gloves, 2 * UNIT)]);
    stage.books.orders[order].customer = Some(people::customer(&mut stage.books.chance));
    stage.books.sell(HARBOUR, sixty_seventh + 5 * MINUTE, None, &[(bell, UNIT)]);
    stage.books.place_order(HARBOUR, sixty_seventh + DAY, USUAL, &[(helmet, UNIT)]);
    stage.books.purchase(HARBOUR, sixty_seventh - 3 * DAY, Some(ago(0, 15)), &[(helmet, 5 * UNIT)]);
    let from = Place { item: gloves, shop: MAIN };
    stage.books.correct(from, 8 * UNIT, ago(75, 7), "opening stock", None);
    let transfer = stage.books.draft_transfer(MAIN, HARBOUR, sixty_seventh + DAY, &[(gloves, 3 * UNIT)]);
    stage.books.send(transfer, sixty_seventh + DAY, Some(ago(0, 13)));
}
