//! The checksums of `benches/harness/checksum.mjs`, over the core's own rows.

use oversold::contract::outcome::Accepted;
use oversold::contract::report::{ReportPage, ReportRow};
use serde_json::Value;

pub fn page(page: &ReportPage<'_>) -> String {
    format!("{}/{}", page.total, rows(&page.rows))
}

pub fn rows(rows: &[ReportRow<'_>]) -> String {
    let mut sum = Sum::default();
    for row in rows {
        sum.add(&row.id);
        sum.add(row.item_id);
        sum.add(row.description);
        sum.optional(row.code);
        sum.add(row.shop_id);
        sum.add(row.shop);
        sum.number(row.qoh.to_number());
        sum.add(row.reason);
        sum.optional(row.occurred_at.map(|at| at.to_string()).as_deref());
        sum.number(row.sold.to_number());
        sum.number(row.uncovered.to_number());
        sum.optional(row.customer);
        sum.number(row.on_purchase_order.to_number());
        sum.number(row.on_transfer.to_number());
        sum.number(row.elsewhere.to_number());
        sum.optional(row.vendor_id);
        sum.optional(row.vendor);
        sum.add(row.coverage);
        sum.optional(row.expected_at.map(|at| at.to_string()).as_deref());
        sum.add(row.diagnosis);
        sum.optional(row.sold_because);
        sum.optional(row.source.map(|source| format!("{} {} {}", source.kind, source.id, source.number)).as_deref());
        sum.optional(row.ecom_order.as_ref().map(|order| format!("{} {}", order.id, order.number)).as_deref());
    }
    sum.text(rows.len())
}

pub fn outcome(outcome: &Accepted) -> String {
    let mut sum = Sum::default();
    let changes = &outcome.changes;
    for ids in [&changes.rows_added, &changes.rows_changed, &changes.rows_removed] {
        sum.add(&ids.join(" "));
    }
    for level in &changes.levels {
        sum.add(&format!("{} {} {}", level.item_id, level.shop_id, level.qoh.to_number()));
    }
    // What is published is what is compared.
    let published = serde_json::to_value(changes).unwrap_or_default();
    for document in list(&published["documents"]) {
        sum.add(&format!("{} {}", shown(&document["type"]), shown(&document["id"])));
    }
    for event in &outcome.events {
        let event = serde_json::to_value(event).unwrap_or_default();
        let fields = ["revision", "commandId", "at", "purchaseOrderId", "orderedAt"].map(|name| shown(&event[name]));
        sum.add(&fields.join(" "));
        for line in list(&event["lines"]) {
            sum.add(&["lineId", "quantity"].map(|name| shown(&line[name])).join(" "));
        }
        for moved in list(&event["adjustments"]) {
            let fields = ["id", "itemId", "shopId", "quantity", "at", "reason", "sourceId"];
            sum.add(&fields.map(|name| shown(&moved[name])).join(" "));
        }
    }
    sum.text(outcome.events.len())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// As JavaScript shows it in a text.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.as_f64().map_or_else(|| other.to_string(), |number| number.to_string()),
    }
}

/// FNV-1a over UTF-16, twice.
struct Sum {
    low: u32,
    high: u32,
}

impl Default for Sum {
    fn default() -> Self {
        Self { low: 0x811c_9dc5, high: 0x1b87_3593 }
    }
}

impl Sum {
    fn add(&mut self, text: &str) {
        for unit in text.encode_utf16().chain([0]) {
            self.low = (self.low ^ u32::from(unit)).wrapping_mul(0x0100_0193);
            self.high = (self.high ^ u32::from(unit)).wrapping_mul(0x85eb_ca6b);
        }
    }

    fn optional(&mut self, text: Option<&str>) {
        self.add(text.unwrap_or("null"));
    }

    fn number(&mut self, number: f64) {
        self.add(&number.to_string());
    }

    fn text(&self, count: usize) -> String {
        format!("{count}:{:08x}{:08x}", self.low, self.high)
    }
}
