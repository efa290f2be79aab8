//! Maps and sets by number, in the order of the numbers. One tree stands behind all of them, whatever the keys are made
//! of and whatever belongs to them: a tree for each pair of types would be a tenth of the module.

use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Positions by key.
type Tree = BTreeMap<u64, u32>;

/// What becomes a number of 64 bits, and comes back from it, in the same order.
pub trait Key: Copy {
    fn number(self) -> u64;
    fn of(number: u64) -> Self;
}

impl Key for u32 {
    fn number(self) -> u64 {
        u64::from(self)
    }
    fn of(number: u64) -> Self {
        number as Self
    }
}

impl Key for (u32, u32) {
    fn number(self) -> u64 {
        (u64::from(self.0) << 32) | u64::from(self.1)
    }
    fn of(number: u64) -> Self {
        ((number >> 32) as u32, number as u32)
    }
}

impl Key for (u32, bool) {
    fn number(self) -> u64 {
        (self.0, u32::from(self.1)).number()
    }
    fn of(number: u64) -> Self {
        let (first, second) = <(u32, u32)>::of(number);
        (first, second != 0)
    }
}

#[inline(never)]
fn find(tree: &Tree, key: u64) -> Option<usize> {
    tree.get(&key).map(|position| *position as usize)
}

#[inline(never)]
fn put(tree: &mut Tree, key: u64, position: u32) -> Option<u32> {
    tree.insert(key, position)
}

#[inline(never)]
fn take(tree: &mut Tree, key: u64) -> Option<u32> {
    tree.remove(&key)
}

/// A set of keys.
#[derive(Clone, Debug)]
pub struct Set<K> {
    tree: Tree,
    keys: PhantomData<K>,
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self { tree: Tree::new(), keys: PhantomData }
    }
}

impl<K: Key> Set<K> {
    pub fn new() -> Self {
        Self::default()
    }

    /// False if it was there.
    pub fn insert(&mut self, key: K) -> bool {
        put(&mut self.tree, key.number(), 0).is_none()
    }

    pub fn remove(&mut self, key: &K) {
        take(&mut self.tree, key.number());
    }

    pub fn contains(&self, key: &K) -> bool {
        find(&self.tree, key.number()).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.tree.keys().map(|number| K::of(*number))
    }

    /// The keys from one to another, both of them included.
    pub fn between(&self, from: K, to: K) -> impl Iterator<Item = K> + '_ {
        self.tree.range(from.number()..=to.number()).map(|(number, _)| K::of(*number))
    }
}

impl<K: Key> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl<K: Key> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut numbers: Vec<u64> = keys.into_iter().map(Key::number).collect();
        Self { tree: built(&mut numbers), keys: PhantomData }
    }
}

/// How many different keys there are.
pub fn distinct<K: Key>(keys: impl Iterator<Item = K>) -> u32 {
    let mut numbers: Vec<u64> = keys.map(Key::number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u32
}

/// A tree of many keys at once: in their order each finds its place beside the one before.
#[inline(never)]
fn built(numbers: &mut [u64]) -> Tree {
    numbers.sort_unstable();
    let mut tree = Tree::new();
    for number in numbers {
        put(&mut tree, *number, 0);
    }
    tree
}

impl<K: Key> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::vec::IntoIter<K>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<K>>().into_iter()
    }
}

/// Values by key.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    tree: Tree,
    /// In no particular order; the tree says where which is.
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { tree: Tree::new(), entries: Vec::new() }
    }
}

impl<K: Key, V> Map<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(find(&self.tree, key.number())?).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(find(&self.tree, key.number())?).map(|(_, value)| value)
    }

    pub fn contains_key(&self, key: &K) -> bool {
        find(&self.tree, key.number()).is_some()
    }

    /// Gives back what was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.get_mut(&key) {
            Some(old) => Some(std::mem::replace(old, value)),
            None => {
                put(&mut self.tree, key.number(), self.entries.len() as u32);
                self.entries.push((key, value));
                None
            }
        }
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let position = take(&mut self.tree, key.number())?;
        let (_, value) = self.entries.swap_remove(position as usize);
        // The last one stands there now.
        if let Some((moved, _)) = self.entries.get(position as usize) {
            put(&mut self.tree, moved.number(), position);
        }
        Some(value)
    }

    /// The value of a key, made now if there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let position = find(&self.tree, key.number()).unwrap_or_else(|| {
            let position = self.entries.len();
            put(&mut self.tree, key.number(), position as u32);
            self.entries.push((key, make()));
            position
        });
        #[expect(clippy::indexing_slicing, reason = "the tree's positions are those of the entries")]
        &mut self.entries[position].1
    }

    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert_with(key, V::default)
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.tree.values().filter_map(|position| self.entries.get(*position as usize)).map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// In no particular order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// What stands from one key to another, both of them included.
    pub fn between(&self, from: K, to: K) -> impl Iterator<Item = &V> {
        let positions = self.tree.range(from.number()..=to.number());
        positions.filter_map(|(_, position)| self.entries.get(*position as usize)).map(|(_, value)| value)
    }
}

impl<K: Key, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Key, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;
    fn into_iter(self) -> Self::IntoIter {
        let mut entries: Vec<Option<(K, V)>> = self.entries.into_iter().map(Some).collect();
        let in_order = self.tree.values().filter_map(|position| entries.get_mut(*position as usize)?.take());
        in_order.collect::<Vec<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, Set};

    #[test]
    fn a_map_keeps_its_keys_in_order_and_its_values_with_them() {
        let mut map: Map<u32, &str> = [(3, "c"), (1, "a"), (2, "b")].into_iter().collect();
        assert_eq!(map.insert(2, "B"), Some("b"));
        assert_eq!(map.remove(&3), Some("c"));
        *map.or_insert_with(9, || "z") = "Z";
        assert_eq!(map.remove(&7), None);
        assert_eq!(map.get(&2), Some(&"B"));
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [(1, "a"), (2, "B"), (9, "Z")]);
    }

    #[test]
    fn a_set_gives_what_lies_between() {
        let set: Set<(u32, u32)> = [(2, 1), (1, 9), (1, 3), (1, 3)].into_iter().collect();
        assert_eq!(set.between((1, 0), (1, u32::MAX)).collect::<Vec<_>>(), [(1, 3), (1, 9)]);
        assert_eq!(set.iter().count(), 3);
    }
}
