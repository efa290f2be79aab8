//! Thirty commands on one inventory, with everything looked at after each.

use super::checks::{
    changes_are_exact, no_changes, nothing_is_compensated_twice, nothing_is_negative, readiness_is_told, rows_add_up,
    stock_is_explained, transfers_conserve_stock,
};
use super::commands::{Bytes, command};
use super::seen::{Seen, all_rows, ask, reports};
use super::taken_back::{UNDOABLE, is_as_before};
use crate::support::call::{change, from_image, load, snapshot_json};
use crate::support::compare::assert_same;
use crate::support::fields::{amount, field, flag, list, text};
use crate::support::model::Model;
use crate::support::run::quietly;
use oversold::Inventory;
use serde_json::{Value, json};

/// How much the inventory's own facts can be trusted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// Documents and stock agree.
    Tidy,
    /// Anything that may be loaded.
    Odd,
}

pub struct Walk {
    first: Value,
    host: Host,
    inventory: Inventory,
    seen: Seen,
    /// The inventory's image, at the start and now.
    first_image: Vec<u8>,
    image: Vec<u8>,
    /// Ids of the commands applied.
    applied: Vec<String>,
    events: Vec<Value>,
    /// What was tried, for the message of a failure.
    tried: Vec<Value>,
}

fn loaded(snapshot: &[u8]) -> Inventory {
    load(snapshot, &json!({})).unwrap_or_else(|error| {
        panic!("a snapshot that the core gave is refused: {error}\n{}", String::from_utf8_lossy(snapshot))
    })
}

impl Walk {
    pub fn new(snapshot: &Value, host: Host) -> Self {
        let inventory = loaded(snapshot.to_string().as_bytes());
        let seen = Seen::of(&inventory);
        Walk {
            first: snapshot.clone(),
            host,
            first_image: inventory.to_bytes(),
            image: inventory.to_bytes(),
            inventory,
            seen,
            applied: Vec::new(),
            events: Vec::new(),
            tried: Vec::new(),
        }
    }

    /// Takes every step, and says on a failure which commands lead there.
    pub fn take(&mut self, steps: &[Bytes]) {
        let result = quietly(|| {
            for (number, bytes) in steps.iter().enumerate() {
                let command = command(bytes, number, &self.seen.snapshot, &self.applied);
                self.tried.push(command.clone());
                self.step(&command);
            }
            self.finish();
        });
        if let Err(message) = result {
            let accepted = self.tried.iter().filter(|tried| {
                self.applied.iter().any(|id| tried["id"] == *id)
                    || tried["id"] == self.tried[self.tried.len() - 1]["id"]
            });
            let commands: Vec<String> = accepted.map(Value::to_string).collect();
            panic!(
                "{message}\nthe commands that were applied, and the last one:\n  {}\nthe inventory:\n{}",
                commands.join("\n  "),
                self.first
            );
        }
    }

    fn step(&mut self, command: &Value) {
        let decided = change(&mut self.inventory, "decide", command);
        assert!(self.inventory.to_bytes() == self.image, "decide changed the state");
        let applied = change(&mut self.inventory, "apply", command);
        assert_eq!(decided, applied, "decide and apply differ");
        let outcome = match applied {
            Ok(outcome) if flag(&outcome, "ok") => outcome,
            Ok(refused) => {
                assert_eq!(refused["revision"], json!(self.inventory.revision()));
                assert!(text(&refused["refusal"], "message").len() > 10, "{refused}");
                return self.nothing_happened();
            }
            Err(error) => {
                assert_eq!(error["code"], json!("invalidInput"), "{error}");
                return self.nothing_happened();
            }
        };
        if flag(&outcome, "duplicate") {
            assert_eq!((&outcome["events"], &outcome["changes"]), (&json!([]), &no_changes()));
            return self.nothing_happened();
        }
        self.accepted(command, &outcome);
    }

    fn nothing_happened(&self) {
        assert!(self.inventory.to_bytes() == self.image, "a refused command changed the state");
    }

    fn accepted(&mut self, command: &Value, outcome: &Value) {
        let (kind, changes) = (text(command, "type"), field(outcome, "changes"));
        let after = Seen::of(&self.inventory);
        let before = std::mem::replace(&mut self.seen, after);
        let after = &self.seen;
        assert_eq!(list(outcome, "events").len(), 1, "one command gives one event");
        let revision = outcome["revision"].as_u64();
        assert_eq!(revision, Some(self.inventory.revision()));
        assert_eq!(revision, field(&before.snapshot, "revision").as_u64().map(|revision| revision + 1));
        rows_add_up(after);
        nothing_is_negative(after);
        changes_are_exact(&before, after, changes);
        readiness_is_told(&before, after, changes);
        if kind != "merge" {
            stock_is_explained(&before, after);
        }
        let has_merged = self.events.iter().any(|event| event["command"] == "merge") || kind == "merge";
        if self.host == Host::Tidy && !has_merged {
            transfers_conserve_stock(&before, after);
            nothing_is_compensated_twice(after);
        }
        let again = change(&mut self.inventory, "apply", command).expect("a known command is read");
        let expected =
            json!({ "ok": true, "revision": revision, "duplicate": true, "events": [], "changes": no_changes() });
        assert_eq!(again, expected, "the same command again");
        self.image = self.inventory.to_bytes();
        assert!(snapshot_json(&self.inventory) == self.seen.bytes, "the same command again changed the state");
        self.take_back_elsewhere(command, outcome, &before, self.host == Host::Tidy && !has_merged);
        self.applied.push(text(command, "id").to_owned());
        self.events.extend(list(outcome, "events").iter().cloned());
    }

