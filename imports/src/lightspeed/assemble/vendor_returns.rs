//! Goods that go back to vendors.

use super::Given;
use crate::lightspeed::retail::VendorReturnItem;
use crate::lightspeed::table::lines_by_document;
use crate::snapshot::{VendorReturn, VendorReturnLine};

pub fn vendor_returns(given: Given<'_>) -> Vec<VendorReturn> {
    let retail = given.retail;
    let items = lines_by_document(
        &retail.vendor_returns,
        |vendor_return| &vendor_return.items,
        &retail.vendor_return_items,
        |item| item.vendor_return.as_ref(),
    );
    let mut returns = Vec::new();
    for (id, vendor_return) in retail.vendor_returns.iter() {
        let Some(shop_id) = vendor_return.shop.clone() else {
            given.notes.add("withoutShop", "Vendor returns without shopID were left out", format!("VendorReturn {id}"));
            continue;
        };
        let line = |(line_id, item): &(&String, &VendorReturnItem)| {
            Some(VendorReturnLine { id: (*line_id).clone(), item_id: item.item.clone()?, quantity: item.quantity })
        };
        returns.push(VendorReturn {
            id: id.clone(),
            number: id.clone(),
            vendor_id: vendor_return.vendor.clone(),
            shop_id,
            sent_at: vendor_return.sent,
            archived: vendor_return.archived,
            lines: items.get(id.as_str()).into_iter().flatten().filter_map(line).collect(),
        });
    }
    returns
}
