//! A delivery at the door, one unit after another.

use super::{CODES, Clerk, Waiting};
use crate::support::fields::{Amount, amount, list, number, optional_text, text};
use crate::support::model::incoming::Incoming;
use crate::support::model::orders::unshipped;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Adds units to the pile of a name, in the order in which names come.
fn pile<K: PartialEq>(piles: &mut Vec<(K, Amount)>, name: K, units: Amount) {
    match piles.iter_mut().find(|(known, _)| *known == name) {
        Some((_, sum)) => *sum += units,
        None => piles.push((name, units)),
    }
}

/// A document with its lines so far.
fn document<'d>(documents: &'d mut Vec<Value>, names: &[&str], head: Value) -> &'d mut Value {
    let is_same = |known: &Value| names.iter().all(|name| known[*name] == head[*name]);
    let position = documents.iter().position(is_same).unwrap_or(documents.len());
    if position == documents.len() {
        documents.push(head);
    }
    &mut documents[position]
}

fn push_line(document: &mut Value, line: Value) {
    document["lines"].as_array_mut().unwrap().push(line);
}

impl<'a> Clerk<'a> {
    fn items_of(&self, code: &str) -> Vec<&'a str> {
        let with = |is_it: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
            let has = |item: &&Value| CODES.iter().filter_map(|name| optional_text(item, name)).any(is_it);
            self.model.table("items").iter().filter(has).map(|item| text(item, "id")).collect()
        };
        let exactly = with(&|known| known == code);
        if !exactly.is_empty() || code.is_empty() {
            return if code.is_empty() { Vec::new() } else { exactly };
        }
        with(&|known| !known.is_empty() && known.trim_start_matches('0') == code.trim_start_matches('0'))
    }

    /// The delivery sorted, or none where some level has too many units.
    pub fn sort_delivery(&self, options: &Value) -> Option<Value> {
        let shop = text(options, "shopId");
        let (mut items, mut unknown) = (Vec::new(), Vec::new());
        for scanned in list(options, "scanned").iter().filter(|scanned| amount(scanned, "quantity") > 0) {
            let code = text(scanned, "code").trim();
            match self.items_of(code).as_slice() {
                [item] => pile(&mut items, *item, amount(scanned, "quantity")),
                _ => pile(&mut unknown, code, amount(scanned, "quantity")),
            }
        }
        let (mut to_shelf, mut not_expected) = (Vec::new(), Vec::new());
        let mut received: Vec<(Incoming, Amount)> = Vec::new();
        let mut served: Vec<(Waiting<'a>, Amount)> = Vec::new();
        // Lines that have everything on the shelf once the delivery is in.
        let mut complete: BTreeSet<(String, String)> = BTreeSet::new();
        let mut counted: BTreeSet<&str> = BTreeSet::new();
        for (item, scanned) in items {
            counted.insert(item);
            let units = self.units(item, shop, scanned)?;
            let mut outstanding: Vec<Amount> = units.incoming.iter().map(|line| line.outstanding).collect();
            let mut taken = vec![0; outstanding.len()];
            let mut given: BTreeMap<usize, Amount> = BTreeMap::new();
            let mut shelf = units.shelf;
            for _ in 0..scanned / units.part {
                let Some(line) = outstanding.iter().position(|left| *left > 0) else {
                    pile(&mut not_expected, item, units.part);
                    continue;
                };
                outstanding[line] -= units.part;
                taken[line] += units.part;
                shelf += units.part;
                // The shelf's newest unit is for the waiting unit of the same number, if there is one.
                let owner = usize::try_from(shelf / units.part).ok().and_then(|k| units.waiting.get(k.checked_sub(1)?));
                match owner.filter(|_| shelf > 0) {
                    Some(position) => *given.entry(*position).or_insert(0) += units.part,
                    None => pile(&mut to_shelf, item, units.part),
                }
            }
            received.extend(units.incoming.into_iter().zip(taken).filter(|(_, taken)| *taken > 0));
            let mut up_to = 0;
            for (position, waiting) in units.queue.into_iter().enumerate() {
                up_to += waiting.unshipped;
                if up_to <= shelf {
                    complete.insert((text(waiting.order, "id").to_string(), text(waiting.line, "id").to_string()));
                }
                served.extend(given.get(&position).map(|units| (waiting, *units)));
            }
        }
        received.sort_by_key(|(line, _)| {
            let late = |at: Option<i64>| at.unwrap_or(i64::MAX);
            let names = (line.id.clone(), line.line_id.clone(), line.kind == "transfer");
            (line.status == "open", late(line.expected_at), late(line.placed_at), names)
        });
        let mut receive = Vec::new();
        for (line, units) in received {
            let head = json!({ "type": line.kind, "id": line.id, "number": line.number, "lines": [] });
            let document = document(&mut receive, &["type", "id"], head);
            push_line(document, json!({ "lineId": line.line_id, "quantity": number(units) }));
        }
        served.sort_by(|(a, _), (b, _)| a.before(b));
        let mut set_aside = Vec::new();
        for (waiting, units) in served {
            let order = waiting.order;
            let mut completes = true;
            for line in list(order, "lines").iter().filter(|line| unshipped(order, line) > 0) {
                let id = (text(order, "id").to_string(), text(line, "id").to_string());
                let is_here = text(line, "shopId") == shop && counted.contains(text(line, "itemId"));
                let has_all = if is_here && self.model.is_inventoried(text(line, "itemId")) {
                    complete.contains(&id)
                } else {
                    let (line, _) = self.line(order, line)?;
                    line["onShelf"] == line["unshipped"]
                };
                completes &= has_all;
            }
            let head = json!({
                "orderId": order["id"], "number": order["number"], "customer": optional_text(order, "customer"),
                "completes": completes, "lines": [],
            });
            let document = document(&mut set_aside, &["orderId"], head);
            let line = waiting.line;
            push_line(
                document,
                json!({ "orderLineId": line["id"], "itemId": line["itemId"], "quantity": number(units) }),
            );
        }
        let piles = |piles: Vec<(&str, Amount)>| -> Value {
            piles.iter().map(|(item, units)| json!({ "itemId": item, "quantity": number(*units) })).collect()
        };
        let unknown: Value = unknown
            .into_iter()
            .map(|(code, units)| {
                let candidates: BTreeSet<&str> = self.items_of(code).into_iter().collect();
                json!({ "code": code, "quantity": number(units), "candidates": candidates })
            })
            .collect();
        Some(json!({
            "receive": receive, "setAside": set_aside, "toShelf": piles(to_shelf), "notExpected": piles(not_expected), "unknown": unknown,
        }))
    }
}
