//! The facts as the contract's records, one at a time.

use super::column::{Ix, NONE};
use super::documents::{Receipt, Span};
use super::facts::Facts;
use crate::contract::documents as out;
use crate::status;

impl Facts {
    pub fn shop_record(&self, ix: Ix) -> out::Shop<'_> {
        out::Shop { id: self.shops.ids.name(ix), name: self.texts.get(self.shops.get(ix).name) }
    }

    pub fn vendor_record(&self, ix: Ix) -> out::Vendor<'_> {
        let vendor = self.vendors.get(ix);
        let (id, name) = (self.vendors.ids.name(ix), self.texts.get(vendor.name));
        out::Vendor { id, name, lead_time_days: vendor.lead_time_days }
    }

    pub fn item_record(&self, ix: Ix) -> out::Item<'_> {
        let item = self.items.get(ix);
        let [custom_sku, system_sku, upc, ean, manufacturer_sku] = item.codes.map(|code| self.texts.optional(code));
        out::Item {
            id: self.items.ids.name(ix),
            description: self.texts.get(item.description),
            system_sku,
            upc,
            ean,
            custom_sku,
            manufacturer_sku,
            default_vendor_id: self.vendors.ids.name_of(item.vendor),
            inventoried: item.inventoried,
            stock_tracking: item.stock_tracking.map(super::catalogue::StockTracking::word),
            pack_size: item.pack_size,
            minimum_order: item.minimum_order,
            unit_cost: item.unit_cost,
            levels: None,
        }
    }

    pub fn level_record(&self, level: Ix) -> out::Level<'_> {
        let remarks = self.levels.remarks(level);
        out::Level {
            item_id: self.items.ids.name(self.levels.item(level)),
            shop_id: self.shops.ids.name(self.levels.shop(level)),
            qoh: self.levels.qoh(level),
            reorder_point: remarks.reorder_point,
            desired_level: remarks.desired_level,
            history_from: remarks.history_from,
            derived: None,
        }
    }

    pub fn sale_record(&self, ix: Ix) -> out::Sale<'_> {
        let sale = self.sales.get(ix);
        out::Sale {
            id: self.sales.ids.name(ix),
            number: self.texts.get(sale.number),
            shop_id: self.shops.ids.name(sale.shop),
            completed_at: sale.completed_at,
            order_id: self.orders.table.ids.name_of(sale.order),
        }
    }

    pub fn adjustment_record(&self, ix: Ix) -> out::Adjustment<'_> {
        use super::adjustments::Reason;
        let movement = self.adjustments.get(ix);
        let extras = self.adjustments.extras(ix);
        let sources = match movement.reason {
            Reason::Sale => &self.sales.ids,
            Reason::VendorReturn => &self.vendor_returns.ids,
            Reason::Transfer => &self.transfers.ids,
            Reason::Other => &self.purchase_orders.ids,
        };
        out::Adjustment {
            id: self.adjustments.ids.name(ix),
            item_id: self.items.ids.name(self.levels.item(movement.level)),
            shop_id: self.shops.ids.name(self.levels.shop(movement.level)),
            quantity: movement.quantity,
            at: movement.at,
            reason: self.texts.optional(extras.word).unwrap_or(movement.reason.word()),
            source_id: sources.name_of(movement.source),
            reverses: self.adjustments.ids.name_of(extras.reverses),
            refunded_not_restocked: extras.refunded_not_restocked,
            note: self.texts.optional(extras.note),
        }
    }

    fn receipt_records(&self, receipts: Option<&Vec<Receipt>>) -> Vec<out::Receipt<'_>> {
        let receipts = receipts.map(Vec::as_slice).unwrap_or_default().iter();
        let record = |receipt: &Receipt| out::Receipt {
            command_id: self.texts.get(receipt.command),
            at: receipt.at,
            by: self.texts.optional(receipt.by),
            lines: receipt
                .lines
                .iter()
                .map(|(line, quantity)| out::LineQuantity { line_id: self.texts.get(*line), quantity: *quantity })
                .collect(),
            reversed: receipt.reversed,
        };
        receipts.map(record).collect()
    }

    pub fn purchase_order_record(&self, ix: Ix) -> out::PurchaseOrder<'_> {
        let document = self.purchase_orders.get(ix);
        let lines = self.purchase_order_lines.of(document.lines).iter();
        out::PurchaseOrder {
            id: self.purchase_orders.ids.name(ix),
            number: self.texts.get(document.number),
            vendor_id: self.vendors.ids.name_of(document.vendor),
            shop_id: self.shops.ids.name(document.shop),
            created_at: document.created_at,
            ordered_at: document.ordered_at,
            expected_at: document.expected_at,
            finished: document.finished,
            archived: document.archived,
            lines: lines
                .map(|line| out::PurchaseOrderLine {
                    id: self.texts.get(line.id),
                    item_id: self.items.ids.name(line.item),
                    ordered: line.ordered,
                    received: line.received,
                    counted: line.counted,
                    unit_cost: line.unit_cost,
                })
                .collect(),
            receipts: self.receipt_records(self.purchase_order_receipts.get(&ix)),
            status: None,
        }
    }

    pub fn transfer_record(&self, ix: Ix) -> out::Transfer<'_> {
        let document = self.transfers.get(ix);
        let lines = self.transfer_lines.of(document.lines).iter();
        out::Transfer {
            id: self.transfers.ids.name(ix),
            number: self.texts.get(document.number),
            from_shop_id: self.shops.ids.name(document.from_shop),
            to_shop_id: self.shops.ids.name(document.to_shop),
            created_at: document.created_at,
            sent_at: document.sent_at,
            expected_at: document.expected_at,
            archived: document.archived,
            lines: lines
                .map(|line| out::TransferLine {
                    id: self.texts.get(line.id),
                    item_id: self.items.ids.name(line.item),
                    requested: line.requested,
                    sent: line.sent,
                    received: line.received,
                    returned: line.returned,
                })
                .collect(),
            receipts: self.receipt_records(self.transfer_receipts.get(&ix)),
            status: None,
        }
    }

    pub fn vendor_return_record(&self, ix: Ix) -> out::VendorReturn<'_> {
        let document = self.vendor_returns.get(ix);
        let lines = self.vendor_return_lines.of(document.lines).iter();
        out::VendorReturn {
            id: self.vendor_returns.ids.name(ix),
            number: self.texts.get(document.number),
            vendor_id: self.vendors.ids.name_of(document.vendor),
            shop_id: self.shops.ids.name(document.shop),
            sent_at: document.sent_at,
            archived: document.archived,
            lines: lines
                .map(|line| out::VendorReturnLine {
                    id: self.texts.get(line.id),
                    item_id: self.items.ids.name(line.item),
                    quantity: line.quantity,
                })
                .collect(),
            status: None,
        }
    }

    pub fn order_record(&self, ix: Ix) -> out::EcomOrder<'_> {
        let order = self.orders.table.get(ix);
        let lines = self.orders.lines.of(order.lines).iter();
        out::EcomOrder {
            id: self.orders.table.ids.name(ix),
            number: self.texts.get(order.number),
            placed_at: order.placed_at,
            customer: self.texts.optional(order.customer),
            due_at: order.due_at,
            payment: order.payment.word(),
            fraud: order.fraud.word(),
            delivery: order.delivery.word(),
            cancelled: order.cancelled,
            priority: order.priority,
            lines: lines
                .map(|line| out::EcomOrderLine {
                    id: self.texts.get(line.id),
                    item_id: self.items.ids.name(line.item),
                    shop_id: self.shops.ids.name(line.shop),
                    quantity: line.quantity,
                    refunded: line.refunded,
                    returned: line.returned,
                    adjustment_id: self.adjustments.ids.name_of(line.adjustment),
                })
                .collect(),
            shipments: self.shipment_records(order.shipments),
            status: None,
        }
    }

    fn shipment_records(&self, shipments: Span) -> Vec<out::Shipment<'_>> {
        shipments.numbers().map(|number| self.shipment_record(number)).collect()
    }

    pub fn shipment_record(&self, number: Ix) -> out::Shipment<'_> {
        let shipment = self.orders.shipments.get(number);
        let lines = self.orders.shipment_lines.of(shipment.lines).iter();
        out::Shipment {
            id: self.texts.get(shipment.id),
            number: self.texts.get(shipment.number),
            created_at: shipment.created_at,
            status: shipment.status.word(),
            tracking_number: self.texts.optional(shipment.tracking_number),
            shipped_in_pos: shipment.shipped_in_pos,
            forced: shipment.forced.map(|forced| out::Forced {
                reason: self.texts.get(forced.reason),
                at: forced.at,
                by: self.texts.optional(forced.by),
            }),
            lines: lines
                .map(|line| out::ShipmentLine { order_line_id: self.texts.get(line.id), quantity: line.quantity })
                .collect(),
            belongs_to: None,
        }
    }

    /// A purchase order with its status.
    pub fn purchase_order_view(&self, ix: Ix) -> out::PurchaseOrder<'_> {
        let status = Some(status::purchase_order(self, ix).word());
        out::PurchaseOrder { status, ..self.purchase_order_record(ix) }
    }

    pub fn transfer_view(&self, ix: Ix) -> out::Transfer<'_> {
        out::Transfer { status: Some(status::transfer(self, ix).word()), ..self.transfer_record(ix) }
    }

    pub fn vendor_return_view(&self, ix: Ix) -> out::VendorReturn<'_> {
        out::VendorReturn { status: Some(status::vendor_return(self, ix).word()), ..self.vendor_return_record(ix) }
    }

    pub fn order_view(&self, ix: Ix) -> out::EcomOrder<'_> {
        out::EcomOrder { status: Some(status::order(self, ix).word()), ..self.order_record(ix) }
    }

    /// A shipment with whose it is.
    pub fn shipment_view(&self, number: Ix) -> out::Shipment<'_> {
        let order = self.orders.shipments.get(number).order;
        let record = self.orders.table.get(order);
        let belongs_to = (order != NONE).then(|| out::ShipmentOwner {
            order_id: self.orders.table.ids.name(order),
            order_number: self.texts.get(record.number),
            customer: self.texts.optional(record.customer),
        });
        out::Shipment { belongs_to, ..self.shipment_record(number) }
    }
}
