//! What the tests of the imports share: bodies in, a snapshot out, held against the engine.
#![allow(dead_code)]

pub mod store;

use oversold::{Inventory, LoadOptions, ReportQuery, Tree};
use oversold_imports::lightspeed::{Options, Reader};
use serde_json::{Value, json};

/// A snapshot and the warnings that came with it.
pub struct Read {
    pub snapshot: Value,
    pub warnings: Vec<Value>,
}

pub fn tree(value: &Value) -> Tree {
    serde_json::from_value(value.clone()).unwrap()
}

pub fn reader(options: &Value) -> Reader {
    Reader::new(Options::read(&tree(options)).unwrap())
}

/// Reads bodies without options.
pub fn read(bodies: &[Value]) -> Read {
    read_with(bodies, &json!({}))
}

/// Reads bodies; each may be `{"url": …, "body": …}`.
pub fn read_with(bodies: &[Value], options: &Value) -> Read {
    let mut reader = reader(options);
    for body in bodies {
        add(&mut reader, body);
    }
    taken(&mut reader)
}

pub fn add(reader: &mut Reader, body: &Value) {
    let (url, body) = match body.get("url") {
        Some(url) => (url.as_str(), &body["body"]),
        None => (None, body),
    };
    reader.add(body.to_string().as_bytes(), url).unwrap_or_else(|error| panic!("{error} in {body}"));
}

/// The reader's snapshot: the engine takes it, and gives every field of it back.
pub fn taken(reader: &mut Reader) -> Read {
    let json = reader.snapshot().to_json();
    let snapshot: Value = serde_json::from_slice(&json).unwrap();
    let inventory = load(&json);
    let back: Value = serde_json::from_slice(&inventory.to_json().unwrap()).unwrap();
    contained(&snapshot, &back, "snapshot");
    let warnings = serde_json::to_value(reader.warnings()).unwrap().as_array().unwrap().clone();
    Read { snapshot, warnings }
}

pub fn load(json: &[u8]) -> Inventory {
    Inventory::from_json(json, &LoadOptions::default()).unwrap_or_else(|error| panic!("the engine refuses it: {error}"))
}

/// What is said is said in the contract's words: the engine has it again.
fn contained(said: &Value, known: &Value, path: &str) {
    match (said, known) {
        (Value::Object(said), Value::Object(known)) => {
            for (name, value) in said {
                let known = known.get(name).unwrap_or_else(|| panic!("{path}.{name} is no field of the contract"));
                contained(value, known, &format!("{path}.{name}"));
            }
        }
        (Value::Array(said), Value::Array(known)) => {
            assert_eq!(said.len(), known.len(), "{path}");
            for (index, (said, known)) in said.iter().zip(known).enumerate() {
                contained(said, known, &format!("{path}[{index}]"));
            }
        }
        (Value::Number(said), Value::Number(known)) => assert_eq!(said.as_f64(), known.as_f64(), "{path}"),
        _ => assert_eq!(said, known, "{path}"),
    }
}

impl Read {
    pub fn table(&self, name: &str) -> &[Value] {
        self.snapshot[name].as_array().unwrap()
    }

    /// The only record of a table.
    pub fn only(&self, name: &str) -> &Value {
        let table = self.table(name);
        assert_eq!(table.len(), 1, "{name}: {table:?}");
        &table[0]
    }

    pub fn record(&self, table: &str, id: &str) -> &Value {
        let records = self.table(table);
        records.iter().find(|record| record["id"] == id).unwrap_or_else(|| panic!("no {id} in {table}: {records:?}"))
    }

    pub fn qoh(&self, item: &str, shop: &str) -> Option<f64> {
        let level = self.table("levels").iter().find(|level| level["itemId"] == item && level["shopId"] == shop);
        level.map(|level| level["qoh"].as_f64().unwrap())
    }

    pub fn warning(&self, code: &str) -> &Value {
        let found: Vec<&Value> = self.warnings.iter().filter(|warning| warning["code"] == code).collect();
        assert_eq!(found.len(), 1, "{code} among {:?}", self.warnings);
        found[0]
    }

    pub fn warned(&self, code: &str) -> bool {
        self.warnings.iter().any(|warning| warning["code"] == code)
    }

    pub fn inventory(&self) -> Inventory {
        load(self.snapshot.to_string().as_bytes())
    }

    /// Rows of the report: source's number, uncovered units, diagnosis.
    pub fn rows(&self) -> Vec<(String, f64, String)> {
        let inventory = self.inventory();
        let page = serde_json::to_value(inventory.report(&ReportQuery::default()).unwrap()).unwrap();
        let row = |row: &Value| {
            let number = row["source"]["number"].as_str().unwrap_or("-").to_owned();
            (number, row["uncovered"].as_f64().unwrap(), row["diagnosis"].as_str().unwrap().to_owned())
        };
        page["rows"].as_array().unwrap().iter().map(row).collect()
    }

    /// How much is incoming to a level.
    pub fn incoming(&self, item: &str, shop: &str) -> f64 {
        let lines = serde_json::to_value(self.inventory().incoming(item, shop)).unwrap();
        lines.as_array().unwrap().iter().map(|line| line["outstanding"].as_f64().unwrap()).sum()
    }
}
