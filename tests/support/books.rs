//! A shop's books in a story: commands are carried out or refused, and each time everything that must hold afterwards
//! is looked at. Whoever tells a story only says what is special about it.

use super::call::{change, from_image, load, snapshot_json};
use super::compare::missing;
use super::fields::{amount, field, list, number, text};
use super::picture::{Picture, differences};
use super::unbroken::{Balance, assert_orders_hold, compensated_once, openings};
use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Commands that are taken back by another status of what they made: it does not go away.
const LEAVE_A_TRACE: [&str; 4] = ["createPurchaseOrder", "createTransfer", "createShipment", "recordSale"];

/// When the first command is given; the next one a millisecond later.
pub const OPENING: i64 = 10_000;

pub struct Books {
    inventory: Inventory,
    commands: i64,
}

/// A command that was carried out.
pub struct Done {
    /// The command's id.
    pub id: String,
    pub revision: u64,
    pub duplicate: bool,
    pub changes: Value,
    pub events: Vec<Value>,
}

impl Books {
    pub fn open(snapshot: &Value) -> Self {
        Self::open_with(snapshot, &json!({}))
    }

    pub fn open_with(snapshot: &Value, options: &Value) -> Self {
        let inventory = load(snapshot.to_string().as_bytes(), options);
        Self { inventory: inventory.unwrap_or_else(|error| panic!("{error}\n{snapshot}")), commands: 0 }
    }

    /// A command with the next id (`c1`, `c2` and so on), given by Ida.
    pub fn command(&mut self, kind: &str, fields: Value) -> Value {
        self.commands += 1;
        let mut command =
            json!({ "id": format!("c{}", self.commands), "at": OPENING + self.commands, "by": "Ida", "type": kind });
        for (name, value) in fields.as_object().expect("fields are an object") {
            command[name] = value.clone();
        }
        command
    }

    /// Carries a command out.
    pub fn apply(&mut self, kind: &str, fields: Value) -> Done {
        let command = self.command(kind, fields);
        self.apply_all(&command)
    }

