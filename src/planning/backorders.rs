//! The waiting orders: what each waits for, when that comes, and what else stands in the way.

use std::cmp::Ordering;

use super::promises::{Coming, Promises};
use crate::contract::planning::{
    Backorder, BackorderColumn, BackorderLine, BackorderPiece, BackorderQuery, BackorderState, BlockedBy,
};
use crate::contract::query::DEFAULT_LIMIT;
use crate::contract::report::Page;
use crate::instant::Instant;
use crate::keyed::Map;
use crate::lists::Search;
use crate::order::sort_by;
use crate::report::show::incoming_line;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::orders::{Fraud, Payment};
use crate::text;

/// What there is to say of a waiting order as a whole.
#[derive(Clone, Debug)]
struct Standing {
    state: BackorderState,
    promised_at: Option<Instant>,
    late: Option<bool>,
    overdue: Option<bool>,
    blocked_by: Vec<BlockedBy>,
}

/// A waiting order in the list; its standing only where the query asks for it.
struct Listed {
    order: Ix,
    standing: Option<Standing>,
}

/// Orders, not cancelled, with unshipped units: the page that the query asks for.
pub fn backorders<'s>(state: &'s State, query: &BackorderQuery) -> Page<Backorder<'s>> {
    let facts = &state.facts;
    let at = query.at.map(|at| at.0);
    let sort = query.sort.as_deref().unwrap_or_default();
    let is_asked = query.states.is_some()
        || query.blocked_by.is_some()
        || query.late.is_some()
        || sort.iter().any(|key| key.by == BackorderColumn::PromisedAt);
    let mut promises = Promises::new(state);
    let mut search = Search::new(query.search.as_deref());
    let mut listed: Vec<Listed> = Vec::new();
    for order in facts.orders.table.ids.given.in_order() {
        if !waits_there(facts, query, order) || !is_found(facts, &mut search, order) {
            continue;
        }
        let standing = is_asked.then(|| standing(state, &mut promises, order, at));
        if standing.as_ref().is_none_or(|standing| is_kept(query, standing)) {
            listed.push(Listed { order, standing });
        }
    }
    let listed = sorted(facts, query, listed);
    let offset = query.offset.unwrap_or_default();
    let window = listed.iter().skip(offset as usize).take(query.limit.unwrap_or(DEFAULT_LIMIT) as usize);
    let rows = window.map(|listed| {
        let standing = listed.standing.clone().unwrap_or_else(|| standing(state, &mut promises, listed.order, at));
        backorder(state, &mut promises, listed.order, standing)
    });
    Page { total: listed.len() as u32, offset, rows: rows.collect() }
}

/// The lines of an order that have unshipped units.
pub fn waiting_lines(facts: &Facts, order: Ix) -> impl Iterator<Item = Ix> + '_ {
    facts.orders.table.get(order).lines.numbers().filter(|line| facts.orders.unshipped(*line).is_positive())
}

/// Whether a search finds an order, or one of the items that it waits for.
fn is_found(facts: &Facts, search: &mut Search, order: Ix) -> bool {
    let record = facts.orders.table.get(order);
    let texts = [record.number, record.customer].map(|text| facts.texts.get(text));
    let items = waiting_lines(facts, order).map(|line| facts.orders.lines.get(line).item);
    search.finds(facts, facts.orders.table.ids.name(order), &texts, items)
}

/// Whether an order waits at all, and in one of the shops asked for.
fn waits_there(facts: &Facts, query: &BackorderQuery, order: Ix) -> bool {
    waiting_lines(facts, order).any(|line| {
        let shop = facts.shops.ids.name(facts.orders.lines.get(line).shop);
        query.shop_ids.as_ref().is_none_or(|ids| ids.iter().any(|id| id == shop))
    })
}

fn is_kept(query: &BackorderQuery, standing: &Standing) -> bool {
    query.states.as_ref().is_none_or(|states| states.contains(&standing.state))
        && query.blocked_by.as_ref().is_none_or(|gates| gates.iter().any(|gate| standing.blocked_by.contains(gate)))
        && query.late.is_none_or(|late| standing.late == Some(late))
}

