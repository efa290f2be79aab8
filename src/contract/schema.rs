//! The records of a snapshot: which fields and lists each has, once, for every form in which they arrive.

/// One kind of record: its scalar fields, and its lists of smaller records.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    pub fields: &'static [&'static str],
    pub lists: &'static [(&'static str, &'static Schema)],
    /// Objects inside the record, whose fields stand among `fields` behind a point: `forced.reason`.
    pub objects: &'static [&'static str],
}

impl Schema {
    /// The position of a field, `expected` first. A name with a point belongs to an object inside; as a plain key it is
    /// unknown.
    #[inline]
    pub fn field(&self, name: &str, expected: usize) -> Option<usize> {
        let found = if self.fields.get(expected) == Some(&name) {
            Some(expected)
        } else {
            self.fields.iter().position(|field| *field == name)
        };
        found.filter(|_| self.objects.is_empty() || !name.contains('.'))
    }

    /// The name of a field whose value is a scalar of the record's own.
    #[inline]
    pub fn plain_field(&self, field: usize) -> Option<&'static str> {
        let is_plain = |name: &&str| self.objects.is_empty() || !(self.objects.contains(name) || name.contains('.'));
        self.fields.get(field).copied().filter(is_plain)
    }
}

/// Names the fields of a record and their positions, so that `record.value(adjustment::QUANTITY)` cannot miss.
macro_rules! record {
    ($module:ident, $schema:ident: $($constant:ident = $name:literal),+ $(; lists $($list_constant:ident = $list:literal: $list_schema:expr),+)? $(; objects $($object:literal),+)?) => {
        pub mod $module {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Position { $($constant),+ }
            $(pub const $constant: usize = Position::$constant as usize;)+
            $(
                #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
                enum ListPosition { $($list_constant),+ }
                $(pub const $list_constant: usize = ListPosition::$list_constant as usize;)+
            )?
        }
        pub const $schema: Schema = Schema {
            fields: &[$($name),+],
            lists: &[$($(($list, $list_schema)),+)?],
            objects: &[$($($object),+)?],
        };
    };
}

record!(shop, SHOP: ID = "id", NAME = "name");
record!(vendor, VENDOR: ID = "id", NAME = "name", LEAD_TIME_DAYS = "leadTimeDays");
record!(item, ITEM: ID = "id", DESCRIPTION = "description", CUSTOM_SKU = "customSku", SYSTEM_SKU = "systemSku", UPC = "upc", EAN = "ean",
    MANUFACTURER_SKU = "manufacturerSku", DEFAULT_VENDOR_ID = "defaultVendorId", INVENTORIED = "inventoried",
    STOCK_TRACKING = "stockTracking", PACK_SIZE = "packSize", MINIMUM_ORDER = "minimumOrder", UNIT_COST = "unitCost");
record!(level, LEVEL: ITEM_ID = "itemId", SHOP_ID = "shopId", QOH = "qoh", REORDER_POINT = "reorderPoint", DESIRED_LEVEL = "desiredLevel",
    HISTORY_FROM = "historyFrom");
record!(sale, SALE: ID = "id", NUMBER = "number", SHOP_ID = "shopId", COMPLETED_AT = "completedAt", ORDER_ID = "orderId");
record!(adjustment, ADJUSTMENT: ID = "id", ITEM_ID = "itemId", SHOP_ID = "shopId", QUANTITY = "quantity", AT = "at", REASON = "reason",
    SOURCE_ID = "sourceId", REVERSES = "reverses", REFUNDED_NOT_RESTOCKED = "refundedNotRestocked", NOTE = "note");
record!(line_quantity, LINE_QUANTITY: LINE_ID = "lineId", QUANTITY = "quantity");
record!(receipt, RECEIPT: COMMAND_ID = "commandId", AT = "at", BY = "by", REVERSED = "reversed"; lists LINES = "lines": &LINE_QUANTITY);
record!(purchase_order_line, PURCHASE_ORDER_LINE: ID = "id", ITEM_ID = "itemId", ORDERED = "ordered", RECEIVED = "received", COUNTED = "counted",
    UNIT_COST = "unitCost");
record!(purchase_order, PURCHASE_ORDER: ID = "id", NUMBER = "number", VENDOR_ID = "vendorId", SHOP_ID = "shopId", CREATED_AT = "createdAt",
    ORDERED_AT = "orderedAt", EXPECTED_AT = "expectedAt", FINISHED = "finished", ARCHIVED = "archived";
    lists LINES = "lines": &PURCHASE_ORDER_LINE, RECEIPTS = "receipts": &RECEIPT);
