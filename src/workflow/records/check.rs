//! Whether what a merge leaves is as valid as what a load takes in: every item and shop that is named is there.

use crate::contract::error::InventoryError;
use crate::contract::schema::{TABLES, TableKind};
use crate::contract::tree::Tree;
use crate::keyed::Set;
use crate::named::Names;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::naming::Naming;
use crate::workflow::merge::{ids, list};

type Done = Result<(), InventoryError>;

/// Items and shops named by the records of a merge: given by it, or there before and not taken away.
pub fn references(facts: &Facts, given: &Facts, remove: &Tree) -> Done {
    let removed = |table| ids(&Tree::Null, remove, table).into_iter().collect::<Names<'_>>();
    let (items, shops) = (removed("items"), removed("shops"));
    let id = |naming: &Naming| given.ids(naming.table).map_or("", |ids| ids.name(naming.ix));
    let is_unknown = |naming: &Naming| {
        let removed = if naming.table == TableKind::Items { &items } else { &shops };
        let is_given = given.ids(naming.table).is_some_and(|ids| ids.is_known(naming.ix));
        let was_there = facts.ids(naming.table).is_some_and(|ids| ids.find_known(id(naming)).is_some());
        !is_given && (!was_there || removed.has(id(naming)))
    };
    for (name, table, _) in TABLES {
        for (position, ix) in given.records(table).into_iter().enumerate() {
            if let Some(naming) = given.find_naming(table, ix, &is_unknown) {
                let path = format!("upsert.{name}[{position}].{}", naming.path());
                return Err(super::unknown(path, naming.what(), id(&naming)));
            }
        }
    }
    Ok(())
}

/// Items and shops that a merge takes away, while records that stay still name them.
pub fn removals(state: &State, upsert: &Tree, remove: &Tree) -> Done {
    let facts = &state.facts;
    let gone = |table: &str, kind: TableKind| -> Set<Ix> {
        let given: Names<'_> = ids(upsert, &Tree::Null, table).into_iter().collect();
        let removed = ids(&Tree::Null, remove, table).into_iter().filter(|id| !given.has(id));
        facts.ids(kind).map(|ids| removed.filter_map(|id| ids.find_known(id)).collect()).unwrap_or_default()
    };
    let (items, shops) = (gone("items", TableKind::Items), gone("shops", TableKind::Shops));
    if items.is_empty() && shops.is_empty() {
        return Ok(());
    }
    let is_gone = |naming: &Naming| {
        let gone = if naming.table == TableKind::Items { &items } else { &shops };
        gone.contains(&naming.ix)
    };
    let level_is_replaced = |level: Ix| {
        let names = (facts.items.ids.name(facts.levels.item(level)), facts.shops.ids.name(facts.levels.shop(level)));
        list(remove, "levels").iter().any(|tree| {
            matches!((tree.get("itemId"), tree.get("shopId")), (Tree::Text(item), Tree::Text(shop)) if (item.as_str(), shop.as_str()) == names)
        })
    };
    for (name, table, _) in TABLES {
        let touched: Names<'_> = ids(upsert, remove, name).into_iter().collect();
        for ix in facts.records(table) {
            let id = facts.ids(table).map(|ids| ids.name(ix));
            let stays = || id.map_or_else(|| !level_is_replaced(ix), |id| !touched.has(id));
            let Some(naming) = facts.find_naming(table, ix, &is_gone).filter(|_| stays()) else { continue };
            let by = id.map_or_else(|| "a level".to_owned(), |id| format!("{} {id:?}", word(table)));
            let name = facts.ids(naming.table).map_or("", |ids| ids.name(naming.ix));
            let removed = ids(&Tree::Null, remove, naming.table.name());
            let position = removed.iter().position(|removed| *removed == name).unwrap_or_default();
            let path = format!("remove.{}[{position}]", naming.table.name());
            return Err(InventoryError::invalid(path, format!("{by} still names {name:?}")));
        }
    }
    Ok(())
}

/// How to name a record to a person.
fn word(table: TableKind) -> &'static str {
    match table {
        TableKind::Adjustments => "adjustment",
        TableKind::Sales => "sale",
        TableKind::PurchaseOrders => "purchase order",
        TableKind::Transfers => "transfer",
        TableKind::VendorReturns => "vendor return",
        _ => "order",
    }
}
