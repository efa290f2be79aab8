//! How a vendor sells: by the pack, and not less than a minimum.

use crate::quantity::Quantity;
use crate::state::catalogue::Item;

/// The least that can be bought and is enough: at least the minimum order, and whole packs. It may leave the range.
pub fn rounded(needed: Quantity, item: &Item) -> Quantity {
    let least = needed.max(item.minimum_order.unwrap_or_default());
    let pack = item.pack_size.unwrap_or_default().raw();
    let packs = least.raw().saturating_add(pack).saturating_sub(1).checked_div(pack);
    packs.map_or(least, |packs| Quantity::from_raw(packs.saturating_mul(pack)))
}

#[cfg(test)]
mod tests {
    use super::rounded;
    use crate::quantity::Quantity;
    use crate::state::catalogue::Item;

    #[test]
    fn whole_packs_and_at_least_the_minimum() {
        // In ten-thousandths of a unit.
        for (needed, pack, minimum, bought) in [
            (50_000, None, None, 50_000),
            (50_000, Some(60_000), None, 60_000),
            (60_000, Some(60_000), None, 60_000),
            (60_001, Some(60_000), None, 120_000),
            (50_000, None, Some(100_000), 100_000),
            (50_000, Some(60_000), Some(100_000), 120_000),
            (110_000, Some(60_000), Some(100_000), 120_000),
            (5_000, Some(3_000), None, 6_000),
            (50_000, Some(0), Some(0), 50_000),
        ] {
            let units = Quantity::from_raw;
            let item = Item { pack_size: pack.map(units), minimum_order: minimum.map(units), ..Item::default() };
            assert_eq!(rounded(units(needed), &item), units(bought), "{needed} of {pack:?}, {minimum:?}");
        }
    }
}
