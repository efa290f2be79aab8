//! What truly happened, kept outside of every tab: the events in the order in which they were stored, taken in by an
//! engine that nothing ever happens to, and held against the naive model one by one.

use crate::support::call::change;
use crate::support::compare::assert_same;
use crate::support::fields::{field, list, text};
use crate::support::model::Model;
use crate::support::workflow::checks::{
    changes_are_exact, nothing_is_compensated_twice, nothing_is_negative, readiness_is_told, rows_add_up,
    stock_is_explained, transfers_conserve_stock,
};
use crate::support::workflow::seen::{Seen, ask};
use crate::support::workflow::walk::Host;
use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub struct Books {
    host: Host,
    has_merged: bool,
    engine: Inventory,
    seen: Seen,
    first: u64,
    /// The image at each revision, from the first on.
    images: Vec<Vec<u8>>,
    /// The snapshot at each revision.
    snapshots: Vec<Value>,
    /// Ids of the commands stored, oldest first.
    pub stored: Vec<String>,
    /// Commands that a person saw done.
    acknowledged: BTreeSet<String>,
}

impl Books {
    pub fn open(engine: Inventory, host: Host) -> Self {
        let seen = Seen::of(&engine);
        Books {
            host,
            has_merged: false,
            first: engine.revision(),
            images: vec![engine.to_bytes()],
            snapshots: vec![seen.snapshot.clone()],
            engine,
            seen,
            stored: Vec::new(),
            acknowledged: BTreeSet::new(),
        }
    }

    fn index(&self, revision: u64) -> usize {
        usize::try_from(revision - self.first).expect("few revisions")
    }

    /// The state as it was at a revision.
    pub fn snapshot_at(&self, revision: u64) -> &Value {
        &self.snapshots[self.index(revision)]
    }

    /// The commands that had been stored by then.
    pub fn stored_by(&self, revision: u64) -> &[String] {
        &self.stored[..self.index(revision)]
    }

    /// An engine is what the events up to its revision make of the first inventory.
    pub fn is_right(&self, engine: &Inventory, who: &str) {
        let expected = &self.images[self.index(engine.revision())];
        assert!(engine.to_bytes() == *expected, "{who} at revision {} is another state", engine.revision());
    }

    /// Events were stored: what they did is what they should do.
    pub fn write(&mut self, command: &Value, outcome: &Value) {
        for event in list(outcome, "events") {
            let decided = change(&mut self.engine, "decide", command).expect("a stored command is read");
            assert_eq!(decided, *outcome, "an engine with another past decides otherwise");
            let changes = change(&mut self.engine, "replay", &json!([event])).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(changes, outcome["changes"], "replay changes something else than what was decided");
            let after = Seen::of(&self.engine);
            let before = std::mem::replace(&mut self.seen, after);
            let after = &self.seen;
            rows_add_up(after);
            nothing_is_negative(after);
            changes_are_exact(&before, after, &changes);
            readiness_is_told(&before, after, &changes);
            let is_merge = text(event, "type") == "merged";
            self.has_merged |= is_merge;
            if !is_merge {
                stock_is_explained(&before, after);
            }
            if self.host == Host::Tidy && !self.has_merged {
                transfers_conserve_stock(&before, after);
                nothing_is_compensated_twice(after);
            }
            self.images.push(self.engine.to_bytes());
            self.snapshots.push(self.seen.snapshot.clone());
            self.stored.push(text(event, "commandId").to_owned());
        }
    }

    /// A person saw it done.
    pub fn acknowledge(&mut self, command: &Value) {
        self.acknowledged.insert(text(command, "id").to_owned());
    }

    pub fn is_stored(&self, command: &Value) -> bool {
        self.stored.iter().any(|id| id == text(command, "id"))
    }

    /// At the end: what people saw done is there once, and the report is the model's.
    pub fn close(&self) {
        for id in &self.acknowledged {
            assert_eq!(self.stored.iter().filter(|stored| *stored == id).count(), 1, "{id} was seen done");
        }
        let once: BTreeSet<&String> = self.stored.iter().collect();
        assert_eq!(once.len(), self.stored.len(), "a command was stored twice: {:?}", self.stored);
        let remembered: BTreeSet<&str> =
            list(&self.seen.snapshot, "commands").iter().map(|command| text(command, "id")).collect();
        for id in &self.stored {
            assert!(remembered.contains(id.as_str()), "{id} is forgotten");
        }
        let model = Model::new(&self.seen.snapshot);
        let report = ask(&self.engine, "report", &Value::Null);
        assert_same("report()", &model.report(&json!({})), &report, &self.seen.snapshot);
        assert_eq!(field(&report, "revision").as_u64(), Some(self.engine.revision()));
    }
}
