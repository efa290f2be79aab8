//! Rows as columns, for the way out: numbers one beside another, and each text once. A column at a time, since most of
//! what one needs then lies in the cache, and a record's text is looked up once however many rows show it.

use super::rows::{Detail, NO_INSTANT, Rows};
use super::show::{code, row_id, source};
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::catalogue::StockTracking;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// "Null" among the codes of texts.
pub const NO_TEXT: u32 = u32::MAX;
/// "Null" among kinds.
const NO_KIND: u8 = u8::MAX;

/// Up to so many rows, the records met are few enough to look at each.
const FEW: usize = 64;

/// Some rows of the report. Each list holds column after column, in this order:
/// - `codes`: id, itemId, description, code, shopId, shop, source.id, source.number, ecomOrder.id, ecomOrder.number,
///   customer, vendorId, vendor
/// - `kinds`: reason, source.type, coverage, diagnosis, soldBecause
/// - `numbers`: qoh, occurredAt, sold, uncovered, onPurchaseOrder, onTransfer, elsewhere, expectedAt
#[derive(Debug, Default, PartialEq)]
pub struct Columns {
    /// How many rows.
    pub length: u32,
    /// All texts, one after another.
    pub text: String,
    /// Where each text ends, in UTF-16 code units.
    pub text_ends: Vec<u32>,
    /// Places among the texts; `u32::MAX` for null.
    pub codes: Vec<u32>,
    /// Words by number; 255 for null.
    pub kinds: Vec<u8>,
    /// NaN for null.
    pub numbers: Vec<f64>,
}

/// The columns of these rows.
pub fn columns(facts: &Facts, index: &Index, rows: &Rows, numbers: &[u32]) -> Columns {
    let mut writer = Writer { facts, rows, numbers, texts: Texts::default(), codes: Vec::new() };
    writer.codes.reserve(numbers.len().saturating_mul(13));
    writer.codes();
    let Writer { texts, codes, .. } = writer;
    Columns {
        length: numbers.len() as u32,
        text: texts.joined,
        text_ends: texts.ends,
        codes,
        kinds: kinds(facts, rows, numbers),
        numbers: quantities(facts, index, rows, numbers),
    }
}

fn kinds(facts: &Facts, rows: &Rows, numbers: &[u32]) -> Vec<u8> {
    let mut kinds = Vec::with_capacity(numbers.len().saturating_mul(5));
    let each = || numbers.iter().copied();
    kinds.extend(each().map(|row| rows.kinds.at(row).reason));
    kinds.extend(each().map(|row| source_of(facts, rows.detail(row)).map_or(NO_KIND, |(reason, _)| reason as u8)));
    kinds.extend(each().map(|row| rows.kinds.at(row).coverage as u8));
    kinds.extend(each().map(|row| rows.kinds.at(row).diagnosis as u8));
    kinds.extend(each().map(|row| match facts.items.get(rows.items.at(row)).stock_tracking {
        _ if rows.orders.at_or(row, NONE) == NONE => NO_KIND,
        Some(StockTracking::Indicator) => 0,
        Some(StockTracking::Disabled) => 1,
        Some(StockTracking::Enabled) | None => NO_KIND,
    }));
    kinds
}

fn quantities(facts: &Facts, index: &Index, rows: &Rows, numbers: &[u32]) -> Vec<f64> {
    let mut quantities = Vec::with_capacity(numbers.len().saturating_mul(8));
    let each = || numbers.iter().copied();
    let instant = |at: Instant| if at == NO_INSTANT { f64::NAN } else { at as f64 };
    quantities.extend(each().map(|row| facts.levels.qoh(rows.detail(row).level).to_number()));
    quantities.extend(each().map(|row| instant(rows.occurred_at.at(row))));
    let fields: [fn(Detail) -> Quantity; 4] = [
        |detail| detail.sold,
        |detail| detail.uncovered,
        |detail| detail.on_purchase_order,
        |detail| detail.on_transfer,
    ];
    for field in fields {
        quantities.extend(each().map(|row| field(rows.detail(row)).to_number()));
    }
    // The level itself is negative, so what is available is elsewhere.
    quantities.extend(each().map(|row| index.available(rows.items.at(row)).to_number()));
    quantities.extend(each().map(|row| instant(rows.detail(row).expected_at)));
    quantities
}

/// The document behind a row: its table, by the reason, and its number there.
fn source_of(facts: &Facts, detail: Detail) -> Option<(Reason, Ix)> {
    let source = facts.adjustments.source(detail.adjustment);
    (detail.adjustment != NONE && source != NONE).then(|| (facts.adjustments.reason(detail.adjustment), source))
}

struct Writer<'f> {
    facts: &'f Facts,
    rows: &'f Rows,
    numbers: &'f [u32],
    texts: Texts,
    codes: Vec<u32>,
}