    /// Carries a command or a list of them out. Deciding says the same and changes nothing; replaying the events on the
    /// image of before leads to the same bytes, and so does the snapshot of after; the answer names what changed, all of
    /// it and nothing else.
    pub fn apply_all(&mut self, commands: &Value) -> Done {
        let (before, picture) = (self.bytes(), Picture::of(&self.inventory));
        let (balance, openings) = (compensated_once(&self.inventory), openings(&self.inventory));
        let decided = change(&mut self.inventory, "decide", commands);
        assert!(self.bytes() == before, "deciding changed something: {commands}");
        let outcome =
            change(&mut self.inventory, "apply", commands).unwrap_or_else(|error| panic!("{error}: {commands}"));
        assert_eq!(decided.as_ref(), Ok(&outcome), "decided and applied: {commands}");
        assert_eq!(outcome["ok"], json!(true), "{commands}: {outcome}");
        let after = self.bytes();
        let replayed = from_image(&before, &outcome["events"]).unwrap_or_else(|error| panic!("{error}: {commands}"));
        assert!(replayed.to_bytes() == after, "the events lead elsewhere: {commands}: {outcome}");
        let snapshot = snapshot_json(&self.inventory);
        let again = load(&snapshot, &json!({}));
        let again = again.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&snapshot)));
        assert!(again.to_bytes() == after, "the snapshot leads elsewhere: {}", String::from_utf8_lossy(&snapshot));
        self.assert_rows_add_up();
        let now = Picture::of(&self.inventory);
        assert!(Picture::of(&again) == now, "loaded anew it looks different: {commands}");
        let changed = differences(&picture, &now);
        assert_eq!(outcome["changes"], changed, "what changed (right) is not what was said (left): {commands}");
        if !commands.to_string().contains("\"merge\"") {
            self.assert_unbroken(&balance, &openings, commands);
        }
        if list(&outcome, "events").len() == 1 {
            self.assert_taken_back(&picture);
        }
        self.assert_history_tells_what_can_be_undone();
        Done {
            id: text(&commands.as_array().map_or(commands.clone(), |list| list[0].clone()), "id").to_string(),
            revision: outcome["revision"].as_u64().unwrap(),
            duplicate: outcome["duplicate"] == json!(true),
            changes: outcome["changes"].clone(),
            events: list(&outcome, "events").to_vec(),
        }
    }

    /// Whether a command would be carried out.
    pub fn would_accept(&mut self, command: &Value) -> bool {
        let decided =
            change(&mut self.inventory, "decide", command).unwrap_or_else(|error| panic!("{error}: {command}"));
        decided["ok"] == json!(true)
    }

    /// A command that is refused with this code.
    pub fn refuse(&mut self, kind: &str, fields: Value, code: &str) -> Value {
        let command = self.command(kind, fields);
        let outcome = self.refuse_all(&command);
        assert_eq!(outcome["refusal"]["code"], json!(code), "{command}: {outcome}");
        outcome["refusal"].clone()
    }

    /// A command or a list of them that is refused, and leaves every byte as it was.
    pub fn refuse_all(&mut self, commands: &Value) -> Value {
        let (before, revision) = (self.bytes(), self.inventory.revision());
        let decided = change(&mut self.inventory, "decide", commands);
        let outcome =
            change(&mut self.inventory, "apply", commands).unwrap_or_else(|error| panic!("{error}: {commands}"));
        assert_eq!(decided.as_ref(), Ok(&outcome), "decided and applied: {commands}");
        assert_eq!(outcome["ok"], json!(false), "{commands}: {outcome}");
        assert!(self.bytes() == before, "a refused command changed something: {commands}: {outcome}");
        assert_eq!(outcome["revision"], json!(revision), "{commands}: {outcome}");
        assert!(text(&outcome["refusal"], "message").len() > 10, "{commands}: {outcome}");
        outcome
    }

    /// A command whose document is in the wrong status: `found`, where one of `expected` is needed.
    pub fn illegal(&mut self, kind: &str, fields: Value, found: &str, expected: &[&str]) {
        let refusal = self.refuse(kind, fields.clone(), "illegalTransition");
        let details = &refusal["details"];
        assert_eq!(details["status"], json!(found), "{kind} {fields}: {refusal}");
        for status in expected {
            assert!(text(details, "expected").contains(status), "{kind} {fields} does not name {status}: {refusal}");
        }
    }

    /// A command that cannot be read: the error's code and path.
    pub fn throws(&mut self, kind: &str, fields: Value) -> (String, String) {
        let command = self.command(kind, fields);
        let before = self.bytes();
        let error = change(&mut self.inventory, "apply", &command);
        let error = error.err().unwrap_or_else(|| panic!("this is taken: {command}"));
        assert!(self.bytes() == before, "what cannot be read changed something: {command}");
        (text(&error, "code").to_string(), text(&error, "path").to_string())
    }

    pub fn undo(&mut self, done: &Done) -> Done {
        self.apply("undo", json!({ "commandId": done.id }))
    }

    /// An undo that is refused because it comes too late, or because nothing takes such a command back.
    pub fn cannot_undo(&mut self, done: &Done) {
        self.refuse("undo", json!({ "commandId": done.id }), "notReversible");
    }

    /// Carries a command out and takes it back: everything is as before.
    pub fn there_and_back(&mut self, kind: &str, fields: Value) {
        let before = Picture::of(&self.inventory);
        let done = self.apply(kind, fields);
        assert!(before != Picture::of(&self.inventory), "{kind} changed nothing that shows");
        self.undo(&done);
        before.assert_same(&Picture::of(&self.inventory), kind);
        self.cannot_undo(&done);
    }

    /// Takes events in.
    pub fn replay(&mut self, events: &[Value]) -> Result<Value, Value> {
        change(&mut self.inventory, "replay", &json!(events))
    }

    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    pub fn into_inventory(self) -> Inventory {
        self.inventory
    }

    pub fn picture(&self) -> Picture {
        Picture::of(&self.inventory)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.inventory.to_bytes()
    }

    pub fn snapshot(&self) -> Value {
        serde_json::from_slice(&snapshot_json(&self.inventory)).unwrap()
    }

    /// A method's answer.
    pub fn ask(&self, method: &str, with: Value) -> Value {
        super::call::call(&self.inventory, method, &with).unwrap_or_else(|error| panic!("{method} {with}: {error}"))
    }

    /// A method's answer holds at least this.
    pub fn shows(&self, method: &str, with: Value, expected: Value) {
        let answer = self.ask(method, with.clone());
        let found = missing(&expected, &answer);
        assert!(found.is_empty(), "{method} {with}:\n  {}\n{answer:#}", found.join("\n  "));
    }

    /// The newest command of the history.
    pub fn last_done(&mut self) -> Value {
        self.history(json!({ "limit": 1 }))[0].clone()
    }

    pub fn history(&mut self, query: Value) -> Vec<Value> {
        list(&change(&mut self.inventory, "history", &query).unwrap(), "rows").to_vec()
    }

    /// The report, a row as `id uncovered`, oldest first.
    pub fn rows(&self) -> Vec<String> {
        self.rows_of(json!({}))
    }

    /// The same of a query.
    pub fn rows_of(&self, query: Value) -> Vec<String> {
        let report = self.ask("report", query);
        list(&report, "rows").iter().map(|row| format!("{} {}", text(row, "id"), number_of(row, "uncovered"))).collect()
    }

    /// One row of the report.
    pub fn row(&self, id: &str) -> Value {
        self.ask("rows", json!([id]))[0].clone()
    }

    pub fn qoh(&self, item: &str, shop: &str) -> f64 {
        number_of(&self.ask("explain", json!([item, shop])), "qoh")
    }

    pub fn shelf(&self, item: &str, shop: &str) -> f64 {
        number_of(&self.ask("explain", json!([item, shop])), "shelf")
    }

    /// Incoming stock, a line as `document outstanding`.
    pub fn incoming(&self, item: &str, shop: &str) -> Vec<String> {
        let lines = self.ask("incoming", json!([item, shop]));
        let line = |line: &Value| format!("{} {}", text(line, "id"), number_of(line, "outstanding"));
        lines.as_array().unwrap().iter().map(line).collect()
    }

    /// The status of a document, looked up by the method of that name.
    pub fn status(&self, method: &str, id: &str) -> String {
        text(&self.ask(method, json!(id)), "status").to_string()
    }

    /// One line of a document.
    pub fn line(&self, method: &str, id: &str, line: &str) -> Value {
        let document = self.ask(method, json!(id));
        let found = list(&document, "lines").iter().find(|record| text(record, "id") == line).cloned();
        found.unwrap_or_else(|| panic!("{id} has no line {line}: {document}"))
    }

    /// One shipment of an order.
    pub fn shipment(&self, order: &str, id: &str) -> Value {
        let order = self.ask("order", json!(order));
        let found = list(&order, "shipments").iter().find(|record| text(record, "id") == id).cloned();
        found.unwrap_or_else(|| panic!("there is no shipment {id}: {order}"))
    }

    /// An adjustment as the snapshot has it.
    pub fn adjustment(&self, id: &str) -> Value {
        let snapshot = self.snapshot();
        let found = list(&snapshot, "adjustments").iter().find(|record| text(record, "id") == id).cloned();
        found.unwrap_or_else(|| panic!("there is no adjustment {id}"))
    }

    /// The waiting orders, each as `id state`, in the order of when they were placed.
    pub fn waiting(&self) -> Vec<String> {
        let backorders = self.ask("backorders", json!({}));
        list(&backorders, "rows").iter().map(|row| format!("{} {}", text(row, "orderId"), text(row, "state"))).collect()
    }

    /// What comes from elsewhere may say anything; a command of ours keeps its own books in order.
    fn assert_unbroken(&self, balance: &Balance, before: &BTreeMap<String, Value>, commands: &Value) {
        assert_eq!(before, &openings(&self.inventory), "stock from nowhere: {commands}");
        assert_orders_hold(&self.inventory);
        for (line, (holds, sold)) in compensated_once(&self.inventory) {
            let was_right = balance.get(&line).is_none_or(|(held, sold)| held == sold);
            assert!(!was_right || holds == sold, "{line} holds {holds} of {sold}: {commands}");
        }
    }

    /// The newest command taken back, in a copy: everything is as before, as far as it can be taken back at all.
    fn assert_taken_back(&mut self, before: &Picture) {
        let done = self.last_done();
        let mut copy = from_image(&self.bytes(), &json!([])).unwrap();
        if done["undoable"] != json!(true) || LEAVE_A_TRACE.contains(&text(&done, "type")) {
            return;
        }
        let undo = json!({ "id": "undo in a copy", "at": OPENING, "type": "undo", "commandId": done["commandId"] });
        let outcome = change(&mut copy, "apply", &undo).unwrap_or_else(|error| panic!("{error}: {done}"));
        assert_eq!(outcome["ok"], json!(true), "{done}: {outcome}");
        before.assert_same(&Picture::of(&copy), &format!("{done} taken back"));
    }

    fn assert_history_tells_what_can_be_undone(&mut self) {
        let history = change(&mut self.inventory, "history", &json!({})).unwrap();
        for done in list(&history, "rows") {
            let undo = json!({ "id": "undo", "at": OPENING, "type": "undo", "commandId": done["commandId"] });
            let outcome = change(&mut self.inventory, "decide", &undo).unwrap();
            assert_eq!(outcome["ok"], done["undoable"], "{done}: {outcome}");
        }
    }

    /// Rule 4: the rows of a level add up to its shortage, and a level that is not short has none.
    fn assert_rows_add_up(&self) {
        let report = self.ask("report", json!({ "limit": 1_000_000 }));
        let mut uncovered = BTreeMap::new();
        for row in list(&report, "rows") {
            *uncovered.entry((text(row, "itemId"), text(row, "shopId"))).or_insert(0) += amount(row, "uncovered");
        }
        let snapshot = self.snapshot();
        for level in list(&snapshot, "levels") {
            let (item, shop) = (text(level, "itemId"), text(level, "shopId"));
            let sum = uncovered.remove(&(item, shop)).unwrap_or(0);
            assert_eq!(number(sum), number((-amount(level, "qoh")).max(0)), "the rows of {item} in {shop}: {report}");
        }
        assert!(uncovered.is_empty(), "rows of levels that are not there: {report}");
    }
}

/// What a refusal says: where, and exactly these details.
pub fn assert_says(refusal: &Value, path: Option<&str>, details: Value) {
    let expected = json!({ "code": refusal["code"], "message": refusal["message"], "path": path, "details": details });
    let found = super::compare::differences(&expected, refusal);
    assert!(found.is_empty(), "{}\n{refusal}", found.join("\n"));
}

pub fn number_of(record: &Value, name: &str) -> f64 {
    field(record, name).as_f64().unwrap_or_else(|| panic!("{name} is not a number in {record}"))
}

/// Lines for a command: `[("helmet", 2)]` as `[{"lineId": "helmet", "quantity": 2}]`.
pub fn lines(units: &[(&str, i64)]) -> Value {
    units.iter().map(|(line, quantity)| json!({ "lineId": line, "quantity": quantity })).collect()
}

/// Lines for a new document, called by their items.
pub fn new_lines(units: &[(&str, i64)]) -> Value {
    units.iter().map(|(item, quantity)| json!({ "id": item, "itemId": item, "quantity": quantity })).collect()
}
