//! The inventory: facts, their indexes and the report's rows, behind the contract's surface.

use std::cell::RefCell;

use crate::contract::allocation::{Allocation, AllocationOptions};
use crate::contract::command::Command;
use crate::contract::documents as out;
use crate::contract::error::InventoryError;
use crate::contract::event::Event;
use crate::contract::json::Receive;
use crate::contract::options::LoadOptions;
use crate::contract::outcome::{Changes, Outcome};
use crate::contract::planning::{
    Backorder, BackorderQuery, Delivery, DeliveryOptions, Finding, Replenishment, ReplenishmentOptions,
};
use crate::contract::query::{Column as By, DEFAULT_LIMIT, DocumentQuery, ReportQuery, ShipmentQuery, SortBy};
use crate::contract::report::{Explanation, Facets, IncomingLine, Page, ReportPage, ReportRow, Totals};
use crate::image;
use crate::json_load::JsonLoad;
use crate::lists;
use crate::planning;
use crate::report::columns::Columns;
use crate::report::filter::Filter;
use crate::report::lists::{List, Lists};
use crate::report::ranks::{Ranks, column_texts};
use crate::report::rows::Rows;
use crate::report::search::SearchTexts;
use crate::report::sort::Order;
use crate::report::{columns, csv, explain, facets, show};
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::index::Index;
use crate::state::load::{Loader, Skipped};
use crate::state::snapshot;
use crate::workflow::engine::{self, Touched};
use crate::workflow::history::{self, HistoryQuery, HistoryRow};

/// What is worked out when a query first needs it, kept, and repaired when the rows change.
#[derive(Debug, Default)]
struct Caches {
    search: Option<SearchTexts>,
    ranks: Ranks,
    lists: Lists,
}

/// An inventory, loaded and ready to answer.
#[derive(Debug, Default)]
pub struct Inventory {
    state: State,
    rows: Rows,
    skipped: Vec<Skipped>,
    caches: RefCell<Caches>,
}

/// A window of the report by row number.
#[derive(Debug)]
pub struct Window {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<u32>,
}

impl Inventory {
    /// From a snapshot as JSON.
    ///
    /// ```
    /// use oversold::{Inventory, LoadOptions, ReportQuery};
    /// let snapshot = br#"{"format": "oversold/1", "shops": [{"id": "main", "name": "Main Street"}],
    ///     "items": [{"id": "helmet", "description": "Road helmet"}],
    ///     "levels": [{"itemId": "helmet", "shopId": "main", "qoh": -2}]}"#;
    /// let inventory = Inventory::from_json(snapshot, &LoadOptions::default())?;
    /// assert_eq!(inventory.totals(&ReportQuery::default()).uncovered.to_number(), 2.0);
    /// # Ok::<(), oversold::InventoryError>(())
    /// ```
    pub fn from_json(bytes: &[u8], options: &LoadOptions) -> Result<Self, InventoryError> {
        JsonLoad::default().last(bytes, options)
    }

    /// From whatever hands its records to a receiver.
    pub fn load(
        options: &LoadOptions,
        read: impl FnOnce(&mut dyn Receive) -> Result<(), InventoryError>,
    ) -> Result<Self, InventoryError> {
        let mut loader = Loader::default();
        read(&mut loader)?;
        Self::loaded(loader, options)
    }

    /// From all records, once they were received.
    pub(crate) fn loaded(loader: Loader, options: &LoadOptions) -> Result<Self, InventoryError> {
        let (facts, skipped) = loader.finish(options)?;
        Ok(Self::of(facts, skipped, options))
    }

    /// From an image, and the events stored since; those that the image knows are skipped.
    pub fn from_bytes(image: &[u8], events: &[Event], options: &LoadOptions) -> Result<Self, InventoryError> {
        let mut inventory = Self::of(image::read(image)?, Vec::new(), options);
        inventory.replay(events)?;
        Ok(inventory)
    }

    /// Everything that is derived, worked out from the facts.
    fn of(mut facts: Facts, skipped: Vec<Skipped>, options: &LoadOptions) -> Self {
        let index = Index::build(&mut facts, options);
        let rows = Rows::build(&facts, &index);
        Self { state: State { facts, index }, rows, skipped, caches: RefCell::default() }
    }

