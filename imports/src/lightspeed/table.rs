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

/// One index stands behind all tables: a tree for each kind of record would be most of the module.
#[derive(Clone, Debug)]
pub struct Table<T> {
    positions: BTreeMap<String, u32>,
    versions: Vec<Version<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { positions: BTreeMap::new(), versions: Vec::new() }
    }
}

impl<T: Versions> Table<T> {
    pub fn put(&mut self, id: String, stamp: Option<Instant>, record: T) {
        let next = self.versions.len();
        let position = *self.positions.entry(id).or_insert(next as u32) as usize;
        let version = Version { stamp, record };
        match self.versions.get_mut(position) {
            Some(known) if known.stamp > version.stamp => known.record.complete(version.record),
            Some(known) => {
                let older = std::mem::replace(known, version);
                known.record.complete(older.record);
            }
            None => self.versions.push(version),
        }
    }
}

impl<T> Table<T> {
    pub fn get(&self, id: &str) -> Option<&T> {
        self.version(id).map(|version| &version.record)
    }

    /// By id.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.versions().map(|(id, version)| (id, &version.record))
    }

    fn versions(&self) -> impl Iterator<Item = (&String, &Version<T>)> {
        self.positions.iter().filter_map(|(id, position)| Some((id, self.versions.get(*position as usize)?)))
    }

    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    pub fn len(&self) -> usize {
        self.versions.len()
    }

    fn version(&self, id: &str) -> Option<&Version<T>> {
        self.versions.get(*self.positions.get(id)? as usize)
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
    for (id, version) in lines.versions() {
        let Some((key, known)) = document(&version.record).and_then(|id| Some((id, documents.version(id)?))) else {
            continue;
        };
        let Some((key, _)) = documents.positions.get_key_value(key) else { continue };
        let belongs =
            listed(&known.record).as_ref().is_none_or(|listed| listed.contains(id) || version.stamp > known.stamp);
        if belongs {
            found.entry(key).or_default().push((id, &version.record));
        }
    }
    found
}
