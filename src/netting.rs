//! Rule 2: what an adjustment moved, less what takes it back.

use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};

/// A movement on one level that takes another back, or is taken back.
#[derive(Clone, Copy, Debug)]
pub struct Linked {
    pub adjustment: Ix,
    pub quantity: Quantity,
    /// What it takes back, if that is known and on the same level; a movement of another level takes nothing back here.
    pub target: Ix,
    /// It takes back something that is not known: neither source nor inflow, since its own source is elsewhere.
    pub dangling: bool,
}

/// What is left of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Net {
    /// Signed, after everything that takes it back; never beyond 0.
    pub quantity: Quantity,
    /// Whether it is a movement of its own, and not the taking back of another.
    pub ordinary: bool,
}

/// Nets the linked movements of one level. Chains are followed from their ends, so that a reversal that is itself
/// reversed counts again. Movements that take each other back in a circle count as ordinary ones.
pub fn net(linked: &[Linked]) -> Map<Ix, Net> {
    let mut nets: Map<Ix, Net> = Map::new();
    let mut targets: Map<Ix, Ix> = Map::new();
    let mut waiting_for: Map<Ix, u32> = Map::new();
    for movement in linked {
        let net = Net { quantity: movement.quantity, ordinary: movement.target == NONE && !movement.dangling };
        nets.insert(movement.adjustment, net);
    }
    for movement in linked.iter().filter(|movement| nets.contains_key(&movement.target)) {
        targets.insert(movement.adjustment, movement.target);
        let count = waiting_for.or_default(movement.target);
        *count = count.saturating_add(1);
    }
    let mut settled: Vec<Ix> = nets.keys().copied().filter(|ix| !waiting_for.contains_key(ix)).collect();
    while let Some(ix) = settled.pop() {
        let Some(net) = nets.get_mut(&ix) else { continue };
        let moved = net.quantity;
        let Some(target) = targets.remove(&ix) else { continue };
        let Some(taken_back) = nets.get_mut(&target) else { continue };
        taken_back.quantity = taken_back.quantity.plus(moved);
        let Some(count) = waiting_for.get_mut(&target) else { continue };
        *count = count.saturating_sub(1);
        if *count == 0 {
            waiting_for.remove(&target);
            clamp(linked, &mut nets, target);
            settled.push(target);
        }
    }
    for (ix, _) in targets {
        clamp(linked, &mut nets, ix);
        if let Some(net) = nets.get_mut(&ix) {
            net.ordinary = true;
        }
    }
    nets
}

/// Taking back ends at 0: it never turns an outflow into an inflow.
fn clamp(linked: &[Linked], nets: &mut Map<Ix, Net>, ix: Ix) {
    let Ok(position) = linked.binary_search_by_key(&ix, |movement| movement.adjustment) else { return };
    let Some((movement, net)) = linked.get(position).zip(nets.get_mut(&ix)) else { return };
    net.quantity = if movement.quantity.is_negative() {
        net.quantity.min(Quantity::ZERO)
    } else {
        net.quantity.max(Quantity::ZERO)
    };
}

#[cfg(test)]
mod tests {
    use super::{Linked, Net, net};
    use crate::quantity::Quantity;
    use crate::state::column::{Ix, NONE};

    fn nets(movements: &[(Ix, i64, Ix)]) -> Vec<(Ix, i64, bool)> {
        let linked: Vec<Linked> = movements
            .iter()
            .map(|(adjustment, units, target)| Linked {
                adjustment: *adjustment,
                quantity: Quantity::from_raw(*units),
                target: *target,
                dangling: false,
            })
            .collect();
        net(&linked).into_iter().map(|(ix, Net { quantity, ordinary })| (ix, quantity.raw(), ordinary)).collect()
    }

    #[test]
    fn a_reversal_that_is_reversed_counts_again() {
        assert_eq!(nets(&[(1, -2, NONE), (2, 2, 1)]), [(1, 0, true), (2, 2, false)]);
        assert_eq!(nets(&[(1, -2, NONE), (2, 2, 1), (3, -2, 2)]), [(1, -2, true), (2, 0, false), (3, -2, false)]);
    }

    #[test]
    fn taking_back_too_much_ends_at_zero() {
        assert_eq!(nets(&[(1, -2, NONE), (2, 5, 1)]), [(1, 0, true), (2, 5, false)]);
    }

    #[test]
    fn a_circle_is_made_of_ordinary_movements() {
        assert_eq!(nets(&[(1, -2, 2), (2, 2, 1), (3, 1, 1)]), [(1, -1, true), (2, 2, true), (3, 1, false)]);
        assert_eq!(nets(&[(1, -2, 1)]), [(1, -2, true)]);
    }
}
