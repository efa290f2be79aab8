//! What the host redraws: exactly the rows, levels, documents and orders that differ from before.

use crate::contract::outcome::{ChangedDocument, ChangedLevel, Changes, DocumentKind, LevelRef};
use crate::keyed::{Map, Set};
use crate::order::{sort_by, sort_texts};
use crate::quantity::Quantity;
use crate::readiness;
use crate::report::level::TakenApart;
use crate::report::rows::{Detail, Kinds, Rows};
use crate::report::show::{source_row_id, unattributed_id};
use crate::state::adjustments::Reason;
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::{Awaited, Journal, State};
use crate::state::facts::Facts;
use crate::state::replace::{shown_texts, text_of};
use crate::truncation;

use super::evolve::document_id;

/// What shows of a row, as numbers: two that are equal look the same.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    detail: Detail,
    kinds: Kinds,
    vendor: Ix,
    order: Ix,
    occurred_at: i64,
    qoh: Quantity,
    elsewhere: Quantity,
    source_is_known: bool,
    /// Names, where they may have changed.
    texts: u64,
}

/// Levels whose rows may differ: those touched, and those of items of which other shops have more or less now.
pub fn candidates(state: &State, rows: &Rows, journal: &Journal) -> Set<Ix> {
    let mut levels: Set<Ix> = journal.levels.keys().copied().collect();
    for (item, before) in journal.items.iter() {
        if state.index.available(*item) != *before {
            // What was not touched has rows only where it is negative still.
            let is_short =
                |level: &Ix| state.facts.levels.qoh(*level).is_negative() && !rows.of_level(*level).is_empty();
            levels.extend(state.facts.levels.of_item(*item).filter(is_short));
        }
    }
    let transfers: Set<Ix> =
        journal.documents.iter().filter(|(kind, _)| *kind == DocumentKind::Transfer).map(|(_, ix)| ix).collect();
    if !transfers.is_empty() {
        let elsewhere = rows_elsewhere(state, rows, &transfers, &levels);
        levels.extend(elsewhere);
    }
    if journal.named_before {
        levels.extend(rows_of_new_sources(&state.facts, rows));
    }
    levels
}

/// Further levels that have a row of one of these transfers, which says whether its item is in transit (rule 10). A transfer's
/// own two shops are touched with it; a host's data may name it in a third.
fn rows_elsewhere(state: &State, rows: &Rows, transfers: &Set<Ix>, touched: &Set<Ix>) -> Vec<Ix> {
    let Facts { levels, adjustments, transfers: documents, transfer_lines, .. } = &state.facts;
    let lines = transfers.iter().flat_map(|ix| transfer_lines.of(documents.get(ix).lines));
    let items: Set<Ix> = lines.map(|line| line.item).collect();
    let is_of_them = |row: u32| {
        let adjustment = rows.detail(row).adjustment;
        adjustment != NONE
            && adjustments.reason(adjustment) == Reason::Transfer
            && transfers.contains(&adjustments.source(adjustment))
    };
    let others = items.iter().flat_map(|item| levels.of_item(item)).filter(|level| !touched.contains(level));
    others.filter(|level| rows.of_level(*level).any(is_of_them)).collect()
}

/// Levels with rows of which the document has come only now.
fn rows_of_new_sources(facts: &Facts, rows: &Rows) -> impl Iterator<Item = Ix> {
    let waiting = rows.numbers().filter(|row| !rows.source_is_known.at(*row));
    let adjustments = waiting.map(|row| rows.detail(row).adjustment);
    let named = adjustments.filter(|adjustment| *adjustment != NONE && facts.source_is_known(*adjustment));
    named.map(|adjustment| facts.adjustments.level(adjustment))
}

/// The differences between the report's `rows`, which still show what was before, and the state now.
/// `now` holds the rows of the candidate levels worked out anew.
pub fn changes(state: &State, rows: &Rows, now: &Rows, journal: &Journal, levels: &Set<Ix>) -> Changes {
    let mut changes = Changes::default();
    for level in levels.iter() {
        let before = shown(state, rows, journal, level, true);
        let after = shown(state, now, journal, level, false);
        let id = |adjustment: Ix| source_row_id(&state.facts, level, adjustment).into_owned();
        for (adjustment, shown) in before.iter() {
            match after.get(adjustment) {
                None => changes.rows_removed.push(removed_id(state, level, *adjustment)),
                Some(now) if now != shown => changes.rows_changed.push(id(*adjustment)),
                Some(_) => {}
            }
        }
        let added = after.keys().filter(|adjustment| !before.contains_key(adjustment));
        changes.rows_added.extend(added.map(|adjustment| id(*adjustment)));
    }
    sort_texts(&mut changes.rows_added);
    sort_texts(&mut changes.rows_changed);
    sort_texts(&mut changes.rows_removed);
    changes.levels = changed_levels(state, journal);
    let document = |(kind, ix): (_, Ix)| ChangedDocument { kind, id: document_id(state, kind, ix).to_owned() };
    changes.documents = journal.documents.iter().map(document).collect();
    sort_by(&mut changes.documents, Ord::cmp);
    (changes.orders_ready, changes.orders_no_longer_ready) = readiness_changes(state, journal);
    changes.needs_history = needing_history(state, levels);
    changes
}

/// A removed row's adjustment may itself be gone, but its name stays.
fn removed_id(state: &State, level: Ix, adjustment: Ix) -> String {
    if adjustment == NONE {
        unattributed_id(&state.facts, level)
    } else {
        state.facts.adjustments.ids.name(adjustment).to_owned()
    }
}

