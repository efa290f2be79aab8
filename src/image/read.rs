//! Facts in. The checksum fits when this runs, and still nothing is believed: every count is held against the bytes
//! that are left, every reference against its table.

use std::slice::Iter;

use super::columns::{
    Columns, Extra, ForcedRow, FurtherLevel, History, Level, Movement, ReceiptLine, ReceiptRow, Wish,
};
use super::commands;
use super::kinds::{Malformed, Read, TextCursor};
use super::tables::{ALL, ALWAYS_KNOWN, LEVELS, NAMED};
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::adjustments::{Adjustment, Extras};
use crate::state::column::Ix;
use crate::state::documents::{PurchaseOrderLine, Receipt, Span, TransferLine, VendorReturnLine};
use crate::state::facts::Facts;
use crate::state::ids::Ids;
use crate::state::levels::Remarks;
use crate::state::orders::{Forced, OrderLine, Shipment, ShipmentLine};
use crate::state::table::Table;
use crate::state::texts::Texts;

/// Bytes still to be read, and how many records of each table there are to refer to.
pub struct Reader<'b> {
    left: &'b [u8],
    limits: [u32; ALL],
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self { left: bytes, limits: [0; ALL] }
    }

    pub fn take(&mut self, bytes: u64) -> Read<&'b [u8]> {
        let bytes = usize::try_from(bytes).map_err(|_| Malformed)?;
        let (taken, left) = self.left.split_at_checked(bytes).ok_or(Malformed)?;
        self.left = left;
        Ok(taken)
    }

    /// So many values of N bytes.
    pub fn fixed<const N: usize>(&mut self, count: u32) -> Read<Iter<'b, [u8; N]>> {
        let (values, _) = self.take(u64::from(count).saturating_mul(N as u64))?.as_chunks::<N>();
        Ok(values.iter())
    }

    fn one<const N: usize>(&mut self) -> Read<[u8; N]> {
        self.fixed(1)?.next().copied().ok_or(Malformed)
    }

    pub fn count(&mut self) -> Read<u32> {
        self.one().map(u32::from_le_bytes)
    }

    pub fn limit(&self, table: usize) -> u32 {
        self.limits.get(table).copied().unwrap_or_default()
    }

    /// Nothing may be left over: the same facts have one image.
    fn end(&self) -> Read<()> {
        if self.left.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

fn within(row: u32, rows: u32) -> Read<Ix> {
    if row < rows { Ok(row) } else { Err(Malformed) }
}

/// The tables with ids, in the order of their numbers.
fn named(facts: &mut Facts) -> [&mut Ids; NAMED] {
    [
        &mut facts.shops.ids,
        &mut facts.items.ids,
        &mut facts.vendors.ids,
        &mut facts.sales.ids,
        &mut facts.adjustments.ids,
        &mut facts.purchase_orders.ids,
        &mut facts.transfers.ids,
        &mut facts.vendor_returns.ids,
        &mut facts.orders.table.ids,
    ]
}

/// The facts of a body.
pub fn facts(version: u32, body: &[u8]) -> Read<Facts> {
    let further_at = Reader::new(body).one().map(u64::from_le_bytes)?;
    let mut input = Reader::new(body);
    let mut tables = Reader::new(input.take(further_at)?);
    let _further_at: [u8; 8] = tables.one()?;
    let mut facts = Facts::default();
    facts.revision = tables.one().map(u64::from_le_bytes)?;

    // Ids first: records are numbered by their rows and names behind them, so that every reference is a number already.
    let mut rows = [0; NAMED];
    for (ids, rows) in named(&mut facts).into_iter().zip(&mut rows) {
        *rows = names(&mut tables, ids)?;
        (0..*rows).for_each(|ix| {
            ids.given.add(ix);
        });
    }
    for ids in named(&mut facts).into_iter().skip(ALWAYS_KNOWN) {
        names(&mut input, ids)?;
    }
    for (ids, limit) in named(&mut facts).into_iter().zip(&mut tables.limits) {
        *limit = ids.numbers().end;
    }
    input.limits = tables.limits;
    levels(version, &mut facts, &mut tables, &mut input)?;
    input.end()?;

    let Facts { texts, shops, items, vendors, sales, .. } = &mut facts;
    let [of_shops, of_items, of_vendors, of_sales, ..] = rows;
    records(&mut tables, of_shops, texts, shops)?;
    records(&mut tables, of_items, texts, items)?;
    records(&mut tables, of_vendors, texts, vendors)?;
    records(&mut tables, of_sales, texts, sales)?;
    let [.., of_adjustments, of_purchase_orders, of_transfers, of_vendor_returns, of_orders] = rows;
    adjustments(&mut facts, &mut tables, of_adjustments)?;
    purchase_orders(&mut facts, &mut tables, of_purchase_orders)?;
    transfers(&mut facts, &mut tables, of_transfers)?;
    vendor_returns(&mut facts, &mut tables, of_vendor_returns)?;
    orders(&mut facts, &mut tables, of_orders)?;
    (0..of_orders).for_each(|ix| find_shipped_lines(&mut facts, ix));
    commands::read(&mut facts, &mut tables)?;
    tables.end()?;
    Ok(facts)
}

/// Ids of one table, none of them met before.
fn names(input: &mut Reader<'_>, ids: &mut Ids) -> Read<u32> {
    let count = input.count()?;
    let mut names = TextCursor::open(input, count)?;
    ids.reserve(count, names.bytes());
    for _ in 0..count {
        let next = ids.numbers().end;
        if ids.intern(names.text()?) != next {
            return Err(Malformed);
        }
    }
    Ok(count)
}

/// Records that need nothing but their columns.
fn records<T: Columns + Copy + Default>(
    input: &mut Reader<'_>,
    rows: u32,
    texts: &mut Texts,
    table: &mut Table<T>,
) -> Read<()> {
    let mut ix = 0..rows;
    T::read(input, rows, texts, &mut |record| {
        table.set(ix.next().ok_or(Malformed)?, record);
        Ok(())
    })
}

fn levels(version: u32, facts: &mut Facts, tables: &mut Reader<'_>, further: &mut Reader<'_>) -> Read<()> {
    let Facts { texts, items, levels, .. } = facts;
    let count = tables.count()?;
    Level::read(tables, count, texts, &mut |level| {
        let ix = levels.push(level.item, level.shop, level.qoh);
        levels.given.add(ix);
        Ok(())
    })?;
    if !levels.sort(items.ids.numbers().end).is_empty() {
        return Err(Malformed);
    }
    let wishes = tables.count()?;
    Wish::read(tables, wishes, texts, &mut |Wish { level, reorder_point, desired_level }| {
        levels.set_remarks(within(level, count)?, Remarks { reorder_point, desired_level, history_from: None });
        Ok(())
    })?;
    if version > 1 {
        let histories = tables.count()?;
        History::read(tables, histories, texts, &mut |History { level, from }| {
            let level = within(level, count)?;
            levels.set_remarks(level, Remarks { history_from: Some(from), ..levels.remarks(level) });
            Ok(())
        })?;
        if histories == 0 {
            return Err(Malformed);
        }
    }
    let more = further.count()?;
    FurtherLevel::read(further, more, texts, &mut |level| {
        let next = levels.all().end;
        if levels.ensure(level.item, level.shop) == next { Ok(()) } else { Err(Malformed) }
    })?;
    if let Some(limit) = tables.limits.get_mut(LEVELS) {
        *limit = levels.all().end;
    }
    Ok(())
}

fn adjustments(facts: &mut Facts, input: &mut Reader<'_>, rows: u32) -> Read<()> {
    let Facts { texts, adjustments, .. } = facts;
    let mut ix = 0..rows;
    adjustments.reserve(rows);
    Movement::read(input, rows, texts, &mut |row| {
        let (reason, source) = row.source;
        let movement = Adjustment { level: row.level, quantity: row.quantity, at: row.at, reason, source };
        adjustments.set(ix.next().ok_or(Malformed)?, movement);
        Ok(())
    })?;
    let count = input.count()?;
    Extra::read(input, count, texts, &mut |extra| {
        let (reverses, refunded_not_restocked) = (extra.reverses, extra.refunded_not_restocked);
        let extras = Extras { reverses, refunded_not_restocked, note: extra.note, word: extra.word };
        adjustments.set_extras(within(extra.adjustment, rows)?, extras);
        Ok(())
    })
}

/// Whose each of the children is, and how many there are.
fn owners(spans: impl Iterator<Item = (Ix, Span)> + Clone) -> (u32, impl Iterator<Item = Ix>) {
    let count = spans.clone().last().map_or(0, |(_, span)| span.numbers().end);
    (count, spans.flat_map(|(ix, span)| std::iter::repeat_n(ix, span.len as usize)))
}

fn purchase_orders(facts: &mut Facts, input: &mut Reader<'_>, rows: u32) -> Read<()> {
    let Facts { texts, levels, purchase_orders, purchase_order_lines, purchase_order_receipts, .. } = facts;
    records(input, rows, texts, purchase_orders)?;
    let (count, mut owners) = owners((0..rows).map(|ix| (ix, purchase_orders.get(ix).lines)));
    PurchaseOrderLine::read(input, count, texts, &mut |line| {
        let document = owners.next().ok_or(Malformed)?;
        let level = levels.ensure(line.item, purchase_orders.get(document).shop);
        purchase_order_lines.add([PurchaseOrderLine { document, level, ..line }]);
        Ok(())
    })?;
    receipts(input, rows, texts, purchase_order_receipts)
}

fn transfers(facts: &mut Facts, input: &mut Reader<'_>, rows: u32) -> Read<()> {
    let Facts { texts, levels, transfers, transfer_lines, transfer_receipts, .. } = facts;
    records(input, rows, texts, transfers)?;
    let (count, mut owners) = owners((0..rows).map(|ix| (ix, transfers.get(ix).lines)));
    TransferLine::read(input, count, texts, &mut |line| {
        let document = owners.next().ok_or(Malformed)?;
        let level = levels.ensure(line.item, transfers.get(document).to_shop);
        transfer_lines.add([TransferLine { document, level, ..line }]);
        Ok(())
    })?;
    receipts(input, rows, texts, transfer_receipts)
}

fn receipts(
    input: &mut Reader<'_>,
    documents: u32,
    texts: &mut Texts,
    receipts: &mut Map<Ix, Vec<Receipt>>,
) -> Read<()> {
    let count = input.count()?;
    let mut rows = Vec::new();
    ReceiptRow::read(input, count, texts, &mut |row| {
        within(row.document, documents)?;
        rows.push(row);
        Ok(())
    })?;
    let (count, _) = owners(rows.iter().map(|row| (row.document, row.lines)));
    let mut lines: Vec<(Ix, Quantity)> = Vec::new();
    ReceiptLine::read(input, count, texts, &mut |line| {
        lines.push((line.line, line.quantity));
        Ok(())
    })?;
    let mut lines = lines.into_iter();
    for ReceiptRow { document, command, at, by, reversed, lines: Span { len, .. } } in rows {
        let lines = lines.by_ref().take(len as usize).collect();
        receipts.or_default(document).push(Receipt { command, at, by, reversed, lines });
    }
    Ok(())
}

fn vendor_returns(facts: &mut Facts, input: &mut Reader<'_>, rows: u32) -> Read<()> {
    let Facts { texts, vendor_returns, vendor_return_lines, .. } = facts;
    records(input, rows, texts, vendor_returns)?;
    let (count, _) = owners((0..rows).map(|ix| (ix, vendor_returns.get(ix).lines)));
    VendorReturnLine::read(input, count, texts, &mut |line| {
        vendor_return_lines.add([line]);
        Ok(())
    })
}

fn orders(facts: &mut Facts, input: &mut Reader<'_>, rows: u32) -> Read<()> {
    let Facts { texts, levels, orders, .. } = facts;
    records(input, rows, texts, &mut orders.table)?;
    let table = &orders.table;
    let (count, mut of_lines) = owners((0..rows).map(|ix| (ix, table.get(ix).lines)));
    OrderLine::read(input, count, texts, &mut |line| {
        let (order, level) = (of_lines.next().ok_or(Malformed)?, levels.ensure(line.item, line.shop));
        orders.lines.add([OrderLine { order, level, ..line }]);
        Ok(())
    })?;
    let (count, mut of_shipments) = owners((0..rows).map(|ix| (ix, table.get(ix).shipments)));
    let mut shipments = Vec::new();
    Shipment::read(input, count, texts, &mut |shipment| {
        shipments.push(Shipment { order: of_shipments.next().ok_or(Malformed)?, ..shipment });
        Ok(())
    })?;
    let forced = input.count()?;
    ForcedRow::read(input, forced, texts, &mut |forced| {
        let shipment = shipments.get_mut(forced.shipment as usize).ok_or(Malformed)?;
        shipment.forced = Some(Forced { reason: forced.reason, at: forced.at, by: forced.by });
        Ok(())
    })?;
    let (count, _) = owners(shipments.iter().map(|shipment| (shipment.order, shipment.lines)));
    orders.shipments.add(shipments);
    ShipmentLine::read(input, count, texts, &mut |line| {
        orders.shipment_lines.add([line]);
        Ok(())
    })
}

/// The parts of an order's shipments find the lines whose ids they name.
fn find_shipped_lines(facts: &mut Facts, order: Ix) {
    let shipments = facts.orders.table.get(order).shipments;
    if shipments.len == 0 {
        return;
    }
    let numbers = facts.order_line_numbers(order);
    let parts = facts.orders.shipments.of(shipments).iter().flat_map(|shipment| shipment.lines.numbers());
    let found: Vec<(Ix, ShipmentLine)> = parts
        .filter_map(|number| {
            let part = facts.orders.shipment_lines.get(number);
            let line = *numbers.get(facts.texts.get(part.id))?;
            Some((number, ShipmentLine { line, ..part }))
        })
        .collect();
    found.into_iter().for_each(|(number, part)| facts.orders.shipment_lines.set(number, part));
}
