//! Contradictions in the host's data, with the documents that hold them. Each rule has a file of its own and looks at each
//! record once.

mod books;
mod dangling_references;
mod dates;
mod duplicate_numbers;
mod found;
mod handed_over;
mod histories;
mod levels;
mod movements;
mod not_restocked;
mod receipts;
mod received;
mod reversals;
mod sales_of_orders;
mod skipped;

use self::books::Books;
use self::found::Found;
use crate::contract::planning::Finding;
use crate::state::edit::State;
use crate::state::load::Skipped;

/// All findings, rule after rule.
pub fn check(state: &State, left_out: &[Skipped]) -> Vec<Finding> {
    let books = Books::new(state);
    let mut found = Found::default();
    skipped::check(left_out, &mut found);
    dangling_references::check(&books, &mut found);
    duplicate_numbers::check(&books, &mut found);
    dates::check(&books, &mut found);
    levels::check(&books, &mut found);
    histories::check(&books, &mut found);
    reversals::check(&books, &mut found);
    not_restocked::check(&books, &mut found);
    received::check(&books, &mut found);
    receipts::check(&books, &mut found);
    movements::check(&books, &mut found);
    handed_over::check(&books, &mut found);
    sales_of_orders::check(&books, &mut found);
    found.into_findings()
}
