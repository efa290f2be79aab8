//! Movements of a level that was not sent: its QOH is taken for 0, whatever moved.

use super::books::{Books, place};
use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::order::sort_by;
use crate::state::column::Ix;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    // The first movement of each such level, and how many there are.
    let mut moved: Vec<(Ix, u32)> = Vec::new();
    let position = |ix: Ix| facts.adjustments.ids.given.position(ix);
    for level in facts.levels.all() {
        if facts.levels.given.has(level) || !facts.is_inventoried(level) {
            continue;
        }
        let (mut first, mut count) = (None, 0_u32);
        for ix in books.index.adjustments_on(level) {
            count = count.saturating_add(1);
            first = Some(first.filter(|first| position(*first) < position(ix)).unwrap_or(ix));
        }
        if let Some(first) = first {
            moved.push((first, count));
        }
    }
    sort_by(&mut moved, |(a, _), (b, _)| position(*a).cmp(&position(*b)));
    for (ix, count) in moved {
        let level = facts.adjustments.level(ix);
        let (item, shop) = (facts.levels.item(level), facts.levels.shop(level));
        let say = || {
            let shop_name = facts.texts.get(facts.shops.get(shop).name);
            let message = said(&[
                books.item(item),
                " moved in ",
                shop_name,
                ", which has no level of it: send its quantity on hand.",
            ]);
            let (item_id, shop_id) = (facts.items.ids.name(item), facts.shops.ids.name(shop));
            let id = facts.adjustments.ids.name(ix);
            (message, object! {"id": id, "itemId": item_id, "shopId": shop_id, "movements": count})
        };
        found.add(
            FindingRule::AdjustmentWithoutLevel,
            &|| place("adjustments", &facts.adjustments.ids, ix).path(),
            &say,
        );
    }
}
