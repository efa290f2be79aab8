//! The most orders against every deal there is, on contests that are small enough to look at all of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, clippy::panic)]

use super::contest::{Contest, Deal, Want};
use super::exchange::Exchange;
use super::knapsacks::Knapsacks;
use super::most_orders::{Most, most_orders};
use super::prices::{is_below, whole};
use super::work::Work;
use crate::quantity::Quantity;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Enough for every contest here.
const PLENTY: u64 = 5_000_000;

/// What each order wants, by stock.
type Orders = Vec<Vec<(u32, i64)>>;

/// Orders that want too much are left out, as `allocate` leaves them out.
fn contest(stocks: &[i64], orders: &Orders) -> Contest {
    let (mut wants, mut ends) = (Vec::new(), Vec::new());
    for order in orders {
        let mut own: Vec<Want> = Vec::new();
        for (stock, units) in order {
            let stock = stock % stocks.len() as u32;
            if own.iter().all(|want| want.stock != stock) {
                own.push(Want::new(stock, Quantity::from_raw(*units)));
            }
        }
        if own.iter().all(|want| want.units.raw() <= stocks[want.stock as usize]) {
            wants.append(&mut own);
            ends.push(wants.len() as u32);
        }
    }
    Contest::new(stocks.iter().map(|units| Quantity::from_raw(*units)).collect(), wants, ends)
}

fn contests(stocks: usize, most: i64, orders: usize) -> impl Strategy<Value = Contest> {
    let wants = vec((0..stocks as u32, 1..4_i64), 1..4);
    (vec(0..=most, 1..=stocks), vec(wants, 0..=orders)).prop_map(|(stocks, orders)| contest(&stocks, &orders))
}

/// Everybody who can be served together: as many as can be, and of such deals the one with the oldest orders.
fn every_deal(contest: &Contest) -> Vec<bool> {
    let mut best: (u32, Vec<bool>) = (0, vec![false; contest.len() as usize]);
    for choice in 0..1_u32 << contest.len() {
        let mut deal = Deal::new(contest);
        deal.fill(contest, (0..contest.len()).filter(|order| choice >> order & 1 == 1));
        if deal.count == choice.count_ones() {
            best = best.max((deal.count, deal.served));
        }
    }
    best.1
}

/// How many can be served, worked out order by order for every amount that may be left.
fn by_what_is_left(contest: &Contest) -> u32 {
    let mut most = std::collections::BTreeMap::from([(contest.stocks.clone(), 0)]);
    for order in 0..contest.len() {
        for (left, count) in most.clone() {
            let mut deal = Deal { left, ..Deal::new(contest) };
            if deal.fits(contest, order) {
                deal.serve(contest, order);
                let known = most.entry(deal.left).or_insert(0);
                *known = (*known).max(count + 1);
            }
        }
    }
    most.into_values().max().unwrap()
}

fn count(most: &Most) -> u32 {
    most.served.iter().filter(|is_served| **is_served).count() as u32
}

