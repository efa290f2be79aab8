//! The tables of `sql/schema.sql` and the contract's records, side by side: one description for reading and for writing.

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    Quantity,
    Instant,
    Number,
    /// False where a record does not say.
    Flag,
    /// True where a record does not say.
    FlagOn,
}

/// A field of the contract and its column.
#[derive(Debug)]
pub struct Column {
    pub field: &'static str,
    pub column: &'static str,
    pub kind: Kind,
}

/// A list inside a record: a table of its own, in the order of `position`.
#[derive(Debug)]
pub struct List {
    pub field: &'static str,
    pub table: &'static str,
    /// Columns that name the record above, with that record's own columns.
    pub above: &'static [(&'static str, &'static str)],
    pub columns: &'static [Column],
    /// An object inside the record, there when its first column is.
    pub inner: Option<(&'static str, &'static [Column])>,
    pub lists: &'static [List],
}

#[derive(Debug)]
pub struct Table {
    pub field: &'static str,
    pub table: &'static str,
    pub columns: &'static [Column],
    pub lists: &'static [List],
}

impl Table {
    /// The columns that name a record.
    pub fn key(&self) -> &'static [Column] {
        self.columns.split_at(if self.table == "levels" { 2 } else { 1 }).0
    }
}

const fn column(field: &'static str, column: &'static str, kind: Kind) -> Column {
    Column { field, column, kind }
}

/// The lines of a record, without lists of their own.
const fn lines(
    table: &'static str,
    above: &'static [(&'static str, &'static str)],
    columns: &'static [Column],
) -> List {
    List { field: "lines", table, above, columns, inner: None, lists: &[] }
}

use Kind::{Flag, FlagOn, Instant, Number, Quantity, Text};

const ID: Column = column("id", "id", Text);
const NUMBER: Column = column("number", "number", Text);
const ITEM_ID: Column = column("itemId", "item_id", Text);
const SHOP_ID: Column = column("shopId", "shop_id", Text);
const VENDOR_ID: Column = column("vendorId", "vendor_id", Text);
const UNITS: Column = column("quantity", "quantity", Quantity);
const CREATED_AT: Column = column("createdAt", "created_at", Instant);
const SENT_AT: Column = column("sentAt", "sent_at", Instant);
const EXPECTED_AT: Column = column("expectedAt", "expected_at", Instant);
const ARCHIVED: Column = column("archived", "archived", Flag);

const RECEIPT: &[Column] = &[
    column("commandId", "command_id", Text),
    column("at", "received_at", Instant),
    column("by", "received_by", Text),
    column("reversed", "reversed", Flag),
];
const LINE_UNITS: &[Column] = &[column("lineId", "line_id", Text), UNITS];

