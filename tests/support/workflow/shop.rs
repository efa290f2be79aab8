//! A shop for scripted days: each step is a command, told what should come of it.

use super::checks::no_changes;
use super::seen::{Seen, all_rows, ask};
use crate::support::call::{change, load};
use crate::support::compare::missing;
use crate::support::fields::flag;
use oversold::Inventory;
use serde_json::{Value, json};

pub struct Shop {
    pub inventory: Inventory,
    commands: usize,
}

impl Shop {
    pub fn open(snapshot: &Value) -> Self {
        let inventory = load(snapshot.to_string().as_bytes(), &json!({}))
            .unwrap_or_else(|error| panic!("the inventory is refused: {error}\n{snapshot}"));
        Shop { inventory, commands: 0 }
    }

    /// A command with the next id (`c1`, `c2`, …) and time, unless it brings its own.
    pub fn command(&mut self, kind: &str, content: Value) -> Value {
        self.commands += 1;
        let mut command = content;
        command["type"] = json!(kind);
        if command.get("id").is_none() {
            command["id"] = json!(format!("c{}", self.commands));
        }
        if command.get("at").is_none() {
            command["at"] = json!(1000 + self.commands);
        }
        command
    }

    pub fn apply(&mut self, commands: &Value) -> Value {
        change(&mut self.inventory, "apply", commands)
            .unwrap_or_else(|error| panic!("{commands} is malformed: {error}"))
    }

    /// Does it, and gives the outcome.
    pub fn done(&mut self, kind: &str, content: Value) -> Value {
        let command = self.command(kind, content);
        let outcome = self.apply(&command);
        assert!(flag(&outcome, "ok"), "{command} is refused: {outcome}");
        assert_ne!(outcome["changes"], no_changes(), "{command} changed nothing that shows");
        outcome
    }

    /// Is refused with this code, and changes nothing; gives the refusal.
    pub fn refused(&mut self, kind: &str, content: Value, code: &str) -> Value {
        let command = self.command(kind, content);
        let before = Seen::of(&self.inventory).bytes;
        let mut outcome = self.apply(&command);
        assert_eq!(outcome["ok"], json!(false), "{command} is accepted: {outcome}");
        assert_eq!(outcome["refusal"]["code"], json!(code), "{command}: {outcome}");
        assert!(Seen::of(&self.inventory).bytes == before, "{command} is refused and changed the state");
        outcome["refusal"].take()
    }

    /// Is malformed: thrown, with this path.
    pub fn thrown(&mut self, kind: &str, content: Value, path: &str) {
        let command = self.command(kind, content);
        let before = Seen::of(&self.inventory).bytes;
        match change(&mut self.inventory, "apply", &command) {
            Ok(outcome) => panic!("{command} is not thrown: {outcome}"),
            Err(error) => {
                assert_eq!(
                    (&error["code"], &error["path"]),
                    (&json!("invalidInput"), &json!(path)),
                    "{command}: {error}"
                );
            }
        }
        assert!(Seen::of(&self.inventory).bytes == before, "{command} is thrown and changed the state");
    }

    pub fn see(&self, method: &str, with: Value) -> Value {
        ask(&self.inventory, method, &with)
    }

    /// Every row as `[id, uncovered]`, oldest first.
    pub fn rows(&self) -> Value {
        let rows = all_rows(&self.inventory);
        rows.as_array().expect("rows are a list").iter().map(|row| json!([row["id"], row["uncovered"]])).collect()
    }

    pub fn qoh(&self, item: &str, shop: &str) -> Value {
        self.see("explain", json!([item, shop]))["qoh"].take()
    }
}

/// The answer holds what is expected, as a conformance case would ask.
#[track_caller]
pub fn assert_holds(answer: &Value, expected: Value) {
    let problems = missing(&expected, answer);
    assert!(problems.is_empty(), "{}\nthe answer: {answer}", problems.join("\n"));
}
