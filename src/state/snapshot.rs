//! A snapshot out: lossless, in the contract's order, each table in the order in which its records were given.

use super::column::Ix;
use super::facts::{AppliedCommand, Facts};
use super::load::FORMAT;
use crate::contract::documents as out;
use crate::contract::json_text::{self, write_json};
use crate::contract::outcome::ChangedDocument;
use crate::contract::tree::Tree;

/// The facts as a snapshot in JSON, written record by record so that no second copy of a table exists.
pub fn write(facts: &Facts) -> Vec<u8> {
    let mut out = String::from("{");
    name(&mut out, "format");
    write_json(FORMAT, &mut out);
    macro_rules! table {
        ($name:literal, $order:expr, $record:expr) => {
            list(&mut out, $name, &$order, &|ix, out| write_json(&$record(facts, ix), out));
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
    name(&mut out, "revision");
    write_json(&facts.revision, &mut out);
    name(&mut out, "commands");
    let commands: Vec<_> = facts.commands.iter().map(command).collect();
    write_json(&commands, &mut out);
    out.push('}');
    out.into_bytes()
}

/// The name of the next field, which needs no escapes.
fn name(out: &mut String, name: &str) {
    if out.len() > 1 {
        out.push(',');
    }
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

fn list(out: &mut String, called: &str, order: &[Ix], record: &dyn Fn(Ix, &mut String)) {
    name(out, called);
    out.push('[');
    for (index, ix) in order.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        record(*ix, out);
    }
    out.push(']');
}

fn command(command: &AppliedCommand) -> out::AppliedCommand<'_> {
    let story = command.story.as_ref().map(|story| out::CommandStory {
        kind: &story.kind,
        at: story.at,
        by: story.by.as_deref(),
        documents: story.documents.iter().map(|(kind, id)| ChangedDocument { kind: *kind, id: id.clone() }).collect(),
        levels: story.levels.iter().map(|(item_id, shop_id)| out::ItemAndShop { item_id, shop_id }).collect(),
        before: (story.before != Tree::Null).then(|| json_text::json(&story.before)),
        undone: story.undone,
    });
    out::AppliedCommand { id: &command.id, revision: command.revision, digest: &command.digest, story }
}
