//! A buyer with paper and pencil: plans for one item after another, one row after another, from the model's rows.
//! Nothing here is fast, and every step is one of the rules as they are written down.

use crate::support::fields::{Amount, amount, field, flag, instant, list, number, optional_text, text};
use crate::support::model::Model;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DAY: i64 = 86_400_000;

pub struct Buyer<'a> {
    pub model: &'a Model<'a>,
    pub options: &'a Value,
}

/// Units missing in a shop; without a row they are wished for.
#[derive(Clone, Debug)]
struct Missing {
    shop: String,
    row: Option<Value>,
    units: Amount,
}

/// Lines of documents to be: by what they are, then by item; units and the rows that they cover.
type Lines = BTreeMap<(String, String, bool), BTreeMap<String, (Amount, Vec<String>)>>;

fn add(lines: &mut Lines, key: (&str, &str, bool), item: &str, units: Amount, row: Option<&Value>) {
    let document = lines.entry((key.0.to_string(), key.1.to_string(), key.2)).or_default();
    let line = document.entry(item.to_string()).or_default();
    line.0 += units;
    if let Some(row) = row {
        let id = text(row, "id").to_string();
        if !line.1.contains(&id) {
            line.1.push(id);
        }
    }
}

impl Buyer<'_> {
    fn hub(&self) -> Option<&str> {
        optional_text(self.options, "consolidateAt")
    }

    fn level(&self, item: &str, shop: &str) -> Option<&Value> {
        let levels = self.model.table("levels").iter();
        levels.clone().find(|level| text(level, "itemId") == item && text(level, "shopId") == shop)
    }

    /// What is on its way, rule 9.
    fn incoming(&self, item: &str, shop: &str) -> Amount {
        self.model.incoming(item, shop).iter().map(|line| line.outstanding).sum()
    }

    /// Transfers that are made and not sent, line by line: from, to, asked for, and how much of that the sender has or
    /// expects.
    pub fn asked_for(&self, item: &str) -> Vec<(String, String, Amount, Amount)> {
        let mut asked_for: Vec<(String, String, Amount, Amount)> = Vec::new();
        for transfer in self.model.table("transfers") {
            if flag(transfer, "archived") || instant(transfer, "sentAt").is_some() {
                continue;
            }
            let (from, to) = (text(transfer, "fromShopId"), text(transfer, "toShopId"));
            for line in list(transfer, "lines").iter().filter(|line| text(line, "itemId") == item) {
                let before: Amount = asked_for.iter().filter(|ask| ask.0 == from).map(|ask| ask.2).sum();
                let has = self.model.qoh(item, from) + self.incoming(item, from) - before;
                let requested = amount(line, "requested");
                asked_for.push((from.to_string(), to.to_string(), requested, requested.min(has.max(0))));
            }
        }
        asked_for
    }

    fn coming(&self, item: &str, shop: &str) -> Amount {
        let asked_for: Amount = self.asked_for(item).iter().filter(|ask| ask.1 == shop).map(|ask| ask.3).sum();
        self.incoming(item, shop) + asked_for
    }

    fn going(&self, item: &str, shop: &str) -> Amount {
        self.asked_for(item).iter().filter(|ask| ask.0 == shop).map(|ask| ask.2).sum()
    }

    /// A level's rows in their queue, each with what nothing brings of it.
    fn rows(&self, item: &str, shop: &str) -> Vec<(Value, Amount)> {
        let mut left = self.coming(item, shop);
        let rows = self.model.coverage(item, shop);
        let missing = |covered: &crate::support::model::incoming::Covered| {
            let taken = covered.uncovered.min(left);
            left -= taken;
            (self.model.row(item, shop, covered), covered.uncovered - taken)
        };
        rows.iter().map(missing).collect()
    }

    fn keeps(&self, row: &Value) -> bool {
        let kept = self.model.matching(&self.filters(), "");
        kept.iter().any(|kept| kept["id"] == row["id"])
    }

    /// The options that are filters of the report.
    pub fn filters(&self) -> Value {
        let mut filters = json!({});
        for name in ["shopIds", "vendorIds", "ecomOnly"] {
            filters[name] = field(self.options, name).clone();
        }
        filters
    }

    /// Rule 3 over all shops: what nobody sold, losses, then priority and time.
    fn place_in_queue(&self, row: Option<&Value>) -> (u8, i64, i64) {
        let Some(row) = row else { return (3, 0, 0) };
        let at = row["occurredAt"].as_i64().unwrap_or(i64::MAX);
        match text(row, "reason") {
            "unattributed" => (0, 0, 0),
            "other" => (1, 0, at),
            _ => {
                let order = optional_text(&row["ecomOrder"], "id").and_then(|id| self.model.find("orders", id));
                let priority = order.and_then(|order| order.get("priority")?.as_f64()).unwrap_or(0.0);
                (2, -(priority * 1_000.0) as i64, at)
            }
        }
    }

    fn sort(&self, missing: &mut [Missing]) {
        missing.sort_by_key(|missing| (self.place_in_queue(missing.row.as_ref()), missing.shop.clone()));
    }

    /// The plan, as the core must answer it.
    pub fn plan(&self) -> Value {
        let (mut bought, mut moved) = (Lines::new(), Lines::new());
        let mut covered: Vec<Value> = Vec::new();
        for record in self.model.table("items") {
            let item = text(record, "id");
            let mut missing: Vec<Missing> = Vec::new();
            for (_, shop) in self.model.all_levels().into_iter().filter(|(of, _)| *of == item) {
                let rows = self.rows(item, shop);
                let kept_missing = |(row, units): &(Value, Amount)| *units > 0 && self.keeps(row);
                covered.extend(
                    rows.iter().filter(|(row, units)| *units == 0 && self.keeps(row)).map(|(row, _)| row.clone()),
                );
                let Some(last) = rows.iter().rposition(kept_missing) else { continue };
                let wish = self.level(item, shop).filter(|level| !field(level, "desiredLevel").is_null());
                let wish = wish.filter(|_| optional_text(self.options, "upTo") == Some("desiredLevel"));
                let through = if wish.is_some() { rows.len() } else { last + 1 };
                for (row, units) in rows[..through].iter().filter(|(_, units)| *units > 0) {
                    missing.push(Missing { shop: shop.to_string(), row: Some(row.clone()), units: *units });
                }
                let units = wish.map_or(0, |level| amount(level, "desiredLevel").max(0));
                missing.push(Missing { shop: shop.to_string(), row: None, units });
            }
            missing.retain(|missing| missing.units > 0);
            self.sort(&mut missing);
            if field(self.options, "transfersFirst") != &json!(false) {
                self.take_from_others(item, &mut missing, &mut moved);
            }
            self.buy(record, missing, &mut bought, &mut moved);
        }
        covered.sort_by_key(|row| (row["occurredAt"].as_i64().unwrap_or(i64::MAX), text(row, "id").to_string()));
        let ids: Vec<&str> = covered.iter().map(|row| text(row, "id")).collect();
        json!({ "purchaseOrders": self.purchase_orders(&bought), "transfers": transfers(&moved), "alreadyCovered": ids })
    }

    /// QOH above the desired level and above what others have asked for; who sends already goes on, then who has most.
    fn take_from_others(&self, item: &str, missing: &mut [Missing], moved: &mut Lines) {
        let mut spare: BTreeMap<String, Amount> = BTreeMap::new();
        for level in self.model.table("levels").iter().filter(|level| text(level, "itemId") == item) {
            let shop = text(level, "shopId");
            let units = self.model.qoh(item, shop) - amount(level, "desiredLevel").max(0) - self.going(item, shop);
            spare.insert(shop.to_string(), units.max(0));
        }
        for need in missing {
            while need.units > 0 {
                let sends = |from: &String| {
                    moved.get(&(from.clone(), need.shop.clone(), false)).is_some_and(|lines| lines.contains_key(item))
                };
                let mut senders: Vec<(&String, &mut Amount)> =
                    spare.iter_mut().filter(|(_, left)| **left > 0).collect();
                senders.sort_by_key(|(from, left)| (!sends(from), -**left, (*from).clone()));
                let Some((from, left)) = senders.into_iter().next() else { break };
                let units = need.units.min(*left);
                *left -= units;
                need.units -= units;
                add(moved, (from, &need.shop, false), item, units, need.row.as_ref());
            }
        }
    }

    fn buy(&self, record: &Value, mut missing: Vec<Missing>, bought: &mut Lines, moved: &mut Lines) {
        let item = text(record, "id");
        // An empty vendor stands for none: ids are never empty. It sorts first here, and is put last in the end.
        let vendor = optional_text(record, "defaultVendorId").unwrap_or("");
        let mut free = 0;
        if let Some(hub) = self.hub()
            && missing.iter().any(|missing| missing.units > 0 && missing.shop != hub)
        {
            let known: Vec<String> = missing
                .iter()
                .filter(|missing| missing.shop == hub)
                .filter_map(|missing| Some(text(missing.row.as_ref()?, "id").to_string()))
                .collect();
            for (row, units) in self.rows(item, hub) {
                if !known.iter().any(|id| id == text(&row, "id")) {
                    missing.push(Missing { shop: hub.to_string(), row: Some(row), units });
                }
            }
            self.sort(&mut missing);
            let coming = self.coming(item, hub);
            free = (self.model.qoh(item, hub) + coming - self.going(item, hub)).min(coming).max(0);
        }
        for need in missing.iter().filter(|missing| missing.units > 0) {
            let (mut units, mut to) = (need.units, need.shop.as_str());
            if let Some(hub) = self.hub() {
                if need.shop != hub {
                    add(moved, (hub, &need.shop, true), item, units, need.row.as_ref());
                    let passed_on = units.min(free);
                    (free, units) = (free - passed_on, units - passed_on);
                }
                to = hub;
            }
            if units > 0 {
                add(bought, (vendor, to, false), item, units, need.row.as_ref());
            }
        }
    }

    fn purchase_orders(&self, bought: &Lines) -> Value {
        let mut orders = Vec::new();
        for ((vendor, shop, _), lines) in bought {
            let record = self.model.find("vendors", vendor);
            let days = record.and_then(|vendor| field(vendor, "leadTimeDays").as_i64());
            let at = instant(self.options, "at").unwrap();
            let line = |(item, (needed, serves)): (&String, &(Amount, Vec<String>))| {
                let record = self.model.find("items", item).unwrap();
                let cost = field(record, "unitCost");
                let cost = if cost.is_null() { Value::Null } else { number(amount(record, "unitCost")) };
                json!({ "itemId": item, "quantity": number(least(*needed, record)), "needed": number(*needed), "unitCost": cost, "serves": serves })
            };
            orders.push(json!({
                "vendorId": if vendor.is_empty() { Value::Null } else { json!(vendor) }, "shopId": shop,
                "expectedAt": days.map(|days| at + days * DAY), "lines": lines.iter().map(line).collect::<Vec<_>>(),
            }));
        }
        orders.sort_by_key(|order| order["vendorId"].is_null());
        json!(orders)
    }
}

/// Tries one pack more until it is enough.
fn least(needed: Amount, record: &Value) -> Amount {
    let (pack, minimum) = (amount(record, "packSize"), amount(record, "minimumOrder"));
    if pack == 0 {
        return needed.max(minimum);
    }
    let mut quantity = 0;
    while quantity < needed || quantity < minimum {
        quantity += pack;
    }
    quantity
}

fn transfers(moved: &Lines) -> Value {
    let mut transfers = Vec::new();
    for ((from, to, onward), lines) in moved {
        let line = |(item, (units, serves)): (&String, &(Amount, Vec<String>))| json!({ "itemId": item, "quantity": number(*units), "serves": serves });
        let lines: Vec<Value> = lines.iter().map(line).collect();
        transfers.push(json!({ "fromShopId": from, "toShopId": to, "onward": onward, "lines": lines }));
    }
    json!(transfers)
}
