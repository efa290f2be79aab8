//! Which items and shops a record names, and in which of its fields.

use super::column::Ix;
use super::facts::Facts;
use crate::contract::schema::TableKind;

/// An item or a shop that a record names.
#[derive(Clone, Copy, Debug)]
pub struct Naming {
    /// Items or shops.
    pub table: TableKind,
    pub ix: Ix,
    line: Option<usize>,
    field: &'static str,
}

impl Naming {
    fn item(ix: Ix) -> Self {
        Self { table: TableKind::Items, ix, line: None, field: "itemId" }
    }

    fn shop(field: &'static str, ix: Ix) -> Self {
        Self { table: TableKind::Shops, ix, line: None, field }
    }

    /// The field's path in the record.
    pub fn path(&self) -> String {
        match self.line {
            Some(line) => format!("lines[{line}].{}", self.field),
            None => self.field.to_owned(),
        }
    }

    pub fn what(&self) -> &'static str {
        if self.table == TableKind::Items { "item" } else { "shop" }
    }
}

impl Facts {
    /// The first item or shop, in the order of the record's fields, that is as wanted.
    pub fn find_naming(&self, table: TableKind, ix: Ix, wanted: &dyn Fn(&Naming) -> bool) -> Option<Naming> {
        let first = |namings: &[Naming]| namings.iter().find(|naming| wanted(naming)).copied();
        let on_level = |level: Ix| {
            first(&[Naming::item(self.levels.item(level)), Naming::shop("shopId", self.levels.shop(level))])
        };
        let in_lines = |lines: &mut dyn Iterator<Item = (Ix, Option<Ix>)>| {
            lines.enumerate().find_map(|(index, (item, shop))| {
                let line = Some(index);
                let item = first(&[Naming { line, ..Naming::item(item) }]);
                item.or_else(|| first(&[Naming { line, ..Naming::shop("shopId", shop?) }]))
            })
        };
        match table {
            TableKind::Levels => on_level(ix),
            TableKind::Adjustments => on_level(self.adjustments.level(ix)),
            TableKind::Sales => first(&[Naming::shop("shopId", self.sales.get(ix).shop)]),
            TableKind::PurchaseOrders => {
                let document = self.purchase_orders.get(ix);
                let lines = self.purchase_order_lines.of(document.lines).iter();
                let shop = first(&[Naming::shop("shopId", document.shop)]);
                shop.or_else(|| in_lines(&mut lines.map(|line| (line.item, None))))
            }
            TableKind::Transfers => {
                let document = self.transfers.get(ix);
                let lines = self.transfer_lines.of(document.lines).iter();
                let (from, to) = (document.from_shop, document.to_shop);
                let shop = first(&[Naming::shop("fromShopId", from), Naming::shop("toShopId", to)]);
                shop.or_else(|| in_lines(&mut lines.map(|line| (line.item, None))))
            }
            TableKind::VendorReturns => {
                let document = self.vendor_returns.get(ix);
                let lines = self.vendor_return_lines.of(document.lines).iter();
                let shop = first(&[Naming::shop("shopId", document.shop)]);
                shop.or_else(|| in_lines(&mut lines.map(|line| (line.item, None))))
            }
            TableKind::Orders => {
                let lines = self.orders.lines.of(self.orders.table.get(ix).lines).iter();
                in_lines(&mut lines.map(|line| (line.item, Some(line.shop))))
            }
            TableKind::Shops | TableKind::Vendors | TableKind::Items | TableKind::Commands => None,
        }
    }

    /// The records of a table in the order in which they were given.
    pub fn records(&self, table: TableKind) -> Vec<Ix> {
        let given =
            if table == TableKind::Levels { Some(&self.levels.given) } else { self.ids(table).map(|ids| &ids.given) };
        given.map(|given| given.in_order()).unwrap_or_default()
    }
}
