//! Stock movements. The till's log is the truth where it was given; where it was not, completed sales, sent transfers and
//! sent vendor returns say what left, line by line.

use std::collections::{BTreeMap, BTreeSet};

use oversold::{Instant, Quantity};

use super::Given;
use super::sales::{completed_at, lines};
use crate::lightspeed::retail::Log;
use crate::snapshot::{Adjustment, Transfer, VendorReturn};

/// What a movement belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Sale,
    Transfer,
    VendorReturn,
    Order,
}

/// A document's movements of one item in one shop.
type Place = (Kind, String, String, String);

struct Movement {
    adjustment: Adjustment,
    document: Option<(Kind, String)>,
    /// The line that a refund gives back.
    parent: Option<String>,
}

/// A log's reason in the contract's words; any other is given back as it came, and counts as `other`.
fn reason(log: &Log) -> &str {
    match log.reason.as_deref() {
        Some("RemoveForTransaction" | "RemoveForTransactionLine" | "AdjustmentForSale") => "sale",
        Some("RemoveForVendorReturn") => "vendorReturn",
        Some("RemoveForTransfer") => "transfer",
        Some(other) => other,
        None => "other",
    }
}

/// Units that arrived for a special order are taken out of stock at once: they were never for the queue.
fn is_set_aside(log: &Log) -> bool {
    matches!(log.reason.as_deref(), Some("RemoveForSpecialOrder" | "CreateAndRemoveInventoryForSpecialOrder"))
}

fn document(log: &Log) -> Option<(Kind, String)> {
    let of = |kind, id: &Option<String>| id.clone().map(|id| (kind, id));
    of(Kind::Sale, &log.sale)
        .or_else(|| of(Kind::Transfer, &log.transfer))
        .or_else(|| of(Kind::VendorReturn, &log.vendor_return))
        .or_else(|| of(Kind::Order, &log.order))
}

pub fn movements(given: Given<'_>, transfers: &[Transfer], vendor_returns: &[VendorReturn]) -> Vec<Adjustment> {
    let (mut movements, logged) = from_logs(given);
    from_sales(given, &logged, &mut movements);
    from_documents(given, transfers, vendor_returns, &logged, &mut movements);
    reverse(given, &mut movements);
    movements.into_iter().map(|movement| movement.adjustment).collect()
}

fn is_voided(given: Given<'_>, document: &Option<(Kind, String)>) -> bool {
    let Some((Kind::Sale, sale)) = document else { return false };
    given.retail.sales.get(sale).is_some_and(|sale| sale.voided)
}

fn from_logs(given: Given<'_>) -> (Vec<Movement>, BTreeSet<Place>) {
    let (mut movements, mut logged) = (Vec::new(), BTreeSet::new());
    for (id, log) in given.retail.logs.iter() {
        // A change of the cost moves nothing; an item or shop 0 is none.
        let (Some(item), Some(shop), Some(quantity)) = (&log.item, &log.shop, log.change) else { continue };
        if quantity.is_zero() || !given.is_inventoried(item) {
            continue;
        }
        let document = document(log);
        if let Some((kind, of)) = &document {
            logged.insert((*kind, of.clone(), item.clone(), shop.clone()));
        }
        // A void restocks all of its sale: taken out and put back, it was no movement.
        if is_set_aside(log) || is_voided(given, &document) {
            continue;
        }
        let Some(at) = log.at else {
            given.notes.add("withoutDate", "Logs without createTime were left out", format!("InventoryLog {id}"));
            continue;
        };
        let reason = reason(log);
        // Of a reason that it does not know, the contract takes the source for a purchase order.
        let source_id = match (reason, &document) {
            ("sale", Some((Kind::Sale, id)))
            | ("transfer", Some((Kind::Transfer, id)))
            | ("vendorReturn", Some((Kind::VendorReturn, id))) => Some(id.clone()),
            ("sale" | "transfer" | "vendorReturn", _) => None,
            (_, Some((Kind::Order, id))) => Some(id.clone()),
            _ => None,
        };
        let id = format!("InventoryLog/{id}");
        movements.push(Movement {
            adjustment: adjustment(id, (item, shop), quantity, at, reason, source_id),
            document,
            parent: None,
        });
    }
    (movements, logged)
}

fn adjustment(
    id: String,
    (item, shop): (&str, &str),
    quantity: Quantity,
    at: Instant,
    reason: &str,
    source_id: Option<String>,
) -> Adjustment {
    Adjustment {
        id,
        item_id: item.to_owned(),
        shop_id: shop.to_owned(),
        quantity,
        at,
        reason: reason.to_owned(),
        source_id,
        reverses: None,
        refunded_not_restocked: Quantity::ZERO,
        note: None,
    }
}

/// The id of the movement that a sale's line made.
pub fn of_sale_line(line: &str) -> String {
    format!("SaleLine/{line}")
}

fn from_sales(given: Given<'_>, logged: &BTreeSet<Place>, movements: &mut Vec<Movement>) {
    let lines = lines(given);
    for (id, sale) in given.retail.sales.iter().filter(|(_, sale)| sale.completed && !sale.voided) {
        let of_sale = lines.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let Some(at) = completed_at(sale, of_sale) else { continue };
        for (line_id, line) in of_sale {
            // A line without an item is a remark or a fee; one of a special order was taken out when it arrived.
            let (Some(item), Some(shop)) = (&line.item, line.shop.as_ref().or(sale.shop.as_ref())) else { continue };
            let Some(quantity) = line.quantity.filter(|quantity| !quantity.is_zero()) else { continue };
            let place = (Kind::Sale, id.clone(), item.clone(), shop.clone());
            if line.special_order || !given.is_inventoried(item) || logged.contains(&place) {
                continue;
            }
            let movement =
                adjustment(of_sale_line(line_id), (item, shop), quantity.negated(), at, "sale", Some(id.clone()));
            let document = Some((Kind::Sale, id.clone()));
            movements.push(Movement { adjustment: movement, document, parent: line.parent.clone() });
        }
    }
}

