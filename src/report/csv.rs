//! The report as CSV by RFC 4180, in which no cell can start a formula.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

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

/// Writes rows.
pub fn write<'a>(rows: impl Iterator<Item = ReportRow<'a>>) -> Result<String, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
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
        writer.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(std::io::Error::from(error.error().kind())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
