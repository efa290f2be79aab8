//! What was found odd, grouped and counted: a thousand records with the same oddity are one warning.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// How many examples a warning shows.
const EXAMPLES: usize = 5;

/// One oddity, however often it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// For programs: `unknownShop`.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// How many records have it.
    pub count: usize,
    /// The first of them, for example `Sale 12`.
    pub examples: Vec<String>,
}

/// Warnings by code and message. A record that comes again counts once.
#[derive(Clone, Debug, Default)]
pub struct Warnings(BTreeMap<(&'static str, String), BTreeSet<String>>);

impl Warnings {
    pub fn add(&mut self, code: &'static str, message: impl Into<String>, record: impl Into<String>) {
        self.0.entry((code, message.into())).or_default().insert(record.into());
    }

    pub fn extend(&mut self, other: &Self) {
        for (key, records) in &other.0 {
            self.0.entry(key.clone()).or_default().extend(records.iter().cloned());
        }
    }

    /// By code, then message.
    pub fn list(&self) -> Vec<Warning> {
        let warning = |((code, message), records): (&(&'static str, String), &BTreeSet<String>)| Warning {
            code,
            message: message.clone(),
            count: records.len(),
            examples: records.iter().take(EXAMPLES).cloned().collect(),
        };
        self.0.iter().map(warning).collect()
    }
}

/// Warnings being collected by those who only read.
#[derive(Debug, Default)]
pub struct Notes(RefCell<Warnings>);

impl Notes {
    pub fn add(&self, code: &'static str, message: impl Into<String>, record: impl Into<String>) {
        self.0.borrow_mut().add(code, message, record);
    }

    pub fn warnings(&self) -> Warnings {
        self.0.borrow().clone()
    }
}
