//! Trees as JSON text.

use std::borrow::Cow;

use super::json_scanner::plain;
use super::number;
use super::tree::Tree;

/// A tree as JSON text.
pub fn json(tree: &Tree) -> String {
    let mut out = String::new();
    write_json(tree, &mut out);
    out
}

/// A tree as JSON text, added to `out`.
pub fn write_json(tree: &Tree, out: &mut String) {
    match tree {
        Tree::Null => out.push_str("null"),
        Tree::Bool(true) => out.push_str("true"),
        Tree::Bool(false) => out.push_str("false"),
        Tree::Number(number) => write_number(*number, out),
        Tree::Text(text) => write_text(text, out),
        Tree::List(list) => {
            for (index, element) in list.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                write_json(element, out);
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Tree::Object(fields) => {
            for (index, (name, value)) in fields.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                match name {
                    // The contract's own: nothing in them is to be escaped.
                    Cow::Borrowed(name) => ["\"", name, "\""].into_iter().for_each(|part| out.push_str(part)),
                    Cow::Owned(name) => write_text(name, out),
                }
                out.push(':');
                write_json(value, out);
            }
            out.push_str(if fields.is_empty() { "{}" } else { "}" });
        }
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
