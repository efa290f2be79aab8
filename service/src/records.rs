//! Two states of a few records: which of them differ.

use crate::asked::Name;
use crate::tables::{TABLES, Table};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeMap;

/// Of one table: the records that came or changed, and the names of all that are others now.
#[derive(Debug)]
pub struct Differing {
    pub table: &'static Table,
    pub now: Vec<Value>,
    /// Those that were there before.
    pub before: Vec<Value>,
    pub names: Vec<Name>,
}

/// The differences between two snapshots of the same core.
pub fn differing(before: &[u8], now: &[u8]) -> Result<Vec<Differing>> {
    let (before, now): (Value, Value) = (serde_json::from_slice(before)?, serde_json::from_slice(now)?);
    Ok(TABLES.iter().map(|table| of_table(table, &before, &now)).filter(|found| !found.names.is_empty()).collect())
}

fn of_table(table: &'static Table, before: &Value, now: &Value) -> Differing {
    let (before, now) = (by_name(table, before), by_name(table, now));
    let mut found = Differing { table, now: Vec::new(), before: Vec::new(), names: Vec::new() };
    for (name, record) in &before {
        if now.get(name) != Some(record) {
            found.before.push((*record).clone());
            found.names.push(name.clone());
        }
    }
    for (name, record) in &now {
        if before.get(name) != Some(record) {
            found.now.push((*record).clone());
            if !before.contains_key(name) {
                found.names.push(name.clone());
            }
        }
    }
    found
}

fn by_name<'a>(table: &Table, snapshot: &'a Value) -> BTreeMap<Name, &'a Value> {
    let records = snapshot[table.field].as_array().into_iter().flatten();
    records
        .map(|record| {
            let mut key = table.key().iter().map(|key| record[key.field].as_str().unwrap_or_default().to_owned());
            let (id, shop_id) = (key.next().unwrap_or_default(), key.next().unwrap_or_default());
            (Name { kind: table.table, id, shop_id }, record)
        })
        .collect()
}
