//! Rule 2: a movement takes back another one on its own level, and never more than that one moved.

use super::books::{Books, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::quantity::Quantity;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let adjustments = &books.facts.adjustments;
    let mut add = |ix, field: &str, what: &str| {
        let say = || {
            let item = books.item(books.facts.levels.item(adjustments.level(ix)));
            let (id, quantity) = (adjustments.ids.name(ix), adjustments.quantity(ix));
            let message = said(&["A movement of ", item, " (", &quantity.to_string(), ") ", what, "."]);
            (message, object! {"id": id, "reverses": adjustments.ids.name_of(adjustments.reverses(ix))})
        };
        found.add(FindingRule::BadReversal, &|| place("adjustments", &adjustments.ids, ix).field(field), &say);
    };
    for ix in adjustments.ids.given.in_order() {
        let Some(net) = books.nets.get(&ix) else { continue };
        let target = adjustments.reverses(ix);
        let is_known = adjustments.ids.is_known(target);
        if is_known && adjustments.level(target) != adjustments.level(ix) {
            add(ix, "reverses", "takes back one of another item or shop");
        } else if is_known && net.ordinary {
            add(ix, "reverses", "takes itself back, by way of others");
        }
        let mut left = adjustments.quantity(ix);
        for reversal in books.index.reversals_of(ix) {
            if adjustments.level(*reversal) == adjustments.level(ix) {
                let taken_back = books.nets.get(reversal).filter(|net| !net.ordinary).map(|net| net.quantity);
                left = left.plus(taken_back.unwrap_or_default());
            }
        }
        let whole = adjustments.quantity(ix);
        // What is left lies between nothing and the whole.
        if left < whole.min(Quantity::ZERO) || left > whole.max(Quantity::ZERO) {
            add(ix, "quantity", "is not taken back, but by more than it moved or the wrong way");
        }
    }
}
