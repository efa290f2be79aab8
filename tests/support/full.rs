//! One small snapshot in which every table, line and optional field is there: what bad input is made from.

use serde_json::{Value, json};

pub fn snapshot() -> Value {
    json!({
        "format": "oversold/1",
        "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
        "vendors": [{ "id": "v1", "name": "Alpine", "leadTimeDays": 3 }, { "id": "v2", "name": "Breeze" }],
        "items": [
            { "id": "helmet", "description": "Helmet", "systemSku": "1", "upc": "2", "ean": "3", "customSku": "4", "manufacturerSku": "5",
              "defaultVendorId": "v1", "inventoried": true, "stockTracking": "indicator", "packSize": 6, "minimumOrder": 12, "unitCost": "9.99" },
            { "id": "bell", "description": "Bell" },
        ],
        "levels": [
            { "itemId": "helmet", "shopId": "main", "qoh": -2, "reorderPoint": 1, "desiredLevel": 5,
              "historyFrom": "2026-03-01T00:00:00Z" },
            { "itemId": "bell", "shopId": "main", "qoh": 4 },
        ],
        "sales": [
            { "id": "s1", "number": "68", "shopId": "main", "completedAt": "2026-03-02T08:00:00+01:00", "orderId": "o1" },
            { "id": "s2", "number": "69", "shopId": "main", "completedAt": 1772434900000_i64 },
        ],
        "adjustments": [
            { "id": "a1", "itemId": "helmet", "shopId": "main", "quantity": -2, "at": 1772434800000_i64, "reason": "sale", "sourceId": "s1",
              "refundedNotRestocked": 0, "note": "eCom" },
            { "id": "a2", "itemId": "bell", "shopId": "main", "quantity": 1, "at": 1772434800000_i64, "reason": "count", "reverses": "a0" },
        ],
        "purchaseOrders": [{
            "id": "p1", "number": "P1", "vendorId": "v1", "shopId": "main", "createdAt": 1, "orderedAt": 2, "expectedAt": 3,
            "finished": false, "archived": false,
            "lines": [
                { "id": "1", "itemId": "helmet", "ordered": 5, "received": 1, "counted": 2, "unitCost": 4 },
                { "id": "2", "itemId": "bell", "ordered": 1 },
            ],
            "receipts": [{ "commandId": "c1", "at": 4, "by": "Ida", "lines": [{ "lineId": "1", "quantity": 1 }], "reversed": false }],
        }],
        "transfers": [{
            "id": "t1", "number": "T1", "fromShopId": "harbour", "toShopId": "main", "createdAt": 1, "sentAt": 2, "expectedAt": 3, "archived": false,
            "lines": [
                { "id": "1", "itemId": "helmet", "requested": 2, "sent": 2, "received": 1, "returned": 0 },
                { "id": "2", "itemId": "bell", "requested": 1 },
            ],
            "receipts": [],
        }],
        "vendorReturns": [{
            "id": "r1", "number": "R1", "vendorId": "v1", "shopId": "main", "sentAt": 2, "archived": false,
            "lines": [{ "id": "1", "itemId": "helmet", "quantity": 1 }],
        }],
        "orders": [{
            "id": "o1", "number": "E1001", "placedAt": 1, "customer": "Ada", "dueAt": 9, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "cancelled": false, "priority": 1,
            "lines": [
                { "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 2, "refunded": 0, "returned": 0, "adjustmentId": "a1" },
                { "id": "2", "itemId": "bell", "shopId": "main", "quantity": 1 },
            ],
            "shipments": [{
                "id": "sh1", "number": "SHIP1", "createdAt": 5, "status": "notShipped", "trackingNumber": "T-7", "shippedInPos": false,
                "forced": { "reason": "the customer called", "at": 6, "by": "Ida" }, "lines": [{ "orderLineId": "1", "quantity": 1 }],
            }],
        }],
        "revision": 7,
    })
}
