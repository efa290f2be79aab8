//! The movements of a document add up to no more than the document says; to less where a host sends only some of them.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::findings::Place;
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::Ix;

/// What moved, signed, by document and level; then what the document does not say of it.
type Moved = Map<(Ix, Ix), Quantity>;

/// What a document's line says of one level.
struct Part {
    /// The line's position.
    line: usize,
    level: Ix,
    field: &'static str,
    /// Positive for what comes in.
    says: Quantity,
}

struct Document<'d> {
    place: Place<'d>,
    name: [&'d str; 2],
    id: &'d str,
    ix: Ix,
}

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    let texts = &facts.texts;
    let (mut bought, mut transferred, mut returned) = (Moved::new(), Moved::new(), Moved::new());
    for ix in facts.adjustments.ids.given.in_order() {
        let movement = facts.adjustments.get(ix);
        let moved = match movement.reason {
            Reason::Sale => continue,
            Reason::Other => &mut bought,
            Reason::Transfer => &mut transferred,
            Reason::VendorReturn => &mut returned,
        };
        if facts.source_is_known(ix) {
            let sum = moved.or_default((movement.source, movement.level));
            *sum = sum.plus(movement.quantity);
        }
    }
    let mut parts = Vec::new();
    for ix in facts.purchase_orders.ids.given.in_order() {
        let record = facts.purchase_orders.get(ix);
        for (position, line) in facts.purchase_order_lines.of(record.lines).iter().enumerate() {
            parts.push(Part { line: position, level: line.level, field: "received", says: line.received });
        }
        let ids = &facts.purchase_orders.ids;
        let name = ["Purchase order ", texts.get(record.number)];
        let document = Document { place: place("purchaseOrders", ids, ix), name, id: ids.name(ix), ix };
        compare(books, found, &document, &mut parts, &mut bought);
    }
    for ix in facts.transfers.ids.given.in_order() {
        let record = facts.transfers.get(ix);
        for (position, line) in facts.transfer_lines.of(record.lines).iter().enumerate() {
            parts.push(Part { line: position, level: line.level, field: "received", says: line.received });
            let sent = if record.sent_at.is_some() { line.sent } else { Quantity::ZERO };
            if let Some(level) = facts.levels.find(line.item, record.from_shop) {
                parts.push(Part { line: position, level, field: "sent", says: line.returned.minus(sent) });
            }
        }
        let ids = &facts.transfers.ids;
        let name = ["Transfer ", texts.get(record.number)];
        let document = Document { place: place("transfers", ids, ix), name, id: ids.name(ix), ix };
        compare(books, found, &document, &mut parts, &mut transferred);
    }
    for ix in facts.vendor_returns.ids.given.in_order() {
        let record = facts.vendor_returns.get(ix);
        for (position, line) in facts.vendor_return_lines.of(record.lines).iter().enumerate() {
            let sent = if record.sent_at.is_some() { line.quantity } else { Quantity::ZERO };
            if let Some(level) = facts.levels.find(line.item, record.shop) {
                parts.push(Part { line: position, level, field: "quantity", says: sent.negated() });
            }
        }
        let ids = &facts.vendor_returns.ids;
        let name = ["Vendor return ", texts.get(record.number)];
        let document = Document { place: place("vendorReturns", ids, ix), name, id: ids.name(ix), ix };
        compare(books, found, &document, &mut parts, &mut returned);
    }
}

/// Two lines of one item move one level, so what all lines say of it is taken away first.
fn compare(books: &Books<'_>, found: &mut Found, document: &Document<'_>, parts: &mut Vec<Part>, moved: &mut Moved) {
    for part in parts.iter() {
        if let Some(left) = moved.get_mut(&(document.ix, part.level)) {
            *left = left.minus(part.says);
        }
    }
    for part in parts.drain(..) {
        let comes_in = part.field == "received";
        let Some(left) = moved.get_mut(&(document.ix, part.level)) else { continue };
        if !(if comes_in { left.is_positive() } else { left.is_negative() }) {
            continue;
        }
        // Said once, however many lines there are.
        let more = Quantity::from_raw(std::mem::take(left).raw().saturating_abs());
        let say = || {
            let item = books.facts.levels.item(part.level);
            let (units, direction) = (more.to_string(), if comes_in { " came in" } else { " went out" });
            let what = [": ", &units, " more of ", books.item(item), direction, " than it says"];
            let message = said(&[&said(&document.name), &said(&what), "."]);
            (message, object! {"id": document.id, "itemId": books.facts.items.ids.name(item), "more": more})
        };
        found.add(
            FindingRule::MovedMoreThanDocumented,
            &|| inside(&document.place, "lines", part.line).field(part.field),
            &say,
        );
    }
}
