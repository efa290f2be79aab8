//! A line of an order served from another shop: QOH goes up where it was and down where it goes.

use super::decide::{Decided, Moves, illegal, inventoried, left_of, not_found, nothing_to_do, shop};
use super::order::find_alive;
use super::parts::once;
use super::receipt::{old_values, own_movements};
use super::refund::{free_units, waiting_in_shipments};
use crate::contract::command::Command;
use crate::contract::error::InventoryError;
use crate::contract::event::{Fact, OrderLineFacts};
use crate::contract::from_tree;
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::named::Named;
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};
use crate::state::edit::{Journal, State};
use crate::state::orders::{OrderLine, Shipment, ShipmentLine};

fn line_facts(state: &State, number: Ix) -> OrderLineFacts {
    let facts = &state.facts;
    let line = facts.orders.lines.get(number);
    OrderLineFacts {
        id: facts.texts.get(line.id).to_owned(),
        item_id: facts.items.ids.name(line.item).to_owned(),
        shop_id: facts.shops.ids.name(line.shop).to_owned(),
        quantity: line.quantity,
        refunded: line.refunded,
        returned: line.returned,
        adjustment_id: facts.adjustments.ids.name_of(line.adjustment).map(str::to_owned),
    }
}

/// Moves the unshipped units of a line that wait in no shipment; a line partly handed over or packed is split.
pub fn move_line(state: &State, command: &Command, order_id: &str, line_id: &str, shop_id: &str) -> Decided {
    let (ix, order) = find_alive_or_found(state, order_id, line_id, shop_id)?;
    let facts = &state.facts;
    let number = facts.order_line_numbers(ix).get(line_id).copied();
    let number = number.ok_or_else(|| not_found("lineId", "line", line_id))?;
    let line = facts.orders.lines.get(number);
    let to = shop(facts, shop_id, "shopId")?;
    if order.cancelled {
        return Err(illegal("the order", "cancelled", "not cancelled").into());
    }
    let item_id = facts.items.ids.name(line.item);
    inventoried(facts, item_id, "lineId")?;
    if line.shop == to {
        return Err(nothing_to_do("the line is served from this shop already").at("shopId").into());
    }
    let units = free_units(state, number);
    if units.is_zero() {
        return Err(nothing_to_do("no unit of this line is left that waits in no shipment").into());
    }
    let mut moves = Moves::new(state, command);
    let mut adjustment_id = None;
    let mut sale_ids = Vec::new();
    if state.index.is_recorded(facts, number) {
        let sale = match line.link {
            NONE => state.index.first_sale_of_order(facts, ix).unwrap_or(NONE),
            link => facts.adjustments.source(link),
        };
        let source = facts.sales.ids.name_of(sale);
        sale_ids.extend(source.map(str::to_owned));
        let at = if line.link == NONE { command.at } else { facts.adjustments.get(line.link).at };
        if line.link == NONE {
            let reverses = facts.adjustments.ids.name_of(line.adjustment).map(str::to_owned);
            moves.add(item_id, facts.shops.ids.name(line.shop), units, "sale", source)?.reverses = reverses;
        } else {
            moves.reverse(line.link, units.min(left_of(state, line.link)))?;
        }
        let replacement = moves.add(item_id, shop_id, units.negated(), "sale", source)?;
        // It stands in the queue where the one stood that it replaces.
        replacement.at = at;
        adjustment_id = Some(replacement.id.clone());
    }
    let stays = line.handed_over.is_positive() || waiting_in_shipments(state, number).is_positive();
    // The item's other lines name what they met: by the k-th rule they would meet another movement from now on.
    let named = |number: Ix| {
        let mut facts_of_line = line_facts(state, number);
        let record = facts.orders.lines.get(number);
        if record.item == line.item {
            facts_of_line.adjustment_id = facts.adjustments.ids.name_of(record.meets()).map(str::to_owned);
        }
        facts_of_line
    };
    let mut lines: Vec<OrderLineFacts> = order.lines.numbers().map(named).collect();
    let position = lines.iter().position(|line| line.id == line_id).unwrap_or_default();
    if let Some(moved) = lines.get_mut(position) {
        if stays {
            let split = OrderLineFacts {
                id: format!("{}:1", command.id),
                shop_id: shop_id.to_owned(),
                quantity: units,
                refunded: Quantity::ZERO,
                returned: Quantity::ZERO,
                adjustment_id,
                item_id: item_id.to_owned(),
            };
            moved.quantity = moved.quantity.minus(units);
            // What stays keeps the adjustment that it met.
            moved.adjustment_id =
                facts.adjustments.ids.name_of(line.link).map(str::to_owned).or(moved.adjustment_id.take());
            if lines.iter().any(|line| line.id == split.id) {
                return Err(super::decide::already_exists("id", "line", &split.id).into());
            }
            lines.insert(position.saturating_add(1), split);
        } else {
            moved.shop_id = shop_id.to_owned();
            moved.adjustment_id = adjustment_id;
        }
    }
    let (order_id, line_id) = (order_id.to_owned(), line_id.to_owned());
    Ok(Fact::OrderLineMoved { order_id, line_id, sale_ids, lines, adjustments: moves.done() })
}

