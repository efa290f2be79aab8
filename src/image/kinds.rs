//! The kinds of columns: how a value of each is written, and how it is read back with every bound checked.

use std::slice::Iter;

use super::tables;
use crate::contract::outcome::DocumentKind;
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::catalogue::StockTracking;
use crate::state::column::{Column, Ix, NONE};
use crate::state::documents::Span;
use crate::state::orders::{Delivery, Fraud, Payment, ShipmentStatus};
use crate::state::texts::Texts;

use super::read::Reader;
use super::write::Writer;

/// The bytes are no image, whatever their checksum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

pub type Read<T> = Result<T, Malformed>;

/// A column: all its values one after another.
pub trait Kind {
    type Value;
    type Cursor<'b>;
    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Self::Value);
    /// Finds the column's bytes; what follows is the next column.
    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<Self::Cursor<'b>>;
    /// The next value; its texts go into the pool.
    fn next(cursor: &mut Self::Cursor<'_>, texts: &mut Texts) -> Read<Self::Value>;
}

/// Kinds of values that all take the same number of bytes.
macro_rules! fixed {
    ($($(#[$doc:meta])* $kind:ident: $value:ty, $bytes:literal, $write:expr, $read:expr;)+) => { $(
        $(#[$doc])*
        pub struct $kind;

        impl Kind for $kind {
            type Value = $value;
            type Cursor<'b> = Iter<'b, [u8; $bytes]>;

            fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> $value) {
                let write: fn($value) -> [u8; $bytes] = $write;
                out.fixed(count, &|row| write(value(row)));
            }

            fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<Self::Cursor<'b>> {
                input.fixed(count)
            }

            #[inline]
            fn next(cursor: &mut Self::Cursor<'_>, _: &mut Texts) -> Read<$value> {
                let read: fn([u8; $bytes]) -> Read<$value> = $read;
                read(*cursor.next().ok_or(Malformed)?)
            }
        }
    )+ };
}

/// "None" in a column of numbers that may be missing: no quantity, no instant and no finite number is written so.
const NO_INTEGER: i64 = i64::MIN;
const NO_NUMBER: u64 = u64::MAX;
const NO_CHOICE: u8 = u8::MAX;

fn integer(bytes: [u8; 8]) -> Option<i64> {
    Some(i64::from_le_bytes(bytes)).filter(|integer| *integer != NO_INTEGER)
}

fn number(bits: u64) -> Read<f64> {
    Some(f64::from_bits(bits)).filter(|number| number.is_finite()).ok_or(Malformed)
}

fixed! {
    Units: Quantity, 8, |units| units.raw().to_le_bytes(), |bytes| integer(bytes).map(Quantity::from_raw).ok_or(Malformed);
    OptionalUnits: Option<Quantity>, 8,
        |units| units.map_or(NO_INTEGER, Quantity::raw).to_le_bytes(),
        |bytes| Ok(integer(bytes).map(Quantity::from_raw));
    Moment: Instant, 8, |at| at.to_le_bytes(), |bytes| Ok(i64::from_le_bytes(bytes));
    OptionalMoment: Option<Instant>, 8, |at| at.unwrap_or(NO_INTEGER).to_le_bytes(), |bytes| Ok(integer(bytes));
    Number: f64, 8, |value| value.to_bits().to_le_bytes(), |bytes| number(u64::from_le_bytes(bytes));
    OptionalNumber: Option<f64>, 8,
        |value| value.map_or(NO_NUMBER, f64::to_bits).to_le_bytes(),
        |bytes| match u64::from_le_bytes(bytes) { NO_NUMBER => Ok(None), bits => number(bits).map(Some) };
    Whole: u64, 8, |value| value.to_le_bytes(), |bytes| Ok(u64::from_le_bytes(bytes));
    Flag: bool, 1, |value| [u8::from(value)], |[byte]| match byte { 0 => Ok(false), 1 => Ok(true), _ => Err(Malformed) };
    /// Which record of the table before it a row belongs to.
    Row: u32, 4, |row| row.to_le_bytes(), |bytes| Ok(u32::from_le_bytes(bytes));
    OptionalTracking: Option<StockTracking>, 1,
        |tracking| [tracking.map_or(NO_CHOICE, |tracking| tracking as u8)],
        |[byte]| match byte { NO_CHOICE => Ok(None), byte => choice(&StockTracking::ALL, byte).map(Some) };
    Payments: Payment, 1, |word| [word as u8], |[byte]| choice(Payment::ALL, byte);
    Frauds: Fraud, 1, |word| [word as u8], |[byte]| choice(Fraud::ALL, byte);
    Deliveries: Delivery, 1, |word| [word as u8], |[byte]| choice(Delivery::ALL, byte);
    Statuses: ShipmentStatus, 1, |word| [word as u8], |[byte]| choice(ShipmentStatus::ALL, byte);
    DocumentKinds: DocumentKind, 1, |kind| [kind as u8], |[byte]| document_kind(byte);
}

