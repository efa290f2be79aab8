//! Facts that changed elsewhere (till, ERP): records replaced whole by id, levels by (item, shop), records taken away.
//! What a merge leaves must be as valid as what a load takes in.

use super::decide::{Decided, nothing_to_do};
use super::records::{self, check};
use crate::contract::documents::SaleView;
use crate::contract::error::InventoryError;
use crate::contract::event::Fact;
use crate::contract::into_tree::tree;
use crate::contract::json::Receive;
use crate::contract::outcome::DocumentKind;
use crate::contract::schema::{
    ADJUSTMENT, ITEM, LEVEL, ORDER, PURCHASE_ORDER, SALE, SHOP, TABLES, TRANSFER, TableKind, VENDOR, VENDOR_RETURN,
};
use crate::contract::tree::Tree;
use crate::contract::tree_records;
use crate::keyed::Set;
use crate::state::adjustments::Reason;
use crate::state::column::{Ix, NONE};
use crate::state::edit::{Journal, State};
use crate::state::facts::Facts;
use crate::state::load::Loader;
use crate::state::replace::GivenBefore;

type Done = Result<(), InventoryError>;

/// The tables that hold documents.
pub const DOCUMENTS: [(&str, DocumentKind); 5] = [
    ("sales", DocumentKind::Sale),
    ("purchaseOrders", DocumentKind::PurchaseOrder),
    ("transfers", DocumentKind::Transfer),
    ("vendorReturns", DocumentKind::VendorReturn),
    ("orders", DocumentKind::Order),
];

/// The elements of a list; none where there is no list.
pub fn list<'t>(tree: &'t Tree, name: &str) -> &'t [Tree] {
    match tree.get(name) {
        Tree::List(list) => list,
        _ => &[],
    }
}

