//! `incoming` and `explain`: what stands behind a level's figures.

use super::Model;
use super::rows::unattributed_id;
use crate::support::fields::{Amount, field, number, text};
use serde_json::{Value, json};

impl Model<'_> {
    pub fn incoming_json(&self, item: &str, shop: &str) -> Value {
        self.incoming(item, shop).iter().map(|line| line.to_json()).collect()
    }

    pub fn explain(&self, item: &str, shop: &str) -> Value {
        let qoh = self.qoh(item, shop);
        let attribution = self.attribution(item, shop);
        let outflow: Amount = attribution.sources.iter().map(|(source, _)| source.net).sum();
        let inflow: Amount = if self.is_inventoried(item) {
            self.ordinary_movements(item, shop).into_iter().map(|movement| self.effective(movement).max(0)).sum()
        } else {
            0
        };
        let sources: Vec<Value> = attribution
            .sources
            .iter()
            .map(|(source, uncovered)| {
                json!({
                    "adjustmentId": text(source.adjustment, "id"),
                    "at": source.at,
                    "reason": Self::reason(source.adjustment),
                    "number": field(&self.source_of(source.adjustment), "number"),
                    "quantity": number(source.gross),
                    "reversed": number(source.gross - source.net),
                    "covered": number(source.net - uncovered),
                    "uncovered": number(*uncovered),
                })
            })
            .collect();
        let mut covered_by = Vec::new();
        for row in self.coverage(item, shop) {
            let id = row.adjustment.clone().unwrap_or_else(|| unattributed_id(item, shop));
            for (quantity, line) in &row.pieces {
                covered_by.push(json!({ "rowId": id, "quantity": number(*quantity), "by": line.to_json() }));
            }
            let rest = row.uncovered - row.covered();
            if rest > 0 {
                covered_by.push(json!({ "rowId": id, "quantity": number(rest), "by": null }));
            }
        }
        json!({
            "itemId": item, "shopId": shop,
            "qoh": number(qoh), "shelf": number(self.shelf(item, shop)),
            "opening": number(qoh - inflow + outflow), "inflow": number(inflow), "outflow": number(outflow),
            "sources": sources, "unattributed": number(attribution.unattributed), "coveredBy": covered_by,
        })
    }
}