/// What is not found is said before what is not allowed.
fn find_alive_or_found(
    state: &State,
    order_id: &str,
    line_id: &str,
    shop_id: &str,
) -> Result<(Ix, crate::state::orders::Order), Refusal> {
    let ix = super::order::find(state, order_id)?;
    if !state.facts.order_line_numbers(ix).contains_key(line_id) {
        return Err(not_found("lineId", "line", line_id));
    }
    shop(&state.facts, shop_id, "shopId")?;
    Ok((ix, state.facts.orders.table.get(ix)))
}

/// Moved back, if nothing happened to the moved units since. What happened to the order's other lines stays.
pub fn take_back(state: &State, command: &Command, order_id: &str, command_id: &str) -> Decided {
    let (ix, _) = find_alive(state, order_id)?;
    let facts = &state.facts;
    let too_late = || Refusal::new(RefusalCode::NotReversible, "the moved units are not as the move left them");
    let old = old_values(facts, command_id);
    let (Tree::Text(origin), lines @ Tree::List(_)) = (old.get("lineId"), old.get("lines")) else {
        return Err(too_late().into());
    };
    let before: Vec<OrderLineFacts> = from_tree::read(lines, "lines").map_err(|_| too_late())?;
    let was = before.iter().find(|before| before.id == *origin).ok_or_else(too_late)?;
    let own = own_movements(facts, command_id);
    let split = format!("{command_id}:1");
    let numbers = facts.order_line_numbers(ix);
    // The line itself, or the units that were split off it, where what they came from is still there.
    let here = *numbers.get(origin.as_str()).ok_or_else(too_late)?;
    let is_here = facts.shops.ids.name(facts.orders.lines.get(here).shop) == was.shop_id;
    let moved = match numbers.get(split.as_str()) {
        Some(moved) if is_here => *moved,
        None if !is_here => here,
        _ => return Err(too_late().into()),
    };
    let line = facts.orders.lines.get(moved);
    let is_free = free_units(state, moved) == line.quantity.minus(line.refunded);
    // Nothing of what the move took out there was put back since.
    let is_whole = line.link == NONE
        || (own.contains(&line.link) && left_of(state, line.link) == facts.adjustments.quantity(line.link).negated());
    if !is_free || !is_whole {
        return Err(too_late().into());
    }
    let mut lines: Vec<OrderLineFacts> = Vec::new();
    for number in facts.orders.table.get(ix).lines.numbers().filter(|number| *number != moved || moved == here) {
        let mut back = line_facts(state, number);
        if number == here {
            back.shop_id.clone_from(&was.shop_id);
            back.adjustment_id.clone_from(&was.adjustment_id);
            if moved != here {
                // Its units join the line that they came from.
                back.quantity = back.quantity.plus(line.quantity);
                back.refunded = back.refunded.plus(line.refunded);
            }
        }
        lines.push(back);
    }
    unname(state, &mut lines, &before, origin, &own);
    let mut moves = Moves::new(state, command);
    for adjustment in &own {
        let quantity = facts.adjustments.quantity(*adjustment);
        moves.reverse(*adjustment, if quantity.is_negative() { quantity.negated() } else { quantity })?;
    }
    let mut sale_ids: Vec<String> = own
        .iter()
        .filter_map(|adjustment| facts.sales.ids.name_of(facts.adjustments.source(*adjustment)))
        .map(str::to_owned)
        .collect();
    sale_ids.dedup();
    let line_id = line_facts(state, moved).id;
    Ok(Fact::OrderLineMoved { order_id: order_id.to_owned(), line_id, sale_ids, lines, adjustments: moves.done() })
}