fn shown(state: &State, rows: &Rows, journal: &Journal, level: Ix, is_before: bool) -> Map<Ix, Shown> {
    let facts = &state.facts;
    let item = facts.levels.item(level);
    let (mut qoh, mut elsewhere) = (facts.levels.qoh(level), state.index.available(item));
    if is_before {
        qoh = journal.levels.get(&level).map_or(qoh, |(qoh, _)| *qoh);
        elsewhere = journal.items.get(&item).copied().unwrap_or(elsewhere);
    }
    let watched = journal.texts.get(&level);
    let texts = match (watched, is_before) {
        (None, _) => Vec::new(),
        (Some(before), true) => before.clone(),
        (Some(_), false) => shown_texts(state, level),
    };
    let row = |row: u32| {
        let detail = rows.detail(row);
        let shown = Shown {
            detail,
            kinds: rows.kinds.at(row),
            vendor: rows.vendors.at_or(row, NONE),
            order: rows.orders.at_or(row, NONE),
            occurred_at: rows.occurred_at.at(row),
            qoh,
            elsewhere,
            source_is_known: rows.source_is_known.at(row),
            texts: text_of(&texts, detail.adjustment),
        };
        (detail.adjustment, shown)
    };
    rows.of_level(level).map(row).collect()
}

fn changed_levels(state: &State, journal: &Journal) -> Vec<ChangedLevel> {
    let facts = &state.facts;
    let moved = journal.levels.iter().filter(|(level, (before, _))| facts.levels.qoh(**level) != *before);
    let changed = |level: Ix| ChangedLevel {
        item_id: facts.items.ids.name(facts.levels.item(level)).to_owned(),
        shop_id: facts.shops.ids.name(facts.levels.shop(level)).to_owned(),
        qoh: facts.levels.qoh(level),
    };
    let mut levels: Vec<ChangedLevel> = moved.map(|(level, _)| changed(*level)).collect();
    sort_by(&mut levels, |a, b| (&a.item_id, &a.shop_id).cmp(&(&b.item_id, &b.shop_id)));
    levels
}

/// Levels among these whose rows would need movements that were not sent.
fn needing_history(state: &State, levels: &Set<Ix>) -> Vec<LevelRef> {
    let facts = &state.facts;
    let mut scratch = TakenApart::default();
    let mut is_in_need = |level: &Ix| truncation::needs_history(facts, &state.index, *level, &mut scratch);
    let in_need = levels.iter().filter(|level| is_in_need(level));
    let level_ref = |level: Ix| LevelRef {
        item_id: facts.items.ids.name(facts.levels.item(level)).to_owned(),
        shop_id: facts.shops.ids.name(facts.levels.shop(level)).to_owned(),
    };
    let mut levels: Vec<LevelRef> = in_need.map(level_ref).collect();
    sort_by(&mut levels, Ord::cmp);
    levels
}

/// Orders of which every unshipped unit came on the shelf, or stopped being there while some are still waiting.
fn readiness_changes(state: &State, journal: &Journal) -> (Vec<String>, Vec<String>) {
    let facts = &state.facts;
    let mut now: Map<Ix, Map<Ix, bool>> = Map::new();
    let mut flags = |level: Ix| -> Map<Ix, bool> {
        let queue = || {
            let queue = readiness::on_shelf(facts, &state.index, level);
            queue.into_iter().map(|waiting| (waiting.line, waiting.is_on_shelf())).collect()
        };
        now.or_insert_with(level, queue).clone()
    };
    // A line that waits anew does so because its order changed, which the journal knows.
    let mut orders: Set<Ix> = journal.orders.keys().copied().collect();
    for (level, (_, before)) in journal.levels.iter() {
        let after = flags(*level);
        for waiting in before {
            if after.get(&waiting.line) != Some(&waiting.is_on_shelf()) {
                orders.insert(waiting.order);
            }
        }
    }
    let before = |level: Ix, line: Ix| -> Option<bool> {
        let (_, waiting) = journal.levels.get(&level)?;
        Some(waiting.iter().any(|waiting| waiting.line == line && waiting.is_on_shelf()))
    };
    let (mut ready, mut no_longer) = (Vec::new(), Vec::new());
    for order in orders.into_iter().filter(|order| facts.orders.table.ids.is_known(*order)) {
        let current = state.awaited(order);
        let waits = |lines: &[Awaited]| lines.iter().any(|line| line.unshipped.is_positive());
        let mut is_ready = |lines: &[Awaited], was: bool| {
            let mut waiting = lines.iter().filter(|line| line.unshipped.is_positive()).peekable();
            waiting.peek().is_some()
                && waiting.all(|awaited| {
                    let then = if was { before(awaited.level, awaited.line) } else { None };
                    let is_on_shelf = || flags(awaited.level).get(&awaited.line).copied().unwrap_or_default();
                    !awaited.is_inventoried || (awaited.is_recorded && then.unwrap_or_else(is_on_shelf))
                })
        };
        let was = is_ready(journal.orders.get(&order).unwrap_or(&current), true);
        let is = is_ready(&current, false);
        let id = || facts.orders.table.ids.name(order).to_owned();
        if is && !was {
            ready.push(id());
        } else if was && !is && waits(&current) {
            no_longer.push(id());
        }
    }
    sort_texts(&mut ready);
    sort_texts(&mut no_longer);
    (ready, no_longer)
}
