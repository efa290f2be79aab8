//! Receipts add up to no more than their line says was received; to less where a host sends only the newest ones.

use super::books::{Books, inside, place};
use super::found::{Found, said};
use crate::contract::findings::Place;
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::keyed::Map;
use crate::named::Named;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::documents::{Receipt, Span};

/// A document that was received in parts.
struct Document<'d> {
    place: Place<'d>,
    name: &'static str,
    number: Ix,
    id: &'d str,
    lines: Span,
    receipts: &'d [Receipt],
    /// The lines by id.
    numbers: Named<'d, Ix>,
}

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    for ix in facts.purchase_orders.ids.given.in_order() {
        let Some(receipts) = facts.purchase_order_receipts.get(&ix) else { continue };
        let record = facts.purchase_orders.get(ix);
        let document = Document {
            place: place("purchaseOrders", &facts.purchase_orders.ids, ix),
            name: "Purchase order ",
            number: record.number,
            id: facts.purchase_orders.ids.name(ix),
            lines: record.lines,
            receipts,
            numbers: facts.purchase_order_line_numbers(ix),
        };
        let line =
            |number| (facts.purchase_order_lines.get(number).item, facts.purchase_order_lines.get(number).received);
        compare(books, found, &document, &line);
    }
    for ix in facts.transfers.ids.given.in_order() {
        let Some(receipts) = facts.transfer_receipts.get(&ix) else { continue };
        let record = facts.transfers.get(ix);
        let document = Document {
            place: place("transfers", &facts.transfers.ids, ix),
            name: "Transfer ",
            number: record.number,
            id: facts.transfers.ids.name(ix),
            lines: record.lines,
            receipts,
            numbers: facts.transfer_line_numbers(ix),
        };
        let line = |number| (facts.transfer_lines.get(number).item, facts.transfer_lines.get(number).received);
        compare(books, found, &document, &line);
    }
}

/// `line` tells a line's item and what was received of it.
fn compare(books: &Books<'_>, found: &mut Found, document: &Document<'_>, line: &dyn Fn(Ix) -> (Ix, Quantity)) {
    let mut sums: Map<Ix, Quantity> = Map::new();
    for receipt in document.receipts.iter().filter(|receipt| !receipt.reversed) {
        for (id, quantity) in &receipt.lines {
            if let Some(number) = document.numbers.get(books.facts.texts.get(*id)) {
                let sum = sums.or_default(*number);
                *sum = sum.plus(*quantity);
            }
        }
    }
    for (number, sum) in sums {
        let (item, received) = line(number);
        if sum <= received {
            continue;
        }
        let say = || {
            let (sum_text, received_text) = (sum.to_string(), received.to_string());
            let what = ["its receipts hold ", &sum_text, " of ", books.item(item), ", and "];
            let document_number = books.facts.texts.get(document.number);
            let message =
                said(&[document.name, document_number, ": ", &said(&what), &received_text, " were received."]);
            (message, object! {"id": document.id, "received": received, "receipts": sum})
        };
        let position = number.saturating_sub(document.lines.start) as usize;
        let path = || inside(&document.place, "lines", position).field("received");
        found.add(FindingRule::ReceiptsMoreThanReceived, &path, &say);
    }
}
