//! What every kind of document offers to a list's filters and sorts.

use std::cmp::Ordering;

use super::search::Search;
use crate::contract::error::InventoryError;
use crate::contract::query::DocumentQuery;
use crate::instant::Instant;
use crate::order::sort_by;
use crate::state::column::{Ix, NONE};
use crate::state::facts::Facts;
use crate::text;

/// A document as a list sees it.
pub struct Listed<'f> {
    pub ix: Ix,
    pub id: &'f str,
    pub status: &'static str,
    pub shops: Vec<Ix>,
    /// Vendors, sent or not; [`NONE`] for none.
    pub vendors: Vec<Ix>,
    pub items: Vec<Ix>,
    /// When it was made: what a date range asks, and the order where the query names none.
    pub made_at: Option<Instant>,
    /// What a search looks at, beside its id and its items.
    pub searched: Vec<&'f str>,
    pub instants: Vec<(&'static str, Option<Instant>)>,
    pub texts: Vec<(&'static str, Option<&'f str>)>,
}

/// One key of a sort; a null comes last in both directions.
#[derive(PartialEq, Eq)]
enum Key {
    Instant(Option<Instant>),
    Text(Option<(Vec<u8>, String)>),
}

impl Key {
    fn text(text: Option<&str>) -> Self {
        Self::Text(text.map(|text| {
            let mut key = Vec::new();
            text::natural_key(text, &mut key);
            (key, text.to_owned())
        }))
    }

    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        fn nulls_last<T: Ord>(a: &Option<T>, b: &Option<T>, descending: bool) -> Ordering {
            match (a, b) {
                (Some(a), Some(b)) if descending => b.cmp(a),
                (Some(a), Some(b)) => a.cmp(b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }
        match (self, other) {
            (Self::Instant(a), Self::Instant(b)) => nulls_last(a, b, descending),
            (Self::Text(a), Self::Text(b)) => nulls_last(a, b, descending),
            _ => Ordering::Equal,
        }
    }
}

impl Listed<'_> {
    fn key(&self, by: &str) -> Option<Key> {
        if by == "id" {
            return Some(Key::Text(Some((self.id.as_bytes().to_vec(), String::new()))));
        }
        if by == "status" {
            return Some(Key::text(Some(self.status)));
        }
        let instant = self.instants.iter().find(|(name, _)| *name == by).map(|(_, at)| Key::Instant(*at));
        instant.or_else(|| self.texts.iter().find(|(name, _)| *name == by).map(|(_, text)| Key::text(*text)))
    }

    fn matches(&self, facts: &Facts, query: &DocumentQuery, search: &mut Search) -> bool {
        let is_in = |ids: &[String], ix: Ix| ids.iter().any(|id| facts.shops.ids.name_of(ix) == Some(id));
        let vendor = |ids: &[Option<String>], ix: Ix| {
            let id = (ix != NONE).then(|| facts.vendors.ids.name(ix));
            ids.iter().any(|wanted| wanted.as_deref() == id)
        };
        let is_asked = |at: Instant| query.from.is_none_or(|from| at >= from.0) && query.to.is_none_or(|to| at < to.0);
        query.status.as_ref().is_none_or(|words| words.iter().any(|word| word == self.status))
            && query.shop_ids.as_ref().is_none_or(|ids| self.shops.iter().any(|shop| is_in(ids, *shop)))
            && query.vendor_ids.as_ref().is_none_or(|ids| self.vendors.iter().any(|ix| vendor(ids, *ix)))
            && query.item_id.as_ref().is_none_or(|id| self.items.iter().any(|item| facts.items.ids.name(*item) == id))
            && ((query.from.is_none() && query.to.is_none()) || self.made_at.is_some_and(is_asked))
            && search.finds(facts, self.id, &self.searched, self.items.iter().copied())
    }
}

/// The documents that match, sorted; then by when they were made, then by id. `statuses` and `names`
/// are the statuses and sorts that there are.
pub fn matching<'f>(
    facts: &Facts,
    query: &DocumentQuery,
    statuses: &[&str],
    names: &[&str],
    documents: &[Ix],
    listed: &dyn Fn(Ix) -> Listed<'f>,
) -> Result<Vec<Ix>, InventoryError> {
    let sort = query.sort.as_deref().unwrap_or_default();
    for (index, by) in sort.iter().enumerate() {
        if !names.contains(&by.by.as_str()) {
            let message = format!("there is no sort by {:?}; there are: {}", by.by, names.join(", "));
            return Err(InventoryError::invalid(format!("sort[{index}].by"), message));
        }
    }
    for (index, status) in query.status.iter().flatten().enumerate() {
        if !statuses.contains(&status.as_str()) {
            let message = format!("there is no status {status:?}; there are: {}", statuses.join(", "));
            return Err(InventoryError::invalid(format!("status[{index}]"), message));
        }
    }
    let mut search = Search::new(query.search.as_deref());
    let mut keyed: Vec<(Vec<Option<Key>>, Listed<'f>)> = Vec::new();
    for ix in documents {
        let document = listed(*ix);
        if document.matches(facts, query, &mut search) {
            keyed.push((sort.iter().map(|by| document.key(&by.by)).collect(), document));
        }
    }
    sort_by(&mut keyed, |(a_keys, a), (b_keys, b)| {
        let keys = a_keys.iter().zip(b_keys).zip(sort).map(|((a, b), by)| match (a, b) {
            (Some(a), Some(b)) => a.compare(b, by.descending.unwrap_or_default()),
            _ => Ordering::Equal,
        });
        let made_at = || Key::Instant(a.made_at).compare(&Key::Instant(b.made_at), false);
        keys.fold(Ordering::Equal, Ordering::then).then_with(made_at).then_with(|| a.id.cmp(b.id))
    });
    Ok(keyed.into_iter().map(|(_, document)| document.ix).collect())
}
