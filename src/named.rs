//! Maps and sets by text, for as long as the texts stand somewhere else. One table stands behind all of them.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// So few texts are found sooner by looking at each.
const FEW: usize = 8;

/// Distinct texts, numbered as they came.
#[derive(Clone, Debug, Default)]
pub struct Names<'t> {
    texts: Vec<&'t str>,
    /// Numbers by text, from the ninth text on.
    numbers: HashTable<u32>,
}

/// The hash of a text, the same in every run; never stored, since a platform of 32 bits has others than one of 64.
pub fn hash(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}

impl<'t> Names<'t> {
    #[inline(never)]
    pub fn find(&self, text: &str) -> Option<u32> {
        if self.texts.len() <= FEW {
            return self.texts.iter().position(|known| *known == text).map(|position| position as u32);
        }
        let is_it = |number: &u32| self.texts.get(*number as usize).is_some_and(|known| *known == text);
        self.numbers.find(hash(text.as_bytes()), is_it).copied()
    }

    pub fn has(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The number of a text, given to it now if it has none.
    #[inline(never)]
    pub fn number(&mut self, text: &'t str) -> u32 {
        if let Some(number) = self.find(text) {
            return number;
        }
        let number = self.texts.len();
        self.texts.push(text);
        if number >= FEW {
            let first = if number == FEW { 0 } else { number };
            let Self { texts, numbers } = self;
            let hash_of = |number: &u32| hash(texts.get(*number as usize).copied().unwrap_or_default().as_bytes());
            for number in first as u32..=number as u32 {
                numbers.insert_unique(hash_of(&number), number, hash_of);
            }
        }
        number as u32
    }

    /// False if it was there.
    pub fn add(&mut self, text: &'t str) -> bool {
        let before = self.texts.len();
        self.number(text) as usize == before
    }
}

impl<'t> FromIterator<&'t str> for Names<'t> {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let mut names = Self::default();
        for text in texts {
            names.number(text);
        }
        names
    }
}

/// Values by text.
#[derive(Clone, Debug)]
pub struct Named<'t, V> {
    names: Names<'t>,
    values: Vec<V>,
}

impl<V> Default for Named<'_, V> {
    fn default() -> Self {
        Self { names: Names::default(), values: Vec::new() }
    }
}

impl<'t, V> Named<'t, V> {
    pub fn get(&self, name: &str) -> Option<&V> {
        self.values.get(self.names.find(name)? as usize)
    }

    pub fn contains_key(&self, name: &str) -> bool {
        self.names.has(name)
    }

    /// The last one counts.
    pub fn insert(&mut self, name: &'t str, value: V) {
        let number = self.names.number(name) as usize;
        match self.values.get_mut(number) {
            Some(old) => *old = value,
            None => self.values.push(value),
        }
    }
}

impl<'t, V> FromIterator<(&'t str, V)> for Named<'t, V> {
    fn from_iter<I: IntoIterator<Item = (&'t str, V)>>(entries: I) -> Self {
        let mut named = Self::default();
        for (name, value) in entries {
            named.insert(name, value);
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn few_and_many_texts_are_found() {
        let texts: Vec<String> = (0..100).map(|n| format!("text {n}")).collect();
        for count in [0, 1, 8, 9, 10, 100] {
            let mut names = Names::default();
            for (number, text) in texts.iter().take(count).enumerate() {
                assert!(names.add(text));
                assert!(!names.add(text));
                assert_eq!(names.find(text), Some(number as u32));
            }
            assert!(!names.has("another"));
        }
    }
}
