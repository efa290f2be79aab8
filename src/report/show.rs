//! A row as the host sees it, made only for the window.

use std::borrow::Cow;

use super::rows::{Kinds, NO_INSTANT, Rows};
use crate::contract::documents::DocumentRef;
use crate::contract::report::{IncomingLine, ReportRow, SourceRef};
use crate::coverage::{Arrival, IncomingRef};
use crate::state::adjustments::Reason;
use crate::state::catalogue::StockTracking;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;
use crate::status;

/// What a row without an adjustment is called: "unattributed:" itemId ":" shopId, each percent-encoded.
pub const UNATTRIBUTED: &str = "unattributed:";

/// As `encodeURIComponent` does it.
fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// The id of what no adjustment explains on a level.
pub fn unattributed_id(facts: &Facts, level: Ix) -> String {
    let mut id = UNATTRIBUTED.to_owned();
    percent_encode(facts.items.ids.name(facts.levels.item(level)), &mut id);
    id.push(':');
    percent_encode(facts.shops.ids.name(facts.levels.shop(level)), &mut id);
    id
}

/// A row's id.
pub fn row_id<'f>(facts: &'f Facts, rows: &Rows, row: u32) -> Cow<'f, str> {
    let detail = rows.detail(row);
    source_row_id(facts, detail.level, detail.adjustment)
}

/// The id of the row of an adjustment, or of what none explains.
pub fn source_row_id(facts: &Facts, level: Ix, adjustment: Ix) -> Cow<'_, str> {
    if adjustment == NONE {
        Cow::Owned(unattributed_id(facts, level))
    } else {
        Cow::Borrowed(facts.adjustments.ids.name(adjustment))
    }
}

/// The document behind an adjustment; one that the host did not send shows its id as number.
pub fn source(facts: &Facts, adjustment: Ix) -> Option<SourceRef<'_>> {
    let ix = facts.adjustments.source(adjustment);
    if adjustment == NONE || ix == NONE {
        return None;
    }
    let reason = facts.adjustments.reason(adjustment);
    let (ids, number) = match reason {
        Reason::Sale => (&facts.sales.ids, facts.sales.get(ix).number),
        Reason::Transfer => (&facts.transfers.ids, facts.transfers.get(ix).number),
        Reason::VendorReturn => (&facts.vendor_returns.ids, facts.vendor_returns.get(ix).number),
        Reason::Other => (&facts.purchase_orders.ids, facts.purchase_orders.get(ix).number),
    };
    let id = ids.name(ix);
    let number = if ids.is_known(ix) { facts.texts.get(number) } else { id };
    Some(SourceRef { kind: reason.word(), id, number })
}

/// The first of an item's codes that is there.
pub fn code(facts: &Facts, item: Ix) -> Option<&str> {
    let codes = facts.items.get(item).codes;
    codes.into_iter().find_map(|code| facts.texts.optional(code).filter(|text| !text.is_empty()))
}

/// An eCom order by id and number.
pub fn order_ref(facts: &Facts, order: Ix) -> Option<DocumentRef<'_>> {
    let record = facts.orders.table.known(order)?;
    Some(DocumentRef { id: facts.orders.table.ids.name(order), number: facts.texts.get(record.number) })
}

/// Why an eCom sale was possible at all.
fn sold_because(facts: &Facts, item: Ix) -> Option<&'static str> {
    match facts.items.get(item).stock_tracking? {
        StockTracking::Indicator => Some("backordersAllowed"),
        StockTracking::Disabled => Some("trackingDisabled"),
        StockTracking::Enabled => None,
    }
}

/// The row, made for the host.
pub fn report_row<'f>(facts: &'f Facts, index: &Index, rows: &Rows, row: u32) -> ReportRow<'f> {
    let detail = rows.detail(row);
    let kinds = rows.kinds.at(row);
    let (item, shop) = (rows.items.at(row), rows.shops.at(row));
    let (order, vendor) = (rows.orders.at_or(row, NONE), rows.vendors.at_or(row, NONE));
    let instant = |at| Some(at).filter(|at| *at != NO_INSTANT);
    ReportRow {
        id: row_id(facts, rows, row),
        item_id: facts.items.ids.name(item),
        description: facts.texts.get(facts.items.get(item).description),
        code: code(facts, item),
        shop_id: facts.shops.ids.name(shop),
        shop: facts.texts.get(facts.shops.get(shop).name),
        qoh: facts.levels.qoh(detail.level),
        reason: Kinds::REASONS.get(kinds.reason as usize).copied().unwrap_or_default(),
        source: source(facts, detail.adjustment),
        occurred_at: instant(rows.occurred_at.at(row)),
        sold: detail.sold,
        uncovered: detail.uncovered,
        ecom_order: order_ref(facts, order),
        customer: facts.texts.optional(facts.orders.table.get(order).customer),
        on_purchase_order: detail.on_purchase_order,
        on_transfer: detail.on_transfer,
        // The level itself is negative, so what is available is elsewhere.
        elsewhere: index.available(item),
        vendor_id: facts.vendors.ids.name_of(vendor),
        vendor: facts.vendors.known(vendor).map(|vendor| facts.texts.get(vendor.name)),
        coverage: kinds.coverage.word(),
        expected_at: instant(detail.expected_at),
        diagnosis: kinds.diagnosis.word(),
        sold_because: if order == NONE { None } else { sold_because(facts, item) },
    }
}

/// An incoming line, made for the host.
pub fn incoming_line<'f>(facts: &'f Facts, arrival: &Arrival) -> IncomingLine<'f> {
    let (kind, number, status) = match arrival.line {
        IncomingRef::PurchaseOrder(_) => (
            "purchaseOrder",
            facts.purchase_orders.get(arrival.document).number,
            status::purchase_order(facts, arrival.document).word(),
        ),
        IncomingRef::Transfer(_) => {
            ("transfer", facts.transfers.get(arrival.document).number, status::transfer(facts, arrival.document).word())
        }
    };
    IncomingLine {
        kind,
        id: arrival.document_id(facts),
        number: facts.texts.get(number),
        line_id: arrival.line_id(facts),
        status,
        outstanding: arrival.outstanding,
        expected_at: arrival.expected_at,
    }
}

/// The opposite of the encoding in an unattributed row's id.
pub fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        if *byte == b'%' {
            let (hex, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}
