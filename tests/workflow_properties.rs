//! Random walks of thirty commands, legal and illegal ones, on random inventories: what must hold after each of them,
//! whatever it was. `OVERSOLD_CASES` raises the number of walks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use proptest::array::{uniform16, uniform32};
use proptest::collection::vec;
use proptest::prelude::*;
use support::inventories::inventory;
use support::run::holds;
use support::workflow::tidy::tidy;
use support::workflow::walk::{Host, Walk};

const STEPS: usize = 30;

#[test]
fn commands_keep_every_promise_where_the_host_is_tidy() {
    let strategy = (uniform32(any::<u8>()).prop_map(|bytes| tidy(&bytes)), vec(uniform16(any::<u8>()), STEPS));
    holds("commands on a tidy host's inventory", 2_500, strategy, |(snapshot, steps)| {
        Walk::new(&snapshot, Host::Tidy).take(&steps);
    });
}

#[test]
fn commands_keep_every_promise_whatever_was_loaded() {
    let strategy = (inventory(), vec(uniform16(any::<u8>()), STEPS));
    holds("commands on an odd host's inventory", 2_500, strategy, |(snapshot, steps)| {
        Walk::new(&snapshot, Host::Odd).take(&steps);
    });
}
