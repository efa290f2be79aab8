//! Counts over the rows that match: totals, and how many rows each choice of a filter would leave.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::filter::{Filter, facet};
use super::rows::{Kinds, Rows};
use crate::contract::report::{Facet, Facets, Totals};
use crate::coverage::Coverage;
use crate::diagnosis::Diagnosis;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;

/// Counts and sums over rows.
pub fn totals(facts: &Facts, rows: &Rows, matching: &[u32]) -> Totals {
    let mut totals = Totals { rows: matching.len() as u32, ..Totals::default() };
    let (mut levels, mut items) = (BTreeSet::new(), BTreeSet::new());
    let (mut sources, mut orders) = (BTreeSet::new(), BTreeSet::new());
    for row in matching {
        let detail = rows.detail(*row);
        levels.insert(detail.level);
        items.insert(rows.items.at(*row));
        totals.uncovered = totals.uncovered.plus(detail.uncovered);
        let source = facts.adjustments.source(detail.adjustment);
        if detail.adjustment != NONE && source != NONE {
            sources.insert((rows.kinds.at(*row).reason, source));
        }
        let order = rows.orders.at_or(*row, NONE);
        if order != NONE {
            orders.insert(order);
        }
    }
    let count = |len: usize| len as u32;
    (totals.levels, totals.items) = (count(levels.len()), count(items.len()));
    (totals.sources, totals.orders) = (count(sources.len()), count(orders.len()));
    totals
}

/// Rows by choice.
#[derive(Default)]
struct Counts(BTreeMap<Ix, u32>);

impl Counts {
    fn add(&mut self, choice: Ix) {
        let count = self.0.entry(choice).or_default();
        *count = count.saturating_add(1);
    }

    /// Most rows first, then by value, null last.
    fn facets<T: Copy, K: Ord>(self, value: impl Fn(Ix) -> T, key: impl Fn(&T) -> K) -> Vec<Facet<T>> {
        let mut facets: Vec<_> =
            self.0.into_iter().map(|(choice, rows)| Facet { value: value(choice), rows }).collect();
        facets.sort_by_key(|facet| (Reverse(facet.rows), key(&facet.value)));
        facets
    }
}

/// How many rows each choice would leave. A row counts for a facet when no other filter rejects it.
pub fn facets<'f>(facts: &'f Facts, rows: &Rows, filter: &Filter) -> Facets<'f> {
    let (mut shops, mut vendors) = (Counts::default(), Counts::default());
    let (mut reasons, mut coverage, mut diagnoses) = (Counts::default(), Counts::default(), Counts::default());
    let mut ecom = 0_u32;
    for row in rows.numbers() {
        let failing = filter.failing(rows, row);
        let counts = |own: u8| failing & !own == 0;
        let kinds = rows.kinds.at(row);
        if counts(facet::SHOPS) {
            shops.add(rows.shops.at(row));
        }
        if counts(facet::VENDORS) {
            vendors.add(rows.vendors.at_or(row, NONE));
        }
        if counts(facet::REASONS) {
            reasons.add(Ix::from(kinds.reason));
        }
        if counts(facet::COVERAGE) {
            coverage.add(kinds.coverage as Ix);
        }
        if counts(facet::DIAGNOSES) {
            diagnoses.add(kinds.diagnosis as Ix);
        }
        if counts(facet::ECOM) && rows.orders.at_or(row, NONE) != NONE {
            ecom = ecom.saturating_add(1);
        }
    }
    let word = |words: &[&'static str], ix: Ix| words.get(ix as usize).copied().unwrap_or_default();
    Facets {
        shops: shops.facets(|shop| facts.shops.ids.name(shop), |id| *id),
        vendors: vendors.facets(|vendor| facts.vendors.ids.name_of(vendor), |id| (id.is_none(), *id)),
        reasons: reasons.facets(|reason| word(&Kinds::REASONS, reason), |word| *word),
        coverage: coverage.facets(|ix| word(&Coverage::ALL.map(Coverage::word), ix), |word| *word),
        diagnoses: diagnoses.facets(|ix| word(&Diagnosis::ALL.map(Diagnosis::word), ix), |word| *word),
        ecom,
    }
}
