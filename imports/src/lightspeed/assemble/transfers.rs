//! Transfers. A line's quantities may move (from toSend to sent to received, each unit in one of them) or stay (sent keeps
//! what was received): then nothing but the sum that the ItemShop says, `onTransferIn`, tells how much is in transit.

use std::collections::BTreeMap;

use oversold::Quantity;

use super::Given;
use super::special_orders::{Awaited, for_queue};
use crate::lightspeed::retail::{Stage, TransferItem};
use crate::lightspeed::table::lines_by_document;
use crate::snapshot::{Transfer, TransferLine};

pub fn transfers(given: Given<'_>, special: &Awaited) -> Vec<Transfer> {
    let retail = given.retail;
    let items = lines_by_document(
        &retail.transfers,
        |transfer| &transfer.items,
        &retail.transfer_items,
        |item| item.transfer.as_ref(),
    );
    let mut transfers = Vec::new();
    // Lines on their way, by the level that they go to.
    let mut on_their_way: BTreeMap<(String, String), Vec<Line>> = BTreeMap::new();
    for (id, transfer) in retail.transfers.iter() {
        let (Some(from_shop_id), Some(to_shop_id)) = (transfer.from.clone(), transfer.to.clone()) else {
            given.notes.add(
                "withoutShop",
                "Transfers that do not name both shops were left out",
                format!("Transfer {id}"),
            );
            continue;
        };
        let of_transfer = items.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let moved = |item: &TransferItem| item.sent.is_positive() || item.received.is_positive();
        let stage = match transfer.stage {
            Stage::Unknown if of_transfer.iter().any(|(_, item)| moved(item)) => Stage::Sent,
            Stage::Unknown => Stage::Open,
            known => known,
        };
        let mut lines = Vec::new();
        for (line_id, item) in of_transfer {
            let Some(item_id) = item.item.clone() else { continue };
            if stage == Stage::Sent && !transfer.archived {
                let line = Line::new(line_id, item, transfers.len(), lines.len());
                on_their_way.entry((item_id.clone(), to_shop_id.clone())).or_default().push(line);
            }
            // Until the sums are known: what is received was sent.
            let sent = if stage == Stage::Open { Quantity::ZERO } else { item.received.max(item.sent) };
            let received = if stage == Stage::Open { Quantity::ZERO } else { item.received };
            lines.push(TransferLine {
                id: (*line_id).clone(),
                item_id,
                requested: item.to_send.max(sent),
                sent: if stage == Stage::Received { received } else { sent },
                received,
            });
        }
        // An open transfer may carry a date all the same.
        let sent_at =
            (stage != Stage::Open).then(|| transfer.sent_on.or(transfer.modified).or(transfer.created)).flatten();
        transfers.push(Transfer {
            id: id.clone(),
            number: id.clone(),
            from_shop_id,
            to_shop_id,
            created_at: transfer.created,
            sent_at,
            expected_at: transfer.need_by,
            archived: transfer.archived,
            lines,
        });
    }
    for ((item, shop), lines) in on_their_way {
        let sum = retail.item_shops.get(&item).and_then(|shops| shops.get(&shop)?.on_transfer_in);
        let in_transit = in_transit(&lines, sum).unwrap_or_else(|| {
            let message =
                "The transfers to a level do not add up to its onTransferIn, which was preferred as far as it goes";
            given.notes.add("transferDisagrees", message, format!("item {item}, shop {shop}"));
            forced(&lines, sum.unwrap_or_default())
        });
        for (line, units) in lines.iter().zip(in_transit) {
            let transfer = transfers.get_mut(line.transfer).and_then(|transfer| transfer.lines.get_mut(line.position));
            let Some(record) = transfer else { continue };
            let wanted =
                for_queue(given, units, special.by_transfer_item.get(&line.id), &format!("TransferItem {}", line.id));
            record.sent = record.received.plus(wanted);
            record.requested = record.requested.max(record.sent);
        }
    }
    transfers
}

/// A line that is on its way, and where it stands among the transfers made so far.
#[derive(Debug)]
struct Line {
    id: String,
    transfer: usize,
    position: usize,
    /// In transit where `sent` keeps what was received.
    kept: Quantity,
    /// In transit where quantities move from `sent` to `received`.
    moved: Quantity,
}

impl Line {
    fn new(id: &str, item: &TransferItem, transfer: usize, position: usize) -> Self {
        let kept = item.sent.minus(item.received).or_zero();
        Self { id: id.to_owned(), transfer, position, kept, moved: item.sent }
    }
}

/// The units in transit on each line, by the reading that agrees with the sum; none where neither does.
fn in_transit(lines: &[Line], sum: Option<Quantity>) -> Option<Vec<Quantity>> {
    let readings = [lines.iter().map(|line| line.kept).collect(), lines.iter().map(|line| line.moved).collect()];
    let [kept, moved]: [Vec<Quantity>; 2] = readings;
    let Some(sum) = sum else { return Some(kept) };
    [kept, moved].into_iter().find(|units| units.iter().copied().sum::<Quantity>() == sum)
}

/// As near to the sum as the lines allow: the oldest lines first, each between its two readings where that is enough.
fn forced(lines: &[Line], sum: Quantity) -> Vec<Quantity> {
    let mut left = sum.or_zero();
    let mut units: Vec<Quantity> = Vec::new();
    for line in lines {
        let taken = line.kept.min(left);
        left = left.minus(taken);
        units.push(taken);
    }
    for (line, units) in lines.iter().zip(&mut units) {
        let more = line.moved.minus(*units).or_zero().min(left);
        left = left.minus(more);
        *units = units.plus(more);
    }
    units
}
