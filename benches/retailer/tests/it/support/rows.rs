//! The report's rows: rules 3, 9 and 10.

use std::collections::HashMap;

use serde_json::Value;

use super::{by_id, exact, holds, in_transit, list, purchase_order_status, table, text, unshipped};

pub struct Row<'a> {
    pub adjustment: Option<&'a Value>,
    pub reason: &'a str,
    pub uncovered: i64,
    pub ecom: bool,
    pub coverage: &'static str,
    pub diagnosis: &'static str,
    pub expected: Option<i64>,
}

type Place<'a> = (&'a str, &'a str);

/// Outstanding units, in the order of rule 9.
struct Incoming<'a> {
    order: (bool, i64, i64, &'a str, &'a str),
    units: i64,
    created: i64,
}

const UNKNOWN: i64 = i64::MAX;

pub fn rows(snapshot: &Value) -> Vec<Row<'_>> {
    let (sales, orders, transfers) =
        (by_id(snapshot, "sales"), by_id(snapshot, "orders"), by_id(snapshot, "transfers"));
    let mut sold_by = HashMap::new();
    for order in table(snapshot, "orders") {
        sold_by.extend(
            list(order, "lines").iter().filter_map(|line| Some((line["adjustmentId"].as_str()?, (order, line)))),
        );
    }
    let mut incoming = incoming(snapshot);
    let mut sources = sources(snapshot);
    let mut rows = Vec::new();
    for level in table(snapshot, "levels").iter().filter(|level| exact(&level["qoh"]) < 0) {
        let place = (text(level, "itemId"), text(level, "shopId"));
        let mut supply = incoming.remove(&place).unwrap_or_default();
        supply.sort_by_key(|piece| piece.order);
        let order_of = |movement: &Value| {
            let sale = sales.get(text(movement, "sourceId")).filter(|_| text(movement, "reason") == "sale")?;
            Some((sale, orders.get(text(sale, "orderId"))))
        };
        let mut queue = sources.remove(&place).unwrap_or_default();
        queue.sort_by_key(|(movement, _)| {
            let (priority, at) = match order_of(movement) {
                Some((sale, order)) => {
                    (order.map_or(0, |order| order["priority"].as_i64().unwrap_or(0)), sale["completedAt"].as_i64())
                }
                None => (0, movement["at"].as_i64()),
            };
            (reason(movement) != "other", -priority, at, text(movement, "id"))
        });
        let mut short = -exact(&level["qoh"]);
        let mut uncovered = Vec::new();
        for (movement, net) in queue.into_iter().rev() {
            let taken = short.min(net);
            if taken > 0 {
                uncovered.push((Some(movement), taken));
                short -= taken;
            }
        }
        if short > 0 {
            uncovered.push((None, short));
        }
        for (movement, units) in uncovered.into_iter().rev() {
            let found = cover(&mut supply, units);
            let sale = movement.and_then(order_of);
            let ecom = sale.is_some_and(|(_, order)| order.is_some());
            let at = sale
                .map(|(sale, _)| *sale)
                .map_or(movement.map(|movement| &movement["at"]), |sale| Some(&sale["completedAt"]));
            let at = at.and_then(Value::as_i64).unwrap_or(0);
            let diagnosis = match movement {
                None => "unattributed",
                Some(movement) if exact(&movement["refundedNotRestocked"]) > 0 => "refundedNotRestocked",
                Some(movement)
                    if ecom
                        && sold_by.get(text(movement, "id")).map_or(0, |(order, line)| unshipped(order, line))
                            < units =>
                {
                    "shippedUncovered"
                }
                Some(movement)
                    if transfers
                        .get(text(movement, "sourceId"))
                        .is_some_and(|transfer| is_excess(transfer, place.0)) =>
                {
                    "excessTransfer"
                }
                _ if found.coverage == "full" && found.newest < at => "notReceived",
                _ if found.coverage == "full" => "onItsWay",
                _ if ecom => "backorder",
                _ => "missingDocument",
            };
            let reason = movement.map_or("unattributed", |movement| text(movement, "reason"));
            let expected = found.last.filter(|_| found.coverage == "full");
            rows.push(Row {
                adjustment: movement,
                reason,
                uncovered: units,
                ecom,
                coverage: found.coverage,
                diagnosis,
                expected,
            });
        }
    }
    rows
}

