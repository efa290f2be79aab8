//! Levels of which too little history was sent: the shortage reaches behind what is known for certain.

use super::books::Books;
use super::found::{Found, said};
use crate::contract::findings::Place;
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::report::level::TakenApart;
use crate::truncation::needs_history;

pub fn check(books: &Books<'_>, found: &mut Found) {
    let facts = books.facts;
    let mut scratch = TakenApart::default();
    for level in facts.levels.given.in_order() {
        if !needs_history(facts, books.index, level, &mut scratch) {
            continue;
        }
        let (item, shop) = (facts.levels.item(level), facts.levels.shop(level));
        let place = Place { parent: None, list: "levels", index: facts.levels.given.position(level) };
        let say = || {
            let shop_name = facts.texts.get(facts.shops.get(shop).name);
            let message = said(&[
                books.item(item),
                " in ",
                shop_name,
                " is short by more than its history explains: send its older movements.",
            ]);
            let (item_id, shop_id) = (facts.items.ids.name(item), facts.shops.ids.name(shop));
            (message, object! {"itemId": item_id, "shopId": shop_id})
        };
        found.add(FindingRule::NeedsHistory, &|| place.field("historyFrom"), &say);
    }
}
