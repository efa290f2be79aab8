//! Purchase orders, transfers and vendor returns; those of the last weeks are still on their way, most of them for what is short.

use crate::catalogue::{self, Article};
use crate::chance::Chance;
use crate::moment::{DAY, HISTORY_DAYS, HOUR, NOW, days_ago};
use crate::record::{
    Label, PurchaseOrder, PurchaseOrderLine, Quantity, Transfer, TransferLine, UNIT, VendorReturn, VendorReturnLine,
};

use super::selling::share;
use super::shortage::Shortages;
use super::{Scale, shop_id};

/// When document `index` of `count` was made: documents are in the order of the clock, a fifth of them recent.
fn made_at(index: usize, count: usize, recent_days: i64, chance: &mut Chance) -> (i64, bool) {
    let old = count - count / 5;
    let (from, days, place, places) = if index < old {
        (HISTORY_DAYS, HISTORY_DAYS - recent_days, index, old)
    } else {
        (recent_days, recent_days, index - old, count - old)
    };
    let slot = days * DAY / places as i64;
    let at = days_ago(from) + place as i64 * slot + chance.between(0, slot - 1);
    (at.min(NOW - HOUR), index >= old)
}

pub fn purchase_orders(
    scale: &Scale,
    articles: &[Article],
    shortages: &Shortages,
    chance: &mut Chance,
) -> Vec<PurchaseOrder> {
    let mut of_vendor: Vec<Vec<usize>> = vec![Vec::new(); scale.vendors];
    for (item, article) in articles.iter().enumerate() {
        of_vendor[article.vendor.unwrap_or(0)].push(item);
    }
    let mut short: Vec<Vec<usize>> = vec![Vec::new(); scale.vendors * scale.shops];
    for (level, _) in shortages.qoh.iter().enumerate().filter(|(_, qoh)| **qoh < 0) {
        let (item, shop) = (scale.item_of(level as u32), scale.shop_of(level as u32));
        short[articles[item].vendor.unwrap_or(0) * scale.shops + shop].push(item);
    }
    let mut lines_left = scale.purchase_order_lines;
    (0..scale.purchase_orders)
        .map(|index| {
            let (at, recent) = made_at(index, scale.purchase_orders, 45, chance);
            let (vendor, shop) = (chance.below(scale.vendors), chance.below(scale.shops));
            let count = share(lines_left, scale.purchase_orders - index, chance);
            lines_left -= count;
            let state = if recent { chance.weighted(&[15, 60, 25]) } else { 3 };
            let id = Label::new("po", 100_001 + index);
            let lines = (0..count).map(|number| {
                let for_shortage = recent && chance.percent(65);
                let wanted = if for_shortage { short[vendor * scale.shops + shop].pop() } else { None };
                let item = wanted.unwrap_or_else(|| *chance.pick(&of_vendor[vendor]));
                let shortage = -i64::from(shortages.qoh[scale.level(item, shop) as usize]).min(0);
                // Sometimes less than is short.
                let needed = if chance.percent(25) { UNIT } else { (shortage + UNIT - 1) / UNIT * UNIT + UNIT };
                let ordered = articles[item].orderable(needed);
                let received = match state {
                    0 | 1 => 0,
                    2 if wanted.is_some() || number % 2 == 0 => 0,
                    2 => ordered,
                    _ => {
                        if chance.percent(96) {
                            ordered
                        } else {
                            0
                        }
                    }
                };
                let counted = if state == 2 && received == 0 && chance.percent(20) { UNIT } else { 0 };
                PurchaseOrderLine {
                    id: id.part(number + 1),
                    item_id: catalogue::item_id(item),
                    ordered: Quantity(ordered),
                    received: Quantity(received),
                    counted: Quantity(counted),
                    unit_cost: None,
                }
            });
            let lines = lines.collect();
            PurchaseOrder {
                id,
                number: Label::new("", 100_001 + index),
                vendor_id: Some(catalogue::vendor_id(vendor)),
                shop_id: shop_id(shop),
                created_at: Some(at),
                ordered_at: (state > 0).then_some(at + HOUR),
                expected_at: (state > 0 && chance.percent(55)).then(|| at + chance.between(5, 50) * DAY),
                finished: !recent,
                archived: !recent && at < days_ago(150),
                lines,
                receipts: Vec::new(),
            }
        })
        .collect()
}