impl<'f> Writer<'f> {
    /// The columns of texts, in their order.
    fn codes(&mut self) {
        let Self { facts, rows, numbers, .. } = *self;
        let texts = &facts.texts;
        for row in numbers {
            let id = row_id(facts, rows, *row);
            self.codes.push(self.texts.add(&id));
        }
        let of = |column: &[Ix]| -> Vec<Ix> { numbers.iter().map(|row| column.at_or(*row, NONE)).collect() };
        let (items, shops, vendors, orders) = (of(&rows.items), of(&rows.shops), of(&rows.vendors), of(&rows.orders));
        self.column(&items, &|item| Some(facts.items.ids.name(item)));
        self.column(&items, &|item| Some(texts.get(facts.items.get(item).description)));
        self.column(&items, &|item| code(facts, item));
        self.column(&shops, &|shop| Some(facts.shops.ids.name(shop)));
        self.column(&shops, &|shop| Some(texts.get(facts.shops.get(shop).name)));
        self.sources();
        let known = |order: Ix| facts.orders.table.known(order);
        self.column(&orders, &|order| known(order).map(|_| facts.orders.table.ids.name(order)));
        self.column(&orders, &|order| known(order).map(|record| texts.get(record.number)));
        self.column(&orders, &|order| texts.optional(facts.orders.table.get(order).customer));
        self.column(&vendors, &|vendor| facts.vendors.ids.name_of(vendor));
        self.column(&vendors, &|vendor| facts.vendors.known(vendor).map(|vendor| texts.get(vendor.name)));
    }

    /// Sources are known by an adjustment that names them: any of those that name the same one will do.
    fn sources(&mut self) {
        let Self { facts, rows, numbers, .. } = *self;
        let tables = [&facts.sales.ids, &facts.vendor_returns.ids, &facts.transfers.ids, &facts.purchase_orders.ids];
        let mut starts = [0_u32; 4];
        let mut count = 0_u32;
        for (start, table) in starts.iter_mut().zip(tables) {
            *start = count;
            count = count.saturating_add(table.numbers().len() as u32);
        }
        // Of each row its source, numbered through all tables, and its adjustment.
        let named: Vec<(Ix, Ix)> = numbers
            .iter()
            .map(|row| {
                let detail = rows.detail(*row);
                let number = source_of(facts, detail)
                    .map_or(NONE, |(reason, source)| starts.at(reason as u32).saturating_add(source));
                (number, detail.adjustment)
            })
            .collect();
        self.named(&named, &|adjustment| source(facts, adjustment).map(|source| source.id));
        self.named(&named, &|adjustment| source(facts, adjustment).map(|source| source.number));
    }

    fn column(&mut self, records: &[Ix], text: &dyn Fn(Ix) -> Option<&'f str>) {
        let named: Vec<(Ix, Ix)> = records.iter().map(|record| (*record, *record)).collect();
        self.named(&named, text);
    }

    /// A column of records: their numbers, and by what each is asked for its text.
    #[inline(never)]
    fn named(&mut self, named: &[(Ix, Ix)], text: &dyn Fn(Ix) -> Option<&'f str>) {
        let mut met = Met::of(named);
        for (record, ask) in named {
            let code = if *record == NONE {
                NO_TEXT
            } else if let Some(code) = met.find(*record) {
                code
            } else {
                let code = text(*ask).map_or(NO_TEXT, |text| self.texts.add(text));
                met.put(*record, code);
                code
            };
            self.codes.push(code);
        }
    }
}

/// The codes of records that were met already.
enum Met {
    Few(Vec<(Ix, u32)>),
    /// By record; one more than the code, and 0 for a record that was not met.
    Many(Vec<u32>),
}

impl Met {
    fn of(named: &[(Ix, Ix)]) -> Self {
        if named.len() <= FEW {
            return Self::Few(Vec::with_capacity(named.len()));
        }
        let most = named.iter().map(|(record, _)| *record).filter(|record| *record != NONE).max().unwrap_or_default();
        Self::Many(vec![0; (most as usize).saturating_add(1)])
    }

    fn find(&self, record: Ix) -> Option<u32> {
        match self {
            Self::Few(met) => met.iter().find(|(known, _)| *known == record).map(|(_, code)| *code),
            Self::Many(met) => match met.at(record) {
                0 => None,
                // No text is the largest code, and comes round to 0: asked for each time, as it is rare.
                code => code.checked_sub(1),
            },
        }
    }

    fn put(&mut self, record: Ix, code: u32) {
        match self {
            Self::Few(met) => met.push((record, code)),
            Self::Many(met) => met.put(record, code.wrapping_add(1)),
        }
    }
}

/// Texts, one after another.
#[derive(Default)]
struct Texts {
    joined: String,
    ends: Vec<u32>,
    units: u32,
}

impl Texts {
    fn add(&mut self, text: &str) -> u32 {
        let code = self.ends.len() as u32;
        let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.joined.push_str(text);
        self.units = self.units.saturating_add(units as u32);
        self.ends.push(self.units);
        code
    }
}
