//! Lists that were asked for, kept for the same question asked again, and repaired where a command touched some rows.

use super::filter::Filter;
use super::rows::Replaced;
use super::sort::Order;
use crate::contract::query::ReportQuery;

/// How many lists are kept.
const KEPT: usize = 16;

/// A list longer than this is sorted again sooner than it is repaired.
const REPAIRABLE: usize = 4096;

/// Rows that match, in order.
#[derive(Debug)]
pub struct List {
    /// Without its window.
    query: ReportQuery,
    filter: Filter,
    /// All that match, or the first of them.
    rows: Vec<u32>,
    total: u32,
}

impl List {
    pub fn new(query: ReportQuery, filter: Filter, rows: Vec<u32>, total: u32) -> Self {
        Self { query, filter, rows, total }
    }

    pub fn total(&self) -> u32 {
        self.total
    }

    /// The rows from one place to another.
    pub fn window(&self, offset: u32, end: u32) -> Vec<u32> {
        let rows = self.rows.iter().skip(offset as usize).take(end.saturating_sub(offset) as usize);
        rows.copied().collect()
    }

    fn reaches(&self, end: u32) -> bool {
        self.rows.len() as u32 >= end.min(self.total)
    }

    fn is_whole(&self) -> bool {
        self.rows.len() as u32 >= self.total
    }

    /// Takes rows out and puts others in; false where it would have to be asked for anew.
    fn repair(&mut self, order: &Order<'_>, replaced: &Replaced) -> bool {
        let is_whole = self.is_whole();
        let Self { query, filter, rows: list, total } = self;
        let adds_rows = replaced.made.iter().any(|(_, before)| before.is_none());
        let by = query.sort.as_deref().unwrap_or_default();
        let serves = by.iter().all(|sort| order.ranks.serves(sort.by));
        if list.len() > REPAIRABLE || !serves || (adds_rows && filter.searches()) {
            return false;
        }
        let order = Order { by, facts: order.facts, index: order.index, rows: order.rows, ranks: order.ranks };
        let rows = order.rows;
        let gone = replaced.gone.iter().filter(|row| filter.passes(rows, **row)).count() as u32;
        if gone > 0 {
            list.retain(|row| !rows.is_gone(*row));
            *total = total.saturating_sub(gone);
        }
        for (row, _) in replaced.made.iter().filter(|(row, _)| filter.passes(rows, *row)) {
            let place = list.partition_point(|known| order.compare(*known, *row).is_lt());
            // Behind the part that is known it stands somewhere, but nobody knows where.
            if place < list.len() || is_whole {
                list.insert(place, *row);
            }
            *total = total.saturating_add(1);
        }
        true
    }
}

/// The lists, the one that was asked for last at the end.
#[derive(Debug, Default)]
pub struct Lists(Vec<List>);

impl Lists {
    /// Puts the list of a question at the end; false if it is not known as far as `end`.
    pub fn find(&mut self, query: &ReportQuery, end: u32) -> bool {
        let Some(place) = self.0.iter().position(|list| list.query == *query) else { return false };
        let list = self.0.remove(place);
        let reaches = list.reaches(end);
        if reaches {
            self.0.push(list);
        }
        reaches
    }

    /// The list that was found or added last.
    pub fn last(&self) -> Option<&List> {
        self.0.last()
    }

    pub fn add(&mut self, list: List) {
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(list);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// After a command: `order` tells what the sorts look at. A list that cannot be repaired is let go.
    pub fn repair(&mut self, order: &Order<'_>, replaced: &Replaced) {
        self.0.retain_mut(|list| list.repair(order, replaced));
    }
}