record!(transfer_line, TRANSFER_LINE: ID = "id", ITEM_ID = "itemId", REQUESTED = "requested", SENT = "sent", RECEIVED = "received",
    RETURNED = "returned");
record!(transfer, TRANSFER: ID = "id", NUMBER = "number", FROM_SHOP_ID = "fromShopId", TO_SHOP_ID = "toShopId", CREATED_AT = "createdAt",
    SENT_AT = "sentAt", EXPECTED_AT = "expectedAt", ARCHIVED = "archived"; lists LINES = "lines": &TRANSFER_LINE, RECEIPTS = "receipts": &RECEIPT);
record!(vendor_return_line, VENDOR_RETURN_LINE: ID = "id", ITEM_ID = "itemId", QUANTITY = "quantity");
record!(vendor_return, VENDOR_RETURN: ID = "id", NUMBER = "number", VENDOR_ID = "vendorId", SHOP_ID = "shopId", SENT_AT = "sentAt",
    ARCHIVED = "archived"; lists LINES = "lines": &VENDOR_RETURN_LINE);
record!(order_line, ORDER_LINE: ID = "id", ITEM_ID = "itemId", SHOP_ID = "shopId", QUANTITY = "quantity", REFUNDED = "refunded",
    RETURNED = "returned", ADJUSTMENT_ID = "adjustmentId");
record!(shipment_line, SHIPMENT_LINE: ORDER_LINE_ID = "orderLineId", QUANTITY = "quantity");
record!(shipment, SHIPMENT: ID = "id", NUMBER = "number", CREATED_AT = "createdAt", STATUS = "status", TRACKING_NUMBER = "trackingNumber",
    SHIPPED_IN_POS = "shippedInPos", FORCED = "forced", FORCED_REASON = "forced.reason", FORCED_AT = "forced.at", FORCED_BY = "forced.by";
    lists LINES = "lines": &SHIPMENT_LINE; objects "forced");
record!(order, ORDER: ID = "id", NUMBER = "number", PLACED_AT = "placedAt", CUSTOMER = "customer", DUE_AT = "dueAt", PAYMENT = "payment",
    FRAUD = "fraud", DELIVERY = "delivery", CANCELLED = "cancelled", PRIORITY = "priority";
    lists LINES = "lines": &ORDER_LINE, SHIPMENTS = "shipments": &SHIPMENT);
record!(changed_document, CHANGED_DOCUMENT: TYPE = "type", ID = "id");
record!(changed_level, CHANGED_LEVEL: ITEM_ID = "itemId", SHOP_ID = "shopId");
record!(command, COMMAND: ID = "id", REVISION = "revision", DIGEST = "digest", TYPE = "type", AT = "at", BY = "by", BEFORE = "before",
    UNDONE = "undone"; lists DOCUMENTS = "documents": &CHANGED_DOCUMENT, LEVELS = "levels": &CHANGED_LEVEL);

/// The tables of a snapshot, in the contract's order; canonical writing follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    Shops,
    Vendors,
    Items,
    Levels,
    Sales,
    Adjustments,
    PurchaseOrders,
    Transfers,
    VendorReturns,
    Orders,
    Commands,
}

/// Name, kind and record of a table.
pub type Table = (&'static str, TableKind, &'static Schema);

/// Every table.
pub static TABLES: [Table; 11] = [
    ("shops", TableKind::Shops, &SHOP),
    ("vendors", TableKind::Vendors, &VENDOR),
    ("items", TableKind::Items, &ITEM),
    ("levels", TableKind::Levels, &LEVEL),
    ("sales", TableKind::Sales, &SALE),
    ("adjustments", TableKind::Adjustments, &ADJUSTMENT),
    ("purchaseOrders", TableKind::PurchaseOrders, &PURCHASE_ORDER),
    ("transfers", TableKind::Transfers, &TRANSFER),
    ("vendorReturns", TableKind::VendorReturns, &VENDOR_RETURN),
    ("orders", TableKind::Orders, &ORDER),
    ("commands", TableKind::Commands, &COMMAND),
];

impl TableKind {
    /// The table's name in the contract.
    pub fn name(self) -> &'static str {
        TABLES.iter().find(|(_, kind, _)| *kind == self).map_or("", |(name, _, _)| name)
    }
}
