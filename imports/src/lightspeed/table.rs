//! Records by id, each in its newest version: pages may overlap, repeat each other, and come in any order.

use std::collections::BTreeMap;

use oversold::Instant;

/// A record that may come in several versions, some of which know less than others.
pub trait Versions {
    /// Takes over what only the older version knows: relations that the newer one was not loaded with.
    fn complete(&mut self, older: Self);
}

#[derive(Clone, Debug)]
pub struct Version<T> {
    /// When it last changed, as far as it says.
    pub stamp: Option<Instant>,
    pub record: T,
}

#[derive(Clone, Debug)]
pub struct Table<T>(BTreeMap<String, Version<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Versions> Table<T> {
    pub fn put(&mut self, id: String, stamp: Option<Instant>, record: T) {
        match self.0.remove(&id) {
            Some(mut known) if known.stamp > stamp => {
                known.record.complete(record);
                self.0.insert(id, known);
            }
            Some(known) => {
                let mut version = Version { stamp, record };
                version.record.complete(known.record);
                self.0.insert(id, version);
            }
            None => {
                self.0.insert(id, Version { stamp, record });
            }
        }
    }
}

impl<T> Table<T> {
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.get(id).map(|version| &version.record)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().map(|(id, version)| (id, &version.record))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn version(&self, id: &str) -> Option<&Version<T>> {
        self.0.get(id)
    }
}

/// Which lines a document names itself: those of its newest version that came with its lines.
pub type Listed = Option<std::collections::BTreeSet<String>>;

/// The lines of each document, in the order of their ids. A document that came with its lines has those, and lines that
/// came by themselves and are newer; any other has all that name it.
pub fn lines_by_document<'t, D, L>(
    documents: &'t Table<D>,
    listed: impl Fn(&D) -> &Listed,
    lines: &'t Table<L>,
    document: impl Fn(&L) -> Option<&String>,
) -> BTreeMap<&'t str, Vec<(&'t String, &'t L)>> {
    let mut found: BTreeMap<&str, Vec<(&String, &L)>> = BTreeMap::new();
    for (id, version) in &lines.0 {
        let Some((key, known)) = document(&version.record).and_then(|id| Some((id, documents.version(id)?))) else {
            continue;
        };
        let Some((key, _)) = documents.0.get_key_value(key) else { continue };
        let belongs =
            listed(&known.record).as_ref().is_none_or(|listed| listed.contains(id) || version.stamp > known.stamp);
        if belongs {
            found.entry(key).or_default().push((id, &version.record));
        }
    }
    found
}
