//! Rules 6, 7 and 9: what is on its way to a level, and which missing units it covers.

use super::Model;
use crate::support::fields::{Amount, amount, field, flag, instant, list, number, optional_text, text};
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;

/// One outstanding line of a purchase order or transfer.
#[derive(Clone)]
pub struct Incoming {
    pub kind: &'static str,
    pub id: String,
    pub number: String,
    pub line_id: String,
    pub status: &'static str,
    pub outstanding: Amount,
    pub expected_at: Option<i64>,
    /// When it was ordered or sent, else created: the second key of rule 9.
    pub placed_at: Option<i64>,
    /// When the document came to be: what rule 10 compares with the sale.
    pub made_at: Option<i64>,
}

impl Incoming {
    pub fn to_json(&self) -> Value {
        json!({
            "type": self.kind, "id": self.id, "number": self.number, "lineId": self.line_id, "status": self.status,
            "outstanding": number(self.outstanding), "expectedAt": self.expected_at,
        })
    }
}

/// The pieces of incoming stock that cover one row.
pub struct Covered {
    /// None: unattributed.
    pub adjustment: Option<String>,
    pub uncovered: Amount,
    pub pieces: Vec<(Amount, Incoming)>,
}

impl Covered {
    pub fn covered(&self) -> Amount {
        self.pieces.iter().map(|(quantity, _)| quantity).sum()
    }

    pub fn coverage(&self) -> &'static str {
        match self.covered() {
            0 => "none",
            covered if covered < self.uncovered => "partial",
            _ => "full",
        }
    }

    /// When the last unit arrives: unknown if any piece is, or if something is not covered.
    pub fn expected_at(&self) -> Option<i64> {
        if self.coverage() != "full" {
            return None;
        }
        let dates: Option<Vec<i64>> = self.pieces.iter().map(|(_, line)| line.expected_at).collect();
        dates?.into_iter().max()
    }
}

pub fn purchase_order_status(order: &Value) -> &'static str {
    if flag(order, "archived") {
        "archived"
    } else if flag(order, "finished") {
        "finished"
    } else if list(order, "lines").iter().any(|line| amount(line, "received") > 0) {
        "checkIn"
    } else if !field(order, "orderedAt").is_null() {
        "ordered"
    } else {
        "open"
    }
}

pub fn in_transit(line: &Value) -> Amount {
    (amount(line, "sent") - amount(line, "received") - amount(line, "returned")).max(0)
}

pub fn transfer_status(transfer: &Value) -> &'static str {
    if flag(transfer, "archived") {
        "archived"
    } else if field(transfer, "sentAt").is_null() {
        "open"
    } else if list(transfer, "lines").iter().all(|line| in_transit(line) == 0) {
        "received"
    } else {
        "sent"
    }
}

pub fn vendor_return_status(vendor_return: &Value) -> &'static str {
    if flag(vendor_return, "archived") {
        "archived"
    } else if field(vendor_return, "sentAt").is_null() {
        "open"
    } else {
        "sent"
    }
}

impl Model<'_> {
    fn expected_at(&self, order: &Value) -> Option<i64> {
        instant(order, "expectedAt").or_else(|| {
            let vendor = self.find("vendors", optional_text(order, "vendorId")?)?;
            let days = field(vendor, "leadTimeDays").as_f64()?;
            Some(instant(order, "orderedAt")? + days as i64 * DAY)
        })
    }

    /// A level's incoming lines in the order of rule 9.
    pub fn incoming(&self, item: &str, shop: &str) -> Vec<Incoming> {
        let mut lines = Vec::new();
        if !self.is_inventoried(item) {
            return lines;
        }
        for order in self.table("purchaseOrders").iter().filter(|order| text(order, "shopId") == shop) {
            let status = purchase_order_status(order);
            let counts = match status {
                "archived" | "finished" => false,
                "open" => self.open_purchase_orders,
                _ => true,
            };
            for line in list(order, "lines").iter().filter(|line| counts && text(line, "itemId") == item) {
                lines.push(Incoming {
                    kind: "purchaseOrder",
                    id: text(order, "id").to_string(),
                    number: text(order, "number").to_string(),
                    line_id: text(line, "id").to_string(),
                    status,
                    outstanding: (amount(line, "ordered") - amount(line, "received")).max(0),
                    expected_at: self.expected_at(order),
                    placed_at: instant(order, "orderedAt").or(instant(order, "createdAt")),
                    made_at: instant(order, "createdAt").or(instant(order, "orderedAt")),
                });
            }
        }
        for transfer in self.table("transfers").iter().filter(|transfer| text(transfer, "toShopId") == shop) {
            let status = transfer_status(transfer);
            for line in list(transfer, "lines").iter().filter(|line| status == "sent" && text(line, "itemId") == item) {
                lines.push(Incoming {
                    kind: "transfer",
                    id: text(transfer, "id").to_string(),
                    number: text(transfer, "number").to_string(),
                    line_id: text(line, "id").to_string(),
                    status,
                    outstanding: in_transit(line),
                    expected_at: instant(transfer, "expectedAt"),
                    placed_at: instant(transfer, "sentAt").or(instant(transfer, "createdAt")),
                    made_at: instant(transfer, "createdAt").or(instant(transfer, "sentAt")),
                });
            }
        }
        lines.retain(|line| line.outstanding > 0);
        lines.sort_by_key(|line| {
            (
                line.status == "open",
                line.expected_at.unwrap_or(i64::MAX),
                line.placed_at.unwrap_or(i64::MAX),
                line.id.clone(),
                line.line_id.clone(),
                line.kind == "transfer",
            )
        });
        lines
    }

    pub fn incoming_total(&self, item: &str, shop: &str, kind: &str) -> Amount {
        self.incoming(item, shop).iter().filter(|line| line.kind == kind).map(|line| line.outstanding).sum()
    }

    /// Rule 9: incoming lines matched to the uncovered units, unattributed ones first.
    pub fn coverage(&self, item: &str, shop: &str) -> Vec<Covered> {
        let attribution = self.attribution(item, shop);
        let mut rows = vec![(None, attribution.unattributed)];
        for (source, uncovered) in &attribution.sources {
            rows.push((Some(text(source.adjustment, "id").to_string()), *uncovered));
        }
        rows.retain(|(_, uncovered)| *uncovered > 0);

        let lines = self.incoming(item, shop);
        let mut left: Vec<Amount> = lines.iter().map(|line| line.outstanding).collect();
        let mut answer = Vec::new();
        for (adjustment, uncovered) in rows {
            let mut pieces = Vec::new();
            let mut wanted = uncovered;
            for (line, left) in lines.iter().zip(&mut left) {
                let taken = wanted.min(*left);
                if taken > 0 {
                    *left -= taken;
                    wanted -= taken;
                    pieces.push((taken, line.clone()));
                }
            }
            answer.push(Covered { adjustment, uncovered, pieces });
        }
        answer
    }
}