/// Whether there is enough for all who are served.
fn assert_possible(contest: &Contest, most: &Most) {
    let mut deal = Deal::new(contest);
    for order in (0..contest.len()).filter(|order| most.served[*order as usize]) {
        assert!(deal.fits(contest, order), "there is not enough for {order}");
        deal.serve(contest, order);
    }
    for order in (0..contest.len()).filter(|order| !most.served[*order as usize]) {
        assert!(!deal.fits(contest, order), "{order} could be served too");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_deal_serves_more_and_none_as_many_older_ones(contest in contests(5, 6, 11)) {
        let most = most_orders(&contest, Work::new(PLENTY));
        let best = every_deal(&contest);
        prop_assert_eq!(most.bound, best.iter().filter(|is_served| **is_served).count() as u32);
        prop_assert_eq!(most.served, best);
    }

    #[test]
    fn the_bound_is_true_however_little_is_worked(contest in contests(5, 6, 11), steps in 0..3_000_u64) {
        let most = most_orders(&contest, Work::new(steps));
        assert_possible(&contest, &most);
        let best = every_deal(&contest).iter().filter(|is_served| **is_served).count() as u32;
        prop_assert!(count(&most) <= best && best <= most.bound, "{} <= {best} <= {}", count(&most), most.bound);
    }
}

/// One or two units of each stock, and one for whoever wants it: prices say least where orders exclude each other in circles.
fn packings() -> impl Strategy<Value = Contest> {
    let wants = vec((0..9_u32, Just(1_i64)), 3..6);
    (vec(1..=2_i64, 9), vec(wants, 6..=12)).prop_map(|(stocks, orders)| contest(&stocks, &orders))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders_that_exclude_each_other_are_tried_one_by_one(contest in packings(), steps in 0..3_000_u64) {
        let best = every_deal(&contest);
        let all = best.iter().filter(|is_served| **is_served).count() as u32;
        let most = most_orders(&contest, Work::new(PLENTY));
        prop_assert_eq!((most.bound, most.served), (all, best));
        let little = most_orders(&contest, Work::new(steps));
        prop_assert!(count(&little) <= all && all <= little.bound, "{} <= {all} <= {}", count(&little), little.bound);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stocks_by_themselves_promise_no_less_than_any_deal(
        stocks in vec(0..=6_i64, 1..5),
        orders in vec(vec((0..5_u32, 1..4_i64), 1..4), 0..=11),
        // Units of which there are too many for a table.
        unit in prop_oneof![Just(1_i64), Just(100_003)],
        count in 0..11_u32,
    ) {
        let stocks: Vec<i64> = stocks.iter().map(|units| units * unit + unit / 1_000).collect();
        let orders = orders.iter().map(|wants| wants.iter().map(|(stock, units)| (*stock, units * unit - unit / 30_000)).collect());
        let mut contest = contest(&stocks, &orders.collect());
        let best = every_deal(&contest).iter().filter(|is_served| **is_served).count() as u32;
        contest.price(count, 20, &mut Work::new(PLENTY));
        let bound = Knapsacks::new(&contest).bound(count, &mut Work::new(PLENTY));
        prop_assert!(bound >= best, "{bound} < {best}");
        if unit == 1 && stocks.len() == 1 {
            prop_assert_eq!(bound, best);
        }
    }
}

proptest! {
    // The same contests every time: that the best deal is found is no promise, but how the search was made.
    #![proptest_config(ProptestConfig { cases: 500, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_exchange_ends_with_a_deal_that_is_possible_and_no_worse(mut contest in contests(4, 9, 12), work in 0..20_000_u64) {
        contest.price(0, 20, &mut Work::new(PLENTY));
        let mut deal = Deal::new(&contest);
        deal.fill(&contest, 0..contest.len());
        let before = deal.count;
        let mut exchange = Exchange::new(&contest, deal);
        exchange.improve(contest.len(), 1_000, &mut Work::new(work));
        let Deal { served, count, .. } = exchange.best;
        assert_possible(&contest, &Most { bound: contest.len(), served: served.clone() });
        prop_assert_eq!(served.iter().filter(|is_served| **is_served).count() as u32, count);
        let best = every_deal(&contest).iter().filter(|is_served| **is_served).count() as u32;
        prop_assert!(before <= count && count <= best, "{before} <= {count} <= {best}");
        // Wandering as long as that, it finds the best deal of so few.
        prop_assert!(work < 10_000 || count == best, "{count} of {best}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn large_groups_are_served_as_well(contest in contests(3, 9, 70)) {
        let best = by_what_is_left(&contest);
        let most = most_orders(&contest, Work::new(PLENTY));
        assert_possible(&contest, &most);
        prop_assert_eq!((count(&most), most.bound), (best, best));
        let little = most_orders(&contest, Work::new(2_000));
        assert_possible(&contest, &little);
        prop_assert!(count(&little) <= best && best <= little.bound);
    }
}

#[test]
fn a_bound_is_true_within_the_error_of_its_sums() {
    for (bound, count, rules_out, number) in
        [(5.0, 5, false, 5), (4.999_999_9, 5, false, 5), (4.99, 5, true, 4), (5.1, 6, true, 5)]
    {
        assert_eq!((is_below(bound, count), whole(bound)), (rules_out, number), "{bound}");
    }
}

#[test]
fn the_same_contest_gives_the_same_deal() {
    let stocks: Vec<i64> = (0..40).map(|stock| 1 + stock % 4).collect();
    let orders =
        (0..200_u32).map(|order| (1..=3).map(|want| (order * 7 * want + want, i64::from(order % 2 + 1))).collect());
    let contest = contest(&stocks, &orders.collect());
    let most = || most_orders(&contest, Work::new(500));
    assert_possible(&contest, &most());
    assert_eq!(most().served, most().served);
    assert!(count(&most()) < most().bound, "a contest that is not searched to its end");
}

/// The same contests for the same seed: every order wants up to `wants` stocks, up to `units` of each.
fn drawn(seed: u64, orders: u64, stocks: u32, wants: u64, units: u64, more: u64) -> Contest {
    let mut state = seed;
    let mut below = |count: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % count
    };
    let has: Vec<i64> = (0..stocks).map(|_| (units + below(more)) as i64).collect();
    let mut want = |_| (below(stocks.into()) as u32, 1 + below(units) as i64);
    let orders = (0..orders).map(|order| (0..=(seed + order) % wants).map(&mut want).collect());
    contest(&has, &orders.collect())
}

/// An order without its place that could have it instead of one younger order, if there is any.
fn unfair(contest: &Contest, most: &Most) -> Option<(u32, u32)> {
    let is_served = |order: &u32| most.served[*order as usize];
    let mut deal = Deal::new(contest);
    (0..contest.len()).filter(is_served).for_each(|order| deal.serve(contest, order));
    let unserved = (0..contest.len()).filter(|order| !is_served(order));
    let mut pairs =
        unserved.flat_map(|order| (order + 1..contest.len()).filter(is_served).map(move |younger| (order, younger)));
    pairs.find(|(order, younger)| {
        deal.take_back(contest, *younger);
        let fits = deal.fits(contest, *order);
        deal.serve(contest, *younger);
        fits
    })
}

#[test]
fn no_younger_order_is_served_in_whose_place_an_older_one_could_be() {
    for (orders, stocks, wants, units, more, steps) in [
        (150, 40, 4, 2, 6, 5_000),
        (150, 40, 4, 2, 6, 50_000),
        (300, 60, 5, 1, 8, 50_000),
        (1_200, 20, 3, 3, 60, 50_000),
    ] {
        for seed in 0..8 {
            let contest = drawn(seed, orders, stocks, wants, units, more);
            let most = most_orders(&contest, Work::new(steps));
            assert_possible(&contest, &most);
            assert_eq!(unfair(&contest, &most), None, "{orders} orders, {stocks} stocks, seed {seed}");
        }
    }
}

/// What was served of sixteen contests of a kind, and the bound, when this was written. A search that serves fewer with the same
/// work, or proves less, has become worse; one that has become better may raise what stands here.
#[test]
fn the_search_has_not_become_worse() {
    for (orders, stocks, wants, units, more, steps, least, most) in [
        (60, 8, 3, 3, 12, 400_000, 456, 457),
        (150, 40, 4, 2, 6, 50_000, 1036, 1046),
        (150, 40, 4, 2, 6, 400_000, 1039, 1044),
        (150, 10, 3, 5, 40, 50_000, 1098, 1109),
        (90, 3, 2, 7, 60, 20_000, 615, 617),
        (300, 60, 5, 1, 8, 5_000, 1720, 3172),
        (300, 60, 5, 1, 8, 50_000, 1892, 1901),
        (300, 60, 5, 1, 8, 400_000, 1896, 1896),
        (400, 150, 3, 3, 6, 50_000, 3433, 3464),
    ] {
        let found = (0..16).map(|seed| most_orders(&drawn(seed, orders, stocks, wants, units, more), Work::new(steps)));
        let (served, bound) = found.fold((0, 0), |(served, bound), most| (served + count(&most), bound + most.bound));
        assert!(
            served >= least && bound <= most,
            "{orders} orders, {stocks} stocks, {steps} steps: {served} of at most {bound}, and it was {least} of {most}"
        );
    }
}
