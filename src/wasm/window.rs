//! A window of rows out, as columns: numbers in typed arrays, each text once. The package makes row objects of it, which
//! is several times faster than making them here.

use std::hash::{BuildHasher, BuildHasherDefault};

use hashbrown::HashTable;
use js_sys::{Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use rustc_hash::FxHasher;
use wasm_bindgen::JsValue;

use crate::contract::report::ReportRow;
use crate::coverage::Coverage;
use crate::diagnosis::Diagnosis;
use crate::report::rows::Kinds;

/// "Null" among the codes of texts.
const NO_TEXT: u32 = u32::MAX;
/// "Null" among kinds.
const NO_KIND: u8 = u8::MAX;

const TEXT_COLUMNS: usize = 13;
const KIND_COLUMNS: usize = 5;
const NUMBER_COLUMNS: usize = 8;

/// The columns of some rows.
pub struct Window {
    length: u32,
    text: String,
    /// Where each text ends, in UTF-16 code units.
    text_ends: Vec<u32>,
    codes: Vec<u32>,
    kinds: Vec<u8>,
    numbers: Vec<f64>,
}

impl Window {
    /// Columns of rows, made a row at a time.
    pub fn new<'a>(rows: impl ExactSizeIterator<Item = ReportRow<'a>>) -> Self {
        let length = rows.len();
        let mut texts = Texts::default();
        let mut codes: [Vec<u32>; TEXT_COLUMNS] = std::array::from_fn(|_| Vec::with_capacity(length));
        let mut kinds: [Vec<u8>; KIND_COLUMNS] = std::array::from_fn(|_| Vec::with_capacity(length));
        let mut numbers: [Vec<f64>; NUMBER_COLUMNS] = std::array::from_fn(|_| Vec::with_capacity(length));
        for row in rows {
            let id = match &row.id {
                std::borrow::Cow::Borrowed(id) => texts.code(Some(id)),
                std::borrow::Cow::Owned(id) => texts.add(id),
            };
            let source = row.source;
            let row_codes = [
                id,
                texts.code(Some(row.item_id)),
                texts.code(Some(row.description)),
                texts.code(row.code),
                texts.code(Some(row.shop_id)),
                texts.code(Some(row.shop)),
                texts.code(source.map(|source| source.id)),
                texts.code(source.map(|source| source.number)),
                texts.code(row.ecom_order.map(|order| order.id)),
                texts.code(row.ecom_order.map(|order| order.number)),
                texts.code(row.customer),
                texts.code(row.vendor_id),
                texts.code(row.vendor),
            ];
            let row_kinds = [
                kind(&Kinds::REASONS, Some(row.reason)),
                kind(&Kinds::REASONS, source.map(|source| source.kind)),
                kind(&Coverage::ALL.map(Coverage::word), Some(row.coverage)),
                kind(&Diagnosis::ALL.map(Diagnosis::word), Some(row.diagnosis)),
                kind(&["backordersAllowed", "trackingDisabled"], row.sold_because),
            ];
            let instant = |at: Option<i64>| at.map_or(f64::NAN, |at| at as f64);
            let row_numbers = [
                row.qoh.to_number(),
                instant(row.occurred_at),
                row.sold.to_number(),
                row.uncovered.to_number(),
                row.on_purchase_order.to_number(),
                row.on_transfer.to_number(),
                row.elsewhere.to_number(),
                instant(row.expected_at),
            ];
            codes.iter_mut().zip(row_codes).for_each(|(column, value)| column.push(value));
            kinds.iter_mut().zip(row_kinds).for_each(|(column, value)| column.push(value));
            numbers.iter_mut().zip(row_numbers).for_each(|(column, value)| column.push(value));
        }
        Self {
            length: length as u32,
            text: texts.joined,
            text_ends: texts.ends,
            codes: codes.concat(),
            kinds: kinds.concat(),
            numbers: numbers.concat(),
        }
    }

    /// The object that the package reads, with some more properties.
    pub fn to_js(&self, more: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
        let object = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&object, &JsValue::from_str(name), value);
        for (name, value) in more {
            set(name, value)?;
        }
        set("length", &JsValue::from(self.length))?;
        set("text", &JsValue::from_str(&self.text))?;
        set("textEnds", &Uint32Array::from(self.text_ends.as_slice()))?;
        set("codes", &Uint32Array::from(self.codes.as_slice()))?;
        set("kinds", &Uint8Array::from(self.kinds.as_slice()))?;
        set("numbers", &Float64Array::from(self.numbers.as_slice()))?;
        Ok(object.into())
    }
}

fn kind(words: &[&str], word: Option<&str>) -> u8 {
    let position = word.and_then(|word| words.iter().position(|known| *known == word));
    position.map_or(NO_KIND, |position| position as u8)
}

/// The window's distinct texts.
#[derive(Default)]
struct Texts {
    joined: String,
    ends: Vec<u32>,
    units: u32,
    /// By where a text stands in the state: the same text of the same record comes again and again.
    codes: HashTable<(usize, usize, u32)>,
}

impl Texts {
    fn code(&mut self, text: Option<&str>) -> u32 {
        let Some(text) = text else { return NO_TEXT };
        let (start, len) = (text.as_ptr() as usize, text.len());
        let hash = |start: usize| BuildHasherDefault::<FxHasher>::default().hash_one(start);
        let is_it = |known: &(usize, usize, u32)| known.0 == start && known.1 == len;
        if let Some((_, _, code)) = self.codes.find(hash(start), is_it) {
            return *code;
        }
        let code = self.add(text);
        self.codes.insert_unique(hash(start), (start, len, code), |known| hash(known.0));
        code
    }

    fn add(&mut self, text: &str) -> u32 {
        let code = self.ends.len() as u32;
        let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.joined.push_str(text);
        self.units = self.units.saturating_add(units as u32);
        self.ends.push(self.units);
        code
    }
}
