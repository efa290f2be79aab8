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
    /// What was looked for last, and which of `items` were found: one more letter finds some of them.
    last: Option<(Vec<String>, Vec<u32>)>,
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
    pub fn matching(&mut self, words: &[String]) -> Vec<Ix> {
        let last = self.last.take().filter(|(before, _)| narrows(before, words)).map(|(_, found)| found);
        let within = last.unwrap_or_else(|| (0..self.items.len() as u32).collect());
        let found: Vec<u32> = within.into_iter().filter(|place| self.has(*place, words)).collect();
        let item = |place: &u32| self.items.get(*place as usize).map(|searched| searched.item);
        let items = found.iter().filter_map(item).collect();
        self.last = Some((words.to_vec(), found));
        items
    }

    fn has(&self, place: u32, words: &[String]) -> bool {
        let Some(searched) = self.items.get(place as usize) else { return false };
        let description = self.text(searched.description).as_bytes();
        words.iter().all(|word| {
            occurs(description, word.as_bytes())
                || searched.codes.iter().any(|code| self.text(*code).starts_with(word.as_str()))
        })
    }
}

/// Whether what is found by `words` was found by `before` too: each earlier word begins one of them.
fn narrows(before: &[String], words: &[String]) -> bool {
    before.iter().all(|before| words.iter().any(|word| word.starts_with(before.as_str())))
}

/// Whether a short text occurs in another: sooner told by looking than by preparing a search.
fn occurs(text: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else { return true };
    let mut text = text;
    while let Some(place) = text.iter().position(|byte| byte == first) {
        text = text.get(place.saturating_add(1)..).unwrap_or_default();
        if text.starts_with(rest) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{narrows, occurs};

    #[test]
    fn a_word_occurs_where_the_library_finds_it() {
        let letters = ["", "a", "b", "ab", "ba", "aab", "aba", "abab", "bbab", "aabab", "é", "aé"];
        for text in letters {
            for word in letters {
                assert_eq!(occurs(text.as_bytes(), word.as_bytes()), text.contains(word), "{word:?} in {text:?}");
            }
        }
    }

    #[test]
    fn a_longer_search_finds_less() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(narrows(&words("he"), &words("hel")));
        assert!(narrows(&words("helmet"), &words("helmet b")));
        assert!(!narrows(&words("helmet b"), &words("helmet")));
        assert!(!narrows(&words("elm"), &words("helmet")), "a code begins with the one and not with the other");
    }
}
