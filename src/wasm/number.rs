//! Numbers as text and back, where integers do not do: by JavaScript's own engine.

use js_sys::{Number, parse_float};

use crate::contract::number::plain;

/// The shortest text that stands for this number alone, without an exponent.
pub fn to_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let text = Number::from(number).to_string_with_radix(10).map(String::from);
    plain(&text.unwrap_or_default())
}

/// The nearest double to a number in JSON's form.
pub fn from_text(text: &str) -> f64 {
    parse_float(text)
}
