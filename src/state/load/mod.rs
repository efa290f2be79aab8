//! A snapshot becomes facts: each record is checked and interned as it comes, in whatever order the tables come;
//! references are checked when all are there.

mod catalogue;
mod commands;
mod documents;
mod orders;
mod references;
pub mod room;
mod stock;
pub mod sums;

use std::cell::RefCell;

use super::column::{Column, Ix, NONE};
use super::facts::{AppliedCommand, Facts};
use super::ids::Ids;
use crate::contract::error::InventoryError;
use crate::contract::findings::{Findings, Place};
use crate::contract::json::Receive;
use crate::contract::options::LoadOptions;
use crate::contract::record::Records;
use crate::contract::row::Row;
use crate::contract::schema::{TABLES, TableKind};
use crate::contract::value::Value;

/// The version of the contract that this engine reads and writes.
pub const FORMAT: &str = "oversold/1";

/// A record left out because it names an item or shop that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub path: String,
    pub message: String,
    /// The record's id; a level has none.
    pub id: Option<String>,
}

/// Takes a snapshot in.
#[derive(Default)]
pub struct Loader {
    facts: Facts,
    findings: RefCell<Findings>,
    /// Item and shop of each adjustment, until every level is known.
    places: Vec<(Ix, Ix)>,
    format: Option<String>,
    seen: Vec<TableKind>,
    commands: Vec<AppliedCommand>,
    command_ids: Ids,
}

impl Loader {
    /// The facts, once everything was received; or the first thing that is wrong, with the further ones in its details.
    pub fn finish(mut self, options: &LoadOptions) -> Result<(Facts, Vec<Skipped>), InventoryError> {
        match self.format.as_deref() {
            Some(FORMAT) => {}
            Some(other) => {
                let message = format!("expected {FORMAT:?}, found {other}");
                return Err(InventoryError::invalid("format", message));
            }
            None => return Err(InventoryError::invalid("format", format!("expected {FORMAT:?}, found nothing"))),
        }
        for kind in [TableKind::Shops, TableKind::Items, TableKind::Levels] {
            if !self.seen.contains(&kind) {
                let message = "expected an array, found nothing";
                self.findings.get_mut().add(|| kind.name().into(), message);
            }
        }
        room::check(&self.facts)?;
        if let Some(error) = std::mem::take(self.findings.get_mut()).into_error() {
            return Err(error);
        }
        let skipped = references::resolve(&mut self.facts, &self.places, options)?;
        sums::check(&self.facts)?;
        self.remember_commands();
        Ok((self.facts, skipped))
    }

    /// The facts of a few records alone, without asking for tables or for what they refer to.
    pub fn into_scratch(mut self) -> Result<Facts, InventoryError> {
        let items = self.facts.items.ids.numbers().end;
        for level in self.facts.levels.sort(items) {
            let message = "this item has a level in this shop already";
            self.findings.get_mut().add(|| format!("levels[{level}]"), message);
        }
        for ix in self.facts.adjustments.ids.given.in_order() {
            let (item, shop) = self.places.at_or(ix, (NONE, NONE));
            let level = self.facts.levels.ensure(item, shop);
            self.facts.adjustments.set_level(ix, level);
        }
        match self.findings.into_inner().into_error() {
            Some(error) => Err(error),
            None => Ok(self.facts),
        }
    }
}

fn whole(number: f64) -> Option<u64> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    (number.fract() == 0.0 && (0.0..=MOST).contains(&number)).then_some(number as u64)
}

impl Receive for Loader {
    fn has_room(&self) -> Result<(), InventoryError> {
        room::check(&self.facts)
    }

    fn format(&mut self, value: &Value<'_>) {
        self.format = Some(match value {
            Value::Text(text) if text == FORMAT => FORMAT.to_owned(),
            other => other.found().into_owned(),
        });
    }

    fn revision(&mut self, value: &Value<'_>) {
        let given = if let Value::Number(number) = value { whole(*number) } else { None };
        match given {
            Some(revision) => self.facts.revision = revision,
            None if value.is_missing() => {}
            None => {
                let message = format!("expected a whole number of 0 or more, found {}", value.found());
                self.findings.get_mut().add(|| "revision".into(), message);
            }
        }
    }

    fn table(&mut self, kind: TableKind) {
        self.seen.push(kind);
    }

    fn not_a_table(&mut self, kind: TableKind, found: &'static str) {
        self.seen.push(kind);
        let message = format!("expected an array, found {found}");
        self.findings.get_mut().add(|| kind.name().into(), message);
    }

    fn record(&mut self, kind: TableKind, index: u32, records: &Records<'_>) {
        let list = TABLES.get(kind as usize).map_or("", |(name, _, _)| name);
        let place = Place { parent: None, list, index };
        let findings = std::mem::take(&mut self.findings);
        let row = Row { records, row: 0, place: &place, findings: &findings };
        if row.is_record() {
            match kind {
                TableKind::Shops => self.shop(row),
                TableKind::Vendors => self.vendor(row),
                TableKind::Items => self.item(row),
                TableKind::Levels => self.level(row),
                TableKind::Sales => self.sale(row),
                TableKind::Adjustments => self.adjustment(row),
                TableKind::PurchaseOrders => self.purchase_order(row),
                TableKind::Transfers => self.transfer(row),
                TableKind::VendorReturns => self.vendor_return(row),
                TableKind::Orders => self.order(row),
                TableKind::Commands => self.command(row),
            }
        }
        self.findings = findings;
    }
}