fn standing(state: &State, promises: &mut Promises<'_>, order: Ix, at: Option<Instant>) -> Standing {
    let record = state.facts.orders.table.get(order);
    let (mut is_ready, mut is_short) = (true, false);
    let mut expected: Vec<Option<Instant>> = Vec::new();
    for line in waiting_lines(&state.facts, order) {
        let promise = promises.of(line);
        is_ready &= promise.on_shelf == promise.unshipped;
        is_short |= promise.missing.is_positive();
        expected.extend(promises.coming(&promise).iter().map(|coming| coming.arrival.expected_at));
    }
    let overdue = at.map(|at| expected.iter().flatten().any(|expected_at| *expected_at < at));
    let last = || expected.iter().copied().collect::<Option<Vec<_>>>().and_then(|dates| dates.into_iter().max());
    let (how_far, promised_at) = match (is_ready, is_short) {
        (true, _) => (BackorderState::Ready, None),
        (false, true) => (BackorderState::Short, None),
        // A date that has passed is no promise.
        (false, false) => (BackorderState::Incoming, if overdue == Some(true) { None } else { last() }),
    };
    let late = at.zip(record.due_at).map(|(at, due_at)| at.max(promised_at.unwrap_or(at)) > due_at);
    let gates = [
        (record.fraud != Fraud::Cleared, BlockedBy::FraudNotCleared),
        (record.payment != Payment::Paid, BlockedBy::NotPaid),
        (!is_ready, BlockedBy::NotOnShelf),
    ];
    let blocked_by = gates.into_iter().filter(|(is_closed, _)| *is_closed).map(|(_, gate)| gate).collect();
    Standing { state: how_far, promised_at, late, overdue, blocked_by }
}

/// By the query's keys, nulls last both ways; then by when it was placed, then by id.
fn sorted(facts: &Facts, query: &BackorderQuery, mut listed: Vec<Listed>) -> Vec<Listed> {
    let sort = query.sort.as_deref().unwrap_or_default();
    let placed_at = |listed: &Listed| facts.orders.table.get(listed.order).placed_at;
    let promised_at = |listed: &Listed| listed.standing.as_ref().and_then(|standing| standing.promised_at);
    let mut numbers: Map<Ix, (Vec<u8>, &str)> = Map::new();
    if sort.iter().any(|key| key.by == BackorderColumn::Number) {
        for listed in &listed {
            let number = facts.texts.get(facts.orders.table.get(listed.order).number);
            let mut key = Vec::new();
            text::natural_key(number, &mut key);
            numbers.insert(listed.order, (key, number));
        }
    }
    let by = |a: &Listed, b: &Listed| -> Ordering {
        let keys = sort.iter().map(|key| {
            let descending = key.descending.unwrap_or_default();
            let directed = |order: Ordering| if descending { order.reverse() } else { order };
            match key.by {
                BackorderColumn::PlacedAt => directed(placed_at(a).cmp(&placed_at(b))),
                BackorderColumn::Number => directed(numbers.get(&a.order).cmp(&numbers.get(&b.order))),
                BackorderColumn::PromisedAt => match (promised_at(a), promised_at(b)) {
                    (Some(a), Some(b)) => directed(a.cmp(&b)),
                    (a, b) => a.is_none().cmp(&b.is_none()),
                },
            }
        });
        let id = |listed: &Listed| facts.orders.table.ids.name(listed.order);
        let ties = || placed_at(a).cmp(&placed_at(b)).then_with(|| id(a).cmp(id(b)));
        keys.fold(Ordering::Equal, Ordering::then).then_with(ties)
    };
    sort_by(&mut listed, by);
    listed
}

fn backorder<'s>(state: &'s State, promises: &mut Promises<'s>, order: Ix, standing: Standing) -> Backorder<'s> {
    let facts = &state.facts;
    let record = facts.orders.table.get(order);
    let lines = waiting_lines(facts, order).map(|number| {
        let line = facts.orders.lines.get(number);
        let promise = promises.of(number);
        BackorderLine {
            order_line_id: facts.texts.get(line.id),
            item_id: facts.items.ids.name(line.item),
            description: facts.texts.get(facts.items.get(line.item).description),
            shop_id: facts.shops.ids.name(line.shop),
            unshipped: promise.unshipped,
            on_shelf: promise.on_shelf,
            missing: promise.missing,
            covered_by: pieces(facts, promises.coming(&promise)),
        }
    });
    Backorder {
        order_id: facts.orders.table.ids.name(order),
        number: facts.texts.get(record.number),
        placed_at: record.placed_at,
        customer: facts.texts.optional(record.customer),
        priority: record.priority,
        lines: lines.collect(),
        state: standing.state,
        promised_at: standing.promised_at,
        late: standing.late,
        overdue: standing.overdue,
        blocked_by: standing.blocked_by,
    }
}

/// What comes, by document: two lines of one document are one piece.
fn pieces<'s>(facts: &'s Facts, coming: &[Coming]) -> Vec<BackorderPiece<'s>> {
    let mut pieces: Vec<BackorderPiece<'s>> = Vec::new();
    for coming in coming {
        let line = incoming_line(facts, &coming.arrival);
        match pieces.iter_mut().find(|piece| piece.kind == line.kind && piece.id == line.id) {
            Some(piece) => piece.quantity = piece.quantity.plus(coming.quantity),
            None => pieces.push(BackorderPiece {
                kind: line.kind,
                id: line.id,
                number: line.number,
                quantity: coming.quantity,
                expected_at: line.expected_at,
            }),
        }
    }
    pieces
}
