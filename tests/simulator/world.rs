//! The tabs, the store, and what happens to them, step by step.

use crate::books::Books;
use crate::store::{Fate, Store};
use crate::support::call::{load, snapshot_json};
use crate::support::fields::{flag, list, text};
use crate::support::values::Pick;
use crate::support::workflow::checks::no_changes;
use crate::support::workflow::commands::command;
use crate::support::workflow::walk::Host;
use crate::tab::{Click, Tab};
use oversold::Inventory;
use serde_json::{Value, json};

pub type Bytes = [u8; 32];

const TABS: usize = 4;

/// How often what happened: a simulation in which nothing goes wrong would show nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub clicks_stored: u64,
    pub too_late: u64,
    pub tabs_lost: u64,
    pub told_too_early: u64,
    pub asked_again: u64,
    pub known_again: u64,
    pub images_damaged: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.clicks_stored += other.clicks_stored;
        self.too_late += other.too_late;
        self.tabs_lost += other.tabs_lost;
        self.told_too_early += other.told_too_early;
        self.asked_again += other.asked_again;
        self.known_again += other.known_again;
        self.images_damaged += other.images_damaged;
    }

    pub fn is_full(&self) -> bool {
        let all = [
            self.clicks_stored,
            self.too_late,
            self.tabs_lost,
            self.told_too_early,
            self.asked_again,
            self.known_again,
            self.images_damaged,
        ];
        all.iter().all(|count| *count > 0)
    }
}

pub struct World {
    first: Value,
    store: Store,
    tabs: Vec<Tab>,
    books: Books,
    /// Clicks of people whose tab was lost before it said that it was done: they click again.
    unsure: Vec<Value>,
    /// What happened, for the message of a failure.
    story: Vec<String>,
    tally: Tally,
}

fn loaded(snapshot: &[u8]) -> Inventory {
    load(snapshot, &json!({})).unwrap_or_else(|error| panic!("a snapshot is refused: {error}"))
}