    /// On an inventory loaded from the snapshot before: the command does the same, and is taken back if it can be.
    fn take_back_elsewhere(&self, command: &Value, outcome: &Value, before: &Seen, is_tidy: bool) {
        let (kind, id) = (text(command, "type"), text(command, "id"));
        if kind == "undo" {
            // What the command did is not in a snapshot.
            return;
        }
        let mut other = loaded(&before.bytes);
        let mut command = command.clone();
        command["expectedRevision"] = Value::Null;
        if kind == "reverseReceipt" {
            return;
        }
        let same = change(&mut other, "apply", &command).expect("the command is read as before");
        assert_eq!(same, *outcome, "on the snapshot loaded again the command does something else");
        assert!(snapshot_json(&other) == self.seen.bytes, "on the snapshot loaded again the command leads elsewhere");
        let newest = ask_history(&mut other);
        let newest = &list(&newest, "rows")[0];
        assert_eq!((text(newest, "commandId"), text(newest, "type")), (id, kind), "the newest of the history");
        assert_eq!(newest["documents"], outcome["changes"]["documents"], "the documents of the history");
        let undo = json!({ "id": "taken back", "at": 9_999, "type": "undo", "commandId": id });
        let undone = change(&mut other, "apply", &undo).expect("an undo is read");
        if undone["refusal"]["code"] == "outOfRange" {
            // Whether the sums stay in range is only known once it is tried.
            return;
        }
        assert_eq!(flag(&undone, "ok"), flag(newest, "undoable"), "undoable says otherwise: {undone}");
        if flag(&undone, "ok") {
            let undone = Seen::of(&other);
            rows_add_up(&undone);
            nothing_is_negative(&undone);
            if is_tidy {
                is_as_before(kind, before, &undone);
            }
            let twice = json!({ "id": "taken back twice", "at": 9_999, "type": "undo", "commandId": id });
            let twice = change(&mut other, "apply", &twice).expect("an undo is read");
            assert_eq!(twice["refusal"]["code"], json!("notReversible"), "{twice}");
            assert!(UNDOABLE.contains(&kind) || kind == "tickShippedInPos", "{kind} was taken back");
        } else {
            assert_eq!(undone["refusal"]["code"], json!("notReversible"), "{undone}");
            let moved_nothing = match kind {
                "countStock" => list(&outcome["events"][0], "adjustments").is_empty(),
                // Recorded late, for an order of which a line was refunded already: compensated once is enough.
                "recordSale" if command["sale"]["orderId"].is_string() => true,
                "recordSale" => {
                    list(&outcome["events"][0], "adjustments").iter().all(|moved| amount(moved, "quantity") == 0)
                }
                _ => false,
            };
            assert!(!UNDOABLE.contains(&kind) || moved_nothing || !is_tidy, "{kind} cannot be taken back: {undone}");
        }
    }

    /// The events on the first snapshot lead to the same, the snapshot can be loaded, and the report is the model's.
    fn finish(&mut self) {
        let mut replayed = loaded(self.first.to_string().as_bytes());
        change(&mut replayed, "replay", &json!(self.events)).unwrap_or_else(|error| panic!("replay: {error}"));
        assert!(snapshot_json(&replayed) == self.seen.bytes, "replay leads elsewhere than apply");
        assert!(replayed.to_bytes() == self.image, "replay leads to another image than apply");
        let since = from_image(&self.first_image, &json!(self.events)).unwrap_or_else(|error| panic!("image: {error}"));
        assert!(since.to_bytes() == self.image, "the events on the first image lead elsewhere");
        let reloaded = loaded(&self.seen.bytes);
        assert!(reloaded.to_bytes() == self.image, "the snapshot loaded again gives another image");
        assert!(snapshot_json(&reloaded) == self.seen.bytes, "the snapshot loaded again gives another snapshot");
        let rows = all_rows(&self.inventory);
        assert_eq!(all_rows(&reloaded), rows, "the snapshot loaded again gives another report");
        assert_eq!(all_rows(&replayed), rows, "replay gives another report than apply");
        assert_eq!(reports(&self.inventory), reports(&reloaded), "what was kept is not what is asked for anew");
        let model = Model::new(&self.seen.snapshot);
        assert_same(
            "report()",
            &model.report(&json!({})),
            &ask(&self.inventory, "report", &Value::Null),
            &self.seen.snapshot,
        );
        let history = ask_history(&mut self.inventory);
        assert_eq!(list(&history, "rows").len(), self.applied.len(), "the history");
        for row in list(&history, "rows") {
            let undo = json!({ "id": "would it be", "at": 9_999, "type": "undo", "commandId": row["commandId"] });
            let undone = change(&mut self.inventory, "decide", &undo).expect("an undo is read");
            let is_beyond = undone["refusal"]["code"] == "outOfRange";
            assert!(is_beyond || undone["ok"] == row["undoable"], "undoable says otherwise of {row}: {undone}");
        }
    }
}

fn ask_history(inventory: &mut Inventory) -> Value {
    change(inventory, "history", &json!({ "limit": 1000 })).expect("the history answers")
}
