//! One column of a table from JavaScript: typed arrays and joined text, copied once.

use std::borrow::Cow;

use js_sys::{Float64Array, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::InventoryError;
use crate::contract::value::Value;

/// The length of a text that is not there.
const ABSENT: u32 = u32::MAX;

/// Values of one field, one for each record.
pub enum Column {
    /// NaN stands for nothing.
    Numbers(Vec<f64>),
    Texts(Texts),
    /// For each record the place of its text, or [`ABSENT`].
    Dictionary {
        codes: Vec<u32>,
        texts: Texts,
    },
    /// A kind for each value, as the package writes them.
    Mixed {
        kinds: Vec<u8>,
        numbers: Vec<f64>,
        texts: Texts,
    },
}

/// Texts joined into one, and where each stands.
pub struct Texts {
    joined: String,
    spans: Vec<Option<(u32, u32)>>,
}

impl Column {
    /// Reads a column object; the lengths must fit the number of records.
    pub fn read(column: &JsValue, count: u32, path: &str) -> Result<Self, InventoryError> {
        let wrong = |what: &str| InventoryError::invalid(path, format!("expected {what}"));
        let numbers = || -> Result<Vec<f64>, InventoryError> {
            let array =
                field(column, "numbers").dyn_into::<Float64Array>().map_err(|_| wrong("numbers: a Float64Array"))?;
            if array.length() != count {
                return Err(wrong(&format!("{count} numbers, one for each record, found {}", array.length())));
            }
            Ok(array.to_vec())
        };
        if !field(column, "kinds").is_undefined() {
            let kinds = field(column, "kinds").dyn_into::<Uint8Array>().map_err(|_| wrong("kinds: a Uint8Array"))?;
            if kinds.length() != count {
                return Err(wrong(&format!("{count} kinds, one for each record, found {}", kinds.length())));
            }
            return Ok(Self::Mixed {
                kinds: kinds.to_vec(),
                numbers: numbers()?,
                texts: Texts::read(column, count, path)?,
            });
        }
        if !field(column, "codes").is_undefined() {
            let codes = field(column, "codes").dyn_into::<Uint32Array>().map_err(|_| wrong("codes: a Uint32Array"))?;
            if codes.length() != count {
                return Err(wrong(&format!("{count} codes, one for each record, found {}", codes.length())));
            }
            let distinct = field(column, "lengths").dyn_into::<Uint32Array>().map_or(0, |lengths| lengths.length());
            return Ok(Self::Dictionary { codes: codes.to_vec(), texts: Texts::read(column, distinct, path)? });
        }
        if !field(column, "numbers").is_undefined() {
            return Ok(Self::Numbers(numbers()?));
        }
        Ok(Self::Texts(Texts::read(column, count, path)?))
    }

    /// The value of one record.
    pub fn value(&self, record: u32) -> Value<'_> {
        match self {
            Self::Numbers(numbers) => match numbers.get(record as usize) {
                Some(number) if !number.is_nan() => Value::Number(*number),
                _ => Value::Absent,
            },
            Self::Texts(texts) => texts.get(record).map_or(Value::Absent, Value::Text),
            Self::Dictionary { codes, texts } => {
                let code = codes.get(record as usize).copied().unwrap_or(ABSENT);
                texts.get(code).map_or(Value::Absent, Value::Text)
            }
            Self::Mixed { kinds, numbers, texts } => match kinds.get(record as usize) {
                Some(1) => Value::Null,
                Some(2) => Value::Bool(false),
                Some(3) => Value::Bool(true),
                Some(4) => Value::Number(numbers.get(record as usize).copied().unwrap_or(f64::NAN)),
                Some(5) => Value::Text(texts.get(record).unwrap_or_default()),
                Some(kind @ 6..) => Value::Other(kind_name(*kind)),
                Some(0) | None => Value::Absent,
            },
        }
    }

    /// What stands where a record should be, in the column that marks such places.
    pub fn oddity(&self, record: u32) -> Option<&'static str> {
        match self {
            Self::Mixed { kinds, .. } => {
                kinds.get(record as usize).filter(|kind| **kind != 0).map(|kind| kind_name(*kind))
            }
            Self::Numbers(_) | Self::Texts(_) | Self::Dictionary { .. } => None,
        }
    }
}

fn kind_name(kind: u8) -> &'static str {
    match kind {
        1 => "null",
        2 | 3 => "a boolean",
        4 => "a number",
        5 => "a string",
        6 => "an object",
        7 => "an array",
        8 => "a bigint",
        _ => "a function or symbol",
    }
}

impl Texts {
    fn read(column: &JsValue, count: u32, path: &str) -> Result<Self, InventoryError> {
        let wrong = |what: String| InventoryError::invalid(path, what);
        let joined = field(column, "text").as_string().ok_or_else(|| wrong("expected text: a string".into()))?;
        let lengths = field(column, "lengths")
            .dyn_into::<Uint32Array>()
            .map_err(|_| wrong("expected lengths: a Uint32Array".into()))?;
        if lengths.length() != count {
            return Err(wrong(format!("expected {count} lengths, one for each record, found {}", lengths.length())));
        }
        let spans = spans(&joined, &lengths.to_vec())
            .ok_or_else(|| wrong("expected lengths that add up to the text's, in UTF-16 code units".into()))?;
        Ok(Self { joined, spans })
    }

    fn get(&self, record: u32) -> Option<Cow<'_, str>> {
        let (start, end) = (*self.spans.get(record as usize)?)?;
        self.joined.get(start as usize..end as usize).map(Cow::Borrowed)
    }
}

/// From lengths in UTF-16 code units to spans in UTF-8; none if the lengths do not fit the text.
fn spans(joined: &str, lengths: &[u32]) -> Option<Vec<Option<(u32, u32)>>> {
    let mut chars = joined.chars();
    let is_ascii = joined.is_ascii();
    let mut end = 0_u32;
    let mut spans = Vec::with_capacity(lengths.len());
    for length in lengths {
        if *length == ABSENT {
            spans.push(None);
            continue;
        }
        let start = end;
        if is_ascii {
            end = end.checked_add(*length)?;
        } else {
            let mut units = 0_u32;
            while units < *length {
                let char = chars.next()?;
                units = units.checked_add(char.len_utf16() as u32)?;
                end = end.checked_add(char.len_utf8() as u32)?;
            }
            if units != *length {
                return None;
            }
        }
        spans.push(Some((start, end)));
    }
    (end as usize == joined.len()).then_some(spans)
}

/// A property; undefined where there is none.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