impl World {
    pub fn open(first: &Value, host: Host) -> Self {
        let bytes = first.to_string();
        let engine = loaded(bytes.as_bytes());
        let store = Store::new(&engine);
        let tabs = vec![Tab::new(store.open()), Tab::new(store.open())];
        let books = Books::open(engine, host);
        World {
            first: first.clone(),
            store,
            tabs,
            books,
            unsure: Vec::new(),
            story: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Every step, then the end; on a failure the story that leads there.
    pub fn live(mut self, steps: &[Bytes]) -> Tally {
        let result = crate::support::run::quietly(|| {
            for (number, bytes) in steps.iter().enumerate() {
                self.step(number, bytes);
                self.all_tabs_are_right();
            }
            self.end();
        });
        if let Err(message) = result {
            panic!("{message}\nwhat happened:\n  {}\nthe inventory:\n{}", self.story.join("\n  "), self.first);
        }
        self.tally
    }

    fn step(&mut self, number: usize, bytes: &Bytes) {
        let mut pick = Pick::new(bytes);
        let what = pick.below(32);
        let who = pick.below(self.tabs.len());
        match what {
            0..=17 => self.click(number, who, &bytes[16..]),
            18..=22 => self.hear(who, &mut pick),
            23 => self.catch_up(who),
            24 => self.lose(who),
            25 | 26 => self.open_tab(&mut pick),
            27 | 28 => self.compact(who, &mut pick),
            29 => self.store.rot(usize::from(pick.byte()) * 257 + usize::from(pick.byte())),
            _ => self.click_again(who, &mut pick),
        }
    }

    fn tell(&mut self, happened: String) {
        self.story.push(happened);
    }

    fn all_tabs_are_right(&self) {
        for (who, tab) in self.tabs.iter().enumerate() {
            self.books.is_right(&tab.engine, &format!("tab {who}"));
        }
    }

    /// A click goes one step on: decided, stored, taken in.
    fn click(&mut self, number: usize, who: usize, bytes: &[u8]) {
        match std::mem::replace(&mut self.tabs[who].click, Click::None) {
            Click::None => {
                let revision = self.tabs[who].engine.revision();
                let bytes = bytes.try_into().expect("sixteen bytes are left");
                let command = command(bytes, number, self.books.snapshot_at(revision), self.books.stored_by(revision));
                self.decide(who, command);
            }
            Click::Decided { command, outcome, at } => self.append(who, command, outcome, at),
            Click::Stored { command, events } => self.take_in(who, &command, &events),
        }
    }

    fn decide(&mut self, who: usize, command: Value) {
        let outcome = self.tabs[who].decide(&command);
        self.tell(format!("tab {who} decides {command}"));
        match outcome {
            Ok(outcome) if flag(&outcome, "ok") && flag(&outcome, "duplicate") => {
                assert_eq!((&outcome["events"], &outcome["changes"]), (&json!([]), &no_changes()));
                assert!(self.books.is_stored(&command), "a duplicate of nothing");
            }
            Ok(outcome) if flag(&outcome, "ok") => {
                let known = self.books.stored_by(self.tabs[who].engine.revision());
                assert!(!known.iter().any(|id| id == text(&command, "id")), "it was done before");
                let at = self.tabs[who].engine.revision();
                self.tabs[who].click = Click::Decided { command, outcome, at };
            }
            // Refused or malformed: nothing is to be stored, and the person is told.
            Ok(_) | Err(_) => {}
        }
    }

    fn append(&mut self, who: usize, command: Value, outcome: Value, at: u64) {
        if self.store.append(at, list(&outcome, "events")).is_err() {
            self.tally.too_late += 1;
            self.tell(format!("tab {who} was too late, catches up and decides again"));
            self.catch_up(who);
            return self.decide(who, command);
        }
        self.tally.clicks_stored += 1;
        self.tell(format!("tab {who} has stored {}", command["id"]));
        self.books.write(&command, &outcome);
        self.tabs[who].click = Click::Stored { command, events: outcome["events"].clone() };
    }

    fn take_in(&mut self, who: usize, command: &Value, events: &Value) {
        assert!(self.tabs[who].take_in(events), "a tab takes in what it stored itself");
        self.books.acknowledge(command);
        self.tell(format!("tab {who} shows {} done", command["id"]));
        for (other, tab) in self.tabs.iter_mut().enumerate() {
            if other != who {
                tab.inbox.push(events.clone());
            }
        }
    }

    /// A message of another tab, any of those that wait; now and then it will come once more. While a click of its own is
    /// being stored a tab reads nothing.
    fn hear(&mut self, who: usize, pick: &mut Pick) {
        let tab = &mut self.tabs[who];
        if tab.inbox.is_empty() || matches!(tab.click, Click::Stored { .. }) {
            return;
        }
        let which = pick.below(tab.inbox.len());
        let message = if pick.one_in(4) { tab.inbox[which].clone() } else { tab.inbox.swap_remove(which) };
        let fits = tab.take_in(&message);
        self.tell(format!("tab {who} hears of {}{}", message[0]["commandId"], if fits { "" } else { ", too early" }));
        if !fits {
            self.tally.told_too_early += 1;
            self.catch_up(who);
        }
    }

    /// From the store; or afresh, where the events are not kept any more.
    fn catch_up(&mut self, who: usize) {
        let tab = &mut self.tabs[who];
        match self.store.since(tab.engine.revision()) {
            Some(events) => assert!(tab.take_in(&json!(events)), "the store's events follow one another"),
            None => tab.engine = self.store.open(),
        }
        assert_eq!(tab.engine.revision(), self.store.revision(), "caught up");
        if let Click::Stored { command, .. } = &tab.click {
            // What it stored came in with the rest.
            self.books.acknowledge(command);
            tab.click = Click::None;
        }
    }

    /// The browser kills it, wherever it is.
    fn lose(&mut self, who: usize) {
        if self.tabs.len() == 1 {
            return;
        }
        let tab = self.tabs.swap_remove(who);
        self.tally.tabs_lost += 1;
        self.tell(format!("tab {who} is lost"));
        match tab.click {
            Click::Decided { command, .. } | Click::Stored { command, .. } => self.unsure.push(command),
            Click::None => {}
        }
    }

    /// From the store, or from a back-up that another tab wrote as a snapshot.
    fn open_tab(&mut self, pick: &mut Pick) {
        if self.tabs.len() == TABS {
            return;
        }
        let engine = if pick.one_in(4) {
            let other = pick.below(self.tabs.len());
            loaded(&snapshot_json(&self.tabs[other].engine))
        } else {
            self.store.open()
        };
        self.tell(format!("a tab is opened at revision {}", engine.revision()));
        self.tabs.push(Tab::new(engine));
    }

    fn compact(&mut self, who: usize, pick: &mut Pick) {
        if self.tabs[who].engine.revision() != self.store.revision() {
            return;
        }
        let fate = match pick.below(8) {
            0..=3 => Fate::Whole,
            4 | 5 => Fate::Torn(usize::from(pick.byte()) * 61 + usize::from(pick.byte())),
            6 => Fate::Flipped(usize::from(pick.byte()) * 257 + usize::from(pick.byte())),
            _ => Fate::Newer,
        };
        self.tally.images_damaged += u64::from(!matches!(fate, Fate::Whole));
        self.tell(format!("tab {who} writes an image: {fate:?}"));
        self.store.compact(&self.tabs[who].engine.to_bytes(), fate);
    }

    /// Somebody who does not know whether it was done clicks once more, in another tab.
    fn click_again(&mut self, who: usize, pick: &mut Pick) {
        if !matches!(self.tabs[who].click, Click::None) || self.unsure.is_empty() {
            return;
        }
        let command = self.unsure.swap_remove(pick.below(self.unsure.len()));
        self.catch_up(who);
        let outcome = self.tabs[who].decide(&command).expect("it was read before");
        self.tell(format!("tab {who} is asked {} once more", command["id"]));
        self.tally.asked_again += 1;
        if self.books.is_stored(&command) {
            self.tally.known_again += 1;
            assert!(flag(&outcome, "ok") && flag(&outcome, "duplicate"), "done before, and not known again: {outcome}");
            self.books.acknowledge(&command);
        } else if flag(&outcome, "ok") {
            let at = self.tabs[who].engine.revision();
            self.tabs[who].click = Click::Decided { command, outcome, at };
        }
    }

    /// Everybody catches up, and all that is left agrees.
    fn end(&mut self) {
        for who in 0..self.tabs.len() {
            self.catch_up(who);
        }
        self.tabs.push(Tab::new(self.store.open()));
        self.all_tabs_are_right();
        let current = |tab: &Tab| tab.engine.revision() == self.store.revision();
        assert!(self.tabs.iter().all(current), "a tab stayed behind");
        self.books.close();
    }
}
