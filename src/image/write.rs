//! Facts out: each table in the order in which its records were given, and what is only named by its first mention.

use super::columns::{Columns, Extra, ForcedRow, FurtherLevel, Level, Movement, ReceiptLine, ReceiptRow, Wish};
use super::commands;
use super::tables::{ALL, ALWAYS_KNOWN, LEVELS, NAMED};
use crate::state::column::{Column, Ix, NONE};
use crate::state::documents::{Lines, Receipt, Span};
use crate::state::facts::Facts;
use crate::state::ids::Ids;
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

    pub fn fixed<const N: usize>(&mut self, values: impl Iterator<Item = [u8; N]>) {
        values.for_each(|value| self.bytes.extend_from_slice(&value));
    }

    /// How long each text is, then all of them.
    pub fn texts<'t>(&mut self, texts: impl Iterator<Item = Option<&'t str>> + Clone) {
        self.fixed(texts.clone().map(|text| text.map_or(NONE, |text| text.len() as u32).to_le_bytes()));
        texts.flatten().for_each(|text| self.bytes.extend_from_slice(text.as_bytes()));
    }

    /// Records by table and number.
    pub fn references(&mut self, references: impl Iterator<Item = (usize, Ix)>) {
        let Self { bytes, numbers, .. } = self;
        for (table, ix) in references {
            let number = numbers.get_mut(table).map_or(NONE, |numbers| numbers.number(ix));
            bytes.extend_from_slice(&number.to_le_bytes());
        }
    }

    /// A table that says itself how many rows it has.
    fn counted<T: Columns>(&mut self, rows: impl Iterator<Item = T> + Clone) {
        self.count(rows.clone().count());
        T::write(self, rows);
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

/// Writes the body behind what is there.
pub fn body(facts: &Facts, bytes: Vec<u8>) -> Vec<u8> {
    let start = bytes.len();
    let mut out = Writer::new(&facts.texts, bytes);
    // Where the further names will stand, once the tables are written and all names are known.
    out.fixed([0_u64.to_le_bytes()].into_iter());
    out.fixed([facts.revision.to_le_bytes()].into_iter());

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
        out.texts(order.iter().map(|ix| Some(ids.name(*ix))));
    }

    write_levels(&mut out, facts, &levels);
    let [shops, items, vendors, sales, adjustments, purchase_orders, transfers, vendor_returns, orders] = &given;
    Columns::write(&mut out, shops.iter().map(|ix| facts.shops.get(*ix)));
    Columns::write(&mut out, items.iter().map(|ix| facts.items.get(*ix)));
    Columns::write(&mut out, vendors.iter().map(|ix| facts.vendors.get(*ix)));
    Columns::write(&mut out, sales.iter().map(|ix| facts.sales.get(*ix)));
    write_adjustments(&mut out, facts, adjustments);
    write_purchase_orders(&mut out, facts, purchase_orders);
    write_transfers(&mut out, facts, transfers);
    Columns::write(&mut out, vendor_returns.iter().map(|ix| facts.vendor_returns.get(*ix)));
    let spans = vendor_returns.iter().map(|ix| facts.vendor_returns.get(*ix).lines);
    Columns::write(&mut out, of_all(&facts.vendor_return_lines, spans));
    write_orders(&mut out, facts, orders);
    out.bytes = commands::write(facts, out.bytes);
    write_further(out, facts, start)
}

/// The lines of these documents, one after another.
fn of_all<'f, T: Copy + Default>(
    lines: &'f Lines<T>,
    spans: impl Iterator<Item = Span> + Clone + 'f,
) -> impl Iterator<Item = T> + Clone + 'f {
    spans.flat_map(|span| lines.of(span)).copied()
}

fn write_levels(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let levels = &facts.levels;
    let level = |ix: &Ix| Level { item: levels.item(*ix), shop: levels.shop(*ix), qoh: levels.qoh(*ix) };
    out.counted(order.iter().map(level));
    let wish = |(level, ix): (u32, &Ix)| {
        let (reorder_point, desired_level) = (levels.reorder_point(*ix), levels.desired_level(*ix));
        let is_there = reorder_point.is_some() || desired_level.is_some();
        is_there.then_some(Wish { level, reorder_point, desired_level })
    };
    out.counted((0..).zip(order).filter_map(wish));
}