fn reason(movement: &Value) -> &str {
    match text(movement, "reason") {
        known @ ("sale" | "transfer" | "vendorReturn") => known,
        _ => "other",
    }
}

fn is_excess(transfer: &Value, item: &str) -> bool {
    !holds(transfer, "archived")
        && list(transfer, "lines").iter().any(|line| text(line, "itemId") == item && in_transit(line) > 0)
}

/// Net outflows of each level. The generator never reverses a reversal.
fn sources(snapshot: &Value) -> HashMap<Place<'_>, Vec<(&Value, i64)>> {
    let mut reversed: HashMap<&str, i64> = HashMap::new();
    for movement in table(snapshot, "adjustments") {
        if let Some(target) = movement["reverses"].as_str() {
            *reversed.entry(target).or_default() += exact(&movement["quantity"]);
        }
    }
    let mut sources: HashMap<Place<'_>, Vec<(&Value, i64)>> = HashMap::new();
    for movement in table(snapshot, "adjustments").iter().filter(|movement| movement["reverses"].is_null()) {
        let net = -exact(&movement["quantity"]) - reversed.get(text(movement, "id")).copied().unwrap_or(0);
        if net > 0 {
            sources.entry((text(movement, "itemId"), text(movement, "shopId"))).or_default().push((movement, net));
        }
    }
    sources
}

fn incoming(snapshot: &Value) -> HashMap<Place<'_>, Vec<Incoming<'_>>> {
    let vendors = by_id(snapshot, "vendors");
    let mut incoming: HashMap<Place<'_>, Vec<Incoming<'_>>> = HashMap::new();
    let known = |document: &Value, field: &str| document[field].as_i64();
    for order in table(snapshot, "purchaseOrders") {
        if holds(order, "finished") || holds(order, "archived") {
            continue;
        }
        let lead = vendors.get(text(order, "vendorId")).and_then(|vendor| known(vendor, "leadTimeDays"));
        let promised = known(order, "orderedAt").zip(lead).map(|(at, days)| at + days * 86_400_000);
        let expected = known(order, "expectedAt").or(promised).unwrap_or(UNKNOWN);
        let created = known(order, "createdAt").unwrap_or(UNKNOWN);
        let age = known(order, "orderedAt").unwrap_or(created);
        for line in list(order, "lines") {
            let units = (exact(&line["ordered"]) - exact(&line["received"])).max(0);
            let order_key =
                (purchase_order_status(order) == "open", expected, age, text(order, "id"), text(line, "id"));
            let place = (text(line, "itemId"), text(order, "shopId"));
            incoming.entry(place).or_default().push(Incoming { order: order_key, units, created });
        }
    }
    for transfer in table(snapshot, "transfers").iter().filter(|transfer| !holds(transfer, "archived")) {
        let Some(sent) = known(transfer, "sentAt") else { continue };
        for line in list(transfer, "lines") {
            let expected = known(transfer, "expectedAt").unwrap_or(UNKNOWN);
            let order_key = (false, expected, sent, text(transfer, "id"), text(line, "id"));
            let created = known(transfer, "createdAt").unwrap_or(UNKNOWN);
            let place = (text(line, "itemId"), text(transfer, "toShopId"));
            incoming.entry(place).or_default().push(Incoming { order: order_key, units: in_transit(line), created });
        }
    }
    incoming
}

struct Cover {
    coverage: &'static str,
    /// When the newest covering document was made.
    newest: i64,
    /// When the last unit comes; None: unknown.
    last: Option<i64>,
}

fn cover(supply: &mut [Incoming<'_>], units: i64) -> Cover {
    let (mut left, mut newest, mut last) = (units, 0, 0);
    for piece in supply.iter_mut().filter(|piece| piece.units > 0) {
        if left == 0 {
            break;
        }
        let taken = left.min(piece.units);
        piece.units -= taken;
        left -= taken;
        newest = newest.max(piece.created);
        last = last.max(piece.order.1);
    }
    let coverage = if left == 0 {
        "full"
    } else if left == units {
        "none"
    } else {
        "partial"
    };
    Cover { coverage, newest, last: (last != UNKNOWN).then_some(last) }
}
