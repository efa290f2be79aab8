//! Rules 4 and 10: the rows of the report and why each one is there.

use super::Model;
use super::incoming::{Covered, in_transit};
use crate::support::fields::{amount, field, flag, instant, list, number, optional_text, text};
use serde_json::{Value, json};

pub const CODES: [&str; 5] = ["customSku", "systemSku", "upc", "ean", "manufacturerSku"];

/// Percent-encodes everything but letters, digits and `-_.~`.
fn percent_encoded(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    id.bytes().map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

pub fn unattributed_id(item: &str, shop: &str) -> String {
    format!("unattributed:{}:{}", percent_encoded(item), percent_encoded(shop))
}

impl Model<'_> {
    pub fn row(&self, item: &str, shop: &str, covered: &Covered) -> Value {
        let adjustment = covered.adjustment.as_deref().and_then(|id| self.find("adjustments", id));
        let order = adjustment.and_then(|adjustment| self.order_of(adjustment));
        let record = self.find("items", item).unwrap();
        let vendor = optional_text(record, "defaultVendorId");
        let sold = match adjustment {
            Some(adjustment) => -self.effective(adjustment),
            None => covered.uncovered,
        };
        json!({
            "id": adjustment.map_or_else(|| unattributed_id(item, shop), |adjustment| text(adjustment, "id").to_string()),
            "itemId": item,
            "description": text(record, "description"),
            "code": CODES.iter().find_map(|code| optional_text(record, code)),
            "shopId": shop,
            "shop": text(self.find("shops", shop).unwrap(), "name"),
            "qoh": number(self.qoh(item, shop)),
            "reason": adjustment.map_or("unattributed", Self::reason),
            "source": adjustment.map_or(Value::Null, |adjustment| self.source_of(adjustment)),
            "occurredAt": adjustment.map(|adjustment| self.queue_time(adjustment)),
            "sold": number(sold),
            "uncovered": number(covered.uncovered),
            "ecomOrder": order.map(|order| json!({ "id": text(order, "id"), "number": text(order, "number") })),
            "customer": order.map_or(Value::Null, |order| field(order, "customer").clone()),
            "onPurchaseOrder": number(self.incoming_total(item, shop, "purchaseOrder")),
            "onTransfer": number(self.incoming_total(item, shop, "transfer")),
            "elsewhere": number(self.elsewhere(item, shop)),
            "vendorId": vendor,
            "vendor": vendor.and_then(|id| self.find("vendors", id)).map(|vendor| text(vendor, "name")),
            "coverage": covered.coverage(),
            "expectedAt": covered.expected_at(),
            "diagnosis": self.diagnosis(item, covered, adjustment, order),
            "soldBecause": match (order, optional_text(record, "stockTracking")) {
                (Some(_), Some("indicator")) => Some("backordersAllowed"),
                (Some(_), Some("disabled")) => Some("trackingDisabled"),
                _ => None,
            },
        })
    }

    /// The first of rule 10 that holds.
    fn diagnosis(
        &self,
        item: &str,
        covered: &Covered,
        adjustment: Option<&Value>,
        order: Option<&Value>,
    ) -> &'static str {
        let Some(adjustment) = adjustment else { return "unattributed" };
        if amount(adjustment, "refundedNotRestocked") > 0 {
            return "refundedNotRestocked";
        }
        if order.is_some() && self.unshipped_of_adjustment(adjustment) < covered.uncovered {
            return "shippedUncovered";
        }
        if self.is_in_transit(item, adjustment) {
            return "excessTransfer";
        }
        if covered.coverage() == "full" {
            let sold_at = self.queue_time(adjustment);
            let older = |made_at: Option<i64>| made_at.is_some_and(|made_at| made_at < sold_at);
            return if covered.pieces.iter().all(|(_, line)| older(line.made_at)) { "notReceived" } else { "onItsWay" };
        }
        if order.is_some() { "backorder" } else { "missingDocument" }
    }

    /// The source is a transfer of which the item is still in transit.
    fn is_in_transit(&self, item: &str, adjustment: &Value) -> bool {
        if Self::reason(adjustment) != "transfer" {
            return false;
        }
        let transfer = optional_text(adjustment, "sourceId").and_then(|id| self.find("transfers", id));
        transfer.is_some_and(|transfer| {
            !flag(transfer, "archived")
                && instant(transfer, "sentAt").is_some()
                && list(transfer, "lines").iter().any(|line| text(line, "itemId") == item && in_transit(line) > 0)
        })
    }
}