pub const TABLES: &[Table] = &[
    Table { field: "shops", table: "shops", columns: &[ID, column("name", "name", Text)], lists: &[] },
    Table {
        field: "vendors",
        table: "vendors",
        columns: &[ID, column("name", "name", Text), column("leadTimeDays", "lead_time_days", Number)],
        lists: &[],
    },
    Table {
        field: "items",
        table: "items",
        columns: &[
            ID,
            column("description", "description", Text),
            column("systemSku", "system_sku", Text),
            column("upc", "upc", Text),
            column("ean", "ean", Text),
            column("customSku", "custom_sku", Text),
            column("manufacturerSku", "manufacturer_sku", Text),
            column("defaultVendorId", "default_vendor_id", Text),
            column("inventoried", "inventoried", FlagOn),
            column("stockTracking", "stock_tracking", Text),
            column("packSize", "pack_size", Quantity),
            column("minimumOrder", "minimum_order", Quantity),
            column("unitCost", "unit_cost", Quantity),
        ],
        lists: &[],
    },
    Table {
        field: "levels",
        table: "levels",
        columns: &[
            ITEM_ID,
            SHOP_ID,
            column("qoh", "qoh", Quantity),
            column("reorderPoint", "reorder_point", Quantity),
            column("desiredLevel", "desired_level", Quantity),
        ],
        lists: &[],
    },
    Table {
        field: "sales",
        table: "sales",
        columns: &[
            ID,
            NUMBER,
            SHOP_ID,
            column("completedAt", "completed_at", Instant),
            column("orderId", "order_id", Text),
        ],
        lists: &[],
    },
    Table {
        field: "adjustments",
        table: "adjustments",
        columns: &[
            ID,
            ITEM_ID,
            SHOP_ID,
            UNITS,
            column("at", "moved_at", Instant),
            column("reason", "reason", Text),
            column("sourceId", "source_id", Text),
            column("reverses", "reverses", Text),
            column("refundedNotRestocked", "refunded_not_restocked", Quantity),
            column("note", "note", Text),
        ],
        lists: &[],
    },
    Table {
        field: "purchaseOrders",
        table: "purchase_orders",
        columns: &[
            ID,
            NUMBER,
            VENDOR_ID,
            SHOP_ID,
            CREATED_AT,
            column("orderedAt", "ordered_at", Instant),
            EXPECTED_AT,
            column("finished", "finished", Flag),
            ARCHIVED,
        ],
        lists: &[
            lines(
                "purchase_order_lines",
                &[("purchase_order_id", "id")],
                &[
                    ID,
                    ITEM_ID,
                    column("ordered", "ordered", Quantity),
                    column("received", "received", Quantity),
                    column("counted", "counted", Quantity),
                    column("unitCost", "unit_cost", Quantity),
                ],
            ),
            List {
                field: "receipts",
                table: "purchase_order_receipts",
                above: &[("purchase_order_id", "id")],
                columns: RECEIPT,
                inner: None,
                lists: &[lines(
                    "purchase_order_receipt_lines",
                    &[("purchase_order_id", "purchase_order_id"), ("receipt_position", "position")],
                    LINE_UNITS,
                )],
            },
        ],
    },
    Table {
        field: "transfers",
        table: "transfers",
        columns: &[
            ID,
            NUMBER,
            column("fromShopId", "from_shop_id", Text),
            column("toShopId", "to_shop_id", Text),
            CREATED_AT,
            SENT_AT,
            EXPECTED_AT,
            ARCHIVED,
        ],
        lists: &[
            lines(
                "transfer_lines",
                &[("transfer_id", "id")],
                &[
                    ID,
                    ITEM_ID,
                    column("requested", "requested", Quantity),
                    column("sent", "sent", Quantity),
                    column("received", "received", Quantity),
                    column("returned", "returned", Quantity),
                ],
            ),
            List {
                field: "receipts",
                table: "transfer_receipts",
                above: &[("transfer_id", "id")],
                columns: RECEIPT,
                inner: None,
                lists: &[lines(
                    "transfer_receipt_lines",
                    &[("transfer_id", "transfer_id"), ("receipt_position", "position")],
                    LINE_UNITS,
                )],
            },
        ],
    },
    Table {
        field: "vendorReturns",
        table: "vendor_returns",
        columns: &[ID, NUMBER, VENDOR_ID, SHOP_ID, SENT_AT, ARCHIVED],
        lists: &[lines("vendor_return_lines", &[("vendor_return_id", "id")], &[ID, ITEM_ID, UNITS])],
    },
    Table {
        field: "orders",
        table: "orders",
        columns: &[
            ID,
            NUMBER,
            column("placedAt", "placed_at", Instant),
            column("customer", "customer", Text),
            column("dueAt", "due_at", Instant),
            column("payment", "payment", Text),
            column("fraud", "fraud", Text),
            column("delivery", "delivery", Text),
            column("cancelled", "cancelled", Flag),
            column("priority", "priority", Number),
        ],
        lists: &[
            lines(
                "order_lines",
                &[("order_id", "id")],
                &[
                    ID,
                    ITEM_ID,
                    SHOP_ID,
                    UNITS,
                    column("refunded", "refunded", Quantity),
                    column("returned", "returned", Quantity),
                    column("adjustmentId", "adjustment_id", Text),
                ],
            ),
            List {
                field: "shipments",
                table: "shipments",
                above: &[("order_id", "id")],
                columns: &[
                    ID,
                    NUMBER,
                    CREATED_AT,
                    column("status", "status", Text),
                    column("trackingNumber", "tracking_number", Text),
                    column("shippedInPos", "shipped_in_pos", Flag),
                ],
                inner: Some((
                    "forced",
                    &[
                        column("reason", "forced_reason", Text),
                        column("at", "forced_at", Instant),
                        column("by", "forced_by", Text),
                    ],
                )),
                lists: &[lines(
                    "shipment_lines",
                    &[("order_id", "order_id"), ("shipment_id", "id")],
                    &[column("orderLineId", "order_line_id", Text), UNITS],
                )],
            },
        ],
    },
];
