//! Answers, and the records of a snapshot, as JSON text.

use std::mem::take;

use serde::ser::Serialize;

use super::json_scanner::plain;
use super::number;
use super::writer::{Sink, write};

/// A value as JSON text.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    write_json(value, &mut out);
    out
}

/// A value as JSON text, added to `out`.
pub fn write_json<T: Serialize + ?Sized>(value: &T, out: &mut String) {
    let mut sink = Sink::Json(IntoJson { out: take(out), is_first: true, is_name: false });
    write(value, &mut sink);
    if let Sink::Json(sink) = sink {
        *out = sink.out;
    }
}

/// A text that is growing.
pub(super) struct IntoJson {
    out: String,
    /// Whether what comes next is the first in its list or object.
    is_first: bool,
    /// Whether the next text is the name of a field.
    is_name: bool,
}

impl IntoJson {
    fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.is_first = true;
    }

    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        self.is_first = false;
    }

    fn next(&mut self) {
        if !self.is_first {
            self.out.push(',');
        }
        self.is_first = false;
    }
}

/// As [`Sink`] says.
impl IntoJson {
    pub fn null(&mut self) {
        self.out.push_str("null");
    }
    pub fn bool(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }
    pub fn number(&mut self, value: f64) {
        write_number(value, &mut self.out);
    }
    pub fn text(&mut self, value: &str) {
        write_text(value, &mut self.out);
        if self.is_name {
            self.is_name = false;
            self.out.push(':');
        }
    }
    pub fn open_list(&mut self, _: usize) {
        self.open('[');
    }
    pub fn element(&mut self) {
        self.next();
    }
    pub fn close_list(&mut self) {
        self.close(']');
    }
    pub fn open_object(&mut self, _: usize) {
        self.open('{');
    }
    pub fn field(&mut self, name: &'static str) {
        self.next();
        ["\"", name, "\":"].into_iter().for_each(|part| self.out.push_str(part));
    }
    pub fn name_follows(&mut self) {
        self.next();
        self.is_name = true;
    }
    pub fn close_object(&mut self) {
        self.close('}');
    }
}

/// As JavaScript prints it: a whole number without a point. JSON has no NaN and no infinity.
fn write_number(number: f64, out: &mut String) {
    if number.fract() == 0.0 && number.abs() < 1e18 {
        write_integer(number as i64, out);
    } else if number.is_finite() {
        out.push_str(&number::to_text(number));
    } else {
        out.push_str("null");
    }
}

/// Digit by digit: a snapshot is full of small numbers.
fn write_integer(integer: i64, out: &mut String) {
    let mut digits = [b'0'; 20];
    let mut rest = integer.unsigned_abs();
    let mut start = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        *digit = (rest % 10) as u8 | b'0';
        rest /= 10;
        start = place;
        if rest == 0 {
            break;
        }
    }
    if integer < 0 {
        out.push('-');
    }
    let digits = digits.get(start..).unwrap_or_default();
    out.push_str(std::str::from_utf8(digits).unwrap_or_default());
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    if plain(text.as_bytes()) == text.len() {
        out.push_str(text);
    } else {
        text.chars().for_each(|char| write_char(char, out));
    }
    out.push('"');
}

fn write_char(char: char, out: &mut String) {
    match char {
        '\n' => out.push_str("\\n"),
        '"' | '\\' => {
            out.push('\\');
            out.push(char);
        }
        '\0'..=' ' if char != ' ' => {
            let half = |bits: u32| char::from_digit(bits & 15, 16).unwrap_or('0');
            out.push_str("\\u00");
            out.extend([half(char as u32 >> 4), half(char as u32)]);
        }
        _ => out.push(char),
    }
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::contract::tree::Tree;

    #[test]
    fn what_is_written_is_read_again() {
        let texts = ["", "plain", "\"quoted\" \\ back", "\u{0}\t\n\r\u{1f} Zürich \u{1f6b2}"];
        let numbers = [0.0, 10.0, -7.0, 1e17, -1.5, 0.1, 1e-7, 9_007_199_254_740_991.0, -1e300, 123_456.789];
        let mut list: Vec<Tree> = texts.iter().map(|text| Tree::Text((*text).to_owned())).collect();
        list.extend(numbers.map(Tree::Number));
        list.extend([Tree::Null, Tree::Bool(true), Tree::List(Vec::new()), Tree::Object(Vec::new())]);
        let fields = texts.iter().map(|name| (name.to_string().into(), Tree::Number(1.0))).collect();
        let tree = Tree::List(vec![Tree::List(list), Tree::Object(fields)]);
        assert_eq!(serde_json::from_str::<Tree>(&json(&tree)).ok(), Some(tree));
    }
}