pub fn transfers(scale: &Scale, shortages: &Shortages, chance: &mut Chance) -> Vec<Transfer> {
    let mut short: Vec<Vec<usize>> = vec![Vec::new(); scale.shops];
    for (level, _) in shortages.qoh.iter().enumerate().filter(|(_, qoh)| **qoh < 0) {
        short[scale.shop_of(level as u32)].push(scale.item_of(level as u32));
    }
    let mut excess: Vec<Vec<(usize, i64)>> = vec![Vec::new(); scale.shops];
    for (level, units) in &shortages.sent_too_much {
        excess[scale.shop_of(*level)].push((scale.item_of(*level), i64::from(*units)));
    }
    let mut lines_left = scale.transfer_lines;
    (0..scale.transfers)
        .map(|index| {
            let (at, recent) = made_at(index, scale.transfers, 30, chance);
            let from = chance.below(scale.shops);
            let to = (from + 1 + chance.below(scale.shops - 1)) % scale.shops;
            let count = share(lines_left, scale.transfers - index, chance);
            lines_left -= count;
            let open = recent && chance.percent(15);
            let arrived = !recent || chance.percent(20);
            let id = Label::new("tr", 100_001 + index);
            let lines = (0..count).map(|number| {
                let too_much = if recent && !open && !arrived && number < 3 { excess[from].pop() } else { None };
                let for_shortage = recent && chance.percent(45);
                let wanted = if for_shortage && !short[to].is_empty() { Some(*chance.pick(&short[to])) } else { None };
                let item = too_much.map(|(item, _)| item).or(wanted).unwrap_or_else(|| chance.below(scale.items));
                let requested = chance.between(1, 4) * UNIT + too_much.map_or(0, |(_, units)| units);
                let sent = if open { 0 } else { requested };
                let received = match too_much {
                    Some((_, units)) => sent - units,
                    None if arrived => sent,
                    None => 0,
                };
                TransferLine {
                    id: id.part(number + 1),
                    item_id: catalogue::item_id(item),
                    requested: Quantity(requested),
                    sent: Quantity(sent),
                    received: Quantity(received),
                    returned: Quantity::default(),
                }
            });
            let lines = lines.collect();
            Transfer {
                id,
                number: Label::new("T", 100_001 + index),
                from_shop_id: shop_id(from),
                to_shop_id: shop_id(to),
                created_at: Some(at),
                sent_at: (!open).then_some(at + HOUR / 2),
                expected_at: chance.percent(70).then(|| at + chance.between(2, 12) * DAY),
                archived: !recent && at < days_ago(90),
                lines,
                receipts: Vec::new(),
            }
        })
        .collect()
}

/// Two lines each, the newest still to be archived.
pub fn vendor_returns(scale: &Scale, articles: &[Article], chance: &mut Chance) -> Vec<VendorReturn> {
    (0..scale.vendor_returns)
        .map(|index| {
            let (at, recent) = made_at(index, scale.vendor_returns, 40, chance);
            let id = Label::new("rtv", 10_001 + index);
            let items = [chance.below(scale.items), chance.below(scale.items)];
            let line = |(number, item): (usize, usize)| VendorReturnLine {
                id: id.part(number + 1),
                item_id: catalogue::item_id(item),
                quantity: Quantity(UNIT),
            };
            VendorReturn {
                id,
                number: Label::new("RTV-", 10_001 + index),
                vendor_id: articles[items[0]].item.default_vendor_id,
                shop_id: shop_id(chance.below(scale.shops)),
                sent_at: (!recent || chance.percent(80)).then_some(at),
                archived: !recent,
                lines: items.into_iter().enumerate().map(line).collect(),
            }
        })
        .collect()
}