    /// Counts events since the first load.
    pub fn revision(&self) -> u64 {
        self.state.facts.revision
    }

    /// Records that the load left out because they name an unknown item or shop.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// A page of the report.
    pub fn report(&self, query: &ReportQuery) -> Result<ReportPage<'_>, InventoryError> {
        let window = self.window(query, DEFAULT_LIMIT);
        let rows = window.rows.iter().map(|row| self.row(*row)).collect();
        Ok(ReportPage { revision: self.revision(), total: window.total, offset: window.offset, rows })
    }

    /// A window of row numbers; `limit` where the query names none.
    pub fn window(&self, query: &ReportQuery, limit: u32) -> Window {
        let offset = query.offset.unwrap_or_default();
        let end = offset.saturating_add(query.limit.unwrap_or(limit));
        let asked = ReportQuery { offset: None, limit: None, ..query.clone() };
        let mut caches = self.caches.borrow_mut();
        if !caches.lists.find(&asked, end) {
            let list = self.list(&mut caches, asked, end);
            caches.lists.add(list);
        }
        let last = caches.lists.last();
        Window {
            total: last.map_or(0, List::total),
            offset,
            rows: last.map(|list| list.window(offset, end)).unwrap_or_default(),
        }
    }

    /// The rows that match, sorted beyond `end`: a command that takes some away leaves enough.
    fn list(&self, caches: &mut Caches, query: ReportQuery, end: u32) -> List {
        let by = query.sort.as_deref().unwrap_or_default();
        for sort in by {
            caches.ranks.prepare(&self.state.facts, &self.rows, sort.by);
        }
        let filter = self.filter(caches, &query);
        let matching = filter.matching(&self.rows);
        let rows = self.sorted_by(&caches.ranks, by).first(&matching, (end as usize).saturating_mul(2));
        List::new(query, filter, rows, matching.len() as u32)
    }

    fn sorted_by<'a>(&'a self, ranks: &'a Ranks, by: &'a [SortBy]) -> Order<'a> {
        Order { facts: &self.state.facts, index: &self.state.index, rows: &self.rows, ranks, by }
    }

    fn filter(&self, caches: &mut Caches, query: &ReportQuery) -> Filter {
        let texts = || SearchTexts::new(&self.state.facts, &self.rows);
        Filter::new(&self.state.facts, query, |words| caches.search.get_or_insert_with(texts).matching(words))
    }

    /// A row by number.
    pub fn row(&self, row: u32) -> ReportRow<'_> {
        show::report_row(&self.state.facts, &self.state.index, &self.rows, row)
    }

    /// Rows by number as columns.
    pub fn columns(&self, rows: &[u32]) -> Columns {
        columns::columns(&self.state.facts, &self.state.index, &self.rows, rows)
    }

    /// The number of the row with this id.
    pub fn row_number(&self, id: &str) -> Option<u32> {
        let level = match self.state.facts.adjustments.ids.find_known(id) {
            Some(adjustment) => self.state.facts.adjustments.level(adjustment),
            None => self.unattributed_level(id)?,
        };
        self.rows.of_level(level).find(|row| show::row_id(&self.state.facts, &self.rows, *row) == id)
    }

    fn unattributed_level(&self, id: &str) -> Option<Ix> {
        let (item, shop) = id.strip_prefix(show::UNATTRIBUTED)?.split_once(':')?;
        self.level(&show::percent_decode(item)?, &show::percent_decode(shop)?)
    }

    /// Rows by id; none for an id that names no row now.
    pub fn rows(&self, ids: &[&str]) -> Vec<Option<ReportRow<'_>>> {
        ids.iter().map(|id| self.row_number(id).map(|row| self.row(row))).collect()
    }

    pub fn totals(&self, query: &ReportQuery) -> Totals {
        let filter = self.filter(&mut self.caches.borrow_mut(), query);
        facets::totals(&self.state.facts, &self.rows, &filter.matching(&self.rows))
    }

    pub fn facets(&self, query: &ReportQuery) -> Facets<'_> {
        let filter = self.filter(&mut self.caches.borrow_mut(), query);
        facets::facets(&self.state.facts, &self.rows, &filter)
    }

    /// The rows that match as CSV, all of them unless the query names a window.
    pub fn csv(&self, query: &ReportQuery) -> Result<String, InventoryError> {
        let window = self.window(query, u32::MAX);
        Ok(csv::write(window.rows.iter().map(|row| self.row(*row))))
    }

    fn level(&self, item_id: &str, shop_id: &str) -> Option<Ix> {
        let item = self.state.facts.items.ids.find_known(item_id)?;
        let shop = self.state.facts.shops.ids.find_known(shop_id)?;
        self.state.facts.levels.find(item, shop).filter(|level| self.state.facts.is_inventoried(*level))
    }

    /// What is on its way to a level, in the order of rule 9.
    pub fn incoming(&self, item_id: &str, shop_id: &str) -> Vec<IncomingLine<'_>> {
        let level = self.level(item_id, shop_id);
        level.map(|level| explain::incoming(&self.state.facts, &self.state.index, level)).unwrap_or_default()
    }

    /// The proof of a level's rows.
    pub fn explain<'a>(&'a self, item_id: &'a str, shop_id: &'a str) -> Explanation<'a> {
        match self.level(item_id, shop_id) {
            Some(level) => explain::explain(&self.state.facts, &self.state.index, level),
            None => explain::nothing(item_id, shop_id),
        }
    }

    /// The distinct texts of a column that a locale may sort, as long as nobody ranked them.
    pub fn texts_to_rank(&self, by: By) -> Option<Vec<&str>> {
        if self.caches.borrow().ranks.has(by) {
            return None;
        }
        column_texts(&self.state.facts, &self.rows, by).map(|texts| texts.distinct)
    }

    /// Takes in a locale's ranks of the texts that [`Inventory::texts_to_rank`] gave; they are never part of an image.
    pub fn set_text_ranks(&self, by: By, ranks: &[u32]) -> Result<(), InventoryError> {
        let texts = column_texts(&self.state.facts, &self.rows, by)
            .filter(|texts| texts.distinct.len() == ranks.len())
            .ok_or_else(|| InventoryError::invalid("ranks", "one rank for each text that was given"))?;
        let mut caches = self.caches.borrow_mut();
        caches.ranks.set(by, &texts, ranks);
        caches.lists.clear();
        Ok(())
    }

    /// The outcome of commands without applying them: all or none of them.
    ///
    /// The state is as it was afterwards, bit for bit.
    pub fn decide(&mut self, commands: &[Command]) -> Result<Outcome, InventoryError> {
        engine::run(&mut self.state, &mut self.rows, commands, false).map(|(outcome, _)| outcome)
    }

    /// `decide`, then `replay`: all commands or none of them.
    pub fn apply(&mut self, commands: &[Command]) -> Result<Outcome, InventoryError> {
        let (outcome, touched) = engine::run(&mut self.state, &mut self.rows, commands, true)?;
        self.repair(&touched);
        Ok(outcome)
    }

    /// Takes events in, in order; known ones are skipped, a gap is refused, and so is an event of another history.
    pub fn replay(&mut self, events: &[Event]) -> Result<Changes, InventoryError> {
        let (changes, touched) = engine::replay(&mut self.state, &mut self.rows, events)?;
        self.repair(&touched);
        Ok(changes)
    }

    /// Repairs what is kept, or drops it where that would not be simpler than to work it out again.
    fn repair(&mut self, touched: &Touched) {
        let mut caches = self.caches.take();
        let Touched { replaced, texts } = touched;
        if !*texts {
            caches.ranks.carry(replaced);
            if replaced.made.iter().any(|(_, before)| before.is_none()) {
                caches.search = None;
            }
            if replaced.renumbered {
                caches.lists.clear();
            }
            let Caches { ranks, lists, .. } = &mut caches;
            lists.repair(&self.sorted_by(ranks, &[]), replaced);
            self.caches.replace(caches);
        }
    }

    /// What was done, newest first.
    pub fn history(&self, query: &HistoryQuery) -> Page<HistoryRow> {
        history::history(&self.state, query)
    }

    /// The snapshot as JSON: everything that is known, given back.
    pub fn to_json(&self) -> Result<Vec<u8>, InventoryError> {
        Ok(snapshot::write(&self.state.facts))
    }

    /// The facts as an image: the same facts in the same order give the same bytes on every platform (rule 18).
    ///
    /// ```
    /// use oversold::{Inventory, LoadOptions};
    /// # let snapshot = br#"{"format": "oversold/1", "shops": [], "items": [], "levels": []}"#;
    /// let options = LoadOptions::default();
    /// let image = Inventory::from_json(snapshot, &options)?.to_bytes();
    /// let events = []; // those stored since
    /// assert_eq!(Inventory::from_bytes(&image, &events, &options)?.to_bytes(), image);
    /// # Ok::<(), oversold::InventoryError>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        image::write(&self.state.facts)
    }

    pub fn item(&self, id: &str) -> Option<out::Item<'_>> {
        lists::item(&self.state.facts, &self.state.index, id)
    }

    pub fn sale(&self, id: &str) -> Option<out::SaleView<'_>> {
        lists::sale(&self.state.facts, &self.state.index, id)
    }

    pub fn order(&self, id: &str) -> Option<out::EcomOrder<'_>> {
        self.state.facts.orders.table.ids.find_known(id).map(|ix| self.state.facts.order_view(ix))
    }

    pub fn purchase_order(&self, id: &str) -> Option<out::PurchaseOrder<'_>> {
        self.state.facts.purchase_orders.ids.find_known(id).map(|ix| self.state.facts.purchase_order_view(ix))
    }

    pub fn transfer(&self, id: &str) -> Option<out::Transfer<'_>> {
        self.state.facts.transfers.ids.find_known(id).map(|ix| self.state.facts.transfer_view(ix))
    }

    pub fn vendor_return(&self, id: &str) -> Option<out::VendorReturn<'_>> {
        self.state.facts.vendor_returns.ids.find_known(id).map(|ix| self.state.facts.vendor_return_view(ix))
    }

    pub fn orders(&self, query: &DocumentQuery) -> Result<Page<out::EcomOrder<'_>>, InventoryError> {
        lists::orders(&self.state.facts, query)
    }

    pub fn purchase_orders(&self, query: &DocumentQuery) -> Result<Page<out::PurchaseOrder<'_>>, InventoryError> {
        lists::purchase_orders(&self.state.facts, query)
    }

    pub fn transfers(&self, query: &DocumentQuery) -> Result<Page<out::Transfer<'_>>, InventoryError> {
        lists::transfers(&self.state.facts, query)
    }

    pub fn vendor_returns(&self, query: &DocumentQuery) -> Result<Page<out::VendorReturn<'_>>, InventoryError> {
        lists::vendor_returns(&self.state.facts, query)
    }

    pub fn shipments(&self, query: &ShipmentQuery) -> Page<out::Shipment<'_>> {
        lists::shipments(&self.state.facts, query)
    }

    /// The waiting orders: what each waits for, and what stands in the way.
    pub fn backorders(&self, query: &BackorderQuery) -> Result<Page<Backorder<'_>>, InventoryError> {
        Ok(planning::backorders(&self.state, query))
    }

    /// Who gets scarce stock; changes nothing.
    pub fn allocate(&self, options: &AllocationOptions) -> Result<Allocation<'_>, InventoryError> {
        planning::allocate(&self.state, options)
    }

    /// A delivery without papers, sorted into whose it is; changes nothing.
    pub fn sort_delivery(&self, options: &DeliveryOptions) -> Result<Delivery<'_>, InventoryError> {
        planning::sort_delivery(&self.state, options)
    }

    /// What to buy and what to move, for the rows that nothing covers yet; changes nothing.
    pub fn replenish(&self, options: &ReplenishmentOptions) -> Result<Replenishment<'_>, InventoryError> {
        planning::replenish(&self.state, &self.rows, options)
    }

    /// Contradictions in the host's data, with the documents that hold them.
    pub fn check(&self) -> Vec<Finding> {
        planning::check(&self.state, &self.skipped)
    }
}
