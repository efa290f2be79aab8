//! Facts out: each table in the order in which its records were given, and what is only named by its first mention.

use super::columns::{
    Columns, Extra, ForcedRow, FurtherLevel, History, Level, Movement, ReceiptLine, ReceiptRow, Wish,
};
use super::commands;
use super::envelope::VERSION;
use super::tables::{ALL, ALWAYS_KNOWN, LEVELS, NAMED};
use crate::keyed::Map;
use crate::state::column::{Column, Ix, NONE};
use crate::state::documents::{Lines, Receipt, Span};
use crate::state::facts::Facts;
use crate::state::ids::Ids;
use crate::state::levels::Remarks;
use crate::state::texts::Texts;

/// The rows of one table's records. What is only referred to comes behind the last row, by its first mention.
#[derive(Default)]
struct Numbers {
    numbers: Vec<u32>,
    rows: u32,
    further: Vec<Ix>,
}

impl Numbers {
    fn new(order: &[Ix], all: u32) -> Self {
        let mut numbers = vec![NONE; all as usize];
        (0..).zip(order).for_each(|(row, ix)| numbers.put(*ix, row));
        Self { numbers, rows: order.len() as u32, further: Vec::new() }
    }

    #[inline]
    fn number(&mut self, ix: Ix) -> u32 {
        let number = self.numbers.at_or(ix, NONE);
        if number != NONE || ix == NONE {
            return number;
        }
        let number = self.rows.saturating_add(self.further.len() as u32);
        self.further.push(ix);
        self.numbers.put(ix, number);
        number
    }
}

/// Bytes so far, and what columns are written from.
pub struct Writer<'f> {
    pub bytes: Vec<u8>,
    /// The texts that columns of texts are numbers of.
    pub pool: &'f Texts,
    numbers: [Numbers; ALL],
}

impl<'f> Writer<'f> {
    pub fn new(pool: &'f Texts, bytes: Vec<u8>) -> Self {
        Self { bytes, pool, numbers: Default::default() }
    }

    pub fn count(&mut self, count: usize) {
        self.bytes.extend_from_slice(&(count as u32).to_le_bytes());
    }

    pub fn fixed<const N: usize>(&mut self, count: u32, value: &dyn Fn(u32) -> [u8; N]) {
        self.bytes.reserve((count as usize).saturating_mul(N));
        (0..count).for_each(|row| self.bytes.extend_from_slice(&value(row)));
    }

    /// How long each text is, then all of them.
    pub fn texts<'t>(&mut self, count: u32, text: &dyn Fn(u32) -> Option<&'t str>) {
        self.fixed(count, &|row| text(row).map_or(NONE, |text| text.len() as u32).to_le_bytes());
        (0..count).filter_map(text).for_each(|text| self.bytes.extend_from_slice(text.as_bytes()));
    }

    /// Records by table and number.
    pub fn references(&mut self, count: u32, reference: &dyn Fn(u32) -> (usize, Ix)) {
        let Self { bytes, numbers, .. } = self;
        for (table, ix) in (0..count).map(reference) {
            let number = numbers.get_mut(table).map_or(NONE, |numbers| numbers.number(ix));
            bytes.extend_from_slice(&number.to_le_bytes());
        }
    }

    /// A table of which a row is read where it stands.
    pub fn table<T: Columns>(&mut self, count: usize, row: &dyn Fn(u32) -> T) {
        T::write(self, count as u32, row);
    }

    /// The rows of a table.
    pub fn rows<T: Columns + Copy + Default>(&mut self, rows: &[T]) {
        self.table(rows.len(), &|row| rows.at(row));
    }

    /// A table that says itself how many rows it has.
    fn counted<T: Columns + Copy + Default>(&mut self, rows: &[T]) {
        self.count(rows.len());
        self.rows(rows);
    }
}

/// The tables with ids, in the order of their numbers.
fn named(facts: &Facts) -> [&Ids; NAMED] {
    [
        &facts.shops.ids,
        &facts.items.ids,
        &facts.vendors.ids,
        &facts.sales.ids,
        &facts.adjustments.ids,
        &facts.purchase_orders.ids,
        &facts.transfers.ids,
        &facts.vendor_returns.ids,
        &facts.orders.table.ids,
    ]
}

