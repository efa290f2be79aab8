//! Reading one record field by field, each checked against what the contract says of it.

use std::cell::RefCell;

use super::findings::{Findings, Place};
use super::record::{ABSENT, NOT_A_LIST, Records};
use super::value::Value;
use crate::instant::{self, Instant};
use crate::quantity::Quantity;

/// One record in its place. What is wrong with it becomes a finding and reads as the field's default.
#[derive(Clone, Copy)]
pub struct Row<'r, 'v, 'p> {
    pub records: &'r Records<'v>,
    pub row: u32,
    pub place: &'p Place<'p>,
    pub findings: &'r RefCell<Findings>,
}

impl<'r, 'v> Row<'r, 'v, '_> {
    fn value(&self, field: usize) -> &'r Value<'v> {
        self.records.value(self.row, field)
    }

    fn name(&self, field: usize) -> &'static str {
        self.records.schema().fields.get(field).copied().unwrap_or_default()
    }

    /// Notes that a field is not what it should be.
    pub fn wrong(&self, field: usize, message: impl Into<String>) {
        let path = || self.place.field(self.name(field));
        self.findings.borrow_mut().add(path, message);
    }

    fn unexpected(&self, field: usize, expected: &str) {
        self.wrong(field, format!("{expected}, found {}", self.value(field).found()));
    }

    /// Whether it is a record at all.
    pub fn is_record(&self) -> bool {
        match self.records.oddity(self.row) {
            None => true,
            Some(found) => {
                let message = format!("expected an object, found {found}");
                self.findings.borrow_mut().add(|| self.place.path(), message);
                false
            }
        }
    }

    /// A text that must be there.
    pub fn text(&self, field: usize) -> &'r str {
        match self.value(field) {
            Value::Text(text) => text,
            _ => {
                self.unexpected(field, "expected a string");
                ""
            }
        }
    }

    pub fn optional_text(&self, field: usize) -> Option<&'r str> {
        if self.value(field).is_missing() { None } else { Some(self.text(field)) }
    }

    /// An id: a text that is not empty.
    pub fn id(&self, field: usize) -> &'r str {
        match self.value(field) {
            Value::Text(text) if text.is_empty() => {
                self.wrong(field, "an id is never empty");
                ""
            }
            Value::Text(text) => text,
            _ => {
                self.unexpected(field, "expected an id, a string");
                ""
            }
        }
    }

    pub fn optional_id(&self, field: usize) -> Option<&'r str> {
        if self.value(field).is_missing() { None } else { Some(self.id(field)) }
    }

    /// A quantity that must be there.
    pub fn quantity(&self, field: usize) -> Quantity {
        let parsed = match self.value(field) {
            Value::Number(number) => Quantity::from_number(*number),
            Value::Text(text) => Quantity::from_text(text),
            _ => {
                self.unexpected(field, "expected a quantity");
                return Quantity::ZERO;
            }
        };
        parsed.unwrap_or_else(|error| {
            self.unexpected(field, error.message());
            Quantity::ZERO
        })
    }

    pub fn optional_quantity(&self, field: usize) -> Option<Quantity> {
        if self.value(field).is_missing() { None } else { Some(self.quantity(field)) }
    }

    /// A number of units that cannot be negative, and must be there.
    pub fn units(&self, field: usize) -> Quantity {
        let quantity = self.quantity(field);
        if quantity.is_negative() {
            self.unexpected(field, "expected 0 or more units");
        }
        quantity
    }

    /// A number of units that cannot be negative; 0 where it is left out.
    pub fn optional_units(&self, field: usize) -> Quantity {
        if self.value(field).is_missing() { Quantity::ZERO } else { self.units(field) }
    }

    /// An instant that must be there.
    pub fn instant(&self, field: usize) -> Instant {
        let parsed = match self.value(field) {
            Value::Number(number) => instant::from_number(*number),
            Value::Text(text) => instant::from_text(text),
            _ => None,
        };
        parsed.unwrap_or_else(|| {
            self.unexpected(field, instant::EXPECTED);
            0
        })
    }

    pub fn optional_instant(&self, field: usize) -> Option<Instant> {
        if self.value(field).is_missing() { None } else { Some(self.instant(field)) }
    }

    /// A boolean; the default where it is left out.
    pub fn flag(&self, field: usize, default: bool) -> bool {
        match self.value(field) {
            Value::Bool(flag) => *flag,
            value if value.is_missing() => default,
            _ => {
                self.unexpected(field, "expected true or false");
                default
            }
        }
    }

    /// Whether an object is there; its fields are read behind a point.
    pub fn has_object(&self, field: usize) -> bool {
        match self.value(field) {
            Value::Bool(true) => true,
            value if value.is_missing() => false,
            _ => {
                self.unexpected(field, "expected an object");
                false
            }
        }
    }

    /// A finite number, if it is there.
    pub fn optional_number(&self, field: usize) -> Option<f64> {
        match self.value(field) {
            // Adding 0 turns -0 into 0: the two must not differ where they sort.
            Value::Number(number) if number.is_finite() => Some(number + 0.0),
            value if value.is_missing() => None,
            _ => {
                self.unexpected(field, "expected a finite number");
                None
            }
        }
    }

    /// One of a closed list of words, if it is there.
    pub fn optional_choice<T: Copy>(&self, field: usize, choices: &[(&'static str, T)]) -> Option<T> {
        let words = |position: usize| choices.get(position).map(|(word, _)| *word);
        choices.get(self.word(field, false, &words)?).map(|(_, choice)| *choice)
    }

    /// One of a closed list of words.
    pub fn choice<T: Copy>(&self, field: usize, choices: &[(&'static str, T)], default: T) -> T {
        let words = |position: usize| choices.get(position).map(|(word, _)| *word);
        let position = self.word(field, true, &words);
        position.and_then(|position| choices.get(position)).map_or(default, |(_, choice)| *choice)
    }

    /// Which of the words stands here.
    #[inline(never)]
    fn word(&self, field: usize, required: bool, words: &dyn Fn(usize) -> Option<&'static str>) -> Option<usize> {
        let value = self.value(field);
        if value.is_missing() && !required {
            return None;
        }
        let all: Vec<&str> = (0..).map_while(words).collect();
        let position = all.iter().position(|word| matches!(value, Value::Text(text) if text == word));
        if position.is_none() {
            self.unexpected(field, &format!("expected one of {}", all.join(", ")));
        }
        position
    }

    /// The records of a list, each given to `read`; `first` is where this row's records start among all of the list's.
    #[inline]
    pub fn list(&self, list: usize, first: u32, required: bool, mut read: impl FnMut(Row<'r, 'v, '_>)) -> u32 {
        self.each(list, first, required, &mut read)
    }

    #[inline(never)]
    fn each(&self, list: usize, first: u32, required: bool, read: &mut dyn FnMut(Row<'r, 'v, '_>)) -> u32 {
        let Some(((name, _), list)) = self.records.schema().lists.get(list).zip(self.records.list(list)) else {
            return 0;
        };
        let count = list.count(self.row);
        if count == ABSENT || count == NOT_A_LIST {
            if required || count == NOT_A_LIST {
                let found = if count == ABSENT { "nothing" } else { list.found };
                let message = format!("expected an array, found {found}");
                self.findings.borrow_mut().add(|| self.place.field(name), message);
            }
            return 0;
        }
        for index in 0..count {
            let place = Place { parent: Some(self.place), list: name, index };
            let row = Row {
                records: &list.records,
                row: first.saturating_add(index),
                place: &place,
                findings: self.findings,
            };
            if row.is_record() {
                read(row);
            }
        }
        count
    }
}
