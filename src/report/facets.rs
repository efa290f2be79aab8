//! Counts over the rows that match: totals, and how many rows each choice of a filter would leave.

use super::filter::{Filter, facet};
use super::rows::{Kinds, Rows};
use crate::contract::report::{Facet, Facets, Totals};
use crate::coverage::Coverage;
use crate::diagnosis::Diagnosis;
use crate::keyed::{Map, distinct};
use crate::order::sort_by;
use crate::state::column::{Column, Ix, NONE};
use crate::state::facts::Facts;

/// Counts and sums over rows.
pub fn totals(facts: &Facts, rows: &Rows, matching: &[u32]) -> Totals {
    let mut totals = Totals { rows: matching.len() as u32, ..Totals::default() };
    let each = || matching.iter().copied();
    totals.uncovered = each().map(|row| rows.detail(row).uncovered).sum();
    totals.levels = distinct(each().map(|row| rows.detail(row).level));
    totals.items = distinct(each().map(|row| rows.items.at(row)));
    totals.sources = distinct(each().filter_map(|row| {
        let adjustment = rows.detail(row).adjustment;
        let source = facts.adjustments.source(adjustment);
        (adjustment != NONE && source != NONE).then(|| (u32::from(rows.kinds.at(row).reason), source))
    }));
    totals.orders = distinct(each().map(|row| rows.orders.at_or(row, NONE)).filter(|order| *order != NONE));
    totals
}

/// Rows by choice.
#[derive(Default)]
struct Counts(Map<Ix, u32>);

impl Counts {
    fn add(&mut self, choice: Ix) {
        let count = self.0.or_default(choice);
        *count = count.saturating_add(1);
    }

    /// Most rows first, then by value, null last.
    fn facets<'f, T>(
        self,
        text: &dyn Fn(Ix) -> Option<&'f str>,
        value: impl Fn(Option<&'f str>) -> T,
    ) -> Vec<Facet<T>> {
        let mut counted: Vec<(Option<&str>, u32)> =
            self.0.iter().map(|(choice, rows)| (text(*choice), *rows)).collect();
        sort_by(&mut counted, |(a, a_rows), (b, b_rows)| (b_rows, a.is_none(), a).cmp(&(a_rows, b.is_none(), b)));
        counted.into_iter().map(|(text, rows)| Facet { value: value(text), rows }).collect()
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
    let word = |text: Option<&'static str>| text.unwrap_or_default();
    Facets {
        shops: shops.facets(&|shop| facts.shops.ids.name_of(shop), Option::unwrap_or_default),
        vendors: vendors.facets(&|vendor| facts.vendors.ids.name_of(vendor), |id| id),
        reasons: reasons.facets(&|reason| Kinds::REASONS.get(reason as usize).copied(), word),
        coverage: coverage.facets(&|ix| Coverage::ALL.get(ix as usize).map(|coverage| coverage.word()), word),
        diagnoses: diagnoses.facets(&|ix| Diagnosis::ALL.get(ix as usize).map(|diagnosis| diagnosis.word()), word),
        ecom,
    }
}