/// A word by its place in the contract's list, in which new words come last.
fn choice<T: Copy>(all: &[(&str, T)], byte: u8) -> Read<T> {
    all.get(usize::from(byte)).map(|(_, choice)| *choice).ok_or(Malformed)
}

fn document_kind(byte: u8) -> Read<DocumentKind> {
    use DocumentKind::{Order, PurchaseOrder, Sale, Transfer, VendorReturn};
    [Order, PurchaseOrder, Sale, Transfer, VendorReturn].get(usize::from(byte)).copied().ok_or(Malformed)
}

/// Texts still to be read: how long each is, and all of them joined.
pub struct TextCursor<'b> {
    lengths: Iter<'b, [u8; 4]>,
    left: &'b str,
}

impl<'b> TextCursor<'b> {
    pub fn open(input: &mut Reader<'b>, count: u32) -> Read<Self> {
        let lengths: Iter<'b, [u8; 4]> = input.fixed(count)?;
        let there = lengths.clone().map(|length| u32::from_le_bytes(*length)).filter(|length| *length != NONE);
        let total = there.fold(0_u64, |sum, length| sum.saturating_add(u64::from(length)));
        let left = std::str::from_utf8(input.take(total)?).map_err(|_| Malformed)?;
        Ok(Self { lengths, left })
    }

    /// Bytes of text still to be read.
    pub fn bytes(&self) -> usize {
        self.left.len()
    }

    pub fn optional(&mut self) -> Read<Option<&'b str>> {
        let length = u32::from_le_bytes(*self.lengths.next().ok_or(Malformed)?);
        if length == NONE {
            return Ok(None);
        }
        let (text, left) = self.left.split_at_checked(length as usize).ok_or(Malformed)?;
        self.left = left;
        Ok(Some(text))
    }

    pub fn text(&mut self) -> Read<&'b str> {
        self.optional()?.ok_or(Malformed)
    }
}

/// Texts of the pool, always there.
pub struct Text;

impl Kind for Text {
    type Value = Ix;
    type Cursor<'b> = TextCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Ix) {
        let pool = out.pool;
        out.texts(count, &|row| Some(pool.get(value(row))));
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<TextCursor<'b>> {
        TextCursor::open(input, count)
    }

    fn next(cursor: &mut TextCursor<'_>, texts: &mut Texts) -> Read<Ix> {
        cursor.text().map(|text| texts.add(text))
    }
}

/// Texts of the pool that may be missing.
pub struct OptionalText;

impl Kind for OptionalText {
    type Value = Ix;
    type Cursor<'b> = TextCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Ix) {
        let pool = out.pool;
        out.texts(count, &|row| pool.optional(value(row)));
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<TextCursor<'b>> {
        TextCursor::open(input, count)
    }

    fn next(cursor: &mut TextCursor<'_>, texts: &mut Texts) -> Read<Ix> {
        cursor.optional().map(|text| texts.add_optional(text))
    }
}

/// The five codes of an item, side by side.
pub struct Codes;

impl Kind for Codes {
    type Value = [Ix; 5];
    type Cursor<'b> = TextCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> [Ix; 5]) {
        OptionalText::write(out, count.saturating_mul(5), &|place| value(place / 5).at(place % 5));
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<TextCursor<'b>> {
        TextCursor::open(input, count.checked_mul(5).ok_or(Malformed)?)
    }

    fn next(cursor: &mut TextCursor<'_>, texts: &mut Texts) -> Read<[Ix; 5]> {
        let mut codes = [NONE; 5];
        for code in &mut codes {
            *code = OptionalText::next(cursor, texts)?;
        }
        Ok(codes)
    }
}

/// How many records of the next table belong to this one: they follow each other.
pub struct Run;