fn write_adjustments(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let adjustments = &facts.adjustments;
    let movement = |ix: &Ix| {
        let movement = adjustments.get(*ix);
        let source = (movement.reason, movement.source);
        Movement { level: movement.level, quantity: movement.quantity, at: movement.at, source }
    };
    Columns::write(out, order.iter().map(movement));
    let extra = |(adjustment, ix): (u32, &Ix)| {
        let extras = adjustments.extras(*ix);
        let (reverses, note, word) = (extras.reverses, extras.note, extras.word);
        let refunded_not_restocked = extras.refunded_not_restocked;
        let is_there = [reverses, note, word].iter().any(|ix| *ix != NONE) || !refunded_not_restocked.is_zero();
        is_there.then_some(Extra { adjustment, reverses, refunded_not_restocked, note, word })
    };
    let extras: Vec<Extra> = (0..).zip(order).filter_map(extra).collect();
    out.counted(extras.iter().copied());
}

fn write_purchase_orders(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let documents = &facts.purchase_orders;
    Columns::write(out, order.iter().map(|ix| documents.get(*ix)));
    let spans = order.iter().map(|ix| documents.get(*ix).lines);
    Columns::write(out, of_all(&facts.purchase_order_lines, spans));
    write_receipts(out, order.iter().map(|ix| facts.purchase_order_receipts.get(ix)));
}

fn write_transfers(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let documents = &facts.transfers;
    Columns::write(out, order.iter().map(|ix| documents.get(*ix)));
    let spans = order.iter().map(|ix| documents.get(*ix).lines);
    Columns::write(out, of_all(&facts.transfer_lines, spans));
    write_receipts(out, order.iter().map(|ix| facts.transfer_receipts.get(ix)));
}

fn write_receipts<'f>(out: &mut Writer<'_>, receipts: impl Iterator<Item = Option<&'f Vec<Receipt>>> + Clone) {
    let all = (0..).zip(receipts).flat_map(|(document, receipts): (u32, _)| {
        receipts.into_iter().flatten().map(move |receipt| (document, receipt))
    });
    out.counted(all.clone().map(|(document, receipt)| ReceiptRow {
        document,
        command: receipt.command,
        at: receipt.at,
        by: receipt.by,
        reversed: receipt.reversed,
        lines: Span { start: 0, len: receipt.lines.len() as u32 },
    }));
    let lines = all.flat_map(|(_, receipt)| &receipt.lines);
    Columns::write(out, lines.map(|(line, quantity)| ReceiptLine { line: *line, quantity: *quantity }));
}

fn write_orders(out: &mut Writer<'_>, facts: &Facts, order: &[Ix]) {
    let orders = &facts.orders;
    Columns::write(out, order.iter().map(|ix| orders.table.get(*ix)));
    Columns::write(out, of_all(&orders.lines, order.iter().map(|ix| orders.table.get(*ix).lines)));
    let shipments = of_all(&orders.shipments, order.iter().map(|ix| orders.table.get(*ix).shipments));
    Columns::write(out, shipments.clone());
    let forced = (0..).zip(shipments.clone()).filter_map(|(shipment, record)| {
        let forced = record.forced?;
        Some(ForcedRow { shipment, reason: forced.reason, at: forced.at, by: forced.by })
    });
    out.counted(forced);
    Columns::write(out, of_all(&orders.shipment_lines, shipments.map(|shipment| shipment.lines)));
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
        out.texts(names.iter().map(|ix| Some(ids.name(*ix))));
    }
    let levels = further.get(LEVELS).map(Vec::as_slice).unwrap_or_default();
    let level = |ix: &Ix| FurtherLevel { item: facts.levels.item(*ix), shop: facts.levels.shop(*ix) };
    out.counted(levels.iter().map(level));
    let unknown = out.numbers.iter().take(ALWAYS_KNOWN).any(|numbers| !numbers.further.is_empty());
    debug_assert!(!unknown, "a record names a shop or an item that is not there");
    out.bytes
}
