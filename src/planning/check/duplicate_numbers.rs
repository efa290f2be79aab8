//! Documents of one kind that have the same number: whoever looks one up finds the other. Each shop's till counts for
//! itself.

use super::books::{Books, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::keyed::Map;
use crate::named::Named;
use crate::state::column::{Ix, NONE};
use crate::state::ids::Ids;

/// A kind of document: its table, what people call it, its ids, and of each its number and the shop that counts it.
struct Kind<'f> {
    table: &'static str,
    name: &'static str,
    ids: &'f Ids,
    number: &'f dyn Fn(Ix) -> (Ix, Ix),
}

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    let sale = |ix| (facts.sales.get(ix).shop, facts.sales.get(ix).number);
    let purchase_order = |ix| (NONE, facts.purchase_orders.get(ix).number);
    let transfer = |ix| (NONE, facts.transfers.get(ix).number);
    let vendor_return = |ix| (NONE, facts.vendor_returns.get(ix).number);
    let order = |ix| (NONE, facts.orders.table.get(ix).number);
    let kinds = [
        Kind { table: "sales", name: "sales", ids: &facts.sales.ids, number: &sale },
        Kind {
            table: "purchaseOrders",
            name: "purchase orders",
            ids: &facts.purchase_orders.ids,
            number: &purchase_order,
        },
        Kind { table: "transfers", name: "transfers", ids: &facts.transfers.ids, number: &transfer },
        Kind { table: "vendorReturns", name: "vendor returns", ids: &facts.vendor_returns.ids, number: &vendor_return },
        Kind { table: "orders", name: "orders", ids: &facts.orders.table.ids, number: &order },
    ];
    for kind in kinds {
        let mut numbers: Map<Ix, Named<'_, Ix>> = Map::new();
        for ix in kind.ids.given.in_order() {
            let (counted_by, number) = (kind.number)(ix);
            let number = facts.texts.get(number);
            if number.is_empty() {
                continue;
            }
            let known = numbers.or_default(counted_by);
            let Some(first) = known.get(number).copied() else {
                known.insert(number, ix);
                continue;
            };
            let say = || {
                let message = said(&["Two ", kind.name, " have the number ", number, "."]);
                let (id, other) = (kind.ids.name(ix), kind.ids.name(first));
                (message, object! {"id": id, "number": number, "otherId": other})
            };
            found.add(FindingRule::DuplicateNumber, &|| place(kind.table, kind.ids, ix).field("number"), &say);
        }
    }
}
