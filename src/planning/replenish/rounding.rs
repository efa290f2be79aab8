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
        let units = |text: &str| Quantity::from_text(text).expect("a quantity");
        for (needed, pack, minimum, bought) in [
            ("5", None, None, "5"),
            ("5", Some("6"), None, "6"),
            ("6", Some("6"), None, "6"),
            ("6.0001", Some("6"), None, "12"),
            ("5", None, Some("10"), "10"),
            ("5", Some("6"), Some("10"), "12"),
            ("11", Some("6"), Some("10"), "12"),
            ("0.5", Some("0.3"), None, "0.6"),
            ("5", Some("0"), Some("0"), "5"),
        ] {
            let item = Item { pack_size: pack.map(units), minimum_order: minimum.map(units), ..Item::default() };
            assert_eq!(rounded(units(needed), &item), units(bought), "{needed} of {pack:?}, {minimum:?}");
        }
    }
}
