//! Every adjustment: sale lines, what of them came back, receipts, transfers out and in, vendor returns. Of archived orders and
//! transfers nothing is sent.

use crate::catalogue;
use crate::moment::{DAY, HOUR, NOW};
use crate::record::{Adjustment, Label, Quantity};

use super::{Retailer, selling, shop_id};

fn moved(id: Label, place: (Label, Label), quantity: i64, at: i64, reason: &'static str, source: Label) -> Adjustment {
    Adjustment {
        id,
        item_id: place.0,
        shop_id: place.1,
        quantity: Quantity(quantity),
        at,
        reason,
        source_id: Some(source),
        reverses: None,
        refunded_not_restocked: Quantity::default(),
        note: None,
    }
}

/// As much later as a delivery takes, but not tomorrow.
fn later(at: i64, days: i64) -> i64 {
    (at + days * DAY).min(NOW - HOUR)
}

pub fn all(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    sold(retailer)
        .chain(came_back(retailer))
        .chain(received(retailer))
        .chain(transferred(retailer))
        .chain(sent_back(retailer))
}

fn sold(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    let sales = retailer.till.sales.iter().enumerate();
    sales.flat_map(move |(sale, sold)| {
        retailer.till.lines_of(sale).map(move |index| {
            let line = retailer.till.lines[index];
            let place = (catalogue::item_id(retailer.scale.item_of(line.level)), shop_id(usize::from(sold.shop)));
            let quantity = i64::from(line.quantity);
            let mut movement =
                moved(selling::line_id(index), place, -quantity, sold.at, "sale", selling::sale_id(sale));
            if sold.online && retailer.refunded_off_the_books(index) {
                movement.refunded_not_restocked = Quantity(quantity);
            }
            movement
        })
    })
}

fn came_back(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    let online = retailer.till.sales.iter().enumerate().filter(|(_, sold)| sold.online);
    online.flat_map(move |(sale, sold)| {
        let lines = retailer.till.lines_of(sale).filter(|index| retailer.came_back(*index));
        lines.map(move |index| {
            let line = retailer.till.lines[index];
            let place = (catalogue::item_id(retailer.scale.item_of(line.level)), shop_id(usize::from(sold.shop)));
            let id = Label::new("ref", 1_000_001 + index);
            let back = moved(id, place, i64::from(line.quantity), later(sold.at, 9), "sale", selling::sale_id(sale));
            Adjustment { reverses: Some(selling::line_id(index)), ..back }
        })
    })
}

fn received(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    let orders = retailer.purchase_orders.iter().enumerate().filter(|(_, order)| !order.archived);
    orders.flat_map(|(index, order)| {
        let at = later(order.ordered_at.unwrap_or(NOW), 5 + index as i64 % 20);
        let lines = order.lines.iter().enumerate().filter(|(_, line)| !line.received.is_zero());
        lines.map(move |(number, line)| {
            let id = Label::new("rec", 100_001 + index).part(number + 1);
            moved(id, (line.item_id, order.shop_id), line.received.0, at, "receiving", order.id)
        })
    })
}

fn transferred(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    let sent = retailer
        .transfers
        .iter()
        .enumerate()
        .filter(|(_, transfer)| !transfer.archived)
        .filter_map(|(index, transfer)| Some((index, transfer, transfer.sent_at?)));
    sent.flat_map(|(index, transfer, at)| {
        transfer.lines.iter().enumerate().flat_map(move |(number, line)| {
            let id = |prefix| Label::new(prefix, 100_001 + index).part(number + 1);
            let out =
                moved(id("out"), (line.item_id, transfer.from_shop_id), -line.sent.0, at, "transfer", transfer.id);
            let arrived = later(at, 2 + index as i64 % 4);
            let came = (!line.received.is_zero()).then(|| {
                moved(id("in"), (line.item_id, transfer.to_shop_id), line.received.0, arrived, "transfer", transfer.id)
            });
            [Some(out), came].into_iter().flatten()
        })
    })
}

fn sent_back(retailer: &Retailer) -> impl Iterator<Item = Adjustment> {
    let sent =
        retailer.vendor_returns.iter().enumerate().filter_map(|(index, back)| Some((index, back, back.sent_at?)));
    sent.flat_map(|(index, back, at)| {
        back.lines.iter().enumerate().map(move |(number, line)| {
            let id = Label::new("back", 10_001 + index).part(number + 1);
            moved(id, (line.item_id, back.shop_id), -line.quantity.0, at, "vendorReturn", back.id)
        })
    })
}
