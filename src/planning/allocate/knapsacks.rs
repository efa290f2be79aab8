//! A tighter bound than prices give: every stock by itself, in whole units.
//!
//! An order counts 1, and that is dealt out over the stocks it wants, a part to each. What each stock can serve at most of these
//! parts, a knapsack, comes in all to no less than any deal does: whoever is served is served by all of its stocks.
//!
//! That holds however the parts are dealt out (Lagrange's decomposition). It is tight where the stocks agree on whom they serve;
//! so an order's parts are moved, round by round, from those of its stocks that serve it to those that do not.

use super::contest::Contest;
use super::prices::{is_below, whole};
use super::work::Work;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// Rounds at most. After each stride of them it is asked whether so many more like it would be enough.
const ROUNDS: u32 = 60;
const STRIDE: u32 = 10;
const STRIDES: f64 = 5.0;

/// A table of more units times orders is not made: that stock is bounded by its price, as all are once the work is done.
const LARGEST: usize = 20_000;

/// Fields of a table that are as much work as one step elsewhere.
const FIELDS: usize = 8;

/// The parts as they are dealt out now, and the best bound so far.
pub struct Knapsacks<'c> {
    contest: &'c Contest,
    knapsacks: Vec<Knapsack>,
    /// By want: its part, and whether its stock serves it.
    parts: Vec<f64>,
    is_served: Vec<bool>,
    table: Table,
    bound: f64,
    pace: f64,
}

/// One stock, in units of which all that is wanted of it are multiples.
struct Knapsack {
    stock: Ix,
    room: usize,
    /// The numbers of the wants, and the units.
    wants: Vec<(Ix, usize)>,
    /// What it serves at most, and whether a part was moved since that was worked out.
    most: f64,
    is_moved: bool,
}

impl<'c> Knapsacks<'c> {
    /// Begins with the contest's prices.
    pub fn new(contest: &'c Contest) -> Self {
        let parts = first_parts(contest);
        let is_served = vec![false; parts.len()];
        let table = Table::default();
        Self { contest, knapsacks: knapsacks(contest), parts, is_served, table, bound: f64::INFINITY, pace: 1.0 }
    }

    /// How many orders can be served at most, as far as some rounds show. Ends where it is clear that no more than `count` can
    /// be, or that it will not become clear.
    pub fn bound(&mut self, count: u32, work: &mut Work) -> u32 {
        // One more than that has to be ruled out.
        let next = f64::from(count) + 1.0;
        let (mut before, mut stale) = (f64::INFINITY, 0_u32);
        for round in 1..=ROUNDS {
            let value = self.fill(work);
            stale = stale.saturating_add(1);
            if value < self.bound {
                self.bound = value;
                stale = 0;
            } else if stale > 3 {
                self.pace /= 2.0;
                stale = 0;
            }
            let disagreement = self.disagreement();
            if is_below(self.bound, count.saturating_add(1)) || disagreement <= 0.0 || work.is_done() {
                break;
            }
            if round.is_multiple_of(STRIDE) {
                if self.bound - next > (before - self.bound) * STRIDES {
                    break;
                }
                before = self.bound;
            }
            self.move_parts(self.pace * (value - next + 0.5) / disagreement);
        }
        whole(self.bound)
    }

    /// What all stocks serve at most.
    fn fill(&mut self, work: &mut Work) -> f64 {
        let Self { contest, knapsacks, parts, is_served, table, .. } = self;
        let mut sum = 0.0;
        for knapsack in knapsacks {
            if knapsack.is_moved {
                knapsack.is_moved = false;
                knapsack.wants.iter().for_each(|(number, _)| is_served.put(*number, false));
                let fields = knapsack.room.saturating_add(1).saturating_mul(knapsack.wants.len());
                knapsack.most = if fields > LARGEST || work.is_done() {
                    work.spend(knapsack.wants.len());
                    by_price(contest, knapsack, parts, is_served)
                } else {
                    work.spend(fields / FIELDS);
                    table.fill(knapsack, parts, is_served)
                };
            }
            sum += knapsack.most;
        }
        sum
    }

    /// How far the stocks are from agreeing: the squares of how far each part's being served is from the mean of its order.
    fn disagreement(&self) -> f64 {
        let mut sum = 0.0;
        let mut rest = self.is_served.as_slice();
        for order in 0..self.contest.len() {
            let (own, others) = rest.split_at_checked(self.contest.wants(order).len()).unwrap_or_default();
            let mean = mean(own);
            sum += mean * (1.0 - mean) * own.len() as f64;
            rest = others;
        }
        sum
    }

    /// Moves parts from the stocks that serve their orders to those that do not; the parts of an order stay 1 in all.
    fn move_parts(&mut self, step: f64) {
        let mut end = 0_usize;
        for order in 0..self.contest.len() {
            let wants = self.contest.wants(order);
            let own = end..end.saturating_add(wants.len());
            end = own.end;
            let Some(is_served) = self.is_served.get(own.clone()) else { return };
            let mean = mean(is_served);
            if mean == 0.0 || mean == 1.0 {
                continue;
            }
            let Some(parts) = self.parts.get_mut(own) else { return };
            for ((part, is_served), want) in parts.iter_mut().zip(is_served).zip(wants) {
                *part -= step * (f64::from(*is_served) - mean);
                if let Some(knapsack) = self.knapsacks.get_mut(want.stock as usize) {
                    knapsack.is_moved = true;
                }
            }
        }
    }
}