/// Writes the body behind what is there; answers its version too.
pub fn body(facts: &Facts, bytes: Vec<u8>) -> (u32, Vec<u8>) {
    let start = bytes.len();
    let mut out = Writer::new(&facts.texts, bytes);
    // Where the further names will stand, once the tables are written and all names are known.
    out.bytes.extend_from_slice(&0_u64.to_le_bytes());
    out.bytes.extend_from_slice(&facts.revision.to_le_bytes());

    let given = named(facts).map(|ids| ids.given.in_order());
    let levels = facts.levels.given.in_order();
    for ((order, ids), numbers) in given.iter().zip(named(facts)).zip(&mut out.numbers) {
        *numbers = Numbers::new(order, ids.numbers().end);
    }
    if let Some(numbers) = out.numbers.get_mut(LEVELS) {
        *numbers = Numbers::new(&levels, facts.levels.all().end);
    }
    for (order, ids) in given.iter().zip(named(facts)) {
        out.count(order.len());
        out.texts(order.len() as u32, &|row| Some(ids.name(order.at(row))));
    }

    let version = write_levels(&mut out, facts, &levels);
    let [shops, items, vendors, sales, adjustments, purchase_orders, transfers, vendor_returns, orders] = &given;
    out.table(shops.len(), &|row| facts.shops.get(shops.at(row)));
    out.table(items.len(), &|row| facts.items.get(items.at(row)));
    out.table(vendors.len(), &|row| facts.vendors.get(vendors.at(row)));
    out.table(sales.len(), &|row| facts.sales.get(sales.at(row)));
    write_adjustments(&mut out, facts, adjustments);
    write_purchase_orders(&mut out, facts, purchase_orders);
    write_transfers(&mut out, facts, transfers);
    out.table(vendor_returns.len(), &|row| facts.vendor_returns.get(vendor_returns.at(row)));
    write_lines(&mut out, &facts.vendor_return_lines, vendor_returns, &|ix| facts.vendor_returns.get(ix).lines);
    write_orders(&mut out, facts, orders);
    out.bytes = commands::write(facts, out.bytes);
    (version, write_further(out, facts, start))
}

/// The numbers of all lines of these documents, one after another.
fn numbers(documents: &[Ix], span: &dyn Fn(Ix) -> Span) -> Vec<Ix> {
    documents.iter().flat_map(|ix| span(*ix).numbers()).collect()
}

/// The lines of these documents.
fn write_lines<T: Columns + Copy + Default>(
    out: &mut Writer<'_>,
    lines: &Lines<T>,
    documents: &[Ix],
    span: &dyn Fn(Ix) -> Span,
) {
    let numbers = numbers(documents, span);
    out.table(numbers.len(), &|row| lines.get(numbers.at(row)));
}

/// Answers the version of the layout that this takes.
fn write_levels(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) -> u32 {
    let levels = &facts.levels;
    let level = |ix: Ix| Level { item: levels.item(ix), shop: levels.shop(ix), qoh: levels.qoh(ix) };
    out.count(order.len());
    out.table(order.len(), &|row| level(order.at(row)));
    let remarks = || (0..).zip(order).map(|(level, ix)| (level, levels.remarks(*ix)));
    let wish = |(level, Remarks { reorder_point, desired_level, .. })| {
        let is_there = reorder_point.is_some() || desired_level.is_some();
        is_there.then_some(Wish { level, reorder_point, desired_level })
    };
    out.counted(&remarks().filter_map(wish).collect::<Vec<_>>());
    let history = |(level, remarks): (u32, Remarks)| Some(History { level, from: remarks.history_from? });
    let histories: Vec<History> = remarks().filter_map(history).collect();
    if histories.is_empty() {
        return 1;
    }
    out.counted(&histories);
    VERSION
}

