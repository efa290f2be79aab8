//! The columns of each table, described once: the same list writes and reads them.

use super::kinds::{
    Codes, Deliveries, Flag, Frauds, Kind, Moment, Number, OptionalMoment, OptionalNumber, OptionalReference,
    OptionalText, OptionalTracking, OptionalUnits, Payments, Read, Reference, Row, Run, Source, Statuses, Text, Units,
};
use super::read::Reader;
use super::tables::{ADJUSTMENTS, ITEMS, LEVELS, ORDERS, SHOPS, VENDORS};
use super::write::Writer;
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::catalogue::{Item, Shop, Vendor};
use crate::state::column::Ix;
use crate::state::documents::{
    PurchaseOrder, PurchaseOrderLine, Sale, Span, Transfer, TransferLine, VendorReturn, VendorReturnLine,
};
use crate::state::orders::{Order, OrderLine, Shipment, ShipmentLine};
use crate::state::texts::Texts;

/// Records that are written column after column.
pub trait Columns: Sized {
    fn write(out: &mut Writer<'_>, count: u32, row: &dyn Fn(u32) -> Self);
    fn read(input: &mut Reader<'_>, count: u32, texts: &mut Texts, each: &mut dyn FnMut(Self) -> Read<()>) -> Read<()>;
}

/// The columns of a record, in their order. What is not named is derived, and the reader's to find.
macro_rules! columns {
    ($record:ident { $($field:ident: $kind:ty),+ $(,)? }) => {
        impl $crate::image::columns::Columns for $record {
            fn write(out: &mut $crate::image::write::Writer<'_>, count: u32, row: &dyn Fn(u32) -> Self) {
                $(<$kind>::write(out, count, &|number| row(number).$field);)+
            }

            fn read(
                input: &mut $crate::image::read::Reader<'_>,
                count: u32,
                texts: &mut $crate::state::texts::Texts,
                each: &mut dyn FnMut(Self) -> $crate::image::kinds::Read<()>,
            ) -> $crate::image::kinds::Read<()> {
                $(let mut $field = <$kind>::open(input, count)?;)+
                for _ in 0..count {
                    let mut record = Self::default();
                    $(record.$field = <$kind>::next(&mut $field, texts)?;)+
                    each(record)?;
                }
                Ok(())
            }
        }
    };
}
pub(super) use columns;

columns!(Shop { name: Text });
columns!(Vendor { name: Text, lead_time_days: OptionalNumber });
columns!(Item {
    description: Text,
    codes: Codes,
    vendor: OptionalReference<VENDORS>,
    inventoried: Flag,
    stock_tracking: OptionalTracking,
    pack_size: OptionalUnits,
    minimum_order: OptionalUnits,
    unit_cost: OptionalUnits,
});

/// A level that the host gave.
#[derive(Clone, Copy, Default)]
pub struct Level {
    pub item: Ix,
    pub shop: Ix,
    pub qoh: Quantity,
}
columns!(Level { item: Reference<ITEMS>, shop: Reference<SHOPS>, qoh: Units });

/// What few levels have: what the host wishes to have there.
#[derive(Clone, Copy, Default)]
pub struct Wish {
    pub level: u32,
    pub reorder_point: Option<Quantity>,
    pub desired_level: Option<Quantity>,
}
columns!(Wish { level: Row, reorder_point: OptionalUnits, desired_level: OptionalUnits });

/// A level of which the host sent only the newer movements; from version 2 on.
#[derive(Clone, Copy, Default)]
pub struct History {
    pub level: u32,
    pub from: Instant,
}
columns!(History { level: Row, from: Moment });

/// A level that only movements name.
#[derive(Clone, Copy, Default)]
pub struct FurtherLevel {
    pub item: Ix,
    pub shop: Ix,
}
columns!(FurtherLevel { item: Reference<ITEMS>, shop: Reference<SHOPS> });

columns!(Sale { number: Text, shop: Reference<SHOPS>, completed_at: Moment, order: OptionalReference<ORDERS> });

/// A movement of stock.
#[derive(Clone, Copy, Default)]
pub struct Movement {
    pub level: Ix,
    pub quantity: Quantity,
    pub at: Instant,
    pub source: (Reason, Ix),
}
columns!(Movement { level: Reference<LEVELS>, quantity: Units, at: Moment, source: Source });

/// What few movements have.
#[derive(Clone, Copy, Default)]
pub struct Extra {
    pub adjustment: u32,
    pub reverses: Ix,
    pub refunded_not_restocked: Quantity,
    pub note: Ix,
    pub word: Ix,
}
columns!(Extra {
    adjustment: Row,
    reverses: OptionalReference<ADJUSTMENTS>,
    refunded_not_restocked: Units,
    note: OptionalText,
    word: OptionalText,
});

columns!(PurchaseOrder {
    number: Text,
    vendor: OptionalReference<VENDORS>,
    shop: Reference<SHOPS>,
    created_at: OptionalMoment,
    ordered_at: OptionalMoment,
    expected_at: OptionalMoment,
    finished: Flag,
    archived: Flag,
    lines: Run,
});
columns!(PurchaseOrderLine {
    id: Text,
    item: Reference<ITEMS>,
    ordered: Units,
    received: Units,
    counted: Units,
    unit_cost: OptionalUnits,
});

columns!(Transfer {
    number: Text,
    from_shop: Reference<SHOPS>,
    to_shop: Reference<SHOPS>,
    created_at: OptionalMoment,
    sent_at: OptionalMoment,
    expected_at: OptionalMoment,
    archived: Flag,
    lines: Run,
});
columns!(TransferLine {
    id: Text,
    item: Reference<ITEMS>,
    requested: Units,
    sent: Units,
    received: Units,
    returned: Units,
});

/// A receipt of a purchase order or transfer.
#[derive(Clone, Copy, Default)]
pub struct ReceiptRow {
    pub document: u32,
    pub command: Ix,
    pub at: Instant,
    pub by: Ix,
    pub reversed: bool,
    pub lines: Span,
}
columns!(ReceiptRow { document: Row, command: Text, at: Moment, by: OptionalText, reversed: Flag, lines: Run });

#[derive(Clone, Copy, Default)]
pub struct ReceiptLine {
    pub line: Ix,
    pub quantity: Quantity,
}
columns!(ReceiptLine { line: Text, quantity: Units });

columns!(VendorReturn {
    number: Text,
    vendor: OptionalReference<VENDORS>,
    shop: Reference<SHOPS>,
    sent_at: OptionalMoment,
    archived: Flag,
    lines: Run,
});
columns!(VendorReturnLine { id: Text, item: Reference<ITEMS>, quantity: Units });

columns!(Order {
    number: Text,
    placed_at: Moment,
    customer: OptionalText,
    due_at: OptionalMoment,
    payment: Payments,
    fraud: Frauds,
    delivery: Deliveries,
    cancelled: Flag,
    priority: Number,
    lines: Run,
    shipments: Run,
});
columns!(OrderLine {
    id: Text,
    item: Reference<ITEMS>,
    shop: Reference<SHOPS>,
    quantity: Units,
    refunded: Units,
    returned: Units,
    adjustment: OptionalReference<ADJUSTMENTS>,
});
columns!(Shipment {
    id: Text,
    number: Text,
    created_at: OptionalMoment,
    status: Statuses,
    tracking_number: OptionalText,
    shipped_in_pos: Flag,
    lines: Run,
});

/// What few shipments have: gates that were overridden.
#[derive(Clone, Copy, Default)]
pub struct ForcedRow {
    pub shipment: u32,
    pub reason: Ix,
    pub at: Instant,
    pub by: Ix,
}
columns!(ForcedRow { shipment: Row, reason: Text, at: Moment, by: OptionalText });

columns!(ShipmentLine { id: Text, quantity: Units });