/// The share of an order's stocks that serve it.
fn mean(is_served: &[bool]) -> f64 {
    is_served.iter().filter(|is_served| **is_served).count() as f64 / is_served.len().max(1) as f64
}

fn knapsacks(contest: &Contest) -> Vec<Knapsack> {
    let mut units = vec![0_i64; contest.stocks.len()];
    for want in contest.all_wants() {
        let unit = common(want.units.raw(), units.at(want.stock));
        units.put(want.stock, unit);
    }
    // More than an address has bits for is more than a table can have, too.
    let in_units = |quantity: Quantity, stock: Ix| {
        let count = quantity.raw().checked_div(units.at(stock)).unwrap_or_default();
        usize::try_from(count).unwrap_or(usize::MAX)
    };
    let knapsack = |(stock, units): (Ix, &Quantity)| {
        let room = in_units(*units, stock);
        Knapsack { stock, room, wants: Vec::new(), most: 0.0, is_moved: true }
    };
    let mut knapsacks: Vec<Knapsack> = (0..).zip(&contest.stocks).map(knapsack).collect();
    for (number, want) in (0..).zip(contest.all_wants()) {
        if let Some(knapsack) = knapsacks.get_mut(want.stock as usize) {
            knapsack.wants.push((number, in_units(want.units, want.stock)));
        }
    }
    knapsacks
}

/// The greatest common divisor.
fn common(a: i64, b: i64) -> i64 {
    match a.checked_rem(b) {
        None => a,
        Some(rest) => common(b, rest),
    }
}

/// By want: its price at its stock, and the same share of what is left of the 1.
fn first_parts(contest: &Contest) -> Vec<f64> {
    let mut parts = Vec::with_capacity(contest.all_wants().len());
    for order in 0..contest.len() {
        let wants = contest.wants(order);
        let share = contest.gain(order) / wants.len() as f64;
        parts.extend(wants.iter().map(|want| contest.prices.at(want.stock) * want.share + share));
    }
    parts
}

/// What a stock serves at most if whatever it serves is paid for, and what it has is paid for in any case.
fn by_price(contest: &Contest, knapsack: &Knapsack, parts: &[f64], is_served: &mut [bool]) -> f64 {
    let price = contest.prices.at(knapsack.stock);
    let mut value = price;
    for (number, _) in &knapsack.wants {
        let share = contest.all_wants().at(*number).share;
        let rest = parts.at(*number) - price * share;
        if rest > 0.0 {
            value += rest;
            is_served.put(*number, true);
        }
    }
    value
}

/// A knapsack's table, which is used again for the next.
#[derive(Default)]
struct Table {
    /// By room: the most that the parts looked at so far come to; the same with the next one.
    most: Vec<f64>,
    next: Vec<f64>,
    /// By part and room: whether the part is in it.
    is_in: Vec<bool>,
    /// The parts worth taking.
    parts: Vec<(f64, Ix, usize)>,
}

impl Table {
    /// What a stock serves at most, and which parts those are.
    fn fill(&mut self, knapsack: &Knapsack, parts: &[f64], is_served: &mut [bool]) -> f64 {
        let Self { most, next, is_in, parts: worth } = self;
        worth.clear();
        let mut units = 0_usize;
        for (number, wanted) in &knapsack.wants {
            let part = parts.at(*number);
            if part > 0.0 && *wanted <= knapsack.room {
                worth.push((part, *number, *wanted));
                units = units.saturating_add(*wanted);
            }
        }
        if units <= knapsack.room {
            worth.iter().for_each(|(_, number, _)| is_served.put(*number, true));
            return worth.iter().map(|(part, ..)| part).sum();
        }
        let width = knapsack.room.saturating_add(1);
        for column in [&mut *most, &mut *next] {
            column.clear();
            column.resize(width, 0.0);
        }
        is_in.clear();
        is_in.resize(width.saturating_mul(worth.len()), false);
        for ((part, _, units), is_in) in worth.iter().zip(is_in.chunks_exact_mut(width)) {
            // Below that there is no room for it.
            let (Some(is_in), Some(stay)) = (is_in.get_mut(*units..), most.get(*units..)) else { continue };
            let with = most.iter().map(|most| most + part);
            let fields = stay.iter().zip(with).zip(is_in);
            next.truncate(*units);
            next.iter_mut().zip(&*most).for_each(|(next, most)| *next = *most);
            next.extend(fields.map(|((stay, with), is_in)| {
                *is_in = with > *stay;
                stay.max(with)
            }));
            std::mem::swap(most, next);
        }
        let mut room = knapsack.room;
        for ((_, number, units), is_in) in worth.iter().zip(is_in.chunks_exact(width)).rev() {
            if is_in.get(room).is_some_and(|is_in| *is_in) {
                is_served.put(*number, true);
                room = room.saturating_sub(*units);
            }
        }
        most.last().copied().unwrap_or_default()
    }
}
