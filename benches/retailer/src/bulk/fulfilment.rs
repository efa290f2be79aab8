//! eCom orders of the online sales. Nothing is drawn here that another table must know too: what happened to a line is a
//! function of its index, so that orders and movements agree without being held in memory together.

use crate::chance::Chance;
use crate::moment::{DAY, MINUTE, NOW};
use crate::names::people;
use crate::record::{Label, Order, OrderLine, Quantity, Shipment, ShipmentLine};

use super::{Retailer, selling, shop_id};
use crate::catalogue;

pub fn order_id(sale: usize) -> Label {
    Label::new("o", 1_000_001 + sale)
}

impl Retailer {
    /// Refunded, but the units were not put back: an uncovered line now and then.
    pub fn refunded_off_the_books(&self, line: usize) -> bool {
        self.shortages.uncovered[line] && line % 50 == 7
    }

    /// Came back and was put back: a covered line now and then.
    pub fn came_back(&self, line: usize) -> bool {
        !self.shortages.uncovered[line] && line % 61 == 5
    }

    /// Whether a line of an online sale still waits; most orders leave in one parcel, so all of their lines wait for the last.
    fn waits(&self, sale: usize, line: usize) -> bool {
        let whole = sale % 5 < 3 && self.till.lines_of(sale).any(|line| self.is_held_up(sale, line));
        !self.came_back(line) && (whole || self.is_held_up(sale, line))
    }

    /// What nobody has, and what was ordered just now.
    fn is_held_up(&self, sale: usize, line: usize) -> bool {
        let age = NOW - self.till.sales[sale].at;
        let short = self.shortages.uncovered[line];
        let handed_over_anyway = line % 23 == 3 || (age > 150 * DAY && !line.is_multiple_of(3));
        age < 2 * DAY || short && !handed_over_anyway
    }
}

pub fn orders(retailer: &Retailer) -> impl Iterator<Item = Order> {
    let mut chance = Chance::new(4_711);
    let online = (0..retailer.till.sales.len()).filter(|sale| retailer.till.sales[*sale].online);
    online.map(move |sale| order(retailer, sale, &mut chance))
}

fn order(retailer: &Retailer, sale: usize, chance: &mut Chance) -> Order {
    let (id, sold) = (order_id(sale), &retailer.till.sales[sale]);
    let placed_at = sold.at - 2 * MINUTE;
    let recent = NOW - placed_at < 3 * DAY;
    let pickup = chance.percent(18);
    let indexes = retailer.till.lines_of(sale);
    let lines: Vec<OrderLine> = indexes
        .clone()
        .enumerate()
        .map(|(number, index)| {
            let line = retailer.till.lines[index];
            let quantity = Quantity(i64::from(line.quantity));
            let when = |holds: bool| if holds { quantity } else { Quantity::default() };
            OrderLine {
                id: id.part(number + 1),
                item_id: catalogue::item_id(retailer.scale.item_of(line.level)),
                shop_id: shop_id(usize::from(sold.shop)),
                quantity,
                refunded: when(retailer.refunded_off_the_books(index)),
                returned: when(retailer.came_back(index)),
                adjustment_id: Some(selling::line_id(index)),
            }
        })
        .collect();
    let gone = indexes.zip(&lines).filter(|(index, line)| line.refunded.is_zero() && !retailer.waits(sale, *index));
    let parts: Vec<_> =
        gone.map(|(_, line)| ShipmentLine { order_line_id: line.id, quantity: line.quantity }).collect();
    let refunded = lines.iter().all(|line| !line.refunded.is_zero() || !line.returned.is_zero());
    let handed_over = !parts.is_empty();
    let payment = match (refunded, handed_over) {
        (true, _) => "refunded",
        (_, false) if chance.percent(6) => "notPaid",
        (_, false) if chance.percent(2) => "partiallyPaid",
        _ => "paid",
    };
    let fraud = match handed_over {
        false if recent && chance.percent(40) => "unchecked",
        false if chance.percent(3) => "fraudulent",
        _ => "cleared",
    };
    let shipment = handed_over.then(|| Shipment {
        id: Label::new("sh", 1_000_001 + sale),
        number: Label::new("SHIP", 1_000_001 + sale),
        created_at: placed_at + DAY,
        status: if pickup { "pickedUp" } else { "shipped" },
        tracking_number: (!pickup && recent).then(|| format!("RR{:09}GB", sale)),
        shipped_in_pos: !recent,
        forced: None,
        lines: parts,
    });
    Order {
        id,
        number: Label::new("E", 100_001 + sale),
        placed_at,
        customer: chance.percent(92).then(|| people::customer(chance)),
        due_at: chance.percent(10).then_some(placed_at + 12 * DAY),
        payment,
        fraud,
        delivery: if pickup { "pickup" } else { "ship" },
        cancelled: false,
        priority: None,
        lines,
        shipments: shipment.into_iter().collect(),
    }
}
