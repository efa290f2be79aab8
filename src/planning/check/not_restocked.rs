//! Rule 14: what was refunded and not put back is a part of what the movement took out.

use super::books::{Books, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let adjustments = &books.facts.adjustments;
    for ix in adjustments.ids.given.in_order() {
        let (refunded, left) = (adjustments.refunded_not_restocked(ix), books.net_outflow(ix));
        if refunded <= left {
            continue;
        }
        let say = || {
            let item = books.item(books.facts.levels.item(adjustments.level(ix)));
            let (refunded_text, left_text) = (refunded.to_string(), left.to_string());
            let message = said(&[
                &refunded_text,
                " of ",
                item,
                " were refunded and not put back, of a movement that took out ",
                &left_text,
                ".",
            ]);
            (message, object! {"id": adjustments.ids.name(ix), "refundedNotRestocked": refunded, "tookOut": left})
        };
        found.add(
            FindingRule::RefundedMoreThanSold,
            &|| place("adjustments", &adjustments.ids, ix).field("refundedNotRestocked"),
            &say,
        );
    }
}
