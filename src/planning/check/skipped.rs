//! Records that the load left out.

use super::found::{Found, said};
use crate::contract::into_tree::object;
use crate::contract::planning::FindingRule;
use crate::state::load::Skipped;

pub fn check(left_out: &[Skipped], found: &mut Found) {
    for skipped in left_out {
        let say = || (said(&["This record was left out: ", &skipped.message]), object! {"id": skipped.id});
        found.add(FindingRule::SkippedRecord, &|| skipped.path.clone(), &say);
    }
}
