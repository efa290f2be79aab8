//! Search of the waiting orders, folded as everywhere (rule 11).

use super::backorders::waiting_lines;
use crate::keyed::Map;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::text;

/// The words of a search, and for each item met so far which of them it has.
pub struct Search {
    words: Vec<String>,
    items: Map<Ix, Vec<bool>>,
}

impl Search {
    pub fn new(search: Option<&str>) -> Self {
        Self { words: search.map(text::words).unwrap_or_default(), items: Map::default() }
    }

    /// Whether every word occurs in the order or in one of the items that it waits for.
    pub fn finds(&mut self, facts: &Facts, order: Ix) -> bool {
        let Self { words, items } = self;
        if words.is_empty() {
            return true;
        }
        let record = facts.orders.table.get(order);
        let id = text::fold(facts.orders.table.ids.name(order));
        let texts = [record.number, record.customer].map(|text| text::fold(facts.texts.get(text)));
        let occurs = |word: &String| id.starts_with(word.as_str()) || texts.iter().any(|text| text.contains(word));
        let mut found: Vec<bool> = words.iter().map(occurs).collect();
        for line in waiting_lines(facts, order) {
            let item = facts.orders.lines.get(line).item;
            let has = items.or_insert_with(item, || words_of_item(facts, words, item));
            found.iter_mut().zip(has).for_each(|(found, has)| *found |= *has);
        }
        found.into_iter().all(|found| found)
    }
}

/// The words that occur in an item's description or begin one of its codes.
fn words_of_item(facts: &Facts, words: &[String], item: Ix) -> Vec<bool> {
    let record = facts.items.get(item);
    let description = text::fold(facts.texts.get(record.description));
    let codes = record.codes.map(|code| text::fold(facts.texts.get(code)));
    let has = |word: &String| description.contains(word) || codes.iter().any(|code| code.starts_with(word.as_str()));
    words.iter().map(has).collect()
}