/// The move named what each of the item's lines met. With all lines where they were, the names go again; else the line
/// that went back needs one too, since by its place it would meet another movement.
fn unname(state: &State, lines: &mut [OrderLineFacts], before: &[OrderLineFacts], origin: &str, own: &[Ix]) {
    let adjustments = &state.facts.adjustments;
    let place = |line: &OrderLineFacts| (line.id.clone(), line.shop_id.clone());
    if lines.iter().map(place).eq(before.iter().map(place)) {
        for (line, was) in lines.iter_mut().zip(before) {
            line.adjustment_id.clone_from(&was.adjustment_id);
        }
        return;
    }
    let met = own.iter().find_map(|adjustment| adjustments.ids.name_of(adjustments.reverses(*adjustment)));
    if let Some(line) = lines.iter_mut().find(|line| line.id == origin && line.adjustment_id.is_none()) {
        line.adjustment_id = met.map(str::to_owned);
    }
}

/// Replaces all lines of an order, and finds the lines of its shipments again.
pub fn replace(
    state: &mut State,
    journal: &mut Journal,
    ix: Ix,
    lines: &[OrderLineFacts],
) -> Result<(), InventoryError> {
    let unknown = |what: &str, id: &str| InventoryError::invalid("events", format!("there is no {what} {id:?}"));
    once(lines.iter().map(|line| line.id.as_str()))?;
    let facts = &mut state.facts;
    let mut records = Vec::with_capacity(lines.len());
    for line in lines {
        let item = facts.items.ids.find_known(&line.item_id).ok_or_else(|| unknown("item", &line.item_id))?;
        let shop = facts.shops.ids.find_known(&line.shop_id).ok_or_else(|| unknown("shop", &line.shop_id))?;
        records.push(OrderLine {
            order: ix,
            id: facts.texts.add(&line.id),
            item,
            shop,
            level: facts.levels.ensure(item, shop),
            quantity: line.quantity,
            refunded: line.refunded,
            returned: line.returned,
            adjustment: facts.adjustments.ids.refer(line.adjustment_id.as_deref()),
            ..OrderLine::default()
        });
    }
    let mut order = facts.orders.table.get(ix);
    order.lines = facts.orders.lines.add(records);
    let numbers: Named<'_, Ix> = lines.iter().map(|line| line.id.as_str()).zip(order.lines.numbers()).collect();
    let mut shipments: Vec<Shipment> = facts.orders.shipments.of(order.shipments).to_vec();
    for shipment in &mut shipments {
        let parts = facts.orders.shipment_lines.of(shipment.lines).to_vec();
        let found = |part: ShipmentLine| ShipmentLine {
            line: numbers.get(facts.texts.get(part.id)).copied().unwrap_or(NONE),
            ..part
        };
        let parts: Vec<ShipmentLine> = parts.into_iter().map(found).collect();
        shipment.lines = facts.orders.shipment_lines.add(parts);
    }
    order.shipments = facts.orders.shipments.add(shipments);
    state.set_order(journal, ix, order);
    Ok(())
}