/// The ids of a table's records that a merge replaces or removes.
pub fn ids<'t>(upsert: &'t Tree, remove: &'t Tree, table: &str) -> Vec<&'t str> {
    let given = list(upsert, table).iter().map(|record| record.get("id"));
    let texts = given.chain(list(remove, table)).filter_map(|id| match id {
        Tree::Text(id) => Some(id.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Reads every record as a load does, into facts of its own; then asks whether what is named is there.
pub fn decide(state: &State, upsert: &Tree, remove: &Tree) -> Decided {
    let scratch = read(upsert)?;
    check_remove(remove)?;
    let is_empty = |tree: &Tree| TABLES.iter().all(|(name, _, _)| list(tree, name).is_empty());
    if is_empty(upsert) && is_empty(remove) {
        return Err(nothing_to_do("the merge holds no record").into());
    }
    check::references(&state.facts, &scratch, remove)?;
    check::removals(state, upsert, remove)?;
    Ok(Fact::Merged { upsert: upsert.clone(), remove: remove.clone() })
}

/// The records of a merge as facts of their own, checked field by field.
fn read(upsert: &Tree) -> Result<Facts, InventoryError> {
    if !matches!(upsert, Tree::Object(_) | Tree::Null) {
        return Err(InventoryError::invalid("upsert", format!("expected an object, found {}", upsert.found())));
    }
    let mut loader = Loader::default();
    for (name, kind, schema) in TABLES.iter().filter(|(_, kind, _)| *kind != TableKind::Commands) {
        match upsert.get(name) {
            Tree::Null => {}
            Tree::List(records) => {
                for (index, tree) in records.iter().enumerate() {
                    loader.record(*kind, index as u32, &tree_records::record(schema, tree));
                }
            }
            _ => return Err(InventoryError::invalid(format!("upsert.{name}"), "expected an array")),
        }
    }
    loader.into_scratch().map_err(|error| {
        let path = error.path.as_ref().map(|path| format!("upsert.{path}"));
        error.at(path)
    })
}

fn check_remove(remove: &Tree) -> Done {
    if !matches!(remove, Tree::Object(_) | Tree::Null) {
        return Err(InventoryError::invalid("remove", format!("expected an object, found {}", remove.found())));
    }
    for (name, kind, _) in TABLES {
        if !matches!(remove.get(name), Tree::Null | Tree::List(_)) {
            return Err(InventoryError::invalid(format!("remove.{name}"), "expected an array"));
        }
        for (index, element) in list(remove, name).iter().enumerate() {
            let is_right = match kind {
                TableKind::Levels => {
                    matches!((element.get("itemId"), element.get("shopId")), (Tree::Text(_), Tree::Text(_)))
                }
                _ => matches!(element, Tree::Text(id) if !id.is_empty()),
            };
            if !is_right {
                let expected = if kind == TableKind::Levels { "an itemId and a shopId" } else { "an id" };
                let message = format!("expected {expected}, found {}", element.found());
                return Err(InventoryError::invalid(format!("remove.{name}[{index}]"), message));
            }
        }
    }
    Ok(())
}

/// Takes a merge in.
pub fn merge(state: &mut State, journal: &mut Journal, upsert: &Tree, remove: &Tree) -> Done {
    journal.watches_texts = true;
    let records = touched_records(state, upsert, remove);
    let before = views(state, &records);
    touch(state, journal, &records);
    touch_named(state, journal, upsert);
    touch_waiting_for(state, journal, &items_that_turn(&state.facts, upsert));
    let given =
        GivenBefore::note(&mut state.facts, &records.iter().map(|(kind, ix, _)| (*kind, *ix)).collect::<Vec<_>>());
    let opposite = opposite(state, &records);
    state.merged(journal, opposite, given);
    put(state, upsert, remove)?;
    touch(state, journal, &records);
    for ((_, _, kind), (before, now)) in records.iter().zip(before.iter().zip(views(state, &records))) {
        if let Some(document) = kind.filter(|_| *before != now) {
            journal.documents.insert(document);
        }
    }
    let levels = records.iter().filter(|(kind, _, _)| *kind == TableKind::Levels).map(|(_, level, _)| *level);
    journal.moved.extend(levels);
    Ok(())
}

/// What the new records name and the old ones did not: orders that come by a sale or a movement, and the levels of new
/// movements and lines. What waited there is asked before they are taken in.
fn touch_named(state: &State, journal: &mut Journal, upsert: &Tree) {
    let facts = &state.facts;
    let text = |tree: &Tree, name: &str| match tree.get(name) {
        Tree::Text(text) => Some(text.clone()),
        _ => None,
    };
    let level = |tree: &Tree| {
        let item = facts.items.ids.find_known(&text(tree, "itemId")?)?;
        facts.levels.find(item, facts.shops.ids.find_known(&text(tree, "shopId")?)?)
    };
    for sale in list(upsert, "sales") {
        if let Some(order) = text(sale, "orderId").and_then(|id| facts.orders.table.ids.find_known(&id)) {
            state.touch_order(journal, order);
        }
    }
    for adjustment in list(upsert, "adjustments") {
        state.touch_level(journal, level(adjustment).unwrap_or(NONE));
        let sale = text(adjustment, "sourceId").and_then(|id| facts.sales.ids.find_known(&id));
        let order = sale.map(|sale| facts.sales.get(sale).order);
        if let Some(order) = order.filter(|order| facts.orders.table.ids.is_known(*order)) {
            state.touch_order(journal, order);
        }
    }
    for line in list(upsert, "orders").iter().flat_map(|order| list(order, "lines")) {
        state.touch_level(journal, level(line).unwrap_or(NONE));
    }
}

/// Items that become inventoried, or stop being so.
fn items_that_turn(facts: &Facts, upsert: &Tree) -> Set<Ix> {
    let turns = |tree: &Tree| {
        let Tree::Text(id) = tree.get("id") else { return None };
        let ix = facts.items.ids.find_known(id)?;
        let inventoried = *tree.get("inventoried") != Tree::Bool(false);
        (facts.items.get(ix).inventoried != inventoried).then_some(ix)
    };
    list(upsert, "items").iter().filter_map(turns).collect()
}

/// Orders with lines of these items: nobody waits for a service, so they may be ready now or no longer.
fn touch_waiting_for(state: &State, journal: &mut Journal, items: &Set<Ix>) {
    if items.is_empty() {
        return;
    }
    let Facts { orders, .. } = &state.facts;
    for order in orders.table.ids.numbers().filter(|order| orders.table.ids.is_known(*order)) {
        if orders.lines.of(orders.table.get(order).lines).iter().any(|line| items.contains(&line.item)) {
            state.touch_order(journal, order);
        }
    }
}

/// A record that a merge touches: its table, its number, and the document that it shows in.
type Touched = (TableKind, Ix, Option<(DocumentKind, Ix)>);

/// Numbers of everything that is named, given now to what is new.
fn touched_records(state: &mut State, upsert: &Tree, remove: &Tree) -> Vec<Touched> {
    let mut records = Vec::new();
    for (name, kind, _) in TABLES {
        if kind == TableKind::Levels {
            for tree in list(upsert, name).iter().chain(list(remove, name)) {
                let (Tree::Text(item), Tree::Text(shop)) = (tree.get("itemId"), tree.get("shopId")) else { continue };
                let (item, shop) = (state.facts.items.ids.intern(item), state.facts.shops.ids.intern(shop));
                records.push((kind, state.facts.levels.ensure(item, shop), None));
            }
            continue;
        }
        for id in ids(upsert, remove, name) {
            let facts = &mut state.facts;
            let (ix, document) = match kind {
                TableKind::Shops => (facts.shops.ids.intern(id), None),
                TableKind::Vendors => (facts.vendors.ids.intern(id), None),
                TableKind::Items => (facts.items.ids.intern(id), None),
                TableKind::Sales => (facts.sales.ids.intern(id), Some(DocumentKind::Sale)),
                TableKind::Adjustments => (facts.adjustments.ids.intern(id), None),
                TableKind::PurchaseOrders => (facts.purchase_orders.ids.intern(id), Some(DocumentKind::PurchaseOrder)),
                TableKind::Transfers => (facts.transfers.ids.intern(id), Some(DocumentKind::Transfer)),
                TableKind::VendorReturns => (facts.vendor_returns.ids.intern(id), Some(DocumentKind::VendorReturn)),
                TableKind::Orders => (facts.orders.table.ids.intern(id), Some(DocumentKind::Order)),
                TableKind::Levels | TableKind::Commands => continue,
            };
            records.push((kind, ix, document.map(|document| (document, ix))));
        }
    }
    // A sale shows its movements: where they change, it changes.
    let mut sales: Set<Ix> = Set::new();
    for tree in list(upsert, "adjustments") {
        if let (Tree::Text(reason), Tree::Text(id)) = (tree.get("reason"), tree.get("sourceId"))
            && reason == Reason::Sale.word()
        {
            sales.extend(state.facts.sales.ids.find_known(id));
        }
    }
    for (_, ix, _) in records.iter().filter(|(kind, _, _)| *kind == TableKind::Adjustments) {
        if state.facts.adjustments.ids.is_known(*ix) && state.facts.adjustments.reason(*ix) == Reason::Sale {
            sales.insert(state.facts.adjustments.source(*ix));
        }
    }
    let named: Set<Ix> =
        records.iter().filter(|(kind, _, _)| *kind == TableKind::Sales).map(|(_, ix, _)| *ix).collect();
    let more = sales.into_iter().filter(|ix| *ix != NONE && !named.contains(ix) && state.facts.sales.ids.is_known(*ix));
    // Not replaced themselves: only looked at for the difference.
    records.extend(more.map(|ix| (TableKind::Commands, ix, Some((DocumentKind::Sale, ix)))));
    records
}

/// What each touched document looks like.
fn views(state: &State, records: &[Touched]) -> Vec<Tree> {
    let facts = &state.facts;
    let view = |(_, _, document): &Touched| match document {
        Some((DocumentKind::Sale, ix)) => {
            let sale = crate::lists::sale(facts, &state.index, facts.sales.ids.name(*ix));
            // Its own facts: the number of its order is the order's.
            tree(&sale.map(|sale| SaleView { order: None, ..sale }))
        }
        Some((DocumentKind::PurchaseOrder, ix)) if facts.purchase_orders.ids.is_known(*ix) => {
            tree(&facts.purchase_order_view(*ix))
        }
        Some((DocumentKind::Transfer, ix)) if facts.transfers.ids.is_known(*ix) => tree(&facts.transfer_view(*ix)),
        Some((DocumentKind::VendorReturn, ix)) if facts.vendor_returns.ids.is_known(*ix) => {
            tree(&facts.vendor_return_view(*ix))
        }
        Some((DocumentKind::Order, ix)) if facts.orders.table.ids.is_known(*ix) => tree(&facts.order_view(*ix)),
        _ => Tree::Null,
    };
    records.iter().map(view).collect()
}

/// Says of everything that a touched record shows in that it may change.
fn touch(state: &State, journal: &mut Journal, records: &[Touched]) {
    let facts = &state.facts;
    let of = |wanted: TableKind| -> Set<Ix> {
        records.iter().filter(|(kind, _, _)| *kind == wanted).map(|(_, ix, _)| *ix).collect()
    };
    for level in of(TableKind::Levels) {
        let item = facts.levels.item(level);
        journal.items.or_insert_with(item, || state.index.available(item));
        state.touch_level(journal, level);
    }
    for ix in of(TableKind::Adjustments) {
        for adjustment in state.index.reversals_of(ix).iter().copied().chain([ix, facts.adjustments.reverses(ix)]) {
            if adjustment != NONE && facts.adjustments.ids.is_known(adjustment) {
                state.touch_level(journal, facts.adjustments.level(adjustment));
            }
        }
        for order in state.orders_naming(ix).into_iter().chain(facts.order_of(ix)) {
            state.touch_order(journal, order);
        }
    }
    for ix in of(TableKind::Sales) {
        state.index.adjustments_of_sale(ix).for_each(|ix| state.touch_level(journal, facts.adjustments.level(ix)));
        if let Some(sale) = facts.sales.known(ix).filter(|sale| facts.orders.table.ids.is_known(sale.order)) {
            state.touch_order(journal, sale.order);
        }
    }
    of(TableKind::Orders).into_iter().for_each(|ix| state.touch_order(journal, ix));
    let vendors = of(TableKind::Vendors);
    let mut purchase_orders = of(TableKind::PurchaseOrders);
    if !vendors.is_empty() {
        // A vendor's lead time dates its purchase orders.
        let by_vendor =
            facts.purchase_orders.ids.numbers().filter(|ix| vendors.contains(&facts.purchase_orders.get(*ix).vendor));
        purchase_orders.extend(by_vendor);
    }
    for ix in purchase_orders.iter() {
        for line in facts.purchase_order_lines.of(facts.purchase_orders.get(ix).lines) {
            state.touch_level(journal, line.level);
        }
    }
    let transfers = of(TableKind::Transfers);
    for ix in transfers.iter() {
        for line in facts.transfer_lines.of(facts.transfers.get(ix).lines) {
            state.touch_level(journal, line.level);
        }
    }
    let items = of(TableKind::Items);
    items.iter().flat_map(|item| facts.levels.of_item(item)).for_each(|level| state.touch_level(journal, level));
    let (shops, returns) = (of(TableKind::Shops), of(TableKind::VendorReturns));
    if shops.is_empty()
        && vendors.is_empty()
        && returns.is_empty()
        && transfers.is_empty()
        && purchase_orders.is_empty()
    {
        return;
    }
    for level in state.negative_levels() {
        let has_source = || {
            state.index.adjustments_on(level).any(|ix| {
                let source = facts.adjustments.source(ix);
                match facts.adjustments.reason(ix) {
                    Reason::Sale => false,
                    Reason::VendorReturn => returns.contains(&source),
                    Reason::Transfer => transfers.contains(&source),
                    Reason::Other => purchase_orders.contains(&source),
                }
            })
        };
        let vendor = facts.items.get(facts.levels.item(level)).vendor;
        if shops.contains(&facts.levels.shop(level)) || vendors.contains(&vendor) || has_source() {
            state.touch_level(journal, level);
        }
    }
}

/// The merge that leads back: what there is now of every record, and the removal of what there is not.
fn opposite(state: &State, records: &[Touched]) -> (Tree, Tree) {
    let facts = &state.facts;
    let (mut upsert, mut remove) = (Vec::new(), Vec::new());
    for (name, table, _) in TABLES {
        let (mut given, mut gone) = (Vec::new(), Vec::new());
        let mut seen = Set::new();
        for (_, ix, _) in records.iter().filter(|(kind, ix, _)| *kind == table && seen.insert(*ix)) {
            let ix = *ix;
            if table == TableKind::Levels {
                let record = facts.level_record(ix);
                if facts.levels.given.has(ix) {
                    given.push(tree(&record))
                } else {
                    gone.push(tree(&record))
                }
                continue;
            }
            let Some(ids) = facts.ids(table) else { continue };
            if !ids.is_known(ix) {
                gone.push(Tree::Text(ids.name(ix).to_owned()));
                continue;
            }
            given.push(match table {
                TableKind::Shops => tree(&facts.shop_record(ix)),
                TableKind::Vendors => tree(&facts.vendor_record(ix)),
                TableKind::Items => tree(&facts.item_record(ix)),
                TableKind::Sales => tree(&facts.sale_record(ix)),
                TableKind::Adjustments => tree(&facts.adjustment_record(ix)),
                TableKind::PurchaseOrders => tree(&facts.purchase_order_record(ix)),
                TableKind::Transfers => tree(&facts.transfer_record(ix)),
                TableKind::VendorReturns => tree(&facts.vendor_return_record(ix)),
                TableKind::Orders => tree(&facts.order_record(ix)),
                TableKind::Levels | TableKind::Commands => Tree::Null,
            });
        }
        upsert.push((name.into(), Tree::List(given)));
        remove.push((name.into(), Tree::List(gone)));
    }
    (Tree::Object(upsert), Tree::Object(remove))
}

/// Puts records in and takes records out; nothing is touched or noted here.
pub fn put(state: &mut State, upsert: &Tree, remove: &Tree) -> Done {
    for (name, kind, _) in TABLES.iter().rev() {
        for element in list(remove, name) {
            take_out(state, *kind, element);
        }
    }
    let each = |name: &'static str| list(upsert, name).iter();
    for tree in each("shops") {
        let (ix, record) = records::read(&mut state.facts, &SHOP, tree, "shops", Facts::read_shop)?;
        state.facts.shops.set(ix, record);
        state.facts.shops.ids.given.add(ix);
    }
    for tree in each("vendors") {
        let (ix, record) = records::read(&mut state.facts, &VENDOR, tree, "vendors", Facts::read_vendor)?;
        state.facts.vendors.set(ix, record);
        state.facts.vendors.ids.given.add(ix);
    }
    for tree in each("items") {
        let (ix, record) = records::read(&mut state.facts, &ITEM, tree, "items", Facts::read_item)?;
        let was_inventoried = state.facts.items.get(ix).inventoried;
        state.facts.items.set(ix, record);
        state.facts.items.ids.given.add(ix);
        if was_inventoried != record.inventoried {
            state.reindex_item(ix);
        }
    }
    for tree in each("levels") {
        let (item, shop, qoh, remarks) = records::read(&mut state.facts, &LEVEL, tree, "levels", Facts::read_level)?;
        let level = state.facts.levels.ensure(item, shop);
        state.put_level(level, qoh, remarks);
    }
    for tree in each("adjustments") {
        let (ix, (item, shop), mut movement, extras) =
            records::read(&mut state.facts, &ADJUSTMENT, tree, "adjustments", Facts::read_adjustment)?;
        movement.level = state.facts.levels.ensure(item, shop);
        state.put_adjustment(ix, movement, extras);
    }
    for tree in each("sales") {
        let (ix, sale) = records::read(&mut state.facts, &SALE, tree, "sales", Facts::read_sale)?;
        state.put_sale(ix, sale);
    }
    for tree in each("purchaseOrders") {
        let (ix, document, receipts) =
            records::read(&mut state.facts, &PURCHASE_ORDER, tree, "purchaseOrders", Facts::read_purchase_order)?;
        records::find_purchase_order_levels(&mut state.facts, &document);
        state.put_purchase_order(ix, document, receipts);
    }
    for tree in each("transfers") {
        let (ix, document, receipts) =
            records::read(&mut state.facts, &TRANSFER, tree, "transfers", Facts::read_transfer)?;
        records::find_transfer_levels(&mut state.facts, &document);
        state.put_transfer(ix, document, receipts);
    }
    for tree in each("vendorReturns") {
        let (ix, document) =
            records::read(&mut state.facts, &VENDOR_RETURN, tree, "vendorReturns", Facts::read_vendor_return)?;
        state.facts.vendor_returns.set(ix, document);
        state.facts.vendor_returns.ids.given.add(ix);
    }
    for tree in each("orders") {
        let (ix, order) = records::read(&mut state.facts, &ORDER, tree, "orders", Facts::read_order)?;
        records::find_order_levels(&mut state.facts, &order);
        state.put_order(ix, order);
    }
    Ok(())
}

fn take_out(state: &mut State, kind: TableKind, element: &Tree) {
    if kind == TableKind::Levels {
        let (Tree::Text(item), Tree::Text(shop)) = (element.get("itemId"), element.get("shopId")) else { return };
        let facts = &state.facts;
        let level = facts.items.ids.find(item).zip(facts.shops.ids.find(shop));
        if let Some(level) = level.and_then(|(item, shop)| facts.levels.find(item, shop)) {
            state.remove_level(level);
        }
        return;
    }
    let Tree::Text(id) = element else { return };
    let Some(ix) = state.facts.ids(kind).and_then(|ids| ids.find_known(id)) else { return };
    match kind {
        TableKind::Sales => state.remove_sale(ix),
        TableKind::Adjustments => state.remove_adjustment(ix),
        TableKind::PurchaseOrders => state.remove_purchase_order(ix),
        TableKind::Transfers => state.remove_transfer(ix),
        TableKind::Orders => state.remove_order(ix),
        kind => {
            if let Some(given) = state.facts.given_mut(kind) {
                given.remove(ix);
            }
        }
    }
}
