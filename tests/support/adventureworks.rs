//! AdventureWorks as the contract's snapshot.
//!
//! A location is a shop, and purchase orders arrive at the first one. `StockedQty` is what was received into stock
//! (what was rejected at the dock never became stock). Status 1 pending is open, 2 approved is ordered, 3 rejected is
//! archived, 4 complete is finished. There are no sales: QOH is what stands there beyond the safety stock of
//! a location, so that what is missing to it is a shortage that no adjustment explains.

use super::tables::{Row, read, whole};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

pub const DOCK: &str = "1";

pub struct AdventureWorks {
    pub products: BTreeMap<String, Row>,
    pub inventory: Vec<Row>,
    pub orders: Vec<Row>,
    /// Lines by purchase order.
    pub lines: BTreeMap<String, Vec<Row>>,
    pub locations: Vec<Row>,
    vendors: Vec<Row>,
}

impl AdventureWorks {
    pub fn read(folder: &Path) -> Self {
        let mut lines: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for line in read(folder, "PurchaseOrderDetail") {
            lines.entry(line["PurchaseOrderID"].clone()).or_default().push(line);
        }
        AdventureWorks {
            products: read(folder, "Product").into_iter().map(|row| (row["ProductID"].clone(), row)).collect(),
            inventory: read(folder, "ProductInventory"),
            orders: read(folder, "PurchaseOrderHeader"),
            lines,
            locations: read(folder, "Location"),
            vendors: read(folder, "Vendor"),
        }
    }

    /// Units of a level beyond the product's safety stock.
    pub fn qoh(&self, level: &Row) -> i64 {
        whole(level, "Quantity") - whole(&self.products[&level["ProductID"]], "SafetyStockLevel")
    }

    pub fn snapshot(&self) -> Value {
        let items = self.products.values().map(|product| {
            json!({ "id": product["ProductID"], "description": product["Name"], "manufacturerSku": product["ProductNumber"] })
        });
        let levels = self.inventory.iter().map(
            |level| json!({ "itemId": level["ProductID"], "shopId": level["LocationID"], "qoh": self.qoh(level) }),
        );
        let purchase_orders = self.orders.iter().map(|order| {
            let lines = self.lines.get(&order["PurchaseOrderID"]).into_iter().flatten().map(|line| {
                // Written as `.00`, which is not how the contract writes a decimal.
                json!({
                    "id": line["PurchaseOrderDetailID"], "itemId": line["ProductID"], "ordered": line["OrderQty"],
                    "received": format!("0{}", line["StockedQty"]).trim_start_matches('0').replacen('.', "0.", usize::from(line["StockedQty"].starts_with('.'))),
                })
            });
            let mut document = json!({
                "id": order["PurchaseOrderID"], "number": order["PurchaseOrderID"], "vendorId": order["VendorID"], "shopId": DOCK,
                "createdAt": iso(&order["OrderDate"]), "lines": lines.collect::<Value>(),
            });
            if order["Status"] != "1" {
                document["orderedAt"] = iso(&order["OrderDate"]);
            }
            document["archived"] = json!(order["Status"] == "3");
            document["finished"] = json!(order["Status"] == "4");
            document
        });
        json!({
            "format": "oversold/1",
            "shops": self.locations.iter().map(|row| json!({ "id": row["LocationID"], "name": row["Name"] })).collect::<Value>(),
            "vendors": self.vendors.iter().map(|row| json!({ "id": row["BusinessEntityID"], "name": row["Name"] })).collect::<Value>(),
            "items": items.collect::<Value>(), "levels": levels.collect::<Value>(), "purchaseOrders": purchase_orders.collect::<Value>(),
        })
    }
}

/// `2022-04-15 00:00:00.000`, taken for UTC.
fn iso(date: &str) -> Value {
    json!(format!("{}Z", date.replacen(' ', "T", 1)))
}
