//! Search: descriptions and codes of the items that have rows, folded once.

use super::rows::Rows;
use crate::keyed::Set;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::text;

/// Folded texts, item after item.
#[derive(Debug, Default)]
pub struct SearchTexts {
    folded: String,
    items: Vec<Searched>,
}

#[derive(Debug)]
struct Searched {
    item: Ix,
    description: (u32, u32),
    codes: [(u32, u32); 5],
}

impl SearchTexts {
    pub fn new(facts: &Facts, rows: &Rows) -> Self {
        let items: Set<Ix> = rows.items.iter().copied().collect();
        let mut texts = Self::default();
        for item in items {
            let record = facts.items.get(item);
            let description = texts.add(facts.texts.get(record.description));
            let codes = record.codes.map(|code| texts.add(facts.texts.get(code)));
            texts.items.push(Searched { item, description, codes });
        }
        texts
    }

    fn add(&mut self, text: &str) -> (u32, u32) {
        let start = self.folded.len() as u32;
        text::fold_into(text, &mut self.folded);
        (start, self.folded.len() as u32)
    }

    fn text(&self, (start, end): (u32, u32)) -> &str {
        self.folded.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Items in which every word occurs in the description or begins one of the codes.
    pub fn matching<'t>(&'t self, words: &'t [String]) -> impl Iterator<Item = Ix> + 't {
        let found = |searched: &&Searched| {
            let description = self.text(searched.description);
            words.iter().all(|word| {
                description.contains(word.as_str())
                    || searched.codes.iter().any(|code| self.text(*code).starts_with(word.as_str()))
            })
        };
        self.items.iter().filter(found).map(|searched| searched.item)
    }
}
