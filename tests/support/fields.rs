//! Reading the contract's JSON: exact quantities, instants, and fields that may be absent or null.
//! Only valid snapshots come here, so anything else is a mistake of the test and panics.

use serde_json::{Map, Value, json};

/// A quantity in ten-thousandths of a unit.
pub type Amount = i128;

pub const ONE: Amount = 10_000;

static NULL: Value = Value::Null;

/// A field, or null where it is absent: the contract treats the two alike.
pub fn field<'a>(record: &'a Value, name: &str) -> &'a Value {
    record.get(name).unwrap_or(&NULL)
}

pub fn text<'a>(record: &'a Value, name: &str) -> &'a str {
    field(record, name).as_str().unwrap_or_else(|| panic!("{name} is not a text in {record}"))
}

pub fn optional_text<'a>(record: &'a Value, name: &str) -> Option<&'a str> {
    match field(record, name) {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => panic!("{name} is neither text nor null: {other}"),
    }
}

pub fn flag(record: &Value, name: &str) -> bool {
    field(record, name).as_bool().unwrap_or(false)
}

/// The records of a table or the lines of a document.
pub fn list<'a>(record: &'a Value, name: &str) -> &'a [Value] {
    field(record, name).as_array().map_or(&[], Vec::as_slice)
}

/// A quantity, 0 where it is absent.
pub fn amount(record: &Value, name: &str) -> Amount {
    match field(record, name) {
        Value::Null => 0,
        given => parse_amount(given),
    }
}

pub fn parse_amount(given: &Value) -> Amount {
    match given {
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            let scaled = (number * 10_000.0).round();
            assert!((scaled / 10_000.0 - number).abs() < 1e-6, "{number} has more than 4 decimals");
            scaled as Amount
        }
        Value::String(text) => {
            let (sign, digits) = match text.strip_prefix('-') {
                Some(rest) => (-1, rest),
                None => (1, text.as_str()),
            };
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
            assert!(fraction.len() <= 4, "{text} has more than 4 decimals");
            let fraction: Amount = format!("{fraction:0<4}").parse().unwrap();
            sign * (whole.parse::<Amount>().unwrap() * ONE + fraction)
        }
        other => panic!("not a quantity: {other}"),
    }
}

/// A quantity as the contract gives it out: a number.
pub fn number(amount: Amount) -> Value {
    json!(amount as f64 / 10_000.0)
}

pub fn instant(record: &Value, name: &str) -> Option<i64> {
    match field(record, name) {
        Value::Null => None,
        given => Some(parse_instant(given)),
    }
}

/// Epoch milliseconds, or ISO 8601 with an offset: `2026-03-02T08:00:00.250+01:00`.
pub fn parse_instant(given: &Value) -> i64 {
    let text = match given {
        Value::Number(number) => return number.as_f64().unwrap() as i64,
        Value::String(text) => text,
        other => panic!("not an instant: {other}"),
    };
    let (date, rest) = text.split_once('T').unwrap_or_else(|| panic!("not an instant: {text}"));
    let end = rest.find(['Z', '+', '-']).unwrap_or_else(|| panic!("{text} has no offset"));
    let (clock, offset) = rest.split_at(end);
    let (clock, milliseconds) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, format!("{fraction:0<3}")[..3].parse().unwrap()),
        None => (clock, 0),
    };
    let date = whole_numbers(date, '-');
    let clock = whole_numbers(clock, ':');
    let offset_minutes = match offset.split_at(1) {
        ("Z", _) => 0,
        (sign, offset) => {
            let offset = whole_numbers(offset, ':');
            (offset[0] * 60 + offset[1]) * if sign == "-" { -1 } else { 1 }
        }
    };
    let minutes = (days_since_epoch(date[0], date[1], date[2]) * 24 + clock[0]) * 60 + clock[1] - offset_minutes;
    (minutes * 60 + clock.get(2).copied().unwrap_or(0)) * 1000 + milliseconds
}

fn whole_numbers(text: &str, separator: char) -> Vec<i64> {
    text.split(separator).map(|part| part.parse().unwrap()).collect()
}

/// Counts days year by year and month by month: slow, and plainly right.
pub fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let year_length = |year: i64| if leap(year) { 366 } else { 365 };
    let whole_years: i64 =
        if year >= 1970 { (1970..year).map(year_length).sum() } else { -(year..1970).map(year_length).sum::<i64>() };
    let month_length = |month: i64| match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    whole_years + (1..month).map(month_length).sum::<i64>() + day - 1
}

/// An object from pairs, for answers that are put together field by field.
pub fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Object(pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect::<Map<_, _>>())
}
