//! Northwind as the contract's snapshot.
//!
//! `UnitsInStock` is what stands on the shelf. Orders without a ShippedDate are sold and not handed over, so the books say
//! QOH = UnitsInStock - unshipped, and the shelf (QOH + unshipped) is UnitsInStock again. `UnitsOnOrder` is one
//! purchase order for each product. Shipped orders are history: they left before UnitsInStock was counted.

use super::tables::{Row, read, whole};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

pub struct Northwind {
    pub products: Vec<Row>,
    /// Orders without a ShippedDate, by number.
    pub unshipped: BTreeMap<i64, Row>,
    /// Their lines, as they stand in the table.
    pub lines: Vec<Row>,
    suppliers: Vec<Row>,
    customers: BTreeMap<String, String>,
}

/// Dates are written m/d/yyyy.
pub fn milliseconds(date: &str) -> i64 {
    let parts: Vec<i64> = date.split('/').map(|part| part.parse().unwrap()).collect();
    super::fields::days_since_epoch(parts[2], parts[0], parts[1]) * 86_400_000
}

impl Northwind {
    pub fn read(folder: &Path) -> Self {
        let unshipped: BTreeMap<i64, Row> = read(folder, "Orders")
            .into_iter()
            .filter(|order| order["ShippedDate"].is_empty())
            .map(|order| (whole(&order, "OrderID"), order))
            .collect();
        let mut lines = read(folder, "OrderDetails");
        lines.retain(|line| unshipped.contains_key(&whole(line, "OrderID")));
        let customers = read(folder, "Customers")
            .into_iter()
            .map(|row| (row["CustomerID"].clone(), row["CompanyName"].clone()))
            .collect();
        Northwind {
            products: read(folder, "Products"),
            unshipped,
            lines,
            suppliers: read(folder, "Suppliers"),
            customers,
        }
    }

    /// Units of a product in orders that were not shipped.
    pub fn demand(&self, product: &str) -> i64 {
        self.lines.iter().filter(|line| line["ProductID"] == product).map(|line| whole(line, "Quantity")).sum()
    }

    pub fn snapshot(&self) -> Value {
        let items = self.products.iter().map(|product| {
            json!({
                "id": product["ProductID"], "description": product["ProductName"], "defaultVendorId": product["SupplierID"],
                "unitCost": product["UnitPrice"], "stockTracking": "indicator",
            })
        });
        let levels = self.products.iter().map(|product| {
            json!({
                "itemId": product["ProductID"], "shopId": "northwind", "reorderPoint": product["ReorderLevel"],
                "qoh": whole(product, "UnitsInStock") - self.demand(&product["ProductID"]),
            })
        });
        let ordered = self.products.iter().filter(|product| whole(product, "UnitsOnOrder") > 0);
        let purchase_orders = ordered.map(|product| {
            json!({
                "id": product["ProductID"], "number": product["ProductID"], "shopId": "northwind", "vendorId": product["SupplierID"],
                "orderedAt": 0, "lines": [{ "id": "1", "itemId": product["ProductID"], "ordered": product["UnitsOnOrder"] }],
            })
        });
        let sales = self.unshipped.iter().map(|(id, order)| {
            json!({ "id": id.to_string(), "number": id.to_string(), "shopId": "northwind", "completedAt": milliseconds(&order["OrderDate"]), "orderId": id.to_string() })
        });
        let adjustments = self.lines.iter().map(|line| {
            json!({
                "id": adjustment_id(line), "itemId": line["ProductID"], "shopId": "northwind", "quantity": -whole(line, "Quantity"),
                "at": milliseconds(&self.unshipped[&whole(line, "OrderID")]["OrderDate"]), "reason": "sale", "sourceId": line["OrderID"],
            })
        });
        let orders = self.unshipped.iter().map(|(id, order)| {
            let of_order = self.lines.iter().filter(|line| whole(line, "OrderID") == *id);
            let lines = of_order.map(|line| {
                json!({ "id": line["ProductID"], "itemId": line["ProductID"], "shopId": "northwind", "quantity": line["Quantity"], "adjustmentId": adjustment_id(line) })
            });
            json!({
                "id": id.to_string(), "number": id.to_string(), "placedAt": milliseconds(&order["OrderDate"]),
                "dueAt": milliseconds(&order["RequiredDate"]), "customer": self.customers[&order["CustomerID"]],
                "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": lines.collect::<Value>(),
            })
        });
        json!({
            "format": "oversold/1",
            "shops": [{ "id": "northwind", "name": "Northwind Traders" }],
            "vendors": self.suppliers.iter().map(|row| json!({ "id": row["SupplierID"], "name": row["CompanyName"] })).collect::<Value>(),
            "items": items.collect::<Value>(), "levels": levels.collect::<Value>(), "sales": sales.collect::<Value>(),
            "adjustments": adjustments.collect::<Value>(), "purchaseOrders": purchase_orders.collect::<Value>(), "orders": orders.collect::<Value>(),
        })
    }
}

/// An order has a product once.
pub fn adjustment_id(line: &Row) -> String {
    format!("{}/{}", line["OrderID"], line["ProductID"])
}
