//! Texts of the rows there are, ranked once per column and kept until the rows change.

use super::rows::{Replaced, Rows};
use super::show::{code, row_id, source};
use crate::contract::query::Column as By;
use crate::keyed::Set;
use crate::named::Names;
use crate::order::order;
use crate::state::column::{Column, Ix, NONE, grow};
use crate::state::facts::Facts;
use crate::text;

/// Ranks by item, shop, vendor, order or row; [`NONE`] where there is no text. Empty until a sort asks for them.
#[derive(Debug, Default)]
pub struct Ranks {
    pub ids: Vec<u32>,
    pub descriptions: Vec<u32>,
    pub codes: Vec<u32>,
    pub shops: Vec<u32>,
    pub vendors: Vec<u32>,
    pub customers: Vec<u32>,
    pub orders: Vec<u32>,
    pub sources: Vec<u32>,
    /// Which of them are there.
    ready: Vec<By>,
}

/// The distinct texts of a column, and which record has which.
pub struct Texts<'f> {
    pub distinct: Vec<&'f str>,
    /// Record and position among the distinct texts.
    records: Vec<(Ix, u32)>,
}

impl<'f> Texts<'f> {
    fn of(records: impl Iterator<Item = (Ix, Option<&'f str>)>) -> Self {
        let mut names = Names::default();
        let mut texts = Self { distinct: Vec::new(), records: Vec::new() };
        for (record, text) in records {
            let Some(text) = text else { continue };
            if names.add(text) {
                texts.distinct.push(text);
            }
            texts.records.push((record, names.find(text).unwrap_or_default()));
        }
        texts
    }

    /// Ranks by record.
    fn by_record(&self, ranks: &[u32]) -> Vec<u32> {
        let mut by_record = Vec::new();
        for (record, position) in &self.records {
            grow(&mut by_record, *record, NONE);
            by_record.put(*record, ranks.at_or(*position, NONE));
        }
        by_record
    }
}

/// The texts of a column that a locale may sort; none for a column that is not such text.
pub fn column_texts<'f>(facts: &'f Facts, rows: &Rows, by: By) -> Option<Texts<'f>> {
    let each = |column: &[Ix]| {
        let numbers: Set<Ix> = column.iter().copied().filter(|ix| *ix != NONE).collect();
        numbers.into_iter()
    };
    let texts = &facts.texts;
    Some(match by {
        By::Description => {
            Texts::of(each(&rows.items).map(|item| (item, texts.optional(facts.items.get(item).description))))
        }
        By::Code => Texts::of(each(&rows.items).map(|item| (item, code(facts, item)))),
        By::Shop => Texts::of(each(&rows.shops).map(|shop| (shop, texts.optional(facts.shops.get(shop).name)))),
        By::Vendor => {
            Texts::of(each(&rows.vendors).map(|vendor| (vendor, texts.optional(facts.vendors.get(vendor).name))))
        }
        By::Customer => {
            Texts::of(each(&rows.orders).map(|order| (order, texts.optional(facts.orders.table.get(order).customer))))
        }
        By::EcomOrder => {
            Texts::of(each(&rows.orders).map(|order| (order, texts.optional(facts.orders.table.get(order).number))))
        }
        _ => return None,
    })
}

impl Ranks {
    pub fn has(&self, by: By) -> bool {
        self.ready.contains(&by)
    }

    /// Whether a column can be sorted by as it is: numbers need no ranks.
    pub fn serves(&self, by: By) -> bool {
        const RANKED: [By; 8] =
            [By::Id, By::Description, By::Code, By::Shop, By::Vendor, By::Customer, By::EcomOrder, By::Source];
        self.has(by) || !RANKED.contains(&by)
    }

    /// Makes sure that a column can be sorted by.
    pub fn prepare(&mut self, facts: &Facts, rows: &Rows, by: By) {
        if self.has(by) {
            return;
        }
        match by {
            By::Id => self.ids = id_ranks(facts, rows),
            By::Source => self.sources = source_ranks(facts, rows),
            _ => {
                if let Some(texts) = column_texts(facts, rows, by) {
                    self.set(by, &texts, &text::rank(&texts.distinct));
                }
            }
        }
        self.ready.push(by);
    }

    /// After a command: a row that stands for another has its ranks. A row that stands for none may have texts that are
    /// not ranked, and new numbers say nothing of the old ranks: all are worked out anew when a sort asks for them.
    pub fn carry(&mut self, replaced: &Replaced) {
        if replaced.renumbered || replaced.made.iter().any(|(_, before)| before.is_none()) {
            *self = Self::default();
            return;
        }
        for (row, before) in &replaced.made {
            let before = before.unwrap_or(NONE);
            for (by, ranks) in [(By::Id, &mut self.ids), (By::Source, &mut self.sources)] {
                if self.ready.contains(&by) {
                    let rank = ranks.at_or(before, NONE);
                    grow(ranks, *row, NONE);
                    ranks.put(*row, rank);
                }
            }
        }
    }

    /// Takes in ranks of a column's distinct texts, from the core's own order or from a locale's.
    pub fn set(&mut self, by: By, texts: &Texts<'_>, ranks: &[u32]) {
        let ranks = texts.by_record(ranks);
        match by {
            By::Description => self.descriptions = ranks,
            By::Code => self.codes = ranks,
            By::Shop => self.shops = ranks,
            By::Vendor => self.vendors = ranks,
            By::Customer => self.customers = ranks,
            By::EcomOrder => self.orders = ranks,
            _ => return,
        }
        if !self.has(by) {
            self.ready.push(by);
        }
    }
}

/// The ranks of rows by their keys, equal ones sharing theirs.
fn ranked<K: Ord>(keys: &[(K, u32)], len: usize) -> Vec<u32> {
    let key = |position: u32| keys.get(position as usize).map(|(key, _)| key);
    let mut ranks = vec![NONE; len];
    let mut rank = 0_u32;
    let mut previous = None;
    for position in order(keys.len(), &|a, b| key(a).cmp(&key(b))) {
        if previous.is_some_and(|previous| key(previous) != key(position)) {
            rank = rank.saturating_add(1);
        }
        if let Some((_, row)) = keys.get(position as usize) {
            ranks.put(*row, rank);
        }
        previous = Some(position);
    }
    ranks
}

/// Ids by code point.
fn id_ranks(facts: &Facts, rows: &Rows) -> Vec<u32> {
    let ids: Vec<_> = rows.numbers().map(|row| (row_id(facts, rows, row), row)).collect();
    ranked(&ids, rows.details.len())
}

/// By source: eCom orders first, by number in natural order, so that an order's rows stand together; then the other
/// documents by number, type and id.
fn source_ranks(facts: &Facts, rows: &Rows) -> Vec<u32> {
    let mut keys = Vec::new();
    for row in rows.numbers() {
        let order = rows.orders.at_or(row, NONE);
        let mut natural = Vec::new();
        if let Some(record) = facts.orders.table.known(order) {
            let number = facts.texts.get(record.number);
            text::natural_key(number, &mut natural);
            keys.push(((false, natural, number, "", facts.orders.table.ids.name(order)), row));
        } else if let Some(source) = source(facts, rows.detail(row).adjustment) {
            text::natural_key(source.number, &mut natural);
            keys.push(((true, natural, source.number, source.kind, source.id), row));
        }
    }
    ranked(&keys, rows.details.len())
}
