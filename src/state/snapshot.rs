//! A snapshot out: lossless, in the contract's order, each table in the order in which its records were given.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::column::Ix;
use super::facts::{AppliedCommand, Facts};
use super::load::FORMAT;
use crate::contract::documents as out;
use crate::contract::outcome::ChangedDocument;
use crate::contract::tree::Tree;

/// A table, written record by record so that no second copy of it exists.
struct Records<'f, T, F: Fn(&'f Facts, Ix) -> T> {
    facts: &'f Facts,
    order: Vec<Ix>,
    record: F,
}

impl<'f, T: Serialize, F: Fn(&'f Facts, Ix) -> T> Serialize for Records<'f, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.order.len()))?;
        for ix in &self.order {
            seq.serialize_element(&(self.record)(self.facts, *ix))?;
        }
        seq.end()
    }
}

/// The facts as a snapshot.
pub struct Snapshot<'f>(pub &'f Facts);

impl Serialize for Snapshot<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let facts = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        macro_rules! table {
            ($name:literal, $order:expr, $record:expr) => {
                map.serialize_entry($name, &Records { facts, order: $order, record: $record })?;
            };
        }
        table!("shops", facts.shops.ids.given.in_order(), Facts::shop_record);
        table!("vendors", facts.vendors.ids.given.in_order(), Facts::vendor_record);
        table!("items", facts.items.ids.given.in_order(), Facts::item_record);
        table!("levels", facts.levels.given.in_order(), Facts::level_record);
        table!("sales", facts.sales.ids.given.in_order(), Facts::sale_record);
        table!("adjustments", facts.adjustments.ids.given.in_order(), Facts::adjustment_record);
        table!("purchaseOrders", facts.purchase_orders.ids.given.in_order(), Facts::purchase_order_record);
        table!("transfers", facts.transfers.ids.given.in_order(), Facts::transfer_record);
        table!("vendorReturns", facts.vendor_returns.ids.given.in_order(), Facts::vendor_return_record);
        table!("orders", facts.orders.table.ids.given.in_order(), Facts::order_record);
        map.serialize_entry("revision", &facts.revision)?;
        let commands: Vec<_> = facts.commands.iter().map(command).collect();
        map.serialize_entry("commands", &commands)?;
        map.end()
    }
}

fn command(command: &AppliedCommand) -> out::AppliedCommand<'_> {
    let story = command.story.as_ref().map(|story| out::CommandStory {
        kind: &story.kind,
        at: story.at,
        by: story.by.as_deref(),
        documents: story.documents.iter().map(|(kind, id)| ChangedDocument { kind: *kind, id: id.clone() }).collect(),
        levels: story.levels.iter().map(|(item_id, shop_id)| out::ItemAndShop { item_id, shop_id }).collect(),
        before: (story.before != Tree::Null).then(|| serde_json::to_string(&story.before).unwrap_or_default()),
        undone: story.undone,
    });
    out::AppliedCommand { id: &command.id, revision: command.revision, digest: &command.digest, story }
}
