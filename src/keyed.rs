//! Maps and sets by number, in the order of the numbers. One list of runs stands behind all of them, whatever the keys are
//! made of and whatever belongs to them: a tree for each pair of types would be a tenth of the module, and the standard
//! library's one tree five times as much as this.

use std::marker::PhantomData;

/// Runs of more keys are split in two.
const LONGEST: usize = 256;

/// Positions by key, in runs: all in order, none empty.
#[derive(Clone, Debug, Default)]
struct Runs {
    /// The first key of each run: which one a key is in is found without a look into them.
    firsts: Vec<u64>,
    runs: Vec<Vec<(u64, u32)>>,
}

impl Runs {
    /// The run that holds a key, or would, and where in it.
    #[inline(never)]
    fn place(&self, key: u64) -> (usize, Result<usize, usize>) {
        let last = self.runs.len().saturating_sub(1);
        // Keys that come in their order go to the end.
        if let Some(run) = self.runs.last().filter(|run| run.last().is_some_and(|(last, _)| *last < key)) {
            return (last, Err(run.len()));
        }
        let number = self.firsts.partition_point(|first| *first <= key).saturating_sub(1);
        (number, self.runs.get(number).map_or(Err(0), |run| run.binary_search_by_key(&key, |(key, _)| *key)))
    }

    #[inline(never)]
    fn find(&self, key: u64) -> Option<usize> {
        let (number, place) = self.place(key);
        self.runs.get(number)?.get(place.ok()?).map(|(_, position)| *position as usize)
    }

    #[inline(never)]
    fn put(&mut self, key: u64, position: u32) -> Option<u32> {
        let (number, place) = self.place(key);
        let Some((run, first)) = self.runs.get_mut(number).zip(self.firsts.get_mut(number)) else {
            self.firsts.push(key);
            self.runs.push(vec![(key, position)]);
            return None;
        };
        match place {
            Ok(at) => run.get_mut(at).map(|(_, old)| std::mem::replace(old, position)),
            Err(at) => {
                run.insert(at, (key, position));
                *first = key.min(*first);
                if run.len() > LONGEST {
                    // Keys that come in their order leave full runs behind.
                    let half = run.split_off(if at == LONGEST { LONGEST } else { LONGEST / 2 });
                    let next = number.saturating_add(1);
                    self.firsts.insert(next, half.first().map_or(key, |(first, _)| *first));
                    self.runs.insert(next, half);
                }
                None
            }
        }
    }

    #[inline(never)]
    fn take(&mut self, key: u64) -> Option<u32> {
        let (number, place) = self.place(key);
        let (run, first) = self.runs.get_mut(number).zip(self.firsts.get_mut(number))?;
        let (_, position) = run.remove(place.ok()?);
        match run.first() {
            Some((key, _)) => *first = *key,
            None => {
                self.firsts.remove(number);
                self.runs.remove(number);
            }
        }
        Some(position)
    }

    fn all(&self) -> Entries<'_> {
        Entries { runs: &self.runs, run: 0, at: 0, last: u64::MAX }
    }

    /// From one key to another, both of them included.
    #[inline(never)]
    fn between(&self, from: u64, to: u64) -> Entries<'_> {
        let (run, place) = self.place(from);
        Entries { runs: &self.runs, run, at: place.unwrap_or_else(|at| at), last: to }
    }
}

/// Keys and positions, in order.
struct Entries<'r> {
    runs: &'r [Vec<(u64, u32)>],
    run: usize,
    at: usize,
    last: u64,
}

impl Iterator for Entries<'_> {
    type Item = (u64, u32);

    #[inline(never)]
    fn next(&mut self) -> Option<(u64, u32)> {
        let run = self.runs.get(self.run)?;
        let Some(entry) = run.get(self.at) else {
            self.run = self.run.saturating_add(1);
            self.at = 0;
            return self.next();
        };
        self.at = self.at.saturating_add(1);
        (entry.0 <= self.last).then_some(*entry)
    }
}

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

/// A set of keys.
#[derive(Clone, Debug)]
pub struct Set<K> {
    runs: Runs,
    keys: PhantomData<K>,
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self { runs: Runs::default(), keys: PhantomData }
    }
}

impl<K: Key> Set<K> {
    pub fn new() -> Self {
        Self::default()
    }

    /// False if it was there.
    pub fn insert(&mut self, key: K) -> bool {
        self.runs.put(key.number(), 0).is_none()
    }

