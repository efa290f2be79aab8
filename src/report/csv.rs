//! The report as CSV by RFC 4180, in which no cell can start a formula.

use std::borrow::Cow;

use crate::contract::report::ReportRow;
use crate::instant;

/// The header.
const COLUMNS: [&str; 25] = [
    "itemId",
    "description",
    "code",
    "shopId",
    "shop",
    "qoh",
    "reason",
    "sourceType",
    "sourceId",
    "source",
    "occurredAt",
    "sold",
    "uncovered",
    "ecomOrder",
    "customer",
    "onPurchaseOrder",
    "onTransfer",
    "elsewhere",
    "vendorId",
    "vendor",
    "coverage",
    "expectedAt",
    "diagnosis",
    "soldBecause",
    "id",
];

/// A text cell. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn text(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

/// A record with its end of line. The quoting is csv's inner library's: the outer one, and the inner one's own writer, can
/// also tell numbers from text, and the tables for that are a tenth of what a page loads.
fn record(cells: &[&str], out: &mut Vec<u8>) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        let cell = cell.as_bytes();
        if !cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
            out.extend_from_slice(cell);
            continue;
        }
        // Quotes are doubled, and at worst there is nothing else.
        let mut room = vec![0; cell.len().saturating_mul(2)];
        let (_, _, written) = csv_core::quote(cell, &mut room, b'"', b'"', true);
        out.push(b'"');
        out.extend_from_slice(room.get(..written).unwrap_or_default());
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}

/// Writes rows.
pub fn write<'a>(rows: impl Iterator<Item = ReportRow<'a>>) -> String {
    let mut out = Vec::new();
    record(&COLUMNS, &mut out);
    for row in rows {
        let optional = |cell: Option<&'a str>| text(cell.unwrap_or_default());
        let instant = |at: Option<instant::Instant>| Cow::Owned(at.map(instant::to_text).unwrap_or_default());
        let number = |quantity: crate::Quantity| Cow::Owned(quantity.to_string());
        let cells = [
            text(row.item_id),
            text(row.description),
            optional(row.code),
            text(row.shop_id),
            text(row.shop),
            number(row.qoh),
            text(row.reason),
            optional(row.source.map(|source| source.kind)),
            optional(row.source.map(|source| source.id)),
            optional(row.source.map(|source| source.number)),
            instant(row.occurred_at),
            number(row.sold),
            number(row.uncovered),
            optional(row.ecom_order.map(|order| order.number)),
            optional(row.customer),
            number(row.on_purchase_order),
            number(row.on_transfer),
            number(row.elsewhere),
            optional(row.vendor_id),
            optional(row.vendor),
            text(row.coverage),
            instant(row.expected_at),
            text(row.diagnosis),
            optional(row.sold_because),
            text(&row.id),
        ];
        record(&cells.each_ref().map(|cell| &**cell), &mut out);
    }
    String::from_utf8(out).unwrap_or_default()
}
