//! Search of documents, folded as everywhere (rule 11).

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

    /// Whether every word begins the id, or occurs in one of a document's texts or in one of its items.
    pub fn finds(&mut self, facts: &Facts, id: &str, texts: &[&str], document_items: impl Iterator<Item = Ix>) -> bool {
        let Self { words, items } = self;
        if words.is_empty() {
            return true;
        }
        let id = text::fold(id);
        let texts: Vec<String> = texts.iter().map(|text| text::fold(text)).collect();
        let occurs = |word: &String| id.starts_with(word.as_str()) || texts.iter().any(|text| text.contains(word));
        let mut found: Vec<bool> = words.iter().map(occurs).collect();
        for item in document_items {
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