    pub fn remove(&mut self, key: &K) {
        self.runs.take(key.number());
    }

    pub fn contains(&self, key: &K) -> bool {
        self.runs.find(key.number()).is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.runs.firsts.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = K> + '_ {
        self.runs.all().map(|(number, _)| K::of(number))
    }

    /// The keys from one to another, both of them included.
    pub fn between(&self, from: K, to: K) -> impl Iterator<Item = K> + '_ {
        self.runs.between(from.number(), to.number()).map(|(number, _)| K::of(number))
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
        Self { runs: built(&mut numbers), keys: PhantomData }
    }
}

/// How many different keys there are.
pub fn distinct<K: Key>(keys: impl Iterator<Item = K>) -> u32 {
    let mut numbers: Vec<u64> = keys.map(Key::number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len() as u32
}

/// Many keys at once: in their order each comes behind the one before.
#[inline(never)]
fn built(numbers: &mut [u64]) -> Runs {
    numbers.sort_unstable();
    let mut runs = Runs::default();
    for number in numbers {
        runs.put(*number, 0);
    }
    runs
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
    runs: Runs,
    /// In no particular order; the runs say where which is.
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { runs: Runs::default(), entries: Vec::new() }
    }
}

impl<K: Key, V> Map<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(self.runs.find(key.number())?).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(self.runs.find(key.number())?).map(|(_, value)| value)
    }

    pub fn contains_key(&self, key: &K) -> bool {
        self.runs.find(key.number()).is_some()
    }

    /// Gives back what was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.get_mut(&key) {
            Some(old) => Some(std::mem::replace(old, value)),
            None => {
                self.runs.put(key.number(), self.entries.len() as u32);
                self.entries.push((key, value));
                None
            }
        }
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let position = self.runs.take(key.number())?;
        let (_, value) = self.entries.swap_remove(position as usize);
        // The last one stands there now.
        if let Some((moved, _)) = self.entries.get(position as usize) {
            self.runs.put(moved.number(), position);
        }
        Some(value)
    }

    /// The value of a key, made now if there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let position = self.runs.find(key.number()).unwrap_or_else(|| {
            let position = self.entries.len();
            self.runs.put(key.number(), position as u32);
            self.entries.push((key, make()));
            position
        });
        #[expect(clippy::indexing_slicing, reason = "the positions are those of the entries")]
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
        self.runs.all().filter_map(|(_, position)| self.entries.get(position as usize)).map(|(key, value)| (key, value))
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
        let positions = self.runs.between(from.number(), to.number());
        positions.filter_map(|(_, position)| self.entries.get(position as usize)).map(|(_, value)| value)
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
        let in_order = self.runs.all().filter_map(|(_, position)| entries.get_mut(position as usize)?.take());
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
    fn many_keys_in_any_order_are_kept_and_found() {
        let mut keys: Vec<u32> = (0..5_000).map(|n| n * 7_919 % 5_003).collect();
        let mut set: Set<u32> = Set::new();
        keys.iter().for_each(|key| assert!(set.insert(*key), "{key}"));
        keys.sort_unstable();
        assert_eq!(set.iter().collect::<Vec<_>>(), keys);
        assert_eq!(keys.iter().copied().collect::<Set<u32>>().iter().collect::<Vec<_>>(), keys);
        keys.retain(|key| key % 3 != 0 && !(1_000..2_000).contains(key));
        (0..5_003).filter(|key| key % 3 == 0 || (1_000..2_000).contains(key)).for_each(|key| set.remove(&key));
        assert_eq!(set.iter().collect::<Vec<_>>(), keys);
        for (from, to) in [(0, 0), (900, 2_100), (1_500, 1_600), (4_999, u32::MAX), (5, 3)] {
            let between = keys.iter().copied().filter(|key| (from..=to).contains(key));
            assert_eq!(set.between(from, to).collect::<Vec<_>>(), between.collect::<Vec<_>>(), "{from} to {to}");
        }
        keys.iter().for_each(|key| set.remove(key));
        assert!(set.is_empty());
    }

    #[test]
    fn a_set_gives_what_lies_between() {
        let set: Set<(u32, u32)> = [(2, 1), (1, 9), (1, 3), (1, 3)].into_iter().collect();
        assert_eq!(set.between((1, 0), (1, u32::MAX)).collect::<Vec<_>>(), [(1, 3), (1, 9)]);
        assert_eq!(set.iter().count(), 3);
    }
}
