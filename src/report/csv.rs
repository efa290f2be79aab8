//! The report as CSV by RFC 4180, in which no cell can start a formula.

use std::borrow::Cow;

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

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

/// Text under way. csv's inner library alone: the outer one can also tell numbers from text, which costs a page 20 KB.
struct Text {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Text {
    fn new() -> Self {
        Self { writer: WriterBuilder::new().terminator(Terminator::CRLF).build(), bytes: Vec::new() }
    }

    fn record(&mut self, cells: &[&str]) {
        for (number, cell) in cells.iter().enumerate() {
            if number > 0 {
                self.write(|writer, _, room| {
                    let (result, written) = writer.delimiter(room);
                    (result, 0, written)
                });
            }
            let mut rest = cell.as_bytes();
            self.write(|writer, read, room| {
                rest = rest.get(read..).unwrap_or_default();
                writer.field(rest, room)
            });
        }
        self.write(|writer, _, room| {
            let (result, written) = writer.terminator(room);
            (result, 0, written)
        });
    }

    /// Asks for the next bytes until all are out; `step` is told how much of its input was read before.
    fn write(&mut self, mut step: impl FnMut(&mut Writer, usize, &mut [u8]) -> (WriteResult, usize, usize)) {
        let mut room = [0; 256];
        let mut read = 0;
        loop {
            let (result, more, written) = step(&mut self.writer, read, &mut room);
            self.bytes.extend_from_slice(room.get(..written).unwrap_or_default());
            read = more;
            if result == WriteResult::InputEmpty {
                return;
            }
        }
    }
}

/// Writes rows.
pub fn write<'a>(rows: impl Iterator<Item = ReportRow<'a>>) -> String {
    let mut out = Text::new();
    out.record(&COLUMNS);
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
        out.record(&cells.each_ref().map(|cell| &**cell));
    }
    String::from_utf8_lossy(&out.bytes).into_owned()
}
