//! One tab of the back office: an engine, what other tabs told it, and a click on its way.

use crate::support::call::change;
use oversold::Inventory;
use serde_json::{Value, json};

pub struct Tab {
    pub engine: Inventory,
    /// Messages of other tabs that have not been read: the events of one click each.
    pub inbox: Vec<Value>,
    pub click: Click,
}

/// How far a click is: store first, then take in, then tell.
pub enum Click {
    None,
    /// `at`: the revision that decided, which may not be the tab's any more once it comes to storing.
    Decided {
        command: Value,
        outcome: Value,
        at: u64,
    },
    Stored {
        command: Value,
        events: Value,
    },
}

impl Tab {
    pub fn new(engine: Inventory) -> Self {
        Tab { engine, inbox: Vec::new(), click: Click::None }
    }

    pub fn decide(&mut self, command: &Value) -> Result<Value, Value> {
        change(&mut self.engine, "decide", command)
    }

    /// Takes events in. A gap is refused whole; anything else that is refused is a fault.
    pub fn take_in(&mut self, events: &Value) -> bool {
        match change(&mut self.engine, "replay", events) {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error["code"], json!("gap"), "replay: {error}");
                false
            }
        }
    }
}
