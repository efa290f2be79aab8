//! The values that random inventories are made of: few enough to collide, odd enough to hurt.

use super::fields::{Amount, ONE};
use serde_json::{Value, json};

/// Reads choices from the bytes of a random record. A zero byte is always the plainest choice, so that a failing
/// case shrinks to a plain one.
pub struct Pick<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl<'a> Pick<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Pick { bytes, next: 0 }
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        byte
    }

    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count.max(1)
    }

    /// Below `count`, and often the first: so that documents meet on the same levels.
    pub fn mostly_first(&mut self, count: usize) -> usize {
        let byte = usize::from(self.byte());
        if byte % 5 < 3 { 0 } else { byte / 5 % count.max(1) }
    }

    /// True for one byte in `count`, never for 0.
    pub fn one_in(&mut self, count: u8) -> bool {
        self.byte() % count == count - 1
    }

    pub fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

/// Ids that need percent-encoding, and that sort differently by code point, by UTF-16 unit, by number or by locale.
const IDS: [&str; 31] = [
    "a10",
    "a9",
    "A9",
    "b",
    "é",
    "e",
    "e\u{301}",
    "z",
    "50% off",
    "a:b",
    "a/b?c=d&e",
    " ",
    "😀",
    "\u{FF5E}",
    "\u{10000}",
    "0",
    "00",
    "007",
    "10",
    "9",
    "-1",
    "x\"y",
    "tab\there",
    "line\nbreak",
    "null",
    "Straße",
    "=1+1",
    "a b",
    "\u{7f}",
    "__proto__",
    "%41",
];

/// The ids of one table: distinct within it, shared with other tables.
pub struct Ids {
    prefix: &'static str,
    salt: usize,
}

impl Ids {
    pub fn new(prefix: &'static str, salt: u8) -> Self {
        Ids { prefix, salt: usize::from(salt) }
    }

    pub fn at(&self, index: usize) -> String {
        if self.salt.is_multiple_of(4) {
            return format!("{}{}", self.prefix, index + 1);
        }
        let stride = 1 + self.salt % 29;
        IDS[(self.salt + index * stride) % IDS.len()].to_string()
    }

    /// An id of nothing.
    pub fn unknown(&self) -> String {
        format!("no such {}", self.prefix)
    }
}

pub const DESCRIPTIONS: [&str; 22] = [
    "Road helmet",
    "road Helmet",
    "Écharpe 9",
    "Echarpe 10",
    "écharpe 09",
    "Winter gloves",
    "Gloves 10",
    "gloves 2",
    "Ünter",
    "unter 00012",
    "Zebra",
    "123",
    "12a",
    "a_b",
    "a b",
    "A-b",
    "10% off",
    "日本 3",
    "=1+1",
    "-5 \"off\", today",
    "\tTab",
    "two\r\nlines",
];
pub const NAMES: [&str; 10] = [
    "Main Street",
    "main street",
    "Harbour",
    "Ältere 2",
    "Altere 10",
    "Zürich",
    "@home",
    "+44",
    "Shop, the \"first\"",
    "é",
];
pub const NUMBERS: [&str; 16] =
    ["68", "9", "10", "E9", "E10", "e9", "09", "E1001", "#7", "é-2", "E-2", "-3", "10a", "10b", "0", "00"];
pub const CODES: [&str; 8] = ["SKU-9", "SKU-10", "sku-10", "0042", "4006381333931", "é1", "=A1", "B 7"];

/// A quantity that is not negative.
pub fn quantity(byte: u8) -> Amount {
    const WHOLE: [Amount; 8] = [1, 2, 3, 5, 1, 4, 10, 2];
    let index = usize::from(byte);
    match byte % 16 {
        0..=7 => WHOLE[index % 8] * ONE,
        8 => 0,
        9 => ONE / 2,
        10 => ONE * 5 / 4,
        11 => 1,
        12 => ONE * 7 / 4,
        13 => 2 * ONE + 3333,
        14 => 12 * ONE,
        _ => 100 * ONE,
    }
}

/// A quantity as a host may write it: a number, or a decimal text.
pub fn written(amount: Amount, style: u8) -> Value {
    let text = || {
        let sign = if amount < 0 { "-" } else { "" };
        format!("{sign}{}.{:04}", amount.abs() / ONE, amount.abs() % ONE)
    };
    match style % 4 {
        0 | 1 if amount % ONE == 0 => json!((amount / ONE) as i64),
        0 | 1 => json!(amount as f64 / 10_000.0),
        2 => json!(text()),
        _ => json!(text().trim_end_matches('0').trim_end_matches('.')),
    }
}

/// The instants of one inventory: a few ticks that collide, around 0, before 1970 or in our days.
pub struct Clock {
    start: i64,
    tick: i64,
}

impl Clock {
    pub fn new(byte: u8) -> Self {
        match byte % 4 {
            0 => Clock { start: 100, tick: 100 },
            1 => Clock { start: 1_772_434_800_000, tick: 43_200_000 },
            2 => Clock { start: -500, tick: 100 },
            _ => Clock { start: 1_709_100_000_000, tick: 86_400_000 },
        }
    }

    pub fn tick(&self, index: usize) -> i64 {
        self.start + self.tick * index as i64
    }

    /// One of ten ticks, as a number or as ISO 8601 with an offset.
    pub fn at(&self, byte: u8) -> Value {
        instant_written(self.tick(usize::from(byte % 10)), byte / 10)
    }

    pub fn maybe(&self, byte: u8) -> Value {
        if byte.is_multiple_of(3) { Value::Null } else { self.at(byte / 3) }
    }
}

pub fn instant_written(at: i64, style: u8) -> Value {
    match style % 5 {
        0..=2 => json!(at),
        3 => json!(iso(at, 0, "Z")),
        _ => match style / 5 % 2 {
            0 => json!(iso(at, 330, "+05:30")),
            _ => json!(iso(at, -480, "-08:00")),
        },
    }
}

/// ISO 8601, counted out day by day.
pub fn iso(at: i64, offset_minutes: i64, offset: &str) -> String {
    let local = at + offset_minutes * 60_000;
    let mut days = local.div_euclid(86_400_000);
    let of_day = local.rem_euclid(86_400_000);
    let (mut year, mut month) = (1970, 1);
    let start_of = super::fields::days_since_epoch;
    while start_of(year, 1, 1) > days {
        year -= 1;
    }
    while start_of(year + 1, 1, 1) <= days {
        year += 1;
    }
    while month < 12 && start_of(year, month + 1, 1) <= days {
        month += 1;
    }
    days -= start_of(year, month, 1);
    let (hour, minute, second, milli) = (of_day / 3_600_000, of_day / 60_000 % 60, of_day / 1000 % 60, of_day % 1000);
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}", days + 1)
}