fn write_adjustments(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let adjustments = &facts.adjustments;
    let movement = |row: u32| {
        let movement = adjustments.get(order.at(row));
        let source = (movement.reason, movement.source);
        Movement { level: movement.level, quantity: movement.quantity, at: movement.at, source }
    };
    out.table(order.len(), &movement);
    let extra = |(adjustment, ix): (u32, &Ix)| {
        let extras = adjustments.extras(*ix);
        let (reverses, note, word) = (extras.reverses, extras.note, extras.word);
        let refunded_not_restocked = extras.refunded_not_restocked;
        let is_there = [reverses, note, word].iter().any(|ix| *ix != NONE) || !refunded_not_restocked.is_zero();
        is_there.then_some(Extra { adjustment, reverses, refunded_not_restocked, note, word })
    };
    let extras: Vec<Extra> = (0..).zip(order).filter_map(extra).collect();
    out.counted(&extras);
}

fn write_purchase_orders(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let documents = &facts.purchase_orders;
    out.table(order.len(), &|row| documents.get(order.at(row)));
    write_lines(out, &facts.purchase_order_lines, order, &|ix| documents.get(ix).lines);
    write_receipts(out, order, &facts.purchase_order_receipts);
}

fn write_transfers(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let documents = &facts.transfers;
    out.table(order.len(), &|row| documents.get(order.at(row)));
    write_lines(out, &facts.transfer_lines, order, &|ix| documents.get(ix).lines);
    write_receipts(out, order, &facts.transfer_receipts);
}

fn write_receipts(out: &mut Writer<'_>, order: &[Ix], receipts: &Map<Ix, Vec<Receipt>>) {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (document, ix) in (0..).zip(order) {
        for receipt in receipts.get(ix).into_iter().flatten() {
            rows.push(ReceiptRow {
                document,
                command: receipt.command,
                at: receipt.at,
                by: receipt.by,
                reversed: receipt.reversed,
                lines: Span { start: 0, len: receipt.lines.len() as u32 },
            });
            lines.extend(receipt.lines.iter().map(|(line, quantity)| ReceiptLine { line: *line, quantity: *quantity }));
        }
    }
    out.counted(&rows);
    out.rows(&lines);
}

fn write_orders(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let orders = &facts.orders;
    out.table(order.len(), &|row| orders.table.get(order.at(row)));
    write_lines(out, &orders.lines, order, &|ix| orders.table.get(ix).lines);
    let shipments = numbers(order, &|ix| orders.table.get(ix).shipments);
    out.table(shipments.len(), &|row| orders.shipments.get(shipments.at(row)));
    let forced = |(shipment, ix): (u32, &Ix)| {
        let forced = orders.shipments.get(*ix).forced?;
        Some(ForcedRow { shipment, reason: forced.reason, at: forced.at, by: forced.by })
    };
    let forced: Vec<ForcedRow> = (0..).zip(&shipments).filter_map(forced).collect();
    out.counted(&forced);
    write_lines(out, &orders.shipment_lines, &shipments, &|ix| orders.shipments.get(ix).lines);
}

/// What was only referred to, and where it stands.
fn write_further(mut out: Writer<'_>, facts: &Facts, start: usize) -> Vec<u8> {
    let at = out.bytes.len().saturating_sub(start) as u64;
    if let Some(space) = out.bytes.get_mut(start..).and_then(<[u8]>::first_chunk_mut) {
        *space = at.to_le_bytes();
    }
    let further = out.numbers.each_ref().map(|numbers| numbers.further.clone());
    for (names, ids) in further.iter().zip(named(facts)).skip(ALWAYS_KNOWN) {
        out.count(names.len());
        out.texts(names.len() as u32, &|row| Some(ids.name(names.at(row))));
    }
    let levels = further.get(LEVELS).map(Vec::as_slice).unwrap_or_default();
    let level = |ix: &Ix| FurtherLevel { item: facts.levels.item(*ix), shop: facts.levels.shop(*ix) };
    let levels: Vec<FurtherLevel> = levels.iter().map(level).collect();
    out.counted(&levels);
    let unknown = out.numbers.iter().take(ALWAYS_KNOWN).any(|numbers| !numbers.further.is_empty());
    debug_assert!(!unknown, "a record names a shop or an item that is not there");
    out.bytes
}