impl Kind for Run {
    type Value = Span;
    /// The counts, and where the next run starts.
    type Cursor<'b> = (Iter<'b, [u8; 4]>, u32);

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Span) {
        out.fixed(count, &|row| value(row).len.to_le_bytes());
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<Self::Cursor<'b>> {
        Ok((input.fixed(count)?, 0))
    }

    fn next((counts, start): &mut Self::Cursor<'_>, _: &mut Texts) -> Read<Span> {
        let len = u32::from_le_bytes(*counts.next().ok_or(Malformed)?);
        let span = Span { start: *start, len };
        *start = start.checked_add(len).ok_or(Malformed)?;
        Ok(span)
    }
}

/// A record of another table by its row, or by its place behind the last row if it is only a name.
pub struct Reference<const TABLE: usize>;

/// The same, where there may be none.
pub struct OptionalReference<const TABLE: usize>;

/// Numbers, and how many there are to refer to.
pub struct ReferenceCursor<'b> {
    numbers: Iter<'b, [u8; 4]>,
    limit: u32,
}

impl<'b> ReferenceCursor<'b> {
    fn open(input: &mut Reader<'b>, count: u32, table: usize) -> Read<Self> {
        Ok(Self { numbers: input.fixed(count)?, limit: input.limit(table) })
    }

    #[inline]
    fn optional(&mut self) -> Read<Ix> {
        optional_reference(self.numbers.next(), self.limit)
    }
}

#[inline]
fn optional_reference(bytes: Option<&[u8; 4]>, limit: u32) -> Read<Ix> {
    let ix = u32::from_le_bytes(*bytes.ok_or(Malformed)?);
    if ix < limit || ix == NONE { Ok(ix) } else { Err(Malformed) }
}

impl<const TABLE: usize> Kind for Reference<TABLE> {
    type Value = Ix;
    type Cursor<'b> = ReferenceCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Ix) {
        out.references(count, &|row| (TABLE, value(row)));
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<ReferenceCursor<'b>> {
        ReferenceCursor::open(input, count, TABLE)
    }

    #[inline]
    fn next(cursor: &mut ReferenceCursor<'_>, _: &mut Texts) -> Read<Ix> {
        cursor.optional().and_then(|ix| if ix == NONE { Err(Malformed) } else { Ok(ix) })
    }
}

impl<const TABLE: usize> Kind for OptionalReference<TABLE> {
    type Value = Ix;
    type Cursor<'b> = ReferenceCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> Ix) {
        out.references(count, &|row| (TABLE, value(row)));
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<ReferenceCursor<'b>> {
        ReferenceCursor::open(input, count, TABLE)
    }

    #[inline]
    fn next(cursor: &mut ReferenceCursor<'_>, _: &mut Texts) -> Read<Ix> {
        cursor.optional()
    }
}

/// Why stock moved, and the document behind it, in the table that the reason names.
pub struct Source;

/// Reasons, documents, and how many documents of each reason there are to refer to.
pub struct SourceCursor<'b> {
    reasons: Iter<'b, [u8; 1]>,
    numbers: Iter<'b, [u8; 4]>,
    limits: [u32; Reason::ALL.len()],
}

impl Kind for Source {
    type Value = (Reason, Ix);
    type Cursor<'b> = SourceCursor<'b>;

    fn write(out: &mut Writer<'_>, count: u32, value: &dyn Fn(u32) -> (Reason, Ix)) {
        out.fixed(count, &|row| [value(row).0 as u8]);
        out.references(count, &|row| {
            let (reason, ix) = value(row);
            (tables::of_source(reason), ix)
        });
    }

    fn open<'b>(input: &mut Reader<'b>, count: u32) -> Read<SourceCursor<'b>> {
        let limits = Reason::ALL.map(|reason| input.limit(tables::of_source(reason)));
        Ok(SourceCursor { reasons: input.fixed(count)?, numbers: input.fixed(count)?, limits })
    }

    #[inline]
    fn next(cursor: &mut SourceCursor<'_>, _: &mut Texts) -> Read<(Reason, Ix)> {
        let [reason] = *cursor.reasons.next().ok_or(Malformed)?;
        let limit = *cursor.limits.get(usize::from(reason)).ok_or(Malformed)?;
        let document = optional_reference(cursor.numbers.next(), limit)?;
        Ok((*Reason::ALL.get(usize::from(reason)).ok_or(Malformed)?, document))
    }
}
