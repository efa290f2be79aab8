//! Rule 11, filters: a query made ready to ask every row.

use super::rows::Rows;
use crate::contract::query::ReportQuery;
use crate::instant::Instant;
use crate::keyed::Set;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;
use crate::text;

/// The filters that have a facet, as bits.
pub mod facet {
    pub const SHOPS: u8 = 1;
    pub const VENDORS: u8 = 1 << 1;
    pub const REASONS: u8 = 1 << 2;
    pub const COVERAGE: u8 = 1 << 3;
    pub const DIAGNOSES: u8 = 1 << 4;
    pub const ECOM: u8 = 1 << 5;
    /// Search and dates, which have none.
    pub const OTHERS: u8 = 1 << 6;
}

/// As many pairs of a shop and a vendor are looked up; of more, every row is asked.
const FEW: usize = 1024;

/// A set of small numbers, one of which may be "none".
#[derive(Debug)]
struct Choice(Vec<bool>, bool);

impl Choice {
    fn of(numbers: impl IntoIterator<Item = Ix>) -> Self {
        let numbers: Set<Ix> = numbers.into_iter().collect();
        let none = numbers.contains(&NONE);
        let mut chosen = Vec::new();
        for ix in numbers.into_iter().filter(|ix| *ix != NONE) {
            chosen.resize(ix as usize, false);
            chosen.push(true);
        }
        Self(chosen, none)
    }

    fn has(&self, ix: Ix) -> bool {
        if ix == NONE { self.1 } else { self.0.at(ix) }
    }

    fn numbers(&self) -> impl Iterator<Item = Ix> + '_ {
        let chosen = (0..).zip(&self.0).filter(|(_, chosen)| **chosen).map(|(ix, _)| ix);
        chosen.chain(self.1.then_some(NONE))
    }
}

/// A query's filters, by the numbers of the state.
#[derive(Debug, Default)]
pub struct Filter {
    /// Items that the search found.
    items: Option<Choice>,
    from: Option<Instant>,
    to: Option<Instant>,
    ecom_only: bool,
    shops: Option<Choice>,
    vendors: Option<Choice>,
    reasons: Option<Choice>,
    coverage: Option<Choice>,
    diagnoses: Option<Choice>,
}

impl Filter {
    /// `found` gives the items that a search finds, where there is one.
    pub fn new(facts: &Facts, query: &ReportQuery, found: impl FnOnce(&[String]) -> Vec<Ix>) -> Self {
        let words = query.search.as_deref().map(text::words).unwrap_or_default();
        let shops = |ids: &Vec<String>| Choice::of(ids.iter().filter_map(|id| facts.shops.ids.find_known(id)));
        let vendors = |ids: &Vec<Option<String>>| {
            let numbers = ids.iter().filter_map(|id| match id {
                Some(id) => facts.vendors.ids.find(id),
                None => Some(NONE),
            });
            Choice::of(numbers)
        };
        Self {
            items: (!words.is_empty()).then(|| Choice::of(found(&words))),
            from: query.from.map(|from| from.0),
            to: query.to.map(|to| to.0),
            ecom_only: query.ecom_only.unwrap_or_default(),
            shops: query.shop_ids.as_ref().map(shops),
            vendors: query.vendor_ids.as_ref().map(vendors),
            reasons: query.reasons.as_ref().map(|chosen| Choice::of(chosen.iter().map(|reason| *reason as Ix))),
            coverage: query.coverage.as_ref().map(|chosen| Choice::of(chosen.iter().map(|coverage| *coverage as Ix))),
            diagnoses: query
                .diagnoses
                .as_ref()
                .map(|chosen| Choice::of(chosen.iter().map(|diagnosis| *diagnosis as Ix))),
        }
    }

    /// Whether it looks for words.
    pub fn searches(&self) -> bool {
        self.items.is_some()
    }

    /// The rows that pass, in no particular order.
    pub fn matching(&self, rows: &Rows) -> Vec<u32> {
        let passes = |row: &u32| self.passes(rows, *row);
        match (&self.shops, &self.vendors) {
            (Some(shops), Some(vendors))
                if shops.numbers().count().saturating_mul(vendors.numbers().count()) <= FEW =>
            {
                let places = shops.numbers().flat_map(|shop| vendors.numbers().map(move |vendor| (shop, vendor)));
                places.flat_map(|(shop, vendor)| rows.of_place(shop, vendor)).filter(passes).collect()
            }
            (Some(shops), _) => shops.numbers().flat_map(|shop| rows.of_shop(shop)).filter(passes).collect(),
            _ => rows.numbers().filter(passes).collect(),
        }
    }

    /// Whether a row passes every filter.
    pub fn passes(&self, rows: &Rows, row: u32) -> bool {
        let has = |choice: &Option<Choice>, ix: Ix| choice.as_ref().is_none_or(|choice| choice.has(ix));
        let kinds = rows.kinds.at(row);
        !(self.ecom_only && rows.orders.at(row) == NONE)
            && has(&self.shops, rows.shops.at(row))
            && has(&self.vendors, rows.vendors.at(row))
            && has(&self.items, rows.items.at(row))
            && has(&self.reasons, Ix::from(kinds.reason))
            && has(&self.coverage, kinds.coverage as Ix)
            && has(&self.diagnoses, kinds.diagnosis as Ix)
            && !self.is_outside(rows.occurred_at.at(row))
    }

    /// The filters that a row does not pass, as bits of [`facet`].
    pub fn failing(&self, rows: &Rows, row: u32) -> u8 {
        let kinds = rows.kinds.at(row);
        let fails = |choice: &Option<Choice>, ix: Ix, bit: u8| match choice {
            Some(choice) if !choice.has(ix) => bit,
            _ => 0,
        };
        fails(&self.shops, rows.shops.at(row), facet::SHOPS)
            | fails(&self.vendors, rows.vendors.at(row), facet::VENDORS)
            | fails(&self.reasons, Ix::from(kinds.reason), facet::REASONS)
            | fails(&self.coverage, kinds.coverage as Ix, facet::COVERAGE)
            | fails(&self.diagnoses, kinds.diagnosis as Ix, facet::DIAGNOSES)
            | if self.ecom_only && rows.orders.at(row) == NONE { facet::ECOM } else { 0 }
            | fails(&self.items, rows.items.at(row), facet::OTHERS)
            | if self.is_outside(rows.occurred_at.at(row)) { facet::OTHERS } else { 0 }
    }

    /// Outside [from, to). A row without instant is in no date range; its instant is the last there is.
    fn is_outside(&self, at: Instant) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return false;
        }
        at == super::rows::NO_INSTANT || self.from.is_some_and(|from| at < from) || self.to.is_some_and(|to| at >= to)
    }
}