fn from_documents(
    given: Given<'_>,
    transfers: &[Transfer],
    vendor_returns: &[VendorReturn],
    logged: &BTreeSet<Place>,
    movements: &mut Vec<Movement>,
) {
    let mut left = |kind, document: &str, line: (String, &str), shop: &str, units: Quantity, at, reason| {
        let (id, item) = line;
        let place = (kind, document.to_owned(), item.to_owned(), shop.to_owned());
        if units.is_positive() && given.is_inventoried(item) && !logged.contains(&place) {
            let adjustment = adjustment(id, (item, shop), units.negated(), at, reason, Some(document.to_owned()));
            movements.push(Movement { adjustment, document: Some((kind, document.to_owned())), parent: None });
        }
    };
    for transfer in transfers {
        let Some(at) = transfer.sent_at else { continue };
        for line in &transfer.lines {
            let id = (format!("TransferItem/{}", line.id), line.item_id.as_str());
            left(Kind::Transfer, &transfer.id, id, &transfer.from_shop_id, line.sent, at, "transfer");
        }
    }
    for vendor_return in vendor_returns {
        let Some(at) = vendor_return.sent_at else { continue };
        for line in &vendor_return.lines {
            let id = (format!("VendorReturnItem/{}", line.id), line.item_id.as_str());
            left(Kind::VendorReturn, &vendor_return.id, id, &vendor_return.shop_id, line.quantity, at, "vendorReturn");
        }
    }
}

/// Movements that others may take back, each with the units that are left of it.
#[derive(Default)]
struct Reversible {
    by_place: BTreeMap<Place, Vec<(String, Quantity)>>,
}

impl Reversible {
    /// The newest movement of a place of which something is left.
    fn take(&mut self, place: &Place, units: Quantity) -> Option<String> {
        let (id, left) = self.by_place.get_mut(place)?.iter_mut().rev().find(|(_, left)| left.is_positive())?;
        *left = left.minus(units);
        Some(id.clone())
    }
}

/// Links what puts units back to what took them: a refund to its parent line's movement, anything else to the newest
/// movement of the same document, item and shop. Of purchase orders it is the other way round.
fn reverse(given: Given<'_>, movements: &mut [Movement]) {
    let mut order: Vec<usize> = (0..movements.len()).collect();
    let key = |at: &usize| movements.get(*at).map(|movement| (movement.adjustment.at, movement.adjustment.id.clone()));
    order.sort_by_key(key);
    let mut reversible = Reversible::default();
    let place = |movement: &Movement, document: &(Kind, String)| {
        (document.0, document.1.clone(), movement.adjustment.item_id.clone(), movement.adjustment.shop_id.clone())
    };
    let takes_back = |movement: &Movement| {
        let inward = movement.adjustment.quantity.is_positive();
        movement.document.as_ref().is_some_and(|(kind, _)| inward == (*kind != Kind::Order))
    };
    for at in &order {
        let Some(movement) = movements.get(*at).filter(|movement| !takes_back(movement)) else { continue };
        let Some(document) = &movement.document else { continue };
        let size = Quantity::from_raw(movement.adjustment.quantity.raw().saturating_abs());
        let list = reversible.by_place.entry(place(movement, document)).or_default();
        list.push((movement.adjustment.id.clone(), size));
    }
    let parents = parents(given);
    let mut refunds: BTreeMap<Place, usize> = BTreeMap::new();
    for at in order {
        let Some(movement) = movements.get(at).filter(|movement| takes_back(movement)) else { continue };
        let Some(document) = movement.document.clone() else { continue };
        let own = place(movement, &document);
        let units = Quantity::from_raw(movement.adjustment.quantity.raw().saturating_abs());
        // The k-th movement back of a refund's item gives back the k-th of its lines.
        let parent = movement.parent.clone().or_else(|| {
            let count = refunds.entry(own.clone()).or_default();
            let found = parents.get(&own)?.get(*count).cloned();
            *count = count.saturating_add(1);
            found
        });
        let reverses = match parent {
            Some(line) => match given.retail.sale_lines.get(&line) {
                // In another shop it is an ordinary movement there.
                Some(sold) => sold
                    .sale
                    .as_ref()
                    .and_then(|sale| reversible.take(&(Kind::Sale, sale.clone(), own.2.clone(), own.3.clone()), units)),
                // Of a batch before this one.
                None => Some(of_sale_line(&line)),
            },
            None => reversible.take(&own, units),
        };
        if let Some(movement) = movements.get_mut(at) {
            movement.adjustment.reverses = reverses.filter(|id| *id != movement.adjustment.id);
        }
    }
}

/// The lines that each refund's lines give back.
fn parents(given: Given<'_>) -> BTreeMap<Place, Vec<String>> {
    let mut parents: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    for (id, lines) in lines(given) {
        let shop = given.retail.sales.get(id).and_then(|sale| sale.shop.as_ref());
        for (_, line) in lines {
            let negative = line.quantity.is_some_and(Quantity::is_negative);
            if let (true, Some(item), Some(shop), Some(parent)) =
                (negative, &line.item, line.shop.as_ref().or(shop), &line.parent)
            {
                let place = (Kind::Sale, id.to_owned(), item.clone(), shop.clone());
                parents.entry(place).or_default().push(parent.clone());
            }
        }
    }
    parents
}
