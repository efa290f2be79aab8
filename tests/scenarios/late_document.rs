//! A document that comes after the movements that name it.

use super::support::books::new_lines;
use super::support::start::Start;
use serde_json::json;

/// A host sent the movements, not the document that they name: it comes now, with other items on its lines. Until then a row
/// says its id.
#[test]
fn a_document_that_comes_after_its_movements_gives_their_rows_its_number() {
    let movement = |reason: &str| json!({ "id": "m1", "itemId": "helmet", "shopId": "main", "quantity": -2, "at": 100, "reason": reason, "sourceId": "d1" });
    let lines = new_lines(&[("bell", 1)]);
    let transfer = json!({ "id": "d1", "number": "77", "fromShopId": "harbour", "toShopId": "main", "lines": lines });
    let purchase_order = json!({ "id": "d1", "number": "77", "shopId": "main", "lines": lines });
    let vendor_return = json!({ "id": "d1", "number": "77", "shopId": "main", "lines": lines });
    for (reason, command, document) in [
        ("transfer", "createTransfer", json!({ "transfer": transfer })),
        ("other", "createPurchaseOrder", json!({ "purchaseOrder": purchase_order })),
        ("vendorReturn", "createVendorReturn", json!({ "vendorReturn": vendor_return })),
    ] {
        let mut books = Start::new()
            .stock("bell", "main", 0)
            .stock("helmet", "main", -2)
            .with("adjustments", movement(reason))
            .open();
        assert_eq!(books.row("m1")["source"]["number"], json!("d1"), "{reason}");
        let done = books.apply(command, document);
        assert_eq!(done.changes["rowsChanged"], json!(["m1"]), "{reason}");
        assert_eq!(books.row("m1")["source"]["number"], json!("77"), "{reason}");
    }
}
