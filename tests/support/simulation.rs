//! A shop day by day: stock, and a queue of customers who wait. Rule 3 claims that the uncovered units are those
//! still in this queue, whatever the order in which deliveries and sales met.

use super::fields::{Amount, text};
use super::model::Model;
use std::collections::{BTreeMap, VecDeque};

/// How deliveries are spread among the outflows.
#[derive(Clone, Copy)]
pub enum Deliveries {
    First,
    Last,
    Between,
}

/// Units that still wait at the end, by adjustment id; those of nobody under "".
pub fn still_waiting(model: &Model, item: &str, shop: &str, deliveries: Deliveries) -> BTreeMap<String, Amount> {
    let outflows: Vec<(String, Amount)> =
        model.queue(item, shop).iter().map(|source| (text(source.adjustment, "id").to_string(), source.net)).collect();
    let movements = if model.is_inventoried(item) { model.ordinary_movements(item, shop) } else { Vec::new() };
    let inflows: Vec<Amount> =
        movements.iter().map(|movement| model.effective(movement).max(0)).filter(|quantity| *quantity > 0).collect();
    let sum_out: Amount = outflows.iter().map(|(_, net)| net).sum();
    let opening = model.qoh(item, shop) - inflows.iter().sum::<Amount>() + sum_out;

    let mut day = Day { stock: opening.max(0), waiting: VecDeque::new() };
    if opening < 0 {
        day.waiting.push_back((String::new(), -opening));
    }
    let mut inflows: VecDeque<Amount> = inflows.into();
    let count = match deliveries {
        Deliveries::First => inflows.len(),
        _ => 0,
    };
    inflows.drain(..count).for_each(|quantity| day.arrives(quantity));
    for (id, net) in outflows {
        day.leaves(id, net);
        if let Deliveries::Between = deliveries {
            inflows.pop_front().into_iter().for_each(|quantity| day.arrives(quantity));
        }
    }
    inflows.into_iter().for_each(|quantity| day.arrives(quantity));
    assert_eq!(
        day.stock - day.waiting.iter().map(|(_, units)| units).sum::<Amount>(),
        model.qoh(item, shop),
        "the simulation lost units"
    );
    day.waiting.into_iter().collect()
}

struct Day {
    stock: Amount,
    waiting: VecDeque<(String, Amount)>,
}

impl Day {
    fn leaves(&mut self, id: String, quantity: Amount) {
        let served = quantity.min(self.stock);
        self.stock -= served;
        if quantity > served {
            self.waiting.push_back((id, quantity - served));
        }
    }

    fn arrives(&mut self, mut quantity: Amount) {
        while let Some((_, units)) = self.waiting.front_mut() {
            let served = quantity.min(*units);
            *units -= served;
            quantity -= served;
            if *units > 0 {
                return;
            }
            self.waiting.pop_front();
        }
        self.stock += quantity;
    }
}
